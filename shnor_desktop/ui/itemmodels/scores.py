"""Scores and how many pupils got each, as they are typed: a row each and an empty one at the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...models.errors import UserError
from ...services.results.exam_tables import decimal
from ...services.results.score_entry import read_count, read_score

Index = QModelIndex | QPersistentModelIndex

SCORE: Final = 0
COUNT: Final = 1
_HEADS = ("Балл", "Учеников")
_ROOT = QModelIndex()
_SHOWN = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole), int(Qt.ItemDataRole.AccessibleTextRole))
_EDIT = int(Qt.ItemDataRole.EditRole)


class ScoresModel(QAbstractTableModel):
    """A new score begins with one pupil; what is no score is refused with a sentence."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, exam: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exam = exam
        self._rows: list[tuple[float | None, int]] = []

    @property
    def scores(self) -> dict[float, int]:
        """The distribution; a score of nobody is none."""
        return dict(sorted((score, count) for score, count in self._rows if count and score is not None))

    def show(self, scores: Mapping[float, int]) -> None:
        """Show another distribution."""
        self.beginResetModel()
        self._rows = [*sorted(scores.items())]
        self.endResetModel()
        self.changed.emit()

    def take_out(self, places: Collection[int]) -> None:
        """Remove rows."""
        self.beginResetModel()
        self._rows = [row for place, row in enumerate(self._rows) if place not in places]
        self.endResetModel()
        self.changed.emit()

    # what the view asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The scores and a row for the next one."""
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Score and count."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = _EDIT) -> Any:
        """A number as it is typed."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role not in _SHOWN:
            return None
        if index.row() >= len(self._rows):
            return ""
        score, count = self._rows[index.row()]
        if score is None:
            return ""
        return decimal(score) if index.column() == SCORE else str(count)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _SHOWN[0]) -> Any:
        """Headings of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return _HEADS[section] if section < len(_HEADS) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything is typed; the next row begins with its score."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        fixed = index.row() >= len(self._rows) and index.column() == COUNT
        return shown if fixed else shown | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Take over what was typed; nothing typed leaves the row as it was."""
        text = " ".join(str(value).split())
        if role != _EDIT or not index.isValid() or not text:
            return False
        try:
            self._put(index.row(), index.column(), text)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        self.changed.emit()
        return True

    def _put(self, place: int, column: int, text: str) -> None:
        if column == COUNT:
            self._rows[place] = (self._rows[place][SCORE], read_count(text))
        else:
            score = read_score(text, self._exam)
            if any(known == score for n, (known, _) in enumerate(self._rows) if n != place):
                raise UserError(f"Балл {decimal(score)} уже есть: исправьте число учеников в его строке.")
            if place == len(self._rows):
                self.beginInsertRows(_ROOT, place + 1, place + 1)
                self._rows.append((None, 1))  # empty yet: while a row comes, the others stay as they are
                self.endInsertRows()
            self._rows[place] = (score, self._rows[place][COUNT])
        self.dataChanged.emit(self.index(place, SCORE), self.index(place, COUNT))
