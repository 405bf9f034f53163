"""A section's text as the rules about results read it: paragraphs and tables in their order, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...documents.tree import Block, Table, grid
from ...field_names import SLOT_NAMES
from ...queries import SectionData
from ..paragraphs import worded

LONGEST_TITLE = 120
"""Characters: what is longer is no title of what follows."""


@dataclass(frozen=True)
class Line:
    """A row of a table: the texts of its own cells, covered ones left out, and the place of its first words.

    `columns` has a text for each column of the table, empty where a cell of another column or row covers it.
    """

    cells: tuple[str, ...]
    place: str
    columns: tuple[str, ...] = ()

    @property
    def indented(self) -> tuple[str, ...]:
        """The cells without empty ones before the first and after the last word: levels may stand indented."""
        places = [place for place, cell in enumerate(self.cells) if cell]
        return self.cells[places[0] : places[-1] + 1] if places else ()


@dataclass(frozen=True)
class Said:
    """A paragraph with its place."""

    text: str
    place: str
    spot: str = ""


@dataclass(frozen=True)
class Written:
    """A table, the paragraphs that stand above it up to the last table, and those below up to the next."""

    lines: tuple[Line, ...]
    above: tuple[Said, ...]
    below: tuple[Said, ...] = ()
    spot: str = ""


def read(section: SectionData) -> tuple[list[Said], list[Written]]:
    """All paragraphs outside tables, and all tables, of a section's texts."""
    said: list[Said] = []
    tables: list[Written] = []
    for slot, blocks in section.texts.items():
        spot = "" if slot == "body" else SLOT_NAMES.get(slot, "")
        own = list(_items(blocks, f"section_text:{slot}", spot))
        said += [item for item in own if isinstance(item, Said)]
        tables += _with_neighbours(own, spot)
    return said, tables


def _items(blocks: tuple[Block, ...], place: str, spot: str) -> Iterator[Said | tuple[Line, ...]]:
    """Paragraphs and tables; places count the paragraphs that say something, as `paragraphs_of` does."""
    count = 0
    for block in blocks:
        if isinstance(block, Table):
            lines = []
            for at, (row, covered) in enumerate(zip(block.rows, grid(block), strict=True)):
                first, cells = "", []
                for cell in row.cells:
                    texts = _texts(cell.blocks)
                    first = first or (f"{place}:{count}" if texts else "")
                    count += len(texts)
                    cells.append(" ".join(" ".join(texts).split()))
                lines.append(Line(tuple(cells), first, _columns(at, cells, covered)))
            yield tuple(lines)
            continue
        for text in _texts((block,)):
            yield Said(text, f"{place}:{count}", spot)
            count += 1


def _columns(at: int, cells: Sequence[str], covered: Sequence[tuple[int, int] | None]) -> tuple[str, ...]:
    before = (None, *covered)
    return tuple(cells[by[1]] if by and by[0] == at and by != before[n] else "" for n, by in enumerate(covered))


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in worded(blocks) if block.text.strip()]


def _with_neighbours(items: list[Said | tuple[Line, ...]], spot: str) -> Iterator[Written]:
    places = [n for n, item in enumerate(items) if isinstance(item, tuple)]
    for at, n in enumerate(places):
        before = places[at - 1] + 1 if at else 0
        after = places[at + 1] if at + 1 < len(places) else len(items)
        lines = items[n]
        assert isinstance(lines, tuple)
        yield Written(lines, _said(items[before:n]), _said(items[n + 1 : after]), spot)


def _said(items: list[Said | tuple[Line, ...]]) -> tuple[Said, ...]:
    return tuple(item for item in items if isinstance(item, Said))
