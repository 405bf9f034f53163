"""Long work beside the window: results, progress, cancel, errors."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QWidget

from shnor_desktop.models.errors import UserError
from shnor_desktop.ui.dialogs.progress import ProgressDialog
from shnor_desktop.ui.task_runner import TaskRunner


class Bench:
    """A runner with what it tells."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.failures: list[str] = []
        self.raised: list[BaseException] = []
        self.results: list[object] = []
        self.runner = TaskRunner(window, self.failures.append, self.raised.append)

    def dialog(self) -> ProgressDialog | None:
        return next((found for found in self.window.findChildren(ProgressDialog) if found.isVisible()), None)


@pytest.fixture
def bench(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Bench(window)
    yield made
    made.runner.finish()


def test_the_result_comes_to_the_windows_thread(bench: Bench, qtbot):
    threads: list[int] = []

    def work(progress) -> int:
        threads.append(threading.get_ident())
        progress(1.0)
        return 42

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        bench.results.append(result)

    assert bench.runner.run("Считаю", work, done)
    qtbot.waitUntil(lambda: bench.results == [42])
    assert threads[0] != threads[1] == threading.get_ident()
    assert not bench.runner.busy


def test_quick_work_shows_no_dialog(bench: Bench, qtbot):
    bench.runner.run("Быстро", lambda progress: 1, bench.results.append)
    qtbot.waitUntil(lambda: bench.results == [1])
    qtbot.wait(300)
    assert bench.dialog() is None


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(bench: Bench, qtbot):
    go_on = threading.Event()

    def work(progress) -> str:
        progress(0.5)
        while not go_on.wait(0.01):
            progress(0.5)
        progress(0.9)
        return "done"

    bench.runner.run("Долго", work, bench.results.append)
    qtbot.waitUntil(lambda: bench.dialog() is not None)
    dialog = bench.dialog()
    assert dialog is not None
    assert dialog.windowTitle() == "Долго"
    qtbot.waitUntil(lambda: dialog._bar.value() == 500)
    dialog.reject()
    qtbot.waitUntil(lambda: not bench.runner.busy)
    go_on.set()
    assert (bench.results, bench.failures, bench.raised) == ([], [], [])
    assert bench.dialog() is None


def test_what_the_person_can_mend_is_told(bench: Bench, qtbot):
    def work(progress) -> None:
        raise UserError("На диске нет места: освободите место.")

    bench.runner.run("Пишу", work, bench.results.append)
    qtbot.waitUntil(lambda: bench.failures == ["На диске нет места: освободите место."])
    assert bench.raised == bench.results == []
    assert not bench.runner.busy


def test_our_own_error_is_raised_into_the_hook(bench: Bench, qtbot):
    bench.runner.run("Падаю", lambda progress: 1 // 0, bench.results.append)
    qtbot.waitUntil(lambda: len(bench.raised) == 1)
    assert isinstance(bench.raised[0], ZeroDivisionError)
    assert bench.failures == bench.results == []


def test_one_job_at_a_time(bench: Bench, qtbot):
    go_on = threading.Event()
    bench.runner.run("Первая", lambda progress: go_on.wait(5), bench.results.append)
    assert not bench.runner.run("Вторая", lambda progress: 2, bench.results.append)
    assert bench.failures == ["Подождите немного: предыдущая работа ещё не закончена."]
    go_on.set()
    qtbot.waitUntil(lambda: bench.results == [True])
    assert bench.runner.run("Третья", lambda progress: 3, bench.results.append)
    qtbot.waitUntil(lambda: bench.results == [True, 3])


def test_a_job_may_start_the_next_one(bench: Bench, qtbot):
    def second(result: int) -> None:
        bench.runner.run("Вторая", lambda progress: result + 1, bench.results.append)

    bench.runner.run("Первая", lambda progress: 1, second)
    qtbot.waitUntil(lambda: bench.results == [2])


@pytest.mark.parametrize("fails", [False, True])
def test_the_end_of_the_program_waits_for_the_job_and_shows_nothing(bench: Bench, qtbot, fails: bool):
    left = threading.Event()

    def work(progress) -> None:
        try:
            while True:
                progress(0.1)
        finally:
            left.set()
            if fails:
                raise ValueError("broken at the end")

    bench.runner.run("Долго", work, bench.results.append)
    bench.runner.finish()
    assert left.is_set()
    qtbot.wait(20)
    assert (bench.results, bench.failures, bench.raised) == ([], [], [])
    bench.runner.finish()


def test_cancelling_nothing_does_nothing(bench: Bench):
    bench.runner.cancel()
    assert not bench.runner.busy
