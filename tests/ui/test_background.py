"""Attached files are read by themselves, between whatever the person does."""

from __future__ import annotations

import pytest

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.ui import background
from portfolio_app.ui.background import Background
from tests.services.test_search import letter
from tests.ui.desk import Desk


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def start(desk, qtbot, monkeypatch):
    monkeypatch.setattr(background, "BEGIN_MS", 0)
    monkeypatch.setattr(background, "STEP_MS", 0)
    made = []

    def begin():
        made.append(Background(desk.portfolio, desk.runner, desk.hub, desk.hub))
        return made[-1]

    yield begin
    for each in made:
        each.stop()


def attached(desk, *pages):
    piece = desk.portfolio.evidence.add("reflective-summary")
    desk.portfolio.evidence.attach(piece.id, letter(*pages), "Letter.pdf")
    return piece


def test_files_that_were_there_are_read(desk, start, qtbot):
    attached(desk, *(f"page {n} heron" for n in range(12)))
    attached(desk, "badger")
    start()
    qtbot.waitUntil(lambda: len(desk.portfolio.search.find("heron")) == 12)
    qtbot.waitUntil(lambda: len(desk.portfolio.search.find("badger")) == 1)


def test_a_file_that_is_attached_is_read(desk, start, qtbot):
    start()
    qtbot.waitUntil(lambda: not desk.runner.is_busy)
    attached(desk, "heron")
    qtbot.waitUntil(lambda: len(desk.portfolio.search.find("heron")) == 1)


def test_old_wordings_are_thinned_out(desk, start, qtbot):
    piece = desk.portfolio.evidence.add("reflective-summary", {"title": "First"})
    for number in range(5):
        desk.clock.pass_time(minutes=2)
        desk.portfolio.evidence.write(piece.id, FieldPath("title"), f"Title {number}")
    desk.clock.pass_time(days=60)
    start()
    qtbot.waitUntil(lambda: len(desk.portfolio.history.of(piece.id)["title"]) == 1)


def test_nothing_is_begun_once_it_is_stopped(desk, start, qtbot):
    start().stop()
    attached(desk, "heron")
    qtbot.wait(50)
    assert not desk.runner.is_busy
    assert desk.portfolio.search.find("heron") == ()


def test_a_full_disk_is_no_matter_of_the_background(desk, start, qtbot, monkeypatch):
    attached(desk, "heron")
    tried, reader = [], desk.portfolio.search.reader

    def refuse(service):
        tried.append(service)
        if len(tried) == 1:
            raise VaultError("The disk is full.")
        return reader()

    monkeypatch.setattr(type(desk.portfolio.search), "reader", refuse)
    told = []
    desk.runner.failed.connect(told.append)
    start()
    qtbot.waitUntil(lambda: bool(tried) and not desk.runner.is_busy)
    attached(desk, "badger")
    qtbot.waitUntil(lambda: len(desk.portfolio.search.find("heron")) == 1)
    assert told == []
