"""Where cells stand: every cell of any table has its place, and every row fills the grid exactly."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from shnor_desktop.services.documents.table_layout import fitted, placed_rows
from shnor_desktop.services.documents.tree import Row, Table, text_cell

Spans = list[list[tuple[int, int]]]
spans = st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=4), min_size=1, max_size=6)


def table_of(rows: Spans) -> Table:
    return Table(
        tuple(
            Row(tuple(text_cell(f"{r}-{c}", columns=columns, rows=down) for c, (columns, down) in enumerate(row)))
            for r, row in enumerate(rows)
        )
    )


@given(spans)
@example([[(3, 1), (3, 1)]])
@example([[(1, 2)], [(2, 1), (3, 1), (1, 4)], [(1, 1), (3, 4)], [(2, 2)], [(1, 2)], [(1, 1), (3, 1), (1, 1)]])
def test_no_cell_is_lost_and_rows_fill_the_grid(rows: Spans):
    table = fitted(table_of(rows))
    for row, places in placed_rows(table):
        assert [place.cell.text for place in places if place.cell.text] == [cell.text for cell in row.cells]
        column = 0
        for place in places:
            assert place.column == column
            column += place.columns
        assert column == table.column_count


def test_a_narrow_grid_grows_until_each_cell_has_a_column():
    table = Table((Row((text_cell("a", columns=3), text_cell("b", columns=3))),), (1.0,))
    ((_, places),) = placed_rows(fitted(table))
    assert [(place.cell.text, place.column, place.columns) for place in places] == [("a", 0, 1), ("b", 1, 1)]
