"""Looks at a file before it becomes an attachment: what it is, and whether it can be printed.

The pack binds every attachment in as pages, so a file that cannot become pages is refused
here, when the person can still choose another, rather than on the evening before the panel.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds

if TYPE_CHECKING:
    import pikepdf
    from PIL.ImageFile import ImageFile

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 500
MAX_PIXELS = 80_000_000
"""Of a picture. Unpacked, one of this size takes about 300 MB; a full page at 600 dpi has 35
million, and what exceeds it is a mistake or made to exhaust memory."""
MAX_SIDE = 30_000
"""Pixels of the longer side of a picture."""

_EOF_WITHIN = 2048
"""Bytes from the end in which the end mark of a PDF must begin. ISO 32000-1 annex H.3, note
18 tolerates 1024; mailers and scanners append more."""

_SAFE = "Nothing was changed."
_TAKEN = "PDF files and pictures (JPEG, PNG) can be attached."

_ADVICE = {
    kinds.HEIC: "On the phone or in the Photos program, save it as JPEG, then attach that.",
    kinds.TIFF: "Save the picture as JPEG or PNG, or the scan as PDF, then attach that.",
    kinds.GIF: "Save it as PNG or JPEG, then attach that.",
    kinds.WEBP: "Save it as PNG or JPEG, then attach that.",
    kinds.WORD: "Open it in Word, save it as PDF, then attach that.",
    kinds.TEXT: "Print it to PDF, then attach that.",
}
_ADVICE_BY_SUFFIX = {
    ".msg": "Open the message, print it to PDF, then attach that.",
    ".eml": "Open the message, print it to PDF, then attach that.",
    ".doc": _ADVICE[kinds.WORD],
    ".docx": _ADVICE[kinds.WORD],
    ".odt": "Open the document, save it as PDF, then attach that.",
    ".xls": "Open the workbook, save it as PDF, then attach that.",
    ".xlsx": "Open the workbook, save it as PDF, then attach that.",
    ".ppt": "Open the slides, save them as PDF, then attach that.",
    ".pptx": "Open the slides, save them as PDF, then attach that.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A file that can be attached."""

    media_type: str
    """`application/pdf`, `image/jpeg` or `image/png`."""
    pages: int
    """Pages it fills in the pack; a picture is one."""


def inspect_attachment(data: bytes, name: str) -> Inspected:
    """Return what the file is, once it is known that the pack can print it.

    `name` only chooses the advice for a kind that is refused; the content decides the kind.

    Raises:
        IntakeError: The file is empty, too large, of another kind, damaged, protected by a
            password, or holds nothing that can be printed.
    """
    refuse_by_size(data)
    kind = kinds.media_type(data)
    if kind == kinds.PDF:
        return Inspected(media_type=kind, pages=_pdf_pages(data))
    if kind in (kinds.JPEG, kinds.PNG):
        _decode_picture(data, kind)
        return Inspected(media_type=kind, pages=1)
    raise _unsupported(kind, name)


def refuse_by_size(data: bytes) -> None:
    """Refuse a file that is empty or too large, before anybody looks into it.

    Raises:
        IntakeError: It is.
    """
    if not data:
        raise IntakeError(
            "The file you chose is empty.", advice=f"{_SAFE} Choose another file."
        )
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"The file you chose is larger than {MAX_BYTES // 1024**2} MB.",
            advice=f"{_SAFE} Scan it at a lower resolution or split it, then attach that.",
        )


def _unsupported(kind: str | None, name: str) -> IntakeError:
    what = {
        kinds.HEIC: "a HEIC photo, which cannot be attached yet",
        kinds.WORD: "a Word document, which cannot be printed into the pack as it is",
    }.get(kind or "", "of a kind that cannot be attached")
    suffix = PurePath(name).suffix.casefold()
    advice = _ADVICE.get(kind or "") or _ADVICE_BY_SUFFIX.get(suffix, "")
    return IntakeError(f"The file you chose is {what}.", advice=f"{_TAKEN} {advice}".strip())


# --- PDF ---------------------------------------------------------------------------------


def _pdf_pages(data: bytes) -> int:
    """Count the pages of a PDF, refusing what would print as something else."""
    import pikepdf

    if b"%%EOF" not in data[-_EOF_WITHIN:]:
        raise _damaged_pdf()  # repair would find some pages, and lose the others unsaid
    try:
        with pikepdf.open(BytesIO(data)) as document:
            _refuse_bombs(document)
            _refuse_notices(document, data)
            pages = len(document.pages)
    except pikepdf.PasswordError as error:
        raise IntakeError(
            "The file you chose is a PDF that opens with a password only.",
            advice=f"{_SAFE} Open it with its password, print it to a new PDF without one, "
            "then attach that.",
        ) from error
    except IntakeError:
        raise
    except Exception as error:  # a foreign file may trip the library anywhere
        raise _damaged_pdf() from error
    if pages == 0:
        raise IntakeError(
            "The file you chose is a PDF without pages.",
            advice=f"{_SAFE} Choose another file.",
        )
    if pages > MAX_PAGES:
        raise IntakeError(
            f"The file you chose has more than {MAX_PAGES} pages.",
            advice=f"{_SAFE} Attach only the pages that the panel needs to see.",
        )
    _open_every_page(data, pages)
    return pages


def _refuse_bombs(document: pikepdf.Pdf) -> None:
    """Refuse a PDF that would take all memory: whoever draws it then ends the process."""
    from portfolio_app.intake.bombs import unpacks_too_large  # heavy: not at start

    if unpacks_too_large(document):
        raise IntakeError(
            "The file you chose is a PDF that is far too large once it is unpacked.",
            advice=f"{_SAFE} Print it to a new PDF, then attach that.",
        )


def _refuse_notices(document: pikepdf.Pdf, data: bytes) -> None:
    """Refuse PDFs whose page is only a notice that another program shows the real content."""
    form = document.Root.get("/AcroForm")
    if form is not None and "/XFA" in form and _is_dynamic(document, data):
        raise IntakeError(
            "The file you chose is a form that only Adobe Reader can show; others see "
            "“Please wait”.",
            advice=f"{_SAFE} Open it in Adobe Reader, print it to PDF, then attach that.",
        )
    if "/Collection" in document.Root:
        raise IntakeError(
            "The file you chose is a PDF that wraps other files, which would not be printed.",
            advice=f"{_SAFE} Save the files it holds one by one as PDF, then attach those.",
        )


def _is_dynamic(document: pikepdf.Pdf, data: bytes) -> bool:
    """Whether an XFA form draws itself, so that its page holds a notice alone.

    `NeedsRendering` says so (ISO 32000-1 table 28); older forms leave it out, and only the
    notice itself, `Please wait...`, tells.
    """
    import pypdfium2

    if bool(document.Root.get("/NeedsRendering", False)):
        return True
    if len(document.pages) != 1:
        return False
    shown = pypdfium2.PdfDocument(data)
    try:
        return "please wait" in shown[0].get_textpage().get_text_bounded().casefold()
    finally:
        shown.close()


def _open_every_page(data: bytes, pages: int) -> None:
    """Open each page with the library that draws it in previews.

    Raises:
        IntakeError: A page cannot be opened.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if len(document) != pages:
                raise _damaged_pdf()
            for number in range(pages):
                document[number].close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise _damaged_pdf() from error


def _damaged_pdf() -> IntakeError:
    return IntakeError(
        "The file you chose is a damaged or incomplete PDF.",
        advice=f"{_SAFE} Download or scan it again, then attach that.",
    )


# --- pictures ----------------------------------------------------------------------------


def _decode_picture(data: bytes, kind: str) -> None:
    """Decode a picture to its last line.

    Raises:
        IntakeError: It cannot be decoded, or is absurdly large.
    """
    try:
        with _opened(data, kind) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                raise IntakeError(
                    "The file you chose is a picture of more than "
                    f"{MAX_PIXELS // 1_000_000} million pixels, or with a side longer than "
                    f"{MAX_SIDE:,}.",
                    advice=f"{_SAFE} Save a smaller copy, then attach that.",
                )
            picture.load()
    except IntakeError:
        raise
    except Exception as error:  # a foreign file may trip the decoder anywhere
        raise IntakeError(
            "The file you chose is a picture that cannot be read; it may be damaged.",
            advice=f"{_SAFE} Save or photograph it again, then attach that.",
        ) from error


def _opened(data: bytes, kind: str) -> ImageFile:
    """Open a picture without decoding it.

    By its class rather than by `Image.open`, which warns of large pictures through the
    process-wide warnings module before the limits here can speak.
    """
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    opener = JpegImageFile if kind == kinds.JPEG else PngImageFile
    return opener(BytesIO(data))
