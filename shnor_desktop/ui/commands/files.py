"""Making, opening, copying and closing school files."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from ...models.errors import DamagedError, InTheWayError, UserError
from ...models.lock import FileLock
from ...services.backups import (
    Backup,
    back_up_content,
    backup_if_due,
    copy_closed,
    is_due,
    list_backups,
    restore_as_copy,
    save_copy,
)
from ...services.editing.sections import start_programme
from ...services.formats import load_format
from ...services.founding import founded
from ...services.jobs import Cancelled, Progress
from ...services.queries import form_of
from ...services.school_file import SchoolFile
from ...services.snapshot import content_of, is_large
from ...services.visit import last_step
from ..desk import ELSEWHERE
from ..file_dialogs import SCHOOL, file_name
from ..navigation import TITLE_PAGE
from ..paper.worker import Beside, at_work
from ..patience import sha_beside
from ..tools import Tools

_AGAIN_MS = 500
"""Milliseconds until a copy is tried again that found the file being written, or a large one being read."""


class FileCommands:
    """Everything that changes which file is open."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._copying = Beside()

    # opening

    def choose(self) -> None:
        """Ask for a file and open it."""
        path = self._tools.dialogs.open("Открыть файл школы", SCHOOL)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file in place of the one that is open; that one stays when something is wrong with the new one."""
        desk = self._tools.desk
        if desk.file is not None and _same(desk.file.path, path):
            return True
        if not self.settle():
            return False
        file = self._opened(path)
        return file is not None and self.put(file)

    def put(self, file: SchoolFile) -> bool:
        """Take a file that was just opened onto the window; closed again when its form is unknown."""
        try:
            form = form_of(file)
        except BaseException as error:
            file.close()
            if not isinstance(error, UserError):
                raise
            self._failed(file.path, error)
            return False
        self._tools.desk.put(file, form)
        if file.remark:
            self._tools.window.notice.tell(file.remark, "information")
        QTimer.singleShot(0, self._back_up)
        return True

    def settle(self) -> bool:
        """Make sure that nothing typed is lost when the open file goes; asks where an entry was refused."""
        return self._tools.desk.settle() or self._left_unwritten()

    def _left_unwritten(self) -> bool:
        notice = self._tools.window.notice.text
        return self._tools.messages.ask(f"Последняя запись не принята. {notice}\n\nУйти без неё?", "Уйти", "Остаться")

    def _opened(self, path: Path) -> SchoolFile | None:
        try:
            return SchoolFile.open(path, sha_of=sha_beside)
        except Cancelled:
            self._stay_or_start()
            return None
        except UserError as error:
            if not held_elsewhere(path):
                self._failed(path, error)
                return None
            question = f"{error}\n\nЕсли открыть файл в двух местах сразу, правки одного из них пропадут."
        if not self._tools.messages.ask(question, "Открыть всё равно"):
            self._stay_or_start()
            return None
        try:
            return SchoolFile.open(path, take_over=True)
        except UserError as error:
            self._failed(path, error)
            return None

    def _failed(self, path: Path, error: UserError) -> None:
        if not path.exists():
            self._tools.settings.forget_file(path)
        self._stay_or_start()
        if isinstance(error, DamagedError):
            self._offer_rescue(path, error)
        elif isinstance(error, InTheWayError) and path.is_file():
            self._offer_copy(path, error)
        else:
            self._tools.messages.fail(str(error))

    def _offer_copy(self, path: Path, error: InTheWayError) -> None:
        """A file that only its place or its holder keeps closed: a copy of it can be worked in."""
        if self._tools.messages.choose(str(error), [ELSEWHERE]) is None:
            return
        target = self._tools.dialogs.save("Сохранить копию", SCHOOL, f"{path.stem} – копия", replace=False)
        if target is None:
            return
        try:
            copy_closed(path, target)
        except UserError as refused:
            self._tools.messages.fail(str(refused))
            return
        self.open_path(target)

    def _offer_rescue(self, path: Path, error: DamagedError) -> None:
        """A damaged file: the last good copies with their dates, or what is left of the file itself."""
        copies = list_backups(path)
        last = max((copy.at for copy in copies), default=None)
        told = (
            f"Последняя хорошая копия сделана {last:%d.%m.%Y в %H:%M}." if last else "Резервных копий этого файла нет."
        )
        question = (
            f"{error}\n\n{told}\n\nМожно собрать в новый файл то, что в повреждённом ещё читается. "
            "Сам он останется как есть."
        )
        offers = [*(["Открыть копию…"] if copies else []), "Собрать, что осталось…"]
        chosen = self._tools.messages.choose(question, offers)
        if chosen is None:
            return
        if offers[chosen].startswith("Открыть"):
            from ..dialogs.backups import BackupsDialog

            BackupsDialog.show_for(path, copies, self._restore, self._tools.window)
            return
        out = self._tools.dialogs.save("Куда собрать", SCHOOL, f"{path.stem} – спасённый", replace=False)
        if out is not None:
            self._tools.runner.run("Собираю, что осталось", partial(_salvage, path, out), partial(self._salvaged, out))

    def _salvaged(self, out: Path, lines: list[str]) -> None:
        self._tools.messages.inform("Удалось прочитать:\n\n" + "\n".join(f"– {line}" for line in lines))
        self.open_path(out)

    def _stay_or_start(self) -> None:
        if self._tools.desk.file is None:
            self._tools.window.show_start()

    # making

    def create(self) -> None:
        """Ask what the programme is and where its file goes, and make it."""
        if not self.settle():
            return
        from ..dialogs.new_programme import NewProgrammeDialog

        wish = NewProgrammeDialog.ask(self._tools.window)
        if wish is None:
            return
        path = self.place_for(wish.school.short_name or wish.school.full_name or wish.school.municipality)
        if path is None:
            return
        try:
            with founded(path) as made:
                start_programme(made, load_format(wish.format_key), wish.school, wish.years)
            file = SchoolFile.open(path)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        if self.put(file):
            self._tools.desk.go_to(TITLE_PAGE)

    def place_for(self, name: str) -> Path | None:
        """Ask where a new school file goes; an existing file is never taken."""
        return self._tools.dialogs.save("Где хранить файл школы", SCHOOL, file_name(name, "Школа"), replace=False)

    def example(self) -> None:
        """Open the example school, made afresh when it is not there yet."""
        if self.settle():
            self.show_example()

    def show_example(self) -> None:
        """Open the example school's file, made first when it is not there."""
        from ...services.demo import FILE_NAME, make_demo

        folder = self._tools.dialogs.home
        path = folder / FILE_NAME
        if path.exists():
            self.open_path(path)
            return

        def make(progress: Progress) -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            make_demo(path)
            return path

        self._tools.runner.run("Готовлю пример школы", make, self.open_path)

    # copies

    def save_copy(self) -> None:
        """Write a copy of the open file somewhere else; work goes on in the open one while its disk takes it."""
        file = self._tools.desk.file
        if file is None or not (self._tools.desk.settle() or file.turned_away or self._left_unwritten()):
            return
        path = self._tools.dialogs.save("Сохранить копию", SCHOOL, f"{file.path.stem} – копия")
        if path is None:
            return
        if _same(path, file.path):
            self._tools.messages.fail("Это сам открытый файл. Дайте копии другое имя или выберите другую папку.")
            return
        try:
            if file.turned_away:
                self._go_on_at(file, path)
                return
            save_copy(file, path)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        self._tools.window.notice.tell(f"Копия сохранена: {path}", "information")

    def _go_on_at(self, file: SchoolFile, path: Path) -> None:
        """The disk of the open file refuses: the work moves into the copy, with what was typed last."""
        before = file.path
        file.move_to(path)
        self._tools.desk.moved()
        step = last_step(file.raw)
        if self._tools.desk.settle():
            also = ", и последняя запись" if last_step(file.raw) != step else ""
            sentence = f"Работа идёт дальше в копии «{path}»: в ней всё, что было записано{also}."
            stays = f" Прежний файл «{before.name}» остался, где был." if before.exists() else ""
            self._tools.window.notice.tell(sentence + stays, "information")
        QTimer.singleShot(0, self._back_up)

    def backups(self) -> None:
        """Show the backup copies of the open file, or of one that does not open; one can be restored as a copy."""
        file = self._tools.desk.file
        path = file.path if file else self._tools.dialogs.open("Копии какого файла показать", SCHOOL)
        if path is None:
            return
        from ..dialogs.backups import BackupsDialog

        BackupsDialog.show_for(path, list_backups(path), self._restore, self._tools.window)

    def _restore(self, backup: Backup, school: Path) -> None:
        name = f"{school.stem} – копия {backup.at:%Y-%m-%d %H-%M}"
        target = self._tools.dialogs.save("Восстановить как копию", SCHOOL, name, replace=False)
        if target is None or not self.settle():
            return
        try:
            restored = restore_as_copy(backup, target)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        self.open_path(restored)

    def _back_up(self) -> None:
        """Make a copy when the last one is older than a day; the status line says how old the last one is."""
        file = self._tools.desk.file
        if file is None:
            return
        if file.writing or (is_large(file) and at_work()):
            QTimer.singleShot(_AGAIN_MS, self._back_up)
        elif is_large(file) and is_due(file.path, now := datetime.now()):
            copy = partial(back_up_content, content_of(file), file.path, now)
            self._copying.begin(lambda _progress: copy(), lambda _copy: self._tell_copied(file))
        else:
            backup_if_due(file)
            self._tell_copied(file)

    def _tell_copied(self, file: SchoolFile) -> None:
        if self._tools.desk.file is file:
            self._tools.desk.copied_at(max((copy.at for copy in list_backups(file.path)), default=None))

    # closing

    def close(self) -> None:
        """Close the open file and show the start page."""
        if self.settle():
            self._tools.desk.clear()
            self._tools.settings.reopen = None
            self._tools.window.show_start()

    def leave(self) -> bool:
        """Let the window close: the file is sealed and given back."""
        if not self.settle():
            return False
        self._tools.runner.finish()
        self._copying.give_up()
        self._tools.desk.clear()
        return True


def held_elsewhere(path: Path) -> bool:
    """Whether a lock that another computer left beside the file keeps it closed."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        holder = json.loads(FileLock(path).path.read_bytes()[:4096].decode())
        return bool(holder.get("host")) and holder["host"] != socket.gethostname()
    return False


def _same(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return os.path.samefile(one, other)
    return one.absolute() == other.absolute()


def _salvage(path: Path, out: Path, progress: Progress) -> list[str]:
    """Gather what is left of a damaged file; for a worker."""
    from ...services.recovery.salvage import salvage  # nobody needs it on most days

    return salvage(path, out, progress).lines()
