"""What an import of results would do with each file, as a table to read before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ...services.results.exam_key import EXAM_NAMES
from ...services.results.found import KINDS
from ...services.results.importing import DUPLICATE, IMPORTED, SKIPPED, FileReport
from ..colours import colours

Index = QModelIndex | QPersistentModelIndex

HEADERS = ("Файл", "Что будет", "Экзамен", "Предмет", "Класс", "Год", "Уч-ков", "Таблица", "Почему")
"""The columns; the number of participants is the school's."""

WORDS = {IMPORTED: "✓ возьмём", DUPLICATE: "= уже есть", SKIPPED: "– пропустим"}
"""What becomes of a file: a sign and a word, for no colour says it alone."""


class ReportsModel(QAbstractTableModel):
    """A row a file, or a table of a file that holds several; what is taken comes first."""

    def __init__(self, reports: Sequence[FileReport], parent: QObject | None = None) -> None:
        super().__init__(parent)
        order = (IMPORTED, DUPLICATE, SKIPPED)
        self._reports = sorted(reports, key=lambda report: order.index(report.status))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many reports there are."""
        return 0 if parent.isValid() else len(self._reports)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns of `HEADERS`."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts; what is not taken is paler."""
        if not index.isValid():
            return None
        report = self._reports[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _texts(report)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and report.status != IMPORTED:
            return QColor(colours().soft)
        return None


def _texts(report: FileReport) -> tuple[str, ...]:
    key = report.key
    return (
        report.file,
        WORDS[report.status],
        EXAM_NAMES.get(key.exam, ""),
        key.subject,
        str(key.grade or ""),
        str(key.year or ""),
        "" if report.n is None else str(report.n),
        KINDS.get(report.kind, ""),
        report.reason,
    )
