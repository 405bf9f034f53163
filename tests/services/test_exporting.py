"""Papers out: by the ending, whole or one part, nothing touched where something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from file_tools import refused

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.tree import Document, Heading, Part, Table, block_texts, paragraph
from shnor_desktop.services.exporting import compose_checked, export_file, write_document
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("пример") / "школа.shnor"
    make_demo(path)
    return path


def test_each_ending_has_its_writer_in_any_case(example: Path, tmp_path: Path):
    for name in ("план.docx", "ПЛАН.HTML", "план.JSON"):
        export_file(example, tmp_path / name)
    assert (tmp_path / "план.docx").read_bytes().startswith(b"PK")
    assert "<html" in (tmp_path / "ПЛАН.HTML").read_text("utf-8")[:300]
    assert json.loads((tmp_path / "план.JSON").read_text("utf-8"))["format"] == "school-programme"


@pytest.mark.parametrize("name", ["план.rtf", "план", "план.docx.bak", ".docx"])
def test_an_unknown_ending_is_told_before_the_file_is_opened(name: str, tmp_path: Path):
    with pytest.raises(UserError, match=r"\.docx"):
        export_file(tmp_path / "нет такого.shnor", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_another_writer_can_be_lent(example: Path, tmp_path: Path):
    got: list[Document] = []
    export_file(
        example,
        tmp_path / "план.txt",
        part="goals",
        writers={".txt": lambda document, path, progress: got.append(document)},
    )
    assert [block.text for block in got[0].blocks() if isinstance(block, Heading)] == ["Цель и задачи Программы"]


def test_json_holds_hidden_sections_and_ignores_the_part(example: Path, tmp_path: Path):
    export_file(example, tmp_path / "всё.json", part="roadmap")
    assert len(json.loads((tmp_path / "всё.json").read_text("utf-8"))["sections"]) > 20


@pytest.mark.parametrize("ending", ["json", "html"])
@pytest.mark.parametrize(("part", "wave", "known"), [("карта", "", "roadmap"), ("roadmap", "осень", "entry")])
def test_a_part_and_a_wave_are_checked_for_every_ending(
    example: Path, tmp_path: Path, ending: str, part: str, wave: str, known: str
):
    with pytest.raises(UserError, match=known):
        export_file(example, tmp_path / f"план.{ending}", part=part, wave=wave)
    assert list(tmp_path.iterdir()) == []


def test_parts_and_waves_that_are_not_there_are_told_with_those_that_are(example: Path):
    with SchoolFile.open(example) as file:
        data = read_programme(file)
    with pytest.raises(UserError, match="roadmap"):
        compose_checked(data, ["карта"])
    with pytest.raises(UserError, match="entry, interim, final"):
        compose_checked(data, ["roadmap"], "осень")
    with pytest.raises(UserError, match="roadmap"):
        compose_checked(data, [10_000])


def test_a_part_and_a_wave_are_chosen(example: Path, tmp_path: Path):
    export_file(example, tmp_path / "приложение.docx", part="appendix_2", wave="final")
    (table,) = [block for block in read_docx(tmp_path / "приложение.docx").blocks() if isinstance(block, Table)]
    assert "итоговый мониторинг" in table.rows[1].cells[-1].text
    assert table.column_count == 4


def test_an_unknown_form_is_told(example: Path, tmp_path: Path):
    with pytest.raises(UserError, match="неизвестна"):
        export_file(example, tmp_path / "план.docx", "../school-programme")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced(tmp_path: Path):
    target = tmp_path / "план.html"
    target.write_text("прежний", "utf-8")
    write_document(Document((Part((paragraph("новый"),)),)), target)
    assert "новый" in target.read_text("utf-8")
    assert [entry.name for entry in tmp_path.iterdir()] == ["план.html"]


def test_another_form_leaves_the_file_as_it_is(tmp_path: Path):
    path = tmp_path / "школа.shnor"
    make_demo(path)
    before = path.read_bytes()
    left = export_file(path, tmp_path / "карта.docx", "municipal-roadmap")
    assert path.read_bytes() == before
    assert any("Паспорт" in line.title and "скрытым" in line.told for line in left)
    texts = list(block_texts(tuple(read_docx(tmp_path / "карта.docx").blocks())))
    assert "Формы реализации мероприятия" in texts and "Паспорт Программы" not in texts
    assert export_file(path, tmp_path / "школа.docx", "school-programme") == ()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["карта.docx", "школа.docx", "школа.shnor"]


def test_a_part_of_another_form_is_known_by_its_own_keys(tmp_path: Path):
    path = tmp_path / "школа.shnor"
    make_demo(path)
    export_file(path, tmp_path / "план.html", "municipal-programme", "roadmap")
    with refused("Возможные: order, programme"):
        export_file(path, tmp_path / "план.html", "municipal-programme", "appendix_1")
