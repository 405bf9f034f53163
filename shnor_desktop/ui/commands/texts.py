"""Typography: put right for a section or for everything, and on or off while typing."""

from __future__ import annotations

from collections.abc import Collection

from ...models.errors import UserError
from ...services.editing.tidying import tidy_texts
from ..tools import Tools
from .files import FileCommands


class TextCommands:
    """What the menu «Правка» does with words."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def tidy_section(self) -> None:
        """The typography of the section that is shown."""
        entry = self._tools.desk.entry
        if entry is not None:
            self._tidy([entry.section.id])

    def tidy_all(self) -> None:
        """The typography of the whole programme."""
        self._tidy(None)

    def toggle_typing(self) -> None:
        """Typography while typing, on or off."""
        self._tools.window.autocorrect.toggle()
        self._tools.window.actions_by_id.tick("autocorrect", on=self._tools.window.autocorrect.enabled)

    def _tidy(self, section_ids: Collection[int] | None) -> None:
        desk, window = self._tools.desk, self._tools.window
        if desk.file is None or not desk.settle():
            return
        try:
            count = tidy_texts(desk.file, section_ids)
        except UserError as error:
            desk.tell(str(error))
            return
        if count:
            undo = window.actions_by_id["undo"]
            window.notice.tell(
                f"Типографика поправлена, текстов: {count}.", "information", (("Вернуть", undo.trigger),)
            )
        else:
            window.flash("Типографика в порядке")
