"""What the benches of the pack draw: the shipped example, as often as is wanted.

Every copy tells its own story, so that no text is drawn twice: words that repeat would flatter
whoever remembers them. `story` is the same content for engines that know no portfolio.
"""

from __future__ import annotations

import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from multiprocessing import get_context
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

from PIL import Image
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.model.domain.names import ClaimId, EvidenceId
from portfolio_app.pack.draw import attachments_of
from portfolio_app.pack.fonts import Face, register_fonts
from portfolio_app.pack.foreign_reading import read_attachment
from portfolio_app.pack.plan import PackPlan, plan_pack
from portfolio_app.pack.plan.blocks import ProseBlock, TableBlock
from portfolio_app.pack.plan.text import plain
from tests.pack.helpers import Files, a_request, example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from portfolio_app.model.domain.evidence import Answer, Evidence
    from portfolio_app.model.domain.names import AttachmentId
    from portfolio_app.pack.foreign_sight import Sight
    from portfolio_app.pack.plan.blocks import EvidencePlan

_PER_FILE: Final = 30
"""Pages of a scan."""
_ONCE: Final = frozenset({"practice-development", "manager-report"})
"""Forms of which a portfolio has one."""
_PROSE: Final = 200
"""Characters from which an answer is prose, and may grow by a sentence."""

_Made = TypeVar("_Made")


def large_plan(words: int) -> tuple[PackPlan, Files]:
    """Return a planned pack of at least so many words, and its attachments."""
    files = Files()
    snapshot = example(files)
    evidence = list(snapshot.evidence)
    turn = 0
    while sum(_words(piece) for piece in evidence) < words:
        turn += 1
        evidence += [_retold(piece, turn) for piece in snapshot.evidence if _repeats(piece)]
    grown = replace(snapshot, evidence=tuple(sorted(evidence, key=lambda e: e.text("date"))))
    return plan_pack(a_request(grown)), files


def scanned_plan(folder: Path, pages: int, megabytes: int) -> tuple[PackPlan, Folder]:
    """Return a planned pack whose only evidence has scans of so many pages and megabytes.

    It expects its signers by name, whatever their keys. The scans are made by a process of its
    own and lie in `folder`, so that their making does not count as memory of what is measured.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as another:
        plan = another.submit(_write_scans, folder, pages, megabytes).result()
    return plan, Folder(folder)


def looked_at(plan: PackPlan, files: Folder) -> dict[str, tuple[Sight, ...]]:
    """Return what is seen on the pages of every attachment, by its id.

    Another process looks, as in the program, so that it does not count as memory either.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as another:
        return another.submit(_looked_at, plan, files).result()


@dataclass(frozen=True, slots=True)
class Folder:
    """The bytes of attachments by their id, each read anew, as from a vault."""

    path: Path

    def __call__(self, key: AttachmentId) -> bytes:
        """Return the bytes of an attachment."""
        return (self.path / key).read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A piece of evidence as any engine can set it."""

    title: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    """Rows, the head first."""
    picture: bytes | None
    """A JPEG or PNG."""


def story(plan: PackPlan, files: Files) -> tuple[Chapter, ...]:
    """Return what people wrote in a pack, with its tables and pictures."""
    return tuple(_chapter(piece, files) for piece in (*plan.evidence, *plan.reports))


def timed(work: Callable[[], _Made]) -> tuple[float, _Made]:
    """Return the seconds that `work` takes, and what it makes."""
    begun = perf_counter()
    made = work()
    return perf_counter() - begun, made


def peak_megabytes() -> float:
    """Return the most memory that this process has held so far, everything included."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


# --- evidence, told again ----------------------------------------------------------------


def _words(piece: Evidence) -> int:
    return sum(len(answer.text.split()) for answer in piece.answers.values())


def _repeats(piece: Evidence) -> bool:
    return piece.form not in _ONCE


def _retold(piece: Evidence, turn: int) -> Evidence:
    return replace(
        piece,
        id=EvidenceId(f"{piece.id}-{turn}"),
        answers={path: _extended(answer, turn) for path, answer in piece.answers.items()},
        claims=tuple(
            replace(claim, id=ClaimId(f"{claim.id}-{turn}")) for claim in piece.claims
        ),
    )


def _extended(answer: Answer, turn: int) -> Answer:
    """Return an answer whose every paragraph ends otherwise; claims stay where they are."""
    if len(answer.text) < _PROSE:
        return answer
    numbers = Random(turn)
    told = "\n".join(
        f"{line} Visit {turn}, note {numbers.randrange(10_000)}." if line.strip() else line
        for line in answer.text.split("\n")
    )
    return replace(answer, text=told)


def _chapter(piece: EvidencePlan, files: Files) -> Chapter:
    prose = [block for block in piece.blocks if isinstance(block, ProseBlock)]
    facts = tuple((fact.label, plain(fact.value)) for fact in piece.facts)
    tables = [block for block in piece.blocks if isinstance(block, TableBlock)]
    rows = (tables[0].heads, *tables[0].rows) if tables else (("Fact", "Told"), *facts)
    pictures = [*piece.pictures, *piece.attachments]
    picture = next((p for p in pictures if p.media_type.startswith("image/")), None)
    return Chapter(
        title=piece.title,
        paragraphs=tuple(p.text for block in prose for p in block.paragraphs),
        table=rows,
        picture=files(picture.id) if picture else None,
    )


def _looked_at(plan: PackPlan, files: Folder) -> dict[str, tuple[Sight, ...]]:
    return {
        one.id: read_attachment(files(one.id), one.media_type).sights
        for one in attachments_of(plan)
    }


# --- scans -------------------------------------------------------------------------------


def _write_scans(folder: Path, pages: int, megabytes: int) -> PackPlan:
    rl_config.useA85 = False  # pictures as bytes, as scanners write them
    files = Files()
    snapshot = example(files)
    piece = next(e for e in snapshot.evidence if e.form == "supporting-document")
    scans = list(_scans(_PER_FILE, megabytes * 1024**2 // pages))
    made = [
        files.add(f"scan-{number}.pdf", _scanned(scans, number))
        for number in range(pages // _PER_FILE)
    ]
    for key, data in files.content.items():
        (folder / key).write_bytes(data)
    bound = replace(piece, attachments=tuple(made))
    return plan_pack(a_request(replace(snapshot, evidence=(bound,)), fingerprints={}))


def _scans(count: int, size: int) -> Iterator[bytes]:
    """Yield JPEGs of nearly `size` bytes, as a scanner makes them of a page at 150 dpi."""
    for number in range(count):
        page = Image.effect_noise((1240, 1754), 24 + number % 7)
        made = (_jpeg(page, quality) for quality in range(96, 4, -2))
        yield next(scan for scan in made if len(scan) <= size)


def _jpeg(page: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    page.save(file, "JPEG", quality=quality)
    return file.getvalue()


def _scanned(scans: Iterable[bytes], number: int) -> bytes:
    """Return a PDF of `scans`, each with the words that the scanner recognised behind it."""
    register_fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, initialFontName=Face.SANS.value)
    for page, scan in enumerate(scans, start=1):
        canvas.setFont(Face.SANS.value, 11)
        for line in range(45):
            words = f"File {number}, page {page}, line {line} of what the scanner recognised."
            canvas.drawString(60, 760 - 15 * line, words)
        canvas.drawImage(ImageReader(BytesIO(scan + bytes((number,)))), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
