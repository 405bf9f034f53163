"""Everything that takes a file away while somebody types, against every kind of field that is typed into.

Each time the entry just typed stays where it stands, one sentence tells what to do, and the button beside it brings
the work, that entry with it, to another place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from shnor_desktop.models.all import Activity, School
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.desk import ELSEWHERE
from shnor_desktop.ui.navigation import TITLE_PAGE
from shnor_desktop.ui.pages.activities_page import ActivitiesPage
from shnor_desktop.ui.pages.text_page import TextPage

from .outcome import Outcome
from .window import Window, press, type_text

ENTRY, DATE = "Последняя запись", "28.08.2031"
_DISK = 2 << 20


# what happens to the file


def renamed(path: Path) -> None:
    """Somebody gives the file another name."""
    path.rename(path.with_name("другое имя.shnor"))


def folder_renamed(path: Path) -> None:
    """Somebody gives its folder another name."""
    path.parent.rename(path.parent.with_name("другая папка"))


def deleted(path: Path) -> None:
    """Somebody deletes the file."""
    path.unlink()


def replaced(path: Path) -> None:
    """A cloud's client puts another version of the file in its place."""
    other = path.with_name("из облака.tmp")
    shutil.copyfile(path, other)
    os.replace(other, path)


def full(path: Path) -> None:
    """Another program fills the disk to its last byte."""
    with contextlib.suppress(OSError), path.with_name("чужое").open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(512))


def pulled(path: Path) -> None:
    """The stick is pulled out."""
    subprocess.run(["umount", "--lazy", str(path.parent)], check=True)


def held(path: Path) -> None:
    """Another program holds the file, as a virus scanner or a cloud's client does."""
    import sqlite3

    holder = sqlite3.connect(path, isolation_level=None, timeout=0)
    holder.execute("BEGIN IMMEDIATE")
    _HOLDERS.append(holder)


_HOLDERS: list[object] = []
ANYWHERE: dict[str, Callable[[Path], None]] = {
    "переименован": renamed,
    "папка переименована": folder_renamed,
    "удалён": deleted,
    "подменён": replaced,
    "занят": held,
}
ON_A_DISK: dict[str, Callable[[Path], None]] = {"диск полон": full, "флешка вынута": pulled}


# what is typed into


def field(window: Window) -> Callable[[], str]:
    """A line of the title page; what stands in it can be asked for afterwards."""
    return _title_field(window, "Директор", ENTRY)


def checked_field(window: Window) -> Callable[[], str]:
    """A line of the title page that takes dates only."""
    return _title_field(window, "Дата утверждения", DATE)


def _title_field(window: Window, name: str, entry: str) -> Callable[[], str]:
    window.commands.desk.go_to(TITLE_PAGE)
    page = window.commands.desk.page
    assert page is not None
    line = next(line for line in page.findChildren(QLineEdit) if line.accessibleName() == name)
    line.setFocus()
    line.selectAll()
    type_text(line, entry)
    press(line, Qt.Key.Key_Return)
    page.commit_pending()
    return line.text


def cell(window: Window) -> Callable[[], str]:
    """A cell of the plan."""
    desk = window.commands.desk
    desk.go_to(_section(window, "roadmap"))
    page = desk.page
    assert page is not None
    page.view.setCurrentIndex(page.model.index(0, page.model.column_of("text")))  # type: ignore[attr-defined]
    press(page.view, Qt.Key.Key_F2)  # type: ignore[attr-defined]
    editor = page.view.viewport().findChildren(QPlainTextEdit)[-1]  # type: ignore[attr-defined]
    editor.selectAll()
    type_text(editor, ENTRY)
    press(editor, Qt.Key.Key_Return)
    return lambda: str(editor.toPlainText())


def panel(window: Window) -> Callable[[], str]:
    """A field of the panel under the plan; then another row is looked at, and this one again."""
    desk = window.commands.desk
    desk.go_to(_section(window, "roadmap"))
    page = desk.page
    assert isinstance(page, ActivitiesPage) and page.panel is not None
    items = [number for number, line in enumerate(page.model.lines) if line.level == "item"]
    page.view.setCurrentIndex(page.model.index(items[0], 0))
    line = page.panel.input("result")
    line.setFocus()
    type_text(line, ENTRY)
    for number in (items[1], items[0]):
        page.view.setCurrentIndex(page.model.index(number, 0))
    return lambda: str(line.text())  # type: ignore[union-attr]


def text(window: Window) -> Callable[[], str]:
    """The text of a section."""
    desk = window.commands.desk
    desk.go_to(_section(window, "relevance"))
    page = desk.page
    assert isinstance(page, TextPage)
    page.editor.selectAll()
    type_text(page.editor, ENTRY)
    page.commit_pending()
    return page.editor.toPlainText


Enter = Callable[["Window"], Callable[[], str]]
PLACES: dict[str, tuple[Enter, str, str]] = {
    "поле": (field, ENTRY, ENTRY),
    "дата титула": (checked_field, DATE, "2031-08-28"),
    "ячейка плана": (cell, ENTRY, ENTRY),
    "поле под планом, когда смотрят другую строку": (panel, ENTRY, ENTRY),
    "текст": (text, ENTRY, ENTRY),
}
"""How it is typed there, what has to stand there afterwards, and what in the copy."""


def faults(*, every: bool = True) -> Outcome:
    """Every fault against every place, or each against one of them in turn."""
    outcome = Outcome("беды с файлом × места записи")
    begin = time.perf_counter()
    application = QApplication.instance() or QApplication(["faults"])
    ways = {**ANYWHERE, **(ON_A_DISK if can_mount() else {})}
    kept = told = saved = 0
    for number, (fault, happens) in enumerate(ways.items()):
        places = list(PLACES.items())
        for place, way in places if every else [places[number % len(places)]]:
            troubles = _tried(fault, happens, way)
            outcome.done += 1
            kept += "запись пропала" not in troubles
            told += "не сказано" not in troubles
            saved += "нет в копии" not in troubles
            for trouble in troubles:
                outcome.fault(f"{fault}, {place}: {trouble}")
    outcome.seen = {"запись осталась": str(kept), "сказано, что делать": str(told), "запись в копии": str(saved)}
    if len(ways) == len(ANYWHERE):
        outcome.seen["без"] = "полного диска и вынутой флешки: здесь их не подключить"
    outcome.seconds = time.perf_counter() - begin
    del application
    return outcome


def _tried(fault: str, happens: Callable[[Path], None], way: tuple[Enter, str, str]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="faults-") as name, _disk(Path(name), on=fault in ON_A_DISK) as folder:
        path, copy = folder / "Школа.shnor", Path(name) / "копия.shnor"
        with SchoolFile.create(path) as file:
            start_programme(file, load_format("school-programme"), School(short_name="Школа"), (2026, 2028))
            (section,) = file.raw.execute("SELECT id FROM section WHERE key = 'roadmap'").fetchone()
            with file.transaction("План") as transaction:
                for number in range(2):
                    transaction.add(Activity(section_id=section, position=(number + 99) << 16, text=f"Дело {number}"))
        before = os.environ.get("SHNOR_DATA_DIR")
        os.environ["SHNOR_DATA_DIR"] = name
        window = Window(Path(name))
        try:
            window.commands.files.open_path(path)
            happens(path)
            enter, stands, stored = way
            now = enter(window)
            left = [] if now() == stands else ["запись пропала"]
            return left + _way_out(window, stored, copy)
        finally:
            window.close()
            while _HOLDERS:
                _HOLDERS.pop().close()  # type: ignore[attr-defined]
            os.environ.pop("SHNOR_DATA_DIR") if before is None else os.environ.update(SHNOR_DATA_DIR=before)


def _way_out(window: Window, stored: str, copy: Path) -> list[str]:
    troubles = []
    notice = window.window.notice
    sentence = notice.text
    if not sentence.startswith("Изменение не записано: ") or not sentence.endswith("."):
        troubles.append("не сказано")
    offers = [button for button in notice.offers if button.text() == ELSEWHERE]
    if len(offers) != 1:
        return [*troubles, "нет кнопки"]
    window.dialogs.answer = copy
    offers[0].click()
    QApplication.processEvents()
    if window.file.path != copy or "Работа идёт дальше" not in notice.text:
        troubles.append(f"работа не идёт дальше: {window.told.said} {notice.text}")
    if not _holds(copy, stored):
        troubles.append("нет в копии")
    return troubles


def _holds(copy: Path, stored: str) -> bool:
    """Whether the entry lies in the copy, as another program sees it."""
    import sqlite3

    connection = sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute(
            "SELECT director FROM school UNION ALL SELECT text || result FROM activity "
            "UNION ALL SELECT body FROM section_text UNION ALL SELECT approval_date FROM programme"
        ).fetchall()
    finally:
        connection.close()
    return any(stored in str(value) for (value,) in rows)


def _section(window: Window, key: str) -> int:
    found = window.file.raw.execute("SELECT id FROM section WHERE key = ?", (key,)).fetchone()
    return int(found[0])


@contextlib.contextmanager
def _disk(folder: Path, *, on: bool) -> Iterator[Path]:
    """A folder for the file, on a small disk of its own where the fault needs one."""
    place = folder / "место"
    place.mkdir()
    if not on:
        yield place
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], capture_output=True, check=False)


def can_mount() -> bool:
    """Whether a small disk can be put into a folder here."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    with tempfile.TemporaryDirectory() as name:
        tried = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", name], capture_output=True, check=False)
        subprocess.run(["umount", "--lazy", name], capture_output=True, check=False)
    return tried.returncode == 0
