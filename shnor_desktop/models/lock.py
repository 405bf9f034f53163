"""A lock beside a school file that the system frees by itself when its holder dies, and that names the holder.

The operating system's lock on the lock file decides on one computer. A lock left by another computer (a network
folder, a stick) is respected until the user says otherwise: system locks do not always reach across the network.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from .errors import InTheWayError

_LOCK_BYTE = 1 << 20  # far behind the text: Windows forbids others to read a locked byte


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a file: names of person and computer, process number, time of opening (ISO)."""

    user: str
    host: str
    process: int
    since: str


class FileLock:
    """The lock of one school file, held from `acquire` to `release`."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f".~{target.name}.lock")
        self._target = target
        self._stream: IO[bytes] | None = None

    def acquire(self, *, take_over: bool = False) -> None:
        """Take the lock or raise InTheWayError that names the holder; `take_over` disregards another computer."""
        try:
            self._stream = self._locked(take_over)
            _write(self._stream)
        except OSError as error:
            self.release()
            raise InTheWayError(_refused(self._target, error)) from error

    def _locked(self, take_over: bool) -> IO[bytes]:
        """The lock file, open and locked by us."""
        for last in (*[False] * 20, True):
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            stream = os.fdopen(descriptor, "r+b", buffering=0)
            free = _lock(stream)
            holder = _read(stream)
            foreign = holder is not None and holder.host != socket.gethostname()
            if not free or (foreign and not take_over):
                stream.close()
                raise InTheWayError(_held_by(self._target, holder))
            if last or _stands(stream, self.path):
                break
            stream.close()  # its holder removed it while we came: what we have locked is no longer there
        return stream

    def release(self) -> None:
        """Give the lock back and remove its file; nothing happens when it is not held."""
        if self._stream is None:
            return
        with contextlib.suppress(OSError):
            if os.name != "nt":  # Windows removes no open file, Unix must remove before it unlocks
                self.path.unlink()
        self._stream.close()
        self._stream = None
        with contextlib.suppress(OSError):
            if os.name == "nt":
                self.path.unlink()


def _lock(stream: IO[bytes]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            stream.seek(_LOCK_BYTE)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        # a disk that knows no locks, like some network shares, leaves it at the name in the file
        return os.name != "nt" and error.errno not in (errno.EACCES, errno.EAGAIN)
    return True


def _stands(stream: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _write(stream: IO[bytes]) -> None:
    """Our name in the lock file."""
    me = Holder(user_name(), socket.gethostname(), os.getpid(), datetime.now().isoformat(timespec="seconds"))
    stream.seek(0)
    stream.truncate()
    stream.write(json.dumps({name: getattr(me, name) for name in Holder.__slots__}, ensure_ascii=False).encode())


def _read(stream: IO[bytes]) -> Holder | None:
    try:
        data = json.loads(stream.read(4096).decode())
        return Holder(str(data["user"]), str(data["host"]), int(data["process"]), str(data["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def user_name() -> str:
    """What the computer calls the person at it; empty when it does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _refused(target: Path, error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return f"Имя «{target.name[:40]}…» слишком длинное. Дайте файлу имя короче."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"Файл «{target.name}» не открыть: на диске не осталось места. Освободите место и повторите."
    return f"В папку файла «{target.name}» нельзя записывать. Скопируйте его в «Документы»."


def _held_by(target: Path, holder: Holder | None) -> str:
    if holder is None:
        return f"Файл «{target.name}» уже открыт в другом окне программы. Закройте его там и попробуйте ещё раз."
    if holder.host == socket.gethostname():
        return f"Файл «{target.name}» уже открыт на этом компьютере ({holder.user}). Закройте его в том окне."
    return (
        f"Файл «{target.name}» открыт на компьютере «{holder.host}» ({holder.user}). "
        "Закройте его там или подтвердите, что он там больше не открыт."
    )
