"""The list of people and posts of the open file."""

from __future__ import annotations

from ..dialogs.people import PeopleDialog
from ..tools import Tools
from .files import FileCommands


class PeopleCommands:
    """Shows who is named in the plans."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def show(self) -> None:
        """Show the list; what still stands in an open editor is written before."""
        file = self._tools.desk.file
        if file is None or not self._tools.desk.settle():
            return
        dialog = PeopleDialog(file, self._tools.window)
        dialog.exec()
        dialog.deleteLater()
