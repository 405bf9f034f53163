"""What is set well in a text, and what is left as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.checks.slips import mend


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("два  слова", "два слова"),
        ("три   слова", "три слова"),
        ("слово , слово", "слово, слово"),
        ("конец .", "конец."),
        ("( скобки )", "(скобки)"),
        ("« кавычки »", "«кавычки»"),
        ("Март - ноябрь", "Март – ноябрь"),
        ("класс 5 - хор", "класс 5 – хор"),
        ("ШНОР - школы, СОШ - Иванов", "ШНОР – школы, СОШ – Иванов"),
        ("постер - сессий, Мастер – классы", "постер-сессий, Мастер-классы"),
        ("школа - класс, план - это", "школа – класс, план – это"),
        ("«А» - (б) - в", "«А» – (б) – в"),
        ('Клуб "Чайка" и "Маяк"', "Клуб «Чайка» и «Маяк»"),
        ('"Росток" .', "«Росток»."),
    ],
)
def test_slips_are_mended(typed: str, better: str):
    assert mend(typed) == better


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "- пункт списка",
        "2026-2028 годы",
        "из-за дождя",
        "Директор          И. О. Фамилия",
        "первая строка\n  вторая с отступом",
        'экран 15" и книга',
        "в .docx или .pdf",
        'Школа "Росток',
        "уже – хорошо, «правда»",
        "- -",
        "для 5 - х и 9 - го классов",
        "директор МБОУ - СОШ № 3",
    ],
)
def test_what_may_be_meant_so_is_left(typed: str):
    assert mend(typed) == typed


@given(st.text(alphabet=' -,.;:()«»"аб1\n', max_size=40))
def test_once_is_enough_and_no_word_changes(text: str):
    better = mend(text)
    assert mend(better) == better
    assert re.findall(r"\w", better) == re.findall(r"\w", text)
    assert better.count("\n") == text.count("\n")
