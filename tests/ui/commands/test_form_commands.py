"""Another form of the document from the menu: looked at before, told afterwards, undone in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from shnor_desktop.services.queries import programme
from shnor_desktop.ui.dialogs.switch_form import SwitchFormDialog


def test_the_programme_becomes_a_municipal_roadmap_and_again_what_it_was(shop):
    file = shop.open()
    section = shop.section("roadmap")
    shop.desk.go_to(section)
    seen: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SwitchFormDialog)
        dialog.form.setCurrentIndex(dialog.form.findData("municipal-roadmap"))
        tops = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
        seen.extend(top.text(0) for top in tops)
        assert programme(file).format_key == "school-programme"
        button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, choose)
    shop.do("other_form")
    assert programme(file).format_key == "municipal-roadmap" == shop.desk.form.key
    assert [text.partition(":")[0] for text in seen] == [
        "В этой форме нет места – сохранится, но не печатается",
        "Останется в документе",
        "Добавится",
    ]
    heads = [column.label for column in shop.desk.page.model.columns]
    assert "Формы реализации мероприятия" in heads
    assert "Сохранено, но не печатается" in shop.window.notice.text
    shop.do("undo")
    assert programme(file).format_key == "school-programme" == shop.desk.form.key
    assert "Результаты исполнения" in [column.label for column in shop.desk.page.model.columns]


def test_a_change_of_mind_changes_nothing(shop):
    file = shop.open()
    name = file.undo_name
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())
    shop.do("other_form")
    assert (file.undo_name, shop.desk.form.key) == (name, "school-programme")
