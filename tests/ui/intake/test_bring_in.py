"""Bringing in and writing in Word, in a real window, by keyboard."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.services.changes import Area
from portfolio_app.ui.intake.screen import BringInScreen
from portfolio_app.ui.intake.word_out import WordOutScreen
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from tests.intake.templates import of_controls, of_headings
from tests.services.helpers import paths
from tests.services.word_files import control, edited
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable, spoken_name

FEELINGS = FieldPath("account.feelings")


@pytest.fixture
def desk(look, tmp_path, documents):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(desk, qtbot):
    made = PortfolioWindow(
        desk.look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    return place_on_screen(qtbot, made, 1280, 800)


@pytest.fixture
def screen(desk, qtbot):
    """The screen alone, without the window around it."""
    made = BringInScreen(desk.look, desk.portfolio, desk.runner, lambda question: None)
    return place_on_screen(qtbot, made, 1192, 760)


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "template.docx"
    path.write_bytes(of_headings())
    return path


@pytest.fixture
def written(desk, tmp_path):
    """A piece as a Word document that was written in elsewhere."""
    piece = desk.portfolio.evidence.add(
        "reflective-summary",
        paths(title="At the gate", date="2026-11-03", model="gibbs-1988"),
    )
    desk.portfolio.evidence.write(piece.id, FEELINGS, "Relieved.")
    path = tmp_path / "out.docx"
    desk.portfolio.word.write(path, [piece.id])
    edited(path, lambda d: setattr(control(d, FEELINGS)[0], "text", "Relieved. Angry."))
    return path, piece.id


def drop(window, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    for kind in (QDragEnterEvent, QDropEvent):
        where = QPointF(60, 60) if kind is QDropEvent else QPointF(60, 60).toPoint()
        event = kind(
            where,
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(window, event)
        assert event.isAccepted()


def offered(screen, qtbot):
    qtbot.waitUntil(lambda: screen.offer.isVisible() and bool(screen.offer.places))
    return screen


def held(screen):
    return "\n".join(label.text() for label in screen.findChildren(QLabel))


def pieces(desk):
    return {piece.form: piece for piece in desk.portfolio.evidence.all()}


def test_a_dropped_template_is_shown_with_its_places_and_kept(desk, window, template, qtbot):
    drop(window, template)
    screen = offered(window.outside.bringing, qtbot)
    assert screen.offer.form.value() == "reflective-summary"
    assert not pieces(desk)
    QTest.mouseClick(screen.offer.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.told.isVisible)
    assert set(pieces(desk)) == {"reflective-summary", "jotting"}
    assert "unsorted note" in screen.told.text()
    QTest.mouseClick(screen.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Taken back" in screen.told.text())
    assert not pieces(desk)
    desk.hub.announce(Area.ERASED)  # it may be named in what is still held
    qtbot.waitUntil(screen.start.isVisible)
    assert screen._kept is None
    assert not screen.told.text()


def test_after_an_erasure_nothing_of_a_file_is_held(desk, screen, template, written, qtbot):
    def let_go(words):
        screen.let_go()
        qtbot.waitUntil(lambda: not desk.runner.is_busy and screen.start.isVisible())
        qtbot.waitUntil(lambda: words not in held(screen))
        assert screen.offer.proposal is None

    screen.take([template])
    words = offered(screen, qtbot).offer.proposal.portions[-1].text[:40]
    assert words in held(screen)
    screen.offer.form.setFocus()
    QTest.keyClick(screen.offer.form, Qt.Key.Key_End)
    let_go(words)  # while it is matched anew
    screen.take([written[0]])
    qtbot.waitUntil(lambda: "Angry" in held(screen))
    let_go("Angry")
    screen.take([template])
    let_go(words)  # while it is read
    assert screen._read is None


def test_each_passage_may_be_sent_elsewhere_by_keyboard(desk, screen, template, qtbot):
    screen.take([template])
    offered(screen, qtbot)
    place = next(p for p in screen.offer.places if p.value() is None)
    place.setFocus()
    for _ in range(place.count()):
        if place.value() == "account.analysis":
            break
        QTest.keyClick(place, Qt.Key.Key_Down)
    assert place.value() == "account.analysis"
    QTest.keyClick(screen.offer.keep, Qt.Key.Key_Space)
    qtbot.waitUntil(screen.told.isVisible)
    assert pieces(desk)["reflective-summary"].text("account.analysis")


def test_another_form_shows_other_places(screen, template, qtbot):
    screen.take([template])
    offered(screen, qtbot)
    before = len(screen.offer.places)
    screen.offer.form.setFocus()
    QTest.keyClick(screen.offer.form, Qt.Key.Key_End)
    assert screen.offer.form.value() == "jotting"
    assert screen.offer.keep.is_busy  # nothing is kept as what was shown before
    qtbot.waitUntil(lambda: screen.offer.proposal.form.id == "jotting")
    assert not screen.offer.keep.is_busy
    assert len(screen.offer.places) < before


def test_what_was_written_elsewhere_is_shown_and_taken_over_once_agreed(
    desk, screen, written, qtbot
):
    path, piece = written
    screen.take([path])
    qtbot.waitUntil(lambda: bool(screen.changes.boxes) and screen.changes.isVisible())
    assert screen.changes.boxes[0].isChecked()
    assert desk.portfolio.evidence.get(piece).text(FEELINGS) == "Relieved."
    QTest.keyClick(screen.changes.take, Qt.Key.Key_Space)
    qtbot.waitUntil(screen.told.isVisible)
    assert desk.portfolio.evidence.get(piece).text(FEELINGS) == "Relieved. Angry."
    QTest.keyClick(screen.undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Taken back" in screen.told.text())
    assert desk.portfolio.evidence.get(piece).text(FEELINGS) == "Relieved."


def test_an_answer_that_is_not_ticked_stays(desk, screen, written, qtbot):
    path, piece = written
    screen.take([path])
    qtbot.waitUntil(lambda: bool(screen.changes.boxes))
    screen.changes.boxes[0].setChecked(False)
    screen.changes.take.click()
    qtbot.waitUntil(screen.told.isVisible)
    assert desk.portfolio.evidence.get(piece).text(FEELINGS) == "Relieved."


def test_files_are_pasted_too(window, template, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(template))])
    QGuiApplication.clipboard().setMimeData(data)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.rail.place("evidence").setFocus()
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    offered(window.outside.bringing, qtbot)
    QGuiApplication.clipboard().clear()


def test_of_several_files_the_others_wait(screen, template, tmp_path, qtbot):
    other = tmp_path / "other.docx"
    other.write_bytes(of_controls())
    screen.take([template, other])
    offered(screen, qtbot)
    first = screen.offer.proposal
    assert "1 more file waits" in held(screen)
    screen.offer.leave.click()
    qtbot.waitUntil(lambda: screen.offer.isVisible() and screen.offer.proposal is not first)


def test_what_cannot_be_read_is_told_in_place(screen, tmp_path, qtbot):
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    screen.take([path])
    qtbot.waitUntil(screen.problem.isVisible)
    assert "protected with a password" in screen.problem.words[0]
    assert screen.start.isVisible()


def test_a_piece_is_written_in_word_after_the_warning(desk, written, documents, qtbot):
    _, piece = written
    screen = WordOutScreen(desk.look, desk.portfolio, desk.runner, lambda question: None)
    place_on_screen(qtbot, screen, 1192, 760)
    screen.begin(piece)
    qtbot.waitUntil(lambda: screen.what.value() == piece)
    screen.write.click()
    qtbot.waitUntil(screen.done.isVisible)
    assert (documents / "Evidence.docx").is_file()
    assert "Nothing in it is encrypted" in screen.done.text()
    screen.let_go()
    assert screen.what.count() == 1, "no title is held after somebody was erased"


@pytest.mark.parametrize("scale", [pytest.param(1.0, marks=pytest.mark.long), 2.0])
def test_nothing_is_cut_and_every_control_has_a_name_of_its_own(
    look, window, template, written, scale, qtbot
):
    look.set_text_scale(scale)
    window.resize(1024, 640)
    screen = window.outside.bringing
    window.outside.bring_in((template,))
    offered(screen, qtbot)
    _check(screen, qtbot)
    screen.offer.leave.click()
    _check(screen, qtbot)
    window.outside.bring_in((written[0],))
    qtbot.waitUntil(lambda: bool(screen.changes.boxes) and screen.changes.isVisible())
    _check(screen, qtbot)
    window.outside.write_in_word()
    qtbot.waitUntil(lambda: window.outside.writing.what.count() > 1)
    _check(window.outside.writing, qtbot)


def _check(screen, qtbot):
    qtbot.waitUntil(lambda: not cut_words(screen))
    assert not cut_buttons(screen)
    assert not scrolls_sideways(screen)
    names = Counter(_name(control) for control in reachable(screen))
    assert "" not in names
    assert not [name for name, number in names.items() if number > 1]


def _name(control):
    """Return how a control is called; of a list Qt tells the value, and its label apart."""
    is_list = isinstance(control, QComboBox)
    return control.accessibleName() if is_list else spoken_name(control)


def test_the_piece_that_was_open_is_offered_to_be_written(window, written, qtbot):
    _, piece = written
    with qtbot.waitSignal(window.outside.bringing.word_wanted, timeout=10_000):
        window.open_evidence(piece)
        qtbot.waitUntil(lambda: window.editor.sheet is not None)
        window.outside.bring_in()
        window.outside.bringing.write.click()
    qtbot.waitUntil(lambda: window.outside.writing.what.value() == piece)
    window.choices.leaving.word.click()
    qtbot.waitUntil(lambda: window.outside.writing.what.value() == "")
    window.open_evidence(piece)
    window.editor.bar.word.click()
    qtbot.waitUntil(lambda: window.outside.writing.what.value() == piece)
    assert window.editor is None


def test_after_a_file_that_cannot_be_read_the_next_one_is_offered(
    screen, template, tmp_path, qtbot
):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no package")
    screen.take([broken, template])
    qtbot.waitUntil(screen.problem.isVisible)
    screen.further.click()
    offered(screen, qtbot)
    screen.offer.keep.click()
    qtbot.waitUntil(screen.told.isVisible)
    screen.take([template])
    offered(screen, qtbot)
