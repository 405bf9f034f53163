"""The pictures of the README: the whole window of a small notebook with the example school.

    python3 scripts/readme_pictures.py [FOLDER]

They go to `docs/pictures` unless another folder is named. Look at each picture afterwards.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from guide_studio import Shot, Studio
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from stage import ROOT, Stage

SCREEN = (1366, 768)


def overview(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The first page."""
    studio.window.navigation.choose(-1)
    return _whole(studio)


def roadmap(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The roadmap on a row that has sub-items and stands in the diary too."""
    page = studio.go("roadmap")
    page.view.setCurrentIndex(page.model.index(3, page.model.column_of("text")))
    return _whole(studio)


def appendix(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """Приложение 1 with its computed shares."""
    studio.go("appendix_1")
    return _whole(studio)


def indicators(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """An indicator with its strip and its chart."""
    studio.window.resize(*SCREEN)
    page = studio.go("indicators")
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("text")))
    studio.stage.settle()
    page.toggle_chart()
    studio.stage.wait(lambda: page.course.card.plot is not None)
    studio.after = page.toggle_chart
    return _whole(studio)


def dark(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    """The diary in dark."""
    from shnor_desktop.ui.appearance import DARK_LOOK, LIGHT_LOOK

    studio.stage.program.appearance.choose(DARK_LOOK)
    page = studio.go("diary")
    page.view.setCurrentIndex(page.model.index(1, page.model.column_of("percent")))
    studio.after = lambda: studio.stage.program.appearance.choose(LIGHT_LOOK)
    return _whole(studio)


def _whole(studio: Studio) -> tuple[QWidget, QRect, list[QRect]]:
    studio.window.resize(*SCREEN)
    studio.stage.settle(80)
    return studio.window, studio.window.rect(), []


SHOTS: tuple[Shot, ...] = (overview, roadmap, appendix, indicators, dark)


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="Документы-") as data:  # the path stands at the foot of the window
        stage = Stage(Path(data), SCREEN)
        stage.open_example()
        studio = Studio(stage, options.folder)
        for shot in SHOTS:
            studio.shoot(shot.__name__, shot)
        stage.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
