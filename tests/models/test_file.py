"""School files on a real disk: made, opened, closed, refused, and what becomes of them when the disk turns away."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from file_tools import as_ordinary_user, everything, files_no_larger_than, mode, refused, small_disk, sound

from shnor_desktop.models import file as models_file
from shnor_desktop.models.all import Section
from shnor_desktop.models.file import APPLICATION_ID, create_file, explain, open_file, read_version
from shnor_desktop.models.lock import FileLock
from shnor_desktop.services.backups import save_copy
from shnor_desktop.services.school_file import SchoolFile

NAME = "Школа № 5.shnor"


def make(path: Path, count: int = 3) -> Path:
    """A closed, sealed file with some sections."""
    with SchoolFile.create(path) as file:
        add(file, *(f"Раздел {number}" for number in range(count)))
    return path


def add(file: SchoolFile, *titles: str) -> None:
    with file.transaction("Добавлен раздел") as transaction:
        for title in titles:
            transaction.add(Section(title=title))


def titles(file: SchoolFile) -> list[str]:
    return [row.title for row in file.rows(Section)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / NAME)


@pytest.fixture
def file(path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(path) as opened:
        yield opened


def test_what_is_written_is_there_after_closing(path: Path):
    with SchoolFile.open(path) as file:
        add(file, "Ещё раздел")
        before = everything(file)
    assert sound(path) == before
    with SchoolFile.open(path) as file:
        assert titles(file) == ["Раздел 0", "Раздел 1", "Раздел 2", "Ещё раздел"]


def test_a_closed_file_leaves_nothing_beside_it(path: Path):
    assert os.listdir(path.parent) == [path.name]
    with SchoolFile.open(path) as file:
        assert len(os.listdir(path.parent)) == 2
        add(file, "Раздел")
    assert os.listdir(path.parent) == [path.name]


def test_the_file_says_whose_it_is_and_is_written_through(file: SchoolFile):
    def pragma(name: str) -> object:
        return file.raw.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("application_id") == APPLICATION_ID
    assert pragma("user_version") >> 16 == models_file.MAJOR
    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("delete", 3, 1)


def test_a_copy_made_while_the_file_is_open_is_whole(file: SchoolFile, tmp_path: Path):
    add(file, "Последний")
    copy = tmp_path / "копия.shnor"
    shutil.copyfile(file.path, copy)
    assert sound(copy) == everything(file)


# what is refused


def sql(*statements: str) -> Callable[[Path], None]:
    """Another program changes the file."""

    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return change


def no_file(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def another_database(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE section (id INTEGER PRIMARY KEY)")(path)


def truncated(part: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * part))


def overwritten(path: Path) -> None:
    """A bad page in the middle."""
    with path.open("r+b") as stream:
        stream.seek(path.stat().st_size // 2)
        stream.write(os.urandom(20_000))


NEWER_MINOR = f"PRAGMA user_version = {models_file.MAJOR << 16 | 900}"
TRIGGER = "CREATE TRIGGER t AFTER INSERT ON section BEGIN DELETE FROM section; END"
OTHER_PROGRAM = "изменён другой программой"
DAMAGED = "повреждён"
BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (no_file, "нет. Проверьте имя и папку"),
    "a folder": (folder, "это папка"),
    "empty": (lambda path: path.write_bytes(b""), "пустой. Откройте резервную копию"),
    "a text": (lambda path: path.write_text("Это просто текст. " * 50, "utf-8"), "не файл программы школы"),
    "a few bytes": (lambda path: path.write_bytes(b"SQLite format 3\0"), "не файл программы школы"),
    "another program's database": (another_database, "не файл программы школы"),
    "a newer major version": (sql(f"PRAGMA user_version = {(models_file.MAJOR + 1) << 16 | 1}"), "Обновите программу"),
    "a negative version": (sql("PRAGMA user_version = -1"), "Обновите программу"),
    "a trigger": (sql(TRIGGER), OTHER_PROGRAM),
    "a trigger under a newer version": (sql(TRIGGER, NEWER_MINOR), OTHER_PROGRAM),
    "a view under a newer version": (sql("CREATE VIEW v AS SELECT 1", NEWER_MINOR), OTHER_PROGRAM),
    "a table less under a newer version": (sql("DROP TABLE exam_result", NEWER_MINOR), OTHER_PROGRAM),
    "a view": (sql("CREATE VIEW v AS SELECT * FROM section"), OTHER_PROGRAM),
    "a table": (sql("CREATE TABLE extra (id INTEGER)"), OTHER_PROGRAM),
    "a column": (sql("ALTER TABLE section ADD COLUMN extra TEXT"), OTHER_PROGRAM),
    "an index": (sql("CREATE INDEX extra ON section(title)"), OTHER_PROGRAM),
    "no index": (sql("DROP INDEX activity_section"), OTHER_PROGRAM),
    "no table": (sql("DROP TABLE exam_result"), OTHER_PROGRAM),
    "a row without its owner": (sql("INSERT INTO activity (section_id) VALUES (99)"), DAMAGED),
    "half a file": (truncated(0.5), DAMAGED),
    "a file without its end": (truncated(0.97), DAMAGED),
    "a file of one page": (truncated(0.03), DAMAGED),
    "a page of noise": (overwritten, DAMAGED),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_and_left_as_it_is(path: Path, kind: str):
    spoil, words = BAD_FILES[kind]
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with refused(words):
        open_file(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [name for name in os.listdir(path.parent) if name != path.name] == []


def test_a_newer_minor_version_is_read_and_keeps_what_it_has(path: Path):
    sql("CREATE TABLE new (id INTEGER PRIMARY KEY, text TEXT)", "INSERT INTO new VALUES (1, 'ё')", NEWER_MINOR)(path)
    with SchoolFile.open(path) as file:
        add(file, "Раздел")
        assert file.raw.execute("SELECT text FROM new").fetchall() == [("ё",)]
    assert read_version(path) & 0xFFFF == 900
    assert sound(path)


def test_a_file_that_was_only_begun_opens_empty(tmp_path: Path):
    """The program was killed between making the file and making its tables."""
    path = tmp_path / NAME
    sql(f"PRAGMA application_id = {APPLICATION_ID}")(path)
    with SchoolFile.open(path) as file:
        assert titles(file) == []
        add(file, "Раздел")


@pytest.mark.parametrize("name", ["ж" * 124 + ".shnor", "w" * 249 + ".shnor", "ж" * 300 + ".shnor"])
def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path, name: str):
    for ask in (create_file, open_file):
        with refused("слишком длинное"):
            ask(tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_the_longest_name_works(tmp_path: Path):
    path = tmp_path / ("ж" * 120 + ".shnor")
    make(path)
    assert sound(path)


def test_no_new_file_over_another_or_in_no_folder(path: Path):
    before = path.read_bytes()
    with refused("уже есть"):
        create_file(path)
    assert path.read_bytes() == before
    with refused("Папки .* нет"):
        create_file(path.parent / "нет такой" / NAME)


@pytest.mark.parametrize("still_open", [False, True])
def test_a_file_that_somebody_makes_in_the_same_moment_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, still_open: bool
):
    """Between the look at the folder and the lock another window makes a file of that name, works and may close it."""
    path = tmp_path / NAME
    acquire = FileLock.acquire
    others: list[SchoolFile] = []

    def late(lock: FileLock, *, take_over: bool = False) -> None:
        monkeypatch.setattr(FileLock, "acquire", acquire)
        others.append(SchoolFile.create(path))
        add(others[0], "чужое")
        if not still_open:
            others[0].close()
        acquire(lock, take_over=take_over)

    monkeypatch.setattr(FileLock, "acquire", late)
    with refused("уже открыт" if still_open else "уже есть"):
        create_file(path)
    others[0].close()
    assert os.listdir(tmp_path) == [NAME]
    with SchoolFile.open(path) as file:
        assert titles(file) == ["чужое"]


def test_a_file_that_cannot_be_begun_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(models_file, "_migrate", fails)
    with pytest.raises(KeyboardInterrupt):
        create_file(tmp_path / NAME)
    assert os.listdir(tmp_path) == []


def test_a_file_without_the_right_to_write():
    with as_ordinary_user() as folder:
        path = make(folder / NAME)
        with mode(path, 0o444), refused("только для чтения"):
            open_file(path)
        assert sound(path)


def test_a_folder_without_the_right_to_write():
    with as_ordinary_user() as folder:
        path = make(folder / NAME)
        with mode(folder, 0o555):
            with refused("нельзя записывать"):
                open_file(path)
            with refused("нельзя записывать"):
                create_file(folder / "другой.shnor")
        assert sound(path)
        assert os.listdir(folder) == [path.name]


def test_a_file_that_may_not_be_read():
    with as_ordinary_user() as folder:
        path = make(folder / NAME)
        with mode(path, 0o000), refused("не читается"):
            open_file(path)


def test_a_disk_that_is_closed_for_writing(tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk) as remount:
        path = make(disk / NAME)
        remount("ro")
        with refused("только для чтения|нельзя записывать"):
            open_file(path)
        with refused("нельзя записывать"):
            create_file(disk / "другой.shnor")


def test_a_stick_that_is_pulled_out_of_an_open_file(tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk), SchoolFile.open(make(disk / NAME)) as file:
        before = everything(file)
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
        with refused("Изменение не записано"):
            add(file, "Раздел")
        assert everything(file) == before
        save_copy(file, tmp_path / "копия.shnor")
    assert sound(tmp_path / "копия.shnor") == before


# a full disk


def test_a_full_disk_takes_back_one_edit_and_keeps_the_others(tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk) as remount:
        with SchoolFile.create(disk / NAME) as file:
            count = 0
            with refused("не осталось места. Освободите место"):
                while True:
                    add(file, "ж" * 20_000)
                    count += 1
            assert count > 3
            assert len(titles(file)) == count
            assert file.undo_name == "Добавлен раздел"
            remount("size=2m")
            add(file, "снова можно")
            before = everything(file)
        assert sound(disk / NAME) == before


def test_a_disk_full_to_the_last_byte(tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk, "400k"):
        path = make(disk / NAME)
        before = path.read_bytes()
        with (disk / "чужое").open("wb", buffering=0) as stream, pytest.raises(OSError, match="No space"):
            while True:
                stream.write(b"x" * 1024)
        with refused("не осталось места"):
            open_file(path)
        with refused("не осталось места"):
            create_file(disk / "другой.shnor")
        assert sorted(os.listdir(disk)) == sorted([NAME, "чужое"])
        assert path.read_bytes() == before


def test_closing_on_a_full_disk_does_not_fail(tmp_path: Path):
    disk = tmp_path / "диск"
    with small_disk(disk, "600k"):
        file = SchoolFile.create(disk / NAME)
        add(file, "Раздел")
        before = everything(file)
        with (disk / "чужое").open("wb", buffering=0) as stream, pytest.raises(OSError, match="No space"):
            while True:
                stream.write(b"x" * 1024)
        file.close()
        (disk / "чужое").unlink()
        assert sound(disk / NAME) == before


def test_no_room_in_the_file_itself(file: SchoolFile):
    """The same without a disk of its own: SQLite's word for a full disk."""
    before = everything(file)
    (pages,) = file.raw.execute("PRAGMA page_count").fetchone()
    file.raw.execute(f"PRAGMA max_page_count = {pages}")
    with refused("не осталось места"):
        add(file, *("ж" * 5000 for _ in range(20)))
    assert everything(file) == before
    file.raw.execute("PRAGMA max_page_count = 100000")
    add(file, "снова можно")


def test_a_file_that_may_not_grow(path: Path):
    with SchoolFile.open(path) as file:
        before = everything(file)
        with files_no_larger_than(path.stat().st_size), refused("Изменение не записано"):
            add(file, *("ж" * 5000 for _ in range(20)))
        assert everything(file) == before
    assert sound(path) == before


# the file goes away while it is open


def renamed(path: Path) -> None:
    path.rename(path.with_name("другое имя.shnor"))


def replaced(path: Path) -> None:
    (path.parent / "рядом").mkdir()
    os.replace(make(path.parent / "рядом" / path.name, 1), path)


@pytest.mark.skipif(os.name == "nt", reason="Windows не даёт трогать открытый файл")
@pytest.mark.parametrize("happens", [renamed, no_file, replaced])
def test_a_file_that_goes_away_is_told_and_nothing_is_lost(path: Path, happens: Callable[[Path], None]):
    with SchoolFile.open(path) as file:
        add(file, "до того")
        before = everything(file)
        happens(path)
        found = path.read_bytes() if path.exists() else None
        with refused("переместили, переименовали или удалили. Сохраните копию"):
            add(file, "после того")
        with refused("Изменение не записано"):
            file.undo()
        assert everything(file) == before
        rescued = path.with_name("спасённый.shnor")
        save_copy(file, rescued)
    assert sound(rescued) == before
    assert (path.read_bytes() if path.exists() else None) == found


@pytest.mark.parametrize("number", [28, 122, 27])
def test_a_full_disk_is_explained_whatever_the_system_calls_it(number: int):
    assert "места" in explain(OSError(number, "x"))


def test_what_nobody_knows_is_explained_too():
    assert explain(OSError(5, "x")).endswith(".")
    assert explain(sqlite3.OperationalError("x")).endswith(".")


def test_a_large_file_is_given_more_time_to_be_looked_through(path: Path, monkeypatch: pytest.MonkeyPatch):
    """The limit is for what never ends; a sound file on a slow stick is only slow."""
    clock = iter(range(10_000_000))
    monkeypatch.setattr(models_file.time, "monotonic", lambda: next(clock) / 1000)
    connection = sqlite3.connect(path)
    connection.executemany("INSERT INTO section (title) VALUES (?)", [("Раздел",)] * 20_000)
    connection.commit()
    connection.close()
    monkeypatch.setattr(models_file, "_PROBE_SECONDS", 0.001)
    open_file(path).close()
    monkeypatch.setattr(models_file, "_PROBE_BYTES_A_SECOND", 10**12)
    monkeypatch.setattr(models_file, "_PROBE_SECONDS", 0)
    with refused("слишком долго"):
        open_file(path)
