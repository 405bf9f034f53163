"""How much of a section is filled: the ring beside it in the outline, and the figure of the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..models.activities import Activity
from .changes import Values
from .columns import extra_index, shown_field
from .documents.tree import Block, ResultTable, block_texts
from .documents.tree_json import load_blocks
from .formats import SectionSpec
from .queries import SectionData
from .reading import count_filled, read_fields
from .school_file import SchoolFile

Measure = Callable[[SectionData], float | None]
"""The filled part, 0 to 1; None where there is nothing to fill."""


class Tally(NamedTuple):
    """Cells of a plan that are to be filled, and those that are: kept in step with every edit, never counted anew."""

    filled: int = 0
    asked: int = 0

    @property
    def part(self) -> float:
        """The filled part; nothing at all counts as empty."""
        return self.filled / self.asked if self.asked else 0.0

    def and_with(self, other: Tally, sign: int = 1) -> Tally:
        """Both together, or without the other one."""
        return Tally(self.filled + sign * other.filled, self.asked + sign * other.asked)


def completeness(section: SectionData) -> float | None:
    """The filled part of one section, 0 to 1; None for hidden ones and plain headings."""
    if section.section.hidden:
        return None
    measure = MEASURES.get(section.section.kind)
    return measure(section) if measure else None


def outline_completeness(sections: Sequence[SectionData], plans: Mapping[int, Tally] | None = None) -> dict[int, float]:
    """The filled part by section id; a section without own content shows the mean of those below it.

    Of sections in `plans` the rows are counted already and need not be there.
    """
    tallies = plans or {}
    own = {
        data.section.id: tallies[data.section.id].part
        if data.section.id in tallies and not data.section.hidden
        else completeness(data)
        for data in sections
    }
    children: dict[int, list[int]] = {}
    for data in sections:
        if data.section.parent_id is not None:
            children.setdefault(data.section.parent_id, []).append(data.section.id)
    result: dict[int, float] = {}
    for data in reversed(sections):
        id_ = data.section.id
        below = [result[child] for child in children.get(id_, []) if child in result]
        mine = own[id_]
        if data.section.kind == "text" and below and not _has_text(data.texts.get("body", ())):
            mine = sum(below) / len(below)
        if mine is not None:
            result[id_] = mine
    return result


def whole(sections: Sequence[SectionData]) -> float:
    """The filled part of the programme: the mean over its sections; 0 for an empty one."""
    values = [value for data in sections if (value := completeness(data)) is not None]
    return sum(values) / len(values) if values else 0.0


def _text(section: SectionData) -> float | None:
    if _has_text(section.texts.get("body", ())):
        return 1.0
    return 0.0 if section.section.title_role == "heading" else None


def _order(section: SectionData) -> float | None:
    order = section.order
    fields = (order.issuer, order.day, order.number, order.subject, order.person) if order else ()
    texts = (section.texts.get("preamble", ()), section.texts.get("points", ()))
    return _share([*(bool(text.strip()) for text in fields), *map(_has_text, texts)])


def _passport(section: SectionData) -> float | None:
    return _share(_has_text(load_blocks(row.body)) for row in section.passport)


def asked_of(spec: SectionSpec) -> tuple[str, ...]:
    """The fields that every item of a plan has to fill."""
    return tuple(column.field for column in spec.columns if column.required) or ("text",)


def tally_of(values: Values | None, fields: Sequence[str], section_id: int) -> Tally:
    """What one row, as a change tells it, adds to the tally of a plan."""
    if values is None or values["section_id"] != section_id or values["level"] != "item":
        return Tally()
    return _tally([_cell(values, field) for field in fields])


def plan_tally(file: SchoolFile, section_id: int, fields: Sequence[str]) -> Tally:
    """The tally of a whole plan, of its items' cells alone."""
    own = [field for field in fields if extra_index(field) is None]
    where = {"section_id": section_id, "level": "item"}
    rows, filled = count_filled(file.raw, Activity, own, where)
    if len(own) < len(fields):
        more = [field for field in fields if field not in own]
        extras = ({"extra": extra} for (extra,) in read_fields(file.raw, Activity, ("extra",), where))
        filled += sum(_tally([_cell(values, field) for field in more]).filled for values in extras)
    return Tally(filled, rows * len(fields))


def _cell(values: Values, field: str) -> Any:
    place = extra_index(field)
    if place is None:
        return values[field]
    extra = values["extra"]
    return extra[place] if place < len(extra) else ""


def _tally(cells: Sequence[Any]) -> Tally:
    return Tally(sum(cell is not None and bool(str(cell).strip()) for cell in cells), len(cells))


def _activities(section: SectionData) -> float | None:
    required = asked_of(section.spec)
    items = [entry.row for entry in section.activities if entry.row.level == "item"]
    return _share(bool(shown_field(row, field).strip()) for row in items for field in required)


def _indicators(section: SectionData) -> float | None:
    rows = [entry.row for task in section.tasks for entry in task.indicators]
    cells = (bool(text.strip()) for row in rows for text in (row.text, row.unit or row.comparison, _target(row)))
    return _share(cells)


def _target(row: object) -> str:
    return f"{getattr(row, 'target', '')}{getattr(row, 'comparison', '')}"


def _schedule(section: SectionData) -> float | None:
    return _share(bool(row.control_date.strip()) for row in section.schedule)


def _criteria(section: SectionData) -> float | None:
    """Against the form's first wave: later ones are not due yet."""
    first = {wave.id for wave in section.waves if wave.key in section.spec.waves[:1]}
    asked = [indicator.key for indicator in section.spec.indicators if indicator.kind != "share"]
    given = {value.key for value in section.values if value.wave_id in first and value.given}
    return _share(key in given for key in asked)


def _grid(section: SectionData) -> float | None:
    cells = [text for row in section.grid if not row.heading for text in row.cells]
    return _share(bool(text.strip()) for text in cells)


MEASURES: dict[str, Measure] = {
    "text": _text,
    "order": _order,
    "passport": _passport,
    "activities": _activities,
    "indicators": _indicators,
    "schedule": _schedule,
    "criteria": _criteria,
    "matrix": _grid,
    "staff": _grid,
}
"""How each kind is measured."""


def _share(filled: Iterable[bool]) -> float:
    """The part of True; nothing at all counts as empty."""
    flags = list(filled)
    return sum(flags) / len(flags) if flags else 0.0


def _has_text(blocks: tuple[Block, ...]) -> bool:
    tables = any(isinstance(block, ResultTable) for block in blocks)
    return tables or any(text.strip() for text in block_texts(blocks))
