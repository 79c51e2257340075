"""The file in which an academy hands its rules on: TOML files, a list of them, a signature.

A ZIP archive that compresses nothing, so that any tool opens it and nothing in it can swell.
`docs/formats/rules.md` says what lies in it. It comes from outside: whatever is not exactly
as this module writes it is refused.
"""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue.layers import decoded
from portfolio_app.model.catalogue.table import Table
from portfolio_app.model.catalogue.writing import to_toml
from portfolio_app.model.domain.frameworks import Validity
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.domain.rule_files import RuleFile, RuleManifest
from portfolio_app.model.domain.rule_texts import RuleText
from portfolio_app.model.domain.wording import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SUFFIX: Final = ".rules"
FORMAT: Final = "progression-portfolio-rules/1"
MANIFEST: Final = "manifest.toml"
SIGNATURE: Final = "manifest.p7s"
LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a whole file; ours. All shipped rules together have a quarter of a megabyte."""
_MOST_FILES: Final = 500
_MEMBER: Final = re.compile(
    r"(frameworks|forms|models|pathways|profiles)/[a-z0-9][a-z0-9_-]{0,79}\.toml|roles\.toml"
)
VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
"""Of rules that are handed on: it becomes part of a file's name."""
_LOCAL, _CENTRAL, _END = 30, 46, 22
"""Bytes of the headers of a ZIP archive without their names (APPNOTE 6.3.10, 4.3)."""
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""Of every member: the same rules make the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file of rules, taken apart; nothing is known yet of its signature."""

    rules: RuleFile
    manifest: bytes
    """As it was signed."""
    signature: bytes
    """DER; empty for a draft."""


def write_rule_file(rules: RuleFile, sign: Callable[[bytes], bytes] | None = None) -> bytes:
    """Return rules as one file.

    Args:
        rules: With `signed_at` and `signed_by` if they are to be signed.
        sign: Returns the signature of the manifest; without it, the file is a draft.
    """
    members = {text.path: text.text.encode() for text in rules.texts}
    manifest = to_toml(_manifest(rules.manifest, members)).encode()
    signature = {SIGNATURE: sign(manifest)} if sign else {}
    return _zipped({MANIFEST: manifest, **signature, **dict(sorted(members.items()))})


def read_rule_file(data: bytes, name: str) -> Container:
    """Return what a file of rules holds, every part held to what its list says of it.

    Args:
        data: The file.
        name: What it is called, for sentences.

    Raises:
        CatalogueError: It is no file of rules, or was altered; one sentence with the place.
    """
    members = _unzipped(data, name)
    signature = members.pop(SIGNATURE, b"")
    listing = members.pop(MANIFEST, None)
    if listing is None:
        raise _refused(f"{name} is not a file of rules: {MANIFEST} is missing.")
    manifest, listed = _read_manifest(listing, name)
    for path in sorted(listed.keys() | members.keys()):
        found = hashlib.sha256(members[path]).hexdigest() if path in members else ""
        if path not in listed:
            raise _refused(
                f"{name}: {path} was put in afterwards; {MANIFEST} has no such file."
            )
        if path not in members:
            raise _refused(f"{name}: {path} is missing, which {MANIFEST} lists.")
        if found != listed[path]:
            raise _refused(f"{name}: {path} was altered after the file was made.")
    if bool(signature) != bool(manifest.signed_by):
        raise _refused(f"{name}: the signature was taken out or put in afterwards.")
    texts = tuple(
        RuleText(path=path, text=decoded(content, path)) for path, content in members.items()
    )
    rules = RuleFile(manifest=manifest, texts=texts)
    return Container(rules=rules, manifest=listing, signature=signature)


def draft_of(rules: RuleFile) -> RuleFile:
    """Return the same rules as nobody has signed them."""
    manifest = replace(rules.manifest, signed_at=None, signed_by="")
    return replace(rules, manifest=manifest)


def _manifest(said: RuleManifest, members: Mapping[str, bytes]) -> dict[str, Any]:
    content: dict[str, Any] = {
        "format": FORMAT,
        "id": str(said.pathway),
        "title": said.title,
        "authority": said.authority,
        "version": said.version,
        "valid_from": said.validity.first,
        "valid_to": said.validity.last,
        "signed_at": said.signed_at and said.signed_at.astimezone(UTC).replace(microsecond=0),
        "signed_by": said.signed_by or None,
    }
    listed = [
        {"path": path, "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(members.items())
    ]
    return {key: value for key, value in content.items() if value is not None} | {
        "member": listed
    }


def _read_manifest(data: bytes, name: str) -> tuple[RuleManifest, dict[str, str]]:
    place = f"{name}: {MANIFEST}"
    try:
        table = Table(tomllib.loads(data.decode()), place)
    except (ValueError, RecursionError) as error:
        raise _refused(f"{place} cannot be read.") from error
    if table.text("format", "") != FORMAT:
        raise _refused(
            f"{place}: the file was made by another version of the program, or by another one."
        )
    table.only(
        *("format", "id", "title", "authority", "version", "valid_from", "valid_to"),
        *("signed_at", "signed_by", "member"),
    )
    listed = {
        entry.text("path"): entry.text("sha256")
        for entry in table.tables("member", naming="path", least=1)
    }
    said = RuleManifest(
        pathway=PathwayId(table.identifier()),
        title=table.text("title"),
        authority=table.text("authority"),
        version=table.text("version"),
        validity=Validity(first=table.day("valid_from"), last=table.day("valid_to")),
        signed_at=_moment(table, "signed_at"),
        signed_by=table.text("signed_by", ""),
    )
    return said, listed


def _moment(table: Table, key: str) -> datetime | None:
    found = table.moment(key) if table.has(key) else None
    return found.astimezone() if found else None


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, data in members.items():
            about = zipfile.ZipInfo(path, _FIRST_DAY)
            about.create_system = 3  # as everywhere else, whatever the system is
            about.external_attr = 0o644 << 16
            archive.writestr(about, data)
    return out.getvalue()


def _unzipped(data: bytes, name: str) -> dict[str, bytes]:
    if len(data) > LARGEST:
        raise _refused(f"{name} is larger than any file of rules ({LARGEST:,} bytes).")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > _MOST_FILES or not _is_plain(listed, len(data)):
                raise _refused(f"{name} is not a file of rules as this program makes them.")
            found: dict[str, bytes] = {}
            for about in listed:
                path = about.filename
                is_ours = path in (MANIFEST, SIGNATURE) or _MEMBER.fullmatch(path)
                if not is_ours or path in found:
                    raise _refused(f"{name}: “{harmless(path, 40)}” does not belong into it.")
                found[path] = archive.read(about)
            return found
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise _refused(f"{name} is not a file of rules, or it is damaged.") from error


def _is_plain(listed: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether nothing is compressed, encrypted or hidden between the members."""
    plain = all(
        about.compress_type == zipfile.ZIP_STORED
        and not about.flag_bits
        and about.file_size == about.compress_size
        and not (about.extra or about.comment)
        for about in listed
    )
    names = sum(len(about.filename) for about in listed)
    contents = sum(about.file_size for about in listed)
    headers = len(listed) * (_LOCAL + _CENTRAL) + 2 * names
    return plain and size == headers + contents + _END


def _refused(sentence: str) -> CatalogueError:
    return CatalogueError(
        sentence,
        advice="Nothing was changed. Ask your academy for the file again.",
    )
