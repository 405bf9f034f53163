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


PASSED: tools.Rows = tools.square(
    [
        ["Результаты ЕГЭ 2025 года"],
        ["кол-во участников", "Результаты (по школе/по округу)"],
        ["", "Русский язык", "", "Математика проф"],
        ["", 12.0, 78.0, 5.0, 39.0],
        ["кол-во не сдавших", 0.0, 0.0, 1.0, 2.0],
        ["кол-во сдавших", 12.0, 78.0, 4.0, 37.0],
        ["средний балл", 60.0, "66,94", "49,6", 49.3],
        ["Однородность результатов (стандартное отклонение)", 9.0, 8.0, 17.0, 14.0],
        ["кол-во участников до  60 баллов", 8.0, 21.0, 2.0, 26.0],
        ["%", "66,6%", "27%", "40%", "66%"],
        ["кол-во участников 61-80 баллов", 4.0, 50.0, 2.0, 11.0],
        ["кол-во высокобалльников (81 и выше)", 0.0, 7.0, 0.0, 0.0],
    ]
)
"""«Кол-во участников» is a cell that reaches from above the subjects down to the counts."""


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


def test_participants_named_above_the_subjects_who_passed_and_their_bands():
    found = tables(PASSED)
    maths = found["Математика (профильный уровень)"].samples
    school, town = (compute(maths[level]) for level in ("school", "municipality"))
    assert (school.n, school.passed, school.success, school.mean_score) == (5, 4, 80, 49.6)
    assert (town.n, town.passed, town.bands) == (39, 37, (26, 11, 0))
    assert compute(found["Русский язык"].samples["school"]).bands == (8, 4, 0)
    assert maths["school"].stated["spread"] == 17


def test_who_failed_is_not_who_passed():
    rows = [row for row in PASSED if row[0] != "кол-во сдавших"]
    school = compute(tables(rows)["Русский язык"].samples["school"])
    assert (school.passed, school.success) == (None, None)


def test_more_who_passed_than_took_part_are_no_share():
    rows = [[*row[:3], 6.0, *row[4:]] if row[0] == "кол-во сдавших" else row for row in PASSED]
    school = compute(tables(rows)["Математика (профильный уровень)"].samples["school"])
    assert (school.passed, school.success) == (6, None)


def test_a_header_that_lost_its_merged_cells_is_no_header_of_other_columns():
    crowded = [[cell for cell in OGE[2] if cell], OGE[3][1:]]  # as pasted: a cell for each mark, its units further on
    rows = tools.square([*OGE[:2], *crowded, OGE[4][1:], ["По округу", *OGE[5][2:]]])
    school, town = (tables(rows)["Русский язык"].samples[level] for level in ("school", "municipality"))
    assert compute(school).marks == {5: 4, 4: 6, 3: 8, 2: 2}
    assert (compute(school).mean_score, school.stated["mean_mark"]) == (25.4, 3.6)
    assert (town.n, compute(town).marks) == (300, {5: 50, 4: 90, 3: 150, 2: 10})
