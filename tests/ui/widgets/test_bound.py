"""Fields that write themselves."""

from __future__ import annotations

import pytest
from page_tools import press, type_text
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from shnor_desktop.services.wording import plural
from shnor_desktop.ui.itemmodels.rows import Choices
from shnor_desktop.ui.widgets.bound import BoundChoice, BoundLine, BoundText
from shnor_desktop.ui.widgets.column_widths import shared


class Store:
    """Takes every text but those with «!», until nothing is refused any more."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.refused = "!"

    def write(self, text: str) -> bool:
        if self.refused and self.refused in text:
            return False
        self.taken.append(text)
        return True


@pytest.fixture
def store():
    return Store()


def test_a_line_writes_on_enter_once(qtbot, store):
    field = BoundLine("Имя", store.write)
    qtbot.addWidget(field)
    field.binding.display("а")
    field.end(False)
    type_text(field, "б")
    press(field, Qt.Key.Key_Return)
    press(field, Qt.Key.Key_Return)
    assert store.taken == ["аб"]
    assert not field.isModified()


def test_a_line_writes_when_nothing_was_typed_for_a_second(qtbot, store):
    field = BoundLine("Имя", store.write)
    qtbot.addWidget(field)
    type_text(field, "слово")
    assert store.taken == []
    assert field.isModified()
    qtbot.waitUntil(lambda: store.taken == ["слово"], timeout=3000)


def test_a_refused_text_gives_way_to_the_stored_one(qtbot, store):
    field = BoundLine("Год", store.write, idle=False)
    qtbot.addWidget(field)
    field.binding.display("2026")
    type_text(field, "!")
    assert not field.binding.timer.isActive()
    press(field, Qt.Key.Key_Return)
    assert field.text() == "2026"
    assert store.taken == []


def test_a_date_that_the_disk_refused_stays_to_be_tried_again(qtbot, store):
    field = BoundLine("Дата", store.write, idle=False, kept=lambda: bool(store.refused))
    qtbot.addWidget(field)
    field.binding.display("1.9.2026")
    field.setText("2.9.2026!")
    press(field, Qt.Key.Key_Return)
    assert field.text() == "2.9.2026!"
    assert store.taken == []
    store.refused = ""
    field.binding.commit()
    assert store.taken == ["2.9.2026!"]


def test_a_text_that_the_disk_refused_stays_to_be_tried_again(qtbot, store):
    field = BoundLine("Имя", store.write)
    qtbot.addWidget(field)
    type_text(field, "важное!")
    field.binding.commit()
    assert field.text() == "важное!"
    assert field.isModified()
    store.refused = ""
    field.binding.commit()
    assert store.taken == ["важное!"]
    assert not field.isModified()


def test_what_is_being_typed_outlives_a_refresh(qtbot, store):
    field = BoundLine("Имя", store.write)
    qtbot.addWidget(field)
    field.binding.display("а")
    field.end(False)
    type_text(field, "б")
    field.binding.display("другое")
    assert field.text() == "аб"
    field.binding.commit()
    assert store.taken == ["аб"]
    field.binding.display("третье", anew=True)
    assert field.text() == "третье"


def test_a_text_writes_on_leaving(qtbot, store):
    field, other = BoundText("Текст", store.write), BoundLine("Другое", store.write)
    for widget in (field, other):
        qtbot.addWidget(widget)
    type_text(field, "строка")
    press(field, Qt.Key.Key_Return)
    type_text(field, "ещё")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut))
    assert store.taken == ["строка\nещё"]


def test_a_choice_writes_when_it_is_made(qtbot, store):
    field = BoundChoice("Единица", store.write, ("процент", "количество"), free=True)
    qtbot.addWidget(field)
    field.binding.display("балл")
    assert field.currentText() == "балл"
    field.offer(Choices(("одно", "другое")))
    assert field.currentText() == "балл"
    field.setCurrentIndex(1)
    field.activated.emit(1)
    assert store.taken == ["другое"]


def test_columns_share_the_room_by_weight():
    assert shared(1000, [1, 3], [10, 10]) == [250, 750]
    assert shared(1000, [1, 99], [60, 10]) == [60, 940]
    assert sum(shared(1001, [1, 1, 1], [0, 0, 0])) == 1001
    assert shared(50, [1, 1], [40, 40]) == [40, 40]
    assert shared(100, [], []) == []


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 раздел"), (3, "3 раздела"), (11, "11 разделов"), (21, "21 раздел"), (0, "0 разделов")]
)
def test_words_agree_with_numbers(count, words):
    assert plural(count, "раздел", "раздела", "разделов") == words
