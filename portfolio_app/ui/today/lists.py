"""The lists of Today: how each requirement stands, who is waited for, what was touched last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.shortfalls import named
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.verdict import State as Standing
from portfolio_app.model.domain.wording import day, in_days, joined, sentence, small
from portfolio_app.services.jottings import JOTTING
from portfolio_app.ui.evidence.to_sort import called_by
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.rows import RequirementRow, RowButton, RowContent
from portfolio_app.ui.widgets.words import SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict
    from portfolio_app.ui.look import Look

RECENT = 4
"""Pieces listed as touched last."""
ICONS = {"account": "reflection", "report": "report", "child": "speech"}
"""Of a piece, by the layout of its form."""


class VerdictList(QWidget):
    """The verdict in words, then one row for each requirement."""

    chosen = Signal(object)
    """The `RequirementVerdict` whose row was pressed."""
    authorisations_chosen = Signal()

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__()
        self._look = look
        self._catalogue = catalogue
        self._judged: tuple[RequirementVerdict, ...] = ()
        self.heading = SectionHeading(look, "", face=Face.HEADING)
        self.rows: list[RequirementRow] = []
        rows = QWidget()
        self._rows = Column(look, gap="none", parent=rows)
        column = Column(look, gap="none", parent=self)
        column.add(self.heading, rows)

    def show_verdict(
        self, verdict: Verdict, snapshot: Snapshot, outcome: PanelOutcome | None = None
    ) -> None:
        """Show how the portfolio stands; once the practitioner progresses, that."""
        title = "Ready for the panel" if verdict.ready else "Not ready yet"
        if outcome and outcome.is_ready:
            title = outcome.headline
        self.heading.set_words(title, summary(verdict))
        self._judged = verdict.judged
        empty(self._rows)
        self.rows = []
        for requirement in verdict.judged:
            row = RequirementRow(
                self._look,
                title=requirement.title,
                state=State(requirement.state),
                amount=f"{requirement.have} of {requirement.need}",
                detail=self._detail(requirement, snapshot),
            )
            row.clicked.connect(self._on_clicked)
            self.rows.append(row)
        if authorised := verdict.by_signature:
            names = [self._catalogue.roles[line.role].title for line in authorised if line.role]
            row = RequirementRow(
                self._look,
                title="Authorisations",
                state=State.BY_SIGNATURE,
                detail=sentence(joined(names)),
            )
            row.clicked.connect(self.authorisations_chosen)
            self.rows.append(row)
        self._rows.add(*self.rows)

    def _detail(self, requirement: RequirementVerdict, snapshot: Snapshot) -> str:
        """Say what keeps it from being met, or else what counts for it."""
        if requirement.shortfalls:
            others = len(requirement.shortfalls) - 1
            more = f" And {small(others)} more." if others else ""
            return f"{requirement.shortfalls[0].sentence}{more}"
        if not requirement.met:
            advice = requirement.certainty.advice
            return f"{requirement.asks}. {advice}" if advice else requirement.asks
        pieces = [snapshot.piece(evidence_id) for evidence_id in requirement.counted]
        forms = self._catalogue.forms
        return joined([named(piece, forms[piece.form]) for piece in pieces if piece])

    @Slot()
    def _on_clicked(self) -> None:
        number = next(n for n, row in enumerate(self.rows) if row is self.sender())
        self.chosen.emit(self._judged[number])


class SideList(QWidget):
    """A short list of pieces beside the verdict, under a heading.

    While it is empty it says what belongs there, or is gone.
    """

    chosen = Signal(str, str)
    """The id of a piece, and the path of the answer to open it at, or nothing."""

    def __init__(self, look: Look, title: str, *, empty: str = "") -> None:
        """Make an empty list.

        Args:
            look: The theme in use.
            title: Its heading.
            empty: What belongs there, in words; without them the empty list is hidden.
        """
        super().__init__()
        self._look = look
        self.rows: list[RowButton] = []
        self.empty = Words(empty, face=Face.SMALL, tone=Role.INK_2)
        rows = QWidget()
        self._rows = Column(look, gap="none", parent=rows)
        column = Column(look, gap="none", parent=self)
        column.add(SectionHeading(look, title), rows)
        column.addSpacing(look.theme.space.s)
        column.add(self.empty)

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """Replace the rows."""
        empty(self._rows)
        self.rows = [self._row(row) for row in rows]
        self._rows.add(*self.rows)
        self.empty.setVisible(not rows)
        self.setVisible(bool(rows or self.empty.text()))

    def _row(self, row: SideRow) -> RowButton:
        button = RowButton(self._look, row.content)
        button.setProperty("evidence", row.evidence)
        button.setProperty("path", row.path)
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _on_clicked(self) -> None:
        row = self.sender()
        self.chosen.emit(row.property("evidence"), row.property("path"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """What a row beside the verdict says, and what it opens."""

    content: RowContent
    evidence: str
    path: str = ""


def touched_last(
    pieces: Sequence[Evidence], catalogue: Catalogue, today: date
) -> list[SideRow]:
    """Return the pieces worked on last, the latest first."""
    latest = sorted(pieces, key=lambda piece: piece.changed_at, reverse=True)
    rows = []
    for piece in latest[:RECENT]:
        form = catalogue.forms[piece.form]
        when = in_days(piece.changed_at.astimezone().date(), today)
        untitled = f"Untitled {form.title.lower()}"
        content = RowContent(
            title=called_by(piece) if form.id == JOTTING else piece.title or untitled,
            detail=f"{form.title}, {when}",
            icon="pencil" if form.id == JOTTING else ICONS.get(form.layout, "reflection"),
            stacked=True,
        )
        rows.append(SideRow(content=content, evidence=piece.id))
    return rows


def waiting_on_others(
    verdict: Verdict, snapshot: Snapshot, catalogue: Catalogue
) -> list[SideRow]:
    """Return each piece whose next words are another person's to give, once."""
    rows: dict[str, SideRow] = {}
    for gap in (gap for line in verdict.judged for gap in line.shortfalls):
        if gap.waits_for is None or gap.evidence in rows:
            continue
        piece = snapshot.piece(gap.evidence)
        if piece is None:
            continue
        form, role = catalogue.forms[piece.form], catalogue.roles[gap.waits_for]
        name = snapshot.name_of(piece, form, role.id)
        content = RowContent(
            title=f"{name}, {role.title}" if name else role.heading,
            detail=f"{form.title}, {_title_of(gap.path, piece, catalogue)}",
            icon="state-waiting",
            icon_tone=Role.WAITING,
            stacked=True,
        )
        rows[piece.id] = SideRow(content=content, evidence=piece.id, path=gap.path or "")
    return list(rows.values())


def _title_of(path: FieldPath | None, piece: Evidence, catalogue: Catalogue) -> str:
    form = catalogue.forms[piece.form]
    slot = slot_at(form, piece.answers, catalogue.models, path) if path else None
    return f"“{slot.title}”" if slot else named(piece, form)


def steps_to_take(outcome: PanelOutcome | None, today: date) -> list[SideRow]:
    """Return the further work that the panel asked for and that is not done, nearest first."""
    rows: list[SideRow] = []
    if outcome is None:
        return rows
    for step in outcome.open_steps:
        when = f"By {day(step.by)}, {in_days(step.by, today)}." if step.by else "Without a day."
        who = f" With: {step.who.rstrip('.')}." if step.who else ""
        is_over = step.by is not None and step.by < today
        content = RowContent(
            title=step.what.rstrip("."),
            detail=f"{when}{who}",
            icon="state-partly" if is_over else "calendar",
            icon_tone=Role.PARTLY if is_over else Role.ACCENT,
            stacked=True,
        )
        found = SideRow(content=content, evidence=outcome.evidence, path=step.path)
        rows.append(found)
    return rows


def empty(column: Column) -> None:
    """Take out and delete every widget of `column`."""
    while item := column.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


_PHRASES = (
    (Standing.MET, "is met", "are met"),
    (Standing.PARTLY, "is half done", "are half done"),
    (Standing.WAITING, "waits for other people", "wait for other people"),
    (Standing.PROBLEM, "has a problem", "have a problem"),
    (Standing.MISSING, "is not begun", "are not begun"),
)


def summary(verdict: Verdict) -> str:
    """Return the verdict in one sentence, such as one is met, two are half done."""
    parts: list[str] = []
    for state, one, many in _PHRASES:
        number = sum(line.state is state for line in verdict.judged)
        if number:
            noun = "" if parts else " requirement" if number == 1 else " requirements"
            parts.append(f"{small(number)}{noun} {one if number == 1 else many}")
    return f"{sentence(joined(parts))}."
