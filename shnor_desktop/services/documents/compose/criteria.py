"""Приложения 1 and 2: criteria with their indicators and the school's facts, a column for each wave."""

from __future__ import annotations

from collections.abc import Sequence

from ....models.monitoring import Wave
from ... import shares
from ...formats import ColumnSpec, IndicatorSpec
from ...queries import ProgrammeData, SectionData
from ...waves import asked
from ..sources import source_of
from ..tree import Block, Cell, Row, paragraph, text_cell
from .tables import header_rows, table
from .texts import text_blocks


def criteria_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The dates of the waves and the table, for each year that is printed; conclusions and measures."""
    spec = section.spec
    id_ = section.section.id
    blocks: list[Block] = []
    printed = printed_waves(data, section, wave)
    for year in sorted({row.year for row in printed}) or [0]:
        blocks += _dates(data, section, year)
        blocks.append(_table(data, section, [row for row in printed if row.year == year]))
    for label, slot in ((spec.conclusions_label, "conclusions"), (spec.measures_label, "measures")):
        if label:
            source = source_of(id_, f"section_text:{slot}")
            blocks.append(paragraph(label, "plain", bold=True, source=source))
            blocks += text_blocks(data, section, slot)
    return blocks


def _dates(data: ProgrammeData, section: SectionData, year: int) -> list[Block]:
    """The lines that the form wants, and those of other waves that have values."""
    spec, filled = section.spec, {value.wave_id for value in section.values if value.given}
    lines = spec.wave_lines or spec.waves
    return [
        paragraph(wave_line(row), "plain", source=source_of(section.section.id, f"wave:{row.id}:as_of"))
        for row in data.waves
        if row.year == year and (row.kind in lines or (asked(spec, row) and row.id in filled))
    ]


def wave_line(wave: Wave) -> str:
    """«Входной мониторинг: по состоянию на 01.01.2026»."""
    return f"{wave.title}: по состоянию на {wave.as_of}".strip()


def printed_waves(data: ProgrammeData, section: SectionData, wave: str) -> list[Wave]:
    """The waves that get a column: the one asked for, else all that have values, else the form's first."""
    filled = {value.wave_id for value in section.values if value.given}  # emptied rows stand in older files
    known = [row for row in data.waves if asked(section.spec, row) or row.id in filled]
    if wave:
        return [row for row in data.waves if row.key == wave] or known[:1]
    return [row for row in known if row.id in filled] or known[:1]


def fact_label(data: ProgrammeData, section: SectionData, wave: Wave) -> str:
    """The heading under «Фактические данные»: the school's name, with the wave unless it is the first of the form."""
    name = data.school.short_name or data.school.full_name or "Школа"
    return name if section.spec.waves[:1] == (wave.key,) else f"{name} ({wave.title.lower()})"


def _table(data: ProgrammeData, section: SectionData, waves: Sequence[Wave]) -> Block:
    columns: list[ColumnSpec] = []
    for column in section.spec.columns:
        if column.field == "fact":
            width = column.width * (1 if len(waves) < 2 else 1.4) / max(len(waves), 1)
            columns += [
                ColumnSpec("fact", fact_label(data, section, wave), width, column.align, column.label) for wave in waves
            ]
        else:
            columns.append(column)
    rows: list[Row] = []
    for number, criterion in enumerate(section.spec.criterion, 1):
        for index, indicator in enumerate(criterion.indicators):
            cells: list[Cell] = []
            source = source_of(section.section.id, f"criterion:{indicator.key}")
            if index == 0:
                height = len(criterion.indicators)
                cells.append(text_cell(str(number), rows=height, align="center", source=source))
                cells.append(text_cell(criterion.title, rows=height, source=source))
            cells.append(text_cell(indicator.label, source=source))
            cells += [
                text_cell(_fact(section, wave, indicator), align="center", source=f"{source}:{wave.key}")
                for wave in waves
            ]
            rows.append(Row(tuple(cells)))
    return table(columns, header_rows(columns), rows)


def _fact(section: SectionData, wave: Wave, indicator: IndicatorSpec) -> str:
    own = section.value(wave.id, indicator.key)
    if indicator.kind != "share":
        return shares.shown(own, indicator.kind)
    return shares.shown(section.value(wave.id, indicator.of), "share") or (own.value if own else "")
