"""Texts, passport, simple rows and facts: what is stored, what is refused, and what one step of undo is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_tools import everything, refused

from shnor_desktop.models.all import (
    Approval,
    CriterionValue,
    GridRow,
    Indicator,
    PassportRow,
    Programme,
    ScheduleRow,
    School,
    Section,
    SectionText,
    Task,
    Wave,
)
from shnor_desktop.services.demo import fill_demo
from shnor_desktop.services.documents.compose.criteria import printed_waves
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing import content
from shnor_desktop.services.editing.criteria_sheet import CriteriaSheet
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.shares import parse_value

FORM = load_format("school-programme")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as made:
        fill_demo(made)
        yield made


def section_id(file: SchoolFile, key: str) -> int:
    return file.rows(Section, key=key)[0].id


def steps(file: SchoolFile) -> int:
    return int(file.raw.execute("SELECT count(*) FROM history_step").fetchone()[0])


def test_a_text_is_put_in_its_slot_and_taken_out(file: SchoolFile):
    id_ = section_id(file, "relevance")
    before = file.rows(SectionText, section_id=id_)
    content.set_text(file, id_, "after", (paragraph("Примечание", bold=True),))
    (body,) = (row.body for row in file.rows(SectionText, section_id=id_, slot="after"))
    assert load_blocks(body) == (paragraph("Примечание", bold=True),)
    content.set_text(file, id_, "after", ())
    assert load_blocks(file.rows(SectionText, section_id=id_, slot="after")[0].body) == ()
    assert file.undo() == "Правка текста"
    assert file.rows(SectionText, section_id=id_) == before


def test_nothing_put_in_an_empty_slot_is_no_step(file: SchoolFile):
    count = steps(file)
    content.set_text(file, section_id(file, "roadmap"), "conclusions", ())
    content.set_passport(file, file.rows(PassportRow)[0], load_blocks(file.rows(PassportRow)[0].body))
    content.remove_rows(file, [])
    assert steps(file) == count


def test_a_step_is_named_after_the_row_of_the_passport(file: SchoolFile):
    row = file.rows(PassportRow, key="goal")[0]
    content.set_passport(file, row, (paragraph("Иная цель"),))
    assert file.undo_name == f"Паспорт: {row.label}"


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (PassportRow(label="Ещё"), "строка паспорта"),
        (Task(text="Ещё"), "задача"),
        (ScheduleRow(kind="Ещё"), "строка графика"),
        (GridRow(cells=("а", "б")), "строка таблицы"),
        (Approval(body="Ещё"), "гриф"),
        (Indicator(text="Ещё"), "показатель"),
    ],
)
def test_simple_rows_are_added_moved_and_removed_alike(file: SchoolFile, made: object, name: str):
    cls = type(made)
    owner = content.KINDS[cls].owner
    first = file.rows(cls)[0]
    own = {owner: getattr(first, owner)} if owner else {}
    new = content.add_row(file, dataclasses.replace(made, **own), first.id)
    assert file.undo_name == f"Добавлено: {name}"
    siblings = file.rows(cls, **own)
    assert [row.id for row in siblings[:2]] == [first.id, new.id]
    content.shift_row(file, new, -1)
    assert file.undo_name == f"Перемещено: {name}"
    assert file.rows(cls, **own)[0].id == new.id
    before = everything(file)
    content.shift_row(file, new, -1)
    assert everything(file) == before
    content.remove_rows(file, [new])
    assert file.undo_name == f"Удалено: {name}"
    last = content.add_row(file, dataclasses.replace(made, **own))
    assert file.rows(cls, **own)[-1] == last


def test_a_task_goes_with_its_indicators_and_comes_back_with_them(file: SchoolFile):
    before = everything(file)
    tasks = file.rows(Task)[:2]
    content.remove_rows(file, list(tasks))
    assert file.undo_name == "Удалено строк: 2"
    left = {row.task_id for row in file.rows(Indicator)}
    assert not left & {task.id for task in tasks}
    file.undo()
    assert everything(file) == before


def test_a_school_can_be_named_in_a_file_that_has_none(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Пусто.shnor") as empty:
        content.set_school(empty, full_name="Школа\x00 на горе")
        assert empty.rows(School) == [School(id=1, full_name="Школа на горе")]
        content.set_school(empty, place="п. Речной")
        assert empty.rows(School)[0].place == "п. Речной"
        assert empty.undo() and empty.undo()
        assert empty.rows(School) == []


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(2028, 2026, "раньше первого"), (26, 28, "Годы программы"), (2026, 20280, "Годы программы"), (-1, 0, "Годы")],
)
def test_years_that_make_no_period_are_refused(file: SchoolFile, first: int, last: int, words: str):
    before = everything(file)
    with refused(words):
        content.set_programme(file, year_from=first, year_to=last)
    assert everything(file) == before


@pytest.mark.parametrize("years", [(2026, 2026), (2026, 0), (0, 0), (0, 2028), (1990, 2100)])
def test_years_that_may_stand(file: SchoolFile, years: tuple[int, int]):
    content.set_programme(file, year_from=years[0], year_to=years[1])
    row = file.rows(Programme)[0]
    assert (row.year_from, row.year_to) == years


def fact(file: SchoolFile, key: str = "secondary_count") -> CriterionValue:
    wave = file.rows(Wave)[0].id
    return file.rows(CriterionValue, section_id=section_id(file, "appendix_1"), wave_id=wave, key=key)[0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (CriterionValue(numerator=5, denominator=4), "больше целого"),
        (CriterionValue(numerator=-1, denominator=4), "меньше нуля"),
        (CriterionValue(numerator=None, denominator=-4), "меньше нуля"),
    ],
)
def test_facts_that_cannot_be_are_refused(file: SchoolFile, value: CriterionValue, words: str):
    before = fact(file)
    with refused(words):
        content.set_criterion(file, before.section_id, before.wave_id, before.key, value)
    assert fact(file) == before


def test_a_fact_is_set_once_a_place_and_typed_quickly_is_one_step(file: SchoolFile):
    old = fact(file)
    count = steps(file)
    for part in (1, 12, 12):
        value = CriterionValue(id=99, section_id=7, key="чужой", numerator=part, denominator=31)
        content.set_criterion(file, old.section_id, old.wave_id, old.key, value)
    new = fact(file)
    assert (new.id, new.key, new.numerator, new.denominator) == (old.id, old.key, 12, 31)
    assert steps(file) == count + 1
    content.set_criterion(file, old.section_id, old.wave_id, "quality_index", CriterionValue(no_data=True))
    assert fact(file, "quality_index").no_data
    file.undo()
    file.undo()
    assert fact(file) == old


@pytest.mark.parametrize("way", ["cell", "block"])
def test_a_fact_that_is_cleared_is_gone_and_prints_no_column(file: SchoolFile, way: str):
    section = section_id(file, "appendix_1")
    final = next(wave for wave in file.rows(Wave) if wave.key == "final")
    with file.transaction("Пусто") as transaction:
        transaction.remove_all(CriterionValue, [row.id for row in file.rows(CriterionValue, wave_id=final.id)])
    spec = next(one for one in FORM.sections["appendix_1"].indicators if one.key == "quality_index")

    def put(text: str) -> None:
        if way == "cell":
            content.set_criterion(file, section, final.id, spec.key, parse_value(text, spec.kind))
            return
        stored = {(row.wave_id, row.key): row for row in file.rows(CriterionValue, section_id=section)}
        field = f"wave:{final.id}"
        CriteriaSheet(file, section, [spec], [field], stored).write("Вставка", {(0, field): text})

    before = everything(file)
    put("")
    assert everything(file) == before
    put("7")
    assert [row.value for row in file.rows(CriterionValue, wave_id=final.id)] == ["7"]
    put("")
    assert everything(file) == before
    data = read_programme(file)
    shown = next(one for one in data.sections if one.section.id == section)
    assert [wave.key for wave in printed_waves(data, shown, "")] == ["entry"]


def test_a_row_that_was_emptied_in_an_older_file_prints_no_column(file: SchoolFile):
    section = section_id(file, "appendix_1")
    final = next(wave for wave in file.rows(Wave) if wave.key == "final")
    with file.transaction("Пусто") as transaction:
        for row in file.rows(CriterionValue, wave_id=final.id):
            transaction.change(CriterionValue, row.id, value="", numerator=None, denominator=None, no_data=False)
    data = read_programme(file)
    shown = next(one for one in data.sections if one.section.id == section)
    assert [wave.key for wave in printed_waves(data, shown, "")] == ["entry"]
    assert [wave.key for wave in printed_waves(data, shown, "final")] == ["final"]
