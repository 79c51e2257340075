"""The cover as text in one column, for an edition that is reflowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Spacer

from portfolio_app.model.domain.wording import count
from portfolio_app.pack.pages.cover import cover_facts
from portfolio_app.pack.pages.edition_notes import about, grouped
from portfolio_app.pack.pages.flow import Rule
from portfolio_app.pack.pages.margin import Manner, Marking
from portfolio_app.pack.pages.tables import facts_table
from portfolio_app.pack.plan.text import Line, PageLink, Strong, listed
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import CoreItem


def cover_text(setting: Setting) -> Iterator[Flowable]:
    """Yield everything that the cover says, in the order in which it is read."""
    plan = setting.plan.cover
    yield Marking(Manner.NOTHING)
    for text, style in (
        (plan.authority, "cell-bold"),
        (plan.department, "cover-department"),
        (plan.purpose, "cover-purpose"),
    ):
        if text:
            yield setting.para(text, style)
    yield setting.heading(plan.title, "cover-title", 1)
    yield setting.para(plan.practitioner, "cover-name")
    if plan.job_title:
        yield setting.para(plan.job_title, "cover-job")
    if plan.panel:
        yield setting.line((Strong("Panel: "), plan.panel), "cell")
    yield Spacer(0, 6)
    yield facts_table(setting, cover_facts(setting))
    yield from _edition(setting)
    yield from _reading(setting)
    yield Spacer(0, 8)
    yield setting.line((Strong("Confidential. "), plan.confidential), "cell")


def _edition(setting: Setting) -> Iterator[Flowable]:
    yield CondPageBreak(150)
    yield setting.heading("About this edition", "h2", 2)
    said = f"{about(setting)}:" if setting.origin and setting.origin.sha256 else about(setting)
    if said:
        yield setting.para(said, "cell")
    if setting.origin and setting.origin.sha256:
        yield setting.para(grouped(setting.origin.sha256), "cell")
    yield setting.para(
        "It is not signed. Each page names the page that it comes from at its foot.", "cell"
    )


def _reading(setting: Setting) -> Iterator[Flowable]:
    yield CondPageBreak(150)
    yield setting.heading(setting.plan.cover.reading, "h2", 2)
    yield Rule(setting.sheet.width, weight=0.8, after=6)
    key = object()
    for index, item in enumerate(setting.plan.cover.core):
        path = (Step("L", key), Step("LI", index), Step("LBody", "body"))
        title = setting.line((Strong(item.title), *_pages(item)), "item", "P", path)
        title.keepWithNext = 1
        yield title
        asked = f"{item.question} {count(item.minutes, 'minute')}."
        said = setting.para(asked, "means", "P", path)
        said.spaceAfter = 14
        yield said


def _pages(item: CoreItem) -> Line:
    """Return `, page 5` or `, pages 8 and 88`."""
    if len(item.places) == 1:
        return (", ", PageLink(item.places[0]))
    return (", pages ", *listed((PageLink(place, bare=True),) for place in item.places))
