"""What helps with words on the page of one piece, and the keys that call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Slot
from shiboken6 import isValid

from portfolio_app.ui.editor.finding_bar import FindingBar
from portfolio_app.ui.editor.finding_desk import FindingDesk
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.keys import Keys, bind
from portfolio_app.ui.spelling.bar import SpellingBar
from portfolio_app.ui.spelling.desk import SPELLING, SpellingDesk
from portfolio_app.ui.spelling.pages import TextFollower, texts_of

if TYPE_CHECKING:
    from portfolio_app.services.spelling import SpellingService
    from portfolio_app.ui.editor.page import EditorPage
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.undo import UndoLine
    from portfolio_app.ui.editor.writing_tools import WritingTools
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.spelling.language import Language
    from portfolio_app.ui.tasks import TaskRunner
    from portfolio_app.ui.widgets.text_area import TextArea

FIND: Final = Keys(does="Find", keys=("Ctrl+F",))
REPLACE: Final = Keys(does="Find and replace", keys=("Ctrl+H",))
NEXT: Final = Keys(does="Go to the next place that was found", keys=("F3",))
BACK: Final = Keys(does="Go to the place before", keys=("Shift+F3",))
FOCUS: Final = Keys(does="Focus mode", keys=("F11", "Ctrl+Shift+F"))
GUIDANCE: Final = Keys(does="Show the guidance in focus mode", keys=("F2",))
KEYS: Final = (FIND, REPLACE, NEXT, BACK, FOCUS, GUIDANCE)


class WordDesks(QObject):
    """Finding, spelling and focus mode; each is called by its key."""

    def __init__(self, look: Look, page: EditorPage, sheet: Sheet, undo: UndoLine) -> None:
        super().__init__(page)
        self._look, self._page, self._sheet = look, page, sheet
        self.finding_bar = FindingBar(look)
        self.finding = FindingDesk(look, sheet, self.finding_bar, undo, self)
        self.spelling_bar = SpellingBar(look)
        self.spelling: SpellingDesk | None = None
        self.finding.landed.connect(self._bring_into_view, Qt.ConnectionType.QueuedConnection)
        page.focus_mode.moved.connect(self._bring_into_view, Qt.ConnectionType.QueuedConnection)
        page.above.add(self.finding_bar, self.spelling_bar)
        bars = (page.formatting, self.finding_bar, self.spelling_bar)
        follow_layout(*bars)  # made last, they would come last, behind the panel
        bind(page, FIND, self.finding.find)
        bind(page, REPLACE, self.finding.find_and_replace)
        bind(page, NEXT, self.finding.go_on)
        bind(page, BACK, self.finding.go_back)
        bind(page, FOCUS, page.focus_mode.toggle)
        bind(page, GUIDANCE, page.focus_mode.show_guidance)

    def add_spelling(
        self,
        language: Language,
        service: SpellingService,
        tools: WritingTools,
        runner: TaskRunner,
        hub: Hub,
    ) -> None:
        """Look at the spelling as well."""
        desk = SpellingDesk(
            self._look, language, service, self._texts, self.spelling_bar, runner, hub, self
        )
        self.spelling = desk
        desk.landed.connect(self._bring_into_view, Qt.ConnectionType.QueuedConnection)
        tools.add(desk)
        TextFollower(self._page, desk)
        bind(self._page, SPELLING, desk.go_on)

    def _texts(self) -> list[TextArea]:
        """Return the texts of the piece, then those beside it: notes, what a file shows."""
        own: list[TextArea] = list(self._sheet.areas())
        return own + [area for area in texts_of(self._page) if area not in own]

    @Slot(object)
    def _bring_into_view(self, area: TextArea) -> None:
        """Scroll to what is selected; by now the line above the page has its height."""
        if isValid(area):
            area.show_caret()
