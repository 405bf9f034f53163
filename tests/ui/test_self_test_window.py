"""`--self-test` as a person starts it: a process of its own, a report in a file, an exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def run(tmp_path: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    own = {"PYTHONPATH": str(ROOT), "SHNOR_DATA_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", **env}
    command = [sys.executable, "-m", "shnor_desktop", "--self-test", *arguments]
    environment = {**os.environ, **own}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120)


def test_the_source_is_whole_and_says_so_in_a_file(tmp_path: Path):
    out = tmp_path / "отчёт.txt"
    done = run(tmp_path, str(out))
    text = out.read_text("utf-8")
    assert done.returncode == 0, text + done.stderr
    assert "ПЛОХО" not in text
    assert "Итог: всё работает" in text
    for part in ("Word", "Excel", "PDF", "Окно", "Русские кнопки", "Шрифт бумаги", "График"):
        assert f"[хорошо] {part}: " in text
    assert {path.name for path in tmp_path.iterdir()} == {"отчёт.txt"}  # nothing of the test stays in her folder


@pytest.mark.parametrize("arguments", [("a.txt", "b.txt"), ("--what",)])
def test_a_mistyped_command_is_told_in_one_line(tmp_path: Path, arguments: tuple[str, ...]):
    done = run(tmp_path, *arguments)
    assert (done.returncode, done.stderr) == (
        2,
        "Команда записана неверно: shnor-desktop --self-test [ОТЧЁТ.txt].\n",
    )
