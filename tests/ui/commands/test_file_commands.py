"""Making, opening, copying, closing school files with the window."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest
from file_tools import files_no_larger_than
from PySide6.QtWidgets import QDialog

from shnor_desktop.models import seal
from shnor_desktop.models.school import School
from shnor_desktop.models.seal import content_sha
from shnor_desktop.services import queries, snapshot
from shnor_desktop.services.backups import list_backups
from shnor_desktop.services.demo import FILE_NAME
from shnor_desktop.services.editing.content import set_programme, set_school
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.commands.files import held_elsewhere
from shnor_desktop.ui.dialogs.backups import BackupsDialog
from shnor_desktop.ui.dialogs.new_programme import NewProgramme, NewProgrammeDialog
from shnor_desktop.ui.navigation import TITLE_PAGE


def foreign_lock(path: Path) -> Path:
    lock = path.with_name(f".~{path.name}.lock")
    lock.write_text(json.dumps({"user": "Анна", "host": "кабинет-12", "process": 1, "since": "2026-01-01T10:00:00"}))
    return lock


def test_a_file_comes_onto_the_window(shop):
    shop.open()
    assert shop.window.windowTitle() == "Школа № 7 – Программа школы"
    assert shop.window.navigation.isVisible()
    titles = shop.window.navigation.titles()
    assert titles[0] == "Обзор"
    assert titles[titles.index("Титульный лист") + 1] == "Паспорт Программы"
    assert shop.window.status.whole.startswith("Все изменения сохранены в ")
    assert str(shop.folder / "Школа.shnor") in shop.window.status.whole
    assert shop.settings.recent == [shop.folder / "Школа.shnor"]
    assert shop.enabled("export_word")
    assert not shop.enabled("print_section")


def test_a_copy_is_made_on_opening_and_shown(shop, qtbot):
    file = shop.open()
    qtbot.waitUntil(lambda: "копия сегодня в " in shop.window.status.whole)
    assert len(list_backups(file.path)) == 1


def test_a_large_file_is_summed_and_copied_beside_the_window(shop, qtbot, monkeypatch):
    threads: list[int] = []

    def spy(connection: sqlite3.Connection) -> str:
        threads.append(threading.get_ident())
        return content_sha(connection)

    path = shop.school()
    monkeypatch.setattr(snapshot, "LARGE", 1)
    monkeypatch.setattr(snapshot, "content_sha", spy)
    monkeypatch.setattr(seal, "content_sha", spy)
    assert shop.commands.files.open_path(path)
    qtbot.waitUntil(lambda: "копия сегодня в " in shop.window.status.whole)
    assert len(list_backups(path)) == 1
    assert len(threads) == 2 and threading.get_ident() not in threads


def test_leaving_waits_for_the_copy_of_a_large_file(shop, qtbot, monkeypatch):
    path = shop.school()
    monkeypatch.setattr(snapshot, "LARGE", 1)
    assert shop.commands.files.open_path(path)
    qtbot.waitUntil(lambda: bool(list_backups(path)) or shop.commands.files._copying.busy)
    assert shop.window.close()
    assert len(list_backups(path)) == 1


def test_a_damaged_large_file_is_told_like_any(shop, monkeypatch):
    path = shop.school()
    with SchoolFile.open(path) as file:
        set_school(file, director="А. Б. Ветрова")
    whole = path.read_bytes()
    path.write_bytes(whole.replace("Ветрова".encode(), "Ветрово".encode()))
    monkeypatch.setattr(snapshot, "LARGE", 1)
    shop.commands.files.open_path(path)
    assert shop.desk.file is None
    assert "повреждён" in shop.messages.questions[-1]


def test_opening_another_file_closes_the_first(shop):
    first = shop.open("Первая.shnor").path
    shop.commands.files.open_path(shop.school("Вторая.shnor", "Лицей"))
    assert shop.window.windowTitle() == "Лицей – Программа школы"
    with SchoolFile.open(first) as again:
        assert queries.school(again).short_name == "Школа № 7"


def test_the_same_file_is_not_opened_twice(shop):
    file = shop.open()
    assert shop.commands.files.open_path(file.path)
    assert shop.desk.file is file
    assert shop.messages.failures == []


@pytest.mark.parametrize("content", [None, b"", b"text", b"SQLite format 3\0" + bytes(100)])
def test_what_is_no_school_file_leaves_the_open_one(shop, content: bytes | None):
    file = shop.open()
    path = shop.folder / "чужой.shnor"
    if content is not None:
        path.write_bytes(content)
    assert not shop.commands.files.open_path(path)
    assert shop.desk.file is file
    assert len(shop.messages.failures) == 1
    assert "чужой.shnor" in shop.messages.failures[0]


def test_a_file_that_is_gone_is_forgotten(shop):
    shop.settings.remember_file(shop.folder / "нет.shnor")
    shop.commands.files.open_path(shop.folder / "нет.shnor")
    assert shop.settings.recent == []
    assert shop.window.start_page.isVisible()


def test_a_file_open_on_another_computer_is_opened_only_on_request(shop):
    path = shop.school()
    foreign_lock(path)
    shop.messages.yes = False
    assert not shop.commands.files.open_path(path)
    assert "кабинет-12" in shop.messages.questions[0]
    assert shop.window.start_page.isVisible()
    shop.messages.yes = True
    assert shop.commands.files.open_path(path)
    assert shop.messages.failures == []


def test_a_file_open_on_this_computer_is_refused(shop):
    path = shop.school()
    with SchoolFile.open(path):
        assert not held_elsewhere(path)
        assert not shop.commands.files.open_path(path)
    assert shop.messages.failures == []
    (question,) = shop.messages.questions
    assert "уже открыт" in question


def test_a_file_that_somebody_holds_can_be_worked_in_as_a_copy(shop):
    path, copy = shop.school(), shop.folder / "копия.shnor"
    with SchoolFile.open(path) as file:
        shop.messages.chosen, shop.dialogs.paths = [0], [copy]
        shop.commands.files.open_path(path)
        assert shop.desk.file.path == copy
        assert file.rows(School) == shop.desk.file.rows(School)
    assert shop.dialogs.proposed == ["Школа – копия"]


def test_a_copy_of_a_held_file_that_cannot_be_made_is_told(shop):
    path = shop.school()
    with SchoolFile.open(path):
        shop.messages.chosen, shop.dialogs.paths = [0], [shop.folder / "нет такой" / "копия.shnor"]
        assert not shop.commands.files.open_path(path)
    assert "нет такой" in shop.messages.failures[0]
    assert shop.desk.file is None


def test_a_broken_lock_is_no_other_computer(shop):
    path = shop.school()
    for text in ("", "{}", "[1]", "{"):
        path.with_name(f".~{path.name}.lock").write_text(text)
        assert not held_elsewhere(path)


def test_a_new_programme(shop, monkeypatch):
    wish = NewProgramme(School(full_name="Средняя школа № 9", short_name='МБОУ "СОШ № 9"'), (2026, 2027))
    monkeypatch.setattr(NewProgrammeDialog, "ask", lambda parent: wish)
    shop.dialogs.paths = [shop.folder / "Девятая"]
    shop.do("new")
    assert shop.dialogs.proposed == ["МБОУ СОШ № 9"]
    assert shop.desk.file is not None
    assert shop.desk.file.path == shop.folder / "Девятая.shnor"
    programme = queries.programme(shop.desk.file)
    assert (programme.year_from, programme.year_to) == (2026, 2027)
    assert "Приложение 3" in shop.window.navigation.titles()[-1]
    assert shop.window.navigation.current == TITLE_PAGE


@pytest.mark.parametrize("stop", ["dialog", "place"])
def test_changing_ones_mind_makes_no_file(shop, monkeypatch, stop: str):
    wish = None if stop == "dialog" else NewProgramme(School(short_name="Школа"), (2026, 2028))
    monkeypatch.setattr(NewProgrammeDialog, "ask", lambda parent: wish)
    shop.dialogs.paths = [None]
    shop.do("new")
    assert shop.desk.file is None
    assert list(shop.folder.glob("*.shnor")) == []


def test_a_new_file_takes_nobodys_place(shop, monkeypatch):
    path = shop.school("Важная.shnor")
    before = path.read_bytes()
    wish = NewProgramme(School(short_name="Школа"), (2026, 2028))
    monkeypatch.setattr(NewProgrammeDialog, "ask", lambda parent: wish)
    shop.dialogs.paths = [path]
    shop.do("new")
    assert shop.desk.file is None
    assert path.read_bytes() == before
    assert "уже есть" in shop.messages.failures[0]


def test_a_new_programme_that_finds_no_room_leaves_no_file(shop, monkeypatch):
    wish = NewProgramme(School(short_name="Школа"), (2026, 2028))
    monkeypatch.setattr(NewProgrammeDialog, "ask", lambda parent: wish)
    shop.dialogs.paths = [shop.folder / "Девятая"]
    before = sorted(path.name for path in shop.folder.iterdir())
    with files_no_larger_than(150_000):
        shop.do("new")
    assert shop.desk.file is None
    assert sorted(path.name for path in shop.folder.iterdir()) == before
    assert len(shop.messages.failures) == 1


def test_the_example_is_made_once_and_then_opened(shop, qtbot):
    shop.do("example")
    qtbot.waitUntil(lambda: shop.desk.file is not None, timeout=20_000)
    assert shop.desk.file.path == shop.folder / FILE_NAME
    set_school(shop.desk.file, director="Новая Н. Н.")
    shop.do("close_file")
    shop.do("example")
    qtbot.waitUntil(lambda: shop.desk.file is not None, timeout=20_000)
    assert queries.school(shop.desk.file).director == "Новая Н. Н."


def test_a_copy_is_a_file_of_its_own(shop):
    file = shop.open()
    shop.dialogs.paths = [shop.folder / "Копия"]
    shop.do("save_copy")
    assert "Копия.shnor" in shop.window.notice.text
    assert shop.desk.file is file
    with SchoolFile.open(shop.folder / "Копия.shnor") as copy:
        assert queries.school(copy).short_name == "Школа № 7"


def test_the_open_file_is_no_place_for_its_copy(shop):
    file = shop.open()
    before = file.path.read_bytes()
    shop.dialogs.paths = [file.path]
    shop.do("save_copy")
    assert "Это сам открытый файл" in shop.messages.failures[0]
    assert file.path.read_bytes() == before


def test_a_backup_is_restored_as_a_copy_and_opened(shop, qtbot, monkeypatch):
    file = shop.open()
    school = file.path
    qtbot.waitUntil(lambda: bool(list_backups(school)))
    set_school(file, director="После копии")
    monkeypatch.setattr(BackupsDialog, "exec", lambda self: int(QDialog.DialogCode.Accepted))
    shop.dialogs.paths = [shop.folder / "Из копии"]
    shop.do("backups")
    assert shop.desk.file.path == shop.folder / "Из копии.shnor"
    assert queries.school(shop.desk.file).director == ""
    with SchoolFile.open(school) as untouched:
        assert queries.school(untouched).director == "После копии"


def test_without_a_file_the_backups_of_any_can_be_seen(shop, monkeypatch):
    shown: list[Path] = []
    monkeypatch.setattr(BackupsDialog, "show_for", lambda school, copies, restore, parent: shown.append(school))
    shop.dialogs.paths = [shop.folder / "сломанный.shnor"]
    shop.do("backups")
    assert shown == [shop.folder / "сломанный.shnor"]


def test_closing_gives_the_file_back(shop):
    path = shop.open().path
    shop.do("close_file")
    assert shop.window.start_page.isVisible()
    assert shop.window.start_page.recent_buttons[0].text().startswith("Школа")
    assert not shop.enabled("close_file")
    assert shop.settings.reopen is None
    SchoolFile.open(path).close()


def test_the_end_of_the_program_gives_the_file_back_and_remembers_it(shop):
    path = shop.open().path
    assert shop.window.close()
    assert shop.settings.reopen == path
    SchoolFile.open(path).close()


def test_a_backup_that_fails_stops_nobody(shop, qtbot):
    (shop.folder / "данные" / "backups").write_text("a file where a folder should be")
    file = shop.open()
    qtbot.wait(50)
    assert "копии ещё нет" in shop.window.status.whole
    assert shop.desk.file is file
    assert shop.window.notice.text == ""


def test_a_file_of_an_unknown_form_is_told_and_given_back(shop):
    path = shop.school()
    with SchoolFile.open(path) as file:
        set_programme(file, format_key="no-such-form")
    assert not shop.commands.files.open_path(path)
    assert "no-such-form" in shop.messages.failures[0]
    SchoolFile.open(path).close()
