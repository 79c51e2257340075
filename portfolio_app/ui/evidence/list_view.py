"""All evidence as rows, with filters, a search, and the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.evidence.chips import Chips
from portfolio_app.ui.evidence.chooser import ICONS
from portfolio_app.ui.evidence.hits import HitList
from portfolio_app.ui.evidence.search_line import SearchLine
from portfolio_app.ui.evidence.standing import facts, standing, title_of
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import IconButton, MainButton, QuietButton
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.notices import EmptyPlace, ProblemNotice, UndoNotice
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import Hairline, PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.services.search import Found
    from portfolio_app.ui.look import Look


class EvidenceRow(QWidget):
    """A piece: one button that opens it, one that puts it into the bin."""

    opened = Signal(str)
    remove_wanted = Signal(object)

    def __init__(self, look: Look, piece: Evidence, content: RowContent) -> None:
        super().__init__()
        self.piece = piece
        self.button = RowButton(look, content)
        self.remove = IconButton(look, "trash", f"Put “{content.title}” in the bin")
        row = Row(look, gap="s", parent=self)
        row.add(self.button, stretch=1)
        row.add(self.remove)
        self.button.clicked.connect(self._on_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_piece(self, piece: Evidence, content: RowContent) -> None:
        """Show the piece as it is now."""
        self.piece = piece
        self.remove.setAccessibleName(f"Put “{content.title}” in the bin")
        self.remove.setToolTip(self.remove.accessibleName())
        if content != self.button.content:
            self.button.show_content(content)

    @Slot()
    def _on_clicked(self) -> None:
        self.opened.emit(self.piece.id)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.remove_wanted.emit(self.piece)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the piece into the bin by the Delete key as well."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(self.piece)
        else:
            super().keyPressEvent(event)


class EvidenceList(Scrolled):
    """What there is."""

    opened = Signal(str)
    place_opened = Signal(str, str)
    """The id of a piece, and the path of the answer in which something was found."""
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
        self.rows: list[EvidenceRow] = []
        self.heading = PageHeading(look, "Evidence")
        self.add = MainButton(look, "Add evidence", icon="plus")
        self.heading.buttons.add(self.add)
        self.problem = ProblemNotice(look, retry="Try again")
        self.undo = UndoNotice(look, "")
        self.undo.hide()
        self.chips = Chips(look, name="Show")
        self.search = SearchLine(look)
        self.bin = QuietButton(look, "Bin", icon="trash")
        self.hits = HitList(look, catalogue)
        self.hits.hide()
        self.nothing = Words("", tone=Role.INK_2)
        self.nothing.hide()
        self.empty = self._empty_place()
        self._compose()
        self.add.clicked.connect(self.add_wanted)
        self.empty.started.connect(self.add_wanted)
        self.chips.chosen.connect(self._on_chip_chosen)
        self.bin.clicked.connect(self.bin_wanted)
        self.hits.opened.connect(self.place_opened)
        self.search.textChanged.connect(self._on_typed)
        self.search.went_down.connect(self._on_went_down)
        self.search.entered.connect(self._on_entered)

    def show_evidence(self, snapshot: Snapshot, pathway: Pathway) -> None:
        """Show every piece as it stands; rows of those that stay are kept, and their focus."""
        self._snapshot = snapshot
        known = {row.piece.id: row for row in self.rows}
        self.rows = []
        for piece in reversed(snapshot.evidence):
            content = self._content(piece, snapshot, pathway)
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

    def show_form(self, form_id: str) -> None:
        """Show the pieces of one form; all of them where it has none."""
        self._wanted = form_id
        self.search.clear()
        if self._snapshot:
            self._show_filters()
            self._filter()

    def offer_back(self, piece: Evidence | None) -> None:
        """Offer to take a piece out of the bin again."""
        if piece:
            title = title_of(piece, self._catalogue.forms[piece.form])
            self.undo.set_text(f"“{title}” is in the bin for 30 days")
        self.undo.setVisible(piece is not None)
        if piece:
            self.undo.button.setFocus()

    def _compose(self) -> None:
        tools = QWidget()
        column = Column(self._look, gap="m", parent=tools)
        first = Row(self._look, gap="m")
        first.add(self.search, stretch=1)
        first.addStretch(1)
        first.add(self.bin)
        column.add(first)
        column.add(self.chips)
        self._list = Column(self._look, gap="none")
        self._line = Hairline(self._look)
        self.body.add(self.heading, self.problem, self.undo, tools, self._line)
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
        numbers: dict[str, int] = {}
        for row in self.rows:
            numbers[row.piece.form] = numbers.get(row.piece.form, 0) + 1
        forms = [form for form in self._catalogue.forms.values() if form.id in numbers]
        options: list[tuple[object, str]] = [("", f"All {len(self.rows)}")]
        options += [(form.id, f"{form.title} {numbers[form.id]}") for form in forms]
        self.chips.show_options(options, self._wanted)
        self.chips.setVisible(len(forms) > 1)

    @Slot(object)
    def _on_chip_chosen(self, form_id: str) -> None:
        self._wanted = form_id
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
        """Show what was found where something is typed, else the pieces of the kind chosen."""
        chosen, searching = self.chips.value(), bool(self.search.text().strip())
        shown = self.hits.filter(chosen) if searching else 0
        for row in self.rows:
            fits = not searching and chosen in ("", row.piece.form)
            row.setVisible(fits)
            shown += fits
        self.hits.setVisible(searching)
        self.empty.setVisible(not self.rows)
        for part in (self.search, self.chips, self._line, self.add):
            part.setVisible(bool(self.rows))
        self.nothing.setText("Nothing here has these words. Try fewer of them, or show all.")
        self.nothing.setVisible(bool(self.rows) and not shown)
        note = count(len(self.rows), "piece") if self.rows else ""
        self.heading.set_words("Evidence", note)

    @Slot()
    def _on_went_down(self) -> None:
        if self.search.text().strip() and (best := self.hits.best()):
            best.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_entered(self) -> None:
        if self.search.text().strip() and (best := self.hits.best()):
            best.click()
