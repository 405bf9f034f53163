"""Column widths that leave words whole, for Word, pages and HTML: a narrow column would cut «ежеквартально» in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from shnor_desktop.services.documents.letter_widths import WIDEST, word_width
from shnor_desktop.services.documents.styles import LIST_INDENT_MM, MARGINS_MM, PAGE_MM, STYLES, TABLE_SIZE, Style
from shnor_desktop.services.documents.tree import Block, Cell, Heading, Paragraph, Run, Table

SIDE_MARGIN_MM = 1.5
"""Between a cell's border and its text, left and right."""
LEAST_COLUMN_MM = 6.0
LEAST_SIZE = 8.0
"""Letters of a table do not become smaller than that, whatever is cut."""
_LEAST_SIDE_MM = 0.5
_BORDER_MM = 0.5  # the border, and what rounding takes
_AROUND_MM = 2 * SIDE_MARGIN_MM + _BORDER_MM
_PARTS = re.compile(r"[^\-]+-?|-")
_SIGNS = ".,;:!?()[]«»\"'-–—"
_LONGEST_MM = 45.0  # a longer thing with figures or strokes is an address or a mistake and may be cut
_LONGEST_WORD_MM = 80.0
_POINT_MM = 25.4 / 72


def page_width(landscape: bool) -> float:
    """How wide a table can be, in millimetres."""
    return PAGE_MM[1 if landscape else 0] - MARGINS_MM["left"] - MARGINS_MM["right"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of a table's columns in millimetres, how far the text stands from the sides of its cell, its size."""

    widths: tuple[float, ...]
    side: float = SIDE_MARGIN_MM
    size: float = TABLE_SIZE


def fit_columns(table: Table, total: float, size: float = TABLE_SIZE, wider: float = 1.0) -> Columns:
    """Widths that add up to `total`, as near to the table's own proportions as whole words allow.

    `size` is that of the letters in tables. In a crowded table the text comes nearer to the borders, then the letters
    become smaller, before words are cut. `wider` is how wide the letters are beside those of Times New Roman.
    """
    count = table.column_count
    shares = [width if 0 < width < inf else 0.0 for width in table.widths or (1.0,) * count]
    whole = sum(shares)
    wanted = [share / whole * total for share in shares] if 0 < whole < inf else [total / count] * count
    least = min(LEAST_COLUMN_MM, total / count)
    needed = _needed(table, least)
    if table.borders:  # the others hold marks and signatures, in the letters of the text
        size, needed = _shrunk(needed, size, least, total, wider)
    else:
        needed = _sized(needed, TABLE_SIZE * wider, least)
    nearest = SIDE_MARGIN_MM - _LEAST_SIDE_MM
    nearer = min(max(sum(needed) - total, 0.0) / (2 * count), nearest)
    if sum(_nearer(needed, nearer, least)) > total:  # columns that are as narrow as they may be give nothing
        nearer = nearest
    needed = _nearer(needed, nearer, least)
    return Columns(tuple(_settled(wanted, needed, total)), SIDE_MARGIN_MM - nearer, size)


def _nearer(needed: Sequence[float], nearer: float, least: float) -> list[float]:
    """What columns need when the text comes so much nearer to its borders."""
    return [max(need - 2 * nearer, least) for need in needed]


def _shrunk(usual: list[float], size: float, least: float, total: float, wider: float) -> tuple[float, list[float]]:
    """The largest letters, down from `size`, with which all columns find room, and what each column needs then."""
    nearest = total + 2 * len(usual) * (SIDE_MARGIN_MM - _LEAST_SIDE_MM)
    needed = _sized(usual, size * wider, least)
    while sum(needed) > nearest and size > LEAST_SIZE:
        size = max(size - 1, LEAST_SIZE)
        needed = _sized(usual, size * wider, least)
    return size, needed


def _sized(usual: list[float], size: float, least: float) -> list[float]:
    """What columns need with letters of another size than the usual one of tables."""
    if size == TABLE_SIZE:
        return usual
    factor = size / TABLE_SIZE
    return [max((need - _AROUND_MM) * factor + _AROUND_MM, least) for need in usual]


def _settled(wanted: Sequence[float], needed: Sequence[float], total: float) -> Sequence[float]:
    missing = sum(max(need - want, 0.0) for need, want in zip(needed, wanted, strict=True))
    spare = sum(max(want - need, 0.0) for need, want in zip(needed, wanted, strict=True))
    if not missing:
        return wanted
    if spare <= missing:  # no way to fit all
        return _levelled(needed, total)
    return [
        need if want < need else want - (want - need) * missing / spare
        for need, want in zip(needed, wanted, strict=True)
    ]


def _levelled(needed: Sequence[float], total: float) -> list[float]:
    """What the narrow columns need, and for the others, one as wide as another, what is left."""
    left, level = total, 0.0
    for place, need in enumerate(sorted(needed)):
        level = left / (len(needed) - place)
        if need >= level:
            break
        left -= need
    return [min(need, level) for need in needed]


def _needed(table: Table, least: float) -> list[float]:
    """For each column the width of its longest word; linear in the letters of the table."""
    needed = [least] * table.column_count
    wide: list[tuple[slice, float]] = []
    for column, cell in _placed(table):
        need = _cell_mm(cell)
        if cell.columns > 1:
            wide.append((slice(column, column + cell.columns), need))
        elif column < len(needed) and needed[column] < need:
            needed[column] = need
    for covered, need in wide:
        have = sum(needed[covered])
        if have < need:
            needed[covered] = [width * need / have for width in needed[covered]]
    return needed


def _placed(table: Table) -> Iterator[tuple[int, Cell]]:
    """Each cell with the column where it begins."""
    busy: dict[int, int] = {}  # column -> first row in which it is free again
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while busy and busy.get(column, 0) > number:
                column += 1
            yield column, cell
            end = column + (cell.columns if cell.columns > 1 else 1)
            if cell.rows > 1:
                busy.update((covered, number + cell.rows) for covered in range(column, min(end, table.column_count)))
            column = end


def _cell_mm(cell: Cell) -> float:
    """The least width that cuts no word of a cell, its margins included."""
    if len(cell.blocks) == 1:  # nearly every cell
        return _block_mm(cell.blocks[0]) + _AROUND_MM
    return max((_block_mm(block) for block in cell.blocks), default=0.0) + _AROUND_MM


def _block_mm(block: Block) -> float:
    if isinstance(block, Paragraph):
        style = STYLES.get(block.style, STYLES["table"])
        if not block.list:
            return _runs_mm(block.runs, style, style.left, style.first_line)
        return _runs_mm(block.runs, style, max(style.left, LIST_INDENT_MM) + block.level * LIST_INDENT_MM, 0.0)
    if isinstance(block, Heading):
        number = (Run(f"{block.number} "),) if block.number else ()
        style = STYLES[f"heading{min(max(block.level, 1), 4)}"]
        return _runs_mm((*number, *block.runs), style, style.left, style.first_line)
    if isinstance(block, Table):
        return min(sum(_needed(block, LEAST_COLUMN_MM)), _LONGEST_WORD_MM)
    return 0.0


def _runs_mm(runs: Sequence[Run], style: Style, indent: float, first_line: float) -> float:
    """The longest word of a paragraph; a word of several runs has the boldest look."""
    if len(runs) == 1:
        text, bold, italic = runs[0].text, runs[0].bold, runs[0].italic
    else:
        text = "".join([run.text for run in runs])
        bold, italic = any(run.bold for run in runs), any(run.italic for run in runs)
    if style.upper:
        text = text.upper()
    bold, italic = style.bold or bold, style.italic or italic
    size = style.size * _POINT_MM / 1000
    longest = _longest_mm(text, bold, italic, size)
    if first_line > 0 and (words := _words(text)):
        longest = max(longest, _word_mm(words[0], bold, italic, size) + first_line)
    return longest + indent


def _words(text: str) -> list[str]:
    return text.replace("\u00a0", "_").split()  # no line ends at a no-break space


@lru_cache(maxsize=1 << 14)
def _longest_mm(text: str, bold: bool, italic: bool, size: float) -> float:
    """The widest thing in a text that stays on one line. Texts come again: in a table, and with the next export."""
    most = 0.0
    for word in sorted(_words(text), key=len, reverse=True):
        if len(word) * size * WIDEST <= most:
            break
        if word_width(word, bold, italic) * size > most:
            most = max(most, _word_mm(word, bold, italic, size))
    return most


def _word_mm(word: str, bold: bool, italic: bool, size: float) -> float:
    """What of a word stays on one line: a part up to a hyphen, an address only as far as there is room."""
    parts = _PARTS.findall(word)
    widths = [word_width(part, bold, italic) * size for part in parts]
    most = [_LONGEST_WORD_MM if part.strip(_SIGNS).isalpha() else _LONGEST_MM for part in parts]
    return max(map(min, widths, most), default=0.0)
