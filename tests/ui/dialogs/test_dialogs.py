"""The dialogs that only show: error report, keys, about, progress."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from shnor_desktop.ui.dialogs.about import AboutDialog
from shnor_desktop.ui.dialogs.error_report import ErrorReport
from shnor_desktop.ui.dialogs.keys import KeysDialog
from shnor_desktop.ui.dialogs.progress import ProgressDialog
from shnor_desktop.ui.key_list import key_groups


def texts(dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_report_can_be_copied(qtbot):
    dialog = ErrorReport("Traceback: строка 7", Path("журнал.log"))
    qtbot.addWidget(dialog)
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Traceback: строка 7"
    assert "цело" in texts(dialog)
    assert "журнал.log" in texts(dialog)
    button = next(found for found in dialog.findChildren(QPushButton) if found.text() == "Скопировать отчёт")
    button.click()
    assert QGuiApplication.clipboard().text() == "Traceback: строка 7"
    assert button.text() == "Отчёт скопирован"


def test_a_report_without_a_log_names_none(qtbot):
    dialog = ErrorReport("отчёт", None)
    qtbot.addWidget(dialog)
    assert "журнал" not in texts(dialog)


def test_the_keys_are_all_there(qtbot):
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    groups = key_groups()
    assert dialog.table.rowCount() == len(groups) + sum(len(group.rows) for group in groups)
    told = [row for row in range(dialog.table.rowCount()) if dialog.table.item(row, 1)]
    rows = {dialog.table.item(row, 1).text(): dialog.table.item(row, 0).text() for row in told}
    assert rows["Предыдущий раздел"] == "Ctrl+PgUp"
    assert rows["Следующий раздел"] == "Ctrl+PgDn"
    assert rows["Переместить выше"] == "Alt+↑"
    assert rows["Полужирный"] == "Ctrl+B"


def test_about_names_the_version_and_the_log(qtbot):
    dialog = AboutDialog(Path("папка") / "shnor.log")
    qtbot.addWidget(dialog)
    assert "Версия 0." in texts(dialog)
    assert str(Path("папка") / "shnor.log") in texts(dialog)


def test_progress_cancels_once_and_stays_until_the_work_has_ended(qtbot):
    dialog = ProgressDialog("Экспорт в Word")
    qtbot.addWidget(dialog)
    asked: list[int] = []
    dialog.cancelled.connect(lambda: asked.append(1))
    dialog.open()
    dialog.show_part(0.25)
    assert dialog._bar.value() == 250
    dialog.show_part(7)
    assert dialog._bar.value() == 1000
    dialog.close()
    dialog.reject()
    assert asked == [1]
    assert dialog.isVisible()
    assert "Останавливаю…" in texts(dialog)
    dialog.finish()
    assert not dialog.isVisible()
