"""Checking: what the window says of packs, and of files that are none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words
from tests.signing.helpers import PEOPLE
from tests.signing.tampering import append_junk, cut_off_much, flip_a_byte_of_a_page
from tests.tools import poppler
from tests.ui.helpers import reachable, spoken_name
from tests.ui.signing.conftest import SECRET


def lines(page):
    return [words.text() for words in page.findChildren(IconWords) if words.isVisible()]


def words_of(page):
    return [row.told.word for row in page.rows]


def test_known_signers_and_nothing_changed_is_said_in_two_lines(check, pack, know):
    know(4)
    page = check(pack(4))
    assert lines(page)[:2] == ["Nothing has changed since signing", "You know every signer"]
    assert words_of(page) == ["Known"] * 4
    assert page.sign is None


def test_the_weakest_part_has_a_line_of_its_own(check, pack, know):
    know(3)
    page = check(pack(4))
    assert "One of the four signers is not confirmed yet" in lines(page)
    assert words_of(page) == ["Known", "Known", "Known", "Not confirmed"]
    assert "Someone using the name <b>Helen Marsh-Okafor</b>" in page.rows[3].told.line


def test_the_unknown_signer_is_asked_about_at_once(check, pack, know, identities):
    know(3)
    page = check(pack(4))
    assert page.key.title.text() == "Is this key Helen Marsh-Okafor’s?"
    fingerprint = identities["head_of_service"].fingerprint
    assert page.key.grid.groups == grouped(fingerprint).split()


def test_groups_that_match_are_remembered(check, pack, know, program, runner, qtbot):
    know(3)
    page = check(pack(4))
    qtbot.mouseClick(page.key.match, Qt.MouseButton.LeftButton)
    runner.settle()
    assert words_of(page) == ["Known"] * 4
    assert len(program.identities.contacts()) == 4
    assert (
        "You have confirmed the key of Helen Marsh-Okafor."
        in page.notice.findChild(Words).text()
    )


def test_groups_that_differ_are_explained_and_nothing_is_stored(
    check, pack, know, program, runner, qtbot
):
    know(3)
    page = check(pack(4))
    qtbot.mouseClick(page.key.differ, Qt.MouseButton.LeftButton)
    runner.settle()
    summary, advice = page.key.problem.words
    assert summary == "This signature is not by Helen Marsh-Okafor’s key."
    assert advice.startswith("Nothing was stored. Do not rely on this signature.")
    assert len(program.identities.contacts()) == 3


def test_another_key_than_the_one_confirmed_is_a_mismatch(check, pack, program, stranger):
    role, _, name = PEOPLE[3]
    program.identities.confirm(stranger.fingerprint, name, role)
    page = check(pack(4))
    assert words_of(page)[3] == "Mismatch"
    assert "The key of one signer is not the one expected" in lines(page)
    page.rows[3].click()
    assert not page.key.match.isVisible()


def test_a_change_is_told_before_anything_else_and_nobody_can_sign(check, pack):
    page = check(pack(2, flip_a_byte_of_a_page))
    assert lines(page)[0] == "The file has changed since it was signed"
    assert page.sign is None
    assert "Does not hold" in words_of(page)


@pytest.mark.parametrize("change", [append_junk, cut_off_much])
def test_a_damaged_pack_is_never_called_unchanged(check, pack, change):
    page = check(pack(4, change))
    assert "Nothing has changed since signing" not in lines(page)
    assert page.sign is None


def test_a_draft_has_no_signature_to_rely_on(check, pack):
    page = check(pack(0))
    assert lines(page)[0] == "There is no signature to rely on"
    assert page.sign is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and nothing else", b"a letter"])
def test_a_file_that_is_no_pack_is_refused_in_a_sentence(window, check, tmp_path, content):
    path = tmp_path / "other.pdf"
    path.write_bytes(content)
    check(path)
    assert window.stack.currentWidget() is window.start
    assert window.start.problem.isVisible()
    assert window.start.problem.words[0]


def test_a_file_that_is_gone_is_told(window, check, tmp_path):
    check(tmp_path / "gone.pdf")
    assert window.start.problem.words[0] == "The pack is not there."


def test_a_pack_is_checked_where_it_is_dropped(window, runner, pack):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pack(4)))])
    copy = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(10, 10), copy, data, left, none))
    runner.settle()
    assert window.stack.currentWidget() is window.result


def test_a_pack_is_chosen_by_the_button(window, runner, pack, qtbot):
    path = pack(4)
    window.ask = lambda question: path
    qtbot.mouseClick(window.start.place.button, Qt.MouseButton.LeftButton)
    runner.settle()
    assert window.stack.currentWidget() is window.result


def test_technical_details_wait_until_they_are_asked_for(check, pack, identities):
    page = check(pack(4))
    assert not page.technical.isVisible()
    page.disclosure.click()
    assert page.technical.isVisible()
    assert grouped(identities["practitioner"].fingerprint) in page.technical.text()


def test_a_result_is_printed_as_it_is_told(check, pack, know, tmp_path):
    know(3)
    result = check(pack(3))
    path = tmp_path / "result.pdf"

    def to_file():
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return printer

    result.ask_printer = to_file
    result.print_button.click()

    printed = " ".join(poppler.text(path).split())
    assert "Signatures on Level 3 portfolio.pdf" in printed
    assert "Nothing has changed since signing" in printed
    assert "Colette Brannigan signed as team manager on" in printed
    assert "Helen Marsh-Okafor, head of service, signs next." in printed


def test_nothing_is_printed_where_the_person_thinks_better_of_it(check, pack):
    result = check(pack(1))
    result.ask_printer = lambda: None
    result.print_button.click()


def test_ones_own_key_is_read_from_its_file_alone(window, runner, key, identities):
    window.key_button.click()
    page = window.my_key
    page.file.show_path(key("team_manager"))
    page.passphrase.line.setText("not this one")
    page.button.click()
    runner.settle()
    assert page.field.error
    assert not page.card.isVisible()
    page.passphrase.line.setText(SECRET)
    page.button.click()
    runner.settle()
    assert page.card.isVisible()
    assert page.grid.groups == grouped(identities["team_manager"].fingerprint).split()
    assert page.passphrase.text() == ""


@pytest.mark.parametrize("signatures", [2, 4])
def test_every_control_has_a_spoken_name_and_is_reached_by_tab(
    window, check, pack, signatures, qtbot
):
    check(pack(signatures))
    window.activateWindow()
    expected = set(reachable(window))
    assert not [w for w in expected if not spoken_name(w)]
    seen = set()
    for _ in range(2 * len(expected)):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        seen.add(window.focusWidget())
    by_arrows = {w for w in expected if isinstance(w, QPushButton) and w.isCheckable()}
    assert not expected - seen - by_arrows
    assert seen & by_arrows


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_smallest_window(window, check, pack, look, qtbot, scale):
    look.set_text_scale(scale)
    window.resize(1024, 640)
    page = check(pack(2))
    qtbot.wait(50)
    content = page._scrolled.widget()
    assert content.width() <= page._scrolled.viewport().width()
    for row in page.rows:
        assert row.height() >= row.heightForWidth(row.width())
