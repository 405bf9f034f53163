"""Names of schools in the spellings that come from twenty hands."""

from __future__ import annotations

import pytest

from shnor_desktop.services.spreadsheets.labels import alike, key_of, school_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МБОУ СОШ № 7", "МБОУ «Средняя общеобразовательная школа №7»"),
        ("МБОУ «Школа № 7 посёлка Речной»", "Школа №7 п. Речного"),
        ("МКОУ ООШ с. Лесное", "МКОУ «Основная общеобразовательная школа села Лесное»"),
        ("Гимназия 1", "МАОУ гимназия № 01"),
    ],
)
def test_one_school(one: str, other: str):
    assert school_key(one).same(school_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МБОУ СОШ № 7", "МБОУ СОШ № 17"),
        ("МКОУ СОШ с. Лесное", "МКОУ СОШ с. Полевое"),
        ("Школа", "Школа № 3"),
        ("Школа", "МБОУ СОШ"),
        ("Гимназия № 1 «Лад»", "Лицей № 1 «Лад»"),
    ],
)
def test_two_schools(one: str, other: str):
    assert not school_key(one).same(school_key(other))


def test_labels_typed_anew():
    assert key_of("Кол-во  обучающихся:") == key_of("кол во обучающихся")
    title = "Отношение численности обучающихся из неполных семей к общей численности обучающихся ОО"
    assert alike(title, "отношение численности обучающихся из неполных семей к общей численности обучающихся")
    assert not alike(title, "Доля педагогов с высшей категорией")
    assert not alike("", "")
