"""What authorities say of a signature: who issued its certificate, and when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import SignatureError
from portfolio_app.signing.certificates import read_certificate
from portfolio_app.signing.verify import sentences
from portfolio_app.signing.verify.chains import (
    FOR_TIME,
    WithdrawnError,
    issuer_among,
    was_withdrawn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from portfolio_app.model.domain.signatures import Authority
    from portfolio_app.signing.verify.crypto import Proof
    from portfolio_app.signing.verify.timestamps import TimeStamp

FARTHEST: Final = timedelta(days=1)
"""Between the signer's clock and a time authority's, which is asked at once: clocks are wrong
by minutes, zones by hours. More is not an error but a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedTime:
    """What a time authority said."""

    at: datetime
    holds: bool
    by: str
    """The name in its certificate."""
    authority: str = ""
    """The trusted one that issued that; empty where none did, or it was withdrawn."""
    withdrawn: bool = False
    """Whenever that was: a key that was stolen also says that it was earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What authorities say of one signature."""

    issuer: Authority | None = None
    """The trusted one that issued its certificate."""
    withdrawn: bool = False
    """A trusted one had withdrawn it by the time of signing."""
    doubt: str = ""
    """Why its issuer's word does not suffice, as a sentence."""
    time: ConfirmedTime | None = None

    def faults(self, title: str, claimed: datetime, zone: tzinfo | None) -> Iterator[str]:
        """Yield what the time authority's word contradicts."""
        if self.time is None:
            return
        if not self.time.holds:
            yield sentences.time_not_about_this(title)
        elif self.time.authority and abs(self.time.at - claimed) > FARTHEST:
            at = self.time.at.astimezone(zone)
            yield sentences.another_time(title, claimed.astimezone(zone), at)

    def told(self, zone: tzinfo | None) -> list[str]:
        """Return what the time authority said, for a person."""
        if self.time is None or not self.time.holds:
            return []
        at = self.time.at.astimezone(zone)
        if self.time.withdrawn:
            return [sentences.time_of_the_withdrawn(self.time.by, at)]
        return [sentences.time_confirmed(self.time.by, self.time.authority, at)]


def standing(
    proof: Proof,
    claimed_at: datetime | None,
    authorities: Sequence[Authority],
    crls: Sequence[bytes],
) -> Standing:
    """Return what authorities say of a signature.

    Args:
        proof: Of the signature.
        claimed_at: The signer's own clock.
        authorities: Those that the user trusts; the others' word is told, and counts nothing.
        crls: Lists of withdrawn certificates that the document brings along.
    """
    time = _time(proof.timestamp, authorities, crls) if proof.timestamp else None
    confirmed = time is not None and time.holds and bool(time.authority)
    at = time.at if time is not None and confirmed else claimed_at
    if at is None or not authorities:
        return Standing(time=time)
    way = (proof.certificate_der, proof.accompanying)
    try:
        issuer = issuer_among(authorities, *way, at, crls=crls)
    except WithdrawnError:
        return Standing(withdrawn=True, time=time)
    if issuer is not None and not confirmed and was_withdrawn(authorities, *way, crls):
        return Standing(doubt=sentences.WITHDRAWN_SINCE, time=time)
    return Standing(issuer=issuer, time=time)


def _time(
    stamp: TimeStamp, authorities: Sequence[Authority], crls: Sequence[bytes]
) -> ConfirmedTime:
    way = (stamp.certificate_der, stamp.accompanying)
    try:
        by = read_certificate(stamp.certificate_der).name
    except SignatureError:
        return ConfirmedTime(at=stamp.at, holds=False, by="")
    try:
        found = issuer_among(authorities, *way, stamp.at, crls=crls, purposes=FOR_TIME)
        withdrawn = found is not None and was_withdrawn(authorities, *way, crls, FOR_TIME)
    except WithdrawnError:
        found, withdrawn = None, True
    trusted = found.name if found is not None and not withdrawn else ""
    return ConfirmedTime(
        at=stamp.at, holds=stamp.holds, by=by, authority=trusted, withdrawn=withdrawn
    )
