"""Whether rules may be taken from whoever signed them: the person says so, once for a key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError
from portfolio_app.model.domain.signatures import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from portfolio_app.model.domain.rule_files import AddedRules, RuleManifest, RuleSigner
    from portfolio_app.signing.contacts import ContactBook


def as_signer_of(
    said: RuleManifest, signer: RuleSigner, added: Iterable[AddedRules]
) -> RuleSigner:
    """Return who signed rules, accepted only if they have signed that authority's before.

    A colleague whose key was confirmed for a pack, or anybody to whom a trusted authority
    issued one, could otherwise make rules in the name of any council.
    """
    theirs = {
        row.manifest.signed_by for row in added if row.manifest.authority == said.authority
    }
    if not signer.is_accepted or signer.fingerprint in theirs:
        return signer
    others = "; those that are here have another signer" if theirs else ""
    because = f"You know this key, and it has signed no rules of {said.authority} here{others}."
    return replace(signer, is_accepted=False, is_known=True, because=because)


def accepted(
    name: str,
    signer: RuleSigner | None,
    fingerprint: str,
    contacts: ContactBook,
    at: datetime,
) -> RuleSigner:
    """Return who signed, if the person accepts them; remember them when they just did.

    Args:
        name: Of the file.
        signer: None for a draft.
        fingerprint: That of the signer's key, as the person compared it; or empty.
        contacts: Where an acceptance is remembered.
        at: Now, aware.

    Raises:
        CatalogueError: Nobody signed, or nobody who is accepted.
        SignatureError: What was given is no fingerprint.
    """
    if signer is None:
        raise CatalogueError(
            f"{name} is a draft that nobody has signed.",
            advice="Nothing was added. Ask your academy for the signed file.",
        )
    if signer.is_contradicted:
        raise CatalogueError(
            f"{name} was not added: it is signed in the name of {signer.name}, and "
            f"{signer.because[:1].lower()}{signer.because[1:]}",
            advice="Nothing was added. Ask your academy, by a way you know.",
        )
    if signer.is_accepted:
        return signer
    _require_compared(name, signer, fingerprint)
    if not signer.is_known:
        contacts.confirm(signer.fingerprint, name=signer.name, how="confirmed by you", at=at)
    return signer


def _require_compared(name: str, signer: RuleSigner, fingerprint: str) -> None:
    """Refuse a key whose groups the person has not compared with those of the academy.

    Raises:
        CatalogueError: None were given, or those of another key.
        SignatureError: What was given is no fingerprint.
    """
    from portfolio_app.signing.certificates import read_fingerprint

    if fingerprint and read_fingerprint(fingerprint) == signer.fingerprint:
        return
    if fingerprint:
        what = "is not the one that you gave"
    elif signer.is_known:
        what = "you know, and not as one for these rules"
    else:
        what = "you have not confirmed"
    raise CatalogueError(
        f"{name} was not added: it is signed in the name of {signer.name}, by a key "
        f"that {what}: {grouped(signer.fingerprint)}",
        advice="Nothing was added. Compare these sixteen groups with what your academy "
        "publishes or reads out; if they are the same, add the file with them.",
    )
