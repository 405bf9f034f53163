"""Numbers the program gives to sections and to rows of plans."""

from __future__ import annotations

import pytest

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.programme import Section
from shnor_desktop.services.formats import NumberingSpec, load_format
from shnor_desktop.services.numbering import (
    activity_numbers,
    section_numbers,
    shown_activity_numbers,
    typed_number,
)


def outline(text: str) -> list[str]:
    """Numbers of an outline drawn as letters: d decimal, a appendix, n none, upper case when hidden."""
    rows = []
    for line in text.split():
        depth = line.count(">")
        mark = line[depth:]
        kind = {"d": "decimal", "a": "appendix", "n": "none"}[mark.lower()]
        rows.append((Section(numbering=kind, hidden=mark.isupper()), depth))
    return section_numbers(rows)


@pytest.mark.parametrize(
    ("drawn", "numbers"),
    [
        ("d d d", ["1.", "2.", "3."]),
        ("n d >d >d d >d", ["", "1.", "1.1.", "1.2.", "2.", "2.1."]),
        ("d >d >>d >>d >d >>d", ["1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "1.2.1."]),
        ("d D d", ["1.", "", "2."]),
        ("d D >d >>d d >d", ["1.", "", "", "", "2.", "2.1."]),
        ("D >d D >d d", ["", "", "", "", "1."]),
        ("d >D >d", ["1.", "", "1.1."]),
        ("d a d a", ["1.", "Приложение 1", "2.", "Приложение 2"]),
        ("a A a", ["Приложение 1", "", "Приложение 2"]),
        ("A >a a", ["", "", "Приложение 1"]),
        ("n >d >d", ["", "1.", "2."]),
        ("d >n >>d", ["1.", "", "1.1."]),
        ("", []),
    ],
)
def test_an_outline_is_numbered(drawn: str, numbers: list[str]):
    assert outline(drawn) == numbers


def rows(levels: str) -> list[Activity]:
    return [Activity(level={"g": "group", "i": "item", "s": "sub"}[mark]) for mark in levels]


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ("giigi", ["1.", "1.1", "1.2", "2.", "2.1"]),
        ("gissi", ["1.", "1.1", "", "", "1.2"]),
        ("iii", ["1.", "2.", "3."]),
        ("iig", ["1.", "2.", "1."]),
        ("sgsi", ["", "1.", "", "1.1"]),
        ("ggg", ["1.", "2.", "3."]),
        ("", []),
    ],
)
def test_a_plan_is_numbered(levels: str, numbers: list[str]):
    assert activity_numbers(rows(levels), NumberingSpec()) == numbers


def test_a_form_numbers_in_its_own_way():
    spec = NumberingSpec(activities_group="Раздел {group}", activities_item="{item})")
    assert activity_numbers(rows("gii"), spec) == ["Раздел 1", "1)", "2)"]


def test_a_typed_number_stands_and_moves_nothing():
    form = load_format("school-programme")
    plan = [Activity(level="group"), Activity(number="7а"), Activity()]
    assert shown_activity_numbers(plan, form) == ["1.", "7а", "1.2"]


@pytest.mark.parametrize(
    ("text", "own", "kept"),
    [
        ("1.1", "1.1", ""),
        ("1.1.", "1.1", ""),
        ("1", "1.", ""),
        (" 1.1 ", "1.1", ""),
        ("1.2", "1.1", "1.2"),
        ("", "1.1", ""),
        ("–", "", "–"),
    ],
)
def test_only_a_number_that_differs_is_kept(text: str, own: str, kept: str):
    assert typed_number(text, own) == kept
