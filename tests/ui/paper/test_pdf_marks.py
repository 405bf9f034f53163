"""Bookmarks and links of PDF files: read back by another program, and each table of places checked byte by byte."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
)
from shnor_desktop.ui.paper.fitting import AS_IS, LYING, UPRIGHT
from shnor_desktop.ui.paper.pages import Page, Pages
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.pdf import pdf_bytes
from shnor_desktop.ui.paper.pdf_marks import MOST_OPEN, _families, marked

LONG = "Система мер по повышению качества образования и поддержке педагогов школы, работающей в сложных условиях "


def heading(level: int, text: str, number: str = "") -> Heading:
    return Heading(level, (Run(text),), number)


def book(*headings: Heading) -> Document:
    blocks = [block for one in headings for block in (one, paragraph("Текст."), PageBreak())]
    return Document((Part((paragraph("Программа", "title_name"), Contents(), PageBreak(), *blocks[:-1])),), "Книга «А»")


BOOK = book(
    heading(1, "Паспорт"),
    heading(1, "Меры", "5."),
    heading(2, LONG * 2, "5.1."),
    heading(3, "Глубже"),
    heading(2, "Кадры <&> \\ ( 😀", "5.2."),
    heading(1, "Приложение"),
)


def read_back(pdf: bytes, folder: Path) -> ElementTree.Element:
    """What poppler sees in a file."""
    program = shutil.which("pdftohtml")
    if program is None:
        pytest.skip("нет программы pdftohtml")
    (folder / "book.pdf").write_bytes(pdf)
    done = subprocess.run(
        [program, "-xml", "-i", "-stdout", folder / "book.pdf"], capture_output=True, check=True, cwd=folder
    )
    assert done.stderr == b""
    return ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", done.stdout).decode())


def outline(node: ElementTree.Element) -> list[object]:
    """Bookmarks: a title with its page, then a list of what stands under it."""
    found: list[object] = []
    for child in node:
        if child.tag == "outline":
            found.append(outline(child))
        else:
            found.append((child.text, int(child.attrib["page"])))
    return found


def check_places(pdf: bytes) -> int:
    """Follow the tables from the newest to the oldest: each place holds the object it should; the number of tables."""
    start = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)[1])  # type: ignore[index]
    tables = 0
    while start >= 0:
        tables += 1
        body, _, trailer = pdf[start:].partition(b"trailer")
        lines = body.split(b"\n")[1:]
        while lines and lines[0].strip():
            first, count = map(int, lines.pop(0).split())
            for number in range(first, first + count):
                place, _, state = lines.pop(0).split()
                if state == b"n":
                    assert re.match(rb"%d 0 obj\b" % number, pdf[int(place) : int(place) + 20])
        previous = re.match(rb"[^%]*?/Prev (\d+)", trailer)
        start = int(previous[1]) if previous else -1
    return tables


def test_bookmarks_are_the_headings_with_their_pages_and_depths(tmp_path):
    pages = layout_document(BOOK)
    found = outline(read_back(pdf_bytes(pages), tmp_path).find("outline"))
    titles = [goal.text for goal in pages.goals]
    numbers = pages.heading_pages
    assert found == [
        (titles[0], numbers[0]),
        (titles[1], numbers[1]),
        [(titles[2], numbers[2]), [(titles[3], numbers[3])], (titles[4], numbers[4])],
        (titles[5], numbers[5]),
    ]
    assert titles[4] == "5.2. Кадры <&> \\ ( 😀"


def test_lines_of_the_contents_lead_to_their_headings(tmp_path):
    pages = layout_document(BOOK)
    contents = [page for page in pages.pages if page.links]
    assert [link.heading for page in contents for link in page.links] == [0, 1, 2, 2, 2, 4, 5]
    tree = read_back(pdf_bytes(pages), tmp_path)
    targets = [int(link.attrib["href"].rpartition("#")[2]) for link in tree.iter("a")]
    assert [target for n, target in enumerate(targets) if target not in targets[:n]] == [
        pages.heading_pages[index] for index in (0, 1, 2, 4, 5)
    ]


def test_a_link_covers_its_line(tmp_path):
    page = layout_document(BOOK).pages[0]
    for link in page.links:
        inside = [
            item.text for item in page.texts if link.area.top < item.y < link.area.bottom and item.x >= link.area.left
        ]
        assert inside
        assert link.area.left >= 0
        assert link.area.right <= page.size[0]


def test_title_language_and_frame(tmp_path):
    pdf = pdf_bytes(layout_document(BOOK))
    assert b"/Lang (ru-RU)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert check_places(pdf) == 2


def test_a_document_without_headings_has_no_bookmarks(tmp_path):
    pdf = pdf_bytes(layout_document(Document((Part((paragraph("Слова"),)),))))
    assert b"/Outlines" not in pdf
    assert check_places(pdf) == 2
    assert read_back(pdf, tmp_path).find("outline") is None


def test_many_bookmarks_are_closed_at_first():
    many = book(*(heading(1 + n % 2, f"Глава {n}") for n in range(MOST_OPEN + 2)))
    pdf = pdf_bytes(layout_document(many))
    assert b"/Count -1" in pdf
    assert b"/Count 21 >>" in pdf
    assert b"/Count -1" not in pdf_bytes(layout_document(BOOK))


def test_another_file_is_refused():
    with pytest.raises(ValueError, match="no PDF as Qt writes it"):
        marked(b"%PDF-1.4\n%%EOF\n", Pages((Page(),)))


@given(st.lists(st.integers(1, 4), max_size=12))
def test_every_bookmark_stands_under_the_nearest_one_of_a_lower_level(levels):
    above, children = _families(levels)
    for index, level in enumerate(levels):
        lower = [other for other in range(index) if levels[other] < level]
        between = [other for other in lower if all(levels[n] >= level for n in range(other + 1, index))]
        assert above[index] == (between[-1] if between else -1)
        assert index in children[above[index]]
    assert sum(map(len, children.values())) == len(levels)


@given(st.lists(st.tuples(st.integers(1, 4), st.text(max_size=12)), max_size=8))
def test_any_headings_give_a_whole_file(headings):
    document = Document((Part((Contents(), *(heading(level, text) for level, text in headings))),))
    pdf = pdf_bytes(layout_document(document))
    assert check_places(pdf) == 2


LINKED = Document(
    (
        Part(
            (
                Paragraph((Run("Сайт "), Run("школы", link="https://школа.рф/план?а=1"), Run(" и почта "))),
                Table((Row((Cell((Paragraph((Run("письмо (1)", link="mailto:a@b.ru"),), "table"),)),)),)),
                Paragraph((Run("никуда", link="javascript:1"),)),
                Paragraph((Run("Слово за словом о программе развития. " * 5, link="http://x.ru/(1)"),)),
            )
        ),
    )
)


def addresses(pdf: bytes) -> list[str]:
    """The addresses that places of a file lead to, in order."""
    return [bytes.fromhex(found.decode()).decode("ascii") for found in re.findall(rb"/URI /URI <([0-9a-f]+)>", pdf)]


def test_addresses_in_texts_are_links(tmp_path):
    pages = layout_document(LINKED)
    pdf = pdf_bytes(pages)
    host = "школа.рф".encode("idna").decode()
    found = addresses(pdf)
    assert found[0] == f"https://{host}/%D0%BF%D0%BB%D0%B0%D0%BD?%D0%B0=1"
    assert found[1] == "mailto:a@b.ru"
    assert set(found[2:]) == {"http://x.ru/(1)"} and len(found) >= 5  # one for each line
    tree = read_back(pdf, tmp_path)
    shown = [text for link in tree.iter("a") if (text := "".join(link.itertext()).strip())]
    assert shown[:2] == ["школы", "письмо (1)"]
    assert "никуда" not in shown
    looks = {item.text: item.look.link for item in pages.pages[0].texts}
    assert looks["школы"] and not looks["никуда"]


def test_on_another_sheet_marks_and_links_stand_where_the_words_do(tmp_path):
    document = dataclasses.replace(LINKED, parts=(*BOOK.parts, *LINKED.parts, Part(BOOK.parts[0].blocks[3:4], True)))
    pages = layout_document(document)
    for paper, turn, size in (("A3", AS_IS, (842, 1191)), ("A4", LYING, (842, 595)), ("A3", UPRIGHT, (842, 1191))):
        pdf = pdf_bytes(pages, paper=paper, turn=turn)
        boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
        assert (round(float(boxes[0][0])), round(float(boxes[0][1]))) == size
        tree = read_back(pdf, tmp_path)
        assert "школы" in ["".join(link.itertext()) for link in tree.iter("a")]  # poppler sees the link over the word
        assert outline(tree.find("outline"))[0] == ("Паспорт", 2)
