"""Imports beside the window: told when they are there, and harmless when nobody is there to be told."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6

from shnor_desktop.ui.warm_up import WarmUp

SLOW = "import time\nwhile not __import__('os').path.exists({path!r}): time.sleep(0.001)\n"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """A module whose import takes until a file appears: its name and the file."""
    gate = tmp_path / "gate"
    (tmp_path / "slow_to_import.py").write_text(SLOW.format(path=str(gate)), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "slow_to_import", gate
    gate.touch()
    for thread in threading.enumerate():
        if thread.name == "imports":
            thread.join(10)
    sys.modules.pop("slow_to_import", None)


def test_it_is_told_once_and_in_the_windows_thread(qtbot, module: tuple[str, Path]):
    name, gate = module
    warm_up = WarmUp((name,))
    heard: list[tuple[int, bool]] = []
    warm_up.ready.connect(lambda: heard.append((threading.get_ident(), name in sys.modules)))
    warm_up.start()
    qtbot.wait(20)
    assert not heard
    gate.touch()
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    qtbot.wait(20)
    assert heard == [(threading.get_ident(), True)]


def test_whoever_asked_may_go_while_it_imports(qtbot, module: tuple[str, Path]):
    name, gate = module
    warm_up = WarmUp((name,))
    heard: list[bool] = []
    warm_up.ready.connect(lambda: heard.append(True))
    warm_up.start()
    shiboken6.delete(warm_up)
    gate.touch()
    for thread in threading.enumerate():
        if thread.name == "imports":
            thread.join(10)
    qtbot.wait(20)
    assert name in sys.modules and not heard


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_cannot_be_imported_is_told_too(qtbot):
    warm_up = WarmUp(("no_such_module_at_all",))
    with qtbot.waitSignal(warm_up.ready, timeout=10_000):
        warm_up.start()
