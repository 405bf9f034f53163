"""After the walk: the form's missing sections, names and years taken from where they stand, and a proof of no loss."""

from __future__ import annotations

from collections.abc import Iterator

from ....models.entity import Entity
from ...formats import SectionSpec
from ...shares import count_text, shown
from ..compose.activities import percent_text
from ..compose.indicators import target_text
from ..compose.title import grif_word, years_text
from ..tree import Block, Document, block_texts, paragraph
from ..tree_json import load_blocks
from .criteria import wave_line
from .found import MARGINS_TITLE, FoundSection, Recognised
from .grids import same_headings
from .headings import APPENDIX_MARK
from .title import years_in
from .words import norm, split_number

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


def complete(found: Recognised, document: Document) -> None:
    """Fill in what the document says elsewhere, add the form's missing sections, keep what would be lost."""
    _names(found)
    for section in found.sections:
        if section.kind in ("matrix", "staff") and same_headings(
            section.columns, section.spec, found.school.get("short_name", "")
        ):
            section.columns = ()
    _add_missing(found)
    _keep_lost(found, document)


def _names(found: Recognised) -> None:
    rows = [row for section in found.sections for row in section.passport]
    texts = {row.key: " ".join(block_texts(load_blocks(row.body))).strip() for row in rows if row.key}
    if found.school.get("full_name") and found.school["full_name"] == found.school.get("short_name"):
        del found.school["full_name"]  # the title page shows the short name when there is no full one
    if not found.title:
        found.title = texts.get("name", "")
    if found.years == (0, 0):
        found.years = years_in(texts.get("period", "")) if texts.get("period") else years_in(found.title)
    if found.years == (0, 0):
        found.years = years_in(found.title)


def _add_missing(found: Recognised) -> None:
    """Sections the form has and the document has not: with a heading they stand empty, captions stay hidden."""
    order = list(found.form.section)
    present = {section.key for section in found.sections}
    parents = {section.spec.parent for section in found.sections}
    by_need = sorted(range(len(order)), key=lambda position: order[position].key not in parents)  # parents first
    for position in by_need:
        spec = order[position]
        if spec.key in present:
            continue
        index = _place_for(found, order, position)
        section = FoundSection(
            title=spec.title,
            spec=spec,
            kind=spec.kind,
            numbering=spec.numbering,
            title_role=spec.title_role,
            hidden=spec.title_role == "caption",
            depth=_depth(found, spec),
        )
        found.sections.insert(index, section)


def _place_for(found: Recognised, order: list[SectionSpec], position: int) -> int:
    """Before the form's first child that is already there, else behind the form's nearest section above."""
    spec = order[position]
    for index, section in enumerate(found.sections):
        if section.spec.parent == spec.key:
            return index
    for before in reversed(order[:position]):
        for index, section in enumerate(found.sections):
            if section.key == before.key:
                if spec.numbering == "appendix" and before.numbering != "appendix":
                    return _before_appendices(found)
                depth = _depth(found, spec)
                index += 1
                while index < len(found.sections) and found.sections[index].depth > depth:
                    index += 1
                return index
    return next((index for index, section in enumerate(found.sections) if section.key), len(found.sections))


def _before_appendices(found: Recognised) -> int:
    """Appendices stand behind all that is no appendix, the school's own sections included."""
    for index, section in enumerate(found.sections):
        if section.numbering == "appendix" or section.title == MARGINS_TITLE:
            return index
    return len(found.sections)


def _depth(found: Recognised, spec: SectionSpec) -> int:
    depth = 0
    while spec.parent:
        spec = found.form.sections[spec.parent]
        depth += 1
    return depth


def _keep_lost(found: Recognised, document: Document) -> None:
    """Every paragraph of the source must stand somewhere in the data; what does not is kept as text and told."""
    pieces = [norm(text) for text in _all_texts(found)]
    known = set(pieces)
    whole = ""
    lost: list[str] = []
    for text in (*block_texts(tuple(document.blocks())), *block_texts(document.margins)):
        plain = norm(text)
        if len(plain) < 2 or plain.isdigit() or plain in known or norm(split_number(text)[1]) in known:
            continue
        if wave_line(text) or APPENDIX_MARK.match(plain):
            continue  # printed again from the dates of the waves and the outline's own numbers
        whole = whole or "".join(pieces)
        if plain not in whole:
            lost.append(text)
            known.add(plain)
    if lost:
        found.lost = lost
        blocks: list[Block] = [paragraph(text) for text in lost]
        found.sections.append(
            FoundSection(title="Не распознано при импорте", title_role="hidden", texts={"body": blocks})
        )


def _all_texts(found: Recognised) -> Iterator[str]:
    yield from (found.title, *found.school.values(), *found.waves.values(), years_text(*found.years))
    yield f"{found.school.get('place', '')} {found.years[0]}"
    for approval in found.approvals:
        yield from (grif_word(approval.kind, found.form.gender), approval.body, approval.details, approval.person)
    for section in found.sections:
        yield section.title
        spec = section.spec
        yield from (spec.title, spec.rule, spec.conclusions_label, spec.measures_label, *section.columns)
        yield from (text for column in spec.columns for text in (column.label, column.group))
        yield from (f"{found.school.get('short_name', '')} {wave.title}" for wave in found.form.wave)
        for criterion in spec.criterion:
            yield from (criterion.title, *(indicator.label for indicator in criterion.indicators))
        for blocks in section.texts.values():
            yield from block_texts(tuple(blocks))
        for row in section.passport:
            yield row.label
            yield from block_texts(load_blocks(row.body))
        yield from _row_texts(section)


def _row_texts(section: FoundSection) -> Iterator[str]:
    rows: list[Entity] = [*section.activities, *section.schedule]
    for place, (task, indicators) in enumerate(section.tasks, 1):
        yield f"Задача {place}"
        rows += [task, *indicators]
        yield from (target_text(indicator) for indicator in indicators)
    yield from (percent_text(row) for row in section.activities)
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
