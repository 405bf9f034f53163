"""Mean scores by year: years down or across, of the exam that a title or the file's name tells."""

from __future__ import annotations

from pathlib import Path

import pytest
import results_tools as tools

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results.computed import compute_all, exam_of
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.exam_tables import Results, ege_by_year, oge_by_year
from shnor_desktop.services.results.fisoko import find_tables
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.services.school_file import SchoolFile

OGE = tools.square(
    [
        ["Анализ результатов государственной итоговой аттестации в 9 классах за 3 года"],
        ["ГОД", "Результаты по предметам (средний балл/ средняя отметка)"],
        ["", "Русский\nязык", "Математика", "Физика"],
        [2023, "26/4", "11,5/3", ""],
        ["2024", "31/4,22", "13,7/3,4", "-"],
        ["2025 год", "29,52/3,93", "13,29/3,4", "16"],
        ["Вывод: динамика отрицательная."],
    ]
)
EGE = tools.square(
    [
        ["Результаты ЕГЭ"],
        ["Предмет", "Средний балл по школе"],
        ["", 2023, 2024, 2025],
        ["Русский язык", 73, "63,2", 60],
        ["Математика базовая", "4,5", "4,1", 14],
        ["Физика", "-", 61, 30],
    ]
)


def values(rows: tools.Rows, exam: str = "") -> dict[tuple[str, int, str], dict[str, float]]:
    found, troubles = find_tables(rows, lambda: ExamKey(exam))
    assert troubles == [] and {table.kind for table in found} == {"years"}
    return {
        (one.key.exam, one.key.year, one.key.subject): dict(one.samples["school"].stated)
        for one in found
        if one.key.grade
    }


def test_years_down_and_pairs_of_score_and_mark():
    found = values(OGE)
    assert found["oge", 2024, "Русский язык"] == {"mean_score": 31, "mean_mark": 4.22}
    assert found["oge", 2025, "Физика"] == {"mean_score": 16}
    assert sorted(year for _, year, subject in found if subject == "Физика") == [2025]
    assert len(found) == 7


def test_subjects_down_and_marks_of_the_basic_level():
    found = values(EGE)
    assert found["ege", 2023, "Русский язык"] == {"mean_score": 73}
    assert found["ege", 2024, "Математика (базовый уровень)"] == {"mean_mark": 4.1}
    assert found["ege", 2025, "Математика (базовый уровень)"] == {"mean_score": 14}
    assert ("ege", 2023, "Физика") not in found


def test_the_exam_is_told_by_the_file_where_no_title_does():
    assert {exam for exam, _, _ in values(EGE[1:], "ege")} == {"ege"}
    found, troubles = find_tables(EGE[1:])
    assert found == [] and "Не понять, к какому экзамену" in troubles[0]


@pytest.mark.parametrize("head", [["Год", "Средний балл"], ["Предмет", "Учитель"], ["Класс", "Средний балл"]])
def test_what_has_no_years_or_no_subjects_is_no_such_table(head: list[str]):
    assert find_tables(tools.square([["Результаты ЕГЭ"], head, ["", "а", "б"], ["Физика", 61, 30]])) == ([], [])


def test_years_give_way_to_the_exam_itself_and_fill_the_tables(tmp_path: Path):
    summary = [
        ["Результаты ОГЭ 2025"],
        ["Физика"],
        ["", "кол-во участников ОГЭ", "max балл", "min балл", "средний балл"],
    ]
    tools.write_xlsx(tmp_path / "1.xlsx", {"а": tools.square([*summary, ["школа", 3, 20, 12, 16.33]])})
    tools.write_xlsx(tmp_path / "2.xlsx", {"ОГЭ": OGE, "ЕГЭ": EGE})
    with SchoolFile.create(tmp_path / "Школа.shnor") as file:
        import_results(file, [tmp_path / "1.xlsx"])
        import_results(file, [tmp_path / "2.xlsx"])
        rows = file.rows(ExamResult)
        assert import_results(file, [tmp_path / "1.xlsx", tmp_path / "2.xlsx"]) is not None
        assert file.rows(ExamResult) == rows
    found = {exam_of(row): compute_all(rows)[row.id] for row in rows}
    assert (found["oge", 2025, "Физика", 9].mean_score, found["oge", 2025, "Физика", 9].n) == (16.33, 3)
    oge, ege = (table.rows for table in (oge_by_year(Results(rows)), ege_by_year(Results(rows))))
    assert oge == (
        ("2023", "26/4", "11,5/3", "-"),
        ("2024", "31/4,22", "13,7/3,4", "-"),
        ("2025", "29,52/3,93", "13,29/3,4", "16,33/-"),
    )
    assert ege == (
        ("Русский язык", "73", "63,2", "60"),
        ("Математика (базовый уровень)", "4,5", "4,1", "-"),
        ("Физика", "-", "61", "30"),
    )
