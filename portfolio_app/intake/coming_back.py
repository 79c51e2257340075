"""Reads a Word document of ours that was written in elsewhere, and compares it.

The headings tell which answer stands where, and so does the tag on each answer, where the
program it was written in has kept the tags. The line that names a piece tells which piece.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from portfolio_app.intake.document import Control, Heading, Note, Paragraph, words_of
from portfolio_app.intake.text import normalise
from portfolio_app.model.domain.anchors import locate
from portfolio_app.model.domain.evidence import Evidence
from portfolio_app.model.domain.fitting import fitted, key
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.marks import (
    INLINE,
    Mark,
    MarkKind,
    carried,
    joined,
    normalised,
)
from portfolio_app.model.domain.names import EvidenceId
from portfolio_app.model.domain.returned import Returned, ReturnedAnswer
from portfolio_app.model.domain.returning import (
    ABOUT_THE_FILE,
    DEEPEST_LEVEL,
    HINT,
    PIECE_LEVEL,
    Head,
    Place,
    Tag,
    digest,
    essence,
    heading,
    in_words,
    introduction,
    outline,
    referred_to,
    woven,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portfolio_app.intake.document import Block, Document
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.goals import Goal
    from portfolio_app.model.domain.names import FieldPath

_WORDS: Final = frozenset({FieldKind.PROSE, FieldKind.LINE, FieldKind.PICTURE})
"""Kinds that hold any words at all."""

_WITHIN: Final = 4
"""Blocks below the heading of a piece in which the line stands that names it."""

_ABOUT: Final = essence(ABOUT_THE_FILE)
_HINT: Final = essence(HINT)

_Line = tuple[str, tuple[Mark, ...]]
"""A paragraph and how it is set."""


def pieces_named(document: Document) -> tuple[EvidenceId, ...]:
    """Return the pieces that a document says it holds; none where it is not one of ours."""
    found: dict[EvidenceId, None] = {}
    for block in document.blocks:
        if isinstance(block, Control) and (tag := Tag.parse(block.tag)):
            found[tag.piece] = None
        for line in words_of(block).split("\n"):
            if named := referred_to(line):
                found[named] = None
    return tuple(found)


def compare(
    document: Document,
    pieces: Mapping[EvidenceId, Evidence],
    catalogue: Catalogue,
    goals: Sequence[Goal],
) -> Returned:
    """Return what a document would change in the pieces that it names.

    Every word of it is in one of the answers, as it is or as it would be, in the unsorted
    rest, or ours.
    """
    named = pieces_named(document)
    known = tuple(piece for piece in named if piece in pieces)
    guidance = _all_guidance(catalogue) if len(known) < len(named) else frozenset()
    reading = _Reading([pieces[piece] for piece in known], catalogue, guidance)
    for number, block in enumerate(document.blocks):
        following = document.blocks[number + 1 : number + 1 + _WITHIN]
        reading.take(block, over=_named_below(following))
    comparing = _Comparing(catalogue, goals, tells_formatting=document.tells_formatting)
    for sheet in reading.sheets.values():
        comparing.take(sheet)
    return Returned(
        pieces=known,
        changes=tuple(comparing.changes),
        unsorted=(*reading.unsorted, *comparing.unfitting),
        absent=comparing.absent,
        unknown=len(named) - len(known),
        remarks=document.remarks,
    )


def _named_below(blocks: Sequence[Block]) -> EvidenceId | None:
    """Return the piece that is named before the next one begins."""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= PIECE_LEVEL:
            return None
        for line in words_of(block).split("\n"):
            if named := referred_to(line):
                return named
    return None


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """What a document says of one piece."""

    piece: Evidence
    title: str
    parts: tuple[Head | Place, ...]
    own: frozenset[str]
    """The lines of ours that stand in it."""
    lines: dict[FieldPath, list[_Line]] = field(default_factory=dict)
    """By the answer under which they stand; empty where only its heading was found."""
    digests: dict[FieldPath, str] = field(default_factory=dict)
    """Of the words as they went out, where the tag still tells."""
    last: int = -1
    """Which of the parts was found last."""

    def part_named(self, text: str) -> Head | Place | None:
        """Return the part that a heading names, the next of that name if there are several."""
        wanted = key(text)
        order = (*range(self.last + 1, len(self.parts)), *range(self.last + 1))
        at: int | None = next((n for n in order if key(self.parts[n].title) == wanted), None)
        if at is None:
            return None
        self.last = at
        return self.parts[at]


class _Reading:
    """Goes through a document once, keeping which answer is open."""

    def __init__(
        self, pieces: Sequence[Evidence], catalogue: Catalogue, guidance: frozenset[str]
    ) -> None:
        self.unsorted: list[str] = []
        self._guidance = guidance
        """What may stand in grey in pieces that are not known here."""
        self.sheets = {piece.id: _sheet(piece, catalogue) for piece in pieces}
        self._sheet: _Sheet | None = None
        self._open: list[_Line] | None = None

    def take(self, block: Block, *, over: EvidenceId | None) -> None:
        """Take one block, which may stand just above the line that names the piece `over`."""
        if isinstance(block, Note):
            self.unsorted.append(block.text)
        elif isinstance(block, Control):
            self._take_control(block)
        elif isinstance(block, Heading) and block.level <= DEEPEST_LEVEL:
            self._take_heading(block, over)
        else:
            self._take_words(block)

    def _take_control(self, control: Control) -> None:
        tag = Tag.parse(control.tag)
        sheet = self.sheets.get(tag.piece) if tag else None
        if tag and sheet:
            self._sheet = sheet
            self._open = sheet.lines.setdefault(tag.path, [])
            sheet.digests[tag.path] = tag.digest
            place = next(
                (n for n, p in enumerate(sheet.parts) if _path(p) == tag.path), sheet.last
            )
            sheet.last = place
        elif tag:
            self._sheet = self._open = None
        for block in control.blocks or (Paragraph(words_of(control)),):
            self._take_words(block, is_answer=bool(tag))

    def _take_heading(self, block: Heading, over: EvidenceId | None) -> None:
        text = " ".join(block.text.split())
        if over and block.level <= PIECE_LEVEL:
            self._sheet, self._open = self.sheets.get(over), None
            if self._sheet is None or key(text) != key(self._sheet.title):
                self.unsorted.append(text)  # somebody has changed the heading of the piece
            return
        part = self._sheet.part_named(text) if self._sheet else None
        if part is not None and self._sheet is not None:
            path = _path(part)
            self._open = self._sheet.lines.setdefault(path, []) if path else None
        else:
            self._take_words(block)

    def _take_words(self, block: Block, *, is_answer: bool = False) -> None:
        """Take words as they stand, but for lines of ours: in an answer the hint alone."""
        is_guidance = isinstance(block, Paragraph) and block.is_guidance
        if is_guidance and (self._is_own(words_of(block)) or self._is_known(words_of(block))):
            return
        for line, marks in _lines(block):
            if named := referred_to(line):
                self._sheet, self._open = self.sheets.get(named), None
            elif self._is_own(line) and (not is_answer or essence(line) == _HINT):
                continue
            elif self._open is None:
                self.unsorted.append(line)
            else:
                self._open.append((line, marks))

    def _is_known(self, line: str) -> bool:
        return self._sheet is None and essence(line) in self._guidance

    def _is_own(self, line: str) -> bool:
        """Whether a line is one of ours, which no answer holds unless it was written there."""
        plain = essence(line)
        if referred_to(line):
            return False
        if self._sheet is not None:
            return plain in self._sheet.own
        return any(plain in sheet.own for sheet in self.sheets.values()) or plain == _ABOUT


def _path(part: Head | Place) -> FieldPath | None:
    return part.slot.path if isinstance(part, Place) else None


def _all_guidance(catalogue: Catalogue) -> frozenset[str]:
    """Return what documents of ours say in grey, of whatever piece."""
    found = {p for m in catalogue.models.values() for s in m.stages for p in s.prompts}
    for form in catalogue.forms.values():
        now = datetime.min.replace(tzinfo=UTC)
        blank = Evidence(id=EvidenceId(""), form=form.id, created_at=now, changed_at=now)
        found.add(introduction(blank, form)[0])
        found |= {p for part in outline(blank, form, catalogue.models) for p in part.prompts}
    return frozenset(essence(line) for line in found)


def _sheet(piece: Evidence, catalogue: Catalogue) -> _Sheet:
    form = catalogue.forms[piece.form]
    parts = outline(piece, form, catalogue.models)
    own = {essence(line) for line in (*introduction(piece, form), HINT, ABOUT_THE_FILE)}
    own |= {essence(prompt) for part in parts for prompt in part.prompts}
    written = {
        essence(line) for answer in piece.answers.values() for line in answer.text.split("\n")
    }
    return _Sheet(
        piece=piece, title=heading(piece, form), parts=parts, own=frozenset(own - written)
    )


def _lines(block: Block) -> Iterator[_Line]:
    """Yield the lines of a block with their marks."""
    if isinstance(block, Paragraph):
        text = block.text.removeprefix(block.look.sign) if block.look.kind else block.text
        yield from _split(text, block.look.kind, block.look.inline)
    elif isinstance(block, Heading):
        yield from _split(block.text, MarkKind.HEADING, ())
    else:
        yield from _split(words_of(block), None, ())


def _split(text: str, kind: MarkKind | None, inline: Sequence[Mark]) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        own = [
            Mark(kind=m.kind, start=max(m.start - start, 0), end=m.end - start) for m in inline
        ]
        if kind:
            own.append(Mark(kind=kind, start=0, end=len(line)))
        if line.strip():
            yield line, normalised(own, line)
        start += len(line) + 1


class _Comparing:
    """Compares the answers of a document with those of the portfolio."""

    def __init__(
        self, catalogue: Catalogue, goals: Sequence[Goal], *, tells_formatting: bool
    ) -> None:
        self.changes: list[ReturnedAnswer] = []
        self.unfitting: list[str] = []
        self.absent = 0
        self._models = catalogue.models
        self._goals = goals
        self._tells_formatting = tells_formatting

    def take(self, sheet: _Sheet) -> None:
        """Compare one piece."""
        for place in (part for part in sheet.parts if isinstance(part, Place)):
            path = place.slot.path
            if path in sheet.lines:
                self._take_answer(sheet, place, sheet.lines[path])
            elif sheet.piece.text(path).strip():
                self.absent += 1
        asked = {_path(part) for part in sheet.parts}
        for path, lines in sheet.lines.items():
            if path not in asked:  # a tag whose question is asked no more
                self.unfitting += [line for line, _ in lines]

    def _take_answer(self, sheet: _Sheet, place: Place, lines: list[_Line]) -> None:
        slot, piece = place.slot, sheet.piece
        if slot.kind is not FieldKind.PROSE:  # it holds one line, and what follows is outside
            self.unfitting += [line for line, _ in lines[1:]]
            lines = lines[:1]
        before = in_words(slot, piece.text(slot.path), self._models, self._goals)
        text, marks = joined(_parted(lines))
        after = normalise(text)
        marks = carried(marks, text, after)
        went_out = sheet.digests.get(slot.path)
        if went_out == digest(after) and essence(after) != essence(before):
            return  # only the portfolio has changed since
        if slot.kind in _WORDS:
            has_tag = slot.path in sheet.digests
            after, marks = self._as_before(piece, place, after, marks, has_tag=has_tag)
        stored = fitted(slot, after, self._models, self._goals)
        if stored is None:
            self.unfitting.append(f"{place.title}: {after}")
            return
        same_words = essence(after) == essence(before)
        if same_words and not self._is_set_otherwise(piece, place, marks):
            return
        self.changes.append(
            ReturnedAnswer(
                piece=piece.id,
                piece_title=sheet.title,
                slot=slot,
                title=place.title,
                before=before,
                after=after,
                stored=stored,
                marks=marks if slot.kind is FieldKind.PROSE else (),
                formatting_only=same_words,
                both_changed=went_out not in (None, digest(before)),
                loosened=_loosened(piece, slot.path, stored),
            )
        )

    def _as_before(
        self,
        piece: Evidence,
        place: Place,
        after: str,
        marks: tuple[Mark, ...],
        *,
        has_tag: bool,
    ) -> _Line:
        """Return an answer with what only the word processor changed taken back.

        A program that drops the tags may drop what is bold as well: then only what is set
        anew counts, and nothing is set plain again.
        """
        stood = piece.text(place.slot.path)
        whole = woven(stood, after)
        stays = carried(piece.marks(place.slot.path), stood, whole)
        if not self._tells_formatting:
            return whole, stays
        told = carried(marks, after, whole)
        return whole, told if has_tag else normalised((*stays, *told), whole)

    def _is_set_otherwise(self, piece: Evidence, place: Place, marks: tuple[Mark, ...]) -> bool:
        slot = place.slot
        if slot.kind is not FieldKind.PROSE or not self._tells_formatting:
            return False
        text = piece.text(slot.path)
        return _visible(marks, text) != _visible(piece.marks(slot.path), text)


def _visible(marks: Sequence[Mark], text: str) -> set[tuple[MarkKind, int]]:
    """Return which letters are set how: white space looks the same however it is set."""
    return {
        (mark.kind, at)
        for mark in normalised(marks, text)
        for at in range(mark.start, mark.end)
        if not text[at].isspace()
        and (mark.kind in INLINE or at == 0 or text[at - 1] == "\n" or text[at - 1].isspace())
    }


def _parted(lines: Sequence[_Line]) -> Iterator[_Line]:
    for number, (line, marks) in enumerate(lines):
        if number:
            yield "\n", ()
        yield line, marks


def _loosened(piece: Evidence, path: FieldPath, text: str) -> int:
    """Return how many claims that stand now would stand no more."""
    claims = [claim for claim in piece.claims if claim.path == path and piece.place(claim)]
    return sum(locate(claim.anchor, text) is None for claim in claims)
