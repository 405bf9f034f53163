"""Tables: merged cells, wrappers, headers, widths, borders, nesting, and damaged grids."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_reader.tables import MAX_COLUMNS
from shnor_desktop.services.documents.tree import Block, Cell, Paragraph, Picture, Run, Table, block_texts, grid

Blocks = Callable[..., list[Block]]


def tc(text: str = "", properties: str = "") -> str:
    content = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" if text else "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, columns: tuple[int, ...] = (), properties: str = "") -> str:
    widths = "".join(f"<w:gridCol w:w='{width}'/>" for width in columns)
    grid_part = f"<w:tblGrid>{widths}</w:tblGrid>" if columns else ""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid_part}{''.join(rows)}</w:tbl>"


SPAN = "<w:gridSpan w:val='{}'/>"
DOWN, ON = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def one(found: list[Block]) -> Table:
    (table,) = found
    assert isinstance(table, Table)
    return table


def texts(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.columns, cell.rows) for cell in row.cells] for row in table.rows]


def test_merged_cells_stand_once(blocks: Blocks) -> None:
    table = one(
        blocks(
            tbl(
                tr(tc("а", SPAN.format(2) + DOWN), tc("б")),
                tr(tc("", SPAN.format(2) + ON), tc("в")),
                tr(tc("г"), tc("д", SPAN.format(2))),
                columns=(1000, 2000, 3000),
            )
        )
    )
    assert texts(table) == [[("а", 2, 2), ("б", 1, 1)], [("в", 1, 1)], [("г", 1, 1), ("д", 2, 1)]]
    assert grid(table) == [[(0, 0), (0, 0), (0, 1)], [(0, 0), (0, 0), (1, 0)], [(2, 0), (2, 1), (2, 1)]]
    assert [round(width / table.widths[0]) for width in table.widths] == [1, 2, 3]


def test_text_of_a_continued_cell_is_not_lost(blocks: Blocks) -> None:
    table = one(blocks(tbl(tr(tc("верх", DOWN)), tr(tc("низ", ON)), tr(tc("", ON)))))
    assert texts(table) == [[("верх\nниз", 1, 3)], [], []]


def test_a_continuation_of_nothing_or_of_another_width_is_a_cell(blocks: Blocks) -> None:
    table = one(blocks(tbl(tr(tc("а", ON), tc("б", DOWN), tc("в")), tr(tc("г"), tc("д", ON + SPAN.format(2))))))
    assert texts(table) == [[("а", 1, 1), ("б", 1, 1), ("в", 1, 1)], [("г", 1, 1), ("д", 2, 1)]]


def test_old_merging_across(blocks: Blocks) -> None:
    across, on = "<w:hMerge w:val='restart'/>", "<w:hMerge w:val='continue'/>"
    table = one(blocks(tbl(tr(tc("а", across), tc("", on), tc("б")), tr(tc("1"), tc("2"), tc("3")))))
    assert texts(table)[0] == [("а", 2, 1), ("б", 1, 1)]


def test_rows_that_begin_later_or_end_earlier(blocks: Blocks) -> None:
    row = tr(tc("а"), properties="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>")
    table = one(blocks(tbl(row, tr(tc("1"), tc("2"), tc("3")))))
    assert table.rows[0].cells == (Cell(()), Cell((Paragraph((Run("а"),), "table"),)))
    assert grid(table) == [[(0, 0), (0, 1), None], [(1, 0), (1, 1), (1, 2)]]


def test_rows_and_cells_in_content_controls_and_alternatives(blocks: Blocks) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = tbl(
        control.format(tr(tc("а"), control.format(tc("б")))),
        "<w:customXml>"
        + tr("<w:ins>" + tc("в") + "</w:ins>", control.format(control.format(tc("г"))))
        + "</w:customXml>",
    )
    assert texts(one(blocks(control.format(body)))) == [[("а", 1, 1), ("б", 1, 1)], [("в", 1, 1), ("г", 1, 1)]]


def test_header_rows_are_the_first_ones_only(blocks: Blocks) -> None:
    head = "<w:tblHeader/>"
    rows = [tr(tc("1"), properties=head), tr(tc("2"), properties=head), tr(tc("3")), tr(tc("4"), properties=head)]
    assert [row.header for row in one(blocks(tbl(*rows))).rows] == [True, True, False, False]
    off = tr(tc("1"), properties="<w:tblHeader w:val='0'/>")
    assert [row.header for row in one(blocks(tbl(off))).rows] == [False]


def test_deleted_rows_and_cells_are_gone(blocks: Blocks) -> None:
    body = tbl(
        tr(tc("а", DOWN), tc("б")),
        tr(tc("", ON), tc("нет"), properties="<w:del w:id='1'/>"),
        tr(tc("", ON), tc("нет", "<w:cellDel/>"), tc("в"), properties="<w:ins w:id='2'/>"),
        tr(tc("нет", "<w:cellDel/>")),
    )
    assert texts(one(blocks(body))) == [[("а", 1, 2), ("б", 1, 1)], [("в", 1, 1)]]
    assert blocks(tbl(tr(tc("нет"), properties="<w:del/>"))) == []


def test_empty_cells_and_paragraphs(blocks: Blocks) -> None:
    row = "<w:tr><w:tc><w:p/></w:tc><w:tc/><w:tc><w:p/><w:p><w:r><w:t>а</w:t></w:r></w:p><w:p/></w:tc></w:tr>"
    table = one(blocks(f"<w:tbl>{row}</w:tbl>"))
    assert [cell.blocks for cell in table.rows[0].cells] == [(), (), (Paragraph((Run("а"),), "table"),)]


def test_cells_of_our_own_documents_keep_their_styles(blocks: Blocks) -> None:
    styles = "<w:style w:type='paragraph' w:styleId='x'><w:name w:val='Shnor Table Header'/></w:style>"
    cell = "<w:tc><w:p><w:pPr><w:pStyle w:val='x'/></w:pPr><w:r><w:t>№</w:t></w:r></w:p></w:tc>"
    table = one(blocks(f"<w:tbl><w:tr>{cell}{tc('а')}</w:tr></w:tbl>", styles=styles))
    assert [cell.blocks[0].style for cell in table.rows[0].cells if isinstance(cell.blocks[0], Paragraph)] == [
        "table_header",
        "body",
    ]


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ((100, 300), ("", ""), (1, 3)),
        ((), ("<w:tcW w:w='200' w:type='dxa'/>", "<w:tcW w:w='600' w:type='dxa'/>"), (1, 3)),
        ((0, 0), ("<w:tcW w:w='50%' w:type='pct'/>", "<w:tcW w:w='100%' w:type='pct'/>"), (1, 2)),
        ((), ("", ""), (1, 1)),
        ((100, 200, 300), ("", ""), (1, 2)),  # an edge no cell reaches
        ((100,), ("", ""), (1, 1)),
    ],
)
def test_widths(blocks: Blocks, columns: tuple[int, ...], cells: tuple[str, ...], expected: tuple[float, ...]) -> None:
    table = one(blocks(tbl(tr(*(tc("а", properties) for properties in cells)), columns=columns)))
    assert [round(width / table.widths[0]) for width in table.widths] == list(expected)


GRID = """<w:style w:type='table' w:styleId='g'><w:name w:val='Table Grid'/><w:tblPr><w:tblBorders>
<w:top w:val='single'/></w:tblBorders></w:tblPr></w:style><w:style w:type='table' w:styleId='plain'>
<w:name w:val='Normal Table'/></w:style>
<w:style w:type='table' w:styleId='child'><w:name w:val='Моя'/><w:basedOn w:val='g'/></w:style>"""
NONE = "<w:tblBorders><w:top w:val='none'/><w:left w:val='nil'/><w:insideH w:val='none'/></w:tblBorders>"


@pytest.mark.parametrize(
    ("properties", "cell", "borders"),
    [
        ("<w:tblStyle w:val='g'/>", "", True),
        ("<w:tblStyle w:val='child'/>", "", True),
        ("<w:tblStyle w:val='plain'/>", "", False),
        ("<w:tblStyle w:val='TableGrid'/>", "", True),  # a style the file does not have, known by name
        ("<w:tblStyle w:val='g'/>" + NONE, "", False),
        (NONE, "", False),
        (NONE, "<w:tcBorders><w:bottom w:val='single'/></w:tcBorders>", True),
        ("<w:tblBorders><w:top w:val='none'/><w:insideV w:val='dotted'/></w:tblBorders>", "", True),
        ("", "", False),
    ],
)
def test_borders(blocks: Blocks, properties: str, cell: str, borders: bool) -> None:
    assert one(blocks(tbl(tr(tc("а", cell)), properties=properties), styles=GRID)).borders is borders


def test_nested_tables_stay_and_very_deep_ones_become_paragraphs(blocks: Blocks) -> None:
    inner = tbl(tr(tc("внутри")))
    table = one(blocks(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"))
    assert texts(one(list(table.rows[0].cells[0].blocks))) == [[("внутри", 1, 1)]]
    deep = ""
    for level in range(70, 0, -1):
        deep = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{level}</w:t></w:r></w:p>{deep}</w:tc></w:tr></w:tbl>"
    assert list(block_texts(tuple(blocks(deep)))) == [str(level) for level in range(1, 71)]


def test_absurd_spans_stay_within_bounds(blocks: Blocks) -> None:
    row = tr(tc("а", SPAN.format(999999999)), tc("б"), tc("в"), properties="<w:gridBefore w:val='77777777'/>")
    table = one(blocks(tbl(row)))
    assert table.column_count == MAX_COLUMNS
    assert table.rows[0].cells[-1].text == "а\nб\nв"
    odd = tr(tc("а", SPAN.format("-5")), tc("б", SPAN.format("два")), properties="<w:gridBefore w:val='-1'/>")
    assert texts(one(blocks(tbl(odd)))) == [[("а", 1, 1), ("б", 1, 1)]]


def test_a_table_beyond_all_measure_is_refused(blocks: Blocks) -> None:
    rows = "<w:tr><w:tc/></w:tr>" * 12000
    with pytest.raises(UserError, match="слишком велика"):
        blocks(f"<w:tbl>{tr(tc('а', SPAN.format(256)))}{rows}</w:tbl>")


@st.composite
def layouts(draw: st.DrawFn) -> list[list[tuple[int, int]]]:
    """For each row the cells as (columns, rows), made by cutting rectangles off a small grid."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken = [[False] * width for _ in range(height)]
    rows: list[list[tuple[int, int]]] = []
    for r in range(height):
        rows.append([])
        for c in range(width):
            if taken[r][c]:
                continue
            free = next((i for i in range(c, width) if taken[r][i]), width) - c
            columns, down = draw(st.integers(1, free)), draw(st.integers(1, height - r))
            for rr in range(r, r + down):
                taken[rr][c : c + columns] = [True] * columns
            rows[-1].append((columns, down))
    return rows


def as_word(rows: list[list[tuple[int, int]]]) -> str:
    """The layout the way Word writes it: merged cells repeated in every row they cover."""
    width = sum(columns for columns, _ in rows[0])
    places: list[list[tuple[int, int, int] | None]] = [[None] * width for _ in rows]
    for r, row in enumerate(rows):
        for number, (columns, down) in enumerate(row):
            c = places[r].index(None)
            for rr in range(r, r + down):
                for cc in range(c, c + columns):
                    places[rr][cc] = (r, number, c)
    lines = []
    for r, line in enumerate(places):
        cells = []
        for c, place in enumerate(line):
            assert place is not None
            begin, number, first = place
            if c != first:
                continue
            columns, down = rows[begin][number]
            merge = "" if down == 1 else DOWN if begin == r else ON
            cells.append(tc(f"{begin}.{number}" if begin == r else "", SPAN.format(columns) + merge))
        lines.append(tr(*cells))
    return tbl(*lines, columns=(1000,) * width)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=layouts())
def test_any_layout_of_merged_cells_comes_back(blocks: Blocks, layout: list[list[tuple[int, int]]]) -> None:
    table = one(blocks(as_word(layout)))
    assert [[(cell.columns, cell.rows) for cell in row.cells] for row in table.rows] == layout
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [f"{r}.{c}" for c in range(len(row))] for r, row in enumerate(layout)
    ]
    assert all(place is not None for line in grid(table) for place in line)


def test_pictures_stand_in_their_cells(blocks: Blocks) -> None:
    drawing = "<w:drawing><wp:inline><a:blip r:embed='rId9'/></wp:inline></w:drawing>"
    cell = f"<w:tc><w:p><w:r><w:t>до</w:t>{drawing}</w:r></w:p></w:tc>"
    found = blocks(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>", relations=(("rId9", "image", "media/a.png"),),
                   files={"word/media/a.png": b"png"})  # fmt: skip
    paragraph, picture = one(found).rows[0].cells[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(picture, Picture)
