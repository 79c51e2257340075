from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject, Slot

from portfolio_app.errors import PortfolioError
from portfolio_app.ui.tasks import TaskRunner


class Desk(QObject):
    """Receives outcomes and remembers the thread they came in on."""

    def __init__(self):
        super().__init__()
        self.results, self.errors, self.cancelled, self.threads = [], [], [], []
        self.reports = []

    @Slot(object)
    def on_done(self, result):
        self.results.append(result)
        self.threads.append(threading.current_thread())

    @Slot(object)
    def on_failed(self, error):
        self.errors.append(error)
        self.threads.append(threading.current_thread())

    @Slot()
    def on_cancelled(self):
        self.cancelled.append(True)

    @Slot(int, int, str)
    def on_progressed(self, done, total, note):
        self.reports.append((done, total, note))


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.shut_down()


def until_idle(runner, qtbot):
    return qtbot.waitSignal(runner.busy_changed, check_params_cb=lambda busy: not busy)


def test_result_returns_on_the_gui_thread(runner, qtbot):
    desk = Desk()
    with until_idle(runner, qtbot):
        runner.run(lambda progress: threading.current_thread(), done=desk.on_done)
    assert desk.results[0] is not threading.main_thread()
    assert desk.threads == [threading.main_thread()]
    assert not runner.is_busy


def test_failure_returns_on_the_gui_thread(runner, qtbot):
    desk = Desk()

    def work(progress):
        raise PortfolioError("No room left")

    with until_idle(runner, qtbot):
        runner.run(work, done=desk.on_done, failed=desk.on_failed)
    assert [str(error) for error in desk.errors] == ["No room left"]
    assert desk.threads == [threading.main_thread()]


def test_failure_without_a_handler_reaches_the_runner(runner, qtbot):
    desk = Desk()
    runner.failed.connect(desk.on_failed)

    def work(progress):
        raise PortfolioError("No room left")

    with until_idle(runner, qtbot):
        runner.run(work, done=desk.on_done)
    assert len(desk.errors) == 1


def test_cancelled_task_changes_nothing_and_says_so(runner, qtbot):
    desk, started = Desk(), threading.Event()

    def work(progress):
        while True:
            started.set()
            progress.step(0, 1, "")

    task = runner.run(
        work, done=desk.on_done, failed=desk.on_failed, cancelled=desk.on_cancelled
    )
    started.wait(5)
    with qtbot.waitSignal(task.ended):
        task.cancel()
    assert desk.cancelled == [True]
    assert not desk.results
    assert not desk.errors


def test_progress_is_reported_but_rationed(runner, qtbot):
    desk = Desk()

    def work(progress):
        for number in range(5_000):
            progress.step(number, 5_000, "counting")

    with until_idle(runner, qtbot):
        task = runner.run(work, done=desk.on_done)
        task.progressed.connect(desk.on_progressed)
    assert desk.reports[0] == (0, 5_000, "counting")
    assert len(desk.reports) < 1_000


def test_closed_screen_is_never_called_back(runner, qtbot):
    desk, gate, gone = Desk(), threading.Event(), []
    desk.destroyed.connect(lambda: gone.append(True))
    task = runner.run(lambda progress: gate.wait(5), done=desk.on_done)
    desk.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])
    with qtbot.waitSignal(task.ended):
        gate.set()
    assert not desk.results


def test_many_tasks_end_in_order(runner, qtbot):
    desk = Desk()
    with until_idle(runner, qtbot):
        for number in range(200):
            runner.run(lambda progress, n=number: n, done=desk.on_done)
    assert desk.results == list(range(200))


def test_settling_does_what_waits_and_delivers_every_answer(runner):
    desk, started = Desk(), threading.Event()

    def endless(progress):
        started.set()
        while True:
            progress.step(0, 1, "")

    def save_that_fails(progress):
        raise PortfolioError("No room left")

    runner.run(endless, done=desk.on_done, cancelled=desk.on_cancelled)
    runner.run(lambda progress: "saved", done=desk.on_done)
    runner.run(save_that_fails, done=desk.on_done, failed=desk.on_failed)
    started.wait(5)
    runner.settle()
    assert desk.cancelled == [True]
    assert desk.results == ["saved"]
    assert [str(error) for error in desk.errors] == ["No room left"]
    assert not runner.is_busy


def test_a_settled_runner_can_be_used_again(runner, qtbot):
    desk = Desk()
    runner.settle()
    with until_idle(runner, qtbot):
        runner.run(lambda progress: 42, done=desk.on_done)
    assert desk.results == [42]


def test_shutting_down_waits_for_the_work(qapp):
    runner, stopped = TaskRunner(), []

    def work(progress):
        while True:
            try:
                progress.step(0, 1, "")
            finally:
                stopped.append(True)

    runner.run(work, done=stopped.append)
    runner.shut_down()
    assert not runner._pool._threads or all(not t.is_alive() for t in runner._pool._threads)


class Dying(QObject):
    """Remembers on which thread it went, in a circle that only the collector can break."""

    def __init__(self, went):
        super().__init__()
        self.went, self.circle = went, self

    def __del__(self):
        self.went.append(threading.current_thread())


def test_nothing_is_collected_on_the_worker_however_much_it_allocates(runner, qtbot):
    went, desk = [], Desk()
    for _ in range(10):
        Dying(went)

    def work(progress):
        return len([[n] for n in range(200_000)])

    with qtbot.waitSignal(runner.busy_changed, check_params_cb=lambda busy: not busy):
        runner.run(work, done=desk.on_done)
    assert went == []
    due = [[n] for n in range(5_000)]
    qtbot.waitUntil(lambda: len(went) == 10)
    assert len(due) == 5_000
    assert set(went) == {threading.main_thread()}


def test_collecting_is_python_s_own_affair_again_when_the_work_has_ended(qapp):
    runner = TaskRunner()
    assert not gc.isenabled()
    runner.shut_down()
    assert gc.isenabled()
