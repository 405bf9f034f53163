"""Typography: what is mended, what is left alone, and that asking twice changes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.typography import NBSP, RULES, Mended, apply, tidy, typed

PIECES = st.sampled_from(
    [
        *'"„“”«»',
        " ",
        "  ",
        NBSP,
        "-",
        " - ",
        "–",
        "—",
        "%",
        "№",
        "§",
        "г.",
        "гг.",
        "И.",
        "Иванов",
        "О",
        "ы",
        "7",
        "2026",
    ]
    + ["слово", "\n", "\t", ".", ",", "(", ")", "@", "/", "%D0", "Салтыков-Щедрин", "А. Б.", " %"]
)
WORDS = r"[^\W\d_]+|\d+"
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Школа "Росток"', "Школа «Росток»"),
        ('"Клуб "Радуга""', "«Клуб „Радуга“»"),
        ('«Клуб "Радуга" школы»', "«Клуб „Радуга“ школы»"),
        ("“Росток”, („лес“)", "«Росток», («лес»)"),
        ("сентябрь - май", "сентябрь – май"),
        ("учителям  -  предметникам", "учителям-предметникам"),
        ("один  два   три", "один два три"),
        ("до 85% и 90 %", f"до 85{NBSP}% и 90{NBSP}%"),
        ("приказ №5, № 7-од", f"приказ №{NBSP}5, №{NBSP}7-од"),
        ("§3", f"§{NBSP}3"),
        ("в 2026 г., 2027г. и 2026-2028 гг.", f"в 2026{NBSP}г., 2027{NBSP}г. и 2026-2028{NBSP}гг."),
        ("И. П. Соколова и И.П.Соколова", f"И.{NBSP}П.{NBSP}Соколова и И.П.{NBSP}Соколова"),
        ("Соколова И. П., Мамин-Сибиряк Д.Н.", f"Соколова{NBSP}И.{NBSP}П., Мамин-Сибиряк{NBSP}Д.Н."),
    ],
)
def test_what_is_mended(before: str, after: str):
    assert tidy(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "«Росток» – школа, где учатся по-новому, 1-4 классы",
        "- первый\n- второй",
        'доска 65" на стене',
        'не закрыта "кавычка',
        "5 -3 и -7",
        "https://example.ru/?q=%D0%B0&n=5%20b",
        "  отступ и хвост  ",
        "Класс А. Потом Б. Затем",
        "а — б и в – г",
        "один\tдва",
        "для 5 - х и 9 - го классов МБОУ - СОШ",
    ],
)
def test_what_is_left_alone(text: str):
    assert tidy(text) == text


@given(TEXTS)
def test_asking_twice_changes_nothing(text: str):
    once = tidy(text)
    assert tidy(once) == once


@given(TEXTS)
def test_words_and_numbers_stay(text: str):
    assert re.findall(WORDS, tidy(text)) == re.findall(WORDS, text)
    assert re.sub(r"[\s\u00a0\"„“”«»–-]", "", tidy(text)) == re.sub(r"[\s\u00a0\"„“”«»–-]", "", text)
    assert tidy(text).count("\n") == text.count("\n")


@given(TEXTS)
def test_edits_stand_in_order(text: str):
    for rule in RULES:
        edits = rule(text)
        assert all(one.end <= other.start for one, other in zip(edits, edits[1:], strict=False))
        assert all(text[edit.start : edit.end] != edit.text for edit in edits)
        text = apply(text, edits)


@pytest.mark.parametrize(
    ("before", "mended"),
    [
        ('Школа "', Mended(1, "«")),
        ('Школа «Росток"', Mended(1, "»")),
        ('«Клуб "', Mended(1, "„")),
        ('«Клуб „Радуга"', Mended(1, "“")),
        ('доска 65"', None),
        ("май - ", Mended(2, "– ")),
        ("- ", None),
        ("85%", Mended(1, f"{NBSP}%")),
        ("85 %", Mended(2, f"{NBSP}%")),
        (f"85{NBSP}%", None),
        ("№5", Mended(1, f"{NBSP}5")),
        ("№56", None),
        ("2026 г.", Mended(3, f"{NBSP}г.")),
        ("И. П.", Mended(3, f"{NBSP}П.")),
        ("И.П. Со", Mended(3, f"{NBSP}Со")),
        ("И. П.Со", Mended(2, f"{NBSP}Со")),
        ("И.П. Сок", None),
        ("слово", None),
        ("", None),
    ],
)
def test_what_is_mended_while_it_is_typed(before: str, mended: Mended | None):
    assert typed(before) == mended


@given(TEXTS)
def test_what_is_taken_back_does_not_come_again_with_the_next_letter(text: str):
    mended = typed(text)
    if mended is not None:
        assert text[len(text) - mended.back :] != mended.text
        assert typed(text + "ж") is None or not text.endswith(('"', " ", "%", "."))
