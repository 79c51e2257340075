"""A document as it stood when somebody signed it, read as if nothing had come after."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from portfolio_app.signing.hostile import reading_pdf
from portfolio_app.signing.streams import beginning

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pikepdf


_DEEPEST: Final = 8
"""Levels of dictionaries written into one another; actions hang on the second or third."""


_SCRIPT: Final = frozenset({"/JavaScript"})
_VARIES: Final = frozenset(
    {
        "/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState",
        "/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/RichMediaExecute",
    }
)  # fmt: skip
"""Actions that change what is shown, or reach outside (ISO 32000-1, table 198)."""


_REFERENCE: Final = re.compile(rb"\b(\d{1,10}) \d{1,5} R\b")
"""Text in a string may look like one; that does no harm, as no such object will be made."""


class Revision:
    """Every object of one revision, by hash.

    Args:
        document: The file.
        size: Where the revision ends.

    Raises:
        UnreadableError: When opened: the document is damaged.
    """

    def __init__(self, document: bytes, size: int) -> None:
        import pikepdf

        with reading_pdf():
            pdf = pikepdf.open(beginning(document, size), attempt_recovery=False)
            form = pdf.Root.get("/AcroForm")
            self._pdf = pdf
            self._hashes, self._references = _read_objects(pdf)
            self.catalogue = pdf.Root.objgen[0]
            self.form = _number(form)
            self.record = _number(pdf.trailer.get("/Info"))
            self.metadata = _number(pdf.Root.get("/Metadata"))
            self.trailer = (self.catalogue, self.record)
            self._fields = {
                str(node.get("/T", "")): _number(node)
                for node in (form.get("/Fields", pikepdf.Array()) if form is not None else ())
            }

    def number_of_field(self, name: str) -> int:
        """Return the number of a form field's object, 0 if there is no such field."""
        return self._fields.get(name, 0)

    def stands_alone(self, number: int, *, referred: int) -> bool:
        """Whether only so many objects of this revision refer to one.

        What a signature may change must not be something else too: metadata that a page
        paints, a form that is also a note.
        """
        return self._references[number] <= referred

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

    def filled_in(self, later: Revision) -> bool:
        """Whether something that this revision refers to, but does not hold, is in `later`.

        So a page could be prepared to show more once somebody else has signed.
        """
        return any(
            number in later._hashes and number not in self._hashes
            for number in self._references
        )

    def varies(self) -> bool:
        """Whether it can show other things elsewhere or later, without being changed.

        By layers that differ on paper and screen, by actions, or by parts that lie in other
        files. So two people could sign the same bytes and see different pages.
        """
        import pikepdf

        with reading_pdf():
            if "/OCProperties" in self._pdf.Root:
                return True
            return any(
                "/F" in found
                if isinstance(found, pikepdf.Stream)
                else _acts(found, _DEEPEST, _VARIES)
                for found in self._pdf.objects
            )

    def holds_script(self) -> bool:
        """Whether any object, or part of one, is JavaScript."""
        with reading_pdf():
            return any(_acts(found, _DEEPEST, _SCRIPT) for found in self._pdf.objects)


def _read_objects(pdf: pikepdf.Pdf) -> tuple[dict[int, bytes], Counter[int]]:
    """Hash every object by its number, without what it refers to; a stream as it is stored.

    Returns:
        The hashes, and how often each object is referred to.

    Raises:
        ValueError: There are objects of a later generation, which packs never have.
    """
    import pikepdf

    hashes: dict[int, bytes] = {}
    references: Counter[int] = Counter()
    objects: Iterable[object] = pdf.objects
    for found in objects:
        if not isinstance(found, pikepdf.Object):
            continue  # a number, string or null comes as Python's own, without its number
        number, generation = found.objgen
        if generation:
            raise ValueError("generation")
        is_stream = isinstance(found, pikepdf.Stream)
        written = found.stream_dict.unparse() if is_stream else found.unparse(resolved=True)
        digest = hashlib.sha256(written)
        if is_stream:
            digest.update(found.get_raw_stream_buffer())
        hashes[number] = digest.digest()
        references.update(int(match) for match in _REFERENCE.findall(written))
        if is_stream and found.get("/Type") == "/XRef":  # what it repeats of the trailer
            references.subtract(_number(found.get(key)) for key in ("/Root", "/Info"))
    for number in references:
        if number not in hashes:
            plain = pdf.get_object(number, 0)  # a number, string or name; None: not there
            if plain is not None:
                hashes[number] = repr(plain).encode()
    return hashes, references


def _number(found: pikepdf.Object | None) -> int:
    return found.objgen[0] if found is not None else 0


def _acts(found: object, depth: int, kinds: frozenset[str]) -> bool:
    """Look through what is written into one object, not through what it refers to."""
    import pikepdf

    if not isinstance(found, pikepdf.Array | pikepdf.Dictionary) or not depth:
        return False
    if isinstance(found, pikepdf.Dictionary) and _is_action(found, kinds):
        return True
    parts: list[object] = list(
        found.values() if isinstance(found, pikepdf.Dictionary) else found
    )
    direct = (part for part in parts if not getattr(part, "is_indirect", False))
    return any(_acts(part, depth - 1, kinds) for part in direct)


def _is_action(found: pikepdf.Dictionary, kinds: frozenset[str]) -> bool:
    return ("/JS" in found and kinds is _SCRIPT) or str(found.get("/S", "")) in kinds
