"""From the button to a sealed file, and everything that may come between."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from portfolio_app.model.domain.names import RoleId
from portfolio_app.ui.pack.sealed_screen import SealedScreen
from portfolio_app.ui.signing.window import SigningWindow
from portfolio_app.ui.widgets.words import Words
from tests.signing.helpers import manifest, unsigned_pack
from tests.ui.helpers import reachable, spoken_name
from tests.ui.pack.conftest import SECRET, wait

NAME = "Leila Ashdown"


@pytest.fixture
def identity(tmp_path, practitioner_key):
    path = tmp_path / "practitioner.p12"
    path.write_bytes(practitioner_key)
    return path


@pytest.fixture
def screen(read, qtbot):
    page = read()
    qtbot.mouseClick(page.chain.seal, Qt.MouseButton.LeftButton)
    return page.seal_screen


@pytest.fixture
def seal(page, screen, identity, tmp_path, qtbot, runner):
    """Return a function that fills the form in, presses the button and waits."""

    def sealing(path=None, secret=SECRET):
        screen.form.file.show_path(identity)
        screen.form.passphrase.line.setText(secret)
        screen.place.show_path(path or tmp_path / "pack.pdf")
        qtbot.mouseClick(screen.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=30_000)
        return page.stack.currentWidget()

    return sealing


def shown_words(widget):
    return [label.text() for label in widget.findChildren(Words)]


def test_the_sentence_that_is_signed_is_shown_first(screen, portfolio):
    means = portfolio.verdicts.pathway().signatures[0].means
    assert f"“{means}”" in shown_words(screen)


def test_sealing_writes_a_pack_that_holds_and_says_what_to_do_next(
    seal, tmp_path, program, portfolio
):
    result = seal()
    assert isinstance(result, SealedScreen)
    found = program.sign_offs.verify(tmp_path / "pack.pdf")
    assert found.valid
    assert [s.name for s in found.signatures] == [NAME]
    words = shown_words(result)
    assert f"Pack {found.pack_code}" in words
    assert any("Send the file to Marcus Delaney-Obi, team manager." in w for w in words)
    assert "".join(result.grid.groups) == found.signatures[0].fingerprint
    assert [seal.pack_code for seal in portfolio.packs.seals()] == [found.pack_code]


def test_an_identity_can_be_made_on_the_way(screen, page, tmp_path, qtbot, runner, program):
    form = screen.form
    form.way.buttons()[1].click()
    assert form.name.control.text() == NAME
    form.place.show_path(tmp_path / "new.p12")
    form.new_passphrase.line.setText(SECRET)
    form.again.line.setText(SECRET)
    screen.place.show_path(tmp_path / "pack.pdf")
    qtbot.mouseClick(screen.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=30_000)
    assert isinstance(page.stack.currentWidget(), SealedScreen)
    assert [c.name for c in program.identities.contacts()] == [NAME]


def test_after_sealing_the_chain_shows_who_is_next(seal, page, qtbot, runner):
    seal().back.click()
    page.pages.stop()
    wait(qtbot, runner)
    said = [view.accessibleName() for view in page.chain.chain._shown]
    assert ", done, Signed " in said[0]
    assert said[1].endswith("Signs next")
    assert page.chain.past.isVisible()
    assert page.chain.seal.text() == "Seal again"


def test_a_wrong_passphrase_is_told_at_its_line_and_nothing_is_written(
    seal, screen, tmp_path, portfolio
):
    assert seal(secret="not this one") is screen
    assert "passphrase" in screen.form.passphrase_field.error
    assert not (tmp_path / "pack.pdf").exists()
    assert portfolio.packs.seals() == ()


def test_a_place_that_refuses_leaves_no_part_of_a_file(seal, screen, tmp_path, portfolio):
    (tmp_path / "taken").write_text("a file, no folder")
    assert seal(tmp_path / "taken" / "pack.pdf") is screen
    assert screen.problem.words[0].startswith("The pack could not be written")
    assert not list(tmp_path.glob("*, being written *"))
    assert portfolio.packs.seals() == ()
    assert not screen.progress.isVisible()


def test_sealing_can_be_cancelled_and_tried_again(
    seal, page, screen, identity, tmp_path, qtbot, runner, portfolio
):
    screen.form.file.show_path(identity)
    screen.form.passphrase.line.setText(SECRET)
    screen.place.show_path(tmp_path / "pack.pdf")
    screen.button.click()
    qtbot.waitUntil(screen.progress.isVisible, timeout=10_000)
    qtbot.mouseClick(screen.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=30_000)
    assert screen.problem.words == ("Sealing was stopped.", "Nothing was written.")
    assert not (tmp_path / "pack.pdf").exists()
    assert portfolio.packs.seals() == ()
    assert isinstance(seal(), SealedScreen)


def test_a_file_that_is_there_is_never_replaced_unasked(seal, screen, tmp_path):
    taken = tmp_path / "pack.pdf"
    taken.write_bytes(b"something else")
    assert seal() is screen
    assert screen.place.error.startswith("There is a file in that place already.")
    assert taken.read_bytes() == b"something else"


def test_a_file_agreed_to_in_the_dialog_is_replaced(
    seal, page, screen, tmp_path, qtbot, program
):
    taken = tmp_path / "pack.pdf"
    taken.write_bytes(b"%PDF-1.7\n% an older draft\n%%EOF\n")
    page.ask = lambda question: taken
    screen.place.button.click()
    assert isinstance(seal(), SealedScreen)
    assert program.sign_offs.verify(taken).valid


def test_thinking_better_of_it_leads_back(screen, page):
    screen.back.click()
    assert page.seal_screen is None
    assert page.chain.isVisible()


def test_every_control_of_the_form_has_a_spoken_name(screen):
    screen.form.way.buttons()[1].click()
    found = reachable(screen)
    assert len(found) > 8
    assert not [type(widget).__name__ for widget in found if not spoken_name(widget)]


@pytest.mark.long
def test_a_returned_file_shows_who_has_signed(
    seal, page, tmp_path, program, portfolio, qtbot, runner
):
    seal().back.click()
    page.pages.stop()
    path = tmp_path / "pack.pdf"
    manager = program.identities.new(
        tmp_path / "m.p12", "Marcus Delaney-Obi", RoleId("team_manager"), SECRET
    )
    program.sign_offs.sign(path, RoleId("team_manager"), manager)
    page.ask = lambda question: path
    wait(qtbot, runner)
    page.chain.check.click()
    wait(qtbot, runner)
    said = [view.accessibleName() for view in page.chain.chain._shown]
    assert ", done, Signed " in said[1]
    assert said[2].endswith("Signs next")
    page.chain.details.click()
    wait(qtbot, runner)
    window = page.findChild(SigningWindow)
    assert len(window.result.rows) == 4
    window.close()


def test_a_file_that_came_from_elsewhere_is_told_apart(
    seal, page, tmp_path, program, qtbot, runner
):
    seal().back.click()
    page.pages.stop()
    wait(qtbot, runner)
    other = tmp_path / "other.pdf"
    other.write_bytes(unsigned_pack(manifest()))
    page.ask = lambda question: other
    page.chain.check.click()
    wait(qtbot, runner)
    assert page.problem.words[0].startswith("This file is not a pack that you sealed")


class Opened(QObject):
    """Takes what the desktop would have opened."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot(QUrl)
    def take(self, url):
        self.urls.append(url.toLocalFile())


def test_the_folder_of_the_file_is_shown(seal, tmp_path, qtbot):
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        seal().folder.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.urls == [str(tmp_path)]
