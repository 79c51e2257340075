"""What the practitioner decides about the pack: core pages, editions, sealing for a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.model.domain.findings import Severity
from portfolio_app.services.pack_settings import PackSettings
from portfolio_app.ui.pack.core_screen import CoreScreen
from portfolio_app.ui.pack.editions_screen import EditionsScreen
from portfolio_app.ui.pack.sealed_screen import SealedScreen
from portfolio_app.ui.widgets.words import Words
from tests.services.helpers import a_pdf
from tests.tools import poppler
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.helpers import place_on_screen, reachable, spoken_name
from tests.ui.pack.conftest import SECRET, wait

REASON = "The panel takes the report on the day."


@pytest.fixture
def identity(tmp_path, practitioner_key):
    path = tmp_path / "practitioner.p12"
    path.write_bytes(practitioner_key)
    return path


def words(widget):
    return [label.text() for label in widget.findChildren(Words)]


class TestSealing:
    def test_nothing_can_be_sealed_before_it_is_known_what_is_left(self, page, qtbot):
        assert not page.chain.seal.isEnabled()
        qtbot.mouseClick(page.chain.seal, Qt.MouseButton.LeftButton)
        assert page.seal_screen is None

    def test_it_is_sealed_for_a_reason_that_is_printed(
        self, gaps, read, identity, tmp_path, qtbot, runner
    ):
        page = read()
        assert not page.chain.seal.isEnabled()
        qtbot.mouseClick(page.chain.anyway, Qt.MouseButton.LeftButton)
        screen = page.seal_screen
        screen.form.file.show_path(identity)
        screen.form.passphrase.line.setText(SECRET)
        screen.place.show_path(tmp_path / "pack.pdf")
        screen.button.click()
        assert screen.reason.error == "A reason is needed."

        screen.why.set_text(REASON)
        screen.numbering.buttons()[1].click()
        screen.button.click()
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=30_000)

        assert isinstance(page.stack.currentWidget(), SealedScreen)
        printed = " ".join(poppler.text(tmp_path / "pack.pdf").split())
        assert REASON in printed

    def test_what_is_complete_needs_no_reason(self, read, qtbot):
        page = read()
        assert not page.chain.anyway.isVisible()
        qtbot.mouseClick(page.chain.seal, Qt.MouseButton.LeftButton)
        assert not page.seal_screen.reason.isVisible()
        assert "Nothing is sent over the network." in words(page.seal_screen)

    def test_what_was_chosen_in_settings_is_said_and_preset(self, program, read, qtbot):
        program.pack_settings.keep(
            PackSettings(timestamp_url="https://time.example/tsa", numbering=Numbering.SECTIONS)
        )
        page = read()
        qtbot.mouseClick(page.chain.seal, Qt.MouseButton.LeftButton)
        assert page.seal_screen.numbering.value() == Numbering.SECTIONS
        told = "time.example confirms the time. It gets a checksum of the signature"
        assert any(told in text for text in words(page.seal_screen))

    def test_a_file_that_cannot_be_bound_in_blocks_whatever_the_reason(
        self, portfolio, gaps, read, qtbot
    ):
        letter = portfolio.evidence.add("supporting-document", {"title": "A letter"})
        portfolio.evidence.attach(letter.id, a_pdf(), "letter.pdf")
        page = read()
        found = page._found
        broken = next(f for f in found.findings if f.evidence == letter.id)
        page._show(replace(found, findings=(replace(broken, severity=Severity.BLOCKS),)))

        assert not page.chain.seal.isEnabled()
        assert not page.chain.anyway.isVisible()
        assert page.chain.reason.text().startswith("The file under Worth a look cannot be")


class TestCorePages:
    @pytest.fixture
    def screen(self, read, qtbot, runner):
        page = read()
        page.list.options.core.click()
        wait(qtbot, runner)
        return page.stack.currentWidget()

    def test_a_piece_is_marked_and_unmarked_by_its_row(self, screen, portfolio, qtbot, runner):
        assert isinstance(screen, CoreScreen)
        piece = next(p for p in portfolio.evidence.all() if not p.core)
        row = screen.rows[piece.id]
        for core in (True, False):
            qtbot.keyClick(row, Qt.Key.Key_Space)
            wait(qtbot, runner)
            now = {p.id: p.core for p in portfolio.evidence.all()}
            assert now[piece.id] is core
            assert row.content.end == ("Read first" if core else "Not marked")

    def test_the_way_back_says_how_many_are_marked(self, screen, page, qtbot, runner):
        screen.back.click()
        wait(qtbot, runner)
        assert page.list.options.core.content.detail == "Three pieces marked"


class TestEditions:
    @pytest.fixture
    def screen(self, read, qtbot, runner):
        page = read()
        page.list.options.editions.click()
        return page.stack.currentWidget()

    def make(self, screen, qtbot, runner):
        screen.button.click()
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=60_000)

    def test_a_reading_copy_of_a_draft(self, screen, tmp_path, qtbot, runner):
        assert isinstance(screen, EditionsScreen)
        screen.kind.cards()[1].click()
        screen.place.show_path(tmp_path / "copy.pdf")
        self.make(screen, qtbot, runner)

        assert "It is not signed." in words(screen.done)[0]
        assert "not signed" in poppler.text(tmp_path / "copy.pdf").lower()

    def test_of_a_sealed_pack_the_file_is_asked_for(self, screen, tmp_path):
        screen.source.buttons()[0].click()
        screen.place.show_path(tmp_path / "copy.pdf")
        screen.button.click()

        assert screen.sealed.error == "Choose a file first."
        assert not (tmp_path / "copy.pdf").exists()

    def test_what_is_no_pack_is_told_in_place(self, screen, tmp_path, qtbot, runner):
        letter = tmp_path / "letter.pdf"
        letter.write_bytes(a_pdf())
        screen.source.buttons()[0].click()
        screen.sealed.show_path(letter)
        screen.place.show_path(tmp_path / "copy.pdf")
        self.make(screen, qtbot, runner)

        assert "not a pack" in screen.problem.words[0]
        assert not (tmp_path / "copy.pdf").exists()


def test_statements_lead_elsewhere_and_say_how_many_there_are(portfolio, read, qtbot):
    written = portfolio.statements.all()
    waiting = next(c for c in portfolio.statements.capabilities() if c.ref not in written)
    portfolio.statements.write(waiting.ref, "I ask first.")
    page = read()

    assert page.list.options.statements.content.detail == "Eight of nine written"
    with qtbot.waitSignal(page.statements_wanted):
        page.list.options.statements.click()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("row", ["core", "editions"])
def test_nothing_is_cut_in_the_smallest_window(look, page, row, scale, qtbot, runner):
    look.set_text_scale(scale)
    place_on_screen(qtbot, page, 936, 640)
    qtbot.waitUntil(lambda: page._found is not None, timeout=20_000)
    page.pages.stop()
    getattr(page.list.options, row).click()
    wait(qtbot, runner)
    screen = page.stack.currentWidget()

    assert not cut_words(screen)
    assert not cut_buttons(screen)
    assert not scrolls_sideways(screen)


@pytest.mark.parametrize("opened", ["core", "editions", "anyway"])
def test_every_control_has_a_spoken_name_and_is_reached_by_tab(
    gaps, read, opened, qtbot, runner
):
    page = read(1024, 640)
    way = page.chain.anyway if opened == "anyway" else getattr(page.list.options, opened)
    way.setFocus()
    qtbot.keyClick(way, Qt.Key.Key_Space)
    wait(qtbot, runner)
    screen = page.stack.currentWidget()
    page.activateWindow()

    expected = set(reachable(screen))
    assert not [control for control in expected if not spoken_name(control)]
    seen = set()
    for _ in range(2 * len(expected) + 4):
        QTest.keyClick(page.window().focusWidget() or page, Qt.Key.Key_Tab)
        seen.add(page.window().focusWidget())
    by_arrows = {w for w in expected if isinstance(w, QAbstractButton) and w.isCheckable()}
    assert not [spoken_name(control) for control in expected - seen - by_arrows]
