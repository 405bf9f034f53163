"""Texts that know where they come from, for a document on which one may click.

Tables name the sources of their cells whenever they are composed: it costs next to nothing. Texts come as they are
stored; naming each paragraph would take longer than composing all the rest, so it is done for those who ask.
"""

from __future__ import annotations

import dataclasses

from ...queries import ProgrammeData, SectionData
from ..sources import source_of, sourced
from ..tree import Block

_Texts = dict[tuple[int, str], tuple[tuple[Block, ...], tuple[Block, ...]]]
"""By section and slot: a text as it is stored, and traced."""


def traced(data: ProgrammeData) -> ProgrammeData:
    """The same programme; what is composed from it names the source of every paragraph."""
    return Tracer().traced(data)


class Tracer:
    """Traces one programme again and again; texts that are the same objects as the last time are not traced anew."""

    def __init__(self) -> None:
        self._texts: _Texts = {}

    def traced(self, data: ProgrammeData) -> ProgrammeData:
        """The programme with its texts traced."""
        before, self._texts = self._texts, {}
        return dataclasses.replace(data, sections=tuple([self._section(section, before) for section in data.sections]))

    def _section(self, section: SectionData, before: _Texts) -> SectionData:
        texts: dict[str, tuple[Block, ...]] = {}
        for slot, blocks in section.texts.items():
            key = (section.section.id, slot)
            known = before.get(key)
            if known is None or known[0] is not blocks:
                known = blocks, tuple(sourced(blocks, source_of(section.section.id, f"section_text:{slot}")))
            self._texts[key] = known
            texts[slot] = known[1]
        return dataclasses.replace(section, texts=texts)
