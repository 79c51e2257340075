"""Answers the one question about a signed pack: may I rely on this file?

Intact, in order, complete, by whom, and what changed since. It works on bytes alone, goes to
no network, and never raises anything but `NotAPackError` and `SignatureError` for whatever
bytes it is given: a pack that fails is an answer, not an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.signing.hostile import UnreadableError, quiet_libraries
from portfolio_app.signing.manifests import find_manifests, parse_manifest, read_manifest
from portfolio_app.signing.verify.examine import examine
from portfolio_app.signing.verify.trust import Acquaintances
from portfolio_app.signing.verify.verdict import Circumstances, conclude, damaged

if TYPE_CHECKING:
    from datetime import tzinfo

    from portfolio_app.model.domain.signatures import Verification
    from portfolio_app.signing.contacts import ContactBook
    from portfolio_app.signing.journal import Journal

__all__ = ["read_manifest", "verify", "verify_before_signing"]


def verify(
    document: bytes,
    contacts: ContactBook | None = None,
    journal: Journal | None = None,
    *,
    zone: tzinfo | None = None,
) -> Verification:
    """Verify a pack.

    Args:
        document: The file, whole.
        contacts: Whom the user knows; nobody, if left out.
        journal: What this computer has seen; nothing, if left out.
        zone: In which times are told; None is the zone of this computer.

    Raises:
        NotAPackError: It is not a pack of this program.
        SignatureError: Contacts or journal are damaged.
    """
    return _verify(document, contacts, journal, zone, second_opinion=True)


def verify_before_signing(document: bytes) -> Verification:
    """Verify a pack for somebody who is about to sign it, and will verify the result in full.

    The first reader's judgement of the updates suffices for that; trust is not asked.

    Raises:
        NotAPackError: It is not a pack of this program.
    """
    return _verify(document, None, None, None, second_opinion=False)


def _verify(
    document: bytes,
    contacts: ContactBook | None,
    journal: Journal | None,
    zone: tzinfo | None,
    *,
    second_opinion: bool,
) -> Verification:
    known = Acquaintances(
        contacts=contacts.everyone() if contacts is not None else (),
        authorities=contacts.authorities.all() if contacts is not None else (),
    )
    with quiet_libraries():
        found = find_manifests(document)
        manifest = parse_manifest(found)
        try:
            examination = examine(document, second_opinion=second_opinion)
        except UnreadableError:
            return damaged(manifest, len(document))
    if examination.certified:
        # What the practitioner certified, whatever was made of it since.
        manifest = parse_manifest(list(examination.certified))
    seen = journal.seen(examination.seal) if journal is not None and examination.seal else 0
    circumstances = Circumstances(known=known, seen=seen, zone=zone, size=len(document))
    return conclude(examination, manifest, circumstances)
