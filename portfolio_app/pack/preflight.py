"""Looks at everything that goes into a pack before it is sealed.

What can be told of an attachment from its bytes alone is a `Reading`, so that it need be found
only once, however often a portfolio is looked at.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError
from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.findings import Check, Finding, Severity
from portfolio_app.model.domain.shortfalls import missing_consents, named
from portfolio_app.model.domain.wording import count, joined, quoted_start
from portfolio_app.pack.fonts import Face, missing_glyphs
from portfolio_app.pack.foreign import PDF_TYPE, open_attachment
from portfolio_app.pack.plan.bundle import bundle
from portfolio_app.pack.scans import COARSE_BELOW, Scan, Turn, look_at_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.pack.plan.bundle import Bundle, Piece
    from portfolio_app.pack.plan.request import PackRequest

LARGE = 50 * 1024**2
"""Bytes of attachments above which mail servers and portals begin to refuse a pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the bytes of an attachment tell; pages count from 1."""

    refusal: str = ""
    """Why it cannot become pages; empty if it can."""
    pictured: tuple[tuple[int, str], ...] = ()
    """Pages shown as pictures of themselves, and why."""
    scans: tuple[Scan, ...] = ()
    """Pages of a PDF that look out of place: without text, coarse or turned."""


def read_attachment(data: bytes, media_type: str) -> Reading:
    """Return what can be told of an attachment; never raises for what is in it."""
    try:
        with open_attachment(data, media_type) as opened:
            pictured = tuple((p.number, p.problems[0]) for p in opened.pages if p.problems)
            silent = frozenset(page.number for page in opened.pages if not page.text)
    except IntakeError as error:
        return Reading(refusal=error.summary)
    scans = look_at_pages(data, silent) if media_type == PDF_TYPE else ()
    return Reading(pictured=pictured, scans=scans)


def preflight(
    request: PackRequest, reading: Callable[[Attachment], Reading]
) -> tuple[Finding, ...]:
    """Return everything to look at before sealing, what blocks first.

    Args:
        request: Of the pack that would be sealed.
        reading: Returns what is known of an attachment.
    """
    chosen = bundle(request)
    found = [
        *_requirements(request.verdict),
        *_consents(request),
        *(finding for piece in chosen.pieces for finding in _of_piece(piece, reading)),
        *_size(chosen),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARNS))


def _requirements(verdict: Verdict) -> Iterator[Finding]:
    for requirement in verdict.judged:
        told = {lack.sentence for lack in requirement.shortfalls}
        for lack in requirement.shortfalls if not requirement.met else ():
            yield Finding(
                check=Check.REQUIREMENT,
                severity=Severity.BLOCKS,
                sentence=lack.sentence,
                evidence=lack.evidence,
                path=lack.path,
            )
        for reason in requirement.reasons:
            if reason not in told:
                yield Finding(
                    check=Check.REQUIREMENT, severity=Severity.BLOCKS, sentence=reason
                )


def _consents(request: PackRequest) -> Iterator[Finding]:
    for evidence in request.snapshot.evidence:
        form = request.catalogue.forms[evidence.form]
        for lack in missing_consents(evidence, form)[:1]:
            yield Finding(
                check=Check.CONSENT,
                severity=Severity.WARNS,
                sentence=f"{named(evidence, form)} is left out: consent is not given.",
                evidence=evidence.id,
                path=lack.path,
            )


def _of_piece(piece: Piece, reading: Callable[[Attachment], Reading]) -> Iterator[Finding]:
    yield from _claims(piece)
    yield from _glyphs(piece)
    for attachment in piece.evidence.attachments:
        if attachment.path is None or piece.shows(attachment.path):
            yield from _attachment(piece, attachment, reading(attachment))


def _claims(piece: Piece) -> Iterator[Finding]:
    for claim in loosened(piece.evidence):
        if piece.shows(claim.path):
            quoted = quoted_start(claim.anchor.exact)
            yield Finding(
                check=Check.CLAIM,
                severity=Severity.WARNS,
                sentence=f"{_name(piece)}: the claim of {quoted} is left out, because the "
                "words are no longer in the text.",
                evidence=piece.evidence.id,
                path=claim.path,
            )


def _glyphs(piece: Piece) -> Iterator[Finding]:
    for path, answer in piece.evidence.answers.items():
        missing = sorted(missing_glyphs(answer.text, Face.SERIF)) if piece.shows(path) else []
        if missing:
            names = [unicodedata.name(c, f"U+{ord(c):04X}").lower() for c in missing[:3]]
            yield Finding(
                check=Check.GLYPH,
                severity=Severity.WARNS,
                sentence=f"{_name(piece)}: {count(len(missing), 'character')} that no typeface "
                f"of the pack has will be shown as a replacement sign: {joined(names)}.",
                evidence=piece.evidence.id,
                path=path,
            )


def _attachment(piece: Piece, attachment: Attachment, known: Reading) -> Iterator[Finding]:
    of = f"{_name(piece)}: “{attachment.name}”"

    def finding(check: Check, words: str, severity: Severity = Severity.WARNS) -> Finding:
        return Finding(
            check=check,
            severity=severity,
            sentence=f"{of} {words}",
            evidence=piece.evidence.id,
            path=attachment.path,
            attachment=attachment.id,
        )

    if not attachment.description.strip():
        yield finding(Check.ALTERNATIVE_TEXT, "has no description for those who cannot see it.")
    if known.refusal:
        words = f"cannot become pages of the pack. {known.refusal}"
        yield finding(Check.UNREADABLE, words, Severity.BLOCKS)
    if known.pictured:
        pages = _pages([number for number, _ in known.pictured])
        why = " ".join(dict.fromkeys(reason for _, reason in known.pictured))
        yield finding(Check.PICTURED, f"is shown as a picture on {pages}, its text kept. {why}")
    if silent := [scan.page for scan in known.scans if scan.is_silent]:
        words = f"has a scan without text on {_pages(silent)}, so it cannot be read aloud."
        yield finding(Check.WITHOUT_TEXT, words)
    if coarse := [scan for scan in known.scans if scan.dpi < COARSE_BELOW]:
        worst = min(round(scan.dpi) for scan in coarse)
        pages = _pages([scan.page for scan in coarse])
        words = f"has a coarse scan on {pages}: {worst} dots per inch; scan at 300."
        yield finding(Check.COARSE, words)
    for turn, words in _TURNED.items():
        if turned := [scan.page for scan in known.scans if scan.turn is turn]:
            yield finding(Check.TURNED, f"{words} on {_pages(turned)}.")


_TURNED = {
    Turn.UPSIDE_DOWN: "stands upside down",
    Turn.SIDEWAYS: "has text that runs sideways",
}


def _size(chosen: Bundle) -> Iterator[Finding]:
    files = [(piece, file) for piece in chosen.pieces for file in piece.evidence.attachments]
    total = sum(file.size for _, file in files)
    if total <= LARGE:
        return
    piece, largest = max(files, key=lambda pair: pair[1].size)
    yield Finding(
        check=Check.SIZE,
        severity=Severity.WARNS,
        sentence=f"The attachments take {_megabytes(total)}, more than many mail servers pass "
        f"on. The largest is “{largest.name}” of {_name(piece)} with "
        f"{_megabytes(largest.size)}: scan it at 300 dots per inch in grey.",
        evidence=piece.evidence.id,
        path=largest.path,
        attachment=largest.id,
    )


def _name(piece: Piece) -> str:
    return named(piece.evidence, piece.form)


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.0f} MB"


def _pages(numbers: Sequence[int]) -> str:
    """Return `page 2`, `pages 2 and 5` or, of many, how many they are."""
    if len(numbers) > _FEW:
        return f"{len(numbers)} pages"
    listed = joined([str(number) for number in numbers])
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"


_FEW = 6
"""Page numbers that a sentence can list."""
