"""Benchmarks work and say a ratio. How long anything takes is never a test: machines differ."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benchmarks"
NAMES = ("startup", "editing", "export", "importing", "results", "monitoring", "tables", "paper")


def call(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(FOLDER / script), *arguments]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120)


def test_every_benchmark_is_named():
    scripts = {path.stem for path in FOLDER.glob("*.py")}
    assert scripts == {*NAMES, "run", "measure", "sample"}


@pytest.mark.parametrize("name", NAMES)
def test_it_says_ratios(name: str):
    done = call(f"{name}.py", "--tiny", "--json")
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    assert lines and all(line["ratio"] > 0 and line["ours"] > 0 and line["theirs"] > 0 for line in lines)


def test_one_table_for_what_is_asked():
    done = call("run.py", "editing", "--tiny")
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| правка")]
    assert len(rows) == 6 and all("×" in row for row in rows)


def test_an_unknown_name_is_refused():
    done = call("run.py", "editting")
    assert done.returncode == 2 and "editting" in done.stderr


def test_the_table_goes_between_its_marks(tmp_path: Path):
    paper = tmp_path / "paper.md"
    paper.write_text("до\n<!-- benchmarks: begin -->\nстарое\n<!-- benchmarks: end -->\nпосле\n", "utf-8")
    program = f"import pathlib, run; run.write('новое', pathlib.Path({str(paper)!r}))"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(FOLDER), str(ROOT)))}
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program], env=env, check=True)
    assert paper.read_text("utf-8") == "до\n<!-- benchmarks: begin -->\nновое\n<!-- benchmarks: end -->\nпосле\n"
