"""What the practitioner should know before sealing; none of it stops the pack."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.shortfalls import named
from portfolio_app.model.domain.wording import count, joined, quoted_start
from portfolio_app.pack.fonts import Face, missing_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.pack.plan.bundle import Bundle


def plan_warnings(bundle: Bundle) -> Iterator[str]:
    """Yield a sentence for each thing that will not come out as written."""
    yield from bundle.left_out
    for piece in bundle.pieces:
        name = named(piece.evidence, piece.form)
        loose = [c for c in loosened(piece.evidence) if piece.shows(c.path)]
        if loose:
            quoted = quoted_start(loose[0].anchor.exact)
            number = count(len(loose), "claim")
            yield (
                f"{name}: {number} left out, because the words are no longer in the text, "
                f"such as {quoted}."
            )
        missing = sorted(
            {
                character
                for path, answer in piece.evidence.answers.items()
                if piece.shows(path)
                for character in missing_glyphs(answer.text, Face.SERIF)
            }
        )
        if missing:
            names = joined(
                [unicodedata.name(c, f"U+{ord(c):04X}").lower() for c in missing[:3]]
            )
            yield (
                f"{name}: {count(len(missing), 'character')} that no typeface of the pack has "
                f"will be shown as a replacement sign: {names}."
            )
        for attachment in piece.evidence.attachments:
            if not attachment.description.strip():
                yield (f"{name}: an attachment has no description for those who cannot see it.")
