"""The open file on the window: its outline, the page that is shown, titles, the status line, what can be undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ..services import queries
from ..services.changes import Change
from ..services.formats import Format
from ..services.jobs import Cancelled
from ..services.queries import OutlineEntry, ProgrammeData
from ..services.school_file import SchoolFile
from .filling import Filling
from .main_window import MainWindow
from .navigation import OVERVIEW, TITLE_PAGE, Place
from .pages.base import Page, PageContext
from .pages.registry import WHOLE_PAGES, make_page, make_whole_page
from .remembered import Remembered
from .reminding import Reminding
from .settings import Settings
from .status_line import saved_text, unsaved_text
from .visits import Visits

if TYPE_CHECKING:
    from ..services.packet.due import Due

_OUTLINE_TABLES = {"section", "programme"}
ELSEWHERE = "Сохранить копию в другом месте…"
_TITLE_TABLES = {"school", "programme"}


class Desk(QObject):
    """Holds at most one file. Whoever opens files gives them here; whoever needs the open one asks here."""

    changed = Signal()
    """Another file, another page, or the file's content: what can be asked for may be different now."""

    closed = Signal()
    """The file that was open is open no more."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._file: SchoolFile | None = None
        self._form: Format | None = None
        self._page: Page | None = None
        self._entries: dict[int, OutlineEntry] = {}
        self._unsubscribe: Callable[[], None] | None = None
        self._refusals = 0
        self._saved: datetime | None = None
        self._copied: datetime | None = None
        self._filling = Filling(window.navigation.show_filled, self)
        self._remembered = Remembered(self)
        self._visits = Visits(settings, self)
        self._visits.changed.connect(self._news_came)
        self._reminding = Reminding(self._remind, self)
        window.navigation.may_leave = self.settle
        window.navigation.chosen.connect(self._show_page)

    # the file

    @property
    def file(self) -> SchoolFile | None:
        """The open file."""
        return self._file

    @property
    def form(self) -> Format:
        """The form of the open file."""
        assert self._form is not None
        return self._form

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    @property
    def entry(self) -> OutlineEntry | None:
        """The section whose page is shown; None for overview and title page and when no file is open."""
        return self._entries.get(self._window.navigation.current) if self._file else None

    def entry_of(self, section_id: int) -> OutlineEntry | None:
        """A section of the outline; None for what is none."""
        return self._entries.get(section_id)

    def put(self, file: SchoolFile, form: Format) -> None:
        """Show this file; the one before is closed."""
        self.clear()
        self._file, self._form = file, form
        self._unsubscribe = file.subscribe(self._committed)
        self._filling.watch(file, form)
        self._remembered.watch(file)
        self._saved = datetime.fromtimestamp(file.path.stat().st_mtime)
        self._settings.remember_file(file.path)
        self._settings.reopen = file.path
        self._show_outline()
        self._show_titles()
        self._window.show_desk()
        page = self._settings.page(file.path)
        self._window.navigation.choose(OVERVIEW if page is None else page)
        self._window.navigation.setFocus()
        self._visits.came(file, form)
        self._reminding.came(file, form)
        self.show_status()

    def clear(self) -> None:
        """Close the open file. What was typed has to be settled before."""
        self._window.notice.hide()
        self._window.take_page(None)
        self._page = None
        if self._unsubscribe is not None:
            self._unsubscribe()
        if self._file is not None:
            self._visits.leave(self._file)
            self._reminding.leave()
            self._file.close()
        self._file = self._form = self._unsubscribe = self._saved = self._copied = None
        self._entries = {}
        self._filling.watch(None, None)
        self._remembered.watch(None)
        self._window.navigation.show_filled({})
        self._window.navigation.show_outline(())
        self.closed.emit()

    def settle(self) -> bool:
        """Write what still stands in an open editor; False when it was refused (and told why)."""
        before = self._refusals
        if self._page is not None:
            self._page.commit_pending()
        return self._refusals == before

    def tell(self, sentence: str) -> None:
        """Show why an entry was refused, above the page."""
        self._refusals += 1
        self._window.notice.tell(sentence, offers=self._way_out())
        self.show_status()

    def _way_out(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Where the disk refuses, the way out is beside the sentence: what was typed still stands in its place."""
        if self._file is None or not self._file.turned_away:
            return ()
        return ((ELSEWHERE, self._window.actions_by_id["save_copy"].trigger),)

    def moved(self) -> None:
        """The open file goes on at another place."""
        assert self._file is not None
        self._settings.remember_file(self._file.path)
        self._settings.reopen = self._file.path
        self._settings.remember_page(self._file.path, self._window.navigation.current)
        self._copied = None
        self._show_titles()
        self.show_status()

    def inform(self, sentence: str) -> None:
        """Say something above the page that is no refusal."""
        self._window.notice.tell(sentence, "information")

    def data(self, *, hidden: bool = False) -> ProgrammeData | None:
        """The whole programme as plain data for a worker, a large one read beside the window.

        None when an entry was refused, no file is open or the person did not want to wait.
        """
        if self._file is None or self._form is None or not self.settle():
            return None
        from ..services.snapshot import content_of, is_large, programme_of

        if not is_large(self._file):
            return queries.read_programme(self._file, self._form, hidden=hidden)
        from .patience import awaited

        content, form = content_of(self._file), self._form
        with suppress(Cancelled):
            return awaited("Чтение программы", lambda _progress: programme_of(content, form, hidden=hidden))
        return None

    # places

    def go_to(self, section_id: int, place: str = "") -> None:
        """Show the page of a section, and a place on it."""
        if section_id != self._window.navigation.current:
            self._window.navigation.choose(section_id)
        if place and self._page is not None and self._window.navigation.current == section_id:
            self._page.show_place(place)

    def copied_at(self, moment: datetime | None) -> None:
        """Note when the last backup copy was made."""
        self._copied = moment
        self.show_status()

    def show_status(self) -> None:
        """Say when the last change was saved."""
        if self._file is not None and self._file.turned_away:
            self._window.status.show_line(unsaved_text(self._file.path))
        elif self._file is not None and self._saved is not None:
            self._window.status.show_line(saved_text(self._saved, self._file.path, self._copied, date.today()))

    def states(self) -> set[str]:
        """What there is, in the words of the table of actions."""
        file, entry = self._file, self.entry
        found = {
            "file": file is not None,
            "undo": file is not None and file.undo_name is not None,
            "redo": file is not None and file.redo_name is not None,
            "section": entry is not None,
            "own_section": entry is not None and not entry.section.key,
            "renamed_section": entry is not None and entry.section.title != (entry.spec.title or entry.section.title),
        }
        return {name for name, there in found.items() if there}

    # what happens

    def _show_page(self, section_id: int) -> None:
        if self._file is None:
            return
        if not self._file.turned_away:
            self._window.notice.hide()
        offers, settings = self._remembered.suggestions, self._settings
        context = PageContext(self._file, self.form, self.tell, offers, settings, self.inform)
        self._page = self._made(context, section_id)
        self._window.take_page(self._page)
        self._window.navigation.serve(self._page.verbs())
        self._settings.remember_page(self._file.path, section_id)
        self.changed.emit()

    def _made(self, context: PageContext, section_id: int) -> Page:
        if section_id != OVERVIEW:
            whole = section_id in WHOLE_PAGES
            entry = self._entries.get(section_id)
            made = make_whole_page(context, section_id) if whole else make_page(context, entry, None)
            made.asked.connect(self.go_to)
            made.results_wanted.connect(self._window.actions_by_id["import_results"].trigger)
            made.methods_wanted.connect(self._window.actions_by_id["methods"].trigger)
            return made
        from .pages.overview_page import OverviewPage  # reads deadlines, which no other page needs at once

        page = OverviewPage(context)
        page.asked.connect(self.go_to)
        page.check_asked.connect(self._window.actions_by_id["check"].trigger)
        page.show_visits(self._visits)
        return page

    def _news_came(self) -> None:
        """On another page than the overview, what somebody else has done is said in one line."""
        news = self._visits.news
        if news is not None and news.day is None and self._window.navigation.current != OVERVIEW:
            from ..services.news import headline  # read when there is something to tell

            look = (("Посмотреть", partial(self.go_to, OVERVIEW)),)
            self._window.notice.tell(headline(news), "information", look)

    def _remind(self, due: Due) -> None:
        """A control date is near: said in one line where none stands."""
        if self._window.notice.isHidden():
            make = self._window.actions_by_id["packet"].trigger
            self._window.notice.tell(due.sentence(), "information", (("Собрать отчёт…", make),))

    def _committed(self, changes: list[Change]) -> None:
        tables = {change.table for change in changes}
        self._saved = datetime.now()
        other_form = "programme" in tables and self._takes_form()
        self._filling.touched(changes)
        self._remembered.touched(changes)
        if tables & _OUTLINE_TABLES:
            self._show_outline()
        if tables & _TITLE_TABLES:
            self._show_titles()
        if other_form:
            self._show_page(self._window.navigation.current)
        elif self._page is not None:
            self._refresh_page(self._page, changes)
        self.show_status()
        self.changed.emit()

    def _takes_form(self) -> bool:
        """Whether the programme is in another form now: an import, a switch of the form, or either undone."""
        if self._file is None or queries.programme(self._file).format_key == self.form.key:
            return False
        self._form = queries.form_of(self._file)
        self._filling.watch(self._file, self._form)
        return True

    def _refresh_page(self, page: Page, changes: list[Change]) -> None:
        entry = self.entry
        if _nature(page.entry) != _nature(entry):  # an import may put another section under the same id
            self._show_page(self._window.navigation.current)
            return
        page.entry = entry
        page.refresh(changes)

    def _show_outline(self) -> None:
        if self._file is None:
            return
        entries = queries.outline(self._file, self.form)
        self._entries = {entry.section.id: entry for entry in entries}
        self._filling.outline(entries)
        places = [Place(OVERVIEW, "Обзор"), *(Place(id_, page.title) for id_, page in WHOLE_PAGES.items())]
        places.append(Place(TITLE_PAGE, self.form.front))
        places += [Place(e.section.id, e.title, e.depth, e.section.hidden, not e.section.key) for e in entries]
        self._window.navigation.show_outline(places)

    def _show_titles(self) -> None:
        if self._file is not None:
            school, programme = queries.school(self._file), queries.programme(self._file)
            title = programme.title or "Программа"
            if programme.year_from:
                title += f", {years(programme.year_from, programme.year_to)}"
            self._window.show_names(title, school.short_name or school.full_name or self._file.path.stem)


def _nature(entry: OutlineEntry | None) -> tuple[str, str] | None:
    return (entry.section.key, entry.section.kind) if entry else None


def years(first: int, last: int) -> str:
    """«2026–2028», «2026» for one year."""
    return str(first) if last in (0, first) else f"{first}–{last}"


def default_name(path: Path, short_name: str, what: str) -> str:
    """What a paper is proposed to be called: «Школа № 7 – Программа»."""
    return f"{short_name or path.stem} – {what}"
