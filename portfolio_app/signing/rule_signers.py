"""Whether this user may take whoever signed a file of rules for the person they name.

By the same acquaintances as the signatures on packs: confirmed keys, and trusted authorities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.manifest import ExpectedSigner
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.rule_files import RuleSigner
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.signing.detached import read_beside
from portfolio_app.signing.verify.chains import WithdrawnError, issuer_among
from portfolio_app.signing.verify.trust import Acquaintances, judge

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.signatures import Authority
    from portfolio_app.signing.contacts import ContactBook
    from portfolio_app.signing.detached import DetachedSignature


def signer_of_rules(
    data: bytes, signature: bytes, signed_at: datetime, contacts: ContactBook
) -> RuleSigner | None:
    """Return who signed `data`; None where the signature does not hold.

    Args:
        data: What is said to be signed.
        signature: DER, from anywhere.
        signed_at: The signer's clock, as `data` says.
        contacts: Whom this user knows.

    Raises:
        SignatureError: The list of confirmed signers, or of authorities, is damaged.
    """
    found = read_beside(data, signature)
    if found is None:
        return None
    certificate = found.certificate
    in_date = certificate.valid_from <= signed_at <= certificate.valid_until
    if not (in_date and certificate.may_sign):
        return None
    known = Acquaintances(contacts=contacts.everyone(), authorities=contacts.authorities.all())
    try:
        issuer, withdrawn = _issuer(found, signed_at, known), False
    except WithdrawnError:
        issuer, withdrawn = None, True
    judgement = judge(
        certificate, _whoever(found), known, issuer=issuer, withdrawn=withdrawn, zone=None
    )
    return RuleSigner(
        name=certificate.name,
        role_title=certificate.role_title,
        fingerprint=certificate.fingerprint,
        is_accepted=judgement.trust is Trust.KNOWN,
        is_contradicted=judgement.trust is Trust.MISMATCH,
        because=judgement.because,
    )


def _whoever(found: DetachedSignature) -> ExpectedSigner:
    """Return that nobody in particular is expected to sign rules."""
    role = found.certificate.role or RoleId("")
    return ExpectedSigner(role=role, title="", name="", field="", means="")


def _issuer(
    found: DetachedSignature, signed_at: datetime, known: Acquaintances
) -> Authority | None:
    return issuer_among(known.authorities, found.certificate_der, found.accompanying, signed_at)
