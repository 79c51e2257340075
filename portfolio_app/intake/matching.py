"""Places the words of a document under the questions of a form.

Headings, labels and the heads of columns decide; no word is guessed into a place by what it
says. Words that no question claims are kept apart, never dropped: dropped are the form's own
titles and prompts alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from portfolio_app.intake.answers import fitted
from portfolio_app.intake.document import (
    TITLE_LEVEL,
    Control,
    Heading,
    Note,
    Paragraph,
    Table,
    words_of,
)
from portfolio_app.intake.drafts import Draft
from portfolio_app.intake.tables import place_table
from portfolio_app.intake.titles import Titles, recognise_model
from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.evidence import DATE, TITLE
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.intake.document import Block, Document
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Field, Form
    from portfolio_app.model.domain.names import FieldPath

_LINE_LEVEL = 9
"""Of a plain line that names a question: below every real heading."""

_LONGEST_TITLE = 120
"""Characters; a longer first line is the beginning of the text."""

_LABEL = re.compile(r"(?P<label>[^:]{1,80}):\s*(?P<words>\S.*)")
_LABEL_OR_QUESTION = re.compile(r"(?P<label>[^:?]{1,80})[:?]\s*(?P<words>\S.*)")

_MARK = re.compile(r"(?:[•◦–*-]|[0-9]+[.)])\s+")


def match_document(document: Document, form: Form, catalogue: Catalogue) -> Draft:
    """Return the words of `document` under the questions of `form`.

    * A heading, or a line by itself, that equals a question's title opens that question;
      `Title: words` answers it at once. Case, punctuation and numbering do not count.
    * Headings below it that name no question stay in the text; one of the same rank or above
      ends it, and what follows is left unplaced.
    * Tables answer by label and text side by side, by column heads over one row, and fill
      the rows of a list where the heads name its parts.
    * The headings of a model of reflection choose that model.
    * The document's title, or a short first line, is the title.
    * Where nothing but one-line answers was found, all else goes to the first required prose.
    """
    recognised = recognise_model(form, catalogue.models, _lines(document))
    placing = Placing(Titles(form, catalogue.models, recognised), catalogue)
    for number, block in enumerate(document.blocks, 1):
        placing.take(block, is_last=number == len(document.blocks))
    draft = placing.finish(document.remarks)
    if recognised and recognised.field not in draft.answers:
        answers = MappingProxyType({recognised.field: recognised.model, **draft.answers})
        return replace(draft, answers=answers)
    return draft


class Placing:
    """Goes through a document once, keeping which question is open."""

    def __init__(self, titles: Titles, catalogue: Catalogue) -> None:
        self.titles = titles
        self.unplaced: list[str] = []
        self._asides: list[str] = []
        self._models = catalogue.models
        self._texts: dict[FieldPath, list[str]] = {}
        self._slots: dict[FieldPath, Slot] = {}
        self._rows: dict[str, int] = {}
        self._open: Slot | None = None
        self._container: Field | None = None
        self._level = _LINE_LEVEL
        self._is_beginning = True
        self._title = ""
        self._named: set[str] = set()

    def take(self, block: Block, *, is_last: bool) -> None:
        """Place one block."""
        if isinstance(block, Table):
            place_table(block, self)
        elif isinstance(block, Note):
            self.unplaced.append(block.text)
        elif isinstance(block, Heading):
            self._take_heading(" ".join(block.text.split()), block.level)
        elif isinstance(block, Control):
            self._take_control(block, is_last=is_last)
        elif not block.is_guidance:
            self._take_paragraph(block, is_last=is_last)

    def finish(self, remarks: tuple[str, ...]) -> Draft:
        """Return what was placed, each answer in the shape its kind is stored in."""
        named = len(self._named - {TITLE, DATE})
        has_prose = any(s.kind is FieldKind.PROSE for s in self._slots.values())
        if not has_prose and self.unplaced and (main := self.titles.main()):
            self.open(main)
            for text in self.unplaced:
                self.add(text)
            self.unplaced = []
        self._settle_title()
        answers = {path: text for path in self._texts if (text := self._settled(path))}
        return Draft(
            answers=MappingProxyType(answers),
            named=named,
            unplaced=(*self.unplaced, *self._asides),
            remarks=remarks,
        )

    # --- what a table needs too ----------------------------------------------------------

    def find(self, text: str, *, loose: bool = True) -> Slot | Field | None:
        """Return the question, or the group of questions, that `text` names."""
        return self.titles.slot(text, self._container, loose=loose) or self.titles.container(
            text
        )

    def open_named(self, found: Slot | Field, name: str, level: int = _LINE_LEVEL) -> None:
        """Let the words that follow answer `found`, and keep what else its name says."""
        self.keep_asides(name, found if isinstance(found, Slot) else None)
        self.open(found, level)

    def keep_asides(self, name: str, slot: Slot | None) -> None:
        """Keep what somebody wrote in brackets beside the title of a question."""
        for words in self.titles.asides(name):
            if not self.titles.is_own_wording(words, slot):
                self._asides.append(f"{' '.join(name.replace(words, '').split())}: {words}")

    def open(self, found: Slot | Field, level: int = _LINE_LEVEL) -> None:
        """Let the words that follow answer `found`."""
        self._level = level
        self._named.add(found.path if isinstance(found, Slot) else found.id)
        if isinstance(found, Slot):
            self._container = found.top if found.part else self._container
            self._open = self._in_free_row(found) if found.row else found
            self._is_beginning = self._is_beginning and not self._is_in_prose
            return
        self._container = found
        first = self.titles.first_in(found)
        self._open = first if first and first.row is None else None
        self._is_beginning = False

    def open_row(self, slot: Slot, row: int) -> None:
        """Let the words that follow answer a list's part in `row`."""
        self._named.add(f"{slot.top.id}.{slot.field.id}")
        self._rows[slot.top.id] = row
        self._open = self.titles.in_row(slot, row)

    def next_row(self, field: Field) -> int:
        """Return the first row of a list that nothing was placed in."""
        is_used = any(slot.top.id == field.id for slot in self._slots.values())
        return self._rows.get(field.id, 1) + 1 if is_used else 1

    def close(self) -> None:
        """Let the words that follow answer nothing."""
        self._open = self._container = None

    def add(self, text: str) -> None:
        """Place words under the open question, else leave them unplaced."""
        slot = self._open
        if self.titles.is_own_wording(text, slot):
            return
        container = self._container
        if slot is None and container and container.kind is FieldKind.LIST:
            first = self.titles.first_in(container)
            slot = self.titles.in_row(first, self.next_row(container)) if first else None
            text = _MARK.sub("", text, count=1)
        if slot is None:
            self.unplaced.append(text)
            return
        if slot.row:
            self._rows[slot.top.id] = slot.row
        self._slots[slot.path] = slot
        self._texts.setdefault(slot.path, []).append(text)

    def add_line(self, line: str) -> None:
        """Place one line, which may name a question or carry its label."""
        found = self.find(line, loose=not self._is_in_prose)
        if found:
            self.open_named(found, line)
            return
        label, words = self._label(line)
        found = self.find(label, loose=not self._is_in_prose) if words else None
        if found:
            self.keep_asides(label, found if isinstance(found, Slot) else None)
            self._answer(found, words)
        elif self._is_lone_day(line) and (date := self.titles.slot(DATE, loose=False)):
            self._answer(date, line)
        else:
            self.add(line)

    # --- headings and paragraphs ---------------------------------------------------------

    def _take_heading(self, text: str, level: int) -> None:
        label, words = self._label(text)
        if found := self.find(text):
            self.open_named(found, text, level)
        elif words and (found := self.find(label)):
            self.open_named(found, label, level)
            self.add(words)
        elif self.titles.is_own_wording(text, None) or self._take_title(text, level):
            return
        elif self._open and self._is_in_prose and level > self._level:
            self.add(text)
        else:
            self.close()
            self.add(text)

    def _take_control(self, control: Control, *, is_last: bool) -> None:
        """Place what stands in a field: by its name, else as the paragraphs it is made of."""
        if not control.text:
            return
        found = self.find(control.title) or self.find(control.tag)
        if found:
            self._answer(found, control.text)
        elif control.is_apart:
            self.close()
            for line in words_of(control).split("\n"):
                self.add_line(line)
        else:
            self._take_paragraph(Paragraph(control.text), is_last=is_last)

    def _take_paragraph(self, block: Paragraph, *, is_last: bool) -> None:
        lines = block.text.split("\n")
        is_alone = len(lines) == 1 and not is_last and not (self._open or self._container)
        if is_alone and self._reads_as_title(lines[0]) and self._take_title(lines[0], level=1):
            return
        for line in lines:
            self.add_line(line)

    def _reads_as_title(self, line: str) -> bool:
        known = self.find(line) or self.find(self._label(line)[0]) or parse_day(line)
        sentence = len(line) > _LONGEST_TITLE or line.endswith((".", ","))
        return not (known or sentence or self.titles.is_own_wording(line, None))

    def _take_title(self, text: str, level: int) -> bool:
        """Take `text` for the title, unless there is one or the text has begun."""
        is_late = level != TITLE_LEVEL and not self._is_beginning
        if is_late or self._title or self.unplaced:
            return False
        self._title = text
        return True

    def _settle_title(self) -> None:
        """Make the document's title the title, unless a question `Title` was answered."""
        slot = self.titles.slot(TITLE, loose=False)
        if self._title and slot and TITLE not in self._texts:
            self._slots[TITLE] = slot
            self._texts[TITLE] = [self._title]
        elif self._title:
            self.unplaced.insert(0, self._title)

    def _is_lone_day(self, line: str) -> bool:
        """Whether a line outside any answer is a day, before the date was answered."""
        return self._open is None and DATE not in self._texts and parse_day(line) is not None

    def _answer(self, found: Slot | Field, words: str) -> None:
        """Place words that stand beside their label; short questions close again after."""
        before = self._open, self._container, self._level
        self.open(found)
        kind = self._open.kind if self._open else None
        row = self._open.row if self._open else None
        self.add(words)
        if row is None and kind is not None and kind is not FieldKind.PROSE:
            self._open, self._container, self._level = before

    def _label(self, line: str) -> tuple[str, str]:
        """Return the label of a line and the words behind it; they are empty without one.

        A question mark ends a label too, though not within a text, which may well ask.
        """
        found = (_LABEL if self._is_in_prose else _LABEL_OR_QUESTION).fullmatch(line)
        return (found["label"], found["words"]) if found else (line, "")

    @property
    def _is_in_prose(self) -> bool:
        return self._open is not None and self._open.kind is FieldKind.PROSE

    def _in_free_row(self, slot: Slot) -> Slot:
        """Return the part in the row at hand, or in the next where that one is answered."""
        row = self._rows.get(slot.top.id, 1)
        here = self.titles.in_row(slot, row)
        return here if here.path not in self._texts else self.titles.in_row(slot, row + 1)

    def _settled(self, path: FieldPath) -> str:
        """Return the words under `path` as stored; what the kind cannot hold is unplaced."""
        slot, texts = self._slots[path], self._texts[path]
        if slot.kind is FieldKind.GOAL:  # names a goal of another record, not in words
            self._unplace(slot, texts)
            return ""
        whole = fitted(slot, "\n".join(texts), self._models)
        if whole is not None:
            return whole
        for text in texts:
            if alone := fitted(slot, text, self._models):
                self._unplace(slot, [other for other in texts if other is not text])
                return alone
        self._unplace(slot, texts)
        return ""

    def _unplace(self, slot: Slot, texts: list[str]) -> None:
        self.unplaced += [f"{slot.title}: {text}" for text in texts]


def _lines(document: Document) -> Iterator[str]:
    """Yield every line that may name a question, and every label."""
    for block in document.blocks:
        cells = [c for row in block.rows for c in row] if isinstance(block, Table) else []
        for text in cells if isinstance(block, Table) else [block.text]:
            for line in text.split("\n"):
                yield line
                yield line.partition(":")[0]
