"""Copies of a school file: whole, sealed, thinned with age, and never a reason why work stops."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from file_tools import everything, files_no_larger_than, held_elsewhere, refused, small_disk, sound
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Section
from shnor_desktop.models.seal import change_counter
from shnor_desktop.services import backups
from shnor_desktop.services.backups import (
    DUE_AFTER,
    KEEP_ALL,
    KEPT_DAYS,
    Backup,
    back_up_content,
    backup_folder,
    backup_if_due,
    is_due,
    list_backups,
    make_backup,
    restore_as_copy,
    save_copy,
    thinned,
)
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.snapshot import content_of
from shnor_desktop.services.user_folder import VARIABLE, user_folder

NOON = datetime(2026, 11, 2, 12, 0, 0)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "данные программы"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    make_demo(tmp_path / "Школа № 7.shnor")
    with SchoolFile.open(tmp_path / "Школа № 7.shnor") as opened:
        yield opened


def edit(file: SchoolFile, title: str) -> None:
    with file.transaction("Раздел") as transaction:
        transaction.add(Section(title=title))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


# making


def test_a_copy_holds_everything_and_is_sealed(file: SchoolFile):
    edit(file, "новое")
    path = make_backup(file, NOON)
    assert path == backup_folder(file.path) / "2026-11-02 12-00-00.shnor"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        ((_id, sha, counter),) = connection.execute("SELECT * FROM seal")
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert len(sha) == 64 and counter == change_counter(path)
    assert sound(path) == everything(file)
    assert [name for name in names(path.parent) if not name.startswith(".~")] == [path.name]


def test_the_open_file_stays_open_and_as_it_was(file: SchoolFile):
    before = everything(file)
    make_backup(file)
    edit(file, "дальше")
    file.undo()
    assert everything(file) == before


def test_it_is_due_once_a_day(file: SchoolFile):
    assert backup_if_due(file, NOON) is not None
    assert backup_if_due(file, NOON + timedelta(hours=1)) is None
    assert backup_if_due(file, NOON + DUE_AFTER - timedelta(seconds=1)) is None
    assert backup_if_due(file, NOON + DUE_AFTER) is not None
    assert [copy.at for copy in list_backups(file.path)] == [NOON + DUE_AFTER, NOON]


def test_what_the_file_held_is_copied_without_it(file: SchoolFile, tmp_path: Path):
    before = everything(file)
    content = content_of(file)
    edit(file, "потом")
    path = back_up_content(content, file.path, NOON)
    assert path is not None and sound(path) == before
    assert not is_due(file.path, NOON) and is_due(file.path, NOON + DUE_AFTER)


def test_a_copy_from_the_future_does_not_stop_todays(file: SchoolFile):
    """The clock was wrong once, and set right."""
    make_backup(file, NOON + timedelta(days=400))
    assert backup_if_due(file, NOON) is not None


def test_copies_of_one_second_stand_beside_each_other(file: SchoolFile):
    made = [make_backup(file, NOON) for _ in range(12)]
    assert len(set(made)) == 12
    assert [copy.path for copy in list_backups(file.path)] == made[::-1]
    assert {copy.at for copy in list_backups(file.path)} == {NOON}


def test_namesakes_in_other_folders_have_their_own_copies(tmp_path: Path):
    for name in ("а", "б"):
        (tmp_path / name).mkdir()
        with SchoolFile.create(tmp_path / name / "школа.shnor") as file:
            make_backup(file, NOON)
    assert len(list_backups(tmp_path / "а" / "школа.shnor")) == 1
    assert backup_folder(tmp_path / "а" / "школа.shnor") != backup_folder(tmp_path / "б" / "школа.shnor")


def test_one_file_by_two_ways_has_one_set_of_copies(file: SchoolFile, monkeypatch: pytest.MonkeyPatch):
    make_backup(file, NOON)
    monkeypatch.chdir(file.path.parent)
    assert list_backups(Path(file.path.name)) == list_backups(file.path)


def test_a_very_long_name_has_copies_too(tmp_path: Path):
    with SchoolFile.create(tmp_path / f"{'ш' * 110}.shnor") as file:
        assert make_backup(file).is_file()


def test_what_else_lies_in_the_folder_is_no_copy(file: SchoolFile):
    path = make_backup(file, NOON)
    for name in ("заметки.txt", "2026-99-99 12-00-00.shnor", "2026-11-02 12-00-00.bak", "копия.shnor"):
        (path.parent / name).write_text("чужое")
    (copy,) = list_backups(file.path)
    assert (copy.path, copy.at, copy.size) == (path, NOON, path.stat().st_size)


def test_before_any_copy_the_list_is_empty(tmp_path: Path):
    assert list_backups(tmp_path / "нет.shnor") == []


def test_half_made_copies_of_a_killed_program_go_when_they_are_old(file: SchoolFile):
    folder = make_backup(file, NOON).parent
    old, fresh = folder / ".0123456789ab.shnor", folder / ".ba9876543210.shnor"
    for path in (old, old.with_name(old.name + "-journal"), fresh, folder / ".чужое.shnor"):
        path.write_bytes(b"half")
        os.utime(path, (time.time() - 7200,) * 2)
    os.utime(fresh)
    make_backup(file, NOON)
    assert not old.exists() and not old.with_name(old.name + "-journal").exists()
    assert fresh.exists() and (folder / ".чужое.shnor").exists()


# failing


def warned(caplog: pytest.LogCaptureFixture) -> bool:
    return any(record.levelno == logging.WARNING and record.name == backups.__name__ for record in caplog.records)


def test_no_folder_for_copies_is_logged_and_no_more(
    file: SchoolFile, data_folder: Path, caplog: pytest.LogCaptureFixture
):
    data_folder.write_text("a file where a folder should be")
    assert backup_if_due(file) is None
    assert warned(caplog)
    edit(file, "работа идёт")
    assert list_backups(file.path) == []
    with refused("Папка программы .* недоступна"):
        make_backup(file)
    data_folder.unlink()
    data_folder.mkdir()
    (data_folder / "backups").write_text("a file where a folder should be")
    with refused("Папка резервных копий"):
        make_backup(file)


def test_a_full_disk_leaves_no_half_copy(file: SchoolFile, caplog: pytest.LogCaptureFixture):
    with files_no_larger_than(100_000):
        assert backup_if_due(file) is None
        with refused("Копия не записана"):
            make_backup(file)
    assert warned(caplog)
    assert names(backup_folder(file.path)) == []
    edit(file, "работа идёт")


def test_a_full_disk_that_is_really_full(file: SchoolFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with small_disk(tmp_path / "диск", "200k"):
        monkeypatch.setenv(VARIABLE, str(tmp_path / "диск"))
        assert backup_if_due(file) is None
        with refused("места"):
            make_backup(file)
        assert names(tmp_path / "диск") == []


def test_a_disk_that_is_read_only(file: SchoolFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with small_disk(tmp_path / "диск", "9m") as mount:
        monkeypatch.setenv(VARIABLE, str(tmp_path / "диск"))
        made = make_backup(file, NOON)
        mount("ro")
        assert backup_if_due(file, NOON + DUE_AFTER) is None
        with refused("."):
            make_backup(file)
        assert [copy.path for copy in list_backups(file.path)] == [made]


# thinning


def at(*moments: datetime) -> list[Backup]:
    return [Backup(Path(moment.isoformat()), moment, 1) for moment in moments]


def kept(found: list[Backup], now: datetime = NOON) -> list[datetime]:
    gone = {copy.path for copy in thinned(found, now)}
    return sorted((copy.at for copy in found if copy.path not in gone), reverse=True)


def test_all_of_two_days_stay():
    hourly = at(*(NOON - timedelta(hours=hour) for hour in range(49)))
    assert kept(hourly) == [copy.at for copy in hourly]


def test_of_an_older_day_the_last_stays():
    day = NOON - timedelta(days=5)
    assert kept(at(day.replace(hour=8), day.replace(hour=20), day.replace(hour=14))) == [day.replace(hour=20)]


def test_three_years_of_daily_work_leave_some_thirty_copies():
    daily = at(*(NOON - timedelta(days=day) for day in range(1000)))
    stay = kept(daily)
    assert stay[:KEPT_DAYS] == [copy.at for copy in daily[:KEPT_DAYS]]
    assert len(stay) <= 12 + 10 + 9
    assert stay[-1].date() == date(2026, 3, 31)  # the last of the ninth month back
    weeks = {moment.strftime("%G-%V") for moment in stay}
    assert {(NOON - timedelta(weeks=week)).strftime("%G-%V") for week in range(10)} <= weeks


def test_thinning_really_removes_the_files(file: SchoolFile):
    for day in range(40):
        make_backup(file, NOON + timedelta(days=day))
    left = [copy.at for copy in list_backups(file.path)]
    assert len(left) < 22
    assert left[:3] == [NOON + timedelta(days=day) for day in (39, 38, 37)]


moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(microsecond=0))


@given(st.lists(moments, unique=True, max_size=60), moments)
def test_the_newest_and_the_young_never_go_and_a_second_time_changes_nothing(found: list[datetime], now: datetime):
    copies = at(*found)
    stay = kept(copies, now)
    assert set(stay) <= set(found)
    assert {moment for moment in found if now - moment <= KEEP_ALL} <= set(stay)
    assert not found or max(found) in stay
    assert kept(at(*stay), now) == stay


# restoring


def test_a_copy_comes_back_beside_the_original(file: SchoolFile, tmp_path: Path):
    before = everything(file)
    make_backup(file)
    edit(file, "после копии")
    (copy,) = list_backups(file.path)
    target = restore_as_copy(copy, tmp_path / "Школа № 7 (копия).shnor")
    assert sound(target) == before
    assert "после копии" in {row.title for row in file.rows(Section)}


def test_restoring_never_writes_over_anything(file: SchoolFile):
    make_backup(file)
    (copy,) = list_backups(file.path)
    before = everything(file)
    with refused("уже есть"):
        restore_as_copy(copy, file.path)
    assert everything(file) == before


def test_a_copy_that_is_gone_or_damaged_is_told(file: SchoolFile, tmp_path: Path):
    make_backup(file)
    (copy,) = list_backups(file.path)
    whole = bytearray(copy.path.read_bytes())
    # the text of a row: SQLite's own checks see nothing wrong with another letter, the seal does
    place = whole.index("Берёзкина".encode())
    whole[place] ^= 1
    copy.path.write_bytes(whole)
    for damage in (bytes(whole), bytes(whole[: len(whole) // 2]), b"", b"not a database at all" * 99):
        copy.path.write_bytes(damage)
        with refused("повреждена"):
            restore_as_copy(copy, tmp_path / "назад.shnor")
        assert not (tmp_path / "назад.shnor").exists()
    copy.path.unlink()
    with refused("больше нет"):
        restore_as_copy(copy, tmp_path / "назад.shnor")


def test_a_copy_of_a_newer_program_is_not_called_damaged(file: SchoolFile, tmp_path: Path):
    path = make_backup(file)
    with path.open("r+b") as stream:
        stream.seek(60)
        stream.write((99 << 16).to_bytes(4, "big"))
    with refused("более новой версией программы. Обновите"):
        restore_as_copy(list_backups(file.path)[0], tmp_path / "копия.shnor")
    assert not (tmp_path / "копия.shnor").exists()


def test_restoring_into_a_folder_that_is_not_there(file: SchoolFile, tmp_path: Path):
    make_backup(file)
    (copy,) = list_backups(file.path)
    with refused("Папки"):
        restore_as_copy(copy, tmp_path / "нет" / "назад.shnor")


# saving a copy


def test_a_saved_copy_opens_and_replaces_what_was_there_with_its_journals(file: SchoolFile, tmp_path: Path):
    target = tmp_path / "флешка.shnor"
    with SchoolFile.create(target) as other:
        edit(other, "прежнее")
    sidecars = [target.with_name(target.name + ending) for ending in ("-journal", "-wal", "-shm")]
    for path in sidecars:
        path.write_bytes(b"stale" * 300)
    save_copy(file, target)
    assert not any(path.exists() for path in sidecars)
    assert sound(target) == everything(file)
    assert [name for name in names(tmp_path) if "флешка" in name] == ["флешка.shnor"]


@pytest.mark.parametrize("way", ["the path", "another way", "a link", "a hard link"])
def test_the_open_file_itself_is_refused(file: SchoolFile, tmp_path: Path, way: str):
    target = file.path
    if way == "another way":
        (tmp_path / "под").mkdir()
        target = tmp_path / "под" / ".." / file.path.name
    elif way != "the path":
        target = tmp_path / "ссылка.shnor"
        target.symlink_to(file.path) if way == "a link" else target.hardlink_to(file.path)
    before = everything(file)
    with refused("открытый файл"):
        save_copy(file, target)
    assert everything(file) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows не даёт переименовать открытый файл")
def test_when_the_open_file_was_renamed_it_is_still_known_and_copied_elsewhere(file: SchoolFile, tmp_path: Path):
    renamed, other = tmp_path / "другое имя.shnor", tmp_path / "старая копия.shnor"
    make_demo(other)
    file.path.rename(renamed)
    before, content = everything(file), renamed.read_bytes()
    for place in (renamed, file.path):
        with refused("открытый файл"):
            save_copy(file, place)
    for place in (tmp_path / "новая.shnor", other):
        save_copy(file, place)
        assert sound(place) == before
    assert (renamed.read_bytes(), everything(file)) == (content, before)


def test_a_file_that_somebody_has_open_is_left_alone(file: SchoolFile, tmp_path: Path):
    target = tmp_path / "занято.shnor"
    SchoolFile.create(target).close()
    before = target.read_bytes()
    with held_elsewhere(target), refused("открыт"):
        save_copy(file, target)
    assert target.read_bytes() == before


def test_a_missing_folder_a_folder_and_a_small_disk_are_told(file: SchoolFile, tmp_path: Path):
    with refused("Папки"):
        save_copy(file, tmp_path / "нет" / "копия.shnor")
    (tmp_path / "папка.shnor").mkdir()
    with refused("папка"):
        save_copy(file, tmp_path / "папка.shnor")
    target = tmp_path / "копия.shnor"
    target.write_bytes(b"was here")
    with files_no_larger_than(100_000), refused("Копия не записана"):
        save_copy(file, target)
    assert target.read_bytes() == b"was here"


# the folder


def test_the_folder_is_the_named_one_or_the_users(data_folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert user_folder() == data_folder
    assert data_folder.is_dir()
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(data_folder / "дом"))
    monkeypatch.setenv("HOME", str(data_folder / "дом"))
    if os.name == "posix":
        assert user_folder().is_relative_to(data_folder)
        assert user_folder().name == "shnor-desktop"
