"""The faces of the pack, and what happens to characters that a face lacks.

Words that a person wrote are set in serif, everything that the pack adds in sans. Every face is
embedded; ReportLab's own Helvetica never is, so nothing may be set in it (PDF/A-3, 6.2.11.4.1).

A character that a face lacks would come out as an empty box and cost the file its
conformance (PDF/A-3, 6.2.11.8). So text is cut into runs, and each run is set in the first
face that has all of its characters: the wanted one, its sans sibling, DejaVu Sans. What no
face has becomes U+FFFD. Stretches in Arabic and Hebrew script are runs of their own, each in
the face of its script, and carried as `right_to_left` says.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from portfolio_app.pack import right_to_left
from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Drawn, in DejaVu Sans, for a character that no face of the pack has."""


class Face(StrEnum):
    """A face by its role; the value is the name that ReportLab knows it by."""

    SANS = "NotoSans-Regular"
    SANS_BOLD = "NotoSans-Bold"
    SANS_ITALIC = "NotoSans-Italic"
    SANS_BOLD_ITALIC = "NotoSans-BoldItalic"
    SERIF = "NotoSerif-Regular"
    SERIF_BOLD = "NotoSerif-Bold"
    SERIF_ITALIC = "NotoSerif-Italic"
    DISPLAY = "NotoSerifDisplay-Regular"
    FALLBACK = "DejaVuSans"
    ARABIC = right_to_left.ARABIC
    HEBREW = right_to_left.HEBREW


class Run(NamedTuple):
    """A stretch of text set in one face."""

    face: Face
    text: str
    """As it is seen; from right to left as it is carried."""


_GAPS = " \t\n\r"
_SANS_SIBLING = {
    Face.SERIF: Face.SANS,
    Face.SERIF_BOLD: Face.SANS_BOLD,
    Face.SERIF_ITALIC: Face.SANS_ITALIC,
    Face.DISPLAY: Face.SANS,
}

_FAMILIES = (
    (Face.SANS, Face.SANS_BOLD, Face.SANS_ITALIC, Face.SANS_BOLD_ITALIC),
    # Bold italic serif is not shipped: nothing in the pack's design uses it.
    (Face.SERIF, Face.SERIF_BOLD, Face.SERIF_ITALIC, Face.SERIF_BOLD),
    (Face.DISPLAY, Face.DISPLAY, Face.DISPLAY, Face.DISPLAY),
    *((face, face, face, face) for face in (Face.FALLBACK, Face.ARABIC, Face.HEBREW)),
)
"""What `<b>` and `<i>` change each face to: regular, bold, italic, both."""


@cache
def register_fonts() -> None:
    """Make the faces known to ReportLab, once per process; later calls do nothing."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for face in Face:
        if face not in known:
            path = resource("fonts", f"{face.value}.ttf")
            font = TTFont(face.value, str(path))
            pdfmetrics.registerFont(font)
            if face in right_to_left.FACES:
                _open_all_glyphs(font)
    for regular, bold, italic, both in _FAMILIES:
        pdfmetrics.registerFontFamily(
            regular.value,
            normal=regular.value,
            bold=bold.value,
            italic=italic.value,
            boldItalic=both.value,
        )


def _open_all_glyphs(font: TTFont) -> None:
    """Let ReportLab draw any glyph of a face, and give letters that are carried no width."""
    face = font.face
    for code, advance in right_to_left.advances(font.fontName):
        face.charToGlyph[code] = code - right_to_left.GLYPH
        face.charWidths[code] = advance
    face.defaultWidth = 0


def is_embedded(name: str) -> bool:
    """Tell whether ReportLab will embed the face that it knows as `name`."""
    return bool(pdfmetrics.getFont(name)._dynamicFont)  # noqa: SLF001 - its only mark


def runs(text: str, face: Face) -> list[Run]:
    """Cut `text` into runs that can each be set in one face, from left to right.

    Control characters and invisible format characters that no face has are dropped;
    a base letter and its combining marks always stay in one run.
    """
    register_fonts()
    if text and face is not Face.FALLBACK and _has_all(face, text):
        return [Run(face, text)]  # nearly all text; cutting it up costs half of drawing
    plain = right_to_left.without_controls(text)
    found = [_runs_in(piece, face) for piece in right_to_left.stretches(plain)]
    return [run for piece in found for run in piece]


def _runs_in(piece: right_to_left.Stretch, face: Face) -> list[Run]:
    if piece.face is not None and _can_set(piece):
        return [Run(Face(piece.face), right_to_left.carried(piece.text, piece.face))]
    return _cut(piece.text, face)


def _cut(text: str, face: Face) -> list[Run]:
    set_pieces = (_set_cluster(cluster, face) for cluster in _clusters(text))
    pieces = (piece for piece in set_pieces if piece.text)
    return [
        Run(chosen, "".join(piece.text for piece in group))
        for chosen, group in groupby(pieces, key=lambda piece: piece.face)
    ]


def marked_up(text: str, face: Face) -> str:
    """Return plain `text` as ReportLab paragraph markup for a paragraph set in `face`."""
    return "".join(_in_font(run, face) for run in runs(text, face))


def _in_font(run: Run, face: Face) -> str:
    if run.face is face:
        return escape(run.text)
    return f'<font name="{run.face.value}">{escape(run.text)}</font>'


def _can_set(stretch: right_to_left.Stretch) -> bool:
    """Tell whether the face of a right-to-left stretch has all characters that are seen."""
    if stretch.face is None:
        return False
    shown = right_to_left.seen(stretch.text, stretch.face)
    return _has_all(Face(stretch.face), "".join(c for c in shown if not _is_invisible(c)))


def missing_glyphs(text: str, face: Face) -> frozenset[str]:
    """Return the characters of `text` that will come out as U+FFFD, to warn beforehand."""
    register_fonts()
    if _has_all(face, text):
        return frozenset()
    return frozenset(
        character
        for piece in right_to_left.stretches(text)
        if not _can_set(piece)
        for cluster in _clusters(piece.text)
        if _set_cluster(cluster, face).text.endswith(REPLACEMENT)
        for character in cluster
        if character != REPLACEMENT and not any(_has(one, character) for one in _chain(face))
    )


def text_width(text: str, face: Face, size: float) -> float:
    """Return the width of `text` in points, fallback runs included."""
    return float(
        sum(pdfmetrics.stringWidth(run.text, run.face.value, size) for run in runs(text, face))
    )


def _chain(face: Face) -> tuple[Face, ...]:
    """Return the faces to try for text that is to be set in `face`, best first."""
    sibling = _SANS_SIBLING.get(face)
    wanted = (face,) if sibling is None else (face, sibling)
    return (*wanted, Face.FALLBACK)


def _has(face: Face, character: str) -> bool:
    # Whitespace is made of word gaps and line breaks, never of glyphs.
    return character in _GAPS or ord(character) in _glyphs(face)


def _has_all(face: Face, text: str) -> bool:
    glyphs = _glyphs(face)
    return all(ord(character) in glyphs or character in _GAPS for character in set(text))


def _glyphs(face: Face) -> dict[int, int]:
    """Return the code points that `face` has, with their glyph numbers."""
    glyphs: dict[int, int] = pdfmetrics.getFont(face.value).face.charToGlyph
    return glyphs


def _clusters(text: str) -> Iterator[str]:
    """Yield each character of `text` together with the combining marks that follow it."""
    cluster = ""
    for character in text:
        if cluster and not unicodedata.category(character).startswith("M"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _set_cluster(cluster: str, face: Face) -> Run:
    """Choose a face for `cluster`, composing, dropping or replacing what has no glyph."""
    if cluster.isascii() and cluster.isprintable():
        return Run(face, cluster)
    forms = dict.fromkeys((cluster, unicodedata.normalize("NFC", cluster)))
    for chosen in _chain(face):
        for form in forms:
            if all(_has(chosen, character) for character in form):
                return Run(chosen, form)
    visible = "".join(c for c in cluster if not _is_invisible(c))
    if visible == cluster:
        return Run(Face.FALLBACK, REPLACEMENT)
    return _set_cluster(visible, face) if visible else Run(face, "")


def _is_invisible(character: str) -> bool:
    """Tell whether `character` is a control, a format character or a variation selector."""
    is_selector = "\ufe00" <= character <= "\ufe0f"
    return is_selector or unicodedata.category(character) in {"Cc", "Cf"}
