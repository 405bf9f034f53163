"""Text document → blocks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFrame, QTextTable

from ...services.documents.tree import Block, Cell, Paragraph, Row, Run, Table
from .looks import HEADER, NODE, SHADED, Shape, run_of, shape_of
from .normal import from_qt, normal, normal_runs
from .walk import fragments, list_kind


class Reader:
    """Reads a whole document once."""

    def __init__(self, originals: dict[int, Block]) -> None:
        self._originals = originals
        self._seen: set[int] = set()

    def read(self, document: QTextDocument) -> tuple[Block, ...]:
        """All blocks of the document."""
        root = document.rootFrame()
        return self._blocks(root.begin(), root.end(), Paragraph())

    def _blocks(self, place: QTextFrame.iterator, end: QTextFrame.iterator, typed: Paragraph) -> tuple[Block, ...]:
        """Blocks between two places; `typed` is the shape of text that was typed where nothing stood."""
        result: list[Block] = []
        while place != end:
            frame = place.currentFrame()
            if isinstance(frame, QTextTable):
                result.append(self._table(frame))
            elif frame is not None:
                result += self._blocks(frame.begin(), frame.end(), typed)
            elif place.currentBlock().isValid():
                result += self._block(place.currentBlock(), typed)
            place += 1
        return tuple(result)

    def _block(self, block: QTextBlock, typed: Paragraph) -> Iterator[Block]:
        shape = shape_of(block)
        runs: list[Run] = []
        objects = 0
        for fragment in fragments(block):
            look = fragment.charFormat()
            if not look.isImageFormat():
                runs.append(run_of(from_qt(fragment.text()), look))
                continue
            for _each in fragment.text():  # equal objects side by side are one fragment
                if normal_runs(runs):
                    yield self._text(block, shape or typed, runs)
                runs = []
                objects += 1
                yield self._originals[int(look.property(NODE) or 0)]
        if normal_runs(runs) or (shape is not None and not objects):
            yield self._text(block, shape or typed, runs)

    def _text(self, block: QTextBlock, shape: Shape, runs: list[Run]) -> Block:
        number = int(block.blockFormat().property(NODE) or 0)
        repeated = number in self._seen
        self._seen.add(number)
        if isinstance(shape, Paragraph):
            shape = _listed(block, shape, repeated=repeated and number > 0)
        made = dataclasses.replace(shape, runs=normal_runs(runs))
        original = self._originals.get(number)
        return original if not repeated and original is not None and normal(original) == made else made

    def _table(self, table: QTextTable) -> Table:
        number = int(table.format().property(NODE) or 0)
        rows = tuple(self._row(table, r) for r in range(table.rows()))
        original = self._originals.get(number)
        if not isinstance(original, Table):
            return Table(rows)
        widths = original.widths if len(original.widths) == table.columns() else ()
        made = Table(rows, widths, original.borders)
        return original if normal(original) == normal(made) else made

    def _row(self, table: QTextTable, r: int) -> Row:
        cells, header = [], False
        for c in range(table.columns()):
            place = table.cellAt(r, c)
            if (place.row(), place.column()) == (r, c):
                header = header or bool(place.format().property(HEADER))
                blocks = self._blocks(place.begin(), place.end(), Paragraph(style="table"))
                shaded = bool(place.format().property(SHADED))
                cells.append(Cell(blocks, place.columnSpan(), place.rowSpan(), shaded=shaded))
        return Row(tuple(cells), header)


def _listed(block: QTextBlock, shape: Paragraph, *, repeated: bool) -> Paragraph:
    """The shape as the lists of the document have it now; a split item does not begin its list a second time."""
    found = block.textList()
    kind = list_kind(found)
    if kind != shape.list:
        level = max(found.format().indent() - 1, 0) if found else 0
        start = 1 if found and kind == "number" and found.itemNumber(block) == 0 else 0
        return dataclasses.replace(shape, list=kind, level=level, start=start, marker="1." if start else "")
    return dataclasses.replace(shape, start=0, marker="") if repeated and shape.start else shape
