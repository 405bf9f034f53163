"""Tables pasted into a plan as rows."""

from __future__ import annotations

import pytest
from page_tools import PLAN, entry_of, form_of

from shnor_desktop.models.all import Activity
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.editing.pasted_plan import paste_rows, wants_rows
from shnor_desktop.services.editing.plan_columns import header_of
from shnor_desktop.services.formats import ColumnSpec
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.tabular import Block, Span, from_tsv

HEADED = (
    "№ п/п\tНаименование мероприятия\tСроки выполнения\tОтветственные\tРезультат\n"
    "1\tКадры\t\t\t\n"
    "1.1\tНазначить кураторов\tмай 2026\tДиректор\tприказ\n"
    "\t- по классам\tиюнь 2026\t\t\n"
    "2\tУроки\t\t\t\n"
    "2.1\tПосетить уроки\tежегодно\tЗавуч\tсправка\n"
)
GRID = Block(
    (
        ("1", "Посетить уроки", "май", "Завуч"),
        ("Работа с родителями", "", "", ""),
        ("2", "Собрание", "июнь", "Директор"),
        ("3", "Анкета", "", "Психолог"),
    ),
    (Span(1, 0, 1, 4), Span(2, 2, 2, 1)),
)


def columns(file: SchoolFile, key: str = "roadmap") -> tuple[ColumnSpec, ...]:
    return entry_of(file, key).spec.columns


def plan(file: SchoolFile, key: str = "roadmap") -> list[Activity]:
    return file.rows(Activity, section_id=entry_of(file, key).section.id)


def paste(file: SchoolFile, block: Block, after: Activity | None = None, key: str = "roadmap") -> list[Activity]:
    return paste_rows(file, entry_of(file, key).section, columns(file, key), form_of(file), block, after)


def said(rows: list[Activity]) -> list[tuple[str, str, str, str]]:
    return [(row.level, row.text, row.period, row.responsible) for row in rows]


def test_columns_are_known_by_their_headings_whatever_their_order(file):
    lines = [line.split("\t") for line in HEADED.rstrip("\n").split("\n")]
    turned = Block(tuple((line[0], line[3], line[2], line[4], line[1]) for line in lines))
    for block in (from_tsv(HEADED), turned):
        rows = paste(file, block)
        assert said(rows) == [
            ("group", "Кадры", "", ""),
            ("item", "Назначить кураторов", "май 2026", "Директор"),
            ("sub", "по классам", "июнь 2026", ""),
            ("group", "Уроки", "", ""),
            ("item", "Посетить уроки", "ежегодно", "Завуч"),
        ]
        assert {row.number for row in rows} == {""}
        assert rows[4].result == "справка"
        assert file.undo() == "Вставка: 5 строк"
    assert [(row.level, row.text) for row in plan(file)] == list(PLAN)


def test_merged_cells_are_groups_and_deadlines_of_several_rows(file):
    rows = paste(file, GRID, plan(file)[4])
    assert said(rows) == [
        ("item", "Посетить уроки", "май", "Завуч"),
        ("group", "Работа с родителями", "", ""),
        ("item", "Собрание", "июнь", "Директор"),
        ("item", "Анкета", "июнь", "Психолог"),
    ]
    assert [row.text for row in plan(file)][4:7] == ["Провести неделю чтения", "Посетить уроки", "Работа с родителями"]


def test_rows_with_groups_go_to_the_end_of_the_group_that_they_are_pasted_in(file):
    paste(file, GRID, plan(file)[1])
    assert [row.text for row in plan(file)][4:7] == ["Провести неделю чтения", "Посетить уроки", "Работа с родителями"]
    file.undo()
    paste(file, from_tsv("Раз\tмай\nДва\tиюнь"), plan(file)[1])
    assert [row.text for row in plan(file)][3:7] == ["старшие классы", "Раз", "Два", "Провести неделю чтения"]


def test_headings_that_wait_empty_give_way_to_those_that_come_with_their_rows(file):
    with file.transaction("Новый план") as transaction:
        for row in plan(file):
            if row.level == "group":
                transaction.change(Activity, row.id, text="Уроки" if row.text == "Кадры" else "Кадры")
            else:
                transaction.remove(Activity, row.id)
        kept = transaction.add(Activity(section_id=plan(file)[0].section_id, position=2**40, level="group", text="Дом"))
    assert [row.text for row in plan(file)] == ["Кадры", "Уроки", "Дом"]
    paste(file, from_tsv(HEADED), plan(file)[0])
    assert [row.text for row in plan(file) if row.level == "group"] == ["Кадры", "Уроки", "Дом"]
    assert [row.text for row in plan(file)][1:3] == ["Назначить кураторов", "по классам"]
    assert plan(file)[-1].id == kept.id
    paste(file, from_tsv(HEADED), plan(file)[-1])
    assert [row.text for row in plan(file) if row.level == "group"] == ["Кадры", "Уроки", "Дом", "Кадры", "Уроки"]
    file.undo()
    file.undo()
    assert [row.text for row in plan(file)] == ["Кадры", "Уроки", "Дом"]


def test_an_empty_row_gives_its_place(file):
    with file.transaction("Пустая") as transaction:
        transaction.change(Activity, plan(file)[4].id, text="")
    paste(file, from_tsv("Раз\tмай\nДва\tиюнь"), plan(file)[4])
    assert [row.text for row in plan(file)][3:7] == ["старшие классы", "Раз", "Два", "Кадры"]
    assert len(plan(file)) == len(PLAN) + 1
    file.undo()
    assert plan(file)[4].text == ""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Раз\nДва", [("item", "Раз", "", ""), ("item", "Два", "", "")]),
        ("1.\tРаз\n2.\tДва", [("item", "Раз", "", ""), ("item", "Два", "", "")]),
        ("1\tРаз\tмай\tДиректор\n2\tДва\t\t", [("item", "Раз", "май", "Директор"), ("item", "Два", "", "")]),
        ("Раз\tмай\n– два\tиюнь", [("item", "Раз", "май", ""), ("sub", "два", "июнь", "")]),
        ("Мероприятия по чтению\tв срок до мая\nИтоги\tмай",
         [("item", "Мероприятия по чтению", "в срок до мая", ""), ("item", "Итоги", "май", "")]),
    ],
)  # fmt: skip
def test_without_headings_columns_are_taken_by_their_place(file, text, rows):
    assert said(paste(file, from_tsv(text))) == rows


def test_a_column_that_the_plan_has_not_comes_along(file):
    block = from_tsv("Мероприятия\tСроки\tБюджет, руб.\tПодтверждение\nСеминар\tмай\t5000\tприказ № 3\n")
    row = paste(file, block)[0]
    assert (row.text, row.period, row.extra, row.evidence) == ("Семинар", "май", ("5000",), "приказ № 3")
    assert entry_of(file, "roadmap").section.columns[-1] == "extra0|Бюджет, руб.|10"
    file.undo()
    assert entry_of(file, "roadmap").section.columns == ()


def test_rows_copied_in_the_program_keep_their_columns(file):
    block = Block(
        (("1.1", "Урок", "май", "Завуч", "справка", "60 %"),),
        fields=("number", "text", "period", "responsible", "result", "done"),
    )
    row = paste(file, block, key="diary")[0]
    assert (row.text, row.result, row.period, row.responsible, row.percent) == ("Урок", "справка", "май", "Завуч", 60)


def test_headers_that_repeat_and_rows_of_column_numbers_are_no_rows(file):
    head = "№\tМероприятия\tСроки\tОтветственные\n"
    text = f"{head}1\t2\t3\t4\n1\tА\tмай\tБ\n{head}2\tВ\tмай\tГ"
    assert [row.text for row in paste(file, from_tsv(text))] == ["А", "В"]


@pytest.mark.parametrize("text", ["\t\t", "Мероприятия\tСроки", "а\tб\tв\tг\tд\tе\tж\tз"])
def test_what_is_no_table_of_rows_is_refused(file, text):
    with pytest.raises(UserError):
        paste(file, from_tsv(text))
    assert file.undo_name == "Наполнение"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("№\tМероприятия", ["number", "text"]),
        ("Мероприятия\tСроки реализации\tИсполнители", ["text", "period", "responsible"]),
        ("Дорожная карта\t\t\n№ п/п\tНаправление деятельности\tДата проведения", ["number", "text", "period"]),
        ("Провести мероприятия\tсрок до мая\tрезультат", None),
        ("№\tчто-то", None),
        ("Сроки", None),
    ],
)
def test_a_header_is_known_by_a_heading_that_is_nothing_else(file, text, found):
    header = header_of(from_tsv(text), columns(file))
    assert (header[1] if header else None) == found


def test_when_a_block_is_a_table_of_rows(file):
    some, block = plan(file), from_tsv("а\tб\nв\tг")
    own = columns(file)
    assert wants_rows(block, own, None, "period", last=False)
    assert wants_rows(block, own, some[-1], "text", last=True)
    assert wants_rows(block, own, Activity(id=5, section_id=1, position=7), "text", last=False)
    assert not wants_rows(block, own, some[1], "text", last=False)
    assert not wants_rows(block, own, some[-1], "period", last=True)
    assert not wants_rows(from_tsv("а\tб"), own, some[-1], "text", last=True)
    assert wants_rows(from_tsv(HEADED), own, some[1], "period", last=False)
    assert wants_rows(GRID, own, some[1], "text", last=False)
