"""What was removed: how long it is kept, and the ways back and out for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from portfolio_app.model.domain.bin import KEPT
from portfolio_app.model.domain.wording import count, in_days, joined, sentence
from portfolio_app.ui.evidence.standing import title_of
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import DangerButton, IconButton, PlainButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.notices import EmptyPlace
from portfolio_app.ui.widgets.words import Hairline, PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portfolio_app.model.domain.bin import Removed
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.ui.look import Look

NOTE: Final = f"What you remove is kept here for {KEPT.days} days, then destroyed."


class BinRow(QWidget):
    """Something that was removed."""

    put_back_wanted = Signal(object)
    destroy_wanted = Signal(object)

    def __init__(
        self, look: Look, removed: Removed, catalogue: Catalogue, now: datetime
    ) -> None:
        super().__init__()
        self.removed = removed
        form = catalogue.forms[removed.piece.form]
        piece = title_of(removed.piece, form)
        self.title = removed.attachment.name if removed.attachment else piece
        what = f"File of “{piece}”" if removed.attachment else form.title
        when = in_days(removed.at.astimezone().date(), now.astimezone().date())
        left = count(removed.days_left(now), "day")
        self.detail = f"{what}, removed {when}. Kept for {left} more."
        self.put_back = PlainButton(
            look, "Put back", icon="undo", name=f"Put “{self.title}” back"
        )
        self.end = DangerButton(look, "Destroy now", name=f"Destroy “{self.title}” now")
        words = Column(look, gap="xs")
        words.add(Words(self.title, face=Face.BODY_STRONG))
        words.add(Words(self.detail, face=Face.SMALL, tone=Role.INK_2))
        buttons = Flow(look, gap="s")
        buttons.add(self.put_back, self.end)
        both = Column(look, gap="s", inset=("m", "none"))
        both.add(words, buttons)
        Column(look, gap="none", parent=self).add(both, Hairline(look))
        self.put_back.clicked.connect(self._on_put_back)
        self.end.clicked.connect(self._on_destroy)

    @Slot()
    def _on_put_back(self) -> None:
        self.put_back_wanted.emit(self.removed)

    @Slot()
    def _on_destroy(self) -> None:
        self.destroy_wanted.emit(self.removed)


class BinView(Scrolled):
    """Everything in the bin, most recently removed first."""

    left = Signal()
    put_back_wanted = Signal(object)
    destroyed_for_good = Signal(object)
    """The person confirmed that something is to be destroyed."""

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__(look, gap="l", inset=("page_top", "page_side"), name="Bin")
        self._look = look
        self._catalogue = catalogue
        self._asked: Removed | None = None
        self.rows: list[BinRow] = []
        self.back = IconButton(look, "arrow-left", "Back to the evidence")
        top = Row(look, gap="m")
        top.add(self.back)
        top.add(PageHeading(look, "Bin", note=NOTE), stretch=1)
        self.empty = EmptyPlace(
            look,
            icon="trash",
            title="The bin is empty",
            text=NOTE,
        )
        self._list = Column(look, gap="none")
        self.body.add(top)
        self.body.add(self._list)
        self.body.add(self.empty)
        self.body.addStretch(1)
        self.back.clicked.connect(self.left)

    def show_removed(self, everything: Sequence[Removed], now: datetime) -> None:
        """Show what is in the bin now."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [BinRow(self._look, each, self._catalogue, now) for each in everything]
        for row in self.rows:
            row.put_back_wanted.connect(self.put_back_wanted)
            row.destroy_wanted.connect(self._ask)
            self._list.add(row)
        self.empty.setVisible(not self.rows)

    @Slot(object)
    def _ask(self, removed: Removed) -> None:
        """Ask before anything is destroyed; keeping it is the answer by default."""
        self._asked = removed
        row = next(row for row in self.rows if row.removed is removed)
        box = QMessageBox(self)
        box.setText(f"Destroy “{row.title}” for good?")
        box.setInformativeText(
            "Its words, its history and its files are gone then, and cannot be brought back. "
            f"Backups that were made before still hold it.{_kept(removed)}"
        )
        keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
        destroy = box.addButton("Destroy it", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        destroy.clicked.connect(self._on_confirmed)
        box.open()
        box.finished.connect(box.deleteLater)

    @Slot()
    def _on_confirmed(self) -> None:
        removed, self._asked = self._asked, None
        if removed:
            self.destroyed_for_good.emit(removed)


def _kept(removed: Removed) -> str:
    """Return a sentence on the pieces that go on saying its words."""
    if not removed.shown_by:
        return ""
    named = [f"“{title}”" if title else "another piece" for title in removed.shown_by]
    verb = "keeps" if len(named) == 1 else "keep"
    what = sentence(joined(list(dict.fromkeys(named))))
    return f"\n\n{what} {verb} the words that show there."
