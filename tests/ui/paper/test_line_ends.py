"""Where lines end: as Word ends them, with every letter drawn as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.ui.paper.align import Shape
from shnor_desktop.ui.paper.fonts import FontBook, line_height
from shnor_desktop.ui.paper.line_ends import LineEnds
from shnor_desktop.ui.paper.measure import TextSetter
from shnor_desktop.ui.paper.pages import Look
from shnor_desktop.ui.paper.units import Piece

LOOK = Look(200)
BOLD = Look(200, bold=True)


def set_in(width: float, *pieces: Piece) -> list[str]:
    """The lines of a text in a column so wide."""
    lines = TextSetter(FontBook()).lines(pieces, Shape(width))
    return ["".join(item.text for item in line.texts) for line in lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("юю школе/округу", ["юю", "школе/округу"]),
        ("юю план/график", ["юю", "план/график"]),
        ("юю 201720-202224", ["юю 201720-", "202224"]),
        ("юю 201720–202224", ["юю 201720–", "202224"]),
        ("юю приказ-202224", ["юю приказ-", "202224"]),
        ("юю экспертно-план", ["юю экспертно-", "план"]),
        ("юю 201720 -202224", ["юю 201720", "-202224"]),  # a number below zero stays whole
    ],
)
@pytest.mark.parametrize("look", [LOOK, BOLD])
def test_a_line_ends_where_word_ends_it(text: str, lines: list[str], look: Look):
    width = FontBook().width(text, look)
    assert set_in(width - 20, Piece(text, look)) == lines


def test_a_word_of_two_looks_is_kept_and_parted_alike():
    pieces = [Piece("юю ", LOOK), Piece("школе/ок", BOLD), Piece("ругу 201720-2022", LOOK)]
    width = FontBook().width("юю школе/округу 201720-20", BOLD)
    assert set_in(width, *pieces) == ["юю школе/округу 201720-", "2022"]
    assert set_in(FontBook().width("школе/округу", BOLD), *pieces)[:2] == ["юю", "школе/округу"]


def test_letters_stand_as_far_from_each_other_as_in_word():
    fonts = FontBook()
    for word in ("Т.А.У", "УУД", "итоговую"):
        assert fonts.width(word, LOOK) == pytest.approx(sum(fonts.width(letter, LOOK) for letter in word), abs=0.5)


@pytest.mark.parametrize(("size", "height"), [(160, 184), (180, 207), (200, 231), (220, 253), (240, 276), (280, 322)])
def test_lines_are_as_high_as_those_of_an_office_program(size: int, height: int):
    assert line_height(size) == pytest.approx(height, abs=0.05)
    assert sum(FontBook().line(Look(size))) == pytest.approx(height, abs=0.05)


@given(st.text("аб1/-– ", max_size=30), st.integers(100, 3000))
def test_no_sign_is_changed(text: str, width: int):
    joined = "".join(set_in(width, Piece(text, LOOK)))
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_a_font_of_other_widths_is_left_to_the_breaker():
    class Odd(FontBook):
        def width(self, text: str, look: Look) -> float:
            return 10.0 * ord(text[0])

    assert LineEnds(Odd()).shown("и/или 2020-2022", LOOK) == "и/или 2020-2022"
    assert LineEnds(FontBook()).shown("и/или 2020-2022", LOOK) != "и/или 2020-2022"
