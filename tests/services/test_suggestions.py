"""What is offered while somebody types: from the file, in step with every change, without asking it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from counting import calls_made, in_proportion, questions_asked
from hypothesis import given, settings
from hypothesis import strategies as st
from page_tools import entry_of, small_programme

from shnor_desktop.models.all import Activity, Person, ScheduleRow
from shnor_desktop.services.changes import Change
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.suggestions import CLASSES, MOST, Suggestions

RESPONSIBLE = ("activity", "responsible")
RESULT = ("activity", "result")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "Школа.shnor") as made:
        yield made


def add(file: SchoolFile, *texts: str, field: str = "responsible") -> list[Activity]:
    section = entry_of(file, "roadmap").section.id
    with file.transaction("Строки") as transaction:
        return transaction.add_all(
            Activity(section_id=section, position=10**9 + n, **{"text": "Дело", field: text})
            for n, text in enumerate(texts)
        )


def followed(file: SchoolFile) -> Suggestions:
    made = Suggestions(file)
    file.subscribe(made.follow)
    while made.prepare_next():
        pass
    return made


def test_often_used_first_and_each_once(file: SchoolFile):
    add(file, "Завуч, Директор", "завуч", "завуч; Заведующий хозяйством", "Директор", "завуч")
    made = followed(file)
    assert made.offers(RESPONSIBLE, "зав") == ["завуч", "Заведующий хозяйством"]
    assert made.offers(RESPONSIBLE, "") == ["завуч", "Директор", "Заведующий хозяйством"]
    assert made.offers(RESPONSIBLE, "хоз") == ["Заведующий хозяйством"]
    assert made.offers(RESPONSIBLE, "озяй") == []


def test_what_is_typed_already_or_taken_is_not_offered(file: SchoolFile):
    add(file, "Директор", "Директор школы")
    made = followed(file)
    assert made.offers(RESPONSIBLE, "директор") == ["Директор школы"]
    assert made.offers(RESPONSIBLE, "дир", taken=("ДИРЕКТОР",)) == ["Директор школы"]


def test_a_text_of_its_own_is_known(file: SchoolFile):
    add(file, "Директор, завуч")
    made = followed(file)
    with file.transaction("Люди") as transaction:
        transaction.add(Person(name="Белова Н. П.", post="учитель"))
    known = ("директор", "Завуч ", "белова н. п.", "учитель")
    assert all(made.knows(RESPONSIBLE, text) for text in known)
    assert not any(made.knows(RESPONSIBLE, text) for text in ("дир", "Директор, завуч", ""))
    assert not made.knows(RESULT, "директор") and not made.knows(("activity", "text"), "Дело")


def test_a_result_is_completed_whole(file: SchoolFile):
    add(file, "Приказ, план", "Справка", field="result")
    made = followed(file)
    assert made.offers(RESULT, "при") == ["Приказ, план"]
    assert made.offers(RESULT, "план") == ["Приказ, план"]
    assert made.offers(RESPONSIBLE, "при") == []


def test_the_schools_own_list_is_offered(file: SchoolFile):
    made = followed(file)
    with file.transaction("Люди") as transaction:
        one = transaction.add(Person(name="Белова Н. П.", post="педагог-психолог"))
    assert made.offers(RESPONSIBLE, "бел") == ["Белова Н. П."]
    assert made.offers(RESPONSIBLE, "пед") == ["педагог-психолог", "Белова Н. П."]
    with file.transaction("Люди") as transaction:
        transaction.remove(Person, one.id)
    assert made.offers(RESPONSIBLE, "бел") == []
    file.undo()
    assert made.offers(RESPONSIBLE, "бел") == ["Белова Н. П."]


def test_changes_are_followed(file: SchoolFile):
    made = followed(file)
    (row,) = add(file, "Белова")
    assert made.offers(RESPONSIBLE, "б") == ["Белова"]
    with file.transaction("Правка") as transaction:
        transaction.change(Activity, row.id, responsible="Быков")
    assert made.offers(RESPONSIBLE, "б") == ["Быков"]
    file.undo()
    assert made.offers(RESPONSIBLE, "б") == ["Белова"]
    file.undo()
    assert made.offers(RESPONSIBLE, "б") == []


TEXTS = st.lists(st.sampled_from(("", "Белова", "Быков, Белова", "бюро", "Б" * 400)), min_size=1, max_size=5)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_following_is_as_counting_anew(tmp_path_factory, data: st.DataObject):
    folder = tmp_path_factory.mktemp("следом")
    with small_programme(folder / "Школа.shnor") as file:
        made = followed(file)
        rows = add(file, *data.draw(TEXTS))
        for _ in range(data.draw(st.integers(0, 4))):
            row = data.draw(st.sampled_from(rows))
            with file.transaction("Правка") as transaction:
                transaction.change(Activity, row.id, responsible=data.draw(TEXTS)[0])
        if data.draw(st.booleans()):
            file.undo()
        anew = followed(file)
        for typed in ("", "б", "бе", "бю"):
            assert made.offers(RESPONSIBLE, typed) == anew.offers(RESPONSIBLE, typed)


def test_a_field_that_nobody_asked_about_is_counted_when_it_is_needed(file: SchoolFile):
    made = Suggestions(file)
    file.subscribe(made.follow)
    add(file, "Белова", "Быков")
    assert made.offers(RESPONSIBLE, "б") == ["Белова", "Быков"]
    add(file, "Бунин")
    assert made.offers(RESPONSIBLE, "бу") == ["Бунин"]


def test_every_field_is_one_of_the_file(file: SchoolFile):
    made = followed(file)
    for field in CLASSES:
        assert made.offers(field, "нет такого слова") == []
    assert made.offers(("activity", "text"), "") == []
    with file.transaction("График") as transaction:
        section = entry_of(file, "schedule").section.id
        transaction.add(ScheduleRow(section_id=section, form="Аналитическая справка"))
    assert "Аналитическая справка" in made.offers(("schedule_row", "form"), "анал")


def test_the_file_is_asked_once_for_a_field_and_not_at_all_for_a_letter(file: SchoolFile):
    add(file, "Белова", "Быков", "Белова")
    made = Suggestions(file)
    for _ in CLASSES:
        assert len(questions_asked(file.raw, made.prepare_next)) == 1
    assert questions_asked(file.raw, made.prepare_next) == []
    made.offers(RESPONSIBLE, "а")  # the school's own list is read at the first question
    file.subscribe(made.follow)
    add(file, "Новый Н. Н.")
    assert questions_asked(file.raw, lambda: made.offers(RESPONSIBLE, "нов")) == []
    assert made.offers(RESPONSIBLE, "нов") == ["Новый Н. Н."]


def test_a_letter_costs_one_pass_over_the_texts_and_a_change_what_it_changes(file: SchoolFile):
    made = Suggestions(file)
    seen: list[Sequence[Change]] = []
    file.subscribe(seen.append)

    def work(begin: int, end: int) -> tuple[int, int, int]:
        add(file, *(f"Сотрудник {n:04} С. С., Директор" for n in range(begin, end)))
        made.follow(seen[-1])
        counted = calls_made(lambda: made.offers(RESPONSIBLE, ""))
        for typed in ("с", "со", "сот", "сотрудник 00", "дир"):
            assert 0 < len(made.offers(RESPONSIBLE, typed)) <= MOST
        letter = calls_made(lambda: made.offers(RESPONSIBLE, "сотрудник 00"))
        add(file, f"Новый {begin} Н. Н.")
        return counted, letter, calls_made(lambda: made.follow(seen[-1]))

    small, large = work(0, 500), work(500, 2_000)
    assert in_proportion(small[0], large[0], 4)
    assert in_proportion(small[1], large[1], 4)
    assert small[2] == large[2]
