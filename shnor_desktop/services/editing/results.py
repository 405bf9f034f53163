"""Results entered by hand, for what has no file, and typed over what a file says (see `results/typed.py`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...models.errors import UserError
from ...models.results import ExamResult
from ..results.exam_key import EXAM_NAMES, ExamKey
from ..results.figures import LEVELS, MARKS, NO_MARK, SCHOOL, Figures, Source, Task, dump, load
from ..results.summaries import STATED
from ..results.task_heading import natural
from ..results.typed import TASK, is_field
from ..school_file import SchoolFile
from ..transaction import Transaction
from ..wording import plural
from .rows import checked

HAND = Source("hand")
"""Where figures entered by hand say they come from."""

Typed = Mapping[str, float | None]
"""Field → what is typed for it; None takes it back."""


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
    check_exam(exam, level)
    _check(participants, marks or {}, stated or {})
    values: dict[str, float | None] = dict(stated or {})
    if participants is not None:
        values["n"] = participants
    if marks:
        values |= {f"mark{mark}": marks.get(mark, 0) for mark in {*MARKS, NO_MARK} if mark in marks or mark > 1}
    with file.transaction(f"Результат введён: {exam.title()}") as transaction:
        return type_values(transaction, file, exam, level, values)


def add_exam(file: SchoolFile, exam: ExamKey, level: str = SCHOOL) -> int:
    """Begin an exam that has no file, with nothing in it yet; UserError when it is there already."""
    exam = replace(exam, subject=checked(exam.subject).strip())
    check_exam(exam, level)
    if file.rows(ExamResult, **_place(exam, level)):
        raise UserError(f"{exam.title()} – уже есть в списке. Впишите значения в его строку.")
    with file.transaction(f"Экзамен добавлен: {exam.title()}") as transaction:
        return type_values(transaction, file, exam, level, {})


def type_into(file: SchoolFile, name: str, typed: Mapping[int, Typed]) -> None:
    """Type values into results by their ids, as one step."""
    rows = {id_: row for id_ in typed if (row := file.get(ExamResult, id_)) is not None}
    with file.transaction(name) as transaction:
        for id_, values in typed.items():
            if id_ in rows:
                _set(transaction, rows[id_], _with(load(rows[id_].data), values))


def type_values(transaction: Transaction, file: SchoolFile, exam: ExamKey, level: str, values: Typed) -> int:
    """Type values into a sample of an exam, which is begun where it is not there yet; gives its id."""
    known = file.rows(ExamResult, **_place(exam, level))
    if known:
        _set(transaction, known[0], _with(load(known[0].data), values))
        return known[0].id
    figures = _with(Figures(sources=(HAND,)), values)
    place = _place(exam, level)
    return transaction.add(ExamResult(**place, participants=figures.n, data=dump(figures))).id


def set_tasks(
    file: SchoolFile, exam: ExamKey, name: str, tasks: Mapping[str, float | None], samples: Mapping[str, Typed]
) -> None:
    """Give tasks of an exam their highest points and samples their completion by task, as one step.

    `tasks` has keys of tasks, new ones too; `samples` level → task → per cent. UserError for what is not 0 to 100.
    """
    for level, shares in samples.items():
        if level not in LEVELS or any(share is not None and not 0 <= share <= 100 for share in shares.values()):
            raise UserError("Решаемость – от 0 до 100 процентов.")
    if any(points is not None and points <= 0 for points in tasks.values()):
        raise UserError("Максимальный балл задания больше нуля.")
    with file.transaction(name) as transaction:
        row = file.get(ExamResult, type_values(transaction, file, exam, SCHOOL, {}))
        assert row is not None
        figures = load(row.data)
        kept = dict(figures.tasks)
        for key, points in tasks.items():
            kept[key] = replace(kept.get(key, Task(key, key)), maximum=points)
        ordered = dict(sorted(kept.items(), key=lambda item: natural(item[0])))
        _set(transaction, row, replace(figures, tasks=ordered))
        for level, shares in samples.items():
            type_values(transaction, file, exam, level, {f"{TASK}{key}": share for key, share in shares.items()})


def remove_tasks(file: SchoolFile, exam: ExamKey, keys: Collection[str]) -> None:
    """Take tasks that were entered by hand out of an exam; UserError for those that a file counts."""
    rows = [row for level in LEVELS for row in file.rows(ExamResult, **_place(exam, level))]
    loaded = [(row, load(row.data)) for row in rows]
    if any(key in figures.completion or key in figures.whole.points for _, figures in loaded for key in keys):
        raise UserError("Эти задания взяты из файла. Удалите экзамен, чтобы ввести его заново.")
    gone = {f"{TASK}{key}" for key in keys}
    with file.transaction(f"Удаление: {plural(len(keys), 'задание', 'задания', 'заданий')}") as transaction:
        for row, figures in loaded:
            tasks = {key: task for key, task in figures.tasks.items() if key not in keys}
            typed = {field: value for field, value in figures.typed.items() if field not in gone}
            _set(transaction, row, replace(figures, tasks=tasks, typed=typed))


def remove_results(file: SchoolFile, ids: Collection[int]) -> None:
    """Remove results as one step."""
    with file.transaction(f"Удаление: {plural(len(ids), 'результат', 'результата', 'результатов')}") as transaction:
        transaction.remove_all(ExamResult, sorted(set(ids)))


def key_of(row: ExamResult) -> ExamKey:
    """The exam of a result."""
    return ExamKey(row.exam, row.year, row.subject, row.grade)


def check_exam(exam: ExamKey, level: str) -> None:
    """UserError for an exam that is not named in full."""
    if exam.exam not in EXAM_NAMES or level not in LEVELS:
        raise UserError("Выберите экзамен (ВПР, ОГЭ или ЕГЭ) и выборку.")
    if missing := exam.missing():
        raise UserError(f"Укажите: {missing}.")
    if not 2000 <= exam.year <= 2049 or not 1 <= exam.grade <= 11:
        raise UserError("Год пишут полностью, как 2026; классы – от 1 до 11.")


def _place(exam: ExamKey, level: str) -> dict[str, Any]:
    return {"exam": exam.exam, "year": exam.year, "subject": exam.subject, "grade": exam.grade, "level": level}


def _with(figures: Figures, values: Typed) -> Figures:
    unknown = [field for field in values if not is_field(field)]
    if unknown:
        raise UserError(f"Такого значения у результата нет: {unknown[0]}.")
    if any(value is not None and value < 0 for value in values.values()):
        raise UserError("Числа результата не бывают меньше нуля.")
    typed = {**figures.typed, **values}
    sources: Sequence[Source] = figures.sources
    if not any(not source.file for source in sources):
        sources = (*sources, HAND)
    kept = {field: value for field, value in typed.items() if value is not None}
    if not kept and any(source.file for source in sources):
        sources = [source for source in sources if source.file]
    return replace(figures, typed=kept, sources=tuple(sources))


def _set(transaction: Transaction, row: ExamResult, figures: Figures) -> None:
    transaction.change(ExamResult, row.id, participants=figures.n, data=dump(figures))


def _check(participants: int | None, marks: Mapping[int, int], stated: Mapping[str, float]) -> None:
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
