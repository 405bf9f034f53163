"""Edits: from the field to the disk, history included, against what the disk and SQLite take at least."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from measure import Line, in_turn, main, taken_in_turn, timed
from sample import plan_file, plan_rows

from shnor_desktop.models.activities import Activity
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.editing.sections import add_text_section
from shnor_desktop.services.editing.sections import remove as remove_section
from shnor_desktop.services.school_file import SchoolFile


def measure(tiny: bool) -> list[Line]:
    """One field, then many rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*one_field(folder, 3 if tiny else 200), *many_rows(folder, (10, 100) if tiny else (1_000, 10_000))]


def one_field(folder: Path, repeats: int) -> list[Line]:
    """A field through the service; 4 KB synced to the same disk; a bare update with the same safety."""
    plan_file(folder / "field.shnor", 60)
    with SchoolFile.open(folder / "field.shnor") as file, synced(folder) as sync, committed(folder) as commit:
        rows = [row for row in file.rows(Activity) if row.level == "item"]
        number = count()

        def edit() -> None:
            turn = next(number)
            set_fields(file, rows[turn % len(rows)], "Правка", text=f"Мероприятие {turn}")

        ours, disk, sqlite = in_turn(repeats, edit, sync, commit)
    return [
        Line.of("правка: одно поле до диска", ours, "fsync 4 КБ в той же папке", disk, 10.0),
        Line.of("правка: одно поле до диска", ours, "голый UPDATE в SQLite, та же надёжность", sqlite, 1.5),
    ]


@contextmanager
def synced(folder: Path) -> Iterator[Callable[[], None]]:
    """Four kilobytes written over and forced to the disk."""
    handle = os.open(folder / "bare.bin", os.O_RDWR | os.O_CREAT)

    def sync() -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, os.urandom(4096))
        os.fsync(handle)

    try:
        yield sync
    finally:
        os.close(handle)


@contextmanager
def committed(folder: Path) -> Iterator[Callable[[], None]]:
    """One row changed in a transaction of a database that is kept as safe as a school file."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode = DELETE", "synchronous = EXTRA"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO bare VALUES (?, ?)", [(n, "x" * 200) for n in range(60)])
    number = count()

    def commit() -> None:
        turn = next(number)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE bare SET text = ? WHERE id = ?", (f"Мероприятие {turn}", turn % 60))
        connection.execute("COMMIT")

    try:
        yield commit
    finally:
        connection.close()


def many_rows(folder: Path, sizes: tuple[int, int]) -> list[Line]:
    """Adding and removing many rows as one step, and taking it back: the time a row takes must not grow."""
    plan_file(folder / "many.shnor", 0)
    with SchoolFile.open(folder / "many.shnor") as file:
        few, many = taken_in_turn(2 if sizes[0] < 1000 else 5, *(lambda size=size: bulk(file, size) for size in sizes))
    factor = sizes[1] / sizes[0]
    names = ("добавлено строк", "раздел удалён", "удаление отменено", "добавление отменено")
    return [
        Line.of(
            f"правка: {what}, {sizes[1]} строк",
            [round_[place] for round_ in many],
            f"то же, {sizes[0]} строк, ×{factor:.0f}",
            [round_[place] * factor for round_ in few],
            1.3,
        )
        for place, what in enumerate(names)
    ]


def bulk(file: SchoolFile, size: int) -> tuple[float, float, float, float]:
    """Milliseconds of: add rows, remove their section, undo both."""
    section = add_text_section(file, None, "Раздел")

    def add() -> None:
        with file.transaction("Строки") as transaction:
            transaction.add_all(plan_rows(section.id, size))

    times = (timed(add), timed(lambda: remove_section(file, section)), timed(file.undo), timed(file.undo))
    file.undo()
    return times


if __name__ == "__main__":
    main(measure)
