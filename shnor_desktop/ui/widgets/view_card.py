"""One view of the analysis: chart, legend, what is to be said of it, the same numbers as a table, and ways out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...services.files import write_aside
from ...services.jobs import Progress
from ...services.tabular import Block
from ..file_dialogs import FileDialogs, documents_folder, file_name
from ..messages import Messages
from ..paper.worker import Beside
from ..settings import Settings
from ..warm_up import WarmUp
from .chart_card import PNG, SVG

if TYPE_CHECKING:
    from ...services.results.views_model import View
    from ..view_charts import ViewChart

MODULE = "shnor_desktop.ui.view_charts"
_AFTER_PAINT = 150
_LEAST = 240
_WAIT = "Готовлю график…"
_MISSING = "График не показать: установите программу заново."

Index = QModelIndex | QPersistentModelIndex


class NumbersModel(QAbstractTableModel):
    """The numbers of a view as texts; the first row of its table is the heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: Sequence[Sequence[str]] = ((),)

    def show_table(self, table: Sequence[Sequence[str]]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.table = table or ((),)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows below the heading."""
        return 0 if parent.isValid() else len(self.table) - 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Columns of the heading."""
        return 0 if parent.isValid() else len(self.table[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A number as it is printed; numbers stand in the middle."""
        if not index.isValid():
            return None
        row = self.table[index.row() + 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.table[0][section] if section < len(self.table[0]) else ""
        return None


class NumbersView(QTableView):
    """Read-only; Ctrl+C copies the selected cells, or all with their headings, for Excel and Word."""

    def __init__(self, model: NumbersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = model
        self.setModel(model)
        self.setAccessibleName("Числа графика")
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setMinimumHeight(90)

    def keyPressEvent(self, event: Any) -> None:
        """Copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected cells on the clipboard; with one or none, the whole table."""
        from ..clipboard import write_block  # what knows the clipboard's forms is read when it is used

        chosen = self.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        if len(chosen) < 2:
            texts = [list(row) for row in self._numbers.table]
        else:
            texts = [[str(self._numbers.index(row, column).data()) for column in columns] for row in rows]
        write_block(Block(tuple(tuple(row) for row in texts)))


class ViewCard(QFrame):
    """Shows one view; `show_view` may be called before the drawing module is there."""

    insert_asked = Signal()
    """The picture is wanted in the document."""

    def __init__(self, settings: Settings | None, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._settings, self._attempt = settings, attempt
        self._module: ModuleType | None = sys.modules.get(MODULE)
        self._warm_up: WarmUp | None = None
        self._beside = Beside(self)
        self._drawing: Iterator[QImage | None] | None = None
        self._then: Callable[[bytes], None] | None = None
        self.view: View | None = None
        self.chart: ViewChart | None = None
        self._made: ViewChart | None = None
        self._build()

    def _build(self) -> None:
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.insert = self._button(
            "Вставить в документ…", "График с подписью – в раздел программы", self.insert_asked.emit
        )
        self.copy = self._button("Копировать", "Скопировать график – вставьте его в Word", self._copy)
        self.save = self._button("Сохранить", "Сохранить график картинкой")
        menu = QMenu(self.save)
        for kind, text in ((PNG, "Картинка PNG…"), (SVG, "Картинка SVG, чёткая в любом размере…")):
            menu.addAction(text).triggered.connect(partial(self._save, kind))
        self.save.setMenu(menu)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        for button in (self.insert, self.copy, self.save):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.message = QLabel(_WAIT)
        self.message.setProperty("role", "hint")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(_LEAST)
        self.stack.addWidget(self.message)
        self.legend, self.notes = QLabel(), QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.notes.setProperty("role", "hint")
        for label in (self.legend, self.notes):
            label.setWordWrap(True)
        self.numbers = NumbersModel(self)
        self.table = NumbersView(self.numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.stack, 3)
        column.addWidget(self.legend)
        column.addWidget(self.notes)
        column.addWidget(self.table, 2)

    def _button(self, text: str, tip: str, act: Callable[[], None] | None = None) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "link")
        button.setToolTip(tip)
        if act is not None:
            button.clicked.connect(act)
        return button

    # what is shown

    def show_view(self, view: View) -> None:
        """Show this one."""
        self.view = view
        self.title.setText(f"{view.title}, {view.unit}" if view.unit else view.title)
        self.notes.setText("\n".join(view.notes))
        self.notes.setVisible(bool(view.notes))
        self.numbers.show_table(view.table)
        self.table.resizeColumnsToContents()
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: what is drawn is drawn again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.view is not None:
            QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        ready = self._module is not None and self.view is not None
        for button in (self.insert, self.copy, self.save):
            button.setEnabled(ready)
        self.legend.setVisible(ready)
        if self._module is None:
            self._prepare()
            return
        if self.view is None:
            return
        if self._made is None:  # making it takes as long as drawing in it: the window goes on between them
            self._made = self._module.ViewChart()
            self.stack.addWidget(self._made)
            QTimer.singleShot(0, self, self._draw)
            return
        self.chart = self._made
        self.chart.show_view(self.view)
        self.stack.setCurrentWidget(self.chart)
        self.legend.setText(self._module.legend_html(self.view))

    def _prepare(self) -> None:
        """Import what draws, in a thread: it takes as long as a third of a second."""
        self.stack.setCurrentWidget(self.message)
        if self._warm_up is None:
            self._warm_up = WarmUp((MODULE,), self)
            self._warm_up.ready.connect(self._ready)
            QTimer.singleShot(_AFTER_PAINT, self._warm_up, self._warm_up.start)

    def _ready(self) -> None:
        self._module = sys.modules.get(MODULE)
        if self._module is None:
            self.message.setText(_MISSING)
            return
        self._draw()

    # out of the window

    def pack(self, then: Callable[[bytes], None]) -> None:
        """Draw the chart in short steps and pack it as PNG in a thread; `then` gets the bytes in the window's own."""
        if self._module is None or self.view is None or self._beside.busy or self._drawing is not None:
            return
        self._drawing, self._then = self._module.image_in_steps(self.view), then
        QTimer.singleShot(0, self, self._draw_on)

    def _draw_on(self) -> None:
        """The next step, then what waits in the window: a whole chart at once would hold it."""
        if self._drawing is None or self._then is None:
            return
        image = next(self._drawing)
        if image is None:
            QTimer.singleShot(0, self, self._draw_on)
            return
        self._drawing = None
        self._beside.begin(partial(packed, image), self._then)

    def stop(self) -> None:
        """Give up what is drawn and packed; the page is closed."""
        self._drawing = None
        self._beside.give_up()

    def _copy(self) -> None:
        if self.view is not None and self._module is not None:
            QGuiApplication.clipboard().setImage(self._module.image_of(self.view))

    def _save(self, kind: Any) -> None:
        if self.view is None or self._module is None or self._settings is None:
            return
        window = self.window()
        dialogs = FileDialogs(window, self._settings, Messages(window), documents_folder())
        path = dialogs.save("Сохранить график", kind, file_name(self.view.title, "График"))
        if path is None:
            return
        if path.suffix.casefold() == SVG.suffix:
            self._attempt(lambda: self.write(path))
        else:
            self.pack(partial(self._keep, path))

    def _keep(self, path: Path, png: bytes) -> None:
        self._attempt(partial(_write, path, png))

    def write(self, path: Path) -> None:
        """Write the chart as a picture: lines for .svg, points otherwise; UserError when it cannot be written."""
        assert self._module is not None and self.view is not None
        if path.suffix.casefold() != SVG.suffix:
            _write(path, packed(self._module.image_of(self.view), lambda share: None))
            return
        with write_aside(path) as aside:
            self._module.save_svg(self.view, aside)


def packed(image: QImage, _progress: Progress) -> bytes:
    """A picture as the bytes of a PNG; for a worker: it takes as long as drawing it."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)  # into memory: it has no place to lack
    return bytes(kept.data())


def _write(path: Path, png: bytes) -> None:
    with write_aside(path) as aside:
        aside.write_bytes(png)
