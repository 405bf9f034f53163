"""For any tree: nothing stands outside the margins, nothing is lost, headings are on the pages that are told."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shnor_desktop.services.documents.styles import STYLES
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
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
)
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.pages import Page, TextItem, text_area
from shnor_desktop.ui.paper.paginate import layout_document

SLACK = 2.1  # twips: a tenth of a point, the rounding that lines are allowed

words = st.sampled_from(
    ["школа", "и", "учебно-воспитательная", "№ 5", "10 %", "Щ" * 90, "а\tб", "строка\nстрока", "", "😀", "漢字"]
)
texts = st.lists(words, max_size=12).map(" ".join) | st.text("аБ ж1.\t\n\u00ad\u00a0\u2028\x0b\ud800😀", max_size=20)
runs = st.lists(st.builds(Run, texts, st.booleans(), st.booleans()), max_size=3).map(tuple)
styles = st.sampled_from(sorted(STYLES))
aligns = st.sampled_from(["", "left", "center", "right", "justify"])
plain = st.builds(Paragraph, runs, styles, aligns)
items = st.builds(
    Paragraph, runs, styles, aligns, st.sampled_from(["bullet", "number"]), st.integers(0, 12), st.integers(0, 3)
)
headings = st.builds(Heading, st.integers(1, 4), runs, st.sampled_from(["", "1.", "5.1."]))
sizes = st.sampled_from([0.0, 5.0, 100.0, 3000.0])
pictures = st.builds(Picture, st.just("none"), sizes, sizes)


def tables(content: st.SearchStrategy[Block]) -> st.SearchStrategy[Table]:
    cells = st.builds(Cell, st.lists(content, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3))
    rows = st.builds(Row, st.lists(cells, max_size=4).map(tuple))
    widths = st.lists(st.floats(0, 100), max_size=5).map(tuple)
    return st.builds(Table, st.lists(rows, max_size=4).map(tuple), widths, st.booleans())


def blocks(paragraphs: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    return st.recursive(paragraphs | headings | pictures, tables, max_leaves=8)


def documents(paragraphs: st.SearchStrategy[Block], *extra: st.SearchStrategy[Block]) -> st.SearchStrategy[Document]:
    block = st.one_of(blocks(paragraphs), *extra)
    part = st.builds(Part, st.lists(block, max_size=5).map(tuple), st.booleans())
    return st.builds(Document, st.lists(part, max_size=3).map(tuple))


def text_box(item: TextItem, fonts: FontBook) -> tuple[float, float, float, float]:
    """Where the letters really reach, measured anew."""
    metrics = fonts.metrics(item.look)
    font = fonts.font(item.look, item.stretch)
    width = type(metrics)(font).horizontalAdvance(item.text) * item.squeeze
    return item.x, item.y - metrics.ascent(), item.x + width, item.y + metrics.descent()


def outside(page: Page, fonts: FontBook) -> list[object]:
    """Everything of a page that leaves the rectangle between the margins."""
    area = text_area(page.landscape)
    boxes = [(item, text_box(item, fonts)) for item in page.texts]
    boxes += [(rule, (rule.x1, rule.y1, rule.x2, rule.y2)) for rule in page.rules]
    boxes += [(item, (item.x, item.y, item.x + item.width, item.y + item.height)) for item in page.pictures]
    return [
        item
        for item, (left, top, right, bottom) in boxes
        if left < area.left - SLACK
        or top < area.top - SLACK
        or right > area.right + SLACK
        or bottom > area.bottom + SLACK
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(plain | items, st.just(Contents()), st.just(PageBreak())))
def test_nothing_leaves_the_margins(document: Document):
    fonts = FontBook()
    pages = layout_document(document)
    assert [outside(page, fonts) for page in pages.pages] == [[]] * len(pages.pages)
    assert all(1 <= number <= len(pages.pages) for number in pages.heading_pages)
    assert list(pages.heading_pages) == sorted(pages.heading_pages)


def letters(text: str) -> Counter[str]:
    """How often each visible letter occurs; upper-case styles and hyphens count the same."""
    return Counter(letter for letter in text.upper() if letter.isalnum())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(plain, st.just(PageBreak())))
def test_no_letter_is_lost_or_doubled(document: Document):
    pages = layout_document(document)
    shown = "".join(item.text for page in pages.pages for item in page.texts)
    written = "".join(text for part in document.parts for text in block_texts(part.blocks))
    assert letters(shown) == letters(written)
