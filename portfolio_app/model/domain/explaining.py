"""A requirement in sentences, made from its data: as a practitioner reads it in the editor.

What `asks` says is an author's own wording; this says what the program will really look at,
so that the two can be held against each other, and one version against the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.rules import Window
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.wording import count, joined, sentence, small

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FieldPath, FrameworkId, RoleId
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.rules import Among, Elapsed, Interval, Rhythm, Rows

_YEAR = 12
"""Months."""


def explained(rule: Requirement, pathway: Pathway, catalogue: Catalogue) -> tuple[str, ...]:
    """Return everything that a requirement asks, one sentence for each condition."""
    forms = [catalogue.forms[form] for form in rule.forms]
    return (
        _first(rule, forms, catalogue),
        *_of_each(rule, forms[0], catalogue),
        *_together(rule, pathway, catalogue),
    )


def _first(rule: Requirement, forms: Sequence[Form], catalogue: Catalogue) -> str:
    """Return how many of what: "Two reflective summaries, each linked to ..."."""
    what = f"{_pieces(rule.at_least, forms)}{_links(rule, catalogue)}"
    if rule.for_each:
        slot = slot_at(forms[0], {}, {}, rule.for_each.path)
        titles = [
            f"“{slot.field.option_title(value) if slot else value}”"
            for value in rule.for_each.values
        ]
        return f"{sentence(what)}, for each of {joined(titles)}."
    if rule.rhythm:
        return f"{sentence(_steadily(rule, rule.rhythm, forms, catalogue))}."
    return f"{sentence(what)}."


def _pieces(number: int, forms: Sequence[Form]) -> str:
    names = [inside(form.title if number == 1 else form.plural) for form in forms]
    return f"{small(number)} {joined(names, 'or')}"


def _links(rule: Requirement, catalogue: Catalogue) -> str:
    if not rule.each_claims:
        return ""
    first, *others = [f"of the {catalogue.frameworks[f].short}" for f in rule.each_claims]
    each = "" if rule.at_least == 1 else "each "
    noun = _noun(rule.each_claims, catalogue)
    linked = joined([f"one {noun} {first}", *(f"one {other}" for other in others)])
    return f", {each}linked to at least {linked}"


def _noun(frameworks: Iterable[FrameworkId], catalogue: Catalogue) -> str:
    nouns = {catalogue.frameworks[f].noun for f in frameworks}
    return nouns.pop() if len(nouns) == 1 else "capability"


def _steadily(
    rule: Requirement, rhythm: Rhythm, forms: Sequence[Form], catalogue: Catalogue
) -> str:
    steps, since = [], "from the start"
    for phase in rhythm.phases:
        until = f" until {_span(phase.until)} after the start" if phase.until else ""
        steps.append(f"every {_step(phase.every)}{until}")
    named = forms[0].field(rhythm.rows)
    if rhythm.amount:
        what = f"{rhythm.amount.at_least} {rhythm.amount.unit}"
        what += f" under “{named.title}”" if named else ""
        return f"{what} {', then '.join(steps)}, {since}, in the {inside(forms[0].title)}"
    if named:
        what = f"{count(rule.at_least, 'entry', 'entries')} under “{named.title}”"
        return f"{what} {', then '.join(steps)}, {since}, in the {inside(forms[0].title)}"
    what = f"{_pieces(rule.at_least, forms)}{_links(rule, catalogue)}"
    return f"{what} {', then '.join(steps)}, {since}"


def _step(interval: Interval) -> str:
    number, unit = (interval.months, "month") if interval.months else (interval.weeks, "week")
    return unit if number == 1 else f"{small(number)} {unit}s"


def _span(interval: Interval) -> str:
    if interval.months:
        return _months(interval.months)
    return f"{small(interval.weeks)} {'week' if interval.weeks == 1 else 'weeks'}"


def _months(months: int) -> str:
    number, unit = (months // _YEAR, "year") if months % _YEAR == 0 else (months, "month")
    return f"{small(number)} {unit if number == 1 else unit + 's'}"


def _of_each(rule: Requirement, form: Form, catalogue: Catalogue) -> Iterator[str]:
    """Yield what each piece must be like."""
    if rule.by:
        yield f"With the words of {_any(rule.by, catalogue)}."
    if rule.pages_at_most:
        yield f"No longer than {count(rule.pages_at_most, 'page')}."
    for answer in rule.must_answer:
        how = _by(form, answer.path, answer.one_of)
        yield f"“{_title(form, answer.path)}” is answered{how}."
    for rows in rule.rows:
        yield f"Each names {_row_count(rows)} {rows.called}."
    for days in rule.elapsed:
        yield _since(days)


def _by(form: Form, path: FieldPath, one_of: Sequence[str]) -> str:
    slot = slot_at(form, {}, {}, path)
    titles = [f"“{slot.field.option_title(one) if slot else one}”" for one in one_of]
    return f" by {joined(titles, 'or')}" if titles else ""


def _title(form: Form, path: FieldPath) -> str:
    slot = slot_at(form, {}, {}, path)
    return slot.title if slot else path


def _row_count(rows: Rows) -> str:
    if rows.at_most is None:
        return f"at least {small(rows.at_least)}"
    if rows.at_most == rows.at_least:
        return small(rows.at_least)
    return f"{small(rows.at_least)} to {small(rows.at_most)}"


def _since(days: Elapsed) -> str:
    than = "More than" if days.strictly else "At least"
    return f"{than} {_months(days.months)} since {days.since}, on the day of the piece."


def _together(rule: Requirement, pathway: Pathway, catalogue: Catalogue) -> Iterator[str]:
    """Yield what several must be like together, and who authorises."""
    for framework in rule.covers:
        noun, short = (
            catalogue.frameworks[framework].noun,
            catalogue.frameworks[framework].short,
        )
        yield f"Together they show every {noun} of the {short}."
    for some in rule.among:
        yield _some(some)
    if rule.within is Window.REGISTRATION_YEAR:
        yield (
            "Only what is dated in the present registration year counts, from 1 December to "
            "30 November."
        )
    wanted = [
        f"{small(number)} by the {inside(stage.title)}"
        for stage in pathway.stages
        if (number := rule.by_stage.get(stage.id))
    ]
    if wanted:
        yield f"In good time means {joined(wanted)}."
    for role in rule.authorised_by:
        title = catalogue.roles[role].title
        yield f"The {title} authorises it by signing the sealed pack."


def _some(some: Among) -> str:
    return f"{sentence(f'at least {small(some.at_least)}')} of them must be {some.being}."


def _any(roles: Iterable[RoleId], catalogue: Catalogue) -> str:
    return joined([f"the {catalogue.roles[role].title}" for role in roles], "or")


def inside(title: str) -> str:
    """Return a title as it stands within a sentence: small, unless it is an abbreviation."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
