"""The window: menus, bar, outline, the place for a page, the line at its foot. Knows no file; `Desk` puts one on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QStackedWidget, QWidget

from .action_set import ActionSet, Dispatcher
from .actions import (
    APPEARANCE,
    APPEARANCE_MENU,
    MENUS,
    NAVIGATION,
    RECENT,
    SECTION,
    SECTION_MENU,
    TEXT_SIZE,
    TEXT_SIZE_MENU,
)
from .appearance import Appearance
from .dropping import dragged_files
from .settings import Settings
from .start_page import StartPage
from .status_line import StatusLine
from .top_bar import TopBar

if TYPE_CHECKING:
    from .autocorrect import Autocorrect
    from .navigation import Navigation
    from .notice_bar import NoticeBar
    from .workplace import Workplace

PROGRAM = "Программа школы"
_SIZE = (1280, 720)


class MainWindow(QMainWindow):
    """Built at once and shown before anything heavy is imported; what is asked for meanwhile waits."""

    painted = Signal()
    """The window has been painted for the first time."""

    def __init__(
        self,
        settings: Settings,
        dispatcher: Dispatcher,
        log: Path | None = None,
        appearance: Appearance | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._settings = settings
        self._dispatcher = dispatcher
        self._log = log
        self.appearance = appearance or Appearance(settings, self)
        self._was_painted = False
        self._page: QWidget | None = None
        self.may_close: Callable[[], bool] = _always
        dispatcher.add(
            {"window.quit": self.close, "window.show_keys": self.show_keys, "window.show_about": self.show_about}
        )
        self.actions_by_id = ActionSet(self, dispatcher)
        self._recent = QMenu("Недавние", self)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._section_menu = QMenu("Раздел", self)
        self.actions_by_id.fill(self._section_menu, SECTION_MENU)
        self._looks_menu = QMenu("Оформление", self)
        self.actions_by_id.fill(self._looks_menu, APPEARANCE_MENU)
        self._sizes_menu = QMenu("Размер текста", self)
        self.actions_by_id.fill(self._sizes_menu, TEXT_SIZE_MENU)
        self.actions_by_id.tick(f"look_{self.appearance.choice}")
        self.actions_by_id.tick(f"text_{self.appearance.size}")
        self._build_menus()
        self.top_bar = TopBar(self.actions_by_id, self._recent, self)
        self.addToolBar(self.top_bar)
        self._workplace: Workplace | None = None
        self._autocorrect: Autocorrect | None = None
        self.status = StatusLine()
        self._build_middle()
        self.statusBar().addWidget(self.status, 1)
        self.show_start()
        self._restore()

    # what is built after the first paint, when it is asked for

    @property
    def workplace(self) -> Workplace:
        """Outline and page."""
        if self._workplace is None:
            from .workplace import Workplace

            self._workplace = Workplace(self._section_menu)
            self._workplace.restoreState(self._settings.bytes_of("splitter"))
            self._stack.addWidget(self._workplace)
            self.actions_by_id.bind(NAVIGATION, self._workplace.navigation)
            self.actions_by_id.tick("autocorrect", on=self.autocorrect.enabled)
        return self._workplace

    @property
    def navigation(self) -> Navigation:
        """The outline."""
        return self.workplace.navigation

    @property
    def notice(self) -> NoticeBar:
        """What is said above the page."""
        return self.workplace.notice

    @property
    def autocorrect(self) -> Autocorrect:
        """Typography while typing."""
        if self._autocorrect is None:
            from .autocorrect import Autocorrect

            self._autocorrect = Autocorrect(self._settings, self)
        return self._autocorrect

    # what stands on the window

    def show_start(self) -> None:
        """No file is open: the start page."""
        self.take_page(None)
        self.start_page.show_recent(self._settings.recent)
        self._stack.setCurrentWidget(self.start_page)
        self.start_page.first.setFocus()
        self.actions_by_id.enable(())
        self.show_names("", "")
        self.status.show_line("Файл не открыт")
        if self._workplace is not None:
            self._workplace.notice.hide()

    def show_waiting(self, text: str) -> None:
        """Something is on its way: one line instead of a page."""
        self._waiting.setText(text)
        self._stack.setCurrentWidget(self._waiting)

    def show_desk(self) -> None:
        """A file is open: outline and page."""
        self._stack.setCurrentWidget(self.workplace)

    def show_names(self, programme: str, school: str) -> None:
        """The programme's title on the bar, the school's on the frame."""
        self.top_bar.show_title(programme)
        self.setWindowTitle(" – ".join(name for name in (school, PROGRAM) if name))

    def take_page(self, page: QWidget | None) -> None:
        """Show this page in place of the one before, which is given up."""
        if self._page is not None:
            self._page.hide()
            for timer in self._page.findChildren(QTimer):  # it may outlive its file until the event loop is back
                timer.stop()
            self._page.deleteLater()
        self._page = page
        if page is not None or self._workplace is not None:
            self.workplace.page_area.show_page(page)

    def put_beside(self, panel: QWidget) -> None:
        """Keep a panel at the right of the page; it shows and hides itself, and takes the place of another one."""
        self.workplace.put_beside(panel)

    def put_at_edge(self, panel: QWidget, width: int) -> None:
        """Keep a panel at the right edge, as wide as the person wants it."""
        self.workplace.put_at_edge(panel, width)

    def flash(self, text: str) -> None:
        """Say something in passing at the foot of the window."""
        self.statusBar().showMessage(text, 4000)

    # the window's own actions

    def show_keys(self) -> None:
        """All keys in a dialog."""
        from .dialogs.keys import KeysDialog

        KeysDialog(self).exec()

    def show_about(self) -> None:
        """What this program is."""
        from .dialogs.about import AboutDialog

        AboutDialog(self._log, self).exec()

    def open_recent(self, path: Path) -> None:
        """Ask for a file of the recent ones."""
        self._dispatcher.call("files.open_path", path)

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint, once the screen has it."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when what is open lets itself be closed."""
        if not self.may_close():
            event.ignore()
            return
        self._settings.keep_bytes("geometry", self.saveGeometry())
        if self._workplace is not None:
            self._settings.keep_bytes("splitter", self._workplace.kept_state())
        self._settings.flush()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dragged here; what they are is judged when they are let go."""
        if dragged_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files when the file manager has its mouse back: a question may follow."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        QTimer.singleShot(0, self, partial(self._dispatcher.call, "files.drop", dragged_files(event.mimeData())))

    # building

    def _build_menus(self) -> None:
        submenus = {
            RECENT: self._recent,
            SECTION: self._section_menu,
            APPEARANCE: self._looks_menu,
            TEXT_SIZE: self._sizes_menu,
        }
        for title, ids in MENUS:
            menu = self.menuBar().addMenu(title)
            menu.setToolTipsVisible(False)
            self.actions_by_id.fill(menu, ids, submenus)

    def _build_middle(self) -> None:
        self.start_page = StartPage(self._dispatcher.call, self.open_recent)
        self._waiting = QLabel()
        self._waiting.setProperty("role", "hint")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for widget in (self.start_page, self._waiting):
            self._stack.addWidget(widget)
        self.setCentralWidget(self._stack)

    def _restore(self) -> None:
        self.resize(*_SIZE)
        self.restoreGeometry(self._settings.bytes_of("geometry"))
        self.setMinimumSize(760, 480)

    def show_whole(self) -> None:
        """Show the window; on a screen that is smaller than it the window takes all of the screen."""
        room = self.screen().availableSize()
        if self.width() > room.width() or self.height() > room.height():
            self.resize(self.size().boundedTo(room))  # also where nothing manages windows
            self.showMaximized()
        else:
            self.show()

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent:
            action = self._recent.addAction(f"{path.stem}   ·   {path.parent}")
            action.triggered.connect(partial(self._recent_chosen, path))
        if self._recent.isEmpty():
            self._recent.addAction("Пока нет").setEnabled(False)

    def _recent_chosen(self, path: Path, _checked: bool = False) -> None:
        self.open_recent(path)


def _always() -> bool:
    return True
