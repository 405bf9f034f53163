"""A tour of the window: opens the example school and takes a picture of every page, dialog and panel.

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
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import guide_pages as pages
import guide_windows as windows
from guide_studio import Shot, Studio
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QTabBar, QWidget
from stage import ROOT, Stage

from shnor_desktop.ui.dialogs.sizes import AROUND

SIZES = ("1366x768", "1920x1080")
SCALES = ("1", "1.5")
LOOKS = ("light", "dark")

WINDOWS = (
    *("new", "guide", "keys", "about", "backups", "people", "other_form", "page_look"),
    *("results_text", "results_table", "packet", "reports", "consolidate"),
    *("preview", "print", "print_roadmap", "wall_plan"),
)
"""Actions that open a window of their own."""

SHOTS: tuple[Shot, ...] = (
    *(windows.word, windows.results_text, windows.bank, windows.take, windows.moves, windows.packet, windows.books),
    *(windows.safety, pages.picker),
)
"""Windows as the guide shows them, with something in them; here they fit the screen."""

STATES: tuple[Shot, ...] = (pages.search, pages.course, pages.offers, pages.news, pages.arrange, pages.check)
"""Pages as the guide shows them, with something done on them; here in the whole window."""

PANELS = ("preview_beside",)
"""Actions that open a panel beside the page."""

_DRAWN = 60
"""Rounds in which a chart is drawn."""


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
    tour = Tour(Studio(stage, options.folder), options.folder, (width, height))
    tour.picture("00-start")
    stage.open_example()
    tour.see_pages()
    for action in WINDOWS:
        tour.see_windows(action, stage.program.window.actions_by_id[action].trigger)
    for shot in SHOTS:
        tour.see_dialog(shot)
    for shot in STATES:
        tour.see_state(shot)
    for action in PANELS:
        stage.program.window.actions_by_id[action].trigger()
        stage.settle(_DRAWN)
        tour.picture(action)
    window = stage.program.window
    small = window.minimumWidth() <= width and window.minimumHeight() <= height
    for fault in (*tour.faults, *([] if small else ["Окно больше экрана."])):
        print(fault)
    print(f"Снимков: {len(tour.names)}, папка {options.folder}")
    stage.end()
    return 1 if tour.faults or not small else 0


class Tour:
    """Goes everywhere with a camera; `faults` are windows that do not fit the screen."""

    def __init__(self, studio: Studio, folder: Path, screen: tuple[int, int]) -> None:
        self.names: list[str] = []
        self.faults: list[str] = []
        self._studio = studio
        self._stage = studio.stage
        self._folder = folder
        self._screen = screen

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window, or of another one."""
        self.names.append(name)
        self._stage.picture(widget or self._studio.window, self._folder / f"{name}.png")

    def see_pages(self) -> None:
        """Every page, every view of the analysis, and what opens on the pages."""
        for number, place in enumerate(self._studio.window.navigation.ids, 1):
            self._studio.window.navigation.choose(place)
            self._stage.settle()
            page = self._studio.desk.page
            kind = type(page).__name__.removesuffix("Page").lower()
            tabs = getattr(page, "tabs", None)
            if kind == "analysis":
                self._stage.wait(lambda page=page: bool(page.views))
            for tab in range(tabs.count() if isinstance(tabs, QTabBar) else 1):
                if isinstance(tabs, QTabBar):
                    tabs.setCurrentIndex(tab)
                    self._stage.settle(_DRAWN)
                self.picture(f"{number:02d}-{kind}" + (f"-{tab}" if isinstance(tabs, QTabBar) else ""))
            if opens := OPENED.get(kind):
                self.see_windows(f"{number:02d}-{kind}-window", partial(opens, page))

    def see_windows(self, name: str, open_them: Callable[[], object]) -> None:
        """What opens when something is done."""
        self.names += self._stage.picture_of_windows(name, self._folder, open_them, self._check)

    def see_dialog(self, shot: Shot) -> None:
        """A window of the guide, made to fit the screen."""
        dialog = self._shown(shot)[0]
        dialog.resize(dialog.size().boundedTo(QSize(self._screen[0] - AROUND, self._screen[1] - AROUND)))
        self._stage.settle()
        self._check(shot.__name__, dialog)
        self.picture(f"w-{shot.__name__}", dialog)
        dialog.close()
        self._end_shot()

    def see_state(self, shot: Shot) -> None:
        """A page of the guide, in a window as large as the screen."""
        self._shown(shot)
        self._studio.window.resize(*self._screen)
        self._stage.settle(_DRAWN)
        self.picture(f"p-{shot.__name__}")
        self._end_shot()

    def _shown(self, shot: Shot) -> tuple[QWidget, QRect, list[QRect]]:
        self._studio.window.resize(*self._screen)
        return shot(self._studio)

    def _end_shot(self) -> None:
        for popup in self._studio.over:
            popup.close()
        self._studio.over.clear()
        if self._studio.after is not None:
            self._studio.after()
            self._studio.after = None

    def _check(self, name: str, widget: QWidget) -> None:
        if widget.width() > self._screen[0] or widget.height() > self._screen[1]:
            self.faults.append(f"{name}: окно {widget.width()}×{widget.height()} больше экрана.")


OPENED: dict[str, Callable[[Any], object]] = {
    "results": lambda page: page.add_action.trigger(),
    "risks": lambda page: (page.signs.setFocus(), page.answer_action.trigger()),
    "analysis": lambda page: page.card.insert.click(),
}
"""What opens a window on a page, by the kind of page."""


if __name__ == "__main__":
    sys.exit(main())
