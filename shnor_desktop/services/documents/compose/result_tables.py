"""Tables of exam results in the places where a text names them: caption, merged headings, cells that stand out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ....models.results import ExamResult, MethodSetting
from ...results.bound_tables import table_of, title_of
from ...results.exam_tables import ABOVE, BELOW, ExamTable, Results
from ...results.methods import methods_from
from ..tree import Block, Cell, Paragraph, ResultTable, Row, Run, Table, paragraph, text_cell

_NAME_WIDTH, _CELL_WIDTH = 4.0, 1.6
_LEAST_NAMES = 3.0


class ResultBlocks:
    """The tables of one file's results as blocks, each made once."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self._made: dict[tuple[str, str], tuple[Block, ...]] = {}

    def of(self, node: ResultTable) -> tuple[Block, ...]:
        """Caption, table and what is said under it; nothing where the results are gone (the check says so)."""
        place = (node.key, node.source)
        if place not in self._made:
            found = table_of(self.results, node.key)
            title = title_of(node.key, self.results)
            self._made[place] = () if found is None else tuple(exam_blocks(found, title, node.source))
        return self._made[place]


@lru_cache(maxsize=2)
def result_blocks(rows: tuple[ExamResult, ...], school: str, settings: tuple[MethodSetting, ...] = ()) -> ResultBlocks:
    """For the results of a file, whose statistics are worked out once for all that ask."""
    return ResultBlocks(Results(rows, school, methods_from(settings)))


def exam_blocks(found: ExamTable, title: str, source: str = "") -> list[Block]:
    """A table of results with its caption and notes."""
    return [
        paragraph(title, "caption", source=source),
        exam_table(found, source),
        *(paragraph(note, "plain", italic=True, source=source) for note in found.notes),
    ]


def exam_table(found: ExamTable, source: str = "") -> Table:
    """Headings merged as they belong together; a cell outside the corridor is shaded and has a sign."""
    heads = [Row(tuple(cells), header=True) for cells in _head_cells(found.headings)]
    rows = [Row(tuple(_cell(found, r, c, source) for c in range(len(row)))) for r, row in enumerate(found.rows)]
    return Table((*heads, *rows), _widths(found))


def _cell(found: ExamTable, r: int, c: int, source: str) -> Cell:
    text = found.rows[r][c]
    if (r, c) in found.outstanding:
        sign = ABOVE if (r, c) in found.above else BELOW
        return Cell((Paragraph((Run(text, bold=True), Run(sign)), "table", "center"),), source=source, shaded=True)
    return text_cell(text, align="center" if c else "", source=source)


def _head_cells(headings: Sequence[Sequence[str]]) -> list[list[Cell]]:
    """The cells of all rows of headings, each once; see `ExamTable.headings` for what an empty one means."""
    owners: list[list[tuple[int, int]]] = []
    for r, row in enumerate(headings):
        line: list[tuple[int, int]] = []
        for c, text in enumerate(row):
            begins = r > 0 and owners[r - 1][c][1] == c
            if text or (not c and not r):
                line.append((r, c))
            elif begins or (r > 0 and line[-1][0] != r):
                line.append(owners[r - 1][c])
            else:
                line.append(line[-1])
        owners.append(line)
    return [
        [_head_cell(headings[r][c], (r, c), owners) for c, owner in enumerate(line) if owner == (r, c)]
        for r, line in enumerate(owners)
    ]


def _head_cell(text: str, owner: tuple[int, int], owners: Sequence[Sequence[tuple[int, int]]]) -> Cell:
    across = owners[owner[0]].count(owner)
    down = sum(owner in line for line in owners)
    return text_cell(text, "table_header", columns=across, rows=down)


def _widths(found: ExamTable) -> tuple[float, ...]:
    """The first column holds names; the others are alike."""
    count = len(found.headings[0])
    return (_NAME_WIDTH if count > _LEAST_NAMES else _CELL_WIDTH, *[_CELL_WIDTH] * (count - 1))
