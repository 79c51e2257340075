"""Pictures of a pack's pages, for the window and for looking at."""

from __future__ import annotations

from io import BytesIO

import pypdfium2


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def is_labelled(data: bytes) -> bool:
    """Return whether the pages of a PDF have labels of their own, shown instead of a count."""
    with pypdfium2.PdfDocument(data) as document:
        return bool(document.get_page_label(0))


def page_image(data: bytes, index: int, scale: float = 1.0) -> bytes:
    """Return page `index`, from 0, as a PNG; at scale 1 a point is a pixel."""
    with pypdfium2.PdfDocument(data) as document:
        return _png(document, index, scale)


def _png(document: pypdfium2.PdfDocument, index: int, scale: float) -> bytes:
    document.init_forms()
    page = document[index]
    file = BytesIO()
    page.render(scale=scale).to_pil().save(file, format="PNG")
    page.close()
    return file.getvalue()
