"""Paragraphs and headings on paper: what their styles say."""

from __future__ import annotations

import pytest

from shnor_desktop.services.documents.list_numbers import ListNumbers
from shnor_desktop.services.documents.styles import STYLES, Style
from shnor_desktop.services.documents.tree import Heading, Paragraph, Run, paragraph
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.measure import TextSetter
from shnor_desktop.ui.paper.pages import Look, mm
from shnor_desktop.ui.paper.paragraphs import heading_lines, paragraph_lines, pieces_of

WIDTH = mm(180)
LONG = "Методический совет обсуждает итоги четверти и принимает решения. " * 12


@pytest.fixture()
def setter() -> TextSetter:
    return TextSetter(FontBook())


def test_body_text_has_its_indent_size_and_space(setter):
    lines = paragraph_lines(setter, paragraph(LONG), WIDTH)
    assert lines[0].texts[0].x == pytest.approx(mm(12.5))
    assert lines[1].texts[0].x == 0
    assert {item.look for line in lines for item in line.texts} == {Look(240)}
    assert [line.after for line in lines] == [0] * (len(lines) - 1) + [60]


def test_at_least_two_lines_stay_together_at_either_end(setter):
    lines = paragraph_lines(setter, paragraph(LONG), WIDTH)
    assert len(lines) > 5
    assert [line.keep for line in lines] == [True] + [False] * (len(lines) - 3) + [True, False]


def test_runs_keep_their_looks_and_neighbours_of_one_look_are_one(setter):
    runs = (Run("жирно ", bold=True), Run("и "), Run("просто "), Run("курсив", italic=True))
    (line,) = paragraph_lines(setter, Paragraph(runs, "plain"), WIDTH)
    assert [(item.text, item.look.bold, item.look.italic) for item in line.texts] == [
        ("жирно ", True, False),
        ("и просто ", False, False),
        ("курсив", False, True),
    ]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style_can_be_set(setter, style):
    (line,) = paragraph_lines(setter, paragraph("Проба", style), WIDTH)
    assert line.texts[0].text == ("ПРОБА" if STYLES[style].upper else "Проба")
    assert line.texts[0].look.size == STYLES[style].size * 20
    assert line.keep == STYLES[style].keep_next


def test_a_style_may_ask_for_capitals():
    (piece,) = pieces_of((Run("Программа «Ёж» № 5"),), Style("any", 20, upper=True))
    assert piece.text == "ПРОГРАММА «ЁЖ» № 5"


def test_own_alignment_overrules_the_style(setter):
    (line,) = paragraph_lines(setter, paragraph("Проба", align="right"), WIDTH)
    assert line.texts[0].x + line.texts[0].width == pytest.approx(WIDTH)


def test_a_centred_line_has_no_first_indent(setter):
    (line,) = paragraph_lines(setter, paragraph("Проба", align="center"), WIDTH)
    assert line.texts[0].x == pytest.approx((WIDTH - line.texts[0].width) / 2)


def test_list_items_hang_from_their_markers(setter):
    numbers = ListNumbers()
    item = Paragraph((Run(LONG),), "list", list="number", start=1, marker="1)")
    inner = Paragraph((Run(LONG),), "list", list="bullet", level=1)
    outer_lines = paragraph_lines(setter, item, WIDTH, numbers.item(item))
    inner_lines = paragraph_lines(setter, inner, WIDTH, numbers.item(inner))
    mark, text = outer_lines[0].texts
    assert (mark.text, mark.x, mark.y) == ("1)", pytest.approx(mm(5)), text.y)
    assert [text.x, outer_lines[1].texts[0].x] == pytest.approx([mm(12.5), mm(12.5)])
    assert [inner_lines[0].texts[0].x, inner_lines[0].texts[1].x] == pytest.approx([mm(12.5), mm(20)])


def test_a_long_marker_pushes_its_text_aside(setter):
    item = Paragraph((Run("пункт"),), "list", list="number", start=1998, marker="I)")
    mark, text = paragraph_lines(setter, item, WIDTH, ListNumbers().item(item))[0].texts
    assert text.x >= mark.x + mark.width


def test_an_empty_list_item_still_shows_its_marker(setter):
    item = Paragraph((), "list", list="bullet")
    (line,) = paragraph_lines(setter, item, WIDTH, ListNumbers().item(item))
    assert [text.text for text in line.texts] == ["–"]


def test_a_heading_shows_its_number_and_stays_with_what_follows(setter):
    lines = heading_lines(setter, Heading(2, (Run("Кадровое обеспечение " * 8),), "5.2."), WIDTH, 7)
    assert lines[0].texts[0].text.startswith("5.2. Кадровое")
    assert len(lines) > 1
    assert all(line.keep for line in lines)
    assert [line.heading for line in lines] == [7] + [-1] * (len(lines) - 1)
