"""What a piece of evidence still lacks for one requirement, each with the place to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath
from portfolio_app.model.domain.slots import rows, slots
from portfolio_app.model.domain.stages import add_months, months_between
from portfolio_app.model.domain.wording import count, day, joined, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId, RoleId
    from portfolio_app.model.domain.pathways import Requirement
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.rules import Elapsed, Rows
    from portfolio_app.model.domain.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """One reason why a piece does not count yet."""

    evidence: EvidenceId
    sentence: str
    path: FieldPath | None = None
    """The answer to mend; None where it is not about one answer."""
    waits_for: RoleId | None = None
    """Whose words are awaited, where they are not the practitioner's."""
    breaks_pack: bool = False


def shortfalls(
    evidence: Evidence, requirement: Requirement, snapshot: Snapshot, catalogue: Catalogue
) -> tuple[Shortfall, ...]:
    """Return everything that keeps `evidence` from counting towards `requirement`."""
    form = catalogue.forms[evidence.form]
    return (
        *_contributor(evidence, requirement, catalogue),
        *_empty_fields(evidence, form, catalogue),
        *_answers(evidence, form, requirement, catalogue),
        *_rows(evidence, form, requirement),
        *_elapsed(evidence, form, requirement),
        *_claims(evidence, form, requirement, catalogue),
        *_pages(evidence, form, requirement, snapshot),
    )


def missing_consents(evidence: Evidence, form: Form) -> tuple[Shortfall, ...]:
    """Return the consents to show the whole piece that were not given."""
    return tuple(
        Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)}: {consent.refusal}",
            path=consent.path,
            breaks_pack=bool(evidence.text(consent.path)),
        )
        for consent in form.consents
        if not consent.covers and evidence.text(consent.path) not in consent.given_by
    )


def withheld_fields(evidence: Evidence, form: Form) -> frozenset[str]:
    """Return the ids of the fields that may not be shown, though the rest may."""
    return frozenset(
        field_id
        for consent in form.consents
        if consent.covers and evidence.text(consent.path) not in consent.given_by
        for field_id in consent.covers
    )


def named(evidence: Evidence, form: Form) -> str:
    """Return how a piece is called in a sentence: its title, or what kind it is."""
    return f"“{evidence.title}”" if evidence.title else f"An untitled {form.title.lower()}"


def empty_slots(evidence: Evidence, form: Form, catalogue: Catalogue) -> tuple[Slot, ...]:
    """Return the required answers that are still empty, in the order asked."""
    return tuple(
        slot
        for slot in slots(form, evidence.answers, catalogue.models)
        if slot.required and not _is_filled(slot, evidence)
    )


def _is_filled(slot: Slot, evidence: Evidence) -> bool:
    if slot.path == "date":
        return evidence.date is not None
    if slot.kind is FieldKind.PICTURE:
        return evidence.attachment(slot.path) is not None
    return bool(evidence.text(slot.path).strip())


def _contributor(
    evidence: Evidence, requirement: Requirement, catalogue: Catalogue
) -> Iterator[Shortfall]:
    if not requirement.by:
        return
    form = catalogue.forms[evidence.form]
    if evidence.by not in requirement.by:
        given = catalogue.roles[evidence.by].title if evidence.by else "nobody named"
        wanted = joined([f"the {catalogue.roles[role].title}" for role in requirement.by], "or")
        yield Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)} is by {_article(given)}; "
            f"the pathway asks for {wanted}.",
        )
    elif not evidence.author_name.strip():
        writer = catalogue.roles[evidence.by].title
        yield Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)} does not name the {writer} who wrote it.",
        )


def _article(role_title: str) -> str:
    if role_title == "nobody named":
        return role_title
    return f"{'an' if role_title[0] in 'aeiou' else 'a'} {role_title}"


def _empty_fields(evidence: Evidence, form: Form, catalogue: Catalogue) -> Iterator[Shortfall]:
    if not evidence.by and form.contributor and form.author != PRACTITIONER:
        yield Shortfall(
            evidence=evidence.id, sentence=f"{named(evidence, form)} does not say who wrote it."
        )
    consents = {consent.path for consent in form.consents if not consent.covers}
    for slot in empty_slots(evidence, form, catalogue):
        if slot.path in consents:  # its refusal says it better
            continue
        heading = (
            slot.title if slot.title == slot.top.title else f"{slot.top.title}, {slot.title}"
        )
        yield Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)} still lacks “{heading}”.",
            path=slot.path,
            waits_for=None if slot.author == PRACTITIONER else slot.author,
        )


def _answers(
    evidence: Evidence, form: Form, requirement: Requirement, catalogue: Catalogue
) -> Iterator[Shortfall]:
    yield from missing_consents(evidence, form)
    told = {slot.path for slot in empty_slots(evidence, form, catalogue)}
    for rule in requirement.must_answer:
        answer = evidence.text(rule.path).strip()
        will_do = answer in rule.one_of if rule.one_of else bool(answer)
        if not will_do and rule.path not in told:
            yield Shortfall(
                evidence=evidence.id,
                sentence=f"{named(evidence, form)}: {rule.otherwise}",
                path=rule.path,
            )


def _rows(evidence: Evidence, form: Form, requirement: Requirement) -> Iterator[Shortfall]:
    for rule in requirement.rows:
        have = len(counted_rows(evidence, form, rule))
        most = rule.at_least if rule.at_most is None else rule.at_most
        if have < rule.at_least or (rule.at_most is not None and have > most):
            asked = small(rule.at_least)
            if rule.at_most is None:
                asked = f"at least {asked}"
            elif rule.at_most > rule.at_least:
                asked = f"{asked} to {small(rule.at_most)}"
            yield Shortfall(
                evidence=evidence.id,
                sentence=f"{named(evidence, form)} should have {asked} {rule.called}; "
                f"it has {small(have) if have else 'none'}.",
                path=_first_row(form, rule),
            )


def counted_rows(evidence: Evidence, form: Form, rule: Rows) -> tuple[int, ...]:
    """Return the rows of a list that a rule counts: filled, and answered as it wants."""
    field = form.field(rule.field)
    if field is None:
        return ()
    wanted = [part.id for part in field.parts if part.required]
    return tuple(
        row
        for row in rows(field, evidence.answers)
        if any(evidence.text(f"{field.id}.{row}.{part.id}").strip() for part in field.parts)
        and all(evidence.text(f"{field.id}.{row}.{part}").strip() for part in wanted)
        and (not rule.part or evidence.text(f"{field.id}.{row}.{rule.part}") in rule.one_of)
    )


def _first_row(form: Form, rule: Rows) -> FieldPath | None:
    field = form.field(rule.field)
    return FieldPath(f"{field.id}.1.{field.parts[0].id}") if field else None


def _elapsed(evidence: Evidence, form: Form, requirement: Requirement) -> Iterator[Shortfall]:
    for rule in requirement.elapsed:
        first, on = parse_day(evidence.text(rule.path)), evidence.date
        if first and on and not _is_long_ago(rule, first, on):
            asked = "more than" if rule.strictly else "at least"
            yield Shortfall(
                evidence=evidence.id,
                sentence=f"{named(evidence, form)}: on {day(on)} it is "
                f"{_span(months_between(first, on))} since {rule.since}; the pathway asks for "
                f"{asked} {_span(rule.months)}.",
                path=rule.path,
            )


def _is_long_ago(rule: Elapsed, first: date, on: date) -> bool:
    reached = add_months(first, rule.months)
    return reached < on if rule.strictly else reached <= on


def _span(months: int) -> str:
    """Return months in words: `two years and 11 months`."""
    years, rest = divmod(months, 12)
    parts = [
        f"{small(n)} {unit}{'s' * (n != 1)}"
        for n, unit in ((years, "year"), (rest, "month"))
        if n
    ]
    return joined(parts) or "less than a month"


def _claims(
    evidence: Evidence, form: Form, requirement: Requirement, catalogue: Catalogue
) -> Iterator[Shortfall]:
    loose = loosened(evidence)
    standing = {c.capability.framework for c in evidence.claims if c not in loose}
    missing = [f for f in requirement.each_claims if f not in standing]
    if missing:
        wanted = joined(
            [f"{catalogue.frameworks[f].short} {catalogue.frameworks[f].noun}" for f in missing]
        )
        yield Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)} is not linked to any {wanted} yet.",
        )
        if loose:
            yield Shortfall(
                evidence=evidence.id,
                sentence=f"{named(evidence, form)} has "
                f"{count(len(loose), 'claim')} whose words are no longer in the text.",
                path=loose[0].path,
            )


def _pages(
    evidence: Evidence, form: Form, requirement: Requirement, snapshot: Snapshot
) -> Iterator[Shortfall]:
    limit = requirement.pages_at_most
    pages = snapshot.pages.get(evidence.id, 0)
    if limit is not None and pages > limit:
        yield Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)} fills {count(pages, 'page')}; "
            f"the pathway allows {count(limit, 'page')}.",
            breaks_pack=True,
        )
