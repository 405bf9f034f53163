"""What an empty row of the passport is offered: one text from two ways of asking, in good Russian."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from page_tools import small_programme

from shnor_desktop.models.all import Activity, Programme, Section, SectionText, Task
from shnor_desktop.services.documents.tree_json import dump_blocks, plain_blocks
from shnor_desktop.services.editing.content import set_text
from shnor_desktop.services.passport_offers import Offer, offers_in, offers_of
from shnor_desktop.services.queries import form_of, read_programme
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture
def file(tmp_path: Path):
    made = small_programme(tmp_path / "школа.shnor")
    yield made
    made.close()


def offers(file: SchoolFile) -> dict[str, Offer]:
    """Both ways of asking must give the same."""
    found = offers_in(file, form_of(file))
    assert found == offers_of(read_programme(file))
    return found


def section(file: SchoolFile, key: str) -> int:
    return next(row.id for row in file.rows(Section) if row.key == key)


def say_goals(file: SchoolFile, text: str) -> None:
    set_text(file, section(file, "goals"), "body", plain_blocks(text))


def change(file: SchoolFile, row: Any, **fields: Any) -> None:
    with file.transaction("Правка") as transaction:
        transaction.change(type(row), row.id, **fields)


def test_name_and_period_come_from_the_title_page(file):
    change(file, file.rows(Programme)[0], title="Программа роста")
    found = offers(file)
    assert found["name"].text == "Программа роста на 2026–2028 годы"
    assert (found["period"].text, found["period"].label) == ("2026–2028 годы", "Записать «2026–2028 годы»")
    change(file, file.rows(Programme)[0], title="Программа роста на 2026 год", year_to=2026)
    found = offers(file)
    assert (found["name"].text, found["period"].text) == ("Программа роста на 2026 год", "2026 год")
    change(file, file.rows(Programme)[0], title=" ", year_from=0, year_to=0)
    assert not {"name", "period"} & set(offers(file))


def test_tasks_and_indicators_come_from_section_seven(file):
    found = offers(file)
    assert (found["tasks"].label, found["tasks"].text) == (
        "Взять из раздела 7", "1. Научить читать\n2. Удержать молодых",
    )  # fmt: skip
    names = ["Доля успешных", "Число кружков"] * 2
    assert found["indicators"].text.split("\n") == [f"{n}. {name}" for n, name in enumerate(names, 1)]


def test_without_section_seven_tasks_come_from_the_goals(file):
    say_goals(file, "Цель программы – поднять чтение.\nЗадачи:\n1. Научить читать.\n2) Удержать молодых.")
    with file.transaction("Прочь") as transaction:
        transaction.remove_all(Task, [row.id for row in file.rows(Task)])
    found = offers(file)
    assert (found["goal"].label, found["goal"].text) == ("Взять из раздела 3", "Поднять чтение.")
    assert (found["tasks"].label, found["tasks"].text) == (
        "Взять из раздела 3", "1. Научить читать.\n2. Удержать молодых.",
    )  # fmt: skip
    assert "indicators" not in found


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Цель\nПоднять чтение.", "Поднять чтение."),
        ("Цели: поднять чтение", "Поднять чтение"),
        ("Поднять чтение. Так мы решили.", "Поднять чтение. Так мы решили."),
        ("Задачи:\n1. Научить читать", None),
        ("", None),
    ],
)
def test_the_goal_is_the_first_thing_said(file, text, goal):
    say_goals(file, text)
    found = offers(file).get("goal")
    assert (found.text if found else None) == goal


def test_performers_stand_once_the_most_used_first(file):
    rows = [row for row in file.rows(Activity) if row.level == "item"]
    named = ("Учителя-предметники, Директор", "директор; Заместитель директора по УВР", "Директор, И. И. Иванова, МО")
    for row, text in zip(rows, named, strict=True):
        change(file, row, responsible=text)
    found = offers(file)["performers"]
    first, *rest = found.text.split(", ")
    assert first.casefold() == "директор" and first[0] == "Д"
    assert sorted(rest) == ["И. И. Иванова", "МО", "заместитель директора по УВР", "учителя-предметники"]


def test_nothing_known_nothing_offered(tmp_path):
    with SchoolFile.create(tmp_path / "пустой.shnor") as empty:
        with empty.transaction("Титул") as transaction:
            transaction.add(Programme(id=1, format_key="school-programme"))
        assert offers(empty) == {}
        with empty.transaction("Раздел") as transaction:
            owner = transaction.add(Section(key="goals", kind="text", title="Цель"))
            transaction.add(SectionText(section_id=owner.id, body=dump_blocks(plain_blocks("Цель: расти"))))
        assert offers(empty)["goal"].label == "Взять из раздела «Цель»"
