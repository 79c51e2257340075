from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from portfolio_app.ui.editor.files import dropped_files
from tests.pack import hidden_files as hidden


@pytest.fixture
def drawing(tmp_path):
    path = tmp_path / "drawing.png"
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(path))
    return path


@pytest.fixture
def feedback(desk):
    return desk.portfolio.evidence.add("child-feedback", {"title": "What Child A said"})


def test_a_picture_answers_its_question_and_is_shown(desk, edit, feedback, drawing, qtbot):
    page = edit(feedback)
    answer = page.sheet.row("drawing").control
    answer.file_chosen.emit(drawing)
    qtbot.waitUntil(lambda: answer.attachment is not None)
    qtbot.waitUntil(lambda: not answer.thumbnail.isHidden())
    answer.words.setFocus()
    QTest.keyClicks(answer.words, "A house")
    assert page.flush()
    stored = desk.portfolio.evidence.get(feedback.id)
    assert stored.attachment("drawing").name == "drawing.png"
    assert stored.text("drawing") == "A house"
    answer.remove.click()
    qtbot.waitUntil(lambda: answer.attachment is None)
    assert not desk.portfolio.evidence.get(feedback.id).attachments


def test_files_are_attached_described_removed_and_put_back(
    desk, edit, feedback, drawing, qtbot
):
    page = edit(feedback)
    section = page.sheet.attachments
    page.files.take([drawing])
    qtbot.waitUntil(lambda: len(section.cards) == 1)
    QTest.keyClicks(section.cards[0].words, "A house")
    section.cards[0].remove.click()
    qtbot.waitUntil(section.undo.isVisible)
    assert not section.cards
    assert not desk.portfolio.evidence.get(feedback.id).attachments
    section.undo.button.click()
    qtbot.waitUntil(lambda: len(section.cards) == 1)
    (stored,) = desk.portfolio.evidence.get(feedback.id).attachments
    assert stored.description == "A house" == section.cards[0].words.text()


def test_a_file_that_was_added_comes_into_sight(edit, feedback, drawing, qtbot):
    page = edit(feedback, "title")
    section = page.sheet.attachments
    assert section.visibleRegion().isEmpty()  # the page begins at its title
    page.files.take([drawing])
    qtbot.waitUntil(lambda: len(section.cards) == 1)
    card = section.cards[0]
    qtbot.waitUntil(lambda: card.visibleRegion().boundingRect() == card.rect())


def test_what_a_file_hides_is_told_beside_it(desk, edit, feedback, tmp_path, qtbot):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(hidden.page(hidden.lidded))
    page = edit(feedback)
    section = page.sheet.attachments
    page.files.take([letter])
    qtbot.waitUntil(lambda: len(section.cards) == 1, timeout=20_000)
    (remark,) = section.cards[0].remarks
    qtbot.waitUntil(remark.isVisible)
    assert remark.text().startswith("Page 1 contains words that are covered or hidden.")


def test_a_file_that_cannot_be_taken_is_explained_in_a_sentence(
    desk, edit, feedback, tmp_path, qtbot
):
    page = edit(feedback)
    bad = tmp_path / "notes.xyz"
    bad.write_bytes(b"not a document")
    page.files.take([bad])
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.words[0].endswith(".")
    assert not desk.portfolio.evidence.get(feedback.id).attachments


def test_only_files_of_this_computer_are_taken_from_a_drop(drawing):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(drawing)), QUrl("https://example.org/x.png")])
    assert dropped_files(data) == [drawing]


def test_a_file_dropped_on_a_text_is_not_typed(edit, feedback, drawing):
    page = edit(feedback)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(drawing))])
    assert not page.sheet.row("questions.1.words").area.canInsertFromMimeData(data)
