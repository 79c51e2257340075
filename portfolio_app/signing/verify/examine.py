"""Gathers what can be found out about a document's signatures. Words and trust come later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.signing.hostile import UnreadableError
from portfolio_app.signing.verify.changes import changes
from portfolio_app.signing.verify.crypto import read_proofs
from portfolio_app.signing.verify.ranges import covers_its_revision, digest
from portfolio_app.signing.verify.revisions import Revision
from portfolio_app.signing.verify.structure import read_structure

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.signing.verify.changes import Change
    from portfolio_app.signing.verify.crypto import Proof
    from portfolio_app.signing.verify.structure import FoundSignature, Structure

_END: Final = b"%%EOF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One signature with everything that was found out about it."""

    signature: FoundSignature
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
    certified: tuple[bytes, ...]
    """The manifests that were there when the first signature was made."""
    sealed_pages: int
    """How many pages were there then; 0 where there is no seal."""
    signatures: tuple[Examined, ...]
    """In the order of the revisions that they end."""
    has_script: bool
    varies: bool
    """It can show other things elsewhere or later."""
    added_at_end: bool
    """Bytes follow the last signature's revision."""
    seal: str
    """SHA-256 of what the first signature covers; empty where there is none."""


def examine(document: bytes, *, second_opinion: bool = True) -> Examination:
    """Examine a document.

    Args:
        document: The file, whole.
        second_opinion: Whether a second reader judges the updates: it may take seconds.

    Raises:
        UnreadableError: It is damaged so far that no part of it can be relied on.
    """
    try:
        return _examine(document, document, second_opinion)
    except UnreadableError:
        readable = _up_to_last_end(document)
        if len(readable) == len(document):
            raise
        # What was hung onto the end hides the file from its readers; look beneath it.
        return _examine(document, readable, second_opinion)


def _up_to_last_end(document: bytes) -> bytes:
    """Return the document up to its last end marker, with the line end that belongs to it."""
    end = document.rfind(_END) + len(_END)
    while document[end : end + 1] in (b"\r", b"\n"):
        end += 1
    return document[:end]


def _examine(document: bytes, readable: bytes, second_opinion: bool) -> Examination:
    size = len(readable)
    structure = read_structure(readable, size)
    found = sorted(structure.signatures, key=lambda signature: signature.end)
    last = Revision(readable, size)
    whole = _whole(readable, found)
    # Without trustworthy ends there are no revisions to compare.
    steps = _walk(readable, found, last) if found and all(whole) else [() for _ in found]
    # What the first reader refuses needs no second opinion.
    asks = second_opinion and all(whole) and not any(steps)
    proofs = read_proofs(readable, second_opinion=asks) if found else {}
    end = found[-1].end if found else size
    sealed = read_structure(readable, found[0].end) if found and whole[0] else None
    return Examination(
        structure=structure,
        certified=sealed.manifests if sealed else (),
        sealed_pages=sealed.pages if sealed else 0,
        signatures=tuple(
            Examined(
                signature=signature,
                whole=whole[n],
                proof=proofs.get(signature.field),
                changed_after=steps[n],
                undone=any(steps[n:]) or end != len(document),
                is_last=signature.end == len(document),
            )
            for n, signature in enumerate(found)
        ),
        has_script=last.holds_script(),
        varies=last.varies(),
        added_at_end=end != len(document),
        seal=digest(readable, found[0]) if sealed else "",
    )


def _whole(document: bytes, found: list[FoundSignature]) -> list[bool]:
    """Tell for each signature whether it covers a revision, and one of its own."""
    ends = [0, *(signature.end for signature in found)]
    return [
        covers_its_revision(document, signature) and signature.end > ends[n]
        for n, signature in enumerate(found)
    ]


def _walk(
    document: bytes, found: list[FoundSignature], last: Revision
) -> list[tuple[Change, ...]]:
    """Return what changed after each signature that the next one did not need."""
    steps: list[tuple[Change, ...]] = []
    before = Revision(document, found[0].end)
    for signature in found[1:]:
        after = Revision(document, signature.end)
        steps.append(changes(before, after, signature.field))
        before = after
    return [*steps, changes(before, last, "")]
