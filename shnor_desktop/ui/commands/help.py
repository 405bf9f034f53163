"""F1: the guide, opened at the page that fits what stands on the window."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ...services.guide import Guide, load_guide
from ..dialogs.guide import GuideDialog
from ..navigation import OVERVIEW
from ..pages.registry import WHOLE_PAGES
from ..tools import Tools
from .files import FileCommands

PAGES_OF_DIALOGS = {
    "NewProgrammeDialog": "new",
    "ImportPreview": "word",
    "BackupsDialog": "safety",
    "BankDialog": "bank",
    "AnswerDialog": "risks",
    "TakeDialog": "diary",
    "MovesDialog": "moves",
    "PeopleDialog": "people",
    "PacketDialog": "packet",
    "PageLookDialog": "papers",
    "MethodsDialog": "methods",
    "ReportsDialog": "packet",
    "ReturnedDialog": "books",
    "NewTableDialog": "texts",
    "PreviewDialog": "papers",
    "KeysDialog": "keys",
    "ErrorReport": "trouble",
}
"""Dialogs that have a page of the guide; in others it opens at the page of the place behind them."""


class HelpCommands:
    """Keeps one guide window; it stays open beside the work."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools
        self._dialog: GuideDialog | None = None
        self._guide: Guide | None = None
        tools.desk.closed.connect(self._file_closed)

    def guide(self) -> None:
        """Show the guide at the page for the place that is shown."""
        if self._guide is None:
            self._guide = load_guide()
        modal = QApplication.activeModalWidget()
        if modal is not None:
            self._show_before(modal, self._guide)
            return
        if self._dialog is None:
            window = self._tools.window
            self._dialog = GuideDialog(self._guide, window.show_keys, window)
        _show(self._dialog, self._page(self._guide))

    def _show_before(self, modal: QWidget, guide: Guide) -> None:
        """Before a dialog that keeps all other windows waiting: a guide of its own, which goes with it."""
        dialog = next(iter(modal.findChildren(GuideDialog)), None)
        if dialog is None:
            dialog = GuideDialog(guide, self._tools.window.show_keys, modal)
        page = PAGES_OF_DIALOGS.get(type(modal).__name__, "")
        _show(dialog, page if page in guide.pages else self._page(guide))

    def _file_closed(self) -> None:
        """The guide stays without a file, but not without its window."""
        QTimer.singleShot(0, self._dialog or self._tools.window, self._go_with_the_window)

    def _go_with_the_window(self) -> None:
        if self._dialog is not None and not self._tools.window.isVisible():
            self._dialog.close()

    def _page(self, guide: Guide) -> str:
        desk = self._tools.desk
        if desk.file is None:
            return guide.for_place("start")
        if desk.entry is not None:
            return guide.for_section(desk.entry.section.kind, desk.entry.section.key)
        current = self._tools.window.navigation.current
        if current in WHOLE_PAGES:
            return guide.for_place(WHOLE_PAGES[current].guide)
        return guide.for_place("overview" if current == OVERVIEW else "title")


def _show(dialog: GuideDialog, page: str) -> None:
    dialog.show_page(page)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
