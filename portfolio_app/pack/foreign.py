"""Reads attachments, whoever made them: PDF, JPEG, PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError
from portfolio_app.pack.foreign_pdf import open_pdf
from portfolio_app.pack.pictures import open_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portfolio_app.pack.foreign_page import ForeignDocument
    from portfolio_app.pack.foreign_sight import Sight

PDF_TYPE = "application/pdf"
PICTURE_TYPES = frozenset({"image/jpeg", "image/png"})


def open_attachment(
    data: bytes,
    media_type: str,
    sights: Sequence[Sight] | None = None,
    on_page: Callable[[], None] | None = None,
) -> ForeignDocument:
    """Read an attachment so that its pages can be placed on pages of the pack.

    Only what its pages look like and what they say is taken over: no scripts, actions, links,
    comments, form fields, embedded files or metadata, and no words or pictures that are hidden.

    Args:
        data: The file.
        media_type: What it is; the content is checked against it.
        sights: What was found by looking at its pages before; left out, they are looked at.
        on_page: Called whenever a page has been looked at.

    Raises:
        IntakeError: It is damaged, locked with a password, or of a kind that cannot be shown.
    """
    if media_type == PDF_TYPE:
        return open_pdf(data, sights, on_page)
    if media_type in PICTURE_TYPES:
        return open_picture(data)
    raise IntakeError(
        "A file of this kind cannot become pages of the pack.",
        advice="Save it as a PDF, JPEG or PNG and attach that.",
    )
