"""The one open session of a school file: typed reads, and the one gate through which everything is written.

Every action is one transaction that is committed at once and recorded with its inverse in the same commit, so that
there is no unsaved state and everything can be undone by name, imports included, even after the file was closed.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..models import all as models
from ..models.entity import Entity
from ..models.errors import UserError
from ..models.file import OpenFile, create_file, explain, open_file
from ..models.lock import user_name
from ..models.seal import ShaOf, content_sha
from . import history
from .changes import Change, inverse, squeeze
from .jobs import Cancelled, Progress, no_progress, within
from .reading import read_picture, read_report_file, read_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from .transaction import Transaction

E = TypeVar("E", bound=Entity)
Listener = Callable[[list[Change]], None]

_PREPARED, _FOLLOWED, _READ = 0.2, 0.7, 0.3
"""How far a long action is, about: when its rows are ready, when they are written; when the history has been read."""

_LOG = logging.getLogger(__name__)


def _copy_first(path: Path) -> None:
    from .backups import backup_before_migration

    backup_before_migration(path)


def _is_ours(error: sqlite3.DatabaseError) -> bool:
    """Whether it is a slip of this program, like a column that is not there: that is no fault of the disk."""
    return isinstance(error, sqlite3.ProgrammingError) or getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR"


assert models.ALL  # the row classes must be known before any table is read


class SchoolFile:
    """An open school file. One connection, used from the thread that opened it.

    Who is named nowhere writes under the name that the computer knows.
    """

    def __init__(self, opened: OpenFile, author: str = "") -> None:
        self._opened = opened
        self._writer: Connection | None = None
        self._listeners: list[Listener] = []
        self._inside = False
        self._closed = False
        self._progress: Progress = no_progress
        self.action = ""
        """The name of the action that is being written, for who shows how far it is."""
        self._in_hand: set[str] = set()  # pictures shown or added since: an open text may hold them
        self.author = author or user_name()
        self._turned_away = False

    @classmethod
    def create(cls, path: Path, author: str = "") -> SchoolFile:
        """Make a new empty file and open it."""
        return cls(create_file(path), author)

    @classmethod
    def open(cls, path: Path, author: str = "", *, take_over: bool = False, sha_of: ShaOf = content_sha) -> SchoolFile:
        """Open a file; see `models.file.open_file` for what is refused."""
        return cls(open_file(path, take_over=take_over, before_migration=_copy_first, sha_of=sha_of), author)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._opened.path

    @property
    def raw(self) -> sqlite3.Connection:
        """The bare connection, for backups."""
        return self._opened.connection

    @property
    def remark(self) -> str:
        """What the person should know of how the file was opened; mostly nothing."""
        return self._opened.remark

    def is_at(self, path: Path) -> bool:
        """Whether that path leads to the open file, by whatever name."""
        return path.resolve() == self.path.resolve() or self._opened.is_at(path)

    def close(self) -> None:
        """Seal and let go of the file."""
        self._listeners.clear()
        self._closed = True
        if self._writer is not None:
            self._writer.close()
        self._opened.close()
        if self._writer is not None:
            self._writer.engine.dispose()

    def __enter__(self) -> SchoolFile:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # reading

    def rows(self, cls: type[E], **equal: Any) -> list[E]:
        """All rows of a class whose fields equal the given values, by position and id."""
        return read_rows(self.raw, cls, equal)

    def get(self, cls: type[E], id_: int) -> E | None:
        """The row with this id, or None."""
        found = self.rows(cls, id=id_)
        return found[0] if found else None

    def report_file(self, sha: str) -> bytes | None:
        """The bytes of a file that went out with a report, or None when they are not kept here."""
        return read_report_file(self.raw, sha)

    def picture(self, name: str) -> bytes | None:
        """A picture's bytes, or None when the file has none of that name."""
        self._in_hand.add(name)
        return read_picture(self.raw, name)

    # writing

    @contextlib.contextmanager
    def transaction(self, name: str, merge_key: str = "") -> Iterator[Transaction]:
        """One named action: committed whole when the block ends well, otherwise nothing of it happened.

        Actions with the same `merge_key` that follow each other within seconds become one step of undo. Errors of
        the disk come out as UserError; what was committed before stays.
        """
        with self._gate(name) as transaction:
            yield transaction
            self._follow(transaction)
            self._in_hand.update(transaction.pictures)
            changes = squeeze(transaction.changes)
            self.pause(_FOLLOWED)
            if changes:
                progress = within(self._progress, _FOLLOWED, 1.0)
                history.record(self.raw, name, self.author, merge_key, changes, self._in_hand, progress)
            self.pause(1.0)
        self._tell(changes)

    def _follow(self, transaction: Transaction) -> None:
        from .editing.following import follow  # with the first edit, as what it writes with

        follow(self, transaction)

    @contextlib.contextmanager
    def reporting(self, progress: Progress) -> Iterator[None]:
        """Inside, long actions say how far they are; what `progress` raises takes the whole action back.

        Whoever lets the window live on in `progress` sees to it that nobody writes meanwhile.
        """
        before, self._progress = self._progress, progress
        try:
            yield
        finally:
            self._progress = before

    def pause(self, part: float) -> None:
        """Say how much of a long action is done, before it is written too; may not come back."""
        self._progress(part)

    def undo(self) -> str | None:
        """Take the last action back and return its name; None when there is none."""
        self.action = f"Отмена: {self.undo_name or ''}"
        step = history.last_done(self.raw, progress=within(self._progress, 0, _READ))
        return self._replay(step, undone=True) if step else None

    def redo(self) -> str | None:
        """Do the last undone action again and return its name; None when there is none."""
        self.action = f"Повтор: {self.redo_name or ''}"
        step = history.first_undone(self.raw, progress=within(self._progress, 0, _READ))
        return self._replay(step, undone=False) if step else None

    @property
    def undo_name(self) -> str | None:
        """The name of the action that `undo` would take back."""
        step = history.last_done(self.raw, with_changes=False)
        return step.name if step else None

    @property
    def redo_name(self) -> str | None:
        """The name of the action that `redo` would do again."""
        step = history.first_undone(self.raw, with_changes=False)
        return step.name if step else None

    @property
    def turned_away(self) -> bool:
        """Whether the disk refused the last edit: what is typed next has to go somewhere else."""
        return self._turned_away

    def move_to(self, target: Path) -> None:
        """Go on in a copy at another place, listeners and all; the file stays where it was, as it is.

        Raises UserError when no copy can be written or opened there; everything is as before then.
        """
        from .backups import save_copy

        save_copy(self, target)
        opened = open_file(target)
        writer, before = self._writer, self._opened
        self._opened, self._writer, self._turned_away = opened, None, False
        if writer is not None:
            writer.close()
        before.close()
        if writer is not None:
            writer.engine.dispose()

    @property
    def closed(self) -> bool:
        """Whether nothing can be read any more."""
        return self._closed

    @property
    def writing(self) -> bool:
        """Whether an action is being written at this moment: what is read now may be taken back."""
        return self._inside

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with the changes after each commit; returns what ends the subscription."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _replay(self, step: history.Step, *, undone: bool) -> str:
        changes = inverse(step.changes) if undone else step.changes
        with self._gate(self.action) as transaction:
            transaction.apply(changes, within(self._progress, _READ, 1.0))
            history.mark(self.raw, step.id, undone=undone)
            self.pause(1.0)
        self._tell(changes)
        return step.name

    @contextlib.contextmanager
    def _gate(self, name: str) -> Iterator[Transaction]:
        if self._inside:
            raise RuntimeError("a transaction inside a transaction")
        from .transaction import Transaction, connect  # with the first edit, not with the first page

        self._inside = True
        self.action = name
        try:
            if self._writer is None:
                self._writer = connect(self.raw)
            self.raw.execute("BEGIN IMMEDIATE")
            yield Transaction(self._writer, self.raw, within(self._progress, _PREPARED, _FOLLOWED))
            self.raw.execute("COMMIT")
            self._turned_away = False
            with contextlib.suppress(Cancelled):  # it is too late to stop
                self.pause(1.0)
        except BaseException as error:
            with contextlib.suppress(sqlite3.Error):
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
            cause = getattr(error, "orig", error)  # SQLAlchemy wraps what SQLite says
            if isinstance(cause, sqlite3.DatabaseError) and not _is_ours(cause):
                self._turned_away = isinstance(cause, sqlite3.OperationalError)
                raise UserError(f"Изменение не записано: {explain(cause)}") from error
            raise
        finally:
            self._inside = False

    def _tell(self, changes: list[Change]) -> None:
        """A view that fails is our mistake and is logged: to who wrote, its error would say that nothing is stored."""
        for listener in list(self._listeners) if changes else ():
            try:
                listener(changes)
            except Exception:
                _LOG.exception("a listener failed after the commit")
