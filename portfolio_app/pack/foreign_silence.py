"""Takes the letters out of a foreign page of which none can be seen: a scan with its words.

The page looks the same afterwards. Forms are copied, because another page may show theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Dictionary, Name

from portfolio_app.pack.foreign_content import content_of, unparsed

if TYPE_CHECKING:
    from portfolio_app.pack.foreign_content import Instruction

_WRITES: Final = frozenset({"Tj", "TJ", "'", '"', "Tf"})


def silence(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take all text out of `page`, a page of `pdf`.

    Raises:
        ValueError: There are too many instructions.
    """
    silencer = _Silencer(pdf)
    resources = page.resources
    page.obj.Contents = pdf.make_stream(silencer.content(page))
    page.obj.Resources = silencer.resources(resources)


class _Silencer:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._done: dict[tuple[int, int], pikepdf.Object] = {}

    def content(self, drawing: pikepdf.Page | pikepdf.Object) -> bytes:
        return unparsed([one for one in content_of(drawing) if not _writes(one)])

    def resources(self, offered: pikepdf.Object) -> pikepdf.Object:
        """Return resources without fonts, their forms silenced."""
        kept = Dictionary({k: v for k, v in offered.items() if k != "/Font"})
        drawn = offered.get(Name.XObject, Dictionary())
        kept.XObject = Dictionary({name: self._xobject(one) for name, one in drawn.items()})
        return kept

    def _xobject(self, thing: pikepdf.Object) -> pikepdf.Object:
        if thing.get(Name.Subtype) != Name.Form:
            return thing
        identity = thing.objgen
        if identity not in self._done:
            quiet = self._done[identity] = self._pdf.make_stream(b" ")
            for key in ("/Type", "/Subtype", "/BBox", "/Matrix", "/Group"):
                if key in thing:
                    quiet[key] = thing[key]
            quiet.write(self.content(thing))
            quiet.Resources = self.resources(thing.get(Name.Resources, Dictionary()))
        return self._done[identity]


def _writes(instruction: Instruction) -> bool:
    return str(instruction.operator) in _WRITES
