"""The middle of the Pack screen: the pages as they would be printed today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFrame, QWidget

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.notices import Bar, ProblemNotice
from portfolio_app.ui.widgets.preview import PagePreview
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from portfolio_app.services.packs import PackService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import Task, TaskRunner

POINTS_ACROSS = 595.28
"""Width of A4 in points; a picture of one point to the pixel is so wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    data: bytes
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    draft: _Draft
    page: int
    width: int
    """Device pixels, as it was asked for."""
    image: QImage


class PagesPanel(QFrame):
    """Draws the draft, and each page as it comes into view, off the GUI thread."""

    def __init__(self, look: Look, packs: PackService, runner: TaskRunner) -> None:
        super().__init__()
        self._look = look
        self._packs = packs
        self._runner = runner
        self._draft: _Draft | None = None
        self._drawing: Task | None = None
        self.stage = ""
        """The id of the review whose pack is drawn; empty for the whole pathway."""
        self.preview = PagePreview(look, name="Pages of the pack")
        self.problem = ProblemNotice(look, retry="Try again")
        self.bar = Bar(look, "Drawing the pages")
        self.note = Words("", face=Face.CAPTION, tone=Role.INK_2, wrap=False)
        self.state = QWidget()
        row = Row(look, gap="m", parent=self.state)
        row.add(self.note)
        row.add(self.bar, stretch=1)
        column = Column(look, gap="s", inset="l", parent=self)
        column.add(self.problem, self.state)
        column.add(self.preview, stretch=1)
        self.problem.hide()
        self.state.hide()
        self.preview.wanted.connect(self._on_wanted)
        self.problem.retried.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Draw the pages again; the last ones stay until the new ones are there."""
        self.stop()
        self.problem.show_words("")
        self.note.setText("Drawing the pages")
        self.bar.setRange(0, 0)
        self.state.show()
        self._drawing = self._runner.run(
            partial(self._draw, self.stage), done=self._on_drawn, failed=self._on_failed
        )
        self._drawing.progressed.connect(self._on_progressed)
        self._drawing.ended.connect(self._on_ended)

    def stop(self) -> bool:
        """Give up drawing, and return whether it was going on."""
        if self._drawing is None:
            return False
        self._drawing.cancel()
        return True

    # Off the GUI thread

    def _draw(self, stage: str, progress: Progress) -> _Draft:
        drawn = self._packs.draft(progress, stage)
        first = ("Cover", "Contents")
        rest = (f"Page {number}" for number in range(len(first) + 1, drawn.pages + 1))
        return _Draft(data=drawn.data, labels=(*first, *rest)[: drawn.pages])

    def _picture(self, draft: _Draft, page: int, width: int, progress: Progress) -> _Picture:
        png = self._packs.page_image(draft.data, page, width / POINTS_ACROSS)
        return _Picture(draft=draft, page=page, width=width, image=QImage.fromData(png))

    # Answering

    @Slot(object)
    def _on_drawn(self, draft: _Draft) -> None:
        self._draft = draft
        self.preview.show_pages(draft.labels, current=max(0, self.preview.current()))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.problem.show_words(*in_words(error))

    @Slot(int, int, str)
    def _on_progressed(self, done: int, total: int, note: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.note.setText(note)

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._drawing:
            self._drawing = None
            self.state.hide()

    @Slot(int, int)
    def _on_wanted(self, page: int, width: int) -> None:
        if self._draft is not None:
            work = partial(self._picture, self._draft, page, width)
            self._runner.run(work, done=self._on_picture, failed=self._on_failed)

    @Slot(object)
    def _on_picture(self, picture: _Picture) -> None:
        if picture.draft is self._draft:
            self.preview.put(picture.page, picture.width, picture.image)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground on which the pages lie."""
        theme = self._look.theme
        line = theme.border.hairline
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(Role.LINE))
        ground = self.rect().adjusted(line, line, -line, 0)
        painter.fillRect(ground, theme.colour(Role.SUNKEN))
