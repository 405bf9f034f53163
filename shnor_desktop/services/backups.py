"""Copies of a school file: made by themselves, thinned with age, restorable beside the original — never over it.

A copy is made by SQLite's backup interface (whole even while somebody edits), sealed, flushed to the disk and moved
into its place in one step; a kill at any moment leaves either no new copy or a whole one.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ..models.errors import UserError
from ..models.file import SUFFIX, NewerFileError, check_content, explain, read_version
from ..models.lock import FileLock
from ..models.seal import write_seal
from .files import write_aside
from .school_file import SchoolFile
from .snapshot import opened
from .user_folder import user_folder

DUE_AFTER = timedelta(days=1)
"""A file whose last copy is older gets a new one when it is opened."""

KEEP_ALL = timedelta(days=2)
"""So long every copy is kept; of older ones the last of a day, a week and a month."""

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 12, 10, 9

_STAMP = "%Y-%m-%d %H-%M-%S"
_NAME = re.compile(r"^(\d{4}-\d\d-\d\d \d\d-\d\d-\d\d)(?:-(\d+))?$")
_ASIDE = re.compile(r"^\.[0-9a-f]{12}\.shnor(-journal)?$")
_ASIDE_LIVES = timedelta(hours=1)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy: where it lies, when it was made (local time), its size in bytes, and which one of that second it is."""

    path: Path
    at: datetime
    size: int
    number: int = 1


def backup_folder(path: Path) -> Path:
    """The folder of one school file's copies; the file's place is part of its name, so namesakes do not mix."""
    place = hashlib.sha256(os.path.normcase(str(path.resolve())).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return user_folder() / "backups" / f"{path.stem[:60]} {place}"


def list_backups(path: Path) -> list[Backup]:
    """The copies of a school file, newest first; other files in the folder are left alone."""
    found = []
    with contextlib.suppress(OSError, UserError):
        for entry in backup_folder(path).iterdir():
            name = _NAME.match(entry.stem)
            if name and entry.suffix == SUFFIX:
                with contextlib.suppress(ValueError, OSError):
                    found.append(Backup(entry, _moment(name[1]), entry.stat().st_size, int(name[2] or 1)))
    return sorted(found, key=lambda backup: (backup.at, backup.number), reverse=True)


def _moment(stamp: str) -> datetime:
    """The time in a copy's name; `strptime` would import the calendar of the system's language first."""
    day, _, clock = stamp.partition(" ")
    return datetime.fromisoformat(f"{day} {clock.replace('-', ':')}")


def backup_if_due(file: SchoolFile, now: datetime | None = None) -> Path | None:
    """Make a copy when the last one is older than a day; a copy that fails is logged and never stops the work."""
    now = now or datetime.now()
    return _tried(file.raw, file.path, now) if is_due(file.path, now) else None


def is_due(path: Path, now: datetime) -> bool:
    """Whether the last copy of that file is older than a day."""
    return not any(timedelta(0) <= now - copy.at < DUE_AFTER for copy in list_backups(path))


def back_up_content(content: bytes, path: Path, now: datetime) -> Path | None:
    """The same from what a file held a moment ago, for a worker: sealing a copy of 10,000 rows takes a while."""
    with opened(content) as snapshot:
        return _tried(snapshot.raw, path, now)


def _tried(connection: sqlite3.Connection, path: Path, now: datetime) -> Path | None:
    try:
        return _backup(connection, path, now)
    except (UserError, OSError, sqlite3.Error) as error:
        _LOG.warning("no backup of the open file: %s", error)
        return None


def make_backup(file: SchoolFile, now: datetime | None = None) -> Path:
    """Make a copy now and thin out the old ones; UserError when the disk refuses."""
    return _backup(file.raw, file.path, now or datetime.now())


def backup_before_migration(path: Path) -> None:
    """Copy a file that is about to be brought to a newer version; UserError when the disk refuses."""
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
        _backup(connection, path, datetime.now())


def restore_as_copy(backup: Backup, target: Path) -> Path:
    """Put a copy beside the original as a file of its own; UserError when something is there or the copy is damaged."""
    if target.exists():
        raise UserError(f"Файл «{target.name}» уже есть. Выберите другое имя.")
    if not backup.path.is_file():
        raise UserError("Этой резервной копии больше нет. Выберите другую.")
    _copy_checked(backup.path, target, "Эта резервная копия повреждена. Выберите другую.")
    return target


def copy_closed(path: Path, target: Path) -> None:
    """Copy a file that cannot be opened where it lies or that somebody holds; UserError when that does not work."""
    if target.exists():
        raise UserError(f"Файл «{target.name}» уже есть. Выберите другое имя.")
    _copy_checked(path, target, f"Файл «{path.name}» не скопировать: он не читается или повреждён.")


def _copy_checked(path: Path, target: Path, otherwise: str) -> None:
    """A copy of a sound file, only read; `otherwise` is said of any other."""
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            check_content(connection, path, read_version(path) & 0xFFFF)
        except NewerFileError:
            raise
        except (UserError, sqlite3.Error) as error:
            raise UserError(otherwise) from error
        _copy(connection, target)


def save_copy(file: SchoolFile, target: Path) -> None:
    """Write the open file to another place, whole.

    Raises UserError for its own place, for a file that somebody has open, and when the disk refuses.
    """
    if file.is_at(target):
        raise UserError("Это и есть открытый файл. Выберите для копии другое имя или папку.")
    if not target.is_file():
        _copy(file.raw, target)
        return
    lock = FileLock(target)
    lock.acquire()
    try:
        _copy(file.raw, target)
    finally:
        lock.release()


def thinned(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Which copies may go: all but those of two days, and the last of 12 days, 10 weeks and 9 months."""
    ordered = sorted(backups, key=lambda backup: (backup.at, backup.number), reverse=True)
    kept = {backup.path for backup in ordered if now - backup.at <= KEEP_ALL}
    for period, count in (("%Y-%m-%d", KEPT_DAYS), ("%G-%V", KEPT_WEEKS), ("%Y-%m", KEPT_MONTHS)):
        latest: dict[str, Backup] = {}
        for backup in ordered:
            latest.setdefault(backup.at.strftime(period), backup)
        kept |= {backup.path for backup in list(latest.values())[:count]}
    return [backup for backup in ordered if backup.path not in kept]


def _backup(connection: sqlite3.Connection, path: Path, now: datetime) -> Path:
    try:
        folder = backup_folder(path)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Папка резервных копий недоступна: {explain(error)}") from error
    target = folder / f"{now.strftime(_STAMP)}{SUFFIX}"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{now.strftime(_STAMP)}-{number}{SUFFIX}"
    _copy(connection, target)
    for old in thinned(list_backups(path), now):
        with contextlib.suppress(OSError):
            old.path.unlink()
    _sweep(folder)
    return target


def _sweep(folder: Path) -> None:
    """Half-made copies that a killed program left, old enough to be nobody's any more, go."""
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            age = datetime.now() - datetime.fromtimestamp(entry.stat().st_mtime)
            if _ASIDE.match(entry.name) and age > _ASIDE_LIVES:
                entry.unlink()


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """A whole, sealed copy at `target`; what stood there with its journals is replaced."""
    try:
        with write_aside(target) as aside:
            with contextlib.closing(sqlite3.connect(aside, isolation_level=None)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE").fetchall()
                write_seal(copy, aside)
            _drop_sidecars(target)
    except (sqlite3.Error, OSError) as error:
        raise UserError(f"Копия не записана: {explain(error)}") from error


def _drop_sidecars(target: Path) -> None:
    """A good file beside a stale journal would be rolled back into nothing."""
    for ending in ("-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            target.with_name(target.name + ending).unlink()
