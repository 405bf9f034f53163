"""Place and year stand at the foot of the title page, whatever stands above them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shnor_desktop.services.documents.compose.title_foot import at_the_foot
from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Document,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Table,
    paragraph,
)
from shnor_desktop.ui.paper.pages import mm, text_area
from shnor_desktop.ui.paper.paginate import layout_document

pytestmark = pytest.mark.usefixtures("qapp")
NAME = paragraph("Программа повышения качества образования", "title_name")
YEARS = paragraph("на 2026–2028 годы", "title_years")
PLACE = paragraph("посёлок Речной, 2026", "title_place")
ORGANISATION = paragraph("Муниципальное бюджетное общеобразовательное учреждение «Школа № 7»", "title_organisation")
LINES = tuple(paragraph(f"строка {number} длинного согласования с советом", "grif") for number in range(8))
GRIFS = Table((Row((Cell(LINES), Cell(), Cell(LINES))),), (46.0, 8.0, 46.0), borders=False)


def bottom(blocks: list[Block], layout: PageLayout) -> tuple[int, float]:
    """On which page the last of the blocks stands, and how far its letters are from the lower margin; millimetres."""
    document = Document((Part((*blocks, PageBreak(), Contents())),), layout=layout)
    pages = layout_document(document).pages
    words = next(text for text in PLACE.text.split(" "))
    number = next(index for index, page in enumerate(pages) if any(words in item.text for item in page.texts))
    lowest = max(item.y for item in pages[number].texts)
    return number, (text_area(False, layout).bottom - lowest) / mm(1)


@pytest.mark.parametrize("layout", [USUAL, PageLayout(letters=14, left=30, line=1.5)], ids=["usual", "large"])
@pytest.mark.parametrize(
    "above",
    [[NAME], [ORGANISATION, ORGANISATION, NAME], [ORGANISATION, GRIFS, NAME, YEARS]],
    ids=["name", "school", "grifs"],
)
def test_the_last_line_stands_at_the_foot(above: list[Block], layout: PageLayout):
    number, free = bottom(at_the_foot([*above, PLACE], layout), layout)
    assert number == 0 and 5 < free < 25


def test_a_crowded_page_keeps_its_last_line():
    above = [ORGANISATION, GRIFS, GRIFS, NAME, *[ORGANISATION] * 6]
    *_others, last = at_the_foot([*above, PLACE], USUAL)
    assert isinstance(last, Paragraph) and last == PLACE and 4 <= last.lift < 230
    assert bottom([*above, last], USUAL)[0] == 0


def test_other_pages_are_left_as_they_are():
    assert at_the_foot([], USUAL) == []
    blocks: list[Block] = [NAME, replace(PLACE, style="body")]
    assert [getattr(block, "lift", None) for block in at_the_foot(blocks, USUAL)] == [0.0, 0.0]
