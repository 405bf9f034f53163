"""Pictures, text boxes, charts and what lies outside the file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.tree import Block, Document, Heading, Paragraph, Picture, Run, Table

Blocks = Callable[..., list[Block]]
Read = Callable[..., Document]

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
NAME = hashlib.sha256(DOT).hexdigest()
INLINE = (
    "<w:drawing><wp:{0}><wp:extent cx='1800000' cy='720000'/><wp:docPr id='1' name='x' descr='Схема &quot;А&quot;'/>"
    "<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed='rId9'/></pic:blipFill></pic:pic></a:graphicData>"
    "</a:graphic></wp:{0}></w:drawing>"
)
INSIDE = {"relations": (("rId9", "image", "media/Рис 1.PNG"),), "files": {"word/media/Рис 1.PNG": DOT}}


def test_a_picture_of_python_docx(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_paragraph("до")
    source.add_picture(io.BytesIO(DOT), width=Mm(30))
    source.add_paragraph("после")
    source.save(str(tmp_path / "a.docx"))
    found = read_docx(tmp_path / "a.docx")
    picture = list(found.blocks())[1]
    assert picture == Picture(f"{NAME}.png", 30.0, 30.0)
    assert found.media == {f"{NAME}.png": DOT}


@pytest.mark.parametrize("kind", ["inline", "anchor"])
def test_a_picture_follows_its_paragraph_with_size_and_words(read: Read, kind: str) -> None:
    found = read(f"<w:p><w:r><w:t>до </w:t>{INLINE.format(kind)}<w:t>после</w:t></w:r></w:p>", **INSIDE)
    assert list(found.blocks()) == [Paragraph((Run("до после"),)), Picture(f"{NAME}.png", 50.0, 20.0, 'Схема "А"')]
    assert found.media == {f"{NAME}.png": DOT}


def test_a_picture_in_a_heading_and_alone(blocks: Blocks) -> None:
    drawing = f"<w:r>{INLINE.format('inline')}</w:r>"
    body = f"<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>{drawing}<w:r><w:t>Цели</w:t></w:r></w:p><w:p>{drawing}</w:p>"
    assert [type(block) for block in blocks(body, **INSIDE)] == [Heading, Picture, Picture]


def test_old_drawings(blocks: Blocks) -> None:
    shape = "<v:shape alt='Герб' style='position:absolute;width:72pt;height:1in'><v:imagedata r:id='rId9'/></v:shape>"
    body = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r><w:r><w:object>{shape}<o:OLEObject/></w:object></w:r></w:p>"
    assert blocks(body, **INSIDE) == [Picture(f"{NAME}.png", 25.4, 25.4, "Герб")] * 2


def test_pictures_outside_the_file_are_named(blocks: Blocks) -> None:
    linked = "<w:p><w:r><w:drawing><wp:inline><a:blip {}/></wp:inline></w:drawing></w:r></w:p>"
    body = linked.format("r:link='rId9'") + linked.format("r:embed='rId9'") + linked.format("r:embed='нет'")
    found = blocks(body, relations=(("rId9", "image", "http://example.org/a.png"),))
    texts = [block.text for block in found if isinstance(block, Paragraph)]
    assert texts == ["[рисунок: http://example.org/a.png]"] * 2 + ["[рисунок]"]
    lost = blocks(linked.format("r:embed='rId9'"), relations=(("rId9", "image", "media/нет.png"),))
    assert [block.text for block in lost if isinstance(block, Paragraph)] == ["[рисунок: word/media/нет.png]"]


def test_metafiles_are_kept_as_they_are(read: Read) -> None:
    drawing = "<w:p><w:r><w:drawing><a:blip r:embed='rId9'/></w:drawing></w:r></w:p>"
    found = read(drawing, relations=(("rId9", "image", "/word/media/a.emf"),), files={"word/media/a.emf": b"emf bytes"})
    (picture,) = found.blocks()
    assert isinstance(picture, Picture)
    assert picture.name.endswith(".emf")
    assert found.media[picture.name] == b"emf bytes"


BOX = (
    "<w:txbxContent><w:p><w:r><w:t>в рамке</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    "</w:txbxContent>"
)


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:drawing><wp:anchor>{BOX}</wp:anchor></w:drawing>",
        f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>",
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent><mc:Choice Requires='cx1'><w:drawing/></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict>"
        "</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_a_text_box_comes_once_after_its_paragraph(blocks: Blocks, drawing: str) -> None:
    anchor, boxed, table = blocks(f"<w:p><w:r>{drawing}<w:t>опора</w:t></w:r></w:p>")
    assert isinstance(anchor, Paragraph)
    assert isinstance(boxed, Paragraph)
    assert (anchor.text, boxed.text) == ("опора", "в рамке")
    assert isinstance(table, Table)


def test_boxes_in_boxes_without_end_keep_their_words(blocks: Blocks) -> None:
    inner = ""
    for level in range(40, 0, -1):
        box = f"<w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict>"
        inner = f"<w:p><w:r><w:t>{level}</w:t></w:r><w:r>{box}</w:r></w:p>"
    assert [block.text for block in blocks(inner) if isinstance(block, Paragraph)] == [str(n) for n in range(1, 41)]


def test_lettering_and_charts_without_numbers_become_words(blocks: Blocks) -> None:
    body = (
        "<w:p><w:r><w:pict><v:shape><v:textpath string='ПРОЕКТ'/></v:shape></w:pict></w:r></w:p>"
        "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr='Рост'/><c:chart r:id='rId8'/></wp:inline></w:drawing>"
        "</w:r></w:p>"
    )
    chart = "<a:x xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:t>Качество</a:t></a:x>"
    found = blocks(body, relations=(("rId8", "chart", "charts/c.xml"),), files={"word/charts/c.xml": chart.encode()})
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["ПРОЕКТ", "[диаграмма: Рост; Качество]"]


def points(*texts: str) -> str:
    return "".join(f"<c:pt idx='{index}'><c:v>{text}</c:v></c:pt>" for index, text in enumerate(texts) if text)


def series(name: str, places: str, values: str, code: str = "General") -> str:
    said = f"<c:tx><c:strRef><c:strCache>{points(name)}</c:strCache></c:strRef></c:tx>" if name else ""
    return (
        f"<c:ser>{said}<c:cat><c:strRef>{places}</c:strRef></c:cat><c:val><c:numRef><c:numCache>"
        f"<c:formatCode>{code}</c:formatCode>{values}</c:numCache></c:numRef></c:val></c:ser>"
    )


def title(text: str) -> str:
    return f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def chart_of(blocks: Blocks, inner: str, description: str = "") -> list[Block]:
    names = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:c='{}'"
    space = names.format("http://schemas.openxmlformats.org/drawingml/2006/chart")
    part = f"<c:chartSpace {space}><c:chart>{inner}</c:chart></c:chartSpace>".encode()
    body = (
        f"<w:p><w:r><w:t>До</w:t><w:drawing><wp:inline><wp:docPr descr='{description}'/><c:chart r:id='rId8'/>"
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    return blocks(body, relations=(("rId8", "chart", "charts/c.xml"),), files={"word/charts/c.xml": part})


def told(found: list[Block]) -> list[object]:
    """Paragraphs as texts, tables as rows of texts."""
    return [
        [[cell.text for cell in row.cells] for row in block.rows] if isinstance(block, Table) else block.text
        for block in found
    ]


def test_a_chart_becomes_the_table_of_its_numbers(blocks: Blocks) -> None:
    years = f"<c:strCache>{points('2024', '2025')}</c:strCache>"
    inner = (
        f"{title('Качество')}<c:plotArea><c:barChart>{series('5 класс', years, points('0.455', '0.5'), '0%')}"
        f"{series('', years, points('', '3.25'))}</c:barChart><c:catAx>{title('год')}</c:catAx>"
        f"<c:valAx>{title('доля')}</c:valAx></c:plotArea>"
    )
    found = chart_of(blocks, inner, "Рост")
    assert told(found) == [
        "До",
        "Качество",
        [["год", "5 класс", "Ряд 2"], ["2024", "45,5\u00a0%", ""], ["2025", "50\u00a0%", "3,25"]],
        "Рост; доля",
    ]
    assert isinstance(found[1], Paragraph) and found[1].style == "caption"
    assert isinstance(table := found[2], Table) and table.rows[0].header and len(table.widths) == 3


def test_names_of_several_levels_and_series_with_names_of_their_own(blocks: Blocks) -> None:
    two = f"<c:lvl>{points('1', '2')}</c:lvl><c:lvl>{points('ОГЭ', 'ЕГЭ')}</c:lvl>"
    levels = f"<c:multiLvlStrCache>{two}</c:multiLvlStrCache>"
    other = f"<c:strCache>{points('а', 'б')}</c:strCache>"
    inner = (
        f"<c:plotArea>{series('П', levels, points('1', 'нет'))}{series('В', other, points('1e-9', '2'))}</c:plotArea>"
    )
    assert told(chart_of(blocks, inner)) == [
        "До",
        "Диаграмма",
        [["", "П", "", "В"], ["ОГЭ 1", "1", "а", "1e-9"], ["ЕГЭ 2", "нет", "б", "2"]],
    ]


def test_a_chart_of_too_many_points_is_told_in_words(blocks: Blocks) -> None:
    many = points(*map(str, range(1, 400)))
    inner = f"{title('Поток')}<c:plotArea>{series('П', '', many)}</c:plotArea>"
    assert told(chart_of(blocks, inner)) == ["До[диаграмма: Поток]"]


def test_drawings_that_only_word_shows_are_kept_and_told_of(read: Read) -> None:
    drawing = b"\x01\0\0\0" + b"\0" * 20 + (0).to_bytes(8, "little") + (5000).to_bytes(4, "little") * 2
    metafile = drawing + b" EMF" + b"\0" * 60
    inside = {"relations": (("rId9", "image", "media/a.emf"),), "files": {"word/media/a.emf": metafile}}
    found = read(f"<w:p><w:r>{INLINE.format('inline')}</w:r></w:p>", **inside)
    assert list(found.media.values()) == [metafile]
    assert any("EMF" in notice and "PNG" in notice for notice in found.notices)
    assert not any(
        "EMF" in notice for notice in read(f"<w:p><w:r>{INLINE.format('inline')}</w:r></w:p>", **INSIDE).notices
    )
