"""Which pieces a reader with ten minutes should read; nothing is moved for that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import day
from portfolio_app.ui.focus import follow_by_tab
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import MainButton
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import PageHeading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner


class CoreScreen(QWidget):
    """A row for each piece; pressing it marks it, or takes the mark away. Kept at once."""

    left = Signal()

    def __init__(self, look: Look, portfolio: OpenPortfolio, runner: TaskRunner) -> None:
        super().__init__()
        self._look = look
        self._portfolio = portfolio
        self._runner = runner
        self.rows: dict[EvidenceId, RowButton] = {}
        self.problem = ProblemNotice(look)
        self.back = MainButton(look, "Back to the pack")
        self._list = Narrow(look, gap="none")
        scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name="Pages to read first"
        )
        scrolled.body.add(
            PageHeading(
                look,
                "Pages to read first",
                note="The cover lists these for a reader who has ten minutes, with their "
                "pages. The order of the pack stays as it is.",
            ),
            self.problem,
            self._list,
        )
        scrolled.body.add(self.back, align=Qt.AlignmentFlag.AlignLeft)
        scrolled.body.addStretch(1)
        self.problem.hide()
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)
        self.first: QWidget = self.back
        self.back.clicked.connect(self.left)
        runner.run(self._read, done=self._show, failed=self._on_failed)

    def _read(self, progress: Progress) -> tuple[Evidence, ...]:
        forms = self._portfolio.verdicts.catalogue.forms
        found = self._portfolio.evidence.all()
        return tuple(piece for piece in found if not forms[piece.form].kept_out)

    @Slot(object)
    def _show(self, pieces: tuple[Evidence, ...]) -> None:
        for piece in pieces:
            row = RowButton(self._look, self._content(piece))
            row.setProperty("piece", piece.id)
            row.setProperty("core", piece.core)
            row.clicked.connect(self._on_row)
            self.rows[piece.id] = row
            self._list.body.add(row)
        if not pieces:
            self._list.body.add(Words("There is no evidence yet.", tone=Role.INK_2))
        stops = (*self.rows.values(), self.back)
        follow_by_tab(stops[0], stops[1:])

    def _content(self, piece: Evidence) -> RowContent:
        form = self._portfolio.verdicts.catalogue.forms[piece.form]
        facts = (form.title, day(piece.date) if piece.date else "")
        title = piece.title or f"Untitled {form.title.lower()}"
        return _marked(title, ", ".join(fact for fact in facts if fact), core=piece.core)

    @Slot()
    def _on_row(self) -> None:
        row = self.sender()
        if not isinstance(row, RowButton):
            return
        core = not row.property("core")
        row.setProperty("core", core)
        row.show_content(_marked(row.content.title, row.content.detail, core=core))
        self._runner.run(
            partial(self._mark, row.property("piece"), core),
            done=self._on_marked,
            failed=self._on_failed,
        )

    def _mark(self, piece: EvidenceId, core: bool, progress: Progress) -> None:
        self._portfolio.evidence.mark_core(piece, core)

    @Slot(object)
    def _on_marked(self, nothing: object) -> None:
        self.problem.show_words("")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.problem.show_words(*in_words(error))


def _marked(title: str, detail: str, *, core: bool) -> RowContent:
    return RowContent(
        title=title,
        detail=detail,
        icon="state-met" if core else "state-missing",
        icon_tone=Role.MET if core else Role.INK_3,
        end="Read first" if core else "Not marked",
        end_tone=Role.MET if core else Role.INK_2,
        chevron=False,
        stacked=True,
    )
