"""Work in a process of its own: its answer or one sentence, and never more than it may take."""

from __future__ import annotations

import logging
import multiprocessing

import pytest

from portfolio_app.errors import IntakeError, NotNowError
from portfolio_app.services.aside import Limits, done_aside
from tests.services import aside_work as work

SHORT = Limits(seconds=1.0, seconds_for_page=1.0, megabytes=256)


@pytest.fixture(autouse=True)
def nothing_left():
    yield
    assert multiprocessing.active_children() == []


def test_work_is_done_and_answered():
    assert done_aside(work.double, 21) == 42


def test_the_memory_in_which_a_file_is_read_goes_to_no_dump():
    assert done_aside(work.whether_memory_may_be_dumped) == (0, (0, 0))


def test_a_refusal_comes_through_with_its_advice():
    with pytest.raises(IntakeError, match=r"This cannot be\.") as refusal:
        done_aside(work.refuse, advice="Unused.")
    assert refusal.value.advice == "Do something else."


def test_a_defect_stays_a_defect():
    with pytest.raises(LookupError):
        done_aside(work.fail)
    with pytest.raises(RuntimeError, match="answer_with_what_cannot_travel"):
        done_aside(work.answer_with_what_cannot_travel)


def test_what_takes_too_long_is_ended():
    with pytest.raises(IntakeError, match="takes too long") as refusal:
        done_aside(work.sleep, advice="Print it.", limits=SHORT)
    assert refusal.value.advice == "Print it."


def test_what_never_begins_is_ended():
    with pytest.raises(IntakeError, match="takes too long"):
        done_aside(work.never_begin, limits=Limits(seconds_to_start=0.5))


def test_what_goes_on_page_by_page_may_take_longer():
    assert done_aside(work.be_slow_but_busy, 15, limits=SHORT) == 15


@pytest.mark.parametrize("hungry", [work.take_memory, work.crash])
def test_what_takes_all_memory_or_crashes_is_refused(hungry):
    with pytest.raises(IntakeError, match="too much memory"):
        done_aside(hungry, limits=SHORT)


def test_the_other_process_leaves_neither_dump_nor_log():
    assert done_aside(work.limits) == ((0, 0), logging.CRITICAL)


@pytest.mark.parametrize("hindrance", ["no_more_files", "no_program"])
def test_a_process_that_cannot_be_started_says_nothing_against_the_file(request, hindrance):
    request.getfixturevalue(hindrance)
    with pytest.raises(NotNowError, match="could not be looked at just now") as refusal:
        done_aside(work.double, 21)
    assert "try again" in refusal.value.advice
