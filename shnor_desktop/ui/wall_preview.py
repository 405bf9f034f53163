"""The plan for the wall on the screen before it is printed: on A3 as it is meant, or on A4."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ..services.documents.tree import Document
from ..services.jobs import Progress
from ..services.wall_plan import WallPlan
from .paper.pages import Pages
from .paper.preview import PreviewDialog
from .paper.wall import wall_pages

PAPER = "A3"


class WallPreview(PreviewDialog):
    """Another sheet is another layout: fewer months on a small one, never letters that nobody can read."""

    turns = False

    def __init__(self, plan: WallPlan, parent: QWidget | None = None, *, file_name: str = "") -> None:
        self._plan = plan
        super().__init__(Document((), "План на стену"), parent, file_name=file_name)

    def _build(self) -> None:
        super()._build()
        self.sheet_bar.paper_box.setCurrentText(PAPER)
        self.sheet_bar.paper_box.currentTextChanged.connect(self._paper_changed)

    def work(self) -> Callable[[Progress], object]:
        """What makes the pages."""
        return partial(_wall, self._plan, self.sheet_bar.paper)

    def _paper_changed(self, _paper: str) -> None:
        if self.is_busy():
            self.stop()
        self.lay_out()


def _wall(plan: WallPlan, paper: str, progress: Progress) -> Pages:
    return wall_pages(plan, paper, progress=progress)
