"""What stands before the seal, the pages, and the people who sign."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from portfolio_app.ui.pack.columns import View
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.words import Words
from tests.ui.helpers import place_on_screen, reachable, spoken_name
from tests.ui.pack.conftest import wait


def heading(page):
    return page.list.heading.findChild(Words).text()


def rows(page):
    return [(row.content.title, row.content.end) for row in page.list.rows]


def chain(page):
    return [view.accessibleName() for view in page.chain.chain._shown]


def test_what_is_left_is_counted_in_words_each_with_its_action(gaps, read):
    page = read()
    assert heading(page) == "Three things before you can seal"
    assert sorted(end for _, end in rows(page)) == ["Ask", "Begin", "Write"]
    waits = next(row for row in page.list.rows if row.content.end == "Ask")
    assert waits.content.detail.startswith("Waits for Marcus Delaney-Obi.")
    assert "After the three things" in chain(page)[0]


def test_a_pathway_without_reviews_is_not_asked_about_them(portfolio, read):
    assert read().scope.isHidden()


def test_a_row_leads_to_the_answer_that_is_missing(gaps, read, qtbot):
    page = read()
    row = next(row for row in page.list.rows if row.content.end == "Write")
    with qtbot.waitSignal(page.evidence_wanted) as found:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert found.args == [gaps["practice-development"].id, "title"]


def test_a_missing_piece_is_begun(gaps, read, qtbot):
    page = read()
    row = next(row for row in page.list.rows if row.content.end == "Begin")
    row.setFocus()
    with qtbot.waitSignal(page.form_wanted) as found:
        qtbot.keyClick(row, Qt.Key.Key_Space)
    assert found.args == ["child-feedback"]


def test_the_button_that_cannot_be_pressed_says_why_and_leads_out(gaps, read, qtbot):
    page = read()
    assert not page.chain.seal.isEnabled()
    reason = "You can seal when the three things are done."
    assert page.chain.reason.text() == reason
    assert page.chain.seal.accessibleDescription() == reason
    page.activateWindow()
    qtbot.mouseClick(page.chain.way_out, Qt.MouseButton.LeftButton)
    assert page.list.rows[0].hasFocus()


def test_a_whole_portfolio_can_be_sealed(read):
    page = read()
    assert heading(page) == "Everything is here"
    assert page.chain.seal.isEnabled()
    assert page.list.passed.text() == "Seven checks passed"
    assert "You can seal now" in chain(page)[0]
    assert "Signs after you" in chain(page)[1]
    assert "Signs after Marcus" in chain(page)[2]


def test_every_check_is_told_when_asked_for(read):
    page = read()
    assert "Every claim still points at its words." not in page.list.details.text()
    page.list.show_all.click()
    assert "Every claim still points at its words." in page.list.details.text()


def test_what_is_worth_a_look_leads_to_the_piece_it_is_about(portfolio, read, qtbot):
    piece = next(e for e in portfolio.evidence.all() if e.form == "practice-observation")
    text = piece.text("observed")
    claim = next(c for c in piece.claims if c.path == "observed")
    portfolio.evidence.write(piece.id, "observed", text.replace(claim.anchor.exact, "Gone."))
    page = read()
    looks = [b for b in page.list.findChildren(QuietButton) if b.text() == "Look"]
    assert looks
    assert all(b.accessibleName().startswith("Look: ") for b in looks)
    led = []
    page.evidence_wanted.connect(lambda *place: led.append(place))
    for button in looks:
        button.click()
    assert piece.id in {evidence for evidence, _ in led}


def test_the_pages_are_drawn_and_can_be_turned(drawn, qtbot, runner):
    page = drawn
    preview = page.pages.preview
    assert preview._where.text().startswith("Page 1 of ")
    qtbot.mouseClick(preview.on, Qt.MouseButton.LeftButton)
    wait(qtbot, runner)
    assert preview._where.text().startswith("Page 2 of ")
    assert preview._sheet._picture is not None
    assert not page.pages.problem.isVisible()


def test_a_change_is_read_and_drawn_again_and_the_page_kept(drawn, portfolio, qtbot, runner):
    page = drawn
    page.pages.preview.go_to(2)
    before = page.pages._draft
    piece = next(p for p in portfolio.evidence.all() if p.form == "practice-development")
    portfolio.evidence.write(piece.id, "title", "")
    qtbot.waitUntil(lambda: heading(page).startswith("One thing"), timeout=10_000)
    wait(qtbot, runner)
    assert page.pages._draft is not before
    assert page.pages.preview.current() == 2


def test_nothing_is_read_before_the_screen_is_seen(page, runner, qtbot, portfolio):
    qtbot.addWidget(page)
    portfolio.contributors.register("team_manager", "Somebody Else")
    qtbot.wait(600)
    assert not runner.is_busy
    assert page.pages._draft is None


def test_drawing_is_given_up_when_the_screen_is_left_and_done_when_it_is_back(
    page, runner, qtbot
):
    place_on_screen(qtbot, page, 1192, 800)
    qtbot.waitUntil(lambda: page._found is not None, timeout=10_000)
    page.hide()
    wait(qtbot, runner)
    assert page.pages._draft is None
    page.show()
    wait(qtbot, runner)
    assert page.pages._draft is not None


def test_a_draft_is_saved_where_the_person_says_ready_or_not(
    gaps, read, tmp_path, qtbot, runner
):
    page = read()
    page.ask = lambda question: tmp_path / "to read"
    qtbot.mouseClick(page.save_draft, Qt.MouseButton.LeftButton)
    wait(qtbot, runner)
    assert (tmp_path / "to read.pdf").read_bytes().startswith(b"%PDF-")
    assert page.heading.note.text().startswith("Draft saved, ")
    assert not page.saving.isVisible()


def test_a_draft_that_cannot_be_written_is_told_in_place(read, tmp_path, qtbot, runner):
    page = read()
    (tmp_path / "taken").write_text("a file, no folder")
    page.ask = lambda question: tmp_path / "taken" / "draft.pdf"
    qtbot.mouseClick(page.save_draft, Qt.MouseButton.LeftButton)
    wait(qtbot, runner)
    assert page.problem.words[0].startswith("The draft could not be written")


def test_whoever_signs_without_a_name_is_asked_for(look, program, runner, hub, tmp_path, qtbot):
    from portfolio_app.model.domain.portfolio import Practitioner
    from portfolio_app.ui.pack.page import PackPage

    opened, _ = program.door.create(
        tmp_path / "new.portfolio",
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Amina Farrow"),
        passphrase="a long enough secret",
        announce=hub.announce,
    )
    page = place_on_screen(qtbot, PackPage(look, program, opened, runner, hub), 1192, 800)
    wait(qtbot, runner)
    assert spoken_name(page.chain.name) == "Who is the team manager?"
    page.chain.name.setText("Helen Marsh")
    qtbot.keyClick(page.chain.name, Qt.Key.Key_Return)
    expected = "Who is the service manager?"
    qtbot.waitUntil(lambda: spoken_name(page.chain.name) == expected, timeout=10_000)
    assert [c.name for c in opened.contributors.all()] == ["Helen Marsh"]
    runner.settle()
    opened.close()


@pytest.mark.parametrize(("width", "scale"), [(1192, 1.0), (936, 1.0), (936, 2.0)])
def test_every_control_has_a_spoken_name_and_is_reached_by_tab(
    gaps, look, read, width, scale, qtbot
):
    look.set_text_scale(scale)
    page = read(width, 640)
    page.activateWindow()
    expected = set(reachable(page))
    assert not [w for w in expected if not spoken_name(w)]
    seen = set()
    for _ in range(2 * len(expected)):
        QTest.keyClick(page.window().focusWidget() or page, Qt.Key.Key_Tab)
        seen.add(page.window().focusWidget())
    by_arrows = {w for w in expected if isinstance(w, QPushButton) and w.isCheckable()}
    assert not expected - seen - by_arrows


def test_narrow_windows_show_the_list_or_the_pages(read, page, qtbot):
    read(936, 640)
    assert page.list.isVisible()
    assert page.chain.isVisible()
    assert not page.pages.isVisible()
    page.columns.two.buttons()[1].click()
    assert page.pages.isVisible()
    assert not page.list.isVisible()


def test_very_large_text_shows_one_part_at_a_time(gaps, look, read, page):
    look.set_text_scale(2.0)
    read(936, 640)
    assert page.list.isVisible()
    assert not page.chain.isVisible()
    page.columns.show_view(View.SIGNING)
    assert page.chain.isVisible()
    page.chain.way_out.click()
    assert page.list.isVisible()


@pytest.mark.parametrize(("width", "scale"), [(1192, 1.0), (936, 1.0), (936, 2.0)])
def test_no_words_of_a_row_or_button_are_cut(gaps, look, read, width, scale, qtbot):
    look.set_text_scale(scale)
    page = read(width, 640)
    for row in page.list.rows:
        assert row.height() >= row.heightForWidth(row.width())
    for button in (page.sign_or_check, page.save_draft):
        assert button.width() >= button.sizeHint().width()
