"""The page in the middle: every question of the form below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import FieldPath, ModelId
from portfolio_app.ui.editor.attachments import AttachmentSection
from portfolio_app.ui.editor.contributor import ContributorLine
from portfolio_app.ui.editor.formatting_area import FormattedArea
from portfolio_app.ui.editor.list_desk import ListDesk
from portfolio_app.ui.editor.list_parts import AddRow, FieldHeading, ListRow
from portfolio_app.ui.editor.outline import Part, outline
from portfolio_app.ui.editor.paper import Page
from portfolio_app.ui.editor.pictures import PictureAnswer
from portfolio_app.ui.editor.prompted import PromptedRow
from portfolio_app.ui.editor.resting import Resting, still_there
from portfolio_app.ui.editor.slot_row import SlotRow, spoken_title
from portfolio_app.ui.focus import follow_by_tab, follow_layout, is_stop
from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.words import Heading, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.ui.editor.outline import Entry
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.editor.writing import WritingArea
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.widgets.layouts import Inset

LANDING_MS = 150
"""How long wrapped text may take to settle after a piece was opened."""
_WRITTEN = frozenset((FieldKind.LINE, FieldKind.PROSE, FieldKind.PICTURE))
"""Kinds of answers that have steps of their own to undo."""
CARET_ROOM = 48
"""Px kept free above and below the caret when the page follows it."""


class Sheet(Scrolled):
    """Made from the form; grows and shrinks with the rows of its lists and the model."""

    edited = Signal(object, str)
    """A `Slot` of the form and its text."""
    chosen = Signal(object, str, str)
    """A `Slot` whose answer was chosen rather than written; what it was and what it is."""
    contributor_changed = Signal(str, str)
    claim_wanted = Signal(object)
    """The `SlotRow` whose selected words are to be claimed."""
    selection_changed = Signal(object)
    """The `SlotRow` in which words were selected, or no longer are."""
    mark_pressed = Signal(object)
    picture_chosen = Signal(object, object)
    """The `SlotRow` of the question and a path on this computer."""
    attachment_removed = Signal(object)
    rows_changed = Signal()
    """Rows came or went; marks have to be shown anew."""
    scrolled = Signal()

    def __init__(self, look: Look, copy: WorkingCopy) -> None:
        super().__init__(look, gap="xl", name=copy.form.title)
        self._look = look
        self._copy = copy
        self._resting = Resting(copy)
        self._parts: dict[str, PromptedRow] = {}
        self._is_narrow = False
        self._is_guiding = True
        self._landing: PromptedRow | None = None
        self._landed_at: QRect | None = None
        self._landed = QTimer(self, interval=LANDING_MS, singleShot=True)
        self._landed.timeout.connect(self._on_landed)
        self.page = Page(look, self)
        edges: Inset = ("none", "xl", "none", "page_side")
        self.body = Column(look, gap="xl", inset=edges, parent=self.page)
        self.setWidget(self.page)
        self.attachments = AttachmentSection(look)
        self.attachments.rebuilt.connect(self._chain)
        self.lists = ListDesk(look, copy, self)
        self.lists.emptied.connect(self.edited)
        self.lists.changed.connect(self._on_list_changed)
        self.contributor: ContributorLine | None = None
        self._after = self._standing_rows()
        self.rebuild()
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_range_changed)
        look.changed.connect(self._arrange)

    @property
    def is_narrow(self) -> bool:
        """Whether the prompts stand above their texts."""
        return self._is_narrow

    def rows(self) -> Iterator[SlotRow]:
        """Yield the rows with answers, in reading order."""
        for part in self._parts.values():
            if isinstance(part, SlotRow):
                yield part

    def parts(self) -> list[PromptedRow]:
        """Return everything that the form has on the page, from top to bottom."""
        return list(self._parts.values())

    def areas(self) -> Iterator[WritingArea]:
        """Yield the texts that are written in, in reading order."""
        for row in self.rows():
            if row.area:
                yield row.area

    def row(self, path: str) -> SlotRow | None:
        """Return the row of an answer, if it is on the page."""
        part = self._parts.get(path)
        return part if isinstance(part, SlotRow) else None

    def rebuild(self) -> None:
        """Bring the page in line with the form; rows that stay keep their text and its undo."""
        wanted = outline(self._copy, self.lists.extra)
        known, self._parts = self._parts, {}
        while self.body.takeAt(0):
            pass
        for entry in wanted:
            part = known.pop(entry.key, None) or self._resting.woken(entry, self._make)
            if isinstance(part, ListRow):
                part.show_number(entry.number, removable=not entry.only_one)
            self._parts[entry.key] = part
            self.body.add(part)
            if entry.part is Part.ADD_ROW and entry.field.id == self.lists.emptied_field:
                self.body.add(self.lists.undo_row)
            if entry.key == "date" and self.contributor:
                self.body.add(self._contributor_row)
        self.body.add(*self._after)
        self.body.addStretch(1)
        self._resting.lay(known.values())
        self._chain()
        self._arrange()
        self.rows_changed.emit()

    def land(self, path: str) -> None:
        """Put the keyboard into an answer and show it."""
        row = self.row(path) or next(self.rows(), None)
        if row is None:
            return
        row.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        if area := row.area:
            cursor = area.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            area.setTextCursor(cursor)
        self._show_row(row)

    def show_attachments(self) -> None:
        """Bring the files into sight, where somebody has just added one."""
        self._show_row(next(r for r in self._after if r.isAncestorOf(self.attachments)))

    def _show_row(self, row: PromptedRow) -> None:
        self._landing, self._landed_at = row, None
        self._landed.start()
        self._show_landing()

    def write(self, path: FieldPath, text: str) -> None:
        """Put other words into an answer, as if typed, and put the keyboard there."""
        row, asked = self.row(path), self._copy.slot(path)
        if row and row.area:
            row.area.rewrite(text)
        elif asked:
            self._take_over(asked, text)
        self.land(path)

    def _take_over(self, asked: Asked, text: str) -> None:
        """Show an answer that is chosen rather than written, or whose row had gone."""
        self._copy.set_text(asked.path, text, asked.author)
        self.edited.emit(asked, text)
        if former := self._parts.pop(asked.path, None):
            former.hide()
            former.deleteLater()
        elif asked.row is not None:
            self.lists.add(asked.top.id, asked.row)
        self.rebuild()

    def _show_landing(self) -> None:
        """Show the row that was landed in; again while wrapped text still settles."""
        if row := still_there(self._landing):
            self.ensureVisible(0, row.y() + row.height(), 0, CARET_ROOM)
            self.ensureVisible(0, row.y(), 0, CARET_ROOM)

    @Slot()
    def _on_landed(self) -> None:
        """Follow the row until it stays where it is: a busy computer wraps text late."""
        self._show_landing()
        former, row = self._landed_at, still_there(self._landing)
        self._landed_at = row.geometry() if row else None
        if self._landed_at == former:
            self._landing = None
        else:
            self._landed.start()

    @Slot()
    def _on_range_changed(self) -> None:
        self._show_landing()
        self._on_scrolled()

    def show_after(self, body: QWidget, *, shown: bool) -> None:
        """Show what belongs to the piece besides its answers below them, or nothing of it."""
        row = next((row for row in self._after if row.isAncestorOf(body)), None)
        if row is None:
            row = PromptedRow(self._look, heading=_heading("Other uses"), prompts=(), body=body)
            self._after.append(row)
            self.rebuild()
        row.setVisible(shown)
        self._chain()

    # Building

    def _standing_rows(self) -> list[PromptedRow]:
        """Return what every form has after its questions; make who contributed besides."""
        if self._copy.form.contributor:
            self.contributor = ContributorLine(self._look, self._copy)
            self.contributor.changed.connect(self.contributor_changed)
            self._contributor_row = PromptedRow(
                self._look,
                heading=_heading("Whose words stand here besides yours"),
                prompts=(),
                body=self.contributor,
            )
        return [
            PromptedRow(
                self._look,
                heading=_heading("Attachments"),
                prompts=(
                    "A letter, a certificate, a plan. Add a file, or drop it anywhere here.",
                    "Look through it for names first.",
                ),
                body=self.attachments,
            )
        ]

    def _make(self, entry: Entry) -> PromptedRow:
        if entry.part is Part.HEADING:
            return FieldHeading(self._look, entry.field)
        if entry.part is Part.LIST_ROW:
            row = ListRow(self._look, entry.field, entry.row or 1)
            row.removed.connect(self.lists.remove_row)
            return row
        if entry.part is Part.ADD_ROW:
            adding = AddRow(self._look, entry.field)
            adding.wanted.connect(self.lists.add_row)
            return adding
        return self._slot_row(entry)

    def _slot_row(self, entry: Entry) -> SlotRow:
        asked = entry.asked
        if asked is None:
            raise AssertionError(entry)
        control = None
        if asked.kind is FieldKind.PICTURE:
            evidence = self._copy.evidence
            control = PictureAnswer(
                self._look,
                evidence.text(asked.path),
                evidence.attachment(asked.path),
                name=spoken_title(asked, self._copy),
            )
            control.file_chosen.connect(self._on_picture_chosen)
            control.removed.connect(self.attachment_removed)
        row = SlotRow(self._look, asked, self._copy, control)
        row.control.edited.connect(self._on_edited)  # type: ignore[attr-defined]
        if area := row.area:
            area.caret_moved.connect(self._on_caret_moved)
            area.claim_wanted.connect(self._on_claim_wanted)
            area.selectionChanged.connect(self._on_selection_changed)
        if row.margin:
            row.margin.pressed.connect(self.mark_pressed)
        return row

    def _chain(self) -> None:
        """Let Tab follow the page from top to bottom."""
        items = (self.body.itemAt(number) for number in range(self.body.count()))
        placed = (item.widget() for item in items if item is not None)
        entries = [entry for part in placed if part for entry in _stops(part)]
        follow_by_tab(entries[0], entries[1:])
        if self.attachments.window() is self.window():
            follow_layout(self.attachments)  # its cards come and go

    # Answering

    def _row_of(self, control: object) -> SlotRow:
        return next(row for row in self.rows() if row.control is control)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        row = self._row_of(self.sender())
        path = row.asked.path
        before = self._copy.evidence.text(path)
        marks = row.area.formatting if isinstance(row.area, FormattedArea) else ()
        if row.area and (text, marks) == (before, self._copy.evidence.marks(path)):
            return  # only what is shown over the words has changed
        self._copy.set_text(path, text, row.asked.author, marks)
        self.edited.emit(row.asked, text)
        if row.asked.kind not in _WRITTEN:
            self.chosen.emit(row.asked, before, text)
        if row.asked.kind is FieldKind.MODEL:
            remark = self._copy.catalogue.models[ModelId(text)].credit
            row.control.set_remark(remark)  # type: ignore[attr-defined]
            self.rebuild()

    @Slot(object)
    def _on_picture_chosen(self, path: object) -> None:
        self.picture_chosen.emit(self._row_of(self.sender()), path)

    @Slot()
    def _on_claim_wanted(self) -> None:
        self.claim_wanted.emit(self._row_of(self.sender()))

    @Slot()
    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(self._row_of(self.sender()))

    @Slot(str)
    def _on_list_changed(self, path: str) -> None:
        """Show the rows that there are now, and put the keyboard into an answer, if any."""
        self.rebuild()
        if path:
            self.land(path)

    @Slot()
    def _on_caret_moved(self) -> None:
        area: WritingArea = self.sender()  # type: ignore[assignment]
        if area.hasFocus():
            box = area.cursorRect()
            top = area.mapTo(self.page, box.topLeft()).y()
            self.ensureVisible(0, top, 0, CARET_ROOM)
            self.ensureVisible(0, top + box.height(), 0, CARET_ROOM)

    # Width and scrolling

    @Slot()
    def _on_scrolled(self) -> None:
        top = self.verticalScrollBar().value()
        for row in (*self._parts.values(), *self._after):
            if row.y() < top + self.height() and row.geometry().bottom() > top:
                row.slide(top + self._look.theme.space.l - row.y())
        self.scrolled.emit()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the prompts above their texts, or beside them."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._arrange()

    def show_prompts(self, *, shown: bool) -> None:
        """Show what helps to answer, or the answers alone."""
        self._is_guiding = shown
        self._arrange()

    def leave_sides_free(self, width: int) -> None:
        """Leave so many px free at either side of the page."""
        self.setViewportMargins(width, 0, width, 0)

    @Slot()
    def _arrange(self) -> None:
        standing = [*self._after, self.lists.undo_row]
        if self.contributor:
            standing.append(self._contributor_row)
        for row in (*self._parts.values(), *standing):
            row.arrange(narrow=self._is_narrow)
            row.show_prompts(shown=self._is_guiding)
        self.page.update()

    def box_of(self, area: WritingArea) -> QRect:
        """Return the selected lines of `area` in px of the page."""
        box = area.selection_box()
        return QRect(area.mapTo(self.page, box.topLeft()), box.size())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the prompts in sight."""
        super().resizeEvent(event)
        self._on_scrolled()


def _heading(text: str) -> Words:
    return Heading(text, face=Face.SECTION)


def _stops(part: QWidget) -> list[QWidget]:
    """Return what Tab reaches in a part of the page, in reading order."""
    return [
        widget
        for widget in (part, *part.findChildren(QWidget))
        if is_stop(widget) and widget.window() is part.window()
    ]
