"""Which exam a table is of: titles, labels, names of files and sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_desktop.services.results.exam_key import ExamKey, in_names, in_rows, in_text
from shnor_desktop.services.results.subjects import by_code, find_subject, subject_of


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("ВПР 2026 Русский язык 5 класс", ("vpr", 2026, "Русский язык", 5)),
        ("ВПР 2020. 5 класс", ("vpr", 2020, "", 5)),
        (
            "Всероссийские проверочные работы. Математика, 4 класс, 2023/2024 учебный год",
            ("vpr", 2024, "Математика", 4),
        ),
        ("Протокол проверки результатов ОГЭ 2025, 02 - Математика", ("oge", 2025, "Математика", 0)),
        ("ЕГЭ-2024. Математика профильная", ("ege", 2024, "Математика (профильный уровень)", 0)),
        ("Единый государственный экзамен", ("ege", 0, "", 0)),
        ("Математика (углублённый уровень) 8 класс", ("", 0, "Математика (углублённый уровень)", 8)),
        ("Литературное чтение, 4-й класс", ("", 0, "Литературное чтение", 4)),
        ("Класс: 7", ("", 0, "", 7)),
        ("Отчёт", ("", 0, "", 0)),
    ],
)
def test_titles(line: str, key: tuple[str, int, str, int]):
    found = in_text(line)
    assert (found.exam, found.year, found.subject, found.grade) == key


def test_labels_go_before_titles():
    rows = [
        ["ВПР 2026 Русский язык 5 класс"],
        ["", "Предмет:", "Окружающий мир"],
        ["Максимальный первичный балл:", 31.0],
    ]
    assert in_rows(rows) == ExamKey("vpr", 2026, "Окружающий мир", 5, 31.0)


def test_a_value_may_stand_in_the_cell_of_its_label_or_before_it():
    assert in_rows([["Предмет: 01 - Русский язык"]]).subject == "Русский язык"
    assert in_rows([["Физика", "", "Предмет:"]]).subject == "Физика"


def test_the_date_is_the_last_to_be_asked_for_the_year():
    assert in_rows([["Дата:", "20.04.2025"]]).year == 2025
    assert in_rows([["ВПР 2026 Физика 8 класс"], ["Дата:", "20.04.2025"]]).year == 2026


@pytest.mark.parametrize(
    ("path", "sheet", "key"),
    [
        ("РУ5_2026_Статистика.xlsx", "Лист1", ("", 2026, "Русский язык", 5)),
        ("файл.xlsx", "МА 4 Выполнение заданий", ("", 0, "Математика", 4)),
        ("ВПР 2025/ОМ4.xlsx", "1", ("vpr", 2025, "Окружающий мир", 4)),
        ("выгрузка.xlsx", "Лист1", ("", 0, "", 0)),
    ],
)
def test_names(path: str, sheet: str, key: tuple[str, int, str, int]):
    found = in_names(Path(path), sheet)
    assert (found.exam, found.year, found.subject, found.grade) == key


def test_codes_are_not_found_inside_words():
    assert by_code("КОМАНДА5") == ("", 0)
    assert by_code("МА12") == ("", 0)


def test_an_unknown_subject_keeps_its_words():
    assert subject_of("05 - чувашский язык") == "Чувашский язык"
    assert find_subject("чувашский язык") == ""


def test_what_is_missing_is_named():
    assert ExamKey("vpr", 2026, "", 5).missing() == "предмет"
    assert ExamKey("oge", 2025, "Химия").settled().grade == 9
    assert ExamKey(year=2025, subject="Химия").settled().exam == "vpr"
