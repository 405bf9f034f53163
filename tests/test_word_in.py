"""The reference documents come in from Word: every table is found, and no sentence is missing from what goes out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.recognise import recognise
from shnor_desktop.services.documents.tree import Cell, Document, Heading, Paragraph, Part, Row, Run, Table, text_cell
from shnor_desktop.services.formats import Format, load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

REFERENCES = (
    "school-programme",
    "municipal-programme",
    "municipal-roadmap",
    "municipal-action-plan",
    "support-concept",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def form() -> Format:
    return load_format("school-programme")


def sentences(path: Path) -> list[str]:
    """The paragraphs of a Word file by an independent reader: letters and digits alone."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    texts = ("".join(node.text or "" for node in item.iter(f"{W}t")) for item in root.iter(f"{W}p"))
    plain = (re.sub(r"[\W_]+", "", text.lower().replace("ё", "е")) for text in texts)
    return [text for text in plain if text]


def test_all_of_the_school_programme_is_found(reference_dir: Path, form: Format):
    found = import_docx(reference_dir / "school-programme.docx", form)
    assert found.lost == []
    expected = {
        "passport": 11,
        "roadmap": 63,
        "roadmap_groups": 4,
        "tasks": 9,
        "indicators": 27,
        "schedule": 4,
        "appendix_1": 12,
        "appendix_1_criteria": 5,
        "appendix_2": 10,
        "appendix_2_criteria": 5,
        "diary": 9,
        "diary_groups": 4,
        "staff_measures": 8,
        "method_stages": 11,
        "method_stages_groups": 3,
    }
    assert {name: found.counts.get(name) for name in expected} == expected
    roadmap = next(section for section in found.sections if section.key == "roadmap")
    assert sum(row.level == "sub" for row in roadmap.activities) == 8
    assert (found.years, found.waves) == ((2020, 2022), {"entry": "01.01.2020", "final": "01.12.2020"})


@pytest.mark.parametrize("name", REFERENCES)
def test_no_sentence_is_missing_from_the_export(name: str, reference_dir: Path, form: Format, tmp_path: Path):
    source = reference_dir / f"{name}.docx"
    found = import_docx(source, form)
    with SchoolFile.create(tmp_path / "школа.shnor") as file:
        write_recognised(file, found)
        write_docx(compose(read_programme(file)), tmp_path / "снова.docx")
    wanted, whole = sentences(source), "".join(sentences(tmp_path / "снова.docx"))
    assert len(wanted) > 40
    assert [text for text in wanted if text not in whole] == []


def plan(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(text_cell(text) for text in row)) for row in rows))


def read(form: Format, *blocks: Paragraph | Heading | Table):
    return recognise(Document((Part(blocks),)), form)


def heading(text: str) -> Heading:
    return Heading(1, (Run(text),))


def test_columns_are_known_by_their_words_in_any_order(form: Format):
    table = plan(
        ("Ответственные исполнители", "№ п/п", "Сроки реализации", "Наименование мероприятий", "Примечание"),
        ("Директор", "1", "май 2026", "Собрать группу", "срочно"),
    )
    found = read(form, heading("6. Дорожная карта"), table)
    roadmap = next(section for section in found.sections if section.key == "roadmap")
    (row,) = roadmap.activities
    assert (row.text, row.period, row.responsible, row.extra) == ("Собрать группу", "май 2026", "Директор", ("срочно",))
    assert [column.split("|")[1] for column in roadmap.columns][-1] == "Примечание"
    assert found.lost == []


def test_groups_items_and_sub_items_are_told_apart(form: Format):
    table = plan(
        ("№", "Мероприятия", "Сроки", "Ответственные"),
        ("1.", "Управление", "", ""),
        ("1.", "Собрать группу", "май", "Директор"),
        ("2.", "Проверить:", "июнь", "Завуч"),
        ("3.", "- тетради;", "", ""),
        ("4.", "– журналы.", "", ""),
        ("5.", "Без срока и ответственного", "", ""),
        ("2.", "Кадры", "", ""),
        ("1.", "Обучить", "май", "Завуч"),
    )
    found = read(form, heading("Дорожная карта"), table)
    rows = next(section for section in found.sections if section.key == "roadmap").activities
    assert [row.level for row in rows] == ["group", "item", "item", "sub", "sub", "item", "group", "item"]
    assert rows[3].text == "тетради;"


def test_a_merged_cell_speaks_for_every_row_it_covers(form: Format):
    head = Row(tuple(text_cell(text) for text in ("№", "Мероприятия", "Сроки", "Ответственные")))
    first = Row((text_cell("1"), text_cell("Начать"), text_cell("май 2026", rows=2), text_cell("Директор")))
    second = Row((text_cell("2"), text_cell("Кончить"), text_cell("Завуч")))
    found = read(form, heading("Дорожная карта"), Table((head, first, second)))
    rows = next(section for section in found.sections if section.key == "roadmap").activities
    assert [row.period for row in rows] == ["май 2026", "май 2026"]
    assert [row.responsible for row in rows] == ["Директор", "Завуч"]


def test_what_is_no_plan_stays_a_table_in_its_place(form: Format):
    table = plan(("Предмет", "2025", "2026"), ("Математика", "3,4", "3,6"))
    before, after = Paragraph((Run("До таблицы."),)), Paragraph((Run("После таблицы."),))
    found = read(form, heading("1. Актуальность программы"), before, table, after)
    section = next(section for section in found.sections if section.key == "relevance")
    assert [type(block) for block in section.texts["body"]] == [Paragraph, Table, Paragraph]
    assert found.counts == {}


def test_a_heading_the_form_does_not_know_becomes_a_section_of_its_own(form: Format):
    found = read(form, heading("9. Управление программой"), Paragraph((Run("Кто за что отвечает."),)))
    own = next(section for section in found.sections if section.title == "Управление программой")
    assert (own.key, own.numbering) == ("", "decimal")


def test_the_forms_missing_sections_stand_where_the_form_has_them(form: Format):
    found = read(form, heading("1. Актуальность программы"), heading("6. Дорожная карта"))
    keys = [section.key for section in found.sections]
    assert keys == [section.key for section in form.section]
    assert all(section.hidden == (section.spec.title_role == "caption") for section in found.sections)


def test_a_text_that_no_place_takes_is_kept_and_told(form: Format):
    label = Cell((Paragraph((Run("Критерий"),)),))
    table = Table((Row((label, text_cell("показатель"), text_cell("фактические данные"))), Row((text_cell("a"),))))
    found = read(form, table)
    assert found.kept["tables"] == 1
    assert found.lost == []
