"""One question of a form with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.evidence import DATE, TITLE
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.ui.editor.answers import answer_control
from portfolio_app.ui.editor.margin import ClaimMargin
from portfolio_app.ui.editor.prompted import PromptedRow
from portfolio_app.ui.editor.writing import WritingArea
from portfolio_app.ui.tokens import Face, Role, Voice
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look


class SlotRow(PromptedRow):
    """Heading, whose words they are, prompts, control, and a margin where one can claim."""

    def __init__(
        self, look: Look, asked: Asked, copy: WorkingCopy, control: QWidget | None = None
    ) -> None:
        self.asked = asked
        title = spoken_title(asked, copy)
        self.control = control or answer_control(look, asked, copy, title)
        self._describe(asked)
        heading = QWidget()
        self.heading_line = line = Flow(look, gap="m", parent=heading)
        words = Words(asked.title, face=Face.BODY_STRONG, tone=Role.ACCENT, wrap=False)
        words.setBuddy(self.control.focusProxy() or self.control)
        line.add(words)
        if whose := voice_of(look, asked, copy):
            line.add(whose)
        area = self.area
        margin = ClaimMargin(look, area) if area and area.is_claimable else None
        super().__init__(
            look, heading=heading, prompts=asked.prompts, body=self.control, margin=margin
        )

    @property
    def area(self) -> WritingArea | None:
        """The text, where the answer is written in words."""
        return self.control if isinstance(self.control, WritingArea) else None

    @property
    def entry(self) -> QWidget:
        """What takes the keyboard."""
        return self.control.focusProxy() or self.control

    def _describe(self, asked: Asked) -> None:
        entry = self.control.focusProxy() or self.control
        entry.setAccessibleDescription(" ".join(asked.prompts))


def spoken_title(asked: Asked, copy: WorkingCopy) -> str:
    """Return the name of an answer as a screen reader says it, its row included."""
    if asked.row is None:
        return asked.title
    return f"{asked.title}, {asked.row}"


def voice_of(look: Look, asked: Asked, copy: WorkingCopy) -> QWidget | None:
    """Return the mark of whose words belong here.

    The words of others are marked wherever they stand, except in the title and the date; the
    practitioner's own only where they stand as paragraphs among those of others.
    """
    form, role = copy.form, asked.author
    if role == form.contributor and copy.evidence.by:
        role = copy.evidence.by
    if asked.path in (TITLE, DATE):
        return None
    if role == PRACTITIONER:
        if form.author == PRACTITIONER or asked.kind is not FieldKind.PROSE:
            return None
        words = "In your words"
    else:
        words = f"In the {copy.catalogue.roles[role].title}'s words"
    style = look.theme.tokens.voices[Voice(copy.catalogue.roles[role].voice)]
    return IconWords(look, style.icon, words, icon_tone=Role.INK, size="voice", wrap=False)
