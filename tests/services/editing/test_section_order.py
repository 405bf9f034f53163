"""Sections moved about, and the form's order and titles brought back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.models.errors import UserError
from shnor_desktop.models.programme import Section
from shnor_desktop.services.editing import sections
from shnor_desktop.services.editing.section_order import form_title, move_to, restore_order, restore_title
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import outline
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")
KEYS = [spec.key for spec in FORM.section]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as made:
        sections.start_programme(made, FORM)
        yield made


def section(file: SchoolFile, key: str) -> Section:
    return next(row for row in file.rows(Section) if row.key == key or row.title == key)


def names(file: SchoolFile) -> list[str]:
    return [entry.section.key or entry.section.title for entry in outline(file, FORM)]


def test_what_is_in_order_stays_as_it_is(file: SchoolFile):
    before = file.undo_name
    assert restore_order(file, FORM) == 0
    assert file.undo_name == before


def test_the_forms_order_comes_back_in_one_step(file: SchoolFile):
    for key, step in (("roadmap", -1), ("roadmap", -1), ("passport", 1), ("staff", 1)):
        sections.shift(file, section(file, key), step)
    shuffled = names(file)
    assert shuffled != KEYS
    assert restore_order(file, FORM) > 0
    assert names(file) == KEYS
    assert file.undo() == "Порядок разделов по форме"
    assert names(file) == shuffled


def test_own_sections_stay_after_their_neighbours(file: SchoolFile):
    sections.add_text_section(file, section(file, "goals"), "Наш опыт")
    sections.add_text_section(file, section(file, "Наш опыт"), "Партнёры")
    sections.add_text_section(file, section(file, "staff"), "Наставники")
    sections.shift(file, section(file, "goals"), -1)
    sections.shift(file, section(file, "passport"), 1)
    restore_order(file, FORM)
    found = names(file)
    assert [name for name in found if name in KEYS] == KEYS
    before_own = found[found.index("Наш опыт") - 1]
    assert before_own in KEYS
    assert found[found.index("Наш опыт") + 1] == "Партнёры"
    assert section(file, "Наставники").parent_id == section(file, "staff").parent_id


def test_any_disorder_becomes_the_forms_order_once(file: SchoolFile):
    chance = random.Random(7)
    for _ in range(40):
        sections.shift(file, chance.choice(file.rows(Section)), chance.choice((-1, 1)))
    restore_order(file, FORM)
    assert names(file) == KEYS
    assert restore_order(file, FORM) == 0


def test_a_title_of_the_form_comes_back(file: SchoolFile):
    passport = section(file, "passport")
    sections.rename(file, passport, "Визитка")
    restore_title(file, passport, FORM)
    assert section(file, "passport").title == form_title(passport, FORM) == FORM.sections["passport"].title
    file.undo()
    assert section(file, "passport").title == "Визитка"


def test_an_own_section_has_no_title_of_the_form(file: SchoolFile):
    own = sections.add_text_section(file, None, "Наш опыт")
    assert form_title(own, FORM) == ""
    with pytest.raises(UserError, match="добавила школа"):
        restore_title(file, own, FORM)


def test_a_section_is_put_among_its_neighbours(file: SchoolFile):
    roadmap = section(file, "roadmap")
    move_to(file, roadmap, None, 0)
    assert names(file)[0] == "roadmap"
    move_to(file, roadmap, None, 99)
    assert names(file)[-1] == "roadmap"
    assert file.undo() == "Раздел перемещён"


def test_the_place_where_it_stands_is_no_step(file: SchoolFile):
    before = file.undo_name
    move_to(file, section(file, "passport"), None, 0)
    assert file.undo_name == before


def test_an_own_section_goes_below_any_other(file: SchoolFile):
    own = sections.add_text_section(file, None, "Наш опыт")
    goals = section(file, "goals")
    move_to(file, own, goals.id, 0)
    assert names(file)[names(file).index("goals") + 1] == "Наш опыт"
    inner = sections.add_text_section(file, section(file, "Наш опыт"), "Ещё")
    move_to(file, inner, own.id, 0)
    with pytest.raises(UserError, match="в самого себя"):
        move_to(file, section(file, "Наш опыт"), inner.id, 0)


def test_a_section_of_the_form_keeps_its_level(file: SchoolFile):
    with pytest.raises(UserError, match="на своём уровне"):
        move_to(file, section(file, "roadmap"), section(file, "goals").id, 0)
