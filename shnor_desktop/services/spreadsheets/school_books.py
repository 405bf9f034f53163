"""Many schools' workbooks on their way into one: each file by itself, with its answers or why it gave none."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ...models.errors import UserError
from ..jobs import Progress, no_progress
from ..results.workbooks import ENDINGS
from ..uncollected import uncollected
from .criteria_in import FormIndex, FoundColumn
from .monitoring_in import MonitoringBook, SheetColumn, read_monitoring
from .relative_scores import FoundScore, find_scores

_STAGE = re.compile(r"\s*\([^()]*мониторинг[^()]*\)\s*$", re.IGNORECASE)
_MACROS = frozenset((".xlsm", ".xltm", ".xlam"))


@dataclass(frozen=True, slots=True)
class SchoolColumn:
    """One school's answers in one table; `spelling` is its name as the file writes it."""

    sheet: str
    spelling: str
    found: FoundColumn


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A file that was read: its schools, their relative scores where it gives them, or why it gave nothing."""

    path: Path
    columns: tuple[SchoolColumn, ...] = ()
    scores: tuple[tuple[str, FoundScore], ...] = ()
    reason: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """The names of its schools as it writes them, each once."""
        return tuple(sorted({one.spelling for one in self.columns} | {name for _, name in self._scored}))

    @property
    def _scored(self) -> Iterator[tuple[str, str]]:
        return ((sheet, score.school) for sheet, score in self.scores)

    @property
    def as_of(self) -> str:
        """The dates of its answers."""
        return ", ".join(sorted({one.found.as_of for one in self.columns if one.found.as_of}))


@uncollected()
def read_books(
    paths: Sequence[Path],
    index: FormIndex,
    progress: Progress = no_progress,
    told: Callable[[ReadBook], object] = lambda book: None,
) -> list[ReadBook]:
    """Read every file; `told` hears of each when it is read. What cannot be read has a reason, the rest go on.

    Many files are shared with other processes; the books come in the order of the files all the same.
    """
    from ..workers.sharing import shared  # a process that reads needs nothing of what starts processes

    books = []
    with contextlib.closing(shared(partial(_read_some, index), paths, _lost)) as reading:
        for number, book in enumerate(reading, 1):
            books.append(book)
            told(book)
            progress(number / len(paths))
    return books


def _read_some(index: FormIndex, paths: Sequence[Path]) -> list[ReadBook]:
    return [read_book(path, index) for path in paths]


def _lost(path: Path, error: UserError) -> ReadBook:
    return ReadBook(path, reason=str(error))


def read_book(path: Path, index: FormIndex) -> ReadBook:
    """The answers of one file."""
    if path.suffix.lower() in _MACROS:
        return ReadBook(path, reason=f"Файл «{path.name}» может содержать макросы. Сохраните его в Excel как .xlsx.")
    try:
        book = read_monitoring(path, index, answers_only=True)
    except UserError as error:
        return ReadBook(path, reason=str(error))
    if not book.columns:
        return ReadBook(path, reason=f"В книге «{path.name}» нет показателей этой формы: она сделана по другой.")
    alone = len({one.column.school for one in book.columns}) == 1
    columns = tuple(SchoolColumn(one.sheet, _school_name(book, one, alone), one.column) for one in book.columns)
    scores = tuple((sheet, score) for sheet, rows in book.sheets.items() for score in find_scores(rows))
    if scores and columns:
        own = columns[0].spelling
        scores = tuple((sheet, score if score.school else score.of(own)) for sheet, score in scores)
    return ReadBook(path, columns, tuple(one for one in scores if one[1].school))


def workbooks_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The workbooks among files and folders, in order, each once; locks of open books are no books."""
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            found = [Path(folder) / name for folder, _, names in os.walk(path) for name in names]
            inside = sorted(
                one for one in found if one.suffix.lower() in ENDINGS | _MACROS and not one.name.startswith(("~$", "."))
            )
        else:
            inside = [path]
        for one in inside:
            place = os.path.abspath(one)
            if place not in seen:
                seen.add(place)
                yield one


def _school_name(book: MonitoringBook, one: SheetColumn, alone: bool) -> str:
    """The school of a column: by the heading above it, by what the program wrote, or by the file's name."""
    if book.school and alone:
        return book.school
    heading = _STAGE.sub("", one.column.school).strip()
    return heading or book.school or book.path.stem
