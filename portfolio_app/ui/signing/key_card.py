"""Whose key is it? Its groups, how to compare them, and what to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.model.domain.signatures import Trust
from portfolio_app.model.domain.wording import sentence
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.told import divided
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.steps import Chain, Link
from portfolio_app.ui.widgets.words import Card, Hairline, Heading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.signatures import SignatureReport
    from portfolio_app.ui.look import Look

STEPS = (
    "Ring them on a number you already have. Not one from this document.",
    "Ask them to read out the sixteen groups of their key: Sign or check a document, My key.",
    "Compare every group.",
)
DISTRUST = (
    "do not rely on this signature. Tell whoever sent the document, and keep the file as it is."
)


class KeyCard(Card):
    """The key of one signature. Only "They match" is remembered, and only by the service."""

    matched = Signal(object)
    """The `SignatureReport` whose key the person has compared."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, inset="xl", gap="m")
        self._report: SignatureReport | None = None
        self.title = Heading("", face=Face.HEADING)
        self.note = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.grid = FingerprintGrid(look)
        self.steps = Chain(look, [Link(title=step) for step in STEPS], name="How to compare")
        self.match = MainButton(look, "They match")
        self.differ = PlainButton(look, "They differ")
        self._answers = Flow(look)
        self._answers.add(self.match, self.differ)
        self._later = Words(
            "Cannot reach them? Leave it. You can read the document now and confirm later.",
            face=Face.SMALL,
            tone=Role.INK_2,
        )
        self.warning = IconWords(
            look, "state-problem", "", tone=Role.INK_2, icon_tone=Role.PROBLEM
        )
        self.problem = ProblemNotice(look)
        self._line = Hairline(look)
        self.body.add(self.title, self.note, self.grid, self.steps, self._answers)
        self.body.add(self._later, self._line, self.warning, self.problem)
        self.match.clicked.connect(self._on_match)
        self.differ.clicked.connect(self._on_differ)

    def show_report(self, report: SignatureReport) -> None:
        """Show the key of a signature: ask about one that nobody has confirmed."""
        self._report = report
        asks = report.trusted is Trust.UNKNOWN and report.intact
        self.title.setText(f"Is this key {report.name}’s?" if asks else f"Key of {report.name}")
        self.note.setText(
            "Anyone can write a name into a key. These groups tell it apart."
            if asks
            else divided(report)[1]
        )
        self.grid.show_fingerprint(report.fingerprint, of=report.name)
        self.grid.setVisible(bool(report.fingerprint))
        for part in (self.steps, self.match, self.differ, self._later):
            part.setVisible(asks)
        self.match.set_busy(None)
        self.problem.show_words("")
        self._warn(f"If they differ, {DISTRUST}" if asks else "")

    def show_problem(self, error: Exception) -> None:
        """Say why the answer could not be kept."""
        self.match.set_busy(None)
        self.problem.show_words(*in_words(error))

    def _warn(self, words: str) -> None:
        self.warning.set_words("state-problem", words, tone=Role.INK_2, icon_tone=Role.PROBLEM)
        self.warning.setVisible(bool(words))
        self._line.setVisible(bool(words))

    @Slot()
    def _on_match(self) -> None:
        if self._report is not None and not self.match.is_busy:
            self.match.set_busy("Keeping ...")
            self.matched.emit(self._report)

    @Slot()
    def _on_differ(self) -> None:
        """Say what it means; nothing is stored, so that a slip of the ear harms nobody."""
        name = self._report.name if self._report else ""
        self.problem.show_words(
            f"This signature is not by {name}’s key.",
            f"Nothing was stored. {sentence(DISTRUST)}",
        )
