"""Protocols of ОГЭ and ЕГЭ: several exams on a sheet, headers repeated, answers in strings, nobody's name kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import results_tools as tools

from shnor_desktop.services.results.computed import compute, points_of
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.fisoko import find_tables
from shnor_desktop.services.results.found import FoundTable
from shnor_desktop.services.results.reading import read_file

HEADER = [
    "№", "Код МСУ", "Код ОО", "Класс", "Код ППЭ", "Аудитория", "Фамилия", "Имя", "Отчество", "Серия", "Номер",
    "Задания с кратким ответом", "Задания с развёрнутым ответом", "Первичный балл", "Оценка",
]  # fmt: skip


def pupil(place: int, short: str, long: str, score: object, mark: object, group: str = "9А") -> list[object]:
    names = ["Снегирёва", "Ульяна", "Тихоновна"]
    return [float(place), 4.0, 770012.0, group, 33.0, "0005", *names, "6004", "123456", short, long, score, mark]


MATHS = [
    pupil(1, "++-+", "2(2)1(2)", 6.0, 4.0),
    pupil(2, "+--+", "0(2)0(2)", 2.0, 2.0),
    pupil(3, "++++", "2(2)2(2)", 8.0, 5.0, "9Б"),
]
MEAN = [*[""] * 6, "Средние", "", "", "", "", "", "", 5.33, 3.67]
RUSSIAN = [pupil(1, "2+0X", "1(3)", "5", "3"), pupil(2, "1--1", "3(3)", "5,0", "3"), pupil(3, "++-2", "X(3)", 4.0, 3.0)]
SHEET: tools.Rows = tools.square(
    [
        ["Протокол проверки результатов ОГЭ 2025"],
        ["Предмет:", "", "02 - Математика"],
        HEADER,
        *MATHS[:2],
        HEADER,
        MATHS[2],
        MEAN,
        [],
        ["Предмет:", "", "01 - Русский язык"],
        HEADER,
        *RUSSIAN,
        MEAN,
    ]
)


def tables(rows: tools.Rows = SHEET) -> dict[str, FoundTable]:
    found, troubles = find_tables(rows)
    assert troubles == []
    return {table.key.subject: table for table in found}


def test_every_exam_of_the_sheet_is_found_and_a_repeated_header_goes_on():
    found = tables()
    assert list(found) == ["Математика", "Русский язык"]
    for table in found.values():
        assert (table.kind, table.key.exam, table.key.year, table.key.grade, table.n) == ("protocol", "oge", 2025, 9, 3)


def test_marks_and_scores():
    maths = compute(tables()["Математика"].samples["school"])
    assert (maths.marks, maths.scores) == ({5: 1, 4: 1, 2: 1}, {2: 1, 6: 1, 8: 1})
    assert (maths.mean_score, maths.median, maths.lowest, maths.highest) == (pytest.approx(16 / 3), 6, 2, 8)
    assert sorted(tables()["Математика"].samples["school"].groups) == ["А", "Б"]
    assert compute(tables()["Русский язык"].samples["school"]).scores == {4: 1, 5: 2}


def test_answers_become_points_of_tasks():
    figures = tables()["Математика"].samples["school"]
    assert {key: task.maximum for key, task in figures.tasks.items()} == {
        "1": 1, "2": 1, "3": 1, "4": 1, "Р1": 2, "Р2": 2,
    }  # fmt: skip
    assert points_of(figures.whole, "2") == {1: 2, 0: 1}
    assert compute(figures).completion["Р1"] == pytest.approx(100 * 4 / 6)
    assert figures.tasks["Р2"].heading == "Развёрнутый ответ 2"


def test_a_task_of_unknown_maximum_has_points_and_no_completion():
    figures = tables()["Русский язык"].samples["school"]
    assert figures.tasks["1"].maximum is None  # somebody got 2: «+» may be less than all
    assert figures.whole.points["4"] == {"X": 1, "1": 1, "2": 1}
    assert figures.whole.points["Р1"] == {"X": 1, "1": 1, "3": 1}
    assert "1" not in compute(figures).completion and "Р1" in compute(figures).completion


def test_the_score_of_a_ege_is_the_test_score():
    header = ["Класс", "Фамилия", "Имя", "Задания с кратким ответом", "Первичный балл", "Тестовый балл"]
    rows = [
        ["ЕГЭ 2025"],
        ["Предмет: Химия"],
        header,
        ["11А", "Б", "В", "++", 20.0, 52.0],
        ["11А", "Г", "Д", "+-", 35.0, 71.0],
    ]
    table = tables(tools.square(rows))["Химия"]
    assert (table.key.exam, table.key.grade, table.samples["school"].maximum) == ("ege", 11, 100)
    assert compute(table.samples["school"]).scores == {52: 1, 71: 1}
    assert compute(table.samples["school"]).marks is None


def test_a_protocol_that_calls_the_mark_a_score():
    rows = [[cell if cell != "Оценка" else "Балл" for cell in row] for row in SHEET]
    assert compute(tables(rows)["Математика"].samples["school"]).marks == {5: 1, 4: 1, 2: 1}


def test_columns_of_tasks_instead_of_strings():
    rows = [
        ["Результаты ОГЭ по физике", 2024.0],
        ["№", "ФИО", "Класс", 1.0, 2.0, "3 (2б)", "Первичный балл", "Отметка"],
        [1.0, "А Б", "9А", 1.0, 0.0, 2.0, 3.0, 4.0],
        [2.0, "В Г", "9А", 1.0, 1.0, "X", 2.0, 3.0],
    ]
    (table,), troubles = find_tables(tools.square(rows), lambda: ExamKey(year=2024, subject="Физика"))
    assert (table.kind, table.n, troubles) == ("protocol", 2, [])
    assert compute(table.samples["school"]).completion == {"3": 50}


def test_an_old_workbook_leaves_no_name(tmp_path: Path):
    path = tools.write_xls(tmp_path / "протокол.xls", {"Лист1": SHEET})
    found = read_file(path)
    assert [table.n for table in found.tables] == [3, 3]
    for word in ("Снегир", "Ульян", "Тихон", "123456", "6004"):
        assert word not in repr(found)
