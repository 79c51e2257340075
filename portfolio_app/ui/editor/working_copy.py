"""The piece on the desk: what is stored of it, and what has been typed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import Answer, followed, loosened, passages
from portfolio_app.model.domain.lending import lent_by
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath
from portfolio_app.model.domain.slots import slot_at, slots

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Attachment, Claim, Evidence, Passage
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.goals import Goal
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Contributor
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.services.duties import Lender


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What one reading of the vault found for the editor."""

    evidence: Evidence
    pathway: Pathway
    goals: tuple[Goal, ...]
    contributors: tuple[Contributor, ...]
    lender: Lender | None = None
    """The piece whose words it shows where it has none of its own."""
    uses: tuple[Evidence, ...] = ()
    """Pieces that show its words."""


class WorkingCopy:
    """One piece as it stands on the screen.

    Screens ask it rather than the vault, which is a moment behind.
    """

    def __init__(self, opened: Opened, catalogue: Catalogue) -> None:
        self.evidence = opened.evidence
        self.pathway = opened.pathway
        self.goals = opened.goals
        self.contributors = opened.contributors
        self.catalogue = catalogue
        self.form: Form = catalogue.forms[opened.evidence.form]
        self.lender = opened.lender
        self.uses = opened.uses
        self.offered: Mapping[FieldPath, Answer] = (
            lent_by(opened.lender.piece, self.form, catalogue) if opened.lender else {}
        )
        """What each answer shows while it has no words of its own."""

    def slots(self) -> tuple[Slot, ...]:
        """Return every answer that the form asks for now."""
        return slots(self.form, self.evidence.answers, self.catalogue.models)

    def slot(self, path: FieldPath) -> Slot | None:
        """Return the slot at `path`, of a row that does not exist yet too."""
        return slot_at(self.form, self.evidence.answers, self.catalogue.models, path)

    def set_text(
        self, path: FieldPath, text: str, author: RoleId, marks: tuple[Mark, ...] = ()
    ) -> None:
        """Take what stands under `path` now, and how it is formatted."""
        answers = dict(self.evidence.answers)
        answers.pop(path, None)
        lent = self.evidence.lent - {path}
        offered = self.offered.get(path)
        if offered and (not text.strip() or (text, marks) == (offered.text, offered.marks)):
            answers[path] = offered
            lent |= {path}
        elif text.strip():
            answers[path] = Answer(
                text=text, written_by=author, entered_by=PRACTITIONER, marks=marks
            )
        claims = followed(self.evidence.claims, path, self.evidence.text(path), text)
        self.evidence = replace(self.evidence, answers=answers, claims=claims, lent=lent)

    def is_lent(self, path: FieldPath) -> bool:
        """Return whether the words under `path` are another piece's."""
        return path in self.evidence.lent

    @property
    def lender_title(self) -> str:
        """What the piece is called whose words are shown; empty without one."""
        if self.lender is None:
            return ""
        piece = self.lender.piece
        return piece.title or f"Untitled {self.catalogue.forms[piece.form].title.lower()}"

    def set_contributor(self, role: RoleId, name: str) -> None:
        """Take whose words stand here."""
        self.evidence = replace(self.evidence, by=role, author_name=name)

    def add_claim(self, claim: Claim) -> None:
        """Take a new claim."""
        self.evidence = replace(self.evidence, claims=(*self.evidence.claims, claim))

    def drop_claim(self, claim: Claim) -> None:
        """Forget a claim."""
        kept = tuple(c for c in self.evidence.claims if c.id != claim.id)
        self.evidence = replace(self.evidence, claims=kept)

    def change_claim(self, changed: Claim) -> None:
        """Take a claim with another note."""
        self._map_claims(lambda c: changed if c.id == changed.id else c)

    def add_attachment(self, attachment: Attachment) -> None:
        """Take a new file; it replaces the picture that answered the same field."""
        kept = [
            a
            for a in self.evidence.attachments
            if attachment.path is None or a.path != attachment.path
        ]
        self.evidence = replace(self.evidence, attachments=(*kept, attachment))

    def drop_attachment(self, attachment: Attachment) -> None:
        """Forget a file."""
        kept = tuple(a for a in self.evidence.attachments if a.id != attachment.id)
        self.evidence = replace(self.evidence, attachments=kept)

    def passages(self) -> tuple[Passage, ...]:
        """Return the claimed passages in the order in which the form is read."""
        order = {slot.path: number for number, slot in enumerate(self.slots())}
        last = len(order)
        found = sorted(passages(self.evidence), key=lambda p: order.get(p.path, last))
        return tuple(replace(p, claims=self._as_listed(p.claims)) for p in found)

    def loosened(self) -> tuple[tuple[Claim, ...], ...]:
        """Return the claims whose words are gone, those on the same words together."""
        groups: dict[tuple[object, ...], list[Claim]] = {}
        for claim in loosened(self.evidence):
            groups.setdefault((claim.path, claim.anchor, claim.by), []).append(claim)
        return tuple(self._as_listed(tuple(claims)) for claims in groups.values())

    def _as_listed(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """Return claims in the order of the pathway's frameworks, so PCF before KSS."""
        known = self.pathway.frameworks
        return tuple(
            sorted(
                claims,
                key=lambda c: (
                    known.index(c.capability.framework)
                    if c.capability.framework in known
                    else len(known)
                ),
            )
        )

    def _map_claims(self, change: Callable[[Claim], Claim]) -> None:
        claims = tuple(change(claim) for claim in self.evidence.claims)
        self.evidence = replace(self.evidence, claims=claims)
