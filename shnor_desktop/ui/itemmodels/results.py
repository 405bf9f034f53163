"""The two entry grids of results: exams × values, and the tasks of one exam × samples."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from ...models.results import ExamResult
from ...services.changes import Change
from ...services.editing.results import set_tasks, type_into
from ...services.editing.results_sheet import ResultsSheet, TasksSheet, shown_value
from ...services.formats import ColumnSpec
from ...services.results.entry import IDENTITY, VALUES, EntryRow, TaskRow, entry_row, entry_rows, parsed, task_rows
from ...services.results.exam_key import EXAM_NAMES, ExamKey
from ...services.results.figures import LEVELS, SCHOOL
from ...services.results.typed import BANDS
from ...services.table_order import Key, text_key
from ..pages.base import PageContext
from .rows import Index, Line, Look, RowsModel

TYPED, OTHER = "✎", "≠"
"""Signs of a typed value: there is no other; a file says otherwise."""

COLUMNS = (
    ColumnSpec("exam", "Вид", 8),
    ColumnSpec("year", "Год", 15, "center"),
    ColumnSpec("subject", "Предмет", 24),
    ColumnSpec("grade", "Класс", 7, "center"),
    ColumnSpec("n", "Всего", 8, "center"),
    *(ColumnSpec(f"mark{mark}", f"«{mark}»", 7, "center") for mark in (5, 4, 3, 2)),
    ColumnSpec("mark0", "н/а", 6, "center"),
    ColumnSpec("mean_score", "Ср. балл", 15, "center"),
    ColumnSpec("median", "Мед.", 7, "center"),
    ColumnSpec("lowest", "Мин.", 7, "center"),
    ColumnSpec("highest", "Макс.", 7, "center"),
    ColumnSpec("lower", "Пониз.", 8, "center"),
    ColumnSpec("confirmed", "Подтв.", 8, "center"),
    ColumnSpec("higher", "Повыс.", 8, "center"),
    ColumnSpec("passed", "Сдали", 7, "center"),
    *(ColumnSpec(band, label, 8, "center") for band, label in zip(BANDS, ("До 60", "61–80", "81+"), strict=True)),
    ColumnSpec("remarks", "Проверьте", 20),
    ColumnSpec("source", "Откуда", 20),
)

_LEVEL_LABELS = ("Школа, %", "Муниципалитет, %", "Регион, %", "Вся выборка, %")
TASK_COLUMNS = (
    ColumnSpec("task", "Задание", 10),
    ColumnSpec("maximum", "Макс. балл", 8, "center"),
    *(ColumnSpec(level, label, 12, "center") for level, label in zip(LEVELS, _LEVEL_LABELS, strict=True)),
)
_NAMED = "Вид, год, предмет и класс исправляют вместе: F2 – «Изменить работу…»."
_SIGNED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class _SignedModel(RowsModel):
    """A model whose typed cells bear a sign, and the file's value as a tip where it is another."""

    def typed(self, line: Line, field: str) -> tuple[bool, float | None] | None:
        """Whether a typed value differs, and what the files say; None where nothing was typed."""
        raise NotImplementedError

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.EditRole)) -> Any:
        """Sign and tip of typed cells."""
        found = super().data(index, role)
        if role not in _SIGNED or not index.isValid():
            return found
        typed = self.typed(self.lines[index.row()], self.columns[index.column()].field)
        if typed is None:
            return found
        differs, said = typed
        tip = f"вписано, в файле {shown_value(said)}" if differs else "вписано вручную"
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                f"{tip[:1].upper()}{tip[1:]}. Del вернёт значение файла." if differs else f"{tip[:1].upper()}{tip[1:]}."
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found}, {tip}"
        return f"{found}\u00a0{OTHER if differs else TYPED}"


class ResultsModel(_SignedModel):
    """The exams of one level of sample."""

    structure = RowsModel.structure | frozenset(IDENTITY)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, COLUMNS, parent)
        self.level = SCHOOL
        self.reload()

    def show_level(self, level: str) -> None:
        """Show another sample."""
        self.level = level
        self.reload()

    def load(self) -> list[Line]:
        """The results of the level."""
        rows = entry_rows(self.context.file.rows(ExamResult), self.level)
        return [Line(("exam_result", row.id), row) for row in rows]

    def mine(self, change: Change) -> bool:
        """Results of the level."""
        values = change.after or change.before or {}
        return change.table == "exam_result" and values.get("level") == self.level

    def patched(self, line: Line, change: Change) -> Line:
        """The row is made anew: one number changes what is said of others."""
        return line.with_row(entry_row(ExamResult(**(change.after or {}))))

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        row: EntryRow = line.row
        if field in VALUES:
            return shown_value(row.values.get(field))
        if field == "exam":
            return EXAM_NAMES.get(row.key.exam, row.key.exam)
        if field in ("source", "remarks"):
            return row.source if field == "source" else " ".join(row.remarks)
        return str(getattr(row.key, field))

    def typed(self, line: Line, field: str) -> tuple[bool, float | None] | None:
        """By the row."""
        row: EntryRow = line.row
        return (row.differs(field), row.imported.get(field)) if field in row.typed and row.files else None

    def editable(self, line: Line, field: str) -> bool:
        """Values are typed."""
        return field in VALUES

    def why_fixed(self, line: Line, field: str) -> str:
        """What names the exam is put right in a dialog."""
        return _NAMED if field in IDENTITY else super().why_fixed(line, field)

    def sort_keys(self, lines: Sequence[Line], field: str) -> list[Key | None]:
        """Numbers by their size."""
        if field in VALUES:
            found = [line.row.values.get(field) for line in lines]
            return [None if value is None else (value,) for value in found]
        return [text_key(self.text(line, field)) for line in lines]

    def look(self, line: Line, column: ColumnSpec) -> Look:
        """What comes from files is paler than what was typed; remarks stand out."""
        tone = "bad" if column.field == "remarks" else ""
        if column.field in VALUES and column.field not in line.row.typed and line.row.files:
            tone = "computed"
        return Look(tone=tone, align=column.align)

    def sheet(self) -> ResultsSheet:
        """As blocks are written into it."""
        return ResultsSheet(self.context.file, [line.row for line in self.lines], self.fields)

    def write(self, line: Line, field: str, text: str) -> None:
        """Store one value; nothing takes a typed one back."""
        type_into(self.context.file, "Правка результата", {line.id: {field: parsed(field, text)}})


class TasksModel(_SignedModel):
    """The tasks of the exam that is current above."""

    sortable = False

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, TASK_COLUMNS, parent)
        self.exam: ExamKey | None = None

    def show_exam(self, exam: ExamKey | None) -> None:
        """Show the tasks of another exam."""
        if exam != self.exam:
            self.exam = exam
            self.reload()

    def load(self) -> list[Line]:
        """The tasks in order."""
        if self.exam is None:
            return []
        place = {"exam": self.exam.exam, "year": self.exam.year, "subject": self.exam.subject, "grade": self.exam.grade}
        rows = task_rows(self.context.file.rows(ExamResult, **place), self.exam)
        return [Line(("task", row.key), row) for row in rows]

    def mine(self, change: Change) -> bool:
        """Any result: what belongs to the exam is few rows."""
        return change.table == "exam_result"

    def key_of(self, change: Change) -> Hashable:
        """A line is no row of the file."""
        return None

    def text(self, line: Line, field: str) -> str:
        """What a field shows."""
        row: TaskRow = line.row
        if field == "task":
            return row.key
        return shown_value(row.maximum if field == "maximum" else row.shares.get(field))

    def typed(self, line: Line, field: str) -> tuple[bool, float | None] | None:
        """By the sample."""
        row: TaskRow = line.row
        if field not in row.typed or row.imported.get(field) is None:
            return None
        return row.differs(field), row.imported[field]

    def editable(self, line: Line, field: str) -> bool:
        """A task keeps its name."""
        return field != "task"

    def sheet(self) -> TasksSheet:
        """As blocks are written into it."""
        return TasksSheet(self.context.file, self.exam, [line.row for line in self.lines])

    def write(self, line: Line, field: str, text: str) -> None:
        """Store one value."""
        if self.exam is None:
            return
        value = parsed(field, text)
        tasks = {line.row.key: value} if field == "maximum" else {}
        samples = {} if field == "maximum" else {field: {line.row.key: value}}
        set_tasks(self.context.file, self.exam, "Правка задания", tasks, samples)
