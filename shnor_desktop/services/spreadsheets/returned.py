"""A workbook that a colleague filled in comes back: what differs from the programme, cell by cell, and taking it over.

The workbook that would go out today is laid beside the one that came in: a value that stands there and differs is a
difference. Rows may have moved in it; a row is known again by its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...models.activities import Activity
from ...models.entity import Entity
from ...models.errors import UserError
from ...models.indicators import Indicator
from ...models.monitoring import CriterionValue, Wave
from ...models.programme import ScheduleRow, SectionText
from .. import shares
from ..documents.retyped import retyped
from ..documents.tree import block_texts
from ..documents.tree_json import dump_blocks
from ..editing.cells import values
from ..editing.content import criterion_fields, put_criterion, put_text
from ..editing.rows import checked
from ..formats import IndicatorSpec
from ..queries import ProgrammeData, SectionData
from ..wording import plural
from .added_rows import TableSheet, added_rows, put_added
from .book_writer import cells_of
from .criteria_in import FormIndex, Spot, text_of
from .difference import Difference, Target
from .labels import alike, key_of, school_key
from .monitoring_in import MonitoringBook, SheetColumn, read_monitoring
from .monitoring_out import monitoring_book
from .safe_text import cell_text

if TYPE_CHECKING:
    from ..school_file import SchoolFile

_ROWS: dict[str, type[Entity]] = {"activity": Activity, "indicator": Indicator, "schedule_row": ScheduleRow}
_SCHOOL = re.compile(r"школ|[сон]ош\b|гимнази|лице[йя]|интернат", re.IGNORECASE)
_ANCHORS = {"activity": "text", "indicator": "text", "schedule_row": "kind"}
"""The field by which a row is known again."""


@dataclass(frozen=True)
class Returned:
    """What came back: of which school and wave, what differs, and what could not be placed."""

    school: str
    wave: Wave
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...]


def read_returned(data: ProgrammeData, path: Path, wave_key: str = "") -> Returned:
    """Lay a workbook beside the programme; `wave_key` says the wave where the workbook does not."""
    book = read_monitoring(path, FormIndex(data.form))
    wave = _wave(data, book, wave_key)
    remarks: list[str] = []
    found = [*_criteria(data, book, wave, remarks), *_rows(data, book, wave, remarks), *_texts(data, book, remarks)]
    school = book.school or next((one.column.school for one in book.columns if one.column.school), "")
    if foreign := _of_another_school(data, book, school):
        remarks.insert(0, f"{foreign} Проверьте, ту ли книгу выбрали.")
        found = [replace(one, doubt=one.doubt or foreign) for one in found]
    return Returned(school, wave, tuple(found), tuple(remarks))


def _of_another_school(data: ProgrammeData, book: MonitoringBook, school: str) -> str:
    """That a workbook is not of the programme's school; empty where it is, or where nobody can tell."""
    own = [name for name in (data.school.short_name, data.school.full_name) if name.strip()]
    said = bool(book.school) or _SCHOOL.search(school)  # a heading typed by hand may be anything
    if not said or not own or any(school_key(school).same(school_key(name)) for name in own):
        return ""
    return f"Это книга другой школы: {school}, а не {own[0]}."


def take_over(file: SchoolFile, chosen: Sequence[Difference]) -> str:
    """Write the chosen differences as one step that can be undone; returns the step's name."""
    name = f"Из Excel: {plural(len(chosen), 'значение', 'значения', 'значений')}"
    known = {(row.section_id, row.wave_id, row.key): row for row in (file.rows(CriterionValue) if chosen else ())}
    with file.transaction(name) as transaction:
        for one in chosen:
            row = one.target.row
            if isinstance(row, CriterionValue):
                stored = known.get((row.section_id, row.wave_id, row.key), row)
                put_criterion(transaction, stored, one.target.fields)
            elif isinstance(row, Activity) and not row.id:
                continue
            elif isinstance(row, SectionText):
                put_text(transaction, file, row, one.target.fields["body"])
            else:
                clean = {field: checked(value) for field, value in one.target.fields.items()}
                transaction.change(type(row), row.id, **clean)
        put_added(transaction, file, [one for one in chosen if not one.target.row.id])
    return name


def _wave(data: ProgrammeData, book: MonitoringBook, key: str) -> Wave:
    """The wave of the book: the one asked for, the one it names, or the one of its date."""
    wanted = key or book.about.get("wave", "")
    dates = {one.column.as_of for one in book.columns if one.column.as_of}
    for row in data.waves:
        if row.key == wanted or (not wanted and row.as_of in dates):
            return row
    raise UserError("Не понять, какой это этап мониторинга: в книге нет его даты. Выберите этап и прочитайте снова.")


# criteria


def _criteria(data: ProgrammeData, book: MonitoringBook, wave: Wave, remarks: list[str]) -> Iterator[Difference]:
    sections = {section.section.key: section for section in data.sections if section.spec.criterion}
    seen: set[str] = set()
    for one in book.columns:
        section = sections.get(one.column.section)
        if section is None:
            continue
        if section.section.key in seen:
            remarks.append(f"Лист «{one.sheet}»: второй столбец «{one.column.school}» не читается, взят первый.")
            continue
        seen.add(section.section.key)
        yield from _column(section, one, wave, remarks)


def _column(section: SectionData, found: SheetColumn, wave: Wave, remarks: list[str]) -> Iterator[Difference]:
    doubts = {doubt.spot: doubt.text for doubt in found.column.doubts}
    for criterion in section.spec.criterion:
        for indicator in criterion.indicators:
            value = found.column.answers.get(indicator.key)
            if value is None or not value.given:
                continue
            own = section.value(wave.id, indicator.key)
            if indicator.kind == "share" and (
                section.value(wave.id, indicator.of) or found.column.answers.get(indicator.of)
            ):
                continue  # follows from its count
            if _same(own, value, indicator):
                continue
            spot = found.column.spots[indicator.key]
            row = own or CriterionValue(section_id=section.section.id, wave_id=wave.id, key=indicator.key)
            try:
                fields = criterion_fields(value)
            except UserError as error:
                remarks.append(f"Лист «{found.sheet}», {spot.address}: {error}")
                continue
            yield Difference(
                section.section.id,
                f"criterion:{indicator.key}",
                criterion.title,
                indicator.label,
                _shown(own, indicator),
                _shown(value, indicator),
                found.sheet,
                spot.address,
                Target(row, fields),
                doubts.get(spot, ""),
            )


def _same(own: CriterionValue | None, value: CriterionValue, indicator: IndicatorSpec) -> bool:
    if own is None or not own.given:
        return False
    if own.numerator is not None and value.denominator is None and not value.no_data:
        return own.numerator == value.numerator
    return key_of(_shown(own, indicator)) == key_of(_shown(value, indicator))


def _shown(value: CriterionValue | None, indicator: IndicatorSpec) -> str:
    if value is None:
        return ""
    return value.value if indicator.kind == "share" and not value.no_data else shares.shown(value, indicator.kind)


# rows of plans, targets and the schedule


def _rows(data: ProgrammeData, book: MonitoringBook, wave: Wave, remarks: list[str]) -> Iterator[Difference]:
    """Values of rows that the book names by their places: only our own books do."""
    known = {place: address for place, address in book.places.items() if place.partition(":")[0] in _ROWS}
    if not known:
        return
    now = _today(data, wave, {sheet for sheet, _ in known.values()})
    shifts: dict[str, int | None] = {}
    tables: dict[str, TableSheet] = {}
    for place, (sheet, spot) in known.items():
        table, id_, field = place.split(":", 2)
        current = now.get(place)
        if current is None:
            continue
        section, row, title, label, was = current
        anchor = f"{table}:{id_}:{_ANCHORS[table]}"
        if anchor not in shifts:
            shifts[anchor] = _shift(book, known.get(anchor), now.get(anchor))
            if shifts[anchor] is None:
                remarks.append(f"Лист «{sheet}»: не нашлась строка «{title[:80]}».")
                tables.setdefault(sheet, TableSheet(table)).lost.append(title)
        shift = shifts[anchor]
        if shift is None:
            continue
        found = tables.setdefault(sheet, TableSheet(table))
        found.columns[field] = spot.column
        found.stand[spot.row + shift] = int(id_)
        moved = Spot(spot.row + shift, spot.column)
        text = _at(book.sheets.get(sheet, ()), moved.row, moved.column)
        if not text or key_of(text) == key_of(was):
            continue
        try:
            fields = values(row, field, _typed(row, field, text))
        except UserError as error:
            remarks.append(f"Лист «{sheet}», {moved.address}: {error}")
            continue
        yield Difference(section, place, title, label, was, text, sheet, moved.address, Target(row, fields))
    yield from added_rows(data, book.sheets, tables, remarks)


def _texts(data: ProgrammeData, book: MonitoringBook, remarks: list[str]) -> Iterator[Difference]:
    """Conclusions and measures below a table that were written otherwise."""
    for section in data.sections:
        for slot, label in (("conclusions", section.spec.conclusions_label), ("measures", section.spec.measures_label)):
            address = book.places.get(f"section_text:{section.section.key}:{slot}")
            if address is None:
                continue
            sheet, spot = address
            blocks = section.texts.get(slot, ())
            rows, was = book.sheets.get(sheet, ()), "\n".join(block_texts(blocks))
            heads = (row for row in range(len(rows)) if key_of(_at(rows, row, spot.column)) == key_of(label))
            now = Spot(next(heads, spot.row - 1) + 1, spot.column)
            text = _at(rows, now.row, now.column)
            if not text or key_of(text) == key_of(cell_text(was)):
                continue
            whole = cell_text(was) == was
            becomes = retyped(blocks, text, key_of) if whole else None
            if becomes is None:
                why = "в программе он с таблицей или картинкой" if whole else "целиком он не поместился в ячейку"
                title = label.strip(" :")
                remarks.append(f"Лист «{sheet}», {now.address}: изменён текст «{title}», {why} – перенесите его сами.")
                continue
            row = SectionText(section_id=section.section.id, slot=slot)
            target = Target(row, {"body": dump_blocks(checked(becomes))})
            place, title = f"section_text:{slot}", section.entry.title
            yield Difference(row.section_id, place, title, label.strip(" :"), was, text, sheet, now.address, target)


_Now = tuple[int, Entity, str, str, str]
"""Section, row, the row's text, the column's label, the value as a workbook of today would show it."""


def _today(data: ProgrammeData, wave: Wave, sheets: set[str]) -> dict[str, _Now]:
    """What every place of a workbook of today would show."""
    entities: dict[str, tuple[int, Entity]] = {}
    for section in data.sections:
        id_ = section.section.id
        entities.update({f"activity:{entry.row.id}": (id_, entry.row) for entry in section.activities})
        entities.update({f"schedule_row:{row.id}": (id_, row) for row in section.schedule})
        entities.update(
            {f"indicator:{one.row.id}": (id_, one.row) for task in section.tasks for one in task.indicators}
        )
    labels = {
        (section.section.id, column.field): column.label for section in data.sections for column in section.spec.columns
    }
    found: dict[str, _Now] = {}
    ids = tuple(section.section.id for section in data.sections)
    for sheet in monitoring_book(data, wave.key, ids).sheets:
        for _, _, cell in cells_of(sheet):
            name, _, field = cell.place.rpartition(":")
            if name in entities:
                section_id, row = entities[name]
                title = str(getattr(row, _ANCHORS[name.partition(":")[0]]))
                label = labels.get((section_id, field), field)
                found[cell.place] = (section_id, row, title, label, text_of(cell.value))
    return found


def _shift(book: MonitoringBook, address: tuple[str, Spot] | None, now: _Now | None) -> int | None:
    """How many rows lower a row stands than it was written; None where it is not found."""
    if address is None or now is None:
        return 0
    sheet, spot = address
    rows, wanted = book.sheets.get(sheet, ()), now[4]
    if _known(_at(rows, spot.row, spot.column), wanted):
        return 0
    exact = (row for row in range(len(rows)) if key_of(_at(rows, row, spot.column)) == key_of(wanted))
    found = next(exact, None)
    return None if found is None else found - spot.row


def _known(text: str, wanted: str) -> bool:
    return key_of(text) == key_of(wanted) or alike(text, wanted)


def _at(rows: Sequence[Sequence[object]], row: int, column: int) -> str:
    return text_of(rows[row][column]) if 0 <= row < len(rows) and column < len(rows[row]) else ""


def _typed(row: Entity, field: str, text: str) -> str:
    """The text as it would be typed: the comparison that the target's column shows beside it stays where it is."""
    if isinstance(row, Indicator) and field == "target" and row.comparison:
        return text.removesuffix(f"({row.comparison})").strip()
    return text
