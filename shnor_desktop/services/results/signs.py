"""What results show that asks for a measure: tasks below the corridor, gaps, growth of «2», doubts about marks.

A sign is a place to look at and no verdict; none is about a teacher. It points at a difficulty of the bank of measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...models.results import ExamResult
from ..wording import plural
from . import statistics
from .comparisons import correlation, twos
from .computed import SAMPLES, Computed, ExamId
from .exam_key import EGE, OGE
from .exam_tables import Results, decimal
from .figures import COUNTRY, MUNICIPALITY, REGION, SCHOOL

EXAM_NAMES = {"vpr": "ВПР", "oge": "ОГЭ", "ege": "ЕГЭ"}
_SAMPLE_WORDS = {COUNTRY: "по стране", REGION: "по региону", MUNICIPALITY: "по муниципалитету"}
_DEFICITS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("math", ("Математика", "Информатика")),
    ("reading", ("Русский язык", "Литература", "Литературное чтение", "История", "Обществознание")),
    ("science", ("Физика", "Химия", "Биология", "География", "Окружающий мир")),
)
"""Difficulty of the bank → how the names of its subjects begin."""


@dataclass(frozen=True)
class Sign:
    """A sign: its name for links, the exam, what is seen, the bank's difficulties behind it."""

    key: str
    exam: ExamId
    text: str
    deficits: tuple[str, ...]
    task: str = ""
    weight: float = 0.0
    caution: str = ""

    @property
    def title(self) -> str:
        """«ВПР 2026, русский язык, 4 класс»."""
        return exam_title(self.exam)


def exam_title(exam: ExamId) -> str:
    """«ВПР 2026, русский язык, 4 класс»; the grade of an exam goes without saying."""
    kind, year, subject, grade = exam
    name = f"{EXAM_NAMES.get(kind, kind)} {year}, {subject[:1].lower()}{subject[1:]}"
    return f"{name}, {grade} класс" if grade and kind == "vpr" else name


def signs_of(results: Results) -> list[Sign]:
    """The signs of the newest exam of each kind, subject and grade; in order."""
    newest: dict[tuple[str, str, int], ExamId] = {}
    for exam in results.exams():
        newest.setdefault((exam[0], exam[2], exam[3]), exam)
    return in_order(sign for exam in newest.values() for sign in _of_exam(results, exam))


def in_order(signs: Iterable[Sign]) -> list[Sign]:
    """By exam, the newest first, and in an exam the gravest first."""
    return sorted(signs, key=lambda sign: (-sign.exam[1], sign.exam[0], sign.exam[3], sign.exam[2], -sign.weight))


def apart(rows: Iterable[ExamResult]) -> list[list[ExamResult]]:
    """Results that are looked at together, so that a window can look at them one after another.

    For each kind, subject and grade the newest year with all its samples, and the school's year before.
    """
    kept: dict[tuple[str, str, int], list[ExamResult]] = {}
    for row in rows:
        kept.setdefault((row.exam, row.subject, row.grade), []).append(row)
    found = []
    for together in kept.values():
        last = max(row.year for row in together)
        found.append([row for row in together if row.year == last or (row.year == last - 1 and row.level == SCHOOL)])
    return found


def _of_exam(results: Results, exam: ExamId) -> Iterator[Sign]:
    school = results.at(exam)
    if school is None:
        return
    yield from _tasks(exam, school, results.methods)
    yield from _exam_gap(results, exam, school)
    change = twos(results, exam)
    if change is not None and change.negative:
        text = f"Доля «2» выросла на {decimal(change.change, 1)} п. п.: {_pair(change.before, change.now)}"
        yield _sign(exam, "twos", text, ("failing",), change.change, school)
    rank = correlation(results.figures(exam))
    if rank is not None and rank.contradicts:
        text = f"Отметки за работу и в журнале не согласуются: коэффициент Спирмена {decimal(rank.simple)}"
        yield _sign(exam, "mismatch", text, ("objectivity",), 1.0, school)
    if school.gaps2:
        gap = plural(results.methods.gap, "отметку", "отметки", "отметок")
        text = f"Расходятся с журналом на {gap} и больше – {school.gaps2} из {school.n} работ"
        yield _sign(exam, "gaps", text, ("objectivity",), float(school.gaps2), school)


def _tasks(exam: ExamId, school: Computed, methods: statistics.Methods) -> Iterator[Sign]:
    """Tasks that lie below the corridor around the sample of the methods, else the largest there is."""
    levels = (methods.corridor_level, *SAMPLES)
    level = next((one for one in levels if one in school.deviations), "")
    for task, deviation in school.deviations.get(level, {}).items():
        if deviation < 0 and statistics.outside(deviation, 0.0, methods):
            done = decimal(school.completion.get(task), 1)
            text = f"Задание {task}: {done}\u00a0% – на {decimal(-deviation)} п. п. ниже, чем {_SAMPLE_WORDS[level]}"
            yield _sign(exam, f"task:{task}", text, _of_subject(exam[2]), -deviation, school, task)


def _exam_gap(results: Results, exam: ExamId, school: Computed) -> Iterator[Sign]:
    region = results.at(exam, REGION)
    if exam[0] not in (OGE, EGE) or region is None:
        return
    if statistics.far_below(school.mean_score, region.mean_score, results.methods):
        text = f"Средний балл {decimal(school.mean_score)} – далеко ниже, чем по региону ({decimal(region.mean_score)})"
        gap = (region.mean_score or 0.0) - (school.mean_score or 0.0)
        yield _sign(exam, "gap", text, ("exams", *_of_subject(exam[2])), gap, school)


def _sign(
    exam: ExamId, what: str, text: str, deficits: tuple[str, ...], weight: float, school: Computed, task: str = ""
) -> Sign:
    key = ":".join((exam[0], str(exam[1]), exam[2], str(exam[3]), what))
    return Sign(key, exam, text, deficits, task, weight, school.caution)


def _of_subject(subject: str) -> tuple[str, ...]:
    found = next((key for key, names in _DEFICITS if subject.startswith(names)), "")
    return (found, "failing") if found else ("failing",)


def _pair(before: float, now: float) -> str:
    return f"было {decimal(before, 1)}\u00a0%, стало {decimal(now, 1)}\u00a0%"


def measure_text(sign: Sign, skill: str) -> str:
    """A measure in words for the plan: it names the skill where the school said which one the task asks for."""
    if skill.strip():
        return f"Отработать умение: {skill.strip().rstrip('.')} ({sign.title}, задание {sign.task})."
    if sign.task:
        what = f"материал задания {sign.task} ({sign.title})"
        return f"Разобрать типичные ошибки и отработать на уроках и консультациях {what}."
    return ""
