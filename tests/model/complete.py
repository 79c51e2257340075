"""The least that meets a pathway, made from its rules alone: whatever they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from portfolio_app.model.domain.anchors import anchor, occurrences
from portfolio_app.model.domain.evidence import Answer, Claim, Evidence
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    CapabilityRef,
    ClaimId,
    EvidenceId,
    FieldPath,
)
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Snapshot,
)
from portfolio_app.model.domain.rhythms import periods
from portfolio_app.model.domain.slots import slot_at, slots
from portfolio_app.model.domain.stages import (
    Timetable,
    WorkClock,
    add_months,
    stage_dates,
)

STARTED = date(2026, 9, 7)
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
NAMES = {
    "child": "Child A",
    "person_supported": "Mrs B",
    "external_professional": "Health visitor",
}


class Complete:
    """A portfolio that meets a pathway, piece by piece, each for one requirement."""

    def __init__(self, pathway, catalogue, timetable=None):
        self.pathway, self.catalogue = pathway, catalogue
        self.timetable = timetable or Timetable()
        dates = stage_dates(pathway.stages, STARTED, pathway.time, self.timetable)
        self.end = dates[-1].due if dates else add_months(STARTED, 6)
        self.pieces = {rule.id: list(self._pieces(rule)) for rule in pathway.requirements}

    def snapshot(self):
        """Return everything, in the order of the days."""
        pieces = [piece for group in self.pieces.values() for piece in group]
        roles = {s.role for s in self.pathway.signatures} - {PRACTITIONER}
        return Snapshot(
            portfolio=Portfolio(
                id="complete",
                practitioner=Practitioner(name="Priya Nair"),
                pathway=self.pathway.id,
                pathway_version=self.pathway.version,
                started_on=STARTED,
                timetable=self.timetable,
            ),
            evidence=tuple(sorted(pieces, key=lambda e: (e.date or date.max, e.id))),
            contributors=tuple(
                Contributor(role=role, name=f"Sam {role.title()}") for role in sorted(roles)
            ),
        )

    def _pieces(self, rule):
        if rule.rhythm and rule.rhythm.rows:
            yield self._logged(rule, self._spans(rule))
        elif rule.rhythm:
            for number, span in enumerate(self._spans(rule)):
                extra = {}
                if rule.rhythm.amount:
                    extra[rule.rhythm.amount.part] = str(rule.rhythm.amount.at_least)
                yield self._piece(rule, number, span.first, extra)
        elif rule.for_each:
            optional = {s.id for s in self.pathway.stages if not self.timetable.holds(s)}
            values = [v for v in rule.for_each.values if v not in optional]
            for number, value in enumerate(values):
                yield self._piece(rule, number, self._day(number), {rule.for_each.path: value})
        else:
            for number in range(rule.at_least):
                yield self._plain(rule, number)

    def _spans(self, rule):
        clock = WorkClock.of(STARTED, self.pathway.time, self.timetable)
        return periods(rule.rhythm.phases, clock, self.end)

    def _day(self, number):
        return self.end - timedelta(days=7 + number)

    def _plain(self, rule, number):
        extra, by = {}, None
        given = 0
        for among in rule.among:
            mine = number < among.at_least if among.by else given == number
            given += 0 if among.by else among.at_least
            if among.by:
                others = [role for role in rule.by if role not in among.by]
                by = among.by[0] if mine else others[-1]
            elif mine:
                extra[among.path] = among.one_of[0] if among.one_of else "Words."
            elif among.one_of:
                extra.setdefault(among.path, self._other_answer(rule, among.path))
        return self._piece(rule, number, self._day(number), extra, by)

    def _other_answer(self, rule, path):
        """Return an answer that nothing is asked of."""
        named = {answer for among in rule.among for answer in among.one_of}
        options = self.catalogue.forms[rule.form].field(path).options
        return next(option.id for option in options if option.id not in named)

    def _logged(self, rule, spans):
        field = self.catalogue.forms[rule.form].field(rule.rhythm.rows)
        extra = {}
        for row, span in enumerate(spans, start=1):
            for part in field.parts:
                if part.required or part.id == rule.rhythm.day:
                    extra[f"{field.id}.{row}.{part.id}"] = self._text(part, span.first)
        return self._piece(rule, 0, self.end, extra)

    def _piece(self, rule, number, when, extra, by=None):
        form = self.catalogue.forms[rule.form]
        answers = {"title": f"{form.title} {number + 1}", "date": when.isoformat()}
        for consent in form.consents:
            answers[consent.path] = consent.given_by[0]
        for wanted in rule.must_answer:
            slot = slot_at(form, {}, self.catalogue.models, wanted.path)
            answers[wanted.path] = (
                wanted.one_of[0] if wanted.one_of else self._text(slot.field, when)
            )
        for wanted in rule.elapsed:
            answers[wanted.path] = add_months(when, -wanted.months - 1).isoformat()
        for wanted in rule.rows:
            field = form.field(wanted.field)
            for row in range(1, wanted.at_least + 1):
                for part in (p for p in field.parts if p.required):
                    answers[f"{field.id}.{row}.{part.id}"] = self._text(part, when)
                if wanted.part:
                    answers[f"{field.id}.{row}.{wanted.part}"] = wanted.one_of[0]
        answers |= extra
        return self._record(rule, form, number, when, answers, by)

    def _record(self, rule, form, number, when, answers, by):
        models = self.catalogue.models
        kept, claims = {}, ()

        def keep(path, text):
            slot = slot_at(form, kept, models, FieldPath(path))
            assert slot, f"{form.id}: {path}"
            kept[FieldPath(path)] = Answer(
                text=text, written_by=slot.author, entered_by=PRACTITIONER
            )

        for path, text in answers.items():
            keep(path, text)
        for slot in slots(form, kept, models):
            if slot.kind is FieldKind.PICTURE:
                continue
            if slot.required and slot.path not in kept:
                keep(slot.path, self._text(slot.field, when, slot.kind))
        refs = [f"{f}/1" for f in rule.each_claims]
        refs += [
            str(c.ref) for f in rule.covers for c in self.catalogue.frameworks[f].capabilities
        ]
        if refs:
            path = next(
                s.path
                for s in slots(form, kept, models)
                if s.claimable and s.kind is FieldKind.PROSE and s.path in kept
            )
            text = "\n".join(f"This is how {ref} shows in what was done." for ref in refs)
            keep(path, text)
            writer = kept[path].written_by
            claims = tuple(self._claim(rule, number, path, text, ref, writer) for ref in refs)
        contributor = by or (rule.by[0] if rule.by else form.contributor)
        return Evidence(
            id=EvidenceId(f"{rule.id}-{number + 1}"),
            form=form.id,
            by=contributor,
            author_name=NAMES.get(contributor, f"Sam {contributor.title()}")
            if contributor
            else "",
            answers=kept,
            claims=claims,
            created_at=NOON,
            changed_at=NOON,
        )

    def _claim(self, rule, number, path, text, ref, by):
        (span,) = occurrences(text, f"This is how {ref} shows")
        return Claim(
            id=ClaimId(f"{rule.id}-{number}-{ref}"),
            path=path,
            anchor=anchor(text, *span),
            capability=CapabilityRef.parse(ref),
            by=by,
            note="It says so.",
        )

    def _text(self, field, when, kind=None):
        match kind or field.kind:
            case FieldKind.DATE:
                return when.isoformat()
            case FieldKind.CHOICE:
                return field.options[0].id
            case FieldKind.FACE:
                return "5"
            case FieldKind.MODEL:
                return field.models[0]
            case FieldKind.LINE:
                return "A line of words"
            case _:
                return "Some words about what was done, and why."
