"""A tour of the window: opens the example school and takes a picture of every page.

    python3 dev.py tour [FOLDER] [--size 1366x768] [--scale 1.5]

Pictures go to `build/tour` unless another folder is named. Look at each of them for cut text, foreign words, overlaps
and grey on grey before a release; the best are copied to `docs/pictures` for the README.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from stage import ROOT, Stage


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures; returns the exit status."""
    options = _options(argv)
    with tempfile.TemporaryDirectory() as folder:
        return _tour(options, Path(folder))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "tour")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", type=float, default=1.0)
    return parser.parse_args(argv)


def _tour(options: argparse.Namespace, data: Path) -> int:
    width, height = (int(number) for number in options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(data, (width, height), options.scale)
    window = stage.program.window
    stage.picture(window, options.folder / "00-start.png")
    stage.open_example()
    places = window.navigation.ids
    for number, place in enumerate(places, 1):
        window.navigation.choose(place)
        stage.picture(window, options.folder / f"{number:02d}.png")
    stage.end()
    print(f"Снимков: {len(places) + 1}, папка {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
