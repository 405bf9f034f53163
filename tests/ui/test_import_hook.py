"""PySide's hook on `import` is off in the program, and Qt works without it."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import pytest

from shnor_desktop.ui.import_hook import HOOK, take_off

ROOT = Path(__file__).resolve().parent.parent.parent


def hook_after(statement: str) -> str:
    program = f"import builtins, PySide6.QtWidgets\n{statement}\nprint(builtins.__import__.__name__)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_pyside_puts_a_hook_there_and_the_program_takes_it_off():
    assert hook_after("") == HOOK  # else `import_hook` can go
    assert hook_after("import shnor_desktop.app") != HOOK


def test_another_s_import_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    def somebody_s(*arguments: object, **named: object) -> object:
        return builtins.__orig_import__(*arguments, **named)  # type: ignore[attr-defined]

    monkeypatch.setattr(builtins, "__import__", somebody_s)
    assert not take_off()
    assert builtins.__import__ is somebody_s
