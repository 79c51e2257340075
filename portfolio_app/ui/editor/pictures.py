"""A picture that answers a question, with what is to be seen on it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.ui.editor.files import PICTURES, FileQuestion
from portfolio_app.ui.editor.writing import WritingArea
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.ui.look import Look

THUMBNAIL = 240
"""Greatest width and height of a thumbnail, px at 100 %."""


class Thumbnail(QWidget):
    """A small view of a picture; what is to be seen stands in words beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_image(self, image: QImage) -> None:
        """Show a picture, or nothing."""
        self._image = image
        self.setVisible(not image.isNull())
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the size of the picture within its bounds."""
        edge = self._look.theme.px(THUMBNAIL)
        if self._image.isNull():
            return QSize(0, 0)
        return self._image.size().scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture with a hairline round it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(self._look.theme.colour(Role.LINE))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PictureAnswer(QWidget):
    """Choose a picture, describe it, take it away."""

    edited = Signal(str)
    """The description."""
    file_chosen = Signal(object)
    """The path of a picture on this computer."""
    removed = Signal(object)
    """The `Attachment`."""

    def __init__(
        self, look: Look, description: str, attachment: Attachment | None, *, name: str
    ) -> None:
        super().__init__()
        self._look = look
        self._attachment: Attachment | None = None
        self._name = name
        self.thumbnail = Thumbnail(look)
        self.file = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.choose = PlainButton(look, "Choose a picture", icon="plus")
        self.remove = QuietButton(look, "Remove the picture", flush=True)
        label = Words("What is to be seen", face=Face.SMALL_STRONG)
        self.words = WritingArea(look, description, name=f"{name}: what is to be seen", lines=2)
        label.setBuddy(self.words)
        buttons = Flow(look, gap="m")
        buttons.add(self.choose, self.remove)
        column = Column(look, gap="s", parent=self)
        column.add(self.thumbnail, self.file)
        column.add(buttons)
        column.add(label, self.words)
        self.setFocusProxy(self.choose)
        question = FileQuestion(self, name, PICTURES)
        self.choose.clicked.connect(question.ask)
        question.chosen.connect(self._on_chosen)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.words.edited.connect(self.edited)
        self.show_attachment(attachment)

    @property
    def attachment(self) -> Attachment | None:
        """The picture that is there."""
        return self._attachment

    def show_attachment(self, attachment: Attachment | None) -> None:
        """Show which picture is there; its thumbnail follows when it has been read."""
        self._attachment = attachment
        self.file.setText(attachment.name if attachment else "")
        self.file.setVisible(attachment is not None)
        self.remove.setVisible(attachment is not None)
        self.choose.setText("Choose another picture" if attachment else "Choose a picture")
        self.choose.setAccessibleDescription(self._name)
        self.choose.updateGeometry()
        if attachment is None:
            self.thumbnail.show_image(QImage())

    @Slot(object)
    def _on_chosen(self, paths: list[object]) -> None:
        for path in paths[:1]:
            self.file_chosen.emit(path)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.choose.setFocus()
        self.removed.emit(self._attachment)
