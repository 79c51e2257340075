"""Reads Word documents as their author sees them: insertions in, deletions out.

A .docx file also holds deleted words, comments with their authors and the names of whoever
saved it; none of that is read, and the file itself is never kept.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds
from portfolio_app.intake.document import Control, Document, Note, Paragraph, words_of
from portfolio_app.intake.markup import MarkupReader
from portfolio_app.intake.word_parts import AROUND, COMMENT, CONTROL, END, prepared
from portfolio_app.model.domain.returning import GUIDANCE_STYLE
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from portfolio_app.intake.document import Block
    from portfolio_app.intake.word_parts import ControlName, Prepared

_STYLES = f"""
p[style-name='Title'] => h1.title:fresh
p.Title => h1.title:fresh
p[style-name='{GUIDANCE_STYLE}'] => p.guidance:fresh
p[style-name='Quote'] => p.quote:fresh
p[style-name='Intense Quote'] => p.quote:fresh
p.{CONTROL} => h6.{CONTROL}:fresh
p.{AROUND} => h6.{AROUND}:fresh
p.{COMMENT} => h6.{COMMENT}:fresh
p.{END} => h6.{END}:fresh
"""

_AGAIN = "Nothing was changed. Save it again in Word as .docx, then choose that."


def read_word(data: bytes) -> Document:
    """Return the headings, paragraphs and tables of a .docx file.

    Raises:
        IntakeError: It is no Word document, protected, damaged or too large.
    """
    _refuse_other_kinds(kinds.media_type(data))
    try:
        whole = prepared(data)
        reader, ignored = _read(whole)
    except IntakeError:
        raise
    except Exception as error:  # a foreign file may trip the library anywhere
        raise IntakeError(
            "The file you chose is a damaged Word document.", advice=_AGAIN
        ) from error
    remarks = _remarks(reader.pictures, ignored or whole.has_foreign_parts)
    return Document(blocks=tuple(reader.blocks), remarks=remarks, tells_formatting=True)


def _refuse_other_kinds(kind: str | None) -> None:
    if kind == kinds.OLD_OFFICE:
        raise IntakeError(
            "The file you chose is protected with a password or saved in Word's old .doc "
            "format.",
            advice="Nothing was changed. Open it in Word, save it as .docx without a "
            "password, then choose that.",
        )
    if kind not in (kinds.WORD, kinds.ZIP):
        raise IntakeError("The file you chose is no Word document.", advice=_AGAIN)


def _read(whole: Prepared) -> tuple[WordReader, bool]:
    """Return the blocks, and whether anything but text, tables and pictures was passed by."""
    import mammoth

    result = mammoth.convert_to_html(
        BytesIO(whole.package),
        style_map=_STYLES,
        include_embedded_style_map=False,  # the file does not decide what its styles mean
        external_file_access=False,
        convert_image=mammoth.images.img_element(lambda _: {}),
    )
    reader = WordReader(whole.controls)
    reader.feed(result.value)
    reader.close()
    ignored = any("unrecognised element was ignored" in m.message for m in result.messages)
    return reader, ignored


def _remarks(pictures: int, ignored: bool) -> tuple[str, ...]:
    found = []
    if pictures:
        held = count(pictures, "picture", "pictures")
        found.append(f"The document holds {held}, not taken in; attach what the panel needs.")
    if ignored:
        found.append(
            "Parts of the document that are not plain text, such as formulas or charts, "
            "were not taken in; compare the result with the document."
        )
    return tuple(found)


class WordReader(MarkupReader):
    """Reads what the converter writes, and gathers what stands between marks."""

    def __init__(self, controls: tuple[ControlName, ...]) -> None:
        super().__init__()
        self._controls = controls
        self._between: tuple[str, int] | None = None
        """The kind of mark that is open, and how many blocks there were before it."""

    def take_heading(self, level: int, text: str, kind: str) -> None:
        """Add a heading, or open or close what a mark encloses."""
        if kind in (CONTROL, AROUND, COMMENT):
            self._between = kind, len(self.blocks)
        elif kind == END and self._between:
            opened, start = self._between
            self._between = None
            enclosed = [b for b in self.blocks[start:] if not _is_guidance(b)]
            del self.blocks[start:]
            words = "\n".join(words_of(block) for block in enclosed)
            self.blocks += self._gathered(opened, words, int(text), enclosed)
        elif kind != END:
            super().take_heading(level, text, kind)

    def _gathered(
        self, kind: str, words: str, number: int, enclosed: list[Block]
    ) -> list[Block]:
        if kind == CONTROL:
            name = self._controls[number]
            inner = tuple(block for block in enclosed if not isinstance(block, Control))
            return [Control(name.tag, name.title, words, inner)]
        if not words:
            return []
        return [Note(f"Comment: {words}" if kind == COMMENT else words)]


def _is_guidance(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.is_guidance
