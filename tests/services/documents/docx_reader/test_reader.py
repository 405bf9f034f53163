"""Real documents whole, hostile and damaged files, and large ones."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.tree import Document, Heading, Paragraph, Run, Table, block_texts, grid

Read = Callable[..., Document]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def source_texts(path: Path) -> Iterator[str]:
    """The words of each paragraph, read in another way than the reader does."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(W + "p"):
        words = "".join(
            (one.text or "") if one.tag == W + "t" else " " * (one.tag in _GAPS) for one in paragraph.iter()
        )
        if words.split():
            yield " ".join(words.split())


_GAPS = (W + "br", W + "tab")


@pytest.mark.parametrize(
    "name",
    ["municipal-action-plan", "municipal-programme", "municipal-roadmap", "school-programme", "support-concept"],
)
def test_every_paragraph_of_a_real_document_comes_out_in_order(reference_dir: Path, name: str) -> None:
    path = reference_dir / f"{name}.docx"
    document = read_docx(path)
    found = (" ".join(text.split()) for text in block_texts(tuple(document.blocks())))
    assert [text for text in found if text] == list(source_texts(path))
    for block in document.blocks():
        if isinstance(block, Table):
            assert block.borders
            assert all(place is not None for line in grid(block) for place in line)


def test_headings_and_tables_of_a_real_programme(reference_dir: Path) -> None:
    path = reference_dir / "school-programme.docx"
    found = list(read_docx(path).blocks())
    source = docx.Document(str(path))
    styled = [p.text for p in source.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert [block.text for block in found if isinstance(block, Heading)] == [text for text in styled if text.strip()]
    tables = [block for block in found if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [len(table.rows) for table in source.tables]
    assert [table.column_count for table in tables] == [len(table.columns) for table in source.tables]


def test_a_document_of_python_docx(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_heading("Программа", 0)
    source.add_heading("Цели", 2)
    line = source.add_paragraph("Обычный и ")
    line.add_run("важный").bold = True
    source.add_paragraph("первый", style="List Bullet")
    source.add_paragraph("второй", style="List Number")
    source.add_paragraph("третий", style="List Number")
    source.save(str(tmp_path / "a.docx"))
    title, heading, text, bullet, first, second = read_docx(tmp_path / "a.docx").blocks()
    assert isinstance(title, Paragraph)
    assert title.text == "Программа"
    assert heading == Heading(2, (Run("Цели"),))
    assert text == Paragraph((Run("Обычный и "), Run("важный", bold=True)))
    assert bullet == Paragraph((Run("первый"),), "list", list="bullet")
    assert first == Paragraph((Run("второй"),), "list", list="number", start=1, marker="1.")
    assert second == Paragraph((Run("третий"),), "list", list="number", marker="1.")


ROW = (
    "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:pPr><w:jc w:val='center'/><w:numPr><w:ilvl w:val='0'/>"
    "<w:numId w:val='1'/></w:numPr></w:pPr><w:hyperlink r:id='x'><w:r><w:rPr><w:b/></w:rPr><w:t>ячейка</w:t></w:r>"
    "</w:hyperlink></w:p></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:fldChar w:fldCharType='begin'/>"
    "<w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='end'/><w:sym w:char='F0B7'/></w:r></w:p></w:tc></w:tr>"
)
NUMBERING = (
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%9'/></w:lvl>"
    "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
)


def test_damaged_documents_are_read_or_refused(make_docx: Callable[..., Path]) -> None:
    """Bytes of the document's XML change at random: a document or UserError comes, nothing else."""
    path = make_docx(f"<w:tbl>{ROW * 3}</w:tbl>{ROW.replace('w:tr', 'w:sdt')}<w:sectPr/>", numbering=NUMBERING)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(20260)
    read = 0
    for turn in range(200):
        broken = dict(parts)
        name = "word/document.xml" if turn % 4 else "word/numbering.xml"
        content = bytearray(broken[name])
        for _ in range(chance.choice((1, 1, 1, 3))):
            # Digits and letters for the most part: a changed value is read, a changed bracket is only refused.
            content[chance.randrange(content.index(b"<w:", 20), len(content))] = chance.choice(
                b"0123456789abcpt-<>/\x00\xff"
            )
        broken[name] = bytes(content)
        with zipfile.ZipFile(path, "w") as archive:
            for part, data in broken.items():
                archive.writestr(part, data)
        try:
            assert isinstance(read_docx(path), Document)
            read += 1
        except UserError as error:
            assert "«файл.docx»" in str(error)
    assert 20 < read < 200


def test_a_damaged_archive_is_read_or_refused(make_docx: Callable[..., Path]) -> None:
    path = make_docx(f"<w:tbl>{ROW}</w:tbl>")
    whole = path.read_bytes()
    chance = random.Random(20261)
    refused = 0
    for _ in range(100):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(content[: chance.choice((None, chance.randrange(1, len(content))))]))
        try:
            read_docx(path)
        except UserError:
            refused += 1
    assert refused > 50


@pytest.mark.parametrize(
    "raw",
    [
        "<w:document",
        "<другое/>",
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>",
        "<!DOCTYPE a><a/>",
        "\x00",
        " ",
    ],
)
def test_xml_that_is_no_document(read: Read, raw: str) -> None:
    with pytest.raises(UserError, match="«файл.docx»"):
        read("", raw=raw)


def test_broken_styles_are_told(make_docx: Callable[..., Path]) -> None:
    path = make_docx("<w:p/>", relations=(("s", "styles", "styles.xml"),), files={"word/styles.xml": b"<w:styles"})
    with pytest.raises(UserError, match="повреждён"):
        read_docx(path)


@pytest.mark.parametrize("kind", ["missing", "folder", "pdf", "empty", "text", "truncated"])
def test_wrong_files(tmp_path: Path, make_docx: Callable[..., Path], kind: str) -> None:
    path = tmp_path / "программа.docx"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        whole = make_docx("<w:p/>").read_bytes()
        contents = {"pdf": b"%PDF-1.4", "empty": b"", "text": "текст".encode(), "truncated": whole[: len(whole) // 2]}
        path.write_bytes(contents[kind])
    with pytest.raises(UserError, match="«программа.docx»"):
        read_docx(path)


def test_ten_thousand_rows(read: Read) -> None:
    cell = "<w:tc><w:tcPr><w:vMerge w:val='{}'/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(
        f"<w:tr>{cell.format('restart', i)}{cell.format('continue' if i % 10 else 'restart', '')}</w:tr>"
        for i in range(10_000)
    )
    (table,) = read(f"<w:tbl>{rows}</w:tbl>").blocks()
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows] == [str(i) for i in range(10_000)]
    assert {cell.rows for row in table.rows for cell in row.cells} == {1, 10}


def test_an_encoding_that_nobody_knows_is_damage(read: Read) -> None:
    with pytest.raises(UserError, match="повреждён"):
        read("", raw='<?xml version="1.0" encoding="UTD-8"?><a/>')
