"""The modules that are left out are not missed: the self-test passes from source with all of them refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer.facts import ROOT

REFUSING = """
import sys
from installer.trimming import EXCLUDED_MODULES

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in EXCLUDED_MODULES):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, Refuse())
from shnor_desktop.cli import main
sys.exit(main(["--self-test", sys.argv[1]]))
"""


def test_the_program_does_all_its_work_without_what_is_left_out(tmp_path: Path):
    report = tmp_path / "отчёт.txt"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SHNOR_DATA_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", REFUSING, str(report)]
    done = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert report.is_file(), done.stderr
    assert "ПЛОХО" not in report.read_text("utf-8")
    assert done.returncode == 0
