"""The tables of the appendices found on sheets of all hands."""

from __future__ import annotations

from typing import Any

import pytest

from shnor_desktop.models.monitoring import CriterionValue
from shnor_desktop.services.formats import IndicatorSpec, load_format
from shnor_desktop.services.spreadsheets.criteria_in import FormIndex, Spot, find_columns, read_answer

INDEX = FormIndex(load_format("school-programme"))
SECTION = INDEX.form.sections["appendix_2"]
COUNT = IndicatorSpec("c", "Кол-во", "count")
SHARE = IndicatorSpec("s", "Доля", "share", of="c")


def by_hand(*schools: str, answer: Any = "5 из 20", shift: int = 0) -> list[list[Any]]:
    """The form as somebody typed it, one column a school."""
    pad = [""] * shift
    labels = [column.label for column in SECTION.columns]
    rows: list[list[Any]] = [["по состоянию на 01.12.2026"], [], [*pad, *labels], [*pad, "", "", "", *schools]]
    for number, criterion in enumerate(SECTION.criterion, 1):
        for index, indicator in enumerate(criterion.indicators):
            head = [float(number), criterion.title] if index == 0 else ["", ""]
            value = answer if indicator.kind == "count" else ("2" if indicator.kind == "choice" else "")
            rows.append([*pad, *head, indicator.label, *(value for _ in schools)])
    return rows


def test_a_copy_by_hand():
    (found,) = find_columns(by_hand("МБОУ СОШ № 3"), INDEX)
    assert (found.section, found.school, found.as_of) == ("appendix_2", "МБОУ СОШ № 3", "01.12.2026")
    value = found.answers["single_parent_count"]
    assert (value.numerator, value.denominator) == (5, 20)
    assert found.answers["social_group"].value == "2"
    assert found.doubts == []


@pytest.mark.parametrize("shift", [0, 1, 5])
def test_columns_that_moved_and_many_schools(shift: int):
    found = find_columns(by_hand("Школа 1", "Школа 2", "Школа 3", shift=shift), INDEX)
    assert [one.school for one in found] == ["Школа 1", "Школа 2", "Школа 3"]
    assert [one.spots["social_group"] for one in found] == [Spot(4, shift + 3 + index) for index in range(3)]


def test_rows_that_moved_and_labels_typed_anew():
    rows = by_hand("Школа 1")
    rows[10:12], rows[12:14] = rows[12:14], rows[10:12]
    rows[6][1] = str(rows[6][1]).upper().replace(",", "")
    rows[6][2] = "кол-во  обучающихся."
    (found,) = find_columns(rows, INDEX)
    assert {key for key, value in found.answers.items() if value.given} == {
        *(one.key for one in SECTION.indicators if one.kind == "count"),
        "social_group",
    }


def test_what_is_no_such_table():
    assert find_columns([], INDEX) == []
    assert find_columns([["а", "б"], [1.0, None]], INDEX) == []
    assert find_columns(by_hand("Школа")[:3], INDEX) == []


@pytest.mark.parametrize(
    ("cell", "whole", "value", "doubt"),
    [
        (5.0, 20.0, CriterionValue(numerator=5, denominator=20), ""),
        ("5 из 20", "", CriterionValue(numerator=5, denominator=20), ""),
        (5.0, "", CriterionValue(numerator=5), ""),
        ("Нет данных", 20.0, CriterionValue(no_data=True), ""),
        (0.0, 20.0, CriterionValue(numerator=0, denominator=20), ""),
        ("", "", CriterionValue(), ""),
        ("много", "", CriterionValue(value="много"), "не число людей"),
        (21.0, 20.0, CriterionValue(numerator=21, denominator=20), "больше целого"),
        (5.0, 20.5, CriterionValue(numerator=5), ""),
    ],
)
def test_counts(cell: Any, whole: Any, value: CriterionValue, doubt: str):
    found, why = read_answer(cell, whole, COUNT)
    assert found == value
    assert (doubt in why) if doubt else not why


@pytest.mark.parametrize(
    ("cell", "value", "doubt"),
    [
        (0.25, "25", ""),
        (1.0, "100", ""),
        (45.2, "45,2", ""),
        ("45,2 %", "45,2", ""),
        ("около половины", "около половины", "не доля"),
        ("140%", "140", "больше 100"),
    ],
)
def test_shares(cell: Any, value: str, doubt: str):
    found, why = read_answer(cell, "", SHARE)
    assert found.value == value
    assert (doubt in why) if doubt else not why


def test_an_answer_twice_is_told():
    rows = by_hand("Школа 1")
    rows.append(["", "", "", ""])
    rows[8:8] = [["", "", "Кол-во обучающихся", 9.0]]
    (found,) = find_columns(rows, INDEX)
    assert any("дважды" in doubt.text for doubt in found.doubts)


def test_addresses():
    assert [Spot(0, column).address for column in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]
