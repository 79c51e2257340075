"""The left of the Pack screen: what is still to be done, what is worth a look, what passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.model.domain.findings import Severity
from portfolio_app.model.domain.wording import sentence, small
from portfolio_app.ui.pack.options_panel import OptionsPanel
from portfolio_app.ui.pack.things import heading
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import SectionHeading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.findings import Finding
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.standing import Standing
    from portfolio_app.ui.pack.things import Thing

FEW = 3
"""Checks told in passing, before all are asked for."""


class PreflightPanel(Scrolled):
    """Each thing is one row, and the whole row leads to its mending."""

    chosen = Signal(object)
    """The `Thing` that was pressed."""
    looked = Signal(str, str)
    """The piece, and the answer in it or nothing, where a finding can be mended."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look, gap="none", inset=("xs", "l", "xl", "l"), name="Before you can seal"
        )
        self._look = look
        self.rows: list[RowButton] = []
        self.heading = SectionHeading(look, "")
        self._things = Column(look, gap="none")
        self._rest = Column(look, gap="l")
        self._checks: tuple[str, ...] = ()
        self.passed = IconWords(
            look, "state-met", "", tone=Role.INK, icon_tone=Role.MET, face=Face.BODY_STRONG
        )
        self.options = OptionsPanel(look)
        self.show_all = QuietButton(look, "Show all", name="Show all checks", flush=True)
        self.details = Words("", face=Face.SMALL, tone=Role.INK_2)
        self._passed = self._compose_checks()
        self.show_all.setCheckable(True)
        self.show_all.toggled.connect(self._on_show_all)
        self.body.add(self.heading, self._things)
        self.body.addSpacing(look.theme.space.l)
        self.body.add(self._passed)
        self.body.addSpacing(look.theme.space.l)
        self.body.add(self._rest)
        self.body.addSpacing(look.theme.space.l)
        self.body.add(self.options)
        self.body.addStretch(1)

    def show_standing(self, found: Standing) -> None:
        """Show where the pack stands; the keyboard stays on the row it was on."""
        focused = next((n for n, row in enumerate(self.rows) if row.hasFocus()), None)
        self.heading.set_words(heading(len(found.things)))
        _empty(self._things)
        _empty(self._rest)
        self.rows = [self._row(thing) for thing in found.things]
        self._things.add(*self.rows)
        self._show_checks(found.checks)
        if found.findings:
            self._rest.add(self._findings(found.findings))
        self.options.show_standing(found)
        if focused is not None and self.rows:
            self.rows[min(focused, len(self.rows) - 1)].setFocus()

    def focus_first(self) -> None:
        """Lead the keyboard to the first thing."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.rows[0])

    def _row(self, thing: Thing) -> RowButton:
        style = self._look.theme.state(thing.state)
        row = RowButton(
            self._look,
            RowContent(
                title=thing.title,
                detail=thing.detail,
                icon=style.icon,
                icon_tone=style.colour,
                end=str(thing.action),
                end_tone=Role.ACCENT,
                chevron=False,
                stacked=True,
            ),
        )
        policy = row.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # as high as its words need
        row.setSizePolicy(policy)
        row.setProperty("thing", thing)
        row.clicked.connect(self._on_row)
        return row

    def _compose_checks(self) -> QWidget:
        whole = QWidget()
        first = Row(self._look, gap="s")
        first.add(self.passed, stretch=1, align=Qt.AlignmentFlag.AlignVCenter)
        first.add(self.show_all)
        column = Column(self._look, gap="none", parent=whole)
        column.add(first, self.details)
        return whole

    def _show_checks(self, checks: tuple[str, ...]) -> None:
        self._checks = checks
        number = sentence(small(len(checks)))
        words = f"{number} {'check' if len(checks) == 1 else 'checks'} passed"
        self.passed.set_words("state-met", words, tone=Role.INK, icon_tone=Role.MET)
        self._passed.setVisible(bool(checks))
        self.show_all.setVisible(len(checks) > FEW)
        self._on_show_all(self.show_all.isChecked())

    @Slot(bool)
    def _on_show_all(self, every: bool) -> None:
        shown = self._checks if every else self._checks[:FEW]
        self.details.setText(("\n" if every else " ").join(shown))
        self.show_all.setText("Show fewer" if every else "Show all")

    def _findings(self, findings: tuple[Finding, ...]) -> QWidget:
        whole = QWidget()
        column = Column(self._look, gap="s", parent=whole)
        column.add(SectionHeading(self._look, "Worth a look"))
        for finding in findings:
            blocks = finding.severity is Severity.BLOCKS
            icon, tone = ("state-problem", Role.PROBLEM) if blocks else ("info", Role.INK_2)
            column.add(
                IconWords(self._look, icon, finding.sentence, icon_tone=tone, tone=Role.INK)
            )
            if finding.evidence:
                way = QuietButton(
                    self._look, "Look", name=f"Look: {finding.sentence}", flush=True
                )
                way.setProperty("finding", finding)
                way.clicked.connect(self._on_look)
                column.add(way, align=Qt.AlignmentFlag.AlignLeft)
        return whole

    @Slot()
    def _on_look(self) -> None:
        finding = self.sender().property("finding")
        self.looked.emit(finding.evidence, finding.path or "")

    @Slot()
    def _on_row(self) -> None:
        self.chosen.emit(self.sender().property("thing"))


def _empty(column: Column) -> None:
    while item := column.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
