"""The page of one capability: every passage by voice and over time, a rating, the statement."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.search import Source as Said
from portfolio_app.model.domain.wording import count, sentence, small
from portfolio_app.ui.capabilities.matrix_paint import FLAGS
from portfolio_app.ui.capabilities.quotation import VoiceColumn
from portfolio_app.ui.capabilities.rating_panel import RatingPanel, go_on_writing
from portfolio_app.ui.capabilities.statement_field import StatementField
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import FittingGrid, Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.coverage import Covered
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.roles import Voice as Source
    from portfolio_app.ui.capabilities.quotation import QuotationCard
    from portfolio_app.ui.capabilities.reading import Known
    from portfolio_app.ui.look import Look

SETTLED_MS = 60
"""After this, everything on a new page has found its place."""
NONE_YET = (
    "No passage is claimed for this yet. Where you write, select words that show it and press "
    "Ctrl+M."
)


class DomainView(QWidget):
    """Built anew for each capability; the field of its statement is lent by the page."""

    left = Signal()
    quotation_opened = Signal(object)
    edited = Signal(object, str)

    def __init__(
        self, look: Look, known: Known, row: Covered, catalogue: Catalogue, *, can_write: bool
    ) -> None:
        super().__init__()
        self._look = look
        self._catalogue = catalogue
        self.row = row
        self.ref = row.capability.ref
        self.columns: list[VoiceColumn] = []
        code = catalogue.code(self.ref)
        self.back = QuietButton(look, "All capabilities", icon="arrow-left", flush=True)
        self.heading = PageHeading(
            look, f"{code} {row.capability.title}", note=row.capability.gloss
        )
        self.saved = IconWords(look, "check", "", face=Face.SMALL, wrap=False)
        self.saved.hide()
        self.problem = ProblemNotice(look, retry="Try again")
        self.problem.hide()
        self.rating = RatingPanel(
            look, known.scale(self.ref), known.stages, known.coming, can_write=can_write
        )
        self._saved_here = self.rating.saved
        self.statement: StatementField | None = None
        if self.ref in known.asked:
            self.statement = StatementField(look, row.capability, label="What you say of it")
            self.statement.text.setReadOnly(not can_write)
            self.statement.edited.connect(self._on_edited)
        self.scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name=row.capability.title
        )
        self._compose(known)
        Column(look, gap="none", parent=self).add(self.scrolled, stretch=1)
        self.back.clicked.connect(self.left)
        self.rating.noted.connect(self._on_noted)
        if content := self.scrolled.widget():
            follow_layout(content)
        self.show_known(known)

    @property
    def cards(self) -> list[QuotationCard]:
        """The passages that are shown, voice by voice."""
        return [card for column in self.columns for card in column.cards]

    @property
    def is_written_in(self) -> bool:
        """Whether the keyboard is in one of its texts."""
        texts = [self.rating.note, *([self.statement.text] if self.statement else [])]
        return any(text.hasFocus() for text in texts)

    def take_over(self, former: DomainView) -> None:
        """Go on where a page of the same capability, which this one replaces, was left."""
        self.rating.take_over(former.rating)
        written = former.statement
        if self.statement and written and written.text.hasFocus():
            self.statement.show_statement(written.text.text())
            go_on_writing(self.statement.text, written.text)

    def show_known(self, known: Known) -> None:
        """Show the ratings and what is written as they are by now."""
        self.rating.show_ratings(known.ratings_of(self.ref))
        if not self.rating.note.hasFocus():
            self.rating.show_note(known.notes.get(self.ref, ""))
        if self.statement and not self.statement.text.hasFocus():
            self.statement.show_statement(known.statements.get(self.ref, ""))

    def show_saving(self, icon: str, words: str, tone: Role) -> None:
        """Say where the work is, on its way or on the disk, here and where it was written."""
        for label in (self.saved, self._saved_here):
            label.set_words(icon, words, tone=tone)
            label.show()

    def point_at(self, voice: Source | None) -> None:
        """Put the keyboard on the first passage of a voice, or on the way back."""
        wanted = (card for card in self.cards if card.said.voice is voice)
        card = next(wanted, None)
        target = card.open if card else self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if card:
            self.scrolled.ensureWidgetVisible(card)

    def show_words(self, said: Said) -> None:
        """Put the keyboard into the statement, or into the note on a rating, in sight."""
        text = self.rating.note
        if self.statement and said is Said.STATEMENT:
            text = self.statement.text
        text.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(SETTLED_MS, text, text.show_caret)

    @Slot(object, str)
    def _on_edited(self, ref: CapabilityRef, text: str) -> None:
        if self.statement:
            self._saved_here = self.statement.saved
        self.edited.emit(ref, text)

    @Slot()
    def _on_noted(self) -> None:
        self._saved_here = self.rating.saved

    def _compose(self, known: Known) -> None:
        body, look = self.scrolled.body, self._look
        head = Column(look, gap="s")
        self.heading.buttons.add(self.saved)
        head.add(self.back, self.problem, self.heading)
        flags = Flow(look, gap="l")
        for flag in self.row.flags:
            icon, tone = FLAGS[flag]
            said = sentence(known.flag(flag, self.ref))
            flags.add(
                IconWords(look, icon, said, tone=tone, face=Face.SMALL_STRONG, wrap=False)
            )
        head.add(flags)
        body.add(head)
        note = _amounts(self.row)
        evidence = Column(look, gap="l")
        evidence.add(SectionHeading(look, "In your evidence, over time", note=note))
        if self.row.quotations:
            voices = FittingGrid(look, least_width=250, most=4, gap="l")
            voices.show_cards(list(self._voices()))
            evidence.add(voices)
        else:
            evidence.add(Words(NONE_YET, tone=Role.INK_2))
        body.add(evidence)
        if self.statement:
            narrow = Narrow(look, gap="m")
            narrow.body.add(SectionHeading(look, "Your statement"), self.statement)
            body.add(narrow)
        narrow = Narrow(look, gap="m")
        narrow.body.add(SectionHeading(look, "How you see yourself"), self.rating)
        body.add(narrow)
        body.addStretch(1)

    def _voices(self) -> Iterator[VoiceColumn]:
        """Yield a column for each voice."""
        pieces = Counter(said.evidence for said in self.row.quotations)
        met: Counter[str] = Counter()
        for voice in self.row.voices:
            own = []
            for said in self.row.quotations:
                if said.voice is voice:
                    met[said.evidence] += 1
                    number = met[said.evidence] if pieces[said.evidence] > 1 else 0
                    own.append((said, number))
            column = VoiceColumn(self._look, voice, own, self._catalogue)
            column.opened.connect(self.quotation_opened)
            self.columns.append(column)
            yield column


def _amounts(row: Covered) -> str:
    if not row.quotations:
        return ""
    said = count(len(row.quotations), "passage")
    voices = len(row.voices)
    return f"{said}, {small(voices)} {'voice' if voices == 1 else 'voices'}"
