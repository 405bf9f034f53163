"""A result as a row of the entry grid: what it shows, what its files say, which of it was typed, what is odd."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ...models.errors import UserError
from ...models.results import ExamResult
from .cells import number, whole
from .computed import Computed, compute
from .exam_key import EGE, EXAM_NAMES, ExamKey
from .figures import LEVELS, MARKS, NO_MARK, Task, load
from .subjects import place_of, subject_of
from .task_heading import natural
from .typed import BANDS, COUNTS, SCORES, TASK, remarks, typed_counts

IDENTITY = ("exam", "year", "subject", "grade")
"""Fields that name the exam."""

VALUES = (
    *(one for one in COUNTS if one not in ("mark1", "gaps2")),
    *("mean_score", "median", "lowest", "highest"),
    *BANDS,
)
"""Fields of the grid that can be typed."""

_EMPTY = frozenset(("", "-", "–", "—", "нет", "нет данных", "н/д"))


@dataclass(frozen=True)
class EntryRow:
    """One sample of one exam."""

    id: int
    key: ExamKey
    level: str
    values: Mapping[str, float | None] = field(default_factory=dict)
    """Field → what stands, typed values included."""
    imported: Mapping[str, float | None] = field(default_factory=dict)
    """Field → what the files say."""
    typed: frozenset[str] = frozenset()
    files: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def differs(self, name: str) -> bool:
        """Whether a typed value says other than the files."""
        return name in self.typed and self.imported.get(name) not in (None, self.values.get(name))

    @property
    def source(self) -> str:
        """«4 файла», the file, «вручную» or both."""
        files = self.files[0] if len(self.files) == 1 else f"файлов: {len(self.files)}" if self.files else ""
        return ", ".join(filter(None, (files, "вручную" if self.typed or not files else "")))


@dataclass(frozen=True)
class TaskRow:
    """One task of an exam beside the samples."""

    key: str
    maximum: float | None
    shares: Mapping[str, float | None]
    """Level → per cent of the points, typed ones included."""
    imported: Mapping[str, float | None]
    typed: frozenset[str] = frozenset()
    """Levels whose share was typed."""

    def differs(self, level: str) -> bool:
        """Whether a typed share says other than the files."""
        return level in self.typed and self.imported.get(level) not in (None, self.shares.get(level))


@lru_cache(maxsize=600)
def entry_row(row: ExamResult) -> EntryRow:
    """A result as the grid shows it; worked out once for each state of a result."""
    figures = load(row.data)
    banded = row.exam == EGE or not figures.typed.keys().isdisjoint(BANDS)
    values = _values(compute(figures, participants=row.participants), banded)
    if scores := typed_counts(figures.typed):
        values["scored"] = sum(scores.values())
    imported = _values(compute(replace(figures, typed={})), banded) if figures.typed else values
    files = tuple(dict.fromkeys(source.file for source in figures.sources if source.file))
    key = ExamKey(row.exam, row.year, row.subject, row.grade)
    return EntryRow(row.id, key, row.level, values, imported, frozenset(figures.typed), files, tuple(remarks(values)))


def entry_rows(rows: Iterable[ExamResult], level: str) -> list[EntryRow]:
    """The results of a level: newest first, then by kind, grade and subject."""
    order = list(EXAM_NAMES)
    found = [entry_row(row) for row in rows if row.level == level]
    return sorted(
        found,
        key=lambda one: (-one.key.year, order.index(one.key.exam), one.key.grade, place_of(one.key.subject), one.id),
    )


def task_rows(rows: Iterable[ExamResult], key: ExamKey) -> list[TaskRow]:
    """The tasks of an exam in their order."""
    place = (key.exam, key.year, key.subject, key.grade)
    loaded = {row.level: load(row.data) for row in rows if (row.exam, row.year, row.subject, row.grade) == place}
    shown = {level: compute(figures).completion for level, figures in loaded.items()}
    said = {level: compute(replace(figures, typed={})).completion for level, figures in loaded.items()}
    tasks: dict[str, Task] = {}
    for figures in loaded.values():
        tasks = {**figures.tasks, **tasks}
    keys = sorted({*tasks, *(task for done in shown.values() for task in done)}, key=natural)
    return [
        TaskRow(
            task,
            tasks[task].maximum if task in tasks else None,
            {level: shown.get(level, {}).get(task) for level in LEVELS},
            {level: said.get(level, {}).get(task) for level in LEVELS},
            frozenset(level for level, figures in loaded.items() if f"{TASK}{task}" in figures.typed),
        )
        for task in keys
    ]


def parsed(name: str, text: str) -> float | None:
    """A typed value; None for nothing. UserError for what is no number, or no count where pupils are counted."""
    plain = " ".join(text.replace("\u00a0", " ").split())
    if plain.lower().rstrip(".") in _EMPTY:
        return None
    found = number(plain)
    if found is None or found < 0:
        raise UserError(f"Здесь нужно число, а не «{plain}».")
    if name in (*COUNTS, *BANDS) and whole(plain) is None:
        raise UserError(f"Здесь считают учеников: нужно целое число, а не «{plain}».")
    return found


def exam_key(exam: str, year: str, subject: str, grade: str) -> ExamKey:
    """An exam from four texts; what is no number is unknown."""
    kind = next((key for key, name in EXAM_NAMES.items() if name.lower() == exam.strip().lower()), "")
    digits = "".join(char for char in grade if char.isdigit())
    named = subject_of(subject) if subject.strip() else ""
    return ExamKey(kind, whole(year) or 0, named, int(digits) if digits and len(digits) < 3 else 0).settled()


def _values(found: Computed, banded: bool) -> dict[str, float | None]:
    values: dict[str, float | None] = {"n": found.n}
    marks = found.marks
    for mark in (*MARKS, NO_MARK):
        values[f"mark{mark}"] = marks.get(mark, None if mark in (1, NO_MARK) else 0) if marks else None
    values["passed"] = found.passed
    if banded and found.bands:
        values |= zip(BANDS, found.bands, strict=True)
        known = [count for count in found.bands if count is not None]
        values["banded"] = sum(known) if len(known) == len(BANDS) else None
    names = ("lower", "confirmed", "higher", "gaps2", *(one for one in SCORES if one not in ("spread", "mode")))
    return {**values, **{name: getattr(found, name) for name in names}}
