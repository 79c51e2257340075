"""What is done with pieces from the list: put away, doubled, sorted, and all of it undone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from portfolio_app.model.domain.names import FieldPath, FormId
from portfolio_app.services.jottings import JOTTING
from portfolio_app.ui.evidence.sorting import SortSheet
from portfolio_app.ui.evidence.standing import title_of
from portfolio_app.ui.evidence.to_sort import called_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.evidence.list_view import EvidenceList
    from portfolio_app.ui.evidence.second_use import SecondUses
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done, how to say so, and how to undo it."""

    words: str
    action: str
    """On the button that undoes it."""
    take_back: Callable[[], None]
    returns: tuple[EvidenceId, ...] = ()
    """The pieces that are in the list again when it was undone."""


class PieceDesk(QObject):
    """Does what the rows ask for, says above the list what was done, and undoes the last."""

    opened = Signal(str, str)
    """The id of a piece to write in, and the answer in which the keyboard lands."""
    undone = Signal()
    failed = Signal(object)

    def __init__(
        self,
        look: Look,
        evidence_list: EvidenceList,
        uses: SecondUses,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
    ) -> None:
        super().__init__(evidence_list)
        self._look = look
        self._list = evidence_list
        self._uses = uses
        self._portfolio = portfolio
        self._runner = runner
        self._pathway: Pathway | None = None
        self._done: Done | None = None
        """What was done last, as long as it can be undone."""
        self._undoing: Done | None = None
        """What is being undone, to be offered again if that fails."""
        self.sheet: SortSheet | None = None
        picking, to_sort = evidence_list.picking, evidence_list.to_sort
        evidence_list.remove_wanted.connect(self._on_remove_wanted)
        picking.remove_wanted.connect(self._on_several_unwanted)
        picking.duplicate_wanted.connect(self._on_duplicate_wanted)
        to_sort.remove_wanted.connect(self._on_remove_wanted)
        to_sort.sort_wanted.connect(self._on_sort_wanted)
        evidence_list.undo.undone.connect(self._on_undone)

    def show_pathway(self, pathway: Pathway) -> None:
        """Offer the forms of a pathway to jottings."""
        self._pathway = pathway

    def forget(self) -> None:
        """Undo nothing any more, and say nothing of it: it may name whom nobody is to name."""
        self._done = self._undoing = None
        self._list.offer_back("")

    # Off the GUI thread

    def _bin(self, pieces: Sequence[Evidence], progress: Progress) -> Done:
        ids = [piece.id for piece in pieces]
        self._portfolio.batches.remove(ids)
        what = self._named(pieces[0]) if len(pieces) == 1 else f"{len(pieces)} pieces"
        verb = "is" if len(pieces) == 1 else "are"
        return Done(
            words=f"{what} {verb} in the bin for 30 days{self._uses.still_shown(ids)}",
            action="Put it back" if len(pieces) == 1 else "Put them back",
            take_back=partial(self._portfolio.batches.restore, ids),
            returns=tuple(ids),
        )

    def _duplicate(self, pieces: Sequence[Evidence], progress: Progress) -> Done:
        copies = self._portfolio.batches.duplicate([piece.id for piece in pieces])
        what = self._named(copies[0]) if len(copies) == 1 else f"{len(copies)} copies"
        verb = "is" if len(copies) == 1 else "are"
        return Done(
            words=f"{what} {verb} in the list",
            action="Take it back" if len(copies) == 1 else "Take them back",
            take_back=partial(self._portfolio.batches.remove, [copy.id for copy in copies]),
        )

    def _sort(
        self, jotting: Evidence, form_id: str, path: str, progress: Progress
    ) -> tuple[Done, str, str]:
        jottings = self._portfolio.jottings
        sorted_ = jottings.sort(jotting.id, FormId(form_id), FieldPath(path))
        done = Done(
            words=f"{self._named(jotting)} is sorted; the jotting is in the bin",
            action="Take it back",
            take_back=partial(jottings.take_back, sorted_),
            returns=(jotting.id,),
        )
        return done, sorted_.piece.id, path

    def _named(self, piece: Evidence) -> str:
        if piece.form == JOTTING:
            return f"“{called_by(piece)}”"
        return f"“{title_of(piece, self._portfolio.evidence.form(piece.form))}”"

    def _undo(self, done: Done, progress: Progress) -> Done:
        done.take_back()
        return done

    # Answering

    @Slot(object)
    def _on_remove_wanted(self, piece: Evidence) -> None:
        self._on_several_unwanted((piece,))

    @Slot(object)
    def _on_several_unwanted(self, pieces: Sequence[Evidence]) -> None:
        work = partial(self._bin, pieces)
        self._runner.run(work, done=self._on_done, failed=self._on_failed)

    @Slot(object)
    def _on_duplicate_wanted(self, pieces: Sequence[Evidence]) -> None:
        work = partial(self._duplicate, pieces)
        self._runner.run(work, done=self._on_done, failed=self._on_failed)

    @Slot(object)
    def _on_sort_wanted(self, jotting: Evidence) -> None:
        """Ask what becomes of a jotting."""
        if self._pathway is None:
            return
        jottings = self._portfolio.jottings
        forms = jottings.forms(self._pathway)
        self.sheet = SortSheet(self._look, jotting, forms, jottings, self._list)
        self.sheet.sorted_into.connect(self._on_sorted_into)
        self.sheet.open()

    @Slot(object, str, str)
    def _on_sorted_into(self, jotting: Evidence, form_id: str, path: str) -> None:
        work = partial(self._sort, jotting, form_id, path)
        self._runner.run(work, done=self._on_sorted, failed=self._on_failed)

    @Slot(object)
    def _on_sorted(self, found: tuple[Done, str, str]) -> None:
        done, evidence_id, path = found
        self._on_done(done)
        self.opened.emit(evidence_id, path)

    @Slot(object)
    def _on_done(self, done: Done) -> None:
        self._list.picking.clear()
        self._offer(done)

    def _offer(self, done: Done) -> None:
        self._done = done
        self._list.offer_back(done.words, done.action)

    @Slot()
    def _on_undone(self) -> None:
        done, self._done = self._done, None
        self._list.offer_back("")
        if done:
            self._undoing = done
            work = partial(self._undo, done)
            self._runner.run(work, done=self._on_restored, failed=self._on_not_restored)

    @Slot(object)
    def _on_not_restored(self, error: Exception) -> None:
        """Offer it again, unless something else was done since."""
        self.failed.emit(error)
        done, self._undoing = self._undoing, None
        if done and self._done is None:
            self._offer(done)

    @Slot(object)
    def _on_restored(self, done: Done) -> None:
        self._undoing = None
        self._list.point_at(done.returns)
        self.undone.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
