"""What the window remembers, kept in a file of the user's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from shnor_desktop.ui.settings import FILE_NAME, RECENT_LIMIT, Settings


def again(folder: Path, settings: Settings) -> Settings:
    settings.flush()
    return Settings(folder)


def test_recent_files_come_back_the_last_first(tmp_path: Path):
    settings = Settings(tmp_path)
    names = ["один.shnor", "два, с запятой.shnor", "три «ёлочки» %20.shnor"]
    for name in [*names, names[0]]:
        settings.remember_file(tmp_path / name)
    assert again(tmp_path, settings).recent == [tmp_path / names[0], tmp_path / names[2], tmp_path / names[1]]


def test_only_so_many_files_are_remembered(tmp_path: Path):
    settings = Settings(tmp_path)
    for number in range(RECENT_LIMIT + 5):
        settings.remember_file(tmp_path / f"{number}.shnor")
    assert len(settings.recent) == RECENT_LIMIT
    assert settings.recent[0].name == f"{RECENT_LIMIT + 4}.shnor"


def test_a_file_can_be_forgotten(tmp_path: Path):
    settings = Settings(tmp_path)
    settings.remember_file(tmp_path / "a.shnor")
    settings.remember_file(tmp_path / "b.shnor")
    settings.forget_file(tmp_path / "b.shnor")
    assert settings.recent == [tmp_path / "a.shnor"]


def test_the_file_to_reopen(tmp_path: Path):
    settings = Settings(tmp_path)
    assert settings.reopen is None
    settings.reopen = tmp_path / "Школа № 7.shnor"
    settings = again(tmp_path, settings)
    assert settings.reopen == tmp_path / "Школа № 7.shnor"
    settings.reopen = None
    assert again(tmp_path, settings).reopen is None


def test_the_last_page_of_each_file(tmp_path: Path):
    settings = Settings(tmp_path)
    settings.remember_page(tmp_path / "a.shnor", 7)
    settings.remember_page(tmp_path / "b.shnor", 3)
    settings.remember_page(tmp_path / "a.shnor", 9)
    settings = again(tmp_path, settings)
    assert (settings.page(tmp_path / "a.shnor"), settings.page(tmp_path / "b.shnor")) == (9, 3)
    assert settings.page(tmp_path / "c.shnor") is None


def test_a_folder_that_is_gone_gives_way_to_the_usual_one(tmp_path: Path):
    settings = Settings(tmp_path)
    there = tmp_path / "есть"
    there.mkdir()
    settings.remember_folder("papers", there)
    assert settings.folder("papers", tmp_path) == there
    there.rmdir()
    assert settings.folder("papers", tmp_path) == tmp_path


def test_the_state_of_the_window_survives(tmp_path: Path):
    settings = Settings(tmp_path)
    settings.keep_bytes("geometry", QByteArray(b"\x00\x01\xff"))
    assert again(tmp_path, settings).bytes_of("geometry") == QByteArray(b"\x00\x01\xff")
    assert settings.bytes_of("unknown").isEmpty()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00\xff\xfe not an ini at all",
        b"[General]\nrecent={\npages=nonsense\n",
        b'[General]\nrecent="[1, null, {}]"\npages="[[1, 2], [\\"a\\"], 3]"\n[window]\ngeometry=text\n',
    ],
)
def test_a_damaged_file_costs_only_the_memory(tmp_path: Path, damage: bytes):
    (tmp_path / FILE_NAME).write_bytes(damage)
    settings = Settings(tmp_path)
    assert settings.recent == []
    assert settings.page(tmp_path / "a.shnor") is None
    assert settings.bytes_of("geometry").isEmpty()
    settings.remember_file(tmp_path / "a.shnor")
    assert again(tmp_path, settings).recent == [tmp_path / "a.shnor"]


def test_widths_of_columns_are_kept_by_table(tmp_path: Path):
    settings = Settings(tmp_path)
    assert settings.widths("roadmap") == {}
    settings.remember_widths("roadmap", {"text": 300, "cell0": 80})
    settings.remember_widths("schedule", {"kind": 120})
    settings.flush()
    again = Settings(tmp_path)
    assert again.widths("roadmap") == {"text": 300, "cell0": 80}
    again.remember_widths("roadmap", {})
    assert again.widths("roadmap") == {} and again.widths("schedule") == {"kind": 120}


def test_damaged_widths_are_passed_over(tmp_path: Path):
    (tmp_path / FILE_NAME).write_text(
        '[widths]\nroadmap="[[\\"text\\", -5], [\\"form\\"], [\\"result\\", 90]]"\nb=oops\n'
    )
    settings = Settings(tmp_path)
    assert settings.widths("roadmap") == {"result": 90}
    assert settings.widths("b") == {}
