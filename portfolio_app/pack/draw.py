"""Draws a planned pack: the same plan and attachments give the same bytes.

Pages are drawn until page numbers stand still, usually twice; then the drawing is finished
into PDF/A-3a and PDF/UA-1 with its signature fields and its manifest.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from reportlab.platypus import NextPageTemplate, PageBreak

from portfolio_app.errors import PackError
from portfolio_app.model.domain.editions import Numbering
from portfolio_app.model.domain.manifest import (
    MANIFEST_NAME,
    ExpectedSigner,
    Manifest,
    ManifestEvidence,
)
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.origin import Origin
from portfolio_app.pack.pages.claims import letters_of
from portfolio_app.pack.pages.contents import contents
from portfolio_app.pack.pages.cover import COVER_SECTION, Cover
from portfolio_app.pack.pages.cover_text import cover_text
from portfolio_app.pack.pages.document import PAGE, Paper
from portfolio_app.pack.pages.domain import domains
from portfolio_app.pack.pages.evidence import evidence
from portfolio_app.pack.pages.flow import Opening, PartMark
from portfolio_app.pack.pages.matrix import matrix
from portfolio_app.pack.pages.place import Pages
from portfolio_app.pack.pages.report import reports
from portfolio_app.pack.pages.requirements import requirements
from portfolio_app.pack.pages.setting import Setting
from portfolio_app.pack.pages.signatures import signatures
from portfolio_app.pack.pages.statements import statement, verify, words_used
from portfolio_app.pack.plan.hashing import digest
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.signature_fields import SignatureField, write_signature_fields
from portfolio_app.pack.styles import Edition, standard
from portfolio_app.pack.tagged.archive import AssociatedFile, Identity
from portfolio_app.pack.tagged.finish import finish
from portfolio_app.pack.tagged.flowables import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.model.domain.names import AttachmentId
    from portfolio_app.pack.foreign_page import ForeignDocument
    from portfolio_app.pack.foreign_sight import Sight
    from portfolio_app.pack.plan.blocks import AttachmentPlan, EvidencePlan
    from portfolio_app.pack.plan.records import PackPlan
    from portfolio_app.pack.tagged.structure import Drawing

    Sights = Callable[[AttachmentPlan], Sequence[Sight]]

MOST_PASSES = 6
"""Page numbers stand still after two or three passes; more would be a defect."""


class Progress(Protocol):
    """A listener who may stop the work by raising `CancelledError`."""

    def step(self, done: int, total: int, note: str) -> None:
        """Take note that `done` of `total` is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPack:
    """A pack, drawn and not yet sealed."""

    data: bytes
    pages: int
    manifest: Manifest
    signature_fields: tuple[SignatureField, ...]
    """In the order of signing."""
    warnings: tuple[str, ...]
    """Those of the plan, and what was found while drawing: pages shown as pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnEdition:
    """An edition that nobody signs: no field, no manifest."""

    data: bytes
    pages: int
    sealed_pages: int
    """Of the pack that it is of, as it was drawn for its page numbers."""


def draw_pack(
    plan: PackPlan,
    attachments: Callable[[AttachmentId], bytes],
    progress: Progress,
    edition: Edition | None = None,
    sights: Sights | None = None,
) -> DrawnPack:
    """Draw a pack.

    Args:
        plan: From `plan_pack`.
        attachments: Returns the bytes of an attachment.
        progress: Hears of every page.
        edition: How it looks; left out, the standard edition.
        sights: Returns what was found by looking at the pages of an attachment before; left
            out, they are looked at now, which takes longer than all the rest.

    Raises:
        IntakeError: An attachment cannot be read.
        PackError: An attachment is not the one that was planned.
    """
    with ExitStack() as stack:
        opened = _all_opened(stack, plan, attachments, progress, sights)
        paper, drawing = _drawn(plan, edition or standard(), opened, progress)
        pages, fields = paper.found(), tuple(paper.fields)
        made = _manifest(plan, pages)
        progress.step(2 * pages.total, 2 * pages.total, "Finishing the file")
        data = finish(
            drawing,
            _identity(plan),
            files=[_manifest_file(plan, made)],
            add_fields=lambda pdf, tree: write_signature_fields(pdf, tree, fields),
        )
    return DrawnPack(
        data=data,
        pages=pages.total,
        manifest=made,
        signature_fields=fields,
        warnings=(*plan.warnings, *_pictured(plan, opened)),
    )


def draw_edition(
    plan: PackPlan,
    attachments: Callable[[AttachmentId], bytes],
    progress: Progress,
    edition: Edition,
    *,
    sealed_sha256: str = "",
    sealed_numbering: Numbering = Numbering.CONTINUOUS,
    sights: Sights | None = None,
) -> DrawnEdition:
    """Draw an edition that nobody signs; each page names the page of the pack it is from.

    The standard edition is drawn first, for its page numbers.

    Args:
        plan: From `plan_pack`: the plan of the sealed pack itself, or of a draft.
        attachments: Returns the bytes of an attachment.
        progress: Hears of every page, of those that are drawn for their numbers too.
        edition: Large print or reading copy.
        sealed_sha256: Of the sealed file; empty where the edition is of a draft.
        sealed_numbering: How the pages of the sealed pack are numbered.
        sights: As for `draw_pack`.

    Raises:
        IntakeError: An attachment cannot be read.
        PackError: An attachment is not the one that was planned.
    """
    with ExitStack() as stack:
        opened = _all_opened(stack, plan, attachments, progress, sights)
        first = _Half(progress, 0, "Finding the pages of the pack")
        second = _Half(progress, 1)
        model, _ = _drawn(plan, standard(sealed_numbering), opened, first)
        origin = Origin(pages=model.found(), sources=model.sources(), sha256=sealed_sha256)
        paper, drawing = _drawn(plan, edition, opened, second, origin)
        pages = paper.found()
        second.step(1, 1, "Finishing the file")
        return DrawnEdition(
            data=finish(drawing, _identity(plan, edition)),
            pages=pages.total,
            sealed_pages=origin.pages.total,
        )


class _Half:
    """Progress over one of two drawings."""

    def __init__(self, progress: Progress, before: int, note: str = "") -> None:
        self._progress, self._before, self._note = progress, before, note

    def step(self, done: int, total: int, note: str) -> None:
        """Report half of what is done."""
        self._progress.step(self._before * total + done, 2 * total, self._note or note)


def _all_opened(
    stack: ExitStack,
    plan: PackPlan,
    attachments: Callable[[AttachmentId], bytes],
    progress: Progress,
    sights: Sights | None,
) -> dict[str, ForeignDocument]:
    opened: dict[str, ForeignDocument] = {}
    for attached in attachments_of(plan):
        progress.step(0, 1, "Reading attachments")
        opened[attached.id] = stack.enter_context(_opened(attached, attachments, sights))
    return opened


def attachments_of(plan: PackPlan) -> Iterator[AttachmentPlan]:
    """Yield every file that a pack binds or shows."""
    for piece in (*plan.evidence, *plan.reports):
        yield from piece.attachments
        yield from piece.pictures


def _opened(
    attached: AttachmentPlan,
    attachments: Callable[[AttachmentId], bytes],
    sights: Sights | None,
) -> ForeignDocument:
    content = attachments(attached.id)
    if sha256(content).hexdigest() != attached.sha256:
        raise PackError(
            "An attachment is not the file that was added.",
            advice="Your work is safe. Attach the file again.",
        )
    known = sights(attached) if sights else None
    return open_attachment(content, attached.media_type, known)


# --- passes ------------------------------------------------------------------------------


def _drawn(
    plan: PackPlan,
    edition: Edition,
    opened: dict[str, ForeignDocument],
    progress: Progress,
    origin: Origin | None = None,
) -> tuple[Paper, Drawing]:
    pages, memory = Pages(numbering=edition.numbering), Memory()
    for number in range(1, MOST_PASSES + 1):
        setting = replace(_setting(plan, edition, pages, opened), origin=origin, memory=memory)
        expected = pages.total or _expected_pages(plan)
        paper = Paper(setting, _reporter(progress, number, expected))
        if number == 1:
            paper.lay_out(_story(setting))
        else:
            drawing = paper.draw(_story(setting))
            if paper.found() == pages:
                return paper, drawing
        pages = paper.found()
    raise AssertionError("page numbers do not stand still")


def _expected_pages(plan: PackPlan) -> int:
    """Return about how many pages there will be, for a bar that fills evenly."""
    pieces = (*plan.evidence, *plan.reports)
    bound = sum(a.pages for piece in pieces for a in piece.attachments)
    return 10 + len(plan.domains) + len(pieces) + bound + sum(p.words for p in pieces) // 400


def _reporter(progress: Progress, number: int, expected: int) -> Callable[[int], None]:
    """Return what tells of each page of a pass: the first lays out, the second draws."""
    note = "Laying out the pages" if number == 1 else "Drawing the pages"
    before = 0 if number == 1 else expected

    def on_page(page: int) -> None:
        progress.step(before + min(page, expected), 2 * expected, note)

    return on_page


def _setting(
    plan: PackPlan, edition: Edition, pages: Pages, opened: dict[str, ForeignDocument]
) -> Setting:
    pieces = (*plan.evidence, *plan.reports)
    crowded = [piece for piece in pieces if piece.place in pages.crowded]
    return Setting(
        plan=plan,
        edition=edition,
        pages=pages,
        passages={passage.key: passage for piece in pieces for passage in piece.passages},
        attachments=opened,
        claim_numbers={
            passage.key: number
            for piece in pieces
            for number, passage in enumerate(piece.passages, start=1)
        },
        letters={
            key: letter
            for piece in crowded
            for key, letter in letters_of(piece.passages).items()
        },
    )


def _story(setting: Setting) -> Iterator[Flowable]:
    """Yield the whole pack, in order."""
    plan = setting.plan
    yield PartMark(Part.GLANCE, plan.part_title(Part.GLANCE))
    yield Opening(COVER_SECTION)
    if setting.edition.reflowed:
        yield from cover_text(setting)
    else:
        yield Cover(setting)
    yield NextPageTemplate(PAGE)
    for make in (contents, requirements, matrix):
        yield PageBreak()
        yield from make(setting)
    yield from domains(setting)
    yield from evidence(setting)
    yield NextPageTemplate(PAGE)
    for index, make in enumerate((reports, statement, words_used, verify, signatures)):
        for at, flowable in enumerate(make(setting)):
            if at == 1 and (index == 0 or (index == 1 and not plan.reports)):
                # After the page break that every section begins with.
                yield PartMark(Part.REPORT, plan.part_title(Part.REPORT))
            yield flowable


# --- what goes with it -------------------------------------------------------------------


def _identity(plan: PackPlan, edition: Edition | None = None) -> Identity:
    known = plan.identification
    title = f"{plan.masthead.practitioner}, {plan.masthead.level}: progression portfolio"
    return Identity(
        title=f"{title} ({edition.title})" if edition else title,
        author=known.practitioner,
        created=plan.sealed_at,
        subject=f"Pack {plan.masthead.code}, version {plan.masthead.version}",
    )


def _manifest(plan: PackPlan, pages: Pages) -> Manifest:
    known, masthead = plan.identification, plan.masthead
    return Manifest(
        pack_code=masthead.code,
        version=masthead.version,
        sealed_at=plan.sealed_at,
        practitioner=known.practitioner,
        swe_number=known.swe_number,
        pathway=known.pathway,
        pathway_version=known.pathway_version,
        authority=known.authority,
        example=masthead.example,
        plan_sha256=plan.sha256,
        pages=pages.total,
        signers=tuple(
            ExpectedSigner(
                role=signer.role,
                title=signer.title,
                name=signer.name,
                field=signer.field,
                means=signer.means,
                fingerprint=signer.fingerprint,
            )
            for signer in plan.signatures.signers
        ),
        evidence=tuple(_listed(p, pages) for p in (*plan.evidence, *plan.reports)),
    )


def _listed(piece: EvidencePlan, pages: Pages) -> ManifestEvidence:
    first, last = pages.span(piece.place)
    return ManifestEvidence(
        number=piece.number or 0,
        form=piece.form,
        title=piece.title,
        first_page=first,
        pages=last - first + 1,
        sha256=digest(piece),
    )


def _manifest_file(plan: PackPlan, manifest: Manifest) -> AssociatedFile:
    return AssociatedFile(
        name=MANIFEST_NAME,
        data=manifest.to_json(),
        media_type="application/json",
        relationship="Data",
        description="What this pack says of itself to a program",
        modified=plan.sealed_at,
    )


def _pictured(plan: PackPlan, opened: dict[str, ForeignDocument]) -> Iterator[str]:
    """Yield a sentence for each attachment with pages that had to be shown as pictures."""
    for piece in (*plan.evidence, *plan.reports):
        for attached in piece.attachments:
            document = opened[attached.id]
            pages = [str(p.number) for p in document.pages if p.problems]
            if pages:
                yield (
                    f"{piece.name}: page {', '.join(pages)} of an attachment is shown as a "
                    "picture, its text kept, because it would break the archive format."
                )
