"""Column widths of a table: from its grid, else from its cells, else equal."""

from __future__ import annotations

from shnor_desktop.services.documents.docx_reader.names import ROW, TC, Element, W, integer
from shnor_desktop.services.documents.docx_reader.wrappers import unwrapped

_MM_IN_TWIP = 25.4 / 1440


def column_widths(table: Element, columns: int) -> tuple[float, ...]:
    """One width for each grid column, in millimetres where the file gives lengths."""
    grid = [max(integer(column.get(W + "w")), 0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")][:columns]
    widths = grid + [0] * (columns - len(grid))
    if not all(widths):
        found = _cell_widths(table, columns)
        widths = [width or found[i] for i, width in enumerate(widths)] if any(grid) else found
    known = [width for width in widths if width]
    if not known:
        return (1.0,) * columns
    average = sum(known) / len(known)
    return tuple(round((width or average) * _MM_IN_TWIP, 2) for width in widths)


def _cell_widths(table: Element, columns: int) -> list[int]:
    """The width of each column from the first cell that covers it alone and says how wide it is."""
    widths = [0] * columns
    missing = columns
    for row in unwrapped(table, ROW):
        place = integer(_property(row, f"{W}trPr/{W}gridBefore", "val"))
        for cell in unwrapped(row, TC):
            span = max(integer(_property(cell, f"{W}tcPr/{W}gridSpan", "val"), 1), 1)
            if span == 1 and 0 <= place < columns and not widths[place]:
                widths[place] = max(integer(_property(cell, f"{W}tcPr/{W}tcW", "w").rstrip("%")), 0)
                missing -= widths[place] > 0
            place += span
        if not missing:
            break
    return widths


def _property(element: Element, path: str, attribute: str) -> str:
    found = element.find(path)
    return "" if found is None else str(found.get(W + attribute, ""))
