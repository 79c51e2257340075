"""Asks what becomes of a jotting: which kind of evidence, and where its words go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog

from portfolio_app.model.domain.names import FormId
from portfolio_app.services.jottings import TEXT
from portfolio_app.ui.evidence.to_sort import called_by
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.services.jottings import JottingService
    from portfolio_app.ui.look import Look

WIDTH = 560
"""Px at 100 %."""
AFTERWARDS = (
    "Its words become the beginning of the new piece, and the jotting goes into the bin. "
    "You can take that back."
)


class SortSheet(QDialog):
    """Two questions with sensible answers already chosen; Enter is enough."""

    sorted_into = Signal(object, str, str)
    """The jotting, the id of a form, and the path of the answer."""

    def __init__(
        self,
        look: Look,
        jotting: Evidence,
        forms: Sequence[Form],
        service: JottingService,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._jotting = jotting
        self._service = service
        self.setWindowTitle("Sort a jotting")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(look.theme.px(WIDTH))
        self.words = TextArea(look, jotting.text(TEXT), lines=2, most_lines=6)
        self.words.setReadOnly(True)
        self.form = DropDown(look, [(str(form.id), form.title) for form in forms])
        self.place = DropDown(look, [])
        self.sort = MainButton(look, "Make it evidence")
        self.sort.setDefault(True)
        self.leave = QuietButton(look, "Not now")
        column = Column(look, gap="m", inset="xl", parent=self)
        answers = Flow(look)
        answers.add(self.sort, self.leave)
        column.add(
            LabelledField(look, called_by(jotting), self.words),
            LabelledField(look, "What it becomes", self.form),
            LabelledField(look, "Where its words go", self.place),
            Words(AFTERWARDS, face=Face.SMALL, tone=Role.INK_2),
            answers,
        )
        self.form.chosen.connect(self._show_places)
        self.sort.clicked.connect(self._on_sort)
        self.leave.clicked.connect(self.reject)
        self._show_places()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_places(self) -> None:
        places = self._service.places(self._form())
        titles = [slot.title for slot in places]
        self.place.show_options(
            [
                (
                    str(slot.path),
                    f"{slot.title} ({slot.path})"
                    if titles.count(slot.title) > 1
                    else slot.title,
                )
                for slot in places
            ]
        )
        if places:
            self.place.set_value(str(places[0].path))

    def _fit(self) -> None:
        """Be as high as everything on the sheet needs at its width."""
        if layout := self.layout():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _form(self) -> FormId:
        return FormId(str(self.form.value()))

    @Slot()
    def _on_sort(self) -> None:
        form, place = str(self.form.value()), str(self.place.value())
        self.accept()
        self.sorted_into.emit(self._jotting, form, place)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Find the height that words which wrap need."""
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back, also where the window system does not by itself."""
        super().hideEvent(event)
        if parent := self.parentWidget():
            parent.window().activateWindow()
