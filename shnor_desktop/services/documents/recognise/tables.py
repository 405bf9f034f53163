"""A table of a document as lines of texts, its header found by words and not by position."""

from __future__ import annotations

from dataclasses import dataclass

from ..tree import Cell, Paragraph, Table, grid
from .words import has_any, norm

FIELD_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reason", ("причин",)),
    ("percent", ("информацияовыполнении", "выполнения", "отметкаовыполнении")),
    ("coverage", ("охват",)),
    ("form", ("формыреализации", "формареализации", "формапроведения", "формыпроведения")),
    ("period", ("срок", "датапроведения")),
    ("responsible", ("ответственн", "исполнител")),
    ("result", ("результат",)),
    ("text", ("мероприяти", "направлен", "содержаниедеятельности", "содержаниеработы", "действия")),
)
"""Words that name a column of a plan, tried in this order: the more telling first."""

HEADER_SEARCH_ROWS = 3
"""A header may stand under a title row or the first stage."""


@dataclass(frozen=True)
class Line:
    """A table row laid out over all grid columns: each cell, and whether it began in this row."""

    cells: tuple[Cell | None, ...]
    begins: tuple[bool, ...]
    header: bool
    count: int  # how many cells begin here

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each column, "" where nothing begins."""
        return tuple(
            cell.text.strip() if cell is not None and own else ""
            for cell, own in zip(self.cells, self.begins, strict=True)
        )

    @property
    def across(self) -> bool:
        """Whether one cell covers the row, or all but the first column."""
        width = len(self.cells)
        return width > 2 and any(cell is not None and cell.columns >= width - 1 for cell in self.cells)

    @property
    def style(self) -> str:
        """The style of the first paragraph of the row."""
        for cell in self.cells:
            for block in cell.blocks if cell is not None else ():
                if isinstance(block, Paragraph):
                    return block.style
        return ""


def lines_of(table: Table) -> list[Line]:
    """All rows of a table laid out over its grid; linear in rows × columns."""
    lines = []
    for index, places in enumerate(grid(table)):
        cells: list[Cell | None] = []
        begins: list[bool] = []
        last: tuple[int, int] | None = None
        for place in places:
            cells.append(table.rows[place[0]].cells[place[1]] if place else None)
            begins.append(place is not None and place[0] == index and place != last)
            last = place
        lines.append(Line(tuple(cells), tuple(begins), table.rows[index].header, len(table.rows[index].cells)))
    return lines


def field_of(label: str) -> str:
    """The field a column heading names, "" when none: «Ответственные исполнители» → responsible."""
    plain = norm(label)
    if label.strip() and (not plain or plain in ("n", "no", "пп", "nпп", "номер", "nп", "номерпп")):
        return "number"
    for field, words in FIELD_WORDS:
        if has_any(plain, words):
            return field
    return ""


def header_index(lines: list[Line], words: tuple[str, ...]) -> int | None:
    """The row among the first few in which all the words stand."""
    for index, line in enumerate(lines[:HEADER_SEARCH_ROWS]):
        plain = norm(" ".join(line.texts))
        if all(word in plain for word in words):
            return index
    return None


def plan_header(lines: list[Line]) -> tuple[int, list[str]] | None:
    """The header row of a plan and the field of each column ("" unknown); None when this is no plan."""
    for index, line in enumerate(lines[:HEADER_SEARCH_ROWS]):
        if len(norm(" ".join(line.texts))) > 600 or line.count < 3:
            continue
        fields = [field_of(text) for text in line.texts]
        for place, field in enumerate(fields):
            if field and field in fields[:place]:
                fields[place] = ""
        known = {field for field in fields if field}
        if "text" in known and known & {"period", "responsible"} and len(known) >= 3:
            return index, fields
    return None


def is_numbers_row(line: Line) -> bool:
    """Whether the row only counts the columns: 1, 2, 3 …"""
    texts = [text for text in line.texts if text]
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]
