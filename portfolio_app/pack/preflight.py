"""Looks at everything that goes into a pack before it is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.findings import Check, Finding, Severity
from portfolio_app.model.domain.shortfalls import missing_consents, named
from portfolio_app.model.domain.wording import quoted_start
from portfolio_app.pack.foreign_reading import Reading, pages_of
from portfolio_app.pack.foreign_sight import Hidden
from portfolio_app.pack.plan.bundle import bundle
from portfolio_app.pack.plan.lettering import unprintable
from portfolio_app.pack.scans import COARSE_BELOW, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.pack.plan.bundle import Bundle, Piece
    from portfolio_app.pack.plan.request import PackRequest

SMALL = 1000
"""Pixels along a page below which small print on it cannot be read: 85 to the inch of A4."""
LARGE = 50 * 1024**2
"""Bytes of attachments above which mail servers and portals begin to refuse a pack."""


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
        *_summed_up(chosen),
        *(finding for piece in chosen.pieces for finding in _of_piece(piece, reading)),
        *_glyphs(chosen),
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


def _summed_up(chosen: Bundle) -> Iterator[Finding]:
    for piece in chosen.elsewhere[:1]:
        number = len(chosen.elsewhere)
        what = f"{number} records are" if number > 1 else f"{_name(piece)} is"
        at = piece.form.elsewhere.at if piece.form.elsewhere else ""
        yield Finding(
            check=Check.SUMMED_UP,
            severity=Severity.WARNS,
            sentence=f"{what} kept for {at} and told in one line: the pathway does not ask "
            "for more. Make one a core page, or claim something in it, to show it.",
            evidence=piece.evidence.id,
        )


def _of_piece(piece: Piece, reading: Callable[[Attachment], Reading]) -> Iterator[Finding]:
    yield from _claims(piece)
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


def _glyphs(chosen: Bundle) -> Iterator[Finding]:
    for wording in unprintable(chosen):
        yield Finding(
            check=Check.GLYPH,
            severity=Severity.WARNS,
            sentence=wording.fault,
            evidence=wording.evidence,
            path=wording.path,
            attachment=wording.attachment,
        )


def _attachment(piece: Piece, attachment: Attachment, known: Reading) -> Iterator[Finding]:
    of = f"{_name(piece)}: “{attachment.name}”"
    for check, words in (
        *_described(attachment),
        *_unseen(known),
        *_scanned(known),
        *photographed(attachment, known),
    ):
        yield Finding(
            check=check,
            severity=Severity.BLOCKS if check is Check.UNREADABLE else Severity.WARNS,
            sentence=f"{of} {words}",
            evidence=piece.evidence.id,
            path=attachment.path,
            attachment=attachment.id,
        )


def _described(attachment: Attachment) -> Iterator[tuple[Check, str]]:
    if not attachment.description.strip():
        yield Check.ALTERNATIVE_TEXT, "has no description for those who cannot see it."


def _unseen(known: Reading) -> Iterator[tuple[Check, str]]:
    """Yield what will not be in the pack as it is in the file."""
    if known.is_for_now:
        yield Check.UNREADABLE, f"could not be looked at just now. {known.advice}"
    elif known.refusal:
        yield Check.UNREADABLE, f"cannot become pages of the pack. {known.refusal}"
    hidden: set[int] = set()
    for what, words in _HIDDEN.items():
        if found := known.hiding(what):
            yield Check.HIDDEN, f"{words} on {pages_of(found)}: {_ONLY_SEEN}"
        hidden.update(found)
    pictured = [(page, why) for page, why in known.pictured if page not in hidden]
    if pictured:
        pages = pages_of([number for number, _ in pictured])
        why = " ".join(dict.fromkeys(reason for _, reason in pictured))
        yield Check.PICTURED, f"is shown as a picture on {pages}, its text kept. {why}"


def _scanned(known: Reading) -> Iterator[tuple[Check, str]]:
    """Yield what is to be done better at the scanner."""
    if silent := [scan.page for scan in known.scans if scan.is_silent]:
        words = f"has a scan without text on {pages_of(silent)}, so it cannot be read aloud."
        yield Check.WITHOUT_TEXT, words
    if coarse := [scan for scan in known.scans if scan.dpi < COARSE_BELOW]:
        worst = min(round(scan.dpi) for scan in coarse)
        pages = pages_of([scan.page for scan in coarse])
        yield (
            Check.COARSE,
            f"has a coarse scan on {pages}: {worst} dots per inch; scan at 300.",
        )
    for turn, words in _TURNED.items():
        if turned := [scan.page for scan in known.scans if scan.turn is turn]:
            yield Check.TURNED, f"{words} on {pages_of(turned)}."


def photographed(attachment: Attachment, known: Reading) -> Iterator[tuple[Check, str]]:
    """Yield a picture that is no answer, such as a letter, and too small to be read."""
    if attachment.path is None and 0 < known.longest_side < SMALL:
        words = f"is a small picture, {known.longest_side} dots along its longer side"
        yield Check.COARSE, f"{words}: print on it is hard to read; scan at 300 dots per inch."


_HIDDEN = {
    Hidden.WORDS: "has words that are covered or hidden",
    Hidden.PARTS: "has parts of pictures that are covered or cut off",
}
_ONLY_SEEN = "the pack shows what can be seen, and nothing of the rest is in it."
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
