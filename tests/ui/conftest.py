"""The look that every widget of these tests wears."""

from __future__ import annotations

import pytest

from portfolio_app.ui.look import Look, ThemeChoice


@pytest.fixture(scope="session")
def _one_look(qapp):
    return Look(qapp, choice=ThemeChoice.LIGHT)


@pytest.fixture
def look(_one_look):
    """Return the look in its light theme at 100 %, whatever the last test made of it."""
    if _one_look.choice is not ThemeChoice.LIGHT or _one_look.text_scale != 1.0:
        _one_look.choose(ThemeChoice.LIGHT)
        _one_look.set_text_scale(1.0)
    return _one_look


@pytest.fixture
def qtbot(qtbot, monkeypatch):
    """Return pytest-qt's robot, made to hold the widgets that it is to close.

    It knows them weakly only. A window that nothing else holds would be deleted by the next
    collection of garbage, and that may come in the middle of its own painting.
    """
    held, add_widget = [], qtbot.addWidget

    def add_and_hold(widget, **options):
        held.append(widget)
        add_widget(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", add_and_hold)
    return qtbot
