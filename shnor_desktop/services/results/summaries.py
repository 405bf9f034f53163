"""Summaries of exams as schools and districts keep them: a row a sample, or a column a subject and sample.

The first, of ОГЭ, has the school's row and the district's under «кол-во участников | max балл | … | отметка "5" …»;
the second, of ЕГЭ, has indicators in rows and subjects across, a column for the school and one for the district each.
«Кол-во участников» of the second may stand over the subjects, in a cell that reaches down to the counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .cells import Cell, filled, folded, number, text
from .figures import MUNICIPALITY, SCHOOL, Figures, Group, Outcome
from .layout import Layout, Rows
from .samples import level_by_words
from .subjects import find_subject

_HOW_MANY = r"(?:кол-?\s*во|количество|число)"

STATED: dict[str, str] = {
    "band2": r"высокобал|\b81 ?(?:[-–—] ?100|и выше|и больше|и более|\+)",
    "band1": r"\b6[01] ?(?:[-–—]|до) ?80\b",
    "band0": r"\bдо 6[01]\b|\b0 ?(?:[-–—]|до) ?60\b|(?:менее|меньше|ниже) 6[01]\b",
    "passed": rf"^{_HOW_MANY} (?!не )(?:\w+ )?(?:сдавш|преодолевш)|^сдал[ио]\b",
    "highest": r"^max|^макс|^наибольш",
    "lowest": r"^min|^мин|^наименьш",
    "mean_mark": r"^средн\w* отметка|^средн\w* оценка|^ср\. ?отметка",
    "mean_score": r"^средн\w* (?:\w+ )?балл|^ср\.? ?(?:перв\.? ?)?балл",
    "spread": r"однородност|отклонен",
    "median": r"^медиана",
    "mode": r"^мода",
}
"""Values that are kept as stated → their headings. «spread» is whatever its author took for homogeneity; «band0» to
«band2» are how many got up to 60, 61 to 80 and more points, whose rows name participants too and are looked for first.
"""

_COUNT = re.compile(rf"^(?:{_HOW_MANY}|всего) участников")
_MARK = re.compile(r"^(?:отметка|оценка)?\s*[«\"„“]?([2-5])[»\"“”]?$")
_STATED = {name: re.compile(words) for name, words in STATED.items()}
_LEADING = re.compile(r"-?\d+(?:[.,]\d+)?")
_UNITS = ("кол", "%", "всего")
_HEADER_ROWS = 4  # how far above its values a row of subjects may stand
_LOWER_ROWS = 2  # how far below the cell that reaches down beside it


def summary_header(rows: Rows, at: int) -> Layout | None:
    """The layout of a summary that begins in a row: its header, or the counts of participants under subjects."""
    row = rows[at]
    roles, marks = _columns(row)
    if "n" not in roles:
        return None
    if len(roles) + bool(marks) > 3:
        below = rows[at + 1] if at + 1 < len(rows) else []
        units = [place for place, cell in filled(below) if folded(cell).startswith(_UNITS)]
        return Layout("summary", _under(roles, marks, row, below), height=2 if units else 1)
    label = roles["n"]
    if subjects := _subjects(rows, range(at - 1, max(-1, at - 1 - _HEADER_ROWS), -1), label):
        return Layout("summary", {"label": label}, height=0, subjects=subjects)
    subjects = _subjects(rows, range(at + 1, min(len(rows), at + 1 + _LOWER_ROWS)), label)
    return Layout("summary", {"label": label}, height=1, subjects=subjects) if subjects else None


def read_summary(body: Rows, layout: Layout) -> dict[str, Figures]:
    """Level → figures of a summary with a row a sample; a row without a name is the school's."""
    samples: dict[str, Figures] = {}
    for row in body:
        names = [text(cell) for _, cell in filled(row) if isinstance(cell, str) and number(cell) is None]
        level = level_by_words(names[0]) if names else SCHOOL
        values = {role: value for role, place in layout.roles.items() if (value := _value(row, place)) is not None}
        if not level or level in samples or len(values) < 2:
            continue
        marks = {int(role[4:]): int(value) for role, value in values.items() if role.startswith("mark") and role[4:]}
        samples[level] = _figures(values.get("n"), {name: values[name] for name in STATED if name in values}, marks)
    return samples


def read_subjects(body: Rows, layout: Layout) -> Iterator[tuple[str, dict[str, Figures]]]:
    """Subject → level → figures of a summary with subjects across."""
    lines: dict[str, list[Cell]] = {}
    places = sorted(layout.subjects)
    for row in body:
        label = folded(row[layout.roles["label"]]) if row else ""
        role = next((name for name, words in _STATED.items() if words.search(label)), "")
        if not role and _COUNT.search(label):
            role = "n"
        if not label and not lines and any(_value(row, place) is not None for place in places):
            role = "n"  # its words stand above, in a cell that reaches down here
        if role and role not in lines:
            lines[role] = row
    for index, place in enumerate(places):
        following = (
            places[index + 1] if index + 1 < len(places) else max((len(row) for row in lines.values()), default=0)
        )
        levels = {SCHOOL: place} | ({MUNICIPALITY: place + 1} if following > place + 1 else {})
        samples: dict[str, Figures] = {}
        for level, column in levels.items():
            values = {role: value for role, row in lines.items() if (value := _value(row, column)) is not None}
            if values.get("n"):
                samples[level] = _figures(values["n"], {name: values[name] for name in STATED if name in values}, {})
        if samples:
            yield layout.subjects[place], samples


def _columns(row: list[Cell]) -> tuple[dict[str, int], dict[int, int]]:
    """Columns of the count and of stated values; columns of marks."""
    roles: dict[str, int] = {}
    marks: dict[int, int] = {}
    for place, cell in enumerate(row):
        words = folded(cell) if isinstance(cell, str) else ""
        if not words:
            continue
        mark = _MARK.match(words)
        if mark:
            marks.setdefault(int(mark[1]), place)
        elif role := next((name for name, begin in _STATED.items() if begin.search(words)), ""):
            roles.setdefault(role, place)
        elif _COUNT.search(words):
            roles.setdefault("n", place)
    return roles, marks


def _under(roles: Mapping[str, int], marks: Mapping[int, int], row: list[Cell], below: list[Cell]) -> dict[str, int]:
    """The columns of the values: a header whose merged cells were lost stands to the left of what is under it."""
    counts = [place for place, cell in filled(below) if folded(cell).startswith("кол")]
    last = max(marks.values(), default=0)
    crowded = len(marks) > 1 and all(
        row[place + 1 : place + 2] not in ([], [""]) for place in list(marks.values())[:-1]
    )
    if not crowded or len(counts) != len(marks):
        return {**roles, **_counts_of(marks, row, below)}
    ends = max(place for place, cell in filled(below) if folded(cell).startswith(_UNITS))
    moved = {role: place + ends - last if place > last else place for role, place in roles.items()}
    return moved | {f"mark{mark}": place for mark, place in zip(marks, counts, strict=True)}


def _counts_of(marks: Mapping[int, int], row: list[Cell], below: list[Cell]) -> dict[str, int]:
    """Where the count of each mark stands: under «кол-во» of a second row, else in the mark's own column."""
    found = {}
    for mark, place in marks.items():
        under = [place, place + 1] if place + 1 >= len(row) or row[place + 1] == "" else [place]
        counts = [at for at in under if at < len(below) and folded(below[at]).startswith("кол")]
        found[f"mark{mark}"] = counts[0] if counts else place
    return found


def _subjects(rows: Rows, near: range, label: int) -> dict[int, str]:
    """The nearest row of subjects: above the counts of participants, or below the cell that names them."""
    for at in near:
        found = {
            place: name
            for place, cell in filled(rows[at])
            if place != label and isinstance(cell, str) and (name := find_subject(text(cell)))
        }
        if len(found) > 1:
            return found
    return {}


def _value(row: list[Cell], place: int) -> float | None:
    """A number, also the first of «14 (3,9)» and «27,2/4»."""
    cell = row[place] if place < len(row) else ""
    found = number(cell)
    if found is None and isinstance(cell, str):
        leading = _LEADING.match(cell.strip())
        found = number(leading[0]) if leading else None
    return found


def _figures(n: float | None, stated: Mapping[str, float], marks: Mapping[int, int]) -> Figures:
    """Marks are kept as counts where they are everybody's."""
    total = sum(marks.values())
    outcomes: dict[Outcome, int] = {(None, mark, None): count for mark, count in marks.items() if count}
    groups = {"": Group(outcomes)} if total and (n is None or total == n) else {}
    return Figures(groups=groups, participants=int(n) if n is not None else total or None, stated=stated)
