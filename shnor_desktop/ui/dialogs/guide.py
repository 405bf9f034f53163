"""The guide in a window of its own, beside the work: contents at the left, the page at the right, search above."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...services.guide import Guide
from ..widgets.guide_view import GuideView
from .sizes import open_at

_SIZE = (1080, 660)
_CONTENTS_WIDTH = 300
_PAGE = Qt.ItemDataRole.UserRole


class GuideDialog(QDialog):
    """Does not lock the main window: the person reads a step, does it, and comes back."""

    def __init__(self, guide: Guide, show_keys: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Руководство")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._guide = guide
        self.contents = self._contents()
        self.view = GuideView()
        self.back = _tool("←", "Назад (Alt+←)")
        self.forward = _tool("→", "Вперёд (Alt+→)")
        self.smaller = _tool("А−", "Мельче (Ctrl+−)")
        self.larger = _tool("А+", "Крупнее (Ctrl++)")
        self.keys = QPushButton("Все клавиши")
        self.keys.setToolTip("Все клавиши (Shift+F1)")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Найти в руководстве")
        self.search.setAccessibleName("Найти в руководстве")
        self.search.setToolTip("Искать на этой странице и дальше (Ctrl+F), следующее – Enter или F3")
        self.search.setClearButtonEnabled(True)
        self.said = QLabel()
        self.said.setProperty("role", "hint")
        self._build()
        self._connect(show_keys)
        open_at(self, *_SIZE)
        self.show_page(guide.first)

    # pages

    def show_page(self, key: str) -> None:
        """Show the page of this name."""
        page = self._guide.pages.get(key)
        if page is not None:
            self.view.show_page(page.path)
            self.view.setFocus()

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self.view.page

    def _chosen(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None = None) -> None:
        key = item.data(0, _PAGE) if item is not None else None
        page = self._guide.pages.get(key) if key else None
        if page is not None:
            self.view.show_page(page.path)

    def _shown(self, key: str) -> None:
        """Keep the contents in step with links and history."""
        for item in self.contents.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive):
            if item.data(0, _PAGE) == key:
                with QSignalBlocker(self.contents):
                    self.contents.setCurrentItem(item)
        self.back.setEnabled(self.view.isBackwardAvailable())
        self.forward.setEnabled(self.view.isForwardAvailable())
        self.said.clear()

    # search

    def find_next(self) -> None:
        """The next place of the text: on this page, then on the pages after it."""
        self._find(back=False)

    def find_previous(self) -> None:
        """The place before, on this page."""
        self._find(back=True)

    def _find(self, *, back: bool) -> None:
        text = self.search.text().strip()
        if not text:
            self.view.mark("")
            self.said.clear()
            return
        if self.view.find_text(text, back=back):
            self._tell_count(text)
            return
        if back:
            self.view.moveCursor(QTextCursor.MoveOperation.End)
            self.view.find_text(text, back=True)
            return
        self._find_on_later_pages(text)

    def _find_on_later_pages(self, text: str) -> None:
        here = self._guide.pages.get(self.page)
        for page in self._guide.after(self.page):
            if text.casefold() not in page.text.casefold():
                continue  # not even in its Markdown: no need to lay it out
            self.view.show_page(page.path)
            self.view.moveCursor(QTextCursor.MoveOperation.Start)
            if self.view.find_text(text):
                self._tell_count(text)
                return
        if here is not None:
            self.view.show_page(here.path)
        self.said.setText("Такого слова нет")

    def _tell_count(self, text: str) -> None:
        self.said.setText(f"На странице: {self.view.mark(text)}")

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # building

    def _contents(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("navigation")
        tree.ensurePolished()  # heights of lines are kept from the first time they are asked for, before any paint
        tree.setAccessibleName("Содержание руководства")
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setItemsExpandable(False)
        tree.setIndentation(14)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        for group in self._guide.groups:
            head = QTreeWidgetItem([group.title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            tree.addTopLevelItem(head)
            for page in group.pages:
                item = QTreeWidgetItem([page.title])
                item.setData(0, _PAGE, page.key)
                item.setToolTip(0, page.title)
                head.addChild(item)
        tree.expandAll()
        return tree

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 8, 10, 8)
        for widget in (self.back, self.forward, self.smaller, self.larger, self.keys):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.said)
        bar.addWidget(self.search)
        self.search.setFixedWidth(260)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.contents)
        split.addWidget(self.view)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([_CONTENTS_WIDTH, _SIZE[0] - _CONTENTS_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(split, 1)

    def _connect(self, show_keys: Callable[[], object]) -> None:
        self.contents.currentItemChanged.connect(self._chosen)
        self.view.page_shown.connect(self._shown)
        self.view.historyChanged.connect(self._history)
        self.back.clicked.connect(self.view.backward)
        self.forward.clicked.connect(self.view.forward)
        self.smaller.clicked.connect(self._smaller)
        self.larger.clicked.connect(self._larger)
        self.keys.setAutoDefault(False)
        self.keys.clicked.connect(show_keys)
        self.search.returnPressed.connect(self.find_next)
        for keys, slot in (
            ("Ctrl+F", self._to_search),
            ("F3", self.find_next),
            ("Shift+F3", self.find_previous),
            ("Alt+Left", self.view.backward),
            ("Alt+Right", self.view.forward),
            ("Ctrl++", self._larger),
            ("Ctrl+=", self._larger),
            ("Ctrl+-", self._smaller),
            ("Ctrl+0", self._first_size),
            ("Shift+F1", show_keys),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _history(self) -> None:
        self.back.setEnabled(self.view.isBackwardAvailable())
        self.forward.setEnabled(self.view.isForwardAvailable())

    def _larger(self) -> None:
        self.view.zoom(1)

    def _smaller(self) -> None:
        self.view.zoom(-1)

    def _first_size(self) -> None:
        self.view.zoom(0)


def _tool(text: str, help_text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(help_text)
    button.setAccessibleName(help_text.split(" (")[0])
    button.setAutoRaise(True)
    return button
