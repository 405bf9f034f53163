"""Which exam a table belongs to: kind, year, subject and grade, found in the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ..folding import fold
from .cells import Cell, filled, folded, number, text
from .subjects import by_code, find_subject, subject_of

VPR, OGE, EGE = "vpr", "oge", "ege"
EXAM_NAMES = {VPR: "ВПР", OGE: "ОГЭ", EGE: "ЕГЭ"}
"""Kind → how it is called."""

_YEAR = re.compile(r"(?<![\d.])(20[0-4]\d)(?!\d|\.\d)")  # not the year of a date
_DATE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_SCHOOL_YEAR = re.compile(r"(20[0-4]\d)\s*[-–/]\s*(20[0-4]\d)")
_GRADE = re.compile(r"(?<![\d.,])(\d{1,2})\s*[-–]?\s*(?:й|ый|ые|х|ых|е)?\s*[«\"]?[а-яё]?[»\"]?\s*(?:класс|кл\.)")
_GRADE_AFTER = re.compile(r"класс\w*\s*:?\s*(\d{1,2})(?!\d)")
_EXAMS = (
    (VPR, re.compile(r"\bвпр\b|всероссийск\w+ проверочн")),
    (OGE, re.compile(r"\bогэ\b|\bгиа-?9\b|основн\w+ государственн")),
    (EGE, re.compile(r"\bегэ\b|\bгиа-?11\b|един\w+ государственн")),
)
_LABELS = {
    "subject": re.compile(r"^(?:учебный )?предмет\s*:?"),
    "maximum": re.compile(r"^макс\w*\.? перв\w*\.? балл\s*:?"),
    "date": re.compile(r"^дата(?: проведения| экзамена)?\s*:?"),
    "grade": re.compile(r"^(?:класс|параллель)\s*:?$"),
    "year": re.compile(r"^(?:учебный )?год\s*:?$"),
}
_SIGNIFICANT = re.compile(r"впр|огэ|егэ|гиа|класс|предмет|дата|балл|год|20\d\d|экзамен|протокол|проверочн|параллель")
_GRADES = {OGE: 9, EGE: 11}
_LONGEST_TITLE = 300
_MOST_CELLS = 8  # a row with more is one of a table


@dataclass(frozen=True, slots=True)
class ExamKey:
    """One exam of one subject in one grade and year; what is not known yet is empty or 0."""

    exam: str = ""
    year: int = 0
    subject: str = ""
    grade: int = 0
    maximum: float | None = None

    def over(self, other: ExamKey) -> ExamKey:
        """This one, with what it does not know taken from another."""
        return ExamKey(
            self.exam or other.exam,
            self.year or other.year,
            self.subject or other.subject,
            self.grade or other.grade,
            other.maximum if self.maximum is None else self.maximum,
        )

    def settled(self) -> ExamKey:
        """With the grade that the kind of exam implies; a ВПР where nothing names another kind."""
        if self.exam and self.grade:
            return self
        exam = self.exam or VPR
        return replace(self, exam=exam, grade=self.grade or _GRADES.get(exam, 0))

    def missing(self) -> str:
        """What must be known and is not, in words."""
        names = (("год", self.year), ("предмет", self.subject), ("класс", self.grade))
        return ", ".join(name for name, value in names if not value)

    def title(self) -> str:
        """«ВПР 2026, Русский язык, 5 класс»."""
        return f"{EXAM_NAMES.get(self.exam, '')} {self.year}, {self.subject}, {self.grade} класс"


_UNKNOWN = ExamKey()


@lru_cache(maxsize=500)
def in_text(line: str) -> ExamKey:
    """What one line of a title says."""
    plain = fold(line)
    grade = _GRADE.search(plain) or _GRADE_AFTER.search(plain)
    school_year, year = _SCHOOL_YEAR.search(plain), _YEAR.search(plain)
    return ExamKey(
        exam=next((exam for exam, words in _EXAMS if words.search(plain)), ""),
        year=int(school_year[2]) if school_year else int(year[1]) if year else 0,
        subject=find_subject(plain),
        grade=int(grade[1]) if grade and 1 <= int(grade[1]) <= 11 else 0,
    )


def in_rows(rows: Iterable[list[Cell]]) -> ExamKey:
    """What the rows above a table say: labels with their values first, then titles."""
    labelled, titled, dated = _UNKNOWN, _UNKNOWN, _UNKNOWN
    for row in rows:
        if not [cell for cell in row if type(cell) is str and cell and _tells(cell)]:
            continue
        cells = filled(row)
        if len(cells) > _MOST_CELLS:
            continue
        for label, key in _said(tuple((place, " " if type(cell) is bool else cell) for place, cell in cells)):
            if not label:
                titled = key.over(titled)
            elif label == "date":
                dated = key.over(dated)
            else:
                labelled = key.over(labelled)
    return labelled.over(titled).over(dated)


@lru_cache(maxsize=500)  # the tables of an exam have the same head; a True is no 1 and says nothing
def _said(cells: tuple[tuple[int, Cell], ...]) -> tuple[tuple[str, ExamKey], ...]:
    """What each telling cell of a row says, with its label; a title has none."""
    said: list[tuple[str, ExamKey]] = []
    for place, cell in cells:
        if type(cell) is not str or not _tells(cell):
            continue
        line = folded(cell)
        label = _label(line)
        if not label:
            said.append(("", in_text(text(cell))))
        elif label == "date":
            year = _DATE_YEAR.search(_value(cells, place, line, label))
            said.append((label, ExamKey(year=int(year[1]) if year else 0)))
        else:
            said.append((label, _labelled(label, _value(cells, place, line, label))))
    return tuple(said)


@lru_cache(maxsize=1000)
def _tells(cell: str) -> bool:
    """Whether a text may say something about the exam."""
    if len(cell) > _LONGEST_TITLE:
        return False
    return _SIGNIFICANT.search(folded(cell)) is not None or bool(len(cell) < 60 and find_subject(cell))


@lru_cache(maxsize=500)
def _label(line: str) -> str:
    return next((name for name, words in _LABELS.items() if words.search(line)), "")


def in_names(path: Path, sheet: str) -> ExamKey:
    """What the names of the sheet, the file and its folder say, in that order."""
    known = ExamKey()
    for name in (sheet, path.stem, path.parent.name):
        subject, grade = by_code(name)
        said = in_text(name.replace("_", " "))
        known = known.over(ExamKey(said.exam, said.year, subject or said.subject, grade or said.grade))
    return known


def _value(cells: Sequence[tuple[int, Cell]], place: int, line: str, label: str) -> str:
    """What a label names: the rest of its own cell, the next filled cell, or the only other one of the row."""
    rest = _LABELS[label].sub("", line, count=1).strip(" :")
    if rest:
        return rest
    after = [cell for at, cell in cells if at > place]
    before = [cell for at, cell in cells if at < place]
    return text((after or before or [""])[0])


def _labelled(label: str, value: str) -> ExamKey:
    if label == "subject":
        return ExamKey(subject=subject_of(value), grade=in_text(value).grade)
    found = number(value)
    if label == "maximum":
        return ExamKey(maximum=found)
    if label == "grade":
        grade = re.match(r"\d{1,2}", value)
        return ExamKey(grade=int(grade[0]) if grade and 1 <= int(grade[0]) <= 11 else 0)
    return ExamKey(year=in_text(value).year)
