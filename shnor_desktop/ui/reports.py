"""The text of a report that a person may send: versions, places in the program, a number; nothing of the school's.

Messages of errors quote what somebody typed and paths name people, so both are taken out.
"""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import qVersion

from .. import __version__

PACKAGE = "shnor_desktop"
_QUOTED = re.compile(r"""["'«“].*""", re.DOTALL)
_FOREIGN = re.compile(r"[^\x20-\x7e]+")
_DIGITS = re.compile(r"\d{3,}")
_PLACE = re.compile(r"(?:[A-Za-z]:)?[/\\][^\s:;,)]*")
_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")
_FAULT_FILE = re.compile(r'File "([^"]*)"')


def report_of(error: BaseException) -> str:
    """The report of an exception that nobody caught."""
    return _whole("\n".join(_told(error)))


def report_of_crash(left: str) -> str:
    """The report of a process that the system ended, from what it left behind."""
    left = _ADDRESS.sub("…", left)  # another one each time
    lines = (_FAULT_FILE.sub(lambda found: f'File "{_short(found[1])}"', line) for line in left.splitlines())
    return _whole("\n".join(lines))


def number_of(report: str) -> str:
    """The number of a report: the same for the same places in the program."""
    return hashlib.sha256(report.encode()).hexdigest()[:6].upper()


def _whole(body: str) -> str:
    import platform

    head = f"Программа школы {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"Отчёт № {number_of(body)}\n{head}\n{platform.platform()}\n\n{body}\n"


def _told(error: BaseException) -> Iterator[str]:
    """The chain of exceptions, first cause first: places, kinds, and words without data."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
        yield ""
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}: {_code(frame)}"
    words = _without_data(str(error))
    yield f"{type(error).__name__}: {words}" if words else type(error).__name__


def _code(frame: traceback.FrameSummary) -> str:
    """A line of the program itself; of anything else only its place is told."""
    return (frame.line or "").strip() if PACKAGE in Path(frame.filename).parts else "…"


def _without_data(text: str) -> str:
    """The words of an error up to what it quotes: neither texts nor names nor long numbers."""
    for pattern in (_QUOTED, _PLACE, _FOREIGN, _DIGITS):
        text = pattern.sub("…", text)
    return text[:300]


def _short(path: str) -> str:
    """A file of the program by its place in the program; another one by its name."""
    parts = path.replace("\\", "/").split("/")
    return "/".join(parts[parts.index(PACKAGE) :]) if PACKAGE in parts else parts[-1]
