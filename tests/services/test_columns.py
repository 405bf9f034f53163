"""Columns of a section's own, kept as texts, and those of the form with the school's name in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity, Section
from shnor_desktop.services.columns import GROUP_MARK, column_text, columns_of, extra_index, shown_field
from shnor_desktop.services.formats import ColumnSpec, load_format

FORM = load_format("school-programme")

labels = st.text(st.characters(exclude_characters="|/\n"), max_size=12)


@given(
    st.lists(st.builds(ColumnSpec, st.sampled_from(("text", "extra0", "cell")), labels, st.just(12.5), group=labels))
)
def test_columns_come_back_as_they_were_kept(columns: list[ColumnSpec]):
    section = Section(columns=tuple(map(column_text, columns)))
    assert list(columns_of(section, FORM.sections["roadmap"])) == (
        columns or list(columns_of(Section(), FORM.sections["roadmap"]))
    )


def test_bars_and_group_marks_in_a_label_do_no_harm():
    kept = column_text(ColumnSpec("extra0", "и//или | либо", 10.0))
    (column,) = columns_of(Section(columns=(kept,)), FORM.sections["roadmap"])
    assert (column.field, column.label, column.group, column.width) == ("extra0", "и/или / либо", "", 10.0)


def test_short_texts_of_older_files_are_read():
    columns = columns_of(
        Section(columns=("text|Дело", "period", f"cell|Стаж{GROUP_MARK}до 2 лет|нет")), FORM.sections["roadmap"]
    )
    assert [(c.field, c.group, c.label, c.width) for c in columns] == [
        ("text", "", "Дело", 10.0),
        ("period", "", "", 10.0),
        ("cell", "Стаж", "до 2 лет", 10.0),
    ]


def test_the_schools_name_stands_in_the_matrix():
    spec = FORM.sections["organisation"]
    assert columns_of(Section(), spec, "Школа № 7")[-1].label == "Школа № 7"
    assert columns_of(Section(), spec)[-1].label == "Школа"


def test_extra_texts_are_numbered():
    assert [extra_index(field) for field in ("extra0", "extra12", "extra", "text", "extrax")] == [
        0,
        12,
        None,
        None,
        None,
    ]


def test_a_column_shows_what_the_row_has():
    row = Activity(text="Дело", percent=0, extra=("важно",))
    assert [shown_field(row, field) for field in ("text", "percent", "extra0", "extra1", "reason")] == [
        "Дело",
        "0",
        "важно",
        "",
        "",
    ]
    assert shown_field(Activity(), "percent") == ""
