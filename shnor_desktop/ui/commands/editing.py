"""Undo and redo, moving through the outline, and changing the outline itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication

from ...models.errors import UserError
from ...models.programme import Section
from ...services.change_places import sections_of
from ...services.changes import Change
from ...services.editing import section_order, sections
from ...services.jobs import Cancelled
from ...services.school_file import SchoolFile
from ..pages.base import STOPPED
from ..patience import patiently
from ..tools import Tools
from ..undo_keys import field_of, own_redo, own_undo
from .files import FileCommands


class EditCommands:
    """Writes to the outline go through the services; what they refuse is told above the page."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools
        self._told_where = False

    # history

    def undo(self) -> None:
        """Take back the typing of the focused field, or the last step of the file."""
        field = field_of(QApplication.focusWidget())
        if field is not None and own_undo(field):
            field.undo()
        else:
            self._replay(SchoolFile.undo, "Отменено")

    def redo(self) -> None:
        """Do again what was taken back."""
        field = field_of(QApplication.focusWidget())
        if field is not None and own_redo(field):
            field.redo()
        else:
            self._replay(SchoolFile.redo, "Повторено")

    def _replay(self, step: Callable[[SchoolFile], str | None], word: str) -> None:
        desk = self._tools.desk
        if desk.file is None or not desk.settle():
            return
        changes: list[Change] = []
        unsubscribe = desk.file.subscribe(changes.extend)
        try:
            with patiently(desk.file):
                name = step(desk.file)
        except UserError as error:
            desk.tell(str(error))
            return
        except Cancelled:
            desk.inform(STOPPED)
            return
        finally:
            unsubscribe()
        if name:
            self._tools.window.flash(f"{word}: {name}")
            self._tell_where(f"{word} в разделе", name, changes)

    def _tell_where(self, word: str, name: str, changes: Sequence[Change]) -> None:
        """What happened out of sight is told with the way there."""
        desk = self._tools.desk
        if desk.file is None:
            return
        places = sections_of(desk.file, changes)
        there = next((section for section in places if desk.entry_of(section)), 0)
        entry = desk.entry_of(there)
        if entry is None or self._tools.window.navigation.current in places:
            if self._told_where or self._tools.window.notice.offers_undo:
                self._tools.window.notice.hide()
            self._told_where = False
            return
        self._told_where = True
        show = (("Показать", partial(desk.go_to, there, places[there])),)
        self._tools.window.notice.tell(f"{word} «{entry.title}»: {name}.", "information", show)

    # moving

    def next_section(self) -> None:
        """The page below."""
        self._tools.window.navigation.step(1)

    def previous_section(self) -> None:
        """The page above."""
        self._tools.window.navigation.step(-1)

    # the outline

    def add_section(self) -> None:
        """Ask for a title and add a text section after the one that is shown."""
        if not self._tools.desk.settle():
            return
        title = self._tools.messages.line("Новый раздел", "Название раздела")
        if title is None:
            return

        def add(file: SchoolFile) -> None:
            new = sections.add_text_section(file, self._section(), title)
            self._tools.desk.go_to(new.id)

        self._attempt(add)

    def rename_section(self) -> None:
        """Ask for another title."""
        section = self._ready()
        if section is None:
            return
        title = self._tools.messages.line("Переименовать раздел", "Новое название", section.title)
        if title is not None and title.strip() != section.title:
            self._attempt(lambda file: sections.rename(file, section, title))

    def toggle_hidden(self) -> None:
        """Take the section out of the documents, or back in."""
        section = self._ready()
        if section is not None:
            self._attempt(lambda file: sections.set_hidden(file, section, not section.hidden))

    def section_up(self) -> None:
        """Move the section before its neighbour."""
        self._shift(-1)

    def section_down(self) -> None:
        """Move the section after its neighbour."""
        self._shift(1)

    def restore_order(self) -> None:
        """Put the form's sections in its order, and say what came of it."""
        desk = self._tools.desk
        if desk.file is None or not desk.settle():
            return
        moved = 0

        def restore(file: SchoolFile) -> None:
            nonlocal moved
            moved = section_order.restore_order(file, desk.form)

        if self._attempt(restore):
            self._tools.window.flash("Разделы стоят в порядке формы" if moved else "Разделы и так стоят по форме")

    def restore_title(self) -> None:
        """Give the section the title of the form again."""
        section = self._ready()
        if section is not None:
            self._attempt(lambda file: section_order.restore_title(file, section, self._tools.desk.form))

    def move_section(self, section_id: int, parent_id: int, index: int) -> None:
        """A section was dragged to another place of the outline."""
        file = self._tools.desk.file
        section = file.get(Section, section_id) if file and self._tools.desk.settle() else None
        if section is not None:
            self._attempt(lambda file: section_order.move_to(file, section, parent_id or None, index))

    def remove_section(self) -> None:
        """Remove a section of the school's own, and say how to get it back."""
        section = self._ready()
        if section is not None and self._attempt(lambda file: sections.remove(file, section)):
            self._tools.window.notice.tell(
                f"Раздел «{section.title}» удалён.", "information", (("Вернуть", self._undo_from_notice),)
            )

    def _undo_from_notice(self) -> None:
        self._tools.window.notice.hide()
        self._replay(SchoolFile.undo, "Отменено")

    def _shift(self, step: int) -> None:
        section = self._ready()
        if section is not None:
            self._attempt(lambda file: sections.shift(file, section, step))

    def _section(self) -> Section | None:
        entry = self._tools.desk.entry
        return entry.section if entry else None

    def _ready(self) -> Section | None:
        """The section that is shown, with nothing left open on its page."""
        if self._tools.desk.file is None or not self._tools.desk.settle():
            return None
        return self._section()

    def _attempt(self, action: Callable[[SchoolFile], None]) -> bool:
        file = self._tools.desk.file
        if file is None:
            return False
        try:
            with patiently(file):
                action(file)
        except UserError as error:
            self._tools.desk.tell(str(error))
            return False
        except Cancelled:
            self._tools.desk.inform(STOPPED)
            return False
        return True
