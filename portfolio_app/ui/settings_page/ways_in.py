"""Ways in: what opens this portfolio, and changing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.care_wording import (
    SAVED_ELSEWHERE,
    left_of_backups,
    ways_in_of_backups,
)
from portfolio_app.model.domain.ways_in import SlotKind, WayIn
from portfolio_app.model.domain.wording import day
from portfolio_app.ui.backup_keeper import BackupKeeper
from portfolio_app.ui.settings_page.changing_ways import Change, ChangePanel
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from portfolio_app.model.domain.care import BackupKeys
    from portfolio_app.services.keys import Proof
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.settings_page.section import Surroundings

FOLLOWING = "Its backups follow now, which takes a while."
DONE = {
    Change.PASSPHRASE: "The portfolio opens with the new passphrase now.",
    Change.CODE: "The portfolio opens with the new code now.",
    Change.KEYRING: "This computer opens the portfolio without a question now.",
    Change.REMOVE: "That way in is gone.",
    Change.RENEW: "Everything is encrypted anew. What was given out before opens it no more; "
    "backups made before open as they did then, so keep the former sheet as long as those.",
}
_OPENS_NO_LESS = {Change.KEYRING, Change.RENEW}
"""After these there is nothing to say of the backups."""


class WaysInSection(Section):
    """Lists the ways in; every change asks for the passphrase or the code first."""

    def __init__(self, around: Surroundings, keeper: BackupKeeper | None = None) -> None:
        super().__init__(around, "Ways in", note="Any one of them opens this portfolio.")
        self.keeper = keeper or BackupKeeper(around.portfolio, around.runner, self)
        self._followed = ""
        self.rows: list[WayRow] = []
        self._proof: Proof | None = None
        self._way: WayIn | None = None
        self.done = Notice(around.look, State.MET, "")
        self.left = Notice(around.look, State.PARTLY, "")
        self.elsewhere = Words(SAVED_ELSEWHERE, face=Face.SMALL, tone=Role.INK_2)
        self._hide_told()
        self.panel = ChangePanel(around.look)
        self.panel.hide()
        self.renew = QuietButton(around.look, "Give it a new key", icon="key", flush=True)
        self._all = QWidget()
        self._list = Column(around.look, gap="l")
        anew = Column(around.look, gap="xs")
        anew.add(
            Words("New key", face=Face.BODY_STRONG),
            Words(
                "If somebody may know the passphrase or hold the sheet: everything is "
                "encrypted anew, and nothing that was given out before opens it.",
                face=Face.SMALL,
                tone=Role.INK_2,
            ),
            _line(around.look, self.renew),
        )
        Column(around.look, gap="l", parent=self._all).add(self._list, anew)
        self.body.add(self.done, self.left, self.elsewhere, self._all, self.panel)
        self.renew.clicked.connect(self._on_renew)
        self.panel.secret_given.connect(self._on_secret)
        self.panel.passphrase_chosen.connect(self._on_passphrase)
        self.panel.code_kept.connect(self._on_code_kept)
        self.panel.confirmed.connect(self._on_confirmed)
        self.panel.left.connect(self._on_left)
        self.keeper.ways_in_brought.connect(self._on_ways_in_brought)

    def reload(self) -> None:
        """Read what opens the portfolio."""
        self.run(self._read, self._show)

    # Off the GUI thread

    def _read(self, progress: Progress) -> tuple[WayIn, ...]:
        return self.around.portfolio.keys.ways_in()

    def _prove(self, secret: str, by_code: bool, progress: Progress) -> Proof:
        keys = self.around.portfolio.keys
        return keys.prove_by_code(secret) if by_code else keys.prove_by_passphrase(secret)

    def _set_passphrase(self, proof: Proof, words: str, progress: Progress) -> None:
        self.around.portfolio.keys.set_passphrase(proof, words)

    def _keep_code(self, proof: Proof, code: str, progress: Progress) -> None:
        self.around.portfolio.keys.keep_code(proof, code)

    def _add_keyring(self, proof: Proof, progress: Progress) -> None:
        self.around.portfolio.keys.add_keyring(proof)

    def _revoke(self, proof: Proof, way: str, progress: Progress) -> None:
        self.around.portfolio.keys.revoke(proof, way)

    def _renew(self, proof: Proof, words: str, code: str, progress: Progress) -> None:
        self.around.portfolio.keys.renew(proof, words, code)

    # Showing

    @Slot(object)
    def _show(self, ways: tuple[WayIn, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = [WayRow(self.around.look, way) for way in _with_what_could_be(ways)]
        for row in self.rows:
            row.change_wanted.connect(self._on_change_wanted)
            row.removal_wanted.connect(self._on_removal_wanted)
        self._list.add(*self.rows)
        self.rebuilt.emit()

    # Changing, step by step

    @Slot(object)
    def _on_change_wanted(self, way: WayIn) -> None:
        change = {
            SlotKind.PASSPHRASE: Change.PASSPHRASE,
            SlotKind.RECOVERY: Change.CODE,
            SlotKind.KEYRING: Change.KEYRING,
        }[way.kind]
        self._begin(change, way)

    @Slot(object)
    def _on_removal_wanted(self, way: WayIn) -> None:
        self._begin(Change.REMOVE, way)

    @Slot()
    def _on_renew(self) -> None:
        self._begin(Change.RENEW, None)

    def _begin(self, change: Change, way: WayIn | None) -> None:
        self._proof, self._way = None, way
        self._hide_told()
        self.problem.show_words("")
        self._all.hide()
        self.panel.begin(change, title_of(way) if way else "")
        self.looked_for.emit(self)

    @Slot(str, bool)
    def _on_secret(self, secret: str, by_code: bool) -> None:
        self.around.runner.run(
            partial(self._prove, secret, by_code),
            done=self._on_proved,
            failed=self.panel.show_problem,
        )

    @Slot(object)
    def _on_proved(self, proof: Proof) -> None:
        if self.panel.isHidden():  # somebody thought better of it meanwhile
            return
        self._proof = proof
        match self.panel.change:
            case Change.PASSPHRASE | Change.RENEW:
                self.panel.ask_for_passphrase()
            case Change.CODE:
                self.panel.show_code(self.around.portfolio.keys.draw_code())
            case Change.REMOVE:
                self.panel.ask_to_confirm()
            case Change.KEYRING:
                self._work(partial(self._add_keyring, proof))
        self.looked_for.emit(self)

    @Slot(str)
    def _on_passphrase(self, words: str) -> None:
        if self._proof is None:
            return
        if self.panel.change is Change.RENEW:
            self.panel.show_code(self.around.portfolio.keys.draw_code())
            self.looked_for.emit(self)
        else:
            self._work(partial(self._set_passphrase, self._proof, words))

    @Slot(str, str)
    def _on_code_kept(self, code: str, words: str) -> None:
        if self._proof is None:
            return
        if self.panel.change is Change.RENEW:
            self._work(partial(self._renew, self._proof, words, code))
        else:
            self._work(partial(self._keep_code, self._proof, code))

    @Slot()
    def _on_confirmed(self) -> None:
        if self._proof is not None and self._way is not None:
            self._work(partial(self._revoke, self._proof, self._way.id))

    def _work(self, work: partial[None]) -> None:
        self.panel.set_busy()
        self.around.runner.run(work, done=self._on_done, failed=self._on_failed)

    @Slot(object)
    def _on_done(self, nothing: object) -> None:
        said, self._followed = DONE[self.panel.change], ""
        if self.panel.change not in _OPENS_NO_LESS:
            said, self._followed = f"{said} {FOLLOWING}", said
        self.done.set_text(said)
        self.done.show()
        self._end()
        self.keeper.bring_ways_in()

    @Slot(object)
    def _on_ways_in_brought(self, told: BackupKeys) -> None:
        if self._followed:
            self.done.set_text(f"{self._followed} {ways_in_of_backups(told)}".strip())
            left = left_of_backups(told)
            self.left.set_text(left)
            self.left.setVisible(bool(left))
            self.elsewhere.show()
            self._followed = ""

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.show_problem(error)
        self._end()

    @Slot()
    def _on_left(self) -> None:
        self._end()

    def _end(self) -> None:
        self._put_away()
        self.renew.setFocus()  # what had the keyboard is gone
        self.looked_for.emit(self)
        self.reload()

    def _hide_told(self) -> None:
        for told in (self.done, self.left, self.elsewhere):
            told.hide()

    def _put_away(self) -> None:
        self._proof = self._way = None
        self.panel.forget()
        self.panel.hide()
        self._all.show()

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed: a change that is not complete is none."""
        super().hideEvent(event)
        if not self.panel.is_busy:
            self._put_away()


class WayRow(QWidget):
    """One way in: what it is, since when, and what can be done with it."""

    change_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, look: Look, way: WayIn) -> None:
        super().__init__()
        self.way = way
        title = title_of(way)
        self.change = QuietButton(look, _change_words(way), flush=True)
        self.change.setAccessibleName(f"{_change_words(way)}: {title}")
        self.remove = QuietButton(look, "Remove", name=f"Remove: {title}", flush=True)
        if not way.id:  # shown before it has a parent, a button would be a window
            self.remove.hide()
        if not self.change.text():
            self.change.hide()
        column = Column(look, gap="xs", parent=self)
        column.add(
            Words(title, face=Face.BODY_STRONG),
            Words(_about(way), face=Face.SMALL, tone=Role.INK_2),
            _line(look, self.change, self.remove),
        )
        self.change.clicked.connect(self._on_change)
        self.remove.clicked.connect(self._on_remove)

    @Slot()
    def _on_change(self) -> None:
        self.change_wanted.emit(self.way)

    @Slot()
    def _on_remove(self) -> None:
        self.removal_wanted.emit(self.way)


def title_of(way: WayIn) -> str:
    """Return what a way in is called."""
    match way.kind:
        case SlotKind.PASSPHRASE:
            return "Passphrase"
        case SlotKind.RECOVERY:
            return "Recovery code"
        case SlotKind.KEYRING if way.is_here:
            return "Keyring of this computer"
        case SlotKind.KEYRING:
            return f"Keyring of {way.computer or 'a computer'}"


def _about(way: WayIn) -> str:
    if not way.id:
        return "Not used."
    since = f"Since {day(way.made_at.astimezone().date())}." if way.made_at else ""
    what = {
        SlotKind.PASSPHRASE: "",
        SlotKind.RECOVERY: "On the sheet that you printed or wrote.",
        SlotKind.KEYRING: "Opens without a question while you are signed in there.",
    }[way.kind]
    return f"{since} {what}".strip()


def _change_words(way: WayIn) -> str:
    match way.kind:
        case SlotKind.PASSPHRASE:
            return "Change it" if way.id else "Choose one"
        case SlotKind.RECOVERY:
            return "Make a new one"
        case SlotKind.KEYRING:
            return "" if way.id else "Use it"


def _with_what_could_be(ways: tuple[WayIn, ...]) -> list[WayIn]:
    """Return the ways in, and in their place those that are not used yet."""
    found = list(ways)
    for kind in SlotKind:
        here = [way for way in ways if way.kind is kind]
        if not here or (kind is SlotKind.KEYRING and not any(way.is_here for way in here)):
            found.append(WayIn(id="", kind=kind, is_here=kind is SlotKind.KEYRING))
    order = list(SlotKind)
    return sorted(found, key=lambda way: order.index(way.kind))


def _line(look: Look, *buttons: QWidget) -> Flow:
    line = Flow(look)
    line.add(*buttons)
    return line
