"""F9: the paper beside the entry, page by page, following what is typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from .icons import icon
from .paper.live_view import LiveView
from .paper.pages import Pages
from .paper.preview_bars import TopBar

WHOLE, SECTION = "whole", "section"
"""What is shown: the whole paper, or the section that is worked on as it is printed by itself."""

_WIDTH, _NARROW = 520, 330
_NOTE = "Щёлкните по строке на листе – откроется её поле"
_WAITING = "Раскладываю по страницам…"


class PreviewPanel(QFrame):
    """Shows pages and asks for places; others make the pages and go to the places."""

    asked = Signal(str)
    """The source of a value was clicked."""

    scope_changed = Signal()
    """Other pages are wanted."""

    closed = Signal()
    """The panel was closed by the person."""

    shown = Signal()
    hidden = Signal()
    """Somebody, or nobody any more, sees the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewPanel")
        self.setAccessibleName("Просмотр рядом")
        self.setMinimumWidth(_NARROW)
        self.view = LiveView()
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.chosen.connect(self.asked)
        self.top_bar = TopBar(self.view)
        self.note = QLabel(_WAITING)
        self.note.setProperty("role", "hint")
        self.note.setWordWrap(True)
        self.scopes: dict[str, QToolButton] = {}
        self._lay_out()
        for keys, slot in (
            ("Ctrl++", self.view.zoom_in),
            ("Ctrl+=", self.view.zoom_in),
            ("Ctrl+-", self.view.zoom_out),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.hide()

    def _lay_out(self) -> None:
        title = QLabel("Просмотр")
        title.setProperty("role", "heading")
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Закрыть просмотр (Esc)")
        close.setAccessibleName("Закрыть просмотр")
        close.setAutoRaise(True)
        close.clicked.connect(self.close_panel)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(4)
        top.addWidget(title)
        top.addSpacing(10)
        self._group = QButtonGroup(self)
        for scope, text, hint in (
            (WHOLE, "Вся программа", "Показывать всю программу с титульным листом и содержанием"),
            (SECTION, "Раздел", "Показывать только раздел, который открыт"),
        ):
            chip = QToolButton()
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setText(text)
            chip.setToolTip(hint)
            chip.clicked.connect(self._scope_clicked)
            self._group.addButton(chip)
            self.scopes[scope] = chip
            top.addWidget(chip)
        self.scopes[WHOLE].setChecked(True)
        top.addStretch(1)
        top.addWidget(close)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 12, 0)
        bar.addWidget(self.top_bar)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def sizeHint(self) -> QSize:
        """Half a page wide when it is first opened."""
        return QSize(_WIDTH, super().sizeHint().height())

    @property
    def scope(self) -> str:
        """What is shown."""
        return SECTION if self.scopes[SECTION].isChecked() else WHOLE

    def set_scope(self, scope: str) -> None:
        """Show the whole paper, or the section alone."""
        self.scopes[scope if scope in self.scopes else WHOLE].setChecked(True)

    def show_pages(self, pages: Pages, *, anew: bool = False) -> None:
        """Show pages; `anew` begins at the first one, else what is read stays where it is."""
        if anew:
            self.view.show_pages(pages)
        else:
            self.view.replace_pages(pages)
        self.top_bar.show_count()
        self.note.setText(_NOTE)

    def show_nothing(self) -> None:
        """No file is open, or its pages are not there yet."""
        self.view.mark("")
        self.view.show_pages(Pages(()))
        self.top_bar.show_count()
        self.note.setText(_WAITING)

    def close_panel(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that pages are wanted."""
        super().showEvent(event)
        if not event.spontaneous():
            self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that pages are not wanted any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden.emit()

    def _scope_clicked(self) -> None:
        self.scope_changed.emit()
