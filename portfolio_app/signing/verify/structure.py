"""What stands in a document, as records: fields, signatures, pages. Judges nothing."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from portfolio_app.signing.hostile import reading_pdf
from portfolio_app.signing.manifests import manifests_in
from portfolio_app.signing.streams import beginning, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

_MOST_FIELDS: Final = 1000
_DEEPEST: Final = 16
_MOST_CRLS: Final = 32
"""Three to a signature, at most."""
_LARGEST_CRL: Final = 16 * 1024 * 1024
"""Bytes; those of large authorities have some million."""
_DEFAULT_PERMISSION: Final = 2
"""What a certification permits that does not say (ISO 32000-1, table 254)."""
_DATE: Final = re.compile(
    r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|Z00'00'?|([+-])(\d\d)'?(\d\d)?'?)?"
)
"""A PDF date to the second (ISO 32000-1, 7.9.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundField:
    """A form field at the end of its branch."""

    name: str
    kind: str
    """`/Sig` for signatures."""
    number: int
    """Of its object; 0 where it has none of its own."""
    signed: bool
    area: float = 0.0
    """Of the page, in square points: as large as what its signer draws there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSignature:
    """A signature dictionary, read but not believed."""

    field: str
    kind: str
    """`/Sig`, or `/DocTimeStamp`."""
    subfilter: str
    byte_range: tuple[int, ...]
    contents: bytes
    """The CMS with its padding."""
    claimed_at: datetime | None
    certifies: bool
    """Whether the catalogue names it as the certification."""
    permission: int | None
    """What it lets change later (ISO 32000-1, table 254): 1 to 3, 0 for something unheard of;
    None for an approval."""

    @property
    def end(self) -> int:
        """Where the bytes that it covers end."""
        return self.byte_range[2] + self.byte_range[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What one revision of a document holds."""

    manifests: tuple[bytes, ...]
    fields: tuple[FoundField, ...]
    signatures: tuple[FoundSignature, ...]
    pages: int
    crls: tuple[bytes, ...] = ()
    """Lists of withdrawn certificates in the document's security store, as they are."""


def read_structure(document: bytes, size: int) -> Structure:
    """Read a document without repairing anything.

    Args:
        document: A file.
        size: How much of it, from its beginning, is looked at.

    Raises:
        UnreadableError: It is damaged.
    """
    import pikepdf

    with (
        reading_pdf(),
        pikepdf.open(beginning(document, size), attempt_recovery=False) as pdf,
    ):
        found = list(_fields(pdf))
        return Structure(
            manifests=tuple(manifests_in(pdf)),
            fields=tuple(field for field, _ in found),
            signatures=tuple(
                _signature(pdf, field.name, node["/V"]) for field, node in found if field.signed
            ),
            pages=len(pdf.pages),
            crls=tuple(_crls(pdf)),
        )


def _crls(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    import pikepdf

    listed = pdf.Root.get("/DSS", pikepdf.Dictionary()).get("/CRLs", pikepdf.Array())
    for stream in list(listed)[:_MOST_CRLS]:
        if not isinstance(stream, pikepdf.Stream):
            continue
        try:
            content = unpacked(stream, _LARGEST_CRL)
        except (ValueError, zlib.error):
            continue  # what cannot be read is no list
        if content is not None:
            yield content


def _fields(pdf: pikepdf.Pdf) -> Iterator[tuple[FoundField, pikepdf.Object]]:
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    if "/XFA" in form:
        # A form within the form: some readers show it instead of the pages.
        yield FoundField(name="", kind="/XFA", number=0, signed=False), form
    waiting = [(node, "", "", _DEEPEST) for node in reversed(list(form.get("/Fields", [])))]
    seen = 0
    while waiting:
        node, above, kind, depth = waiting.pop()
        seen += 1
        if seen > _MOST_FIELDS or not depth:
            raise ValueError("fields without end")
        name = _joined(above, node)
        kind = str(node.get("/FT", kind))
        kids = [kid for kid in node.get("/Kids", []) if "/T" in kid]
        waiting += [(kid, name, kind, depth - 1) for kid in reversed(kids)]
        if not kids:
            signed = kind == "/Sig" and "/V" in node
            number = node.objgen[0]
            yield (
                FoundField(
                    name=name, kind=kind, number=number, signed=signed, area=_area(node)
                ),
                node,
            )


def _area(node: pikepdf.Object) -> float:
    left, bottom, right, top = (float(number) for number in node.get("/Rect", (0, 0, 0, 0)))
    return abs((right - left) * (top - bottom))


def _joined(above: str, node: pikepdf.Object) -> str:
    own = str(node.get("/T", ""))
    return f"{above}.{own}" if above and own else above or own


def _signature(pdf: pikepdf.Pdf, field: str, value: pikepdf.Object) -> FoundSignature:
    import pikepdf

    perms = pdf.Root.get("/Perms", pikepdf.Dictionary())
    certified = perms.get("/DocMDP")
    return FoundSignature(
        field=field,
        kind=str(value.get("/Type", "/Sig")),
        subfilter=str(value.get("/SubFilter", "")),
        byte_range=tuple(int(number) for number in value["/ByteRange"]),
        contents=bytes(value["/Contents"]),
        claimed_at=read_date(str(value.get("/M", ""))),
        certifies=certified is not None
        and value.is_indirect
        and certified.objgen == value.objgen,
        permission=_permission(value),
    )


def _permission(value: pikepdf.Object) -> int | None:
    found = [ref for ref in value.get("/Reference", []) if ref["/TransformMethod"] == "/DocMDP"]
    if not found:
        return None
    if len(found) > 1 or "/TransformParams" not in found[0]:
        return 0
    return int(found[0]["/TransformParams"].get("/P", _DEFAULT_PERMISSION))


def read_date(text: str) -> datetime | None:
    """Return a PDF date, taken as UTC where it names no zone; None if it is not one."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        return None
    *numbers, sign, hours, minutes = parts.groups()
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset) if offset else UTC
        year, month, day, hour, minute, second = (int(number) for number in numbers)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
