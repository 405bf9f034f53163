"""The whole way by keys in the real window: one of each kind is entered, goes to Word and is read back the same."""

from __future__ import annotations

from pathlib import Path

from page_tools import press, type_text
from programmes import shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

WAIT = 20_000


def cell(shop, row: int, field: str, text: str) -> None:
    """Type into a cell of the page that is shown."""
    page = shop.desk.page
    page.view.setCurrentIndex(page.model.index(row, page.model.column_of(field)))
    press(page.view, Qt.Key.Key_F2)
    editor = page.view.viewport().findChildren(QPlainTextEdit)[-1]
    editor.selectAll()
    type_text(editor, text)
    press(editor, Qt.Key.Key_Return)


def added(shop, action: str, text: str) -> int:
    """Add a row with the page's own action, type its text and say where it stands."""
    page = shop.desk.page
    before = set(page.view.viewport().findChildren(QPlainTextEdit))
    page.actions_by_name[action].trigger()
    (editor,) = set(page.view.viewport().findChildren(QPlainTextEdit)) - before  # old ones go a little later
    type_text(editor, text)
    page.commit_pending()
    return page.view.currentIndex().row()


def enter_everything(shop) -> None:
    shop.desk.go_to(shop.section("content"))
    type_text(shop.desk.page.editor, "Школа учится читать условия задач.")
    shop.desk.go_to(shop.section("roadmap"))
    shop.desk.page.view.setCurrentIndex(shop.desk.page.model.index(0, 1))
    row = added(shop, "add_item", "Назначить координатора")
    cell(shop, row, "period", "май 2026")
    cell(shop, row, "responsible", "Директор")
    shop.desk.page.view.setCurrentIndex(shop.desk.page.model.index(row, 1))
    added(shop, "add_sub", "подготовить приказ")
    shop.desk.go_to(shop.section("diary"))
    shop.desk.page.view.setCurrentIndex(shop.desk.page.model.index(0, 1))
    row = added(shop, "add_item", "Недели открытых уроков")
    cell(shop, row, "percent", "60 %; протоколы готовы")
    shop.desk.go_to(shop.section("indicators"))
    added(shop, "add_task", "Научить читать условие")
    row = added(shop, "add_indicator", "Доля решивших задачу")
    cell(shop, row, "target", "85")
    shop.desk.go_to(shop.section("schedule"))
    cell(shop, 0, "control_date", "25 апреля 2026")
    shop.desk.go_to(shop.section("organisation"))
    added(shop, "add_line", "Собирает отчёты")
    shop.desk.go_to(shop.section("appendix_1"))
    page = shop.desk.page
    wave = next(column.field for column in page.model.columns if column.field.startswith("wave:"))
    cell(shop, 2, wave, "14 из 31")
    page.commit_pending()
    shop.desk.go_to(shop.section("relevance"))


def test_one_of_each_kind_goes_to_word_and_comes_back(shop, qtbot, tmp_path: Path):
    file = shop.open()
    enter_everything(shop)
    wanted = read_programme(file)
    texts = [
        entry.row.text for section in wanted.sections for entry in section.activities if entry.row.level != "group"
    ]
    assert texts == ["Назначить координатора", "подготовить приказ", "Недели открытых уроков"]
    shop.dialogs.paths = [tmp_path / "программа.docx"]
    shop.do("export_word")
    qtbot.waitUntil(lambda: "Готово" in shop.window.notice.text, timeout=WAIT)
    found = import_docx(tmp_path / "программа.docx", load_format("school-programme"))
    assert found.lost == []
    with SchoolFile.create(tmp_path / "снова.shnor") as again:
        write_recognised(again, found)
        assert shown(read_programme(again)) == shown(wanted)
    while file.undo():
        pass
    assert not [entry for section in read_programme(file).sections for entry in section.tasks]
