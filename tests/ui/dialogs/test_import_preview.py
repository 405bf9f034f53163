"""What was found in Word, before anything is written."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QRadioButton

from shnor_desktop.ui.dialogs.import_preview import ImportPreview, Target

LINES = (("Паспорт Программы", "11 строк"), ("Дорожная карта", "63 строк, 4 разделов"))


def test_the_lines_stand_in_a_table(qtbot):
    dialog = ImportPreview("Программа.docx", LINES)
    qtbot.addWidget(dialog)
    cells = [[dialog.table.item(row, column).text() for column in range(2)] for row in range(2)]
    assert cells == [list(line) for line in LINES]
    assert dialog.target is Target.NEW
    assert dialog._into_open.parent() is None  # nothing to choose without an open file


def test_an_open_programme_is_replaced_only_on_request(qtbot):
    dialog = ImportPreview("Программа.docx", LINES, open_name="Школа.shnor")
    qtbot.addWidget(dialog)
    assert dialog.target is Target.NEW
    choice = next(button for button in dialog.findChildren(QRadioButton) if "Заменить" in button.text())
    assert "Школа.shnor" in choice.text()
    choice.setChecked(True)
    assert dialog.target is Target.OPEN


def test_an_open_empty_file_is_the_natural_place(qtbot):
    dialog = ImportPreview("Программа.docx", LINES, open_name="Школа.shnor", open_is_empty=True)
    qtbot.addWidget(dialog)
    assert dialog.target is Target.OPEN


def test_what_is_lost_is_named(qtbot):
    dialog = ImportPreview("Программа.docx", LINES, ["диаграмма на странице 3"])
    qtbot.addWidget(dialog)
    assert any("диаграмма на странице 3" in label.text() for label in dialog.findChildren(QLabel))
