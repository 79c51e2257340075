"""OpenSSL, which knows nothing of PDF: checks each signature's CMS over the bytes it covers.

It judges digest, signature, signing-certificate attribute (CAdES, as PAdES baseline B
requires) and the chain of certificates. Whether later revisions are allowed is beyond it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from asn1crypto import cms, pem

from tests.tools.command import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What OpenSSL says of one signature, in the order they were made."""

    field: str
    holds: bool
    complaint: str
    """OpenSSL's own words; empty when it holds."""

    whole_file: bool
    """The bytes covered reach to the end of the file."""


def verify(
    path: Path, *, trusted: Sequence[bytes] | None = None, at: datetime | None = None
) -> list[Verdict]:
    """Verify every signature of `path`.

    Args:
        path: A PDF.
        trusted: Certificates (DER or PEM) that a signer's chain must lead to. None takes those
            that each signature brings along: then it is judged whole, whoever made it.
        at: The moment at which certificates must be in date; None is now.
    """
    document = path.read_bytes()
    found = sorted(_signatures(path), key=lambda signature: signature.end)
    return [_verify(document, signature, trusted, at) for signature in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    field: str
    contents: bytes
    parts: tuple[tuple[int, int], ...]
    """Offset and length of each run of bytes that is covered."""

    @property
    def end(self) -> int:
        return sum(self.parts[-1])


def _signatures(path: Path) -> Iterator[_Signature]:
    """Find the filled signature fields, with their full names."""

    def walk(nodes: pikepdf.Array, prefix: str) -> Iterator[_Signature]:
        for node in nodes:
            name = f"{prefix}.{node.T}".lstrip(".") if "/T" in node else prefix
            if "/V" in node and node.get("/FT") == "/Sig":
                covered = [int(number) for number in node.V.ByteRange]
                parts = tuple(zip(covered[::2], covered[1::2], strict=True))
                yield _Signature(field=name, contents=bytes(node.V.Contents), parts=parts)
            yield from walk(node.get("/Kids", pikepdf.Array()), name)

    with pikepdf.open(path) as pdf:
        form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
        yield from walk(form.get("/Fields", pikepdf.Array()), "")


def _verify(
    document: bytes,
    signature: _Signature,
    trusted: Sequence[bytes] | None,
    at: datetime | None,
) -> Verdict:
    # /Contents is padded with zeros; parsing and writing again leaves the CMS alone.
    message = cms.ContentInfo.load(signature.contents)
    anchors = trusted if trusted is not None else _certificates(message)
    with tempfile.TemporaryDirectory() as scratch:
        data, cms_file, roots = (Path(scratch) / name for name in ("data", "cms", "roots"))
        data.write_bytes(
            b"".join(document[start : start + size] for start, size in signature.parts)
        )
        cms_file.write_bytes(message.dump())
        roots.write_bytes(b"".join(_as_pem(anchor) for anchor in anchors))
        command = ["openssl", "cms", "-verify", "-cades", "-binary", "-purpose", "any"]
        command += ["-inform", "DER", "-in", cms_file, "-content", data, "-out", "/dev/null"]
        command += ["-no-CApath", "-no-CAstore", "-CAfile", roots, "-partial_chain"]
        if at is not None:
            command += ["-attime", str(int(at.timestamp()))]
        result = run(command)
    return Verdict(
        field=signature.field,
        holds=result.returncode == 0,
        complaint="" if result.returncode == 0 else result.stderr.strip(),
        whole_file=signature.end == len(document),
    )


def _certificates(message: cms.ContentInfo) -> list[bytes]:
    return [choice.chosen.dump() for choice in message["content"]["certificates"]]


def _as_pem(certificate: bytes) -> bytes:
    return certificate if pem.detect(certificate) else pem.armor("CERTIFICATE", certificate)
