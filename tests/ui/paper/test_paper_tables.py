"""Tables on pages: whole rows, repeated headers, merged cells, closed borders."""

from __future__ import annotations

import pytest

from shnor_desktop.services.documents.column_widths import LEAST_COLUMN_MM, fit_columns
from shnor_desktop.services.documents.styles import AFTER_TABLE
from shnor_desktop.services.documents.tree import Block, Cell, Document, Part, Row, Run, Table, paragraph, text_cell
from shnor_desktop.services.documents.tree import Heading as HeadingBlock
from shnor_desktop.ui.paper.bricks import Column, Line
from shnor_desktop.ui.paper.pages import POINT, Page, Pages, mm, text_area
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.tables import column_edges

LINES = "\n".join(["строка"] * 5)


def lay(*blocks: Block, landscape: bool = False) -> Pages:
    return layout_document(Document((Part(blocks, landscape),)))


def words(page: Page) -> list[str]:
    return [item.text for item in page.texts]


def row(number: int, text: str = LINES) -> Row:
    return Row((text_cell(f"№{number}"), text_cell(text)))


HEADER = Row((text_cell("Номер", "table_header"), text_cell("Мероприятие", "table_header")), header=True)


def plan(count: int) -> Table:
    return Table((HEADER, *(row(number) for number in range(count))), (1, 5))


def test_the_header_is_repeated_on_each_page():
    pages = lay(plan(60)).pages
    assert len(pages) > 3
    assert [words(page)[:2] for page in pages] == [["Номер", "Мероприятие"]] * len(pages)
    numbers = [word for page in pages for word in words(page) if word.startswith("№")]
    assert numbers == [f"№{number}" for number in range(60)]


def test_rows_stay_whole():
    for page in lay(plan(60)).pages:
        rows = sum(word.startswith("№") for word in words(page))
        assert sum(word == "строка" for word in words(page)) == 5 * rows


def test_a_page_is_filled_before_the_next_begins():
    pages = lay(plan(60)).pages
    bottom = text_area(False).bottom
    step = mm(0.5) * 2 + 5 * 1.149 * 200
    for page in pages[:-1]:
        assert bottom - max(rule.y2 for rule in page.rules) < step + 1


def test_borders_are_closed_on_every_page():
    for page in lay(plan(60)).pages:
        across = [rule for rule in page.rules if rule.y1 == rule.y2]
        down = [rule for rule in page.rules if rule.x1 == rule.x2]
        top, bottom = min(rule.y1 for rule in across), max(rule.y1 for rule in across)
        area = text_area(False)
        assert len(down) == 3
        for rule in down:
            assert (rule.y1, rule.y2) == pytest.approx((top, bottom), abs=0.2)
        for rule in across:
            assert (rule.x1, rule.x2) == pytest.approx((area.left, area.right), abs=0.2)
        assert len(across) == 2 + sum(word.startswith("№") for word in words(page))


def test_no_border_where_none_is_wanted():
    page = lay(Table((row(1),), borders=False)).pages[0]
    assert page.rules == ()
    assert words(page)[0] == "№1"


def test_a_table_without_rows_is_nothing():
    pages = lay(paragraph("до"), Table(()), paragraph("после")).pages
    assert [words(page) for page in pages] == [["до", "после"]]
    assert lay(Table(())).pages == (Page(),)


def test_rows_of_no_cells_keep_their_place():
    page = lay(Table((Row(()), row(1), Row(())))).pages[0]
    assert words(page)[0] == "№1"
    assert len([rule for rule in page.rules if rule.y1 == rule.y2]) == 4


@pytest.mark.parametrize("filler", range(8, 14))
def test_a_group_row_goes_with_the_row_it_leads(filler):
    group = Row((text_cell("Направление", "table_group", columns=2),))
    pages = lay(Table((*(row(number) for number in range(filler)), group, row(99), row(100)), (1, 5))).pages
    (home,) = [page for page in pages if "Направление" in words(page)]
    assert "№99" in words(home)


@pytest.mark.parametrize("filler", range(8, 14))
def test_merged_rows_stay_together_where_they_fit(filler):
    merged = [Row((text_cell("первая", rows=2), text_cell(LINES))), Row((text_cell("вторая\n" + LINES),))]
    pages = lay(Table((*(row(number) for number in range(filler)), *merged), (1, 5))).pages
    (home,) = [page for page in pages if "первая" in words(page)]
    assert "вторая" in words(home)


def test_a_merged_cell_makes_its_rows_higher_and_has_no_line_through_it():
    table = Table((Row((text_cell("а\n" * 9, rows=3), text_cell("1"))), Row((text_cell("2"),)), Row((text_cell("3"),))))
    page = lay(table).pages[0]
    tops = {item.text: item.y for item in page.texts if item.text in "123"}
    assert tops["3"] - tops["2"] == pytest.approx(tops["2"] - tops["1"])
    middle = text_area(False).left + text_area(False).width / 2
    inner = sorted(rule.x1 for rule in page.rules if rule.y1 == rule.y2)
    assert inner == pytest.approx([text_area(False).left] * 2 + [middle] * 2, abs=0.2)


def test_merged_rows_taller_than_a_page_are_divided_between_rows():
    rows = [Row((text_cell("слово " * 3000, rows=30), text_cell(f"№0\n{LINES}")))]
    rows += [Row((text_cell(f"№{number}\n{LINES}"),)) for number in range(1, 30)]
    pages = lay(Table(tuple(rows), (1, 2))).pages
    assert len(pages) > 1
    assert sum(word.count("слово") for page in pages for word in words(page)) == 3000
    assert [word for page in pages for word in words(page) if "№" in word] == [f"№{number}" for number in range(30)]
    for page in pages:
        assert words(page).count("строка") == 5 * sum("№" in word for word in words(page))


def test_a_tall_row_under_a_low_one_fills_its_first_page_too():
    tall = Row((text_cell("\n".join(["строка"] * 120)),))
    pages = lay(Table((Row((text_cell("низкая", rows=2), text_cell("первая"))), tall), (1, 5), False)).pages
    assert words(pages[0])[:2] == ["низкая", "первая"]
    assert words(pages[0]).count("строка") > 40
    assert sum(words(page).count("строка") for page in pages) == 120
    assert len(pages) == 2


def test_a_row_taller_than_a_page_is_divided_by_lines():
    long = "\n".join(f"строка {number}" for number in range(300))
    pages = lay(Table((HEADER, row(1, long), row(2, "конец")), (1, 5))).pages
    assert len(pages) > 4
    shown = [word for page in pages for word in words(page) if word.startswith("строка")]
    assert shown == long.split("\n")
    assert all(words(page)[:2] == ["Номер", "Мероприятие"] for page in pages)
    assert words(pages[-1])[-2:] == ["№2", "конец"]
    assert "№1" in words(pages[0])


def test_a_tall_row_begins_on_its_page_and_its_heading_with_it():
    long = "\n".join(["строка"] * 200)
    heading = HeadingBlock(1, (Run("Раздел"),))
    pages = lay(paragraph("начало"), heading, Table((row(1, long),), (1, 5))).pages
    assert words(pages[0])[:4] == ["начало", "Раздел", "№1", "строка"]


def test_a_header_that_fills_the_page_is_not_repeated():
    tall = Row((text_cell("\n".join(["шапка"] * 30), "table_header"), text_cell("")), header=True)
    pages = lay(Table((tall, *(row(number) for number in range(30))), (1, 5))).pages
    assert len(pages) > 1
    assert sum(words(page).count("шапка") for page in pages) == 30


def test_rows_of_a_header_alone():
    pages = lay(Table((HEADER, HEADER))).pages
    assert words(pages[0]) == ["Номер", "Мероприятие"] * 2


def test_a_merged_cell_of_the_header_that_reaches_into_the_rows_is_shown_once():
    head = Row((text_cell("ш", rows=2), text_cell("шапка")), header=True)
    pages = lay(Table((head, Row((text_cell(LINES),)), *(row(number) for number in range(40))), (1, 5))).pages
    assert sum(words(page).count("шапка") for page in pages) == 1


def test_nested_tables_stand_in_their_cell_and_divide_with_it():
    inner = Table(tuple(row(number, "внутри") for number in range(200)), (1, 2))
    pages = lay(Table((Row((text_cell("снаружи"), Cell((paragraph("до", "table"), inner)))),), (1, 3))).pages
    assert len(pages) > 2
    assert [word for page in pages for word in words(page) if "№" in word] == [f"№{number}" for number in range(200)]
    left = text_area(False).left + text_area(False).width / 4
    assert all(item.x > left for page in pages for item in page.texts if item.text == "внутри")


def test_forty_levels_of_tables():
    block: Block = paragraph("дно")
    for _level in range(40):
        block = Table((Row((Cell((paragraph("уровень", "table"), block)),)),))
    pages = lay(block).pages
    shown = "".join(word for page in pages for word in words(page)).replace(" ", "")
    assert shown == "уровень" * 40 + "дно"


def test_a_very_long_word_stays_in_its_column():
    pages = lay(Table((Row((text_cell("щ" * 10_000), text_cell("рядом"))),), (1, 8))).pages
    edge = text_area(False).left + text_area(False).width / 2  # half a page at most
    long = [item for page in pages for item in page.texts if "щ" in item.text]
    assert sum(len(item.text) for item in long) == 10_000
    assert all(item.x + item.width < edge for item in long)


def edges_of(table: Table) -> list[float]:
    return [round(edge, 6) for edge in column_edges(fit_columns(table, 8000 / mm(1)), 8000)]


def test_column_widths_are_relative():
    assert edges_of(Table((), (1, 2, 1))) == [0, 2000, 6000, 8000]
    assert edges_of(Table((row(1),))) == [0, 4000, 8000]
    assert edges_of(Table((), (0, 0))) == [0, 4000, 8000]


@pytest.mark.parametrize("bad", [0.0, -3.0, float("nan"), float("inf"), 1e-9])
def test_columns_of_no_width_can_still_be_read(bad):
    edges = edges_of(Table((), (1, bad, 3)))
    widths = [right - left for left, right in zip(edges, edges[1:], strict=False)]
    assert min(widths) >= mm(LEAST_COLUMN_MM) - 0.01
    assert edges[-1] == 8000


def test_two_hundred_columns_still_fit():
    page = lay(Table((Row(tuple(text_cell("щи") for _column in range(200))),)), landscape=True).pages[0]
    assert sum(len(item.text) for item in page.texts) == 400
    assert max(item.x + item.width for item in page.texts) <= text_area(True).right


def test_cells_beyond_the_table_are_not_lost():
    wide = Row((text_cell("раз", columns=9), text_cell("два", columns=9)))
    pages = lay(Table((wide, row(3, "четыре")), (1, 1))).pages
    assert sorted(words(pages[0])) == ["два", "раз", "четыре", "№3"]


def test_header_cells_are_centred_in_height():
    head = Row((text_cell("низкая", "table_header"), text_cell("три\nстроки\nтут", "table_header")), header=True)
    page = lay(Table((head, row(1)))).pages[0]
    heights = {item.text: item.y for item in page.texts}
    assert heights["низкая"] == pytest.approx(heights["строки"])


def test_what_follows_a_table_stands_apart_from_it():
    page = lay(Table((row(1, "строка"),)), paragraph("ниже", "plain")).pages[0]
    border = max(rule.y2 for rule in page.rules)
    (below,) = [item for item in page.texts if item.text == "ниже"]
    above = lay(paragraph("ниже", "plain")).pages[0].texts[0].y - text_area(False).top
    assert below.y - above - border == pytest.approx(AFTER_TABLE * POINT, abs=1)


@pytest.mark.parametrize("filler", range(36, 48))
def test_neither_a_header_nor_groups_stand_alone_at_the_foot_of_a_page(filler):
    """A title, the header of the table, an upper group and a group are together with the first row that they lead."""
    head = Row((text_cell("№", "table_header"), text_cell("Мероприятия", "table_header")), header=True)
    upper = Row((text_cell("Направление", "table_upper", columns=2),))
    group = Row((text_cell("Раздел", "table_group", columns=2),))
    rows = (head, upper, group, *(Row((text_cell(str(n)), text_cell(f"дело {n}"))) for n in range(3)))
    above = tuple(paragraph(f"строка {n}", "plain") for n in range(filler))
    pages = lay(*above, HeadingBlock(1, (Run("План"),)), Table(rows, (1, 9)))
    (first,) = [page for page in pages.pages if any(item.text == "дело 0" for item in page.texts)]
    told = [item.text for item in first.texts]
    for text in ("План", "Мероприятия", "Направление", "Раздел", "дело 0"):
        assert text in told


@pytest.mark.parametrize("spare", [0.0, 30.0, 99.0])
def test_a_cell_of_lines_that_stay_together_is_cut_where_only_the_space_below_them_does_not_fit(spare: float):
    lines = [Line(100.0), Line(100.0)]
    for line in lines:
        line.keep, line.after = True, 100.0
    head, tail = Column(lines).cut(300.0 + spare)
    assert bool(head) and not tail
    assert head.height <= 300.0 + spare
