"""Counts and shares as they are typed, kept and printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.monitoring import CriterionValue
from shnor_desktop.services.shares import count_text, parse_value, share, share_text, shown

counts = st.integers(0, 9_999_999)


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (14, 31, "45,2\u00a0%"),
        (0, 31, "0,0\u00a0%"),
        (31, 31, "100,0\u00a0%"),
        (1, 16, "6,3\u00a0%"),
        (1, 3, "33,3\u00a0%"),
        (2, 3, "66,7\u00a0%"),
        (1, 214, "0,5\u00a0%"),
        (9_999, 10_000, "100,0\u00a0%"),
        (5, 4, "125,0\u00a0%"),
        (None, 31, ""),
        (14, None, ""),
        (14, 0, ""),
        (None, None, ""),
    ],
)
def test_a_share_is_printed_with_a_comma_and_an_unbreakable_space(
    numerator: int | None, denominator: int | None, text: str
):
    assert share_text(numerator, denominator) == text
    assert (share(numerator, denominator) is None) == (text == "")


@given(counts, st.integers(1, 9_999_999))
def test_a_share_is_rounded_from_the_counts_half_up(numerator: int, denominator: int):
    exact = (Decimal(100 * numerator) / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert share_text(numerator, denominator) == f"{exact}\u00a0%".replace(".", ",")
    assert share(numerator, denominator) == pytest.approx(float(exact), abs=0.0500001)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("14 из 31", "count", CriterionValue(numerator=14, denominator=31)),
        ("14/31", "count", CriterionValue(numerator=14, denominator=31)),
        (" 14\u00a0из\u00a031 ", "count", CriterionValue(numerator=14, denominator=31)),
        ("14", "count", CriterionValue(numerator=14)),
        ("0 из 0", "count", CriterionValue(numerator=0, denominator=0)),
        ("четырнадцать", "count", CriterionValue(value="четырнадцать")),
        ("14 из 31 (9 класс)", "count", CriterionValue(value="14 из 31 (9 класс)")),
        ("-3", "count", CriterionValue(value="-3")),
        ("1" * 30, "count", CriterionValue(value="1" * 30)),
        ("14 из 31", "text", CriterionValue(value="14 из 31")),
        ("0,46", "number", CriterionValue(value="0,46")),
        ("", "count", CriterionValue()),
        ("Нет данных.", "number", CriterionValue(no_data=True)),
        ("нет\u00a0данных", "count", CriterionValue(no_data=True)),
        ("0", "count", CriterionValue(numerator=0)),
    ],
)
def test_what_is_typed_is_understood_or_kept_as_it_is(text: str, kind: str, value: CriterionValue):
    assert parse_value(text, kind) == value


@given(counts, st.none() | counts)
def test_a_count_reads_back_as_it_is_shown(numerator: int, denominator: int | None):
    value = CriterionValue(numerator=numerator, denominator=denominator)
    assert parse_value(count_text(value), "count") == value
    assert shown(value, "count") == count_text(value)


@given(st.text(), st.sampled_from(["count", "number", "text", "choice", "share"]))
def test_no_text_is_lost(text: str, kind: str):
    value = parse_value(text, kind)
    if value.numerator is None and not value.no_data:
        assert value.value == text.strip()
        assert count_text(value) == text.strip()


def test_nothing_no_data_and_zero_are_three_things():
    values = (None, CriterionValue(), CriterionValue(no_data=True), CriterionValue(numerator=0, denominator=5))
    assert [shown(value, "count") for value in values] == ["", "", "нет данных", "0 из 5"]
    assert [shown(value, "share") for value in values] == ["", "", "нет данных", "0,0\u00a0%"]
    assert shown(CriterionValue(value="имеется"), "text") == "имеется"


def test_no_data_is_said_as_a_count_too():
    assert count_text(CriterionValue(no_data=True)) == "нет данных"
    assert count_text(CriterionValue(no_data=True, numerator=3)) == "нет данных"
