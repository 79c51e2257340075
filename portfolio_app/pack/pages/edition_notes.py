"""What an edition that nobody signs says of itself, and of the pack that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.wording import count
from portfolio_app.pack.plan.bundle import SIGNATURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portfolio_app.pack.pages.flow import Section
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import AttachmentPlan
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

GROUP = 4
"""Digits of a hash that are read together."""
SHOWN = 12
"""Digits of a hash that stand on a page that has no room for all; the cover has them all."""


def of_page(setting: Setting, canvas: TaggedCanvas, sections: Iterable[Section]) -> str:
    """Return `Page 14 of the sealed pack` for the page that was just drawn, or nothing."""
    origin = setting.origin
    if origin is None:
        return ""
    here = canvas.getPageNumber()
    texts = [
        (key, drawn)
        for key, parts in canvas.sources.items()
        for drawn in parts
        if drawn.page == here
    ]
    pages = origin.pages_of([section.place for section in sections], texts)
    if not pages:
        return ""
    run = origin.pages.run(pages[0], pages[-1])
    return f"Page{'s' * (len(pages) > 1)} {run} of the {origin.called}"


def grouped(sha256: str, digits: int = 64) -> str:
    """Return the first digits of a hash in groups, with an ellipsis where more follow."""
    shown = sha256[:digits].upper()
    groups = [shown[at : at + GROUP] for at in range(0, len(shown), GROUP)]
    return " ".join(groups) + (" …" if len(sha256) > digits else "")


def about(setting: Setting) -> str:
    """Return what the cover says of the edition: what it is of; empty for the standard one."""
    if setting.origin is None:
        return ""
    name = setting.edition.title
    if not setting.origin.sha256:
        return f"{name} of a draft: there is no sealed file yet."
    return f"{name} of the sealed file with SHA-256"


def unsigned(setting: Setting) -> Iterator[str]:
    """Yield what must be said before signatures or their checking are spoken of."""
    if setting.origin is None:
        return
    if setting.origin.sha256:
        page = setting.origin.pages.printed(SIGNATURES)
        yield (
            "This edition is not signed. What stands here is said of the sealed pack; its "
            f"signatures are on its page {page}."
        )
    else:
        yield "This edition is of a draft. What stands here is said of the pack once sealed."


def left_out(setting: Setting, attached: AttachmentPlan) -> str:
    """Return where an attached document is that is not bound into this edition."""
    said = attached.description or "A document without a description"
    origin = setting.origin
    where = ""
    if origin is not None:
        first = origin.pages.page(attached.place)
        run = origin.pages.run(first, first + attached.pages - 1)
        noun = "page" if attached.pages == 1 else "pages"
        where = f": {noun} {run} of the {origin.called}"
    return f"{said.rstrip('.')} ({count(attached.pages, 'page')}). Not in this copy{where}."


def hash_line(setting: Setting, room_for_all: bool) -> str:
    """Return `SHA-256 …` of the sealed file as a foot has room for it, or nothing."""
    if setting.origin is None or not setting.origin.sha256:
        return ""
    sha256 = setting.origin.sha256
    return f"SHA-256 {sha256 if room_for_all else grouped(sha256, SHOWN)}"
