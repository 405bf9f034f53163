"""A tour of the window: opens the example school and takes a picture of every page and dialog.

    python3 dev.py tour [FOLDER] [--size 1366x768] [--scale 1.5] [--dark] [--text 130]
    python3 dev.py tour [FOLDER] --all      every size, scale and look, each in a folder of its own

The size is that of the screen in pixels, so that at 150 % less of the program fits. Pictures go to `build/tour` unless
another folder is named. Look at each of them for cut text, foreign words, overlaps and grey on grey before a release;
those of the README are taken by `readme_pictures.py`.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from stage import ROOT, Stage

SIZES = ("1366x768", "1920x1080")
SCALES = ("1", "1.5")
LOOKS = ("light", "dark")

DIALOGS = ("new", "guide", "keys", "about", "backups", "preview")
"""Actions that open a window of their own."""

PANELS = ("check", "find")
"""Actions that open a panel beside the page."""


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures; returns the exit status."""
    options = _options(argv)
    if options.all:
        return _all(options.folder)
    with tempfile.TemporaryDirectory() as folder:
        return _tour(options, Path(folder))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "tour")
    parser.add_argument("--size", default=SIZES[0])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--text", type=int, choices=(100, 115, 130), default=100)
    parser.add_argument("--all", action="store_true")
    return parser.parse_args(argv)


def _all(folder: Path) -> int:
    """Each in a process of its own: the scale is Qt's for the whole life of one."""
    worst = 0
    for size, scale, look in itertools.product(SIZES, SCALES, LOOKS):
        words = [str(folder / f"{size}-{float(scale) * 100:.0f}-{look}"), "--size", size, "--scale", scale]
        done = subprocess.run([sys.executable, __file__, *words, *(["--dark"] if look == "dark" else [])], check=False)
        worst = max(worst, abs(done.returncode))
    return worst


def _tour(options: argparse.Namespace, data: Path) -> int:
    width, height = (round(int(number) / options.scale) for number in options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(data, (width, height), options.scale, dark=options.dark, text=options.text)
    window = stage.program.window
    names = ["00-start"]
    stage.picture(window, options.folder / "00-start.png")
    stage.open_example()
    for number, place in enumerate(window.navigation.ids, 1):
        window.navigation.choose(place)
        names.append(f"{number:02d}")
        stage.picture(window, options.folder / f"{names[-1]}.png")
    for action in DIALOGS:
        names += stage.picture_of_windows(action, options.folder)
    for action in PANELS:
        window.actions_by_id[action].trigger()
        stage.settle(60)
        names.append(action)
        stage.picture(window, options.folder / f"{action}.png")
    stage.end()
    small = window.minimumWidth() <= width and window.minimumHeight() <= height
    print(f"Снимков: {len(names)}, папка {options.folder}" + ("" if small else "; окно больше экрана!"))
    return 0 if small else 1


if __name__ == "__main__":
    sys.exit(main())
