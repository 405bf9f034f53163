"""QActions out of the table, and the dispatcher that waits for its handlers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from shnor_desktop.ui.action_set import ActionSet, Dispatcher
from shnor_desktop.ui.actions import NAVIGATION


def test_wishes_wait_for_their_handlers_in_order():
    done: list[object] = []
    dispatcher = Dispatcher()
    dispatcher.call("files.open_path", "a")
    dispatcher.call("files.create")
    dispatcher.add({"files.open_path": done.append, "files.create": lambda: done.append("new")})
    assert done == []
    dispatcher.complete()
    assert done == ["a", "new"]
    dispatcher.complete()
    assert done == ["a", "new"]


def test_handlers_of_the_window_need_not_wait():
    done: list[str] = []
    dispatcher = Dispatcher()
    dispatcher.add({"window.quit": lambda: done.append("quit")})
    dispatcher.call("window.quit")
    assert done == ["quit"]


def test_a_handler_nobody_gave_is_a_program_error():
    dispatcher = Dispatcher()
    dispatcher.complete()
    with pytest.raises(LookupError, match="files.create"):
        dispatcher.call("files.create")


@pytest.fixture
def actions(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dispatcher = Dispatcher()
    return ActionSet(window, dispatcher), dispatcher, window


def test_triggering_calls_the_handler_without_arguments(actions):
    table, dispatcher, _ = actions
    done: list[tuple[object, ...]] = []
    dispatcher.add({"checking.check": lambda *given: done.append(given)})
    table["check"].trigger()
    assert done == [()]


@pytest.mark.parametrize(
    ("states", "enabled", "disabled"),
    [
        ((), {"new", "open", "quit", "import_word", "backups"}, {"export_word", "undo", "section_up", "save_copy"}),
        (("file",), {"export_word", "save_copy", "section_add"}, {"undo", "redo", "print_section", "section_remove"}),
        (("file", "undo", "section"), {"undo", "print_section", "section_hide"}, {"redo", "section_remove"}),
    ],
)
def test_what_can_be_asked_for_follows_the_state(actions, states, enabled: set[str], disabled: set[str]):
    table, _, _ = actions
    table.enable(states)
    assert all(table[id_].isEnabled() for id_ in enabled)
    assert not any(table[id_].isEnabled() for id_ in disabled)


def test_undo_says_what_it_takes_back_and_by_which_key(actions):
    table, _, _ = actions
    table.name("undo", "Отменить «Импорт из Word»")
    assert table["undo"].text() == "Отменить «Импорт из Word»"
    assert table["undo"].toolTip() == "Отменить «Импорт из Word» (Ctrl+Z)"


def test_some_keys_belong_to_the_outline_alone(actions):
    table, _, window = actions
    tree = QWidget(window)
    table.bind(NAVIGATION, tree)
    assert table["section_rename"] in tree.actions()
    assert table["section_rename"] not in window.actions()
    assert table["section_rename"].shortcutContext() == Qt.ShortcutContext.WidgetShortcut
    assert table["undo"] in window.actions()


def test_a_menu_is_filled_with_separators_and_submenus(actions, qtbot):
    table, _, window = actions
    menu, below = QMenu(window), QMenu("Недавние", window)
    table.fill(menu, ("new", "-", "recent", "quit"), {"recent": below})
    assert [action.text() for action in menu.actions()] == ["Новая программа…", "", "Недавние", "Выход"]
    assert menu.actions()[1].isSeparator()
