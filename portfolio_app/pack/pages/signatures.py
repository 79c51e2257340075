"""The page that people sign: who, in which order, and what each signature means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from portfolio_app.model.domain.wording import count, joined
from portfolio_app.pack.appearance import SIZE, waiting_appearance
from portfolio_app.pack.fonts import Face
from portfolio_app.pack.pages.edition_notes import unsigned
from portfolio_app.pack.pages.flow import Opening, Rule, Section
from portfolio_app.pack.pages.margin import Manner, Marking
from portfolio_app.pack.pages.reflow import abreast
from portfolio_app.pack.plan.bundle import SIGNATURES
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.signature_fields import SignatureField
from portfolio_app.pack.styles import OPENING, RULE, TEAL
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.back import SignerPlan
    from portfolio_app.pack.tagged.structure import Element

TITLE = "Signatures"
BLOCK = 39.5 * mm
"""Least height of the block of one signer."""
ABOVE, BELOW = 40 * mm, 40 * mm
"""Room for the heading of the signatures, and for how to verify them."""
NAME_AT = 12.5 * mm
NAME_WIDTH = 68 * mm
LONGEST_BESIDE = 420
"""Characters of a sentence that stands beside its field; a longer one stands below."""
FIELD_TOP = 4.1 * mm
"""From the rule of a block to its field."""


def signatures(setting: Setting, *, apart: bool = True) -> Iterator[Flowable]:
    """Yield the signatures; many signers flow to further pages.

    Args:
        setting: What they are set with.
        apart: Whether they begin a page; else they do so where not all have room.
    """
    plan, sheet = setting.plan.signatures, setting.sheet
    room = ABOVE + BLOCK * len(plan.signers) + BELOW
    yield PageBreak() if apart else CondPageBreak(min(room, sheet.height))
    yield Opening(Section(part=Part.REPORT, place=SIGNATURES, name=TITLE, title=TITLE))
    yield Marking(Manner.NOTHING)
    yield setting.heading(TITLE, "h1", 1)
    for said in unsigned(setting):
        yield setting.para(said, "lead")
    yield setting.para(plan.lead, "lead")
    for signer in plan.signers:
        if setting.edition.reflowed:
            yield from _signer_below(setting, signer)
            continue
        yield SignerBlock(setting, signer)
        if len(signer.means) > LONGEST_BESIDE:
            yield setting.para(_means(signer), "means")
            yield Spacer(0, 4 * mm)
    cells = [
        [setting.heading(title, "h3-first", 3), setting.line(text, "side")]
        for title, text in plan.steps
    ]
    yield CondPageBreak(40 * mm)
    yield setting.heading("How to verify", "h2")
    thirds = (sheet.third, sheet.gutter, sheet.third, sheet.gutter, sheet.third)
    yield from abreast(setting, cells[:3], thirds)


def _signer_below(setting: Setting, signer: SignerPlan) -> Iterator[Flowable]:
    yield Rule(setting.sheet.width, color=RULE, before=6, kept=True)
    yield setting.heading(f"{signer.order}  {_name(signer)}", "name")
    role = setting.para(signer.title, "means")
    role.keepWithNext = 1
    yield role
    yield setting.para(_means(signer), "cell")


def _name(signer: SignerPlan) -> str:
    return signer.name or f"{signer.title} (not named yet)"


class SignerBlock(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Number, name, role and sentence of one signer; the right half is their field."""

    def __init__(self, setting: Setting, signer: SignerPlan) -> None:
        super().__init__()
        self.setting, self.signer = setting, signer
        self.name = setting.heading(_name(signer), "name")
        self.role = setting.para(signer.title, "means")
        beside = len(signer.means) <= LONGEST_BESIDE
        self.means = setting.para(_means(signer) if beside else "", "means")

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the field, or of the words where they need more."""
        signable = self.setting.edition.signable
        width = NAME_WIDTH if signable else availWidth - NAME_AT
        self.tall = [
            para.wrapOn(self.canv, width, 10_000)[1]
            for para in (self.name, self.role, self.means)
        ]
        self.height = max(BLOCK if signable else 0.0, sum(self.tall) + 11 * mm)
        return availWidth, self.height

    def draw(self) -> None:
        """Draw it as a part of its own, in which the field is found."""
        with self.canv.within(Step("Div", self)) as division:
            self._words()
            if self.setting.edition.signable:
                self._field(division)

    def _words(self) -> None:
        """Draw the rule, the number as part of the heading, and the words."""
        canvas, sheet, signer = self.canv, self.setting.sheet, self.signer
        first = signer.order == 1
        canvas.setStrokeColor(TEAL if first else RULE)
        canvas.setLineWidth(OPENING)
        canvas.line(0, self.height, sheet.width, self.height)
        with canvas.within(Step(self.name.tag, self.name.identity)):
            canvas.setFillColor(TEAL)
            canvas.draw_text(0, self.height - 10.6 * mm, f"{signer.order} ", Face.DISPLAY, 25)
        y = self.height - 3.4 * mm
        for para, tall in zip((self.name, self.role, self.means), self.tall, strict=True):
            y -= tall
            para.drawOn(canvas, NAME_AT, y)
            y -= 4 if para is self.role else 0

    def _field(self, division: Element) -> None:
        """Note where the field lies, on the page and in the structure."""
        canvas, sheet, signer = self.canv, self.setting.sheet, self.signer
        width, height = SIZE
        left = sheet.left + sheet.width - width
        _, top = canvas.absolutePosition(0, self.height - FIELD_TOP)
        field = SignatureField(
            name=signer.field,
            page_index=canvas.getPageNumber() - 1,
            rect=(left, top - height, left + width, top),
            tooltip=_tooltip(signer),
            division=division,
            waiting_appearance=waiting_appearance(
                signer.order, signer.fingerprint, covers(signer.order, self.setting.pages.total)
            ),
        )
        canvas._doctemplate.fields.append(field)  # noqa: SLF001 - platypus has no other way


def covers(order: int, pages: int) -> str:
    """Return what the signature in place `order` will cover."""
    everything = count(pages, "page") if pages == 1 else f"all {pages} pages"
    if order == 1:
        return f"Will certify {everything}"
    before = [str(n) for n in range(1, order)]
    noun = "signature" if order == 2 else "signatures"
    shown = joined(before) if order <= 3 else f"1 to {order - 1}"
    comma = " and" if order == 2 else ","
    return f"Will cover {everything}{comma} {noun} {shown}"


def _means(signer: SignerPlan) -> str:
    return f"Signing means: {signer.means}"


def _tooltip(signer: SignerPlan) -> str:
    who = f"{signer.name}, {signer.title}" if signer.name else signer.title
    return f"Signature {signer.order}: {who}. {_means(signer)}"
