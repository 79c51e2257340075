"""The page and the styles of a Word document of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from portfolio_app.model.domain.returning import GUIDANCE_STYLE, HINT_STYLE_NAME

if TYPE_CHECKING:
    from datetime import datetime

    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

_INK: Final = RGBColor(0x1D, 0x2B, 0x36)
_GREY: Final = RGBColor(0x59, 0x59, 0x59)
"""Of hints: seven times as dark as white paper, WCAG 2.2 contrast level AAA."""
_FACE: Final = "Calibri"
_SIZES: Final = {"Heading 1": 20, "Heading 2": 15, "Heading 3": 12.5, "Heading 4": 11}
_UNUSED: Final = frozenset({"stylesWithEffects", "thumbnail"})
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (XML 1.0, production 2)."""


def furnish(document: WordDocument, *, title: str, written_at: datetime) -> None:
    """Give a new document its page, its styles and its properties, which name nobody."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    properties = document.core_properties
    properties.title = plain(title)
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "en-GB"
    properties.created = properties.modified = written_at
    _set_styles(document)
    _lighten(document)


def plain(text: str) -> str:
    """Return `text` without what an XML document may not hold."""
    return _UNWRITABLE.sub("", text)


def add_styled(into: BlockItemContainer, text: str, style: str) -> Paragraph:
    """Add a paragraph in one of our styles, or in none where it is empty.

    By the id of the style, its name without blanks: by its name, the library looks through all
    styles for each paragraph.
    """
    paragraph = into.add_paragraph(text)
    if style:
        paragraph._p.style = style.replace(" ", "")  # noqa: SLF001 - the library takes names
    return paragraph


def _set_styles(document: WordDocument) -> None:
    styles = document.styles
    body = styles["Normal"]
    body.font.name, body.font.size = _FACE, Pt(11)
    body.paragraph_format.space_after = Pt(6)
    body.paragraph_format.line_spacing = 1.15
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.name, style.font.size = _FACE, Pt(size)
        style.font.color.rgb = _INK
        style.font.italic = False
        _face_of_own(style.element)
    guidance = styles.add_style(GUIDANCE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    guidance.base_style = body
    guidance.font.size, guidance.font.color.rgb = Pt(9.5), _GREY
    guidance.paragraph_format.space_after = Pt(3)
    guidance.next_paragraph_style = body
    hint = styles.add_style(HINT_STYLE_NAME, WD_STYLE_TYPE.CHARACTER)
    hint.font.color.rgb = _GREY
    _speak_british(styles.element)


def _face_of_own(style: BaseOxmlElement) -> None:
    """Let a heading be set in the face that is named, not in that of the theme."""
    fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)


def _speak_british(styles: BaseOxmlElement) -> None:
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _lighten(document: WordDocument) -> None:
    """Take out what the library's template brings along and nothing of ours uses."""
    for part in (document.part, document.part.package):
        unused = [
            number
            for number, relation in part.rels.items()
            if relation.reltype.rpartition("/")[2] in _UNUSED
        ]
        for number in unused:
            del part.rels[number]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        is_table = style.get(qn("w:type")) == "table"
        if is_table and style.get(qn("w:styleId")) != "TableNormal":
            styles.remove(style)
