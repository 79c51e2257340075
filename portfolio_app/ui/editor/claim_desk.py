"""Makes, changes and takes back claims on the piece that is open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.anchors import anchor, follow, locate
from portfolio_app.model.domain.evidence import followed

if TYPE_CHECKING:
    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.model.domain.names import ClaimId, FieldPath
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


class _Done(NamedTuple):
    """Claims on an answer as it is stored."""

    claims: tuple[Claim, ...]
    on: _Standing


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
        self._gone: dict[ClaimId, Claim] = {}
        """Claims that were taken back, as they were then."""

    @Slot(object)
    def claim(self, wish: Wish) -> None:
        """Claim a passage of the text as it stands on the screen."""
        work = partial(self._claim, wish, self._standing(wish.row))
        self._runner.run(work, done=self._on_claimed, failed=self._on_failed)

    @Slot(object)
    def take_back(self, claims: tuple[Claim, ...]) -> None:
        """Take claims back."""
        work = partial(self._take_back, claims)
        self._runner.run(work, done=self._on_taken_back, failed=self._on_failed)

    @Slot(object)
    def put_back(self, claims: tuple[Claim, ...]) -> None:
        """Make claims again that were taken back, with what was said of them last."""
        latest = tuple(self._gone.get(claim.id, claim) for claim in claims)
        work = partial(self._put_back, latest)
        self._runner.run(work, done=self._on_put_back, failed=self._on_failed)

    def attach(self, claims: tuple[Claim, ...], row: SlotRow, span: Span) -> None:
        """Put claims on other words of the text as it stands on the screen."""
        work = partial(self._attach, claims, span, self._standing(row))
        self._runner.run(work, done=self._on_attached, failed=self._on_failed)

    def set_as(self, claims: tuple[Claim, ...]) -> None:
        """Put claims on the words they were on before; what is said of them stays."""
        work = partial(self._set_as, self._placed_as(claims))
        self._runner.run(work, done=self._on_set, failed=self._on_failed)

    @Slot(object, str)
    def change_note(self, claims: tuple[Claim, ...], note: str) -> None:
        """Say differently how a passage shows what is claimed; saved like any text."""
        known = {claim.id: claim for claim in self._copy.evidence.claims}
        for claim in (known[claim.id] for claim in claims if claim.id in known):
            self._copy.change_claim(replace(claim, note=note))
            self._saver.put(("note", claim.id), partial(self._write_note, claim.id, note))

    def known(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """Return those of the claims that are still made."""
        ids = {claim.id for claim in self._copy.evidence.claims}
        return tuple(claim for claim in claims if claim.id in ids)

    def _standing(self, row: SlotRow) -> _Standing:
        return _Standing(row.asked.path, self._copy.evidence.text(row.asked.path))

    def _placed_as(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """Return the claims that are made now, on the words that `claims` are on."""
        known = {claim.id: claim for claim in self._copy.evidence.claims}
        return tuple(
            replace(known[claim.id], path=claim.path, anchor=claim.anchor)
            for claim in claims
            if claim.id in known
        )

    # Off the GUI thread

    def _claim(self, wish: Wish, on: _Standing, progress: Progress) -> _Done:
        """Claim words that may just have been typed: they are stored first."""

        def claim() -> _Done:
            now, place = self._find(on, wish.span)
            evidence_id = self._copy.evidence.id
            made = self._claims.claim_all(
                evidence_id, wish.capabilities, on.path, place, note=wish.note
            )
            return _Done(made, now)

        return self._saver.outbox.after(on.path, claim)

    def _find(self, asked: _Standing, span: Span) -> tuple[_Standing, Span]:
        """Return an answer as it is stored, and where words that were asked about stand in it.

        Somebody may have typed on since, and that may be stored already.

        Raises:
            EvidenceError: The words are there no longer.
        """
        stored = self._evidence.get(self._copy.evidence.id).text(asked.path)
        words = anchor(asked.text, span.start, span.end)
        place = locate(follow([words], asked.text, stored)[0], stored)
        if place is None:
            raise EvidenceError(
                "The words were changed before they could be claimed.",
                advice="Select them as they are now, and claim them again.",
            )
        return _Standing(asked.path, stored), place

    def _write_note(self, claim: ClaimId, note: str) -> None:
        """Store a note; that of a claim that was taken back is kept with it."""
        if claim not in self._gone:
            self._claims.change_note(self._copy.evidence.id, claim, note)

    def _take_back(self, claims: tuple[Claim, ...], progress: Progress) -> tuple[Claim, ...]:
        def take_back() -> tuple[Claim, ...]:
            self._claims.take_back(*(claim.id for claim in claims))
            self._gone |= {claim.id: claim for claim in claims}
            return claims

        return self._saver.outbox.between(take_back)  # a note that waits comes not too late

    def _put_back(self, claims: tuple[Claim, ...], progress: Progress) -> tuple[Claim, ...]:
        self._claims.put_back(self._copy.evidence.id, *claims)
        for claim in claims:
            self._gone.pop(claim.id, None)
        return claims

    def _attach(
        self, claims: tuple[Claim, ...], span: Span, on: _Standing, progress: Progress
    ) -> _Done:
        def attach() -> _Done:
            now, place = self._find(on, span)
            ids = [claim.id for claim in claims]
            moved = self._claims.attach(self._copy.evidence.id, ids, on.path, place)
            return _Done(moved, now)

        return self._saver.outbox.after(on.path, attach)

    def _set_as(self, claims: tuple[Claim, ...], progress: Progress) -> tuple[Claim, ...]:
        self._claims.set_as(claims)
        return claims

    # Answering

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)  # by a slot: whoever has gone by then hears of nothing

    @Slot(object)
    def _on_claimed(self, done: _Done) -> None:
        claims = self._as_shown(done)
        self._on_put_back(claims)
        self.claimed.emit(claims)

    def _as_shown(self, done: _Done) -> tuple[Claim, ...]:
        """Return claims where their words stand on the screen, on which somebody types on."""
        path, stored = done.on
        return followed(done.claims, path, stored, self._copy.evidence.text(path))

    @Slot(object)
    def _on_put_back(self, claims: tuple[Claim, ...]) -> None:
        for claim in claims:
            self._copy.add_claim(claim)
        self.changed.emit()

    @Slot(object)
    def _on_taken_back(self, claims: tuple[Claim, ...]) -> None:
        now = {claim.id: claim for claim in self._copy.evidence.claims}
        latest = tuple(now.get(claim.id, claim) for claim in claims)
        self._gone |= {claim.id: claim for claim in latest}
        for claim in claims:
            self._copy.drop_claim(claim)
        self.changed.emit()
        self.taken_back.emit(latest)

    @Slot(object)
    def _on_attached(self, done: _Done) -> None:
        known = {claim.id: claim for claim in self._copy.evidence.claims}
        claims = self._as_shown(done)
        self._on_set(claims)
        before = tuple(known[claim.id] for claim in claims if claim.id in known)
        self.attached.emit(before, claims)

    @Slot(object)
    def _on_set(self, claims: tuple[Claim, ...]) -> None:
        for claim in self._placed_as(claims):
            self._copy.change_claim(claim)
        self.changed.emit()
