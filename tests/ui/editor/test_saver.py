from __future__ import annotations

from threading import Event, Thread

import pytest

from portfolio_app.errors import EvidenceError, VaultError
from portfolio_app.ui.editor.saver import Outbox


def test_the_latest_for_each_place_is_written_once_in_the_order_put_in():
    outbox, written = Outbox(), []
    outbox.put("title", lambda: written.append("old title"))
    outbox.put("area", lambda: written.append("area"))
    outbox.put("title", lambda: written.append("title"))
    outbox.write_all()
    assert written == ["area", "title"]
    assert outbox.is_empty


def test_what_fails_stays_in_and_what_follows_waits():
    outbox, written, broken = Outbox(), [], [True]

    def write():
        if broken:
            raise VaultError("The disk is full.")
        written.append("title")

    outbox.put("title", write)
    outbox.put("area", lambda: written.append("area"))
    with pytest.raises(VaultError, match="full"):
        outbox.write_all()
    assert not written
    broken.clear()
    outbox.write_all()
    assert written == ["title", "area"]


def test_an_answer_that_is_refused_holds_up_no_other():
    outbox, written = Outbox(), []

    def refuse():
        raise EvidenceError("There is no such goal.")

    outbox.put("goal", refuse)
    outbox.put("area", lambda: written.append("area"))
    with pytest.raises(EvidenceError, match="goal"):
        outbox.write_all()
    assert written == ["area"]
    assert not outbox.is_empty
    outbox.put("goal", lambda: written.append("goal"))
    outbox.write_all()
    assert written == ["area", "goal"]
    assert outbox.is_empty


def test_what_is_on_its_way_is_not_there_yet():
    outbox, seen = Outbox(), []
    outbox.put("title", lambda: seen.append(outbox.is_empty))
    outbox.write_all()
    assert seen == [False]
    assert outbox.is_empty


def test_what_waits_for_a_place_is_written_before_what_needs_it():
    outbox, written = Outbox(), []
    outbox.put("area", lambda: written.append("area"))
    outbox.put("title", lambda: written.append("title"))
    assert outbox.after("title", lambda: list(written)) == ["title"]
    outbox.write_all()
    assert written == ["title", "area"]


def test_something_newer_replaces_what_failed():
    outbox, written = Outbox(), []

    def fail():
        outbox.put("title", lambda: written.append("newer"))
        raise VaultError("The disk is full.")

    outbox.put("title", fail)
    with pytest.raises(VaultError, match="full"):
        outbox.write_all()
    outbox.write_all()
    assert written == ["newer"]


def test_only_one_writes_at_a_time():
    outbox, written = Outbox(), []
    begun, go_on = Event(), Event()

    def slow():
        begun.set()
        go_on.wait(5)
        written.append("first")

    outbox.put("title", slow)
    worker = Thread(target=outbox.write_all)
    worker.start()
    begun.wait(5)
    outbox.put("title", lambda: written.append("second"))
    go_on.set()
    outbox.write_all()
    worker.join()
    assert written == ["first", "second"]
