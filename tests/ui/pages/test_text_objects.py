"""Tables and pictures put into a text by the person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_tools import Desk, entry_of, press, type_text
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from shnor_desktop.services import queries
from shnor_desktop.services.documents.tree import Block, Paragraph, Picture, Run, Table
from shnor_desktop.services.documents.tree_json import plain_blocks
from shnor_desktop.ui.dialogs.new_table import NewTableDialog
from shnor_desktop.ui.richtext.tables import TABLE_ACTS, change_table
from shnor_desktop.ui.widgets.rich_edit import RichEdit


def stored(desk: Desk) -> tuple[Block, ...]:
    page = desk.page
    assert page is not None
    page.commit_pending()
    return queries.read_section(desk.file, entry_of(desk.file, "content"), desk.context.form).texts.get("body", ())


def table_of(blocks: tuple[Block, ...]) -> list[list[str]]:
    table = next(block for block in blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


def red() -> QImage:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


@pytest.fixture
def editor(desk: Desk, qtbot) -> Iterator[RichEdit]:
    page = desk.open("content")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.editor.setFocus()
    yield page.editor
    page.commit_pending()


def fill(editor: RichEdit, *words: str) -> None:
    for n, word in enumerate(words):
        if n:
            press(editor, Qt.Key.Key_Tab)
        type_text(editor, word)


def test_a_table_is_put_in_by_the_bar_and_filled_by_tab(desk, editor: RichEdit, monkeypatch):
    monkeypatch.setattr(NewTableDialog, "ask", lambda parent: (2, 3))
    desk.page.bar.inserts["table"].trigger()
    fill(editor, "Год", "План", "Факт", "2026", "5", "4")
    table = next(block for block in stored(desk) if isinstance(block, Table))
    assert table_of(stored(desk)) == [["Год", "План", "Факт"], ["2026", "5", "4"]]
    assert [row.header for row in table.rows] == [True, False]
    assert editor.hasFocus()
    press(editor, Qt.Key.Key_Backtab)
    type_text(editor, "1")
    assert table_of(stored(desk))[1] == ["2026", "15", "4"]


def test_tab_leaves_the_text_past_the_edge_of_the_table(desk, editor: RichEdit):
    other = QLineEdit(desk.page)
    other.show()
    editor.insert_table(1, 2)
    press(editor, Qt.Key.Key_Tab)
    assert editor.hasFocus()
    press(editor, Qt.Key.Key_Tab)
    assert other.hasFocus()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Строка ниже", [["а", "б"], ["", ""], ["в", "г"]]),
        ("Колонка справа", [["а", "", "б"], ["в", "", "г"]]),
        ("Удалить строку", [["в", "г"]]),
        ("Удалить колонку", [["б"], ["г"]]),
    ],
)
def test_rows_and_columns_come_and_go(desk, editor: RichEdit, name: str, rows: list[list[str]]):
    editor.insert_table(2, 2)
    fill(editor, "а", "б", "в", "г")
    for _ in range(3):
        press(editor, Qt.Key.Key_Backtab)
    change_table(editor.textCursor(), dict(TABLE_ACTS)[name])
    assert table_of(stored(desk)) == rows
    editor.undo()
    assert table_of(stored(desk)) == [["а", "б"], ["в", "г"]]


def test_a_table_goes_away_whole(desk, editor: RichEdit):
    editor.insert_table(2, 2)
    change_table(editor.textCursor(), dict(TABLE_ACTS)["Удалить таблицу"])
    assert not any(isinstance(block, Table) for block in stored(desk))


def test_no_table_within_a_table(desk, editor: RichEdit):
    editor.insert_table(2, 2)
    editor.insert_table(2, 2)
    assert "Таблица внутри таблицы" in desk.told[0]


def paste_html(editor: RichEdit, html: str) -> None:
    source = QMimeData()
    source.setHtml(html)
    editor.insertFromMimeData(source)


def test_cells_of_excel_go_into_the_cells_of_the_table(desk, editor: RichEdit):
    editor.insert_table(2, 3)
    fill(editor, "Год", "План", "Факт", "2026")
    stored(desk)
    paste_html(editor, "<table><tr><td>2027</td><td>5</td></tr><tr><td>2028</td><td></td></tr></table>")
    assert table_of(stored(desk)) == [["Год", "План", "Факт"], ["2027", "5", ""], ["2028", "", ""]]
    editor.undo()
    assert table_of(stored(desk)) == [["Год", "План", "Факт"], ["2026", "", ""]]
    assert desk.told == []


def test_cells_that_find_no_place_change_nothing(desk, editor: RichEdit):
    editor.insert_table(2, 2)
    fill(editor, "Год", "План")
    paste_html(editor, "<table><tr><td>1</td><td>2</td></tr></table>")
    assert "до края таблицы их 1" in desk.told[-1]
    paste_html(editor, "<p>слова</p><table><tr><td>1</td><td>2</td></tr></table>")
    assert "Таблица внутри таблицы" in desk.told[-1]
    press(editor, Qt.Key.Key_Tab)
    editor.textCursor().currentTable().mergeCells(1, 0, 1, 2)
    paste_html(editor, "<table><tr><td>1</td><td>2</td></tr></table>")
    assert "объединённые ячейки" in desk.told[-1]
    assert table_of(stored(desk)) == [["Год", "План"], [""]]


def test_one_cell_of_excel_comes_as_words(desk, editor: RichEdit):
    type_text(editor, "Всего: ")
    paste_html(editor, "<table><tr><td>1305</td></tr></table>")
    (only,) = stored(desk)
    assert only == Paragraph((Run("Всего: 1305"),))


def test_the_cursor_stays_beside_its_words_when_another_text_comes(desk, editor: RichEdit):
    def after(before: str, place: int, now: str) -> int:
        editor.load(plain_blocks(before))
        cursor = editor.textCursor()
        cursor.setPosition(place)
        editor.setTextCursor(cursor)
        editor.load(plain_blocks(now))
        return editor.textCursor().position()

    assert after("раз два три", 8, "раз много два три") == len("раз много два ")
    assert after("раз много два три", 14, "раз два три") == 8
    assert after("раз много два три", 6, "раз два три") == 4
    assert after("раз два три", 2, "раз два") == 2
    assert after("раз два", 7, "") == 0
    assert after("аа", 1, "ааа") == 1


def test_the_menu_of_a_table_offers_its_acts(desk, editor: RichEdit):
    shown: list[list[str]] = []
    place = editor.viewport().rect().center()
    for _ in range(2):
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, editor.viewport().mapToGlobal(place))
        QApplication.sendEvent(editor.viewport(), asked)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        shown.append([each.text() for each in menu.actions()])
        menu.close()
        editor.insert_table(2, 2)
    names = [name for name, _ in TABLE_ACTS]
    assert not set(names) & set(shown[0])
    assert shown[1][-len(names) :] == names


def test_a_picture_of_a_file_is_kept_in_the_school_file(desk, editor: RichEdit, tmp_path: Path, monkeypatch):
    path = tmp_path / "схема.png"
    red().save(str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *asked: ([str(path)], ""))
    desk.page.bar.inserts["picture"].trigger()
    (picture,) = [block for block in stored(desk) if isinstance(block, Picture)]
    assert desk.file.picture(picture.name) == path.read_bytes()
    assert picture.name.endswith(".png")


def test_a_picture_of_the_clipboard_is_put_in(desk, editor: RichEdit):
    source = QMimeData()
    source.setImageData(red())
    assert editor.canInsertFromMimeData(source)
    editor.insertFromMimeData(source)
    (picture,) = [block for block in stored(desk) if isinstance(block, Picture)]
    kept = QImage.fromData(desk.file.picture(picture.name))
    assert (kept.width(), kept.height(), kept.pixelColor(3, 3).red()) == (40, 20, 255)
    assert desk.told == []


def test_pictures_dragged_onto_the_text_are_put_in(desk, editor: RichEdit, tmp_path: Path):
    source, paths = QMimeData(), [tmp_path / "а.png", tmp_path / "б.jpg"]
    for path in paths:
        assert red().save(str(path))
    source.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert editor.canInsertFromMimeData(source)
    editor.insertFromMimeData(source)
    assert sum(isinstance(block, Picture) for block in stored(desk)) == 2


def test_what_is_no_picture_is_told(desk, editor: RichEdit, tmp_path: Path):
    fake = tmp_path / "не картинка.png"
    fake.write_text("слова", "utf-8")
    editor.insert_picture_files([fake, tmp_path / "нет.png"])
    assert "подойдёт PNG" in desk.told[0]
    assert "«нет.png» не читается" in desk.told[1]
    assert not any(isinstance(block, Picture) for block in stored(desk))


def test_words_come_from_a_page_and_its_pictures_are_told_of(desk, editor: RichEdit):
    source = QMimeData()
    source.setHtml('<p>Слова <b>жирные</b><img src="file:///x.png"></p><o:p></o:p>')
    editor.insertFromMimeData(source)
    assert "Картинки среди текста" in desk.told[0]
    assert stored(desk)[0].text == "Слова жирные"


def test_on_a_wide_screen_lines_do_not_run_across_all_of_it(desk, editor: RichEdit):
    desk.page.resize(700, 600)
    QApplication.processEvents()
    narrow = editor.width() - editor.viewport().width()
    desk.page.resize(2400, 600)
    QApplication.processEvents()
    assert editor.width() > 2000
    assert editor.viewport().width() < 1700
    desk.page.resize(700, 600)
    QApplication.processEvents()
    assert editor.width() - editor.viewport().width() == narrow
