"""The first screen of Capabilities: who said what of each, framework by framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.names import FrameworkId
from portfolio_app.model.domain.roles import Voice as Source
from portfolio_app.ui.capabilities.matrix import Matrix
from portfolio_app.ui.capabilities.matrix_table import VOICE_WORDS
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.tokens import Face, Role, Voice
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.coverage import Coverage
    from portfolio_app.ui.look import Look

HINT = (
    "A number is how many passages are claimed, in whose words. It is a hint, never a grade: "
    "the panel reads each capability as a whole."
)


class MatrixView(QWidget):
    """Asks nothing itself: it is told what to show."""

    opened = Signal(object, object)
    """A `CapabilityRef`, and the `Voice` that was pointed at, or None."""
    statements_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._coverage: tuple[Coverage, ...] = ()
        self._chosen = FrameworkId("")
        self.heading = PageHeading(look, "Capabilities", note=" ")
        self.statements = PlainButton(look, "All statements", icon="pencil")
        self.problem = ProblemNotice(look, retry="Try again")
        self.segments: Segments | None = None
        self.matrix = Matrix(look)
        self._choice = QWidget()
        self._choices = Column(look, gap="none", parent=self._choice)
        self.legend = self._legend()
        self._compose()
        self.matrix.narrowed.connect(self.legend.setVisible)
        self.matrix.opened.connect(self.opened)
        self.matrix.moved.connect(self._on_moved)
        self.statements.clicked.connect(self.statements_wanted)

    def show_coverage(self, found: tuple[Coverage, ...]) -> None:
        """Show what is claimed by now; the framework stays the one that was looked at."""
        self._show_choices(found)
        self._coverage = found
        self._show_chosen()

    @property
    def chosen(self) -> Coverage | None:
        """The framework that is shown."""
        return next((one for one in self._coverage if one.framework.id == self._chosen), None)

    def _compose(self) -> None:
        self.heading.buttons.add(self.statements)
        self.problem.hide()
        self._scrolled = Scrolled(
            self._look, gap="l", inset=("page_top", "page_side"), name="Capabilities"
        )
        body = self._scrolled.body
        body.add(self.heading, self.problem, self._choice, self.matrix, self.legend)
        body.add(Words(HINT, face=Face.SMALL, tone=Role.INK_2))
        body.addStretch(1)
        self._page = self.matrix.parentWidget() or self
        Column(self._look, gap="none", parent=self).add(self._scrolled, stretch=1)

    def _legend(self) -> QWidget:
        """Return the words of the marks, for where the heads have no room for them."""
        legend = QWidget()
        line = Flow(self._look, gap="l", parent=legend)
        for voice in Source:
            icon = self._look.theme.tokens.voices[Voice(voice)].icon
            words = VOICE_WORDS[voice]
            line.add(
                IconWords(self._look, icon, words, icon_tone=Role.INK, size="voice", wrap=False)
            )
        legend.hide()
        return legend

    def _show_choices(self, found: Sequence[Coverage]) -> None:
        options = [(one.framework.id, _named(one, found)) for one in found]
        if self.segments and [o for o, _ in options] == [
            one.framework.id for one in self._coverage
        ]:
            return
        if self.segments:
            self.segments.hide()
            self.segments.deleteLater()
            self.segments = None
        if not options:
            return
        known = [option for option, _ in options]
        self._chosen = self._chosen if self._chosen in known else known[0]
        self.segments = Segments(self._look, options, name="Framework", value=self._chosen)
        self.segments.chosen.connect(self._on_framework)
        self._choices.add(self.segments)
        self._choice.setVisible(len(options) > 1)
        follow_layout(self._page)

    @Slot(object)
    def _on_framework(self, framework: object) -> None:
        self._chosen = FrameworkId(str(framework))
        self._show_chosen()

    def _show_chosen(self) -> None:
        if found := self.chosen:
            self.heading.set_words("Capabilities", found.summary)
            self.matrix.show_coverage(found)

    @Slot(QRect)
    def _on_moved(self, box: QRect) -> None:
        place = self.matrix.mapTo(self._page, box.topLeft())
        self._scrolled.ensureVisible(place.x(), place.y() + box.height(), 0, box.height())
        self._scrolled.ensureVisible(place.x(), place.y(), 0, self.matrix.heads.height())


def _named(one: Coverage, among: Sequence[Coverage]) -> str:
    """Return what a framework is called in the switch, such as `PCF 2018`."""
    short, version = one.framework.short, one.framework.version
    twice = [other for other in among if other.framework.short == short]
    return f"{short} {version}".strip() if len(twice) == 1 else one.framework.title
