"""The example school: an invented, complete programme to look at and to try things on.

Its content lies in `resources/demo/*.toml`; titles of sections and labels of rows come from the format.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..models.activities import Activity, DeadlineMove
from ..models.errors import UserError
from ..models.indicators import Indicator, IndicatorValue, Task
from ..models.monitoring import CriterionValue, Wave
from ..models.programme import GridRow, PassportRow, ScheduleRow, SectionText
from ..models.school import Approval, Programme, School
from ..resources import resource_path
from . import ordering
from .demo_results import demo_results
from .demo_text import read_blocks
from .documents.tree_json import dump_blocks
from .editing.sections import add_section, write_frame
from .formats import Format, SectionSpec, load_format
from .founding import founded
from .school_file import SchoolFile
from .shares import NO_DATA

if TYPE_CHECKING:
    from .transaction import Transaction

T = TypeVar("T")

_Item = dict[str, Any]
_BESIDES = ("key", "link", "sub", "moves")
"""Keys of a plan's row in the data that are no fields of it."""

FORMAT_KEY = "school-programme"
"""The form the example is kept in."""

FILE_NAME = "Пример школы.shnor"
"""What the example's file is called unless the person says otherwise."""


def make_demo(path: Path) -> None:
    """Write the example school's file at `path`, whole or not at all; UserError when something is there already."""
    with founded(path) as file:
        fill_demo(file)


def fill_demo(file: SchoolFile) -> None:
    """Fill a new, empty file with the example school, in the one step that begins its history."""
    data = read_demo()
    form = load_format(FORMAT_KEY)
    with file.transaction("Пример школы") as transaction:
        _Filler(transaction, form, data).fill(file)


def read_demo() -> dict[str, Any]:
    """All the example's data files as one table of keys."""
    data: dict[str, Any] = {}
    try:
        for path in sorted(resource_path("demo").glob("*.toml")):
            data.update(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise UserError("Файлы примера школы не читаются: установите программу заново.") from error
    if not data:
        raise UserError("Файлы примера школы не найдены: установите программу заново.")
    return data


class _Filler:
    """Writes the example section by section, in the form's order."""

    def __init__(self, transaction: Transaction, form: Format, data: dict[str, Any]) -> None:
        self._transaction = transaction
        self._form = form
        self._data = data
        self._waves: dict[str, int] = {}
        self._linked: dict[str, int] = {}  # key of a roadmap row → its id, for the diary
        self._moved: dict[int | None, Sequence[dict[str, Any]]] = {}  # id of a row → its moves
        tasks = data["task"]
        self._lists = {
            "tasks": [task["text"] for task in tasks],
            "indicators": [row["text"] for task in tasks for row in task["indicators"]],
        }

    def fill(self, file: SchoolFile) -> None:
        """Write everything."""
        self._title()
        for wave in file.rows(Wave):
            self._waves[wave.key] = wave.id
            self._transaction.change(Wave, wave.id, as_of=self._data["waves"][wave.key])
        ids: dict[str, int] = {}
        for position, spec in zip(ordering.spread(len(self._form.section)), self._form.section, strict=True):
            section = add_section(self._transaction, spec, ids.get(spec.parent), position)
            ids[spec.key] = section.id
            self._texts(spec, section.id)
            self._rows(spec, section.id)
        for result in demo_results(self._data["result"]):
            self._transaction.add(result)

    def _title(self) -> None:
        fields = self._data["programme"]
        years = (fields["year_from"], fields["year_to"])
        write_frame(self._transaction, self._form, School(**self._data["school"]), years)
        self._transaction.change(Programme, 1, **fields)
        for position, row in _placed(self._data["approval"]):
            self._transaction.add(Approval(position=position, **row))

    def _texts(self, spec: SectionSpec, section_id: int) -> None:
        own = self._data["texts"].get(spec.key, {})
        slots = {slot: self._data[slot].get(spec.key, "") for slot in ("body", "after")}
        for slot, text in {**slots, **own}.items():
            if text:
                body = dump_blocks(read_blocks(text, self._lists))
                self._transaction.add(SectionText(section_id=section_id, slot=slot, body=body))

    def _rows(self, spec: SectionSpec, section_id: int) -> None:
        makers = {
            "passport": self._passport,
            "activities": self._activities,
            "indicators": self._indicators,
            "schedule": self._schedule,
            "criteria": self._criteria,
            "matrix": self._grid,
            "staff": self._grid,
        }
        if spec.kind in makers:
            makers[spec.kind](spec, section_id)

    def _passport(self, spec: SectionSpec, section_id: int) -> None:
        for position, row in _placed(spec.rows):
            body = dump_blocks(read_blocks(self._data["passport"][row.key], self._lists))
            self._transaction.add(
                PassportRow(section_id=section_id, position=position, key=row.key, label=row.label, body=body)
            )

    def _activities(self, spec: SectionSpec, section_id: int) -> None:
        rows: list[tuple[_Item, Activity]] = []
        for index, group in enumerate(self._data[spec.key]["group"]):
            if spec.groups:
                title = group.get("title") or spec.group_titles[index]
                rows.append(({}, Activity(section_id=section_id, level="group", text=title)))
            for item in group["items"]:
                rows += self._item(section_id, item)
        for position, (item, row) in _placed(rows):
            stored = self._transaction.add(dataclasses.replace(row, position=position))
            if "key" in item:
                self._linked[item["key"]] = stored.id
            self._moves(item.get("moves") or self._moved.get(row.linked_id, ()), stored)

    def _item(self, section_id: int, item: _Item) -> list[tuple[_Item, Activity]]:
        """A row of a plan and its sub-items, each with what the data say of it besides its fields."""
        fields = {name: value for name, value in item.items() if name not in _BESIDES}
        linked_id = self._linked[item["link"]] if "link" in item else None
        row = Activity(section_id=section_id, linked_id=linked_id, **fields)
        subs = [Activity(section_id=section_id, level="sub", text=text) for text in item.get("sub", ())]
        return [(item, row), *(({}, sub) for sub in subs)]

    def _moves(self, moves: Sequence[dict[str, Any]], row: Activity) -> None:
        """The history of a row's deadline; a linked row of the diary shares it."""
        if moves:
            self._moved[row.id] = moves
        for move in moves:
            self._transaction.add(DeadlineMove(activity_id=row.id, became=row.period, **move))

    def _indicators(self, spec: SectionSpec, section_id: int) -> None:
        years = range(self._data["programme"]["year_from"], self._data["programme"]["year_to"] + 1)
        for position, task in _placed(self._data["task"]):
            stored = self._transaction.add(Task(section_id=section_id, position=position, text=task["text"]))
            for place, row in _placed(task["indicators"]):
                self._indicator(stored.id, place, row, years)

    def _indicator(self, task_id: int, position: int, row: dict[str, Any], years: range) -> None:
        fields = {name: value for name, value in row.items() if name != "targets"}
        targets = row["targets"]
        stored = self._transaction.add(Indicator(task_id=task_id, position=position, target=targets[-1], **fields))
        for place, (year, target) in _placed(list(zip(years, targets, strict=True))):
            achieved = row.get("achieved", "") if year == years[0] else ""
            self._transaction.add(
                IndicatorValue(
                    indicator_id=stored.id, position=place, checkpoint=str(year), target=target, achieved=achieved
                )
            )

    def _schedule(self, spec: SectionSpec, section_id: int) -> None:
        dates = self._data["control_dates"]
        for (position, texts), control_date in zip(_placed(spec.default_rows), dates, strict=True):
            fields = {**texts, "control_date": control_date}
            self._transaction.add(ScheduleRow(section_id=section_id, position=position, **fields))

    def _grid(self, spec: SectionSpec, section_id: int) -> None:
        for position, row in _placed(self._data[spec.key]):
            heading = isinstance(row, str)
            cells = (row,) if heading else tuple(row)
            self._transaction.add(GridRow(section_id=section_id, position=position, heading=heading, cells=cells))

    def _criteria(self, spec: SectionSpec, section_id: int) -> None:
        for wave, values in self._data[spec.key].items():
            for key, value in values.items():
                row = CriterionValue(section_id=section_id, wave_id=self._waves[wave], key=key)
                self._transaction.add(_with_value(row, value))


def _with_value(row: CriterionValue, value: str | list[int]) -> CriterionValue:
    if isinstance(value, list):
        return dataclasses.replace(row, numerator=value[0], denominator=value[1])
    return dataclasses.replace(row, no_data=True) if value == NO_DATA else dataclasses.replace(row, value=value)


def _placed(rows: Sequence[T]) -> Iterator[tuple[int, T]]:
    """Each row with the position it is stored at."""
    return zip(ordering.spread(len(rows)), rows, strict=True)
