"""A school file on disk: making one, opening one that may be old, newer, damaged, locked or not ours at all.

`journal_mode=DELETE` with `synchronous=EXTRA` lost nothing in thousands of kills and power cuts, and a copy made
while the file is open is whole; both matter for files that travel on sticks and network folders.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from .errors import DamagedError, InTheWayError, UserError
from .journal import set_aside_if_foreign
from .lock import FileLock
from .seal import ShaOf, change_counter, content_sha, seal_broken, write_seal

APPLICATION_ID = 0x53484E52
"""«SHNR»: tells our files from other programs' SQLite files."""

MAJOR = 1
"""Raised when an older program could no longer read the file."""

SUFFIX = ".shnor"

_PROBE_SECONDS = 5.0
_PROBE_BYTES_A_SECOND = 1_000_000  # a slow stick, so that a large sound file is never taken for a damaged one

_LONGEST_NAME = 247
"""Bytes of a file's name: SQLite's journal beside it is called eight more, and 255 is where systems stop."""

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 60_000_000),  # an import of a large Word file with pictures is one value
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 1),  # the backup interface itself needs none; VACUUM needs one
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 250_000),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 10),
)
_PRAGMAS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "recursive_triggers = OFF",
)


class NewerFileError(UserError):
    """A file that only a newer program reads."""


@dataclass(slots=True)
class OpenFile:
    """An open school file: its path, its only connection and its lock."""

    path: Path
    connection: sqlite3.Connection
    lock: FileLock
    counter_at_open: int
    stat: os.stat_result
    remark: str = ""
    """What the person should know of how it was opened; mostly nothing."""

    def is_at(self, path: Path) -> bool:
        """Whether that path leads to this file, also when it was renamed since it was opened."""
        with contextlib.suppress(OSError):
            return bool(self.stat.st_ino) and os.path.samestat(path.stat(), self.stat)
        return False

    def close(self) -> None:
        """Seal what was changed and let the file go; a full or pulled disk cannot keep the program from closing."""
        with contextlib.suppress(sqlite3.Error, OSError):
            if change_counter(self.path) != self.counter_at_open:
                write_seal(self.connection, self.path)
        self.connection.close()
        self.lock.release()


def migrations() -> list[str]:
    """The numbered SQL scripts, first to last."""
    return list(_scripts())


@functools.cache
def _scripts() -> tuple[str, ...]:
    folder = resources.files("shnor_desktop.models.migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple((folder / name).read_text("utf-8") for name in names)


def check_place(path: Path) -> None:
    """Raise UserError where no new school file can be made."""
    _check_name(path)
    if path.exists():
        raise _taken(path)
    if not path.parent.is_dir():
        raise UserError(f"Папки «{path.parent}» нет. Выберите другую папку.")
    if not os.access(path.parent, os.W_OK):
        raise UserError(f"В папку «{path.parent}» нельзя записывать. Выберите другую папку, например «Документы».")


def _taken(path: Path) -> UserError:
    return UserError(f"Файл «{path.name}» уже есть. Выберите другое имя или откройте его.")


def create_file(path: Path, *, called: str = "") -> OpenFile:
    """Make a new empty school file at `path`, which must not exist yet, and open it; errors say what it is `called`."""
    check_place(path)
    lock = FileLock(path)
    lock.acquire(take_over=True)
    connection: sqlite3.Connection | None = None
    made = False
    try:
        path.open("xb").close()  # asks again: somebody may have made it before we had the lock
        made = True
        connection = _connect(path)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _migrate(connection, 0)
        return OpenFile(path, connection, lock, change_counter(path), path.stat())
    except BaseException as error:
        if connection is not None:
            connection.close()
        for leftover in (path, path.with_name(path.name + "-journal")) if made else ():
            with contextlib.suppress(OSError):
                leftover.unlink()
        lock.release()
        if isinstance(error, FileExistsError):
            raise _taken(path) from error
        if isinstance(error, (sqlite3.Error, OSError)):
            raise UserError(f"Не удалось создать файл «{called or path.name}»: {explain(error)}") from error
        raise


def open_file(
    path: Path,
    *,
    take_over: bool = False,
    before_migration: Callable[[Path], None] | None = None,
    sha_of: ShaOf = content_sha,
) -> OpenFile:
    """Open a school file for work, bringing an older minor version up to date.

    `before_migration` is called with the path of a file that is about to be brought up to date; when it raises, the
    file stays as it is. `sha_of` takes the sum that the seal is set against: who has a window to keep alive takes it
    elsewhere. Raises UserError for anything that is not a sound school file of a known version that
    nobody else has open.
    """
    read_version(path)
    if not os.access(path, os.W_OK):
        raise InTheWayError(
            f"Файл «{path.name}» доступен только для чтения. Скопируйте его в свою папку и откройте копию."
        )
    lock = FileLock(path)
    lock.acquire(take_over=take_over)
    connection: sqlite3.Connection | None = None
    try:
        aside = set_aside_if_foreign(path)
        connection = _connect(path)
        # asked again: a crash may have left a newer header, which the journal has just taken back
        minor = int(connection.execute("PRAGMA user_version").fetchone()[0]) & 0xFFFF
        check_content(connection, path, minor, sha_of)
        counter = change_counter(path)
        if before_migration is not None and 0 < minor < len(migrations()):
            before_migration(path)
        _migrate(connection, minor)
        _try_write(connection)
        return OpenFile(path, connection, lock, counter, path.stat(), _foreign_journal(aside))
    except BaseException as error:
        if connection is not None:
            connection.close()
        lock.release()
        if isinstance(error, UnicodeError):
            raise _damaged(path) from error  # a damaged name in SQLite's own message
        if isinstance(error, (sqlite3.Error, OSError)):
            kind = DamagedError if getattr(error, "sqlite_errorname", "").startswith(_TORN) else InTheWayError
            raise kind(f"Файл «{path.name}» не открылся: {explain(error)}") from error
        raise


def _foreign_journal(aside: Path | None) -> str:
    if aside is None:
        return ""
    return f"Рядом с файлом лежал журнал от другого его состояния: он отложен как «{aside.name}». Проверьте данные."


def read_version(path: Path) -> int:
    """The file's `user_version`, read from its header without SQLite; UserError when it is no school file of ours."""
    _check_name(path)
    if path.is_dir():
        raise UserError(f"«{path.name}» — это папка. Выберите файл школы с окончанием «{SUFFIX}».")
    try:
        with path.open("rb") as stream:
            header = stream.read(100)
    except FileNotFoundError as error:
        raise UserError(f"Файла «{path.name}» нет. Проверьте имя и папку.") from error
    except OSError as error:
        raise UserError(f"Файл «{path.name}» не читается. Проверьте права и подключён ли диск.") from error
    if not header:
        raise UserError(f"Файл «{path.name}» пустой. Откройте резервную копию: меню «Файл» → «Резервные копии».")
    ours = header[:16] == b"SQLite format 3\0" and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not ours:
        raise UserError(f"«{path.name}» — не файл программы школы. Выберите файл, сделанный этой программой.")
    version = int.from_bytes(header[60:64], "big")
    if version >> 16 > MAJOR:
        raise NewerFileError(f"Файл «{path.name}» сделан более новой версией программы. Обновите программу.")
    return version


def check_content(connection: sqlite3.Connection, path: Path, minor: int, sha_of: ShaOf = content_sha) -> None:
    """Raise UserError when the file is damaged, or its tables are not the ones this program made."""
    end = time.monotonic() + _PROBE_SECONDS + path.stat().st_size / _PROBE_BYTES_A_SECOND
    connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
    try:
        if _is_foreign(connection.execute(_SCHEMA).fetchall(), minor):
            raise UserError(
                f"Файл «{path.name}» изменён другой программой. Откройте копию: «Файл» → «Резервные копии»."
            )
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        if not sound or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise _damaged(path)
        if minor and seal_broken(connection, path, sha_of):
            raise _damaged(path)
    except (sqlite3.Error, UnicodeError) as error:
        if getattr(error, "sqlite_errorname", ""):
            raise
        raise _damaged(path) from error  # Python's own word: a text is not UTF-8
    finally:
        connection.set_progress_handler(None, 0)


def _damaged(path: Path) -> DamagedError:
    return DamagedError(f"Файл «{path.name}» повреждён. Откройте резервную копию: «Файл» → «Резервные копии».")


def _check_name(path: Path) -> None:
    length = len(path.name if os.name == "nt" else os.fsencode(path.name))
    if length > _LONGEST_NAME:
        raise UserError(f"Имя «{path.name[:40]}…» слишком длинное. Дайте файлу имя короче.")


_TORN = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
"""SQLite's words for a file whose content cannot be what was written."""

_REASONS: tuple[tuple[str, str], ...] = (
    ("SQLITE_FULL", "на диске не осталось места. Освободите место и повторите."),
    (
        "SQLITE_READONLY_DBMOVED",
        "файл переместили, переименовали или удалили. Сохраните копию: «Файл» → «Сохранить копию».",
    ),
    ("SQLITE_READONLY", "туда нельзя записывать. Сохраните копию в другую папку."),
    ("SQLITE_BUSY", "он занят другой программой. Закройте её и повторите."),
    ("SQLITE_LOCKED", "он занят другой программой. Закройте её и повторите."),
    ("SQLITE_CANTOPEN", "папка или диск недоступны. Проверьте, подключён ли диск."),
    ("SQLITE_IOERR", "диск не отвечает. Проверьте, подключён ли он, и сохраните копию в другое место."),
    ("SQLITE_CORRUPT", "файл повреждён. Откройте резервную копию."),
    ("SQLITE_NOTADB", "файл повреждён. Откройте резервную копию."),
    ("SQLITE_INTERRUPT", "проверка файла идёт слишком долго, он похож на повреждённый. Откройте резервную копию."),
    ("SQLITE_CONSTRAINT", "этого раздела или строки в файле уже нет. Откройте раздел заново."),
    ("SQLITE_TOOBIG", "вставлено слишком много сразу. Вставьте меньшими частями."),
)


def explain(error: Exception) -> str:
    """What an error of SQLite or the disk means to the person, and what to do; ends with a full stop."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, text in _REASONS:
        if name.startswith(prefix):
            return text
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _REASONS[0][1]
    return "диск или папка недоступны. Проверьте их и повторите."


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=2.0, isolation_level=None)
    try:
        for limit, value in _LIMITS:
            connection.setlimit(limit, value)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"


def _is_foreign(found: Sequence[tuple[str, str, str]], minor: int) -> bool:
    """Whether the tables are others than this program made; a newer minor version may only have more of them."""
    scripts = tuple(migrations())
    expected = _schema_after(scripts[:minor])
    if minor <= len(scripts):
        return tuple(sorted(found)) != expected
    known = {name for _, name, _ in expected}
    return not known <= {name for _, name, _ in found} or any(kind not in ("table", "index") for kind, *_ in found)


@functools.cache
def _schema_after(scripts: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """The tables that the scripts make: as long to work out as the rest of an opening, and the same each time."""
    memory = sqlite3.connect(":memory:")
    try:
        for script in scripts:
            memory.executescript(script)
        return tuple(sorted(memory.execute(_SCHEMA).fetchall()))
    finally:
        memory.close()


def _migrate(connection: sqlite3.Connection, minor: int) -> None:
    scripts = migrations()
    if minor >= len(scripts):
        return
    version = MAJOR << 16 | len(scripts)
    body = "".join(scripts[minor:])
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{body}\nPRAGMA user_version = {version};\nCOMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _try_write(connection: sqlite3.Connection) -> None:
    """A real write that changes nothing: read-only disks and folders show themselves only then."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("UPDATE seal SET id = 1 WHERE 0")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {version}")
    finally:
        connection.execute("ROLLBACK")
