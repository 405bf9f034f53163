"""Work beside the window: one answer at a time, and none that nobody waits for any more."""

from __future__ import annotations

import threading
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject

from shnor_desktop.services.jobs import Progress
from shnor_desktop.ui.paper.worker import Beside


def endless(begun: threading.Event, progress: Progress) -> str:
    """Goes on until nobody wants it."""
    begun.set()
    while True:
        progress(0.0)


def test_the_answer_comes_in_the_windows_own_thread_after_the_end(qtbot):
    beside = Beside()
    heard: list[object] = []
    beside.ended.connect(lambda: heard.append(("ended", beside.busy)))
    beside.begin(
        lambda progress: threading.get_ident(), lambda ident: heard.append((ident, threading.get_ident(), beside.busy))
    )
    assert beside.busy
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    ended, (worker, window, busy) = heard
    assert ended == ("ended", False) and not busy
    assert worker != window == threading.get_ident()


def test_what_was_given_up_says_nothing_and_new_work_takes_its_place(qtbot):
    beside = Beside()
    heard: list[str] = []
    begun = threading.Event()
    beside.begin(partial(endless, begun), heard.append)
    assert begun.wait(10)
    beside.begin(lambda progress: "второе", heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    beside.begin(lambda progress: "третье", heard.append)
    beside.give_up()
    assert not beside.busy
    qtbot.wait(20)
    assert heard == ["второе"]


def test_whoever_asked_may_be_destroyed_while_it_works(qtbot):
    owner = QObject()
    heard: list[str] = []
    begun = threading.Event()
    Beside(owner).begin(partial(endless, begun), heard.append)
    assert begun.wait(10)
    shiboken6.delete(owner)
    qtbot.wait(20)
    assert not heard


def test_work_may_be_begun_by_the_answer_of_earlier_work(qtbot):
    beside = Beside()
    heard: list[int] = []

    def next_one(number: int) -> None:
        heard.append(number)
        if number < 3:
            beside.begin(lambda progress: number + 1, next_one)

    beside.begin(lambda progress: 1, next_one)
    qtbot.waitUntil(lambda: len(heard) == 3, timeout=10_000)
    assert heard == [1, 2, 3] and not beside.busy


def test_a_mistake_is_raised_in_the_windows_thread(qtbot):
    beside = Beside()
    over: list[bool] = []
    beside.ended.connect(lambda: over.append(True))

    def fails(progress: Progress) -> None:
        raise ValueError("ошибка")

    with qtbot.capture_exceptions() as errors:
        beside.begin(fails, lambda answer: pytest.fail("no answer was there"))
        qtbot.waitUntil(lambda: bool(over) and bool(errors), timeout=10_000)
    assert [type(error[1]) for error in errors] == [ValueError] and not beside.busy
