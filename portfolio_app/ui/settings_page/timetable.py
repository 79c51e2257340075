"""Part-time work, leave, more time and optional stages; kept when a person says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.model.domain.dates import Dates
from portfolio_app.services.changes import Area
from portfolio_app.ui.dates_editor import DatesEditor
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings


class TimetableSection(Section):
    """The same questions as on the timeline, for whoever looks for them in Settings."""

    areas = Area.PORTFOLIO

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "Your time", note="What moves your dates.")
        self.editor = DatesEditor(around.look, with_days=False)
        self.nothing = Words(
            "The rules of your pathway let nothing move its dates.",
            face=Face.SMALL,
            tone=Role.INK_2,
        )
        self.body.add(self.editor, self.nothing)
        self.editor.hide()
        self.nothing.hide()
        self.editor.kept.connect(self._on_kept)
        self.editor.form.rebuilt.connect(self.rebuilt)

    def reload(self) -> None:
        """Read how the time runs."""
        self.read(self._read, self._show)

    def _read(self, progress: Progress) -> tuple[Portfolio, Pathway]:
        verdicts = self.around.portfolio.verdicts
        return verdicts.portfolio(), verdicts.pathway()

    def _write(self, dates: Dates, progress: Progress) -> Portfolio:
        verdicts = self.around.portfolio.verdicts
        return self.around.portfolio.details.set_all(dates, verdicts.pathway())

    @Slot(object)
    def _show(self, found: tuple[Portfolio, Pathway]) -> None:
        portfolio, pathway = found
        self.editor.show_dates(Dates.of(portfolio), pathway)
        asks = self.editor.form.asks_for_anything()
        self.editor.setVisible(asks)
        self.nothing.setVisible(not asks)

    @Slot(object)
    def _on_kept(self, dates: Dates) -> None:
        self.store(partial(self._write, dates))
