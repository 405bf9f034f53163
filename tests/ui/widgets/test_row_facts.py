"""Facts beside the name of a row: in words where there is room, in few words where there is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.ui.widgets.row_facts import Fact, RowFacts

LINK, MOVES = Fact("Из дорожной карты, 1.3", "↔ 1.3"), Fact("Переносы срока: 2", "Переносы: 2")


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def facts(qtbot, done: list[str]) -> RowFacts:
    """Two actions that note that they were asked for."""
    actions = {}
    for name, keys, tip in (("go", "Ctrl+Shift+J", "Перейти к связанной строке"), ("moves", "", "Переносы срока…")):
        action = actions[name] = QAction(tip, None)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(tip)
        action.triggered.connect(lambda _checked=False, name=name: done.append(name))
    made = RowFacts(actions)
    qtbot.addWidget(made)
    made.actions_kept = actions  # type: ignore[attr-defined]
    made.show()
    return made


def shown(facts: RowFacts) -> list[str]:
    QApplication.processEvents()
    return [button.text() for button in facts.buttons.values() if button.isVisible()]


def test_only_what_there_is_to_say_is_there(facts: RowFacts, done: list[str]):
    facts.resize(600, 40)
    facts.say({"moves": MOVES})
    assert shown(facts) == ["Переносы срока: 2"]
    facts.say({"go": LINK, "moves": MOVES})
    assert shown(facts) == ["Из дорожной карты, 1.3", "Переносы срока: 2"]
    for button in facts.buttons.values():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["go", "moves"]
    facts.say({})
    assert shown(facts) == []


def test_little_room_means_few_words_and_the_whole_stays_in_the_tip(facts: RowFacts):
    facts.say({"go": LINK, "moves": MOVES})
    facts.resize(facts.minimumSizeHint())
    assert shown(facts) == ["↔ 1.3", "Переносы: 2"]
    assert facts.buttons["go"].toolTip() == ("Из дорожной карты, 1.3. Перейти к связанной строке (Ctrl+Shift+J)")
    assert facts.buttons["moves"].toolTip() == "Переносы срока"
    assert facts.buttons["go"].accessibleName() == LINK.text
    facts.resize(facts.sizeHint())
    assert shown(facts) == [LINK.text, MOVES.text]
