"""The larger widgets in the shell, with invented content, beside the design's Today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from portfolio_app.ui.settings import Settings
from portfolio_app.ui.shell import Shell
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid
from portfolio_app.ui.widgets.fitting import Flow, SideBySide
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.rows import RequirementRow, RowButton, RowContent
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.steps import Link, SignOffChain, Standing, StepList
from portfolio_app.ui.widgets.timeline import Moment, TimelineStrip
from portfolio_app.ui.widgets.words import Card, PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look


def _task(look: Look) -> Card:
    card = Card(look, inset="xl", gap="l")
    top = Flow(look)
    top.add(
        Words("I have", tone=Role.INK_2, wrap=False),
        Segments(look, [(n, f"{n} minutes") for n in (5, 20, 60)], name="I have", value=20),
    )
    top.add(QuietButton(look, "Choose something else", flush=True))
    words = Words("Write the conclusion of “The strategy meeting for Child B”", face=Face.TITLE)
    why = Words(
        "The panel asks for two reflective summaries and you have one. <b>This is your biggest "
        "gap before the nearest date:</b> Helen needs it by Friday 4 December.",
        tone=Role.INK_2,
        rich=True,
    )
    foot = Flow(look, gap="l")
    foot.add(
        MainButton(look, "Start", trailing="arrow-right"),
        IconWords(look, "clock", "About 20 minutes", wrap=False),
        IconWords(look, "pencil", "About 150 words", wrap=False),
    )
    card.body.add(top, words, why, foot)
    return card


def _verdict(look: Look) -> Column:
    column = Column(look, gap="none")
    column.add(
        SectionHeading(
            look, "Not ready yet", note="One is met, two are half done.", face=Face.HEADING
        ),
        RequirementRow(
            look, title="Reflective summaries", state=State.PARTLY, amount="1 of 2",
            detail="Second one is a draft, 612 words",
        ),
        RequirementRow(
            look, title="Practice observation", state=State.MET, amount="1 of 1",
            detail="By Helen Marsh, team manager, on 6 October",
        ),
        RequirementRow(
            look, title="Manager’s report", state=State.WAITING,
            detail="Asked 17 November, one page at most",
        ),
        RequirementRow(
            look, title="Children’s feedback", state=State.MISSING, amount="0 of 2",
            detail="A quarter of an hour together is enough for one, whenever it comes",
        ),
        RequirementRow(
            look, title="Authorisations", state=State.BY_SIGNATURE,
            detail="Service manager, head of service",
        ),
    )  # fmt: skip
    return column


def _aside(look: Look) -> Column:
    column = Column(look, gap="none")
    column.add(SectionHeading(look, "Recently touched"))
    for title, detail, icon in (
        (
            "The strategy meeting for Child B",
            "Reflective summary, yesterday at 16:05",
            "reflection",
        ),
        ("What Child A told me", "Children’s feedback, Friday", "speech"),
    ):
        content = RowContent(title=title, detail=detail, icon=icon, stacked=True, chevron=False)
        column.add(RowButton(look, content))
    column.addSpacing(look.theme.space.l)
    column.add(
        SignOffChain(
            look,
            [
                Link(title="Priya Nair", note="Practitioner", standing=Standing.CURRENT,
                     state=State.PARTLY, state_words="After the four things"),
                Link(title="Helen Marsh", note="Team manager", state=State.MISSING,
                     state_words="Signs after you"),
            ],
            name="Who signs",
        ),
        FingerprintGrid(look, "7F3A91C20D58B6E42A17C90F4E83D51B" * 2, of="Joanne Whitlock"),
    )  # fmt: skip
    column.addStretch(1)
    return column


def _strip(look: Look) -> TimelineStrip:
    strip = TimelineStrip(look)
    strip.show_moments(
        [
            Moment(day=date(2026, 9, 7), title="Started", state=State.MET),
            Moment(day=date(2026, 10, 6), title="Observed", state=State.MET),
            Moment(day=date(2026, 12, 4), title="Manager’s report", state=State.WAITING),
            Moment(day=date(2027, 1, 7), title="Submit"),
            Moment(day=date(2027, 1, 14), title="Panel"),
        ],
        date(2026, 11, 24),
    )
    return strip


def places(look: Look) -> QWidget:
    """Return a shell of invented places."""
    shell = Shell(look, Settings(), title="Board")
    page = Scrolled(look, gap="l", inset=("page_top", "page_side"), name="Today")
    column = page.body
    left, right = QWidget(), QWidget()
    first = Column(look, gap="l", parent=left)
    first.add(_task(look), _verdict(look))
    first.addStretch(1)
    Column(look, parent=right).add(_aside(look))
    both = SideBySide(look, left, right, least_width=900)
    column.add(
        PageHeading(look, "Good morning, Priya", note="The Level 3 panel is in 51 days."), both
    )
    column.addStretch(1)
    column.add(_strip(look))
    steps = StepList(
        look,
        [("Who you are", "Priya Nair, Bexley"), ("Which pathway", "What your panel asks for"),
         ("Your dates", "Panel and submission"), ("Protect it", "Passphrase, recovery sheet")],
        name="Steps",
    )  # fmt: skip
    steps.set_current(1)
    shell.add_place("today", "Today", "today", page)
    shell.add_place("evidence", "Evidence", "evidence", steps)
    shell.add_place("pack", "Pack", "pack", QWidget())
    shell.add_place("settings", "Settings", "settings", QWidget(), is_below=True)
    shell.add_action("lock", "Lock", "lock", keys="Ctrl+L")
    shell.set_count("evidence", 3, "3 waiting")
    return shell
