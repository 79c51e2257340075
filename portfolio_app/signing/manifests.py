"""Finds the manifest in a document, which is what makes a PDF a pack."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import NotAPackError
from portfolio_app.model.domain.manifest import MANIFEST_NAME, Manifest, is_manifest
from portfolio_app.signing.hostile import UnreadableError, reading_pdf
from portfolio_app.signing.streams import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

LARGEST: Final = 4 * 1024 * 1024
"""Bytes; a manifest of a thousand pieces of evidence is a tenth of this."""
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_BEGINS: Final = re.compile(rb'\s*\{\s*"format"\s*:')
_DEEPEST: Final = 32
"""Levels of a name tree; a balanced one of any size has fewer."""
_EARLIER_ENDS: Final = 8
"""How many ends of earlier revisions are tried in a file whose own end is damaged."""


class _ProtectedError(Exception):
    """A password is needed to go on."""


def read_manifest(document: bytes) -> Manifest:
    """Return the manifest of a pack, as far as the file can be read at all.

    It says what the pack claims to be. Whether that is certified, and by whom, is for
    `verify` to say.

    Raises:
        NotAPackError: Not a PDF, not a pack, or a pack of a later release.
    """
    return parse_manifest(find_manifests(document))


def parse_manifest(found: list[bytes]) -> Manifest:
    """Read the one manifest, the first where a forger added others.

    Raises:
        NotAPackError: There is none, or none that this release understands.
    """
    if not found:
        raise _not_a_pack()
    try:
        return Manifest.from_json(found[0])
    except (ValueError, RecursionError) as error:
        raise NotAPackError(
            "This pack was made by another release of the program, or its list of contents "
            "is damaged.",
            advice="Install the latest release, or ask for the pack again.",
        ) from error


def find_manifests(document: bytes) -> list[bytes]:
    """Return the manifests in a document, `[]` if it is no pack.

    A file damaged at its end is looked at as it was before, so that a spoilt pack can be told
    from a PDF that never was one.

    Raises:
        NotAPackError: It is not a PDF, or it is encrypted, which packs never are.
    """
    if b"%PDF-" not in document[:1024]:
        raise NotAPackError(
            "This file is not a PDF document.",
            advice="Choose a pack that this program has exported.",
        )
    protected = False
    for data, recover in _readings(document):
        try:
            found = _manifests_of(data, recover=recover)
        except _ProtectedError:
            protected = True
        except UnreadableError:
            continue
        else:
            if found:
                return found
    found = _wreckage(document)
    if protected and not found:
        raise NotAPackError(
            "This PDF is protected by a password; packs never are.",
            advice="Choose a pack that this program has exported.",
        )
    return found


def _wreckage(document: bytes) -> list[bytes]:
    """Return a manifest that lies in a document of which nothing else can be read."""
    for start in _STREAM.finditer(document):
        inflate = zlib.decompressobj()
        try:
            begins = inflate.decompress(document[start.end() : start.end() + 256], 64)
            if not _BEGINS.match(begins):
                continue
            content = zlib.decompressobj().decompress(document[start.end() :], LARGEST)
        except zlib.error:
            continue
        if is_manifest(content):
            return [content]
    return []


def manifests_in(pdf: pikepdf.Pdf) -> list[bytes]:
    """Return the content of every attachment that is a manifest of ours, each once."""
    import pikepdf

    found: dict[tuple[int, int], bytes] = {}
    for spec in _file_specs(pdf):
        for key in ("/UF", "/F"):
            stream = spec.get("/EF", pikepdf.Dictionary()).get(key)
            if not isinstance(stream, pikepdf.Stream) or stream.objgen in found:
                continue
            named = str(spec.get("/UF", "")) == MANIFEST_NAME
            named = named or str(spec.get("/F", "")) == MANIFEST_NAME
            content = unpacked(stream, LARGEST) if named else None
            if content is not None and is_manifest(content):
                found[stream.objgen] = content
    return list(found.values())


def _readings(document: bytes) -> Iterator[tuple[bytes, bool]]:
    """Yield the document, then what is left of it when its end is doubted."""
    yield document, False
    end = len(document)
    for _ in range(_EARLIER_ENDS):
        end = document.rfind(b"%%EOF", 0, end)
        if end < 0:
            break
        yield document[: end + len(b"%%EOF")], False
    yield document, True


def _manifests_of(document: bytes, *, recover: bool) -> list[bytes]:
    import pikepdf

    with reading_pdf():
        try:
            with pikepdf.open(io.BytesIO(document), attempt_recovery=recover) as pdf:
                return manifests_in(pdf)
        except pikepdf.PasswordError as error:
            raise _ProtectedError from error


def _file_specs(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield attached files from both places where a reader may find them."""
    import pikepdf

    associated = pdf.Root.get("/AF", pikepdf.Array())
    if isinstance(associated, pikepdf.Array):
        yield from (spec for spec in associated if isinstance(spec, pikepdf.Dictionary))
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if isinstance(names, pikepdf.Dictionary):
        yield from _leaves(names.get("/EmbeddedFiles"), _DEEPEST, set())


def _leaves(
    node: pikepdf.Object | None, depth: int, seen: set[tuple[int, int]]
) -> Iterator[pikepdf.Dictionary]:
    """Yield the files below a node, each branch once: a tree may be tied into a thicket."""
    import pikepdf

    if not isinstance(node, pikepdf.Dictionary) or not depth or node.objgen in seen:
        return
    if node.is_indirect:
        seen.add(node.objgen)
    pairs = node.get("/Names", pikepdf.Array())
    yield from (spec for spec in pairs if isinstance(spec, pikepdf.Dictionary))
    for kid in node.get("/Kids", pikepdf.Array()):
        yield from _leaves(kid, depth - 1, seen)


def _not_a_pack() -> NotAPackError:
    return NotAPackError(
        "This PDF is not a pack made by this program.",
        advice="Choose a pack that this program has exported.",
    )
