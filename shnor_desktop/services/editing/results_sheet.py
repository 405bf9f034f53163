"""The entry grids of results as tables that blocks are written into: values by exam, completion by task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...models.errors import UserError
from ..folding import fold
from ..results.entry import IDENTITY, VALUES, EntryRow, TaskRow, exam_key, parsed
from ..results.exam_key import EXAM_NAMES, ExamKey
from ..results.exam_tables import decimal
from ..results.figures import LEVELS
from ..school_file import SchoolFile
from ..wording import plural
from .results import check_exam, set_tasks, type_into, type_values
from .sheet import Edits, refused

TASK_FIELDS = ("task", "maximum", *LEVELS)
"""The columns of the grid of tasks."""


@dataclass(frozen=True)
class ResultsSheet:
    """Exams × values; what names an exam is not typed over."""

    file: SchoolFile
    rows: Sequence[EntryRow]
    fields: Sequence[str]
    refusal: str = (
        "Строк больше, чем экзаменов. Чтобы добавить экзамены, вставьте строки с их названиями в колонку «Вид»."
    )

    @property
    def height(self) -> int:
        """Number of exams."""
        return len(self.rows)

    def fixed(self, field: str) -> bool:
        """Sources and remarks are the program's; a block may name exams (see `paste_exams`)."""
        return field not in (*IDENTITY, *VALUES)

    def heading(self, row: int) -> bool:
        """There are none."""
        return False

    def takes(self, row: int, field: str) -> bool:
        """Every value; what names an exam stays."""
        return field in VALUES

    def typed(self, row: int, field: str) -> str:
        """A value as it would be typed."""
        return shown_value(self.rows[row].values.get(field)) if field in VALUES else ""

    def pause(self, part: float) -> None:
        """There are never so many that anybody would have to wait."""

    def write(self, name: str, edits: Edits, added: Sequence[Mapping[str, str]] = ()) -> None:
        """Write values as one action."""
        if added:
            raise UserError(self.refusal)
        typed: dict[int, dict[str, float | None]] = {}
        for (row, field), text in edits.items():
            typed.setdefault(self.rows[row].id, {})[field] = read_value(field, text)
        type_into(self.file, name, typed)


@dataclass(frozen=True)
class TasksSheet:
    """Tasks × the highest points and the per cent of each sample; new tasks are added at the end."""

    file: SchoolFile
    exam: ExamKey | None
    rows: Sequence[TaskRow]
    fields: Sequence[str] = TASK_FIELDS
    refusal: str = ""

    @property
    def height(self) -> int:
        """Number of tasks."""
        return len(self.rows)

    def fixed(self, field: str) -> bool:
        """Nothing is the program's."""
        return False

    def heading(self, row: int) -> bool:
        """There are none."""
        return False

    def takes(self, row: int, field: str) -> bool:
        """A task that is there keeps its name."""
        return field != "task"

    def typed(self, row: int, field: str) -> str:
        """A value as it would be typed."""
        one = self.rows[row]
        if field == "task":
            return one.key
        return shown_value(one.maximum if field == "maximum" else one.shares.get(field))

    def pause(self, part: float) -> None:
        """There are never so many that anybody would have to wait."""

    def write(self, name: str, edits: Edits, added: Sequence[Mapping[str, str]] = ()) -> None:
        """Write cells and add tasks as one action."""
        if self.exam is None:
            raise UserError("Сначала выберите экзамен в верхней таблице.")
        tasks: dict[str, float | None] = {}
        samples: dict[str, dict[str, float | None]] = {}
        known = {one.key for one in self.rows}
        for place, texts in enumerate(added):
            key = " ".join(texts.get("task", "").split())
            if place == 0 and _heads_tasks(key):
                continue
            if not key or key in known or key in tasks:
                raise UserError(
                    "У каждого нового задания свой номер: 1, 2, 3.1, 1К1. Начните вставку с колонки «Задание»."
                )
            tasks[key] = None
            self._take(key, {field: text for field, text in texts.items() if field != "task"}, tasks, samples)
        for (row, field), text in edits.items():
            self._take(self.rows[row].key, {field: text}, tasks, samples)
        set_tasks(self.file, self.exam, name, tasks, samples)

    @staticmethod
    def _take(
        key: str,
        texts: Mapping[str, str],
        tasks: dict[str, float | None],
        samples: dict[str, dict[str, float | None]],
    ) -> None:
        for field, text in texts.items():
            value = read_value(field, text)
            if field == "maximum":
                tasks[key] = value
            elif value is not None or text == "":
                samples.setdefault(field, {})[key] = value


def paste_exams(
    file: SchoolFile, level: str, fields: Sequence[str], block: Sequence[Sequence[str]], above: ExamKey | None
) -> list[int]:
    """Keep rows that name their exams, known ones and new ones, as one action; gives the ids of their results.

    `fields` are those of the block's columns; what they do not name (the kind, the year) is that of the exam `above`.
    """
    rows = [dict(zip(fields, texts, strict=False)) for texts in block if any(text.strip() for text in texts)]
    if rows and _is_header(rows[0]):
        rows = rows[1:]
    ready: list[tuple[ExamKey, dict[str, float | None]]] = []
    for texts in rows:
        key = _named(texts, above)
        try:
            check_exam(key, level)
        except UserError as error:
            raise refused(" ".join(texts.values()), error) from error
        ready.append((key, {name: read_value(name, texts[name]) for name in VALUES if texts.get(name, "").strip()}))
    ids: list[int] = []
    with file.transaction(f"Вставка: {plural(len(ready), 'экзамен', 'экзамена', 'экзаменов')}") as transaction:
        for key, values in ready:
            ids.append(type_values(transaction, file, key, level, values))
    return ids


def _is_header(texts: Mapping[str, str]) -> bool:
    return fold(texts.get("subject", "")).startswith("предмет") or fold(texts.get("exam", "")).startswith("экзамен")


def _heads_tasks(key: str) -> bool:
    """Whether the first of pasted tasks is the table's heading."""
    return fold(key).startswith(("задани", "№", "номер"))


def _named(texts: Mapping[str, str], above: ExamKey | None) -> ExamKey:
    """The exam of a row; what it does not say is taken from the exam above."""
    usual = above or ExamKey()
    said = (
        texts.get("exam", "").strip() or EXAM_NAMES.get(usual.exam, ""),
        texts.get("year", "").strip() or str(usual.year or ""),
        texts.get("subject", "").strip(),
        texts.get("grade", "").strip(),
    )
    return exam_key(*said)


def read_value(field: str, text: str) -> float | None:
    """A value of many; UserError names the text that cannot be taken."""
    try:
        return parsed(field, text)
    except UserError as error:
        raise refused(text, error) from error


def shown_value(value: float | None) -> str:
    """A value as a person types it; empty for none."""
    return "" if value is None else decimal(value)


def is_identity(field: str) -> bool:
    """Whether a column names exams."""
    return field in IDENTITY
