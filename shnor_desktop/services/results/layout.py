"""Header rows of tables of results: which column says what, found by words and never by position."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .cells import Cell, filled, folded
from .figures import SHIFTS
from .task_heading import TaskHeading, parse_heading, task_columns

Rows = Sequence[list[Cell]]

_COUNT = r"(?:кол-?\s*во|количество|число)"
_ROLES: tuple[tuple[str, str], ...] = (
    ("lower", "понизил"),
    ("confirmed", "подтвердил"),
    ("higher", "повысил"),
    ("short", r"задания (?:с|тип\w+)?\s*(?:кратк|b\b|в\b|типа b)|част\w* (?:1|b)\b.*кратк|кратк\w+ ответ"),
    ("long", r"разв[её]рн\w+ ответ"),
    ("oral", "устн"),
    ("journal", "журнал"),
    ("groups", r"групп\w* участник"),
    ("organisations", rf"^{_COUNT} (?:оо|оу|школ|организац)"),
    ("n", rf"^{_COUNT} (?:участник|уч\b|уч\.|обучающ|учащ|писавш|человек)|^участников|^всего участников|^{_COUNT}$"),
    ("name", r"фамилия|^имя|отчество|^фио|ф\. ?и\. ?о|^участник$|^ученик|^обучающийся"),
    ("document", r"паспорт|^серия|снилс|документ"),
    ("code", r"^код(?: участника)?$|номер участника|^код работы|^№ работы|^логин участника"),
    ("municipality", r"^муниципал|^ате\b|^мо$|^мсу$"),
    (
        "school_name",
        r"(?:название|наименование|краткое наименование) (?:оо|оу|школ|организац)|образовательная организация",
    ),
    ("school_code", r"^оо$|^код (?:оо|оу|школы)|^логин(?: оо)?$"),
    ("class", r"^класс|^литера"),
    ("variant", r"^вариант|^№ варианта"),
    ("primary", r"первичн\w* балл|^сумма баллов|^набранн\w* балл"),
    ("test", r"^балл$|тестов\w* балл|^итогов\w* балл|балл по 100|^100-балльн"),
    ("mark", r"^отметк|^оценк"),
    ("percent", r"^%|^процент|^доля"),
)
# Each alternative may begin anywhere: the first role of the table wins, not the leftmost word of the heading.
_ROLE = re.compile("|".join(f"(?P<{name}>.*?(?:{words}))" for name, words in _ROLES))
_QUICK = re.compile("участник|отметк|балл|понизил|оценк", re.IGNORECASE)
_DIFFICULTY = {"б": "Б", "b": "Б", "п": "П", "в": "В", "v": "В"}
_HOW_MANY = re.compile(_COUNT)
_LONG_SEARCH = 40  # how far below its header the long comparison names its first line
_MARK_KEYS = {"2", "3", "4", "5"}


@dataclass(frozen=True, slots=True)
class Layout:
    """A recognised header: kind of table, place of each role, tasks by place, rows it takes."""

    kind: str
    roles: Mapping[str, int]
    tasks: Mapping[int, TaskHeading] = field(default_factory=dict)
    shifts: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    """`SHIFTS` → (column of the count, column of the per cent)."""
    names: frozenset[int] = frozenset()
    """Columns with names and documents of people: nobody looks into them."""
    height: int = 1
    subjects: Mapping[int, str] = field(default_factory=dict)
    """Columns of a summary that are subjects."""


Recogniser = Callable[[Rows, int], Layout | None]


def recognise_header(rows: Rows, at: int) -> Layout | None:
    """The layout that a row begins, or None when it is no header of a table of results."""
    row = rows[at]
    roles, names = _roles(row)
    if len(roles) < 2 and not (roles and "short" in roles):
        return None
    if sum(shift in roles for shift in SHIFTS) >= 2:
        return _wide(rows, at, roles)
    tasks, height = task_columns(row), 1
    if not tasks and at + 1 < len(rows):
        tasks = _tasks_below(rows[at + 1], roles)
        height += bool(tasks)
    kind = _kind(rows, at, roles, tasks)
    if not kind:
        return None
    return Layout(kind, _grouped(roles) if kind in ("marks", "tasks", "journal") else roles, tasks, {}, names, height)


def recognise_headers(rows: Rows, other: Recogniser) -> list[tuple[int, Layout]]:
    """Every header of a sheet with its row; `other` is asked where a row begins no table of ФИС ОКО."""
    headers = ((at, recognise_header(rows, at) or other(rows, at)) for at in _candidates(rows))
    return [(at, layout) for at, layout in headers if layout]


def _candidates(rows: Rows) -> Iterator[int]:
    """Rows with a word of headers, each text looked at once: hundreds of rows of pupils repeat the same few."""
    known: dict[str, bool] = {}
    for at, row in enumerate(rows):
        for cell in row:
            if type(cell) is not str or len(cell) < 4:
                continue
            heads = known.get(cell)
            if heads is None:
                heads = known[cell] = _QUICK.search(cell) is not None
            if heads:
                yield at
                break


def difficulties(rows: Rows, at: int, layout: Layout) -> dict[int, str]:
    """Column of a task → Б, П or В, from the row of difficulty that stands near the header; empty without one."""
    below = at + layout.height
    for near in (at - 1, below, at - 2, at - 3):
        if not 0 <= near < len(rows):
            continue
        row = rows[near]
        marks = {place: folded(row[place]) for place in layout.tasks if place < len(row) and row[place] != ""}
        if marks and all(mark in _DIFFICULTY for mark in marks.values()):
            return {place: _DIFFICULTY[mark] for place, mark in marks.items()}
    return {}


def _roles(row: list[Cell]) -> tuple[dict[str, int], frozenset[int]]:
    roles: dict[str, int] = {}
    names = set()
    for place, cell in enumerate(row):
        if type(cell) is not str or not cell:
            continue
        role = _role(cell)
        if role in ("name", "document"):
            names.add(place)
        elif role:
            roles.setdefault(role, place)
    return roles, frozenset(names)


@lru_cache(maxsize=500)
def _role(heading: str) -> str | None:
    found = _ROLE.match(folded(heading))
    return found.lastgroup if found else None


def _grouped(roles: dict[str, int]) -> dict[str, int]:
    """The column of groups; older forms call it «ОО»."""
    if "groups" in roles:
        return roles
    instead = roles.get("school_code", roles.get("school_name", roles.get("municipality")))
    return roles if instead is None else {**roles, "groups": instead}


def _tasks_below(row: list[Cell], roles: Mapping[str, int]) -> dict[int, TaskHeading]:
    """Tasks in a second row of the header, where that row holds nothing else."""
    cells = filled(row)
    if len(cells) < 3 or not all(parse_heading(cell) for _, cell in cells):
        return {}
    return task_columns(row) if not {place for place, _ in cells} & set(roles.values()) else {}


def _kind(rows: Rows, at: int, roles: Mapping[str, int], tasks: Mapping[int, TaskHeading]) -> str:
    person = "code" in roles or "journal" in roles or "class" in roles
    result = "primary" in roles or "mark" in roles or "test" in roles
    if "short" in roles and (result or "long" in roles):
        return "protocol"
    if person and result:
        return "individual"
    if "groups" in roles and tasks:
        return _group_kind(rows, at, tasks)
    if "groups" in roles and "percent" in roles and _names_shifts(rows, at):
        return "journal"
    if tasks and "n" in roles and any(role in roles for role in ("school_code", "school_name", "municipality")):
        return _group_kind(rows, at, tasks)
    return ""


def _group_kind(rows: Rows, at: int, tasks: Mapping[int, TaskHeading]) -> str:
    """Marks or tasks: columns that are 2, 3, 4 and 5 alone are marks, unless the title says otherwise."""
    if {task.key for task in tasks.values()} != _MARK_KEYS:
        return "tasks"
    above = " ".join(folded(cell) for row in rows[max(0, at - 12) : at] for _, cell in filled(row)[:3])
    return "tasks" if "выполнение заданий" in above and "отметк" not in above else "marks"


def _names_shifts(rows: Rows, at: int) -> bool:
    below = rows[at + 1 : at + 1 + _LONG_SEARCH]
    return any(type(cell) is str and "онизил" in cell for row in below for cell in row)


def _wide(rows: Rows, at: int, roles: Mapping[str, int]) -> Layout:
    """The comparison with the journal in columns; «%» and «Кол-во» may stand in a second row under a merged cell."""
    row = rows[at]
    shifts: dict[str, list[int | None]] = {shift: [None, None] for shift in SHIFTS}
    loose: dict[int, str] = {}
    last = ""
    for place, cell in enumerate(row):
        words = folded(cell)
        role = next(
            (
                shift
                for shift, start in zip(SHIFTS, ("понизил", "подтвердил", "повысил"), strict=True)
                if start in words
            ),
            "",
        )
        last = role or ("" if words else last)
        if not last:
            continue
        if role and _HOW_MANY.search(words):
            shifts[role][0] = place
        elif role and "%" in words:
            shifts[role][1] = place
        else:
            loose[place] = last
    height = 1
    if loose and at + 1 < len(rows):
        for place, shift in loose.items():
            words = folded(rows[at + 1][place]) if place < len(rows[at + 1]) else ""
            if _HOW_MANY.search(words) or "%" in words:
                shifts[shift][int("%" in words)] = place
                height = 2
    if height == 1:
        for place, shift in loose.items():  # a single column a shift, of per cent
            if row[place] != "" and shifts[shift] == [None, None]:
                shifts[shift][1] = place
    places = {shift: (pair[0], pair[1]) for shift, pair in shifts.items()}
    return Layout("journal", _grouped(dict(roles)), {}, places, frozenset(), height)
