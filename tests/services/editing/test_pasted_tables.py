"""Tables of indicators, of the reporting schedule and matrices pasted as rows."""

from __future__ import annotations

from page_tools import entry_of, form_of

from shnor_desktop.models.all import GridRow, Indicator, ScheduleRow, Task
from shnor_desktop.services.editing.pasted_tables import paste_grid, paste_indicators, paste_schedule
from shnor_desktop.services.formats import ColumnSpec
from shnor_desktop.services.tabular import Block, Span, from_tsv

FIELDS = ("number", "text", "unit", "target", "achieved")
TASKS = (
    "Задачи\tНаименование задач, целевых показателей\tЕдиница измерения\tЗначение целевого показателя\n"
    "Задача 1\tНаучить писать\t\t\n"
    "1.\tДоля писем\tпроцент\t70\n"
    "2.\tЧисло писем\tне ниже среднего\t5\n"
    "Задача 2\tНаучить считать\t\t\n"
    "1.\tДоля задач\tпроцент\t80\n"
)


def test_tasks_and_indicators_come_with_their_headings(file):
    section = entry_of(file, "indicators").section.id
    first = file.rows(Task, section_id=section)[0]
    added = paste_indicators(file, section, form_of(file), from_tsv(TASKS), FIELDS, first)
    tasks = file.rows(Task, section_id=section)
    assert [task.text for task in tasks] == ["Научить читать", "Научить писать", "Научить считать", "Удержать молодых"]
    assert {task.number for task in tasks} == {""}
    rows = file.rows(Indicator, task_id=tasks[1].id)
    assert [(row.text, row.unit, row.comparison, row.target) for row in rows] == [
        ("Доля писем", "процент", "", "70"),
        ("Число писем", "", "не ниже среднего", "5"),
    ]
    assert added == [row.id for task in tasks[1:3] for row in file.rows(Indicator, task_id=task.id)]
    assert file.undo() == "Вставка: 5 строк"
    assert len(file.rows(Task, section_id=section)) == 2


def test_indicators_without_a_task_of_their_own_go_to_the_current_one(file):
    section = entry_of(file, "indicators").section.id
    first = file.rows(Task, section_id=section)[0]
    text = "Показатель\tЕдиница измерения\tЦелевое значение\nДоля писем\tпроцент\t70"
    paste_indicators(file, section, form_of(file), from_tsv(text), FIELDS, first)
    assert [row.text for row in file.rows(Indicator, task_id=first.id)][2:] == ["Доля писем"]
    assert len(file.rows(Task, section_id=section)) == 2


def test_tasks_copied_without_headings_are_known_by_their_merged_cells(file):
    section = entry_of(file, "indicators").section.id
    block = Block(
        (("Задача 1", "Научить писать", "", "", ""), ("1.", "Доля писем", "процент", "70", "65")), (Span(0, 1, 1, 4),)
    )
    paste_indicators(file, section, form_of(file), block, FIELDS, None)
    task = file.rows(Task, section_id=section)[-1]
    assert task.text == "Научить писать"
    assert [(row.text, row.target, row.achieved) for row in file.rows(Indicator, task_id=task.id)] == [
        ("Доля писем", "70", "65")
    ]


def test_plain_cells_are_no_table_of_indicators(file):
    section = entry_of(file, "indicators").section.id
    assert paste_indicators(file, section, form_of(file), from_tsv("процент\t80\nштук\t5"), FIELDS, None) is None
    strange = Block((("Итог", "", ""), ("1", "а", "б")), (Span(0, 0, 1, 3),))
    assert paste_indicators(file, section, form_of(file), strange, ("number", "text", "comparison"), None) is None
    assert paste_schedule(file, section, from_tsv("Отчёт\t1 мая"), None) is None
    assert file.undo_name == "Наполнение"


def test_a_reporting_schedule_comes_with_its_headings(file):
    section = entry_of(file, "schedule").section.id
    before = file.rows(ScheduleRow, section_id=section)
    head = "№\tВид мониторинга\tСодержание\tФорма\tКонтрольный срок\n"
    text = f"{head}1\tВходной\tтаблица\tфайл\t1 мая\n2\tИтоговый\t\t\t2 мая"
    added = paste_schedule(file, section, from_tsv(text), before[0])
    rows = file.rows(ScheduleRow, section_id=section)
    assert [row.id for row in rows][1:3] == added
    assert [(row.number, row.kind, row.control_date) for row in rows[1:3]] == [
        ("", "Входной", "1 мая"),
        ("", "Итоговый", "2 мая"),
    ]
    assert len(rows) == len(before) + 2


def test_a_matrix_comes_with_its_headings_or_with_rows_across(file):
    section = entry_of(file, "organisation").section.id
    columns = [ColumnSpec("cell0", "Кто"), ColumnSpec("cell1", "Что"), ColumnSpec("cell2", "Когда")]
    block = Block((("Кто", "Что", "Когда"), ("Первый этап", "", ""), ("Завуч", "урок", "май")), (Span(1, 0, 1, 3),))
    paste_grid(file, section, columns, block, file.rows(GridRow, section_id=section)[0])
    rows = file.rows(GridRow, section_id=section)
    assert [(row.heading, row.cells) for row in rows[1:3]] == [
        (True, ("Первый этап",)),
        (False, ("Завуч", "урок", "май")),
    ]
    assert paste_grid(file, section, columns, from_tsv("а\tб\tв"), None) is None
    assert paste_grid(file, section, columns, from_tsv("а\tб\tв\tг"), None) is None
