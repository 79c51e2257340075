"""Asking a person for a file, and showing which one was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.documents import documents_folder
from portfolio_app.ui.file_dialogs import ask_to_open, ask_to_save
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Row

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

PDF = "PDF (*.pdf)"
IDENTITY = "Signing identity (*.p12 *.pfx)"
CARD = "pkcs11:"
KEY_PLACES = "A file that ends in .p12 or .pfx, or the address of a card: pkcs11:..."
KEY_OPENS = "Of the identity, not of a portfolio; of a card its PIN."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion:
    """Which file a person is asked for."""

    title: str
    """Of the dialog."""
    kinds: str
    """Kind and endings, as Qt's dialogs take them."""
    start: Path
    """The file offered, or the folder to begin in."""
    is_new: bool = False
    """Whether the file is to be made, not opened."""
    may_be_card: bool = False
    """Whether the address of a card may be typed in its place: `pkcs11:token=...`."""


Ask = Callable[[FileQuestion], "Path | None"]
"""Asks a person for a file; None when they think better of it."""


def ask_person(parent: QWidget, question: FileQuestion) -> Path | None:
    """Ask in the system's own dialog, which also asks before a file is replaced."""
    ask = ask_to_save if question.is_new else ask_to_open
    return ask(parent, question.title, question.start, question.kinds)


def documents() -> Path:
    """Return the folder in which this person keeps documents."""
    return documents_folder()


def unused(path: Path) -> Path:
    """Return `path`, or the first of its kind with a number after the name that is free."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free


def with_ending(path: Path, ending: str) -> Path:
    """Return `path` with `ending` after its name, where it has not got it."""
    if path.name.casefold().endswith(ending.casefold()):
        return path
    return path.with_name(path.name + ending)


def is_card(text: str) -> bool:
    """Whether this is the address of a card (RFC 7512) and no file."""
    return text.startswith(CARD)


class PathLine(QWidget):
    """A path that can be typed, and a button that asks for it."""

    changed = Signal()

    def __init__(self, look: Look, button: str) -> None:
        super().__init__()
        self.line = TextLine(look)
        self.button = PlainButton(look, button)
        row = Row(look, gap="s", parent=self)
        row.add(self.line, stretch=1)
        row.add(self.button)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)


class PlaceField(LabelledField):
    """A file to open or to make, with what is wrong about it.

    A file to be made never replaces another unless the person agreed in the dialog.
    """

    def __init__(
        self, look: Look, label: str, question: FileQuestion, ask: Ask, *, explanation: str = ""
    ) -> None:
        """Make the field.

        Args:
            look: The theme in use.
            label: What the file is.
            question: How it is asked for; a new file is offered at `question.start`.
            ask: Asks the person.
            explanation: What helps to choose.
        """
        self._places = PathLine(look, "Choose ...")
        super().__init__(look, label, self._places, explanation=explanation)
        self._question = question
        self._ask = ask
        self._agreed = Path()
        self.button = self._places.button
        self.button.setAccessibleName(f"Choose ... {label}")
        self.line = self._places.line
        if question.is_new:
            self.line.setText(str(question.start))
        self.button.clicked.connect(self._on_choose)
        self._places.changed.connect(self._on_changed)

    def path(self) -> Path | None:
        """Return the file, or None and say in place why there is none."""
        text = self.line.text().strip()
        path = Path(text).expanduser()
        if not text:
            self.set_error("Choose a file first.")
        elif self._question.is_new and path.exists() and path != self._agreed:
            self.set_error("There is a file in that place already. Choose another name.")
        elif self._question.may_be_card and is_card(text):
            self.set_error("")
            return Path(text)
        elif not self._question.is_new and not path.is_file():
            self.set_error("There is no such file. Choose another.")
        else:
            self.set_error("")
        return None if self.error else path

    def show_path(self, path: Path) -> None:
        """Name a file."""
        self.line.setText(str(path))
        self.line.setCursorPosition(len(self.line.text()))

    @Slot()
    def _on_choose(self) -> None:
        text = self.line.text().strip()
        question = FileQuestion(
            title=self._question.title,
            kinds=self._question.kinds,
            start=Path(text) if text else self._question.start,
            is_new=self._question.is_new,
            may_be_card=self._question.may_be_card,
        )
        chosen = self._ask(question)
        if chosen is not None:
            self._agreed = chosen
            ending = self._question.start.suffix if self._question.is_new else ""
            self.show_path(with_ending(chosen, ending))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_changed(self) -> None:
        self.set_error("")
