"""Marks of sub-items and per cents, the same whether they are typed, pasted or imported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_tools import found_in, heading, read, table

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.editing.cells import values
from shnor_desktop.services.plan_text import has_dash, is_dash, percent_and_words, percent_text, without_dash

DONE = "Информация о выполнении (% выполнения)"


def imported(done: str) -> Activity:
    """A diary row with this text in the column of what is done."""
    source = table(("№", "Мероприятия", "Сроки", "Ответственный", DONE), ("1.", "Семинар", "май", "завуч", done))
    (row,) = found_in(read(heading("Дневник реализации"), source), "diary").activities
    return row


@pytest.mark.parametrize(
    ("text", "percent", "words"),
    [
        ("100", 100, ""),
        ("100%", 100, ""),
        ("60 %; два семинара", 60, "два семинара"),
        ("60\u00a0% — два семинара", 60, "два семинара"),
        ("60 %, -5 человек", 60, "-5 человек"),
        ("60 %; -5 человек", 60, "-5 человек"),
        ("60 человек", None, "60 человек"),
        ("проведён 12.05", None, "проведён 12.05"),
        ("", None, ""),
    ],
)
def test_what_is_done_means_the_same_typed_and_imported(text: str, percent: int | None, words: str) -> None:
    assert percent_and_words(text) == (percent, words)
    assert values(Activity(), "percent", text) == {"percent": percent, "progress": words}
    row = imported(text)
    assert (row.percent, row.progress) == (percent, words)


def test_more_than_a_hundred_is_refused_when_typed_and_kept_as_words_when_imported() -> None:
    with pytest.raises(UserError, match="от 0 до 100"):
        values(Activity(), "percent", "250")
    assert (imported("250").percent, imported("250").progress) == (None, "250")


@given(st.none() | st.integers(0, 100), st.text("аб 5%;,.-–", max_size=8).map(str.strip))
def test_what_is_shown_is_read_back(percent: int | None, words: str) -> None:
    row = Activity(percent=percent, progress=words)
    if percent is not None:
        assert percent_and_words(percent_text(row)) == (percent, words)


@pytest.mark.parametrize("text", ["- семинар", "–семинар", "— семинар", "− семинар", "• семинар", "▪семинар"])
def test_a_mark_is_taken_off_a_sub_item(text: str) -> None:
    assert has_dash(text)
    assert without_dash(text) == "семинар"
    assert values(Activity(level="sub"), "text", text) == {"text": "семинар"}


@pytest.mark.parametrize("text", ["-10 баллов к среднему", "−5 человек", "–2 балла"])
def test_a_minus_before_a_figure_is_kept(text: str) -> None:
    assert not has_dash(text)
    assert values(Activity(level="sub"), "text", text) == {"text": text}


def test_a_mark_alone_is_told_from_a_text() -> None:
    assert is_dash("-")
    assert not is_dash("- семинар")
