"""Tables of row classes against the tables that the migrations make, and values on their way to SQLite and back."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import ALL
from shnor_desktop.models.entity import Entity, references_to, table_of
from shnor_desktop.models.file import migrations
from shnor_desktop.models.table import Table

each_class = pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)

MIXED = Table.of("mixed", {"id": "int", "on": "bool", "cells": "tuple[str, ...]", "percent": "int | None"})
rows = st.fixed_dictionaries(
    {
        "id": st.integers(1, 9),
        "on": st.booleans(),
        "cells": st.lists(st.text()).map(tuple),
        "percent": st.none() | st.integers(0, 100),
    }
)


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for script in migrations():
        connection.executescript(script)
    yield connection
    connection.close()


@each_class
def test_a_class_has_the_columns_that_its_table_has(cls: type[Entity], database: sqlite3.Connection):
    table = table_of(cls)
    found = database.execute("SELECT name FROM pragma_table_info(?)", (table.name,)).fetchall()
    assert sorted(name for (name,) in found) == sorted(table.columns)
    assert table.columns[0] == "id"


@each_class
def test_a_class_knows_who_points_at_it(cls: type[Entity], database: sqlite3.Connection):
    wanted = {
        (other, column)
        for other in map(table_of, ALL)
        for _, _, target, column, *_ in database.execute(f"PRAGMA foreign_key_list({other.name})")
        if target == table_of(cls).name
    }
    assert {(table_of(other), name) for other, name, _ in references_to(cls)} == wanted


@given(st.lists(rows))
def test_values_come_back_as_they_went(values: list[dict[str, Any]]):
    written = MIXED.written(values, MIXED.columns)
    assert all(type(cell) in (int, str, type(None)) for row in written for cell in row)
    assert [dict(zip(MIXED.columns, MIXED.read(row), strict=True)) for row in written] == values


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("[]", ()),
        ("", ()),
        (None, ()),
        ('["а", 1]', ("а", "1")),
        ("не JSON", ("не JSON",)),
        ('{"а": 1}', ('{"а": 1}',)),
    ],
)
def test_a_damaged_list_is_never_lost(stored: str | None, read: tuple[str, ...]):
    assert MIXED.read((1, 0, stored, None))[2] == read


def test_a_kind_without_a_column_is_refused():
    with pytest.raises(TypeError, match="bytes"):
        Table.of("odd", {"id": "int", "data": "bytes"})
