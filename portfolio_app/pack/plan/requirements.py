"""Plans the page that shows how each requirement is met, in the words of the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.stages import Period
from portfolio_app.model.domain.verdict import State
from portfolio_app.model.domain.wording import count, day, joined, sentence, small
from portfolio_app.pack.plan.bundle import CONTENTS, MATRIX, SIGNATURES
from portfolio_app.pack.plan.front import Figure, RequirementRow, RequirementsPlan
from portfolio_app.pack.plan.matrix import VOICES, voices_of
from portfolio_app.pack.plan.text import Inline, Line, PageLink, Strong, line, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.model.domain.verdict import RequirementVerdict
    from portfolio_app.pack.plan.blocks import EvidencePlan
    from portfolio_app.pack.plan.bundle import Bundle, Piece
    from portfolio_app.pack.plan.front import CapabilityList, DomainPlan, MatrixPlan

MOST_NAMED = 6
"""Pieces that count for one requirement and are named here; ours."""
MOST_OFFERED = 8
"""Pieces beyond what is asked that are named here; ours."""
FOR_PANEL = "panel"
"""The state of what only the panel can judge."""
STATE_WORDS = {
    State.MET: "Met",
    State.PARTLY: "Partly",
    State.MISSING: "Missing",
    State.WAITING: "Waiting",
    State.PROBLEM: "Problem",
    State.BY_SIGNATURE: "By signature",
}


def requirements_plan(
    bundle: Bundle,
    pieces: Sequence[EvidencePlan],
    matrix: MatrixPlan,
    domains: Sequence[DomainPlan],
    lists: Sequence[CapabilityList],
) -> RequirementsPlan:
    """Plan the page from the verdict."""
    verdict = bundle.request.verdict
    by_id = {p.evidence.id: plan for p, plan in zip(bundle.pieces, pieces, strict=True)}
    rows = []
    for judged in verdict.requirements:
        if judged.state is State.BY_SIGNATURE:
            rows.append(_by_signature(bundle, judged))
        else:
            rows.append(_row(judged, by_id, bundle))
    if bundle.frameworks:
        rows.append(_for_panel(bundle, pieces, domains, lists))
    return RequirementsPlan(
        title=page_title(bundle),
        lead=_lead(bundle),
        forced="" if verdict.ready else bundle.request.force_reason,
        figures=tuple(_figures(bundle, pieces, matrix)),
        rows=tuple(rows),
        notes=tuple(_notes(bundle, pieces)),
    )


def page_title(bundle: Bundle) -> str:
    """Return what the page is called; it never says met of what is not."""
    return "Requirements met" if bundle.request.verdict.ready else "Requirements"


def _lead(bundle: Bundle) -> Line:
    verdict = bundle.request.verdict
    by_signature = len(verdict.by_signature)
    open_ones = [r for r in verdict.judged if not r.met]
    if open_ones:
        verb = "is" if len(open_ones) == 1 else "are"
        parts: list[Inline] = [
            f"The evidence is not complete: {small(len(open_ones))} of "
            f"{count(len(verdict.judged), 'requirement')} {verb} not met."
        ]
    else:
        parts = ["The evidence is complete."]
    if by_signature:
        given = "authorisation is" if by_signature == 1 else "authorisations are"
        parts.append(f" {sentence(small(by_signature))} {given} given by signature on ")
        parts += [PageLink(SIGNATURES), ", after this page is sealed."]
    return line(*parts)


# --- figures -----------------------------------------------------------------------------


def _figures(
    bundle: Bundle, pieces: Sequence[EvidencePlan], matrix: MatrixPlan
) -> Iterator[Figure]:
    verdict = bundle.request.verdict
    met = sum(r.met for r in verdict.judged)
    yield Figure(
        number=str(met), of=f"of {len(verdict.judged)}", label="requirements for evidence met"
    )
    asked = bundle.request.pathway.frameworks_asked
    for framework, group in zip(bundle.frameworks, matrix.groups, strict=True):
        if framework.id not in asked:
            continue
        shown = sum(column.kinds > 0 for column in group.columns)
        yield Figure(
            number=str(shown),
            of=f"of {len(group.columns)}",
            label=f"{framework.capabilities_title} evidenced",
        )
    signatures = len(bundle.request.pathway.signatures)
    noun = "signature" if signatures == 1 else "signatures"
    yield Figure(number=str(signatures), of="", label=f"{noun} asked for")


# --- rows --------------------------------------------------------------------------------


def _row(
    judged: RequirementVerdict, by_id: Mapping[EvidenceId, EvidencePlan], bundle: Bundle
) -> RequirementRow:
    named = _shown(judged)
    counted = [piece for e, piece in by_id.items() if e in named]
    rest = sum(e in by_id for e in judged.evidence) - len(counted)
    most = MOST_NAMED if len(counted) > MOST_NAMED + 1 else len(counted)
    shown, more = counted[:most], counted[most:]
    asks = judged.asks[:1].lower() + judged.asks[1:] if judged.asks else ""
    found = ", " + asks if asks else ""
    detail = f", {judged.have} of {judged.need}" if judged.need > 1 or not judged.met else ""
    pages = [bundle.request.snapshot.pages.get(e, 0) for e in judged.counted]
    if judged.met and not detail and any(pages):
        detail = f", {count(max(pages), 'page')}"
    return RequirementRow(
        asks=line(Strong(judged.title), found),
        advice=judged.certainty.advice,
        here=(
            *(line(f"{piece.title} ", PageLink(piece.place)) for piece in shown),
            *(
                [line(f"and {len(more)} more in the contents, ", PageLink(CONTENTS))]
                if more
                else []
            ),
            *([(_not_counted(rest, is_more=bool(shown)),)] if rest else []),
        ),
        said=_said(counted),
        state=judged.state.value,
        state_text=line(Strong(STATE_WORDS[judged.state]), detail),
        reasons=judged.reasons,
    )


def _shown(judged: RequirementVerdict) -> frozenset[EvidenceId]:
    """Return the pieces that count and, while the requirement is not met, those begun."""
    return frozenset((*judged.counted, *(gap.evidence for gap in judged.shortfalls)))


def _not_counted(number: int, *, is_more: bool) -> str:
    verb = "does" if number == 1 else "do"
    if is_more:
        return f"and {number} more that {verb} not count"
    return f"{count(number, 'piece')} that {verb} not count"


def _said(here: Sequence[EvidencePlan]) -> str:
    """Return who speaks: `Practitioner, team manager`."""
    who = dict.fromkeys(source.title for piece in here for source in piece.sources)
    return sentence(joined(list(who)))


def _by_signature(bundle: Bundle, judged: RequirementVerdict) -> RequirementRow:
    role = judged.role
    number = bundle.signature_of(role) if role else None
    known = bundle.request.catalogue.roles[role] if role else None
    first, _, rest = judged.title.partition(" ")
    return RequirementRow(
        asks=line(Strong(first), f" {rest}"),
        here=(line(f"Signature {number} ", PageLink(SIGNATURES)),)
        if number
        else (("No signature of this role is asked for.",),),
        said=known.heading if known else "",
        state=judged.state.value,
        state_text=line(Strong(STATE_WORDS[judged.state])),
        state_more=line("see ", PageLink(SIGNATURES)),
    )


def _for_panel(
    bundle: Bundle,
    pieces: Sequence[EvidencePlan],
    domains: Sequence[DomainPlan],
    lists: Sequence[CapabilityList],
) -> RequirementRow:
    shorts = [framework.short for framework in bundle.frameworks]
    at = f" {bundle.at_level}" if bundle.at_level else ""
    here: list[Line] = [line("Matrix ", PageLink(MATRIX))]
    if domains:
        pages = "page" if len(domains) == 1 else "pages"
        here.append(
            line(
                f"{sentence(small(len(domains)))} {bundle.noun} {pages} ",
                PageLink(domains[0].place, last=domains[-1].place),
            )
        )
    here += [line(f"{table.title} ", PageLink(table.place)) for table in lists]
    number = len(_kinds(pieces))
    return RequirementRow(
        asks=line(Strong("Capability"), f"{at}, in {joined(shorts)}" if shorts else at),
        advice=bundle.request.pathway.level_certainty.advice if bundle.level else "",
        here=tuple(here),
        said=f"{sentence(small(number))} {'kind' if number == 1 else 'kinds'} of source",
        state=FOR_PANEL,
        state_text=line(Strong("For the panel" if bundle.is_for_panel else "For the reader")),
        state_more=("to judge whole",),
    )


def _kinds(pieces: Sequence[EvidencePlan]) -> list[Voice]:
    passages = [p for piece in pieces for p in piece.passages]
    refs = {ref for p in passages for ref in p.capabilities}
    return [v for v in VOICES if any(v in voices_of(passages, ref) for ref in refs)]


# --- notes -------------------------------------------------------------------------------


def _for_others(bundle: Bundle) -> Iterator[Line]:
    """Yield in one line each what was written for somebody else, such as the regulator."""
    by_form: dict[str, list[Piece]] = {}
    for piece in bundle.elsewhere:
        by_form.setdefault(piece.form.id, []).append(piece)
    for pieces in by_form.values():
        form = pieces[0].form
        days = sorted(p.evidence.date for p in pieces if p.evidence.date)
        when = f" of {Period(first=days[0], last=days[-1]).words}" if days else ""
        number = count(len(pieces), _inside(form.title), _inside(form.plural))
        at = form.elsewhere.at if form.elsewhere else ""
        yield line(Strong(f"Kept for {at}: "), f"{number}{when}, not shown here.")


def _inside(title: str) -> str:
    return title[:1].lower() + title[1:]


def _notes(bundle: Bundle, pieces: Sequence[EvidencePlan]) -> Iterator[Line]:
    request = bundle.request
    asked = {form for r in request.pathway.requirements for form in r.forms}
    offered = [
        line(f"{plan.title} ", PageLink(plan.place))
        for piece, plan in zip(bundle.pieces, pieces, strict=True)
        if piece.form.id not in asked and piece.form.layout is not Layout.REPORT
    ]
    if offered:
        shown: list[Line] = offered[:MOST_OFFERED]
        if rest := len(offered) - len(shown):
            shown.append(line(f"{rest} more in the contents, ", PageLink(CONTENTS)))
        yield line(Strong("Also offered, not asked for: "), *listed(shown), ".")
    yield from _for_others(bundle)
    if request.reviews:
        sealed = joined(
            [
                f"{review.title}, sealed on {day(review.sealed_at.astimezone().date())} "
                f"with the code {review.pack_code}"
                for review in request.reviews
            ]
        )
        yield line(Strong("Builds on "), f"{sealed}.")
    notes: dict[str, list[str]] = {}
    for one in request.pathway.capability_notes:
        notes.setdefault(one.note, []).append(request.catalogue.code(one.capability))
    said = "".join(f" {joined(codes)}: {note}." for note, codes in notes.items())
    yield line(
        Strong("Checked "),
        f"on {day(request.verdict.today)} against {request.pathway.title}, "
        f"{request.pathway.authority}, edition {request.pathway.version}.{said}",
    )
