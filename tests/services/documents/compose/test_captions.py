"""Captions are numbered by the program where a form asks for it, and keep their numbers in a part printed alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx_tools import NAMESPACES, WordFile
from strategies_tree import png

from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.captions import as_captions, bare_captions
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.compose.captions import Counted, numbered
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import (
    Document,
    Paragraph,
    Part,
    Picture,
    Row,
    Run,
    Table,
    paragraph,
    text_cell,
)
from shnor_desktop.services.formats import Format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile

TABLE = Table((Row((text_cell("а"),)),))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    path = tmp_path_factory.mktemp("captions") / "пример.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


def captions(document: Document) -> list[str]:
    return [block.text for block in document.blocks() if isinstance(block, Paragraph) and block.style == "caption"]


def test_tables_and_pictures_count_apart():
    blocks = [
        paragraph("Состав", "caption"),
        TABLE,
        Picture("a"),
        paragraph("Рис. 7. Схема", "caption"),
        Paragraph((Run("Таблица № 5 – Итоги", bold=True),), "caption"),
        TABLE,
        paragraph("Просто подпись", "caption"),
        paragraph("Таблица 3", "caption"),
        TABLE,
        paragraph("Таблица 5 классов", "caption"),
        TABLE,
    ]
    found, reached = numbered(blocks, Counted(2, 0))
    texts = [block.text for block in found if isinstance(block, Paragraph)]
    assert texts == [
        "Таблица\u00a03 – Состав",
        "Рисунок\u00a01 – Схема",
        "Таблица\u00a04 – Итоги",
        "Просто подпись",
        "Таблица\u00a05",
        "Таблица\u00a06 – Таблица 5 классов",
    ]
    assert reached == Counted(6, 1)
    assert numbered(found, Counted(2, 0)) == (found, reached)  # numbering again changes nothing


def test_only_a_form_that_asks_numbers_and_a_part_keeps_its_numbers(data: ProgrammeData):
    plain = captions(compose(data))
    assert plain
    assert not any(text.startswith("Таблица\u00a0") for text in plain)
    asked = replace(data, form=replace(data.form, captions=True))
    whole = captions(compose(asked))
    named = [text for text in whole if text.startswith("Таблица\u00a0")]
    assert [text.split(" – ")[0] for text in named] == [f"Таблица\u00a0{number}" for number in range(1, len(named) + 1)]
    assert len(named) >= 2
    assert captions(compose(replace(data, pages=replace(data.pages, captions=True)))) == whole  # so does the person
    titles = {text.partition(" – ")[2]: text for text in named[1:]}
    last = next(one for one in reversed(data.sections) if one.section.title in titles)
    assert captions(compose(asked, sections=[last.section.id]))[0] == titles[last.section.title]


def again(data: ProgrammeData, form: Format, folder: Path) -> ProgrammeData:
    """The programme out to Word in its form, and in again in another."""
    write_docx(compose(data), folder / "а.docx")
    found = import_docx(folder / "а.docx", form)
    assert found.lost == []
    with SchoolFile.create(folder / f"{form.captions}.shnor") as file:
        write_recognised(file, found)
        return replace(read_programme(file), form=form)


def test_numbers_come_and_go_with_the_form(data: ProgrammeData, tmp_path: Path):
    asked = replace(data, form=replace(data.form, captions=True))
    wanted, plain = captions(compose(asked)), captions(compose(data))
    with_numbers = again(asked, asked.form, tmp_path)
    assert captions(compose(with_numbers)) == wanted  # not «Таблица 1 – Таблица 1 – …»
    assert captions(compose(replace(with_numbers, form=data.form))) == plain
    keys = {section.section.key for section in data.sections if section.section.title_role == "caption"}
    for other in (with_numbers, again(asked, data.form, tmp_path)):  # a form without numbers keeps those of the paper
        assert keys <= {one.section.key for one in other.sections if one.section.title_role == "caption"}
        assert captions(compose(replace(other, form=asked.form))) == wanted
    assert captions(compose(other)) == wanted


def test_only_captions_lose_their_numbers():
    single, text = paragraph("Таблица 3"), paragraph("Таблица 1 – в тексте.")
    named, drawn = paragraph("Таблица № 2. Кадры"), paragraph("Рис. 4 – Схема", "plain")
    before = Document((Part((text, single, TABLE, named, TABLE, Picture("а"), drawn, text)),))
    after = [block for block in bare_captions(before).blocks() if isinstance(block, Paragraph)]
    assert [block.text for block in after] == [text.text, single.text, "Кадры", "Схема", text.text]
    assert [block.style for block in after] == ["body", "body", "caption", "caption", "body"]  # to be numbered again


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Рисунок 1 – Схема", True),
        ("Рис. 2. Схема", True),
        ("Рисунок – Схема", True),
        ("Рисунок 3", True),
        ("Рисунок показывает схему", False),
        ("Рис. 2 показывает схему", False),
        ("Итоги", False),
    ],
)
def test_a_typed_caption_below_a_picture_is_one_without_being_called_so(text: str, seen: bool):
    found = as_captions([paragraph(text), Picture("a"), paragraph(text), paragraph(text)])
    styles = [block.style for block in found if isinstance(block, Paragraph)]
    assert styles == ["body", "caption" if seen else "body", "body"]
    counted, reached = numbered(found, Counted())
    last = counted[2]
    assert isinstance(last, Paragraph) and last.text.startswith("Рисунок\u00a01") == seen
    assert reached == Counted(0, int(seen))


def test_pictures_typed_captions_and_tables_of_a_text_are_numbered_and_stay_together(
    data: ProgrammeData, tmp_path: Path
):
    blocks = (Picture("a", 60, 30), paragraph("Рисунок. Схема работы"), paragraph("Дальше"))
    section = next(one for one in data.sections if one.section.key == "relevance")
    drawn = replace(section, texts={"body": blocks})
    sections = tuple(drawn if one is section else one for one in data.sections)
    asked = replace(data, sections=sections, pages=replace(data.pages, captions=True))
    document = compose(asked, sections=["relevance"])
    _title, picture, caption, text = document.parts[0].blocks
    assert isinstance(picture, Picture) and picture.keep and isinstance(caption, Paragraph)
    assert (caption.text, caption.style) == ("Рисунок\u00a01 – Схема работы", "caption")
    write_docx(replace(document, media={"a": png()}), tmp_path / "а.docx")
    drawn_in = [
        one for one in WordFile(tmp_path / "а.docx").all(".//w:p") if one.find(".//w:drawing", NAMESPACES) is not None
    ]
    assert len(drawn_in) == 1 and drawn_in[0].find("w:pPr/w:keepNext", NAMESPACES) is not None
    assert isinstance(text, Paragraph) and text.style == "body"
