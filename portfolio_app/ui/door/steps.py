"""The four questions of the first start, each a screen that says whether it is answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.choices import Choice, ChoiceList
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.timeline import Moment, TimelineStrip
from portfolio_app.ui.widgets.words import Hairline, PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.ui.look import Look

PASSPHRASE_LEAST = 12
"""Characters; the vault refuses fewer."""


class Step(QWidget):
    """One question. `complaint` is empty when it is answered well enough to go on."""

    def __init__(self, look: Look, title: str, note: str) -> None:
        super().__init__()
        self._look = look
        self.scrolled = Scrolled(look, gap="l", inset=("page_top", "page_side"), name=title)
        self.scrolled.body.add(PageHeading(look, title, note=note))
        self.narrow = Narrow(look)
        self.scrolled.body.add(self.narrow)
        Column(look, gap="none", parent=self).add(self.scrolled, stretch=1)

    def complaint(self) -> str:
        """Check the answer, say in place what is missing, and return the same sentence."""
        return ""

    def summary(self) -> str:
        """Return the answer in a few words, for the list of steps."""
        return ""


class WhoStep(Step):
    """Who you are."""

    example_wanted = Signal()
    open_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Who are you?", "It stands on the cover of your pack.")
        self.name = LabelledField(look, "Your name", TextLine(look))
        self.number = LabelledField(
            look,
            "Social Work England number",
            TextLine(look),
            explanation="Such as SW123456. You can add it later.",
        )
        self.job = LabelledField(look, "Job title", TextLine(look), explanation="If you like.")
        self.team = LabelledField(look, "Team", TextLine(look), explanation="If you like.")
        self.narrow.body.add(self.name, self.number, self.job, self.team, Hairline(look))
        self.narrow.body.add(Words("Or begin elsewhere", tone=Role.INK_2))
        others = Flow(look)
        for words, signal in (
            ("Look around a finished example", self.example_wanted),
            ("Open a portfolio you have", self.open_wanted),
            ("Sign or check a document", self.check_wanted),
        ):
            button = PlainButton(look, words)
            button.clicked.connect(signal)
            others.add(button)
        self.narrow.body.add(others)
        self.scrolled.body.addStretch(1)

    def complaint(self) -> str:
        """Ask for the name."""
        words = "" if _text(self.name) else "Your name is needed for the cover."
        self.name.set_error(words)
        return words

    def summary(self) -> str:
        """Return the name."""
        return _text(self.name)

    def practitioner(self) -> Practitioner:
        """Return who the portfolio is for."""
        return Practitioner(
            name=_text(self.name),
            swe_number=_text(self.number),
            job_title=_text(self.job),
            team=_text(self.team),
        )


class PathwayStep(Step):
    """Which pathway you are on."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            "Which pathway are you on?",
            "It decides what your pack must hold. What you write stays yours if it changes.",
        )
        self._pathways: tuple[Pathway, ...] = ()
        self.search = TextLine(look, icon="search", hint="Find a council or a role")
        self.cards = ChoiceList(look, name="Pathway", columns=3)
        self._problem = Words("", tone=Role.PROBLEM)
        self.narrow.body.add(self.search)
        self.scrolled.body.add(self.cards, self._problem)
        self.scrolled.body.addStretch(1)
        self.search.textChanged.connect(self._on_searched)

    def show_pathways(self, pathways: Sequence[Pathway]) -> None:
        """Offer these rule packs; a single one is chosen at once."""
        self._pathways = tuple(pathways)
        self._show("")
        if len(self._pathways) == 1:
            self.cards.set_value(self._pathways[0].id)

    def pathway(self) -> Pathway | None:
        """Return the chosen rules."""
        return next((p for p in self._pathways if p.id == self.cards.value()), None)

    def complaint(self) -> str:
        """Ask for a choice."""
        words = "" if self.pathway() else "Choose the pathway whose panel you are going to."
        self._problem.setText(words)
        return words

    def summary(self) -> str:
        """Return the title of the chosen rules."""
        pathway = self.pathway()
        return pathway.title if pathway else ""

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        chosen = self.cards.value()
        self._show(words)
        self.cards.set_value(chosen)

    def _show(self, words: str) -> None:
        wanted = words.casefold().split()
        self.cards.show_choices(
            [
                Choice(
                    value=p.id,
                    title=p.title,
                    kicker=p.authority,
                    text=p.asks,
                    facts=(
                        ("calendar", p.months or "Your own panel date"),
                        ("guidance", p.source),
                    ),
                )
                for p in self._pathways
                if all(w in f"{p.authority} {p.title} {p.asks}".casefold() for w in wanted)
            ]
        )


class DatesStep(Step):
    """Your dates, with the timeline drawn as they are typed."""

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(
            look,
            "What are your dates?",
            "Leave out what you do not know yet; you can add it later.",
        )
        self._today = today
        self._lead = 0
        self._submit_is_ours = True
        self.started = LabelledField(look, "Started", DateField(look, today))
        self.panel = LabelledField(
            look, "Panel date", DateField(look), explanation="From your academy’s letter."
        )
        self.submit = LabelledField(
            look,
            "Pack to be in by",
            DateField(look),
            explanation="Ask your academy; often weeks earlier.",
        )
        self.strip = TimelineStrip(look)
        self.narrow.body.add(self.started, self.panel, self.submit)
        self.scrolled.body.add(self.strip)
        self.scrolled.body.addStretch(1)
        for field in (self.started, self.panel, self.submit):
            _dated(field).day_changed.connect(self._redraw)
        self._redraw()

    def follow(self, pathway: Pathway | None) -> None:
        """Take over how long before the panel the rules want the pack."""
        self._lead = pathway.days_before_panel if pathway else 0

    def days(self) -> tuple[date | None, date | None, date | None]:
        """Return when it started, the panel, and when the pack must be in."""
        panel, submit = _dated(self.panel).day(), _dated(self.submit).day()
        if panel and submit is None and self._lead:
            submit = panel - timedelta(days=self._lead)
        return _dated(self.started).day(), panel, submit

    def complaint(self) -> str:
        """Check that the days can be read and follow one another."""
        for field in (self.started, self.panel, self.submit):
            if field.error:
                return field.error
            if not _dated(field).is_empty() and _dated(field).day() is None:
                field.set_error("This is not a day such as 14 January 2027.")
                return field.error
        _, panel, submit = self.days()
        late = panel and submit and submit > panel
        words = "This lies after the panel: choose an earlier day." if late else ""
        self.submit.set_error(words)
        return words

    def summary(self) -> str:
        """Return the panel date in words."""
        panel = self.days()[1]
        return f"Panel {panel.day} {panel:%B %Y}" if panel else "No panel date yet"

    @Slot()
    def _redraw(self) -> None:
        started, panel, submit = self.days()
        named = (
            ("Started", started, State.MET),
            ("Submit", submit, None),
            ("Panel", panel, None),
        )
        moments = [Moment(day=d, title=t, state=s) for t, d, s in named if d]
        self.strip.setVisible(len(moments) > 1)
        self.strip.show_moments(moments, self._today)


class ProtectStep(Step):
    """The passphrase, and where the portfolio is kept."""

    def __init__(self, look: Look, folder: Path) -> None:
        super().__init__(
            look,
            "Protect it",
            "The portfolio is encrypted. Without the passphrase or the recovery code nobody, "
            "not even we, can open it.",
        )
        self.passphrase = LabelledField(
            look,
            "Passphrase",
            PassphraseField(look),
            explanation=f"At least {PASSPHRASE_LEAST} characters. Four or five words that only "
            "you would put together are easy to remember and hard to guess.",
        )
        self.again = LabelledField(look, "Once more", PassphraseField(look, name="Once more"))
        self.folder = folder
        self.place = Words("", face=Face.BODY)
        change = QuietButton(look, "Choose another place", flush=True)
        change.clicked.connect(self._on_change)
        self._problem = Words("", tone=Role.PROBLEM)
        kept = Column(look, gap="xs")
        kept.add(Words("Kept in", face=Face.BODY_STRONG), self.place, change)
        self.narrow.body.add(self.passphrase, self.again)
        self.narrow.body.addLayout(kept)
        self.narrow.body.add(self._problem)
        self.scrolled.body.addStretch(1)
        self._show_place()

    def secret(self) -> str:
        """Return the chosen passphrase."""
        return _secret(self.passphrase).text()

    def complaint(self) -> str:
        """Check length and that both are the same."""
        short = len(self.secret().strip()) < PASSPHRASE_LEAST
        self.passphrase.set_error(
            f"At least {PASSPHRASE_LEAST} characters, please." if short else ""
        )
        differs = self.secret() != _secret(self.again).text()
        self.again.set_error("The two are not the same." if differs and not short else "")
        return self.passphrase.error or self.again.error

    def show_problem(self, words: str) -> None:
        """Say why the portfolio could not be made here."""
        self._problem.setText(words)

    @Slot()
    def _on_change(self) -> None:
        chosen = QFileDialog.getSaveFileName(
            self, "Where to keep the portfolio", str(self.folder), "Portfolio (*.portfolio)"
        )[0]
        if chosen:
            self.folder = Path(chosen).with_suffix(".portfolio")
            self._show_place()

    def _show_place(self) -> None:
        self.place.setText(str(self.folder))


def _text(field: LabelledField) -> str:
    control = field.control
    return control.text().strip() if isinstance(control, TextLine) else ""


def _dated(field: LabelledField) -> DateField:
    if not isinstance(field.control, DateField):
        raise TypeError(field.control)
    return field.control


def _secret(field: LabelledField) -> PassphraseField:
    if not isinstance(field.control, PassphraseField):
        raise TypeError(field.control)
    return field.control
