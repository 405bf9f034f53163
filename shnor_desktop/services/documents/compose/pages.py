"""Which sections are printed across the page."""

from __future__ import annotations

from ...columns import columns_of
from ...queries import SectionData
from ..tree import Table

_MANY_COLUMNS = 12
"""A table typed into a text with so many columns is not readable on an upright page."""

_MANY_PLAN_COLUMNS = 7


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
