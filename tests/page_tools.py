"""A small invented programme in a real file, and the keys of a person at its pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from shnor_desktop.models.all import Activity, GridRow, Indicator, School, SectionText, Task
from shnor_desktop.services import queries
from shnor_desktop.services.documents.tree_json import dump_blocks, plain_blocks
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import Format, load_format
from shnor_desktop.services.ordering import spread
from shnor_desktop.services.queries import OutlineEntry
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.itemmodels.activities import ActivitiesModel
from shnor_desktop.ui.pages.base import Page, PageContext
from shnor_desktop.ui.pages.registry import make_page

PLAN = (
    ("group", "Уроки"),
    ("item", "Назначить наставников"),
    ("sub", "младшие классы"),
    ("sub", "старшие классы"),
    ("item", "Провести неделю чтения"),
    ("group", "Кадры"),
    ("item", "Пригласить методиста"),
)
"""Levels and texts of the roadmap in the small programme."""


def small_programme(path: Path) -> SchoolFile:
    """A new file with a roadmap, two tasks, a matrix and a text."""
    file = SchoolFile.create(path)
    start_programme(file, load_format("school-programme"), School(short_name="Школа № 5"), (2026, 2028))
    ids = {entry.section.key: entry.section.id for entry in queries.outline(file, queries.form_of(file))}
    with file.transaction("Наполнение") as transaction:
        for row in file.rows(Activity, section_id=ids["roadmap"]):
            transaction.remove(Activity, row.id)
        for place, (level, text) in zip(spread(len(PLAN)), PLAN, strict=True):
            transaction.add(Activity(section_id=ids["roadmap"], position=place, level=level, text=text))
        for place, text in zip(spread(2), ("Научить читать", "Удержать молодых"), strict=True):
            task = transaction.add(Task(section_id=ids["indicators"], position=place, text=text))
            for at, name in zip(spread(2), ("Доля успешных", "Число кружков"), strict=True):
                transaction.add(Indicator(task_id=task.id, position=at, text=name, unit="процент", target="80"))
        rows = (GridRow(heading=True, cells=("Команда",)), GridRow(cells=("а", "б", "в")))
        for place, grid in zip(spread(2), rows, strict=True):
            transaction.add(GridRow(0, ids["organisation"], place, grid.heading, grid.cells))
        body = dump_blocks(plain_blocks("Первый абзац.\nВторой абзац."))
        transaction.add(SectionText(section_id=ids["relevance"], body=body))
    return file


def big_plan(path: Path, rows: int) -> SchoolFile:
    """A file whose roadmap has so many rows, every tenth a group."""
    file = small_programme(path)
    section_id = entry_of(file, "roadmap").section.id
    with file.transaction("Много строк") as transaction:
        transaction.add_all(
            Activity(
                section_id=section_id,
                position=place + 10**9,
                level="group" if n % 10 == 0 else "item",
                text=f"Строка {n}: " + "обсудить итоги и наметить шаги " * (n % 4),
            )
            for n, place in enumerate(spread(rows))
        )
    return file


def form_of(file: SchoolFile) -> Format:
    """The form of the file."""
    return queries.form_of(file)


def entry_of(file: SchoolFile, key: str) -> OutlineEntry:
    """The section of that key in its place."""
    return next(entry for entry in queries.outline(file, form_of(file)) if entry.section.key == key)


class Desk:
    """What the window is for a page: it tells the page of every commit and keeps what was told to the person."""

    def __init__(self, file: SchoolFile) -> None:
        self.file = file
        self.told: list[str] = []
        self.context = PageContext(file, form_of(file), self.told.append)
        self.page: Page | None = None

    def open(self, key: str) -> Page:
        """The page of a section («» is the title page), shown."""
        entry = entry_of(self.file, key) if key else None
        self.page = page = make_page(self.context, entry)
        page.resize(1000, 760)
        page.show()
        self.file.subscribe(self._committed)
        QApplication.processEvents()
        model = getattr(page, "model", None)
        if isinstance(model, ActivitiesModel):
            assert model.whole is not None  # of a very long plan the rest comes a moment later, or when asked for
            QApplication.processEvents()
        return page

    def _committed(self, changes: list) -> None:  # type: ignore[type-arg]
        page = self.page
        assert page is not None
        if page.entry is not None:
            page.entry = entry_of(self.file, page.entry.section.key)
        page.refresh(changes)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key that writes nothing; where its press closed the widget, the release goes to nobody, as with real keys."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if isValid(widget):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))
    QApplication.processEvents()


def type_text(widget: QWidget, text: str) -> None:
    """Keys with letters of any alphabet: QTest.keyClicks aborts on Russian ones."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))
    QApplication.processEvents()


def texts(rows: Sequence[Activity]) -> list[str]:
    """The texts of rows."""
    return [row.text for row in rows]
