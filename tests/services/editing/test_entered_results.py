"""Results entered by hand: kept beside imported ones, undone by name, contradictions refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import results_tools as tools
from file_tools import refused
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.editing.results import (
    add_exam,
    enter_result,
    remove_results,
    remove_tasks,
    set_tasks,
    type_into,
)
from shnor_desktop.services.results.computed import compute, compute_all
from shnor_desktop.services.results.entry import entry_row
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.figures import Figures, dump, load
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.services.results.typed import COUNTS, remarks
from shnor_desktop.services.school_file import SchoolFile

SHARE = st.floats(0, 100)
CHEMISTRY = ExamKey("oge", 2025, "Химия", 9)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as opened:
        yield opened


def test_what_was_entered_is_computed_and_can_be_undone(file: SchoolFile):
    id_ = enter_result(file, CHEMISTRY, "school", marks={5: 1, 4: 2, 3: 1, 2: 0}, stated={"mean_score": 21.5})
    found = compute_all(file.rows(ExamResult))[id_]
    assert (found.n, found.mean_mark, found.mean_score, found.quality) == (4, 4, 21.5, 75)
    assert file.undo() == "Результат введён: ОГЭ 2025, Химия, 9 класс"
    assert file.rows(ExamResult) == []


def test_a_correction_changes_the_same_row(file: SchoolFile):
    first = enter_result(file, CHEMISTRY, "region", participants=900, stated={"mean_score": 20.0})
    assert enter_result(file, CHEMISTRY, "region", stated={"mean_score": 20.5}) == first
    (row,) = file.rows(ExamResult)
    assert (row.participants, compute_all([row])[first].mean_score) == (900, 20.5)


def test_imported_tables_stay_beside_what_is_entered(file: SchoolFile, tmp_path: Path):
    import_results(file, [tools.write_xlsx(tmp_path / "РУ5.xlsx", {"1": tools.tasks()})])
    exam = ExamKey("vpr", 2025, "Русский язык", 5)
    id_ = enter_result(file, exam, "school", marks={5: 1, 4: 2, 3: 2, 2: 2})
    found = compute_all(file.rows(ExamResult))[id_]
    assert found.marks == {5: 1, 4: 2, 3: 2, 2: 2} and len(found.completion) == 6
    (report,) = import_results(file, [tmp_path / "РУ5.xlsx"])
    assert report.status == "duplicate"


def test_what_is_typed_wins_over_a_file_and_gives_way_when_it_is_taken_back(file: SchoolFile, tmp_path: Path):
    exam = ExamKey("vpr", 2025, "Русский язык", 5)
    id_ = enter_result(file, exam, "school", marks={5: 3, 4: 4})
    (report,) = import_results(file, [tools.write_xlsx(tmp_path / "РУ5.xlsx", {"1": tools.individual()})])
    assert (report.status, report.n, report.reason) == ("imported", 7, "Введённое вручную осталось.")
    found = compute_all(file.rows(ExamResult))[id_]
    assert (found.n, found.quality, len(found.scores or ())) == (7, 100, 6)
    type_into(file, "Правка результата", {id_: {f"mark{mark}": None for mark in range(6)}})
    found = compute_all(file.rows(ExamResult))[id_]
    assert found.marks == {5: 1, 4: 2, 3: 2, 2: 2}
    assert [source.file for source in load(file.rows(ExamResult)[0].data).sources] == ["РУ5.xlsx"]
    file.undo()
    assert compute_all(file.rows(ExamResult))[id_].quality == 100


@given(st.dictionaries(st.sampled_from(COUNTS), st.integers(0, 500)), st.dictionaries(st.sampled_from("абв"), SHARE))
def test_typed_values_come_back_as_they_were_typed(counts: dict[str, int], shares: dict[str, float]):
    typed = {**counts, **{f"task:{key}": share for key, share in shares.items()}}
    figures = load(dump(Figures(typed=typed)))
    assert figures.typed == typed
    found = compute(figures)
    assert found.completion == {key: shares[key] for key in found.completion} and len(found.completion) == len(shares)
    marks = {int(key[4:]): count for key, count in counts.items() if key.startswith("mark")}
    assert (found.marks or {}) == (marks if any(marks.values()) else {})
    assert found.n == counts.get("n", sum(marks.values()) if marks else None)


def test_tasks_without_a_file_are_set_against_the_region(file: SchoolFile):
    exam = ExamKey("vpr", 2025, "Математика", 4)
    samples = {"school": {"1": 40.0, "2": 70.0}, "region": {"1": 60.0, "2": 65.5}}
    set_tasks(file, exam, "Задания", {"1": 1.0, "2": 2.0}, samples)
    school = next(row for row in file.rows(ExamResult) if row.level == "school")
    assert compute_all(file.rows(ExamResult))[school.id].out_of_corridor == ["1"]
    assert [task.maximum for task in load(school.data).tasks.values()] == [1.0, 2.0]
    remove_tasks(file, exam, ["1"])
    assert list(compute_all(file.rows(ExamResult))[school.id].completion) == ["2"]
    file.undo()
    file.undo()
    assert file.rows(ExamResult) == []
    with refused("от 0 до 100"):
        set_tasks(file, exam, "Задания", {}, {"school": {"1": 140.0}})


def test_tasks_of_a_file_are_not_taken_out(file: SchoolFile, tmp_path: Path):
    import_results(file, [tools.write_xlsx(tmp_path / "РУ5.xlsx", {"1": tools.tasks()})])
    with refused("взяты из файла"):
        remove_tasks(file, ExamKey("vpr", 2025, "Русский язык", 5), ["2"])


def test_an_exam_is_begun_once(file: SchoolFile):
    assert add_exam(file, CHEMISTRY) == file.rows(ExamResult)[0].id
    with refused("уже есть в списке"):
        add_exam(file, CHEMISTRY)
    with refused("Год пишут полностью"):
        add_exam(file, ExamKey("oge", 25, "Химия", 9))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"n": 10, "mark5": 4, "mark4": 5}, ["Отметок 9, а участников 10."]),
        ({"n": 10, "mark5": 4, "mark4": 6, "lower": 5, "confirmed": 6}, ["С журналом сравнили 11, а участников 10."]),
        ({"lowest": 20, "highest": 10}, ["Наименьший балл больше наибольшего."]),
        (
            {"lowest": 20, "highest": 30, "mean_score": 31},
            ["Средний балл не лежит между наименьшим и наибольшим."],
        ),
        ({"n": 5, "passed": 6}, ["Сдали 6, а участников 5."]),
        ({"n": 39, "banded": 37}, ["В группах по баллам 37, а участников 39."]),
        ({"mean_mark": 35.71}, ["Средняя отметка 35,71 – такой не бывает."]),
        ({"n": 10}, []),
    ],
)
def test_what_is_odd_is_said(values: dict[str, float | None], words: list[str]):
    assert remarks(values) == words


def test_who_passed_is_typed_where_an_exam_gives_no_marks(file: SchoolFile):
    physics = ExamKey("ege", 2025, "Физика", 11)
    id_ = enter_result(file, physics, "school", participants=5, stated={"mean_score": 49.6})
    type_into(file, "Сдали", {id_: {"passed": 4}})
    found = compute_all(file.rows(ExamResult))[id_]
    assert (found.passed, found.success, found.quality) == (4, 80, None)
    type_into(file, "Отметки", {id_: {"mark5": 1, "mark4": 1, "mark3": 1, "mark2": 2}})
    assert compute_all(file.rows(ExamResult))[id_].passed == 3  # marks say more


def test_bands_of_a_summary_that_are_not_everybody_are_told(file: SchoolFile):
    stated = {"band0": 26.0, "band1": 11.0, "band2": 0.0}
    enter_result(file, ExamKey("ege", 2025, "Физика", 11), "municipality", participants=39, stated=stated)
    (row,) = file.rows(ExamResult)
    assert entry_row(row).remarks == ("В группах по баллам 37, а участников 39.",)
    type_into(file, "Правка", {row.id: {"band0": 28}})
    (row,) = file.rows(ExamResult)
    assert (compute_all([row])[row.id].bands, entry_row(row).remarks) == ((28, 11, 0), ())


def test_results_are_removed_as_one_step(file: SchoolFile):
    ids = [enter_result(file, CHEMISTRY, level, participants=5) for level in ("school", "region")]
    remove_results(file, ids)
    assert file.rows(ExamResult) == []
    assert file.undo() == "Удаление: 2 результата"
    assert len(file.rows(ExamResult)) == 2


@pytest.mark.parametrize(
    ("exam", "level", "values", "words"),
    [
        (ExamKey("oge", 2025, "  ", 9), "school", {}, "Укажите: предмет"),
        (ExamKey("oge", 0, "Химия", 0), "school", {}, "Укажите: год, класс"),
        (ExamKey("", 2025, "Химия", 9), "school", {}, "Выберите экзамен"),
        (CHEMISTRY, "класс", {}, "выборку"),
        (CHEMISTRY, "school", {"marks": {5: 3}, "participants": 4}, "Отметок 3, а участников 4"),
        (CHEMISTRY, "school", {"marks": {5: -1}}, "меньше нуля"),
        (CHEMISTRY, "school", {"marks": {6: 1}}, "от 1 до 5"),
        (CHEMISTRY, "school", {"stated": {"lowest": 9.0, "highest": 3.0}}, "Поменяйте их местами"),
    ],
)
def test_contradictions_are_refused(file: SchoolFile, exam: ExamKey, level: str, values: dict[str, Any], words: str):
    with refused(words):
        enter_result(file, exam, level, **values)
    assert file.rows(ExamResult) == [] and file.undo_name is None
