"""Cells that a plan must not leave empty: each alone, those below one merged cell together, lists under their head."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from municipal import write_paper

from shnor_desktop.models.all import Activity, Programme, Section
from shnor_desktop.services.checks import Finding, run_checks
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cells") / "пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(Path(shutil.copy(example, tmp_path))) as opened:
        yield opened


def plan(file: SchoolFile) -> list[Activity]:
    """The items of the first group of the roadmap: 1.1, 1.2, 1.3, …"""
    section = next(row for row in file.rows(Section) if row.key == "roadmap")
    rows = file.rows(Activity, section_id=section.id)
    last = next(n for n, row in enumerate(rows) if n and row.level == "group")
    return [row for row in rows[:last] if row.level == "item"]


def set_rows(file: SchoolFile, rows: list[Activity], **fields: Any) -> None:
    with file.transaction("Правка") as transaction:
        for row in rows:
            transaction.change(Activity, row.id, **fields)


def found(file: SchoolFile) -> list[Finding]:
    """What is said of the roadmap; rows of the diary follow theirs there."""
    section = next(row for row in file.rows(Section) if row.key == "roadmap")
    return [one for one in run_checks(read_programme(file)) if one.section_id == section.id]


def test_what_a_merged_cell_left_empty_is_one_finding(file: SchoolFile):
    rows = plan(file)
    set_rows(file, rows[:1], responsible="Завуч")
    set_rows(file, rows[1:3], responsible=" ")
    (finding,) = found(file)
    assert finding.message == (
        "Ответственный не указан в 2 строках подряд: 1.2 и 1.3. "
        "Выше стоит «Завуч» – если это и о них, впишите в каждую."
    )
    assert (finding.code, finding.spot) == ("responsible-empty", "1.2 · Ответственные")
    assert finding.place == f"activity:{rows[1].id}:responsible"


def test_rows_apart_are_told_apart(file: SchoolFile):
    rows = plan(file)
    set_rows(file, [rows[1], rows[3]], period="")
    assert [(one.spot, one.message) for one in found(file)] == [
        ("1.2 · Сроки", "Срок не указан."),
        ("1.4 · Сроки", "Срок не указан."),
    ]


def test_nothing_above_could_have_been_merged_with_the_first_rows_of_a_group(file: SchoolFile):
    set_rows(file, plan(file)[:2], period="")
    assert [one.spot for one in found(file)] == ["1.1 · Сроки", "1.2 · Сроки"]


def test_rows_that_go_on_with_a_list_have_what_its_head_has(file: SchoolFile):
    rows = plan(file)
    set_rows(file, rows[:1], text="Провести для шестых классов:")
    set_rows(file, rows[1:2], text="неделю чтения;", responsible="", period="")
    set_rows(file, rows[2:3], text="устный журнал.", responsible="")
    assert found(file) == []


@pytest.mark.parametrize("head", ["Провести для шестых классов.", ""])
def test_a_row_in_small_letters_without_a_head_lacks_what_it_lacks(file: SchoolFile, head: str):
    rows = plan(file)
    set_rows(file, rows[:1], text=head or "Провести:", responsible="Завуч" if head else "")
    set_rows(file, rows[1:2], text="неделю чтения;", responsible="")
    spots = [one.spot for one in found(file)]
    assert "1.2 · Ответственные" in spots


def test_a_capital_letter_begins_a_measure_of_its_own(file: SchoolFile):
    rows = plan(file)
    set_rows(file, rows[:1], text="Провести:")
    set_rows(file, rows[1:2], text="Неделя чтения", responsible="")
    assert [one.spot for one in found(file)] == ["1.2 · Ответственные"]


def test_a_plan_that_an_order_approves_need_not_name_its_years(tmp_path: Path):
    """Its deadlines without a year remind nobody: that is a hint, no mistake of the paper."""
    write_paper(tmp_path / "план.shnor", "municipal-action-plan")
    with SchoolFile.open(tmp_path / "план.shnor") as file:
        assert about_years(file, 2026) == []
        assert about_years(file, 0) == [("hint", "years-empty")]


def about_years(file: SchoolFile, year: int) -> list[tuple[str, str]]:
    with file.transaction("Годы") as transaction:
        transaction.change(Programme, 1, year_from=year, year_to=year)
    every = run_checks(read_programme(file))
    return [(one.severity, one.code) for one in every if one.place == "programme:1:year_from"]
