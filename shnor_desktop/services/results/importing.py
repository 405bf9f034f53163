"""Results in: folders and workbooks are read without the school file, then written to it as one undoable step."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ...models.errors import UserError
from ...models.results import ExamResult
from ...models.school import School
from ..jobs import Progress, no_progress
from ..school_file import SchoolFile
from ..wording import plural
from .exam_key import ExamKey, in_names
from .figures import LEVELS, Figures, dump, load
from .fisoko import find_tables
from .found import KINDS, FoundTable
from .workbooks import ENDINGS, read_sheets

IMPORTED, DUPLICATE, SKIPPED = "imported", "duplicate", "skipped"
STATUS_NAMES = {IMPORTED: "принят", DUPLICATE: "повтор", SKIPPED: "пропущен"}
"""Status → how it is called."""

MOST_FILES = 5_000
"""A folder with more is not a folder of results."""

_JUNK = re.compile(r"^(?:~\$|\.~|\._|\.)|^(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_MACROS = frozenset((".xlsm", ".xltm", ".xlam"))
_OTHER_TABLES = frozenset((".xlsb", ".csv", ".tsv", ".xml", ".numbers"))
_ARCHIVES = frozenset((".zip", ".rar", ".7z"))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with the tables that are in it, and why other tables or the whole of it are not taken."""

    path: Path
    tables: tuple[FoundTable, ...] = ()
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file, or of one table of a file that holds several."""

    file: str
    status: str
    kind: str = ""
    key: ExamKey = dataclasses.field(default_factory=ExamKey)
    n: int | None = None
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """As the command line prints it; what is not known is null."""
        return {
            "file": self.file,
            "status": self.status,
            "kind": self.kind or None,
            "subject": self.key.subject or None,
            "grade": self.key.grade or None,
            "year": self.key.year or None,
            "n": self.n,
            "reason": self.reason,
        }

    def line(self) -> str:
        """One line for a person."""
        what = f"{self.key.title()}, {KINDS[self.kind]}" if self.kind else ""
        return ": ".join(filter(None, (self.file, STATUS_NAMES[self.status], what, self.reason)))


def read_results(paths: Sequence[Path], own: str = "", progress: Progress = no_progress) -> list[FoundFile]:
    """Read files and whole folders; touches no school file, raises only for a path that is not there.

    `own` is the name of the file's school, needed where a table holds several.
    """
    files = list(collect(paths))
    found = []
    for place, path in enumerate(files):
        progress(place / len(files))
        found.append(read_file(path, own))
    progress(1.0)
    return found


def collect(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file of the paths, folders walked to their ends in the order of names, each file once."""
    seen: set[str] = set()
    for path in paths:
        if not path.exists():
            raise UserError(f"«{path}» не найден. Проверьте, где лежит файл или папка, и выберите снова.")
        for file in _walk(path) if path.is_dir() else (path,):
            place = os.path.abspath(file)
            if place not in seen:
                seen.add(place)
                yield file
            if len(seen) > MOST_FILES:
                raise UserError(f"В папке больше {MOST_FILES} файлов. Выберите папку, где лежат только результаты.")


def read_file(path: Path, own: str = "") -> FoundFile:
    """The tables of one file, or one sentence why there are none."""
    if reason := _not_read(path):
        return FoundFile(path, (), (reason,))
    tables: list[FoundTable] = []
    troubles: list[str] = []
    try:
        for sheet, rows in read_sheets(path):
            found, refused = find_tables(rows, partial(in_names, path, sheet), own)
            tables += found
            troubles += refused
    except UserError as error:
        return FoundFile(path, (), (str(error),))
    if not tables and not troubles:
        troubles.append("В книге нет таблиц с результатами ВПР, ОГЭ или ЕГЭ.")
    return FoundFile(path, tuple(table.signed(path.name) for table in tables), tuple(troubles))


@dataclass(frozen=True)
class Prepared:
    """What an import would do to a school file: a report of each file, fields to set by id of a row, new rows."""

    reports: tuple[FileReport, ...]
    changed: Mapping[int, dict[str, Any]]
    added: tuple[ExamResult, ...]

    @property
    def imported(self) -> int:
        """Files of which at least one table is taken."""
        return len({report.file for report in self.reports if report.status == IMPORTED})

    @property
    def known(self) -> bool:
        """Whether any file holds results at all, new ones or those that the school file has."""
        return any(report.status != SKIPPED for report in self.reports)


def prepare_results(rows: Sequence[ExamResult], found: Sequence[FoundFile]) -> Prepared:
    """What writing would do to a file with these results; writes nothing, so that a worker can do it for a preview."""
    keeper = _Keeper(rows)
    reports = tuple(report for one in found for report in _reports(one, keeper))
    return Prepared(reports, keeper.changed, tuple(keeper.added))


def write_prepared(file: SchoolFile, prepared: Prepared) -> None:
    """Write what was prepared from the file's present results, as one step."""
    if prepared.imported:
        with file.transaction(step_name(prepared.imported)) as transaction:
            transaction.change_all(ExamResult, prepared.changed)
            transaction.add_all(prepared.added)


def write_results(file: SchoolFile, found: Sequence[FoundFile]) -> list[FileReport]:
    """Keep what was found as one step; reports each file: imported, duplicate, skipped and why."""
    prepared = prepare_results(file.rows(ExamResult), found)
    write_prepared(file, prepared)
    return list(prepared.reports)


def import_results(file: SchoolFile, paths: Sequence[Path], progress: Progress = no_progress) -> list[FileReport]:
    """Read and write at once, for callers without a window."""
    return write_results(file, read_results(paths, own_name(file), progress))


def own_name(file: SchoolFile) -> str:
    """The name that the file's school goes by in tables of several."""
    school = file.get(School, 1) or School()
    return school.short_name or school.full_name


def step_name(count: int) -> str:
    """«Импорт результатов: 8 файлов»."""
    return f"Импорт результатов: {plural(count, 'файл', 'файла', 'файлов')}"


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names))


def _not_read(path: Path) -> str:
    """Why a file is not even opened; empty when it is."""
    ending = path.suffix.lower()
    if _JUNK.match(path.name):
        return "Служебный файл, результатов в нём не бывает."
    if ending in _MACROS:
        return f"Файл «{path.name}» может содержать макросы. Сохраните его в Excel как .xlsx."
    if ending in _OTHER_TABLES:
        return f"Такие таблицы ({ending}) не читаются. Откройте файл в Excel и сохраните как .xlsx."
    if ending in _ARCHIVES:
        return "Это архив: распакуйте его и выберите папку."
    return "" if ending in ENDINGS else "Это не таблица Excel."


class _Keeper:
    """The results of the school file while files are added to them, before anything is written."""

    def __init__(self, rows: Sequence[ExamResult]) -> None:
        self._rows = {(row.exam, row.year, row.subject, row.grade, row.level): row for row in rows}
        self._figures: dict[tuple[str, int, str, int, str], Figures] = {}
        self._touched: set[tuple[str, int, str, int, str]] = set()

    def take(self, table: FoundTable) -> tuple[str, str]:
        """Status and reason of a table; what it says is kept unless it was kept before."""
        key, reason = table.key, ""
        exam = (key.exam, key.year, key.subject, key.grade)
        kept = {level: self._at((*exam, level)) for level in table.samples}
        digest = table.digest
        known = [source for figures in kept.values() for source in figures.sources if source.digest == digest]
        if known:
            return DUPLICATE, f"То же уже есть: файл «{known[0].file}»."
        for level, figures in table.samples.items():
            old = [source.file for source in kept[level].sources if kept[level].replaced(source, figures)]
            if old and not reason:
                reason = f"Заменил прежние данные из файла «{old[0]}»." if old[0] else "Заменил введённое вручную."
            self._figures[(*exam, level)] = kept[level].merged(figures)
            self._touched.add((*exam, level))
        stays = "Введённое вручную осталось." if any(figures.typed for figures in kept.values()) else ""
        return IMPORTED, " ".join(filter(None, (reason, stays)))

    def _at(self, place: tuple[str, int, str, int, str]) -> Figures:
        if place not in self._figures:
            row = self._rows.get(place)
            self._figures[place] = load(row.data) if row else Figures()
        return self._figures[place]

    @property
    def changed(self) -> dict[int, dict[str, Any]]:
        """Fields to set, by id of the row."""
        return {
            self._rows[place].id: {"participants": self._figures[place].n, "data": dump(self._figures[place])}
            for place in self._touched
            if place in self._rows
        }

    @property
    def added(self) -> list[ExamResult]:
        """New rows, by exam, the school's before the samples'."""
        places = sorted(self._touched - set(self._rows), key=lambda place: (*place[:4], LEVELS.index(place[4])))
        return [
            ExamResult(
                exam=place[0],
                year=place[1],
                subject=place[2],
                grade=place[3],
                level=place[4],
                participants=self._figures[place].n,
                data=dump(self._figures[place]),
            )
            for place in places
        ]


def _reports(found: FoundFile, keeper: _Keeper) -> Iterator[FileReport]:
    """A line a file; a file with several tables has a line each."""
    for trouble in found.troubles:
        yield FileReport(found.path.name, SKIPPED, reason=trouble)
    for table in found.tables:
        status, reason = keeper.take(table)
        yield FileReport(found.path.name, status, table.kind, table.key, table.n, reason)
