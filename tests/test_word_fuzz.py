"""Generated and damaged Word files, the first ones of the seven hundred of `python3 dev.py fuzz`."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from scripts.word_fuzz.damage import DAMAGES, damage
from scripts.word_fuzz.documents import generate
from scripts.word_fuzz.examine import examine


def test_not_a_word_of_generated_documents_is_lost(tmp_path: Path):
    folder = tmp_path / "школы"
    folder.mkdir()
    words = 0
    for seed in range(60):
        make = generate(seed, tmp_path / "файл.docx")
        outcome = examine(tmp_path / "файл.docx", folder, make)
        assert outcome.faults == [], seed
        words += len(make.said) + len(make.aside)
    assert words > 5000


def test_not_a_word_is_lost_whatever_is_said_of_tables(tmp_path: Path):
    folder = _folder(tmp_path)
    for seed in range(100, 115):
        make = generate(seed, tmp_path / "файл.docx")
        assert examine(tmp_path / "файл.docx", folder, make, Random(seed)).faults == [], seed


def test_the_examination_sees_what_is_wrong(tmp_path: Path):
    make = generate(7, tmp_path / "файл.docx")
    make.said[3], make.said[4] = make.said[4], make.said[3]
    make.aside.append("слово99999я")
    make.gone.append(make.said[0])
    faults = "; ".join(examine(tmp_path / "файл.docx", _folder(tmp_path), make).faults)
    assert "слово99999я read 0 times" in faults
    assert "not in the export: слово99999я" in faults
    assert f"deleted, but read: {make.said[0]}" in faults


@pytest.mark.parametrize("seed", [n + len(DAMAGES) * (n % 3) for n in range(0, 120, 3)])
def test_damaged_documents_are_read_or_refused_in_one_sentence(seed: int, tmp_path: Path):
    kind = damage(seed, tmp_path / "файл.docx")
    assert examine(tmp_path / "файл.docx", _folder(tmp_path)).faults == [], kind


def test_every_kind_of_damage_is_among_the_two_hundred():
    assert len(DAMAGES) < 200


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "школы"
    folder.mkdir()
    return folder
