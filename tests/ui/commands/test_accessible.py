"""Every page, panel and dialog can be used without seeing it and without a mouse."""

from __future__ import annotations

import pytest
from access_tools import controls, described, nameless, tipless, unreached
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)

from shnor_desktop.services.demo import make_demo
from shnor_desktop.ui.icons import icon

DIALOGS = ("new", "guide", "keys", "about", "backups", "preview")
PANELS = ("check", "find")


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = tmp_path_factory.mktemp("пример") / "Пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def opened(shop, qtbot, example):
    """The example school on an active window."""
    path = shop.folder / "Пример.shnor"
    path.write_bytes(example.read_bytes())
    shop.commands.files.open_path(path)
    shop.window.resize(1366, 728)
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    return shop


def test_what_is_wrong_would_be_found(opened):
    page = opened.desk.page
    field, button = QLineEdit(page), QToolButton(page)
    button.setIcon(icon("close"))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    field.show()
    button.show()
    assert len(nameless(page)) == 2
    assert len(tipless(page)) == 1


def test_every_page_says_what_its_controls_are(opened):
    troubles: dict[str, list[str]] = {}
    navigation = opened.window.navigation
    for id_, title in zip(navigation.ids, navigation.titles(), strict=True):
        opened.desk.go_to(id_)
        QApplication.processEvents()
        page = opened.desk.page
        if title != "Обзор":  # nothing of it may be late or near, so that there is nothing to go to
            assert list(controls(page)), title
        found = nameless(page) + tipless(page) + unreached(opened.window, page)
        if found:
            troubles[title] = found
    assert troubles == {}


def test_every_page_says_what_the_form_expects(opened):
    for id_, entry in opened.desk._entries.items():
        opened.desk.go_to(id_)
        assert entry.spec.hint, entry.title
        assert entry.spec.hint in opened.desk.page.header.hint.whole, entry.title


def test_the_window_around_the_page(opened):
    window = opened.window
    parts = (window.top_bar, window.navigation, window.status)
    assert [trouble for part in parts for trouble in nameless(part) + tipless(part)] == []
    opened.do("close_file")
    assert nameless(window.start_page) == tipless(window.start_page) == []


@pytest.mark.parametrize("action", PANELS)
def test_panels_beside_the_page(opened, qtbot, action: str):
    before = set(opened.window.findChildren(QWidget))
    opened.do(action)
    qtbot.wait(150)
    fresh = [w for w in opened.window.findChildren(QWidget) if w not in before and w.parentWidget() in before]
    assert fresh
    assert [trouble for part in fresh for trouble in nameless(part) + tipless(part)] == []


@pytest.mark.parametrize("action", DIALOGS)
def test_dialogs(opened, qtbot, action: str):
    before = set(QApplication.topLevelWidgets())
    troubles: list[str] = []
    seen: list[QDialog] = []

    def look() -> None:
        fresh = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible() and w.isWindow()]
        dialogs = [widget for widget in fresh if isinstance(widget, QDialog)]
        if not dialogs:
            QTimer.singleShot(50, look)
            return
        for dialog in dialogs:
            troubles.extend(nameless(dialog) + tipless(dialog) + unreached(dialog, dialog))
            if not dialog.windowTitle():
                troubles.append(f"no title: {described(dialog)}")
            if dialog.minimumSizeHint().height() > 470 or dialog.minimumSizeHint().width() > 900:
                troubles.append(f"too large for 150 %: {dialog.minimumSizeHint()}")
            seen.append(dialog)
            dialog.close()

    QTimer.singleShot(300, look)
    opened.do(action)
    qtbot.waitUntil(lambda: bool(seen))
    assert troubles == []


@pytest.mark.parametrize("size", [(911, 512), (1366, 768)])
def test_the_window_fits_the_screen(opened, size: tuple[int, int]):
    """At 150 % a screen of 1366×768 has room for 911×512."""
    window = opened.window
    window.resize(*size)
    wide: list[str] = []
    for id_, title in zip(window.navigation.ids, window.navigation.titles(), strict=True):
        opened.desk.go_to(id_)
        QApplication.processEvents()
        if window.width() > size[0] or window.height() > size[1]:
            wide.append(f"{title}: {window.size()}")
        for area in opened.desk.page.findChildren(QAbstractScrollArea):
            bar = area.horizontalScrollBar()
            if isinstance(area, QScrollArea) and area.isVisible() and bar.isVisible() and bar.maximum() > 0:
                wide.append(f"{title}: {bar.maximum()} pixels beyond the edge")
    assert wide == []


def test_fields_say_their_names_to_labels_too(opened):
    """A field whose name is told by a label alone would be silent in a table of fields."""
    opened.desk.go_to(0)
    fields = [field for field in opened.desk.page.findChildren(QLineEdit) if field.isVisible()]
    assert fields
    assert all(field.accessibleName() for field in fields)
