"""Texts that know where they come from, for a document on which one may click.

Tables name the sources of their cells whenever they are composed: it costs next to nothing. Texts come as they are
stored; naming each paragraph would take longer than composing all the rest, so it is done for those who ask.
"""

from __future__ import annotations

import dataclasses

from ...queries import ProgrammeData, SectionData
from ..sources import source_of, sourced


def traced(data: ProgrammeData) -> ProgrammeData:
    """The same programme; what is composed from it names the source of every paragraph."""
    return dataclasses.replace(data, sections=tuple(map(traced_section, data.sections)))


def traced_section(section: SectionData) -> SectionData:
    """One section of it."""
    id_ = section.section.id
    texts = {
        slot: tuple(sourced(blocks, source_of(id_, f"section_text:{slot}"))) for slot, blocks in section.texts.items()
    }
    return dataclasses.replace(section, texts=texts)
