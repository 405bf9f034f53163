"""Another name for a person in every plan, as one step that can be taken back; nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from file_tools import everything
from hypothesis import given
from hypothesis import strategies as st
from page_tools import entry_of, small_programme

from shnor_desktop.models.all import Activity, Person
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.editing.renaming import add_person, remove_person, rename_person, renamed
from shnor_desktop.services.people import folded, people, pieces
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "Школа.shnor") as made:
        for key in ("roadmap", "diary"):
            with made.transaction("Строки") as transaction:
                for n, text in enumerate(("Иванова И. И., Петров П. П.", "Петров П. П.", "Директор")):
                    section = entry_of(made, key).section.id
                    transaction.add(Activity(section_id=section, position=10**9 + n, text="Дело", responsible=text))
        yield made


def told(file: SchoolFile) -> list[str]:
    return sorted(row.responsible for row in file.rows(Activity) if row.responsible)


@pytest.mark.parametrize(
    ("text", "old", "new", "became"),
    [
        ("Иванова И. И., Петров П. П.", "Петров П. П.", "Сидоров С. С.", "Иванова И. И., Сидоров С. С."),
        ("Иванова И. И.;\nПетров П. П.\n", "Иванова И. И.", "Белова И. И.", "Белова И. И.;\nПетров П. П.\n"),
        ("Петров П. П.", "петров  п. п.", "Сидоров", "Сидоров"),
        ("Петрова П. П.", "Петров П. П.", "Сидоров", "Петрова П. П."),
        ("заместитель директора", "директор", "и. о. директора", "заместитель директора"),
        ("директор, завуч", "завуч", "Завуч по УВР", "директор, завуч по УВР"),
        ("директор, завуч", "завуч", "Петрова П. П.", "директор, Петрова П. П."),
        ("Петров П. П., завуч", "Петров П. П.", "завуч", "завуч"),
        ("завуч, Петров П. П.", "Петров П. П.", "Завуч", "завуч"),
        ("а, Петров, б", "Петров", "а", "а, б"),
        ("Петров, а", "Петров", "а", "а"),
        ("Петров, Петров; Петров", "Петров", "Сидоров", "Сидоров"),
        ("завуч, Завуч", "Завуч", "Директор", "Директор"),
        ("", "Петров", "Сидоров", ""),
        ("Петров", "", "Сидоров", "Петров"),
    ],
)
def test_only_that_piece_changes(text: str, old: str, new: str, became: str):
    assert renamed(text, old, new) == became


NAMES = st.sampled_from(("Иванова И. И.", "Петров П. П.", "завуч", "Директор", "учителя (физика, химия)"))


@given(st.lists(st.tuples(NAMES, st.sampled_from((", ", "; ", "\n", " , "))), max_size=5), NAMES, NAMES)
def test_the_others_stay_in_their_order(named: list[tuple[str, str]], old: str, new: str):
    text = "".join(name + mark for name, mark in named)
    found = [folded(piece.text) for piece in pieces(renamed(text, old, new))]
    before = [folded(piece.text) for piece in pieces(text)]
    if folded(old) != folded(new) and folded(old) in before:
        assert folded(old) not in found
        assert found.count(folded(new)) == max(1, before.count(folded(new)))
    others = {folded(old), folded(new)}
    assert [name for name in found if name not in others] == [name for name in before if name not in others]


def test_everywhere_as_one_step(file: SchoolFile):
    add_person(file, "Петров П. П.", "учитель")
    before = everything(file)
    assert rename_person(file, "Петров П. П.", "Сидоров С. С.") == 4
    assert told(file) == sorted(["Иванова И. И., Сидоров С. С.", "Сидоров С. С.", "Директор"] * 2)
    assert [person.name for person in file.rows(Person)] == ["Сидоров С. С."]
    assert file.undo_name == "Переименовано: Петров П. П. → Сидоров С. С."
    file.undo()
    assert everything(file) == before


def test_a_post_of_the_own_list_is_renamed_too(file: SchoolFile):
    add_person(file, "Белова Н. П.", "завуч")
    add_person(file, "", "завуч")
    assert rename_person(file, "завуч", "заместитель директора") == 0
    assert [(one.name, one.post) for one in file.rows(Person)] == [
        ("Белова Н. П.", "заместитель директора"),
        ("", "заместитель директора"),
    ]


def test_two_of_the_own_list_that_become_one_are_one(file: SchoolFile):
    add_person(file, "Белова Н. П.", "учитель")
    add_person(file, "Белова Наталья")
    rename_person(file, "Белова Наталья", "Белова Н. П.")
    assert [(one.name, one.post) for one in file.rows(Person)] == [("Белова Н. П.", "учитель")]
    file.undo()
    assert [one.name for one in file.rows(Person)] == ["Белова Н. П.", "Белова Наталья"]


def test_another_spelling_of_the_same_is_a_renaming(file: SchoolFile):
    assert rename_person(file, "Петров П. П.", "Петров\u00a0П.\u00a0П.") == 0
    assert rename_person(file, "Директор", "ДИРЕКТОР") == 2


@pytest.mark.parametrize("new", ["", "  ", "Иванова, Петров", "а;б"])
def test_a_name_that_is_none_or_several_is_refused(file: SchoolFile, new: str):
    before = everything(file)
    with pytest.raises(UserError):
        rename_person(file, "Директор", new)
    assert everything(file) == before


def test_the_own_list(file: SchoolFile):
    one = add_person(file, " Белова  Н. П. ", "учитель")
    two = add_person(file, "", "психолог")
    assert [(person.name, person.post) for person in file.rows(Person)] == [
        ("Белова Н. П.", "учитель"),
        ("", "психолог"),
    ]
    for name, post in (("БЕЛОВА Н. П.", ""), ("", "Психолог"), ("психолог", ""), (" ", "")):
        with pytest.raises(UserError):
            add_person(file, name, post)
    remove_person(file, one.id)
    assert file.rows(Person) == [two]
    file.undo()
    assert {use.text for use in people(file) if use.person_id} == {"Белова Н. П.", "психолог"}
