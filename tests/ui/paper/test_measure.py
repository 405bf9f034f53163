"""Lines: broken where Qt breaks them, placed where they belong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from shnor_desktop.ui.paper.align import SLACK, Shape
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.measure import SetLine, TextSetter
from shnor_desktop.ui.paper.pages import Look, TextItem, mm
from shnor_desktop.ui.paper.units import Piece

LOOK = Look(240)
BOLD = Look(240, bold=True)
TEXT = "Школа проводит диагностику и составляет план поддержки учеников вместе с родителями и учителями. " * 4


@pytest.fixture()
def setter() -> TextSetter:
    return TextSetter(FontBook())


def lines(setter: TextSetter, text: str, width: float, **shape: Any) -> list[SetLine]:
    return setter.lines([Piece(text, LOOK)], Shape(width, **shape))


def shown(result: list[SetLine]) -> list[str]:
    return ["".join(item.text for item in line.texts) for line in result]


def right_edge(item: TextItem) -> float:
    """Where the item ends, measured with a font made here and now."""
    return item.x + QFontMetricsF(FontBook().font(item.look, item.stretch)).horizontalAdvance(item.text)


def test_words_fill_the_width_and_none_is_lost(setter):
    result = lines(setter, TEXT, 4000)
    assert " ".join(shown(result)) == TEXT.strip()
    assert len(result) > 5
    assert all(right_edge(item) <= 4000 + SLACK for line in result for item in line.texts)
    width = setter.fonts.width
    for above, below in zip(shown(result), shown(result)[1:], strict=False):
        assert width(above + " " + below.split()[0], LOOK) > 4000  # the next word had no room above


def test_a_word_of_ten_thousand_letters_is_broken_anywhere(setter):
    result = lines(setter, "щ" * 10_000, 3000)
    assert "".join(shown(result)) == "щ" * 10_000
    assert all(right_edge(item) <= 3000 + SLACK for line in result for item in line.texts)


def test_justified_lines_end_at_the_right_edge_but_for_the_last(setter):
    result = lines(setter, TEXT, 5000, align="justify", first=700)
    assert [line.texts[0].x for line in result[:2]] == [700, 0]
    for line in result[:-1]:
        assert right_edge(line.texts[-1]) == pytest.approx(5000, abs=SLACK)
    assert result[-1].texts[-1].stretch == 0


def test_a_justified_line_of_several_looks_has_no_holes(setter):
    pieces = [
        Piece("Цель программы: ", BOLD),
        Piece("создать  к 2029 году ", LOOK),
        Piece("условия для всех. " * 9, BOLD),
    ]
    result = setter.lines(pieces, Shape(5400, align="justify"))
    assert "".join(shown(result)).replace(" ", "") == "".join(piece.text for piece in pieces).replace(" ", "")
    first = result[0].texts
    assert [item.look for item in first] == [BOLD, LOOK, BOLD]
    for left, right in zip(first, first[1:], strict=False):
        assert right_edge(left) == pytest.approx(right.x, abs=SLACK)
    assert right_edge(first[-1]) == pytest.approx(5400, abs=SLACK)


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_alignment(setter, align, share):
    (line,) = lines(setter, "Приложение", 6000, align=align, left=300, right=200)
    item = line.texts[0]
    assert item.x == pytest.approx(300 + (5500 - item.width) * share)


def test_line_breaks_by_hand_of_every_kind(setter):
    assert shown(lines(setter, "один\nдва\r\nтри\u2028четыре\u2029пять\x0bшесть", 9000)) == [
        "один", "два", "три", "четыре", "пять", "шесть",
    ]  # fmt: skip


def test_a_line_broken_by_hand_is_not_justified(setter):
    result = lines(setter, "раз два\nтри четыре пять", 9000, align="justify")
    assert [item.stretch for line in result for item in line.texts] == [0, 0]


def test_tabs_stand_at_their_stops(setter):
    (line,) = lines(setter, "а\tб\tв", 9000)
    assert [(item.text, round(item.x)) for item in line.texts] == [
        ("а", 0),
        ("б", round(mm(12.5))),
        ("в", round(mm(25))),
    ]


def test_what_no_font_shows_is_left_out(setter):
    assert shown(lines(setter, "а\x00б\x07\ud800в\ufffe", 9000)) == ["абв"]


def test_a_soft_hyphen_shows_only_at_the_end_of_a_line(setter):
    result = shown(lines(setter, "образо\u00adвание" * 6, 2000))
    assert len(result) > 2
    assert all(text.endswith("-") for text in result[:-1])
    assert "".join(text.rstrip("-") for text in result) == "образование" * 6


def test_signs_beyond_the_first_plane_do_not_shift_the_text(setter):
    pieces = [Piece("😀 оценка 😀 ", LOOK), Piece("жирно 😀 и дальше " * 20, BOLD)]
    result = setter.lines(pieces, Shape(4000))
    assert "".join(shown(result)).replace(" ", "") == "".join(piece.text for piece in pieces).replace(" ", "")
    assert result[0].texts[0].text == "😀 оценка 😀 "


def test_a_letter_wider_than_its_column_is_squeezed(setter):
    result = lines(setter, "ЩШ", 100)
    assert shown(result) == ["Щ", "Ш"]
    for line in result:
        (item,) = line.texts
        assert 0 < item.squeeze < 1
        assert item.width <= 100


def test_an_empty_text_is_one_line(setter):
    (line,) = lines(setter, "", 4000)
    (full,) = lines(setter, "Щ", 4000)
    assert line.texts == ()
    assert line.height == full.height


def test_single_spacing_is_that_of_times_new_roman(setter):
    (single,) = lines(setter, "а", 4000)
    (wider,) = lines(setter, "а", 4000, spacing=1.15)
    assert single.height == pytest.approx(1.15 * 240, abs=0.1)
    assert wider.height == int(1.15 * single.height)
    assert wider.texts[0].y == single.texts[0].y  # the extra lies below
    assert (single.spare, wider.spare) == (0, wider.height - single.height)


@given(
    st.text("абвгд АБВ.,№%12345-–", max_size=24).map(str.rstrip),
    st.sampled_from(("left", "right", "center", "justify")),
    st.integers(400, 6_000),
)
def test_a_text_on_one_line_is_set_as_the_line_breaker_sets_it(text: str, align: str, width: int):
    setter = TextSetter(FontBook())
    shape = Shape(float(width), 20.0, 40.0, 10.0, align, 1.15)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TextSetter, "_one_line", lambda *_: None)
        broken = setter.lines([Piece(text, LOOK)], shape)
    ours = setter.lines([Piece(text, LOOK)], shape)
    assert len(ours) == len(broken)
    for one, other in zip(ours, broken, strict=True):
        assert one.height == pytest.approx(other.height)
        assert [item.text for item in one.texts] == [item.text for item in other.texts]
        for item, same in zip(one.texts, other.texts, strict=True):
            # the line breaker counts what the last letter hangs over
            assert (item.x, item.y, item.width) == pytest.approx((same.x, same.y, same.width), abs=6)
