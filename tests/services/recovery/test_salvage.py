"""Rows of a damaged file into a new one: bad pages, a lost header, noise; the damaged file stays as it is."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_desktop.models.all import ALL, Person
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.recovery import salvage as salvaging
from shnor_desktop.services.recovery.pages import Pages, decode, varint
from shnor_desktop.services.recovery.salvage import salvage
from shnor_desktop.services.recovery.shapes import tables_of_pages
from shnor_desktop.services.school_file import SchoolFile


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example school's file with some pictures and some edits undone."""
    path = tmp_path_factory.mktemp("example") / "школа.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file, file.transaction("Картинка") as transaction:
        transaction.add_picture("0123456789abcdef.png", bytes(range(256)) * 100)
    return path


def rows_of(path: Path) -> set[tuple[str, str]]:
    """Every row but those of the history: table and content."""
    with SchoolFile.open(path) as file:
        return {(cls.__name__, repr(row)) for cls in ALL for row in file.rows(cls)}


def damaged(example: Path, folder: Path, content: bytes) -> Path:
    path = folder / "повреждён.shnor"
    path.write_bytes(content)
    return path


def test_a_sound_file_comes_back_whole(example: Path, tmp_path: Path):
    found = salvage(example, tmp_path / "новый.shnor")
    assert rows_of(tmp_path / "новый.shnor") == rows_of(example)
    assert (found.left, found.made_sections, found.unread_pages) == (0, 0, 0)
    assert "мероприятия: 87" in found.lines() or any(line.startswith("мероприятия: ") for line in found.lines())
    with SchoolFile.open(tmp_path / "новый.shnor") as file:
        assert file.picture("0123456789abcdef.png") == bytes(range(256)) * 100


def test_a_lost_header_costs_nothing(example: Path, tmp_path: Path):
    content = bytearray(example.read_bytes())
    content[:100] = bytes(100)
    path = damaged(example, tmp_path, bytes(content))
    salvage(path, tmp_path / "новый.shnor")
    assert rows_of(tmp_path / "новый.shnor") == rows_of(example)
    assert path.read_bytes() == bytes(content)


def test_a_lost_first_page_costs_nothing(example: Path, tmp_path: Path):
    size = Pages(example.read_bytes()).size
    content = bytes(size) + example.read_bytes()[size:]
    salvage(damaged(example, tmp_path, content), tmp_path / "новый.shnor")
    assert rows_of(tmp_path / "новый.shnor") == rows_of(example)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("fill", ["zeros", "noise"])
def test_bad_sectors(example: Path, tmp_path: Path, seed: int, fill: str):
    """Five pages that hold rows are lost: at least 19 of 20 rows come back, and none that was not there."""
    chance = random.Random(seed)
    content = bytearray(example.read_bytes())
    pages = Pages(bytes(content))
    owners = [number for number, name in tables_of_pages(pages).items() if name != "history_step"]
    whole = rows_of(example)
    lost_rows = 0
    for number in chance.sample(owners, 5):
        lost_rows += len(list(pages.records(number)))
        start = (number - 1) * pages.size
        content[start : start + pages.size] = chance.randbytes(pages.size) if fill == "noise" else bytes(pages.size)
    found = salvage(damaged(example, tmp_path, bytes(content)), tmp_path / "новый.shnor")
    kept = rows_of(tmp_path / "новый.shnor")
    made = {row for row in kept - whole if "Восстановленный раздел" in row[1]}
    changed = {row for row in kept - whole - made if "None" not in row[1]}
    assert changed == set()
    assert len(kept & whole) >= len(whole) - lost_rows - found.left - 40


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_file_cut_off(example: Path, tmp_path: Path, keep: float):
    content = example.read_bytes()
    salvage(damaged(example, tmp_path, content[: int(len(content) * keep)]), tmp_path / "новый.shnor")
    assert rows_of(tmp_path / "новый.shnor")


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_no_damage_is_too_much(example: Path, tmp_path_factory: pytest.TempPathFactory, seed: int):
    """Bits turned anywhere: either something comes back that opens, or one sentence says that nothing does."""
    chance = random.Random(seed)
    content = bytearray(example.read_bytes())
    for _ in range(chance.choice((1, 20, 400, 8000))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    folder = tmp_path_factory.mktemp("bits")
    try:
        salvage(damaged(example, folder, bytes(content)), folder / "новый.shnor")
    except UserError:
        assert not (folder / "новый.shnor").exists()
    else:
        rows_of(folder / "новый.shnor")


@pytest.mark.parametrize("content", [b"", b"x" * 100, bytes(40_960), random.Random(1).randbytes(40_960)])
def test_nothing_to_read(tmp_path: Path, content: bytes):
    (tmp_path / "пусто.shnor").write_bytes(content)
    with pytest.raises(UserError, match="не осталось ничего"):
        salvage(tmp_path / "пусто.shnor", tmp_path / "новый.shnor")
    assert not (tmp_path / "новый.shnor").exists()


def test_deleted_rows_stay_deleted(example: Path, tmp_path: Path):
    path = tmp_path / "школа.shnor"
    path.write_bytes(example.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM activity")
    connection.commit()
    connection.close()
    found = salvage(path, tmp_path / "новый.shnor")
    assert found.rows["activity"] == 0


@given(st.integers(-(2**63), 2**63 - 1))
def test_numbers_of_the_format(value: int):
    unsigned = value & (2**64 - 1)
    if unsigned < 2**56:
        groups = [unsigned & 0x7F]
        while unsigned >> 7:
            unsigned >>= 7
            groups.append(unsigned & 0x7F | 0x80)
        data = bytes(reversed(groups))
    else:
        head, parts = unsigned >> 8, []
        for _ in range(8):
            parts.append(head & 0x7F | 0x80)
            head >>= 7
        data = bytes(reversed(parts)) + bytes([unsigned & 0xFF])
    assert varint(data, 0) == (value, len(data))


@given(st.binary(max_size=60))
def test_any_bytes_are_a_record_or_none(data: bytes):
    values = decode(data)
    assert values is None or isinstance(values, tuple)


def without_pages_of(example: Path, folder: Path, table: str) -> Path:
    """The file with every leaf page of a table wiped."""
    content = bytearray(example.read_bytes())
    pages = Pages(bytes(content))
    for number, name in tables_of_pages(pages).items():
        if name == table:
            content[(number - 1) * pages.size : number * pages.size] = bytes(pages.size)
    return damaged(example, folder, bytes(content))


def test_rows_of_lost_pages_come_back_from_the_history(example: Path, tmp_path: Path):
    """What was edited since is there as it was left; what was removed stays removed."""
    path = tmp_path / "школа.shnor"
    path.write_bytes(example.read_bytes())
    with SchoolFile.open(path) as file:
        first, second, *_ = file.rows(Person) or add_people(file)
        with file.transaction("Изменена должность") as transaction:
            transaction.change(Person, first.id, post="методист")
        with file.transaction("Удалено") as transaction:
            transaction.remove(Person, second.id)
        before = file.rows(Person)
    found = salvage(without_pages_of(path, tmp_path, "person"), tmp_path / "новый.shnor")
    with SchoolFile.open(tmp_path / "новый.shnor") as file:
        assert file.rows(Person) == before
    assert found.remembered == len(before) > 0
    assert f"из них взято из истории правок: {len(before)}" in found.lines()


def add_people(file: SchoolFile) -> list[Person]:
    with file.transaction("Люди") as transaction:
        return transaction.add_all([Person(name=f"Учитель {number}") for number in range(3)])


@pytest.mark.parametrize("lost", ["task", "wave", "indicator", "section"])
def test_rows_without_an_owner_get_one(example: Path, tmp_path: Path, lost: str, monkeypatch: pytest.MonkeyPatch):
    """Also where no history knows it: the rows below are the school's work."""
    monkeypatch.setattr(salvaging, "remembered", lambda *_: {})
    salvage(without_pages_of(example, tmp_path, lost), tmp_path / "новый.shnor")
    whole, back = rows_of(example), rows_of(tmp_path / "новый.shnor")
    for cls in ("Activity", "Indicator", "IndicatorValue", "CriterionValue"):
        if cls.lower() != lost:
            kept = {row for row in whole if row[0] == cls}
            assert len({row for row in back if row[0] == cls}) == len(kept)
    assert any("Восстановленн" in text for _, text in back - whole)
