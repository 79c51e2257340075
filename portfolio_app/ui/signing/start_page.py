"""Before a document is there: what can be done here, and where to drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import EmptyPlace, ProblemNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import PageHeading

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

PROMISES = (
    ("eye", "Checking changes nothing in the document."),
    ("lock", "It stays on this computer. Nothing is sent anywhere."),
    ("key", "You sign with a key of your own; you need no portfolio."),
)


class StartPage(QWidget):
    """Asks for a document, and says why the last one could not be taken."""

    wanted = Signal()
    """A document is to be chosen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.problem = ProblemNotice(look)
        self.place = EmptyPlace(
            look,
            icon="signature",
            title="Drop a pack here, or choose one",
            text="You see in sentences who signed it and whether anything has changed. "
            "If your signature is asked for next, you can sign.",
            action="Choose a document",
        )
        promises = Flow(look, gap="xl")
        for icon, words in PROMISES:
            promises.add(IconWords(look, icon, words, wrap=False))
        scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name="Sign or check"
        )
        scrolled.body.add(PageHeading(look, "Sign or check a document"))
        scrolled.body.add(self.problem, self.place, promises)
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)
        self.place.started.connect(self.wanted)

    def show_problem(self, error: Exception | None) -> None:
        """Say why the document could not be taken; None takes it back."""
        self.problem.show_words(*(in_words(error) if error else ("", "")))
