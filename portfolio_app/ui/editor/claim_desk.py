"""Makes, changes and takes back claims on the piece that is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from portfolio_app.model.domain.anchors import anchor, locate

if TYPE_CHECKING:
    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.services.claims import ClaimService
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.editor.claim_popup import Wish
    from portfolio_app.ui.editor.saver import Saver
    from portfolio_app.ui.editor.slot_row import SlotRow
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.tasks import TaskRunner


class _Standing(NamedTuple):
    """An answer as it stood on the screen when something was asked for."""

    path: FieldPath
    text: str
    marks: tuple[Mark, ...]


class ClaimDesk(QObject):
    """Works off the GUI thread; the working copy follows when the vault has it."""

    changed = Signal()
    """Claims came, went, or say something else."""
    claimed = Signal(object)
    """New claims on one passage are on disk, a tuple."""
    taken_back = Signal(object)
    """A tuple of claims as they were."""
    attached = Signal(object, object)
    """Claims as they were and as they are now, on other words."""
    failed = Signal(object)

    def __init__(
        self,
        copy: WorkingCopy,
        evidence: EvidenceService,
        claims: ClaimService,
        saver: Saver,
        runner: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._copy = copy
        self._evidence = evidence
        self._claims = claims
        self._saver = saver
        self._runner = runner

    @Slot(object)
    def claim(self, wish: Wish) -> None:
        """Claim a passage of the text as it stands on the screen."""
        work = partial(self._claim, wish, self._standing(wish.row))
        self._runner.run(work, done=self._on_claimed, failed=self.failed.emit)

    @Slot(object)
    def take_back(self, claims: tuple[Claim, ...]) -> None:
        """Take claims back."""
        work = partial(self._take_back, claims)
        self._runner.run(work, done=self._on_taken_back, failed=self.failed.emit)

    @Slot(object)
    def put_back(self, claims: tuple[Claim, ...]) -> None:
        """Make claims again that were taken back."""
        work = partial(self._put_back, claims)
        self._runner.run(work, done=self._on_put_back, failed=self.failed.emit)

    def attach(self, claims: tuple[Claim, ...], row: SlotRow, span: Span) -> None:
        """Put claims on other words of the text as it stands on the screen."""
        work = partial(self._attach, claims, span, self._standing(row))
        self._runner.run(work, done=self._on_attached, failed=self.failed.emit)

    def set_as(self, claims: tuple[Claim, ...]) -> None:
        """Put claims on the words they were on before."""
        work = partial(self._set_as, claims)
        self._runner.run(work, done=self._on_set, failed=self.failed.emit)

    @Slot(object, str)
    def change_note(self, claims: tuple[Claim, ...], note: str) -> None:
        """Say differently how a passage shows what is claimed; saved like any text."""
        known = {claim.id: claim for claim in self._copy.evidence.claims}
        for claim in (known[claim.id] for claim in claims if claim.id in known):
            self._copy.change_claim(replace(claim, note=note))
            write = partial(self._claims.change_note, self._copy.evidence.id, claim.id, note)
            self._saver.put(("note", claim.id), write)

    def known(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """Return those of the claims that are still made."""
        ids = {claim.id for claim in self._copy.evidence.claims}
        return tuple(claim for claim in claims if claim.id in ids)

    def _standing(self, row: SlotRow) -> _Standing:
        evidence, path = self._copy.evidence, row.asked.path
        return _Standing(path, evidence.text(path), evidence.marks(path))

    # Off the GUI thread

    def _claim(self, wish: Wish, on: _Standing, progress: Progress) -> tuple[Claim, ...]:
        """Store the text that was read, then claim in it, with nothing in between."""

        def write_and_claim() -> tuple[Claim, ...]:
            place = self._write(on, wish.span)
            evidence_id = self._copy.evidence.id
            return self._claims.claim_all(
                evidence_id, wish.capabilities, on.path, place, note=wish.note
            )

        return self._saver.outbox.between(write_and_claim)

    def _write(self, on: _Standing, span: Span) -> Span:
        """Store a text and return where the words at `span` stand in it."""
        evidence_id = self._copy.evidence.id
        self._evidence.write(evidence_id, on.path, on.text, marks=on.marks)
        return _where(on.text, self._evidence.get(evidence_id).text(on.path), span)

    def _take_back(self, claims: tuple[Claim, ...], progress: Progress) -> tuple[Claim, ...]:
        self._saver.outbox.write_all()  # its note may still wait, and must not come too late
        self._claims.take_back(*(claim.id for claim in claims))
        return claims

    def _put_back(self, claims: tuple[Claim, ...], progress: Progress) -> tuple[Claim, ...]:
        self._claims.put_back(self._copy.evidence.id, *claims)
        return claims

    def _attach(
        self, claims: tuple[Claim, ...], span: Span, on: _Standing, progress: Progress
    ) -> tuple[Claim, ...]:
        def write_and_attach() -> tuple[Claim, ...]:
            place = self._write(on, span)
            ids = [claim.id for claim in claims]
            return self._claims.attach(self._copy.evidence.id, ids, on.path, place)

        return self._saver.outbox.between(write_and_attach)

    def _set_as(self, claims: tuple[Claim, ...], progress: Progress) -> tuple[Claim, ...]:
        self._claims.set_as(claims)
        return claims

    # Answering

    @Slot(object)
    def _on_claimed(self, claims: tuple[Claim, ...]) -> None:
        self._on_put_back(claims)
        self.claimed.emit(claims)

    @Slot(object)
    def _on_put_back(self, claims: tuple[Claim, ...]) -> None:
        for claim in claims:
            self._copy.add_claim(claim)
        self.changed.emit()

    @Slot(object)
    def _on_taken_back(self, claims: tuple[Claim, ...]) -> None:
        now = {claim.id: claim for claim in self._copy.evidence.claims}
        for claim in claims:
            self._copy.drop_claim(claim)
        self.changed.emit()
        self.taken_back.emit(tuple(now.get(claim.id, claim) for claim in claims))

    @Slot(object)
    def _on_attached(self, claims: tuple[Claim, ...]) -> None:
        known = {claim.id: claim for claim in self._copy.evidence.claims}
        self._on_set(claims)
        self.attached.emit(tuple(known[claim.id] for claim in claims), claims)

    @Slot(object)
    def _on_set(self, claims: tuple[Claim, ...]) -> None:
        for claim in claims:
            self._copy.change_claim(claim)
        self.changed.emit()


def _where(text: str, stored: str, span: Span) -> Span:
    """Return where the words at `span` stand in the text as stored.

    One-line answers are stored without superfluous blanks, all others as they are.
    """
    if text == stored:
        return span
    return locate(anchor(text, span.start, span.end), stored) or span
