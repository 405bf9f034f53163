"""What results say for Приложение 1: by hand-counted cases, at a date, with files; filled, marked, mended, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import results_tools as tools
from hypothesis import given
from hypothesis import strategies as st
from page_tools import entry_of, small_programme

from shnor_desktop.models.monitoring import CriterionValue, Wave
from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.appendix_offers import FREE, FROM_RESULTS, OTHERWISE, offers, standing
from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.checks.fixes import Fixes, apply
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.tree import block_texts
from shnor_desktop.services.editing.appendix_fill import fill_wave, take_offer
from shnor_desktop.services.editing.content import set_criterion
from shnor_desktop.services.editing.results import enter_result
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results.appendix_values import NONE, Proposal, proposals, why_nothing
from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.figures import Figures, Group, Source, Task, dump
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.services.school_file import SchoolFile

AUTUMN = date(2025, 10, 1)


def result(exam: str, subject: str, level: str, mean: float, year: int = 2025, n: int = 30) -> ExamResult:
    figures = Figures(participants=n, stated={"mean_score": mean}, sources=(Source("summary", f"{subject}.xlsx", "d"),))
    grade = {"ege": 11, "oge": 9}.get(exam, 5)
    return ExamResult(0, exam, year, subject, grade, level, n, dump(figures))


def pair(exam: str, subject: str, school: float, region: float, year: int = 2025) -> tuple[ExamResult, ExamResult]:
    return result(exam, subject, "school", school, year), result(exam, subject, "region", region, year)


def numbered(*rows: ExamResult) -> tuple[ExamResult, ...]:
    return tuple(ExamResult(n, *list(vars_of(row))[1:]) for n, row in enumerate(rows, 1))


def vars_of(row: ExamResult) -> tuple[object, ...]:
    return (row.id, row.exam, row.year, row.subject, row.grade, row.level, row.participants, row.data)


def vpr(level: str, groups: dict, tasks=(), *, year=2025, grade=5, **more: Any) -> ExamResult:
    figures = Figures(groups=groups, tasks={t.key: t for t in tasks}, **more)
    return ExamResult(0, "vpr", year, "Русский язык", grade, level, figures.n, dump(figures))


def test_a_gap_of_more_than_twenty_points_names_the_subject():
    rows = numbered(*pair("ege", "Химия", 40, 60.01), *pair("ege", "Физика", 40, 60), *pair("ege", "История", 70, 60))
    found = proposals(rows, AUTUMN)
    assert set(found) == {"gap_ege"}
    one = found["gap_ege"]
    assert (one.value, one.named) == ("Химия", {("Химия", 0)})
    assert "▸ Химия: школа 40, регион 60,01, ниже на 20,01" in one.explanation
    assert "· История: школа 70, регион 60, выше на 10" in one.explanation
    assert "Химия.xlsx" in one.told() and one.caution == ""


def test_without_a_gap_it_says_no_and_warns_of_primary_scales():
    one = proposals(numbered(*pair("oge", "Физика", 14, 22)), AUTUMN)["gap_oge"]
    assert one.value == NONE and "первичные" in one.caution


def test_without_the_region_nothing_is_said():
    assert proposals(numbered(result("ege", "Химия", "school", 40)), AUTUMN) == {}
    assert "региона" in why_nothing(numbered(result("ege", "Химия", "school", 40)), AUTUMN)
    assert "пока нет" in why_nothing((), AUTUMN)


def test_only_what_was_known_at_the_date_counts():
    rows = numbered(*pair("ege", "Химия", 40, 70, 2025), *pair("ege", "Химия", 70, 70, 2026))
    assert proposals(rows, date(2026, 6, 30))["gap_ege"].value == "Химия"
    assert proposals(rows, date(2026, 7, 1))["gap_ege"].value == NONE
    assert "2025" in proposals(rows, date(2026, 6, 30))["gap_ege"].explanation
    assert proposals(rows, date(2025, 6, 30)) == {}
    assert "2026" in why_nothing(rows, date(2025, 6, 30))
    assert "не указана" in proposals(rows)["gap_ege"].caution
    assert "новее 2026 года нет" in proposals(rows, date(2028, 1, 1))["gap_ege"].caution


def test_the_mean_of_a_region_comes_from_the_points_of_its_tasks():
    tasks = (Task("1", "1", 30.0), Task("2", "2", 20.0))
    school = vpr("school", {"": Group({(10.0, 3, 3): 20})}, tasks)
    region = vpr("region", {}, tasks, completion={"1": 80.0, "2": 50.0}, participants=5000)
    one = proposals(numbered(school, region), AUTUMN)["gap_vpr"]
    assert one.value == "Русский язык, 5 класс"  # 30 · 0.8 + 20 · 0.5 = 34 against 10
    assert "регион 34, ниже на 24" in one.explanation


def test_marks_above_the_region_and_against_the_journal():
    school = vpr("school", {"": Group({(20.0, 5, 3): 15, (15.0, 4, 5): 15})})
    region = vpr("region", {}, marks={5: 10.0, 4: 30.0, 3: 40.0, 2: 20.0}, participants=10_000)
    found = proposals(numbered(school, region), AUTUMN)
    # school: mean 4.5, s = 0.5085, ± 0.182; region: mean 3.3, s = 0.9, ± 0.018
    assert "школа 4,32–4,68, регион 3,28–3,32" in found["inflated"].explanation
    assert found["inflated"].value == found["mismatch"].value == "Русский язык, 5 класс"


def test_a_sharp_change_is_told_and_judged_by_nobody():
    tasks = (Task("1", "1", 20.0),)
    before = vpr("school", {"": Group({(16.0, 4, 4): 20})}, tasks, year=2024, grade=4)
    after = vpr("school", {"": Group({(8.0, 3, 3): 20})}, tasks, year=2025, grade=5)
    one = proposals(numbered(before, after), AUTUMN)["jump"]
    assert one.value == "Русский язык, 4 → 5 класс: K = 2" and not one.verdict
    assert "задаёт регион" in one.explanation and one.agrees("что угодно")


@given(st.floats(0, 100), st.floats(0, 100))
def test_the_value_is_the_rule_itself(school: float, region: float):
    one = proposals(numbered(*pair("ege", "Химия", school, region)), AUTUMN)["gap_ege"]
    assert (one.value == "Химия") == (round(region - school, 9) > 20)
    assert one.agrees(one.value)


@pytest.mark.parametrize(
    ("value", "typed", "agrees"),
    [
        ("нет", "Нет: химия ниже региона на 5 баллов", True),
        ("нет", "Не выявлены", True),
        ("нет", "–", True),
        ("нет", "Расхождений больше 20 баллов нет", True),
        ("нет", "Химия", False),
        ("нет", "нет данных", False),
        ("Химия", "химия (на 23 балла)", True),
        ("Химия", "Химия, физика", False),
        ("Химия", "нет", False),
        ("Химия", "География", False),
    ],
)
def test_words_of_ones_own_may_say_the_same(value: str, typed: str, agrees: bool):
    exams = frozenset((("Химия", 0), ("Физика", 0)))
    one = Proposal("gap_ege", value, "", named=exams & {(value, 0)}, looked_at=exams)
    assert one.agrees(typed) is agrees


@pytest.mark.parametrize(
    ("typed", "agrees"),
    [
        ("Математика, 7 класс: отметку понизили 8 из 19", True),  # of grade 7 the results say nothing
        ("Математика, 4 класс", False),
        ("Математика", False),
        ("Физика, 4 класс; математика, 7 класс", True),
    ],
)
def test_of_other_grades_the_results_say_nothing(typed: str, agrees: bool):
    assert Proposal("mismatch", "нет", "", looked_at=frozenset((("Математика", 4),))).agrees(typed) is agrees


# in a school file


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    opened = small_programme(tmp_path / "Школа.shnor")
    for subject, school, region in (("Химия", 40.0, 66.0), ("Физика", 50.0, 55.0)):
        for level, mean in (("school", school), ("region", region)):
            exam = ExamKey("ege", 2025, subject, 11)
            enter_result(opened, exam, level, participants=30, stated={"mean_score": mean})
    yield opened
    opened.close()


def first_wave(file: SchoolFile) -> Wave:
    wave = file.rows(Wave)[0]
    with file.transaction("Дата") as transaction:
        transaction.change(Wave, wave.id, as_of="01.10.2025")
    return file.rows(Wave)[0]


def test_a_wave_is_filled_as_one_step_and_what_is_typed_stays(file: SchoolFile):
    wave, entry = first_wave(file), entry_of(file, "appendix_1")
    found = offers(entry.spec, wave, (2026, 2028), file.rows(ExamResult))
    assert set(found) == {"gap_ege"} and found["gap_ege"].files == ("введено вручную",)
    assert standing(None, found["gap_ege"]) == FREE
    assert fill_wave(file, entry.section.id, wave, found) == 1
    (value,) = file.rows(CriterionValue)
    assert (value.value, standing(value, found["gap_ege"])) == ("Химия", FROM_RESULTS)
    assert file.undo_name == "Из результатов: входной мониторинг"
    texts = block_texts(compose(read_programme(file), sections=["appendix_1"]).parts[0].blocks)
    assert "Химия" in texts
    assert [one.code for one in run_checks(read_programme(file)) if one.code == "appendix-differs"] == []
    set_criterion(file, entry.section.id, wave.id, "gap_ege", CriterionValue(value="нет"))
    assert fill_wave(file, entry.section.id, wave, found) == 0
    assert [row.value for row in file.rows(CriterionValue)] == ["нет"]


def test_what_differs_is_named_and_taken_by_one_click(file: SchoolFile):
    wave, entry = first_wave(file), entry_of(file, "appendix_1")
    set_criterion(file, entry.section.id, wave.id, "gap_ege", CriterionValue(value="Физика"))
    data = read_programme(file)
    (finding,) = [one for one in run_checks(data) if one.code == "appendix-differs"]
    assert finding.message == "Предметы ЕГЭ: вписано «Физика», по результатам – «Химия»."
    (fix,) = Fixes(data).of(finding)
    assert fix.label == "Взять из результатов"
    apply(file, [fix])
    assert [row.value for row in file.rows(CriterionValue)] == ["Химия"]
    assert [one for one in run_checks(read_programme(file)) if one.code == "appendix-differs"] == []
    file.undo()
    set_criterion(file, entry.section.id, wave.id, "gap_ege", CriterionValue(value="Биология"))
    apply(file, [fix])  # changed meanwhile: left alone
    assert [row.value for row in file.rows(CriterionValue)] == ["Биология"]


def test_no_data_gives_way_when_it_is_asked_to(file: SchoolFile):
    wave, entry = first_wave(file), entry_of(file, "appendix_1")
    set_criterion(file, entry.section.id, wave.id, "gap_ege", CriterionValue(no_data=True))
    (value,) = file.rows(CriterionValue)
    offer = offers(entry.spec, wave, None, file.rows(ExamResult))["gap_ege"]
    assert standing(value, offer) == OTHERWISE
    take_offer(file, entry.section.id, wave.id, offer)
    (value,) = file.rows(CriterionValue)
    assert (value.value, value.no_data) == ("Химия", False)


def test_workbooks_speak_too(file: SchoolFile, tmp_path: Path):
    import_results(file, [tools.write_folder(tmp_path / "ВПР")])
    found = proposals(tuple(file.rows(ExamResult)), AUTUMN)
    assert set(found) == {"gap_ege", "gap_vpr", "inflated", "mismatch"}
    assert all("Русский язык 5 2025" in " ".join(found[key].files) for key in ("gap_vpr", "inflated", "mismatch"))
    assert "вывод осторожный" in found["inflated"].caution
