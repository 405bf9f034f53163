"""The proof that nothing of a document is lost: its texts, pictures and addresses stand somewhere in the data."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ....models.entity import Entity
from ...numbering import activity_numbers
from ...plan_text import percent_text
from ...shares import count_text, shown
from ...waves import title_of
from ..compose.indicators import target_text
from ..compose.title import GRIF_WORDS, grif_word, years_text
from ..tree import Block, Document, Heading, Paragraph, Picture, Run, block_texts, inner_blocks, paragraph
from ..tree_json import load_blocks
from .cell_text import bare_address
from .criteria import wave_line
from .found import FoundSection, Recognised
from .headings import APPENDIX_MARK
from .words import norm, split_number

LOST_TITLE = "Не распознано при импорте"
"""Names the section that keeps what the program found no place for."""

_ROW_TEXTS = (
    "number",
    "text",
    "label",
    "period",
    "responsible",
    "result",
    "coverage",
    "progress",
    "reason",
    "form",
    "unit",
    "comparison",
    "target",
    "achieved",
    "baseline",
    "note",
    "kind",
    "content",
    "control_date",
    "value",
)


def keep_lost(found: Recognised, document: Document) -> None:
    """What of the source stands nowhere in the data is kept in a section of its own, and told."""
    source = [*inner_blocks((*document.blocks(), *document.margins))]
    data = [*inner_blocks(_all_blocks(found))]
    spoken = list(_all_texts(found))
    texts = list(_lost_texts(found, document, spoken))
    pictures = _lost_pictures(source, data)
    links = _lost_links(source, data, spoken)
    found.lost = [*texts, *(f"рисунок {one.name}" for one in pictures), *links]
    if found.lost:
        blocks: list[Block] = [paragraph(text) for text in texts]
        blocks += [*pictures, *(Paragraph((Run(link, link=link),)) for link in links)]
        found.sections.append(FoundSection(title=LOST_TITLE, title_role="hidden", texts={"body": blocks}))


def _lost_texts(found: Recognised, document: Document, spoken: list[str]) -> Iterator[str]:
    pieces = [norm(text) for text in spoken]
    known = set(pieces)
    whole = ""
    for text in (*block_texts(tuple(document.blocks())), *block_texts(document.margins)):
        plain = norm(text)
        if len(plain) < 2 or plain.isdigit() or plain in known or norm(split_number(text)[1]) in known:
            continue
        if wave_line(text, found.form) or APPENDIX_MARK.match(plain):
            continue  # printed again from the dates of the waves and the outline's own numbers
        whole = whole or "".join(pieces)
        if plain not in whole:
            yield text
            known.add(plain)


def _lost_pictures(source: list[Block], data: list[Block]) -> list[Picture]:
    kept = {block.name for block in data if isinstance(block, Picture)}
    return list({one.name: one for one in source if isinstance(one, Picture) and one.name not in kept}.values())


def _lost_links(source: list[Block], data: list[Block], spoken: list[str]) -> list[str]:
    lost = dict.fromkeys(_links(source))
    for link in _links(data):
        lost.pop(link, None)
    whole = "\n".join(spoken) if lost else ""
    return [link for link in lost if bare_address(link) not in whole]


def _links(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield from (run.link for run in block.runs if run.link and bare_address(run.link))


def _all_blocks(found: Recognised) -> Iterator[Block]:
    for section in found.sections:
        for blocks in section.texts.values():
            yield from blocks
        for row in section.passport:
            yield from load_blocks(row.body)


def _all_texts(found: Recognised) -> Iterator[str]:
    yield from (found.title, *found.school.values(), *found.waves.values(), years_text(*found.years))
    yield f"{found.school.get('place', '')} {found.years[0]}"
    yield from found.said
    for approval in found.approvals:
        yield from (approval.body, approval.details, approval.person)
        yield from (grif_word(approval.kind, gender) for gender in GRIF_WORDS)  # printed anew, in the form's gender
    for section in found.sections:
        yield section.title
        spec = section.spec
        yield from (spec.title, spec.rule, spec.conclusions_label, spec.measures_label, *section.columns)
        yield from (text for column in spec.columns for text in (column.label, column.group))
        titles = {wave.title for wave in found.form.wave} | {title_of(found.form, key) for key, _ in section.values}
        yield from (f"{found.school.get('short_name', '')} {title}" for title in titles)
        for criterion in spec.criterion:
            yield from (criterion.title, *(indicator.label for indicator in criterion.indicators))
        for blocks in section.texts.values():
            yield from block_texts(tuple(blocks))
        for row in section.passport:
            yield row.label
            yield from block_texts(load_blocks(row.body))
        yield from _row_texts(section)
        numbers = activity_numbers(section.activities, found.form.numbering)
        yield from (f"{number} {row.text}" for number, row in zip(numbers, section.activities, strict=True))


def _row_texts(section: FoundSection) -> Iterator[str]:
    rows: list[Entity] = [*section.activities, *section.schedule]
    for place, (task, indicators) in enumerate(section.tasks, 1):
        yield from (f"Задача {place}", f"Задача {place}. {task.text}")
        rows += [task, *indicators]
        yield from (target_text(indicator) for indicator in indicators)
    yield from (percent_text(row) for row in section.activities)
    if section.order is not None:
        values = (getattr(section.order, item.name) for item in dataclasses.fields(section.order))
        yield from (line for value in values if isinstance(value, str) for line in (value, *value.split("\n")))
    for _, value in section.values:
        yield from (count_text(value), shown(value, "share"))
    rows += [value for _, value in section.values]
    for row in rows:
        for name in _ROW_TEXTS:
            text = getattr(row, name, "")
            if text:
                yield text
                yield from text.split("\n") if "\n" in text else ()
        yield from getattr(row, "extra", ())
    for grid in section.grid:
        for cell in grid.cells:
            yield cell
            yield from cell.split("\n") if "\n" in cell else ()
