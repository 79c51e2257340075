from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_app.ui.look import MOST_SCALE, ThemeChoice
from portfolio_app.ui.tokens import Role, Scheme
from portfolio_app.ui.widgets.buttons import MainButton
from portfolio_app.ui.widgets.layouts import Column


def test_choosing_a_theme_changes_the_application(look, qapp, qtbot):
    with qtbot.waitSignal(look.changed):
        look.choose(ThemeChoice.DARK)
    assert look.theme.scheme is Scheme.DARK
    window = qapp.palette().color(QPalette.ColorRole.Window)
    assert window == look.theme.colour(Role.PAPER)


def test_following_the_system_gives_one_of_the_schemes(look):
    look.choose(ThemeChoice.SYSTEM)
    assert look.theme.scheme in set(Scheme)


def test_a_change_of_the_system_is_followed_only_if_asked_to(look, qtbot):
    look.choose(ThemeChoice.DARK)
    with qtbot.assertNotEmitted(look.changed):
        look._on_system_changed()
    look.choose(ThemeChoice.SYSTEM)
    with qtbot.waitSignal(look.changed):
        look._on_system_changed()


@pytest.mark.parametrize(("asked", "given"), [(0.2, 1.0), (1.5, 1.5), (9.0, MOST_SCALE)])
def test_text_is_between_100_and_300_per_cent(look, asked, given):
    look.set_text_scale(asked)
    assert look.text_scale == given


def test_controls_and_distances_grow_at_once(look, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    column = Column(look, gap="m", inset="l", parent=widget)
    button = MainButton(look, "Start")
    column.add(button)
    small, gap = button.sizeHint(), column.spacing()
    look.set_text_scale(2.0)
    assert button.sizeHint().height() == 2 * small.height()
    assert column.spacing() == 2 * gap
    assert column.contentsMargins().left() == 2 * 16


def test_a_deleted_layout_is_not_told(look, qapp):
    widget = QWidget()
    Column(look, parent=widget)
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.set_text_scale(2.0)  # an error in a slot would fail the test


def test_icons_of_a_new_theme_are_drawn_anew(look):
    before = look.icons.pixmap("today", 20, Role.INK).toImage()
    look.choose(ThemeChoice.DARK)
    assert look.icons.pixmap("today", 20, Role.INK).toImage() != before
