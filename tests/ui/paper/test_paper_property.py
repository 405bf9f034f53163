"""For any tree: nothing stands outside the margins, nothing is lost, headings are on the pages that are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings
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
    inner_blocks,
)
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.pages import Page, TextItem, text_area
from shnor_desktop.ui.paper.paginate import layout_document

# explaining a failure would try thousands of large trees
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
SLACK = 2.1  # twips: a tenth of a point, the rounding that lines are allowed

words = st.sampled_from(
    ["школа", "и", "учебно-воспитательная", "№ 5", "10 %", "Щ" * 90, "а\tб", "строка\nстрока", "", "😀", "漢字"]
)
texts = (
    st.lists(words, max_size=12).map(" ".join)
    | st.text("аБ ж1.\t\n\u00ad\u00a0\u2028\x0b\ud800😀", max_size=20)
    | st.just("много слов " * 400)
)
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
    """Tables with merges that may contradict one another, as in damaged files."""
    cells = st.builds(Cell, st.lists(content, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3))
    rows = st.builds(Row, st.lists(cells, max_size=4).map(tuple))
    widths = st.lists(st.floats(0, 100), max_size=5).map(tuple)
    return st.builds(Table, st.lists(rows, max_size=4).map(tuple), widths, st.booleans())


@st.composite
def sound_tables(draw: st.DrawFn, content: st.SearchStrategy[Block]) -> Table:
    """Tables whose merges fit: bands of rows, each under a merged first cell, the last cell as wide as is left."""
    columns = draw(st.integers(1, 4))
    blocks = st.lists(content, max_size=2).map(tuple)
    rows: list[Row] = []
    for height in draw(st.lists(st.integers(1, 3), max_size=3)):
        for line in range(height):
            cells = [Cell(draw(blocks), rows=height)] if line == 0 else []
            count = draw(st.integers(min(columns, 2), columns))
            cells += [Cell(draw(blocks)) for _column in range(count - 2)]
            cells += [Cell(draw(blocks), columns=columns - count + 1)] if columns > 1 else []
            rows.append(Row(tuple(cells)))
    return Table(tuple(rows), (1.0,) * columns, draw(st.booleans()))


class Sample:
    """A document with a plain repr: hypothesis would need minutes to print such a tree in its own way."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __repr__(self) -> str:
        return repr(self.document)


@st.composite
def samples(
    draw: st.DrawFn,
    tables: Callable[[st.SearchStrategy[Block]], st.SearchStrategy[Table]],
    paragraphs: st.SearchStrategy[Block],
    *extra: st.SearchStrategy[Block],
) -> Sample:
    block = st.one_of(st.recursive(paragraphs | headings | pictures, tables, max_leaves=8), *extra)
    part = st.builds(Part, st.lists(block, max_size=5).map(tuple), st.booleans())
    return Sample(Document(tuple(draw(st.lists(part, max_size=3)))))


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


@settings(QUICK, max_examples=60)
@given(samples(tables, plain | items, st.just(Contents()), st.just(PageBreak())))
def test_nothing_leaves_the_margins(sample: Sample):
    fonts = FontBook()
    pages = layout_document(sample.document)
    assert [outside(page, fonts) for page in pages.pages] == [[]] * len(pages.pages)
    assert all(1 <= number <= len(pages.pages) for number in pages.heading_pages)
    own = [pages.heading_pages[place] for place in between_tables(sample.document)]
    assert own == sorted(own)


def between_tables(document: Document) -> list[int]:
    """Places among all headings of those outside tables: in a row over several pages the second cell begins earlier."""
    places, count = [], 0
    for block in document.blocks():
        inner = sum(isinstance(one, Heading) for one in inner_blocks((block,)))
        places += [count] if isinstance(block, Heading) else []
        count += inner
    return places


def letters(text: str) -> Counter[str]:
    """How often each visible letter occurs; upper-case styles and hyphens count the same."""
    return Counter(letter for letter in text.upper() if letter.isalnum())


@settings(QUICK, max_examples=40)
@given(samples(sound_tables, plain, st.just(PageBreak())))
def test_no_letter_is_lost_or_doubled(sample: Sample):
    pages = layout_document(sample.document)
    shown = "".join(item.text for page in pages.pages for item in page.texts)
    written = "".join(text for part in sample.document.parts for text in block_texts(part.blocks))
    assert letters(shown) == letters(written)
