"""What a search looks through: every text of a programme with where it stands and the place that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..models.indicators import IndicatorValue
from ..models.school import Programme, School
from .columns import columns_of
from .documents.tree import Block, block_texts
from .documents.tree_json import load_blocks
from .editing.cells import typed
from .field_names import (
    ACTIVITY_FIELDS,
    APPROVAL_FIELDS,
    CHECKPOINT_FIELDS,
    INDICATOR_FIELDS,
    ORDER_FIELDS,
    PROGRAMME_FIELDS,
    SCHEDULE_FIELDS,
    SCHOOL_FIELDS,
    SLOT_NAMES,
)
from .folding import fold
from .queries import ActivityEntry, ProgrammeData, SectionData
from .shares import count_text

FOUND = "{found}"
"""In the place of a text: put in are the words as they stand there."""

_TWICE = ("percent", "done")
"""Fields of an activity that show what other fields hold."""

TITLE_PAGE = 0
"""The section id of what stands on the title page."""


@dataclass(frozen=True)
class Text:
    """A text, where it stands in words, and its place for the page."""

    where: str
    text: str
    place: str


@dataclass(frozen=True)
class Row:
    """A row of a table or a paragraph: all its text folded, and its texts one by one when it is asked."""

    section_id: int
    title: str
    folded: str
    texts: Callable[[], Sequence[Text]]


def searched(data: ProgrammeData) -> Iterator[Row]:
    """All of it in the order of the document."""
    yield from _title_rows(data)
    for section in data.sections:
        yield _row(section, [Text("Название раздела", section.section.title, f"section:{section.section.id}")])
        yield from _order_rows(section)
        yield from _text_rows(section)
        yield from _passport_rows(section)
        yield from _activity_rows(section)
        yield from _indicator_rows(section)
        yield from _plain_rows(section, data.school)
        yield from _criteria_rows(section, data)


def _row(section: SectionData, texts: Sequence[Text]) -> Row:
    folded = fold("\0".join(each.text for each in texts))
    return Row(section.section.id, section.entry.title, folded, partial(list, texts))


def _title_rows(data: ProgrammeData) -> Iterator[Row]:
    tables: list[tuple[str, School | Programme, dict[str, str]]] = [
        ("school", data.school, SCHOOL_FIELDS),
        ("programme", data.programme, PROGRAMME_FIELDS),
    ]
    texts = [
        Text(label, str(getattr(row, name) or ""), f"{table}:1:{name}")
        for table, row, names in tables
        for name, label in names.items()
    ]
    for approval in data.approvals:
        texts += (
            Text(f"Гриф · {label}", getattr(approval, name), f"approval:{approval.id}:{name}")
            for name, label in APPROVAL_FIELDS.items()
        )
    for each in texts:
        yield Row(TITLE_PAGE, data.form.front, fold(each.text), partial(list, [each]))


def _paragraphs(section: SectionData, where: str, blocks: tuple[Block, ...], place: str) -> Iterator[Row]:
    """The paragraphs of a text; a place names which of those that say something, and the words found in it."""
    told = (text for text in block_texts(blocks) if text.strip())
    for n, text in enumerate(told):
        yield _row(section, [Text(where, text, f"{place}:{n}:{FOUND}")])


def _text_rows(section: SectionData) -> Iterator[Row]:
    for slot, blocks in section.texts.items():
        yield from _paragraphs(section, SLOT_NAMES.get(slot, SLOT_NAMES["body"]), blocks, f"section_text:{slot}")


def _order_rows(section: SectionData) -> Iterator[Row]:
    if section.order is not None:
        for name, label in ORDER_FIELDS.items():
            place = f"office_order:{section.order.id}:{name}"
            yield _row(section, [Text(label, str(getattr(section.order, name)), place)])


def _passport_rows(section: SectionData) -> Iterator[Row]:
    for row in section.passport:
        place = f"passport_row:{row.id}"
        yield _row(section, [Text("Строка паспорта", row.label, place)])
        yield from _paragraphs(section, row.label, load_blocks(row.body), place)


def _labels(section: SectionData, names: dict[str, str]) -> dict[str, str]:
    """What the fields of a section's rows are called: by its columns, else by the program."""
    return names | {column.field: column.label for column in columns_of(section.section, section.spec)}


def _activity_rows(section: SectionData) -> Iterator[Row]:
    labels = {field: label for field, label in _labels(section, ACTIVITY_FIELDS).items() if field not in _TWICE}
    for entry in section.activities:
        row = entry.row
        texts = (entry.number, row.text, row.period, row.responsible, row.result, row.form, row.coverage, row.reason)
        folded = fold("\0".join((*texts, row.progress, row.evidence, *row.extra)))
        yield Row(section.section.id, section.entry.title, folded, partial(_activity_texts, entry, labels))


def _activity_texts(entry: ActivityEntry, labels: dict[str, str]) -> list[Text]:
    number = entry.number.rstrip(".") or "подпункт"
    texts = ((field, entry.number if field == "number" else typed(entry.row, field)) for field in labels)
    place = f"activity:{entry.row.id}"
    return [Text(f"{number} · {labels[field]}", text, f"{place}:{field}") for field, text in texts if text]


def _indicator_rows(section: SectionData) -> Iterator[Row]:
    labels = _labels(section, INDICATOR_FIELDS)
    for task in section.tasks:
        number = task.number
        texts = (("number", number), ("text", task.row.text))
        yield _row(section, [Text(number, text, f"task:{task.row.id}:{field}") for field, text in texts])
        for one in task.indicators:
            where = f"{number}, показатель {one.number.rstrip('.')}"
            place = f"indicator:{one.row.id}"
            told = ((field, str(getattr(one.row, field))) for field in INDICATOR_FIELDS if field != "number")
            found = [Text(f"{where} · {labels[f]}", text, f"{place}:{f}") for f, text in told if text]
            yield _row(section, [*found, *_checkpoint_texts(one.values, where)])


def _checkpoint_texts(values: Sequence[IndicatorValue], where: str) -> Iterator[Text]:
    """What was planned and reached at each checkpoint, and what the checkpoint is called."""
    for value in values:
        for field, label in CHECKPOINT_FIELDS.items():
            text = str(getattr(value, field))
            if text:
                named = f"{value.checkpoint} · {label}" if field != "checkpoint" and value.checkpoint else label
                yield Text(f"{where} · {named}", text, f"indicator_value:{value.id}:{field}")


def _plain_rows(section: SectionData, school: School) -> Iterator[Row]:
    """The reporting schedule, and the matrix or staff table."""
    labels = _labels(section, SCHEDULE_FIELDS)
    for n, row in enumerate(section.schedule, 1):
        texts = ((field, str(getattr(row, field))) for field in SCHEDULE_FIELDS if field != "number")
        place = f"schedule_row:{row.id}"
        yield _row(section, [Text(f"Строка {n} · {labels[f]}", text, f"{place}:{f}") for f, text in texts if text])
    heads = [column.label for column in columns_of(section.section, section.spec, school.short_name)]
    for n, grid in enumerate(section.grid, 1):
        wheres = [f"Строка {n} · {head}" for head in heads] + [f"Строка {n}"] * len(grid.cells)
        yield _row(
            section,
            [Text(wheres[c], text, f"grid_row:{grid.id}:cell{c}") for c, text in enumerate(grid.cells) if text],
        )


def _criteria_rows(section: SectionData, data: ProgrammeData) -> Iterator[Row]:
    """The criteria of the form with what the school answered."""
    waves = {wave.id: wave for wave in data.waves}
    for n, criterion in enumerate(section.spec.criterion if section.section.kind == "criteria" else (), 1):
        if criterion.indicators:
            place = f"criterion:{criterion.indicators[0].key}"
            yield _row(section, [Text(f"Критерий {n}", criterion.title, place)])
        for one in criterion.indicators:
            yield _row(section, [Text(f"Критерий {n} · Показатель", one.label, f"criterion:{one.key}")])
    for value in section.values:
        wave = waves.get(value.wave_id)
        if wave is not None:
            label = next((one.label for one in section.spec.indicators if one.key == value.key), value.key)
            place = f"criterion:{value.key}:{wave.key}"
            yield _row(section, [Text(f"{label} · {wave.title}", count_text(value), place)])
