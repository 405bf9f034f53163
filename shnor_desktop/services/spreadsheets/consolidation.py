"""Many schools' workbooks as one set of answers: who said what, what is missing, what is doubtful and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ...models.errors import UserError
from ...models.monitoring import CriterionValue
from ..formats import Format
from ..jobs import Progress, no_progress
from ..uncollected import uncollected
from .criteria_in import FormIndex
from .labels import SchoolKey, school_key
from .school_books import ReadBook, SchoolColumn, read_books, workbooks_of

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")

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
    matched: tuple[tuple[str, str], ...] = ()
    """Each name as the file writes it → the school that it was taken for."""


@dataclass
class SchoolAnswers:
    """One school's answers to all criteria."""

    name: str
    key: SchoolKey
    as_of: str = ""
    answers: dict[Key, CriterionValue] = field(default_factory=dict)
    sources: dict[Key, tuple[str, SchoolColumn]] = field(default_factory=dict)
    """Each answer → the name of its file and the column where it stands there."""
    score: float | None = None
    """The relative score, where a workbook gives it."""

    def where(self, place: Key) -> Where:
        """The cell of an answer; no cell where there is none. Made when it is asked for: few are."""
        if place not in self.sources:
            return Where("", "", "")
        file, column = self.sources[place]
        return Where(file, column.sheet, column.found.spots[place[1]].address)


@dataclass(frozen=True)
class Consolidated:
    """Everything that goes into the municipality's workbook."""

    form: Format
    schools: tuple[SchoolAnswers, ...]
    files: tuple[SourceFile, ...]
    remarks: tuple[Remark, ...]


Spelling = tuple[Path, str]
"""A school's name as a file writes it."""


@uncollected()
def consolidate(paths: Iterable[Path], form: Format, progress: Progress = no_progress) -> Consolidated:
    """Read every workbook of `paths` (files and folders); one that cannot be read is listed and the rest go on."""
    files = list(workbooks_of(paths))
    if not files:
        raise UserError("Не нашлось ни одной книги Excel: укажите файлы .xlsx или папку с ними.")
    return join(read_books(files, FormIndex(form), progress), form)


@uncollected()
def join(books: Sequence[ReadBook], form: Format, names: Mapping[Spelling, str] = MappingProxyType({})) -> Consolidated:
    """What was read as one set of answers; `names` say which school a spelling means where a person has said so."""
    work = _Work(form, names)
    for book in books:
        work.add(book)
    if not work.schools:
        raise UserError(f"Ни в одной книге нет данных школ. {books[0].reason if books else ''}".strip())
    work.find_gaps()
    schools = sorted(work.schools, key=lambda one: (_number(one.key), one.name))
    return Consolidated(form, tuple(schools), tuple(work.files), tuple(work.remarks))


class _Work:
    """The answers gathered so far."""

    def __init__(self, form: Format, names: Mapping[Spelling, str]) -> None:
        self._form, self._names = form, names
        self.schools: list[SchoolAnswers] = []
        self.files: list[SourceFile] = []
        self.remarks: list[Remark] = []
        self._by_name: dict[str, SchoolAnswers] = {}
        self._by_key: dict[SchoolKey, SchoolAnswers] = {}
        self._by_numbers: dict[frozenset[str], list[SchoolAnswers]] = {}

    def add(self, book: ReadBook) -> None:
        """Take one workbook in; its failure is a line of the report."""
        if book.reason:
            self.files.append(SourceFile(book.path, reason=book.reason))
            self.remarks.append(Remark(Where(book.path.name, "", ""), book.reason))
            return
        matched: dict[str, str] = {}
        for one in book.columns:
            where = Where(book.path.name, one.sheet, one.found.spot.address)
            school = self._school(book.path, one.spelling, where)
            matched[one.spelling] = school.name
            self._column(school, one, book.path.name)
        for sheet, score in book.scores:
            where = Where(book.path.name, sheet, score.spot.address)
            school = self._school(book.path, score.school, where)
            matched[score.school] = school.name
            if school.score is not None and school.score != score.score:
                self.remarks.append(Remark(where, "Другой относительный балл; взят первый.", school.name))
            school.score = score.score if school.score is None else school.score
        named = tuple(sorted(set(matched.values())))
        self.files.append(SourceFile(book.path, named, book.as_of, matched=tuple(matched.items())))

    def _column(self, school: SchoolAnswers, one: SchoolColumn, file: str) -> None:
        column, sheet, source = one.found, one.sheet, (file, one)
        newer = _day(column.as_of) > _day(school.as_of)
        for key, value in column.answers.items():
            place = (column.section, key)
            before = school.answers.get(place)
            if before is not None and before.given and value.given and before != value:
                text = f"Другое значение, чем в «{school.sources[place][0]}»; взято {'это' if newer else 'первое'}."
                self.remarks.append(Remark(Where(file, sheet, column.spots[key].address), text, school.name))
            if before is None or not before.given or (newer and value.given):
                school.answers[place], school.sources[place] = value, source
        if newer:
            school.as_of = column.as_of
        for doubt in column.doubts:
            self.remarks.append(Remark(Where(file, sheet, doubt.spot.address), doubt.text, school.name))

    def _school(self, path: Path, spelling: str, where: Where) -> SchoolAnswers:
        """The school of that name in any spelling; a spelling that differs is told, what a person said is taken."""
        said = self._names.get((path, spelling), "")
        name = said or spelling
        known = self._by_name.get(name) or (None if said else self._like(name))
        if known is None:
            known = SchoolAnswers(name, school_key(name))
            self.schools.append(known)
            if not said:
                self._by_numbers.setdefault(known.key.numbers, []).append(known)
        elif known.name != name and name not in self._by_name:
            self.remarks.append(Remark(where, f"«{name}» и «{known.name}» сочтены одной школой.", known.name))
        self._by_name[name] = known
        return known

    def _like(self, name: str) -> SchoolAnswers | None:
        key = school_key(name)
        if key not in self._by_key:
            found = next((one for one in self._by_numbers.get(key.numbers, ()) if one.key.same(key)), None)
            if found is None:
                return None
            self._by_key[key] = found
        return self._by_key[key]

    def find_gaps(self) -> None:
        """A remark for every indicator that a school left empty; shares follow from their counts."""
        asked = [
            ((section.key, indicator.key), f"Нет ответа: {section.title}, «{indicator.label}».")
            for section in self._form.section
            for indicator in section.indicators
            if indicator.kind != "share"
        ]
        for school in self.schools:
            for place, text in asked:
                value = school.answers.get(place)
                if value is None or not value.given:
                    self.remarks.append(Remark(school.where(place), text, school.name))


@lru_cache(maxsize=100)  # a thousand schools give the same few dates
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
