"""What was said of a table is known again in the next document."""

from __future__ import annotations

import json

import pytest
from table_tools import FORM, heading, table

from shnor_desktop.services.documents.recognise.assignment import Assignment
from shnor_desktop.services.documents.tree import Document, Part, Table
from shnor_desktop.services.import_memory import MOST, learned, recalled
from shnor_desktop.services.import_review import ImportReview

ODD = ("Пункт", "Что сделаем", "К какому времени", "На ком")
ROWS = (("1", "Собрать группу", "май 2026", "Директор"), ("2", "Провести совет", "июнь 2026", "Завуч"))


def review(*tables: Table) -> ImportReview:
    return ImportReview("файл.docx", Document((Part((heading("Дорожная карта"), *tables)),)), FORM)


def test_the_next_document_with_the_same_headings_knows_it():
    first = review(table(ODD, *ROWS))
    first.assign(0, "roadmap")
    first.set_field(0, 3, "result")
    again = review(table(("ПУНКТ", "Что  сделаем:", *ODD[2:]), ROWS[0]))
    again.recall(recalled(learned(first)))
    assert [column.field for column in again.table(0).columns] == ["number", "text", "period", "result"]
    assert again.found.counts["roadmap"] == 1


def test_other_headings_and_other_forms_are_left_alone():
    first = review(table(ODD, *ROWS))
    first.assign(0, "roadmap")
    other = review(table(ODD[:3], *(row[:3] for row in ROWS)))
    other.recall(recalled(learned(first)))
    assert other.said == {}
    unknown = {other.heading(0): Assignment("table-of-another-form")}
    other.recall(unknown)
    assert other.said == {}


def test_headings_that_several_tables_have_tell_nothing():
    first = review(table(ODD, *ROWS), table(ODD, *ROWS))
    first.assign(0, "roadmap")
    assert recalled(learned(first)) == {}
    first.recall({first.heading(1): Assignment("roadmap")})
    assert list(first.said) == [0]


def test_fields_that_nobody_knows_are_left_out():
    found = review(table(ODD, *ROWS))
    found.recall({found.heading(0): Assignment("roadmap", ("number", "text", "period", "horoscope"))})
    assert [column.field for column in found.table(0).columns] == ["number", "text", "period", "responsible"]


def test_what_was_taken_back_is_forgotten():
    first = review(table(ODD, *ROWS))
    first.assign(0, "roadmap")
    memory = learned(first)
    first.reset(0)
    assert recalled(learned(first, memory)) == {}


def test_that_a_table_goes_on_is_no_matter_of_its_headings():
    first = review(table(ODD, *ROWS), table(ODD, *ROWS))
    first.join(1, True)
    assert recalled(learned(first)) == {}


def test_the_memory_does_not_grow_without_end():
    before = json.dumps({f"1:{n}": {"target": "text", "fields": [], "header": None} for n in range(MOST + 50)})
    first = review(table(ODD, *ROWS))
    first.assign(0, "roadmap")
    memory = recalled(learned(first, before))
    assert len(memory) == MOST
    assert memory[first.heading(0)].target == "roadmap"


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"a": 1}', '{"a": {"target": "x"}}', '{"a": {"fields": 3}}'])
def test_what_is_no_memory_is_forgotten(text: str):
    assert recalled(text) == {}
