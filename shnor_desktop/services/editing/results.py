"""Results entered by hand, for what has no file: marks counted, means and medians as somebody states them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ...models.errors import UserError
from ...models.results import ExamResult
from ..results.exam_key import EXAM_NAMES, ExamKey
from ..results.figures import LEVELS, MARKS, NO_MARK, Figures, Group, Outcome, Source, dump, load
from ..results.summaries import STATED
from ..school_file import SchoolFile
from ..wording import plural
from .rows import checked

HAND = Source("hand")
"""Where figures entered by hand say they come from."""


def enter_result(
    file: SchoolFile,
    exam: ExamKey,
    level: str,
    *,
    participants: int | None = None,
    marks: Mapping[int, int] | None = None,
    stated: Mapping[str, float] | None = None,
) -> int:
    """Keep what was entered for a sample of an exam and return the row's id; what it speaks of takes the older's place.

    `marks` are counts of 5 to 1 and of `NO_MARK`; `stated` has keys of `summaries.STATED`. UserError for an exam that
    is not named in full and for numbers that contradict each other.
    """
    exam = replace(exam, subject=checked(exam.subject).strip())
    _check(exam, level, participants, marks or {}, stated or {})
    outcomes: dict[Outcome, int] = {(None, mark, None): count for mark, count in (marks or {}).items() if count}
    groups = {"": Group(outcomes)} if outcomes else {}
    entered = Figures(groups=groups, participants=participants, stated=dict(stated or {}), sources=(HAND,))
    place = {"exam": exam.exam, "year": exam.year, "subject": exam.subject, "grade": exam.grade, "level": level}
    known = file.rows(ExamResult, **place)
    kept = load(known[0].data) if known else Figures()
    if groups:
        _check_not_imported(kept)
    figures = kept.merged(entered)
    name = f"Результат введён: {exam.title()}"
    with file.transaction(name) as transaction:
        if known:
            transaction.change(ExamResult, known[0].id, participants=figures.n, data=dump(figures))
            return known[0].id
        row = ExamResult(
            exam=exam.exam,
            year=exam.year,
            subject=exam.subject,
            grade=exam.grade,
            level=level,
            participants=figures.n,
            data=dump(figures),
        )
        return transaction.add(row).id


def remove_results(file: SchoolFile, ids: Collection[int]) -> None:
    """Remove results as one step."""
    with file.transaction(f"Удаление: {plural(len(ids), 'результат', 'результата', 'результатов')}") as transaction:
        transaction.remove_all(ExamResult, sorted(set(ids)))


def _check_not_imported(kept: Figures) -> None:
    """Counts of pupils from a file say more than marks alone: they are not overwritten in passing."""
    file = next((source.file for source in kept.sources if source.file and kept.groups and source.classes), "")
    if file:
        raise UserError(f"Отметки уже взяты из файла «{file}». Удалите этот результат, чтобы ввести их заново.")


def _check(
    exam: ExamKey, level: str, participants: int | None, marks: Mapping[int, int], stated: Mapping[str, float]
) -> None:
    if exam.exam not in EXAM_NAMES or level not in LEVELS:
        raise UserError("Выберите экзамен (ВПР, ОГЭ или ЕГЭ) и выборку.")
    if missing := exam.missing():
        raise UserError(f"Укажите: {missing}.")
    unknown = set(marks) - {*MARKS, NO_MARK} or set(stated) - set(STATED)
    if unknown:
        raise UserError("Отметки бывают от 1 до 5 и «н/а».")
    if any(count < 0 for count in marks.values()) or (participants or 0) < 0:
        raise UserError("Число участников не бывает меньше нуля.")
    total = sum(marks.values())
    if total and participants is not None and total != participants:
        raise UserError(f"Отметок {total}, а участников {participants}. Исправьте одно из чисел.")
    low, high = stated.get("lowest"), stated.get("highest")
    if low is not None and high is not None and low > high:
        raise UserError("Наименьший балл больше наибольшего. Поменяйте их местами.")
