"""Writing a file so that it is there whole or not at all.

Every output of the program (Word, PDF, HTML, Excel, JSON) is written aside in the target's own folder, flushed to the
disk and moved over the target in one step. What the disk or the system refuses is told in one Russian sentence.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from shnor_desktop.models.errors import UserError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_BUSY = _REFUSED | {errno.ETXTBSY, errno.EBUSY}


@contextlib.contextmanager
def write_aside(target: Path) -> Iterator[Path]:
    """Give the path of an empty file beside `target`; when the block ends well it becomes `target`, else it goes.

    The block may write the file in any way (by path, by several libraries) but must have closed it at its end.
    Not for a database that is open: looking whether another program holds the file would drop SQLite's own lock.
    """
    target = Path(os.path.realpath(target))  # a link stays a link: the file it points at is replaced
    try:
        _check(target)
    except OSError as error:
        _tell_unreachable(target, error)
    aside = target.parent / f".{secrets.token_hex(6)}{target.suffix[:16]}"
    _create(aside, target)
    try:
        try:
            yield aside
            _flush(aside)
        except OSError as error:
            if error.errno in _FULL:
                _tell_full(target, error)
            raise
        _replace(aside, target)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


def _check(target: Path) -> None:
    """Refuse at once what can only fail at the end, after all the work."""
    if target.is_dir():
        raise UserError(f"«{target}» – это папка, а не файл: допишите к ней имя файла.")
    if not target.parent.is_dir():
        raise UserError(f"Папки «{target.parent}» нет: создайте её или выберите другую.")
    if not target.exists():
        return
    if not target.is_file():
        raise UserError(f"«{target}» – не обычный файл: выберите другое имя.")
    if not os.access(target, os.W_OK):
        raise UserError(f"Файл «{target}» защищён от записи: снимите защиту или выберите другое имя.")
    if _is_open_elsewhere(target):
        _tell_open(target, None)


def _is_open_elsewhere(target: Path) -> bool:
    """Whether another program holds the file: LibreOffice's lock beside it, or a lock on the file itself.

    Windows says so when the file is replaced; on Linux and macOS nothing would stop us from pulling the file away
    from under the program that shows it.
    """
    if target.with_name(f".~lock.{target.name}#").exists():
        return True
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    with contextlib.suppress(OSError), target.open("r+b") as file:
        for lock in (fcntl.lockf, fcntl.flock):
            try:
                lock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                lock(file, fcntl.LOCK_UN)
            except OSError as error:
                if error.errno in (errno.EACCES, errno.EAGAIN):
                    return True
    return False


def _create(aside: Path, target: Path) -> None:
    """Make the empty file beside the target, with the target's permissions where there is one."""
    try:
        aside.open("xb").close()
    except OSError as error:
        if error.errno in _FULL:
            _tell_full(target, error)
        if error.errno in _REFUSED:
            _tell_unreachable(target, error)
        raise
    if target.exists():
        with contextlib.suppress(OSError):  # some network shares keep no permissions
            shutil.copymode(target, aside)


def _flush(aside: Path) -> None:
    """Have the system put the file's content on the disk, so that the move cannot come before it."""
    with aside.open("r+b") as file:
        os.fsync(file.fileno())


def _replace(aside: Path, target: Path) -> None:
    """Move the finished file over the target and have the folder remember it."""
    try:
        os.replace(aside, target)
    except OSError as error:
        if error.errno in _FULL:
            _tell_full(target, error)
        if error.errno in _BUSY:
            _tell_open(target, error)
        raise
    if os.name == "posix":
        with contextlib.suppress(OSError):  # not every file system lets a folder be flushed
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _tell_full(target: Path, error: OSError) -> NoReturn:
    message = f"На диске нет места для файла «{target.name}»: освободите место или выберите другой диск."
    raise UserError(message) from error


def _tell_unreachable(target: Path, error: OSError) -> NoReturn:
    if error.errno == errno.ENAMETOOLONG:
        raise UserError(f"Имя «{target.name[:40]}…» слишком длинное: сократите его.") from error
    if error.errno in _REFUSED:
        message = f"В папку «{target.parent}» нельзя записывать: выберите другую папку."
        raise UserError(message) from error
    raise error


def _tell_open(target: Path, error: OSError | None) -> NoReturn:
    message = f"Файл «{target.name}» открыт в другой программе: закройте его там или выберите другое имя."
    raise UserError(message) from error
