"""Finds what in a foreign page would cost the pack its conformance, and cleans what it can.

What is checked are the rules of ISO 19005-3 (PDF/A-3) that ordinary files break: fonts that are
not embedded or cannot be read aloud, colours of the printing press, layers. A page with such
a problem is shown as a picture. It is not a validator: it rejects what it does not know.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from portfolio_app.pack.foreign_colours import COLOURS, UNUSUAL, colour_problems
from portfolio_app.pack.foreign_content import content_of, shows_text, unparsed, without_tags
from portfolio_app.pack.foreign_fonts import NOT_EMBEDDED, UNREADABLE, font_problems
from portfolio_app.pack.foreign_jpeg import free_of_notes, is_jpeg
from portfolio_app.pack.foreign_keys import Pruning
from portfolio_app.pack.foreign_unicode import codes_shown, has_unknown_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from portfolio_app.pack.foreign_content import Instruction

LAYERS: Final = "It has layers, some of them hidden."

BROKEN: Final = (
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What reading a file that breaks the rules of its format may raise: a number in place of a
dictionary is a TypeError, and so on. Only to be caught around what reads foreign objects."""

_CMYK_OPERATORS: Final = frozenset({"K", "k"})
_OPERATOR_NAMES: Final = (
    "b B b* B* BI BT BX c cm CS cs d d0 d1 Do ET EX f F f* G g gs h i ID EI j J K k l m M n q Q"
    " re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
    " BMC BDC EMC MP DP"
)
_OPERATORS: Final = frozenset((*_OPERATOR_NAMES.split(), "INLINE IMAGE"))
"""ISO 32000-1, annex A; any other is against ISO 19005-3, 6.2.2."""

_KINDS_BY_OPERATOR: Final = {
    "CS": "/ColorSpace",
    "cs": "/ColorSpace",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "SCN": "/Pattern",
    "scn": "/Pattern",
    "sh": "/Shading",
    "Tf": "/Font",
}
"""Which operator names a resource of which kind (ISO 32000-1, 7.8.3)."""

_DEEPEST_STATE: Final = 28
"""Of nested q operators (ISO 19005-3, 6.1.13)."""
_BLEND_MODE_NAMES: Final = (
    "/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn"
    " /HardLight /SoftLight /Difference /Exclusion /Hue /Saturation /Color /Luminosity"
)
_BLEND_MODES: Final = frozenset(_BLEND_MODE_NAMES.split())
_INTENTS: Final = frozenset(
    ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation")
)
_TILING: Final = 1
_DIRECT: Final = (0, 0)
"""What the library gives as the identity of things that have none."""


class PageCheck:
    """Checks the pages of one file; what pages share is looked at once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], frozenset[str]] = {}
        self._has_hidden_layers = _has_hidden_layers(pdf)
        self._around: pikepdf.Object = Dictionary()
        self._is_aside = False
        self._pruning = Pruning()
        self._checks: dict[str, Callable[[pikepdf.Object], set[str]]] = {
            "/ColorSpace": colour_problems,
            "/ExtGState": self._state,
            "/Font": self._font,
            "/Pattern": self._pattern,
            "/Shading": self._shading,
            "/XObject": self._xobject,
        }

    def cleaned(self, page: pikepdf.Page) -> tuple[str, ...]:
        """Clean `page` in place and return the problems that remain, in words."""
        try:
            problems = self._page(page)
        except BROKEN:
            # The page breaks the rules of its own format, but may still be seen.
            problems = {UNUSUAL}
        # A font that is not there gives its letters no meaning either: the cause comes first.
        return tuple(sorted(problems, key=lambda problem: (problem != NOT_EMBEDDED, problem)))

    def _page(self, page: pikepdf.Page) -> set[str]:
        instructions = content_of(page)
        problems, needed = self._content(instructions, page.resources)
        page.obj.Resources = needed
        page.obj.Contents = self._pdf.make_stream(unparsed(without_tags(instructions)))
        if Name.Group in page.obj:
            problems |= self._group(page.obj.Group)
            self._pruning.prune(page.obj.Group)
        self._pruning.prune(page.obj.Resources)
        return problems

    def _content(
        self, instructions: Sequence[Instruction], resources: pikepdf.Object
    ) -> tuple[set[str], pikepdf.Object]:
        """Check what is drawn and what it is drawn with.

        Returns:
            The problems, and the resources reduced to those that the instructions name.
        """
        problems = self._operators(instructions)
        if self._is_aside and shows_text(instructions):
            problems.add(UNUSUAL)
        kept: dict[str, pikepdf.Object] = {}
        used = _names_used(instructions)
        for kind, check in self._checks.items():
            offered: pikepdf.Object = resources.get(kind, Dictionary())
            names = [name for name in offered.keys() if (kind, name) in used]  # noqa: SIM118
            for name in names:
                self._around = resources
                problems |= self._once(offered[name], check)
            if names:
                kept[kind] = Dictionary({name: offered[name] for name in names})
        for name, strings in codes_shown(instructions).items():
            font = kept.get("/Font", Dictionary()).get(name)
            if font is not None and has_unknown_letters(font, strings):
                problems.add(UNREADABLE)
        return problems, Dictionary(kept)

    def _operators(self, instructions: Sequence[Instruction]) -> set[str]:
        problems: set[str] = set()
        depth = deepest = 0
        for instruction in instructions:
            operator = str(instruction.operator)
            if operator not in _OPERATORS:
                problems.add(UNUSUAL)
            elif operator in _CMYK_OPERATORS:
                problems.add(COLOURS)
            elif operator in {"q", "Q"}:
                depth += 1 if operator == "q" else -1
                deepest = max(depth, deepest)
            elif operator in {"cs", "CS"} and instruction.operands[0] == Name.DeviceCMYK:
                problems.add(COLOURS)
            elif operator == "ri" and str(instruction.operands[0]) not in _INTENTS:
                problems.add(UNUSUAL)
            elif operator == "BDC" and self._is_layer(instruction):
                problems.add(LAYERS)
            elif isinstance(instruction, pikepdf.ContentStreamInlineImage):
                problems |= self._inline_image(instruction.iimage.obj)
        return problems | ({UNUSUAL} if deepest > _DEEPEST_STATE else set())

    def _is_layer(self, instruction: Instruction) -> bool:
        return self._has_hidden_layers and instruction.operands[0] == Name.OC

    def _inline_image(self, image: pikepdf.Object) -> set[str]:
        problems: set[str] = set()
        space = image.get("/CS", image.get("/ColorSpace"))
        if space in (Name.CMYK, Name.DeviceCMYK):
            problems.add(COLOURS)
        if image.get("/I", image.get("/Interpolate", False)):
            problems.add(UNUSUAL)
        if "LZW" in str(image.get("/F", image.get("/Filter", ""))):
            problems.add(UNUSUAL)
        return problems

    def _once(
        self, thing: pikepdf.Object, check: Callable[[pikepdf.Object], set[str]]
    ) -> frozenset[str]:
        """Run `check`, or return what it found before; a thing may lead back to itself."""
        identity = thing.objgen
        if identity == _DIRECT:
            return frozenset(check(thing))
        if identity not in self._known:
            self._known[identity] = frozenset()
            self._known[identity] = frozenset(check(thing))
        return self._known[identity]

    def _xobject(self, thing: pikepdf.Object) -> set[str]:
        problems: set[str] = set()
        if Name.OC in thing and self._has_hidden_layers:
            problems.add(LAYERS)
        if thing.Subtype == Name.Image:
            return problems | self._image(thing)
        if thing.Subtype == Name.Form and Name.PS not in thing and "/Subtype2" not in thing:
            return problems | self._form(thing)
        return problems | {UNUSUAL}

    def _form(self, form: pikepdf.Object) -> set[str]:
        """Check and clean a form or a tiling pattern."""
        instructions = content_of(form)
        # Old files let a form use the resources of its page; ISO 19005-3, 6.2.2 does not.
        resources = form.get(Name.Resources, self._around)
        problems, form.Resources = self._content(instructions, resources)
        form.write(unparsed(without_tags(instructions)))
        if Name.Group in form:
            problems |= self._group(form.Group)
        return problems

    def _group(self, group: pikepdf.Object) -> set[str]:
        return colour_problems(group.CS) if Name.CS in group else set()

    def _image(self, image: pikepdf.Object) -> set[str]:
        problems: set[str] = set()
        if image.get(Name.Interpolate, False):
            image.Interpolate = False  # ISO 19005-3, 6.2.8
        if Name.Intent in image and str(image.Intent) not in _INTENTS:
            del image.Intent
        if "JPXDecode" in str(image.get(Name.Filter, "")):
            problems.add(UNUSUAL)
        if Name.ColorSpace in image:
            problems |= colour_problems(image.ColorSpace)
        if is_jpeg(image):
            free_of_notes(self._pdf, image)
        if Name.SMask in image:
            problems |= self._once(image.SMask, self._xobject)
        if isinstance(image.get(Name.Mask), pikepdf.Stream):
            problems |= self._once(image.Mask, self._xobject)
        return problems

    def _state(self, state: pikepdf.Object) -> set[str]:
        problems: set[str] = set()
        modes = state.get(Name.BM, Name.Normal)
        first = modes[0] if isinstance(modes, pikepdf.Array) else modes
        if str(first) not in _BLEND_MODES or isinstance(modes, pikepdf.Array):
            problems.add(UNUSUAL)
        for key in ("/TR", "/TR2", "/HTP", "/HTO"):  # for presses; ISO 19005-3, 6.2.5
            if key in state:
                del state[key]
        if Name.RI in state and str(state.RI) not in _INTENTS:
            del state.RI
        if Name.Font in state:
            problems |= self._once(state.Font[0], self._font)
        mask = state.get(Name.SMask)
        if isinstance(mask, pikepdf.Dictionary):
            with self._aside():
                problems |= self._once(mask.G, self._xobject)
        return problems

    @contextmanager
    def _aside(self) -> Iterator[None]:
        """Check what nobody looked at: letters in it may be hidden."""
        before, self._is_aside = self._is_aside, True
        yield
        self._is_aside = before

    def _font(self, font: pikepdf.Object) -> set[str]:
        problems = font_problems(font)
        if font.Subtype == Name.Type3:
            letters = [
                instruction
                for procedure in font.CharProcs.values()
                for instruction in content_of(procedure)
            ]
            resources = font.get(Name.Resources, self._around)
            with self._aside():
                of_letters, font.Resources = self._content(letters, resources)
            problems |= of_letters
        return problems

    def _pattern(self, pattern: pikepdf.Object) -> set[str]:
        if int(pattern.PatternType) == _TILING:
            with self._aside():
                return self._form(pattern)
        problems = self._shading(pattern.Shading)
        if Name.ExtGState in pattern:
            problems |= self._state(pattern.ExtGState)
        return problems

    def _shading(self, shading: pikepdf.Object) -> set[str]:
        return colour_problems(shading.ColorSpace)


def _names_used(instructions: Sequence[Instruction]) -> set[tuple[str, str]]:
    """Return kind and name of every resource that the instructions use."""
    used = {("/ColorSpace", name) for name in ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")}
    for instruction in instructions:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            image = instruction.iimage.obj
            space = image.get("/CS", image.get("/ColorSpace"))
            used.add(("/ColorSpace", str(space)))
        elif kind := _KINDS_BY_OPERATOR.get(str(instruction.operator)):
            place = -1 if kind == "/Pattern" else 0
            if instruction.operands:
                used.add((kind, str(instruction.operands[place])))
    return used


def _has_hidden_layers(pdf: pikepdf.Pdf) -> bool:
    """Tell whether some layer of the file is off as it is opened."""
    layers = pdf.Root.get(Name.OCProperties)
    if layers is None:
        return False
    opening = layers.get(Name.D, Dictionary())
    starts_off = opening.get(Name.BaseState, Name.ON) != Name.ON
    return bool(starts_off or len(opening.get(Name.OFF, Array([]))))
