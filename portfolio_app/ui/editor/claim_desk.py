"""Makes, changes and takes back claims on the piece that is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from portfolio_app.model.domain.anchors import anchor, locate

if TYPE_CHECKING:
    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.services.claims import ClaimService
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.editor.claim_popup import Wish
    from portfolio_app.ui.editor.saver import Saver
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.tasks import TaskRunner


class ClaimDesk(QObject):
    """Works off the GUI thread; the working copy follows when the vault has it."""

    changed = Signal()
    """Claims came, went, or say something else."""
    claimed = Signal(object)
    """A new `Claim` is on disk."""
    taken_back = Signal(object)
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
        evidence, path = self._copy.evidence, wish.row.asked.path
        work = partial(self._claim, wish, evidence.text(path), evidence.marks(path))
        self._runner.run(work, done=self._on_claimed, failed=self.failed.emit)

    @Slot(object)
    def take_back(self, claim: Claim) -> None:
        """Take a claim back."""
        work = partial(self._take_back, claim)
        self._runner.run(work, done=self._on_taken_back, failed=self.failed.emit)

    @Slot(object)
    def put_back(self, claim: Claim) -> None:
        """Make a claim again that was taken back."""
        work = partial(self._put_back, claim)
        self._runner.run(work, done=self._on_claimed, failed=self.failed.emit)

    @Slot(object, str)
    def change_note(self, claims: tuple[Claim, ...], note: str) -> None:
        """Say differently how a passage shows what is claimed; saved like any text."""
        for claim in claims:
            self._copy.change_claim(replace(claim, note=note))
            write = partial(self._claims.change_note, self._copy.evidence.id, claim.id, note)
            self._saver.put(("note", claim.id), write)

    # Off the GUI thread

    def _claim(
        self, wish: Wish, text: str, marks: tuple[Mark, ...], progress: Progress
    ) -> Claim:
        """Store the text that was read, then claim in it, with nothing in between."""
        return self._saver.outbox.between(lambda: self._write_and_claim(wish, text, marks))

    def _write_and_claim(self, wish: Wish, text: str, marks: tuple[Mark, ...]) -> Claim:
        evidence_id, asked = self._copy.evidence.id, wish.row.asked
        self._evidence.write(evidence_id, asked.path, text, marks=marks)
        stored = self._evidence.get(evidence_id).text(asked.path)
        return self._claims.claim(
            evidence_id,
            wish.capability,
            asked.path,
            _where(text, stored, wish.span),
            note=wish.note,
        )

    def _take_back(self, claim: Claim, progress: Progress) -> Claim:
        self._saver.outbox.write_all()  # its note may still wait, and must not come too late
        self._claims.take_back(claim.id)
        return claim

    def _put_back(self, claim: Claim, progress: Progress) -> Claim:
        self._claims.put_back(self._copy.evidence.id, claim)
        return claim

    # Answering

    @Slot(object)
    def _on_claimed(self, claim: Claim) -> None:
        self._copy.add_claim(claim)
        self.changed.emit()
        self.claimed.emit(claim)

    @Slot(object)
    def _on_taken_back(self, claim: Claim) -> None:
        now = next((c for c in self._copy.evidence.claims if c.id == claim.id), claim)
        self._copy.drop_claim(claim)
        self.changed.emit()
        self.taken_back.emit(now)


def _where(text: str, stored: str, span: Span) -> Span:
    """Return where the words at `span` stand in the text as stored.

    One-line answers are stored without superfluous blanks, all others as they are.
    """
    if text == stored:
        return span
    return locate(anchor(text, span.start, span.end), stored) or span
