"""Many schools' workbooks as one set of answers: who said what, what is missing, what is doubtful and where."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ...models.errors import UserError
from ...models.monitoring import CriterionValue
from ..formats import Format
from ..jobs import Progress, no_progress
from ..results.workbooks import ENDINGS
from .criteria_in import FormIndex, FoundColumn
from .labels import SchoolKey, school_key
from .monitoring_in import MonitoringBook, read_monitoring

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_STAGE = re.compile(r"\s*\([^()]*мониторинг[^()]*\)\s*$", re.IGNORECASE)

Key = tuple[str, str]
"""Section and indicator."""


@dataclass(frozen=True, slots=True)
class Where:
    """A cell of a file."""

    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something missing or doubtful; a cell where there is one."""

    where: Where
    text: str
    school: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was given: the schools it gave, or why it gave none."""

    path: Path
    schools: tuple[str, ...] = ()
    as_of: str = ""
    reason: str = ""


@dataclass
class SchoolAnswers:
    """One school's answers to all criteria."""

    name: str
    key: SchoolKey
    as_of: str = ""
    answers: dict[Key, CriterionValue] = field(default_factory=dict)
    where: dict[Key, Where] = field(default_factory=dict)


@dataclass(frozen=True)
class Consolidated:
    """Everything that goes into the municipality's workbook."""

    form: Format
    schools: tuple[SchoolAnswers, ...]
    files: tuple[SourceFile, ...]
    remarks: tuple[Remark, ...]


def consolidate(paths: Iterable[Path], form: Format, progress: Progress = no_progress) -> Consolidated:
    """Read every workbook of `paths` (files and folders); one that cannot be read is listed and the rest go on."""
    files = list(workbooks_of(paths))
    if not files:
        raise UserError("Не нашлось ни одной книги Excel: укажите файлы .xlsx или папку с ними.")
    work = _Work(FormIndex(form))
    for index, path in enumerate(files):
        work.add(path)
        progress((index + 1) / len(files))
    if not work.schools:
        raise UserError(f"Ни в одной книге нет данных школ. {work.files[0].reason}")
    work.find_gaps()
    schools = sorted(work.schools, key=lambda one: (_number(one.key), one.name))
    return Consolidated(form, tuple(schools), tuple(work.files), tuple(work.remarks))


def workbooks_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The workbooks among files and folders, in order, each once; locks of open books are no books."""
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            found = [Path(folder) / name for folder, _, names in os.walk(path) for name in names]
            inside = sorted(
                one for one in found if one.suffix.lower() in ENDINGS and not one.name.startswith(("~$", "."))
            )
        else:
            inside = [path]
        for one in inside:
            place = os.path.abspath(one)
            if place not in seen:
                seen.add(place)
                yield one


class _Work:
    """The answers gathered so far."""

    def __init__(self, index: FormIndex) -> None:
        self._index = index
        self.schools: list[SchoolAnswers] = []
        self.files: list[SourceFile] = []
        self.remarks: list[Remark] = []
        self._by_key: dict[SchoolKey, SchoolAnswers] = {}
        self._by_numbers: dict[frozenset[str], list[SchoolAnswers]] = {}

    def add(self, path: Path) -> None:
        """Read one workbook; its failure is a line of the report."""
        try:
            book = read_monitoring(path, self._index, answers_only=True)
        except UserError as error:
            self.files.append(SourceFile(path, reason=str(error)))
            self.remarks.append(Remark(Where(path.name, "", ""), str(error)))
            return
        named = {_school_name(book, one.column) for one in book.columns}
        for one in book.columns:
            self._column(book, one.sheet, one.column)
        dates = {one.column.as_of for one in book.columns if one.column.as_of}
        self.files.append(SourceFile(path, tuple(sorted(named)), ", ".join(sorted(dates))))

    def _column(self, book: MonitoringBook, sheet: str, column: FoundColumn) -> None:
        name, file = _school_name(book, column), book.path.name
        school = self._school(name, Where(file, sheet, column.spot.address))
        newer = _day(column.as_of) > _day(school.as_of)
        for key, value in column.answers.items():
            place = (column.section, key)
            where = Where(file, sheet, column.spots[key].address)
            before = school.answers.get(place)
            if before is not None and before.given and value.given and before != value:
                text = f"Другое значение, чем в «{school.where[place].file}»; взято {'это' if newer else 'первое'}."
                self.remarks.append(Remark(where, text, school.name))
            if before is None or not before.given or (newer and value.given):
                school.answers[place], school.where[place] = value, where
        if newer:
            school.as_of = column.as_of
        for doubt in column.doubts:
            self.remarks.append(Remark(Where(file, sheet, doubt.spot.address), doubt.text, school.name))

    def _school(self, name: str, where: Where) -> SchoolAnswers:
        """The school of that name in any spelling; a spelling that differs is told."""
        key = school_key(name)
        known = self._by_key.get(key)
        if known is None:
            known = next((one for one in self._by_numbers.get(key.numbers, ()) if one.key.same(key)), None)
            if known is None:
                known = SchoolAnswers(name, key)
                self.schools.append(known)
                self._by_numbers.setdefault(key.numbers, []).append(known)
            else:
                self.remarks.append(Remark(where, f"«{name}» и «{known.name}» сочтены одной школой.", known.name))
            self._by_key[key] = known
        return known

    def find_gaps(self) -> None:
        """A remark for every indicator that a school left empty; shares follow from their counts."""
        for school in self.schools:
            for section in self._index.form.section:
                for indicator in section.indicators:
                    place = (section.key, indicator.key)
                    value = school.answers.get(place)
                    if indicator.kind == "share" or (value is not None and value.given):
                        continue
                    where = school.where.get(place) or Where("", "", "")
                    self.remarks.append(
                        Remark(where, f"Нет ответа: {section.title}, «{indicator.label}».", school.name)
                    )


def _school_name(book: MonitoringBook, column: FoundColumn) -> str:
    """The school of a column: by the heading above it, by what the program wrote, or by the file's name."""
    heading = _STAGE.sub("", column.school).strip()
    alone = len({one.column.school for one in book.columns}) == 1
    if book.school and alone:
        return book.school
    return heading or book.school or book.path.stem


def _day(text: str) -> date:
    """A date as typed; the first of all days where there is none."""
    found = _DATE.search(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.min
    except ValueError:
        return date.min


def _number(key: SchoolKey) -> int:
    return min((int(number) for number in key.numbers), default=10**9)


def given(schools: Sequence[SchoolAnswers], place: Key) -> list[CriterionValue | None]:
    """The answers of all schools to one indicator, None where there is none."""
    found = [school.answers.get(place) for school in schools]
    return [value if value is not None and value.given else None for value in found]
