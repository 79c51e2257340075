"""Whether rules may be taken from whoever signed them: the person says so, once for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError
from portfolio_app.model.domain.signatures import grouped

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.rule_files import RuleSigner
    from portfolio_app.signing.contacts import ContactBook


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
    from portfolio_app.signing.certificates import read_fingerprint

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
    if not fingerprint or read_fingerprint(fingerprint) != signer.fingerprint:
        what = "is not the one that you gave" if fingerprint else "you have not confirmed"
        raise CatalogueError(
            f"{name} was not added: it is signed in the name of {signer.name}, by a key "
            f"that {what}: {grouped(signer.fingerprint)}",
            advice="Nothing was added. Compare these sixteen groups with what your academy "
            "publishes or reads out; if they are the same, add the file with them.",
        )
    contacts.confirm(signer.fingerprint, name=signer.name, how="confirmed by you", at=at)
    return signer
