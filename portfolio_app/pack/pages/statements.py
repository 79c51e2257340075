"""Part D but for report and signatures: statement, words used, verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, PageBreak, Spacer

from portfolio_app.pack.pages.edition_notes import unsigned
from portfolio_app.pack.pages.flow import Opening, Section
from portfolio_app.pack.pages.margin import Manner, Marking
from portfolio_app.pack.pages.reflow import abreast, opening_rules, pairs_below, with_aside
from portfolio_app.pack.pages.tables import Command, layout_table, tall, text_table
from portfolio_app.pack.plan.bundle import STATEMENT, VERIFY, WORDS
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.text import Strong
from portfolio_app.pack.styles import HEAD_LINE, RULE
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.back import FrameworkPlan
    from portfolio_app.pack.plan.text import Line, Place

NUMBER, NUMBER_LARGE = 6.5 * mm, 12 * mm


def statement(setting: Setting) -> Iterator[Flowable]:
    """Yield the statement of confidentiality and authenticity."""
    plan, sheet = setting.plan.statement, setting.sheet
    yield from _opening(
        setting, STATEMENT, "Confidentiality and authenticity", "Statement", foot="Statement"
    )
    yield from opening_rules(setting, 5)
    aside: list[Flowable] = []
    for index, (title, text) in enumerate(plan.asides):
        aside.append(setting.heading(title, "h3" if index else "h3-first"))
        aside.append(setting.line(text, "side"))
    main = [
        setting.heading("I confirm", "h3-first"),
        _numbered(setting, plan.confirms),
        setting.line(plan.byline, "attribution"),
    ]
    yield from with_aside(setting, main, aside, sheet.text + sheet.gutter, sheet.side)
    if plan.entered:
        yield setting.heading("Words of others that the practitioner typed", "h2")
        yield setting.para(
            "Each stands here as the words of the person named. Whoever signs confirms theirs.",
            "side",
        )
        yield Spacer(0, 4)
        yield from _columns(setting, plan.entered)


def _numbered(setting: Setting, items: Sequence[Line]) -> Flowable:
    key = object()
    rows = [
        [
            setting.para(str(n), "cell-bold-teal", "Lbl", (Step("L", key), Step("LI", n))),
            setting.line(item, "statement", "LBody", (Step("L", key), Step("LI", n))),
        ]
        for n, item in enumerate(items, start=1)
    ]
    number = NUMBER_LARGE if setting.edition.reflowed else NUMBER
    width = setting.sheet.text - number
    return layout_table(
        rows,
        (number, width),
        (
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.6),
            ("TOPPADDING", (0, 0), (0, -1), 1.6),
        ),
    )


def _columns(setting: Setting, lines: Sequence[Line]) -> Iterator[Flowable]:
    """Yield lines as a list in two columns; in one where reflowed."""
    sheet, key = setting.sheet, object()
    cells = [
        setting.line(text, "note", "LBody", (Step("L", key), Step("LI", at)))
        for at, text in enumerate(lines)
    ]
    if setting.edition.reflowed:
        for cell in cells:
            cell.spaceAfter = 8
            yield cell
        return
    rows = [
        [cells[at], "", cells[at + 1] if at + 1 < len(cells) else ""]
        for at in range(0, len(cells), 2)
    ]
    yield layout_table(
        rows, (sheet.half, sheet.gutter, sheet.half),
        (("BOTTOMPADDING", (0, 0), (-1, -1), 3),),
    )  # fmt: skip


# --- frameworks and words used -----------------------------------------------------------


def words_used(setting: Setting) -> Iterator[Flowable]:
    """Yield what the codes and words of the pack mean."""
    plan = setting.plan.words
    yield from _opening(
        setting, WORDS, "Frameworks and words used", "Reference", foot="Frameworks and words"
    )
    for framework in plan.frameworks:
        yield from _framework(setting, framework)
    words = [setting.heading("Words used in this pack", "h2")]
    words += (
        pairs_below(setting, plan.words)
        if setting.edition.reflowed
        else [_words_table(setting, plan.words)]
    )
    if plan.notes:
        words.append(setting.heading("About the rules and the models", "h2"))
        words += _columns(setting, [(note,) for note in plan.notes])
    # Both stand on one page if they can: a few notes alone on the next look lost.
    together = sum(tall(flowable, setting.sheet.width) for flowable in words)
    fits = together <= setting.sheet.height and not setting.edition.reflowed
    yield CondPageBreak(together if fits else 50 * mm)
    yield from words


def _words_table(setting: Setting, words: Sequence[tuple[str, str]]) -> Flowable:
    sheet = setting.sheet
    rows = [
        [setting.para(word, "cell-bold"), setting.para(meaning, "cell")]
        for word, meaning in words
    ]
    return text_table(
        rows, (32 * mm, sheet.width - 32 * mm), summary="Words used in this pack",
        header=False, row_heads=(0,), tight=True,
    )  # fmt: skip


def _framework(setting: Setting, plan: FrameworkPlan) -> Iterator[Flowable]:
    yield CondPageBreak(50 * mm)
    yield setting.heading(plan.title, "h2-first")
    for fact in plan.facts:
        if fact.label != "Source":
            yield setting.line((f"{fact.label} ", *fact.value), "note")
    yield Spacer(0, 4)
    if setting.edition.reflowed:
        key = object()
        for at, (number, title, note) in enumerate(plan.capabilities):
            said = f"{title} ({note})" if note else title
            path = (Step("L", key), Step("LI", at))
            yield setting.line((Strong(f"{number}  "), said), "item", "LBody", path)
    else:
        yield _capabilities(setting, plan)
    yield Spacer(0, 4)
    source = [f for f in plan.facts if f.label == "Source"]
    texts: list[Line] = [("Source: ", *f.value) for f in source]
    if plan.note:
        texts.append((plan.note,))
    for text in texts:
        yield setting.line(text, "note")
        yield Spacer(0, 8 if setting.edition.reflowed else 3)
    yield Spacer(0, 4 * mm)


def _capabilities(setting: Setting, plan: FrameworkPlan) -> Flowable:
    sheet = setting.sheet
    half = -(-len(plan.capabilities) // 2)
    rows = []
    for at in range(half):
        row: list[object] = []
        for column in (0, 1):
            row += _capability(setting, plan.capabilities, at + column * half, column)
        rows.append([row[0], row[1], "", row[2], row[3]])
    number = 7 * mm
    return layout_table(
        rows,
        (number, sheet.half - number, sheet.gutter, number, sheet.half - number),
        (("TOPPADDING", (0, 0), (-1, -1), 1.6), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4)),
    )


def _capability(
    setting: Setting, capabilities: Sequence[tuple[str, str, str]], index: int, column: int
) -> list[object]:
    if index >= len(capabilities):
        return ["", ""]
    number, title, note = capabilities[index]
    # A list for each column: rows across both would be read 1, 6, 2, 7.
    path = (Step("L", (capabilities, column)), Step("LI", index))
    text = f"{title} ({note})" if note else title
    return [
        setting.para(number, "cell-bold-teal", "Lbl", path),
        setting.para(text, "cell", "LBody", path),
    ]


# --- how to verify -----------------------------------------------------------------------


def verify(setting: Setting) -> Iterator[Flowable]:
    """Yield how a reader checks the file."""
    plan, sheet = setting.plan.verify, setting.sheet
    yield from _opening(setting, VERIFY, "How to verify this pack", "")
    for said in unsigned(setting):
        yield setting.para(said, "lead")
    yield setting.para(plan.lead, "lead")
    cells: list[list[Flowable]] = [
        [setting.heading(title, "h3-first"), setting.para(text, "side")]
        for title, text in plan.steps
    ]
    lines: list[Command] = [("TOPPADDING", (0, 0), (-1, -1), 5)]
    lines += [("LINEABOVE", (at, 0), (at, 0), HEAD_LINE, RULE) for at in (0, 2, 4)]
    thirds = (sheet.third, sheet.gutter, sheet.third, sheet.gutter, sheet.third)
    yield from abreast(setting, cells[:3], thirds, lines)
    yield setting.heading("What the answer means", "h2")
    if setting.edition.reflowed:
        yield from pairs_below(setting, plan.results)
    else:
        rows = [
            [setting.para(title, "cell-bold"), setting.para(text, "cell")]
            for title, text in plan.results
        ]
        yield text_table(
            rows, (48 * mm, sheet.width - 48 * mm), summary="What the answer means",
            header=False, row_heads=(0,),
        )  # fmt: skip
    yield setting.heading("What a signature cannot show", "h2")
    key = object()
    for index, text in enumerate(plan.limits):
        path = (Step("L", key), Step("LI", index))
        yield setting.para(text, "side", "LBody", path)
        yield Spacer(0, 3)


def _opening(
    setting: Setting, place: Place, title: str, label: str, foot: str = ""
) -> Iterator[Flowable]:
    yield PageBreak()
    yield Opening(Section(part=Part.REPORT, place=place, name=foot or title, title=title))
    yield Marking(Manner.NOTHING)
    if label:
        yield setting.para(label, "label")
    yield setting.heading(title, "h1-rule" if label == "Statement" else "h1", 1)
