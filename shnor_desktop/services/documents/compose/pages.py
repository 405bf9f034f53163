"""Which sections, and which tables of results inside a text, are printed across the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ...columns import columns_of
from ...queries import SectionData
from ..column_widths import fit_columns
from ..page_layout import PageLayout
from ..tree import Block, Heading, Paragraph, ResultTable, Table

_MANY_COLUMNS = 12
"""A table typed into a text with so many columns is not readable on an upright page."""

_MANY_PLAN_COLUMNS = 7

_SMALLEST = 9.0
"""A table whose letters have to become smaller than that on an upright page is turned."""

_BETWEEN = 4
"""So few paragraphs between two turned tables stay with them: a page for each would be nearly empty."""


def is_landscape(section: SectionData) -> bool:
    """Whether the form wants it, or the section's own tables are too wide for an upright page."""
    if section.spec.landscape:
        return True
    if section.section.kind == "activities":
        return len(columns_of(section.section, section.spec)) >= _MANY_PLAN_COLUMNS
    return any(
        isinstance(block, Table) and block.column_count >= _MANY_COLUMNS
        for blocks in section.texts.values()
        for block in blocks
    )


def turned(section: SectionData, blocks: list[Block], layout: PageLayout, wide: bool) -> list[tuple[bool, list[Block]]]:
    """The blocks of a section in stretches of one orientation: crowded tables of results lie across the page alone.

    `wide` is how the section lies; only a section that stands upright has anything to turn.
    """
    if wide or not _has_results(section):
        return [(wide, blocks)]
    across = [isinstance(block, Table) and _crowded(block, layout) for block in blocks]
    if not any(across):
        return [(wide, blocks)]
    for index in reversed(range(len(blocks) - 1)):  # captions and headings go with their table
        across[index] |= across[index + 1] and _leads(blocks[index])
    for index in range(1, len(blocks)):  # so do notes
        across[index] |= across[index - 1] and _style(blocks[index]) == "plain"
    _close_gaps(across, blocks)
    pairs = groupby(zip(across, blocks, strict=True), key=lambda pair: pair[0])
    return [(turn, [block for _, block in group]) for turn, group in pairs]


def _has_results(section: SectionData) -> bool:
    return any(isinstance(block, ResultTable) for blocks in section.texts.values() for block in blocks)


def _crowded(table: Table, layout: PageLayout) -> bool:
    return fit_columns(table, layout.text_area(landscape=False)[0], layout.table_letters).size < _SMALLEST


def _leads(block: Block) -> bool:
    return isinstance(block, Heading) or _style(block) == "caption"


def _style(block: Block) -> str:
    return block.style if isinstance(block, Paragraph) else ""


def _close_gaps(across: list[bool], blocks: Sequence[Block]) -> None:
    last: int | None = None
    for index, wide in enumerate(list(across)):
        if wide:
            if last is not None and index - last - 1 <= _BETWEEN:
                across[last:index] = [True] * (index - last)
            last = index
