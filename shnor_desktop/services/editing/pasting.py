"""Blocks of cells: pasted over a table, cleared, filled down. Each is one action that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...models.errors import UserError
from ..jobs import in_blocks
from ..tabular import Block
from ..wording import plural
from .sheet import Place, Sheet, rows_of

Texts = dict[str, str]
"""The texts of one row by field."""


@dataclass(frozen=True)
class Pasted:
    """Where a block stands now: its rows and columns as the table shows them."""

    top: int
    bottom: int
    left: int
    right: int


def rows_name(count: int) -> str:
    """The name of pasting rows: «Вставка: 12 строк»."""
    return f"Вставка: {plural(count, 'строка', 'строки', 'строк')}"


def cells_text(count: int) -> str:
    """«5 ячеек»."""
    return plural(count, "ячейка", "ячейки", "ячеек")


def paste_cells(sheet: Sheet, row: int, column: int, block: Block) -> Pasted:
    """Put a block over the cells from one on; rows that are missing at the end are added.

    What the program fills itself (numbers, shares) is passed over. Line goes by line, unless a heading would have to
    take what it has no cell for: then the block passes over headings. UserError when anything finds no place.
    """
    fields = _columns(sheet, column, block)
    rows = [{f: texts[n] for n, f in enumerate(fields) if not sheet.fixed(f)} for texts in block.rows]
    if not rows or not rows[0]:
        raise UserError("Эту колонку заполняет программа. Выберите ячейку правее.")
    places = _places(sheet, row, rows)
    added = [texts for place, texts in zip(places, rows, strict=True) if place >= sheet.height]
    while added and not any(added[-1].values()):
        added.pop()
    if added and sheet.refusal:
        raise UserError(sheet.refusal)
    edits = {
        (place, field): text
        for block in in_blocks(list(zip(places, rows, strict=True)), sheet.pause)
        for place, texts in block
        if place < sheet.height
        for field, text in texts.items()
        if sheet.takes(place, field)
    }
    count = sum(map(len, rows))
    sheet.write(rows_name(len(rows)) if len(rows) > 1 else f"Вставка: {cells_text(count)}", edits, added)
    last = max([place for place in places if place < sheet.height], default=row)
    bottom = sheet.height + len(added) - 1 if added else last
    return Pasted(min(row, places[0]), bottom, column, column + len(fields) - 1)


def clear_cells(sheet: Sheet, places: Collection[Place], word: str = "Очищено") -> None:
    """Empty cells; those that the program fills stay."""
    edits = {
        place: ""
        for block in in_blocks(list(places), sheet.pause)
        for place in block
        if sheet.takes(*place) and sheet.typed(*place)
    }
    if edits:
        sheet.write(f"{word}: {cells_text(len(edits))}", edits)


def fill_down(sheet: Sheet, places: Collection[Place]) -> None:
    """Put the topmost of the cells of a column into those below; into one alone, what stands above it."""
    rows = [row for block in in_blocks(rows_of(places), sheet.pause) for row in block if not sheet.heading(row)]
    if len(rows) == 1:
        above = next((row for row in range(rows[0] - 1, -1, -1) if not sheet.heading(row)), None)
        rows = rows if above is None else [above, *rows]
    chosen = set(places)
    edits: dict[Place, str] = {}
    for field in {field for _row, field in places if not sheet.fixed(field)}:
        mine = [row for row in rows if sheet.takes(row, field) and ((row, field) in chosen or row == rows[0])]
        text = sheet.typed(mine[0], field) if mine else ""
        edits |= {(row, field): text for row in mine[1:]}
        sheet.pause(0)
    if edits:
        sheet.write(f"Заполнение вниз: {cells_text(len(edits))}", edits)


def _columns(sheet: Sheet, column: int, block: Block) -> list[str]:
    fields = list(sheet.fields[column : column + block.width])
    if any(any(texts[len(fields) :]) for texts in block.rows):
        here, there = plural(len(fields), "колонка", "колонки", "колонок"), block.width
        raise UserError(f"Скопировано колонок: {there}, а отсюда есть {here}. Выберите ячейку левее.")
    return fields


def _places(sheet: Sheet, top: int, rows: Sequence[Texts]) -> list[int]:
    """The row for each row of a block; those from the sheet's height on are to be added."""
    height = sheet.height
    straight = list(range(top, top + len(rows)))
    pairs = list(zip(straight, rows, strict=True))
    if all(
        place >= height or not sheet.heading(place) or _fits(sheet, place, texts)
        for block in in_blocks(pairs, sheet.pause)
        for place, texts in block
    ):
        return straight
    there = in_blocks(range(top, height), sheet.pause)
    free = [place for block in there for place in block if not sheet.heading(place)][: len(rows)]
    return free + list(range(height, height + len(rows) - len(free)))


def _fits(sheet: Sheet, row: int, texts: Texts) -> bool:
    return all(not text or sheet.takes(row, field) for field, text in texts.items())
