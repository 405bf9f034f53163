"""Columns of a section: its own, its spec's, or those of like sections."""

from __future__ import annotations

import dataclasses

from shnor_desktop.models.programme import Section
from shnor_desktop.services.formats import FREE_SECTION, ColumnSpec, load_format
from shnor_desktop.services.queries import OutlineEntry
from shnor_desktop.ui.itemmodels.columns import field_columns, header_text, heading_columns

FORM = load_format("school-programme")


def entry(key: str, *columns: str, kind: str = "") -> OutlineEntry:
    spec = FORM.sections.get(key, FREE_SECTION)
    return OutlineEntry(Section(1, key=key, kind=kind or spec.kind, columns=columns), 0, "", spec)


def test_the_form_s_columns():
    assert field_columns(entry("roadmap"), FORM) == FORM.sections["roadmap"].columns


def test_own_columns_keep_what_the_form_says_of_their_field():
    found = field_columns(entry("roadmap", "text|Что делаем|50", "period|Когда|20", "extra0|Класс|10"), FORM)
    assert [(column.field, column.label, column.required) for column in found] == [
        ("text", "Что делаем", True),
        ("period", "Когда", True),
        ("extra0", "Класс", False),
    ]


def test_a_free_plan_has_the_columns_of_the_form_s_plans():
    found = field_columns(entry("", kind="activities"), FORM)
    assert "text" in [column.field for column in found]


def test_headings_of_a_matrix_have_room_for_every_cell():
    found = heading_columns(entry("organisation"), "Школа № 5", 4)
    assert [column.field for column in found] == ["cell0", "cell1", "cell2", "cell3"]
    assert found[2].label == "Школа № 5"
    assert heading_columns(entry("organisation"), "", 0)[2].label == "Школа"


def test_a_shared_heading_stands_above():
    column = dataclasses.replace(ColumnSpec("cell0", "до 2 лет"), group="Стаж работы")
    assert header_text(column) == "Стаж работы:\nдо 2 лет"
