"""A comparison of two sets of rules on a page: requirement by requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.comparing import Change
from portfolio_app.model.domain.wording import count
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords, StateLabel, Tag
from portfolio_app.ui.widgets.words import Card, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portfolio_app.model.domain.comparing import Comparison, RequirementChange
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict
    from portfolio_app.ui.look import Look

_TAGS = {
    Change.CHANGED: ("Changes", Role.PARTLY, Role.PARTLY_SOFT),
    Change.ADDED: ("New", Role.ACCENT, Role.ACCENT_SOFT),
    Change.REMOVED: ("Goes", Role.MISSING, Role.MISSING_SOFT),
    Change.SAME: ("As before", Role.MISSING, Role.MISSING_SOFT),
}


class ComparisonView(QWidget):
    """Says of every requirement what becomes of it, and of every piece where it stands."""

    def __init__(
        self, look: Look, comparison: Comparison, titles: Mapping[EvidenceId, str]
    ) -> None:
        """Make the view.

        Args:
            look: The theme in use.
            comparison: What to show.
            titles: Of the pieces.
        """
        super().__init__()
        self._look = look
        self._titles = titles
        body = Column(look, gap="xl", parent=self)
        body.add(self._summary(comparison))
        for heading, changes in (
            ("What changes", {Change.CHANGED}),
            ("What is asked for from then on", {Change.ADDED}),
            ("What is no longer asked for", {Change.REMOVED}),
            ("What stays as it is", {Change.SAME}),
        ):
            lines = [r for r in comparison.requirements if r.change in changes]
            if lines:
                part = Column(look, gap="s")
                part.add(SectionHeading(look, heading, note=str(len(lines))))
                part.add(*(self._line(line) for line in lines))
                body.add(part)
        self._add_rest(body, comparison)

    def _summary(self, found: Comparison) -> QWidget:
        card = Card(self._look, gap="s", inset="l")
        if found.is_same:
            card.body.add(Words("Nothing would change for this portfolio.", face=Face.LEAD))
        card.body.add(
            Words(f"Now: {_met(found.now)}", face=Face.BODY_STRONG),
            Words(f"Then: {_met(found.then)}", face=Face.BODY_STRONG),
        )
        return card

    def _line(self, line: RequirementChange) -> QWidget:
        card = Card(self._look, gap="xs", inset="l")
        words, tone, tint = _TAGS[line.change]
        card.body.add(Words(line.title, face=Face.BODY_STRONG))
        tag = Tag(self._look, words, tone=tone, tint=tint)
        card.body.add(tag, align=Qt.AlignmentFlag.AlignLeft)
        if line.now and line.then:
            card.body.add(self._standing("Now", line.now), self._standing("Then", line.then))
        elif line.then:
            card.body.add(self._standing("Then", line.then))
        if line.change is Change.CHANGED:
            for sentence in line.no_longer:
                card.body.add(Words(f"No longer: {sentence}", tone=Role.INK_2))
        for sentence in line.from_then:
            card.body.add(Words(sentence))
        counted = [self._titles[piece] for piece in line.counting if piece in self._titles]
        if counted:
            card.body.add(Words(f"Counts: {'; '.join(counted)}", face=Face.SMALL))
        missing = line.then.reasons if line.then and line.change is not Change.SAME else ()
        for reason in missing:
            card.body.add(Words(f"Missing: {reason}", face=Face.SMALL, tone=Role.INK_2))
        return card

    def _standing(self, when: str, line: RequirementVerdict) -> QWidget:
        amount = f"{line.have} of {line.need}"
        row = QWidget()
        flow = Flow(self._look, parent=row, gap="s")
        state = StateLabel(self._look, State(str(line.state)), amount)
        flow.add(Words(f"{when}:", face=Face.SMALL, tone=Role.INK_2, wrap=False), state)
        return row

    def _add_rest(self, body: Column, found: Comparison) -> None:
        rest = [*found.around, *_kept(found, self._titles)]
        if rest:
            part = Column(self._look, gap="s")
            part.add(SectionHeading(self._look, "What else to know"))
            part.add(*(IconWords(self._look, "info", said, tone=Role.INK) for said in rest))
            body.add(part)


def _met(verdict: Verdict) -> str:
    met = sum(line.met for line in verdict.judged)
    ready = "ready" if verdict.ready else "not ready"
    return f"{met} of {count(len(verdict.judged), 'requirement')} met, {ready}."


def _kept(found: Comparison, titles: Mapping[EvidenceId, str]) -> Iterator[str]:
    for piece in found.without_place:
        yield f"“{titles.get(piece, '')}” has no place in these rules. It is kept all the same."
    for piece, hidden in found.out_of_sight:
        words = count(hidden, "answer")
        yield (
            f"In “{titles.get(piece, '')}”, {words} would no longer be asked for. What is "
            "written there is kept, and shows again if you move back."
        )
