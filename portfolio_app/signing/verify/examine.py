"""Gathers what can be found out about a document's signatures. Words and trust come later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.signing.hostile import UnreadableError
from portfolio_app.signing.verify.changes import Change, changes, read_revision
from portfolio_app.signing.verify.crypto import read_proofs
from portfolio_app.signing.verify.ranges import covers_its_revision, digest
from portfolio_app.signing.verify.structure import read_structure

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.manifest import ExpectedSigner, Manifest
    from portfolio_app.signing.verify.changes import Revision
    from portfolio_app.signing.verify.crypto import Proof
    from portfolio_app.signing.verify.structure import FoundSignature, Structure

_END: bytes = b"%%EOF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One signature with everything that was found out about it."""

    signature: FoundSignature
    expected: ExpectedSigner | None
    """Whose place it is in; None in a field that the manifest does not know."""
    whole: bool
    """It covers its revision from the first byte to the last."""
    proof: Proof | None
    """None where it cannot be read."""
    changed_after: tuple[Change, ...] = ()
    """What was done to the file between this signature and the next, or the end."""
    undone: bool = False
    """Something forbidden came after it, then or later."""
    is_last: bool = False
    """It covers the file to its very end."""

    @property
    def signed_at(self) -> datetime | None:
        """The signer's own clock: the PDF's entry, as PAdES wants it, else the CMS's."""
        in_cms = self.proof.claimed_at if self.proof else None
        return self.signature.claimed_at or in_cms

    @property
    def holds(self) -> bool:
        """What it covers is what was signed."""
        return self.whole and self.proof is not None and self.proof.holds

    @property
    def intact(self) -> bool:
        """It holds, by a method to rely on, and nothing forbidden came later."""
        sound = self.proof is not None and self.proof.strong and self.proof.harmless
        return self.holds and sound and not self.undone


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Everything found out about a document."""

    structure: Structure
    signatures: tuple[Examined, ...] = field(default=())
    """In the order of the revisions that they end."""
    manifest_certified: bool = True
    """The manifest was there when the first signature was made."""
    has_script: bool = False
    added_at_end: bool = False
    """Bytes follow the last signature's revision."""
    seal: str = ""


def examine(document: bytes, manifest: Manifest) -> Examination:
    """Examine a document.

    Raises:
        UnreadableError: It is damaged so far that no part of it can be relied on.
    """
    try:
        return _examine(document, document, manifest)
    except UnreadableError:
        complete = document[: document.rfind(_END) + len(_END)]
        if len(complete) == len(document):
            raise
        # What was hung onto the end hides the file from its readers; look beneath it.
        return _examine(document, _with_line_end(document, len(complete)), manifest)


def _with_line_end(document: bytes, end: int) -> bytes:
    """Return the document up to `end` with the line end that belongs to it."""
    while document[end : end + 1] in (b"\r", b"\n"):
        end += 1
    return document[:end]


def _examine(document: bytes, readable: bytes, manifest: Manifest) -> Examination:
    structure = read_structure(readable)
    found = sorted(structure.signatures, key=lambda s: s.end)
    last = read_revision(readable)
    if not found:
        added = len(readable) < len(document)
        return Examination(structure=structure, has_script=last.has_script, added_at_end=added)
    whole = [covers_its_revision(readable, signature) for signature in found]
    steps, certified = _walk(readable, structure, found, whole, last)
    proofs = read_proofs(readable)
    expected = {signer.field: signer for signer in manifest.signers}
    end = found[-1].end
    return Examination(
        structure=structure,
        signatures=tuple(
            Examined(
                signature=signature,
                expected=expected.get(signature.field),
                whole=whole[n],
                proof=proofs.get(signature.field),
                changed_after=steps[n],
                undone=any(steps[n:]) or end != len(document),
                is_last=signature.end == len(document),
            )
            for n, signature in enumerate(found)
        ),
        manifest_certified=certified,
        has_script=last.has_script,
        added_at_end=end != len(document),
        seal=digest(readable, found[0]) if whole[0] else "",
    )


def _walk(
    document: bytes,
    structure: Structure,
    found: list[FoundSignature],
    whole: list[bool],
    last: Revision,
) -> tuple[list[tuple[Change, ...]], bool]:
    """Compare each revision with the next.

    Returns:
        What changed after each signature that the next one did not need, and whether the
        manifest lay under the first.
    """
    if not all(whole):
        # Without trustworthy ends there are no revisions to compare.
        return [() for _ in found], True
    numbers = {field.name: field.number for field in structure.fields}
    cuts = [document[: signature.end] for signature in found]
    first = read_structure(cuts[0])
    revisions = [_revision(document, cut, last) for cut in cuts]
    steps = [
        tuple(changes(before, after, numbers[signature.field]))
        for before, after, signature in zip(revisions, revisions[1:], found[1:], strict=False)
    ]
    steps.append(tuple(changes(revisions[-1], last, 0)))
    return steps, bool(first.manifests)


def _revision(document: bytes, cut: bytes, last: Revision) -> Revision:
    return last if len(cut) == len(document) else read_revision(cut)
