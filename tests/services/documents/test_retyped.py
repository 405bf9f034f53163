"""Plain lines over a text with looks: what stayed keeps them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.retyped import retyped
from shnor_desktop.services.documents.tree import Paragraph, Picture, Run, block_texts, paragraph

BOUND = Paragraph((Run("Качество: "), Run("64,3 %", bold=True, bound="vpr:2025:quality"), Run(" – выше округа.")))
ITEM = Paragraph((Run("двойная "), Run("проверка", italic=True)), list="bullet")
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


def texts(blocks) -> list[str]:
    return [*block_texts(blocks)]


def test_the_same_words_change_nothing():
    blocks = (paragraph("Выводы"), BOUND, ITEM)
    assert retyped(blocks, "\n".join(texts(blocks))) == blocks
    assert retyped(blocks, "\r\n".join(texts(blocks)) + "\r\n\r\n") == blocks


def test_a_change_elsewhere_in_the_line_keeps_the_binding():
    (line,) = retyped((BOUND,), "Качество: 64,3 % – ниже округа.")
    assert [run.bound for run in line.runs if run.bold] == ["vpr:2025:quality"]
    assert line.text == "Качество: 64,3 % – ниже округа."


def test_a_value_that_was_changed_is_bound_no_longer_and_stays_bold():
    (line,) = retyped((BOUND,), "Качество: 65,1 % – выше округа.")
    assert line.text == "Качество: 65,1 % – выше округа."
    assert not any(run.bound for run in line.runs) and any(run.bold for run in line.runs)


def test_new_lines_are_like_those_above_and_bear_no_mark_twice():
    blocks = retyped((paragraph("Меры:"), ITEM), "Меры:\nдвойная проверка\n• кружок\n– выезд\n3) сбор")
    assert texts(blocks) == ["Меры:", "двойная проверка", "кружок", "выезд", "сбор"]
    assert [block.list for block in blocks] == ["", "bullet", "bullet", "bullet", "bullet"]
    assert blocks[1] is ITEM


def test_lines_that_went_are_gone_and_what_was_empty_is_filled():
    assert retyped((paragraph("раз"), ITEM, paragraph("три")), "раз\nтри") == (paragraph("раз"), paragraph("три"))
    assert retyped((), "раз\nдва") == (paragraph("раз"), paragraph("два"))
    assert retyped((ITEM,), "") == ()


@pytest.mark.parametrize("block", [Picture("a.png"), paragraph("одна\nдругая")])
def test_what_is_more_than_lines_is_left_to_the_person(block):
    assert retyped((paragraph("Текст"), block), "Другой") is None


@given(st.lists(LINE, max_size=6), st.lists(LINE, max_size=6))
def test_whatever_it_was_it_says_what_was_typed(was: list[str], typed: list[str]):
    blocks = tuple(Paragraph((Run(line[:3], bold=True), Run(line[3:]))) for line in was)
    assert texts(retyped(blocks, "\n".join(typed))) == typed
