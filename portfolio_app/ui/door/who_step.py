"""First step: who you are, or another way in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from portfolio_app.ui.door.step import Step, line_text
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.words import Hairline, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.portfolio import Practitioner
    from portfolio_app.ui.look import Look


_NUMBER: Final = re.compile(r"SW ?\d+", re.IGNORECASE)
"""As the register of Social Work England writes its numbers; how many figures is its affair."""
NO_NUMBER: Final = "It begins with SW, then figures. Leave it out if you do not have it here."


class WhoStep(Step):
    """Asks for the name on the cover; offers what needs no new portfolio."""

    example_wanted = Signal()
    open_wanted = Signal()
    return_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Who are you?", "It stands on the cover of your pack.")
        self.name = LabelledField(look, "Your name", TextLine(look))
        self.number = LabelledField(
            look,
            "Social Work England number",
            TextLine(look),
            explanation="Such as SW123456. You can add it later.",
        )
        self.job = LabelledField(look, "Job title", TextLine(look), explanation="If you like.")
        self.team = LabelledField(look, "Team", TextLine(look), explanation="If you like.")
        self.narrow.body.add(self.name, self.number, self.job, self.team, Hairline(look))
        self.narrow.body.add(Words("Or begin elsewhere", tone=Role.INK_2))
        self.example = PlainButton(look, "Look around a finished example")
        self.other = PlainButton(look, "Open a portfolio you have")
        self.returning = PlainButton(look, "Bring back an open export")
        self.check = PlainButton(look, "Sign or check a document")
        others = Flow(look)
        others.add(self.example, self.other, self.returning, self.check)
        self.narrow.body.add(others)
        self.scrolled.body.addStretch(1)
        self.example.clicked.connect(self.example_wanted)
        self.other.clicked.connect(self.open_wanted)
        self.returning.clicked.connect(self.return_wanted)
        self.check.clicked.connect(self.check_wanted)

    def complaint(self) -> str:
        """Ask for the name, and for a number that can be one."""
        named = "" if line_text(self.name) else "Your name is needed for the cover."
        self.name.set_error(named)
        number = line_text(self.number)
        numbered = "" if not number or _NUMBER.fullmatch(number) else NO_NUMBER
        self.number.set_error(numbered)
        return named or numbered

    def take_enter(self) -> bool:
        """Stay at the name while there is none: the next line is not for it."""
        if not self.name.control.hasFocus() or line_text(self.name):
            return False
        self.complaint()
        return True

    def summary(self) -> str:
        """Return the name."""
        return line_text(self.name)

    def practitioner(self) -> Practitioner:
        """Return who the portfolio is for."""
        from portfolio_app.model.domain.portfolio import Practitioner

        return Practitioner(
            name=line_text(self.name),
            swe_number=line_text(self.number),
            job_title=line_text(self.job),
            team=line_text(self.team),
        )
