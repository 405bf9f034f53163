"""Who the plans name: fields of several people, spellings of one, and where else somebody is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_tools import entry_of, small_programme

from shnor_desktop.models.all import Activity, Approval, Person
from shnor_desktop.services.people import folded, mentions_elsewhere, people, pieces
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "Школа.shnor") as made:
        yield made


def name_them(file: SchoolFile, *fields: str) -> list[Activity]:
    """Rows of the roadmap with these people responsible."""
    section = entry_of(file, "roadmap").section.id
    with file.transaction("Ответственные") as transaction:
        for row in file.rows(Activity):
            transaction.change(Activity, row.id, responsible="")
        return transaction.add_all(
            Activity(section_id=section, position=10**9 + n, text="Дело", responsible=text)
            for n, text in enumerate(fields)
        )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Иванова И. И., Петров П. П.", ["Иванова И. И.", "Петров П. П."]),
        ("Директор;  завуч\nучителя", ["Директор", "завуч", "учителя"]),
        ("учителя (физика, химия), завуч", ["учителя (физика, химия)", "завуч"]),
        ("учителя (физика,\nзавуч", ["учителя (физика", "завуч"]),
        ("учителя (физика (профиль), химия), завуч", ["учителя (физика (профиль)", "химия)", "завуч"]),
        ("учителя), завуч", ["учителя)", "завуч"]),
        (" , ,, ", []),
        ("", []),
        ("Директор", ["Директор"]),
    ],
)
def test_those_named_in_a_field(text: str, found: list[str]):
    assert [piece.text for piece in pieces(text)] == found


@given(st.text(alphabet="аБ ,;\n()", max_size=30))
def test_pieces_stand_where_they_say(text: str):
    end = 0
    for piece in pieces(text):
        assert text[piece.start : piece.end] == piece.text == piece.text.strip() != ""
        assert piece.start >= end
        end = piece.end


def test_spellings_of_one_are_one(file: SchoolFile):
    name_them(file, "Директор, завуч", "Завуч", "завуч;  Пётр\u00a0Первый", "завуч, завуч", "Петр Первый")
    told = [(use.text, use.uses) for use in people(file)]
    assert told == [("завуч", 4), ("Пётр\u00a0Первый", 2), ("Директор", 1)]


def test_the_own_list_stands_among_them(file: SchoolFile):
    name_them(file, "Белова Н. П.")
    with file.transaction("Люди") as transaction:
        one = transaction.add(Person(name="Белова Н. П.", post="учитель"))
        other = transaction.add(Person(post="педагог-психолог"))
    told = [(use.text, use.uses, use.note, use.person_id) for use in people(file)]
    assert told == [("Белова Н. П.", 1, "учитель", one.id), ("педагог-психолог", 0, "", other.id)]


def test_an_empty_file_has_nobody(tmp_path: Path):
    with SchoolFile.create(tmp_path / "пусто.shnor") as empty:
        assert people(empty) == []


def test_mentions_elsewhere_are_counted(file: SchoolFile):
    assert mentions_elsewhere(file, "Белова Н. П.") == 0
    with file.transaction("Гриф") as transaction:
        transaction.add(Approval(person="Белова\u00a0Н. П."))
    assert mentions_elsewhere(file, "белова н. п.") == 1
    assert mentions_elsewhere(file, "второй абзац") == 1
    assert mentions_elsewhere(file, "второй абза") == 0
    assert mentions_elsewhere(file, "бзац") == 0
    assert mentions_elsewhere(file, "  ") == 0


def test_folding():
    assert folded(" Пётр\u00a0 ПЕРВЫЙ\n") == "петр первый"
