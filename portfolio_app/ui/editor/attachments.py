"""Files added to a piece: by dialog or drop, described, taken away, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.editor.files import DOCUMENTS, FileQuestion
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import UndoNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.ui.look import Look

KINDS = {
    "application/pdf": "PDF",
    "image/jpeg": "Photograph or scan",
    "image/png": "Picture",
    "image/tiff": "Scan",
}


class AttachmentCard(Card):
    """One file: its name, what it is, what it shows."""

    described = Signal(object, str)
    removed = Signal(object)

    def __init__(self, look: Look, attachment: Attachment, remarks: Sequence[str] = ()) -> None:
        super().__init__(look, gap="xs", inset=("s", "m"))
        self.attachment = attachment
        self.remarks = [IconWords(look, "info", remark, tone=Role.INK) for remark in remarks]
        self.name = IconWords(look, "evidence", attachment.name, face=Face.BODY_STRONG)
        self.kind = Words(kind_in_words(attachment), face=Face.SMALL, tone=Role.INK_2)
        label = Words("What it shows", face=Face.SMALL_STRONG)
        self.words = TextArea(
            look,
            attachment.description,
            lines=1,
            name=f"What it shows: {attachment.name}",
            face=Face.BODY,
        )
        label.setBuddy(self.words)
        self.remove = QuietButton(
            look, "Remove", icon="trash", flush=True, name=f"Remove {attachment.name}"
        )
        self.body.add(self.name, self.kind, *self.remarks, label, self.words, self.remove)
        self.words.edited.connect(self._on_edited)
        self.remove.clicked.connect(self._on_remove_clicked)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self.described.emit(self.attachment, text)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self.attachment)


class AttachmentSection(QWidget):
    """The files of a piece that answer no question of its form."""

    files_chosen = Signal(object)
    """A list of paths on this computer."""
    described = Signal(object, str)
    removed = Signal(object)
    restored = Signal(object)
    rebuilt = Signal()
    """There are new cards: the page leads Tab through them in their place."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._last_removed: Attachment | None = None
        self.cards: list[AttachmentCard] = []
        self.add = PlainButton(look, "Add a file", icon="plus")
        self.undo = UndoNotice(look, "")
        self.undo.hide()
        self._list = Column(look, gap="s")
        column = Column(look, gap="m", parent=self)
        column.add(self._list, self.undo, self.add)
        self._question = FileQuestion(self, "Add a file", DOCUMENTS, many=True)
        self.add.clicked.connect(self._question.ask)
        self._question.chosen.connect(self.files_chosen)
        self.undo.undone.connect(self._on_undone)
        self.setFocusProxy(self.add)

    def show_attachments(
        self,
        attachments: Sequence[Attachment],
        remarks: Callable[[Attachment], Sequence[str]],
    ) -> None:
        """Show which files are there; cards of those that stay are kept.

        Args:
            attachments: The files.
            remarks: Returns what is to be known of one, in sentences.
        """
        kept = {card.attachment.id: card for card in self.cards}
        self.cards = []
        for attachment in attachments:
            card = kept.pop(attachment.id, None) or self._card(attachment, remarks(attachment))
            self.cards.append(card)
            self._list.add(card)
        for card in kept.values():
            card.deleteLater()
        self.setFocusProxy(self.cards[0].words if self.cards else self.add)
        self.rebuilt.emit()

    def offer_back(self, attachment: Attachment | None) -> None:
        """Offer to put a removed file back."""
        self._last_removed = attachment
        if attachment:
            self.undo.set_text(f"“{attachment.name}” is in the bin for 30 days")
        self.undo.setVisible(attachment is not None)

    def _card(self, attachment: Attachment, remarks: Sequence[str]) -> AttachmentCard:
        card = AttachmentCard(self._look, attachment, remarks)
        card.described.connect(self.described)
        card.removed.connect(self.removed)
        return card

    @Slot()
    def _on_undone(self) -> None:
        attachment = self._last_removed
        self.offer_back(None)
        self.add.setFocus()
        self.restored.emit(attachment)


def kind_in_words(attachment: Attachment) -> str:
    """Return `PDF, 3 pages, 120 KB`."""
    kind = KINDS.get(attachment.media_type, "File")
    size = max(1, round(attachment.size / 1000))
    large = f"{size / 1000:.1f} MB" if size >= 1000 else f"{size} KB"
    return f"{kind}, {count(attachment.pages, 'page')}, {large}"
