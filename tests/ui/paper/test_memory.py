"""A layout that remembers the one before: the same pages, to the last item, and less to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies_tree import documents

from shnor_desktop.services.documents.reuse import reused
from shnor_desktop.services.documents.tree import (
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)
from shnor_desktop.ui.paper.align import Shape
from shnor_desktop.ui.paper.measure import SetLine, TextSetter
from shnor_desktop.ui.paper.memory import Kept, Memory
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.units import Piece

LONG = "Совет школы обсуждает итоги четверти и принимает решения, которые потом проверяет. "


def item(text: str, start: int = 0) -> Paragraph:
    return Paragraph((Run(text),), "list", list="number", start=start)


def plan(rows: int, changed: int = -1) -> Table:
    return Table(
        (
            Row((text_cell("№", "table_header"), text_cell("Мероприятие", "table_header")), header=True),
            *(
                Row(
                    (
                        text_cell(f"{n}."),
                        text_cell("Правка" if n == changed else f"{LONG}{n}", source=f"1/activity:{n}:text"),
                    )
                )
                for n in range(rows)
            ),
        ),
        (1, 9),
    )


def book(*, first: str = "Начало", changed: int = -1, more: bool = False) -> Document:
    extra = (Heading(1, (Run("Новая глава"),)), PageBreak()) if more else ()
    blocks = (
        paragraph(first),
        Contents(),
        *extra,
        Heading(1, (Run("Глава"),), "1."),
        item("раз", 1),
        item("два"),
        Table((Row((Cell((item("в таблице"), paragraph("•"))), text_cell("рядом"))),)),
        item("три"),
        *(paragraph(f"{n}. {LONG * 4}") for n in range(12)),
        Heading(2, (Run("План"),), "1.1."),
        plan(40, changed),
        paragraph("Конец"),
    )
    return Document((Part(blocks),), "Книга")


@pytest.mark.parametrize(
    "later",
    [book(), book(first="Иначе"), book(changed=7), book(more=True), book(first=LONG * 30), Document(())],
    ids=["same", "text", "cell", "chapter", "longer", "empty"],
)
def test_an_edit_gives_the_pages_that_a_fresh_layout_gives(later: Document):
    memory = Memory()
    old = book()
    layout_document(old, memory=memory)
    for document in (later, old, later):
        old = reused(document, old)
        assert layout_document(old, memory=memory) == layout_document(document)


@given(st.lists(documents(), min_size=2, max_size=3))
def test_any_documents_one_after_another(several: list[Document]):
    memory, old = Memory(), None
    for document in [*several, several[0]]:
        document = replace(document, margins=())
        old = reused(document, old)
        assert layout_document(old, memory=memory) == layout_document(document)


def test_only_what_changed_is_set_anew(monkeypatch):
    asked: list[str] = []
    lines = TextSetter.lines

    def counted(self: TextSetter, pieces: Sequence[Piece], shape: Shape) -> list[SetLine]:
        asked.append("".join(piece.text for piece in pieces))
        return lines(self, pieces, shape)

    monkeypatch.setattr(TextSetter, "lines", counted)
    memory, old = Memory(), book()
    layout_document(old, memory=memory)
    assert len(asked) > 60
    asked.clear()
    layout_document(reused(book(changed=7), old), memory=memory)
    assert [text for text in asked if text not in ("Содержание", "1. Глава", "1.1. План")] == ["Правка"]


def test_what_nobody_needs_is_forgotten():
    kept: Kept[str] = Kept()
    kept.put("раз", "один")
    kept.put("два", "оба")
    kept.turn()
    assert kept.get("раз") == "один"
    kept.turn()
    assert kept.get("раз") == "один"
    assert kept.get("два") is None
    assert len(kept) == 1
