#!/usr/bin/env python3
"""How soon the first window stands on the screen: the frozen program against the source, in turns.

``DISPLAY=:N python3 installer/start_time.py FROZEN_PROGRAM PYTHON``, where the screen may be ``Xvfb :N -noreset`` and
the machine has xdotool. PYTHON is one that has the program's libraries; both start with an empty folder of settings,
and the first start of each is not counted.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from installer import facts
from scripts.bootstrap import say

TIMES = 11
PATIENCE = 60.0


def first_window(command: Sequence[str]) -> float:
    """Milliseconds from the command to its window on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "SHNOR_DATA_DIR": folder, "PYTHONPATH": str(facts.ROOT), "QT_QPA_PLATFORM": "xcb"}
        search = ["xdotool", "search", "--onlyvisible", "--name", facts.TITLE]
        begin = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while subprocess.run(search, capture_output=True).returncode:
                if time.perf_counter() - begin > PATIENCE:
                    raise TimeoutError(f"окна нет за {PATIENCE:.0f} с: {command[0]}")
            return (time.perf_counter() - begin) * 1000
        finally:
            process.terminate()
            process.wait()
            while not subprocess.run(search, capture_output=True).returncode:
                time.sleep(0.01)


def main(argv: Sequence[str]) -> int:
    """Medians of both and their ratio; 1 when the frozen program is the slower one by more than a twentieth."""
    if len(argv) != 2 or not shutil.which("xdotool") or not os.environ.get("DISPLAY"):
        print("DISPLAY=:N python3 installer/start_time.py ПРОГРАММА PYTHON (нужен xdotool)", file=sys.stderr)
        return 2
    commands = {"собранная": [argv[0]], "из исходного кода": [argv[1], "-m", "shnor_desktop"]}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(TIMES + 1):
        for name, command in commands.items():
            milliseconds = first_window(command)
            if turn:
                taken[name].append(milliseconds)
    medians = [statistics.median(times) for times in taken.values()]
    for (name, times), median in zip(taken.items(), medians, strict=True):
        say(f"{name}: {median:.0f} мс (от {min(times):.0f} до {max(times):.0f}, запусков {len(times)})")
    say(f"отношение: {medians[0] / medians[1]:.2f}")
    return int(medians[0] > 1.05 * medians[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
