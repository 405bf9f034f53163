"""F1 where the window's own keys do not reach: in dialogs that stand before it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_KEY = "F1"
_DONE = "shnor-help"


class ModalHelp(QObject):
    """Gives the key to every modal dialog that gets the focus."""

    def __init__(self, show_guide: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show_guide = show_guide
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        dialog = new.window() if new is not None else None
        if not isinstance(dialog, QDialog) or not dialog.isModal() or dialog.property(_DONE):
            return
        dialog.setProperty(_DONE, True)
        shortcut = QShortcut(QKeySequence(_KEY), dialog)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self._asked)

    def _asked(self) -> None:
        self._show_guide()
