"""Statements: a field for each capability, on the disk before it says so."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.ui.capabilities.statements_page import StatementsPage
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable

FIRST, SECOND = CapabilityRef.parse("pcf-2018/1"), CapabilityRef.parse("pcf-2018/2")


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def page(look, desk, qtbot):
    page = StatementsPage(look, desk.portfolio, desk.program.clock, desk.runner, desk.hub)
    place_on_screen(qtbot, page, 936, 640)
    qtbot.waitUntil(lambda: bool(page.fields))
    return page


def test_every_capability_has_a_field_and_says_where_it_stands(page):
    assert len(page.fields) == 9
    assert page.fields[FIRST].state.text() == "No statement yet"
    assert page.fields[FIRST].text.accessibleName() == "1. Professionalism"


def test_what_is_typed_is_on_the_disk_before_it_says_so(page, desk, qtbot):
    field = page.fields[FIRST]
    field.text.setFocus()
    QTest.keyClicks(field.text, "I ask first.")

    assert page.saved.text() == "Saving ..."
    assert field.state.text() == "3 words"
    qtbot.waitUntil(lambda: page.saved.text().startswith("Saved "), timeout=10_000)
    assert desk.portfolio.statements.all() == {FIRST: "I ask first."}


def test_whoever_leaves_at_once_loses_nothing(page, desk):
    QTest.keyClicks(page.fields[SECOND].text, "I wait.")

    assert page.flush()

    assert desk.portfolio.statements.all() == {SECOND: "I wait."}


def test_what_cannot_be_saved_is_kept_and_told(page, desk, qtbot, monkeypatch):
    def refuse(*_):
        raise VaultError("The disk is full.", advice="Your work is safe.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.portfolio.statements, "write", refuse)
        QTest.keyClicks(page.fields[FIRST].text, "I ask.")
        assert not page.flush()
        assert page.saved.text() == "Not saved"
        assert page.problem.words[0] == "The disk is full."
    patched = page.saver.outbox
    assert not patched.is_empty
    page.fields[FIRST].text.setFocus()
    QTest.keyClicks(page.fields[FIRST].text, "!")
    assert page.flush()
    assert desk.portfolio.statements.all() == {FIRST: "I ask.!"}


def test_what_was_written_elsewhere_is_shown(page, desk, qtbot):
    desk.portfolio.statements.write(FIRST, "By another hand.")

    qtbot.waitUntil(lambda: page.fields[FIRST].text.text() == "By another hand.")
    assert page.fields[FIRST].state.text() == "3 words"


def test_statements_of_rules_left_behind_are_shown_and_taken_away(page, desk, qtbot):
    kss, gone = CapabilityRef.parse("kss-child-family-2018/3"), CapabilityRef.parse("old/3")
    with desk.portfolio.statements._vault.transaction() as tx:
        for ref in (kss, gone):  # the second of a framework that is not installed any more
            tx.statements.put(ref, "I ask first.", desk.clock.now())
    desk.portfolio.moving.move(desk.portfolio.moving.find("bromley-gateway"))
    page.reload()

    qtbot.waitUntil(lambda: {kss, gone} <= {*page.fields})
    for ref in (kss, gone):
        page.fields[ref].edited.emit(ref, "")
    assert page.flush()
    assert desk.portfolio.statements.all() == {}


def test_every_field_is_reached_by_tab(page):
    page.fields[FIRST].text.setFocus()
    texts = [field.text for field in page.fields.values()]
    assert [one for one in reachable(page.window()) if one in texts] == texts


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(look, page, scale):
    look.set_text_scale(scale)
    assert not cut_words(page)
    assert not cut_buttons(page)
    assert not scrolls_sideways(page)
