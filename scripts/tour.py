"""A tour of the window: opens the example school and takes a picture of every page.

    python3 dev.py tour [FOLDER] [--size 1366x768] [--scale 1.5]

Pictures go to `build/tour` unless another folder is named. Look at each of them for cut text, foreign words, overlaps
and grey on grey before a release; the best are copied to `docs/pictures` for the README.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0
"""Seconds to wait for the program to be ready."""


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures; returns the exit status."""
    options = _options(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SHNOR_DATA_DIR"] = folder
        sys.path.insert(0, str(ROOT))
        return _tour(options, Path(folder))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "tour")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", type=float, default=1.0)
    return parser.parse_args(argv)


def _tour(options: argparse.Namespace, data: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from shnor_desktop.app import Arguments, Program
    from shnor_desktop.services.demo import make_demo
    from shnor_desktop.ui.theme import apply_theme
    from shnor_desktop.ui.translation import speak_russian

    width, height = (int(number) for number in options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["tour"])
    assert isinstance(app, QApplication)
    speak_russian(app)
    apply_theme(app)

    program = Program(app, Arguments(), data)
    program.window.resize(width, height)
    program.start()
    _wait(app, lambda: hasattr(program, "commands"))
    _picture(app, program.window, options.folder / "00-start.png")

    school = data / "Школа.shnor"
    make_demo(school)
    program.dispatcher.call("files.open_path", school)
    navigation = program.window.navigation
    _wait(app, lambda: bool(navigation.ids))
    for number, place in enumerate(navigation.ids, 1):
        navigation.choose(place)
        _picture(app, program.window, options.folder / f"{number:02d}.png")
    program.window.close()
    program.end()
    print(f"Снимков: {len(navigation.ids) + 1}, папка {options.folder}")
    return 0


def _wait(app: object, ready: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise SystemExit("Программа не открылась за отведённое время.")
        QApplication.processEvents()
        time.sleep(0.01)


def _picture(app: object, window: object, path: Path) -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(window, QWidget)
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.01)
    window.grab().save(str(path))


if __name__ == "__main__":
    sys.exit(main())
