"""Imports beside the window: told when they are there, and harmless when nobody is there to be told."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import shiboken6

from shnor_desktop.ui.warm_up import PAGES, PageImports, WarmUp

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


def test_pages_are_imported_one_by_one_in_the_windows_thread(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    names = ["page_to_come_a", "page_to_come_b"]
    for name in names:
        (tmp_path / f"{name}.py").write_text("import threading\nTHREAD = threading.get_ident()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    imports = PageImports(names)
    imports.start()
    qtbot.waitUntil(lambda: names[0] in sys.modules, timeout=10_000)
    assert names[1] not in sys.modules
    qtbot.waitUntil(lambda: names[1] in sys.modules, timeout=10_000)
    made = [sys.modules.pop(name) for name in names]
    assert {module.THREAD for module in made} == {threading.get_ident()}


def test_the_pages_to_import_are_there():
    assert all(find_spec(name) for name in PAGES)
