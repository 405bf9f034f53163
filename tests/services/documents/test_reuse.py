"""A document made of the blocks of the one before: nothing else is said, and nothing is said to come from elsewhere."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.reuse import reused, same
from shnor_desktop.services.documents.tree import Block, Document, Part, Row, Table, paragraph, text_cell

texts = st.sampled_from(("раз", "два", "три"))
sources = st.sampled_from(("", "1/section_text:body:0", "1/section_text:body:1"))
paragraphs = st.builds(lambda text, source: paragraph(text, source=source), texts, sources)
cells = st.builds(lambda text, source: text_cell(text, source=source), texts, sources)
tables = st.lists(st.lists(cells, min_size=1, max_size=2).map(tuple).map(Row), min_size=1, max_size=2).map(
    lambda rows: Table(tuple(rows))
)
blocks = st.lists(st.one_of(paragraphs, tables), max_size=6)
documents = st.lists(blocks.map(tuple).map(Part), max_size=3).map(lambda parts: Document(tuple(parts), "Книга"))


@given(documents, documents)
def test_it_says_the_same_and_comes_from_the_same_places(new: Document, old: Document) -> None:
    made = reused(new, old)
    assert made == new
    assert all(same(one, other) for one, other in zip(made.blocks(), new.blocks(), strict=True))


@given(documents)
def test_an_equal_document_is_made_of_the_very_same_blocks(old: Document) -> None:
    new = replace(old, parts=tuple(Part(tuple([_copy(block) for block in part.blocks])) for part in old.parts))
    assert all(one is other for one, other in zip(reused(new, old).blocks(), old.blocks(), strict=True))


def _copy(block: Block) -> Block:
    return replace(block)


def test_what_stands_around_an_edit_stays() -> None:
    first, second, third = (paragraph(text) for text in ("раз", "два", "три"))
    old = Document((Part((first, second, third)),))
    edited = paragraph("иначе")
    new = Document((Part((paragraph("раз"), edited, paragraph("ещё"), paragraph("три"))),))
    made = list(reused(new, old).blocks())
    assert made[0] is first
    assert made[1] is edited
    assert made[3] is third


def test_an_equal_cell_from_another_place_is_another() -> None:
    one = Table((Row((text_cell("", source="1/activity:1:text"),)),))
    other = Table((Row((text_cell("", source="1/activity:2:text"),)),))
    assert one == other
    assert not same(one, other)
    assert next(reused(Document((Part((other,)),)), Document((Part((one,)),))).blocks()) is other
    assert reused(Document(()), None) == Document(())
