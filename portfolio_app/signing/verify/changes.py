"""What changed between two revisions, object by object, and what a person would call it.

A second opinion: pyHanko judges updates by its own reading of the file; here another reader
(qpdf, through pikepdf) reads each revision as if it were the whole file, and nothing may
differ but what a signature must change. Two readers are hard to deceive in the same way, and
whatever the trick (hidden cross-references, swapped fonts, re-pointed pages), the objects that
the file then shows are not the ones that were signed.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from portfolio_app.signing.hostile import reading_pdf
from portfolio_app.signing.verify.metadata import says_the_same

if TYPE_CHECKING:
    import pikepdf

    from portfolio_app.signing.verify.revisions import Revision

_FIELD_KEYS: Final = frozenset({"/V", "/AP", "/M"})
"""What signing sets in the field."""
_FORM_KEYS: Final = frozenset({"/SigFlags", "/DR", "/DA"})
"""What signing tools set in the form: its flags, and resources for their appearances."""
_VERSIONS: Final = ("/1.7", "/2.0")
"""What signing tools may set as the version of PDF that they write: that of packs, or later."""
_EXTENSION: Final = frozenset(
    {"/Type", "/BaseVersion", "/ExtensionLevel", "/ExtensionRevision", "/URL"}
)
"""What they may say of a dialect of it (ISO 32000-1, table 50; ISO 32000-2, table 50)."""
_STORE_KEYS: Final = frozenset({"/Type", "/Certs", "/CRLs", "/OCSPs"})
"""What a document's security store holds (ETSI EN 319 142-1, 5.4.2.2), `/VRI` apart."""
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


def changes(before: Revision, after: Revision, field: str) -> tuple[Change, ...]:
    """Return what differs beyond what the signature in `field` had to change.

    Objects that are new are let pass if nothing that was signed leads to them, unless by one
    of the entries that a signature may set.

    Args:
        before: As the last signature left the file.
        after: As this one left it.
        field: The name of the signature field; empty if nothing may change.

    Raises:
        UnreadableError: What differs cannot be read.
    """
    found = set() if before.trailer == after.trailer else {Change.OTHER}
    if before.filled_in(after):
        found.add(Change.CONTENT)
    with reading_pdf():
        for number in before.differing(after):
            old, new = before.object(number), after.object(number)
            if field and _is_metadata(before, number) and says_the_same(old, new):
                continue
            may = _allowed(before, number, field, old, new) if field else frozenset()
            found |= _named(old, new, may)
    return tuple(sorted(found, key=list(Change).index))


def _is_metadata(revision: Revision, number: int) -> bool:
    """Whether an object is the document's metadata, and nothing else refers to it."""
    return number == revision.metadata and revision.stands_alone(number, referred=1)


def _allowed(
    before: Revision, number: int, field: str, old: pikepdf.Object, new: pikepdf.Object
) -> frozenset[str]:
    """Return the entries of an object that the signature in `field` may set.

    An object that serves for something else as well may not change at all.
    """
    if number == before.number_of_field(field) and old.get("/Subtype") == "/Widget":
        return _FIELD_KEYS
    if number == before.form and before.stands_alone(number, referred=1):
        return _FORM_KEYS
    if number == before.record and before.stands_alone(number, referred=0):
        return _RECORD_KEYS
    if number == before.catalogue and before.stands_alone(number, referred=0):
        return _allowed_of_catalogue(old, new)
    return frozenset()


def _allowed_of_catalogue(old: pikepdf.Object, new: pikepdf.Object) -> frozenset[str]:
    sound = {
        "/Version": new.get("/Version") in _VERSIONS,
        "/Extensions": _are_extensions(new.get("/Extensions")),
        "/DSS": _only_grows(old, new),
    }
    return frozenset(key for key, is_sound in sound.items() if is_sound)


def _are_extensions(found: pikepdf.Object | None) -> bool:
    """Whether this lists dialects of PDF and nothing else (ISO 32000-1, 7.12)."""
    import pikepdf

    if not isinstance(found, pikepdf.Dictionary):
        return False
    parts = [part for key, part in found.items() if key != "/Type"]
    return all(isinstance(p, pikepdf.Dictionary) and {*p.keys()} <= _EXTENSION for p in parts)


def _only_grows(old: pikepdf.Object, new: pikepdf.Object) -> bool:
    """Whether a new security store lists all that the old one did, and more of the same kind.

    Its lists are written anew: those that were signed must stay as they are, as every object.
    """
    import pikepdf

    before, after = (root.get("/DSS", pikepdf.Dictionary()) for root in (old, new))
    if not (isinstance(before, pikepdf.Dictionary) and isinstance(after, pikepdf.Dictionary)):
        return False
    if not {*before.keys(), *after.keys()} <= _STORE_KEYS:
        return False
    listed = _STORE_KEYS - {"/Type"}
    return all(_parts(before, key) <= _parts(after, key) for key in listed)


def _parts(store: pikepdf.Dictionary, key: str) -> set[tuple[int, int]]:
    import pikepdf

    return {part.objgen for part in store.get(key, pikepdf.Array())}


def _named(old: pikepdf.Object, new: pikepdf.Object, allowed: frozenset[str]) -> set[Change]:
    """Return what the difference between two states of an object would be called."""
    import pikepdf

    kind = _kind(old)
    if not (isinstance(old, pikepdf.Dictionary) and isinstance(new, pikepdf.Dictionary)):
        return {kind}
    changed = {key for key in {*old.keys(), *new.keys()} if not _same(old, new, key)}
    return {_KEYS.get(key, kind) for key in changed - allowed}


def _same(old: pikepdf.Dictionary, new: pikepdf.Dictionary, key: str) -> bool:
    """Whether two dictionaries agree on a key; a reference counts as its number."""
    return _written(old.get(key)) == _written(new.get(key))


def _written(value: object) -> bytes:
    import pikepdf

    return value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()


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


_TYPES: Final = {
    "/Page": Change.PAGES,
    "/Pages": Change.PAGES,
    "/Annot": Change.ANNOTATIONS,
    "/Sig": Change.SIGNATURES,
    "/EmbeddedFile": Change.ATTACHMENTS,
    "/Filespec": Change.ATTACHMENTS,
    "/Metadata": Change.OTHER,
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
