"""The white bar: the programme's title with the recent files behind it, undo and redo, checks and papers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from .action_set import ActionSet
from .actions import TOP_BAR_LEFT, TOP_BAR_RIGHT

_TITLE_WIDTH, _LEAST_TITLE = 380, 150
_AROUND = 28
"""Pixels of the bar's own at its ends and between its buttons."""

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
        self._shown = ""
        self.addWidget(self._title)
        self._place(actions, TOP_BAR_LEFT)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self._place(actions, TOP_BAR_RIGHT)
        self.show_title("")

    def show_title(self, title: str) -> None:
        """Show the title of the open programme; shortened when it is long."""
        self._shown = title or "Файл не открыт"
        self._title.setToolTip(f"{self._shown}\nДругие файлы")
        self._title.setAccessibleName(f"{self._shown}. Недавние файлы")
        self._set_title(self._title_width() if self.isVisible() else _TITLE_WIDTH)  # a resize comes with the show

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the title gives way to the buttons."""
        super().resizeEvent(event)
        self._set_title(self._title_width())

    def _title_width(self) -> int:
        others = (self.widgetForAction(action) for action in self.actions())
        taken = sum(widget.sizeHint().width() for widget in others if widget is not self._title)
        margins = self.contentsMargins()
        room = self.width() - taken - margins.left() - margins.right() - _AROUND
        return min(max(room, _LEAST_TITLE), _TITLE_WIDTH)

    def _set_title(self, width: int) -> None:
        # The style gives the text of a button with a menu no padding: the space at its head does.
        metrics = QFontMetrics(self._title.font())
        self._title.setFixedWidth(width)
        self._title.setText("\u2002" + metrics.elidedText(self._shown, Qt.TextElideMode.ElideRight, width - 44))

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
