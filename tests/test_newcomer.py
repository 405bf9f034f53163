"""The newcomer's hour goes through to the end, and the paper says what it took."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
PAPER = ROOT / "docs" / "newcomer-hour.md"


def call(*command: str) -> subprocess.CompletedProcess[str]:
    folders = os.pathsep.join((str(SCRIPTS), str(ROOT)))
    env = {**os.environ, "PYTHONPATH": folders, "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, *command]
    return subprocess.run(words, env=env, capture_output=True, encoding="utf-8", check=False, timeout=400)


def test_she_comes_through_and_the_paper_says_so(tmp_path: Path):
    made = tmp_path / "hour.md"
    done = call(str(SCRIPTS / "newcomer.py"), str(made))
    assert done.returncode == 0, done.stderr
    assert "does not belong" not in done.stderr
    stale = "Страница устарела: выполните python3 dev.py newcomer."
    assert made.read_text("utf-8") == PAPER.read_text("utf-8"), stale


def test_a_step_that_does_not_work_is_named(tmp_path: Path):
    program = (
        "import sys, newcomer, newcomer_data as data\n"
        "data.BANK = (('математике', ('Показатель, которого нигде нет',), ('1',)), data.BANK[1])\n"
        f"sys.exit(newcomer.main([{str(tmp_path / 'hour.md')!r}]))"
    )
    done = call("-c", program)
    assert done.returncode == 1 and "Показатели: в банке" in done.stderr
    assert not (tmp_path / "hour.md").exists()


def test_what_is_not_in_the_document_is_named(tmp_path: Path):
    program = (
        "import sys, newcomer, newcomer_data as data, newcomer_steps as steps\n"
        "steps.Newcomer.export = lambda self, export=steps.Newcomer.export: (\n"
        "    export(self), setattr(data, 'COVERAGE', ('двенадцать человек',)))\n"
        "steps.STEPS = (*steps.STEPS[:-1], (steps.STEPS[-1][0], steps.Newcomer.export))\n"
        f"sys.exit(newcomer.main([{str(tmp_path / 'hour.md')!r}]))"
    )
    done = call("-c", program)
    assert done.returncode == 1 and "В документе нет набранного: двенадцать человек" in done.stderr
