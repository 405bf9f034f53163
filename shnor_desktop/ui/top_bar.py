"""The white bar: the programme's title with the recent files behind it, undo and redo, checks and papers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from .action_set import ActionSet
from .actions import TOP_BAR_LEFT, TOP_BAR_RIGHT

_TITLE_WIDTH = 380
_WITH_ICON = ("check", "preview")


class TopBar(QToolBar):
    """Built from the table of actions; the title is a button that opens the recent files."""

    def __init__(self, actions: ActionSet, recent: QMenu, parent: QWidget | None = None) -> None:
        super().__init__("Панель", parent)
        self.setObjectName("topBar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(QSize(16, 16))
        actions.dress((*TOP_BAR_LEFT, *TOP_BAR_RIGHT))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._title = QPushButton()
        self._title.setObjectName("programme")
        self._title.setMenu(recent)
        self._title.setFixedWidth(_TITLE_WIDTH)
        self.addWidget(self._title)
        self._place(actions, TOP_BAR_LEFT)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self._place(actions, TOP_BAR_RIGHT)
        self.show_title("")

    def show_title(self, title: str) -> None:
        """Show the title of the open programme; shortened when it is long."""
        shown = title or "Файл не открыт"
        # The style gives the text of a button with a menu no padding: the space at its head does.
        metrics = QFontMetrics(self._title.font())
        self._title.setText("\u2002" + metrics.elidedText(shown, Qt.TextElideMode.ElideRight, _TITLE_WIDTH - 44))
        self._title.setToolTip(f"{shown}\nДругие файлы")
        self._title.setAccessibleName(f"{shown}. Недавние файлы")

    def _place(self, actions: ActionSet, ids: tuple[str, ...]) -> None:
        for id_ in ids:
            self.addAction(actions[id_])
            button = self.widgetForAction(actions[id_])
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(actions[id_].iconText())
                button.setToolButtonStyle(_style(id_))


def _style(id_: str) -> Qt.ToolButtonStyle:
    if id_ in TOP_BAR_LEFT:
        return Qt.ToolButtonStyle.ToolButtonIconOnly
    return Qt.ToolButtonStyle.ToolButtonTextBesideIcon if id_ in _WITH_ICON else Qt.ToolButtonStyle.ToolButtonTextOnly
