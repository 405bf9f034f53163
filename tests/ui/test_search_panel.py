"""The panel of search, by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_tools import big_plan, press, small_programme, type_text
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from shnor_desktop.models.all import Activity
from shnor_desktop.services.queries import ProgrammeData, read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.search import Hit
from shnor_desktop.ui.search_panel import HOW, MOST, SearchPanel, summary
from shnor_desktop.ui.widgets.hit_delegate import HIT, laid_out


class Reader:
    """Reads the programme and counts how often."""

    def __init__(self, file: SchoolFile) -> None:
        self.file: SchoolFile | None = file
        self.count = 0

    def __call__(self) -> ProgrammeData | None:
        self.count += 1
        return read_programme(self.file, hidden=True) if self.file is not None else None


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with small_programme(tmp_path / "школа.shnor") as file:
        yield Reader(file)


@pytest.fixture
def panel(reader: Reader, qtbot: Any) -> Iterator[SearchPanel]:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = SearchPanel(reader, holder)
    holder.resize(400, 600)
    made.resize(380, 600)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    made.open()
    yield made


def shown(panel: SearchPanel) -> list[tuple[str, list[str]]]:
    found = []
    for n in range(panel.tree.topLevelItemCount()):
        top = panel.tree.topLevelItem(n)
        hits = [top.child(m).data(0, HIT) for m in range(top.childCount())]
        found.append((top.text(0), [f"{hit.where}: {hit.excerpt}" for hit in hits]))
    return found


def test_what_is_typed_is_found_by_section_a_moment_later(panel, reader, qtbot):
    assert panel.isVisible()
    assert panel.focusWidget() is panel.field
    type_text(panel.field, "наст")
    assert shown(panel) == []
    qtbot.waitUntil(lambda: bool(shown(panel)), timeout=2000)
    assert shown(panel) == [("6. Дорожная карта Программы  ·  1", ["1.1 · Мероприятия: Назначить наставников"])]
    assert panel.count.text() == "1 найдено в 1 разделе"
    type_text(panel.field, " НАЗНАЧИТЬ")
    qtbot.waitUntil(lambda: len(panel.tree.currentItem().data(0, HIT).marks) == 2, timeout=2000)
    assert reader.count == 1  # nothing changed: it is not read again
    panel.field.setText("абзац")
    panel.search()
    assert [len(found) for _, found in shown(panel)] == [2]
    panel.field.setText("школа")
    panel.search()
    assert panel.count.text() == f"{sum(len(found) for _, found in shown(panel))} найдено в {len(shown(panel))} разделе"
    panel.field.setText("нет такого")
    panel.search()
    assert panel.count.text() == "Ничего не найдено"
    assert shown(panel) == []
    panel.field.clear()
    panel.search()
    assert panel.count.text() == HOW


def test_enter_in_the_field_goes_to_the_first_hit_without_waiting(panel, qtbot):
    type_text(panel.field, "методиста")
    with qtbot.waitSignal(panel.asked) as asked:
        press(panel.field, Qt.Key.Key_Return)
    section, place = asked.args
    assert section > 0
    assert place.startswith("activity:")
    assert place.endswith(":text")


def test_the_arrows_and_enter_choose_in_the_list(panel, qtbot):
    panel.field.setText("абзац")
    panel.search()
    press(panel.field, Qt.Key.Key_Down)
    assert panel.tree.hasFocus()
    press(panel.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.asked) as asked:
        press(panel.tree, Qt.Key.Key_Return)
    assert asked.args[1] == "section_text:body:1:абзац"


def test_a_double_click_chooses(panel, qtbot):
    panel.field.setText("Школа № 5")
    panel.search()
    item = panel.tree.currentItem()
    place = panel.tree.visualItemRect(item).center()
    assert place != QPoint()
    with qtbot.waitSignal(panel.asked) as asked:
        QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [0, "school:1:short_name"]
    top = panel.tree.topLevelItem(0)
    with qtbot.assertNotEmitted(panel.asked, wait=50):
        QTest.mouseDClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=panel.tree.visualItemRect(top).center())


@pytest.mark.parametrize("name", ["field", "tree"])
def test_escape_closes(panel, qtbot, name):
    with qtbot.waitSignal(panel.closed):
        press(getattr(panel, name), Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_changed_file_is_read_again_and_the_choice_is_kept(panel, reader, qtbot):
    panel.field.setText("младшие")
    panel.search()
    before = panel.tree.currentItem().data(0, HIT).place
    row = next(row for row in reader.file.rows(Activity) if row.text == "старшие классы")
    first = next(row for row in reader.file.rows(Activity) if row.text == "Назначить наставников")
    with reader.file.transaction("Правка") as transaction:
        transaction.change(Activity, row.id, text="не младшие")
        transaction.change(Activity, first.id, text="младшие вожатые")
    panel.forget()
    qtbot.waitUntil(lambda: "3 найдено" in panel.count.text(), timeout=3000)
    assert panel.tree.currentItem().data(0, HIT).place == before
    panel.close_panel()
    count = reader.count
    panel.forget()
    qtbot.wait(500)
    assert reader.count == count  # a closed panel reads nothing


def test_open_with_words_and_without_a_file(panel, reader):
    panel.open("кадры")
    assert panel.field.selectedText() == "кадры"
    assert len(shown(panel)) == 1
    reader.file = None
    panel.forget()
    panel.search()
    assert shown(panel) == []


def test_lines_are_painted_with_their_marks(panel, tmp_path):
    panel.field.setText("чтения")
    panel.search()
    item = panel.tree.currentItem()
    rect = panel.tree.visualItemRect(item)
    assert rect.height() > panel.fontMetrics().height() * 2
    picture = panel.tree.viewport().grab(rect).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert "#ffe9a8" in colours


def test_no_more_than_anybody_reads_is_shown(qtbot, tmp_path):
    with big_plan(tmp_path / "big.shnor", 2_000) as file:
        panel = SearchPanel(Reader(file))
        qtbot.addWidget(panel)
        panel.open("строка")
        assert sum(len(found) for _, found in shown(panel)) == MOST
        assert panel.count.text().startswith(f"Показаны первые {MOST}")


def test_a_text_that_does_not_fit_ends_with_an_ellipsis(panel):
    option = QStyleOptionViewItem()
    text = "Провести открытый урок и обсудить его с коллегами. " * 3
    hit = Hit(1, "Раздел", "1.1", text, ((0, 8), (len(text) - 10, len(text) - 2)), "")
    layout = laid_out(hit, option.font, 220)
    assert layout.lineCount() == 2
    assert layout.text().endswith("…")
    assert len(layout.text()) < len(text)
    assert [found.length for found in layout.formats()] == [8]
    whole = laid_out(Hit(1, "Раздел", "1.1", "Урок", ((0, 4),), ""), option.font, 220)
    assert whole.text() == "Урок"


def test_nothing_found_is_said():
    assert summary([]) == "Ничего не найдено"
