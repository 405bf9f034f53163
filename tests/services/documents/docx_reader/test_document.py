"""The document as a whole: tracked changes, notes, sections, headers and footers, missing parts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from counting import calls_made, in_proportion
from docx.enum.section import WD_ORIENT, WD_SECTION
from lxml import etree

from shnor_desktop.services.documents.docx_reader import read_docx, sections
from shnor_desktop.services.documents.docx_reader.flow import SectionEnd
from shnor_desktop.services.documents.docx_reader.names import W
from shnor_desktop.services.documents.docx_reader.sections import parts_of
from shnor_desktop.services.documents.tree import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Run,
    Table,
    paragraph,
)

Blocks = Callable[..., list[Block]]
Read = Callable[..., Document]
Make = Callable[..., str]
CONTINUOUS = etree.fromstring(f'<w:sectPr xmlns:w="{W[1:-1]}"><w:type w:val="continuous"/></w:sectPr>')


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def texts(found: list[Block]) -> list[str]:
    return [block.text if isinstance(block, Paragraph | Heading) else type(block).__name__ for block in found]


def test_tracked_changes_are_read_as_accepted(blocks: Blocks) -> None:
    body = (
        f"<w:p>{run('было ')}<w:ins>{run('стало ')}<w:del>{run('нет')}</w:del></w:ins><w:del><w:r><w:delText>нет"
        f"</w:delText></w:r></w:del><w:moveFrom>{run('нет')}</w:moveFrom><w:moveTo>{run('здесь')}</w:moveTo></w:p>"
        f"<w:ins><w:p>{run('новый')}</w:p></w:ins><w:del><w:p>{run('нет')}</w:p></w:del>"
    )
    assert texts(blocks(body)) == ["было стало здесь", "новый"]


def test_a_deleted_paragraph_mark_joins_with_the_next(blocks: Blocks, p: Make) -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    moved = "<w:rPr><w:moveFrom w:id='1'/></w:rPr>"
    body = p("раз ", gone + "<w:jc w:val='center'/>") + p("два ", moved) + p("три", "<w:outlineLvl w:val='0'/>")
    assert blocks(body) == [Heading(1, (Run("раз два три"),))]
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    assert texts(blocks(p("раз", gone) + table + p("два", gone))) == ["раз", "Table", "два"]


def test_notes_stand_where_they_are_referred_to(blocks: Blocks) -> None:
    notes = (
        f"<w:footnote w:id='-1'><w:p>{run('разделитель')}</w:p></w:footnote><w:footnote w:id='2'><w:p><w:r>"
        f"<w:footnoteRef/></w:r>{run(' Приказ  № 5.')}</w:p><w:p>{run('Стр. 3')}<w:r>"
        "<w:footnoteReference w:id='2'/></w:r></w:p></w:footnote>"
    )
    ends = f"<w:endnote w:id='1'><w:p>{run('в конце')}</w:p></w:endnote>"
    body = (
        f"<w:p>{run('слово')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(', ещё')}<w:r>"
        "<w:endnoteReference w:id='1'/></w:r><w:r><w:footnoteReference w:id='9'/></w:r></w:p>"
    )
    found = blocks(body, footnotes=notes, endnotes=ends)
    assert texts(found) == ["слово [сноска: Приказ № 5. Стр. 3], ещё [сноска: в конце]"]
    assert texts(blocks(body)) == ["слово, ещё"]


def test_a_footnote_is_told_once_however_often_it_is_spoken_of(blocks: Blocks) -> None:
    notes = f"<w:footnote w:id='2'><w:p>{run('Приказ № 5.')}</w:p></w:footnote>"
    spoken = "<w:footnoteReference w:id='2'/>" * 500
    found = blocks(f"<w:p>{run('слово')}<w:r>{spoken}</w:r></w:p>", footnotes=notes)
    assert texts(found) == ["слово [сноска: Приказ № 5.]"]


def test_comments_are_left_out(blocks: Blocks) -> None:
    body = f"<w:p><w:commentRangeStart w:id='1'/>{run('текст')}<w:r><w:commentReference w:id='1'/></w:r></w:p>"
    assert texts(blocks(body)) == ["текст"]


def test_sections_of_python_docx_become_parts(tmp_path: Path) -> None:
    source = docx.Document()
    source.core_properties.title = "Программа  развития"
    source.add_paragraph("один")
    source.add_section(WD_SECTION.NEW_PAGE)
    source.add_paragraph("два")
    source.add_section(WD_SECTION.CONTINUOUS)
    source.add_paragraph("три")
    wide = source.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation, wide.page_width, wide.page_height = WD_ORIENT.LANDSCAPE, wide.page_height, wide.page_width
    source.add_table(1, 1)
    source.save(str(tmp_path / "a.docx"))
    found = read_docx(tmp_path / "a.docx")
    first, second = found.parts
    assert first == Part((paragraph("один"), PageBreak(), paragraph("два"), paragraph("три")))
    assert second.landscape
    assert isinstance(second.blocks[0], Table)
    assert found.title == "Программа развития"


def test_odd_sections(read: Read, p: Make) -> None:
    wide = "<w:sectPr><w:pgSz w:w='16838' w:h='11906'/></w:sectPr>"
    named = "<w:sectPr><w:pgSz w:orient='landscape'/></w:sectPr>"
    assert read("").parts == (Part(()),)
    assert read(wide).parts == (Part((), landscape=True),)
    assert read(p("а", wide) + p("", named) + p("б")).parts == (
        Part((paragraph("а"), PageBreak(), paragraph("б")), landscape=True),
    )
    assert read(p("а", "<w:sectPr/>") + p("б", "<w:pageBreakBefore/>") + named).parts == (
        Part((paragraph("а"),)),
        Part((paragraph("б"),), landscape=True),
    )


def test_a_page_break_of_the_paragraph_is_not_doubled_by_a_section(read: Read, p: Make) -> None:
    found = read(p("а", "<w:sectPr/>") + p("б", "<w:pageBreakBefore/>") + "<w:sectPr/>")
    assert found.parts == (Part((paragraph("а"), PageBreak(), paragraph("б"))),)


def test_headers_and_footers_come_once_without_page_numbers(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_paragraph("текст")
    for section in (source.sections[0], source.add_section()):
        section.header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Школа № 1"
        section.footer.paragraphs[0].text = "– 5 –"
        section.footer.add_paragraph("Стр. 1 из 10")
        section.footer.add_paragraph("г. Энск")
    source.save(str(tmp_path / "a.docx"))
    assert read_docx(tmp_path / "a.docx").margins == (paragraph("Школа № 1"), paragraph("г. Энск"))


def test_fields_and_pictures_of_margins(read: Read) -> None:
    space = "http://schemas.openxmlformats.org/"
    header = (
        f"<w:hdr xmlns:w='{space}wordprocessingml/2006/main' xmlns:a='{space}drawingml/2006/main' "
        f"xmlns:r='{space}officeDocument/2006/relationships'>"
        f"<w:p>{run('Программа, ')}<w:fldSimple w:instr='PAGE'>{run('77')}</w:fldSimple><w:r>"
        "<w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>NUMPAGES</w:instrText></w:r><w:r>"
        "<w:fldChar w:fldCharType='separate'/></w:r>"
        f"{run('88')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p><w:p><w:r><w:drawing><a:blip r:embed='rId1'/>"
        "</w:drawing></w:r></w:p></w:hdr>"
    )
    rels = (
        f"<Relationships xmlns='{space}package/2006/relationships'>"
        f"<Relationship Id='rId1' Type='{space}officeDocument/2006/relationships/image' Target='media/a.png'/>"
        "</Relationships>"
    )
    found = read(
        "<w:sectPr><w:headerReference r:id='rId9'/><w:footerReference r:id='нет'/></w:sectPr>",
        relations=(("rId9", "header", "header1.xml"),),
        files={
            "word/header1.xml": header.encode(),
            "word/_rels/header1.xml.rels": rels.encode(),
            "word/media/a.png": b"x",
        },
    )
    text, picture = found.margins
    assert isinstance(text, Paragraph)
    assert text.text == "Программа, "
    assert isinstance(picture, Picture)
    assert found.media[picture.name] == b"x"


def test_a_document_put_in_whole_is_named(blocks: Blocks) -> None:
    found = blocks("<w:altChunk r:id='rId9'/>", relations=(("rId9", "aFChunk", "chunk.html"),))
    assert texts(found) == ["[вставленный документ: word/chunk.html]"]


BODY = "<w:document xmlns:w='{}'><w:body><w:p><w:r><w:t>есть</w:t></w:r></w:p></w:body></w:document>"
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize("space", [USUAL, "http://purl.oclc.org/ooxml/wordprocessingml/main"])
def test_a_bare_document_part_is_enough(tmp_path: Path, space: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", BODY.format(space))
    assert read_docx(path) == Document((Part((paragraph("есть"),)),))


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251"])
def test_other_encodings(read: Read, encoding: str) -> None:
    raw = f"<?xml version='1.0' encoding='{encoding}'?>{BODY.format(USUAL)}".encode(encoding)
    assert list(read("", raw=raw).blocks()) == [paragraph("есть")]


def test_relations_that_lead_nowhere(blocks: Blocks, p: Make) -> None:
    lost = (("a", "styles", "нет.xml"), ("b", "numbering", "../../нет.xml"), ("c", "footnotes", ""))
    assert texts(blocks(p("есть"), relations=lost)) == ["есть"]


def test_parts_are_collected_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr(
        sections, "Part", lambda blocks, landscape: (made.append(len(blocks)), Part(blocks, landscape))[1]
    )

    def work(count: int) -> int:
        blocks: list[Block] = [paragraph("х")] * count
        ends = [SectionEnd(place + 1, CONTINUOUS) for place in range(count)]
        (part,) = parts_of(blocks, ends)
        assert list(part.blocks) == blocks
        return calls_made(lambda: parts_of(blocks, ends))

    assert in_proportion(work(500), work(2_000), 4)
    assert made == [500, 500, 2_000, 2_000], "блоки переложены в часть по одному разу"
