"""Draws a planned pack: the same plan and attachments give the same bytes.

Attachments are opened, pages drawn (see `passes`), and the drawing finished into PDF/A-3a and
PDF/UA-1 with its signature fields and its manifest.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from portfolio_app.errors import PackError
from portfolio_app.model.domain.editions import Numbering
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.identification import identity_of, manifest_file, manifest_of
from portfolio_app.pack.origin import Origin
from portfolio_app.pack.passes import Passes
from portfolio_app.pack.signature_fields import SignatureField, write_signature_fields
from portfolio_app.pack.styles import Edition, standard
from portfolio_app.pack.tagged.finish import finish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from portfolio_app.model.domain.manifest import Manifest
    from portfolio_app.model.domain.names import AttachmentId
    from portfolio_app.pack.foreign_page import ForeignDocument
    from portfolio_app.pack.foreign_sight import Sight
    from portfolio_app.pack.passes import Progress
    from portfolio_app.pack.plan.blocks import AttachmentPlan
    from portfolio_app.pack.plan.records import PackPlan

    Sights = Callable[[AttachmentPlan], Sequence[Sight]]


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
        sights: Returns what was seen on an attachment before; else it is looked at now.

    Raises:
        IntakeError: An attachment cannot be read.
        PackError: An attachment is not the one that was planned.
    """
    with ExitStack() as stack:
        opened = _all_opened(stack, plan, attachments, progress, sights)
        paper, drawing = Passes(plan, edition or standard(), opened, progress).drawn()
        pages, fields = paper.found(), tuple(paper.fields)
        made = manifest_of(plan, pages)
        progress.step(2 * pages.total, 2 * pages.total, "Finishing the file")
        data = finish(
            drawing,
            identity_of(plan),
            files=[manifest_file(plan, made)],
            add_fields=lambda pdf, tree: write_signature_fields(pdf, tree, fields),
            on_bound=stack.close,
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
        IntakeError, PackError: As for `draw_pack`.
    """
    with ExitStack() as stack:
        opened = _all_opened(stack, plan, attachments, progress, sights)
        first = _Half(progress, 0, "Finding the pages of the pack")
        second = _Half(progress, 1)
        model = Passes(plan, standard(sealed_numbering), opened, first).laid_out()
        origin = Origin(pages=model.found(), sources=model.sources(), sha256=sealed_sha256)
        paper, drawing = Passes(plan, edition, opened, second, origin).drawn()
        pages = paper.found()
        second.step(1, 1, "Finishing the file")
        return DrawnEdition(
            data=finish(drawing, identity_of(plan, edition), on_bound=stack.close),
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
        if attached.id in opened:
            continue  # a file may stand in more than one place
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
