"""People and posts from the menu: what is typed is written before, and the page shows the new name at once."""

from __future__ import annotations

from page_tools import press, type_text
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import Activity
from shnor_desktop.services.editing import activities
from shnor_desktop.ui.dialogs.people import PeopleDialog


def test_a_person_is_renamed_and_the_page_follows(shop):
    file = shop.open()
    section = shop.section("roadmap")
    row = activities.add(file, section, None, "item", "Дело")
    shop.desk.go_to(section, f"activity:{row.id}:responsible")
    field = shop.desk.page.panel.input("responsible")
    field.setFocus()
    type_text(field, "Наставник")
    seen: list[str] = []

    def rename() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PeopleDialog)
        seen.append(dialog.new_name.text())
        dialog.new_name.setFocus()
        dialog.new_name.setText("Куратор")
        press(dialog.new_name, Qt.Key.Key_Return)
        dialog.accept()

    QTimer.singleShot(0, rename)
    shop.do("people")
    assert seen == ["Наставник"]
    assert [each.responsible for each in file.rows(Activity) if each.id == row.id] == ["Куратор"]
    assert field.text() == "Куратор"
    shop.do("undo")
    assert field.text() == "Наставник"


def test_without_a_file_there_is_nobody(shop):
    assert not shop.enabled("people")
    shop.commands.group("people").show()
    assert QApplication.activeModalWidget() is None


def test_what_was_typed_is_remembered_while_the_file_is_open(shop):
    file = shop.open()
    section = shop.section("roadmap")
    row = activities.add(file, section, None, "item", "Дело")
    shop.desk.go_to(section, f"activity:{row.id}:responsible")
    field = shop.desk.page.panel.input("responsible")
    field.setFocus()
    type_text(field, "Руководитель кружка")
    press(field, Qt.Key.Key_Return)
    again = activities.add(file, section, row.id, "item", "Другое дело")
    shop.desk.go_to(section, f"activity:{again.id}:responsible")
    type_text(field, "рук")
    assert "Руководитель кружка" in shop.desk.page.panel.helps["responsible"].shown
