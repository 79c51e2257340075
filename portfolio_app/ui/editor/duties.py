"""What else a piece serves for: other duties, and a place in which it is entered by hand."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.elsewhere import words_for_elsewhere
from portfolio_app.model.domain.lending import forms_served
from portfolio_app.ui.announcing import say
from portfolio_app.ui.clipboard import copy_for_a_while
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.services.duties import DutyService, SecondUse
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.editor.saver import Saver
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

COPIED_SECONDS = 180
"""How long a copy stays in the clipboard: a form elsewhere has several boxes to fill."""
COPIED = "Copied. It is taken out of the clipboard in three minutes, and when you lock."


class DutySection(QWidget):
    """Below the answers: what this piece draws on, where it is used, and what it can be."""

    def __init__(self, look: Look, copy: WorkingCopy) -> None:
        super().__init__()
        self._look = look
        self.says = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.others: list[QuietButton] = []
        """Open the piece that this one draws on, and those that draw on it."""
        self.offers: list[QuietButton] = []
        """Begin a piece of another form."""
        self.copy: PlainButton | None = None
        self.copied = IconWords(look, "check", "", tone=Role.MET)
        column = Column(look, gap="s", parent=self)
        column.add(self.says)
        self._others, self._offers = Flow(look, gap="m"), Flow(look, gap="m")
        column.add(self._others, self._offers)
        form = copy.form
        if form.elsewhere:
            at = form.elsewhere.at
            self.copy = PlainButton(look, f"Copy for {at}", icon="copy")
            told = Words(
                f"Copies what {at} asks for, in its order, for you to paste into its form. "
                "Until it is taken out of the clipboard, other programs can read it there. "
                "Look first that nobody is named in it.",
                face=Face.SMALL,
                tone=Role.INK_2,
            )
            line = Flow(look, gap="m")
            line.add(self.copy, self.copied)
            column.add(told, line)
        self.copied.hide()

    def add_other(self, words: str) -> QuietButton:
        """Return a new button that opens another piece."""
        button = QuietButton(self._look, words, icon="evidence", flush=True)
        self.others.append(button)
        self._others.add(button)
        return button

    def offer(self, form: Form) -> QuietButton:
        """Return a new button that uses the words for another form."""
        words = f"Also use this for a {form.title.lower()}"
        if form.title[0] in "AEIOU":
            words = f"Also use this for an {form.title.lower()}"
        button = QuietButton(self._look, words, icon="plus", flush=True)
        self.offers.append(button)
        self._offers.add(button)
        return button

    def clear_offers(self) -> None:
        """Offer nothing any more."""
        for button in self.offers:
            self._offers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers = []


class DutyDesk(QObject):
    """Leads from a piece to the others that share its words, and begins new ones."""

    opened = Signal(str, str)
    """The id of another piece to write in, and the answer in which the keyboard lands."""
    failed = Signal(object)

    def __init__(
        self,
        look: Look,
        copy: WorkingCopy,
        sheet: Sheet,
        duties: DutyService,
        saver: Saver,
        runner: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._copy = copy
        self._duties = duties
        self._saver = saver
        self._runner = runner
        self._forms: tuple[Form, ...] = ()
        self.section = DutySection(look, copy)
        self._sheet = sheet
        self._show_others()
        if self.section.copy:
            self.section.copy.clicked.connect(self._on_copy)
        self.refresh()

    def refresh(self) -> None:
        """Offer what the piece can be used for as it stands now."""
        copy = self._copy
        used = {piece.form for piece in copy.uses}
        served = forms_served(copy.evidence, copy.pathway, copy.catalogue)
        forms = tuple(form for form in served if form.id not in used)
        if forms != self._forms:
            self._forms = forms
            self.section.clear_offers()
            for form in forms:
                self.section.offer(form).clicked.connect(partial(self._on_wanted, form))
        self.section.says.setText(self._said())
        is_shown = bool(self.section.offers or self.section.others or self.section.copy)
        self._sheet.show_after(self.section, shown=is_shown or bool(self.section.says.text()))

    def _said(self) -> str:
        copy = self._copy
        if copy.lender:
            where = " It is in the bin; the words stay here." if copy.lender.is_in_bin else ""
            return (
                f"Where nothing is written here, the words of “{copy.lender_title}” show, as "
                f"they are there now.{where}"
            )
        if self._forms or copy.uses:
            return (
                "One writing can serve for several duties. Nothing is copied: the other "
                "piece shows these words, and you add what it asks for besides."
            )
        return ""

    def _show_others(self) -> None:
        copy = self._copy
        if copy.lender and not copy.lender.is_in_bin:
            button = self.section.add_other(f"Open “{copy.lender_title}”")
            button.clicked.connect(partial(self._open, copy.lender.piece.id))
        known: Counter[str] = Counter()
        for piece in copy.uses:
            kind = copy.catalogue.forms[piece.form].title.lower()
            title = f"“{piece.title}”" if piece.title else "untitled"
            words = f"Open the {kind} {title}"
            known[words] += 1
            more = f", {known[words]}" if known[words] > 1 else ""
            button = self.section.add_other(words + more)
            button.clicked.connect(partial(self._open, piece.id))

    def _open(self, evidence_id: str) -> None:
        self.opened.emit(evidence_id, "")

    def _on_wanted(self, form: Form) -> None:
        if self._saver.flush() is None:  # else it says itself what is wrong
            work = partial(self._use, form)
            self._runner.run(work, done=self._on_used, failed=self._on_failed)

    def _use(self, form: Form, progress: Progress) -> SecondUse:
        return self._duties.use_for(self._copy.evidence.id, form.id)

    @Slot(object)
    def _on_used(self, used: SecondUse) -> None:
        self.opened.emit(used.piece.id, used.wanted)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    @Slot()
    def _on_copy(self) -> None:
        words = words_for_elsewhere(self._copy.evidence, self._copy.catalogue)
        section = self.section
        if words:
            copy_for_a_while(words, seconds=COPIED_SECONDS)
            section.copied.set_words("check", COPIED, tone=Role.MET)
        else:
            section.copied.set_words("info", "There is nothing to copy yet.", tone=Role.INK_2)
        section.copied.show()
        say(section, COPIED if words else "There is nothing to copy yet.")
