from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.tokens import Role, State
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid, groups_of
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import (
    EmptyPlace,
    Notice,
    ProblemNotice,
    ProgressPanel,
    UndoNotice,
)
from portfolio_app.ui.widgets.steps import Link, SignOffChain, Standing, StepList
from portfolio_app.ui.widgets.timeline import Moment, TimelineStrip
from tests.ui.helpers import listen, place_on_screen, spoken_name

HEX = "7f:3a:91:c2:0d:58:b6:e4:2a:17:c9:0f:4e:83:d5:1b" + ":00:11:22:33:44:55:66:77" * 2


def test_a_problem_says_what_happened_and_offers_two_ways_on(look, qtbot):
    notice = ProblemNotice(
        look, "The stick is gone.", "Your work is safe.", retry="Try again", other="Elsewhere"
    )
    place_on_screen(qtbot, notice)
    assert spoken_name(notice) == "The stick is gone. Your work is safe."
    with qtbot.waitSignal(notice.retried):
        notice.retry.click()
    with qtbot.waitSignal(notice.other_chosen):
        notice.other.click()


def test_a_problem_without_words_goes_away(look, qtbot):
    notice = ProblemNotice(look)
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.show_words("The disk is full.", "Your work is safe.")
    assert notice.words == ("The disk is full.", "Your work is safe.")
    notice.show_words("")
    assert notice.isHidden()


def test_what_comes_on_the_screen_is_said_once(look, qtbot, monkeypatch):
    """People who hear the screen learn of it, wherever the keyboard is."""
    page = QWidget()
    notices = UndoNotice(look, ""), ProblemNotice(look), Notice(look, State.WAITING, "Wait.")
    undo, problem, note = notices
    work = ProgressPanel(look, "Sealing")
    column = Column(look, parent=page)
    column.add(*notices, work)
    for hidden in (undo, work):
        hidden.hide()
    place_on_screen(qtbot, page)
    heard = listen(monkeypatch)
    undo.set_text("“Notes” is in the bin")
    undo.show()
    problem.show_words("The disk is full.", "Your work is safe.")
    problem.show_words("The disk is full.", "Your work is safe.")
    problem.show_words("")
    note.set_text("Wait longer.")
    work.begin("Signing")
    work.cancel.click()
    assert heard == [
        "“Notes” is in the bin",
        "The disk is full. Your work is safe.",
        "Wait longer.",
        "Signing",
        "Stopping ...",
    ]
    page.hide()
    page.show()
    problem.hide()
    problem.show_words("The disk is full.")
    note.hide()
    note.set_text("Twelve pieces were written.")
    note.show()
    assert heard[5:] == ["The disk is full.", "Twelve pieces were written."]


def test_what_was_put_away_can_be_put_back(look, qtbot):
    notice = place_on_screen(qtbot, UndoNotice(look, "“Notes” is in the bin for 30 days"))
    with qtbot.waitSignal(notice.undone):
        notice.button.click()


def test_an_empty_place_has_one_button_that_starts_it(look, qtbot):
    place = EmptyPlace(look, icon="speech", title="Voices", text="Two.", action="Begin")
    place_on_screen(qtbot, place)
    with qtbot.waitSignal(place.started):
        place.button.click()


def test_a_notice_has_one_quiet_way_on(look, qtbot):
    notice = Notice(look, State.PARTLY, "Only self-reported", action="Ask someone")
    place_on_screen(qtbot, notice)
    with qtbot.waitSignal(notice.pressed):
        notice.button.click()


def test_progress_has_a_name_a_note_and_cancel(look, qtbot):
    panel = place_on_screen(qtbot, ProgressPanel(look, "Making the pack"))
    panel.set_progress(14, 23, "Page 14 of 23")
    assert spoken_name(panel.bar) == "Making the pack"
    assert panel.bar.value() == 14
    assert spoken_name(panel.cancel) == "Cancel: Making the pack"
    with qtbot.waitSignal(panel.cancelled):
        panel.cancel.click()
    assert not panel.cancel.isEnabled()
    panel.begin("Signing")
    assert panel.cancel.isEnabled()
    assert panel.bar.value() == 0


def test_a_fingerprint_has_sixteen_groups_of_four(look, qtbot):
    groups = groups_of(HEX)
    assert len(groups) == 16
    assert groups[:2] == ["7F3A", "91C2"]


def test_a_fingerprint_is_spoken_in_groups_and_copied(look, qtbot):
    grid = place_on_screen(qtbot, FingerprintGrid(look, HEX, of="Joanne Whitlock"))
    assert spoken_name(grid._cells).startswith("Fingerprint of Joanne Whitlock: 7F3A, 91C2")
    grid.copy.click()
    assert QGuiApplication.clipboard().text() == " ".join(grid.groups)
    assert grid.copy.text() == "Copied"
    QGuiApplication.clipboard().clear()


def test_a_narrow_fingerprint_has_two_groups_in_a_row(look, qtbot):
    cells = FingerprintGrid(look, HEX)._cells
    assert cells.heightForWidth(160) > 1.9 * cells.heightForWidth(600)


def test_steps_are_numbered_and_say_where_they_stand(look, qtbot):
    steps = StepList(look, [("Who you are", ""), ("Which pathway", "")], name="Steps")
    place_on_screen(qtbot, steps)
    steps.set_current(1)
    steps.set_note(0, "Priya Nair, Bexley")
    names = [spoken_name(view) for view in steps._shown]
    assert names == ["1 of 2: Who you are, done", "2 of 2: Which pathway, now"]


def test_those_who_sign_are_listed_in_their_order(look, qtbot):
    chain = SignOffChain(
        look,
        [
            Link(title="Priya Nair", standing=Standing.DONE, state=State.MET,
                 state_words="Sealed on 6 January"),
            Link(title="Helen Marsh", state=State.WAITING, state_words="Signs after Priya"),
        ],
        name="Who signs",
    )  # fmt: skip
    place_on_screen(qtbot, chain)
    assert [spoken_name(view) for view in chain._shown] == [
        "1 of 2: Priya Nair, done, Sealed on 6 January",
        "2 of 2: Helen Marsh, to come, Signs after Priya",
    ]


TODAY = date(2026, 11, 24)
MOMENTS = [
    Moment(day=date(2027, 1, 14), title="Panel"),
    Moment(day=date(2026, 9, 7), title="Started", state=State.MET),
    Moment(day=date(2027, 1, 7), title="Submission of the pack"),
    Moment(day=date(2026, 12, 4), title="Manager’s report", state=State.WAITING),
]


def a_strip(look, qtbot, width):
    strip = TimelineStrip(look)
    strip.show_moments(MOMENTS, TODAY)
    return place_on_screen(qtbot, strip, width, 120)


def test_the_strip_is_spoken_in_order_of_time(look, qtbot):
    strip = a_strip(look, qtbot, 1100)
    assert spoken_name(strip) == (
        "Timeline; Started, 7 September 2026; Manager’s report, 4 December 2026; "
        "Submission of the pack, 7 January 2027; Panel, 14 January 2027"
    )


def test_a_narrow_strip_gets_room_for_its_line(look, qtbot):
    page = Scrolled(look)
    strip = TimelineStrip(look)
    days = (date(2026, month, 14) for month in range(3, 11))
    strip.show_moments([Moment(day=day, title="Review of the plan") for day in days], TODAY)
    page.body.add(strip)
    place_on_screen(qtbot, page, 300, 500)
    assert strip.heightForWidth(300) > strip.sizeHint().height()
    assert strip.height() >= strip.heightForWidth(strip.width())


def test_what_leads_to_a_mark_passes_behind_the_labels_below(look, qtbot):
    look.choose(ThemeChoice.HIGH_CONTRAST)  # elsewhere it is faint
    strip = a_strip(look, qtbot, 400)
    labels = strip._labels(400)
    crossed = [
        QPoint(strip._at(moment.day, 400), box.bottom())
        for moment, _, row in labels
        for _, box, below in labels
        if below < row and box.left() <= strip._at(moment.day, 400) <= box.right()
    ]
    assert crossed
    seen = strip.grab().toImage()
    paper = look.theme.colour(Role.PAPER).name()
    assert {seen.pixelColor(point).name() for point in crossed} == {paper}


def test_labels_of_the_strip_never_overlap_nor_leave_it(look, qtbot):
    for width in (1100, 700, 400, 240):
        strip = a_strip(look, qtbot, width)
        boxes = [box for _, box, _ in strip._labels(width)]
        for number, box in enumerate(boxes):
            assert box.left() >= 0
            assert box.right() <= width
            assert not any(box.intersects(other) for other in boxes[number + 1 :])


def test_a_strip_that_needs_more_rows_is_higher(look, qtbot):
    strip = a_strip(look, qtbot, 1100)
    assert strip.heightForWidth(300) > strip.heightForWidth(1100)


def test_a_strip_of_one_day_or_of_none_can_be_painted(look, qtbot):
    strip = a_strip(look, qtbot, 600)
    strip.show_moments([Moment(day=TODAY, title="Started")], TODAY)
    strip.grab()
    strip.show_moments([], TODAY)
    strip.grab()
    assert strip.heightForWidth(600) == 0
