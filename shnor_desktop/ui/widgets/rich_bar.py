"""The small bar of looks above texts; it serves the editor that has the focus."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import QFileDialog, QToolBar, QWidget

from ...services.editing.pictures import SUFFIXES
from .rich_edit import RichEdit

LOOKS = (
    ("bold", "Ж", "Полужирный", "Ctrl+B"),
    ("italic", "К", "Курсив", "Ctrl+I"),
    ("bullet", "•  Список", "Маркированный список", "Ctrl+Shift+L"),
    ("number", "1.  Список", "Нумерованный список", "Ctrl+Shift+N"),
)
"""Name, text on the bar, what it does, keys."""

INSERTS = (
    ("table", "Таблица…", "Вставить таблицу", "Ctrl+Alt+T"),
    ("picture", "Картинка…", "Вставить картинку из файла", "Ctrl+Alt+P"),
)
"""The same for what is put in."""


class RichBar(QToolBar):
    """Bold, italic, lists, tables and pictures for one or more editors."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors: list[RichEdit] = []
        self.looks: dict[str, QAction] = {}
        self.inserts: dict[str, QAction] = {}
        self.setAccessibleName("Оформление текста")
        for key, text, tip, keys in LOOKS:
            action = QAction(text, self)
            action.setCheckable(True)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(f"{tip} ({keys})")
            action.setData(key)
            font = QFont(self.font())
            font.setBold(key == "bold")
            font.setItalic(key == "italic")
            action.setFont(font)
            self.looks[key] = action
            self.addAction(action)
        self.addSeparator()
        for key, text, tip, keys in INSERTS:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(f"{tip} ({keys})")
            action.setData(key)
            self.inserts[key] = action
            self.addAction(action)
        self.actionTriggered.connect(self._apply)
        for action in (*self.looks.values(), *self.inserts.values()):
            self.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def serve(self, editor: RichEdit) -> None:
        """Take an editor into service."""
        self._editors.append(editor)
        editor.addActions([*self.looks.values(), *self.inserts.values()])
        editor.cursorPositionChanged.connect(self._show)
        editor.currentCharFormatChanged.connect(self._show)

    def forget(self, editor: RichEdit) -> None:
        """Let an editor go."""
        self._editors.remove(editor)

    def _editor(self) -> RichEdit | None:
        focused = next((editor for editor in self._editors if editor.hasFocus()), None)
        return focused or (self._editors[0] if len(self._editors) == 1 else None)

    def _apply(self, action: QAction) -> None:
        editor = self._editor()
        if editor is not None:
            key = str(action.data())
            if key == "bold":
                editor.set_bold(action.isChecked())
            elif key == "italic":
                editor.set_italic(action.isChecked())
            elif key == "table":
                _insert_table(editor)
            elif key == "picture":
                _insert_pictures(editor)
            else:
                editor.toggle_list(key)
        self._show()

    def _show(self) -> None:
        editor = self._editor()
        kind = editor.list_kind() if editor else ""
        self.looks["bold"].setChecked(bool(editor and editor.is_bold()))
        self.looks["italic"].setChecked(bool(editor and editor.fontItalic()))
        self.looks["bullet"].setChecked(kind == "bullet")
        self.looks["number"].setChecked(kind == "number")


def _insert_table(editor: RichEdit) -> None:
    from ..dialogs.new_table import NewTableDialog

    size = NewTableDialog.ask(editor.window())
    if size is not None:
        editor.insert_table(*size)
    editor.setFocus()


def _insert_pictures(editor: RichEdit) -> None:
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    paths, _ = QFileDialog.getOpenFileNames(editor.window(), "Картинка из файла", "", f"Картинки ({patterns})")
    editor.insert_picture_files(Path(path) for path in paths)
    editor.setFocus()
