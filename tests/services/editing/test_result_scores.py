"""A whole distribution entered by hand: over a file's, back to it, one step, nothing contradicting beside it."""

from __future__ import annotations

from pathlib import Path

import results_tools as tools
from file_tools import refused

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.editing.result_scores import scores_in, set_scores
from shnor_desktop.services.editing.results import enter_result
from shnor_desktop.services.results.computed import Computed, compute_all
from shnor_desktop.services.results.entry import entry_row
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.exam_tables import Results, oge_table
from shnor_desktop.services.results.figures import load
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.services.school_file import SchoolFile

CHEMISTRY = ExamKey("oge", 2025, "Химия", 9)


def computed(file: SchoolFile, id_: int) -> Computed:
    return compute_all(file.rows(ExamResult))[id_]


def test_scores_take_the_place_of_a_mean_that_was_typed(file: SchoolFile):
    id_ = enter_result(file, CHEMISTRY, "school", participants=4, stated={"mean_score": 30.0, "mean_mark": 4.2})
    set_scores(file, id_, {20.0: 1, 24.0: 2})
    found = computed(file, id_)
    assert (found.n, found.scores, found.lowest, found.highest) == (4, {20.0: 1, 24.0: 2}, 20, 24)
    assert (round(found.mean_score or 0, 4), found.mean_mark) == (22.6667, 4.2)
    row = file.get(ExamResult, id_)
    assert row is not None and entry_row(row).remarks == ("Баллов 3, а участников 4.",)
    table = oge_table(Results(file.rows(ExamResult)), ("oge", 2025, "Химия", 9))
    assert "22,67" in str(table.rows)
    assert file.undo() == "Баллы введены: ОГЭ 2025, Химия, 9 класс"
    assert computed(file, id_).mean_score == 30
    file.redo()
    assert scores_in(file, id_) == ({20.0: 1, 24.0: 2}, {}, 4)
    set_scores(file, id_, {})
    assert (scores_in(file, id_)[0], file.undo_name) == ({}, "Введённые баллы убраны: ОГЭ 2025, Химия, 9 класс")


def test_scores_without_a_number_of_participants_are_everybody(file: SchoolFile):
    id_ = enter_result(file, CHEMISTRY, "school", stated={"mean_mark": 4.0})
    set_scores(file, id_, {20.0: 7, 24.0: 2})
    row = file.get(ExamResult, id_)
    assert row is not None and (row.participants, entry_row(row).remarks) == (9, ())
    assert scores_in(file, id_).participants is None


def test_scores_over_a_file_stay_and_can_be_given_back(file: SchoolFile, tmp_path: Path):
    book = tools.write_xlsx(tmp_path / "РУ5.xlsx", {"1": tools.individual()})
    import_results(file, [book])
    (row,) = file.rows(ExamResult, level="school")
    shown, counted, _ = scores_in(file, row.id)
    assert shown == counted and sum(counted.values()) == 7
    steps = file.undo_name
    set_scores(file, row.id, counted)
    assert file.undo_name == steps
    set_scores(file, row.id, {**counted, 13.0: 5})
    assert computed(file, row.id).scores == {**counted, 13.0: 5}
    import_results(file, [tools.write_xlsx(tmp_path / "ещё.xlsx", {"1": tools.tasks()})])
    assert scores_in(file, row.id)[0] == {**counted, 13.0: 5}
    assert computed(file, row.id).n == 7 and computed(file, row.id).marks == {5: 1, 4: 2, 3: 2, 2: 2}
    set_scores(file, row.id, counted)
    kept = file.get(ExamResult, row.id)
    assert kept is not None and load(kept.data).typed == {}
    assert all(source.file for source in load(kept.data).sources)


def test_an_exam_that_is_gone_takes_no_scores(file: SchoolFile):
    with refused("больше нет"):
        set_scores(file, 12, {5.0: 1})
