"""On what sheet pages are printed: its size, and whether it stands or lies whatever the pages do."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from shnor_desktop.ui.paper.fitting import AS_IS, LYING, UPRIGHT
from shnor_desktop.ui.paper.pages import PAPERS_MM

_TURNS = ((AS_IS, "Как в документе"), (UPRIGHT, "Книжная"), (LYING, "Альбомная"))


class SheetBar(QWidget):
    """Two small choices beside the button that prints."""

    def __init__(self, *, turns: bool = True) -> None:
        super().__init__()
        self.paper_box = QComboBox()
        self.paper_box.setAccessibleName("Лист")
        self.paper_box.setToolTip("На каком листе печатать и сохранять в PDF: страницы займут его целиком")
        self.paper_box.addItems(list(PAPERS_MM))
        self.turn_box = QComboBox()
        self.turn_box.setAccessibleName("Ориентация")
        self.turn_box.setToolTip("Как лежит лист: по-своему у каждой страницы или одинаково у всех")
        for turn, name in _TURNS:
            self.turn_box.addItem(name, turn)
        label = QLabel("Лист")
        label.setBuddy(self.paper_box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self.paper_box, self.turn_box):
            layout.addWidget(widget)
        self.turn_box.setVisible(turns)

    @property
    def paper(self) -> str:
        """The sheet's name."""
        return self.paper_box.currentText()

    @property
    def turn(self) -> str:
        """How all sheets lie; empty: each page as it is."""
        return str(self.turn_box.currentData())
