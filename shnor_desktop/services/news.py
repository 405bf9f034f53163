"""«What changed since I was here last»: the steps of the file's history, by section, each with a way to its place.

Steps made after the last visit come first of all: somebody else worked on the file, or the person herself on another
computer. When there are none and the last visit was on another day, the work of that day is told instead, so that an
interrupted thought is found again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .changes import Change, Values, from_json
from .history import Step
from .queries import ProgrammeData, SectionData
from .searched import TITLE_PAGE
from .visit import Visit, day_of, last_step
from .wording import plural

_STEPS = "SELECT id, name, at, author, changes FROM history_step WHERE NOT undone"
_SILENT = ("id", "position", "section_id", "task_id", "indicator_id", "linked_id", "parent_id")
"""Fields that no cell shows."""

_TITLE_TABLES = ("school", "programme", "approval")
_OTHER = -1
_OTHER_NAME = "Другое"


@dataclass(frozen=True)
class Item:
    """What was done, when and by whom; `place` is empty where nothing is left of it. Repeated deeds are one item."""

    name: str
    at: datetime
    author: str
    place: str = ""
    times: int = 1


@dataclass(frozen=True)
class SectionNews:
    """What was done in a section; `there` says whether one can go to it."""

    section_id: int
    title: str
    items: tuple[Item, ...]
    there: bool = True


@dataclass(frozen=True)
class News:
    """All of it. `day` is the day of the last visit when its own work is told, None for what is really new."""

    changes: int
    sections: tuple[SectionNews, ...]
    day: date | None = None


def steps_to_tell(connection: sqlite3.Connection, visit: Visit, today: date) -> tuple[list[Step], date | None]:
    """The steps since a visit, else those of its own last day of work (and that day)."""
    new = _read(connection, f"{_STEPS} AND (id > ? OR at > ?) ORDER BY id", (visit.step, visit.at))
    last = last_step(connection)
    if new or last is None or day_of(visit.at) == today:
        return new, None
    day = day_of(last.at)
    return _read(connection, f"{_STEPS} AND at >= ? ORDER BY id", (last.at[:10],)), day


def news_of(steps: Sequence[Step], data: ProgrammeData, day: date | None = None) -> News | None:
    """The steps by section in the order of the document, the newest first; None when nothing was done."""
    homes = _homes(data)
    found: dict[int, list[Item]] = {}
    for step in steps:
        for section_id, changes in _by_section(step.changes, homes).items():
            item = Item(step.name, datetime.fromisoformat(step.at), step.author, _place(changes, homes))
            _put(found.setdefault(section_id, []), item)
    titles = {TITLE_PAGE: data.form.front, **{s.section.id: s.entry.title for s in data.sections}}
    gone = [id_ for id_ in found if id_ not in titles]
    sections = [SectionNews(id_, title, tuple(reversed(found[id_]))) for id_, title in titles.items() if id_ in found]
    sections += [SectionNews(id_, _gone(id_), tuple(reversed(found[id_])), there=False) for id_ in gone]
    return News(len(steps), tuple(sections), day) if sections else None


def headline(news: News, when: str = "") -> str:
    """«С прошлого раза: 12 изменений, 3 раздела»; `when` is the day of the last visit in words."""
    changes = plural(news.changes, "изменение", "изменения", "изменений")
    sections = plural(len(news.sections), "раздел", "раздела", "разделов")
    return f"{f'В прошлый раз, {when}' if news.day else 'С прошлого раза'}: {changes}, {sections}"


def _read(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> list[Step]:
    rows = connection.execute(statement, values)
    return [Step(id_, name, at, author, from_json(changes)) for id_, name, at, author, changes in rows]


def _gone(section_id: int) -> str:
    return _OTHER_NAME if section_id == _OTHER else "Удалённый раздел"


def _put(items: list[Item], item: Item) -> None:
    """The same deed many times in a row is told once, at its last place."""
    before = items[-1] if items else None
    if before and (before.name, before.author, before.at.date()) == (item.name, item.author, item.at.date()):
        items[-1] = Item(item.name, item.at, item.author, item.place or before.place, before.times + 1)
    else:
        items.append(item)


# where a change belongs

Homes = Mapping[tuple[str, int], int]
"""The section of each row that is there, by table and id."""


def _homes(data: ProgrammeData) -> dict[tuple[str, int], int]:
    homes: dict[tuple[str, int], int] = {("school", 1): TITLE_PAGE, ("programme", 1): TITLE_PAGE}
    homes.update((("approval", row.id), TITLE_PAGE) for row in data.approvals)
    for section in data.sections:
        homes.update((key, section.section.id) for key in _rows_of(section))
    return homes


def _rows_of(section: SectionData) -> Iterator[tuple[str, int]]:
    yield "section", section.section.id
    if section.order is not None:
        yield "office_order", section.order.id
    yield from (("passport_row", row.id) for row in section.passport)
    yield from (("activity", entry.row.id) for entry in section.activities)
    yield from (("schedule_row", row.id) for row in section.schedule)
    yield from (("grid_row", row.id) for row in section.grid)
    yield from (("criterion_value", row.id) for row in section.values)
    for task in section.tasks:
        yield "task", task.row.id
        for entry in task.indicators:
            yield "indicator", entry.row.id
            yield from (("indicator_value", value.id) for value in entry.values)


def _by_section(changes: Sequence[Change], homes: Homes) -> dict[int, list[Change]]:
    """The changes of a step by the section that they belong to."""
    owners = dict(homes)
    for table in ("task", "indicator", "activity"):  # rows that are gone are known from what stood in them
        for change in changes:
            if change.table == table:
                owners.setdefault((table, change.id), _home(change, owners))
    found: dict[int, list[Change]] = {}
    for change in changes:
        found.setdefault(_home(change, owners), []).append(change)
    return found


def _home(change: Change, owners: Homes) -> int:
    values = change.after or change.before or {}
    if change.table == "section":
        return change.id
    if "section_id" in values:
        return int(values["section_id"])
    if change.table in _TITLE_TABLES:
        return TITLE_PAGE
    for name, table in (("task_id", "task"), ("indicator_id", "indicator"), ("activity_id", "activity")):
        if name in values:
            return owners.get((table, values[name]), _OTHER)
    return _OTHER


def _place(changes: Iterable[Change], homes: Homes) -> str:
    """The first row of these that is still there, and the field that was changed."""
    for change in changes:
        after = change.after or {}
        if change.table == "indicator_value" and ("indicator", after.get("indicator_id", 0)) in homes:
            return f"indicator:{after['indicator_id']}:target"
        if change.table == "section_text" and after:
            return f"section_text:{after['slot']}"
        if change.table != "section" and (change.table, change.id) in homes:
            field = _field(change.before, change.after)
            return f"{change.table}:{change.id}:{field}" if field else f"{change.table}:{change.id}"
    return ""


def _field(before: Values | None, after: Values | None) -> str:
    """The first cell that says something else than before; for a new row, its text."""
    if not before or not after:
        return "text" if "text" in (after or {}) else ""
    if before.get("cells") != after.get("cells"):
        pairs = enumerate(zip(before["cells"], after["cells"], strict=False))
        return f"cell{next((n for n, (one, other) in pairs if one != other), 0)}"
    changed = (name for name in after if name not in _SILENT and after[name] != before.get(name))
    return next(changed, "")
