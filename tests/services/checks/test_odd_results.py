"""Results that contradict themselves are told where their table stands, and nowhere else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import exam_rows
import pytest

from shnor_desktop.models.all import ExamResult, School, Section
from shnor_desktop.services.checks import odd_results
from shnor_desktop.services.documents.tree import Block, ResultTable, Row, Table, paragraph, text_cell
from shnor_desktop.services.editing.results import enter_result, type_into
from shnor_desktop.services.editing.results_text import append_text
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.school_file import SchoolFile

PHYSICS = ExamKey("ege", 2026, "Физика", 11)
BANDS = {"band0": 11.0, "band1": 3.0, "band2": 3.0}


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as opened:
        start_programme(opened, load_format("school-programme"), School(short_name="Школа № 7"), (2026, 2028))
        with opened.transaction("Результаты") as transaction:
            transaction.add_all([dataclasses.replace(row, id=0) for row in exam_rows.rows()])
        yield opened


def said(file: SchoolFile, *blocks: Block) -> list[tuple[str, str]]:
    analysis = next(row.id for row in file.rows(Section) if row.key == "analysis")
    append_text(file, analysis, blocks)
    return [(one.place, one.message) for one in odd_results.odd_results(read_programme(file))]


def test_marks_that_are_not_everybody_are_told_once_a_section(file: SchoolFile):
    school = next(
        row for row in file.rows(ExamResult) if (row.exam, row.subject, row.level) == ("vpr", "Математика", "school")
    )
    type_into(file, "Правка", {school.id: {"mark5": 5}})
    key = f"vpr/{school.year}/Математика/{school.grade}"
    table = Table((Row((text_cell("ячейка"),)),), (1.0,))
    found = said(file, paragraph("До."), table, ResultTable(f"vpr-summary/{key}"), ResultTable(f"vpr-low/{key}"))
    message = f"ВПР {school.year}, математика, {school.grade} класс: Отметок 44, а участников 42."
    assert found == [("section_text:body:1", f"{message} Исправьте на странице «Результаты».")]


def test_bands_of_the_district_are_told_beside_the_table_of_the_year(file: SchoolFile):
    enter_result(file, PHYSICS, "municipality", participants=13, stated=BANDS)
    ((_, message),) = said(file, ResultTable("ege/2026"))
    assert message.startswith("ЕГЭ 2026, физика, муниципалитет: В группах по баллам 17, а участников 13.")


def test_nothing_is_told_of_what_no_table_shows(file: SchoolFile):
    enter_result(file, PHYSICS, "municipality", participants=13, stated=BANDS)
    enter_result(file, PHYSICS, "region", participants=1, stated=BANDS)
    assert said(file, ResultTable("ege-years"), ResultTable("ege/2024"), ResultTable("oge/ничего")) == []


def test_sound_results_are_not_told(file: SchoolFile):
    assert said(file, ResultTable("ege/2026"), ResultTable("vpr-summary/vpr/2026/Математика/4")) == []
