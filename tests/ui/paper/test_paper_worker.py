"""Work in a thread of its own: result, error, cancelling, and garbage left to the window's thread."""

from __future__ import annotations

import gc
import threading

import pytest

from shnor_desktop.services.jobs import Progress
from shnor_desktop.ui.paper.worker import PaperThread


def test_the_result_comes_back_to_the_windows_thread(qtbot):
    here = threading.get_ident()
    threads: list[int] = []
    results: list[object] = []

    def work(progress: Progress) -> str:
        threads.append(threading.get_ident())
        progress(0.5)
        return "готово"

    thread = PaperThread(work)
    thread.ready.connect(results.append)
    with qtbot.waitSignals([thread.progressed, thread.ready]):
        thread.start()
    thread.wait()
    assert results == ["готово"]
    assert threads != [here]


def test_an_error_is_handed_over(qtbot):
    def work(_progress: Progress) -> None:
        raise ValueError("ours")

    thread = PaperThread(work)
    with qtbot.waitSignal(thread.failed) as signal:
        thread.start()
    thread.wait()
    assert isinstance(signal.args[0], ValueError)


def test_cancelled_work_stops_at_its_next_report_and_says_nothing(qtbot):
    reached = threading.Event()
    told: list[object] = []

    def work(progress: Progress) -> None:
        while True:
            progress(0.1)
            reached.set()

    thread = PaperThread(work)
    thread.ready.connect(told.append)
    thread.failed.connect(told.append)
    thread.start()
    assert reached.wait(10)
    thread.cancel()
    assert thread.isFinished()
    qtbot.wait(1)
    assert told == []


@pytest.mark.parametrize("fails", [False, True])
def test_no_garbage_is_collected_in_the_thread(fails):
    assert gc.isenabled()
    seen: list[bool] = []

    def work(_progress: Progress) -> None:
        seen.append(gc.isenabled())
        if fails:
            raise ValueError

    thread = PaperThread(work)
    thread.start()
    thread.wait()
    assert seen == [False]
    assert gc.isenabled()


def test_a_program_without_collection_keeps_it_off():
    gc.disable()
    try:
        thread = PaperThread(lambda _progress: None)
        thread.start()
        thread.wait()
        assert not gc.isenabled()
    finally:
        gc.enable()
