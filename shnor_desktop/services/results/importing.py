"""Results in: folders and workbooks are read without the school file, then written to it as one undoable step."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...models.results import ExamResult
from ...models.school import School
from ..jobs import Progress, no_progress
from ..school_file import SchoolFile
from ..wording import plural
from .exam_key import ExamKey
from .figures import LEVELS, Figures, dump, load
from .found import KINDS, FoundTable
from .reading import FoundFile, read_results

IMPORTED, DUPLICATE, SKIPPED = "imported", "duplicate", "skipped"
STATUS_NAMES = {IMPORTED: "принят", DUPLICATE: "повтор", SKIPPED: "пропущен"}
"""Status → how it is called."""


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
