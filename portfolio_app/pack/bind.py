"""Puts pages that others made on pages of the pack.

The host page is drawn like any other; the foreign page is a figure on it. Its content is bound
to the host when the file is finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from portfolio_app.pack.foreign_page import ForeignPage
    from portfolio_app.pack.tagged.canvas import TaggedCanvas
    from portfolio_app.pack.tagged.structure import Box


def fitted(page: ForeignPage, frame: Box) -> Box:
    """Return where `page` goes in `frame`: centred, smaller if need be, never larger."""
    left, bottom, right, top = frame
    room_across, room_up = right - left, top - bottom
    scale = min(1.0, room_across / page.width, room_up / page.height)
    width, height = page.width * scale, page.height * scale
    x = left + (room_across - width) / 2
    y = bottom + (room_up - height) / 2
    return x, y, x + width, y + height


def place(
    canvas: TaggedCanvas, page: ForeignPage, box: Box, *, key: Hashable, alt: str
) -> None:
    """Draw `page` to fill `box` of the current page.

    Its text becomes the figure's actual text, so that it can be read aloud and copied.

    Args:
        canvas: What is drawn on.
        page: What is drawn.
        box: Where, in current coordinates; as from `fitted`.
        key: What tells this figure from its siblings.
        alt: Such as "Evidence 4, page 3 of 12: Assessment".
    """
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    source, (own_width, own_height) = page.rendition.at_scale(width / page.width)
    name = canvas.bind(source)
    with canvas.figure(key, alt, box, actual_text=page.text or None):
        canvas.draw_bound(name, (width / own_width, 0, 0, height / own_height, left, bottom))
