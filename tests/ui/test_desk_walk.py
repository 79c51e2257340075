"""From words jotted down between two visits to what is said of a capability."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from tests.ui.capability_walk import CapabilityWalk
from tests.ui.desk import Desk
from tests.ui.person import Person
from tests.ui.writing_walk import WritingWalk


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(look, desk, qtbot):
    window = PortfolioWindow(
        look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    desk.runner.settle()
    window.hide()
    delete(window)  # now, while there is somebody to answer what it asks for


SIXTH = CapabilityRef.parse("pcf-2018/6")
BEGUN = "She asked me twice."
STAGES = {
    "Description": " I had no answer.",
    "Feelings": "I was angry.",
    "Evaluation": "We ended well.",
    "Analysis": "I weighed two views. Then I asked.",
    "Conclusion": "Ask first.",
    "Action plan": "I ask who decided.",
}


def test_from_a_jotting_to_a_statement_by_the_keyboard_alone(desk, window, qtbot):
    person = Person(qtbot)
    writing, capabilities = WritingWalk(person, window), CapabilityWalk(person, window)
    person.wait(lambda: person.here == "Start")
    writing.jot(BEGUN)
    writing.sort(BEGUN, "Reflective summary", "Description")
    writing.change_model("Gibbs (1988)")
    writing.write_stages(STAGES)

    writing.go_up_to("Analysis")
    capabilities.claim(
        "account.analysis", "I weighed two views.", ("pcf 6", "kss 7"), "Neither was enough."
    )
    writing.go_up_to("Feelings")
    capabilities.claim("account.feelings", "I was angry.", ("pcf 2",))

    page = capabilities.go_to_matrix()
    assert page.view.chosen.row(SIXTH).quotations[0].note == "Neither was enough."
    domain = capabilities.open_domain(SIXTH)
    assert [card.said.words for card in domain.cards] == ["I weighed two views."]
    capabilities.write_statement("I look for the second explanation.")

    (piece,) = desk.portfolio.evidence.all()
    assert piece.form == "reflective-summary"
    kept = {stage: piece.text(f"account.{stage.lower().replace(' ', '-')}") for stage in STAGES}
    assert kept == STAGES | {"Description": BEGUN + STAGES["Description"]}
    claimed = {(str(c.capability), c.anchor.exact) for c in piece.claims}
    assert claimed == {
        ("pcf-2018/6", "I weighed two views."),
        ("kss-child-family-2018/7", "I weighed two views."),
        ("pcf-2018/2", "I was angry."),
    }
    assert desk.portfolio.statements.all() == {SIXTH: "I look for the second explanation."}

    person.key(Qt.Key.Key_Escape)
    person.wait(page.view.matrix.hasFocus)
    person.key(Qt.Key.Key_Return)
    capabilities.open_passage(piece.title or "Reflective summary")
    area = window.editor.sheet.row(FieldPath("account.analysis")).area
    person.wait(lambda: area.textCursor().selectedText() == "I weighed two views.")
    assert QApplication.focusWidget() is area
