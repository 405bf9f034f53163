"""Paragraphs about results whose numbers stay bound to the data.

Each template is a sentence, or several ways to say one, the fullest first; `{=name}` is a value of `bound_values`, the
rest stands as it is. What lacks a value is not said, and a paragraph without a value is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..documents.tree import Paragraph, Run
from .bound_values import earlier, key_of, value_of, years_key
from .computed import ExamId
from .exam_key import EGE, EXAM_NAMES, OGE, VPR
from .exam_tables import Results
from .subject_cases import dative

Templates = tuple[str, ...]
"""The sentences of one paragraph."""

_PIECE = re.compile(r"\{(=?)([^}]*)\}")

TAKEN: dict[str, Templates] = {
    VPR: (
        "ВПР по {subject} в {grade} {grades} в {year} году {=n}.",
        "Успеваемость – {=success}, качество – {=quality}, средняя отметка – {=mean_mark}."
        "|Успеваемость – {=success}, качество – {=quality}.",
    ),
    OGE: (
        "ОГЭ по {subject} в {year} году {=n}.|ОГЭ по {subject}, {year} год.",
        "Успеваемость – {=success}, качество – {=quality}.",
        "Средний балл – {=mean_score}, средняя отметка – {=mean_mark}.|Средний балл – {=mean_score}.",
    ),
    EGE: (
        "ЕГЭ по {subject} в {year} году {=n}.|ЕГЭ по {subject}, {year} год.",
        "Средний балл – {=mean_score}, наибольший – {=highest}.|Средний балл – {=mean_score}.",
        "Успеваемость – {=success}, качество – {=quality}.|Экзамен {=passed}.",
    ),
}
"""How many took part and how they did."""

SHARES: Templates = (
    "Успеваемость: {=success:region}; {=success:country}.|Успеваемость {=success:region}."
    "|Успеваемость {=success:municipality}.",
    "Качество: {=quality:region}; {=quality:country}.|Качество {=quality:region}.|Качество {=quality:municipality}.",
)
SCORES: Templates = (
    "Средний балл: {=mean_score:municipality}; {=mean_score:region}.|Средний балл {=mean_score:municipality}."
    "|Средний балл {=mean_score:region}.",
)
CORRIDOR: Templates = (
    "Выполнение заданий относительно региона (коридор ±{=width}\u00a0п.\u00a0п.): {=corridor:region}.",
    "Относительно страны: {=corridor:country}.",
)
LOW: Templates = ("Качественного образования по {subject} (отметки «2» и «3») {=low}.",)
JOURNAL: Templates = (
    "Отметка за работу ниже отметки в журнале {=lower}, совпадает с ней {=confirmed}, выше {=higher}.",
    "Разница в две отметки и больше – {=gaps2}.",
)
BANDS: Templates = ("До 60 баллов – {=band:0}, от 61 до 80 – {=band:1}, 81 и больше – {=band:2}.",)
SHARES_SINCE: Templates = ("Успеваемость {=success@{before}}, качество {=quality@{before}}.",)
SCORES_SINCE: Templates = ("Средний балл {=mean_score@{before}}.", "Средняя отметка {=mean_mark@{before}}.")
CAUTION: Templates = ("Участников {=caution}.",)
YEARS: Templates = (
    "Положительная динамика среднего балла {exam} в {year} году – {=better}, отрицательная – {=worse}.",
)


def paragraph_of(results: Results, exam: ExamId, templates: Templates) -> Paragraph | None:
    """A paragraph about an exam; None where nothing can be said."""
    before = earlier(results, exam)
    words = {
        "subject": dative(exam[2]),
        "grade": str(exam[3]),
        "grades": "классах" if len(results.figures(exam).groups) > 1 else "классе",
        "year": str(exam[1]),
        "before": str(before or ""),
    }
    keys = {name: key_of(exam, name) for name in _names(templates, words)}
    return _paragraph(results, templates, words, keys)


def years_paragraph(results: Results, kind: str, year: int) -> Paragraph | None:
    """Where the mean score of a year rose and where it fell."""
    words = {"exam": EXAM_NAMES[kind], "year": str(year)}
    keys = {name: years_key(kind, year, name) for name in ("better", "worse")}
    return _paragraph(results, YEARS, words, keys)


def cautious(results: Results, exam: ExamId) -> bool:
    """Whether so few took part that it has to be said."""
    found = results.at(exam)
    return found is not None and bool(found.caution)


def _names(templates: Templates, words: Mapping[str, str]) -> Iterable[str]:
    for template in templates:
        for mark, name in _PIECE.findall(_filled(template, words)):
            if mark:
                yield name


def _filled(template: str, words: Mapping[str, str]) -> str:
    """The template with its plain words put in; the year inside a value's name, too."""
    for name, text in words.items():
        template = template.replace(f"{{{name}}}", text)
    return template


def _paragraph(
    results: Results, templates: Templates, words: Mapping[str, str], keys: Mapping[str, str]
) -> Paragraph | None:
    runs: list[Run] = []
    for template in templates:
        ways = (_sentence(results, way, keys) for way in _filled(template, words).split("|"))
        made = next((way for way in ways if way), [])
        if made:
            runs += [Run(" "), *made] if runs else made
    return Paragraph(_joined(runs)) if any(run.bound for run in runs) else None


def _sentence(results: Results, template: str, keys: Mapping[str, str]) -> list[Run]:
    runs: list[Run] = []
    done = 0
    for piece in _PIECE.finditer(template):
        value = value_of(results, keys[piece[2]])
        if value is None:
            return []
        runs += [Run(template[done : piece.start()]), Run(value, bound=keys[piece[2]])]
        done = piece.end()
    return [run for run in (*runs, Run(template[done:])) if run.text]


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbouring plain runs made one."""
    joined: list[Run] = []
    for run in runs:
        if joined and not run.bound and not joined[-1].bound:
            joined[-1] = Run(joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
