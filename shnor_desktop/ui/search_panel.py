"""The panel of search over a whole programme: a field, and what was found by section, each line with a way there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from ..services.queries import ProgrammeData
from ..services.search import Hit, Index
from ..services.wording import plural
from .icons import icon
from .widgets.hit_delegate import HIT, HitDelegate

if TYPE_CHECKING:
    from .paper.worker import PaperThread

DEBOUNCE_MS = 150
"""After the last key the words are looked for."""

AGAIN_MS = 400
"""After the last change of the file they are looked for again."""

MOST = 150
"""Hits that are shown; more are of no use to anybody."""

_WIDTH = 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_INTO_TREE = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


Work = Callable[[], ProgrammeData]
"""Reads a programme in a thread."""


def _at_once() -> None:
    """Every programme is read when it is searched."""


HOW = "Впишите слово или его начало: найдётся везде – в текстах, таблицах, показателях и на титульном листе."
"""What stands there before anything is looked for."""


class SearchPanel(QFrame):
    """Hidden until it is opened. `data` gives the programme as it is; it must not touch what is being typed."""

    asked = Signal(int, str)
    """A hit was chosen: section id (0 for the title page) and place."""

    closed = Signal()
    """The panel was closed by the person."""

    def __init__(
        self,
        data: Callable[[], ProgrammeData | None],
        parent: QWidget | None = None,
        later: Callable[[], Work | None] = _at_once,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("searchPanel")
        self.setAccessibleName("Поиск по программе")
        self.setMinimumWidth(_WIDTH)
        self._data = data
        self._later = later
        self._index: Index | None = None
        self._reader: PaperThread | None = None
        self._readers: list[PaperThread] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Найти в программе")
        self.field.setAccessibleName("Найти в программе")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._typed)
        self.count = QLabel(HOW)
        self.count.setWordWrap(True)
        self.count.setProperty("role", "hint")
        self.tree = QTreeWidget()
        self._dress_tree()
        self._lay_out()
        self.field.installEventFilter(self)
        self.tree.installEventFilter(self)
        self.hide()

    def _dress_tree(self) -> None:
        self.tree.setAccessibleName("Найденное")
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(10)
        self.tree.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setItemDelegate(HitDelegate(self.tree))
        self.tree.itemActivated.connect(self._chosen)  # Enter and the double click

    def _lay_out(self) -> None:
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Закрыть поиск (Esc)")
        close.setAccessibleName("Закрыть поиск")
        close.setAutoRaise(True)
        close.clicked.connect(self.close_panel)
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.count)
        column.addWidget(self.tree, 1)

    def sizeHint(self) -> QSize:
        """Narrow beside a page."""
        return QSize(_WIDTH, super().sizeHint().height())

    # what the window asks

    def open(self, text: str = "") -> None:
        """Show the panel with the field ready; words that are given are looked for at once."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.field.setText(text)
        self.field.selectAll()
        self.forget()
        self.search()

    def forget(self) -> None:
        """The programme is another one now: what is shown is looked for again a moment later."""
        self._index = self._reader = None
        if not self.isHidden() and self.field.text().strip():
            self._timer.start(AGAIN_MS)

    def close_panel(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()

    def search(self) -> None:
        """Look for the words of the field and show what is found."""
        self._timer.stop()
        text = self.field.text()
        hits: list[Hit] = []
        if text.strip():
            if self._index is None and self._reads_beside():
                return
            if self._index is None:
                data = self._data()
                self._index = Index(data) if data is not None else None
            hits = self._index.search(text, MOST) if self._index is not None else []
        self._show(hits)
        self.count.setText(summary(hits) if text.strip() else HOW)

    def _show(self, hits: Sequence[Hit]) -> None:
        """The hits under their sections; the chosen one stays chosen where it is found again."""
        before = self._current_hit()
        sections: dict[int, list[Hit]] = {}
        for hit in hits[:MOST]:
            sections.setdefault(hit.section_id, []).append(hit)
        self.tree.clear()
        tops = []
        for found in sections.values():
            top = QTreeWidgetItem([f"{found[0].section_title}  ·  {len(found)}"])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.addChildren([_item(hit) for hit in found])
            tops.append(top)
        self.tree.addTopLevelItems(tops)
        self.tree.expandAll()
        items = self._items()
        same = (item for item in items if before is not None and _hit(item).place == before.place)
        current = next(same, items[0] if items else None)
        if current is not None:
            self.tree.setCurrentItem(current)

    def _items(self) -> list[QTreeWidgetItem]:
        walker = QTreeWidgetItemIterator(self.tree)
        result = []
        while (item := walker.value()) is not None:
            if item.parent() is not None:
                result.append(item)
            walker += 1
        return result

    def _current_hit(self) -> Hit | None:
        item = self.tree.currentItem()
        return None if item is None or item.parent() is None else _hit(item)

    # what the person does

    def _typed(self) -> None:
        self._timer.start(DEBOUNCE_MS)

    def _chosen(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            hit = _hit(item)
            self.asked.emit(hit.section_id, hit.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes; in the field, Enter goes to the chosen hit and the arrow down into the list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return True
        if watched is self.field and event.key() in _ENTER:
            if self._timer.isActive():
                self.search()
            item = self.tree.currentItem()
            if item is not None:
                self._chosen(item)
            return True
        if watched is self.field and event.key() in _INTO_TREE and self.tree.currentItem() is not None:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was read is given up with the panel."""
        super().hideEvent(event)
        self._timer.stop()
        self._index = self._reader = None

    # a long programme is read beside the window

    def _reads_beside(self) -> bool:
        """Whether the programme is being read in a thread: what is looked for is shown when it is there."""
        if self._reader is None and (work := self._later()) is not None:
            from .paper.worker import PaperThread

            self._reader = PaperThread(lambda _progress: Index(work()), self)
            self._readers.append(self._reader)
            self._reader.ready.connect(self._read)
            self._reader.finished.connect(self._tidy)
            self._reader.start()
            self.count.setText("Ищу…")
        return self._reader is not None

    def _read(self, index: Index) -> None:
        if self.sender() is self._reader:  # the programme was not changed meanwhile
            self._index, self._reader = index, None
            self.search()

    def _tidy(self) -> None:
        done = [reader for reader in self._readers if reader.isFinished()]
        self._readers = [reader for reader in self._readers if reader not in done]
        for reader in done:
            reader.wait()
            reader.deleteLater()

    def finish(self) -> None:
        """The file is closed: nothing of it is read any more."""
        self._index = self._reader = None
        for reader in self._readers:
            reader.wait()


def summary(hits: Sequence[Hit]) -> str:
    """«12 найдено в 4 разделах»."""
    if not hits:
        return "Ничего не найдено"
    if len(hits) > MOST:
        return f"Показаны первые {MOST} – добавьте слово, чтобы было меньше"
    sections = len(list(groupby(sorted(hit.section_id for hit in hits))))
    return f"{len(hits)} найдено в {plural(sections, 'разделе', 'разделах', 'разделах')}"


def _item(hit: Hit) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, HIT, hit)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{hit.where}: {hit.excerpt}")
    item.setToolTip(0, hit.where)
    return item


def _hit(item: QTreeWidgetItem) -> Hit:
    hit: Hit = item.data(0, HIT)
    return hit
