"""Indicators, reporting schedule, criteria, passport and staff tables as people really type them."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_tools import FORM, found_in, heading, missing, para, printed, read, stored, table, tall, wide

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.recognise import recognise
from shnor_desktop.services.documents.recognise.criteria import wave_named
from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Document,
    Part,
    Picture,
    Row,
    Run,
    Table,
    block_texts,
    paragraph,
    text_cell,
)
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.formats import WaveSpec

TARGETS = heading("7. Целевые показатели реализации Программы")
HEAD = (
    "Задачи",
    "Наименование задач, целевых показателей",
    "Единица измерения",
    "Значение целевого показателя",
    "Достижение целевого показателя",
)


# indicators


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(5)))
def test_indicators_are_read_in_any_order_of_columns(order: list[int]):
    rows = [
        ("Задача 1", "Учить работе с текстом", "", "", ""),
        ("1.", "Доля справившихся", "процент", "90", "85"),
        ("2.", "Банк заданий", "имеется/не имеется", "имеется", ""),
        ("Задача 2", "Учить учителей", "", "", ""),
        ("1.", "Доля обученных", "не ниже областного", "", ""),
    ]
    source = table(*([row[place] for place in order] for row in (HEAD, *rows)))
    found = read(TARGETS, source)
    section = found_in(found, "indicators")
    assert [task.text for task, _ in section.tasks] == ["Учить работе с текстом", "Учить учителей"]
    first, second = section.tasks[0][1]
    assert (first.text, first.unit, first.target, first.achieved) == ("Доля справившихся", "процент", "90", "85")
    assert (second.unit, second.target) == ("имеется/не имеется", "имеется")
    assert section.tasks[1][1][0].comparison == "не ниже областного"
    assert bool(section.columns) == (order != sorted(order))
    assert missing(found, source) == []


def test_other_columns_of_indicators_are_printed_in_a_column_of_notes():
    source = table(
        ("№", "Показатель", "Ед. изм.", "Исходное значение", "Плановое значение", "2027 год", "Примечание"),
        ("1", "Доля справившихся", "%", "60", "75", "80", "по итогам года"),
    )
    found = read(TARGETS, source)
    section = found_in(found, "indicators")
    ((_, (row,)),) = section.tasks
    assert (row.unit, row.baseline, row.target) == ("%", "60", "75")
    assert row.note == "по итогам года\n2027 год: 80"
    assert missing(found, source) == []
    assert found.lost == []


def test_a_task_may_stand_across_the_table_or_in_the_column_of_texts():
    source = table(
        HEAD,
        (wide("Задача 1. Учить детей", 5),),
        ("1.", "Доля", "процент", "90", ""),
        ("", "Задача 2 – Учить учителей", "", "", ""),
        ("1.", "Число", "количество", "4", ""),
        ("Задача 3", wide("Учить родителей", 4)),
        ("1.", "Число", "количество", "2", ""),
    )
    tasks = found_in(read(TARGETS, source), "indicators").tasks
    assert [(task.number, task.text) for task, _ in tasks] == [
        ("", "Учить детей"),
        ("", "Учить учителей"),
        ("", "Учить родителей"),
    ]
    assert [len(indicators) for _, indicators in tasks] == [1, 1, 1]


def test_tasks_numbered_by_figures_own_the_dotted_rows_below():
    source = table(
        HEAD,
        ("1", "Учить детей", "", "", ""),
        ("1.1", "Доля", "процент", "90", ""),
        ("2", "Учить учителей", "", "", ""),
        ("2.1", "Число", "количество", "4", ""),
    )
    found = read(TARGETS, source)
    assert (found.counts["tasks"], found.counts["indicators"]) == (2, 2)
    assert missing(found, source) == []


def test_indicators_without_a_task_and_a_merged_unit():
    source = table(HEAD, ("1.", "Доля", tall("процент", 2), "90", ""), ("2.", "Доля вторая", "80", ""))
    ((task, (first, second)),) = found_in(read(TARGETS, source), "indicators").tasks
    assert (task.text, first.unit, second.unit, second.target) == ("", "процент", "процент", "80")


# schedule

SCHEDULE = heading("8. Мониторинг реализации программы")


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)))
def test_the_schedule_is_read_in_any_order_of_columns(order: list[int]):
    head = (
        "№",
        "Вид мониторинга",
        "Содержание представляемой информации",
        "Форма представления информации",
        "Контрольный срок",
        "Примечание",
    )
    rows = [
        ("1", "Входной", "Разработка", "Таблицы", "20 апреля 2026", "лично"),
        ("", "", "", "", "", ""),
        ("2", "Итоговый", "Итоги", "Дневник", "15 декабря 2026", ""),
    ]
    source = table(*([row[place] for place in order] for row in (head, *rows)))
    found = read(SCHEDULE, source)
    first, second = found_in(found, "schedule").schedule
    assert (first.kind, first.form, first.control_date) == ("Входной", "Таблицы", "20 апреля 2026")
    assert first.content == "Разработка\nПримечание: лично"
    assert (second.number, second.content) == ("", "Итоги")
    assert missing(found, source) == []
    assert found.lost == []


# criteria


def criteria_table(key: str, names: tuple[str, ...], *facts: tuple[str, ...], extra: str = "") -> Table:
    """Приложение 1 or 2 with a column of facts for each name, and one more column where `extra` is its heading."""
    spec = FORM.sections[key]
    labels = [column.label for column in spec.columns]
    more = [text_cell(extra)] if extra else []
    rows = [Row((*map(text_cell, labels[:3]), text_cell(labels[3], columns=len(names)), *more))]
    rows.append(Row(tuple(text_cell(text) for text in ("", "", "", *names, *[""] * len(more)))))
    place = 0
    for number, criterion in enumerate(spec.criterion, 1):
        for index, indicator in enumerate(criterion.indicators):
            height = len(criterion.indicators)
            head = (tall(str(number), height), tall(criterion.title, height)) if index == 0 else ()
            values = [text_cell(column[place] if place < len(column) else "") for column in facts]
            note = [text_cell("кроме вечерней школы" if place == 0 else "")] if extra else []
            rows.append(Row((*head, text_cell(indicator.label), *values, *note)))
            place += 1
    return Table(tuple(rows))


ENTRY = ("3", "0,46", "10 из 19", "52,6 %", "нет", "нет", "нет данных")
FINAL = ("4", "0,51", "12 из 18", "66,7 %", "", "нет", "")


def facts(found, key: str = "appendix_1") -> dict[tuple[str, str], object]:
    values = found_in(found, key).values
    return {(wave, value.key): value.value or (value.numerator, value.denominator) for wave, value in values}


def test_criteria_of_two_waves_stand_side_by_side():
    source = criteria_table("appendix_1", ("Школа № 7", "Школа № 7 (итоговый мониторинг)"), ENTRY, FINAL)
    found = read(para("Приложение 1"), para("Мониторинг качества результатов обучения"), source)
    known = facts(found)
    assert known["entry", "quality_group"] == "3"
    assert known["final", "secondary_count"] == (12, 18)
    assert ("entry", "secondary_share") not in known  # computed again
    assert found.school["short_name"] == "Школа № 7"
    assert missing(found, source) == []


OTHER_WAVES = dataclasses.replace(
    FORM,
    wave=(WaveSpec("autumn", "Осенний срез"), WaveSpec("spring", "Весенний срез"), WaveSpec("nameless", "")),
    section=tuple(dataclasses.replace(spec, waves=("autumn", "spring") if spec.waves else ()) for spec in FORM.section),
)


def test_waves_are_those_of_the_form():
    source = criteria_table("appendix_1", ("Школа № 7", "Школа № 7 (весенний срез)"), ENTRY, FINAL)
    mark, title = para("Приложение 1"), para("Мониторинг качества результатов обучения")
    lines = (para("Осенний срез: по состоянию на 01.10.2026"), para("Входной мониторинг: по состоянию на 01.01.2026"))
    found = recognise(Document((Part((mark, title, *lines, source)),)), OTHER_WAVES)
    assert facts(found)["autumn", "quality_group"] == "3"
    assert facts(found)["spring", "quality_group"] == "4"
    assert found.waves == {"autumn": "01.10.2026"}
    assert found.school["short_name"] == "Школа № 7"
    assert lines[1] in found_in(found, "appendix_1").texts["body"]  # a wave that this form has not stays text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Школа (Итоговый мониторинг)", "final"),
        ("Школа № 7, промежуточная проверка", "interim"),
        ("Входные и итоговые данные", ""),
        ("Школа № 7", ""),
        ("", ""),
    ],
)
def test_a_wave_is_named_by_its_title_or_the_first_word_of_it(text: str, key: str):
    assert wave_named(text, FORM) == key


def test_criteria_of_a_form_without_waves_stay_a_table():
    form = dataclasses.replace(
        FORM, wave=(), section=tuple(dataclasses.replace(spec, waves=()) for spec in FORM.section)
    )
    source = criteria_table("appendix_1", ("Школа № 7",), ENTRY)
    title = para("Мониторинг качества результатов обучения")
    assert recognise(Document((Part((title, source)),)), form).kept["tables"] == 1


def test_criteria_of_two_waves_stand_in_two_tables():
    first, second = (criteria_table("appendix_1", ("Школа № 7",), column) for column in (ENTRY, FINAL))
    found = read(
        para("Приложение 1"),
        para("Мониторинг качества результатов обучения"),
        para("Входной мониторинг: по состоянию на 01.01.2026"),
        first,
        para("Итоговый мониторинг: по состоянию на 01.12.2026"),
        second,
    )
    assert facts(found)["entry", "quality_group"] == "3"
    assert facts(found)["final", "quality_group"] == "4"
    assert found.waves == {"entry": "01.01.2026", "final": "01.12.2026"}
    assert found.kept["tables"] == 0


def test_a_third_table_of_the_same_criteria_stays_a_table():
    tables = [criteria_table("appendix_1", ("Школа № 7",), column) for column in (ENTRY, FINAL, ("6", "0,9"))]
    found = read(heading("Мониторинг качества результатов обучения"), *tables)
    assert found.kept["tables"] == 1
    assert missing(found, tables[2]) == []
    assert {"3", "4", "6", "0,46", "0,51", "0,9"} <= set(printed(found))


def test_a_share_that_is_not_that_of_its_numbers_is_told_beside_the_table():
    source = criteria_table("appendix_1", ("Школа № 7",), ("3", "0,46", "10 из 19", "61,2 %"))
    found = read(heading("Мониторинг качества результатов обучения"), source)
    assert {"52,6\u00a0%", "Доля: 61,2 %"} <= set(printed(found))


def test_a_share_without_its_numbers_stays_as_typed():
    source = criteria_table("appendix_1", ("Школа № 7",), ("3", "0,46", "многие", "61,2 %"))
    assert missing(read(heading("Мониторинг качества результатов обучения"), source), source) == []


def test_a_column_of_notes_beside_the_facts_is_no_fact():
    source = criteria_table("appendix_2", ("Школа № 7",), ("2", "0,3", "58 из 214"), extra="Примечание")
    found = read(heading("Мониторинг состояния социальных условий"), source)
    known = facts(found, "appendix_2")
    assert known["entry", "single_parent_count"] == (58, 214)
    assert len(known) == 3
    assert "Группа индекса соц. неблагополучия. Примечание: кроме вечерней школы" in printed(found)


def test_criteria_that_are_not_the_forms_stay_a_table():
    source = table(
        ("№", "Критерий", "Показатель", "Фактические данные"), ("1", "Свой критерий", "Свой показатель", "7")
    )
    found = read(heading("Мониторинг качества результатов обучения"), source)
    assert found.kept["tables"] == 1
    assert missing(found, source) == []


def test_words_of_the_header_may_stand_where_no_column_is():
    source = table(("критерий показа", "тель фактические данные"), ("а", "б"))
    assert read(source).kept["tables"] == 1


def test_the_interim_wave_is_printed_once_it_has_values():
    source = criteria_table("appendix_1", ("Школа № 7 (промежуточный мониторинг)",), ENTRY)
    found = read(heading("Мониторинг качества результатов обучения"), source)
    assert facts(found)["interim", "quality_group"] == "3"
    assert "10 из 19" in printed(found)


# passport


def passport_rows(source: Table, *before: Block):
    return found_in(read(*before, source), "passport").passport


def test_labels_of_the_passport_stand_in_any_order_and_some_are_missing():
    source = table(
        ("Сроки реализации\nПрограммы", "2026–2028 годы"),
        ("Куратор программы", "Завуч"),
        ("Цель программы", "Учить лучше"),
        ("Наименование Программы", "Программа «Шаг»"),
        ("Исполнители программы", "Учителя"),
    )
    found = read(source)
    rows = found_in(found, "passport").passport
    assert [row.key for row in rows] == ["period", "", "goal", "name", "performers"]
    assert (rows[0].label, rows[1].label) == ("Сроки реализации Программы", "Куратор программы")
    assert (found.title, found.years) == ("Программа «Шаг»", (2026, 2028))
    assert missing(found, source) == []


def test_a_row_without_label_goes_on_with_the_row_above():
    source = table(
        (tall("Задачи Программы", 2), "1. Учить детей"),
        ("2. Учить учителей",),
        ("", "3. Учить родителей"),
        ("Цель Программы", "Учить"),
        ("Исполнители Программы", "Все"),
        ("Риски и меры по их устранению", "Нет"),
    )
    rows = passport_rows(source)
    assert list(block_texts(load_blocks(rows[0].body))) == [
        "1. Учить детей",
        "2. Учить учителей",
        "3. Учить родителей",
    ]
    assert len(rows) == 4


def test_a_passport_may_have_a_column_of_numbers():
    spec = FORM.sections["passport"]
    source = table(
        ("№", "Раздел", "Содержание"), *((f"{n}.", row.label, f"Текст {n}") for n, row in enumerate(spec.rows, 1))
    )
    rows = passport_rows(source)
    assert [row.key for row in rows] == ["", *(row.key for row in spec.rows)]
    assert "Текст 1" in block_texts(load_blocks(rows[1].body))


def test_under_its_heading_a_passport_may_have_labels_of_its_own():
    source = table(("Цель Программы", "Учить"), ("Заказчик", "Округ"), ("Этапы", "Два"))
    assert len(passport_rows(source, heading("Паспорт программы"))) == 3
    assert read(heading("1. Актуальность программы"), source).counts == {}


def test_a_picture_in_the_passport_is_kept_once():
    cell = Cell((paragraph("Схема:"), Picture("схема.png", 40.0, 30.0)))
    rows = [Row((text_cell(row.label), text_cell("Текст"))) for row in FORM.sections["passport"].rows[1:]]
    source = Table((Row((text_cell("Наименование Программы"), cell)), *rows))
    found = read(source)
    blocks = [block for row in found_in(found, "passport").passport for block in load_blocks(row.body)]
    assert sum(isinstance(block, Picture) for block in blocks) == 1
    assert found.kept["pictures"] == 0


# matrix and staff


def test_a_flattened_header_of_staff_gets_its_groups_back():
    source = table(
        ("Общее количество педагогов", "Стаж работы", "Образование", "", "", "", "", "", ""),
        ("", "до 2 лет", "2–5 лет", "5–10 лет", "10–20 лет", "более 20 лет", "Высшее", "Среднее", "Нет"),
        ("27", "4", "-", "3", "3", "17", "23", "4", "0"),
    )
    found = read(para("Характеристика педагогического состава по стажу и образованию"), source)
    section = found_in(found, "staff_experience")
    groups = [column.split("|")[1].partition("//")[0] for column in section.columns]
    assert groups == ["Общее количество педагогов", *["Стаж работы"] * 5, *["Образование"] * 3]
    assert section.grid[0].cells[:2] == ("27", "4")
    assert missing(found, source) == []


def test_a_title_in_the_table_of_staff_stays_above_it():
    source = table(
        (wide("Сведения на 1 сентября", 3),),
        ("", "", ""),
        ("Квалификация", "Всего", "% к общему числу педагогических работников"),
        ("Высшая", "9", "33"),
        ("", "всего 27", ""),
    )
    found = read(para("Квалификация педагогических кадров"), source)
    section = found_in(found, "staff_qualification")
    assert section.columns == ()
    assert [row.cells for row in section.grid] == [("Высшая", "9", "33"), ("", "всего 27", "")]
    assert missing(found, source) == []
    assert printed(found).index("Сведения на 1 сентября") < printed(found).index("Высшая")


def test_a_first_row_with_an_empty_cell_is_no_second_header():
    source = table(("Управление образования", "ИМЦ", "Школа"), ("", "Помочь", "Исполнить"), ("Проверить", "", ""))
    section = found_in(read(heading("5.1. Организационно-содержательное обеспечение"), source), "organisation")
    assert [row.cells for row in section.grid] == [("", "Помочь", "Исполнить"), ("Проверить", "", "")]


def test_without_numbers_a_bare_row_is_a_task():
    source = table(HEAD[1:], ("Учить детей", "", "", ""), ("Доля", "процент", "90", ""), ("Число", "штук", "4", ""))
    ((task, indicators),) = found_in(read(TARGETS, source), "indicators").tasks
    assert (task.text, len(indicators)) == ("Учить детей", 2)


def test_a_matrix_keeps_rows_across_and_partners_of_its_own():
    source = table(
        ("Управление образования", "Методический центр", "Школа № 7"),
        (wide("1. Организация", 3),),
        ("Назначить", "Помочь", "Исполнить"),
        ("", "", ""),
    )
    found = read(heading("5.1. Организационно-содержательное обеспечение"), source)
    section = found_in(found, "organisation")
    assert [row.heading for row in section.grid] == [True, False]
    assert [column.split("|")[1] for column in section.columns][1] == "Методический центр"
    assert missing(found, source) == []


def test_a_nested_table_in_a_plan_loses_no_text():
    inner = table(("Класс", "Число"), ("5 «А»", "24"))
    cell = Cell((paragraph("Список:"), inner))
    head = tuple(map(text_cell, ("№", "Мероприятия", "Сроки", "Ответственные")))
    source = Table((Row(head), Row((text_cell("1"), cell, text_cell("май"), text_cell("Завуч")))))
    found = read(heading("Дорожная карта"), source)
    assert missing(found, source) == []


def test_bold_runs_in_the_passport_stay_bold():
    body = Cell((paragraph("обычный"), paragraph("важный", bold=True)))
    rows = [Row((text_cell(row.label), text_cell("Текст"))) for row in FORM.sections["passport"].rows[1:]]
    found = read(Table((Row((text_cell("Наименование Программы"), body)), *rows)))
    document = compose(stored(found))
    texts = list(block_texts(tuple(document.blocks())))
    assert "важный" in texts
    bold = [run for block in load_blocks(found_in(found, "passport").passport[0].body) for run in block.runs]  # type: ignore[union-attr]
    assert [run.bold for run in bold] == [False, True]
    assert isinstance(bold[0], Run)
