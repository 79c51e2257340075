"""One claimed passage in the panel: what it shows, its words, and how it shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.wording import quoted_start
from portfolio_app.ui.editor.marks import colours, group_of
from portfolio_app.ui.editor.press_words import PressWords
from portfolio_app.ui.tokens import Face, Role, Voice
from portfolio_app.ui.widgets.buttons import IconButton
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.ui.look import Look

ASK = "Say in half a sentence how it shows this"
QUOTED = 80
"""Characters of the passage that a card quotes."""


class NoteField(QWidget):
    """The half-sentence: asked for in words until it is there, then editable in place."""

    edited = Signal(str)

    def __init__(self, look: Look, note: str) -> None:
        super().__init__()
        self.ask = PressWords(look, ASK, face=Face.SMALL_STRONG, tone=Role.ACCENT)
        self.words = TextArea(look, note, lines=1, bare=True, name=ASK, face=Face.SMALL)
        Column(look, gap="none", parent=self).add(self.ask, self.words)
        self.ask.setVisible(not note)
        self.words.setVisible(bool(note))
        self.ask.clicked.connect(self._on_asked)
        self.words.edited.connect(self.edited)

    @Slot()
    def _on_asked(self) -> None:
        self.words.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask.hide()


class ClaimCard(Card):
    """All claims of one person on one passage, in the colour of their group."""

    pressed = Signal(object)
    """A `Claim` whose words are to be shown in the text."""
    note_changed = Signal(object, str)
    """The claims that share a note, and the note."""
    taken_back = Signal(object)
    """A `Claim`."""

    def __init__(
        self, look: Look, claims: Sequence[Claim], catalogue: Catalogue, *, loose: bool = False
    ) -> None:
        super().__init__(look, gap="xs", inset=("l", "m", "s", "m"))
        self._look = look
        self._group = group_of(claims, catalogue)
        self.claims = tuple(claims)
        self.notes: list[NoteField] = []
        self.removals: list[IconButton] = []
        words = quoted_start(self.claims[0].anchor.exact, QUOTED)
        self.quotation = PressWords(look, words)
        for number, shared in enumerate(_by_note(self.claims)):
            for place, claim in enumerate(shared):
                face = Face.SMALL_STRONG if number == place == 0 else Face.SMALL
                self.body.add(self._heading(claim, catalogue, face))
            if number == 0:
                self._add_quotation(catalogue, loose=loose)
            self._add_note(shared)
        codes = ", ".join(catalogue.code(claim.capability) for claim in self.claims)
        self.setAccessibleName(f"{codes}: {words}")
        self.quotation.clicked.connect(self._on_pressed)

    def _heading(self, claim: Claim, catalogue: Catalogue, face: Face) -> QWidget:
        capability = catalogue.capability(claim.capability)
        code = catalogue.code(claim.capability)
        tone = Role.INK if face is Face.SMALL_STRONG else Role.INK_2
        title = f"{code} {capability.title}" if capability else code
        remove = IconButton(self._look, "close", f"Take back {code}", inside=True)
        remove.setProperty("claim", claim.id)
        remove.clicked.connect(self._on_take_back)
        self.removals.append(remove)
        line = QWidget()
        row = Row(self._look, gap="xs", parent=line)
        row.add(Words(title, face=face, tone=tone), stretch=1)
        row.add(remove, align=Qt.AlignmentFlag.AlignTop)
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return line

    def _add_quotation(self, catalogue: Catalogue, *, loose: bool) -> None:
        if loose:
            self.quotation.setEnabled(False)
        self.body.add(self.quotation)
        by = self.claims[0].by
        if by != PRACTITIONER:
            role = catalogue.roles[by]
            icon = self._look.theme.tokens.voices[Voice(role.voice)].icon
            self.body.add(
                IconWords(self._look, icon, f"Claimed by the {role.title}", size="voice")
            )

    def _add_note(self, shared: Sequence[Claim]) -> None:
        note = NoteField(self._look, next((c.note for c in shared if c.note), ""))
        note.setProperty("first", len(self.notes))
        note.edited.connect(lambda text, shared=tuple(shared): self._on_note(shared, text))
        self.notes.append(note)
        self.body.add(note)

    def _on_note(self, shared: tuple[Claim, ...], text: str) -> None:
        self.note_changed.emit(shared, text)

    @Slot()
    def _on_pressed(self) -> None:
        self.pressed.emit(self.claims[0])

    @Slot()
    def _on_take_back(self) -> None:
        wanted = self.sender().property("claim")
        self.taken_back.emit(next(c for c in self.claims if c.id == wanted))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its coloured edge."""
        super().paintEvent(event)
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(self.rect(), theme.radius.card, theme.radius.card)
        painter.setClipPath(path)
        edge = QRect(0, 0, theme.border.claim_mark, self.height())
        painter.fillRect(edge, theme.colour(colours(theme, self._group)[0]))


def _by_note(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims in groups that share a note; those without one join the first."""
    groups: dict[str, list[Claim]] = {}
    first = next((claim.note for claim in claims if claim.note), "")
    for claim in claims:
        groups.setdefault(claim.note or first, []).append(claim)
    return list(groups.values())
