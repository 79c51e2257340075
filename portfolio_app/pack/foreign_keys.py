"""Leaves behind what a foreign drawing says besides how it looks.

Any dictionary of a PDF may hold further entries, and they may lead to anything in the file.
Only those go into the pack by which a drawing is drawn (ISO 32000-1, chapters 7 to 11).
"""

from __future__ import annotations

import re
from typing import Final

import pikepdf
from pikepdf import Name

_STREAMS: Final = (
    "Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine"
    " EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform"
    " JBIG2Globals"
)
_FORMS: Final = (
    "Type Subtype BBox Matrix Resources Group FormType S CS I ExtGState ColorSpace Pattern"
    " Shading XObject Font"
)
_IMAGES: Final = "Width Height Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte"
_STATES: Final = (
    "LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 FL SM SA BM CA ca AIS TK G BC TR"
    " PatternType PaintType TilingType XStep YStep"
)
_COLOURS: Final = (
    "ShadingType Background AntiAlias Domain Coords Function Extend VerticesPerRow"
    " BitsPerCoordinate BitsPerFlag FunctionType Range Size BitsPerSample Order Encode C0 C1 N"
    " Functions Bounds Alternate WhitePoint BlackPoint Gamma"
)
_FONTS: Final = (
    "BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts"
    " CIDSystemInfo DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs FontName FontFamily"
    " FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV"
    " StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 Length1 Length2 Length3"
    " BaseEncoding Differences Registry Ordering Supplement CMapName WMode UseCMap"
)
_KNOWN: Final = frozenset(
    f"/{name}"
    for names in (_STREAMS, _FORMS, _IMAGES, _STATES, _COLOURS, _FONTS)
    for name in names.split()
)
_NAMED_FREELY: Final = frozenset(
    ("/ExtGState", "/ColorSpace", "/Pattern", "/XObject", "/Font", "/CharProcs", "/Shading")
)
"""Dictionaries whose keys are names that the file chose."""
_COMMENT: Final = re.compile(rb"%[^\r\n]*")
_MEANINGS: Final = re.compile(
    rb"\d+\s+begin(codespacerange|bfchar|bfrange)\s.*?end\1", re.DOTALL
)
_FRAME: Final = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    b"/CMapName /Meanings def\n/CMapType 2 def\n%s\nendcmap\n"
    b"CMapName currentdict /CMap defineresource pop\nend\nend\n"
)


class Pruning:
    """Prunes the drawings of one file; what they share is pruned once."""

    def __init__(self) -> None:
        self._done: set[tuple[int, int]] = set()

    def prune(self, drawing: pikepdf.Object) -> None:
        """Drop every entry that says nothing about the look of `drawing`, and all below it."""
        waiting: list[tuple[pikepdf.Object, str]] = [(drawing, "")]
        while waiting:
            thing, key = waiting.pop()
            if isinstance(thing, pikepdf.Array):
                waiting += [(one, "") for one in thing if _is_compound(one)]
            elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and self._is_new(thing):
                if key == "/ToUnicode" and isinstance(thing, pikepdf.Stream):
                    _without_remarks(thing)
                self._prune_one(thing, key)
                waiting += [(thing[k], k) for k in thing.keys() if _is_compound(thing[k])]  # noqa: SIM118

    def _is_new(self, thing: pikepdf.Object) -> bool:
        identity = thing.objgen
        if identity == (0, 0):
            return True
        is_new = identity not in self._done
        self._done.add(identity)
        return is_new

    def _prune_one(self, thing: pikepdf.Object, key: str) -> None:
        if _is_named_freely(thing, key):
            return
        for name in list(thing.keys()):
            if name not in _KNOWN and name != "/Length":
                del thing[name]


def _is_named_freely(thing: pikepdf.Object, key: str) -> bool:
    if key not in _NAMED_FREELY or isinstance(thing, pikepdf.Stream):
        return False
    return not (key == "/Shading" and Name.ShadingType in thing)


def _is_compound(thing: object) -> bool:
    return isinstance(thing, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream)


def _without_remarks(table: pikepdf.Object) -> None:
    """Reduce a table of what codes mean to just that."""
    told = _COMMENT.sub(b"", table.read_bytes())
    meanings = b"\n".join(found.group() for found in _MEANINGS.finditer(told))
    table.write(_FRAME % meanings)
