"""The pictures of the guide, taken from the real window with the example school.

    python3 scripts/guide_pictures.py [FOLDER] [--only NAME]

They go to `resources/guide/pictures` unless another folder is named. The window is as wide as a page of the guide can
show without shrinking; what a sentence points at gets a numbered frame. Look at each picture afterwards.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import guide_pages as pages
import guide_windows as windows
from guide_studio import WINDOW, Shot, Studio
from stage import ROOT, Stage

BEFORE_OPENING: tuple[Shot, ...] = (pages.start, windows.new)
WITH_EXAMPLE: tuple[Shot, ...] = (
    windows.word,
    pages.overview,
    pages.news,
    pages.sections,
    pages.search,
    pages.looks,
    pages.title,
    pages.passport,
    pages.texts,
    windows.results_text,
    pages.plans,
    pages.arrange,
    pages.periods,
    pages.picker,
    pages.offers,
    windows.people,
    pages.excel,
    windows.bank,
    pages.indicators,
    pages.course,
    pages.tables,
    pages.schedule,
    pages.appendices,
    pages.diary,
    windows.take,
    windows.moves,
    windows.papers,
    windows.packet,
    windows.books,
    windows.safety,
    pages.check,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources" / "guide" / "pictures")
    parser.add_argument("--only", default="", help="take this picture alone")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as data:
        stage = Stage(Path(data), WINDOW)
        studio = Studio(stage, options.folder)
        for shots, prepare in ((BEFORE_OPENING, None), (WITH_EXAMPLE, stage.open_example)):
            if prepare is not None:
                prepare()
            for shot in shots:
                if options.only in ("", shot.__name__):
                    studio.shoot(shot.__name__, shot)
        stage.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
