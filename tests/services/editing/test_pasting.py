"""Blocks over cells: pasted, cleared, filled down; one step of undo each, nothing written when something is refused."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_tools import PLAN, entry_of, form_of, texts

from shnor_desktop.models.all import Activity, CriterionValue, GridRow, Indicator, ScheduleRow, Task, Wave
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.editing.criteria_sheet import CriteriaSheet
from shnor_desktop.services.editing.pasting import clear_cells, fill_down, paste_cells
from shnor_desktop.services.editing.sheet import RowsSheet
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.tabular import Block, from_tsv

FIELDS = ("number", "text", "period", "responsible", "result", "done")


def plan(file: SchoolFile) -> list[Activity]:
    return file.rows(Activity, section_id=entry_of(file, "roadmap").section.id)


def sheet(file: SchoolFile) -> RowsSheet:
    new = Activity(section_id=entry_of(file, "roadmap").section.id)
    return RowsSheet(file, plan(file), FIELDS, new)


def column(file: SchoolFile, field: str) -> list[object]:
    return [getattr(row, field) for row in plan(file)]


def test_a_block_goes_over_cells_as_one_step(file):
    pasted = paste_cells(sheet(file), 1, 2, from_tsv("май\tДиректор\nиюнь\tЗавуч\n"))
    assert column(file, "period")[:4] == ["", "май", "июнь", ""]
    assert column(file, "responsible")[1:3] == ["Директор", "Завуч"]
    assert (pasted.top, pasted.bottom, pasted.left, pasted.right) == (1, 2, 2, 3)
    assert file.undo_name == "Вставка: 2 строки"
    file.undo()
    assert column(file, "period") == [""] * len(PLAN)


def test_rows_that_are_missing_are_added_at_the_end(file):
    paste_cells(sheet(file), 6, 1, from_tsv("Методист\tмай\nПсихолог\tиюнь\n- логопед\tиюль\n\t\n\t"))
    rows = plan(file)
    assert [(row.level, row.text, row.period) for row in rows[6:]] == [
        ("item", "Методист", "май"),
        ("item", "Психолог", "июнь"),
        ("sub", "логопед", "июль"),
    ]
    file.undo()
    assert [(row.level, row.text) for row in plan(file)] == list(PLAN)


def test_deadlines_of_a_list_pass_over_group_rows(file):
    paste_cells(sheet(file), 4, 2, from_tsv("май\nиюнь\nиюль"))
    assert column(file, "period")[4:] == ["май", "", "июнь", "июль"]
    assert column(file, "level")[4:] == ["item", "group", "item", "item"]


def test_a_block_with_an_empty_line_for_the_group_goes_line_by_line(file):
    paste_cells(sheet(file), 4, 2, from_tsv("май\n\nиюль"))
    assert column(file, "period")[4:] == ["май", "", "июль"]
    assert column(file, "text")[5] == "Кадры"


def test_numbers_are_left_to_the_program(file):
    paste_cells(sheet(file), 1, 0, from_tsv("7\tСовет\tмай"))
    assert (plan(file)[1].number, plan(file)[1].text, plan(file)[1].period) == ("", "Совет", "май")
    with pytest.raises(UserError, match="ячейку правее"):
        paste_cells(sheet(file), 1, 0, from_tsv("7\n8"))


def test_a_sub_item_takes_its_text_without_the_dash(file):
    paste_cells(sheet(file), 1, 1, from_tsv("- дело\n– части"))
    assert column(file, "text")[1:3] == ["- дело", "части"]


@pytest.mark.parametrize(
    ("at", "text", "told"),
    [
        ((1, 5), "60\nabc", "«abc» сюда не подходит"),
        ((1, 5), "100\n101", "«101» сюда не подходит"),
        ((1, 4), "а\tб\tв", "отсюда есть 2 колонки"),
        ((6, 1), "а" * 200_001, "слишком длинный"),
    ],
)
def test_what_cannot_be_taken_is_refused_before_anything_is_written(file, at, text, told):
    with pytest.raises(UserError, match=told):
        paste_cells(sheet(file), *at, from_tsv(text))
    assert file.undo_name == "Наполнение"


def test_columns_that_hold_nothing_may_be_too_many(file):
    paste_cells(sheet(file), 1, 4, from_tsv("итог\t60 %\t\t\n"))
    assert (plan(file)[1].result, plan(file)[1].percent) == ("итог", 60)


def test_cells_are_cleared_and_filled_down(file):
    paste_cells(sheet(file), 1, 2, from_tsv("май\tДиректор"))
    fill_down(sheet(file), [(row, field) for row in range(1, 7) for field in ("number", "period", "responsible")])
    assert column(file, "period") == ["", *["май"] * 4, "", "май"]
    assert file.undo_name == "Заполнение вниз: 8 ячеек"
    clear_cells(sheet(file), [(2, "period"), (2, "responsible"), (2, "result"), (0, "period")])
    assert file.undo_name == "Очищено: 2 ячейки"
    assert (plan(file)[2].period, plan(file)[2].responsible, plan(file)[3].period) == ("", "", "май")
    fill_down(sheet(file), [(2, "period")])  # one cell takes what stands above it
    assert plan(file)[2].period == "май"
    fill_down(sheet(file), [(6, "text")])
    assert column(file, "text")[4:] == ["Провести неделю чтения", "Кадры", "Провести неделю чтения"]
    fill_down(sheet(file), [(1, "text")])  # nothing stands above but a group
    assert file.undo_name == "Заполнение вниз: 1 ячейка"


def test_extra_columns_and_per_cents_with_words(file):
    def wide() -> RowsSheet:
        return RowsSheet(file, plan(file), ("text", "extra1", "percent"))

    paste_cells(wide(), 1, 1, from_tsv("смета\t60 %; начато\nдругое\tидёт"))
    assert [(row.extra, row.percent, row.progress) for row in plan(file)[1:3]] == [
        (("", "смета"), 60, "начато"),
        (("", "другое"), None, "идёт"),
    ]
    fill_down(wide(), [(1, "percent"), (2, "percent")])
    assert (plan(file)[2].percent, plan(file)[2].progress) == (60, "начато")


def test_indicators_take_blocks_and_grow_in_the_last_task(file):
    section = entry_of(file, "indicators").section.id
    tasks = file.rows(Task, section_id=section)
    rows = [row for task in tasks for row in (task, *file.rows(Indicator, task_id=task.id))]
    made = RowsSheet(file, rows, ("number", "text", "unit", "target"), Indicator(task_id=tasks[-1].id))
    paste_cells(made, 4, 1, from_tsv("Доля читателей\tпроцент\t70\nКружки\tштук\t5\nНаставники\tчеловек\t3"))
    last = file.rows(Indicator, task_id=tasks[-1].id)
    assert [(row.text, row.unit, row.target) for row in last][1:] == [
        ("Кружки", "штук", "5"),
        ("Наставники", "человек", "3"),
    ]
    assert last[0].text == "Доля читателей"
    full = RowsSheet(file, [], ("number", "text"), refusal="Сначала добавьте задачу.")
    with pytest.raises(UserError, match="Сначала добавьте задачу"):
        paste_cells(full, 0, 1, from_tsv("а"))


def test_schedule_and_grid_take_blocks(file):
    section = entry_of(file, "schedule").section.id
    before = len(file.rows(ScheduleRow, section_id=section))
    made = RowsSheet(
        file,
        file.rows(ScheduleRow, section_id=section),
        ("number", "kind", "control_date"),
        ScheduleRow(section_id=section),
    )
    paste_cells(made, before, 1, from_tsv("Отчёт\t1 мая\nАнкета\t2 мая"))
    assert [(row.kind, row.control_date) for row in file.rows(ScheduleRow, section_id=section)[before:]] == [
        ("Отчёт", "1 мая"),
        ("Анкета", "2 мая"),
    ]
    section = entry_of(file, "organisation").section.id
    grid = RowsSheet(
        file, file.rows(GridRow, section_id=section), ("cell0", "cell1", "cell2"), GridRow(section_id=section)
    )
    paste_cells(grid, 1, 1, from_tsv("1\t2\n3\t4"))
    assert [row.cells for row in file.rows(GridRow, section_id=section)] == [
        ("Команда",),
        ("а", "1", "2"),
        ("", "3", "4"),
    ]


def test_facts_of_an_appendix_come_from_a_copied_table(file):
    section = entry_of(file, "appendix_1")
    wave = next(wave for wave in file.rows(Wave) if wave.key == section.spec.waves[0])
    specs = section.spec.indicators
    stored = {(v.wave_id, v.key): v for v in file.rows(CriterionValue, section_id=section.section.id)}
    made = CriteriaSheet(file, section.section.id, specs, ("number", "indicator", f"wave:{wave.id}"), stored)
    block = Block(tuple(("1", one.label, "3 из 12" if one.kind == "count" else "нет данных") for one in specs))
    paste_cells(made, 0, 0, block)
    values = {v.key: v for v in file.rows(CriterionValue, section_id=section.section.id)}
    assert set(values) == {one.key for one in specs if one.kind != "share"}
    count = next(one for one in specs if one.kind == "count")
    assert (values[count.key].numerator, values[count.key].denominator) == (3, 12)
    name = file.undo_name
    place = specs.index(count)
    for text, told in (("13 из 12", "«13 из 12» сюда не подходит"), ("1\n" * (len(specs) + 1), "показателей в форме")):
        with pytest.raises(UserError, match=told):
            paste_cells(made, place, 2, from_tsv(text))
    assert file.undo_name == name


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(data=st.data())
def test_any_block_is_pasted_whole_or_not_at_all_and_undone(file, data):
    text = st.sampled_from(("", "май", "- а", "60", "abc", "«в»"))
    width = data.draw(st.integers(1, 6))
    rows = data.draw(st.lists(st.tuples(*[text] * width), min_size=1, max_size=9))
    top, left = data.draw(st.integers(0, 7)), data.draw(st.integers(0, 5))
    before = plan(file)
    try:
        paste_cells(sheet(file), top, left, Block(tuple(rows)))
    except UserError:
        assert plan(file) == before
        return
    name = file.undo_name
    if plan(file) != before:
        assert name is not None and name.startswith("Вставка")
        file.undo()
    assert plan(file) == before
    assert form_of(file) is not None and texts(before)
