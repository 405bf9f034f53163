"""A table of a document as lines of texts, its header found by words and not by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...columns import column_text
from ...formats import ColumnSpec, SectionSpec
from ..list_numbers import ListNumbers
from ..tree import Cell, Paragraph, Table, grid
from .cell_text import cell_text
from .words import has_any, norm

FIELD_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reason", ("причин",)),
    ("period", ("срок", "датапроведения", "период", "времяпроведения")),
    ("percent", ("информацияовыполнении", "отметкаовыполнении", "отметкаобисполнении", "процентвыполнения")),
    ("coverage", ("охват",)),
    ("form", ("формыреализации", "формареализации", "формапроведения", "формыпроведения")),
    ("responsible", ("ответственн", "исполнител")),
    ("result", ("результат",)),
    ("text", ("мероприяти", "содержаниедеятельности", "содержаниеработы", "действия", "направлен")),
)
"""Words that name a column of a plan, tried in this order: the more telling first."""

_WHOLE_LABELS = {"выполнения": "percent", "выполнение": "percent", "дата": "period"}
_NUMBERS = ("n", "no", "пп", "nпп", "номер", "nп", "номерпп")

HEADER_SEARCH_ROWS = 3
"""A header may stand under a title row or the first stage."""

LONGEST_LABEL = 80
"""A cell with more letters is no heading of a column but a text."""

ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
"""The number of a row as people type it: «3», «3.», «1.2», «4)»."""


@dataclass(frozen=True)
class Line:
    """A table row laid out over all grid columns: each cell, and whether it began in this row."""

    cells: tuple[Cell | None, ...]
    begins: tuple[bool, ...]
    header: bool
    count: int  # how many cells begin here
    said: tuple[str, ...]  # the text of the cell that covers each column, as `cell_text` writes it

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each column, "" where nothing begins."""
        return tuple(text if own else "" for text, own in zip(self.said, self.begins, strict=True))

    @property
    def labels(self) -> tuple[str, ...]:
        """The same without markers of lists and addresses, to be compared with the labels of a form."""
        return tuple(
            cell.text.strip() if cell is not None and own else ""
            for cell, own in zip(self.cells, self.begins, strict=True)
        )

    @property
    def wide(self) -> int | None:
        """The column where a cell begins that covers the row, or all but one column; None when there is none."""
        width = len(self.cells)
        if width < 3:
            return None
        places = zip(self.cells, self.begins, strict=True)
        return next((n for n, (cell, own) in enumerate(places) if own and cell and cell.columns >= width - 1), None)

    @property
    def across(self) -> bool:
        """Whether one cell covers the row, or all but one column."""
        return self.wide is not None

    @property
    def style(self) -> str:
        """The style of the first paragraph of the row."""
        for cell in self.cells:
            for block in cell.blocks if cell is not None else ():
                if isinstance(block, Paragraph):
                    return block.style
        return ""


@dataclass(frozen=True)
class PlanHeader:
    """Where the header of a plan stands and what its columns are: field ("" unknown), label, label of a group above."""

    index: int
    height: int
    fields: tuple[str, ...]
    labels: tuple[str, ...]
    groups: tuple[str, ...]


def lines_of(table: Table) -> list[Line]:
    """All rows of a table laid out over its grid; linear in rows × columns."""
    lines = []
    numbers = ListNumbers()
    said = [[cell_text(cell, numbers) for cell in row.cells] for row in table.rows]
    for index, places in enumerate(grid(table)):
        cells: list[Cell | None] = []
        begins: list[bool] = []
        texts: list[str] = []
        last: tuple[int, int] | None = None
        for place in places:
            cells.append(table.rows[place[0]].cells[place[1]] if place else None)
            begins.append(place is not None and place[0] == index and place != last)
            texts.append(said[place[0]][place[1]] if place else "")
            last = place
        row = table.rows[index]
        lines.append(Line(tuple(cells), tuple(begins), row.header, len(row.cells), tuple(texts)))
    return lines


def field_of(label: str) -> str:
    """The field a column heading names, "" when none: «Ответственные исполнители» → responsible."""
    return _field_and_rank(label)[0]


def is_number_label(label: str) -> bool:
    """Whether a heading names the column of numbers: «№», «№ п/п», «№ мероприятия»."""
    plain = norm(label)
    return bool(label.strip()) and (not plain or plain in _NUMBERS or (label.strip()[0] == "№" and len(plain) < 15))


def _field_and_rank(label: str) -> tuple[str, int]:
    if is_number_label(label):
        return "number", 0
    plain = norm(label)
    if plain in _WHOLE_LABELS:
        return _WHOLE_LABELS[plain], 0
    for field, words in FIELD_WORDS:
        if has_any(plain, words):
            return field, next(rank for rank, word in enumerate(words) if word in plain)
    return "", 0


def plan_fields(labels: Sequence[str]) -> list[str]:
    """The field of each heading; of several that name one field the most telling has it, the others have none."""
    named = [_field_and_rank(label) for label in labels]
    best: dict[str, int] = {}
    for place, (field, rank) in enumerate(named):
        if field and (field not in best or rank < named[best[field]][1]):
            best[field] = place
    return [field if field and best[field] == place else "" for place, (field, _) in enumerate(named)]


def header_index(lines: list[Line], words: tuple[str, ...]) -> int | None:
    """The row among the first few in which all the words stand; «единиц|едизм» is either of two."""
    for index, line in enumerate(lines[:HEADER_SEARCH_ROWS]):
        plain = norm(" ".join(line.texts))
        if all(has_any(plain, word.split("|")) for word in words):
            return index
    return None


def plan_header(lines: list[Line]) -> PlanHeader | None:
    """The header of a plan, of one level or two; None when this is no plan."""
    for index, line in enumerate(lines[:HEADER_SEARCH_ROWS]):
        if line.count < 3 or line.across or any(len(norm(text)) > LONGEST_LABEL for text in line.texts):
            continue
        header = _header_at(lines, index)
        known = {field for field in header.fields if field}
        if "text" in known and known & {"period", "responsible"} and len(known) >= 3:
            return header
    return None


def headers_of(lines: list[Line], fields: Sequence[str]) -> Iterator[PlanHeader]:
    """Rows among the first few whose headings name just these fields."""
    for index, line in enumerate(lines[:HEADER_SEARCH_ROWS]):
        header = _header_at(lines, index)
        if list(header.fields) == list(fields) and not line.across:
            yield header


def _header_at(lines: list[Line], index: int) -> PlanHeader:
    upper = [_one_line(text) for text in lines[index].texts]
    lower = _second_level(lines, index)
    if not lower:
        return PlanHeader(index, 1, tuple(plan_fields(upper)), tuple(upper), ("",) * len(upper))
    groups, labels = [""] * len(upper), list(upper)
    for column, text in lower.items():
        groups[column], labels[column] = _one_line(lines[index].said[column]), text
    whole = [f"{group} {label}" for group, label in zip(groups, labels, strict=True)]
    return PlanHeader(index, 2, tuple(plan_fields(whole)), tuple(labels), tuple(groups))


def _second_level(lines: list[Line], index: int) -> dict[int, str]:
    """The headings under cells of the header that span columns, where the next row holds nothing but these."""
    spanned = [n for n, cell in enumerate(lines[index].cells) if cell is not None and cell.columns > 1]
    if not spanned or index + 1 >= len(lines):
        return {}
    texts = lines[index + 1].texts
    if any(text and n not in spanned for n, text in enumerate(texts)) or not all(texts[n] for n in spanned):
        return {}
    return {n: _one_line(texts[n]) for n in spanned}


def kept_columns(known: Sequence[tuple[str, str]], spec: SectionSpec) -> tuple[str, ...]:
    """Columns (field, label) as a section keeps them, with the form's widths; none where they are the form's own."""
    if [(field, norm(label)) for field, label in known] == [(c.field, norm(c.label)) for c in spec.columns]:
        return ()
    widths = {column.field: column.width for column in spec.columns}
    return tuple(column_text(ColumnSpec(field, label, widths.get(field, 14.0))) for field, label in known)


def tell_nothing(widths: Sequence[float], count: int) -> bool:
    """Whether a table's widths are missing or all alike, as in documents made by a converter."""
    return len(widths) != count or not min(widths) > 0 or max(widths) / min(widths) < 1.02


def is_numbers_row(line: Line) -> bool:
    """Whether the row only counts the columns: 1, 2, 3 …, also where columns were moved or the first one is gone."""
    texts = [text for text in line.texts if text]
    if len(texts) < 3 or not all(text.isdecimal() and len(text) < 3 for text in texts):
        return False
    numbers = [int(text) for text in texts]
    whole = len(texts) == len(line.texts) > 3
    first = min(numbers) if whole else 1
    return first < 3 and (sorted(numbers) if whole else numbers) == list(range(first, first + len(numbers)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
