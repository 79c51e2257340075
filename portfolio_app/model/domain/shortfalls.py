"""What a piece of evidence still lacks for one requirement, each with the place to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath
from portfolio_app.model.domain.slots import slots
from portfolio_app.model.domain.wording import count, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId, RoleId
    from portfolio_app.model.domain.pathways import Requirement
    from portfolio_app.model.domain.portfolio import Snapshot
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
        *_answers(evidence, form, requirement),
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
    if requirement.by is None:
        return
    form = catalogue.forms[evidence.form]
    wanted = catalogue.roles[requirement.by].title
    if evidence.by != requirement.by:
        given = catalogue.roles[evidence.by].title if evidence.by else "nobody named"
        yield Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)} is by {_article(given)}; "
            f"the pathway asks for the {wanted}.",
        )
    elif not evidence.author_name.strip():
        yield Shortfall(
            evidence=evidence.id,
            sentence=f"{named(evidence, form)} does not name the {wanted} who wrote it.",
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
            sentence=f"{named(evidence, form)} has an empty required field: “{heading}”.",
            path=slot.path,
            waits_for=None if slot.author == PRACTITIONER else slot.author,
        )


def _answers(evidence: Evidence, form: Form, requirement: Requirement) -> Iterator[Shortfall]:
    yield from missing_consents(evidence, form)
    for rule in requirement.must_answer:
        answer = evidence.text(rule.path)
        if answer and answer not in rule.one_of:
            yield Shortfall(
                evidence=evidence.id,
                sentence=f"{named(evidence, form)}: {rule.otherwise}",
                path=rule.path,
            )


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
