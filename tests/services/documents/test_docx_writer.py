"""What the Word writer makes of text, headings, links and properties, and how it fails."""

from __future__ import annotations

import errno
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from docx_tools import NAMESPACES, W, WordFile, looks_of, problems, text_of, value

from shnor_desktop.models.errors import UserError
from shnor_desktop.resources import resource_path
from shnor_desktop.services.documents.docx_writer import package, write_docx
from shnor_desktop.services.documents.styles import STYLES
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)


def written(tmp_path: Path, *blocks: Block, title: str = "") -> WordFile:
    path = tmp_path / "a.docx"
    write_docx(Document((Part(blocks),), title), path)
    file = WordFile(path)
    assert problems(file) == []
    return file


@pytest.mark.parametrize("name", sorted(name for name in STYLES if not name.startswith("heading")))
def test_every_style_of_the_tree_is_a_style_of_word(tmp_path: Path, name: str):
    file = written(tmp_path, paragraph("текст", name))
    assert file.style_of(next(file.paragraphs())).lower() == STYLES[name].word_name.lower()


def test_only_what_differs_from_the_style_is_formatted_directly(tmp_path: Path):
    runs = (Run("обычный "), Run("жирный ", bold=True), Run("курсив", italic=True))
    file = written(tmp_path, Paragraph(runs), Paragraph(runs, "caption", "center"), paragraph("текст", align="right"))
    body, caption, right = file.paragraphs()
    assert looks_of(body) == [("обычный ", False, False), ("жирный ", True, False), ("курсив", False, True)]
    assert [bold for _, bold, _ in looks_of(caption)] == [False, False, False]  # the style is bold itself
    assert [value(each, "w:pPr/w:jc") for each in (body, caption, right)] == ["", "", "right"]


def test_headings_are_words_own_and_their_number_is_marked(tmp_path: Path):
    file = written(tmp_path, *(Heading(level, (Run("Тема"),), f"{level}.") for level in (1, 2, 3, 4)))
    headings = list(file.paragraphs())
    assert [file.style_of(heading) for heading in headings] == [f"heading {level}" for level in (1, 2, 3, 4)]
    assert [text_of(heading) for heading in headings] == [f"{level}. Тема" for level in (1, 2, 3, 4)]
    run = headings[0].find("w:r", NAMESPACES)
    assert run is not None
    assert text_of(run) == "1. "
    assert file.style_names[value(run, "w:rPr/w:rStyle")] == "Shnor Number"


def test_characters_that_are_elements_of_their_own(tmp_path: Path):
    text = " мяг\u00adкий\tне\u2011разрывный\n5\u00a0%  <&>]]> 😀 "
    file = written(tmp_path, paragraph(text))
    assert file.texts() == [text]
    marks = [node.tag.removeprefix(W) for node in next(file.paragraphs()).iter() if node.tag != f"{W}t"]
    assert marks[-4:] == ["softHyphen", "tab", "noBreakHyphen", "br"]


def test_characters_that_no_file_may_carry_are_dropped(tmp_path: Path):
    file = written(tmp_path, paragraph("а\x00б\x1f\ufffe\ud800в"), title="\x00Название\n<1>")
    assert file.texts() == ["абв"]
    assert file.xml("docProps/core.xml")[0].text == "Название <1>"


def test_links_that_are_allowed_are_links_and_others_plain_text(tmp_path: Path):
    good, bad = "https://example.org/а б?x=1&y=<2>", "javascript:alert(1)"
    runs = (Run("раз", True, link=good), Run("два", link=good), Run("три", link=bad), Run("", link=good))
    file = written(tmp_path, Paragraph(runs), Paragraph((Run("четыре", link=good),)))
    links = file.all(".//w:hyperlink")
    assert [text_of(link) for link in links] == ["раздва", "четыре"]
    assert {file.targets[link.get(f"{{{NAMESPACES['r']}}}id", "")] for link in links} == {
        "https://example.org/а%20б?x=1&y=%3C2%3E"
    }
    assert file.texts() == ["раздватри", "четыре"]


def test_a_page_break_belongs_to_what_follows(tmp_path: Path):
    table = Table((Row((text_cell("в таблице"),)),))
    file = written(tmp_path, paragraph("раз"), PageBreak(), paragraph("два"), PageBreak(), table, PageBreak())
    broken = [text_of(p) for p in file.paragraphs() if p.find("w:pPr/w:pageBreakBefore", NAMESPACES) is not None]
    assert broken == ["два", ""]  # a table cannot carry it, so a paragraph before it does; at the end there is nothing
    assert not file.all(".//w:br")


def test_in_a_cell_a_page_break_means_nothing(tmp_path: Path):
    cell = Cell((paragraph("раз", "table"), PageBreak(), paragraph("два", "table"), PageBreak()))
    file = written(tmp_path, Table((Row((cell,)),)))
    assert file.texts() == ["раз", "два"]
    assert not file.all(".//w:pageBreakBefore")


def test_title_and_language(tmp_path: Path):
    path = tmp_path / "a.docx"
    write_docx(Document((), "Программа «Школы»"), path)
    properties = docx.Document(str(path)).core_properties
    assert (properties.title, properties.language, properties.author) == ("Программа «Школы»", "ru-RU", "")
    defaults = WordFile(path).xml("word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NAMESPACES)
    assert defaults is not None
    assert value(defaults, "w:lang") == "ru-RU"


@pytest.mark.parametrize("document", [Document(()), Document((Part(()),)), Document((Part(()), Part((), True)))])
def test_an_empty_document_is_a_document(tmp_path: Path, document: Document):
    write_docx(document, tmp_path / "a.docx")
    file = WordFile(tmp_path / "a.docx")
    assert problems(file) == []
    assert file.texts() == []
    assert len(file.all(".//w:sectPr")) == max(len(document.parts), 1)


def test_the_same_document_is_the_same_file(tmp_path: Path):
    blocks = (Heading(1, (Run("Тема"),)), Paragraph((Run("пункт"),), "list", list="bullet"))
    for name in ("a.docx", "b.docx"):
        write_docx(Document((Part(blocks),)), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}  # whatever the clock says


def test_progress_rises_to_one_and_may_stop_the_writing(tmp_path: Path):
    rows = tuple(Row((text_cell(str(number)),)) for number in range(2_000))
    document = Document((Part((Table(rows),)),))
    told: list[float] = []
    write_docx(document, tmp_path / "a.docx", told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 10

    def stop(share: float) -> None:
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_docx(document, tmp_path / "b.docx", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_a_disk_that_fills_up_while_packing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    class FullDisk(zipfile.ZipFile):
        def writestr(self, *args: object, **kwargs: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    base = package.Package.open(resource_path("base.docx"))
    monkeypatch.setattr(package.Package, "open", lambda path: base)
    monkeypatch.setattr(package.zipfile, "ZipFile", FullDisk)
    with pytest.raises(UserError, match="нет места"):
        write_docx(Document(()), tmp_path / "a.docx")
    assert not list(tmp_path.iterdir())


@dataclass(frozen=True)
class Footnote:
    """A node of some later time."""

    text: str = ""


@pytest.mark.parametrize("wrap", [lambda node: node, lambda node: Table((Row((Cell((node,)),)),))])
def test_a_node_it_does_not_know_is_an_error(tmp_path: Path, wrap):
    with pytest.raises(TypeError, match="Footnote"):
        write_docx(Document((Part((wrap(Footnote()),)),)), tmp_path / "a.docx")
    with pytest.raises(ValueError, match="no such style"):
        write_docx(Document((Part((wrap(paragraph("текст", "fancy")),)),)), tmp_path / "a.docx")
    assert not list(tmp_path.iterdir())


def test_a_base_that_is_no_word_file(tmp_path: Path):
    base = tmp_path / "base.docx"
    base.write_bytes(b"not a zip")
    for broken, told in ((base, "не документ Word"), (tmp_path / "нет.docx", "не найден")):
        with pytest.raises(UserError, match=told):
            write_docx(Document(()), tmp_path / "a.docx", base=broken)


def test_another_base_gives_its_styles_and_is_given_ours(tmp_path: Path):
    own = docx.Document(str(resource_path("base.docx")))
    own.styles["Shnor Table"].font.name = "Arial"
    own.save(str(tmp_path / "base.docx"))
    write_docx(Document((Part((paragraph("текст", "table"),)),)), tmp_path / "a.docx", base=tmp_path / "base.docx")
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[0].style.font.name == "Arial"
    docx.Document().save(str(tmp_path / "foreign.docx"))
    write_docx(Document((Part((paragraph("текст", "table"),)),)), tmp_path / "b.docx", base=tmp_path / "foreign.docx")
    written = docx.Document(str(tmp_path / "b.docx"))
    assert [one.style.name for one in written.paragraphs] == ["Shnor Table"]
    assert "Heading 9" in [style.name for style in written.styles]
