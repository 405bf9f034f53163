"""One section as blocks: its title, its texts and the table of its kind."""

from __future__ import annotations

from collections.abc import Callable

from ...queries import ProgrammeData, SectionData
from ..captions import as_captions
from ..sources import source_of
from ..tree import Block, Heading, Run, paragraph
from .activities import activities_blocks
from .criteria import criteria_blocks
from .grids import grid_blocks
from .indicators import indicators_blocks
from .order import mark_text, order_blocks
from .passport import passport_blocks
from .schedule import schedule_blocks
from .texts import text_blocks

_Maker = Callable[[ProgrammeData, SectionData, str], list[Block]]

MAKERS: dict[str, _Maker] = {
    "order": order_blocks,
    "passport": passport_blocks,
    "activities": activities_blocks,
    "indicators": indicators_blocks,
    "schedule": schedule_blocks,
    "criteria": criteria_blocks,
    "matrix": grid_blocks,
    "staff": grid_blocks,
}
"""What a kind puts between the section's texts; a kind that is not here has texts alone."""


def section_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The whole section."""
    blocks = title_of(data, section)
    blocks += text_blocks(data, section, "body")
    maker = MAKERS.get(section.section.kind)
    if maker:
        blocks += maker(data, section, wave)
    blocks += text_blocks(data, section, "after")
    return as_captions(blocks)


def title_of(data: ProgrammeData, section: SectionData) -> list[Block]:
    """The section's title as its role wants it; an appendix has its mark above."""
    row, entry = section.section, section.entry
    if row.title_role == "hidden" or not row.title:
        return []
    source = source_of(row.id, f"section:{row.id}")
    if row.title_role == "caption":
        return [paragraph(row.title, "caption", source=source)]
    level = min(entry.depth + 1, 4)
    if row.numbering == "appendix":
        approval = mark_text(data, section)
        mark = paragraph(approval or entry.number, "approval_mark" if approval else "appendix_mark", source=source)
        return [mark, Heading(level, (Run(row.title),), source=source, mark=entry.number)]
    return [Heading(level, (Run(row.title),), entry.number, source)]
