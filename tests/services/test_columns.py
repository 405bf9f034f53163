"""Columns of a table: the form's or the section's own, and what a row shows in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity, Section
from shnor_desktop.services.columns import column_text, columns_of, extra_index, shown_field
from shnor_desktop.services.formats import ColumnSpec, SectionSpec

labels = st.text(st.characters(exclude_characters="|/", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
columns = st.builds(
    ColumnSpec,
    field=st.sampled_from(("text", "period", "cell", "extra0", "extra12")),
    label=labels,
    width=st.integers(1, 100).map(float),
    group=st.one_of(st.just(""), labels),
)


@given(st.lists(columns, min_size=1, max_size=6))
def test_own_columns_come_back_as_they_went(own: list[ColumnSpec]):
    section = Section(columns=tuple(column_text(column) for column in own))
    assert list(columns_of(section, SectionSpec("", "text", ""))) == own


def test_without_own_columns_the_forms_stand_with_the_schools_name():
    spec = SectionSpec("o", "matrix", "", columns=(ColumnSpec("cell", "{school}", 34, "center", "Кто", True),))
    (column,) = columns_of(Section(), spec, "Школа № 5")
    assert column == ColumnSpec("cell", "Школа № 5", 34, "center", "Кто", True)
    (column,) = columns_of(Section(), spec)
    assert column.label == "Школа"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("text|Мероприятия|40", ColumnSpec("text", "Мероприятия", 40)),
        ("cell|Стаж работы//до 2 лет|7.5", ColumnSpec("cell", "до 2 лет", 7.5, group="Стаж работы")),
        ("text|Мероприятия", ColumnSpec("text", "Мероприятия")),
        ("text|", ColumnSpec("text", "")),
        ("text", ColumnSpec("text", "")),
        ("text|А|широко", ColumnSpec("text", "А")),
    ],
)
def test_a_column_that_is_half_written_is_read_as_far_as_it_goes(text: str, column: ColumnSpec):
    assert columns_of(Section(columns=(text,)), SectionSpec("", "text", "")) == (column,)


@pytest.mark.parametrize(("field", "index"), [("extra0", 0), ("extra12", 12), ("extra", None), ("text", None)])
def test_texts_of_columns_that_no_form_knows(field: str, index: int | None):
    assert extra_index(field) == index


def test_what_a_row_shows_in_a_column():
    row = Activity(text="Занятия", percent=0, extra=("куратор",))
    assert [shown_field(row, field) for field in ("text", "percent", "extra0", "extra1", "period")] == [
        "Занятия",
        "0",
        "куратор",
        "",
        "",
    ]
    assert shown_field(Activity(), "percent") == ""
