"""The header of a table: as high as its highest label, whatever is done to the widths."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView

from shnor_desktop.ui.widgets import wrap_header
from shnor_desktop.ui.widgets.wrap_header import WrapHeader

LABELS = ["№", "Наименование мероприятия программы развития", "Срок"]


@pytest.fixture
def view(qtbot) -> QTableView:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(1, len(LABELS), view)
    model.setHorizontalHeaderLabels(LABELS)
    view.setHorizontalHeader(WrapHeader(view))
    view.setModel(model)
    view.resize(600, 200)
    view.show()
    return view


def test_a_narrow_column_makes_the_header_higher_and_a_wide_one_lower(view):
    header = view.horizontalHeader()
    header.resizeSection(1, 500)
    one_line = header.sizeHint().height()
    header.resizeSection(1, header.least_width(1))
    assert header.sizeHint().height() >= one_line + 2 * header.fontMetrics().height()
    header.resizeSection(1, 500)
    assert header.sizeHint().height() == one_line


def test_it_is_as_high_as_the_highest_of_all_labels(view):
    header = view.horizontalHeader()
    header.resizeSection(1, 120)
    heights = [header.sectionSizeFromContents(section).height() for section in range(len(LABELS))]
    assert header.sizeHint().height() == max(heights) > min(heights)


def test_what_is_remembered_of_the_heights_has_an_end(view, monkeypatch):
    monkeypatch.setattr(wrap_header, "_MOST_HEIGHTS", 20)
    header = view.horizontalHeader()
    for width in range(60, 260):
        header.resizeSection(1, width)
        header.sizeHint()
    assert len(header._heights) <= 21
