"""Single traps of plans: what is no group, no header, no plan at all."""

from __future__ import annotations

import pytest
from table_tools import found_in, heading, missing, para, printed, read, table, tall, wide

from shnor_desktop.services.documents.recognise import recognise
from shnor_desktop.services.documents.recognise.tables import field_of, lines_of, plan_fields, plan_header
from shnor_desktop.services.documents.recognise.words import split_group
from shnor_desktop.services.documents.tree import Document, Part, Table, paragraph
from shnor_desktop.services.formats import load_format

HEAD = ("№", "Мероприятия", "Сроки", "Ответственные", "Результаты исполнения")
MAP = heading("6. Дорожная карта Программы")


def rows_of(source: Table, key: str = "roadmap"):
    return found_in(read(MAP, source), key).activities


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Сроки выполнения", "period"),
        ("Дата", "period"),
        ("Информация о выполнении (% выполнения)", "percent"),
        ("Отметка об исполнении", "percent"),
        ("Результат выполнения мероприятия", "result"),
        ("Ответственные за исполнение", "responsible"),
        ("№ мероприятия", "number"),
        ("Причины невыполнения / изменения сроков", "reason"),
        ("Планируемый охват участников", "coverage"),
        ("Формы реализации мероприятия", "form"),
        ("Примечание", ""),
        ("", ""),
    ],
)
def test_a_label_names_its_field(label: str, field: str):
    assert field_of(label) == field


def test_of_two_labels_for_one_field_the_more_telling_has_it():
    labels = ("Направление", "Мероприятия", "Исполнители", "Ответственный", "Планируемый срок", "Дата проведения")
    assert plan_fields(labels) == ["", "text", "", "responsible", "period", ""]


def test_a_direction_beside_the_activity_is_a_column_of_its_own():
    source = table(("Направление", "Мероприятия", "Сроки", "Ответственные"), ("Кадры", "Обучить", "май", "Завуч"))
    found = read(MAP, source)
    section = found_in(found, "roadmap")
    (row,) = section.activities
    assert (row.text, row.extra) == ("Обучить", ("Кадры",))
    assert missing(found, source) == []


def test_a_header_of_two_levels_is_taken_whole():
    source = table(
        (tall("№", 2), tall("Мероприятия", 2), wide("Сроки", 2), tall("Ответственные", 2)),
        ("начало", "конец"),
        ("1", "Провести декаду", "март", "апрель", "Завуч"),
    )
    found = read(MAP, source)
    section = found_in(found, "roadmap")
    (row,) = section.activities
    assert (row.text, row.period, row.extra, row.responsible) == ("Провести декаду", "март", ("апрель",), "Завуч")
    assert [column.split("|")[1] for column in section.columns][2:4] == ["Сроки//начало", "Сроки//конец"]
    assert missing(found, source) == []
    assert "начало" in printed(found)


def test_a_header_of_two_levels_without_merged_rows_is_taken_too():
    source = table(
        ("№", "Мероприятия", wide("Сроки", 2), "Ответственные"),
        ("", "", "начало", "конец", ""),
        ("1", "Провести декаду", "март", "апрель", "Завуч"),
    )
    (row,) = rows_of(source)
    assert (row.period, row.extra) == ("март", ("апрель",))


def test_a_header_repeated_on_each_page_is_no_row():
    source = table(HEAD, ("1", "Начать", "май", "Завуч", "Приказ"), HEAD, ("2", "Кончить", "июнь", "Завуч", "Отчёт"))
    assert [row.text for row in rows_of(source)] == ["Начать", "Кончить"]


def test_a_title_above_the_header_stays_a_text_before_the_table():
    source = table((wide("План первоочередных мер", 5),), HEAD, ("1", "Начать", "май", "Завуч", "Приказ"))
    found = read(MAP, source)
    section = found_in(found, "roadmap")
    assert [row.level for row in section.activities] == ["item"]
    texts = printed(found)
    assert texts.index("План первоочередных мер") < texts.index("Начать")


def test_a_stage_above_the_header_is_the_first_group():
    source = table((wide("1. Подготовка", 5),), HEAD, ("1.1", "Начать", "май", "Завуч", "Приказ"))
    assert [(row.level, row.text) for row in rows_of(source)] == [("group", "Подготовка"), ("item", "Начать")]


def test_a_group_may_carry_a_responsible_person():
    source = table(HEAD, (wide("Подготовка", 4), "Приказ"), ("1", "Начать", "май", "Завуч", "Список"))
    group, _item = rows_of(source)
    assert (group.level, group.text, group.result) == ("group", "Подготовка", "Приказ")
    assert missing(read(MAP, source), source) == []


def test_a_year_or_a_figure_in_a_section_row_is_no_number():
    source = table(HEAD, (wide("2026 год: подготовка", 5),), ("1", "Начать", "май", "Завуч", "Приказ"))
    assert rows_of(source)[0].text == "2026 год: подготовка"


@pytest.mark.parametrize(
    ("typed", "number", "text"),
    [
        ("1. Стадия сбора", "1.", "Стадия сбора"),
        ("2) Работа с семьёй", "2)", "Работа с семьёй"),
        ("3 Кадры", "3", "Кадры"),
        ("1.2. Кадры", "1.2.", "Кадры"),
        ("IV. Кадры", "IV.", "Кадры"),
        ("Раздел 2. Кадры", "Раздел 2.", "Кадры"),
        ("Этап 1: начало", "Этап 1:", "начало"),
        ("II этап – основной", "II этап –", "основной"),
        ("5 классов и больше", "", "5 классов и больше"),
        ("2026 год", "", "2026 год"),
        ("12.05.2026 – день открытых дверей", "", "12.05.2026 – день открытых дверей"),
        ("Кадры", "", "Кадры"),
        ("1.", "", "1."),
    ],
)
def test_the_number_of_a_section_row_is_told_from_its_title(typed: str, number: str, text: str):
    assert split_group(typed) == (number, text)


def test_a_worded_number_is_printed_in_one_cell_with_the_title():
    source = table(HEAD, (wide("Раздел 2. Кадры", 5),), ("1", "Начать", "май", "Завуч", "Приказ"))
    found = read(MAP, source)
    assert found_in(found, "roadmap").activities[0].number == "Раздел 2."
    assert "Раздел 2. Кадры" in printed(found)


def test_a_dash_in_the_column_of_numbers_marks_a_sub_item():
    source = table(HEAD, ("1", "Проверить:", "май", "Завуч", "Акт"), ("-", "тетради", "", "", ""))
    rows = rows_of(source)
    assert [(row.level, row.number, row.text) for row in rows] == [("item", "", "Проверить:"), ("sub", "", "тетради")]


def test_a_negative_figure_is_no_sub_item():
    source = table(
        HEAD, ("1", "Проверить", "май", "Завуч", "Акт"), ("2", "-5 % пропусков уроков", "май", "Завуч", "Акт")
    )
    assert [row.level for row in rows_of(source)] == ["item", "item"]


def test_items_without_deadline_and_person_are_no_groups_when_numbers_go_on():
    source = table(
        HEAD,
        ("1.", "Управление", "", "", ""),
        ("1.", "Начать", "май", "Завуч", "Приказ"),
        ("2.", "Продолжить", "", "", ""),
        ("3.", "Кончить", "июнь", "Завуч", "Отчёт"),
    )
    assert [row.level for row in rows_of(source)] == ["group", "item", "item", "item"]


def test_a_merged_period_speaks_for_all_its_rows_and_a_merged_note_for_one():
    source = table(
        (*HEAD[:4], "Примечание"),
        ("1", "Начать", tall("май", 3), "Завуч", tall("важно", 3)),
        ("2", "Продолжить", "Завуч"),
        ("3", "Кончить", "Завуч"),
    )
    rows = rows_of(source)
    assert [row.period for row in rows] == ["май"] * 3
    assert [row.extra for row in rows] == [("важно",), (), ()]


def test_a_table_of_results_is_no_plan():
    source = table(("Предмет", "Срок", "Результат"), ("Математика", "май", "3,4"))
    assert plan_header(lines_of(source)) is None


def test_prose_in_three_columns_is_no_plan():
    long = "Мероприятия проводятся по графику, который директор утверждает до начала учебного года и доводит до всех."
    source = table((long, "Сроки подводит завуч", "Ответственные назначены приказом"), ("Текст", "Текст", "Текст"))
    found = read(heading("1. Актуальность программы"), source)
    assert found.counts == {}
    assert found.kept["tables"] == 1
    assert missing(found, source) == []


def test_two_columns_are_no_plan():
    source = table(("Мероприятия", "Сроки"), ("Начать", "май"))
    assert read(MAP, source).counts == {}


def test_two_roadmaps_stand_in_one_document():
    first = table(HEAD, ("1", "Начать", "май 2026", "Завуч", "Приказ"))
    second = table(
        HEAD, ("1", "Кончить", "май 2027", "Завуч", "Отчёт"), ("2", "Доложить", "май 2027", "Завуч", "Отчёт")
    )
    found = read(MAP, first, heading("Дорожная карта на 2027 год"), second, para("Итог."))
    assert (found.counts["roadmap"], found.counts["activities"]) == (1, 2)
    texts = printed(found)
    order = [texts.index(text) for text in ("Начать", "Дорожная карта на 2027 год", "Кончить", "Итог.")]
    assert order == sorted(order)


def test_two_plans_under_one_heading_are_both_kept():
    first = table(HEAD, ("1", "Начать", "май 2026", "Завуч", "Приказ"))
    second = table(HEAD, ("1", "Кончить", "май 2027", "Завуч", "Отчёт"))
    found = read(MAP, para("Первый год."), first, para("Второй год."), second)
    assert missing(found, para("Первый год."), first, para("Второй год."), second) == []
    assert found.counts["roadmap"] == found.counts["activities"] == 1


def test_a_plan_under_another_heading_leaves_the_roadmap_its_place():
    early = table(HEAD, ("1", "Купить книги", "май", "Завуч", "Акт"))
    late = table(HEAD, ("1", "Начать", "май", "Завуч", "Приказ"))
    found = read(heading("4. Содержание Программы"), early, MAP, late)
    assert [row.text for row in found_in(found, "roadmap").activities] == ["Начать"]
    assert printed(found).index("Купить книги") < printed(found).index("Начать")


def test_an_empty_plan_is_a_plan_without_rows():
    assert rows_of(table(HEAD, ("", "", "", "", ""))) == []


def test_the_numbers_of_the_columns_may_have_moved_with_them():
    source = table(
        ("Сроки", "№", "Ответственные", "Мероприятия"), ("3", "1", "4", "2"), ("май", "1", "Завуч", "Начать")
    )
    assert [row.text for row in rows_of(source)] == ["Начать"]


def test_numbered_empty_rows_stay_in_the_diary_alone():
    head = (
        "№",
        "Мероприятия, планируемые на муниципальном уровне",
        "Планируемый результат",
        "Сроки реализации",
        "Ответственный",
        "Планируемый охват участников",
        "Информация о выполнении (% выполнения)",
        "Причины невыполнения / изменения сроков",
    )
    empty = ("", "", "", "", "", "", "")
    source = table(
        head,
        tuple(str(n) for n in range(1, 9)),
        ("1.", "Организация образовательной деятельности.", *empty[1:]),
        ("1.1", *empty),
        ("1.2", "Провести", "Отчёт", "май", "Завуч", "12 человек", "60 %; протокол готов", "нет"),
    )
    found = read(para("Приложение 3"), para("Дневник реализации Программы"), source)
    rows = found_in(found, "diary").activities
    assert [(row.level, row.number, row.text) for row in rows][1] == ("item", "", "")
    assert (rows[2].percent, rows[2].progress, rows[2].coverage) == (60, "протокол готов", "12 человек")
    assert found_in(found, "diary").columns == ()
    assert missing(found, source) == []


def test_words_in_the_column_of_numbers_are_no_number():
    """A ragged row that holds nothing else is kept, also where the same words stand elsewhere."""
    rows = (("№", "Мероприятия", "Сроки", "Ответственные"), ("1", "Слова", "май", "Завуч"), ("Слова",), ("2",))
    found = read(heading("Дорожная карта"), table(*rows))
    plan = next(section for section in found.sections if section.key == "roadmap").activities
    assert [row.text for row in plan] == ["Слова", "Слова"]


CUT = ("№", "Мероприятия", "Сроки", "Ответственные")


def cut_rows(*rows: tuple[str, str, str, str]) -> list[tuple[str, str, str, str]]:
    found = read(MAP, table(CUT, *rows))
    return [(row.number, row.text, row.period, row.responsible) for row in found_in(found, "roadmap").activities]


def test_a_row_that_a_page_cut_is_one_where_the_header_stands_again_in_the_table():
    above = ("1.", "Провести семинар для учителей, которые", "май", "Директор")
    below = ("", "ведут пятые классы", "", "Завуч")
    assert cut_rows(above, CUT, below, ("2.", "Собрать отчёт", "июнь", "Завуч")) == [
        ("", "Провести семинар для учителей, которые ведут пятые классы", "май", "Директор\nЗавуч"),
        ("", "Собрать отчёт", "июнь", "Завуч"),
    ]


def test_a_sentence_that_breaks_off_goes_on_below_the_header_even_without_numbers():
    above, below = ("", "Вести объединения учителей: физики", "май", "Завуч"), ("", "и химии", "", "")
    rows = cut_rows(("1.", "Собрать отчёт", "май", "Завуч"), above, CUT, below)
    assert [row[1] for row in rows] == ["Собрать отчёт", "Вести объединения учителей: физики и химии"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("1.", "Собрать отчёт", "май", "Завуч"), ("", "Провести семинар", "май", "Завуч")),  # a row of its own
        (("1.", "Собрать отчёт", "май", "Завуч"), ("2.", "провести семинар", "май", "Завуч")),  # has a number
        (("", "анализ работ;", "май", "Завуч"), ("", "анализ уроков", "май", "Завуч")),  # a list of short points
    ],
)
def test_a_row_of_its_own_below_a_repeated_header_stays_one(above, below):
    first = ("1.", "Обсудить итоги", "май", "Завуч")
    assert len(cut_rows(first, above, CUT, below)) == 3
    assert len(cut_rows(first, above, below)) == 3


def test_a_plan_that_nobody_named_is_in_the_list_too():
    """The form has no place for it and it has no title above: its rows are told of all the same."""
    rows = (CUT, ("1.", "Провести совет", "май", "Директор"), ("2.", "Собрать отчёт", "июнь", "Завуч"))
    source = Document((Part((table(*rows), paragraph("Текст между планами."), table(*rows, *rows[1:]))),))
    found = recognise(source, load_format("support-concept"))
    plans = [section for section in found.sections if section.kind == "activities" and section.table_found]
    assert [section.title for section in plans] == ["", ""]
    assert [line for line in found.lines() if line[1].startswith(("2 строки", "4 строки"))] == [
        ("Таблица без названия", "2 строки"),
        ("Таблица без названия", "4 строки"),
    ]
