"""The dialog of people and posts, by keys and mouse, from the menu of a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_tools import entry_of, press, small_programme, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from shnor_desktop.models.all import Activity, Approval, Person
from shnor_desktop.services.people import people
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.dialogs.people import PeopleDialog
from shnor_desktop.ui.itemmodels.people import PeopleModel

ENTER = Qt.Key.Key_Return
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with small_programme(tmp_path / "Школа.shnor") as made:
        section = entry_of(made, "roadmap").section.id
        with made.transaction("Люди") as transaction:
            for n, text in enumerate(("Иванова И. И., Петров П. П.", "Петров П. П.", "Директор")):
                transaction.add(Activity(section_id=section, position=10**9 + n, text="Дело", responsible=text))
            transaction.add(Approval(person="Петров П. П."))
        yield made


@pytest.fixture
def dialog(qtbot, file: SchoolFile) -> PeopleDialog:
    made = PeopleDialog(file)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: PeopleDialog) -> list[tuple[str, ...]]:
    model = dialog.model
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, text)


def responsible(file: SchoolFile) -> list[str]:
    return [row.responsible for row in file.rows(Activity) if row.responsible]


def test_everybody_is_there_the_most_used_first(dialog):
    assert shown(dialog) == [("Петров П. П.", "", "2"), ("Директор", "", "1"), ("Иванова И. И.", "", "1")]
    assert dialog.new_name.text() == "Петров П. П."


def test_one_is_renamed_everywhere_by_keys(dialog, file):
    press(dialog.search, ENTER)
    assert dialog.new_name.hasFocus() and dialog.new_name.selectedText() == "Петров П. П."
    type_text(dialog.new_name, "Сидоров С. С.")
    press(dialog.new_name, ENTER)
    assert dialog.isVisible()
    assert responsible(file) == ["Иванова И. И., Сидоров С. С.", "Сидоров С. С.", "Директор"]
    assert shown(dialog)[0] == ("Сидоров С. С.", "", "2")
    assert "2 строки планов" in dialog.told.text()
    assert "«Петров П. П.» осталось в 1 месте" in dialog.told.text()
    file.undo()
    assert responsible(file) == ["Иванова И. И., Петров П. П.", "Петров П. П.", "Директор"]


def test_two_that_become_one_are_told(dialog, file):
    write(dialog.new_name, "директор")
    press(dialog.new_name, ENTER)
    assert dialog.told.text().startswith("«Директор» в списке уже есть: теперь это одна запись.")
    assert len(shown(dialog)) == 2
    write(dialog.new_name, "ДИРЕКТОР")  # another spelling of the same one joins nobody
    press(dialog.new_name, ENTER)
    assert dialog.told.text().startswith("Переименовано")


def test_what_is_refused_is_told_and_nothing_changes(dialog, file):
    write(dialog.new_name, "Сидоров, Петров")
    QTest.mouseClick(dialog.rename_button, LEFT)
    assert dialog.told.property("role") == "error" and "одно имя" in dialog.told.text()
    assert file.undo_name == "Люди"


def test_somebody_is_added_found_and_taken_out_again(dialog, file):
    write(dialog.name, "Белова Н. П.")
    write(dialog.post, "педагог-психолог")
    press(dialog.post, ENTER)
    assert ("Белова Н. П.", "педагог-психолог", "пока нет") in shown(dialog)
    assert [(row.name, row.post) for row in file.rows(Person)] == [("Белова Н. П.", "педагог-психолог")]
    assert dialog.current.text == "Белова Н. П." and dialog.name.hasFocus() and dialog.name.text() == ""
    write(dialog.search, "психол")
    assert shown(dialog) == [("Белова Н. П.", "педагог-психолог", "пока нет")]
    QTest.mouseClick(dialog.remove_button, LEFT)
    assert file.rows(Person) == [] and shown(dialog) == []
    assert not dialog.rename_button.isEnabled() and not dialog.remove_button.isEnabled()
    write(dialog.search, " ")
    assert len(shown(dialog)) == 3


def test_who_is_there_is_not_added_twice(dialog, file):
    for _ in range(2):
        write(dialog.post, "Завхоз")
        QTest.mouseClick(dialog.add_button, LEFT)
    assert len(file.rows(Person)) == 1
    assert "уже есть" in dialog.told.text()


def test_f2_goes_to_the_name_and_escape_closes(dialog):
    press(dialog.table, Qt.Key.Key_F2)
    assert dialog.new_name.hasFocus()
    press(dialog.new_name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_nobody_yet(qtbot, tmp_path: Path):
    with small_programme(tmp_path / "Пусто.shnor") as file:
        dialog = PeopleDialog(file)
        qtbot.addWidget(dialog)
        assert shown(dialog) == [] and dialog.current is None
        dialog.rename()
        dialog.remove()
        assert file.undo_name == "Наполнение"


def test_the_model_is_one(file):
    model = PeopleModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(people(file))
    model.search("пет")
    assert model.rowCount() == 1 and model.place_of("ПЕТРОВ П. П.") == 0 and model.place_of("никто") == -1
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Имя или должность"
    assert model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole) is not None
    model.search("")
    assert model.rowCount() == 3
    tester.deleteLater()
