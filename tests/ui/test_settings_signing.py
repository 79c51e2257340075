"""Settings of sealing and signing: kept when the line is left, and nothing goes out before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.model.domain.signatures import grouped
from portfolio_app.services.pack_settings import PackSettings
from portfolio_app.ui.settings_page.page import SettingsPage
from portfolio_app.ui.widgets.words import Words
from tests.signing.council import Issuer
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen

ADDRESS = "https://time.northshire.example"


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def page(look, desk, qtbot):
    page = SettingsPage(look, desk.program, desk.portfolio, desk.runner, desk.hub)
    place_on_screen(qtbot, page, 936, 640)
    page.activateWindow()
    qtbot.waitUntil(lambda: not desk.runner.is_busy)
    return page


@pytest.fixture
def settle(desk, qtbot):
    return lambda: qtbot.waitUntil(lambda: not desk.runner.is_busy)


@pytest.fixture
def council(tmp_path):
    """Return the file with the certificate of a council's root, and its fingerprint."""
    path = tmp_path / "council.pem"
    path.write_bytes(Issuer().root_pem)
    return path


def type_address(page, text):
    page.packs.address.setFocus()
    page.packs.address.selectAll()
    QTest.keyClick(page.packs.address, Qt.Key.Key_Delete)
    QTest.keyClicks(page.packs.address, text)
    QTest.keyClick(page.packs.address, Qt.Key.Key_Tab)


class TestSealingAndSigning:
    def test_what_was_chosen_is_kept(self, page, desk, settle):
        assert not page.packs.long_term.isEnabled()
        type_address(page, ADDRESS)
        QTest.keyClick(page.packs.long_term, Qt.Key.Key_Space)
        page.packs.numbering.buttons()[1].click()
        settle()

        assert desk.program.pack_settings.read() == PackSettings(
            timestamp_url=ADDRESS, long_term=True, numbering=Numbering.SECTIONS
        )

    def test_without_an_address_nothing_is_kept_for_long(self, page, desk, settle):
        type_address(page, ADDRESS)
        page.packs.long_term.click()
        type_address(page, "")
        settle()

        assert desk.program.pack_settings.read() == PackSettings()
        assert not page.packs.long_term.isChecked()

    def test_an_address_that_is_none_is_told_in_place(self, page, desk, settle):
        type_address(page, "time.northshire.example")
        settle()

        assert page.packs.address_field.error == "An address begins with https:// or http://."
        assert desk.program.pack_settings.read() == PackSettings()

    def test_what_was_chosen_elsewhere_is_shown(self, page, desk, settle):
        desk.program.pack_settings.keep(PackSettings(timestamp_url=ADDRESS, long_term=True))
        page.reload()
        settle()

        assert page.packs.address.text() == ADDRESS
        assert page.packs.long_term.isChecked()


class TestAuthorities:
    def test_one_is_compared_before_it_is_trusted(self, page, desk, council, settle, qtbot):
        section = page.authorities
        section.ask = lambda question: council
        section.add.click()
        settle()

        assert section.card.isVisible()
        assert section.title.text() == "Northshire Council Root"
        assert desk.program.identities.authorities() == ()

        section.trust.click()
        settle()
        (trusted,) = desk.program.identities.authorities()
        assert "".join(section.grid.groups) == trusted.fingerprint
        said = grouped(trusted.fingerprint)
        qtbot.waitUntil(lambda: any(w.text() == said for w in section.findChildren(Words)))
        assert not section.card.isVisible()

    def test_one_that_differs_is_left(self, page, desk, council, settle):
        page.authorities.ask = lambda question: council
        page.authorities.add.click()
        settle()
        page.authorities.leave.click()

        assert not page.authorities.card.isVisible()
        assert desk.program.identities.authorities() == ()

    def test_one_is_removed(self, page, desk, council, settle):
        desk.program.identities.trust(council)
        page.reload()
        settle()

        QTest.keyClick(page.authorities.removals[0], Qt.Key.Key_Space)
        settle()

        assert desk.program.identities.authorities() == ()

    def test_what_is_no_authority_is_told_in_place(self, page, tmp_path, settle):
        letter = tmp_path / "letter.pem"
        letter.write_text("Dear council")
        page.authorities.ask = lambda question: letter
        page.authorities.add.click()
        settle()

        assert "does not hold a certificate" in page.authorities.problem.words[0]
        assert not page.authorities.card.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(look, page, council, settle, scale):
    page.authorities.ask = lambda question: council
    page.authorities.add.click()
    settle()
    look.set_text_scale(scale)

    assert not cut_words(page)
    assert not cut_buttons(page)
    assert not scrolls_sideways(page)
