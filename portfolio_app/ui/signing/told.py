"""What a verification comes to, in a few big lines and one line for each person.

The sentences about each signature are the service's; this chooses and divides them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from portfolio_app.model.domain.signatures import Trust
from portfolio_app.model.domain.wording import joined, sentence, small
from portfolio_app.ui.tokens import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.signatures import (
        MissingSigner,
        SignatureReport,
        Verification,
    )

STANDS = {
    Trust.KNOWN: (State.MET, "Known"),
    Trust.UNKNOWN: (State.PARTLY, "Not confirmed"),
    Trust.MISMATCH: (State.PROBLEM, "Mismatch"),
}
"""How the trust in a sound signature is shown, and its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a result."""

    state: State
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One signature, or one that is to come, as its row says it."""

    state: State
    line: str
    """HTML: the name in bold."""
    detail: str
    word: str

    spoken: str


def headlines(found: Verification) -> tuple[Line, ...]:
    """Return the result in up to three lines, its weakest part never left out."""
    return tuple(_headlines(found))


def _headlines(found: Verification) -> Iterator[Line]:
    signed = found.signatures
    if found.valid:
        yield Line(state=State.MET, words="Nothing has changed since signing")
    elif any(not report.intact for report in signed):
        yield Line(state=State.PROBLEM, words="The file has changed since it was signed")
    elif not signed:
        yield Line(state=State.PROBLEM, words="There is no signature to rely on")
    else:
        yield Line(state=State.PROBLEM, words="Do not rely on this file as it is")
    mismatches = sum(r.trusted is Trust.MISMATCH for r in signed)
    unknown = sum(r.trusted is Trust.UNKNOWN for r in signed if r.intact)
    if mismatches:
        yield Line(state=State.PROBLEM, words=_other_keys(mismatches))
    if unknown:
        yield Line(state=State.PARTLY, words=_not_confirmed(unknown, len(signed)))
    if found.valid and signed and not unknown:
        known = "The signer is known to you" if len(signed) == 1 else "You know every signer"
        yield Line(state=State.MET, words=known)
    if found.valid and found.missing:
        yield Line(state=State.WAITING, words=f"Waiting for {joined(_awaited(found))}")


def _other_keys(number: int) -> str:
    if number == 1:
        return "The key of one signer is not the one expected"
    return f"The keys of {small(number)} signers are not the ones expected"


def _not_confirmed(number: int, total: int) -> str:
    if total == 1:
        return "The signer is not confirmed yet"
    if number == total:
        return f"None of the {small(total)} signers is confirmed yet"
    verb = "is" if number == 1 else "are"
    return f"{sentence(small(number))} of the {small(total)} signers {verb} not confirmed yet"


def _awaited(found: Verification) -> list[str]:
    return [signer.name or f"the {mid(signer.role_title)}" for signer in found.missing]


def amount(found: Verification) -> str:
    """Return how far the signing has come: `Complete: four of four signatures`."""
    signed, asked = len(found.signatures), len(found.signatures) + len(found.missing)
    if found.complete:
        return f"Complete: {small(signed)} of {small(asked)} signatures"
    return f"{sentence(small(signed))} of {small(asked)} signatures"


def size(found: Verification) -> str:
    """Return `23 pages, 1.4 MB`."""
    pages = "1 page" if found.pages == 1 else f"{found.pages} pages"
    if found.size >= 1_000_000:
        return f"{pages}, {found.size / 1_000_000:.1f} MB"
    return f"{pages}, {max(1, round(found.size / 1000))} kB"


def told(report: SignatureReport) -> Told:
    """Return one signature as its row says it."""
    first, rest = divided(report)
    state, word = STANDS[report.trusted]
    if not report.intact:
        state, word = State.PROBLEM, "Does not hold"
    return Told(
        state=state,
        line=_with_bold(first, report.name),
        detail=rest,
        word=word,
        spoken=f"{word}. {report.sentence}",
    )


def told_missing(signer: MissingSigner, *, is_next: bool, may_sign: bool) -> Told:
    """Return a signature that is still to come as its row says it."""
    who = f"{signer.name}, {mid(signer.role_title)}," if signer.name else signer.role_title
    verb = "signs next." if is_next else "signs later."
    word = "Sign" if is_next and may_sign else "Waiting"
    line = f"{who} {verb}"
    return Told(
        state=State.WAITING if is_next else State.MISSING,
        line=_with_bold(line, signer.name),
        detail="",
        word=word,
        spoken=f"{word}. {line}",
    )


def divided(report: SignatureReport) -> tuple[str, str]:
    """Return who signed what and when, and the rest; a full stop in the name parts nothing."""
    whole = report.sentence
    after = whole.find(report.name) + len(report.name) if report.name else 0
    end = whole.find(". ", max(after, 0))
    return (whole, "") if end < 0 else (whole[: end + 1], whole[end + 2 :])


def mid(title: str) -> str:
    """Return a role's title in mid-sentence, abbreviations left alone."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _with_bold(line: str, name: str) -> str:
    if not name:
        return escape(line)
    return escape(line).replace(escape(name), f"<b>{escape(name)}</b>", 1)
