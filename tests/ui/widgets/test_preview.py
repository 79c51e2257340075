from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.widgets.page_list import PageList
from portfolio_app.ui.widgets.preview import PAGES_KEPT, PagePreview
from tests.ui.helpers import place_on_screen

LABELS = ["Cover", "Contents", *[f"Page {number}" for number in range(3, 24)]]


class Printer:
    """Stands in for the service that draws pages: one colour for each page."""

    def __init__(self, preview):
        self.preview = preview
        self.asked = []
        preview.wanted.connect(self.draw)

    def draw(self, page, width):
        self.asked.append((page, width))
        image = QImage(width, round(width * 297 / 210), QImage.Format.Format_RGB32)
        image.fill(QColor(10 * page, 0, 0))
        self.preview.put(page, width, image)


@pytest.fixture
def preview(look, qtbot):
    preview = PagePreview(look)
    preview.printer = Printer(preview)
    preview.show_pages(LABELS)
    return place_on_screen(qtbot, preview, 700, 500)


def sheet_colour(preview):
    image = preview._sheet.grab().toImage()
    return image.pixelColor(image.width() // 2, 20)


def test_the_list_of_pages_is_a_sound_model(qtmodeltester):
    pages = PageList()
    pages.show_pages(LABELS)
    qtmodeltester.check(pages)


def test_pages_in_view_are_asked_for_once(preview, qtbot):
    qtbot.waitUntil(lambda: len(preview.printer.asked) > 3)
    qtbot.waitUntil(lambda: sheet_colour(preview) == QColor(0, 0, 0))
    assert len(preview.printer.asked) == len(set(preview.printer.asked))
    assert len(preview.printer.asked) < len(LABELS), "pages out of view are not asked for"


def test_arrows_turn_pages(preview, qtbot):
    assert not preview.back.isEnabled()
    with qtbot.waitSignal(preview.page_changed, check_params_cb=lambda page: page == 1):
        preview.on.click()
    qtbot.waitUntil(lambda: sheet_colour(preview) == QColor(10, 0, 0))
    assert preview.back.isEnabled()


def test_the_keyboard_turns_pages(preview, qtbot):
    QTest.keyClick(preview.thumbnails, Qt.Key.Key_End)
    assert preview.current() == len(LABELS) - 1
    assert not preview.on.isEnabled()
    qtbot.waitUntil(lambda: sheet_colour(preview) == QColor(220, 0, 0))


def test_another_document_keeps_the_place(preview):
    preview.go_to(5)
    preview.show_pages(LABELS[:3], current=5)
    assert preview.current() == 2
    preview.show_pages([])
    assert preview.current() == -1
    assert not preview.on.isEnabled()


def test_few_large_pictures_are_kept(preview, qtbot):
    for page in range(12):
        preview.go_to(page)
        qtbot.waitUntil(lambda: sheet_colour(preview) == QColor(10 * preview.current(), 0, 0))
    assert len(preview._kept) <= PAGES_KEPT


def test_a_page_is_white_in_every_theme(look, qtbot):
    look.choose(ThemeChoice.DARK)
    preview = PagePreview(look)
    preview.show_pages(LABELS)
    place_on_screen(qtbot, preview, 700, 500)
    assert sheet_colour(preview) == QColor("white")


def test_a_late_picture_of_a_former_document_does_no_harm(preview):
    preview.show_pages(LABELS[:1])
    preview.put(7, preview._thumbnail_width(), QImage(10, 10, QImage.Format.Format_RGB32))
