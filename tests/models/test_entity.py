"""Row classes against the tables that the migrations make, and every kind of value on its way there and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from shnor_desktop.models import (
    activities,
    all,
    indicators,
    monitoring,
    orders,
    pages,
    people,
    programme,
    reports,
    results,
    risks,
    school,
)
from shnor_desktop.models.all import ALL
from shnor_desktop.models.entity import ENTITIES, Entity, references_to
from shnor_desktop.services.school_file import SchoolFile

OWN = {"seal", "picture", "report_file", "history_step", "sqlite_sequence"}
SAMPLES: dict[str, tuple[Any, ...]] = {
    "str": ("", "ё", "«кавычки»\nи строка\t'; --", "👩‍🏫", "x" * 70_000),
    "int": (0, -7, 2**40),
    "int | None": (None, 0, 2**40),
    "bool": (False, True),
    "tuple[str, ...]": ((), ("",), ("а", "", "в\n|"), ('["',)),
}
each_class = pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path_factory.mktemp("entity") / "Школа.shnor") as made:
        made.raw.execute("PRAGMA foreign_keys = OFF")
        yield made


def table(cls: type[Entity]) -> str:
    return next(name for name, known in ENTITIES.items() if known is cls)


def test_all_row_classes_are_known_and_each_table_has_its_class(file: SchoolFile):
    modules = (activities, indicators, monitoring, orders, pages, people, programme, reports, results, risks, school)
    defined = {
        cls
        for module in modules
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, Entity) and cls is not Entity
    }
    assert defined == set(ALL) == set(ENTITIES.values())
    assert {cls.__name__ for cls in ALL} <= set(all.__all__)
    tables = {name for (name,) in file.raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - OWN == set(ENTITIES)


@each_class
def test_a_table_has_the_columns_of_its_class_in_order(cls: type[Entity], file: SchoolFile):
    found = {row[1]: row for row in file.raw.execute(f"PRAGMA table_info({table(cls)})")}
    assert list(found) == [item.name for item in dataclasses.fields(cls)]
    for item in dataclasses.fields(cls):
        if item.name == "id":
            continue
        _, _, kind, needed, default, _ = found[item.name]
        assert bool(needed) == ("None" not in str(item.type)), item.name
        assert kind == {"int": "INTEGER", "bool": "BOOLEAN"}.get(str(item.type).partition(" ")[0], "TEXT"), item.name
        if default is not None:
            wanted = {(): "[]", False: 0}.get(item.default, item.default)
            assert default.strip("'") == str(wanted), item.name


@each_class
def test_references_are_the_tables_own(cls: type[Entity], file: SchoolFile):
    wanted = {
        (name, row[3])
        for name in ENTITIES
        for row in file.raw.execute(f"PRAGMA foreign_key_list({name})")
        if row[2] == table(cls)
    }
    assert {(table(other), field) for other, field, _ in references_to(cls)} == wanted


@each_class
def test_what_can_be_empty_lets_go_and_what_cannot_goes_along(cls: type[Entity]):
    for other, field, cascade in references_to(cls):
        kind = next(str(item.type) for item in dataclasses.fields(other) if item.name == field)
        assert cascade or "None" in kind


@each_class
def test_every_value_comes_back_as_it_went(cls: type[Entity], file: SchoolFile):
    rows = [
        dataclasses.replace(cls(), **{item.name: value})
        for item in dataclasses.fields(cls)
        if item.name != "id"
        for value in SAMPLES[str(item.type)]
    ]
    with file.transaction("Строки") as transaction:
        for row in rows:
            stored = transaction.add(row)
            assert file.get(cls, stored.id) == stored == dataclasses.replace(row, id=stored.id)
            assert file.rows(cls) == [stored]
            transaction.remove(cls, stored.id)


@each_class
def test_rows_come_by_position_and_id(cls: type[Entity], file: SchoolFile):
    if "position" not in {item.name for item in dataclasses.fields(cls)}:
        return
    unique = {"section_text", "criterion_value"}
    assert table(cls) not in unique
    with file.transaction("Строки") as transaction:
        for id_, position in ((90, 5), (91, -3), (92, 5), (93, 0)):
            transaction.add(dataclasses.replace(cls(), id=id_, position=position))
    assert [row.id for row in file.rows(cls)] == [91, 93, 90, 92]
    assert file.undo() == "Строки"
