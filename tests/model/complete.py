"""The least that meets a pathway, as a portfolio in memory."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portfolio_app.model.domain.anchors import anchor, occurrences
from portfolio_app.model.domain.evidence import Answer, Claim, Evidence
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.least import least, written
from portfolio_app.model.domain.names import PRACTITIONER, ClaimId, EvidenceId
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Snapshot,
)
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.stages import Timetable

STARTED = date(2026, 9, 7)
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
NAMES = {
    "child": "Child A",
    "person_supported": "Mrs B",
    "external_professional": "Health visitor",
}


class PlainWords:
    """As few words as will do, and none where none are required."""

    def __init__(self, catalogue):
        self._forms = catalogue.forms

    def answer(self, piece, slot, *, needed):
        if slot.path == "title":
            return f"{self._forms[piece.form].title} {piece.number}"
        if not needed:
            return ""
        match slot.kind:
            case FieldKind.DATE:
                return piece.day.isoformat()
            case FieldKind.CHOICE:
                return slot.field.options[0].id
            case FieldKind.FACE:
                return "5"
            case FieldKind.LINE:
                return "A line of words"
            case _:
                return "Some words about what was done, and why."

    def showing(self, ref):
        return f"This is how {ref} shows in what was done."


class Complete:
    """A portfolio that meets a pathway, piece by piece, each for one requirement."""

    def __init__(self, pathway, catalogue, timetable=None):
        self.pathway, self.catalogue = pathway, catalogue
        self.timetable = timetable or Timetable()
        wanted = least(pathway, catalogue, STARTED, self.timetable)
        self.end = wanted.end
        self.pieces = {rule.id: [] for rule in pathway.requirements}
        for piece in wanted.pieces:
            self.pieces[piece.requirement].append(self._record(piece))

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

    def _record(self, piece):
        form, text = (
            self.catalogue.forms[piece.form],
            written(piece, self.catalogue, PlainWords(self.catalogue)),
        )
        kept = {}
        for path, words in text.answers.items():
            slot = slot_at(form, kept, self.catalogue.models, path)
            kept[path] = Answer(text=words, written_by=slot.author, entered_by=PRACTITIONER)
        return Evidence(
            id=EvidenceId(f"{piece.requirement}-{piece.number}"),
            form=form.id,
            by=piece.by,
            author_name=NAMES.get(piece.by, f"Sam {piece.by.title()}") if piece.by else "",
            answers=kept,
            claims=tuple(self._claim(piece, claim, kept) for claim in text.claims),
            created_at=NOON,
            changed_at=NOON,
        )

    def _claim(self, piece, claim, kept):
        (span,) = occurrences(kept[claim.path].text, claim.passage)
        return Claim(
            id=ClaimId(f"{piece.requirement}-{piece.number}-{claim.capability}"),
            path=claim.path,
            anchor=anchor(kept[claim.path].text, *span),
            capability=claim.capability,
            by=kept[claim.path].written_by,
            note="It says so.",
        )
