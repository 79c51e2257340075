"""Words that are heard otherwise than they are seen.

ReportLab's paragraph markup knows nothing of it, so what is heard travels in invisible markers
at either end of the words; while they are drawn, the text object makes them a Span that says
how it is read (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

HEARD_START = "heard-start"
HEARD_END = "heard-end"


def heard_as(markup: str, text: str) -> str:
    """Return paragraph markup that is seen as `markup` and heard as `text`."""
    # Quoted: a label may hold no sign that means something in markup.
    return f'<onDraw name="{HEARD_START}" label="{quote(text)}"/>{markup}' + (
        f'<onDraw name="{HEARD_END}"/>'
    )


def start_hearing(canvas: TaggedCanvas, _kind: str, label: str) -> None:
    """Begin words that are heard as `label` says."""
    begin = getattr(canvas.text_under_way, "begin_hearing", None)
    if begin is not None:
        begin(unquote(label))


def end_hearing(canvas: TaggedCanvas, _kind: str, _label: str | None) -> None:
    """End words that are heard otherwise."""
    end = getattr(canvas.text_under_way, "end_hearing", None)
    if end is not None:
        end()
