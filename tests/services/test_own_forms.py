"""A municipality's own form: loaded from the user's folder, listed everywhere, kept in the file, documented."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from file_tools import refused

from shnor_desktop.cli import main
from shnor_desktop.models.all import OwnForm, School
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.tree import block_texts
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.editing.switching import switch_form
from shnor_desktop.services.formats import SectionSpec, catalogue, known_formats, load_format, own_folder, read_text
from shnor_desktop.services.formats.lines import key_lines
from shnor_desktop.services.formats.model import COLUMN_FIELDS, ColumnSpec, Format
from shnor_desktop.services.queries import form_of, read_programme
from shnor_desktop.services.school_file import SchoolFile

DOCUMENTATION = Path(__file__).resolve().parents[2] / "docs" / "own-format.md"
TEXT = DOCUMENTATION.read_text("utf-8")
EXAMPLE, CRITERIA = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
WAVE = '[[wave]]\nkey = "entry"\ntitle = "Входной"\nas_of = "01.01.{year_from}"\n\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHNOR_DATA_DIR", str(tmp_path / "данные"))
    own_folder().mkdir(parents=True)
    return own_folder()


@pytest.fixture
def example(folder: Path) -> Format:
    (folder / "наша.toml").write_text(EXAMPLE, "utf-8")
    return load_format("school-plan")


def test_the_documented_example_is_a_form_like_any_other(example: Format, tmp_path: Path, capsys):
    assert [form.key for form in catalogue().forms] == [*(form.key for form in known_formats()), "school-plan"]
    assert main(["formats"]) == 0
    assert "school-plan\tПлан школы (своя)\n" in capsys.readouterr().out
    with SchoolFile.create(tmp_path / "план.shnor") as file:
        start_programme(file, example, School(short_name="Школа № 5"), (2026, 2027))
        printed = list(block_texts(tuple(compose(read_programme(file)).blocks())))
    assert printed[:2] == ["ПРИКАЗ", "ПРИКАЗЫВАЮ:"]
    assert "ПРИЛОЖЕНИЕ\nУТВЕРЖДЁН\nприказом" in printed
    assert {"Что делаем", "Когда", "Кто отвечает", "Цель плана", "I.", "II."} <= set(printed)


def test_the_documented_criteria_fit_into_it(folder: Path, tmp_path: Path):
    (folder / "наша.toml").write_text(EXAMPLE.replace("[numbering]", f"{WAVE}[numbering]") + CRITERIA, "utf-8")
    with SchoolFile.create(tmp_path / "план.shnor") as file:
        start_programme(file, load_format("school-plan"), School(short_name="Школа № 5"), (2026, 2027))
        printed = list(block_texts(tuple(compose(read_programme(file)).blocks())))
    assert {"Входной: по состоянию на 01.01.2026", "Сколько учеников успевают", "Доля", "Факт"} <= set(printed)


def test_every_key_of_a_form_is_told():
    told = set(re.findall(r"`(?:\[\[)?(?:section\.)?([a-z_]+)(?:\]\])?`", TEXT))
    keys = {item.name for kind in (Format, SectionSpec, ColumnSpec) for item in dataclasses.fields(kind)}
    assert keys - told - {"source", "wave", "section"} == set()


def test_a_word_document_comes_into_it_and_goes_out_again(example: Format, tmp_path: Path, capsys):
    with SchoolFile.create(tmp_path / "план.shnor") as file:
        start_programme(file, example, School(short_name="Школа № 5"), (2026, 2027))
    word = tmp_path / "план.docx"
    assert main(["export", str(tmp_path / "план.shnor"), str(word)]) == 0
    assert main(["import", str(word), str(tmp_path / "снова.shnor")]) == 0
    assert "Форма: План школы" in capsys.readouterr().out
    assert main(["import", str(word), str(tmp_path / "ещё.shnor"), "--format", "school-plan"]) == 0
    with SchoolFile.open(tmp_path / "снова.shnor") as file:
        assert form_of(file) == example


def test_the_file_opens_where_nobody_has_the_form(example: Format, folder: Path, tmp_path: Path):
    with SchoolFile.create(tmp_path / "план.shnor") as file:
        start_programme(file, example, School(short_name="Школа № 5"), (2026, 2027))
    (folder / "наша.toml").unlink()
    with SchoolFile.open(tmp_path / "план.shnor") as file:
        assert form_of(file) == example
        before = compose(read_programme(file)).parts
        switch_form(file, load_format("school-programme"))
        assert [row.key for row in file.rows(OwnForm)] == ["school-plan"]
        switch_form(file, example)
        assert compose(read_programme(file)).parts == before


def test_a_newer_definition_in_the_folder_wins(example: Format, folder: Path, tmp_path: Path):
    with SchoolFile.create(tmp_path / "план.shnor") as file:
        start_programme(file, example, School(short_name="Школа № 5"), (2026, 2027))
        (folder / "наша.toml").write_text(EXAMPLE.replace("Что делаем", "Дело"), "utf-8")
        assert form_of(file).sections["roadmap"].columns[1].label == "Дело"
        (folder / "наша.toml").write_text("испорчено", "utf-8")
        assert form_of(file) == example


def test_one_broken_form_hides_none_of_the_others(example: Format, folder: Path, capsys):
    (folder / "битая.toml").write_text(EXAMPLE.replace('field = "text"', 'field = "txet"'), "utf-8")
    (folder / "близнец.toml").write_text(EXAMPLE, "utf-8")
    (folder / "чужая.toml").write_text(EXAMPLE.replace('key = "school-plan"', 'key = "school-programme"'), "utf-8")
    (folder / "заметки.txt").write_text("не форма", "utf-8")
    found = catalogue()
    assert [form.key for form in found.own] == ["school-plan"]
    line = EXAMPLE.split('field = "text"')[0].count("\n") + 1
    assert any(text.startswith(f"битая.toml, строка {line}: section[3].columns[1].field") for text in found.troubles)
    assert any("чужая.toml: key — форма «school-programme» уже есть в самой программе" in t for t in found.troubles)
    assert len(found.troubles) == 3
    assert main(["formats"]) == 0
    assert capsys.readouterr().err.count("\n") == 3


def test_a_broken_form_asked_for_by_its_file_name_says_why(folder: Path):
    (folder / "school-plan.toml").write_text(EXAMPLE.replace("width = 42", "width = 0"), "utf-8")
    with refused(r"school-plan\.toml, строка \d+: section\[3\]\.columns\[1\]\.width"):
        load_format("school-plan")
    with refused("неизвестна"):
        load_format("other")


def test_no_folder_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHNOR_DATA_DIR", str(tmp_path))
    assert (catalogue().own, catalogue().troubles) == ((), ())


def test_the_documentation_names_every_key():
    """Of the form, of a section and of a column, and every field of a column."""
    words = set(re.findall(r"`([a-z0-9_]+)`", TEXT))
    assert set(SectionSpec.__dataclass_fields__) - words == set()
    assert set(Format.__dataclass_fields__) - words - {"source", "section", "wave", "numbering"} == set()
    assert {field for fields in COLUMN_FIELDS.values() for field in fields} - words == set()


def test_the_lines_are_right_for_every_way_to_write_a_key():
    text = """# comment with [brackets] and = signs
key = "a [[b]] # c"
note = \"\"\"many
lines = [1]
\"\"\"
a.b = 1
"q u" = {x = 1, y = [ {z = 1},
  {z = 2} ]}
[[section]]
key = "one"
[[section.criterion]]
title = 'т = 1'
[[section]]
rows = [
  # first
  { key = "r" },

  { key = "s",
    label = "л" },
]
[numbering]
task = 'x'
"""
    lines = key_lines(text)
    assert lines["key",] == 2 and lines["a", "b"] == 6
    assert (lines["q u", "y", 0, "z"], lines["q u", "y", 1, "z"]) == (7, 8)
    assert (lines["section", 0], lines["section", 0, "criterion", 0, "title"]) == (9, 12)
    assert (lines["section", 1, "rows", 0], lines["section", 1, "rows", 1, "label"]) == (16, 19)
    assert (lines["section", 1], lines["numbering", "task"]) == (13, 22)


def test_every_key_of_the_shipped_forms_has_its_line():
    for form in known_formats():
        found = form.source.split("\n")
        for path, line in key_lines(form.source).items():
            if isinstance(path[-1], str):
                assert path[-1] in found[line - 1], (form.key, path)
        assert read_text(form.source, "x") == form
