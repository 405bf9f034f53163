"""What is shown while no file is open: four ways to begin, and the files that were open before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from .icons import icon

WAYS: tuple[tuple[str, str, str, str], ...] = (
    (
        "example",
        "Открыть пример школы",
        "Готовая программа выдуманной школы",
        "files.example",
    ),
    ("new", "Новая программа", "Пустая форма со всеми разделами", "files.create"),
    ("open", "Открыть файл…", "Файл школы с окончанием .shnor", "files.choose"),
    ("import", "Импортировать из Word…", "Взять программу, которая уже есть документом", "importing.import_word"),
)
"""Icon, text, what it is for, handler."""

_TILE, _PICTURE = QSize(330, 76), QSize(28, 28)


class StartPage(QScrollArea):
    """The page of a window without a file."""

    def __init__(
        self, call: Callable[[str], object], open_recent: Callable[[Path], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Начало работы")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._open_recent = open_recent
        self._links: list[QPushButton] = []
        content = QWidget()
        outer = QHBoxLayout(content)
        column = QVBoxLayout()
        column.setContentsMargins(22, 40, 22, 22)
        column.setSpacing(8)
        column.addWidget(_label("Программа школы", "title"))
        column.addWidget(_label("Программа повышения качества образования: от формы до готового документа", "hint"))
        column.addSpacing(14)
        column.addLayout(_tiles(call))
        column.addSpacing(22)
        self._heading = _label("Недавние файлы", "heading")
        column.addWidget(self._heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        column.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(column)
        outer.addStretch(1)
        self.setWidget(content)
        self._first = next(tile for tile in content.findChildren(QPushButton) if tile.property("kind") == "tile")
        self.show_recent(())

    @property
    def first(self) -> QPushButton:
        """The first way to begin."""
        return self._first

    @property
    def recent_buttons(self) -> list[QPushButton]:
        """The links to recent files."""
        return list(self._links)

    def show_recent(self, paths: Iterable[Path]) -> None:
        """List these files."""
        for link in self._links:
            self._recent.removeWidget(link)
            link.hide()  # it is gone only when the event loop is back: a box may stand before that
            link.deleteLater()
        self._links = [self._link(path) for path in paths]
        for link in self._links:
            self._recent.addWidget(link)
        self._heading.setVisible(bool(self._links))

    def _link(self, path: Path) -> QPushButton:
        link = QPushButton(f"{path.stem}   ·   {path.parent}")
        link.setProperty("kind", "link")
        link.setToolTip(str(path))
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(partial(self._clicked, path))
        return link

    def _clicked(self, path: Path, _checked: bool = False) -> None:
        self._open_recent(path)


def _tiles(call: Callable[[str], object]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(12)
    for index, (picture, text, purpose, handler) in enumerate(WAYS):
        tile = QPushButton()
        tile.setObjectName(f"start_{picture}")
        tile.setProperty("kind", "tile")
        tile.setIcon(icon(picture))
        tile.setIconSize(_PICTURE)
        tile.setAccessibleName(text)
        tile.setAccessibleDescription(purpose)
        tile.setCursor(Qt.CursorShape.PointingHandCursor)
        tile.setMinimumSize(_TILE)
        row = QHBoxLayout(tile)
        row.setContentsMargins(14 + _PICTURE.width() + 14, 8, 14, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(_label(text, "heading"))
        words.addWidget(_label(purpose, "hint"))
        words.addStretch(1)
        row.addLayout(words, 1)
        for label in tile.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        tile.clicked.connect(partial(_begin, call, handler))
        grid.addWidget(tile, index // 2, index % 2)
    return grid


def _begin(call: Callable[[str], object], handler: str, _checked: bool = False) -> None:
    call(handler)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(role == "hint")
    return label
