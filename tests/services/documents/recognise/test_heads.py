"""Tables that stay text get the head that their first rows are."""

from __future__ import annotations

import dataclasses

import pytest

from shnor_desktop.services.documents.recognise.heads import with_head
from shnor_desktop.services.documents.tree import Cell, Row, Table, text_cell

MARKS = ("Предмет", "Всего", "Качество, %")


def table(*rows: tuple[str, ...], **fields: bool) -> Table:
    return Table(tuple(Row(tuple(text_cell(text) for text in row)) for row in rows), **fields)


def heads(one: Table) -> int:
    return sum(row.header for row in with_head(one).rows)


def test_the_rows_above_the_first_figures_are_the_head():
    assert heads(table(MARKS, ("Физика", "12", "58,3"), ("Химия", "9", "61"))) == 1
    assert heads(table(MARKS, ("", "кол-во", "%"), ("Физика", "12", "58,3 %"))) == 2
    assert with_head(table(MARKS, ("Физика", "12", "5"))).rows[0].cells == table(MARKS).rows[0].cells


@pytest.mark.parametrize(
    "one",
    [
        table(("Физика", "12", "58"), ("Химия", "9", "61")),  # figures from the first row on
        table(MARKS, ("а", "б", "в"), ("г", "д", "е")),  # nothing but words
        table(MARKS, MARKS, MARKS, MARKS, ("Физика", "12", "5")),  # too many for a head
        table(("Цель", "1"), ("Срок", "2026")),  # a list of two columns
        table((f"Слово {'за словом ' * 12}", "Всего", "Доля"), ("а", "1", "2")),  # a text, no name of a column
        table(("", "", "Доля"), ("а", "1", "2")),  # hardly anything is named
        table(MARKS, ("Физика", "12", "58"), borders=False),
        Table((Row((text_cell("Итоги", columns=3),)), *table(("Физика", "12", "58")).rows)),  # one line across
    ],
)
def test_other_tables_stay_as_they_are(one: Table):
    assert with_head(one) is one


def test_a_cell_that_goes_on_below_is_no_head():
    first = Row((dataclasses.replace(text_cell("Физика"), rows=2), text_cell("Всего"), text_cell("Доля")))
    assert heads(Table((first, Row((text_cell("1"), text_cell("2")))))) == 0
    second = Row((text_cell("кол-во"), text_cell("%")))
    figures = Row(tuple(text_cell(text) for text in ("а", "1", "2")))
    assert heads(Table((first, second, figures))) == 2


def test_what_the_file_says_itself_holds():
    said = table(MARKS, ("Физика", "12", "58"))
    said = dataclasses.replace(said, rows=(Row(said.rows[0].cells, header=True), *said.rows[1:]))
    assert with_head(said) is said
    assert with_head(Table((Row((Cell(),)),))) == Table((Row((Cell(),)),))
