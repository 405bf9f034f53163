"""Halves of a word that spaces tore apart, and words that a dash keeps apart."""

from __future__ import annotations

import pytest

from shnor_desktop.services.compounds import torn


def joined(text: str) -> str:
    for start, end in reversed(list(torn(text))):
        text = f"{text[:start]}-{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("проведение постер - сессий", "проведение постер-сессий"),
        ("План - график, план – карта", "План-график, план-карта"),
        ("с учителями - предметниками", "с учителями-предметниками"),
        ("материально – технической базы", "материально-технической базы"),
        ("психолого - медико\u00a0- педагогический", "психолого-медико-педагогический"),
    ],
)
def test_halves_of_a_word(text: str, whole: str):
    assert joined(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "школа - класс – ученик",
        "план - это порядок дел",
        "важно социально - это опора",
        "сверхмастер - классы",
        "мастер-класс - итог",
        "в фокусе внимания - высокие результаты",
        "учителя - наши предметы",
    ],
)
def test_what_a_dash_keeps_apart(text: str):
    assert joined(text) == text
