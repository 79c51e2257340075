"""A document as it stood when somebody signed it, read as if nothing had come after."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Final

from portfolio_app.signing.hostile import reading

if TYPE_CHECKING:
    import pikepdf


_DEEPEST: Final = 8
"""Levels of dictionaries written into one another; actions hang on the second or third."""


class Revision:
    """Every object of one revision, by hash.

    Raises:
        UnreadableError: When opened: the document is damaged.
    """

    def __init__(self, document: bytes) -> None:
        import pikepdf

        with reading(pikepdf.PdfError, pikepdf.DataDecodingError):
            pdf = pikepdf.open(io.BytesIO(document), attempt_recovery=False)
            form = pdf.Root.get("/AcroForm")
            self._pdf = pdf
            self._hashes = _hashes(pdf)
            self.catalogue = pdf.Root.objgen[0]
            self.form = _number(form)
            self.record = _number(pdf.trailer.get("/Info"))
            self.trailer = (self.catalogue, self.record)
            self._fields = {
                str(node.get("/T", "")): _number(node)
                for node in (form.get("/Fields", pikepdf.Array()) if form is not None else ())
            }

    def number_of_field(self, name: str) -> int:
        """Return the number of a form field's object, 0 if there is no such field."""
        return self._fields.get(name, 0)

    def object(self, number: int) -> pikepdf.Object:
        """Return an object, null if there is none."""
        return self._pdf.get_object(number, 0)

    def differing(self, later: Revision) -> list[int]:
        """Return the numbers of this revision's objects that are not the same in `later`."""
        return [
            number
            for number, content in self._hashes.items()
            if later._hashes.get(number) != content
        ]

    def holds_script(self) -> bool:
        """Whether any object, or part of one, is JavaScript."""
        with reading():
            return any(_is_script(found, _DEEPEST) for found in self._pdf.objects)


def _hashes(pdf: pikepdf.Pdf) -> dict[int, bytes]:
    """Hash every object by its number.

    Raises:
        ValueError: There are objects of a later generation, which packs never have.
    """
    found = [each for each in pdf.objects if hasattr(each, "objgen")]
    if any(each.objgen[1] for each in found):
        raise ValueError("generation")
    hashes = {each.objgen[0]: _hash(each) for each in found}
    for number in range(1, int(pdf.trailer.Size)):
        if number not in hashes:
            # Numbers, strings and nulls of their own come as Python's.
            hashes[number] = repr(pdf.get_object(number, 0)).encode()
    return hashes


def _hash(found: pikepdf.Object) -> bytes:
    """Hash an object without what it refers to; a stream as it is stored."""
    import pikepdf

    if isinstance(found, pikepdf.Stream):
        digest = hashlib.sha256(found.stream_dict.unparse())
        digest.update(found.get_raw_stream_buffer())
        return digest.digest()
    return hashlib.sha256(found.unparse(resolved=True)).digest()


def _number(found: pikepdf.Object | None) -> int:
    return found.objgen[0] if found is not None else 0


def _is_script(found: object, depth: int) -> bool:
    """Look through what is written into one object, not through what it refers to."""
    import pikepdf

    if not isinstance(found, pikepdf.Array | pikepdf.Dictionary) or not depth:
        return False
    if isinstance(found, pikepdf.Dictionary) and _acts_by_script(found):
        return True
    parts: list[object] = list(
        found.values() if isinstance(found, pikepdf.Dictionary) else found
    )
    direct = (part for part in parts if not getattr(part, "is_indirect", False))
    return any(_is_script(part, depth - 1) for part in direct)


def _acts_by_script(found: pikepdf.Dictionary) -> bool:
    return "/JS" in found or found.get("/S") == "/JavaScript"
