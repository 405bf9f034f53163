"""A damaged file at opening: the person is told of the last good copy and can have gathered what is left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from page_tools import press, type_text
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import Activity, Section
from shnor_desktop.ui.widgets.cell_editor import CellEditor
from shnor_desktop.ui.widgets.rows_view import RowsView


def damage(path: Path) -> bytes:
    """Lose one page of the file and give back what stands there now."""
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(4096)
    path.write_bytes(bytes(content))
    return bytes(content)


def test_what_is_left_is_gathered_and_opened(shop, qtbot):
    path = shop.school()
    content = damage(path)
    out = shop.folder / "спасённый.shnor"
    shop.messages.chosen = [0]
    shop.dialogs.paths = [out]
    assert not shop.commands.files.open_path(path)
    qtbot.waitUntil(lambda: shop.desk.file is not None, timeout=20_000)
    assert shop.desk.file.path == out
    assert len(shop.desk.file.rows(Section)) > 10
    assert "Резервных копий этого файла нет" in shop.messages.questions[0]
    assert "разделы: " in shop.messages.told[0]
    assert path.read_bytes() == content


def test_she_may_leave_it(shop):
    path = shop.school()
    content = damage(path)
    assert not shop.commands.files.open_path(path)
    assert "повреждён" in shop.messages.questions[0]
    assert shop.desk.file is None
    assert path.read_bytes() == content


def test_the_last_good_copy_is_named(shop, qtbot):
    file = shop.open()
    qtbot.waitUntil(lambda: bool(list((shop.folder / "данные").rglob("*.shnor"))), timeout=5000)
    path = file.path
    shop.do("close_file")
    damage(path)
    assert not shop.commands.files.open_path(path)
    assert "Последняя хорошая копия сделана" in shop.messages.questions[0]


def cell_of(view: RowsView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, view.rows.column_of("text"))).center()


def opened(view: RowsView) -> CellEditor:
    """The editor of the first cell, opened by mouse and key."""
    QApplication.processEvents()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_of(view, 0))
    press(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(CellEditor)
    assert editor is not None
    editor.selectAll()
    return editor


@pytest.mark.skipif(os.name == "nt", reason="there an open file cannot be deleted")
def test_what_the_disk_refused_stays_until_the_button_brings_it_elsewhere(shop, qtbot):
    file = shop.open()
    roadmap = shop.section("roadmap")
    with file.transaction("План") as transaction:
        transaction.add_all(Activity(section_id=roadmap, position=n, text=f"Мероприятие {n}") for n in range(3))
    shop.desk.go_to(roadmap)
    shop.window.show()
    view = shop.desk.page.view
    file.path.unlink()
    editor = opened(view)
    type_text(editor, "Важное")
    press(editor, Qt.Key.Key_Return)
    assert "удалили" in shop.window.notice.text and editor.isVisible()
    assert "не сохранена" in shop.window.status.accessibleName()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_of(view, 2))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell_of(view, 2))
    assert view.viewport().findChildren(CellEditor) == [editor] and editor.text() == "Важное"
    copy = shop.folder / "спасено.shnor"
    shop.dialogs.paths = [copy]
    (button,) = shop.window.notice.offers
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shop.desk.file.path == copy
    assert [row.text for row in shop.desk.file.rows(Activity)][:3] == ["Важное", "Мероприятие 1", "Мероприятие 2"]
    told = shop.window.notice.text
    assert "и последняя запись" in told and "остался, где был" not in told
    assert "Все изменения сохранены" in shop.window.status.accessibleName()
    qtbot.waitUntil(lambda: not view.viewport().findChildren(CellEditor), timeout=5000)


@pytest.mark.skipif(os.name == "nt", reason="there an open file cannot be deleted")
def test_esc_gives_up_what_the_disk_refused_and_the_copy_does_not_claim_it(shop):
    file = shop.open()
    roadmap = shop.section("roadmap")
    with file.transaction("План") as transaction:
        transaction.add(Activity(section_id=roadmap, text="Мероприятие"))
    shop.desk.go_to(roadmap)
    shop.window.show()
    view = shop.desk.page.view
    other = file.path.with_name("другое имя.shnor")
    file.path.rename(other)
    editor = opened(view)
    type_text(editor, "Важное")
    press(editor, Qt.Key.Key_Return)
    press(editor, Qt.Key.Key_Escape)
    assert str(view.model().index(0, view.rows.column_of("text")).data()) == "Мероприятие"
    shop.dialogs.paths = [shop.folder / "спасено.shnor"]
    QTest.mouseClick(shop.window.notice.offers[0], Qt.MouseButton.LeftButton)
    assert "последняя запись" not in shop.window.notice.text and shop.desk.file.path.name == "спасено.shnor"
