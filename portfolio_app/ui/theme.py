"""One look of the program: a scheme of colours at one text size.

A `Theme` is made anew for every change and never altered, so a painted widget may keep
asking the current one without copying anything from it.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette

from portfolio_app.ui.tokens import Face, Role

if TYPE_CHECKING:
    from portfolio_app.ui.tokens import Scheme, State, StateStyle, Tokens

R = TypeVar("R", bound=NamedTuple)


WIDE: Final = 543 / 16
"""Width of 68 characters of the writing face in multiples of its size, measured."""
OPEN: Final = 26 / 16
"""Height of a line of writing in multiples of its size."""


class Writing(NamedTuple):
    """How the person wants their own text to look."""

    family: str = ""
    """Empty: that of everything else."""
    size: int = 16
    """Px at 100 %."""


class Theme:
    """Colours, fonts and sizes as they are now.

    `space`, `radius`, `border`, `focus`, `shadow` and `size` are the records of
    `ui.measures`, multiplied by the text size.
    """

    def __init__(
        self,
        tokens: Tokens,
        scheme: Scheme,
        scale: float = 1.0,
        writing: Writing = Writing(),  # noqa: B008 - a frozen record
    ) -> None:
        """Build the theme.

        Args:
            tokens: Sizes and colours at 100 %.
            scheme: Which set of colours.
            scale: The reader's text size; 1.0 is 100 %.
            writing: How the person's own text looks.
        """
        self.tokens = tokens
        self.scheme = scheme
        self.scale = scale
        self.writing = writing
        usual = tokens.faces[Face.WRITING]
        own = usual._replace(size=writing.size, line=round(writing.size * OPEN))
        self._faces = {**tokens.faces, Face.WRITING: own}
        self.space = _scaled(tokens.space, scale)._replace(
            # the page's own margins leave room for the text
            page_top=tokens.space.page_top,
            page_side=tokens.space.page_side,
            column_gap=tokens.space.column_gap,
        )
        self.radius = _scaled(tokens.radius, scale)
        self.border = _scaled(tokens.border, scale)
        self.focus = _scaled(tokens.focus, scale)
        self.shadow = _scaled(tokens.shadow, scale)
        self.size = _scaled(tokens.size, scale)
        self._colours = {
            role: colour_from_hex(text) for role, text in tokens.colours[scheme].items()
        }

    def px(self, length: float) -> int:
        """Return `length`, given in px at 100 %, at the present text size."""
        return max(1, round(length * self.scale)) if length else 0

    def colour(self, role: Role) -> QColor:
        """Return the colour that plays `role`."""
        return QColor(self._colours[role])

    def state(self, state: State) -> StateStyle:
        """Return how `state` is shown."""
        return self.tokens.states[state]

    def font(self, face: Face) -> QFont:
        """Return the font of one step of the type scale."""
        style = self._faces[face]
        font = QFont(self._families(face))
        font.setPixelSize(self.px(style.size))
        font.setWeight(QFont.Weight(style.weight))
        return font

    def metrics(self, face: Face) -> QFontMetrics:
        """Return the measure of one step of the type scale."""
        return QFontMetrics(self.font(face))

    def line_height(self, face: Face) -> int:
        """Return the height of one line, in px."""
        return self.px(self._faces[face].line)

    @property
    def text_width(self) -> int:
        """Width of a column of writing: 68 characters, in px."""
        return self.px(self.writing.size * WIDE)

    def palette(self) -> QPalette:
        """Return the palette for what the style sheet does not reach."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for target, role in (
            (roles.Window, Role.PAPER),
            (roles.WindowText, Role.INK),
            (roles.Base, Role.SURFACE),
            (roles.AlternateBase, Role.SUNKEN),
            (roles.Text, Role.INK),
            (roles.Button, Role.SURFACE),
            (roles.ButtonText, Role.INK),
            (roles.Highlight, Role.SELECTION),
            (roles.HighlightedText, Role.INK),
            (roles.PlaceholderText, Role.INK_3),
            (roles.Link, Role.ACCENT),
            (roles.LinkVisited, Role.ACCENT),
            (roles.ToolTipBase, Role.SURFACE),
            (roles.ToolTipText, Role.INK),
            (roles.Accent, Role.ACCENT),
            (roles.Light, Role.SURFACE),
            (roles.Mid, Role.LINE),
            (roles.Dark, Role.LINE_STRONG),
        ):
            palette.setColor(target, self.colour(role))
        for target in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.colour(Role.INK_3))
        return palette

    def style_sheet(self, template: str) -> str:
        """Fill `template` and append one rule for each face and each tone of a label.

        In the template `$ink` is a colour, `$size_input` a length in px, `$body_size` and
        `$body_weight` a step of the type scale.
        """
        return "\n".join([Template(template).substitute(self._words()), *self._label_rules()])

    def _words(self) -> dict[str, str]:
        words = {str(role): _css(colour) for role, colour in self._colours.items()}
        for record in (self.space, self.radius, self.border, self.focus, self.size):
            kind = type(record).__name__.lower()
            for name, length in record._asdict().items():
                words[f"{kind}_{name}"] = f"{length}px"
        for face, style in self._faces.items():
            words[f"{face}_size"] = f"{self.px(style.size)}px"
            words[f"{face}_weight"] = str(style.weight)
        # A radius over half the height is dropped by Qt without a word, and a style sheet
        # cannot compute; so these are computed here.
        words["line_inside"] = f"{self.size.input - 2 * self.border.hairline}px"
        words["line_inside_chosen"] = f"{self.size.input - 2 * self.border.chosen}px"
        words["input_side"] = f"{self.space.m - 2}px"  # a line edit adds 2 px of its own
        words["half_indicator"] = f"{self.size.icon_small // 2}px"
        words["half_handle"] = f"{max(1, self.space.m // 4)}px"
        words["family"] = self._quoted(Face.BODY)
        return words

    def _families(self, face: Face) -> list[str]:
        known = [self.tokens.family, *self.tokens.fallback]
        own = self.writing.family if face is Face.WRITING else ""
        return [own, *known] if own else known

    def _quoted(self, face: Face) -> str:
        return ", ".join(f'"{name}"' for name in self._families(face))

    def _label_rules(self) -> list[str]:
        faces = [
            f'QLabel[face="{face}"], TextArea[face="{face}"] '
            f"{{ font-size: {self.px(style.size)}px; "
            f"font-weight: {style.weight}; font-family: {self._quoted(face)}; }}"
            for face, style in self._faces.items()
        ]
        tones = [
            f'QLabel[tone="{role}"] {{ color: {_css(colour)}; }}'
            for role, colour in self._colours.items()
        ]
        return faces + tones


def colour_from_hex(text: str) -> QColor:
    """Return the colour written as `#RRGGBB` or `#RRGGBBAA` (Qt itself puts alpha first)."""
    colour = QColor(text[:7])
    if len(text) > len("#RRGGBB"):
        colour.setAlpha(int(text[7:9], 16))
    return colour


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"


def _scaled(record: R, scale: float) -> R:
    return type(record)(*(max(1, round(length * scale)) for length in record))
