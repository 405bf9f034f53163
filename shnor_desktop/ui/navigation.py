"""The outline at the left: overview, title page, every section with its ring; the chosen one is the page shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QDrag, QDropEvent, QIcon
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator, QWidget

from .colours import colours
from .icons import icon
from .rings import ring_icon

OVERVIEW = -1
TITLE_PAGE = 0
ANALYSIS = -2
RESULTS = -3
RISKS = -4
"""Ids of the places that are no section; sections have ids from 1."""

SECTION_MIME = "application/x-shnor-section"

_OF_PAGE = "ofPage"
_INDENT = 14
_RING = QSize(14, 14)


class Place(NamedTuple):
    """A line of the outline."""

    id: int
    title: str
    depth: int = 0
    hidden: bool = False
    own: bool = False  # added by the school: it may change its level too


class Navigation(QTreeWidget):
    """A tree whose branches are always open. `may_leave` is asked before another place is chosen."""

    chosen = Signal(int)
    moved = Signal(int, int, int)
    """A section was dragged: its id, the id of the section above it (0: none), its place there without itself."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Разделы программы")
        self.setHeaderHidden(True)
        self.setIndentation(_INDENT)
        self.setIconSize(_RING)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setMinimumWidth(180)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.may_leave: Callable[[], bool] = _always
        self._menu = menu
        self._items: dict[int, QTreeWidgetItem] = {}
        self._rings: dict[int, QIcon] = {}
        self._filled: dict[int, float] = {}
        self._hidden: set[int] = set()
        self._own: set[int] = set()
        self._current = TITLE_PAGE
        self.currentItemChanged.connect(self._changed)
        self.customContextMenuRequested.connect(self._show_menu)
        self.ensurePolished()  # the height of lines is kept from the first time it is asked for, before any paint

    def serve(self, verbs: Sequence[QAction]) -> None:
        """Let the keys of the page's own verbs work here in place of those of the page before: it was just chosen."""
        for action in self.actions():
            if action.property(_OF_PAGE):
                self.removeAction(action)
        for action in verbs:
            action.setProperty(_OF_PAGE, True)
            self.addAction(action)

    @property
    def current(self) -> int:
        """The id of the chosen place."""
        return self._current

    @property
    def ids(self) -> list[int]:
        """All places in order."""
        return list(self._items)

    def show_outline(self, places: Iterable[Place]) -> None:
        """Show this outline; the chosen place stays chosen while it is there, otherwise its neighbour is."""
        before = self.ids
        position = before.index(self._current) if self._current in before else 0
        with QSignalBlocker(self):
            self.clear()
            self._items = {}
            self._hidden, self._own = set(), set()
            branch: list[QTreeWidgetItem] = []
            for place in places:
                del branch[place.depth :]
                item = _item(place)
                if branch:
                    branch[-1].addChild(item)
                else:
                    self.addTopLevelItem(item)
                branch.append(item)
                self._items[place.id] = item
                if place.hidden:
                    self._hidden.add(place.id)
                if place.own:
                    self._own.add(place.id)
            self.show_filled(self._filled)
            self.expandAll()
            if self._current in self._items:
                self.setCurrentItem(self._items[self._current])
                return
        if self._items:
            self.choose(self.ids[min(position, len(self._items) - 1)])

    def show_filled(self, filled: Mapping[int, float]) -> None:
        """Show how much of each section is filled, 0 to 1; those that are not named get no ring, hidden ones a sign."""
        self._filled = dict(filled)
        for id_, item in self._items.items():
            part = self._filled.get(id_)
            if id_ in self._hidden:
                item.setIcon(0, icon("hide", lit="on_accent"))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}, скрыт")
            elif id_ >= TITLE_PAGE:
                item.setIcon(0, self._ring(part))
            if part is not None and id_ not in self._hidden:
                spoken = f"{item.text(0)}, заполнено на {part * 100:.0f} %"
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def changeEvent(self, event: QEvent) -> None:
        """Other colours: rings and hidden sections are painted anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._items:
            self._rings.clear()
            self.show_filled(self._filled)
            for id_ in self._hidden:
                self._items[id_].setForeground(0, QColor(colours().soft))

    def _ring(self, part: float | None) -> QIcon:
        step = -1 if part is None else int(part * 20)  # full only when all of it is
        if step not in self._rings:
            self._rings[step] = ring_icon(None if step < 0 else step / 20, _RING, self.devicePixelRatioF())
        return self._rings[step]

    def choose(self, id_: int) -> None:
        """Go to a place; to the first one when there is no such place."""
        item = self._items.get(id_) or next(iter(self._items.values()), None)
        if item is None:
            return
        if item is self.currentItem():
            self._changed(item, None)
        else:
            self.setCurrentItem(item)

    def step(self, by: int) -> None:
        """Go to the next (+1) or previous (−1) place, if there is one."""
        ids = self.ids
        index = ids.index(self._current) + by if self._current in ids else 0
        if 0 <= index < len(ids):
            self.choose(ids[index])

    def titles(self) -> list[str]:
        """What is shown, line by line."""
        walker = QTreeWidgetItemIterator(self)
        result = []
        while (item := walker.value()) is not None:
            result.append(item.text(0))
            walker += 1
        return result

    # dragging

    def mimeTypes(self) -> list[str]:
        """Sections of this outline and nothing else."""
        return [SECTION_MIME]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """The section that is dragged, by its id."""
        data = QMimeData()
        if items:
            data.setData(SECTION_MIME, str(items[0].data(0, Qt.ItemDataRole.UserRole)).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """A section is moved."""
        return Qt.DropAction.MoveAction

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the chosen line; Qt's own way would take it out of the tree when it is let go."""
        item = self.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsDragEnabled:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mimeData([item]))
        drag.setPixmap(self.viewport().grab(self.visualItemRect(item)))
        drag.setHotSpot(QPoint(0, self.visualItemRect(item).height() // 2))
        drag.exec(Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the section to be moved; the outline is shown anew when that is done."""
        data = bytes(event.mimeData().data(SECTION_MIME).data())
        target = self.itemAt(event.position().toPoint())
        event.acceptProposedAction()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if data and target is not None:
            above = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.AboveItem
            ask = partial(self._ask_to_move, int(data), target.data(0, Qt.ItemDataRole.UserRole), above)
            QTimer.singleShot(0, self, ask)  # the lines of the tree are made anew: not while one is dragged

    def _ask_to_move(self, id_: int, target: int, above: bool) -> None:
        if id_ == target or id_ not in self._items or target not in self._items:
            return
        parent = self._parent(target if id_ in self._own else id_)
        gap = self.ids.index(target) + (not above)
        siblings = [other for other in self.ids if other > 0 and other != id_ and self._parent(other) == parent]
        index = sum(self.ids.index(other) < gap for other in siblings)
        self.moved.emit(id_, parent, index)

    def _parent(self, id_: int) -> int:
        item = self._items[id_].parent()
        return int(item.data(0, Qt.ItemDataRole.UserRole)) if item is not None else 0

    def _changed(self, item: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        if before is not None and not self.may_leave():
            with QSignalBlocker(self):
                self.setCurrentItem(self._items.get(self._current, before))
            return
        self._current = item.data(0, Qt.ItemDataRole.UserRole)
        self.chosen.emit(self._current)

    def _show_menu(self, position: QPoint) -> None:
        item = self.itemAt(position)
        if item is not None:
            self.setCurrentItem(item)
        self._menu.popup(self.viewport().mapToGlobal(position))


def _item(place: Place) -> QTreeWidgetItem:
    item = QTreeWidgetItem([place.title])
    item.setData(0, Qt.ItemDataRole.UserRole, place.id)
    item.setToolTip(0, f"{place.title} (скрыт: не попадает в документы)" if place.hidden else place.title)
    if place.id <= 0:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
    if place.hidden:
        item.setForeground(0, QColor(colours().soft))
        font = item.font(0)
        font.setItalic(True)
        item.setFont(0, font)
    return item


def _always() -> bool:
    return True
