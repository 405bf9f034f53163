"""The table of actions: nothing twice, nothing out of reach."""

from __future__ import annotations

import importlib
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from shnor_desktop.resources import resource_path
from shnor_desktop.ui.actions import (
    ACTIONS,
    APPEARANCE,
    APPEARANCE_MENU,
    MENUS,
    NAVIGATION,
    RECENT,
    SECTION,
    SECTION_MENU,
    SEPARATOR,
    TEXT_SIZE,
    TEXT_SIZE_MENU,
    TOP_BAR_LEFT,
    TOP_BAR_RIGHT,
    known_keys,
)
from shnor_desktop.ui.commands.all import GROUPS

IDS = {spec.id for spec in ACTIONS}
STATES = {"always", "file", "undo", "redo", "section", "own_section", "renamed_section"}


def test_ids_and_handlers_stand_once():
    assert [name for name, n in Counter(spec.id for spec in ACTIONS).items() if n > 1] == []
    assert [name for name, n in Counter(spec.handler for spec in ACTIONS).items() if n > 1] == []


def test_no_key_means_two_things():
    keys = Counter(QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys)
    assert [key for key, n in keys.items() if n > 1 or not key] == []


@pytest.mark.parametrize("taken", ["Ctrl+B", "Ctrl+I", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "F2", "Delete"])
def test_keys_of_text_and_tables_are_left_to_them(taken: str):
    assert [spec.id for spec in ACTIONS if taken in spec.keys and spec.here != NAVIGATION] == []


def test_every_action_stands_in_a_menu():
    shown = {id_ for _, ids in MENUS for id_ in ids} | set(SECTION_MENU) | set(APPEARANCE_MENU) | set(TEXT_SIZE_MENU)
    assert shown - {SEPARATOR, RECENT, SECTION, APPEARANCE, TEXT_SIZE} == IDS
    assert set(TOP_BAR_LEFT) | set(TOP_BAR_RIGHT) <= IDS


def test_states_and_icons_are_known():
    assert {spec.when for spec in ACTIONS} <= STATES
    assert [
        spec.icon for spec in ACTIONS if spec.icon and not resource_path("icons", f"{spec.icon}.svg").is_file()
    ] == []


def test_the_help_names_every_key():
    told = dict(known_keys())
    assert told["Ctrl+Y, Ctrl+Shift+Z"] == "Повторить"
    assert told["F2"] == "Переименовать раздел (в списке разделов)"
    assert len(told) >= sum(bool(spec.keys) for spec in ACTIONS)


def test_every_handler_is_a_command():
    window = {"quit", "show_keys", "show_about"}
    for spec in ACTIONS:
        group, _, name = spec.handler.partition(".")
        if group == "window":
            assert name in window
            continue
        module, cls = {**GROUPS, "files": ("files", "FileCommands")}[group]
        commands = getattr(importlib.import_module(f"shnor_desktop.ui.commands.{module}"), cls)
        assert callable(getattr(commands, name)), spec.handler
