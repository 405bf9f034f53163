"""Tables: Word's rows of cells on a grid become rows of cells that each stand once, where they begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_reader.context import Story
from shnor_desktop.services.documents.docx_reader.look import is_drawn, own_borders
from shnor_desktop.services.documents.docx_reader.names import (
    DEL,
    ROW,
    TC,
    VAL,
    Element,
    W,
    by_tag,
    child_value,
    integer,
    is_on,
)
from shnor_desktop.services.documents.docx_reader.widths import column_widths
from shnor_desktop.services.documents.docx_reader.wrappers import unwrapped
from shnor_desktop.services.documents.tree import Block, Cell, Paragraph, Row, Table

MAX_COLUMNS = 256
"""Word itself stops at 63 columns, but a ragged table may have more edges than that."""

MAX_PLACES = 3_000_000
"""Rows × columns; more is no table of a school."""

_TR_PR, _TC_PR = W + "trPr", W + "tcPr"
_SPAN, _DOWN, _ACROSS, _DELETED = W + "gridSpan", W + "vMerge", W + "hMerge", W + "cellDel"


@dataclass(slots=True)
class _Cell:
    """A cell in the making."""

    blocks: list[Block]
    column: int
    columns: int
    rows: int = 1


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    header: bool = False
    end: int = 0  # the first grid column after its last cell


def read_table(story: Story, element: Element, depth: int) -> Table | None:
    """A w:tbl as a table of the tree, None when nothing of it is left."""
    rows = list(_Grid(story, depth).rows(element))
    if not rows:
        return None
    used = max(row.end for row in rows) or 1
    if len(rows) * used > MAX_PLACES:
        raise UserError(
            f"Таблица на {len(rows)} строк и {used} столбцов слишком велика: разделите её в Word на части и сохраните."
        )
    headers = next((i for i, row in enumerate(rows) if not row.header), len(rows))
    return Table(
        tuple(
            Row(tuple(Cell(tuple(cell.blocks), cell.columns, cell.rows) for cell in row.cells), i < headers)
            for i, row in enumerate(rows)
        ),
        column_widths(element, used),
        _has_borders(story, element),
    )


class _Grid:
    """Places the cells of one table row by row."""

    def __init__(self, story: Story, depth: int) -> None:
        self._story = story
        self._depth = depth
        self._open: dict[int, _Cell] = {}  # by first column: cells that the row below may continue

    def rows(self, table: Element) -> Iterator[_Row]:
        for element in unwrapped(table, ROW):
            properties = element.find(_TR_PR)
            if properties is not None and properties.find(DEL) is not None:
                continue
            row = self._row(element, properties)
            if row.end:
                yield row

    def _row(self, element: Element, properties: Element | None) -> _Row:
        row = _Row()
        still_open: dict[int, _Cell] = {}
        if properties is not None:
            header = properties.find(W + "tblHeader")
            row.header = header is not None and is_on(header)
            before = min(max(integer(child_value(properties, W + "gridBefore")), 0), MAX_COLUMNS - 1)
            if before:
                row.cells.append(_Cell([], 0, before))
                row.end = before
        last: _Cell | None = None
        for cell in unwrapped(element, TC):
            last = self._cell(row, cell, last, still_open)
        self._open = still_open
        return row

    def _cell(self, row: _Row, element: Element, last: _Cell | None, still_open: dict[int, _Cell]) -> _Cell | None:
        """Adds one w:tc to the row, or to the cell above or before that it is merged with."""
        properties = by_tag(next(element.iterchildren(_TC_PR), None))
        if _DELETED in properties:
            return last
        blocks = self._story.source.read_blocks(self._story, element, self._depth + 1, True)
        span, down, across = _merging(properties)
        room = MAX_COLUMNS - row.end
        if last is not None and (across == "continue" or room < 1):
            last.blocks.extend(blocks)
            span = min(span, room)
            if row.cells and row.cells[-1] is last:
                last.columns += span
                row.end += span
            return last
        span = min(span, room)
        above = self._open.get(row.end)
        if down == "continue" and above is not None and above.columns == span:
            above.rows += 1
            above.blocks.extend(blocks if _has_words(element) else _without_numbers(blocks))
            cell = above
        else:
            cell = _Cell(blocks, row.end, span)
            row.cells.append(cell)
        if down:
            still_open[row.end] = cell
        row.end += span
        return cell


def _merging(properties: dict[str, Element]) -> tuple[int, str, str]:
    """How many columns a cell covers, and its part in a merge downwards and (an old way) across."""
    span = properties.get(_SPAN)
    columns = 1 if span is None else max(integer(span.get(VAL), 1), 1)
    return columns, _merge(properties.get(_DOWN)), _merge(properties.get(_ACROSS))


def _merge(element: Element | None) -> str:
    return "" if element is None else "restart" if element.get(VAL) == "restart" else "continue"


def _has_words(cell: Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter(W + "t"))


def _without_numbers(blocks: list[Block]) -> list[Block]:
    """What a wordless cell holds besides automatic numbers: Word shows none in the hidden part of a merged cell."""
    return [block for block in blocks if not isinstance(block, Paragraph)]


def _has_borders(story: Story, table: Element) -> bool:
    """Whether the table shows lines: by its own properties, else by its style, else by any of its cells."""
    properties = table.find(W + "tblPr")
    own = own_borders(properties)
    if any(own.values()):
        return True
    style = "" if properties is None else child_value(properties, W + "tblStyle")
    if not own and style and story.source.styles.table_borders(style):
        return True
    return any(
        any(map(is_drawn, borders))
        for row in unwrapped(table, ROW)
        for cell in unwrapped(row, TC)
        for borders in cell.iterfind(f"{_TC_PR}/{W}tcBorders")
    )
