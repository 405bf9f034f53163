"""Papers on the school's own Word file: its looks and letterhead stay, hostile files are refused in one sentence."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from docx_tools import NAMESPACES, WordFile, complaints, problems
from strategies_tree import png

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.column_widths import fit_columns
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.docx_writer.template import check_template, open_template
from shnor_desktop.services.documents.page_layout import PageLayout
from shnor_desktop.services.documents.tree import (
    Contents,
    Document,
    Heading,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)

TABLE = Table((Row((text_cell("Срок", "table_header"),), header=True), Row((text_cell("май"),))))
BLOCKS = (
    Contents(),
    Heading(1, (Run("Цели"),), "1."),
    paragraph("Текст программы"),
    Paragraph((Run("пункт"),), "list", list="number", start=1, marker="1."),
    Picture("a"),
    TABLE,
)
DOCUMENT = Document((Part(BLOCKS), Part((TABLE,), landscape=True)), "Программа", {"a": png()})


def made(path: Path, change: Callable[[docx.document.Document], object] = lambda file: None) -> Path:
    file = docx.Document()
    change(file)
    file.save(str(path))
    return path


def letterhead(file: docx.document.Document) -> None:
    """A blank of a school: its name above the text and in the footer, its own margins and typeface."""
    file.styles["Normal"].font.name = "Arial"
    file.styles["Normal"].font.size = Pt(13)
    file.styles["Heading 1"].font.size = Pt(20)
    file.add_paragraph("МБОУ СОШ № 7")
    file.add_table(1, 2).cell(0, 0).text = "ИНН 000"
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = Mm(35)
    section.footer.paragraphs[0].text = "Телефон школы"


def rewritten(path: Path, changes: dict[str, Callable[[bytes], bytes]]) -> Path:
    """The file with some parts changed, or new ones made from nothing."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, change in changes.items():
        parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def written(tmp_path: Path, base: Path, document: Document = DOCUMENT) -> WordFile:
    write_docx(document, tmp_path / "итог.docx", base=base)
    return WordFile(tmp_path / "итог.docx")


def findings(path: Path) -> set[str]:
    return set(complaints(path))


def test_styles_margins_letterhead_and_footer_are_the_schools(tmp_path: Path):
    base = made(tmp_path / "бланк.docx", letterhead)
    before = findings(base)
    file = written(tmp_path, base)
    assert problems(file) == []
    assert findings(tmp_path / "итог.docx") <= before  # what python-docx's own template has of old
    again = docx.Document(str(tmp_path / "итог.docx"))
    assert again.paragraphs[0].text == "МБОУ СОШ № 7"
    assert again.tables[0].cell(0, 0).text == "ИНН 000"
    assert again.styles["Normal"].font.name == "Arial"
    assert again.styles["Heading 1"].font.size == Pt(20)
    assert [round(section.left_margin.mm) for section in again.sections] == [35, 35]
    assert [section.orientation for section in again.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert again.sections[0].first_page_footer.paragraphs[0].text == "Телефон школы"
    assert again.sections[1].footer.paragraphs[0].text == "Телефон школы"
    assert "PAGE" in file.parts["word/" + next(t for t in file.targets.values() if "header" in t)].decode()
    assert "Shnor Table" in [style.name for style in again.styles]


def test_headers_of_the_template_stand_in_place_of_our_number(tmp_path: Path):
    def own(file: docx.document.Document) -> None:
        file.sections[0].different_first_page_header_footer = True
        file.sections[0].first_page_header.paragraphs[0].text = "Бланк первой страницы"
        file.sections[0].header.paragraphs[0].text = "Школа № 7"

    written(tmp_path, made(tmp_path / "бланк.docx", own))
    again = docx.Document(str(tmp_path / "итог.docx"))
    first, second = again.sections
    assert first.different_first_page_header_footer
    assert not second.different_first_page_header_footer
    assert first.first_page_header.paragraphs[0].text == "Бланк первой страницы"
    assert second.header.paragraphs[0].text == "Школа № 7"


def test_a_paper_of_last_year_gives_its_looks_alone(tmp_path: Path):
    def paper(file: docx.document.Document) -> None:
        for number in range(40):
            file.add_paragraph(f"Секретный абзац {number}")
        (tmp_path / "a.png").write_bytes(png())
        file.add_picture(str(tmp_path / "a.png"))

    base = made(tmp_path / "прошлый год.docx", paper)
    written(tmp_path, base, Document((Part((paragraph("Новый"),)),)))
    with zipfile.ZipFile(tmp_path / "итог.docx") as file:
        assert not any("media" in name for name in file.namelist())
        assert not any("Секретный".encode() in file.read(name) for name in file.namelist())


def test_one_template_kept_in_the_document_serves_again_and_again(tmp_path: Path):
    data = made(tmp_path / "бланк.docx", letterhead).read_bytes()
    document = Document((Part((paragraph("Текст"),)),), layout=PageLayout(letters=14), template=data)
    for name in ("a.docx", "b.docx"):
        write_docx(document, tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    again = docx.Document(str(tmp_path / "a.docx"))
    assert again.styles["Shnor Plain"].font.size == Pt(14)  # ours, as the person chose
    assert again.styles["Normal"].font.size == Pt(13)  # the school's


def test_a_style_of_ours_finds_its_id_taken(tmp_path: Path):
    def clash(styles: bytes) -> bytes:
        other = b'<w:style w:type="paragraph" w:styleId="ShnorTable"><w:name w:val="Other"/></w:style></w:styles>'
        return styles.replace(b"</w:styles>", other)

    base = rewritten(made(tmp_path / "бланк.docx"), {"word/styles.xml": clash})
    file = written(tmp_path, base)
    assert problems(file) == []
    assert sorted(name for name in file.style_names.values() if name in ("Other", "Shnor Table")) == [
        "Other",
        "Shnor Table",
    ]


def relation(kind: str, target: str, mode: str = "External") -> Callable[[bytes], bytes]:
    line = (
        '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    return lambda part: (part or empty).replace(b"</Relationships>", line)


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"word/vbaProject.bin": lambda part: b"macro"}, "макросы"),
        ({"word/_rels/document.xml.rels": relation("image", "http://example.org/a.png")}, "из других файлов"),
        ({"word/_rels/header9.xml.rels": relation("oleObject", "file:///a.xlsx")}, "из других файлов"),
        ({"word/document.xml": lambda part: part.replace(NAMESPACES["w"].encode(), STRICT.encode())}, "не читается"),
        ({"word/document.xml": lambda part: part[: len(part) // 2]}, "не читается"),
        ({"word/styles.xml": lambda part: b"<styles/>"}, "не читается"),
        ({"word/_rels/document.xml.rels": lambda part: b"<<"}, "не читается"),
        (
            {"word/styles.xml": lambda part: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + part[part.index(b"<w:styles") :]},
            "DOCTYPE",
        ),
        ({"word/document.xml": lambda part: re.sub(rb'w:left="\d+"', b'w:left="99999"', part)}, "для текста нет места"),
    ],
)
def test_hostile_and_broken_templates_are_refused(
    tmp_path: Path, changes: dict[str, Callable[[bytes], bytes]], told: str
):
    base = rewritten(made(tmp_path / "бланк.docx", letterhead), changes)
    with pytest.raises(UserError, match=told) as refused:
        check_template(base)
    assert "\n" not in str(refused.value)
    with pytest.raises(UserError):
        write_docx(DOCUMENT, tmp_path / "итог.docx", base=base)
    assert not (tmp_path / "итог.docx").exists()


def test_what_ties_a_template_to_other_files_is_left_behind(tmp_path: Path):
    attached = {
        "word/settings.xml": lambda part: part.replace(
            b"</w:settings>",
            b'<w:attachedTemplate r:id="rId900" xmlns:r="%s"/></w:settings>' % NAMESPACES["r"].encode(),
        ),
        "word/_rels/settings.xml.rels": relation("attachedTemplate", "http://example.org/evil.dotm"),
    }
    file = written(tmp_path, rewritten(made(tmp_path / "бланк.docx", letterhead), attached))
    assert problems(file) == []
    assert not any(b"evil" in data or b"attachedTemplate" in data for data in file.parts.values())


def test_a_template_of_word_for_templates_becomes_a_document(tmp_path: Path):
    def dotx(types: bytes) -> bytes:
        return types.replace(b"document.main+xml", b"template.main+xml")

    base = rewritten(made(tmp_path / "бланк.docx", letterhead), {"[Content_Types].xml": dotx})
    file = written(tmp_path, base)
    assert b"template.main" not in file.parts["[Content_Types].xml"]


def test_an_empty_template_has_no_letterhead(tmp_path: Path):
    assert open_template(made(tmp_path / "пустой.docx")).letterhead == ""


@pytest.mark.parametrize(("typeface", "wider"), [("Times New Roman", 1.0), ("Verdana", 1.4), ("Comic Sans MS", 1.25)])
def test_columns_make_room_for_the_letters_of_the_template(tmp_path: Path, typeface: str, wider: float):
    def faced(file: docx.document.Document) -> None:
        file.styles["Normal"].font.name = typeface

    base = made(tmp_path / "бланк.docx", faced)
    assert open_template(base).wider == wider
    rows = (Row((text_cell("Ответственность"), text_cell("а"))),)
    table = Table(rows, (1, 9))
    written(tmp_path, base, Document((Part((table,)),)))
    first = docx.Document(str(tmp_path / "итог.docx")).tables[0].columns[0].width.mm
    assert first == pytest.approx((one_word("Ответственность") - 3.5) * wider + 3.5, abs=0.2)


@pytest.mark.parametrize(
    ("theme", "wider"), [("Calibri", 1.1), ("Times New Roman", 1.0), ("", 1.25)], ids=["Calibri", "Times", "none"]
)
def test_a_typeface_may_be_named_by_the_theme(tmp_path: Path, theme: str, wider: float):
    """As Word's own new documents do: the theme is asked what the font of the text is."""

    def by_theme(styles: bytes) -> bytes:
        said = b'<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:ascii="Verdana" w:hAnsi="Verdana"/>'
        return re.sub(rb"<w:rFonts [^>]*/>", said, styles)

    def named(part: bytes) -> bytes:
        return re.sub(rb'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rb"\g<1>" + theme.encode(), part)

    changes = {"word/styles.xml": by_theme, "word/theme/theme1.xml": named}
    assert open_template(rewritten(made(tmp_path / "бланк.docx"), changes)).wider == wider


def one_word(word: str) -> float:
    """How wide a column of a word is in the usual letters."""
    return fit_columns(Table((Row((text_cell(word), text_cell("а"))),), (1, 99)), 400.0).widths[0]
