"""The document tree: texts of blocks and the grid behind cells that span."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.tree import (
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    block_texts,
    grid,
    paragraph,
    text_cell,
)


def test_texts_are_read_in_order_through_nested_tables():
    inner = Table((Row((text_cell("внутри"), text_cell("рядом"))),))
    outer = Table((Row((text_cell("снаружи"), Cell((paragraph("над"), inner, Picture("схема.png"))))),))
    heading = Heading(1, (Run("Дорожная "), Run("карта", bold=True)), "6.")
    assert list(block_texts((heading, outer, PageBreak(), paragraph("конец")))) == [
        "6. Дорожная карта",
        "снаружи",
        "над",
        "внутри",
        "рядом",
        "конец",
    ]
    assert outer.rows[0].cells[1].text == "над\nвнутри\nрядом"


def test_a_heading_without_number_is_its_text():
    assert Heading(2, (Run("Итоги"),)).full_text == "Итоги"


def test_a_text_of_lines_is_a_cell_of_paragraphs():
    cell = text_cell("первая\n\nтретья", columns=2)
    assert [block.text for block in cell.blocks if isinstance(block, Paragraph)] == ["первая", "", "третья"]
    assert len(text_cell("").blocks) == 1


def test_a_document_gives_the_blocks_of_all_its_parts():
    document = Document((Part((paragraph("раз"),)), Part((paragraph("два"),), landscape=True)))
    assert list(block_texts(tuple(document.blocks()))) == ["раз", "два"]


def test_merged_cells_cover_their_places():
    table = Table(
        (
            Row((text_cell("а", rows=2), text_cell("б", columns=2))),
            Row((text_cell("в"), text_cell("г"))),
        )
    )
    assert table.column_count == 3
    assert grid(table) == [[(0, 0), (0, 1), (0, 1)], [(0, 0), (1, 0), (1, 1)]]


def test_spans_that_reach_out_of_the_table_are_cut():
    table = Table((Row((Cell(columns=5, rows=9),)), Row(())), widths=(1.0, 1.0))
    assert grid(table) == [[(0, 0), (0, 0)], [(0, 0), (0, 0)]]


def test_short_rows_leave_holes_and_an_empty_table_has_one_column():
    assert grid(Table((Row((text_cell("а"), text_cell("б"))), Row((text_cell("в"),))))) == [
        [(0, 0), (0, 1)],
        [(1, 0), None],
    ]
    assert Table(()).column_count == 1
    assert grid(Table(())) == []


spans = st.integers(0, 4)
rows = st.lists(st.lists(st.builds(Cell, columns=spans, rows=spans), max_size=4), max_size=4)


@given(rows)
def test_a_grid_is_as_wide_as_its_table_and_points_at_cells(cells: list[list[Cell]]):
    table = Table(tuple(Row(tuple(row)) for row in cells))
    laid = grid(table)
    assert [len(places) for places in laid] == [table.column_count] * len(cells)
    for r, places in enumerate(laid):
        for place in places:
            if place is not None:
                assert place[0] <= r
                assert place[1] < len(cells[place[0]])
