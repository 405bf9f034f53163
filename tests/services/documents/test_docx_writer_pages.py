"""Contents, sections and page numbers."""

from __future__ import annotations

from pathlib import Path

from docx_tools import NAMESPACES, R, W, WordFile, problems, text_of, value

from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Part,
    Row,
    Run,
    Table,
    paragraph,
)


def heading(level: int, text: str, number: str = "") -> Heading:
    return Heading(level, (Run(text),), number)


def written(tmp_path: Path, document: Document, pages: dict[int, int] | None = None) -> WordFile:
    write_docx(document, tmp_path / "a.docx", pages=pages)
    file = WordFile(tmp_path / "a.docx")
    assert problems(file) == []
    return file


HEADINGS: tuple[Block, ...] = (
    heading(1, "Введение"),
    heading(3, "Мелочь"),
    Table((Row((Cell((heading(2, "В ячейке\nтаблицы", "1.1."),)),)),)),
    heading(1, ""),
    heading(4, "Совсем мелочь"),
    heading(2, "Итог"),
)


def entries(file: WordFile) -> list[tuple[str, str, str]]:
    """Style, text up to the tab and page of every line of the contents."""
    lines = file.all("w:sdt/w:sdtContent/w:p")[1:-1]
    return [(file.style_of(line), *text_of(line).split("\t")) for line in lines]


def test_contents_list_the_headings_of_two_levels_with_links(tmp_path: Path):
    file = written(tmp_path, Document((Part((Contents(), *HEADINGS)),)), {0: 3, 2: 4, 5: 11})
    assert entries(file) == [
        ("toc 1", "Введение", "3"),
        ("toc 2", "1.1. В ячейке таблицы", "4"),
        ("toc 2", "Итог", "11"),
    ]
    bookmarks = {
        mark.get(f"{W}name"): text_of(paragraph)
        for paragraph in file.paragraphs()
        for mark in paragraph.findall("w:bookmarkStart", NAMESPACES)
    }
    links = [link.get(f"{W}anchor") for link in file.all(".//w:sdt//w:hyperlink")]
    assert [bookmarks[link] for link in links] == ["Введение", "1.1. В ячейке\nтаблицы", "Итог"]
    instructions = [node.text.strip() for node in file.all(".//w:instrText")]
    assert instructions == ['TOC \\o "1-2" \\h \\z \\u', *(f"PAGEREF {link} \\h" for link in links)]


def test_contents_are_words_own_and_word_asks_nothing(tmp_path: Path):
    file = written(tmp_path, Document((Part((Contents("Оглавление"), *HEADINGS)),)))
    assert [value(e, "w:docPartGallery") for e in file.all("w:sdt/w:sdtPr/w:docPartObj")] == ["Table of Contents"]
    title = file.all("w:sdt/w:sdtContent/w:p")[0]
    assert (file.style_of(title), text_of(title)) == ("Shnor Contents Title", "Оглавление")
    assert {page.strip("\u00a0") for _, _, page in entries(file)} == {""}
    assert file.xml("word/settings.xml").find("w:updateFields", NAMESPACES) is None


def test_contents_of_a_document_without_headings_and_headings_without_contents(tmp_path: Path):
    file = written(tmp_path, Document((Part((Contents(), Contents("Ещё раз"))),)))
    assert len(file.all("w:sdt")) == 2
    assert not written(tmp_path, Document((Part(HEADINGS),))).all(".//w:bookmarkStart")


def test_the_dots_reach_the_edge_of_a_landscape_page_too(tmp_path: Path):
    part = Part((Contents(), heading(1, "Тема")), landscape=True)
    file = written(tmp_path, Document((part,)))
    (tab,) = file.all(".//w:tabs/w:tab")
    assert (tab.get(f"{W}val"), tab.get(f"{W}leader"), tab.get(f"{W}pos")) == ("right", "dot", "15137")


def test_parts_are_sections_of_their_orientation(tmp_path: Path):
    table = Table((Row((Cell((paragraph("в таблице", "table"),)),)),))
    parts = (Part((paragraph("раз"),)), Part((table,), True), Part((heading(1, "Тема"),)), Part((paragraph("конец"),)))
    file = written(tmp_path, Document(parts))
    sections = file.all(".//w:sectPr")
    sizes = [section.find("w:pgSz", NAMESPACES) for section in sections]
    assert [(s.get(f"{W}w"), s.get(f"{W}h"), s.get(f"{W}orient")) for s in sizes] == [
        ("11906", "16838", None),
        ("16838", "11906", "landscape"),
        ("11906", "16838", None),
        ("11906", "16838", None),
    ]
    margins = sections[1].find("w:pgMar", NAMESPACES)
    assert [margins.get(f"{W}{side}") for side in ("left", "right", "top", "bottom", "header")] == [
        "1134",
        "567",
        "1134",
        "1134",
        "567",
    ]
    ends = [
        (text_of(p), file.style_of(p)) for p in file.paragraphs() if p.find("w:pPr/w:sectPr", NAMESPACES) is not None
    ]
    assert ends == [("раз", "Normal"), ("", "Shnor Gap"), ("Тема", "heading 1")]
    assert file.body[-1].tag == f"{W}sectPr"


def test_page_numbers_stand_on_every_page_but_the_first(tmp_path: Path):
    file = written(tmp_path, Document((Part((paragraph("раз"),)), Part((paragraph("два"),)))))
    first, second = file.all(".//w:sectPr")
    for section in (first, second):
        (reference,) = section.findall("w:headerReference", NAMESPACES)
        header = file.xml(f"word/{file.targets[reference.get(f'{R}id', '')]}")
        assert [node.text.strip() for node in header.iter(f"{W}instrText")] == ["PAGE"]
        assert file.style_names[value(header, "w:p/w:pPr/w:pStyle")] == "header"
    assert first.find("w:titlePg", NAMESPACES) is not None
    assert second.find("w:titlePg", NAMESPACES) is None
