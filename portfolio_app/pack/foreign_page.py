"""Pages that others made, ready to be shown as pictures on pages of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from portfolio_app.pack.foreign_sight import Sight
    from portfolio_app.pack.tagged.structure import FormSource


class Rendition(Protocol):
    """How the look of a page gets into a file."""

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return an XObject for the page at `scale`, and its own width and height.

        The XObject fills (0, 0) to (width, height) in its own space: (1, 1) for an image,
        points for a form.
        """

    def try_out(self) -> None:
        """Do what takes time and memory when the page is drawn, for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPage:
    """One page of an attachment."""

    number: int
    """From 1."""
    width: float
    """In points, as displayed: cropped, turned, in its own unit."""
    height: float
    text: str
    """What can be read on it; of a scan, what was recognised on it, if anything."""
    problems: tuple[str, ...]
    """Why it is shown as a picture rather than as drawn; empty if it is shown as drawn."""
    sight: Sight | None = None
    """What was found by looking at it; a picture is all there is to see."""
    rendition: Rendition


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignDocument:
    """An attachment that has been read. Keep it until the pack is finished, then close it."""

    pages: tuple[ForeignPage, ...]
    close: Callable[[], None]
    """Frees the memory; the pages cannot be drawn any more."""

    @property
    def page_count(self) -> int:
        """How many pages it has; a picture has one."""
        return len(self.pages)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
