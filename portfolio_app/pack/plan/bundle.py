"""Which evidence goes into a pack, in which order, and who speaks in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.shortfalls import missing_consents, named, withheld_fields
from portfolio_app.pack.plan.blocks import Source
from portfolio_app.pack.plan.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.evidence import Answer, Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.frameworks import Framework, Level
    from portfolio_app.model.domain.names import (
        CapabilityRef,
        EvidenceId,
        FieldPath,
        FrameworkId,
        RoleId,
    )
    from portfolio_app.pack.plan.request import PackRequest

MATRIX = Place("matrix")
REQUIREMENTS = Place("requirements")
CONTENTS = Place("contents")
COVER = Place("cover")
STATEMENT = Place("statement")
WORDS = Place("words")
VERIFY = Place("verify")
SIGNATURES = Place("signatures")


_BY_NAME = frozenset({Voice.CHILD, Voice.PROFESSIONAL})
"""Voices whose name is already a stand-in or a role: `Child A`, `Health visitor`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of evidence in its place."""

    evidence: Evidence
    form: Form
    number: int | None
    """None for a report, which stands in part D without a number."""
    place: Place
    withheld: frozenset[str]
    """The ids of fields that may not be shown."""

    @property
    def name(self) -> str:
        """How the pack calls it: `Evidence 2`, `Manager's report`."""
        return f"Evidence {self.number}" if self.number else self.form.title

    @property
    def title(self) -> str:
        """Its title, or what kind it is."""
        return self.evidence.title.strip() or self.form.title

    def shows(self, path: FieldPath) -> bool:
        """Return whether the answer at `path` may be shown."""
        return path.partition(".")[0] not in self.withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The request with its pieces chosen and numbered."""

    request: PackRequest
    pieces: tuple[Piece, ...]
    """Part C by number, then the reports."""
    left_out: tuple[str, ...]
    """What may not be shown, each a sentence."""
    elsewhere: tuple[Piece, ...] = ()
    """What was written for somebody else than this panel: told in a line, not shown."""

    def piece(self, evidence_id: EvidenceId) -> Piece | None:
        """Return the piece with that id, if it goes in."""
        return next((p for p in self.pieces if p.evidence.id == evidence_id), None)

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks that this pack speaks of, in the order of the pathway.

        They are those that the rules name, and of those that they merely offer the ones that
        anything is said of.
        """
        pathway, known = self.request.pathway, self.request.catalogue.frameworks
        said = {c.capability.framework for p in self.pieces for c in p.evidence.claims}
        said |= {ref.framework for ref, text in self.request.statements.items() if text.strip()}
        shown = said.union(pathway.frameworks_asked)
        return tuple(known[f] for f in pathway.frameworks if f in shown)

    @property
    def leading(self) -> tuple[Framework, ...]:
        """Those of the frameworks whose capabilities have pages of their own."""
        named = self.request.pathway.frameworks_leading
        return tuple(framework for framework in self.frameworks if framework.id in named)

    @property
    def in_order(self) -> tuple[Framework, ...]:
        """The frameworks as they stand among the capabilities: those that lead are first."""
        return tuple(sorted(self.frameworks, key=lambda f: f not in self.leading))

    @property
    def is_for_panel(self) -> bool:
        """Whether a panel reads it; other packs go to a manager, or with an application."""
        return self.request.pathway.is_for_panel and not self.request.stage

    @property
    def noun(self) -> str:
        """What is looked at as a whole: a domain, a competency."""
        nouns = {framework.noun for framework in self.leading}
        return nouns.pop() if len(nouns) == 1 else "capability"

    @property
    def level(self) -> Level | None:
        """The level that the pack shows; None where it would be no more than our default."""
        pathway = self.request.pathway
        is_ours = pathway.level_certainty is Certainty.OURS
        return None if is_ours else self.request.catalogue.level(pathway)

    @property
    def at_level(self) -> str:
        """The level in mid-sentence: `at the level of newly qualified social worker (ASYE)`."""
        title = self.level.title if self.level else ""
        return f"at the level of {title[:1].lower()}{title[1:]}" if title else ""

    def page_of(self, ref: CapabilityRef, *, is_claimed: bool = True) -> Place | None:
        """Return where a capability is gathered, if it is anywhere but in the matrix.

        Args:
            ref: The capability.
            is_claimed: Whether a passage of this pack is claimed for it.
        """
        leads = any(framework.id == ref.framework for framework in self.leading)
        if self.request.statements.get(ref, "").strip() or (leads and is_claimed):
            return domain_place(ref)
        return list_place(ref.framework) if leads else None

    def signature_of(self, role: RoleId) -> int | None:
        """Return the number of the signature that a role gives, if it signs."""
        rules = self.request.pathway.signatures
        return next((n for n, rule in enumerate(rules, start=1) if rule.role == role), None)

    def capacity(self, piece: Piece, role: RoleId) -> RoleId:
        """Return the role in which someone speaks in a piece.

        A team manager who observed speaks there as the observer.
        """
        form = piece.form
        if role != PRACTITIONER and form.contributor and role == piece.evidence.by:
            return form.contributor
        return role

    def voice(self, piece: Piece, role: RoleId) -> Voice:
        """Return the kind of source that a role is in a piece."""
        return self.request.catalogue.roles[self.capacity(piece, role)].voice

    def source(self, piece: Piece, role: RoleId) -> Source:
        """Return who speaks in a role in a piece."""
        known = self.request.catalogue.roles[role]
        name = self.request.snapshot.name_of(piece.evidence, piece.form, role)
        voice = self.voice(piece, role)
        shown = name if voice in _BY_NAME and name else known.title
        return Source(role=role, voice=voice, title=shown, name=name)

    def actual_role(self, piece: Piece, role: RoleId) -> RoleId:
        """Return who speaks where the form only says `observer`: whoever observed."""
        by = piece.evidence.by
        return by if by and role == piece.form.contributor else role

    def attribution(self, piece: Piece, answer: Answer) -> str:
        """Return whose words an answer is and who put them in; always a whole sentence."""
        role = self.actual_role(piece, answer.written_by)
        source = self.source(piece, role)
        title = self.request.catalogue.roles[role].title
        if role == PRACTITIONER:
            return f"{source.name}, {title}."
        who = f"{source.name}, {title}" if source.name else title[:1].upper() + title[1:]
        if answer.entered_by != PRACTITIONER:
            return f"{who}."
        number = self.signature_of(role)
        confirmed = f", confirmed by signature {number}" if number else ""
        return f"{who}. Entered by the practitioner{confirmed}."


def domain_place(ref: CapabilityRef) -> Place:
    """Return the place of a capability's own page."""
    return Place(f"domain-{ref.framework}-{ref.number}")


def list_place(framework: FrameworkId) -> Place:
    """Return the place of the table of a framework's capabilities."""
    return Place(f"capabilities-{framework}")


def bundle(request: PackRequest) -> Bundle:
    """Choose and number the evidence: in the order that the pathway asks, then by date."""
    allowed, left_out, elsewhere = [], [], []
    for evidence in _in_order(request):
        form = request.catalogue.forms[evidence.form]
        if form.kept_out:
            continue  # by its nature: the requirements say that it is complete, no more
        if _is_for_others(request, evidence, form):
            elsewhere.append(_piece(evidence, form, None))
        elif missing_consents(evidence, form):
            left_out.append(f"{named(evidence, form)} is left out: consent is not given.")
        else:
            allowed.append((evidence, form))
    pieces = [
        _piece(evidence, form, number)
        for number, (evidence, form) in enumerate(
            (pair for pair in allowed if pair[1].layout is not Layout.REPORT), start=1
        )
    ]
    reports = [pair for pair in allowed if pair[1].layout is Layout.REPORT]
    for order, (evidence, form) in enumerate(reports, start=1):
        pieces.append(_piece(evidence, form, None, order))
    return Bundle(
        request=request,
        pieces=tuple(pieces),
        left_out=tuple(left_out),
        elsewhere=tuple(elsewhere),
    )


def _is_for_others(request: PackRequest, evidence: Evidence, form: Form) -> bool:
    """Return whether a piece is a record for somebody else, such as the regulator's.

    It is shown all the same where the pathway asks for it, and where the practitioner makes
    it evidence: by a claim, or as a core page.
    """
    is_used = evidence.core or evidence.claims or request.pathway.asks_for(form.id)
    return form.elsewhere is not None and not is_used


def _piece(evidence: Evidence, form: Form, number: int | None, order: int = 0) -> Piece:
    return Piece(
        evidence=evidence,
        form=form,
        number=number,
        place=Place(f"evidence-{number}" if number else f"report-{order}"),
        withheld=withheld_fields(evidence, form),
    )


def _in_order(request: PackRequest) -> Iterator[Evidence]:
    forms = list(dict.fromkeys(f for r in request.pathway.requirements for f in r.forms))
    rank = {form: place for place, form in enumerate(forms)}
    # The snapshot is ordered by date; sorting keeps that order within each kind.
    yield from sorted(request.snapshot.evidence, key=lambda e: rank.get(e.form, len(rank)))
