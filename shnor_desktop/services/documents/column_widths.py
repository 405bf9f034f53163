"""Column widths that leave words whole, for Word, pages and HTML: a narrow column would cut «ежеквартально» in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from shnor_desktop.services.documents.letter_widths import WIDEST, word_width
from shnor_desktop.services.documents.styles import LIST_INDENT_MM, MARGINS_MM, PAGE_MM, STYLES, Style
from shnor_desktop.services.documents.tree import Block, Cell, Heading, Paragraph, Run, Table

SIDE_MARGIN_MM = 1.5
"""Between a cell's border and its text, left and right."""
LEAST_COLUMN_MM = 6.0
_LEAST_SIDE_MM = 0.5
_BORDER_MM = 0.5  # the border, and what rounding takes
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
    """Widths of a table's columns in millimetres, and how far the text stands from the sides of its cell."""

    widths: tuple[float, ...]
    side: float = SIDE_MARGIN_MM


def fit_columns(table: Table, total: float) -> Columns:
    """Widths that add up to `total`, as near to the table's own proportions as whole words allow.

    In a crowded table the text comes nearer to the borders before words are cut.
    """
    count = table.column_count
    shares = [width if 0 < width < inf else 0.0 for width in table.widths or (1.0,) * count]
    whole = sum(shares)
    wanted = [share / whole * total for share in shares] if 0 < whole < inf else [total / count] * count
    least = min(LEAST_COLUMN_MM, total / count)
    needed = _needed(table, least)
    nearer = min(max(sum(needed) - total, 0.0) / (2 * count), SIDE_MARGIN_MM - _LEAST_SIDE_MM)
    needed = [max(need - 2 * nearer, least) for need in needed]
    return Columns(tuple(_settled(wanted, needed, total)), SIDE_MARGIN_MM - nearer)


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
        end = min(column + max(cell.columns, 1), len(needed))
        if end - column == 1:
            needed[column] = _cell_mm(cell, needed[column])
        elif end > column:
            wide.append((slice(column, end), _cell_mm(cell, 0.0)))
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
            end = column + max(cell.columns, 1)
            if cell.rows > 1:
                busy.update((covered, number + cell.rows) for covered in range(column, min(end, table.column_count)))
            column = end


def _cell_mm(cell: Cell, enough: float) -> float:
    """The width that a cell needs, at least `enough`."""
    margins = 2 * SIDE_MARGIN_MM + _BORDER_MM
    return max(enough, _blocks_mm(cell.blocks, max(enough - margins, 0.0)) + margins)


def _blocks_mm(blocks: Sequence[Block], enough: float) -> float:
    for block in blocks:
        if isinstance(block, Paragraph):
            style = STYLES.get(block.style, STYLES["table"])
            indent = max(style.left, LIST_INDENT_MM) + block.level * LIST_INDENT_MM if block.list else style.left
            enough = _runs_mm(block.runs, style, indent, 0.0 if block.list else style.first_line, enough)
        elif isinstance(block, Heading):
            number = (Run(f"{block.number} "),) if block.number else ()
            style = STYLES[f"heading{min(max(block.level, 1), 4)}"]
            enough = _runs_mm((*number, *block.runs), style, style.left, style.first_line, enough)
        elif isinstance(block, Table):
            enough = max(enough, min(sum(_needed(block, LEAST_COLUMN_MM)), _LONGEST_WORD_MM))
    return enough


def _runs_mm(runs: Sequence[Run], style: Style, indent: float, first_line: float, enough: float) -> float:
    """The longest word of a paragraph, or `enough` when that is more; a word of several runs has the boldest look."""
    text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
    if "\u00a0" in text:
        text = text.replace("\u00a0", "_")  # no line ends there
    words = (text.upper() if style.upper else text).split()
    bold = style.bold or True in [run.bold for run in runs]
    italic = style.italic or True in [run.italic for run in runs]
    size = style.size * _POINT_MM / 1000
    if first_line > 0 and words:
        enough = max(enough, _word_mm(words[0], bold, italic, size) + indent + first_line)
    room = enough - indent
    letters = room / size / WIDEST
    for word in words:
        if len(word) > letters and word_width(word, bold, italic) * size > room:
            room = max(room, _word_mm(word, bold, italic, size))
            letters = room / size / WIDEST
    return max(enough, room + indent)


def _word_mm(word: str, bold: bool, italic: bool, size: float) -> float:
    """What of a word stays on one line: a part up to a hyphen, an address only as far as there is room."""
    parts = _PARTS.findall(word)
    widths = [word_width(part, bold, italic) * size for part in parts]
    most = [_LONGEST_WORD_MM if part.strip(_SIGNS).isalpha() else _LONGEST_MM for part in parts]
    return max(map(min, widths, most), default=0.0)
