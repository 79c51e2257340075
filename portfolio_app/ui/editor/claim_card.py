"""One claimed passage in the panel: what it shows, its words, and how it shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.model.domain.anchors import in_place_of
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.wording import joined, quoted_start
from portfolio_app.ui.editor.marks import colours, group_of
from portfolio_app.ui.editor.press_words import PressWords
from portfolio_app.ui.tokens import Face, Role, Voice
from portfolio_app.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Claim, Evidence
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.widgets.buttons import Button

ASK = "Say in half a sentence how it shows"
"""Followed by the codes of what it shows."""
SELECT = "Select the words that show it now, or bring the old ones back."
HERE = "Attach here"
TO_SELECTED = "Attach to selected words"
QUOTED = 80
"""Characters of the passage that a card quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loosened:
    """What is known of claims whose words are gone."""

    instead: str
    """What stands in the place of their words now; empty where nothing can be offered."""

    @classmethod
    def of(cls, claims: Sequence[Claim], evidence: Evidence) -> Loosened:
        """Look what stands where the words of `claims` stood."""
        text = evidence.text(claims[0].path)
        place = in_place_of(claims[0].anchor, text)
        return cls(instead=text[place.start : place.end] if place else "")


class NoteField(QWidget):
    """The half-sentence: asked for in words until it is there, then editable in place."""

    edited = Signal(str)

    def __init__(self, look: Look, note: str, codes: str, words: str) -> None:
        super().__init__()
        ask = f"{ASK} {codes}"
        self.ask = PressWords(look, ask, face=Face.SMALL_STRONG, tone=Role.ACCENT)
        self.words = TextArea(
            look, note, lines=1, bare=True, name=f"How {words} shows {codes}", face=Face.SMALL
        )
        self.ask.setAccessibleDescription(words)
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
    """A tuple of claims."""
    attach_wanted = Signal(object, bool)
    """The claims, and whether what took the place of their words is meant."""

    def __init__(
        self,
        look: Look,
        claims: Sequence[Claim],
        catalogue: Catalogue,
        lost: Loosened | None = None,
    ) -> None:
        super().__init__(look, gap="xs", inset=("l", "m", "s", "m"))
        self._look = look
        self._group = group_of(claims, catalogue)
        self.claims = tuple(claims)
        self.notes: list[NoteField] = []
        self.removals: list[IconButton] = []
        self.attaching: list[Button] = []
        codes = " · ".join(catalogue.code(claim.capability) for claim in self.claims)
        words = quoted_start(self.claims[0].anchor.exact, QUOTED)
        self._words = words
        self.quotation = PressWords(look, words)
        for number, shared in enumerate(_by_note(self.claims)):
            for place, claim in enumerate(shared):
                face = Face.SMALL_STRONG if number == place == 0 else Face.SMALL
                self.body.add(self._heading(claim, catalogue, face))
            if number == 0:
                self._add_quotation(catalogue, loose=lost is not None)
            self._add_note(shared, catalogue)
        if lost is not None:
            self._add_ways_back(lost, codes)
        self.setAccessibleName(f"{codes}: {words}")
        self.quotation.clicked.connect(self._on_pressed)

    def _heading(self, claim: Claim, catalogue: Catalogue, face: Face) -> QWidget:
        capability = catalogue.capability(claim.capability)
        code = catalogue.code(claim.capability)
        tone = Role.INK if face is Face.SMALL_STRONG else Role.INK_2
        title = f"{code} {capability.title}" if capability else code
        name = f"Take back {code} from {self._words}"
        remove = IconButton(self._look, "close", name, inside=True)
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

    def _add_note(self, shared: Sequence[Claim], catalogue: Catalogue) -> None:
        codes = joined([catalogue.code(claim.capability) for claim in shared])
        note = NoteField(
            self._look, next((c.note for c in shared if c.note), ""), codes, self._words
        )
        note.setProperty("first", len(self.notes))
        note.edited.connect(lambda text, shared=tuple(shared): self._on_note(shared, text))
        self.notes.append(note)
        self.body.add(note)

    def _add_ways_back(self, lost: Loosened, codes: str) -> None:
        """Offer other words: those in the place of the old ones, or any that are selected."""
        ways = Flow(self._look, gap="s")
        if lost.instead:
            now = Words(f"In their place now: {quoted_start(lost.instead, QUOTED)}",
                        face=Face.SMALL)  # fmt: skip
            self.body.add(now)
            here = PlainButton(self._look, HERE, name=f"{HERE}: {codes}, {self._words}")
            here.clicked.connect(self._on_attach_here)
            self.attaching.append(here)
            ways.add(here)
        else:
            self.body.add(Words(SELECT, face=Face.SMALL, tone=Role.INK_2))
        name = f"{TO_SELECTED}: {codes}, {self._words}"
        selected = QuietButton(self._look, TO_SELECTED, name=name, flush=True)
        selected.clicked.connect(self._on_attach_selected)
        self.attaching.append(selected)
        ways.add(selected)
        self.body.add(ways)

    @Slot()
    def _on_attach_here(self) -> None:
        self.attach_wanted.emit(self.claims, True)

    @Slot()
    def _on_attach_selected(self) -> None:
        self.attach_wanted.emit(self.claims, False)

    def _on_note(self, shared: tuple[Claim, ...], text: str) -> None:
        self.note_changed.emit(shared, text)

    @Slot()
    def _on_pressed(self) -> None:
        self.pressed.emit(self.claims[0])

    @Slot()
    def _on_take_back(self) -> None:
        wanted = self.sender().property("claim")
        self.taken_back.emit(tuple(c for c in self.claims if c.id == wanted))

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
