"""Where making rules begins: blank, with a copy, or with a file that was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import PageHeading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.ui.look import Look

NOTE = (
    "What you make here becomes one file. Sign it, publish your key's fingerprint, and your "
    "practitioners add it on their computers."
)
BLANK = "blank"


class BeginPage(QWidget):
    """Asks what to begin with."""

    copy_wanted = Signal(str)
    """The id of the shipped pathway to begin with."""
    open_wanted = Signal()

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__()
        pathways = sorted(catalogue.pathways.values(), key=lambda p: (p.authority, p.title))
        found = [(str(p.id), f"{p.authority}: {p.title}") for p in pathways if p.id != BLANK]
        self.which = DropDown(look, [(BLANK, "A blank pathway"), *found])
        self.begin = MainButton(look, "Begin", trailing="arrow-right")
        self.open = PlainButton(look, "Open a file of rules ...", icon="evidence")
        self.problem = ProblemNotice(look)
        scrolled = Scrolled(look, gap="xl", inset=("page_top", "page_side"), name="Begin")
        narrow = Narrow(look, gap="xl")
        line, other = QWidget(), QWidget()
        Flow(look, parent=line).add(self.begin)
        Flow(look, parent=other).add(self.open)
        narrow.body.add(
            PageHeading(look, "Make or change a pathway", note=NOTE),
            self.problem,
            LabelledField(
                look,
                "Begin with",
                self.which,
                explanation="A copy has a name of its own; the original stays as it is.",
            ),
            line,
            Words("Or go on with what was saved before:", face=Face.SMALL, tone=Role.INK_2),
            other,
        )
        scrolled.body.add(narrow)
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)
        self.begin.clicked.connect(self._on_begin)
        self.open.clicked.connect(self.open_wanted)

    @Slot()
    def _on_begin(self) -> None:
        self.copy_wanted.emit(str(self.which.value()))
