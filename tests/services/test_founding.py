"""A new file appears whole or not at all, whatever ends the work on it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from file_tools import child, files_no_larger_than, refused, sound

from shnor_desktop.models.all import School, Section
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.founding import founded
from shnor_desktop.services.school_file import SchoolFile

NAME = "Школа № 5.shnor"


def fill(file: SchoolFile) -> None:
    with file.transaction("Начало") as transaction:
        transaction.add(School(id=1, full_name="Школа на горе"))
        transaction.add_all(Section(title=f"Раздел {n}") for n in range(50))


def test_it_appears_when_it_is_filled_and_is_sound(tmp_path: Path):
    path = tmp_path / NAME
    with founded(path, "Ольга") as file:
        fill(file)
        assert not path.exists()
        assert file.author == "Ольга"
    assert os.listdir(tmp_path) == [NAME]
    assert len(sound(path)["section"]) == 50


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt, UserError])
def test_nothing_stays_of_a_file_that_was_not_finished(tmp_path: Path, error: type[BaseException]):
    with pytest.raises(error), founded(tmp_path / NAME) as file:
        fill(file)
        raise error
    assert os.listdir(tmp_path) == []


def test_a_place_that_is_taken_is_left_alone(tmp_path: Path):
    path = tmp_path / NAME
    path.write_bytes(b"mine")
    with refused("уже есть"), founded(path):
        pytest.fail("begun all the same")
    with refused("Папки .* нет"), founded(tmp_path / "нет такой" / NAME):
        pytest.fail("begun all the same")
    assert path.read_bytes() == b"mine"
    assert os.listdir(tmp_path) == [NAME]


def test_what_comes_to_its_place_meanwhile_is_left_alone(tmp_path: Path):
    path = tmp_path / NAME
    with refused("уже есть"), founded(path) as file:
        fill(file)
        path.write_bytes(b"mine")
    assert path.read_bytes() == b"mine"
    assert os.listdir(tmp_path) == [NAME]


def test_two_at_once_are_told_of_each_other(tmp_path: Path):
    path = tmp_path / NAME
    with founded(path) as file:
        fill(file)
        with refused("уже открыт"), founded(path):
            pytest.fail("begun all the same")
    assert sound(path)["school"]


@pytest.mark.parametrize("size", [0, 8_000, 140_000, 200_000, 240_000])
def test_an_example_that_finds_no_room_leaves_nothing(tmp_path: Path, size: int):
    with files_no_larger_than(size), pytest.raises(UserError) as caught:
        make_demo(tmp_path / NAME)
    assert "мест" in str(caught.value) and ".shnor»" not in str(caught.value).replace(NAME, "")
    assert os.listdir(tmp_path) == []


KILLED = """
import os, sys
from pathlib import Path
from shnor_desktop.services import importing
importing._write_content = lambda *_: os._exit(9)
from shnor_desktop.cli import main
main(["import", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows не отпускает файл сразу")
def test_an_import_that_is_killed_makes_no_file(tmp_path: Path):
    from shnor_desktop.services.exporting import export_file

    make_demo(tmp_path / "пример.shnor")
    export_file(tmp_path / "пример.shnor", tmp_path / "пример.docx")
    path = tmp_path / NAME
    process = child(KILLED, tmp_path / "пример.docx", path)
    process.communicate(timeout=60)
    assert process.returncode == 9
    assert not path.exists()
    with founded(path) as file:
        fill(file)
    assert sound(path)["school"]
