"""Cells that become data keep what a list and a hyperlink say besides their words."""

from __future__ import annotations

import pytest
from table_tools import found_in, heading, missing, para, read, table, tall

from shnor_desktop.services.documents.list_numbers import ListNumbers
from shnor_desktop.services.documents.recognise.cell_text import cell_text, with_addresses
from shnor_desktop.services.documents.tree import Block, Cell, Heading, Paragraph, Row, Run, Table, text_cell

HEAD = ("№", "Мероприятия", "Сроки", "Ответственные", "Результаты исполнения")
MAP = heading("6. Дорожная карта Программы")
ADDRESS = "https://school.ru/prikaz.pdf"


def item(text: str, kind: str = "number", *, start: int = 0, marker: str = "", level: int = 0) -> Paragraph:
    return Paragraph((Run(text),), "table", list=kind, start=start, marker=marker, level=level)


def cell(*blocks: Block) -> Cell:
    return Cell(blocks)


def linked(text: str, address: str = ADDRESS) -> Cell:
    return cell(Paragraph((Run(text, link=address),), "table"))


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((Run("приказ", link=ADDRESS),), f"приказ ({ADDRESS})"),
        ((Run("см. "), Run("при", bold=True, link=ADDRESS), Run("каз ", link=ADDRESS), Run("и отчёт")), None),
        ((Run(ADDRESS, link=ADDRESS),), ADDRESS),
        ((Run("school.ru/prikaz.pdf", link=ADDRESS),), "school.ru/prikaz.pdf"),
        ((Run("школа@край.рф", link="mailto:школа@край.рф"),), "школа@край.рф"),
        ((Run("написать", link="mailto:a@b.ru"),), "написать (mailto:a@b.ru)"),
        ((Run("раздел 5", link="#_Toc5"),), "раздел 5"),
        ((Run("приказ", link="приказ.docx"),), "приказ (приказ.docx)"),
        ((), ""),
    ],
)
def test_an_address_stands_behind_its_words(runs: tuple[Run, ...], text: str | None) -> None:
    assert with_addresses(runs) == (text if text is not None else f"см. приказ ({ADDRESS}) и отчёт")


def test_items_of_a_list_have_their_numbers() -> None:
    whole = cell(item("план", start=1, marker="1)"), item("отчёт"), item("приказ", level=1, start=1, marker="а)"))
    assert cell_text(whole, ListNumbers()) == "1) план\n2) отчёт\nа) приказ"


def test_bullets_are_shown_where_there_are_several() -> None:
    assert cell_text(cell(item("план", "bullet"), item("отчёт", "bullet")), ListNumbers()) == "– план\n– отчёт"
    assert cell_text(cell(item("план", "bullet")), ListNumbers()) == "план"


def test_headings_and_tables_in_a_cell_are_read_too() -> None:
    inner = Table((Row((cell(item("план", start=3)), linked("приказ"))),))
    whole = cell(Heading(1, (Run("Итоги"),), "2."), inner)
    assert cell_text(whole, ListNumbers()) == f"2. Итоги\n3. план\nприказ ({ADDRESS})"
    assert cell_text(Cell(), ListNumbers()) == ""


def test_a_list_goes_on_from_row_to_row() -> None:
    source = table(
        HEAD,
        ("1.1", "Начать", "май", "Завуч", cell(item("план", start=1, marker="1)"))),
        ("1.2", "Кончить", "июнь", "Завуч", cell(item("отчёт"))),
    )
    assert [row.result for row in found_in(read(MAP, source), "roadmap").activities] == ["1) план", "2) отчёт"]


def test_a_plan_keeps_addresses_and_numbers_also_of_merged_cells() -> None:
    result = Cell((Paragraph((Run("приказ", link=ADDRESS),), "table"),), rows=2)
    source = table(
        HEAD, ("1.1", "Начать", "май", "Завуч", result), (*("1.2", "Кончить"), cell(item("июнь", start=1)), "Завуч")
    )
    found = read(MAP, source)
    first, second = found_in(found, "roadmap").activities
    assert (first.result, second.result, second.period) == (*[f"приказ ({ADDRESS})"] * 2, "1. июнь")
    assert found.lost == []
    assert missing(found, source) == []


def test_other_tables_keep_them_too() -> None:
    schedule = table(
        ("№", "Вид мониторинга", "Содержание", "Форма", "Контрольный срок"),
        ("1", "Итоговый", cell(item("план", start=1), item("отчёт")), linked("таблица"), "15 декабря"),
    )
    targets = table(
        ("№", "Наименование показателей", "Единица измерения", "Значение", "Достижение"),
        ("Задача 1", "Учить", "", "", ""),
        ("1.", linked("Доля"), tall("процент", 1), "90", ""),
    )
    found = read(
        heading("7. Целевые показатели реализации Программы"), targets, para("x"), heading("8. Мониторинг"), schedule
    )
    (row,) = next(section.schedule for section in found.sections if section.schedule)
    assert (row.content, row.form) == ("1. план\n2. отчёт", f"таблица ({ADDRESS})")
    assert found_in(found, "indicators").tasks[0][1][0].text == f"Доля ({ADDRESS})"
    assert found.lost == []


def test_a_numbered_label_of_the_passport_is_still_the_forms() -> None:
    labels = ("Наименование Программы", "Цель Программы")
    rows = [Row((cell(item(label)), text_cell("текст"))) for label in labels]
    found = read(heading("Паспорт Программы"), Table(tuple(rows)))
    assert [row.label for row in found_in(found, "passport").passport if row.key] != []


@pytest.mark.parametrize(("number", "level"), [("", "sub"), ("1.2", "item")])
def test_a_bullet_before_the_text_marks_a_sub_item_unless_the_row_has_a_number(number: str, level: str) -> None:
    source = table(
        HEAD,
        ("1.1", "Провести семинары:", "май", "Директор", ""),
        (number, cell(item("для учителей", "bullet")), "май", "Завуч", ""),
    )
    assert [(row.level, row.text) for row in found_in(read(MAP, source), "roadmap").activities] == [
        ("item", "Провести семинары:"),
        (level, "для учителей"),
    ]


def test_the_first_row_of_a_plan_is_no_sub_item() -> None:
    source = table(HEAD, ("", cell(item("Начать", "bullet")), "май", "Завуч", ""))
    assert [row.level for row in found_in(read(MAP, source), "roadmap").activities] == ["item"]
