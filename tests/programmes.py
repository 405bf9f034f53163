"""Programmes for tests: generated ones, and what of a programme a document shows (to compare two of them)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from shnor_desktop.models.all import (
    Activity,
    Approval,
    CriterionValue,
    GridRow,
    Indicator,
    PassportRow,
    Programme,
    School,
    Section,
    SectionText,
    Task,
    Wave,
)
from shnor_desktop.services.documents.tree import Block, Paragraph, Run, Table
from shnor_desktop.services.documents.tree_json import dump_blocks, load_blocks
from shnor_desktop.services.editing import sections
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import ProgrammeData, outline, read_programme
from shnor_desktop.services.school_file import SchoolFile

FORM_KEY = "school-programme"

_WORDS = ("класс", "педагог", "урок", "итог", "ученик", "«Маяк»", "7", "%", "ёлка", "x<y&z", "—", "план/факт", "№5")
words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join)
names = st.builds("Пункт {}".format, words)
"""Texts that begin with a letter: a dash or number at the beginning means something to a reader of plans."""
lines = st.lists(names, min_size=1, max_size=3).map("\n".join)
maybe = st.one_of(st.just(""), lines)

runs = st.builds(Run, names, st.booleans(), st.booleans())
paragraphs = st.builds(Paragraph, st.tuples(runs))
bullets = st.lists(names, min_size=1, max_size=3).map(
    lambda texts: [Paragraph((Run(text),), list="bullet", style="list") for text in texts]
)
bodies = st.lists(st.one_of(paragraphs.map(lambda p: [p]), bullets), max_size=3).map(
    lambda parts: tuple(block for part in parts for block in part)
)

activities = st.lists(
    st.builds(
        Activity,
        level=st.sampled_from(("group", "item", "item", "sub")),
        text=names,
        period=maybe,
        responsible=maybe,
        result=maybe,
        number=st.sampled_from(("", "", "", "1.7", "15.")),
    ),
    max_size=12,
).map(lambda rows: [_sound(row, index) for index, row in enumerate(rows)])

indicator_rows = st.lists(
    st.builds(
        Indicator,
        text=names,
        unit=st.sampled_from(("процент", "количество", "имеется/не имеется")),
        target=st.sampled_from(("", "75", "имеется", "12,5")),
        achieved=st.sampled_from(("", "70", "нет данных")),
        comparison=st.sampled_from(("", "не ниже областного", "выше прошлого года")),
    ),
    max_size=4,
)
tasks = st.lists(st.tuples(names, indicator_rows), max_size=4)
counts = st.tuples(st.integers(0, 40), st.integers(40, 90))


def _sound(row: Activity, index: int) -> Activity:
    """A plan begins with a group or an item; groups carry text alone."""
    if row.level == "sub" and index == 0:
        return dataclasses.replace(row, level="item")
    if row.level == "group":
        return dataclasses.replace(row, period="", responsible="", result="", number="")
    return row


@dataclasses.dataclass(frozen=True)
class Sketch:
    """What a generated programme holds."""

    school: School
    title: str
    approvals: list[Approval]
    texts: dict[str, tuple[Block, ...]]
    passport: tuple[Block, ...]
    roadmap: list[Activity]
    diary: list[Activity]
    tasks: list[tuple[str, list[Indicator]]]
    matrix: list[GridRow]
    counts: dict[str, tuple[int, int]]
    final: bool


sketches = st.builds(
    Sketch,
    school=st.builds(School, full_name=names, short_name=st.just("Школа № 5"), place=st.just("п. Речной")),
    title=names,
    approvals=st.lists(
        st.builds(
            Approval,
            kind=st.sampled_from(("adopted", "agreed", "approved")),
            body=names,
            details=st.just("протокол от 28.08.2026 № 1"),
            person=st.sampled_from(("", "Пункт подписи")),
        ),
        max_size=3,
    ),
    texts=st.fixed_dictionaries({}, optional={"relevance": bodies, "content": bodies, "roadmap": bodies}),
    passport=bodies,
    roadmap=activities,
    diary=activities,
    tasks=tasks,
    matrix=st.lists(
        st.one_of(
            st.builds(GridRow, heading=st.just(True), cells=st.tuples(names)),
            st.builds(GridRow, cells=st.tuples(names, maybe, maybe)),
        ),
        max_size=5,
    ),
    counts=st.fixed_dictionaries({}, optional={"secondary_count": counts, "olympiad_count": counts}),
    final=st.booleans(),
)


def write_sketch(path: Path, sketch: Sketch) -> ProgrammeData:
    """A new school file with what the sketch says; returns its data."""
    form = load_format(FORM_KEY)
    with SchoolFile.create(path) as file:
        sections.start_programme(file, form, sketch.school, (2026, 2028))
        ids = {entry.section.key: entry.section.id for entry in outline(file, form)}
        waves = {wave.key: wave.id for wave in file.rows(Wave)}
        with file.transaction("Набросок") as transaction:
            transaction.change(Programme, 1, title=sketch.title)
            for old in file.rows(Approval):
                transaction.remove(Approval, old.id)
            for place, approval in enumerate(sketch.approvals):
                transaction.add(dataclasses.replace(approval, position=place))
            for key, blocks in sketch.texts.items():
                if blocks:
                    transaction.add(SectionText(section_id=ids[key], body=dump_blocks(blocks)))
            first = file.rows(PassportRow)[0]
            transaction.change(PassportRow, first.id, body=dump_blocks(sketch.passport))
            for key, rows in (("roadmap", sketch.roadmap), ("diary", sketch.diary)):
                for old_row in file.rows(Activity, section_id=ids[key]):
                    transaction.remove(Activity, old_row.id)
                for place, row in enumerate(rows):
                    transaction.add(dataclasses.replace(row, section_id=ids[key], position=place))
            for place, (text, indicators) in enumerate(sketch.tasks):
                task = transaction.add(Task(section_id=ids["indicators"], position=place, text=text))
                for at, indicator in enumerate(indicators):
                    transaction.add(dataclasses.replace(indicator, task_id=task.id, position=at))
            for place, grid in enumerate(sketch.matrix):
                transaction.add(dataclasses.replace(grid, section_id=ids["organisation"], position=place))
            for key, (part, whole) in sketch.counts.items():
                transaction.add(
                    CriterionValue(
                        section_id=ids["appendix_1"],
                        wave_id=waves["final" if sketch.final else "entry"],
                        key=key,
                        numerator=part,
                        denominator=whole,
                    )
                )
        return read_programme(file)


_UNSEEN = {
    *("id", "position", "section_id", "task_id", "wave_id", "parent_id", "linked_id"),
    *("evidence", "baseline", "note", "municipality", "region", "director", "approval_date"),
}
"""Fields that no page of the document shows."""


def shown(data: ProgrammeData) -> list[Any]:
    """Everything of a programme that its document shows, without ids."""
    keys = {wave.id: wave.key for wave in data.waves}
    result: list[Any] = [_fields(data.school), _fields(data.programme)]
    result.append([_fields(row) for row in data.approvals])
    result.append([_fields(row) for row in data.waves if row.key != "interim"])
    result.extend(
        {
            "title": section.section.title,
            "section": {**_fields(section.section), "columns": [_no_width(c) for c in section.section.columns]},
            "depth": section.entry.depth,
            "number": section.entry.number,
            "texts": {slot: _no_widths(blocks) for slot, blocks in section.texts.items() if blocks},
            "passport": [(row.key, row.label, _no_widths(load_blocks(row.body))) for row in section.passport],
            "activities": [(entry.number, {**_fields(entry.row), "number": ""}) for entry in section.activities],
            "tasks": [
                (task.number, task.row.text, [(i.number, _fields(i.row)) for i in task.indicators])
                for task in section.tasks
            ],
            "schedule": [_fields(row) for row in section.schedule],
            "grid": [(row.heading, "|".join(row.cells).rstrip("|")) for row in section.grid],
            "values": sorted((keys[v.wave_id], str(_fields(v))) for v in section.values),
        }
        for section in data.sections
    )
    return result


def _fields(row: Any) -> dict[str, Any]:
    return {f.name: getattr(row, f.name) for f in dataclasses.fields(row) if f.name not in _UNSEEN}


def _no_width(column: str) -> str:
    return column.rpartition("|")[0]


def _no_widths(blocks: tuple[Block, ...]) -> list[Block]:
    """Widths go through whole twentieths of a point and are compared by eye, not by number."""
    return [dataclasses.replace(block, widths=()) if isinstance(block, Table) else block for block in blocks]


def section_of(data: ProgrammeData, key: str) -> Section:
    """The section with a key."""
    return next(section.section for section in data.sections if section.section.key == key)
