"""What a right click on a column's heading offers: sorting by it, fitting its width, taking all that back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from .rows_view import RowsView


class HeaderMenu(QObject):
    """The menu of one table's headings; `show_all` brings back all lines in the document's order."""

    def __init__(self, view: RowsView, show_all: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._show_all = show_all
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open)

    def menu(self, column: int) -> QMenu:
        """The menu of a column."""
        view, model = self._view, self._view.rows
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if model.sortable and column >= 0:
            up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
            menu.addAction("Сортировать по возрастанию").triggered.connect(partial(self._sort, column, up))
            menu.addAction("Сортировать по убыванию").triggered.connect(partial(self._sort, column, down))
            back = menu.addAction("Порядок документа")
            back.setEnabled(model.is_arranged)
            back.triggered.connect(self._show_all)
            menu.addSeparator()
        if column >= 0:
            menu.addAction("Ширина по тексту").triggered.connect(partial(self._fit, column))
        default = menu.addAction("Ширина по умолчанию")
        default.setEnabled(bool(view.widths.own()))
        default.triggered.connect(view.widths.forget)
        return menu

    def _open(self, spot: QPoint) -> None:
        header = self._view.horizontalHeader()
        self.menu(header.logicalIndexAt(spot)).popup(header.mapToGlobal(spot))

    def _sort(self, column: int, order: Qt.SortOrder, _checked: bool = False) -> None:
        self._view.sort_rows(column, order)

    def _fit(self, column: int, _checked: bool = False) -> None:
        self._view.resizeColumnToContents(column)
