"""Tables: fixed columns, merged cells, a header that repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.column_widths import Columns, fit_columns
from shnor_desktop.services.documents.docx_writer.context import Frame
from shnor_desktop.services.documents.docx_writer.style_map import StyleMap
from shnor_desktop.services.documents.docx_writer.units import twips
from shnor_desktop.services.documents.styles import SHADE
from shnor_desktop.services.documents.table_layout import Placed, fitted, leads, placed_rows
from shnor_desktop.services.documents.tall_rows import taller
from shnor_desktop.services.documents.tree import Cell, Table

_TOP_MARGIN_MM = 0.5
_MOST_CELLS = 63
"""Word opens no table with more cells in a row."""
_WHOLE = "<w:cantSplit/>"
_KEEP = "<w:keepNext/>"
"""In the rows of a header and in those that name the rows below: Word would leave them alone at the foot of a page."""
_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE[1:].upper()}"/>'
_MARGIN_SIDES = ("top", "left", "bottom", "right")
_BORDER_SIDES = (*_MARGIN_SIDES, "insideH", "insideV")

CellWriter = Callable[[Cell, Frame], str]


def table_markup(
    table: Table,
    frame: Frame,
    write_cell: CellWriter,
    styles: StyleMap,
    tick: Callable[[], None],
) -> Iterator[str]:
    """The table as wide as its frame, in pieces; nothing for a table without rows."""
    if not table.rows:
        return
    table = fitted(table)
    planned = fit_columns(table, frame.width, frame.size, frame.wider)
    columns = column_twips(planned, twips(frame.width))
    yield _opening(columns, table.borders, planned.side)
    room = Frame(0.0, frame.height, styles.looks_at(planned.size), planned.size, in_cell=True, wider=frame.wider)
    opening = _CellOpenings(columns, room, planned.side)
    in_table = styles.styles_at(planned.size)
    last = len(table.rows) - 1
    heading = True  # only the rows at the very top can repeat
    for number, (row, places) in enumerate(placed_rows(table)):
        heading = heading and row.header
        if len(places) > _MOST_CELLS:
            raise UserError(f"В строке таблицы больше {_MOST_CELLS} ячеек, Word такую не откроет: разделите таблицу.")
        keep = number < last and (heading or leads(row, len(columns)))
        cells, whole = "", _WHOLE
        for place in places:
            properties, room = opening.of(place, heading, keep)
            cells += f"<w:tc>{properties}{write_cell(place.cell, room)}</w:tc>"
            if place.rows == 1 and taller(place.cell.blocks, room.width, frame.height, in_table):
                whole = ""
        yield f"<w:tr><w:trPr>{whole}{'<w:tblHeader/>' if heading else ''}</w:trPr>{cells}</w:tr>"
        tick()
    yield "</w:tbl>"


def column_twips(columns: Columns, total: int) -> list[int]:
    """Column widths that add up to `total` twips."""
    edges = [0, *(twips(reached) for reached in accumulate(columns.widths))]
    edges[-1] = total
    return [right - left for left, right in pairwise(edges)]


def _opening(columns: list[int], borders: bool, side: float) -> str:
    line = 'w:val="single" w:sz="4" w:space="0" w:color="auto"' if borders else 'w:val="none" w:sz="0" w:space="0"'
    margins = zip(_MARGIN_SIDES, (_TOP_MARGIN_MM, side) * 2, strict=True)
    cell = "".join(f'<w:{name} w:w="{twips(width)}" w:type="dxa"/>' for name, width in margins)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f"<w:tblBorders>{''.join(f'<w:{name} {line}/>' for name in _BORDER_SIDES)}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{cell}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


class _CellOpenings:
    """The properties and rooms of a table's cells; thousands of cells share a few of them."""

    def __init__(self, columns: list[int], room: Frame, side_mm: float) -> None:
        self._columns = columns
        self._side = side_mm
        self._room = room
        self._known: dict[tuple[int, int, int, bool, bool, bool], tuple[str, Frame]] = {}

    def of(self, place: Placed, heading: bool, keep: bool) -> tuple[str, Frame]:
        """What stands before a cell's content, and the room that the content has."""
        merge = 2 if place.continued else 1 if place.rows > 1 else 0
        key = (place.column, place.columns, merge, heading, keep, place.cell.shaded)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._make(*key)
        return known

    def _make(self, column: int, span: int, merge: int, heading: bool, keep: bool, shaded: bool) -> tuple[str, Frame]:
        width = sum(self._columns[column : column + span])
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if span > 1:
            properties += f'<w:gridSpan w:val="{span}"/>'
        properties += ("", '<w:vMerge w:val="restart"/>', "<w:vMerge/>")[merge]
        if shaded:
            properties += _SHADE
        if heading:
            properties += '<w:vAlign w:val="center"/>'
        inner = max(width * 25.4 / 1440 - 2 * self._side, 1.0)
        around = self._room
        kept = _KEEP if keep else ""
        room = Frame(inner, around.height, around.looks, around.size, around.in_cell, kept, around.wider)
        return f"<w:tcPr>{properties}</w:tcPr>", room
