"""What the program remembers between two starts: looks and places, never anybody's words.

One small JSON file in `places.user_data()`. It is written whole and swapped in, so a crash
leaves the former one. A damaged file is as good as none: nothing in it is worth an error.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from portfolio_app import places
from portfolio_app.ui.tokens import ThemeChoice

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "settings.json"
FAMILIES: Final = ("", "Noto Serif", "DejaVu Sans")
"""Typefaces that a person may write in; empty: that of everything else."""
SIZES: Final = tuple(range(14, 29, 2))
"""Of a person's own text, px at 100 %."""
MOST_RECENT: Final = 8
"""Portfolios remembered."""


class Settings(NamedTuple):
    """What is remembered. Change with `_replace` or `opened`."""

    theme: str = "system"
    """A `ThemeChoice`."""

    text_scale: float = 1.0
    writing_family: str = ""
    """Typeface of the person's own text; empty: that of everything else."""
    writing_size: int = 16
    """Px at 100 %."""
    spelling: bool = True
    """Whether words that may be misspelt are marked."""
    lock_minutes: int = 10
    """Without work, after which the portfolio locks; 0: never by itself."""

    window: tuple[int, int] = (1280, 800)
    """Width and height of the main window."""

    is_maximised: bool = False
    place: str = ""
    """Key of the place of the rail shown last."""

    piece: str = ""
    """Id of the piece that was open in the portfolio opened last; empty: none."""
    answer: str = ""
    """Path in its form of the answer in hand."""

    recent: tuple[str, ...] = ()
    """Paths of portfolios, the last opened first."""
    told_about: tuple[str, ...] = ()
    """Paths of portfolios whose synchronised place has been explained."""

    def opened(self, vault: Path) -> Settings:
        """Return settings that remember `vault` as the last one opened."""
        path = str(vault.absolute())
        others = tuple(other for other in self.recent if other != path)
        opened = self._replace(recent=(path, *others)[:MOST_RECENT])
        return opened if self.recent[:1] == (path,) else opened._replace(piece="", answer="")

    def told(self, what: str) -> Settings:
        """Return settings that know that the person was told `what`."""
        return self._replace(told_about=(*self.told_about, what))

    def forgot(self, vault: Path) -> Settings:
        """Return settings that know nothing of `vault`, which is no more."""
        path = str(vault.absolute())
        return self._replace(
            recent=tuple(other for other in self.recent if other != path),
            told_about=tuple(other for other in self.told_about if other != path),
            piece="",
            answer="",
        )


def forget_portfolio(vault: Path) -> None:
    """Take a portfolio that was destroyed out of what is remembered, if anything is."""
    settings = load_settings()
    if settings != settings.forgot(vault):
        with suppress(OSError):  # it will not be offered either: its folder is not there
            save_settings(settings.forgot(vault))


def load_settings(folder: Path | None = None) -> Settings:
    """Return what was remembered; whatever is missing or damaged is as at the first start."""
    path = (folder or places.user_data()) / FILE_NAME
    if not path.exists():
        return Settings()
    import json  # not before the first window of all

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _checked(found) if isinstance(found, dict) else Settings()


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write `settings`, all or nothing.

    Raises:
        OSError: The folder cannot be written.
    """
    import json

    place = folder or places.user_data()
    place.mkdir(parents=True, exist_ok=True)
    path = place / FILE_NAME
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(settings._asdict(), stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)


def _checked(found: dict[str, Any]) -> Settings:
    usual = Settings()
    window = found.get("window")
    recent = found.get("recent")
    size = (
        (window[0], window[1])
        if isinstance(window, list)
        and len(window) == 2
        and all(isinstance(n, int) for n in window)
        else usual.window
    )
    told = found.get("told_about")
    minutes = found.get("lock_minutes")
    scale = found.get("text_scale")
    theme = _text(found.get("theme"), usual.theme)
    family = _text(found.get("writing_family"), usual.writing_family)
    writing_size = found.get("writing_size")
    return Settings(
        theme=theme if theme in set(ThemeChoice) else usual.theme,
        text_scale=float(scale) if isinstance(scale, int | float) else usual.text_scale,
        writing_family=family if family in FAMILIES else usual.writing_family,
        writing_size=writing_size if writing_size in SIZES else usual.writing_size,
        spelling=found.get("spelling") is not False,
        window=size,
        lock_minutes=minutes
        if isinstance(minutes, int) and not isinstance(minutes, bool) and 0 <= minutes <= 600
        else usual.lock_minutes,
        is_maximised=found.get("is_maximised") is True,
        place=_text(found.get("place"), usual.place),
        piece=_text(found.get("piece"), usual.piece),
        answer=_text(found.get("answer"), usual.answer),
        recent=tuple(path for path in recent if isinstance(path, str))[:MOST_RECENT]
        if isinstance(recent, list)
        else (),
        told_about=tuple(path for path in told if isinstance(path, str))[-MOST_RECENT:]
        if isinstance(told, list)
        else (),
    )


def _text(found: object, usual: str) -> str:
    return found if isinstance(found, str) else usual
