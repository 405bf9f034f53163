"""Headings of tasks: every spelling that was met gives one key, and the original stays."""

from __future__ import annotations

import datetime

import pytest

from shnor_desktop.services.results.task_heading import natural, parse_heading, task_columns


@pytest.mark.parametrize(
    ("cell", "key", "maximum"),
    [
        ("1 (2б)", "1", 2),
        ("9.1 (1б)", "9.1", 1),
        ("5(1) (1б)", "5(1)", 1),
        ("16 (1) (1б)", "16(1)", 1),
        ("5(1б)", "5", 1),
        ("1К1 (4б)", "1К1", 4),
        ("4К1 (3б)", "4К1", 3),
        ("11.3 k1 (2б)", "11.3К1", 2),
        ("11.3 K1 (2 б.)", "11.3К1", 2),
        ("5(1)", "5(1)", None),
        ("1К1(2)", "1(2)К1", None),
        ("3,2 (2 балла)", "3.2", 2),
        ("Задание 7 (макс. 3 балла)", "7", 3),
        ("№ 12", "12", None),
        (7.0, "7", None),
        (9.1, "9.1", None),
        ("2,0", "2", None),
        (datetime.date(2026, 1, 5), "5.1", None),
        (" 10\u00a0(1б) ", "10", 1),
    ],
)
def test_spellings(cell: object, key: str, maximum: float | None):
    found = parse_heading(cell)
    assert found is not None
    assert (found.key, found.maximum) == (key, maximum)


def test_the_original_is_kept():
    found = parse_heading("11.3  k1 (2б)")
    assert found is not None and found.heading == "11.3 k1 (2б)"


@pytest.mark.parametrize(
    "cell",
    ["", "Класс", "0", "100", "12.34.56", "1К", "5 класс", "20.04.2026", "1 (2б) лишнее", 0.0, 123.0, True, None],
)
def test_what_is_no_task(cell: object):
    assert parse_heading(cell) is None


def test_ten_that_a_spreadsheet_cut_short():
    row = ["Класс", 10.1, 10.2, 10.9, 10.1, "Балл"]
    assert [task.key for task in task_columns(row).values()] == ["10.1", "10.2", "10.9", "10.10"]


def test_a_repeated_heading_is_one_task():
    assert list(task_columns(["1", "2", "2"])) == [0, 1]


def test_order():
    keys = ["10", "2", "1К2", "1К1", "5(2)", "5(1)", "9.2", "9.1", "Р2", "Р1", "11.3К1"]
    assert sorted(keys, key=natural) == ["1К1", "1К2", "2", "5(1)", "5(2)", "9.1", "9.2", "10", "11.3К1", "Р1", "Р2"]
