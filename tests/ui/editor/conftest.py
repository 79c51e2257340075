"""A desk, and an editor open on it."""

from __future__ import annotations

import pytest

from portfolio_app.ui.editor.page import EditorPage
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def edit(desk, qtbot):
    """Return a function that opens an editor on a piece and waits until it can be used."""

    def open_editor(piece, path="", width=1192, height=760):
        page = EditorPage(*desk.parts, piece.id, path)
        place_on_screen(qtbot, page, width, height)
        page.activateWindow()
        # A layout shows what is new in it a moment later; Tab passes over it until then.
        qtbot.waitUntil(lambda: bool(page.sheet) and shown(page.sheet))
        return page

    return open_editor


def shown(sheet):
    """Whether every row of a sheet is in its place."""
    return all(row.isVisible() for row in sheet.rows())
