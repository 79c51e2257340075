"""What to add: the kinds of evidence, those first that the pathway still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import small
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import IconButton
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FormId
    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.ui.look import Look

ICONS = {"account": "reflection", "report": "report", "child": "speech"}
"""Of a piece, by the layout of its form."""


class Chooser(Scrolled):
    """Says of each kind what belongs there; pressing it begins a piece."""

    chosen = Signal(str)
    """The id of a form."""
    left = Signal()

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__(look, gap="xl", inset=("page_top", "page_side"), name="Add evidence")
        self._look = look
        self._catalogue = catalogue
        self._shown: dict[FormId, int] | None = None
        self._pointed_at = ""
        self.back = IconButton(look, "arrow-left", "Back to the evidence")
        note = "Choose what you have. You can write it now or bit by bit."
        top = Row(look, gap="m")
        top.add(self.back)
        top.add(PageHeading(look, "Add evidence", note=note), stretch=1)
        self._rows: list[RowButton] = []
        self._lists = QWidget()
        self._column = Column(look, gap="xl", parent=self._lists)
        self.body.add(top)
        self.body.add(self._lists)
        self.body.addStretch(1)
        self.back.clicked.connect(self.left)

    @property
    def rows(self) -> Sequence[RowButton]:
        """The kinds of evidence, as they stand."""
        return self._rows

    def show_needs(self, verdict: Verdict) -> None:
        """Sort the forms by what the pathway still needs."""
        needs = self._needs(verdict)
        if needs == self._shown:
            return  # nothing is to be said anew, and the keyboard stays where it is
        self._shown = needs
        needed = [self._catalogue.forms[form_id] for form_id in needs]
        pathway = self._catalogue.pathways[verdict.pathway]
        offered = {form.id for form in self._catalogue.forms_for(pathway)} - needs.keys()
        others = [form for form in self._catalogue.forms.values() if form.id in offered]
        self._clear()
        for title, forms in (("Still needed", needed), ("Also possible", others)):
            if forms:
                self._add_list(title, forms, needs)
        if self.isVisible():
            self.point_at(self._pointed_at)

    def point_at(self, form_id: str = "") -> None:
        """Put the keyboard on a kind, or on the first, as soon as they are there."""
        self._pointed_at = form_id
        pointed = (row for row in self._rows if row.property("form") == form_id)
        if row := next(pointed, next(iter(self._rows), None)):
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(row)

    def _needs(self, verdict: Verdict) -> dict[FormId, int]:
        rules = self._catalogue.pathways[verdict.pathway]
        needs: dict[FormId, int] = {}
        for judged in verdict.judged:
            rule = rules.requirement(judged.id)
            if rule and judged.to_begin:
                needs[rule.form] = needs.get(rule.form, 0) + judged.to_begin
        return needs

    def _add_list(self, title: str, forms: Sequence[Form], needs: dict[FormId, int]) -> None:
        column = Column(self._look, gap="none")
        column.add(SectionHeading(self._look, title))
        for form in forms:
            number = needs.get(form.id, 0)
            content = RowContent(
                title=form.title,
                detail=form.about,
                icon=ICONS.get(form.layout, "reflection"),
                end=f"{small(number).capitalize()} still needed" if number else "",
                end_tone=Role.PARTLY,
                stacked=True,
            )
            row = RowButton(self._look, content)
            row.setProperty("form", form.id)
            row.clicked.connect(self._on_clicked)
            self._rows.append(row)
            column.add(row)
        box = QWidget()
        box.setLayout(column)
        self._column.add(box)

    def _clear(self) -> None:
        self._rows = []
        while item := self._column.takeAt(0):
            if box := item.widget():
                box.hide()
                box.deleteLater()

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("form"))
