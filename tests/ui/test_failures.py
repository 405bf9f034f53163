"""Errors that nobody caught: which are told, which are reported, what the log holds."""

from __future__ import annotations

import errno
import logging
import re
import sqlite3
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from shnor_desktop.models.errors import UserError
from shnor_desktop.ui.failures import Failures, close_log, log, open_log, told
from shnor_desktop.ui.reports import report_of


def caught(action) -> BaseException:
    try:
        action()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def read_only_write(path: Path) -> BaseException:
    sqlite3.connect(path).execute("CREATE TABLE t (a)").connection.close()
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(f"file:{path}?mode=ro", uri=True))
    try:
        with engine.connect() as connection:
            return caught(lambda: connection.execute(text("INSERT INTO t VALUES (1)")))
    finally:
        engine.dispose()


def test_the_environments_errors_are_told(tmp_path: Path):
    assert told(UserError("Закройте файл в Word.")) == "Закройте файл в Word."
    error = read_only_write(tmp_path / "a.db")
    assert isinstance(error, OperationalError)
    assert told(error) == "Файл школы не отвечает: туда нельзя записывать. Сохраните копию в другую папку."
    assert told(OSError(errno.ENOSPC, "full")).startswith("Не получилось: на диске не осталось места")
    assert told(PermissionError(errno.EACCES, "no")).startswith("Не получилось: ")


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("a"), OSError(errno.EINVAL, "odd"), AssertionError()])
def test_our_own_errors_are_not_told(error: BaseException):
    assert told(error) == ""


def test_a_wrong_statement_is_our_own_error():
    connection = sqlite3.connect(":memory:")
    assert told(caught(lambda: connection.execute("SELECT nothing FROM nowhere"))) == ""
    connection.close()


def test_the_report_names_versions_and_the_place_of_the_error():
    report = report_of(caught(lambda: int("семь")))
    assert "Программа школы" in report
    assert "Qt 6" in report
    assert "ValueError" in report
    assert "test_failures.py" in report
    assert report.startswith("Отчёт № ")


def test_the_same_fault_has_the_same_number():
    def number(text: str) -> str:
        return report_of(caught(lambda: int(text))).splitlines()[0]

    assert number("семь") == number("восемь")
    assert number("семь") != report_of(caught(lambda: [][1])).splitlines()[0]


@pytest.mark.parametrize(
    "words",
    [
        "invalid literal: 'Иванова Анна'",
        "Школа № 5 не найдена",
        "/home/ivanova/school/a.shnor is gone",
        "C:\\Users\\Ivanova\\a.shnor is gone",
        'name "Ivanova" at line 3',
        "phone 89161234567",
        "[parameters: ('Ivanova', 'Anna')]",
    ],
)
def test_no_data_of_the_school_is_in_a_report(words: str):
    def fail() -> None:
        raise ValueError(words) from KeyError(words)

    report = report_of(caught(fail))
    assert "ValueError" in report and "KeyError" in report
    body = report.split("\n\n", 1)[1]
    assert not re.search("[а-яё]|ivanova|anna|8916", body, re.IGNORECASE), body
    assert str(Path.home()) not in report


@pytest.fixture
def journal(tmp_path: Path):
    path = open_log(tmp_path / "данные")
    assert path is not None
    yield path
    close_log()


@pytest.fixture
def failures(qtbot, capsys):
    """The hook with what it showed; pytest-qt's own hook stays out of it."""
    shown: list[tuple[str, str]] = []
    made = Failures(lambda text: shown.append(("told", text)), lambda text: shown.append(("report", text)))
    before = sys.excepthook, threading.excepthook
    yield made, shown
    sys.excepthook, threading.excepthook = before


def test_an_error_of_ours_is_logged_and_reported(failures, journal: Path, qtbot):
    hook, shown = failures
    hook.take(caught(lambda: int("семь")))
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert shown[0][0] == "report"
    assert "семь" not in shown[0][1]
    assert "ValueError" in journal.read_text("utf-8")


def test_an_error_of_the_environment_is_only_told(failures, journal: Path, qtbot):
    hook, shown = failures
    hook.take(UserError("Освободите место."))
    qtbot.waitUntil(lambda: shown == [("told", "Освободите место.")])
    assert journal.read_text("utf-8") == ""


def test_errors_of_other_threads_come_to_the_window(failures, qtbot):
    hook, shown = failures
    hook.install()
    thread = threading.Thread(target=int, args=("семь",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(shown) == 1)
    hook.uninstall()
    assert sys.excepthook is sys.__excepthook__


def test_of_a_storm_one_is_shown_and_all_are_logged(qtbot, journal: Path, capsys):
    shown: list[str] = []

    def report(text: str) -> None:
        shown.append(text)
        if len(shown) == 1:  # a dialog runs an event loop of its own
            for _ in range(3):
                failures.take(caught(lambda: int("семь")))
            qtbot.wait(20)

    failures = Failures(shown.append, report)
    failures.take(caught(lambda: int("семь")))
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1
    assert journal.read_text("utf-8").count("Traceback") == 4


def test_ctrl_c_is_no_error(failures, qtbot, capsys):
    hook, shown = failures
    hook.take(KeyboardInterrupt())
    qtbot.wait(10)
    assert shown == []


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert open_log(blocked / "below") is None
    assert not [handler for handler in log.handlers if isinstance(handler, logging.FileHandler)]


def test_a_log_that_has_grown_makes_way(tmp_path: Path):
    path = open_log(tmp_path)
    assert path is not None
    log.error("старое " * 100_000)
    close_log()
    path = open_log(tmp_path)
    assert path is not None
    log.error("новое")
    close_log()
    assert "старое" not in path.read_text("utf-8")
    assert "старое" in path.with_suffix(".old.log").read_text("utf-8")
