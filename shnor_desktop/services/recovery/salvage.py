"""What is left of a damaged file into a new one, with a list of what came back; the damaged file is never touched."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields
from pathlib import Path

from ...models.all import ALL
from ...models.entity import ENTITIES, Entity, table_name_of
from ...models.errors import UserError
from ...models.file import create_file
from ..jobs import Progress, no_progress, within
from .adopting import adopt
from .pages import Pages, Value
from .remembered import remembered
from .shapes import BLOBS, HISTORY, tables_of_pages, whole_tables

LARGEST = 500 << 20
"""Bytes; a school file takes some hundred kilobytes."""

NAMES: dict[str, str] = {
    "section": "разделы",
    "section_text": "тексты",
    "passport_row": "строки паспорта",
    "activity": "мероприятия",
    "task": "задачи",
    "indicator": "показатели",
    "schedule_row": "строки графика",
    "criterion_value": "значения приложений",
    "grid_row": "строки таблиц",
    "exam_result": "результаты экзаменов",
    "method_setting": "методики расчёта",
    "picture": "рисунки",
}
"""What is told of; rows of other tables come back too and are counted together."""


@dataclass(frozen=True)
class Salvaged:
    """How many rows of each table came back, how many had to be left, and sections that had to be made anew."""

    rows: dict[str, int]
    left: int = 0
    made_sections: int = 0
    unread_pages: int = 0
    remembered: int = 0
    """Of the rows, how many the file's history still knew."""

    @property
    def total(self) -> int:
        """All rows that came back."""
        return sum(self.rows.values())

    def lines(self) -> list[str]:
        """What came back, in words: «мероприятия: 45»."""
        told = [f"{NAMES[name]}: {count}" for name, count in self.rows.items() if name in NAMES and count]
        other = sum(count for name, count in self.rows.items() if name not in NAMES)
        told += [f"прочее: {other}"] if other else []
        told += [f"из них взято из истории правок: {self.remembered}"] if self.remembered else []
        told += [f"разделов без названия: {self.made_sections}"] if self.made_sections else []
        return told + ([f"не прочиталось страниц файла: {self.unread_pages}"] if self.unread_pages else [])


def salvage(path: Path, out: Path, progress: Progress = no_progress) -> Salvaged:
    """Read what can be read of `path` into the new file `out`, which must not exist yet."""
    if path.stat().st_size > LARGEST:
        raise UserError(f"Файл «{path.name}» слишком велик для файла школы. Проверьте, тот ли это файл.")
    pages = Pages(path.read_bytes())
    owners = tables_of_pages(pages)
    found: dict[str, dict[object, tuple[Value, ...]]] = {}
    for index, (number, name) in enumerate(sorted(owners.items())):
        rows = found.setdefault(name, {})
        for record in pages.records(number):
            key: object = record.values[0] if name in BLOBS else record.rowid
            rows.setdefault(key, record.values)
        within(progress, 0.0, 0.6)((index + 1) / len(owners))
    kept = _recall(found, pages)
    if not any(found.values()):
        raise UserError(f"В файле «{path.name}» не осталось ничего, что можно прочитать. Откройте резервную копию.")
    made = _write(found, out, within(progress, 0.6, 1.0))
    return Salvaged(*made, unread_pages=_unread(pages), remembered=kept)


def _recall(found: dict[str, dict[object, tuple[Value, ...]]], pages: Pages) -> int:
    """Rows that the history remembers take the places of those on lost pages; how many.

    Its steps themselves go: undoing means nothing in a file that is another one now.
    """
    steps = found.pop(HISTORY, {})
    whole = whole_tables(pages)
    count = 0
    for name, rows in remembered(steps, [name for name in ENTITIES if name not in whole]).items():
        there = found.setdefault(name, {})
        lost: dict[object, tuple[Value, ...]] = {id_: values for id_, values in rows.items() if id_ not in there}
        there.update(lost)
        count += len(lost)
    return count


def _unread(pages: Pages) -> int:
    """Pages of zeros, as bad sectors are read; overflow and free pages have a sense of their own."""
    gone = pages.free()
    blank = bytes(pages.size)
    return sum(
        number not in gone and pages.kind(number) == 0 and pages.page(number) == blank
        for number in range(2, pages.count + 1)
    )


def _write(
    found: dict[str, dict[object, tuple[Value, ...]]], out: Path, progress: Progress
) -> tuple[dict[str, int], int, int]:
    opened = create_file(out)
    try:
        connection = opened.connection
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        counts: dict[str, int] = {}
        left = 0
        names = [table_name_of(cls) for cls in ALL]
        for index, name in enumerate(names):
            stored, lost = _rows(connection, ENTITIES[name], found.get(name, {}))
            counts[name], left = stored, left + lost
            progress((index + 1) / (len(names) + 1))
        for name in BLOBS:
            rows = [values for values in found.get(name, {}).values() if len(values) == 2]
            connection.executemany(f"INSERT OR IGNORE INTO {name} VALUES (?, ?)", rows)
            counts[name] = len(rows)
        made = adopt(connection)
        left += _drop_orphans(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys = ON")
        progress(1.0)
    except BaseException:
        opened.close()
        out.unlink(missing_ok=True)
        raise
    opened.close()
    return counts, left, made


def _rows(connection: sqlite3.Connection, cls: type[Entity], rows: dict[object, tuple[Value, ...]]) -> tuple[int, int]:
    """Store rows; those that the table's own rules refuse are left. Returns how many of each."""
    names = [item.name for item in fields(cls)]
    stored = 0
    for rowid, values in rows.items():
        given = dict(zip(names, (rowid, *values[1:]), strict=False))
        columns = ", ".join(f'"{name}"' for name in given)
        marks = ", ".join("?" * len(given))
        statement = f"INSERT OR IGNORE INTO {table_name_of(cls)} ({columns}) VALUES ({marks})"
        try:
            stored += connection.execute(statement, tuple(given.values())).rowcount
        except sqlite3.Error:
            continue
    return stored, len(rows) - stored


def _drop_orphans(connection: sqlite3.Connection) -> int:
    """Rows that point at rows that are not there: pointers that may be empty are emptied, other rows go."""
    gone = 0
    for _ in range(8):  # taking a row away may orphan others
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            break
        for table, rowid, _parent, number in broken:
            keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            column = next(key[3] for key in keys if key[0] == number)
            info = {row[1]: row[3] for row in connection.execute(f"PRAGMA table_info({table})")}
            if info[column]:
                gone += connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,)).rowcount
            else:
                connection.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (rowid,))
    return gone
