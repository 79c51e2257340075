"""What a document is worth: in two or three lines, then person by person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.signatures import Trust, grouped
from portfolio_app.model.domain.wording import moment
from portfolio_app.ui.signing.key_card import KeyCard
from portfolio_app.ui.signing.print_result import print_result, printer_of
from portfolio_app.ui.signing.result_row import ResultRow
from portfolio_app.ui.signing.sign_card import SignCard
from portfolio_app.ui.signing.told import amount, headlines, size, told, told_missing
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import Flow, SideBySide
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Card, Hairline, Words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from portfolio_app.model.domain.manifest import ExpectedSigner
    from portfolio_app.model.domain.signatures import SignatureReport, Verification
    from portfolio_app.services.pack_settings import PackSettings
    from portfolio_app.services.program import Program
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A document and what was found out about it."""

    path: Path
    found: Verification
    next_signer: ExpectedSigner | None
    """Who may sign it now; None when nobody is asked, or nobody should."""
    at: datetime
    settings: PackSettings
    """What a signature gets beside itself."""


class ResultPage(QWidget):
    """The rows at the left choose what stands at the right: a key to compare, or signing."""

    matched = Signal(object)
    """The `SignatureReport` whose key was compared."""
    signed = Signal(object, str)
    """The `ExpectedSigner` who has signed now, and what could not be noted, if anything."""

    def __init__(self, look: Look, program: Program, runner: TaskRunner, ask: Ask) -> None:
        super().__init__()
        self._look = look
        self._program = program
        self._runner = runner
        self._ask = ask
        self.rows: list[ResultRow] = []
        self.key = KeyCard(look)
        self.sign: SignCard | None = None
        self.notice = Notice(look, State.MET, "")
        self._left = QWidget()
        self._column = Column(look, gap="l", parent=self._left)
        self._aside = QWidget()
        self._beside = Column(look, gap="l", parent=self._aside)
        self._beside.add(self.key)
        self._beside.addStretch(1)
        self._scrolled = Scrolled(look, gap="l", inset=("page_top", "page_side"), name="Result")
        self._scrolled.body.add(
            self.notice,
            SideBySide(look, self._left, self._aside, least_width=860, shares=(3, 2)),
        )
        self._scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(self._scrolled, stretch=1)
        self.key.matched.connect(self.matched)

    def show_result(self, checked: Checked, *, said: str = "", chosen: str = "") -> None:
        """Show what was found.

        Args:
            checked: The document and the result.
            said: What the person has just done, in a sentence.
            chosen: The role whose row is chosen; else the one that needs something.
        """
        self._empty()
        self.notice.set_text(said)
        self.notice.setVisible(bool(said))
        found = checked.found
        self._column.add(self._headlines(found), self._file(checked), self._list(checked))
        self._column.add(self._details(checked))
        self._column.addStretch(1)
        self._renew_sign_card(checked)
        self._choose(checked, chosen)
        self._scrolled.verticalScrollBar().setValue(0)

    # Making the parts

    def _headlines(self, found: Verification) -> QWidget:
        whole = QWidget()
        column = Column(self._look, gap="s", parent=whole)
        for line in headlines(found):
            style = self._look.theme.state(line.state)
            column.add(
                IconWords(
                    self._look,
                    style.icon,
                    line.words,
                    tone=Role.INK,
                    icon_tone=style.colour,
                    face=Face.TITLE,
                    size="icon_large",
                    gap="m",
                )
            )
        for fault in found.faults:
            column.add(
                IconWords(
                    self._look, "state-problem", fault, tone=Role.INK, icon_tone=Role.PROBLEM,
                    face=Face.BODY, gap="l",
                )
            )  # fmt: skip
        return whole

    def _file(self, checked: Checked) -> Card:
        card = Card(self._look, inset=("m", "l"))
        flow = Flow(self._look, gap="m")
        flow.add(
            IconWords(
                self._look, "evidence", checked.path.name, tone=Role.INK, icon_tone=Role.ACCENT,
                face=Face.BODY_STRONG, gap="m", wrap=False,
            ),
            Words(size(checked.found), face=Face.SMALL, tone=Role.INK_2, wrap=False),
            Words(amount(checked.found), face=Face.SMALL, tone=Role.INK_2, wrap=False),
        )  # fmt: skip
        card.body.add(flow)
        return card

    def _list(self, checked: Checked) -> QWidget:
        whole = QWidget()
        whole.setAccessibleName("Signatures")
        column = Column(self._look, gap="none", parent=whole)
        for report in checked.found.signatures:
            self._add_row(ResultRow(self._look, told(report)), report.role, column)
            self.rows[-1].setProperty("report", report)
        for number, signer in enumerate(checked.found.missing):
            may_sign = number == 0 and checked.next_signer is not None
            content = told_missing(signer, is_next=number == 0, may_sign=may_sign)
            self._add_row(ResultRow(self._look, content), signer.role, column)
            self.rows[-1].setEnabled(may_sign)
        return whole

    def _add_row(self, row: ResultRow, role: str, column: Column) -> None:
        row.setProperty("role", role)
        row.clicked.connect(self._on_row)
        self.rows.append(row)
        column.add(row)

    def _details(self, checked: Checked) -> QWidget:
        whole = QWidget()
        column = Column(self._look, gap="s", parent=whole)
        self.disclosure = QuietButton(
            self._look, "Technical details", icon="key", trailing="chevron-down", flush=True
        )
        self.disclosure.setCheckable(True)
        self._shown = checked
        self.print_button = QuietButton(self._look, "Print this result", icon="printer")
        self.print_button.clicked.connect(self._on_print)
        buttons = Flow(self._look, gap="l")
        buttons.add(self.disclosure, self.print_button)
        self.technical = Words(
            _technical(checked.found), face=Face.SMALL, tone=Role.INK_2, selectable=True
        )
        self.technical.hide()
        self.disclosure.toggled.connect(self.technical.setVisible)
        checked_at = moment(checked.at.astimezone())
        column.add(
            buttons, self.technical, Hairline(self._look),
            Words(
                f"{_times(checked.found)} Checked {checked_at}, without a network connection.",
                face=Face.CAPTION, tone=Role.INK_3,
            ),
        )  # fmt: skip
        return whole

    # Choosing

    def _renew_sign_card(self, checked: Checked) -> None:
        if self.sign is not None:
            self._beside.removeWidget(self.sign)
            self.sign.hide()
            self.sign.deleteLater()
            self.sign = None
        if checked.next_signer is not None:
            self.sign = SignCard(
                self._look, self._program, self._runner, self._ask,
                checked.path, checked.next_signer, checked.settings,
            )  # fmt: skip
            self.sign.signed.connect(self.signed)
            self._beside.insertWidget(1, self.sign)

    def _choose(self, checked: Checked, role: str) -> None:
        """Choose a row: the one asked for, then what needs an answer, then the first."""
        wanted = [row for row in self.rows if role and row.property("role") == role]
        if checked.next_signer is not None:
            to_sign = checked.next_signer.role
            wanted += [row for row in self.rows if row.property("role") == to_sign]
        reports = [(row, row.property("report")) for row in self.rows]
        wanted += [r for r, report in reports if report and report.trusted is not Trust.KNOWN]
        wanted += [row for row, report in reports if report]
        self.key.hide()
        if self.sign is not None:
            self.sign.hide()
        if wanted:
            wanted[0].setChecked(True)
            self._show_beside(wanted[0])

    @Slot()
    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, ResultRow):
            self._show_beside(row)

    def _show_beside(self, row: ResultRow) -> None:
        report: SignatureReport | None = row.property("report")
        if report is not None:
            self.key.show_report(report)
        self.key.setVisible(report is not None)
        if self.sign is not None:
            self.sign.setVisible(report is None)

    @Slot()
    def _on_print(self) -> None:
        printer = self.ask_printer()
        if printer is not None:
            print_result(self._shown, printer)

    def ask_printer(self) -> QPrinter | None:
        """Ask the person where to print; a file is among the printers."""
        return printer_of(self)

    def _empty(self) -> None:
        self.rows.clear()
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


def _times(found: Verification) -> str:
    if any(report.confirmed_at for report in found.signatures):
        return "Times are those of the signers’ own computers, unless somebody confirmed them."
    return "Times are those of the signers’ own computers."


def _technical(found: Verification) -> str:
    lines = [f"Pack {found.pack_code}"] if found.pack_code else []
    if found.seal:
        lines.append(f"What was sealed, SHA-256: {found.seal}")
    for report in found.signatures:
        holds = "holds" if report.intact else "does not hold"
        lines.append(
            f"{report.role_title or 'Unknown place'}: {report.name or 'unreadable'}. "
            f"The signature {holds}. Key, SHA-256: {grouped(report.fingerprint)}"
        )
    lines.append(
        "Compared: every byte that each signature covers (SHA-256), what was added after it, "
        "the places for signatures against the pack’s own list, certificates and their dates. "
        "Standard: PAdES baseline B (ETSI EN 319 142-1)."
    )
    return "\n".join(lines)
