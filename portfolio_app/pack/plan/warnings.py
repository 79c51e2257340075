"""What the practitioner should know before sealing; none of it stops the pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.shortfalls import named
from portfolio_app.model.domain.wording import count, quoted_start
from portfolio_app.pack.plan.lettering import unprintable

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
        for attachment in piece.evidence.attachments:
            if not attachment.description.strip():
                yield (f"{name}: an attachment has no description for those who cannot see it.")
    yield from dict.fromkeys(wording.fault for wording in unprintable(bundle))
