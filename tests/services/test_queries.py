"""Reads: the outline, one section, and the whole programme as plain data."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_tools import refused

from shnor_desktop.models.all import Activity, Indicator, Programme, Section, SectionText, Task
from shnor_desktop.services import queries
from shnor_desktop.services.demo import fill_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.tree import Cell, Picture, Row, Table, block_texts, paragraph
from shnor_desktop.services.editing import sections
from shnor_desktop.services.editing.content import set_text
from shnor_desktop.services.formats import FREE_SECTION, Format, load_format
from shnor_desktop.services.queries import OutlineEntry, outline, read_programme, read_section
from shnor_desktop.services.school_file import SchoolFile

PNG = b"\x89PNG\r\n\x1a\nnot really"


@pytest.fixture
def form() -> Format:
    return load_format("school-programme")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "школа.shnor") as made:
        fill_demo(made)
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "пусто.shnor") as made:
        yield made


def entry(file: SchoolFile, form: Format, key: str) -> OutlineEntry:
    return next(found for found in outline(file, form) if found.section.key == key)


def test_the_outline_of_the_form_reads_as_on_paper(file: SchoolFile, form: Format):
    titles = [found.title for found in outline(file, form) if found.section.title_role == "heading"]
    assert titles[0] == "Паспорт Программы"
    assert titles[1] == "1. Актуальность программы"
    assert "5.1. Организационно-содержательное обеспечение" in titles
    assert titles[-1] == "Приложение 3. Дневник реализации Программы"


def test_children_follow_their_parents_and_hidden_parts_go(file: SchoolFile, form: Format):
    everything = outline(file, form)
    at = {found.section.id: place for place, found in enumerate(everything)}
    for found in everything:
        if found.section.parent_id:
            parent = everything[at[found.section.parent_id]]
            assert at[found.section.id] > at[parent.section.id]
            assert found.depth == parent.depth + 1
    resources = entry(file, form, "resources").section
    sections.set_hidden(file, resources, True)
    shown = {found.section.key for found in outline(file, form, hidden=False)}
    assert shown.isdisjoint({"resources", "staff", "staff_measures", "finance"})
    assert entry(file, form, "roadmap").number == "5."
    assert entry(file, form, "finance").number == ""
    assert len(outline(file, form)) == len(everything)


def test_a_section_of_the_schools_own_is_a_text(file: SchoolFile, form: Format):
    own = sections.add_text_section(file, entry(file, form, "relevance").section, "О посёлке")
    found = next(one for one in outline(file, form) if one.section.id == own.id)
    assert (found.spec.key, found.spec.kind, found.title) == ("", "text", "О посёлке")
    set_text(file, own.id, "body", (paragraph("Посёлок стоит на реке."),))
    assert read_section(file, found, form).texts == {"body": (paragraph("Посёлок стоит на реке."),)}


def test_a_deep_outline_is_read_without_recursion(empty: SchoolFile, form: Format):
    parent = None
    with empty.transaction("Глубоко") as transaction:
        for _ in range(3000):
            parent = transaction.add(Section(parent_id=parent, title="раздел", numbering="decimal")).id
    found = outline(empty, form)
    assert [one.depth for one in found] == list(range(3000))


def test_sections_that_own_each_other_are_not_walked_for_ever(empty: SchoolFile, form: Format):
    with empty.transaction("Круг") as transaction:
        one = transaction.add(Section(title="а"))
        two = transaction.add(Section(title="б", parent_id=one.id))
        transaction.change(Section, one.id, parent_id=two.id)
        transaction.add(Section(title="в"))
    assert [found.section.title for found in outline(empty, form)] == ["в"]


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("passport", "passport"),
        ("roadmap", "activities"),
        ("indicators", "tasks"),
        ("schedule", "schedule"),
        ("organisation", "grid"),
        ("staff_qualification", "grid"),
        ("appendix_1", "values"),
    ],
)
def test_a_section_holds_the_part_of_its_kind_and_no_other(file: SchoolFile, form: Format, key: str, part: str):
    data = read_section(file, entry(file, form, key), form)
    parts = ("passport", "activities", "tasks", "schedule", "grid", "values")
    assert [name for name in parts if getattr(data, name)] == [part]


def test_rows_stand_in_their_order_with_their_numbers(file: SchoolFile, form: Format):
    section_id = entry(file, form, "roadmap").section.id
    found = queries.activities(file, section_id, form)
    assert [one.row for one in found] == file.rows(Activity, section_id=section_id)
    assert [one.number for one in found][:5] == ["1.", "1.1", "1.2", "1.3", ""]
    positions = [one.row.position for one in found]
    assert positions == sorted(positions)


def test_tasks_bring_their_indicators_and_these_their_values(file: SchoolFile, form: Format):
    found = queries.tasks(file, entry(file, form, "indicators").section.id, form)
    assert [task.number for task in found] == [f"Задача {n}" for n in range(1, 8)]
    assert sum(len(task.indicators) for task in found) == len(file.rows(Indicator))
    for task in found:
        assert all(indicator.row.task_id == task.row.id for indicator in task.indicators)
        assert [one.number for one in task.indicators] == [f"{n}." for n in range(1, len(task.indicators) + 1)]
        for one in task.indicators:
            assert [value.checkpoint for value in one.values] == ["2026", "2027", "2028"]
    with file.transaction("Номер") as transaction:
        transaction.change(Task, found[1].row.id, number="Задача А")
    found = queries.tasks(file, found[1].row.section_id, form)
    assert [task.number for task in found][:3] == ["Задача 1", "Задача А", "Задача 3"]


def test_a_fact_is_found_by_wave_and_key(file: SchoolFile, form: Format):
    data = read_section(file, entry(file, form, "appendix_1"), form)
    waves = {wave.key: wave.id for wave in read_programme(file).waves}
    value = data.value(waves["final"], "secondary_count")
    assert value is not None
    assert (value.numerator, value.denominator) == (12, 18)
    assert data.value(waves["interim"], "secondary_count") is None
    assert data.value(waves["final"], "no_such") is None


def test_the_whole_can_go_to_another_process(file: SchoolFile):
    data = read_programme(file)
    again = pickle.loads(pickle.dumps(data))
    assert again == data
    file.close()
    assert again.sections[0].passport


def test_pictures_come_with_the_programme_and_only_those_that_are_shown(file: SchoolFile, form: Format):
    nested = Table((Row((Cell((Table((Row((Cell((Picture("внутри.png"),)),)),)),)),)),))
    set_text(file, entry(file, form, "content").section.id, "body", (Picture("вверху.png"), nested, Picture("нет.png")))
    with file.transaction("Рисунки") as transaction:
        for name in ("вверху.png", "внутри.png", "ничей.png"):
            transaction.add_picture(name, PNG)
    assert read_programme(file).media == {"вверху.png": PNG, "внутри.png": PNG}
    sections.set_hidden(file, entry(file, form, "content").section, True)
    assert read_programme(file).media == {}


def test_a_new_file_reads_as_an_empty_programme(empty: SchoolFile):
    data = read_programme(empty)
    assert (data.school.full_name, data.programme.year_from, data.sections, data.results) == ("", 0, (), ())
    assert data.form.key == "school-programme"


def test_a_file_of_a_form_nobody_knows_is_told(file: SchoolFile):
    with file.transaction("Форма") as transaction:
        transaction.change(Programme, 1, format_key="no-such-form")
    with refused("неизвестна"):
        read_programme(file)


def test_a_text_that_is_no_json_is_shown_as_it_is(file: SchoolFile, form: Format):
    row = file.rows(SectionText)[0]
    with file.transaction("Порча") as transaction:
        transaction.change(SectionText, row.id, body="просто\nтекст")
    found = next(one for one in read_programme(file).sections if one.section.id == row.section_id)
    assert list(block_texts(found.texts[row.slot])) == ["просто", "текст"]


def test_sections_that_another_form_lacks_keep_the_columns_of_their_own(file: SchoolFile, form: Format):
    kinds = {"schedule": "text"}  # the same key, another kind of section
    others = tuple(
        dataclasses.replace(
            spec, kind=kinds.get(spec.key, spec.kind), columns=() if spec.key in kinds else spec.columns
        )
        for spec in form.section
        if spec.key not in ("roadmap", "appendix_1", "indicators", "passport")
    )
    data = read_programme(file, dataclasses.replace(form, key="other", section=others))
    for section in data.sections:
        if section.section.key:
            assert section.spec == form.sections[section.section.key]
    printed = "\n".join(block_texts(tuple(compose(data).blocks())))
    roadmap = next(one for one in data.sections if one.section.key == "roadmap")
    assert roadmap.activities
    assert all(entry.row.text in printed for entry in roadmap.activities)


def test_a_key_that_no_form_knows_is_a_section_of_the_schools_own(file: SchoolFile, form: Format):
    with file.transaction("Ключ") as transaction:
        transaction.change(Section, file.rows(Section)[0].id, key="unknown")
    assert outline(file, form)[0].spec == FREE_SECTION
