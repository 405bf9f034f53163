"""Tables of section 2 by key: which there are, what they are called, and each as it is now.

A text holds the key alone («vpr-tasks/vpr/2026/Математика/4», «oge-years»), so that a table of the document cannot
contradict the results of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ...models.results import ExamResult
from . import exam_tables
from .computed import ExamId, exam_of
from .exam_key import EGE, OGE, VPR
from .exam_place import exam_from, exam_text
from .exam_tables import ExamTable, Results
from .subject_cases import dative
from .subjects import place_of

YEARS = "все годы"
"""What a table that is of no single exam is grouped under."""


@dataclass(frozen=True, slots=True)
class TableOffer:
    """A table that can be put into a text."""

    key: str
    title: str
    """Its caption, too."""


def offered(results: Results) -> list[TableOffer]:
    """Every table that has something to show, in the order of section 2, the newest year first."""
    return [TableOffer(key, title_of(key, results)) for key in _keys(results)]


def exam_keys(results: Results, exam: ExamId) -> list[str]:
    """The tables of one exam."""
    return [
        f"{kind}/{exam_text(exam)}"
        for kind, one in _OF_EXAM.items()
        if one.exam == exam[0] and one.there(results, exam)
    ]


def year_key(year: int) -> str:
    """The table of one year of ЕГЭ."""
    return f"ege/{year}"


OGE_YEARS, EGE_YEARS = "oge-years", "ege-years"


def table_of(results: Results, key: str) -> ExamTable | None:
    """The table of a key as the results have it; None where there is nothing to show."""
    kind, _, place = key.partition("/")
    exam = exam_from(place)
    if exam is not None:
        one = _OF_EXAM.get(kind)
        return one.make(results, exam) if one and one.exam == exam[0] and one.there(results, exam) else None
    if kind == EGE and place.isdecimal():
        return exam_tables.ege_table(results, int(place)) if int(place) in _years(results, EGE) else None
    whole = _OF_YEARS.get(key)
    return whole.make(results) if whole and _years(results, whole.exam) else None


def exams_of(key: str, rows: Iterable[ExamResult]) -> set[ExamId]:
    """The exams that a table of one exam or of one year of ЕГЭ shows; none for a table of all years."""
    kind, _, place = key.partition("/")
    exam = exam_from(place)
    if exam is not None:
        return {exam}
    return {exam_of(row) for row in rows if place and row.exam == kind and str(row.year) == place}


def title_of(key: str, results: Results | None = None) -> str:
    """What the table of a key is called, whether or not its exam is still there; empty for no such key."""
    kind, _, place = key.partition("/")
    exam = exam_from(place)
    if exam is not None and kind in _OF_EXAM:
        grades = "классах" if results is not None and len(results.figures(exam).groups) > 1 else "классе"
        return _OF_EXAM[kind].title.format(subject=dative(exam[2]), grade=exam[3], year=exam[1], grades=grades)
    if kind == EGE and place.isdecimal():
        return f"Результаты ЕГЭ, {place} год"
    return _OF_YEARS[key].title if key in _OF_YEARS else ""


@dataclass(frozen=True, slots=True)
class _ExamKind:
    """A table of one exam."""

    exam: str
    title: str
    make: Callable[[Results, ExamId], ExamTable]
    there: Callable[[Results, ExamId], bool]


@dataclass(frozen=True, slots=True)
class _YearsKind:
    """A table of all years of one kind of exam."""

    exam: str
    title: str
    make: Callable[[Results], ExamTable]


def _scored(results: Results, exam: ExamId) -> bool:
    found = results.at(exam)
    return found is not None and found.n is not None


def _solved(results: Results, exam: ExamId) -> bool:
    found = results.at(exam)
    return found is not None and bool(found.completion)


def _marked(results: Results, exam: ExamId) -> bool:
    found = results.at(exam)
    return found is not None and bool(found.shares)


_OF_EXAM: dict[str, _ExamKind] = {
    "vpr-summary": _ExamKind(
        VPR, "Результаты ВПР по {subject} в {grade} {grades}, {year} год", exam_tables.vpr_summary, _scored
    ),
    "vpr-tasks": _ExamKind(
        VPR, "Решаемость заданий ВПР по {subject} в {grade} {grades}, {year} год", exam_tables.task_completion, _solved
    ),
    "vpr-low": _ExamKind(
        VPR,
        "Низкий уровень качества образования по {subject} в {grade} {grades}, {year} год, %",
        exam_tables.low_quality,
        _marked,
    ),
    "oge": _ExamKind(OGE, "Результаты ОГЭ по {subject}, {year} год", exam_tables.oge_table, _scored),
}
_OF_YEARS: dict[str, _YearsKind] = {
    OGE_YEARS: _YearsKind(OGE, "Результаты ОГЭ по годам", exam_tables.oge_by_year),
    EGE_YEARS: _YearsKind(EGE, "Результаты ЕГЭ по годам", exam_tables.ege_by_year),
}


def ordered(results: Results, kind: str) -> list[ExamId]:
    """The school's exams of a kind as section 2 has them: the newest year first, then grades, then subjects."""
    exams = [exam for exam in results.exams(kind) if results.at(exam) is not None]
    return sorted(exams, key=lambda exam: (-exam[1], exam[3], place_of(exam[2]), exam[2]))


def _keys(results: Results) -> Iterator[str]:
    for kind, years in ((VPR, ""), (OGE, OGE_YEARS)):
        for exam in ordered(results, kind):
            yield from exam_keys(results, exam)
        if years and _years(results, kind):
            yield years
    yield from (year_key(year) for year in _years(results, EGE))
    if _years(results, EGE):
        yield EGE_YEARS


def _years(results: Results, kind: str) -> list[int]:
    return sorted({exam[1] for exam in results.exams(kind) if results.at(exam) is not None}, reverse=True)
