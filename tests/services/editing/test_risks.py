"""The risk profile and the skills behind tasks in a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_tools import entry_of, form_of, small_programme

from shnor_desktop.models.all import Activity, MeasureReason, RiskFactor, TaskSkill
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.banks import Measure, topics
from shnor_desktop.services.editing.bank_insert import insert_measures
from shnor_desktop.services.editing.content import remove_rows, shift_rows
from shnor_desktop.services.editing.risks import add_factor, set_factor, set_skill, skill_of
from shnor_desktop.services.plan_places import plan_places
from shnor_desktop.services.risks import known, known_factors, significance_of
from shnor_desktop.services.school_file import SchoolFile

EXAM = ("vpr", 2026, "Физика", 8)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "школа.shnor") as made:
        yield made


def test_factors_are_added_ordered_and_taken_back(file: SchoolFile):
    first = add_factor(file, known("shortage"))
    second = add_factor(file)
    shift_rows(file, [second], -1)
    assert [row.text for row in file.rows(RiskFactor)] == ["", "Дефицит педагогических кадров"]
    remove_rows(file, [first])
    assert len(file.rows(RiskFactor)) == 1
    for _ in range(4):
        file.undo()
    assert file.rows(RiskFactor) == []


def test_a_field_is_stored_as_typed_and_the_significance_by_its_word(file: SchoolFile):
    row = add_factor(file)
    set_factor(file, row, "evidence", " Три вакансии ")
    set_factor(file, row, "significance", "Выс")
    (stored,) = file.rows(RiskFactor)
    assert (stored.evidence, stored.significance) == ("Три вакансии", "high")
    with pytest.raises(UserError, match="Значимость"):
        set_factor(file, row, "significance", "огромная")
    set_factor(file, row, "significance", "")
    assert file.rows(RiskFactor)[0].significance == ""


def test_significance_by_its_beginning():
    assert [significance_of(word) for word in ("в", "СРЕД", " низкая ", "", "так")] == [
        "high",
        "medium",
        "low",
        "",
        None,
    ]


def test_the_list_points_at_difficulties_the_bank_has():
    keys = {topic.key for topic in topics().deficits}
    factors = known_factors()
    assert len({factor.key for factor in factors}) == len(factors) >= 11
    assert all(factor.deficits and set(factor.deficits) <= keys and factor.evidence for factor in factors)


def test_a_skill_holds_for_later_years_until_another_is_said(file: SchoolFile):
    set_skill(file, EXAM, "4", "читать графики")
    later = (EXAM[0], 2027, *EXAM[2:])
    assert skill_of(file, later, "4") == "читать графики"
    assert skill_of(file, (EXAM[0], 2025, *EXAM[2:]), "4") == ""
    assert skill_of(file, EXAM, "5") == ""
    set_skill(file, later, "4", "читать графики")  # nothing new is nothing to keep
    assert len(file.rows(TaskSkill)) == 1
    set_skill(file, later, "4", "строить графики")
    assert (skill_of(file, later, "4"), skill_of(file, EXAM, "4")) == ("строить графики", "читать графики")


def test_places_are_the_groups_of_the_plans_the_roadmap_first(file: SchoolFile):
    roadmap = entry_of(file, "roadmap")
    places = plan_places(file, form_of(file))
    assert [place.title for place in places[:2]] == [f"{roadmap.title} · Уроки", f"{roadmap.title} · Кадры"]
    rows = {row.text: row.id for row in file.rows(Activity, section_id=roadmap.section.id)}
    assert [place.after_id for place in places[:2]] == [rows["Провести неделю чтения"], rows["Пригласить методиста"]]


def test_measures_remember_what_they_answer_and_forget_it_with_the_row(file: SchoolFile):
    place = plan_places(file, form_of(file))[0]
    added = insert_measures(file, place.section_id, place.after_id, [Measure(key="own", text="Мера")], "risk:1")
    rows = [row.text for row in file.rows(Activity, section_id=place.section_id)]
    assert rows.index("Мера") == rows.index("Провести неделю чтения") + 1
    assert [(row.activity_id, row.sign) for row in file.rows(MeasureReason)] == [(added[0].id, "risk:1")]
    file.undo()
    assert file.rows(MeasureReason) == []
