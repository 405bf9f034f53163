"""Summaries of exams: a row a sample, or subjects across with the school's column and the district's."""

from __future__ import annotations

import pytest
import results_tools as tools

from shnor_desktop.services.results.computed import compute
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.fisoko import find_tables
from shnor_desktop.services.results.found import FoundTable

SCORES = ["кол-во участников ОГЭ", "max балл", "min балл", "средний балл", "однородность результатов", "медиана"]
MARKS = ['отметка "5"', "", 'отметка "4"', "", 'отметка "3"', "", 'отметка "2"', ""]
UNITS = ["кол-во", "%  от участников ОГЭ"] * 4
OGE: tools.Rows = tools.square(
    [
        ["Результаты ОГЭ 2025"],
        ["Русский язык"],
        ["", *SCORES, "Успешность", "", *MARKS, "средняя отметка"],
        [*[""] * 7, "всего", "%", *UNITS, ""],
        ["школа", 20, 33, 12, "25,4", "4,1", 26, 18, "90,0%", 4, "20%", 6, "30%", 8, "40%", 2, "10%", 3.6],
        ["По округу", 300, 33, 3, 24.12, 5, 25, 290, "97%", 50, "17%", 90, "30%", 150, "50%", 10, "3,33%", 3.6],
        [],
        ["Математика"],
        ["", "кол-во участников ОГЭ", "max балл", "min балл", "средний балл", "медиана"],
        ["", 20, 25, 4, 12.5, 12],
    ]
)
EGE: tools.Rows = tools.square(
    [
        ["Результаты ЕГЭ 2025 года"],
        ["", "Результаты (по школе/по округу)"],
        ["", "Русский язык", "", "Математика проф", "", "Физика"],
        ["кол-во участников", 12.0, 78.0, 5.0, 39.0, "", 13.0],
        ["процент сдавших", "100%", "100%", "80,0%", "94%", "", "92%"],
        ["максимальный балл", 78.0, 94.0, 74.0, 76.0, "", 72.0],
        ["минимальный балл сдачи (по ОУ)", 43.0, 43.0, 23.0, 18.0, "", 30.0],
        ["средний балл", "60", "66,94", "49,6 (4)", 49.3, "", 48.0],
    ]
)


def tables(rows: tools.Rows) -> dict[str, FoundTable]:
    found, troubles = find_tables(rows)
    assert troubles == []
    return {table.key.subject: table for table in found}


def test_a_row_a_sample():
    found = tables(OGE)
    assert [(table.kind, table.key.exam, table.key.grade, table.key.year, table.n) for table in found.values()] == [
        ("summary", "oge", 9, 2025, 20)
    ] * 2
    school, town = (compute(found["Русский язык"].samples[level]) for level in ("school", "municipality"))
    assert (school.n, school.marks, school.mean_score, school.median) == (20, {5: 4, 4: 6, 3: 8, 2: 2}, 25.4, 26)
    assert (school.success, school.mean_mark, school.lowest, school.highest) == (90, pytest.approx(3.6), 12, 33)
    assert (town.n, town.mean_score, town.quality) == (300, 24.12, pytest.approx(140 / 3))
    assert school.stdev is None  # nobody says which measure «однородность» is
    assert found["Русский язык"].samples["school"].stated["spread"] == 4.1


def test_a_summary_without_marks():
    maths = tables(OGE)["Математика"].samples
    assert list(maths) == ["school"]
    found = compute(maths["school"])
    assert (found.n, found.mean_score, found.marks, found.success) == (20, 12.5, None, None)


def test_marks_that_are_not_everybody_are_no_counts():
    rows = [list(row) for row in OGE]
    rows[4][9] = 3.0
    school = tables(rows)["Русский язык"].samples["school"]
    assert (school.groups, school.n) == ({}, 20)


def test_subjects_across():
    found = tables(EGE)
    assert list(found) == ["Русский язык", "Математика (профильный уровень)", "Физика"]
    assert {(table.key.exam, table.key.grade, table.key.year) for table in found.values()} == {("ege", 11, 2025)}
    school, town = (compute(found["Русский язык"].samples[level]) for level in ("school", "municipality"))
    assert (school.n, school.mean_score, school.lowest, school.highest) == (12, 60, 43, 78)
    assert (town.n, town.mean_score) == (78, 66.94)
    assert compute(found["Математика (профильный уровень)"].samples["school"]).mean_score == 49.6
    assert list(found["Физика"].samples) == ["municipality"]


def test_a_summary_of_an_unknown_year_is_told():
    rows = [row for row in EGE if "2025" not in str(row)]
    assert find_tables(rows)[0] == [] and "не указан год" in find_tables(rows)[1][0]
    assert len(find_tables(rows, lambda: ExamKey(year=2024))[0]) == 3
