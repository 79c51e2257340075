"""All evidence as rows, with filters, a search, and the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_app.model.domain.wording import count
from portfolio_app.services.jottings import JOTTING
from portfolio_app.ui.evidence.chooser import ICONS
from portfolio_app.ui.evidence.filters import Filters, facts_of
from portfolio_app.ui.evidence.hits import HitList
from portfolio_app.ui.evidence.picking import PickBar, Picking
from portfolio_app.ui.evidence.row import EvidenceRow
from portfolio_app.ui.evidence.search_line import SearchLine
from portfolio_app.ui.evidence.standing import facts, standing, title_of
from portfolio_app.ui.evidence.to_sort import ToSort
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.notices import EmptyPlace, ProblemNotice, UndoNotice
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import Hairline, PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.services.search import Found
    from portfolio_app.ui.evidence.chips import Chips
    from portfolio_app.ui.evidence.filters import Facts
    from portfolio_app.ui.look import Look


class EvidenceList(Scrolled):
    """What there is."""

    opened = Signal(str)
    place_opened = Signal(str, str)
    """The id of a piece, and the path of the answer in which something was found."""
    capability_opened = Signal(object, object)
    """A `CapabilityRef` of which something was found, and the `Source` of the words."""
    remove_wanted = Signal(object)
    add_wanted = Signal()
    bin_wanted = Signal()
    searched = Signal(str)
    """What is typed by now; never blank."""

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__(look, gap="l", inset=("page_top", "page_side"), name="Evidence")
        self._look = look
        self._catalogue = catalogue
        self._snapshot: Snapshot | None = None
        self._wanted = ""
        self._facts: dict[EvidenceId, Facts] = {}
        self.rows: list[EvidenceRow] = []
        self._followed: tuple[QWidget, ...] = ()
        """The rows through which Tab leads."""
        self._is_new = True
        """Whether nothing has been shown yet."""
        self._is_to_sort = False
        """Whether the keyboard is wanted at the jottings."""
        self._pointed_at: frozenset[EvidenceId] = frozenset()
        """The pieces one of which wants the keyboard."""
        self.heading = PageHeading(look, "Evidence")
        self.add = MainButton(look, "Add evidence", icon="plus")
        self.heading.buttons.add(self.add)
        self.problem = ProblemNotice(look, retry="Try again")
        self.undo = UndoNotice(look, "")
        self.undo.hide()
        self.filters = Filters(look, catalogue)
        self.to_sort = ToSort(look)
        self.pick_bar = PickBar(look)
        self.picking = Picking(self._listed, self.pick_bar, self)
        self.search = SearchLine(look)
        self.bin = QuietButton(look, "Bin", icon="trash")
        self.hits = HitList(look, catalogue)
        self.hits.hide()
        self.nothing = Words("", tone=Role.INK_2)
        self.nothing.hide()
        self.empty = self._empty_place()
        self._compose()
        self._connect()

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_wanted)
        self.empty.started.connect(self.add_wanted)
        self.filters.changed.connect(self._on_filtered)
        self.to_sort.opened.connect(self.opened)
        self.bin.clicked.connect(self.bin_wanted)
        self.hits.opened.connect(self.place_opened)
        self.hits.capability_opened.connect(self.capability_opened)
        self.search.textChanged.connect(self._on_typed)
        self.search.went_down.connect(self._on_went_down)
        self.search.entered.connect(self._on_entered)

    @property
    def chips(self) -> Chips:
        """The kinds of evidence that one can filter by."""
        return self.filters.forms

    def show_evidence(self, snapshot: Snapshot, pathway: Pathway) -> None:
        """Show every piece as it stands; rows of those that stay are kept, and their focus."""
        self._snapshot = snapshot
        known = {row.piece.id: row for row in self.rows}
        jottings = [piece for piece in snapshot.evidence if piece.form == JOTTING]
        self.to_sort.show_jottings(sorted(jottings, key=_when, reverse=True))
        self.rows, self._facts = [], {}
        for piece in reversed(snapshot.evidence):
            if piece.form == JOTTING:
                continue
            content = self._content(piece, snapshot, pathway)
            form = self._catalogue.forms[piece.form]
            self._facts[piece.id] = facts_of(piece, form, content.end)
            row = known.pop(piece.id, None)
            if row:
                row.show_piece(piece, content)
            else:
                row = self._row(piece, content)
            self.rows.append(row)
            self._list.add(row)
        for row in known.values():
            row.hide()
            row.deleteLater()
        self._show_filters()
        self._filter()
        self._let_tab_follow()
        self._place_keyboard()

    def show_form(self, form_id: str) -> None:
        """Show the pieces of one form; all of them where it has none."""
        self._wanted = form_id
        self.search.clear()
        self.filters.reset()
        if self._snapshot:
            self._show_filters()
            self._filter()

    def offer_back(self, words: str, action: str = "Put it back") -> None:
        """Offer to take something back that was done; without `words` no longer."""
        if words:
            self.undo.set_text(words)
            self.undo.button.setText(action)
        self.undo.setVisible(bool(words))
        if words:
            self.undo.button.setFocus()

    def point_at(self, pieces: Sequence[EvidenceId]) -> None:
        """Put the keyboard on the first of these that is listed, as soon as one is."""
        self._pointed_at = frozenset(pieces)

    def sort_first(self) -> None:
        """Put the keyboard on sorting the latest jotting, as soon as it is listed."""
        self._is_to_sort = True

    def _place_keyboard(self) -> None:
        """Let what was listed have the keyboard: it waited for something to be here."""
        sorts = [row.sort for row in self.to_sort.rows]
        if returned := self._returned():
            self._pointed_at = frozenset()
            returned.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_to_sort and sorts:
            self._is_to_sort = False
            sorts[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_new and _lies_in(self, QApplication.focusWidget()):
            firsts = (self.add, *sorts, self.empty.button)
            first = next(button for button in firsts if button.isVisible())
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_new = False
        _let_go_out_of_sight(self, self.focusWidget())

    def _returned(self) -> RowButton | None:
        """Return the row of the first piece that wants the keyboard, if one is listed."""
        listed = [(row.jotting.id, row.button) for row in self.to_sort.rows]
        listed += [(row.piece.id, row.button) for row in self.rows if not row.isHidden()]
        return next((button for piece, button in listed if piece in self._pointed_at), None)

    def _let_tab_follow(self) -> None:
        """Lead Tab through the page as it is laid out: rows come and go."""
        rows = (*self.to_sort.rows, *self.rows)
        if rows != self._followed and (page := self.widget()):
            self._followed = rows
            follow_layout(page)

    def _listed(self) -> list[EvidenceRow]:
        return self.rows

    def _compose(self) -> None:
        tools = QWidget()
        column = Column(self._look, gap="m", parent=tools)
        first = Row(self._look, gap="m")
        first.add(self.search, stretch=1)
        first.addStretch(1)
        first.add(self.bin)
        column.add(first)
        column.add(self.filters)
        self._list = Column(self._look, gap="none")
        self._line = Hairline(self._look)
        self.body.add(self.heading, self.problem, self.undo, self.to_sort, tools)
        self.body.add(self.pick_bar, self._line)
        self.body.add(self._list)
        self.body.add(self.hits, self.nothing, self.empty)
        self.body.addStretch(1)

    def _empty_place(self) -> EmptyPlace:
        empty = EmptyPlace(
            self._look,
            icon="evidence",
            title="Everything the panel will read begins here",
            text="Reflective summaries, observations, what children say, reports, letters. "
            "Begin with the one you still think about.",
            action="Add evidence",
        )
        empty.hide()
        return empty

    def _row(self, piece: Evidence, content: RowContent) -> EvidenceRow:
        row = EvidenceRow(self._look, piece, content)
        row.opened.connect(self.opened)
        row.remove_wanted.connect(self.remove_wanted)
        self.picking.attach(row)
        return row

    def _content(self, piece: Evidence, snapshot: Snapshot, pathway: Pathway) -> RowContent:
        form = self._catalogue.forms[piece.form]
        stands = standing(piece, pathway, snapshot, self._catalogue)
        detail = facts(piece, form)
        return RowContent(
            title=title_of(piece, form),
            detail=f"{detail}\n{stands.missing}" if stands.missing else detail,
            icon=ICONS.get(form.layout, "reflection"),
            end=stands.words,
            end_tone=self._look.theme.state(stands.state).colour,
            stacked=True,
        )

    def _show_filters(self) -> None:
        self.filters.show_facts(self._facts, self._wanted)

    @Slot()
    def _on_filtered(self) -> None:
        self._wanted = str(self.filters.forms.value() or "")
        self._filter()

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        if typed.strip():
            self.searched.emit(typed)
        else:
            self.show_found("", ())

    def show_found(self, typed: str, found: Sequence[Found]) -> None:
        """Show what was found, unless something else has been typed meanwhile."""
        if typed.strip() == self.search.text().strip():
            self.hits.show_found(found)
            self._filter()

    def _filter(self) -> None:
        """Show what was found where something is typed, else the pieces that fit."""
        searching = bool(self.search.text().strip())
        shown = self.hits.filter(self.filters.fits) if searching else 0
        for row in self.rows:
            fits = not searching and self.filters.fits(row.piece)
            row.setVisible(fits)
            shown += fits
        self.hits.setVisible(searching)
        self.empty.setVisible(not self.rows)
        self.to_sort.setVisible(bool(self.to_sort.rows) and not searching)
        for part in (self.search, self.filters, self._line, self.add):
            part.setVisible(bool(self.rows))
        self.nothing.setText("Nothing here has these words. Try fewer of them, or show all.")
        self.nothing.setVisible(bool(self.rows) and not shown)
        note = count(len(self.rows), "piece") if self.rows else ""
        self.heading.set_words("Evidence", note)
        self.picking.refresh()

    @Slot()
    def _on_went_down(self) -> None:
        if self.search.text().strip() and (best := self.hits.best()):
            best.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_entered(self) -> None:
        if self.search.text().strip() and (best := self.hits.best()):
            best.click()


def _when(piece: Evidence) -> datetime:
    return piece.created_at


def _lies_in(outer: QWidget, inner: QWidget | None) -> bool:
    return inner is not None and outer.isAncestorOf(inner)


def _let_go_out_of_sight(outer: QWidget, held: QWidget | None) -> None:
    """Forget what had the keyboard last, where it would have it again, unseen."""
    if held is not None and not held.isVisibleTo(outer):
        held.clearFocus()
