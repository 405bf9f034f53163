"""The tables of the form: labels to the letter, two-level headers, merged cells, numbers, widths that cut no word."""

from __future__ import annotations

import dataclasses
import tomllib
from typing import Any

import pytest

from shnor_desktop.models.all import Activity, CriterionValue, GridRow, Indicator, Task
from shnor_desktop.resources import resource_path
from shnor_desktop.services.columns import columns_of
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.column_widths import fit_columns, page_width
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.compose.tables import header_rows
from shnor_desktop.services.documents.tree import Paragraph, Row, Table
from shnor_desktop.services.formats import ColumnSpec, load_format
from shnor_desktop.services.queries import (
    ActivityEntry,
    IndicatorEntry,
    ProgrammeData,
    SectionData,
    TaskEntry,
    read_programme,
)
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")
TOML = tomllib.loads(resource_path("formats", "school-programme.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    path = tmp_path_factory.mktemp("пример") / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


def changed(data: ProgrammeData, key: str, **parts: Any) -> ProgrammeData:
    """The programme with another content of one section; `columns` are the section's own."""
    columns = parts.pop("columns", None)
    sections = []
    for section in data.sections:
        if section.section.key == key:
            section = dataclasses.replace(section, **parts)
            if columns is not None:
                row = dataclasses.replace(section.section, columns=columns)
                section = dataclasses.replace(section, entry=dataclasses.replace(section.entry, section=row))
        sections.append(section)
    return dataclasses.replace(data, sections=tuple(sections))


def table_of(data: ProgrammeData, key: str, wave: str = "") -> Table:
    """The table of a section's kind: the last but those of its texts."""
    section = section_of(data, key)
    bare = changed(data, key, texts=dict.fromkeys(section.texts, ()))
    (table,) = [block for block in compose(bare, sections=[key], wave=wave).blocks() if isinstance(block, Table)]
    return table


def section_of(data: ProgrammeData, key: str) -> SectionData:
    return next(section for section in data.sections if section.section.key == key)


def texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def spans(row: Row) -> list[tuple[int, int]]:
    return [(cell.columns, cell.rows) for cell in row.cells]


@pytest.mark.parametrize("section", [one for one in TOML["section"] if one.get("columns")], ids=lambda one: one["key"])
def test_labels_stand_to_the_letter_as_the_form_has_them(section: dict, example: ProgrammeData):
    table = table_of(example, section["key"])
    header = [row for row in table.rows if row.header]
    own = "{school}"
    labels = [column["label"].replace(own, example.school.short_name) for column in section["columns"]]
    printed = [cell.text for row in header for cell in row.cells]
    assert [label for label in labels if label not in printed] == []
    groups = {column["group"] for column in section["columns"] if "group" in column}
    assert groups <= set(printed)
    assert all(cell.blocks[0].style == "table_header" for row in header for cell in row.cells)  # type: ignore[union-attr]


def test_headers_are_the_first_rows_and_no_others(example: ProgrammeData):
    for section in example.sections:
        for block in compose(example, sections=[section.section.id]).blocks():
            if isinstance(block, Table):
                flags = [row.header for row in block.rows]
                assert flags == sorted(flags, reverse=True)


def test_the_staff_table_has_two_levels(example: ProgrammeData):
    upper, lower = table_of(example, "staff_experience").rows[:2]
    assert texts(upper) == ["Общее количество педагогов", "Стаж работы", "Образование"]
    assert spans(upper) == [(1, 2), (5, 1), (3, 1)]
    assert len(lower.cells) == 8


def test_the_diary_counts_its_columns_and_its_groups_go_across(example: ProgrammeData):
    table = table_of(example, "diary")
    assert texts(table.rows[1]) == [str(n) for n in range(1, 9)]
    assert table.rows[1].header
    groups = [row for row in table.rows if any(cell.columns == 7 for cell in row.cells)]
    assert [row.cells[1].text for row in groups] == [
        "Организация образовательной деятельности.",
        "Организация воспитательной работы, работы с семьей",
        "Организация работы с педагогами",
        "Информационно-аналитическая и управленческая деятельность",
    ]
    blocks = list(compose(example, sections=["diary"]).blocks())
    assert FORM.sections["diary"].rule in [block.text for block in blocks if isinstance(block, Paragraph)]


def test_stages_of_the_method_go_across_with_their_number(example: ProgrammeData):
    rows = table_of(example, "method_stages").rows
    assert spans(rows[1]) == [(5, 1)]
    assert rows[1].cells[0].text.startswith("1. ")


@pytest.mark.parametrize("key", ["appendix_1", "appendix_2"])
def test_criteria_span_their_indicators(key: str, example: ProgrammeData):
    table = table_of(example, key, "entry")
    upper, lower, *body = table.rows
    assert texts(upper)[-1] == "Фактические данные"
    assert texts(lower) == [example.school.short_name]
    spec = FORM.sections[key]
    firsts = [row for row in body if len(row.cells) == 4]
    assert [texts(row)[:2] for row in firsts] == [[str(n), one.title] for n, one in enumerate(spec.criterion, 1)]
    assert [row.cells[0].rows for row in firsts] == [len(one.indicators) for one in spec.criterion]
    assert [row.cells[1].rows for row in firsts] == [len(one.indicators) for one in spec.criterion]
    assert [row.cells[-2].text for row in body] == [one.label for one in spec.indicators]


def test_each_wave_with_values_has_a_column(example: ProgrammeData):
    both = table_of(example, "appendix_1")
    name = example.school.short_name
    assert texts(both.rows[1]) == [name, f"{name} (итоговый мониторинг)"]
    assert both.rows[0].cells[-1].columns == 2
    final = table_of(example, "appendix_1", "final")
    assert texts(final.rows[1]) == [f"{name} (итоговый мониторинг)"]
    assert [row.cells[-1].text for row in final.rows[2:]] == [row.cells[-1].text for row in both.rows[2:]]
    interim = table_of(example, "appendix_1", "interim")
    assert texts(interim.rows[1]) == [f"{name} (промежуточный мониторинг)"]
    assert {row.cells[-1].text for row in interim.rows[2:]} == {""}


def test_a_programme_without_values_shows_the_first_wave(example: ProgrammeData):
    table = table_of(changed(example, "appendix_1", values=()), "appendix_1")
    assert texts(table.rows[1]) == [example.school.short_name]


def test_shares_are_computed_and_no_data_is_said(example: ProgrammeData):
    wave = next(row for row in example.waves if row.key == "entry")
    values = (
        CriterionValue(1, 1, wave.id, "secondary_count", numerator=14, denominator=31),
        CriterionValue(2, 1, wave.id, "olympiad_count", no_data=True),
        CriterionValue(3, 1, wave.id, "olympiad_share", value="9 %"),
        CriterionValue(4, 1, wave.id, "quality_index", value="0"),
    )
    rows = table_of(changed(example, "appendix_1", values=values), "appendix_1").rows
    facts = [row.cells[-1].text for row in rows[2:]]
    assert facts == ["", "0", "14 из 31", "45,2\u00a0%", "", "", "", "", "", "", "нет данных", "нет данных"]


def test_waves_are_dated_above_the_criteria(example: ProgrammeData):
    lines = [block.text for block in compose(example, sections=["appendix_2"]).blocks() if isinstance(block, Paragraph)]
    assert lines[1:3] == [
        f"{wave.title}: по состоянию на {wave.as_of}" for wave in example.waves if wave.key != "interim"
    ]


def entry(number: str = "", **fields: Any) -> ActivityEntry:
    return ActivityEntry(Activity(**fields), number)


def test_groups_and_sub_items_look_as_plans_do(example: ProgrammeData):
    rows = (
        entry("1.", level="group", text="Управление"),
        entry("1.1", text="Начать", period="май 2026"),
        entry("", level="sub", text="первое"),
        entry("2.", level="group", text="Кадры", responsible="Завуч"),
        entry("Раздел 3.", level="group", text="Деньги"),
    )
    table = table_of(changed(example, "roadmap", activities=rows), "roadmap")
    one, item, sub, named, worded = table.rows[1:]
    assert (texts(one), spans(one)) == (["1.", "Управление"], [(1, 1), (4, 1)])
    assert texts(item) == ["1.1", "Начать", "май 2026", "", ""]
    assert texts(sub)[1] == "- первое"
    assert sub.cells[1].blocks[0].style == "table_sub"  # type: ignore[union-attr]
    assert texts(named) == ["2.", "Кадры", "", "Завуч", ""]
    assert (texts(worded), spans(worded)) == (["Раздел 3. Деньги"], [(5, 1)])


def test_columns_of_a_sections_own_are_printed_in_their_order(example: ProgrammeData):
    columns = ("text|Дело|40", "extra0|Сроки//начало|10", "period|Сроки//конец|10", "extra1|Деньги|10")
    rows = (entry("1.", level="group", text="Управление"), entry("1.1", text="Начать", period="май", extra=("март",)))
    upper, lower, group, item = table_of(changed(example, "roadmap", activities=rows, columns=columns), "roadmap").rows
    assert (texts(upper), spans(upper)) == (["Дело", "Сроки", "Деньги"], [(1, 2), (2, 1), (1, 2)])
    assert texts(lower) == ["начало", "конец"]
    assert (texts(group), spans(group)) == (["Управление"], [(4, 1)])
    assert texts(item) == ["Начать", "март", "май", ""]


def test_the_per_cent_stands_before_what_is_said_of_it(example: ProgrammeData):
    rows = (entry("1.1", text="Дело", percent=60, progress="протокол готов"), entry("1.2", text="Дело", percent=0))
    table = table_of(changed(example, "diary", activities=rows), "diary")
    assert [row.cells[6].text for row in table.rows[2:]] == ["60\u00a0%; протокол готов", "0\u00a0%"]


def test_tasks_go_across_and_a_comparison_has_its_place(example: ProgrammeData):
    indicators = (
        IndicatorEntry(Indicator(text="Доля", unit="процент", target="90", comparison="не ниже областного"), "1."),
        IndicatorEntry(Indicator(text="Доля", comparison="выше прошлого года", note="позже"), "2."),
    )
    tasks = (TaskEntry(Task(text="Учить"), "Задача 1", indicators),)
    task, first, second = table_of(changed(example, "indicators", tasks=tasks), "indicators").rows[1:]
    assert (texts(task), spans(task)) == (["Задача 1", "Учить"], [(1, 1), (4, 1)])
    assert texts(first) == ["1.", "Доля", "процент", "90 (не ниже областного)", ""]
    assert texts(second) == ["2.", "Доля", "выше прошлого года", "", ""]
    own = ("text|Показатель|50", "target|Цель|20", "note|Примечание|30")
    task, _first, second = table_of(changed(example, "indicators", tasks=tasks, columns=own), "indicators").rows[1:]
    assert (texts(task), spans(task)) == (["Задача 1. Учить"], [(3, 1)])
    assert texts(second) == ["Доля", "", "позже"]


def test_a_row_of_a_grid_is_filled_up_or_cut_to_its_columns(example: ProgrammeData):
    grid = (GridRow(heading=True, cells=("Подготовка",)), GridRow(cells=("а",)), GridRow(cells=("а", "б", "в", "г")))
    rows = table_of(changed(example, "organisation", grid=grid), "organisation").rows[1:]
    assert [texts(row) for row in rows] == [["Подготовка"], ["а", "", ""], ["а", "б", "в"]]


def test_a_line_break_in_a_cell_is_two_paragraphs(example: ProgrammeData):
    rows = (entry("1.", text="Начать\nи кончить"),)
    cell = table_of(changed(example, "roadmap", activities=rows), "roadmap").rows[1].cells[1]
    assert [block.text for block in cell.blocks if isinstance(block, Paragraph)] == ["Начать", "и кончить"]


def test_header_groups_may_stand_anywhere():
    columns = [
        ColumnSpec("a", "один", group="А"),
        ColumnSpec("b", "два"),
        ColumnSpec("c", "три", group="В"),
        ColumnSpec("d", "четыре", group="В"),
        ColumnSpec("e", "пять", group="А"),
    ]
    upper, lower = header_rows(columns)
    assert (texts(upper), spans(upper)) == (["А", "два", "В", "А"], [(1, 1), (1, 2), (2, 1), (1, 1)])
    assert texts(lower) == ["один", "три", "четыре", "пять"]


def test_no_word_of_the_examples_tables_is_wider_than_its_column(example: ProgrammeData):
    for section in example.sections:
        if section.section.kind in ("activities", "indicators", "schedule", "staff", "matrix"):
            columns = columns_of(section.section, section.spec, example.school.short_name)
            assert len(table_of(example, section.section.key).widths) == len(columns)
    staff = fit_columns(table_of(example, "staff_experience"), page_width(landscape=False)).widths
    assert staff[6] > 29  # «профессиональное», ten points, bold
