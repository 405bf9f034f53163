"""Individual results counted: rows of pupils go in, distributions come out, and nothing of a person stays.

Columns with names and documents are not looked into; a participant's code only tells a pupil's row from an empty one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ...models.errors import UserError
from ..folding import fold
from .cells import NOT_TRIED, Cell, is_absent, is_cross, is_empty, number, shown_points, text, whole
from .figures import NO_MARK, Figures, Group, Outcome, Task, ordered_points
from .layout import Layout
from .samples import same_school
from .task_heading import TaskHeading, natural

_SUMMARY = re.compile(r"^(?:средн|итог|всего|макс|мин|медиан|процент|%|ср\.|по школе|по классу|выполнил)")
_SCHOOL_LINE = re.compile(r"(?:кол-?во|количество) участников\s*:")
_CLASS = re.compile(r"(\d{1,2})?\s*[-–«\"]?\s*([А-ЯЁA-Z])?\s*[»\"]?")
_NOT_CERTIFIED = frozenset(("н/а", "на", "н.а.", "не аттестован", "не аттестована"))


def read_pupils(
    rows: Iterable[list[Cell]], layout: Layout, difficulty: dict[int, str], grade: int, own: str
) -> Figures:
    """The school's figures out of the rows below a header of individual results."""
    width = 1 + max((*layout.roles.values(), *layout.tasks, 0))
    layout = replace(layout, tasks=dict(sorted(layout.tasks.items(), key=_task_order)))
    pupils = _own_rows([row for row in rows if _is_pupil(row, layout, width)], layout, own)
    if not pupils:
        raise UserError("В таблице нет ни одного участника. Проверьте, та ли это выгрузка.")
    groups = {name: count_group(members, layout) for name, members in _by_class(pupils, layout, grade).items()}
    if not any(group.n for group in groups.values()):
        raise UserError("Все участники в таблице отсутствовали: считать нечего.")
    tasks = [
        Task(heading.key, heading.heading, heading.maximum, difficulty.get(place, ""))
        for place, heading in layout.tasks.items()
    ]
    return Figures({task.key: task for task in tasks}, groups)


def count_group(rows: Sequence[list[Cell]], layout: Layout) -> Group:
    """The counts of some pupils."""
    roles = layout.roles
    places = [
        *layout.tasks,
        *(roles[role] for role in ("primary", "test", "mark", "journal", "variant") if role in roles),
    ]
    columns = list(zip(*rows, strict=False))
    counts = {place: _counted(columns[place]) for place in places}
    away = {
        cell for place in places for cell in counts[place] if type(cell) is str and len(cell) > 2 and is_absent(cell)
    }
    if away:
        present = [row for row in rows if not any(row[place] in away for place in places)]
        rest = count_group(present, layout) if present else Group()
        return Group(rest.outcomes, rest.points, rest.absent + len(rows) - len(present))
    outcomes = _outcomes(rows, columns, layout)
    nobody = outcomes.pop((None, None, None), 0)
    points = {heading.key: count_points(counts[place]) for place, heading in layout.tasks.items()}
    return Group(outcomes, points, nobody)


def _counted(cells: Iterable[Cell]) -> dict[Cell, int]:
    """How often each cell stands there; for the few pupils of a class less than it takes to make a Counter."""
    counts: dict[Cell, int] = {}
    for cell in cells:
        counts[cell] = counts.get(cell, 0) + 1
    return counts


def count_points(cells: Mapping[Cell, int]) -> dict[str, int]:
    """Cell → how many as points, or «X», → how many; a cell that is neither says nothing about the task."""
    counts: dict[str, int] = {}
    for cell, count in cells.items():
        key = _points_key(cell)
        if key:
            counts[key] = counts.get(key, 0) + count
    return ordered_points(counts) if len(counts) > 1 else counts


@lru_cache(maxsize=500, typed=True)
def _points_key(cell: Cell) -> str:
    if is_cross(cell):
        return NOT_TRIED
    value = number(cell)
    return shown_points(value) if value is not None and value >= 0 else ""


def _task_order(item: tuple[int, TaskHeading]) -> tuple[int, ...]:
    return natural(item[1].key)


def _outcomes(rows: Sequence[list[Cell]], columns: list[tuple[Cell, ...]], layout: Layout) -> dict[Outcome, int]:
    roles, nothing = layout.roles, ("",) * len(rows)
    score_at = roles.get("primary", roles.get("test"))
    scores = nothing if score_at is None else columns[score_at]
    marks = columns[roles["mark"]] if "mark" in roles else nothing
    journal = columns[roles["journal"]] if "journal" in roles else nothing
    outcomes: dict[Outcome, int] = {}
    for (score, mark, other), count in Counter(zip(scores, marks, journal, strict=True)).items():
        outcome = (number(score), mark_of(mark), mark_of(other))
        outcomes[outcome] = outcomes.get(outcome, 0) + count
    if layout.tasks and any(outcome[0] is None for outcome in outcomes):
        return dict(_with_sums(rows, layout, scores, marks, journal))
    return outcomes


@lru_cache(maxsize=100, typed=True)
def mark_of(cell: Cell) -> int | None:
    """A mark 1–5, `NO_MARK` for «н/а», None for anything else: a zero comes from a formula."""
    value = whole(cell)
    if value is not None:
        return value if 1 <= value <= 5 else None
    return NO_MARK if isinstance(cell, str) and fold(cell.strip()) in _NOT_CERTIFIED else None


def class_name(cell: Cell) -> str:
    """The letter or number of a class: «5А», «5 «А»», «А» → «А», «1» → «1»; anything else is nobody's class."""
    found = _CLASS.fullmatch(text(cell if (value := whole(cell)) is None else float(value)).upper())
    if found is None:
        return ""
    return found[2] or found[1] or ""


def _is_pupil(row: list[Cell], layout: Layout, width: int) -> bool:
    """A row with a participant's code, or one that shows a result without being a sum or an empty row of formulas."""
    if len(row) < width:
        row.extend([""] * (width - len(row)))
    code = row[layout.roles["code"]] if "code" in layout.roles else ""
    if isinstance(code, float) and code:
        return True
    words = [
        fold(text(cell)) for place, cell in enumerate(row) if type(cell) is str and cell and place not in layout.names
    ]
    if any(_SUMMARY.match(word) or _SCHOOL_LINE.search(word) for word in words):
        return False
    if not is_empty(code) and number(code) != 0:
        return True
    mark = mark_of(row[layout.roles["mark"]]) if "mark" in layout.roles else None
    return bool(mark) or any(is_cross(row[place]) or number(row[place]) for place in layout.tasks)


def _own_rows(rows: list[list[Cell]], layout: Layout, own: str) -> list[list[Cell]]:
    """The rows of one school; UserError where there are several and none is the file's own."""
    place = layout.roles.get("school_name", layout.roles.get("school_code"))
    if place is None:
        return rows
    schools = {text(cell) for cell in {row[place] for row in rows} if not is_empty(cell)}
    if len(schools) <= 1:
        return rows
    mine = {name for name in schools if same_school(name, own)}
    if not mine:
        raise UserError(
            f"В таблице результаты нескольких школ ({len(schools)}). "
            "Назовите свою школу на титульной странице так же, как в файле, или выгрузите только её."
        )
    return [row for row in rows if text(row[place]) in mine]


def _by_class(rows: list[list[Cell]], layout: Layout, grade: int) -> dict[str, list[list[Cell]]]:
    place = layout.roles.get("class")
    if place is None:
        return {"": rows}
    names = {cell: class_name(cell) for cell in {row[place] for row in rows}}
    if set(names.values()) == {str(grade)}:
        return {"": rows}  # the column repeats the grade
    classes: dict[str, list[list[Cell]]] = {}
    for row in rows:
        classes.setdefault(names[row[place]], []).append(row)
    return classes if "" not in classes else {"": rows}


def _with_sums(rows: Sequence[list[Cell]], layout: Layout, *columns: Sequence[Cell]) -> Counter[Outcome]:
    """Outcomes where a missing score is the sum of the points."""
    outcomes: Counter[Outcome] = Counter()
    for row, score, mark, other in zip(rows, *columns, strict=True):
        value = number(score)
        if value is None:
            points = [found for place in layout.tasks if (found := number(row[place])) is not None]
            value = sum(points) if points else None
        outcomes[(value, mark_of(mark), mark_of(other))] += 1
    return outcomes
