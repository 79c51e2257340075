"""The paper: page templates, and what is noted while one pass fills them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.pack.pages.furniture import frame_page, notice
from portfolio_app.pack.pages.large_furniture import frame_large
from portfolio_app.pack.pages.margin import Margin
from portfolio_app.pack.pages.place import Pages
from portfolio_app.pack.styles import WHITE
from portfolio_app.pack.tagged.canvas import LayoutCanvas, TaggedCanvas
from portfolio_app.pack.tagged.structure import Drawing, Drawn, Element, SourceKey, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.flow import Section
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.signature_fields import SignatureField

COVER, PAGE, WIDE = "cover", "page", "wide"
"""The templates: the cover, an ordinary page, an ordinary page turned to landscape."""


class Paper(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """Draws one pass of a pack."""

    def __init__(self, setting: Setting, on_page: Callable[[int], None]) -> None:
        sheet = setting.sheet
        self._bytes = BytesIO()
        super().__init__(
            self._bytes,
            pagesize=sheet.size,
            leftMargin=0,
            rightMargin=0,
            topMargin=0,
            bottomMargin=0,
            allowSplitting=1,
            pageCompression=1,
            title=None,
        )
        self.setting = setting
        self.margin = Margin(setting)
        self.fields: list[SignatureField] = []
        self._on_each_page = on_page
        self._here: list[Section] = []
        self._open: Section | None = None
        self._spans: dict[str, tuple[int, int]] = {}
        self._navigation: Element | None = None
        self._page = PageTemplate(PAGE, [self._frame(sheet.size)], pagesize=sheet.size)
        wide = (sheet.size[1], sheet.size[0])
        cover = PageTemplate(COVER, [_whole_page(sheet.size)], pagesize=sheet.size)
        has_cover = not setting.edition.reflowed and setting.plan.decision is None
        first = [cover, self._page] if has_cover else [self._page]
        self.addPageTemplates([*first, PageTemplate(WIDE, [self._frame(wide)], pagesize=wide)])

    def _frame(self, size: tuple[float, float]) -> Frame:
        sheet = self.setting.sheet
        width, height = size
        return Frame(
            sheet.left,
            sheet.bottom,
            width - sheet.left - sheet.right,
            height - sheet.top - sheet.bottom,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )

    def draw(self, story: Iterable[Flowable]) -> Drawing:
        """Draw a story and return the drawing."""
        self.build(list(story), canvasmaker=TaggedCanvas)
        drawing: Drawing = self.canv.drawing()
        pages = self.setting.pages
        if pages.numbering is Numbering.SECTIONS:
            runs = tuple((first, letter) for letter, first in pages.parts)
            return replace(drawing, label_runs=runs)
        return drawing

    def lay_out(self, story: Iterable[Flowable]) -> None:
        """Find where everything falls, without making the file."""
        self._doSave = 0
        self.build(list(story), canvasmaker=LayoutCanvas)

    def measure(self, story: Iterable[Flowable]) -> int:
        """Lay a story out on ordinary pages and return how many it fills; nothing is kept."""
        self._doSave = 0
        self.pageTemplates: list[PageTemplate] = [self._page]
        self.build(list(story), canvasmaker=LayoutCanvas)
        return int(self.page)

    def found(self) -> Pages:
        """Return where everything fell."""
        return Pages(
            of_place=dict(self.canv.targets),
            spans=dict(self._spans),
            total=self.page,
            crowded=self.setting.pages.crowded | self.margin.crowded,
            numbering=self.setting.edition.numbering,
        )

    def sources(self) -> dict[SourceKey, tuple[Drawn, ...]]:
        """Return where each text of each section fell."""
        return {key: tuple(drawn) for key, drawn in self.canv.sources.items()}

    def open_section(self, section: Section) -> None:
        """Note that a section begins here."""
        _, y = self.canv.absolutePosition(0, 0)
        at_top = y > self.canv._pagesize[1] - self.setting.sheet.top - 1  # noqa: SLF001
        if at_top or self.pageTemplate.id == COVER:
            self._here = []
        self._here.append(section)
        self._open = section
        self._spans[section.place] = (self.page, self.page)

    # --- hooks of platypus ---------------------------------------------------------------

    def handle_documentBegin(self) -> None:  # noqa: N802
        """Make the element for navigation, to be read last."""
        self._navigation = self.canv.root.child(Step("Sect", "navigation"), attach=False)
        super().handle_documentBegin()

    def beforePage(self) -> None:  # noqa: N802
        """Go on with the section that is open."""
        self._here = [self._open] if self._open else []

    def afterPage(self) -> None:  # noqa: N802
        """Draw what stands around and beside the content."""
        self._on_each_page(self.page)
        for section in self._here:
            first, _ = self._spans[section.place]
            self._spans[section.place] = (first, self.page)
        if self.pageTemplate.id == COVER:
            notice(self.canv, self.setting, WHITE)
            return
        self.margin.end_page(self.canv)
        if self.setting.edition.reflowed:
            frame_large(self.canv, self.setting, self._here)
        elif self._navigation is not None:
            frame_page(self.canv, self.setting, self._here, self._navigation)

    def _endBuild(self) -> None:  # noqa: N802
        if self._navigation is not None:
            self._navigation.attach()
        super()._endBuild()


def _whole_page(size: tuple[float, float]) -> Frame:
    return Frame(0, 0, *size, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
