"""What changed between two revisions, object by object.

A second opinion: pyHanko judges updates by its own reading of the file; here another reader
(qpdf, through pikepdf) reads each revision as if it were the whole file, and nothing may
differ but what a signature must change. Two readers are hard to deceive in the same way, and
whatever the trick (hidden cross-references, swapped fonts, re-pointed pages), the objects that
the file then shows are not the ones that were signed.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from portfolio_app.signing.hostile import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pikepdf

_FIELD_KEYS: Final = frozenset({"/V", "/AP", "/M"})
"""What signing sets in the field."""
_FORM_KEYS: Final = frozenset({"/SigFlags", "/DR", "/DA"})
"""What signing tools set in the form: its flags, and resources for their appearances."""
_CATALOGUE_KEYS: Final = frozenset({"/Extensions"})
_RECORD_KEYS: Final = frozenset({"/ModDate", "/Producer"})
"""What some tools note in the information dictionary."""


class Change(Enum):
    """The kind of thing that is not as it was."""

    PAGES = "pages"
    ANNOTATIONS = "annotations"
    SIGNATURES = "signatures"
    FIELDS = "fields"
    ATTACHMENTS = "attachments"
    CONTENT = "content"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The objects of one revision: hashes, and what is needed to name them."""

    objects: Mapping[int, bytes]
    """Hash by object number."""
    keys: Mapping[int, Mapping[str, bytes]]
    """For dictionaries that may change in part: hash of each value by key."""
    kinds: Mapping[int, Change]
    catalogue: int
    form: int
    record: int
    """Numbers of the catalogue, form and information dictionary; 0 where there is none."""
    trailer: tuple[bytes, ...]
    has_script: bool


def read_revision(document: bytes) -> Revision:
    """Read every object of a document.

    Raises:
        UnreadableError: It is damaged.
    """
    import pikepdf

    with (
        reading(pikepdf.PdfError, pikepdf.DataDecodingError),
        pikepdf.open(io.BytesIO(document), attempt_recovery=False) as pdf,
    ):
        objects: dict[int, bytes] = {}
        keys: dict[int, dict[str, bytes]] = {}
        kinds: dict[int, Change] = {}
        has_script = False
        for found in pdf.objects:
            number = found.objgen[0]
            objects[number] = _hash(found)
            kinds[number] = _kind(found)
            if isinstance(found, pikepdf.Dictionary):
                keys[number] = {key: _hash_value(value) for key, value in found.items()}
                has_script = has_script or _is_script(found)
        return Revision(
            objects=objects,
            keys=keys,
            kinds=kinds,
            catalogue=pdf.Root.objgen[0],
            form=_number(pdf.Root.get("/AcroForm")),
            record=_number(pdf.trailer.get("/Info")),
            trailer=(_hash_value(pdf.trailer.Root), _hash_value(pdf.trailer.get("/Info"))),
            has_script=has_script,
        )


def changes(before: Revision, after: Revision, field: int) -> list[Change]:
    """Return what differs beyond what the signature in `field` had to change.

    Args:
        before: As the last signature left the file.
        after: As this one left it.
        field: The number of the signature field's object.
    """
    allowed = {
        field: _FIELD_KEYS,
        before.form: _FORM_KEYS,
        before.catalogue: _CATALOGUE_KEYS,
        before.record: _RECORD_KEYS,
    }
    found = set() if before.trailer == after.trailer else {Change.PAGES}
    for number, content in before.objects.items():
        if after.objects.get(number) == content:
            continue
        changed = _changed_keys(before.keys.get(number), after.keys.get(number))
        if changed is None:
            found.add(before.kinds[number])
        else:
            surplus = changed - allowed.get(number, frozenset())
            found |= {_KEYS.get(key, before.kinds[number]) for key in surplus}
    return sorted(found, key=list(Change).index)


def _changed_keys(
    before: Mapping[str, bytes] | None, after: Mapping[str, bytes] | None
) -> set[str] | None:
    """Return the keys that differ; None where one of the two is no dictionary."""
    if before is None or after is None:
        return None
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def _hash(found: pikepdf.Object) -> bytes:
    """Hash an object without what it refers to; streams as they are stored."""
    import pikepdf

    if isinstance(found, pikepdf.Stream):
        digest = hashlib.sha256(found.stream_dict.unparse())
        digest.update(found.get_raw_stream_buffer())
        return digest.digest()
    return hashlib.sha256(found.unparse(resolved=True)).digest()


def _hash_value(value: object) -> bytes:
    """Hash a value; a reference counts as its number, not as what it refers to."""
    import pikepdf

    if isinstance(value, pikepdf.Object):
        return hashlib.sha256(value.unparse()).digest()
    return hashlib.sha256(repr(value).encode()).digest()


def _number(found: pikepdf.Object | None) -> int:
    return found.objgen[0] if found is not None else 0


def _kind(found: pikepdf.Object) -> Change:
    import pikepdf

    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return Change.OTHER
    if found.get("/Subtype") == "/Widget" or "/FT" in found:
        return Change.SIGNATURES if "/V" in found else Change.FIELDS
    return _TYPES.get(
        str(found.get("/Type")),
        Change.CONTENT if isinstance(found, pikepdf.Stream) else Change.OTHER,
    )


def _is_script(found: pikepdf.Object) -> bool:
    return "/JS" in found or found.get("/S") == "/JavaScript"


_TYPES: Final = {
    "/Page": Change.PAGES,
    "/Pages": Change.PAGES,
    "/Annot": Change.ANNOTATIONS,
    "/Sig": Change.SIGNATURES,
    "/EmbeddedFile": Change.ATTACHMENTS,
    "/Filespec": Change.ATTACHMENTS,
    "/Font": Change.CONTENT,
    "/FontDescriptor": Change.CONTENT,
}
_KEYS: Final = {
    "/Annots": Change.ANNOTATIONS,
    "/Pages": Change.PAGES,
    "/Kids": Change.PAGES,
    "/AcroForm": Change.FIELDS,
    "/Fields": Change.FIELDS,
    "/Perms": Change.SIGNATURES,
    "/Names": Change.ATTACHMENTS,
    "/AF": Change.ATTACHMENTS,
    "/Contents": Change.CONTENT,
    "/Resources": Change.CONTENT,
}
