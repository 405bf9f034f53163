"""A section's table as a sheet: the same table that stands in the document, its values free to type in."""

from __future__ import annotations

from collections.abc import Sequence

from ..documents.compose.sections import MAKERS
from ..documents.sources import parse_source
from ..documents.tree import Block, Cell, Paragraph, Row, Table, block_texts
from ..queries import ProgrammeData, SectionData
from .book import BookCell, BookRow, Rule, Sheet, across
from .heights import fitted, row_height
from .safe_text import number_of

_WIDTH_MM = 262.0
_NUMBERED = {"percent", "target", "achieved", "baseline"}
"""Fields whose plain numbers are numbers in the workbook."""
_LOOKS = {"table_header": "head", "table_group": "group"}
_LOCKED = {"number", ""}
"""What the program writes by itself."""


def table_sheet(data: ProgrammeData, section: SectionData, wave: str, name: str) -> Sheet | None:
    """The sheet of a section that is a table; None for one that has none."""
    maker = MAKERS.get(section.section.kind)
    blocks: Sequence[Block] = maker(data, section, wave) if maker else ()
    table = next((block for block in blocks if isinstance(block, Table)), None)
    if table is None:
        return None
    widths = _widths(table)
    columns = len(widths)
    paragraphs = tuple(block for block in blocks if isinstance(block, Paragraph))
    lines = [(section.entry.number, "mark")] if section.section.numbering == "appendix" else []
    lines.append((section.section.title, "title"))
    lines.append((data.school.full_name or data.school.short_name, "note"))
    if paragraphs:
        lines.append(("\n".join(block_texts(paragraphs)), "note"))
    rows = [fitted(across(text, columns, look), widths) for text, look in lines]
    start = len(rows)
    head = sum(1 for row in table.rows if row.header)
    rows += [_row(row, widths) for row in table.rows]
    return Sheet(name, widths, tuple(rows), head=(start, start + head - 1) if head else None)


def _widths(table: Table) -> tuple[float, ...]:
    given = table.widths or (1.0,) * table.column_count
    total = sum(given) or 1.0
    return tuple(width / total * _WIDTH_MM for width in given)


def _row(row: Row, widths: Sequence[float]) -> BookRow:
    cells = tuple(_cell(cell, row.header) for cell in row.cells)
    return BookRow(cells, row_height(cells, widths))


def _cell(cell: Cell, header: bool) -> BookCell:
    first = next((block for block in cell.blocks if isinstance(block, Paragraph)), None)
    look = _LOOKS.get(first.style if first else "", "head" if header else "text")
    if look == "text" and first is not None and first.align == "center":
        look = "centre"
    source = parse_source(cell.source)
    place = source.place if source else ""
    field = place.rpartition(":")[2] if place.count(":") > 1 else ""
    entry = bool(place) and field not in _LOCKED and look != "group"
    text = cell.text
    rule = Rule("percent") if field == "percent" else None
    plain = text.removesuffix("%").rstrip("\u00a0 ") if field == "percent" else text
    number = number_of(plain) if field in _NUMBERED else None
    shape = (place if entry else "", "", entry, rule, cell.columns, cell.rows)
    if number is None:
        return BookCell(text, look, *shape)
    return BookCell(number[0], "percent" if field == "percent" else "number", *shape, decimals=number[1])
