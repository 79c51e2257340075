"""Claims as they are written out: a note beside its words, or a list under letters."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak

from portfolio_app.model.domain.wording import joined
from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.pages.flow import Rule
from portfolio_app.pack.pages.tables import layout_table, tall
from portfolio_app.pack.styles import HEAD_LINE, RULE, TEAL
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.hearing import heard_as
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import ClaimedPassage

FIRST_WORDS, LAST_WORDS = 6, 4
"""Words by which a listener knows a passage again; ours."""
_TEAL = "#" + TEAL.hexval()[2:]


def letters_of(passages: Sequence[ClaimedPassage]) -> dict[str, str]:
    """Return the letter of each passage by its key: a to z, then a2 to z2."""
    return {passage.key: _letter(index) for index, passage in enumerate(passages)}


def letter_after(letter: str) -> str:
    """Return markup for the letter of a claim that stands after its words."""
    shown = (
        f'<font name="{Face.SANS_BOLD.value}" color="{_TEAL}">'
        f'<super rise="4" size="7.5">{letter}</super></font>'
    )
    return heard_as(shown, f" (claim {letter}) ")


def claim_markup(setting: Setting, passage: ClaimedPassage, *, label: str = "") -> str:
    """Return the first line of a note: `PCF 6 · KSS 7 · see p. 9`.

    Who hears it hears as well which words are claimed, since nobody hears a tint.
    """
    codes = marked_up(label + " · ".join(passage.codes), Face.SANS_BOLD)
    shown = f'<font name="{Face.SANS_BOLD.value}" color="{_TEAL}">{codes}</font>'
    heard = f"{label}{joined(passage.codes)}, claimed of “{shortened(passage.words)}”, "
    shown += ", " if label else " · "
    return f"{heard_as(shown, heard)}{setting.places_markup(passage.see)}"


def shortened(words: str) -> str:
    """Return a passage as it is quoted to a listener: its first and last words if long."""
    found = words.replace("“", "‘").replace("”", "’").split()
    if len(found) <= FIRST_WORDS + LAST_WORDS + 1:
        return " ".join(found)
    return f"{' '.join(found[:FIRST_WORDS])} … {' '.join(found[-LAST_WORDS:])}"


def note_markup(setting: Setting, passage: ClaimedPassage, *, label: str = "") -> str:
    """Return a note: its claim, what is said of it, and who claims."""
    lines = [claim_markup(setting, passage, label=label)]
    if passage.note:
        lines.append(marked_up(passage.note, Face.SANS))
    if passage.claimed_by:
        lines.append(marked_up(f"Claimed by {passage.claimed_by}", Face.SANS))
    return "<br/>".join(lines)


def _letter(index: int) -> str:
    again, at = divmod(index, len(ascii_lowercase))
    return ascii_lowercase[at] + (str(again + 1) if again else "")


def claims_beside(
    setting: Setting,
    title: str,
    passages: Sequence[ClaimedPassage],
    letters: Mapping[str, str],
) -> Iterator[Flowable]:
    """Yield what is claimed of words, under its letters, in a side column."""
    if passages:
        yield Rule(setting.sheet.note, weight=HEAD_LINE, color=RULE, after=4)
        yield setting.heading(title, "h3-first")
        yield _claims(setting, passages, letters, 1)


def claims_below(
    setting: Setting,
    title: str,
    passages: Sequence[ClaimedPassage],
    letters: Mapping[str, str],
) -> Iterator[Flowable]:
    """Yield the same in three columns below the words, where there is no room beside them."""
    width = setting.sheet.width
    table = _claims(setting, passages, letters, 3)
    yield CondPageBreak(min(tall(table, width) + 24, setting.sheet.height / 3))
    yield Rule(width, weight=HEAD_LINE, color=RULE, before=3, after=4, kept=True)
    heading = setting.heading(title, "h3-first")
    heading.keepWithNext = 0  # a long table may begin here and go on overleaf
    yield heading
    yield table


def _claims(
    setting: Setting,
    passages: Sequence[ClaimedPassage],
    letters: Mapping[str, str],
    columns: int,
) -> Flowable:
    width = setting.sheet.note if columns == 1 else setting.sheet.third
    longest = max((len(letters[passage.key]) for passage in passages), default=1)
    letter = (2.8 + 1.6 * longest) * mm
    key = object()
    cells: list[list[object]] = []
    for passage in passages:
        path = (Step("L", key), Step("LI", passage.key))
        by = f"Claimed by {passage.claimed_by}" if passage.claimed_by else ""
        more = [marked_up(text, Face.SANS) for text in (passage.note, by) if text]
        claim = ". ".join([claim_markup(setting, passage), *more])
        style, memory = setting.style("note"), setting.memory
        said = Para(claim, style, "LBody", path, memory=memory)
        mark = setting.para(letters[passage.key], "letter", "Lbl", path)
        cells.append([mark, said, ""])
    cells += [["", "", ""]] * (-len(cells) % columns)
    rows = [
        [cell for own in cells[at : at + columns] for cell in own][:-1]
        for at in range(0, len(cells), columns)
    ]
    widths = ([letter, width - letter, setting.sheet.gutter] * columns)[:-1]
    return layout_table(rows, widths, (("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),))
