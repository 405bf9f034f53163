"""The staff tables: parts that make up the whole, shares of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..columns import columns_of
from ..formats import ColumnSpec
from ..queries import ProgrammeData, SectionData
from .finding import Finding, at_place

_PERCENT = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*%")
_WHOLE = ("общее", "всего", "итого")
_NOBODY = ("", "-", "–", "—")


def staff_sums(data: ProgrammeData) -> Iterator[Finding]:
    """The numbers by years of service add up to all teachers, and no part is larger than all of them."""
    for section in data.sections:
        if section.section.kind != "staff":
            continue
        columns = columns_of(section.section, section.spec)
        for number, row in enumerate(section.grid, 1):
            yield from _shares(section, row.id, row.cells, number)
            if not row.heading and columns and columns[0].label.lower().startswith(_WHOLE):
                yield from _sums(section, columns, row.id, row.cells, number)


def _shares(section: SectionData, id_: int, cells: tuple[str, ...], number: int) -> Iterator[Finding]:
    for n, text in enumerate(cells):
        found = _PERCENT.fullmatch(text.strip())
        if found and float(found[1].replace(",", ".")) > 100:
            message = f"Доля «{text}» больше 100 %."
            yield at_place(section, "error", "percent-above", message, f"grid_row:{id_}:cell{n}", f"строка {number}")


def _sums(
    section: SectionData, columns: tuple[ColumnSpec, ...], id_: int, cells: tuple[str, ...], number: int
) -> Iterator[Finding]:
    numbers = [_number(text) for text in cells[: len(columns)]]
    if not numbers or numbers[0] is None or not cells[0].strip():
        return
    whole, spot = numbers[0], f"строка {number}"
    for n, part in enumerate(numbers[1:], 1):
        if part is not None and part > whole:
            message = f"«{columns[n].label}» – {part}, а всего педагогов {whole}."
            yield at_place(section, "error", "staff-part", message, f"grid_row:{id_}:cell{n}", spot)
            return
    for group in dict.fromkeys(column.group for column in columns if "стаж" in column.group.lower()):
        places = [n for n, column in enumerate(columns[: len(numbers)]) if column.group == group]
        parts = [part for n in places if (part := numbers[n]) is not None]
        if len(parts) == len(places) and any(parts) and sum(parts) != whole:
            message = f"«{group}»: в сумме {sum(parts)}, а всего педагогов {whole}."
            yield at_place(section, "error", "staff-sum", message, f"grid_row:{id_}:cell{places[0]}", spot)


def _number(text: str) -> int | None:
    """A count of people; nobody is 0, words are no count."""
    plain = text.strip()
    if plain in _NOBODY:
        return 0
    return int(plain) if plain.isdecimal() and len(plain) < 6 else None
