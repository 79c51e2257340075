"""Sets what people wrote: their paragraphs, lists and quotations, with claims and emphases."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.marks import LISTS, MarkKind
from portfolio_app.pack.pages.claims import letter_after
from portfolio_app.pack.pages.reflow import claims_after
from portfolio_app.pack.styles import CLAIM, face_of
from portfolio_app.pack.tagged.flowables import Heading, Para
from portfolio_app.pack.tagged.marks import Emphasis, Passage, passages_markup
from portfolio_app.pack.tagged.structure import Attributes, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import Paragraph

BULLET: Final = "\N{BULLET}"
_TAGS: Final = {
    MarkKind.BULLET: ("L", Attributes(numbering="Disc")),
    MarkKind.NUMBERED: ("L", Attributes(numbering="Decimal")),
    MarkKind.QUOTATION: ("BlockQuote", Attributes()),
}
"""ISO 32000-1, 14.8.4.3 (lists, block quotations) and 14.8.5.5 (how lists are numbered)."""


def written(
    setting: Setting, paragraphs: Sequence[Paragraph], style: str
) -> Iterator[Flowable]:
    """Yield paragraphs of somebody's words; where reflowed, claims follow their words."""
    for paragraph, around in in_blocks(paragraphs):
        made = words(setting, paragraph, style, around=around)
        yield made
        yield from claims_after(setting, paragraph, inside(made))


def in_blocks(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, object]]:
    """Yield each paragraph with what it shares with the others of its list or quotation."""
    around = object()
    for paragraph in paragraphs:
        if paragraph.number <= 1:
            around = object()
        yield paragraph, around


def words(
    setting: Setting,
    paragraph: Paragraph,
    style: str,
    tint: str = CLAIM,
    *,
    around: object = None,
) -> Para:
    """Return a paragraph of somebody's words, its claims tinted and their ends marked.

    Args:
        setting: What it is set with.
        paragraph: The words.
        style: How they are set, apart from what their author made of them.
        tint: Behind claimed words.
        around: What tells the list or quotation that it belongs to from others.
    """
    chosen = setting.style(style)
    tag = _TAGS.get(paragraph.kind) if paragraph.kind else None
    if tag is None:
        made = Para(_markup(setting, paragraph, chosen, tint), chosen, memory=setting.memory)
    else:
        chosen = _indented(chosen, paragraph.kind in LISTS)
        made = Para(
            _markup(setting, paragraph, chosen, tint),
            chosen,
            "LI" if paragraph.kind in LISTS else "P",
            (Step(tag[0], around or object(), tag[1]),),
            _bullet(paragraph),
            memory=setting.memory,
        )
    made.source = paragraph.text
    return made


def heading(setting: Setting, paragraph: Paragraph, style: str, level: int) -> Heading:
    """Return a heading that an author wrote, whose words may be claimed like any."""
    chosen = setting.style(style)
    markup = _markup(setting, paragraph, chosen, CLAIM)
    made = Heading(markup, chosen, level, memory=setting.memory)
    made.source = paragraph.text
    return made


def inside(made: Para) -> tuple[Step, ...]:
    """Return the steps down to where a note on the words of a paragraph belongs."""
    if made.tag == "LI":
        return (*made.path, Step("LI", made.identity), Step("LBody", "body"))
    return made.path


def _bullet(paragraph: Paragraph) -> str | None:
    if paragraph.kind is MarkKind.NUMBERED:
        return f"{paragraph.number}."
    return BULLET if paragraph.kind is MarkKind.BULLET else None


def _markup(setting: Setting, paragraph: Paragraph, chosen: ParagraphStyle, tint: str) -> str:
    passages = [
        Passage(
            key=mark.passage,
            start=mark.start,
            end=mark.end,
            opens=mark.opens,
            closes=mark.closes,
        )
        for mark in paragraph.marks
    ]
    letters = {
        mark.passage: letter_after(setting.letters[mark.passage])
        for mark in paragraph.marks
        if mark.closes and mark.passage in setting.letters
    }
    return passages_markup(
        paragraph.text,
        face_of(chosen),
        passages,
        emphases=_emphases(setting, paragraph),
        tint=tint,
        after=letters,
    )


def _emphases(setting: Setting, paragraph: Paragraph) -> list[Emphasis]:
    """Return what is set bold or italic; large print has no italics, and sets them bold."""
    if paragraph.kind is MarkKind.HEADING:
        return [Emphasis(start=0, end=len(paragraph.text), bold=True)]
    upright = setting.edition.reflowed
    return [
        Emphasis(
            start=one.start,
            end=one.end,
            bold=upright or one.kind is MarkKind.BOLD,
            italic=one.kind is MarkKind.ITALIC,
        )
        for one in paragraph.emphases
    ]


@lru_cache(maxsize=64)
def _indented(style: ParagraphStyle, is_item: bool) -> ParagraphStyle:
    """Return a style for an item of a list, its bullet or number hanging, or a quotation."""
    size = style.fontSize
    if not is_item:
        return style.clone(f"{style.name}, quotation", leftIndent=1.6 * size)
    return style.clone(
        f"{style.name}, item",
        leftIndent=1.9 * size,
        bulletIndent=0.4 * size,
        bulletFontName=style.fontName,
        bulletFontSize=size,
        spaceAfter=style.spaceAfter / 2,
    )
