"""What a person is told, in sentences; the same in window, command line and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.signatures import Trust
from portfolio_app.model.domain.wording import count, day, joined, moment
from portfolio_app.signing.verify.changes import Change

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

DAMAGED: Final = (
    "The file is damaged or was cut off: it can no longer be read as its signers left it."
)
UNSEALED: Final = "Nobody has sealed this pack: it carries no signature."
ADDED_AT_END: Final = (
    "Something stands at the end of the file that no signature covers: it was added to, "
    "or its end is damaged."
)
SEVERAL_MANIFESTS: Final = (
    "The file holds more than one list of contents, and only one can be the practitioner's."
)
MANIFEST_AFTER_SEAL: Final = "The list of contents was put into the file after it was sealed."
OTHER_PAGES: Final = "The list of contents speaks of another number of pages than the file has."
NOT_CERTIFIED: Final = (
    "The first signature does not seal the pack, so anything could have been added since."
)
SEALED_TOO_WIDE: Final = (
    "The seal does not protect the pack: it permits more, or less, than the other signatures."
)
SEALED_TWICE: Final = "A later signature claims to be the seal of the pack."
HOLDS_SCRIPT: Final = "The file contains a program (JavaScript), which packs never do."
VARIES: Final = (
    "The file can show other things elsewhere or later: it has layers, actions or parts in "
    "other files, which packs never have."
)
UNEXPECTED_FIELD: Final = (
    "The file has a form field or signature that the pack never asked for."
)
MISSING_FIELD: Final = "A place for a signature is missing from the file."
HIDING_FIELD: Final = (
    "A place for a signature is so large that it could hide what stands on the page."
)
WITHDRAWN: Final = (
    "Its issuer had withdrawn this certificate before it signed. Do not rely on this signature."
)
WITHDRAWN_SINCE: Final = (
    "Its issuer has withdrawn this certificate since, and nobody whom you trust confirms that "
    "it signed before that."
)
UNCHANGED: Final = "Nothing has changed since."
DOES_NOT_HOLD: Final = "This signature no longer holds for the file as it is."
STRANGER: Final = "unknown signer"
NO_TIME: Final = "a time that it does not say"

_MOST_WORDS: Final = 4
"""Of a name that needs no quotation marks."""
_CHANGES: Final = {
    Change.PAGES: "pages were added, removed or altered",
    Change.ANNOTATIONS: "a note or drawing was laid on a page",
    Change.SIGNATURES: "an earlier signature, or what is shown of it, was altered",
    Change.FIELDS: "form fields were added or altered",
    Change.ATTACHMENTS: "the attached files or the list of contents were altered",
    Change.CONTENT: "what the pages show was altered",
    Change.OTHER: "the file was altered in a way that no signature needs",
}


def mid(title: str) -> str:
    """Return a role's title in mid-sentence, abbreviations left alone."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def signed(
    name: str, title: str, when: datetime | None, trust: Trust, *, sealed_pages: int = 0
) -> str:
    """Return who signed as what, and when: the beginning of every result.

    Args:
        name: In the certificate.
        title: Of the role, empty in a place that the pack does not know.
        when: In the reader's zone.
        trust: Only a known key may be called by its name.
        sealed_pages: For the seal, how many pages it covers.
    """
    who = name if trust is Trust.KNOWN else f"Someone using the name {_set_apart(name)}"
    at = moment(when) if when else NO_TIME
    if sealed_pages:
        every = "the one page" if sealed_pages == 1 else f"all {sealed_pages} pages"
        return f"{who} sealed {every} on {at}."
    return f"{who} signed as {mid(title)} on {at}." if title else f"{who} signed on {at}."


def _set_apart(name: str) -> str:
    """Put a name of many words in quotation marks: a stranger's may read like a sentence."""
    if len(name.split()) <= _MOST_WORDS:
        return name
    return f"“{name.replace('“', '').replace('”', '')}”"


def confirmed(how: str, when: str) -> str:
    """Return how the user came to know a key."""
    return f"This key was {how or 'confirmed by you'} on {when}."


def issued_by(authority: str) -> str:
    """Return that the word of an authority suffices."""
    return f"This certificate was issued by an authority that you trust: {authority}."


def vouched(practitioner: str, authority: str = "") -> str:
    """Return that the practitioner, confirmed or known by an authority, named the key."""
    if authority:
        return (
            f"{practitioner}, whose certificate was issued by an authority that you trust "
            f"({authority}), named this key in the pack."
        )
    return f"{practitioner}, whose key you confirmed, named this key in the pack."


def not_confirmed(*, met: bool) -> str:
    """Return that a key is sound and nobody's."""
    if met:
        return "The signature itself is sound, but its key has not been confirmed yet."
    return "The signature itself is sound, but this computer has not met its key before."


def known_in_another_role(name: str, role: str) -> str:
    """Return that the user knows somebody of this name by another key, as something else."""
    return (
        f"The signature itself is sound, but the key that you confirmed for {name}, as "
        f"{role.replace('_', ' ')}, is another one. Ask {name} whether this is theirs too."
    )


def called_otherwise(name: str) -> str:
    """Return that the pack has another name for a signer than the certificate."""
    return f"The pack calls this signer {_set_apart(name)}."


def told_together(*told: str) -> str:
    """Return what there is to say, one after another."""
    return " ".join(part for part in told if part)


def time_confirmed(by: str, authority: str, at: datetime) -> str:
    """Return who confirmed the time, and to what.

    Args:
        by: The name in the certificate of the time authority.
        authority: The trusted one that issued it, empty where none did.
        at: The confirmed time, in the reader's zone.
    """
    if not authority:
        return f"A time authority that you do not trust, {by}, says {moment(at)}."
    named = by if authority == by else f"{by} ({authority})"
    return f"Time confirmed by {named}: {moment(at)}."


def time_of_the_withdrawn(by: str, at: datetime) -> str:
    """Return that a time authority's word counts no longer."""
    return f"The time authority {by} says {moment(at)}, but its certificate was withdrawn."


def time_not_about_this(title: str) -> str:
    """Return that a time stamp belongs elsewhere."""
    return f"The time stamp on the signature of the {mid(title)} does not belong to it."


def another_time(title: str, claimed: datetime, confirmed: datetime) -> str:
    """Return that the signer's clock and a trusted authority's are far apart."""
    return (
        f"The signature of the {mid(title)} says that it was made on {moment(claimed)}, "
        f"but the time authority confirmed {moment(confirmed)}."
    )


def another_key_confirmed(name: str) -> str:
    """Return that the user knows this person by another key."""
    return f"You confirmed another key for {name}. Do not rely on this signature; ask {name}."


def another_key_expected(title: str) -> str:
    """Return that the manifest names another key."""
    return f"The pack names another key for the {mid(title)}. Do not rely on this signature."


def another_person_expected(name: str) -> str:
    """Return that the manifest names somebody else."""
    return f"The pack asks {_set_apart(name)} to sign here. Do not rely on this signature."


def altered(titles: Sequence[str]) -> str:
    """Return whose signatures no longer fit the file."""
    who = joined([f"the {mid(title)}" for title in titles])
    return f"The file has been altered: it is no longer what {who} signed."


def changed_after(changes: Sequence[Change], title: str) -> str:
    """Return what was done to the file after somebody signed."""
    named = [_CHANGES[change] for change in changes if change is not Change.OTHER]
    what = joined(named or [_CHANGES[Change.OTHER]])
    return f"After the {mid(title)} had signed, {what}."


def unreadable(title: str) -> str:
    """Return that a signature makes no sense."""
    return f"The signature of the {mid(title)} cannot be read."


def partial(title: str) -> str:
    """Return that a signature leaves something out."""
    return f"The signature of the {mid(title)} does not cover the whole file as it was then."


def weak(title: str) -> str:
    """Return that a signature could have been forged."""
    return f"The signature of the {mid(title)} was made by a method that is no longer safe."


def foreign(title: str) -> str:
    """Return that a signature is of another kind."""
    return f"The signature of the {mid(title)} is of a kind that packs do not use."


def timeless(title: str) -> str:
    """Return that a signature has no date."""
    return f"The signature of the {mid(title)} does not say when it was made."


def expired(name: str, until: datetime, signed_at: datetime) -> str:
    """Return that a certificate was too old."""
    return f"The certificate of {name} expired on {day(until)}; it signed on {day(signed_at)}."


def premature(name: str, since: datetime, signed_at: datetime) -> str:
    """Return that a certificate was too young."""
    when = moment(signed_at)
    return f"The certificate of {name} is valid from {moment(since)}; it signed on {when}."


def wrong_purpose(name: str) -> str:
    """Return that a certificate was issued for something else."""
    return f"The certificate of {name} was not issued for signing documents."


def wrong_role(name: str, made_for: str, title: str) -> str:
    """Return that an identity signed as what it is not."""
    role = mid(made_for)
    return f"The key of {name} was made for the role of {role}, and signed as {mid(title)}."


def two_roles(titles: Sequence[str]) -> str:
    """Return that one key signed more than once."""
    return f"One key signed as {joined([mid(title) for title in titles])}."


def out_of_order(title: str, before: str) -> str:
    """Return that somebody signed too early."""
    return f"The {mid(title)} signed before the {mid(before)}."


def before_the_former(title: str, at: datetime, former: str, before: datetime) -> str:
    """Return that somebody claims to have signed what was not there yet."""
    return (
        f"The signature of the {mid(title)} says that it was made on {moment(at)}, which is "
        f"before the {mid(former)} signed, on {moment(before)}."
    )


def rolled_back(seen: int, holds: int) -> str:
    """Return that this computer has seen the file with more signatures."""
    signatures = count(seen, "signature")
    return f"This computer has seen this pack with {signatures}; this file holds {holds}."


def waiting(title: str, name: str) -> str:
    """Return whose signature is still to come."""
    who = f"the {mid(title)}, {_set_apart(name)}" if name else f"the {mid(title)}"
    return (
        f"The signature of {who}, is still to come."
        if name
        else (f"The signature of {who} is still to come.")
    )
