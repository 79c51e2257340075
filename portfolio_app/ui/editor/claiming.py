"""Brings together what claiming needs: selection, question, tint, margin and panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from portfolio_app.model.domain.anchors import in_place_of
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.wording import joined
from portfolio_app.ui.announcing import say
from portfolio_app.ui.editor.capability_list import claimable
from portfolio_app.ui.editor.claim_popup import ClaimPopup
from portfolio_app.ui.editor.floating_bar import FloatingBar
from portfolio_app.ui.editor.formatting_area import FormattedArea
from portfolio_app.ui.editor.marks import Mark, mark, overlaps
from portfolio_app.ui.editor.side_panel import taken_back

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.model.domain.marks import MarkKind
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.ui.editor.claim_desk import ClaimDesk
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.side_panel import SidePanel
    from portfolio_app.ui.editor.slot_row import SlotRow
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.editor.writing import WritingArea
    from portfolio_app.ui.look import Look

GAP = 16
"""px kept free around the question."""
OVERLAPS = "overlaps"
"""The layer that underlines what belongs to more than one passage: of two tints, only one is
seen."""
SELECTING_MS = 150
"""The bar waits until the selection rests."""


class Claiming(QObject):
    """Shows what is claimed in the text and beside it, and asks for new claims."""

    def __init__(
        self,
        look: Look,
        copy: WorkingCopy,
        sheet: Sheet,
        panel: SidePanel,
        desk: ClaimDesk,
        page: QWidget,
    ) -> None:
        """Connect the parts.

        Args:
            look: The theme in use.
            copy: The piece.
            sheet: The page with its texts.
            panel: The panel beside it.
            desk: Makes and takes back claims.
            page: The whole screen, over which the question lies.
        """
        super().__init__(page)
        self._copy = copy
        self._sheet = sheet
        self._panel = panel
        self._page = page
        self._selected: SlotRow | None = None
        self._said: object = None
        self.popup = ClaimPopup(look, page, claimable(copy.pathway, copy.catalogue))
        self.bar = FloatingBar(look, sheet.page)
        self._rested = QTimer(self, interval=SELECTING_MS, singleShot=True)
        self._rested.timeout.connect(self._show_bar)
        self._connect(desk)
        self.refresh()

    def _connect(self, desk: ClaimDesk) -> None:
        sheet, panel = self._sheet, self._panel
        self._desk = desk
        sheet.claim_wanted.connect(self.ask)
        sheet.selection_changed.connect(self._on_selection_changed)
        sheet.rows_changed.connect(self.refresh)
        sheet.mark_pressed.connect(self._on_mark_pressed)
        self.bar.claim_wanted.connect(self._on_bar_pressed)
        self.bar.kind_wanted.connect(self._on_kind_wanted)
        self.popup.claimed.connect(desk.claim)
        panel.claims.pressed.connect(self._show_words)
        panel.claims.taken_back.connect(desk.take_back)
        panel.claims.put_back.connect(desk.put_back)
        panel.claims.attach_wanted.connect(self._on_attach_wanted)
        panel.claims.note_changed.connect(desk.change_note)
        desk.changed.connect(self.refresh)
        desk.claimed.connect(self._on_claimed)
        desk.taken_back.connect(panel.claims.offer_back)
        desk.taken_back.connect(self._on_taken_back)

    @Slot()
    def refresh(self) -> None:
        """Find the claimed words again and show them where they stand now."""
        marks: dict[FieldPath, list[Mark]] = {}
        passages = self._copy.passages()
        for passage in passages:
            marks.setdefault(passage.path, []).append(mark(passage, self._copy.catalogue))
        for row in self._sheet.rows():
            area = row.area
            if area and (area.marks or row.asked.path in marks):
                shown = marks.get(row.asked.path, ())
                area.show_marks(shown)
                area.show_layer(OVERLAPS, [area.underlined(span) for span in overlaps(shown)])
        said = [(p.path, p.words, [(c.id, c.note) for c in p.claims]) for p in passages]
        # Places change with every word, what a card says seldom; laying out many is slow.
        if said != self._said or self._copy.loosened():
            self._said = said
            self._panel.show_claims(self._copy)

    @Slot(object)
    def ask(self, row: SlotRow) -> None:
        """Ask what the selected words of `row` show."""
        area = row.area
        span = area.selected_span() if area else None
        if area is None or span is None:
            return
        self.bar.hide()
        self._make_room(area)
        lines = self._sheet.box_of(area)
        lines.moveTopLeft(self._sheet.page.mapTo(self._page, lines.topLeft()))
        words = area.text()[span.start : span.end]
        claimed = [
            claim.capability
            for passage in self._copy.passages()
            if (passage.path, passage.span, passage.by) == (row.asked.path, span, PRACTITIONER)
            for claim in passage.claims
        ]
        self.popup.ask(row, span, words, lines, self._page.rect(), claimed)

    def _make_room(self, area: WritingArea) -> None:
        """Scroll so that the question fits below the selected words."""
        lines, bar = self._sheet.box_of(area), self._sheet.verticalScrollBar()
        wanted = lines.bottom() + self.popup.wanted_height() + 2 * GAP
        below = self._page.height() - self._sheet.geometry().bottom()
        bottom = bar.value() + self._sheet.viewport().height() + below
        if wanted > bottom:
            bar.setValue(min(bar.value() + wanted - bottom, lines.top() - GAP))

    @Slot(object)
    def _on_selection_changed(self, row: SlotRow) -> None:
        self._selected = row
        self.bar.hide()
        self._rested.start()

    @Slot()
    def _show_bar(self) -> None:
        area = self._selected.area if self._selected else None
        if area is None or not area.is_claimable or area.selected_span() is None:
            return
        if area.hasFocus() and not self.popup.isVisible():
            visible = self._sheet.page.visibleRegion().boundingRect()
            self.bar.show_kinds(area.kinds_here if isinstance(area, FormattedArea) else None)
            self.bar.show_at(self._sheet.box_of(area), visible)

    @Slot()
    def _on_bar_pressed(self) -> None:
        if self._selected:
            self.ask(self._selected)

    @Slot(object)
    def _on_kind_wanted(self, kind: MarkKind) -> None:
        area = self._selected.area if self._selected else None
        if isinstance(area, FormattedArea):
            area.toggle(kind)
            self.bar.show_kinds(area.kinds_here)

    @Slot(object)
    def _on_mark_pressed(self, claims: object) -> None:
        self._panel.show()
        self._panel.tabs.setCurrentIndex(0)
        self._panel.claims.show_card(claims)  # type: ignore[arg-type]

    @Slot(object)
    def _on_claimed(self, claims: tuple[Claim, ...]) -> None:
        """Say what only the margin shows."""
        codes = joined([self._copy.catalogue.code(claim.capability) for claim in claims])
        say(self._page, f"{codes} {'is' if len(claims) == 1 else 'are'} claimed")

    @Slot(object)
    def _on_taken_back(self, claims: tuple[Claim, ...]) -> None:
        """Say it where the panel, which says it else, is a drawer that is shut."""
        if not self._panel.claims.isVisible():
            say(self._page, taken_back(self._copy.catalogue, claims))

    @Slot(object, bool)
    def _on_attach_wanted(self, claims: tuple[Claim, ...], in_place: bool) -> None:
        """Put loosened claims on what took the place of their words, or on selected ones."""
        lost, row = claims[0], self._sheet.row(claims[0].path)
        if in_place and row:
            span = in_place_of(lost.anchor, self._copy.evidence.text(lost.path))
        else:
            selected = self._selected if self._selected and self._selected.area else row
            row = selected if selected and _can_be_claimed(selected) else row
            span = row.area.selected_span() if row and row.area else None
        if row and span:
            self._desk.attach(claims, row, span)
        elif row:
            row.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_words(self, shown: Claim) -> None:
        known = (claim for claim in self._copy.evidence.claims if claim.id == shown.id)
        claim = next(known, shown)
        row = self._sheet.row(claim.path)
        span = self._copy.evidence.place(claim)
        if row and row.area and span:
            row.area.setFocus(Qt.FocusReason.OtherFocusReason)
            row.area.select_span(span)


def _can_be_claimed(row: SlotRow) -> bool:
    area = row.area
    return area is not None and area.is_claimable and area.selected_span() is not None
