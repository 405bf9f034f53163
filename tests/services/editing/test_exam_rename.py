"""An exam under its right name: its samples, sentences, tables, skills and reasons go along; a clash is told."""

from __future__ import annotations

from pathlib import Path

import exam_rows
import pytest
from file_tools import everything, refused
from page_tools import entry_of

from shnor_desktop.models.all import Activity, ExamResult, MeasureReason, PassportRow, SectionText, TaskSkill
from shnor_desktop.services import queries
from shnor_desktop.services.checks.bound_text import bound_values
from shnor_desktop.services.documents.bound_runs import with_keys
from shnor_desktop.services.documents.tree import Block, Paragraph, Picture, ResultTable, Row, Run, Table, text_cell
from shnor_desktop.services.documents.tree_json import dump_blocks, load_blocks
from shnor_desktop.services.editing.exam_rename import Renamed, rename_exam
from shnor_desktop.services.editing.results_text import append_text, results_of
from shnor_desktop.services.results import section_two
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.exam_keys import Renaming
from shnor_desktop.services.results.section_two import Wanted
from shnor_desktop.services.results.signs import signs_of
from shnor_desktop.services.school_file import SchoolFile

MATHS = ExamKey(*exam_rows.MATHS)
PHYSICS = ExamKey("vpr", 2026, "Физика", 7)


@pytest.fixture
def full(file: SchoolFile) -> SchoolFile:
    """All exams, the whole of section 2 and the passport speak of them."""
    with file.transaction("Результаты") as transaction:
        transaction.add_all(exam_rows.rows())
    results = results_of(file)
    relevance = entry_of(file, "relevance").section.id
    for exam in (exam_rows.MATHS, exam_rows.OGE_RUSSIAN, exam_rows.EGE_CHEMISTRY):
        append_text(file, relevance, tuple(section_two.exam_blocks(results, exam, Wanted())))
    return file


def told(file: SchoolFile) -> list[str]:
    return [finding.message for finding in bound_values(queries.read_programme(file))]


def body(file: SchoolFile) -> tuple[Block, ...]:
    section = entry_of(file, "relevance").section.id
    return load_blocks(file.rows(SectionText, section_id=section)[0].body)


def test_all_samples_and_all_that_is_bound_go_along(full: SchoolFile):
    assert told(full) == []
    before, text = everything(full), body(full)
    done = rename_exam(full, MATHS, PHYSICS)
    assert done.bound > 12 and done.pictures == 0
    assert {row.level for row in full.rows(ExamResult, exam="vpr", subject="Физика", grade=7)} == {"school", "region"}
    assert full.rows(ExamResult, subject="Математика", year=2026) == []
    keys = [block.key for block in body(full) if isinstance(block, ResultTable)]
    assert "vpr-tasks/vpr/2026/Физика/7" in keys and not any("Математика" in key for key in keys)
    said = told(full)  # only the sentence that sets it against an earlier exam of the same name has lost its other side
    assert all("взято из результатов, которых больше нет" in one and "2025" in one for one in said) and len(said) == 2
    assert full.undo() == "Работа изменена: ВПР 2026, Физика, 7 класс"
    assert (everything(full)["exam_result"], body(full)) == (before["exam_result"], text)


def test_another_year_is_followed_by_what_compares_with_it(full: SchoolFile):
    rename_exam(full, ExamKey("vpr", 2025, "Математика", 4), ExamKey("vpr", 2024, "Математика", 4))
    keys = [run.bound for block in body(full) if isinstance(block, Paragraph) for run in block.runs if run.bound]
    assert any(key.endswith("@2024") for key in keys) and not any(key.endswith("@2025") for key in keys if "vpr" in key)
    assert all("2025 год" in one for one in told(full))  # the words of the text are the person's to change


def test_another_kind_takes_the_summary_along(full: SchoolFile):
    rename_exam(full, MATHS, ExamKey("oge", 2026, "Математика", 9))
    keys = [block.key for block in body(full) if isinstance(block, ResultTable)]
    assert "oge/oge/2026/Математика/9" in keys
    assert any("таких результатов больше нет" in one for one in told(full))


def test_a_year_table_follows_the_only_exam_of_its_year():
    alone = Renaming(("ege", 2026, "Химия", 11), ("ege", 2025, "Химия", 11), {2024})
    assert [alone.key(key) for key in ("ege/2026", "ege/2024", "ege-years", "ege-years/2026/better")] == [
        "ege/2025",
        "ege/2024",
        "ege-years",
        "ege-years/2025/better",
    ]
    beside = Renaming(("ege", 2026, "Химия", 11), ("ege", 2025, "Химия", 11), {2026})
    assert beside.key("ege/2026") == "ege/2026" and beside.key("") == ""


def test_tables_in_tables_and_other_exams_keep_what_is_theirs():
    renaming = Renaming(exam_rows.MATHS, ("vpr", 2026, "Физика", 7))
    mine = Paragraph((Run("42", bound="vpr/2026/Математика/4/n"), Run("слова")))
    other = Paragraph((Run("42", bound="vpr/2026/Математика/5/n"),))
    table = Table((Row((text_cell("а"),)),))
    cell = text_cell("").__class__(blocks=(mine, other))
    nested = Table((Row((cell,)),))
    renamed = with_keys((nested, table, other), renaming.key)
    assert renamed[1:] == (table, other)
    assert isinstance(renamed[0], Table)
    first, second = renamed[0].rows[0].cells[0].blocks
    assert isinstance(first, Paragraph) and first.runs[0].bound == "vpr/2026/Физика/7/n" and second == other


def test_skills_reasons_passport_and_pictures(full: SchoolFile):
    sign = next(sign for sign in signs_of(results_of(full)) if sign.exam == exam_rows.MATHS)
    relevance = entry_of(full, "relevance").section.id
    passport = full.rows(PassportRow)[0]
    with full.transaction("Связи") as transaction:
        transaction.add(TaskSkill(0, *exam_rows.MATHS, "2", "решать задачи"))
        transaction.add(TaskSkill(0, "vpr", 2026, "Математика", 5, "2", "другое"))
        transaction.add(MeasureReason(activity_id=full.rows(Activity)[0].id, sign=sign.key))
        bound = (Paragraph((Run("42", bound="vpr/2026/Математика/4/n"),)),)
        transaction.change(PassportRow, passport.id, body=dump_blocks(bound))
    append_text(full, relevance, (Picture("п.png", 160.0, alt="Распределение отметок: ВПР 2026, математика, 4 класс"),))
    done = rename_exam(full, MATHS, PHYSICS)
    assert done.pictures == 1
    assert [(row.subject, row.grade, row.text) for row in full.rows(TaskSkill, task="2")] == [
        ("Физика", 7, "решать задачи"),
        ("Математика", 5, "другое"),
    ]
    (reason,) = full.rows(MeasureReason)
    assert reason.sign in {one.key for one in signs_of(results_of(full))} and "Физика" in reason.sign
    kept = full.get(PassportRow, passport.id)
    assert kept is not None and "Физика" in kept.body


def test_a_clash_is_told_and_nothing_changes(full: SchoolFile):
    before = everything(full)
    with refused("ОГЭ 2026, Русский язык, 9 класс – уже есть в списке"):
        rename_exam(full, MATHS, ExamKey(*exam_rows.OGE_RUSSIAN))
    with refused("Укажите: предмет"):
        rename_exam(full, MATHS, ExamKey("vpr", 2026, " ", 4))
    with refused("больше нет"):
        rename_exam(full, ExamKey("vpr", 2020, "Химия", 8), PHYSICS)
    assert rename_exam(full, MATHS, ExamKey("vpr", 2026, " Математика ", 4)) == Renamed()
    assert everything(full) == before


def test_the_step_survives_closing(full: SchoolFile, tmp_path: Path):
    path = full.path
    rename_exam(full, MATHS, PHYSICS)
    full.close()
    with SchoolFile.open(path) as again:
        again.undo()
        assert again.rows(ExamResult, subject="Физика") == []
