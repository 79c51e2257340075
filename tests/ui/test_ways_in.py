"""Settings, Ways in: every change asks who it is, and none is made half."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.app import assemble
from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store.backups import read_header
from portfolio_app.model.store.keys.key_file import KeyFile, keys_in_force
from portfolio_app.ui.settings_page.page import SettingsPage
from portfolio_app.ui.settings_page.section import Surroundings
from portfolio_app.ui.settings_page.ways_in import WaysInSection
from tests.model.store.keyrings import MemoryKeyring, keyring_of
from tests.ui import desk as desk_module
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, spoken_name

PASSPHRASE = "a long enough passphrase"
NEW = "quite another passphrase"


@pytest.fixture
def desk(look, qtbot, tmp_path, monkeypatch):
    keyring = keyring_of(MemoryKeyring())

    def with_keyring(**parts):
        return assemble(find_keyring=lambda: keyring, **parts)

    monkeypatch.setattr(desk_module, "assemble", with_keyring)
    folder = tmp_path / "with a keyring"  # which no desk of another test may be copied from
    folder.mkdir()
    desk = Desk(look, folder)
    yield desk
    desk.close()


@pytest.fixture
def section(request, look, desk, qtbot):
    """The section: by itself, or within the whole page where a test takes the page."""
    if "page" in request.fixturenames:
        return request.getfixturevalue("page").ways_in
    section = WaysInSection(
        Surroundings(
            look=look, program=desk.program, portfolio=desk.portfolio, runner=desk.runner
        )
    )
    place_on_screen(qtbot, section, 600, 640)
    section.reload()
    qtbot.waitUntil(lambda: len(section.rows) == 3)
    return section


@pytest.fixture
def page(look, desk, qtbot):
    page = SettingsPage(look, desk.program, desk.portfolio, desk.runner, desk.hub)
    place_on_screen(qtbot, page, 936, 640)
    qtbot.waitUntil(lambda: len(page.ways_in.rows) == 3)
    return page


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)


@pytest.fixture
def settled(desk, wait):
    """Return a function that waits until everything has been done and shown."""
    return lambda: wait(lambda: not desk.runner.is_busy)


@pytest.fixture
def prove(section, settled):
    """Return a function that gives the passphrase and waits for the next step."""

    def give(words=PASSPHRASE):
        section.panel.passphrase.line.setText(words)
        QTest.keyClick(section.panel.passphrase.line, Qt.Key.Key_Return)
        settled()

    return give


def row(section, kind):
    return next(row for row in section.rows if row.way.kind is kind)


def choose(panel, words, again=None):
    panel.chosen.passphrase.line.setText(words)
    panel.chosen.again.line.setText(words if again is None else again)
    panel.go_on.click()


def opens(desk, passphrase):
    try:
        desk.portfolio.keys.prove_by_passphrase(passphrase)
    except WrongKeyError:
        return False
    return True


def test_the_ways_in_are_listed_with_what_can_be_done(section):
    assert [spoken_name(row.change) for row in section.rows] == [
        "Change it: Passphrase",
        "Make a new one: Recovery code",
        ": Keyring of this computer",
    ]
    assert [row.change.isVisible() for row in section.rows] == [True, True, False]
    assert all(row.remove.isVisible() for row in section.rows)


def test_a_passphrase_is_changed(section, desk, prove, settled):
    row(section, SlotKind.PASSPHRASE).change.click()
    prove()
    assert section.panel.chosen.isVisible()
    choose(section.panel, NEW)
    settled()
    assert section.done.text().startswith("The portfolio opens with the new passphrase now.")
    assert "Its backups open in the same way now, and in no other." in section.done.text()
    assert section.elsewhere.isVisible()
    assert not section.left.isVisible()
    assert section.done.isVisible()
    assert not section.panel.isVisible()
    assert opens(desk, NEW)
    assert not opens(desk, PASSPHRASE)


def test_backups_follow_beside_the_writing_and_what_is_out_of_reach_is_named(
    section, desk, prove, settled, tmp_path
):
    (tmp_path / "drive").mkdir()
    backups = desk.portfolio.backups
    backups.choose_second_place(tmp_path / "drive")
    backups.make(BackupReason.DAILY)
    backups.copy_latest()
    (tmp_path / "drive").rename(tmp_path / "away")
    row(section, SlotKind.PASSPHRASE).change.click()
    prove()
    choose(section.panel, NEW)
    settled()
    assert section.done.text() == "The portfolio opens with the new passphrase now."
    said = section.left.text()
    assert said.startswith(f"Not changed yet: {backups.places()[1]}.")
    assert "It is tried again with every backup." in said
    (backup,) = backups.all()
    keys = KeyFile.from_json(read_header(backup.path).keys)
    assert keys == keys_in_force(desk.portfolio.vault.folder)
    (tmp_path / "away").rename(tmp_path / "drive")
    section.keeper.look()  # as it does every minute
    settled()
    (copy,) = (tmp_path / "drive").glob("*/*.backup")
    assert copy.read_bytes() == backup.path.read_bytes()


def test_a_wrong_passphrase_leads_nowhere(section, desk, prove):
    row(section, SlotKind.PASSPHRASE).change.click()
    prove("not the passphrase")
    panel = section.panel
    assert panel.passphrase_field.error.startswith("That passphrase does not open")
    assert not panel.chosen.isVisible()
    assert section.window().focusWidget() is panel.passphrase.line
    prove()
    assert panel.chosen.isVisible()


@pytest.mark.parametrize(("words", "again"), [("short", "short"), (NEW, "something else here")])
def test_a_new_passphrase_that_will_not_do_is_said_in_place(section, desk, prove, words, again):
    row(section, SlotKind.PASSPHRASE).change.click()
    prove()
    choose(section.panel, words, again)
    assert section.panel.chosen.passphrase_field.error or section.panel.chosen.again_field.error
    assert opens(desk, PASSPHRASE)


def test_a_new_code_is_shown_first_and_counts_only_when_it_is_kept(
    section, desk, prove, settled
):
    row(section, SlotKind.RECOVERY).change.click()
    prove()
    panel = section.panel
    code = panel.sheet.code.text()
    assert code in panel.sheet.sheet().toPlainText()
    with pytest.raises(WrongKeyError):
        desk.portfolio.keys.prove_by_code(code)
    assert not panel.go_on.isEnabled()
    panel.sheet.is_kept.click()
    panel.go_on.click()
    settled()
    assert desk.portfolio.keys.prove_by_code(code)
    assert panel.sheet.code.text() == ""


def test_a_code_proves_too(section, desk, settled):
    keys = desk.portfolio.keys
    code = keys.draw_code()
    keys.keep_code(keys.prove_by_passphrase(PASSPHRASE), code)
    row(section, SlotKind.PASSPHRASE).change.click()
    section.panel.switch.click()
    section.panel.code.setText(code.lower())
    section.panel.go_on.click()
    settled()
    choose(section.panel, NEW)
    settled()
    assert opens(desk, NEW)


def test_the_keyring_goes_and_comes(section, desk, prove, settled):
    row(section, SlotKind.KEYRING).remove.click()
    prove()
    assert "“Keyring of this computer” will open the portfolio no more." in (
        section.panel.note.text()
    )
    section.panel.remove.click()
    settled()
    assert row(section, SlotKind.KEYRING).way.id == ""
    row(section, SlotKind.KEYRING).change.click()
    prove()
    assert section.done.text().startswith("This computer opens the portfolio")
    assert row(section, SlotKind.KEYRING).way.id


def test_the_last_way_in_stays_and_it_is_said_why(section, prove, settled):
    for kind in (SlotKind.RECOVERY, SlotKind.PASSPHRASE):
        row(section, kind).remove.click()
        prove()
        section.panel.remove.click()
        settled()
    assert section.problem.words[0].startswith("This is the last way in that does not depend")
    assert row(section, SlotKind.PASSPHRASE).way.id
    assert (
        spoken_name(row(section, SlotKind.RECOVERY).change) == "Make a new one: Recovery code"
    )


def test_a_new_key_asks_for_a_passphrase_and_shows_a_code_before_anything_changes(
    section, desk, prove, settled
):
    before = desk.portfolio.vault.key
    section.renew.click()
    prove()
    choose(section.panel, NEW)
    code = section.panel.sheet.code.text()
    assert desk.portfolio.vault.key == before
    section.panel.sheet.is_kept.click()
    section.panel.go_on.click()
    settled()
    assert section.done.text().startswith("Everything is encrypted anew.")
    assert desk.portfolio.vault.key != before
    assert desk.portfolio.keys.prove_by_code(code)
    assert opens(desk, NEW)
    assert not opens(desk, PASSPHRASE)
    assert desk.portfolio.verdicts.portfolio()


@pytest.mark.parametrize("step", ["prove", "choose", "keep"])
def test_cancel_changes_nothing_and_forgets_everything(section, desk, prove, step):
    before = desk.portfolio.keys.ways_in()
    section.renew.click()
    panel = section.panel
    if step != "prove":
        prove()
    if step == "keep":
        choose(panel, NEW)
    panel.cancel.click()
    assert not panel.isVisible()
    assert desk.portfolio.keys.ways_in() == before
    typed = (panel.passphrase.text(), panel.code.text(), panel.chosen.secret())
    assert typed == ("", "", "")
    assert panel.sheet.code.text() == ""
    assert section.window().focusWidget() is section.renew


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_is_asked_is_in_view(page, section, look, prove, scale, wait):
    look.set_text_scale(scale)
    view = page._scrolled.viewport()

    def is_in_view(widget):
        top = widget.mapTo(view, widget.rect().topLeft()).y()
        return widget.isVisible() and 0 <= top <= view.height() - widget.height()

    section.renew.click()
    wait(lambda: is_in_view(section.panel.passphrase.line))
    prove()
    wait(lambda: is_in_view(section.panel.chosen.passphrase.line))
    choose(section.panel, NEW)
    wait(lambda: is_in_view(section.panel.sheet.print_button))
    section.panel.cancel.click()
    wait(lambda: is_in_view(section.renew))


def test_going_somewhere_else_forgets_what_was_typed(section, prove):
    section.renew.click()
    prove()
    section.panel.chosen.passphrase.line.setText(NEW)
    section.window().hide()
    assert section.panel.isHidden()
    assert section.panel.chosen.secret() == ""


def test_what_cannot_be_stored_is_told_and_nothing_is_changed(
    section, desk, prove, settled, monkeypatch
):
    def fail(*_):
        raise VaultError("The disk is full.", advice="Make some room.")

    monkeypatch.setattr(desk.portfolio.keys, "set_passphrase", fail)
    row(section, SlotKind.PASSPHRASE).change.click()
    prove()
    choose(section.panel, NEW)
    settled()
    assert section.problem.words == ("The disk is full.", "Make some room.")
    assert opens(desk, PASSPHRASE)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_on_a_small_screen(page, section, look, prove, scale, wait):
    def is_whole():
        wait(lambda: not cut_words(page))
        return not cut_buttons(page) and not scrolls_sideways(page)

    look.set_text_scale(scale)
    assert is_whole()
    section.renew.click()
    assert is_whole()
    prove()
    assert is_whole()
    choose(section.panel, NEW)
    assert is_whole()
