"""Tables that are one: cut by a page, an empty line or a converter, they become one table again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..tree import Block, Cell, Document, PageBreak, Paragraph, Part, Row, Run, Table
from .assignment import AS_SEEN, Assignments
from .indicators import indicators_header
from .schedule import schedule_header
from .tables import ROW_NUMBER, Line, PlanHeader, lines_of, plan_header
from .words import norm

_HEADERS = (plan_header, indicators_header, schedule_header)
_LEAST_COLUMNS = 3
_LOOKED_AT = 4
"""Rows of a table that tell whether it has a header of its own; all of them would be slow."""
_ENDS = (".", ";", ":", "!", "?")
"""Where a sentence ends: what follows on the next page begins anew."""


@dataclass
class Joined:
    """A document whose cut tables are whole, and which tables of the source each of its tables is made of."""

    document: Document
    sources: dict[int, list[int]] = field(default_factory=dict)  # id of the table → numbers in the source

    def numbers(self, table: Table) -> list[int]:
        """The numbers of the source's tables that went into this one."""
        return self.sources.get(id(table), [])


def join_tables(document: Document, assignments: Assignments) -> Joined:
    """Put together what belongs together, where the person has not said otherwise."""
    joined = Joined(document)
    number = 0
    parts: list[tuple[list[Block], bool]] = []
    above: tuple[list[Block], int] | None = None  # where the last table stands
    for part in document.parts:
        blocks: list[Block] = []
        parts.append((blocks, part.landscape))
        for block in part.blocks:
            if not isinstance(block, Table):
                blocks.append(block)
                continue
            said = assignments.get(number, AS_SEEN).joined
            if above is not None and (said if said is not None else _goes_on(above, blocks, block)):
                _put_together(joined, above, block, number)
            else:
                whole = _with_whole_rows(block)
                joined.sources[id(whole)] = [number]
                above = (blocks, len(blocks))
                blocks.append(whole)
            number += 1
    kept = tuple(Part(tuple(blocks), landscape) for blocks, landscape in parts)
    joined.document = dataclasses.replace(document, parts=kept)
    return joined


def _put_together(joined: Joined, above: tuple[list[Block], int], table: Table, number: int) -> None:
    blocks, place = above
    first = blocks[place]
    assert isinstance(first, Table)
    whole = _joined(first, table)
    joined.sources[id(whole)] = [*joined.sources.pop(id(first)), number]
    blocks[place] = whole
    if all(_says_nothing(block) for block in blocks[place + 1 :]):
        del blocks[place + 1 :]  # the empty line or the page break that cut the table


def _goes_on(above: tuple[list[Block], int], blocks: Sequence[Block], table: Table) -> bool:
    """Whether a table is the rest of the one above: nothing between, as many columns, and no other header."""
    own, place = above
    first = own[place]
    between = [*own[place + 1 :], *(() if own is blocks else blocks)]
    if not isinstance(first, Table) or not all(map(_says_nothing, between)):
        return False
    if first.column_count != table.column_count or first.column_count < _LEAST_COLUMNS:
        return False
    header = _header_of(_top(first))
    if header is None:
        return False
    lines = _top(table)
    other = _header_of(lines)
    if other is None:
        return bool(lines) and not lines[0].header and _looks_like_rows(header, lines[0])
    return other.index == 0 and _label(other) == _label(header)


def _looks_like_rows(header: PlanHeader, line: Line) -> bool:
    """Whether the first row of a table without a known header is one more row, and no header in other words."""
    if line.across or "number" not in header.fields:
        return line.across or not _is_bold(line)
    number = line.texts[header.fields.index("number")].strip()
    return not number or bool(ROW_NUMBER.fullmatch(number))


def _is_bold(line: Line) -> bool:
    paragraphs = [block for cell in line.cells if cell for block in cell.blocks if isinstance(block, Paragraph)]
    runs = [run for block in paragraphs for run in block.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _label(header: PlanHeader) -> str:
    return norm("".join(header.labels) + "".join(header.groups))


def _header_of(lines: list[Line]) -> PlanHeader | None:
    return next((found for find in _HEADERS if (found := find(lines)) is not None), None)


def _top(table: Table) -> list[Line]:
    return lines_of(dataclasses.replace(table, rows=table.rows[:_LOOKED_AT]))


def _says_nothing(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Paragraph) and not block.text.strip())


def _joined(first: Table, second: Table) -> Table:
    """One table of both; a row that the page cut in two is one again."""
    rows, more = list(first.rows), [dataclasses.replace(row, header=False) for row in second.rows]
    header = _header_of(_top(first))
    other = _header_of(_top(second)) if header is not None else None
    if header is not None and other is not None and other.index == 0 and _label(other) == _label(header):
        more = more[other.height :]  # the header again
    if header is not None and more and _is_rest(header, rows, more):
        rows[-1] = _one_row(rows[-1], more.pop(0))
    widths = first.widths if len(first.widths) >= len(second.widths) else second.widths
    return dataclasses.replace(first, rows=(*rows, *more), widths=widths)


def _with_whole_rows(table: Table) -> Table:
    """The table with the rows made whole that a page cut: the header again, then the rest of the row above."""
    header = _header_of(_top(table))
    if header is None:
        return table
    first = norm(_first_text(table.rows[header.index]))
    below = header.index + header.height
    rows = list(table.rows[:below])
    again: list[Row] = []  # rows of a repeated header, until it is known what follows them
    for row in table.rows[below:]:
        if not again and norm(_first_text(row)) == first and _repeats(row, table.rows[header.index]):
            again = [row]
        elif again and len(again) < header.height:
            again.append(row)
        elif again:
            if _is_rest(header, rows, [row]):
                rows[-1] = _one_row(rows[-1], row)
                rows += again
            else:
                rows += [*again, row]
            again = []
        else:
            rows.append(row)
    return dataclasses.replace(table, rows=(*rows, *again)) if len(rows) + len(again) < len(table.rows) else table


def _first_text(row: Row) -> str:
    return row.cells[0].text if row.cells else ""


def _repeats(row: Row, header: Row) -> bool:
    return [norm(cell.text) for cell in row.cells] == [norm(cell.text) for cell in header.cells]


def _is_rest(header: PlanHeader, rows: list[Row], more: list[Row]) -> bool:
    """Whether a row only goes on with the last one above: it has no number and begins in the middle of a sentence."""
    if "number" not in header.fields or "text" not in header.fields:
        return False
    last, rest = rows[-1].cells, more[0].cells
    if len(last) != len(rest) or len(rest) != len(header.fields):
        return False
    if any(cell.columns > 1 or cell.rows > 1 for cell in (*last, *rest)):
        return False
    number, text = header.fields.index("number"), header.fields.index("text")
    words, above = rest[text].text.strip(), last[text].text.strip()
    if rest[number].text.strip():
        return False
    if not last[number].text.strip():  # rows without numbers: only a sentence that breaks off is sure
        return above[:1].isupper() and words[:1].islower() and not above.endswith(_ENDS)
    return not words or words[0].islower()


def _one_row(first: Row, second: Row) -> Row:
    cells: list[Cell] = [
        dataclasses.replace(cell, blocks=_one_text(cell.blocks, rest.blocks))
        for cell, rest in zip(first.cells, second.cells, strict=True)
    ]
    return dataclasses.replace(first, cells=tuple(cells))


def _one_text(first: tuple[Block, ...], second: tuple[Block, ...]) -> tuple[Block, ...]:
    said = [block for block in second if not (isinstance(block, Paragraph) and not block.text.strip())]
    if not said:
        return first
    kept = [block for block in first if not (isinstance(block, Paragraph) and not block.text.strip())]
    if kept and isinstance(above := kept[-1], Paragraph) and isinstance(below := said[0], Paragraph):
        one = _one_sentence(above, below)
        if one is not None:
            return (*kept[:-1], one, *said[1:])
    return (*kept, *said)


def _one_sentence(above: Paragraph, below: Paragraph) -> Paragraph | None:
    """The paragraph that a page cut in the middle of a sentence; None where these are two."""
    text, rest = above.text.rstrip(), below.text.lstrip()
    if below.list or not rest[0].islower() or text.endswith(_ENDS):
        return None
    return dataclasses.replace(above, runs=(*above.runs, Run(" "), *below.runs))
