"""Links that say where they lead.

Every link needs a description for those who do not see its place (PDF/UA-1, 7.18.5).
ReportLab's paragraph markup has no attribute for it, so it travels inside `href`, behind a
separator that occurs in no address and no key.
"""

from __future__ import annotations

from html import escape

_SEPARATOR = "\N{SYMBOL FOR UNIT SEPARATOR}"


def link(markup: str, target: str, *, description: str = "", color: str = "") -> str:
    """Return paragraph markup for a link around `markup`.

    Args:
        markup: What is seen; already markup, so plain text must have been escaped.
        target: `#key` of a place in this document, or a full address.
        description: What is heard. Left empty, a link within the document says the title and
            page of the place that it leads to.
        color: The colour of the text, such as `#0C4F5C`; left empty, that of the text around.
    """
    href = escape(with_description(target, description))
    tint = f' color="{color}"' if color else ""
    return f'<a href="{href}"{tint}>{markup}</a>'


def with_description(target: str, description: str) -> str:
    """Join a target and its description into one string for ReportLab."""
    return f"{target}{_SEPARATOR}{description}" if description else target


def split_description(href: str) -> tuple[str, str]:
    """Undo `with_description`: return the target and the description ("" without one)."""
    target, _, description = href.partition(_SEPARATOR)
    return target, description
