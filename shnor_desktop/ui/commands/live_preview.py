"""F9: pages beside the entry that follow what is typed and where; a click on them leads to the field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ...services.changes import Change
from ...services.documents.sources import parse_source, source_of
from ...services.snapshot import content_of
from ..navigation import OVERVIEW, TITLE_PAGE
from ..paper.page_view import ZOOMS
from ..paper.pages import Pages
from ..paper.press import Order, PressThread
from ..preview_panel import SECTION, WHOLE, PreviewPanel
from ..tools import Tools
from .files import FileCommands

SETTLE_MS = 120
"""A burst of edits costs one layout."""

LOOK_MS = 200
"""How often it is asked which field the person is in."""

_OPEN, _SCOPE, _ZOOM, _WIDTH = "preview", "preview_scope", "preview_zoom", "preview_width"


class LivePreviewCommands(QObject):
    """Keeps the panel of a window, has its pages made while it shows, and goes where it is clicked."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        super().__init__(tools.window)  # what the thread tells is taken in the window's own
        self._tools = tools
        self._thread: PressThread | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._order: Order | None = None
        self._shown: tuple[int, ...] | None = None  # of which sections the pages are that show
        self._section = OVERVIEW
        self._place: str | None = None  # the last one that was looked for
        self.panel = PreviewPanel()
        self.panel.set_scope(tools.settings.word(_SCOPE, WHOLE))
        zoom = tools.settings.word(_ZOOM)
        self.panel.view.set_zoom(int(zoom) if zoom.isdecimal() and int(zoom) in ZOOMS else None)
        self._settle = QTimer(self.panel)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self._look = QTimer(self.panel)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._follow)
        self.panel.asked.connect(self._go)
        self.panel.closed.connect(self._closed)
        self.panel.shown.connect(self._begin)
        self.panel.hidden.connect(self._rest)
        self.panel.scope_changed.connect(self._scope_changed)
        width = tools.settings.word(_WIDTH)
        tools.window.put_at_edge(self.panel, int(width) if width.isdecimal() else self.panel.sizeHint().width())
        tools.desk.changed.connect(self._turned)
        tools.desk.closed.connect(self.panel.hide)

    def toggle(self) -> None:
        """Open the panel, or close it."""
        if self.panel.isVisible():
            self.panel.close_panel()
        else:
            self.restore()

    def restore(self) -> None:
        """Open the panel; what is typed is written first, so that it shows."""
        if self._tools.desk.file is not None and self._tools.desk.settle():
            self._tools.settings.keep_word(_OPEN, "open")
            self.panel.show()
        self._tick()

    # the panel shows or not

    def _begin(self) -> None:
        file = self._tools.desk.file
        if file is None or self._thread is not None:
            return
        self._section, self._place = self._tools.window.navigation.current, None
        self._unsubscribe = file.subscribe(self._committed)
        self._thread = PressThread(self.panel)
        self._thread.ready.connect(self._ready)
        self._thread.failed.connect(self._failed)
        self._thread.start()
        self._ask()
        self._look.start()
        self._tick()

    def _rest(self) -> None:
        """A panel that nobody sees needs no pages."""
        self._settle.stop()
        self._look.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
        if self._thread is not None:
            thread, self._thread = self._thread, None
            thread.end()
            thread.deleteLater()
            settings, zoom = self._tools.settings, self.panel.view.zoom
            settings.keep_word(_WIDTH, str(self.panel.width()))
            settings.keep_word(_ZOOM, str(zoom or ""))
        self._unsubscribe = self._order = self._shown = None
        self.panel.show_nothing()
        self._tick()

    def _closed(self) -> None:
        self._tools.settings.keep_word(_OPEN, "")
        page = self._tools.desk.page
        if page is not None:
            page.setFocus()

    def _tick(self) -> None:
        self._tools.window.actions_by_id.tick("preview_beside", on=self.panel.isVisible())

    # pages

    def _committed(self, _changes: list[Change]) -> None:
        self._settle.start()

    def _scope_changed(self) -> None:
        self._tools.settings.keep_word(_SCOPE, self.panel.scope)
        self._ask()

    def _ask(self) -> None:
        """Have the pages made of the file as it is now."""
        self._settle.stop()
        file = self._tools.desk.file
        if file is not None and self._thread is not None:
            self._order = Order(content_of(file), self._tools.desk.form, self._sections())
            self._thread.ask(self._order)

    def _sections(self) -> tuple[int, ...]:
        entry = self._tools.desk.entry
        return (entry.section.id,) if entry is not None and self.panel.scope == SECTION else ()

    def _ready(self, order: Order, pages: Pages) -> None:
        if order is not self._order:
            return  # a later one is on its way
        anew = self._shown != order.sections
        self._shown = order.sections
        self.panel.show_pages(pages, anew=anew)
        if anew:
            self._show_section()
        self._place = None
        self._follow()

    def _failed(self, error: BaseException) -> None:
        if self._thread is not None:
            raise error

    # where the person is

    def _turned(self) -> None:
        """Another page of the window, perhaps."""
        section = self._tools.window.navigation.current
        if self._thread is None or section == self._section:
            return
        self._section, self._place = section, None
        if self._sections() != self._shown:
            self._ask()
        else:
            self._show_section()

    def _show_section(self) -> None:
        """Scroll to the beginning of the section that is open."""
        if self._section > TITLE_PAGE and not self._shown:
            self.panel.view.reveal(self.panel.view.find_within(source_of(self._section, "")), to_top=True)
        else:
            self.panel.view.go_to(0)

    def _follow(self) -> None:
        """Mark the value of the field in which the person is, and bring it into sight."""
        page = self._tools.desk.page
        place = page.current_place() if page is not None else ""
        if place == self._place:
            return
        self._place = place
        source = self._on_paper(place)
        self.panel.view.mark(source)
        if source:
            self.panel.view.reveal(source)

    def _on_paper(self, place: str) -> str:
        """The source that shows a place: the field's own, else one of the same row."""
        view = self.panel.view
        own = source_of(max(self._section, TITLE_PAGE), place)
        if not place or view.place_of(own) is not None:
            return own if place else ""
        row = ":".join(place.split(":")[:2])
        return view.find_within(source_of(max(self._section, TITLE_PAGE), f"{row}:"))

    def _go(self, source: str) -> None:
        """To the field of a value."""
        where = parse_source(source)
        if where is not None:
            self._section = where.section_id or TITLE_PAGE  # known already: the paper stays where it was clicked
            self._tools.desk.go_to(self._section, where.place)
            page = self._tools.desk.page
            self._section = self._tools.window.navigation.current
            self._place = page.current_place() if page is not None else ""
            if self._sections() != self._shown:
                self._ask()
            self.panel.view.mark(source)
