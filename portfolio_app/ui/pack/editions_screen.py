"""Making an edition that nobody signs: large print, or a copy without attachments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.model.domain.editions import EditionKind, Numbering
from portfolio_app.model.domain.wording import count
from portfolio_app.ui.pack.making import FORM_WIDTH, MakingScreen, Saying, place_field
from portfolio_app.ui.settings_page.packs import NUMBERINGS
from portfolio_app.ui.signing.files import PDF, FileQuestion, PlaceField, documents, unused
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.choices import Choice, ChoiceList
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.words import PageHeading

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.editions import MadeEdition
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.standing import Standing
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import TaskRunner

KINDS = (
    Choice(
        value=EditionKind.LARGE_PRINT,
        title="Large print",
        text="Everything in 18 point, set anew in one column.",
    ),
    Choice(
        value=EditionKind.READING_COPY,
        title="Reading copy",
        text="The pages as they are, without attached documents.",
    ),
)
NAMES = {kind.value: kind.title for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asked for."""

    kind: EditionKind
    sealed: Path | None
    reason: str
    numbering: Numbering
    path: Path


SAYING = Saying(
    name="Other editions",
    button="Make the edition",
    icon="export",
    back="Back to the pack",
    doing="Making the edition",
    busy="Making ...",
    stopped="The edition was stopped.",
)


class EditionsScreen(MakingScreen):
    """Asks, makes the edition, and says in place what went wrong."""

    def __init__(
        self,
        look: Look,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        ask: Ask,
        found: Standing,
    ) -> None:
        super().__init__(look, SAYING)
        self._portfolio = portfolio
        self._stage = found.stage
        self._runner = runner
        self.kind = ChoiceList(look, KINDS, name="Edition", columns=2)
        self.kind.set_value(EditionKind.LARGE_PRINT)
        is_sealed = bool(found.seals)
        self.source = Segments(
            look, [(True, "A sealed pack"), (False, "A draft")], name="Of", value=is_sealed
        )
        self.sealed = _sealed_field(look, ask)
        self.reason = LabelledField(
            look,
            "Reason for sealing it",
            TextLine(look),
            explanation="Only if it was sealed although something was missing: the same words.",
        )
        self.numbering = Segments(
            look, NUMBERINGS, name="Page numbers", value=found.settings.numbering
        )
        self.place = _place_field(look, ask)
        self.done = Notice(look, State.MET, "")
        self._compose()
        self._connect()
        self._on_source(is_sealed)

    def _compose(self) -> None:
        look = self._look
        form = Narrow(look, gap="xl", width=FORM_WIDTH)
        form.body.add(
            LabelledField(look, "Edition", self.kind),
            LabelledField(look, "Of", self.source),
            self.sealed,
            self.reason,
            LabelledField(look, "Page numbers", self.numbering),
            self.place,
        )
        heading = PageHeading(
            look,
            "Other editions",
            note="To be read, not signed: every page says so. Only the pack itself counts.",
        )
        questions = (self.kind, self.source, self.sealed, self.reason, self.numbering)
        self.lay_out(heading, form, (*questions, self.place), self.done)
        self.first: QWidget = self.kind.cards()[0]

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind)
        self.source.chosen.connect(self._on_source)
        self.button.clicked.connect(self._on_make)

    # Asking

    def _wish(self) -> Wish | None:
        """Return what was asked for; None, and said in place, while something is missing."""
        is_sealed = bool(self.source.value())
        sealed = self.sealed.path() if is_sealed else None
        path = self.place.path()
        if path is None or (is_sealed and sealed is None):
            return None
        line = self.reason.control
        return Wish(
            kind=EditionKind(str(self.kind.value())),
            sealed=sealed,
            reason=line.text() if is_sealed and isinstance(line, TextLine) else "",
            numbering=Numbering(str(self.numbering.value())),
            path=path,
        )

    @Slot(object)
    def _on_kind(self, kind: EditionKind) -> None:
        offered = {unused(documents() / f"{name}.pdf") for name in NAMES.values()}
        if any(self.place.line.text() == str(path) for path in offered):
            self.place.show_path(unused(documents() / f"{NAMES[kind]}.pdf"))

    @Slot(object)
    def _on_source(self, is_sealed: bool) -> None:
        self.sealed.setVisible(bool(is_sealed))
        self.reason.setVisible(bool(is_sealed))

    # Making

    @Slot()
    def _on_make(self) -> None:
        if self.button.is_busy:
            return
        wish = self._wish()
        if wish is None:
            return
        self.done.hide()
        self.set_busy(busy=True)
        self.progress.begin(SAYING.doing)
        work = self._runner.run(
            partial(self._make, wish),
            done=self._on_made,
            failed=self.on_failed,
            cancelled=self.on_cancelled,
        )
        self.follow(work)

    def _make(self, wish: Wish, progress: Progress) -> MadeEdition:
        return self._portfolio.packs.export_edition(
            wish.path,
            wish.kind,
            wish.sealed,
            wish.reason,
            progress,
            wish.numbering,
            self._stage,
        )

    @Slot(object)
    def _on_made(self, made: MadeEdition) -> None:
        self.set_busy(busy=False)
        saved = f"Saved, {count(made.pages, 'page')}. It is not signed."
        self.done.set_text(f"{saved} {made.remark}".strip())
        self.done.show()


def _sealed_field(look: Look, ask: Ask) -> PlaceField:
    return PlaceField(
        look,
        "Sealed pack",
        FileQuestion(title="The sealed pack", kinds=PDF, start=documents()),
        ask,
        explanation="Each page names its page there, so the portfolio must still be as it "
        "was when it was sealed.",
    )


def _place_field(look: Look, ask: Ask) -> PlaceField:
    start = unused(documents() / "Large print.pdf")
    return place_field(look, ask, start, label="Save it as", title="Where to save the edition")
