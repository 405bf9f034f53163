"""Where values of the paper come from: every node that shows a value names its place, and says nothing else by it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.compose.tracing import traced
from shnor_desktop.services.documents.sources import Source, parse_source, source_of, sourced
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    block_texts,
    paragraph,
    text_cell,
)
from shnor_desktop.services.documents.tree_json import dump_blocks, load_blocks
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    """The example school."""
    path = tmp_path_factory.mktemp("пример") / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


_COMPOSED = (":number", ":target", ":unit", ":kind")
"""Fields that the paper shows in other words than they are stored."""


def nodes(blocks: Iterator[Block] | tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Source and text of everything that can have a source."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.source, block.text
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield cell.source, cell.text
                    yield from nodes(cell.blocks)


def value_at(data: ProgrammeData, source: Source) -> str:
    """The value of a place, read from the data in another way than compose does."""
    table, name, field = (source.place.split(":") + [""])[:3]
    rows: dict[str, dict[int, object]] = {
        "school": {1: data.school},
        "programme": {1: data.programme},
        "approval": {row.id: row for row in data.approvals},
    }
    for section in data.sections:
        if section.section.id != source.section_id:
            continue
        rows["activity"] = {entry.row.id: entry.row for entry in section.activities}
        rows["task"] = {task.row.id: task.row for task in section.tasks}
        rows["indicator"] = {one.row.id: one.row for task in section.tasks for one in task.indicators}
        rows["schedule_row"] = {row.id: row for row in section.schedule}
        rows["section"] = {section.section.id: section.section}
    return str(getattr(rows[table][int(name)], field or "title"))


def test_places_of_fields_hold_what_the_paper_shows(data: ProgrammeData) -> None:
    checked = 0
    for text_source, text in nodes(compose(data).blocks()):
        source = parse_source(text_source)
        if (
            source is None
            or text.startswith("Приложение ")
            or ":number" in source.place
            or source.place.endswith((":target", ":unit", ":kind"))
        ):
            continue
        if source.place.split(":")[0] in ("activity", "task", "indicator", "schedule_row", "approval", "section"):
            value = value_at(data, source)
            assert not text or text.splitlines()[0].strip("– ") in value or value in text, source
            checked += 1
    assert checked > 100


def test_texts_that_are_traced_name_the_paragraphs_of_their_sections(data: ProgrammeData) -> None:
    known = {source for source, _text in nodes(compose(traced(data)).blocks())}
    for section in data.sections:
        for slot, blocks in section.texts.items():
            told = [text for text in block_texts(blocks) if text.strip()]
            for number in range(len(told)):
                assert source_of(section.section.id, f"section_text:{slot}:{number}") in known
    assert compose(traced(data)) == compose(data)


def test_every_value_of_a_plan_has_its_own_place(data: ProgrammeData) -> None:
    roadmap = next(one for one in data.sections if one.section.key == "roadmap")
    found = {source for source, _text in nodes(compose(data, sections=["roadmap"]).blocks())}
    for entry in roadmap.activities:
        fields = ("text",) if entry.row.level == "group" else ("text", "period", "responsible", "result")
        for field in fields:
            assert source_of(roadmap.section.id, f"activity:{entry.row.id}:{field}") in found


def test_a_source_is_read_as_it_was_written() -> None:
    assert parse_source(source_of(12, "activity:5:period")) == Source(12, "activity:5:period")
    assert parse_source("") is None
    assert parse_source("activity:5") is None
    assert parse_source("x/activity:5") is None


def test_paragraphs_are_counted_as_a_search_counts_them() -> None:
    inner = Table((Row((text_cell("внутри"), text_cell(""))),))
    blocks = (paragraph("раз"), paragraph("  "), inner, Heading(1, (Run("два"),)))
    table = sourced(blocks, "3/section_text:body")[2]
    assert [source for source, text in nodes(tuple(sourced(blocks, "3/section_text:body"))) if text.strip()] == [
        "3/section_text:body:0",
        "",
        "3/section_text:body:1",
        "3/section_text:body:2",
    ]
    assert table == inner


def test_a_source_is_neither_compared_nor_stored() -> None:
    plain = (paragraph("слова"), Heading(1, (Run("глава"),)), Table((Row((Cell((paragraph("в ячейке"),)),)),)))
    marked = tuple(sourced(plain, "1/section_text:body"))
    assert marked == plain
    assert hash(marked) == hash(plain)
    assert dump_blocks(marked) == dump_blocks(plain)
    assert load_blocks(dump_blocks(marked)) == plain
    assert all(not source for source, _text in nodes(load_blocks(dump_blocks(marked))))


def test_a_stored_source_is_no_source() -> None:
    loaded = load_blocks('[{"is":"p","source":"1/section:1","runs":[]}]')
    assert all(not source for source, _text in nodes(loaded))
