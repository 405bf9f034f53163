"""The direction of the diary proposed for a group of the roadmap."""

from __future__ import annotations

import pytest

from shnor_desktop.services.directions import Directions
from shnor_desktop.services.formats import load_format

FORM = load_format("school-programme")
DIRECTIONS = list(enumerate(FORM.sections["diary"].group_titles))


def test_the_forms_own_groups_find_their_direction():
    groups = FORM.sections["roadmap"].group_titles
    assert [Directions(DIRECTIONS).likely(title) for title in groups] == [3, 2, 2, None]


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("Работа с родителями", 1),
        ("Повышение качества уроков", 0),
        ("Мониторинг и анализ", 3),
        ("Педагогические советы с родителями", None),
        ("Раздел 1", None),
        ("", None),
    ],
)
def test_kindred_words_decide_and_doubt_is_left_to_the_person(title: str, direction: int | None):
    assert Directions(DIRECTIONS).likely(title) == direction


def test_a_direction_that_the_school_added_is_found_by_its_words():
    own = [*DIRECTIONS, (4, "Материально-техническое оснащение"), (5, "Краеведение")]
    assert Directions(own).likely(FORM.sections["roadmap"].group_titles[3]) == 4
    assert Directions(own).likely("Краеведческая тропа") == 5
    assert Directions([]).likely("Кадры") is None
