"""The list of keys says the truth, and the guide names only keys and words that are on the screen."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

import shnor_desktop
from shnor_desktop.resources import resource_path
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.guide import load_guide
from shnor_desktop.ui.actions import ACTIONS, APPEARANCE_MENU, MENUS, SECTION_MENU, TEXT_SIZE_MENU
from shnor_desktop.ui.dialogs.bank import MEASURES, BankDialog
from shnor_desktop.ui.dialogs.guide import GuideDialog
from shnor_desktop.ui.key_list import BANK_KEYS, GUIDE_KEYS, PREVIEW_KEYS, key_groups, shown
from shnor_desktop.ui.pages.registry import PAGES, page_class
from shnor_desktop.ui.pages.table_acts import Act
from shnor_desktop.ui.pages.title_page import TITLE_ACTS
from shnor_desktop.ui.paper.preview import PreviewDialog
from shnor_desktop.ui.widgets.rich_bar import INSERTS
from shnor_desktop.ui.widgets.rich_bar import LOOKS as TEXT_LOOKS

GUIDE = load_guide()
every_page = pytest.mark.parametrize("key", GUIDE.pages)


def single(keys: str) -> list[str]:
    """«Tab, Shift+Tab» and «↑, ↓ в списке разделов» as single keys."""
    return [each.split(" ")[0] for each in keys.split(", ")]


@cache
def known() -> set[str]:
    return {each for group in key_groups() for keys, _ in group.rows for each in single(shown(keys))}


def sequences(dialog) -> set[str]:
    """What the shortcuts and buttons of a dialog answer to."""
    found = [shortcut.key() for shortcut in dialog.findChildren(QShortcut)]
    found += [button.shortcut() for button in dialog.findChildren(QPushButton)]
    return {sequence.toString() for sequence in found}


def test_every_act_of_every_page_is_told():
    told = {each for group in key_groups() for keys, _ in group.rows for each in single(keys)}
    acts = {act.keys for kind in PAGES for act in getattr(page_class(kind), "acts", ()) if act.keys}
    assert acts <= told
    assert {key for spec in ACTIONS for key in spec.keys} <= told


def test_no_key_of_a_page_is_one_of_the_window():
    """Qt does nothing at all when a key means two things."""
    window = {QKeySequence(key).toString() for spec in ACTIONS if not spec.here for key in spec.keys}
    acts = {
        QKeySequence(k).toString() for kind in PAGES for a in getattr(page_class(kind), "acts", ()) for k in keys(a)
    }
    others = {QKeySequence(keys).toString() for _, _, keys in TITLE_ACTS}
    others |= {QKeySequence(key).toString() for _, _, _, key in (*TEXT_LOOKS, *INSERTS)}
    assert len(acts) > 10 and (acts | others) & window == set()


def keys(act: Act) -> list[str]:
    """Those that an act answers to."""
    return [each for each in (act.keys, act.also) if each]


def test_a_key_stands_once_in_a_group():
    for group in key_groups():
        keys = [keys for keys, _ in group.rows]
        assert sorted(set(keys)) == sorted(keys), group.title
        assert all(purpose.strip() for _, purpose in group.rows)


@pytest.mark.parametrize(
    ("make", "keys"),
    [
        (lambda: PreviewDialog(Document(())), PREVIEW_KEYS),
        (lambda: GuideDialog(GUIDE, list), GUIDE_KEYS),
        (lambda: BankDialog(MEASURES), BANK_KEYS),
    ],
    ids=["preview", "guide", "bank"],
)
def test_the_keys_of_a_dialog_are_its_own(qtbot, make, keys, monkeypatch, tmp_path):
    monkeypatch.setenv("SHNOR_DATA_DIR", str(tmp_path))
    dialog = make()
    qtbot.addWidget(dialog)
    if isinstance(dialog, PreviewDialog):
        qtbot.waitUntil(lambda: not dialog.is_busy())
    told = {each for names, _ in keys for each in single(names)} - {"Пробел"}
    assert {QKeySequence(each).toString() for each in told} <= sequences(dialog)


def test_keys_are_written_as_on_a_keyboard():
    assert shown("Ctrl+Shift+Up") == "Ctrl+Shift+↑"
    assert shown("Ctrl+PgDown, Alt+Left") == "Ctrl+PgDn, Alt+←"
    assert shown("Ctrl++") == "Ctrl++"


@every_page
def test_every_key_of_the_guide_is_a_key_of_the_program(key: str):
    assert set(re.findall(r"`([^`]+)`", GUIDE.pages[key].text)) - known() == set()


@every_page
def test_what_is_bold_in_the_guide_stands_on_the_screen(key: str):
    bold = {" ".join(text.split()).rstrip("…") for text in re.findall(r"\*\*([^*]+)\*\*", GUIDE.pages[key].text)}
    assert bold - words_of_the_screen() == set()


@every_page
def test_a_menu_of_the_guide_holds_what_the_guide_says(key: str):
    """«**Файл** → **Импорт из Word…**»: the menu has that line."""
    found = re.findall(r"\*\*([^*]+)\*\*\s+→\s+\*\*([^*]+)\*\*", GUIDE.pages[key].text)
    menus = menu_lines()
    said = [(menu, " ".join(line.split()).rstrip("…")) for menu, line in found if menu not in ELSEWHERE]
    assert [(menu, line) for menu, line in said if line not in menus.get(menu, ())] == []


@every_page
def test_a_name_of_the_guide_has_the_keys_that_stand_beside_it(key: str):
    """«**Найти…** (`Ctrl+F`)»: these are its keys, and a name that goes by several has them in one of its places."""
    found = re.findall(r"\*\*([^*]+)\*\*\s+\(`([^`]+)`\)", GUIDE.pages[key].text)
    keys = keys_by_name()
    said = [(" ".join(name.split()).rstrip("…"), pressed) for name, pressed in found]
    assert [(name, pressed) for name, pressed in said if name in keys and pressed not in keys[name]] == []


def test_the_guide_tells_of_every_line_of_the_menus_but_what_needs_no_word():
    told = " ".join(" ".join(page.text.split()) for page in GUIDE.pages.values())
    lines = {line for lines in menu_lines().values() for line in lines}
    assert {line for line in lines if f"**{line}" not in told} <= NEED_NO_WORD


ELSEWHERE = {"Направление"}
"""What has choices and is no menu."""

NEED_NO_WORD = {
    "Закрыть файл", "Выход", "Отменить", "Повторить", "Найти", "Следующее замечание", "Предыдущее замечание",
    "Следующий раздел", "Предыдущий раздел", "Руководство", "О программе", "Проверить", "Экспорт в Word",
}  # fmt: skip
"""Lines of menus that the guide names by their keys or their button, or that say all themselves."""

OF_DIALOGS = [("Вставить", "Ctrl+Enter"), ("Вставить", "Enter")]
"""The bank's button and that of the picker of periods."""


@cache
def menu_lines() -> dict[str, set[str]]:
    """Each menu and submenu with its lines, as they are read."""
    text = {spec.id: spec.text.rstrip("…") for spec in ACTIONS}
    own = {"Раздел": SECTION_MENU, "Оформление": APPEARANCE_MENU, "Размер текста": TEXT_SIZE_MENU}
    menus = {title.replace("&", ""): ids for title, ids in MENUS} | own
    found = {title: {text[id_] for id_ in ids if id_ in text} for title, ids in menus.items()}
    found["Программа"].add("Раздел")
    found["Вид"] |= {"Оформление", "Размер текста"}
    return found


@cache
def keys_by_name() -> dict[str, set[str]]:
    """The keys of actions, of what tables do and of the bars of texts, by the words on the screen."""
    pairs = [(spec.text, key) for spec in ACTIONS for key in spec.keys]
    acts = {act for kind in PAGES for act in getattr(page_class(kind), "acts", ())}
    pairs += [(act.text, key) for act in acts for key in (act.keys, act.also)]
    pairs += [(text, keys) for _, text, keys in TITLE_ACTS]
    pairs += [(text, keys) for _, text, _, keys in (*TEXT_LOOKS, *INSERTS)]
    found: dict[str, set[str]] = {}
    for name, keys in [*pairs, *OF_DIALOGS]:
        if keys:
            found.setdefault(name.rstrip("…"), set()).add(shown(keys))
    return found


@cache
def words_of_the_screen() -> set[str]:
    """Every text of the code and of the forms, as it is read: without signs of keys and dots."""
    found: set[str] = set()
    for path in Path(shnor_desktop.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    for path in resource_path("formats").glob("*.toml"):
        form = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= set(strings(form))
        found |= {wave["title"].split()[0] for wave in form.get("wave", ())}
    return {text.replace("&", "").rstrip("…") for text in found}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)
