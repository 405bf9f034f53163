"""A plan of 10,000 rows on its page, against a bare QTableView with the same texts; and how long the window stands.

A standstill is the longest time between two turns of the event loop while something is done and a moment after it.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from measure import Line, main, taken_in_turn, timed
from sample import FORM, plan_file

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from shnor_desktop.app import GARBAGE
from shnor_desktop.models.activities import Activity
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import outline
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.pages.base import Page, PageContext
from shnor_desktop.ui.pages.registry import make_page
from shnor_desktop.ui.theme import apply_theme

PEER = "голая QTableView, те же тексты"
SCREENS = 40


def measure(tiny: bool) -> list[Line]:
    """Both tables have the same size on the screen."""
    app = QApplication.instance() or QApplication(["tables"])
    assert isinstance(app, QApplication)
    apply_theme(app)
    gc.set_threshold(*GARBAGE)
    size, quiet = (30, 0.1) if tiny else (10_000, 1.0)
    with tempfile.TemporaryDirectory() as name:
        roadmap = plan_file(Path(name, "plan.shnor"), size)
        with SchoolFile.open(Path(name, "plan.shnor")) as file:
            lack_somebody(file, roadmap)
            lines = compared(file, roadmap, size, 1 if tiny else 5, quiet)
            return lines + standstills(file, roadmap, size, 1 if tiny else 3, quiet)


def lack_somebody(file: SchoolFile, roadmap: int) -> None:
    """Every tenth row of the plan has no responsible person, so that there is something to filter by."""
    rows = file.rows(Activity, section_id=roadmap)
    with file.transaction("Без ответственных") as transaction:
        transaction.change_all(Activity, {row.id: {"responsible": ""} for row in rows[1::10]})


def compared(file: SchoolFile, roadmap: int, size: int, repeats: int, quiet: float) -> list[Line]:
    """Ours and the bare table in turn; `quiet` is how many seconds a page is left alone after it was opened."""
    form = load_format(FORM)
    entry = next(entry for entry in outline(file, form) if entry.section.id == roadmap)
    context = PageContext(file, form, print)
    texts = shown_texts(make_page(context, entry))
    makers: tuple[Callable[[], QWidget], ...] = (lambda: make_page(context, entry), lambda: bare(texts))
    ours, theirs = taken_in_turn(repeats + 1, *(lambda make=make: worked_with(make, file, quiet) for make in makers))
    names = (
        ("открыть страницу", PEER),
        (f"прокрутить {SCREENS} экранов", PEER),
        ("изменить ячейку", PEER),
        ("отобрать строки без ответственного", f"{PEER}, setRowHidden"),
        ("сортировать по тексту", f"{PEER}, QSortFilterProxyModel"),
    )
    return [
        Line.of(f"таблица {size} строк: {what}", [t[n] for t in ours[1:]], peer, [t[n] for t in theirs[1:]], None)
        for n, (what, peer) in enumerate(names)
    ]


def worked_with(make: Callable[[], QWidget], file: SchoolFile, quiet: float) -> tuple[float, ...]:
    """Milliseconds of what is done with a table, each until it is painted."""
    made: list[QWidget] = []

    def open_() -> None:
        made.append(make())
        made[0].resize(1000, 640)
        made[0].show()
        QApplication.processEvents()

    opened = timed(open_)
    page = made[0]
    unsubscribe = file.subscribe(page.refresh) if isinstance(page, Page) else None
    view = page.view if isinstance(page, Page) else page  # type: ignore[attr-defined]
    settle(quiet)
    acts = (filtered, sorted_by_text) if isinstance(page, Page) else (hidden, sorted_by_proxy)
    times = (
        opened,
        *(timed(partial(act, view)) for act in (scroll, edit)),
        *(timed(partial(act, page)) for act in acts),
    )
    if unsubscribe is not None:
        unsubscribe()
    page.close()
    page.deleteLater()
    QApplication.processEvents()
    return times


def settle(seconds: float) -> None:
    """Give the page the time to count what its filters find, as it does when nobody is in a hurry."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()


def filtered(page: Any) -> None:
    """A click on the chip."""
    page.arrange_bar.chips.buttons["no_responsible"].click()
    QApplication.processEvents()
    page.show_all()


def hidden(view: QTableView) -> None:
    """The same rows hidden one by one, and shown again."""
    model = view.model()
    for row in range(model.rowCount()):
        view.setRowHidden(row, bool(model.index(row, 3).data()))
    QApplication.processEvents()
    for row in range(model.rowCount()):
        view.setRowHidden(row, False)


def sorted_by_text(page: Any) -> None:
    """Another order of what is shown."""
    page.view.sort_rows(1)
    QApplication.processEvents()


def sorted_by_proxy(view: QTableView) -> None:
    """The way of Qt's own: a model between."""
    proxy = QSortFilterProxyModel(view)
    proxy.setSourceModel(view.model())
    view.setModel(proxy)
    proxy.sort(1)
    QApplication.processEvents()


def scroll(view: QTableView) -> None:
    """Through the table by screens, each painted."""
    bar = view.verticalScrollBar()
    for _ in range(SCREENS):
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()


def edit(view: QTableView) -> None:
    """Another text in a cell that is in sight."""
    model = view.model()
    place = model.index(max(view.rowAt(40), 1), 1)
    model.setData(place, f"{place.data()} и ещё", Qt.ItemDataRole.EditRole)
    QApplication.processEvents()


def shown_texts(page: Any) -> list[list[str]]:
    """What the page's table shows, cell by cell, when all of it is there."""
    model = page.view.model()
    assert len(model.whole) == model.rowCount()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, column).data() or "") for column in columns] for row in rows]


def bare(texts: list[list[str]]) -> QTableView:
    """A table of Qt over a list of lists, with nothing of our own."""
    view = QTableView()
    view.setModel(Texts(texts, view))
    return view


class Watch:
    """The longest time between two turns of the event loop, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now


def standstills(file: SchoolFile, roadmap: int, size: int, repeats: int, quiet: float) -> list[Line]:
    """What each act on a long plan costs in one piece, against the tenth of a second that nobody notices."""
    form = load_format(FORM)
    entry = next(entry for entry in outline(file, form) if entry.section.id == roadmap)
    page: Any = make_page(PageContext(file, form, print), entry)
    unsubscribe = file.subscribe(page.refresh)
    page.resize(1000, 640)
    page.show()
    settle(quiet)
    times = [[stood(partial(act, page), quiet) for _, act in ACTS] for _ in range(repeats)]
    unsubscribe()
    page.close()
    page.deleteLater()
    QApplication.processEvents()
    return [
        Line.of(f"окно стоит, {size} строк: {what}", [turn[n] for turn in times], LIMIT, [100.0] * repeats, 1.0)
        for n, (what, _) in enumerate(ACTS)
    ]


def stood(act: Callable[[], object], quiet: float) -> float:
    """The longest standstill while something is done and for some time after it."""
    watch = Watch()
    act()
    settle(quiet)
    return watch.longest


def in_the_middle(page: Any) -> None:
    """Go to a row in the middle."""
    page.view.setCurrentIndex(page.model.index(page.model.rowCount() // 2, 1))


def change_cell(page: Any) -> None:
    """Another text in one cell."""
    in_the_middle(page)
    line = page.view.current_line()
    page.model.put(line, "text", f"{line.row.text} и ещё")


def add_row(page: Any) -> None:
    """A new item."""
    in_the_middle(page)
    page.actions_by_name["add_item"].trigger()
    page.commit_pending()


def move_row(page: Any) -> None:
    """A row one place up."""
    in_the_middle(page)
    page.actions_by_name["move_up"].trigger()


def sort_rows(page: Any) -> None:
    """By the texts, and back."""
    page.view.sort_rows(1)
    QApplication.processEvents()
    page.show_all()


def choose_columns(page: Any) -> None:
    """Two whole columns."""
    page.view.select_area(0, 1, page.model.rowCount() - 1, 2)


def clear_cells(page: Any) -> None:
    """Two whole columns emptied."""
    choose_columns(page)
    page.actions_by_name["clear_cell"].trigger()


def paste_cells(page: Any) -> None:
    """Two columns pasted over the old ones."""
    QApplication.clipboard().setText("\n".join(f"Дело {n}\tмай 2027" for n in range(min(page.model.rowCount(), 9_000))))
    choose_columns(page)
    page.actions_by_name["paste"].trigger()


def undo(page: Any) -> None:
    """The last of these taken back."""
    page.context.attempt(page.context.file.undo)


ACTS: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("изменить ячейку", change_cell),
    ("добавить строку", add_row),
    ("переместить строку", move_row),
    ("сортировать и вернуть", sort_rows),
    ("очистить две колонки", clear_cells),
    ("отменить очистку", undo),
    ("вставить две колонки", paste_cells),
    ("отменить вставку", undo),
)
"""What is done, in this order."""

LIMIT = "десятая секунды, заметная глазу"


class Texts(QAbstractTableModel):
    """Lists of texts that can be changed."""

    def __init__(self, texts: list[list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts

    def rowCount(self, parent: Any = None) -> int:
        """Number of rows."""
        return len(self._texts)

    def columnCount(self, parent: Any = None) -> int:
        """Number of columns."""
        return len(self._texts[0])

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """A text."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self._texts[index.row()][index.column()] if shown else None

    def setData(self, index: Any, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Another text."""
        self._texts[index.row()][index.column()] = value
        self.dataChanged.emit(index, index)
        return True


if __name__ == "__main__":
    main(measure)
