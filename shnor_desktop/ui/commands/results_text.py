"""Text and tables from the results into the sections, and numbers taken from the data anew."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QDialog

from ...models.errors import UserError
from ...models.results import ExamResult, MethodSetting
from ...services import queries
from ...services.documents.compose.result_tables import result_blocks
from ...services.documents.tree import Block
from ...services.editing.results_text import (
    ANALYSIS,
    INSERT_NAME,
    TABLE_NAME,
    append_text,
    refresh_numbers,
    text_sections,
)
from ...services.school_file import SchoolFile
from ..dialogs.results_text import ResultsTextDialog, ResultTableDialog
from ..tools import Tools
from ..widgets.text_slot import TextSlot
from .files import FileCommands

NOTHING_YET = (
    "Результатов пока нет. Возьмите их из книг: «Файл» – «Результаты ВПР, ОГЭ, ЕГЭ…», и текст составится по ним."
)


class ResultsTextCommands:
    """What the menu «Вставить» does with results."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def text(self) -> None:
        """Paragraphs and tables about the exams that the person chooses."""
        self._put(ResultsTextDialog, INSERT_NAME)

    def table(self) -> None:
        """One table of results."""
        self._put(ResultTableDialog, TABLE_NAME)

    def refresh_section(self) -> None:
        """The numbers of the section that is shown."""
        entry = self._tools.desk.entry
        if entry is not None:
            self._refresh([entry.section.id])

    def refresh_all(self) -> None:
        """The numbers of the whole programme."""
        self._refresh(None)

    def _put(self, kind: type[ResultsTextDialog] | type[ResultTableDialog], name: str) -> None:
        desk, window = self._tools.desk, self._tools.window
        editor = self._editor()
        typing = editor is not None and editor is window.focusWidget()
        if desk.file is None or not desk.settle():
            return
        file = desk.file
        rows = tuple(file.rows(ExamResult))
        shown = result_blocks(rows, queries.school(file).short_name, tuple(file.rows(MethodSetting)))
        if not shown.results.exams():
            desk.inform(NOTHING_YET)
            return
        dialog = kind(shown.results, self._sections(file), self._current(file), shown.of, window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        blocks, section_id = dialog.blocks(), dialog.section_id
        dialog.deleteLater()
        if accepted and self._write(file, section_id, blocks, name, editor if typing else None):
            undo = window.actions_by_id["undo"]
            window.notice.tell("Вставлено одним шагом.", "information", (("Вернуть", undo.trigger),))

    def _write(
        self, file: SchoolFile, section_id: int, blocks: tuple[Block, ...], name: str, editor: TextSlot | None
    ) -> bool:
        """At the cursor of the text in which the person is, else at the end of the section."""
        desk = self._tools.desk
        if editor is not None and desk.entry is not None and desk.entry.section.id == section_id:
            return editor.put_below(blocks, name)
        try:
            append_text(file, section_id, blocks, name)
        except UserError as error:
            desk.tell(str(error))
            return False
        desk.go_to(section_id)
        return True

    def _editor(self) -> TextSlot | None:
        """The main text of the page that is shown."""
        found = getattr(self._tools.desk.page, "editor", None)
        return found if isinstance(found, TextSlot) else None

    def _sections(self, file: SchoolFile) -> list[tuple[int, str]]:
        titles = {entry.section.id: entry.title for entry in queries.outline(file, self._tools.desk.form)}
        return [(section.id, titles.get(section.id, section.title)) for section in text_sections(file)]

    def _current(self, file: SchoolFile) -> int:
        """The section that is shown when it is a text, else the analysis."""
        entry, sections = self._tools.desk.entry, text_sections(file)
        ids = [section.id for section in sections]
        if entry is not None and entry.section.id in ids:
            return entry.section.id
        return next((section.id for section in sections if section.key == ANALYSIS), ids[0] if ids else 0)

    def _refresh(self, section_ids: Collection[int] | None) -> None:
        desk, window = self._tools.desk, self._tools.window
        if desk.file is None or not desk.settle():
            return
        try:
            count = refresh_numbers(desk.file, section_ids)
        except UserError as error:
            desk.tell(str(error))
            return
        if count:
            undo = window.actions_by_id["undo"]
            window.notice.tell(f"Обновлено по данным: {count}.", "information", (("Вернуть", undo.trigger),))
        else:
            window.flash("Числа и так совпадают с результатами")
