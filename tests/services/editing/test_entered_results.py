"""Results entered by hand: kept beside imported ones, undone by name, contradictions refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import results_tools as tools
from file_tools import refused

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.editing.results import enter_result, remove_results
from shnor_desktop.services.results.computed import compute_all
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.services.school_file import SchoolFile

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


def test_counts_of_a_file_are_not_overwritten_and_take_the_place_of_marks(file: SchoolFile, tmp_path: Path):
    exam = ExamKey("vpr", 2025, "Русский язык", 5)
    enter_result(file, exam, "school", marks={5: 1, 4: 2})
    (report,) = import_results(file, [tools.write_xlsx(tmp_path / "РУ5.xlsx", {"1": tools.individual()})])
    assert (report.status, report.n, report.reason) == ("imported", 7, "Заменил введённое вручную.")
    with refused("взяты из файла «РУ5.xlsx»"):
        enter_result(file, exam, "school", marks={5: 1, 4: 2})
    enter_result(file, exam, "school", stated={"mean_mark": 3.0})
    (row,) = file.rows(ExamResult)
    assert compute_all([row])[row.id].n == 7


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
