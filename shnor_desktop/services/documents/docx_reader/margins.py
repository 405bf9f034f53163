"""The text of headers and footers, each once; page numbers and the words around them are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shnor_desktop.services.documents.docx_reader.context import Source, Story
from shnor_desktop.services.documents.docx_reader.fields import Fields
from shnor_desktop.services.documents.docx_reader.flow import SectionEnd
from shnor_desktop.services.documents.docx_reader.names import R, W
from shnor_desktop.services.documents.tree import Block, Heading, Paragraph

_PAGE_NUMBER = re.compile(r"(?:страница|стр|лист|с|из|page|of|[\W\d_])*", re.IGNORECASE)


def margin_blocks(source: Source, sections: list[SectionEnd]) -> tuple[Block, ...]:
    """The blocks of all headers and footers that sections refer to."""
    found: dict[Block, None] = {}
    for name in _part_names(source, sections):
        part = source.package.part(name)
        if part is None:
            continue
        story = Story(source, part, Fields.of(part.root, drop_page_numbers=True))
        for block in source.read_blocks(story, part.root, 1, False):
            if isinstance(block, Paragraph | Heading) and _PAGE_NUMBER.fullmatch(block.text):
                continue
            found.setdefault(block)
    return tuple(found)


def _part_names(source: Source, sections: list[SectionEnd]) -> Iterator[str]:
    """Header parts before footer parts, in the order of the sections, each once."""
    seen = set()
    for tag in ("headerReference", "footerReference"):
        for section in sections:
            for reference in section.properties.iterfind(W + tag):
                relation = source.main.relations.get(reference.get(R + "id", ""))
                if relation and not relation.external and relation.target not in seen:
                    seen.add(relation.target)
                    yield relation.target
