"""Pages: breaks, headings, contents, numbers, what a document without content is."""

from __future__ import annotations

import pytest

from shnor_desktop.services.documents.docx_writer.headings import HeadingMarks
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Part,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
)
from shnor_desktop.services.jobs import Cancelled
from shnor_desktop.ui.paper.pages import Page, mm, page_size, text_area
from shnor_desktop.ui.paper.paginate import layout_document

LINE = paragraph("Обычная строка.", "plain")
LONG = paragraph("Совет школы обсуждает итоги четверти, принимает решения и следит за тем, как они исполняются. " * 6)


def lay(*blocks: Block) -> tuple[Page, ...]:
    return layout_document(Document((Part(blocks),))).pages


def words(page: Page) -> list[str]:
    return [item.text for item in page.texts]


def heading(text: str, level: int = 1, number: str = "") -> Heading:
    return Heading(level, (Run(text),), number)


def entries(page: Page) -> dict[str, int]:
    """The lines of a page of contents: text and page number."""
    found = {}
    for text, leader in zip(page.texts[1::2], page.texts[2::2], strict=True):
        dots, number = leader.text.split(" ")
        assert set(dots) == {"."}
        found[text.text] = int(number)
    return found


@pytest.mark.parametrize("parts", [(), (Part(()),), (Part((Table(()),)),), (Part((PageBreak(),)),)])
def test_a_document_without_content_is_one_blank_page(parts):
    pages = layout_document(Document(parts))
    assert pages.pages == (Page(),)
    assert pages.heading_pages == ()


def test_a_blank_landscape_document_is_landscape():
    assert layout_document(Document((Part((), landscape=True),))).pages == (Page(landscape=True),)


def test_a_part_begins_a_page_of_its_orientation():
    pages = layout_document(Document((Part((LINE,)), Part((LINE, LINE), True), Part(()), Part((LINE,))))).pages
    assert [page.landscape for page in pages] == [False, True, False]
    assert pages[1].size == (mm(297), mm(210)) == page_size(True)
    assert [len(page.texts) for page in pages] == [1, 2, 1]


def test_page_breaks_begin_a_page_but_never_a_blank_one():
    pages = lay(PageBreak(), LINE, PageBreak(), PageBreak(), LINE, PageBreak())
    assert [words(page) for page in pages] == [["Обычная строка."]] * 2


def test_a_page_break_cuts_what_would_stay_together():
    pages = lay(heading("Один"), PageBreak(), heading("Два"), LINE)
    assert [words(page)[0] for page in pages] == ["Один", "Два"]


def test_space_above_is_kept_at_a_begun_page_and_dropped_at_a_full_one():
    begun = lay(heading("Раздел"))[0].texts[0].y
    pages = lay(*[LINE] * 46, heading("Раздел"), LINE)
    assert words(pages[1])[0] == "Раздел"
    assert begun - pages[1].texts[0].y == pytest.approx(12 * 20)


def test_page_numbers_stand_top_centre_from_page_two():
    pages = layout_document(Document((Part((LINE, PageBreak(), LINE)), Part((LINE,), True)))).pages
    assert pages[0].number is None
    assert [page.number.text for page in pages[1:] if page.number] == ["2", "3"]
    for page in pages[1:]:
        area = text_area(page.landscape)
        assert page.number is not None
        assert page.number.x + page.number.width / 2 == pytest.approx(area.left + area.width / 2)
        assert mm(10) < page.number.y < area.top


@pytest.mark.parametrize("filler", range(36, 50))
def test_a_heading_is_never_stranded(filler):
    pages = lay(*[LINE] * filler, heading("Раздел"), heading("Подраздел", 2), LONG)
    (home,) = [page for page in pages if "Раздел" in words(page)]
    after = words(home)[words(home).index("Раздел") + 1 :]
    assert after[0] == "Подраздел"
    assert len(after) >= 3  # two lines of the paragraph at least


@pytest.mark.parametrize("filler", range(36, 50))
def test_no_line_of_a_paragraph_stands_alone(filler):
    before = lay(*[LINE] * filler)
    pages = lay(*[LINE] * filler, LONG)
    count = sum(len(words(page)) for page in pages) - filler
    first = len(words(pages[len(before) - 1])) - len(words(before[-1]))
    assert first != 1
    assert count - first != 1


def test_headings_without_end_do_not_hang():
    pages = lay(*[heading(f"Раздел {number}") for number in range(200)])
    assert [word for page in pages for word in words(page)] == [f"Раздел {number}" for number in range(200)]


def test_contents_tell_the_right_pages():
    sections = [
        heading("Цели", number="1."),
        LONG,
        heading("Внутри", 2, "1.1."),
        *[LINE] * 60,
        heading("План", number="2."),
    ]
    result = layout_document(Document((Part((Contents(), PageBreak(), *sections)), Part((heading("Карта"),), True))))
    told = entries(result.pages[0])
    assert told == {"1. Цели": 2, "1.1. Внутри": 2, "2. План": 3, "Карта": 4}
    for text, number in told.items():
        assert text in words(result.pages[number - 1])
    assert result.heading_pages == (2, 2, 3, 4)
    right = text_area(False).right
    assert all(item.x + item.width == pytest.approx(right, abs=1) for item in result.pages[0].texts[2::2])


def test_contents_longer_than_a_page_count_themselves():
    sections = [heading(f"Раздел {number}") for number in range(120)]
    result = layout_document(Document((Part((Contents(), PageBreak(), *sections)),)))
    assert result.heading_pages[0] == 4
    assert words(result.pages[0])[:3:2] == ["Содержание", next(w for w in words(result.pages[0]) if w.endswith(" 4"))]


def test_contents_take_the_levels_that_word_takes():
    result = lay(Contents(), heading("Второй", 2), heading("Третий", 3), heading(""), LINE)
    assert list(entries(Page(texts=result[0].texts[:3]))) == ["Второй"]


def test_contents_without_headings_say_so():
    assert words(lay(Contents())[0]) == ["Содержание", "Заголовков пока нет."]


def test_headings_are_counted_as_the_word_writer_does():
    cell = Cell((heading("В ячейке"),))
    table = Table((Row((cell, Cell((Table((Row((cell,)),)),))), header=True), *[Row((Cell((LINE,) * 8),))] * 9))
    document = Document((Part((Contents(), heading("Первый"), table, PageBreak(), heading("Последний"))),))
    result = layout_document(document)
    assert len(result.pages) > 2
    assert result.heading_pages == (1, 1, 1, len(result.pages))
    assert len(HeadingMarks(document).listed) == 4


def test_a_picture_is_made_smaller_to_fit_and_stays_with_its_caption():
    pages = lay(*[LINE] * 30, paragraph("Рисунок 1", "caption"), Picture("нет", 400, 900), LINE)
    (home,) = [page for page in pages if page.pictures]
    (picture,) = home.pictures
    area = text_area(False)
    assert picture.width <= area.width
    assert picture.height <= area.height
    assert picture.width / picture.height == pytest.approx(400 / 900)
    assert words(home)[0] == "Рисунок 1"


def test_an_unknown_node_is_refused():
    class Stranger:
        pass

    with pytest.raises(TypeError, match="Stranger"):
        lay(Stranger())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Stranger"):
        lay(Table((Row((Cell((Stranger(),)),)),)))  # type: ignore[arg-type]


def test_progress_grows_to_the_end_and_may_cancel():
    document = Document((Part((LINE, Table(tuple(Row((Cell((LINE,)),)) for _row in range(50))), LONG)),))
    seen: list[float] = []
    layout_document(document, progress=seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 50
    assert (seen[0] > 0, seen[-1]) == (True, 1.0)

    def cancel(part: float) -> None:
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        layout_document(document, progress=cancel)


def test_layout_is_the_same_every_time():
    document = Document((Part((Contents(), heading("Раздел"), LONG, *[LINE] * 50)),))
    assert layout_document(document) == layout_document(document)
