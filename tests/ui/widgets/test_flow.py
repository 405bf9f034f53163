"""Widgets that go on in the next line."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from shnor_desktop.ui.widgets.flow import FlowLayout


def test_a_narrow_room_makes_more_lines_and_nothing_is_cut(qtbot: Any):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    holder = QWidget()
    flow = FlowLayout(holder)
    buttons = [QPushButton("Слово " * n) for n in range(1, 6)]
    for button in buttons:
        flow.addWidget(button)
    column.addWidget(holder)
    column.addStretch(1)
    window.resize(1600, 300)
    window.show()
    assert len({button.y() for button in buttons}) == 1
    window.resize(300, 300)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) > 2)
    for button in buttons:
        assert button.width() >= button.sizeHint().width() and button.geometry().right() <= holder.width()
    assert window.minimumSizeHint().width() < 300
    assert holder.height() == flow.heightForWidth(holder.width())
    buttons[0].hide()
    assert flow.sizeHint().width() < sum(button.sizeHint().width() for button in buttons) + 4 * 8
    assert flow.takeAt(9) is None and flow.itemAt(-1) is None
    taken = flow.takeAt(0)
    assert taken is not None and taken.widget() is buttons[0] and flow.count() == 4
