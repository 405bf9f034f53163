"""The list of what differs in a workbook that came back."""

from __future__ import annotations

from PySide6.QtTest import QAbstractItemModelTester

from shnor_desktop.models.programme import SectionText
from shnor_desktop.services.spreadsheets.difference import Difference, Target
from shnor_desktop.ui.itemmodels.differences import DifferencesModel

WORDS = "Слово за словом о мерах школы. " * 40


def shown(was: str, becomes: str) -> tuple[str, str]:
    target = Target(SectionText(), {"body": "[]"})
    model = DifferencesModel([Difference(1, "", "Приложение 1", "Меры", was, becomes, "Лист", "A40", target)])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model.index(0, 2).data(), model.index(0, 3).data()


def test_a_long_text_is_shown_where_it_differs(qapp):
    was, becomes = shown(f"{WORDS}Конец прежний. {WORDS}", f"{WORDS}Конец новый. {WORDS}")
    assert "Конец прежний" in was and "Конец новый" in becomes
    assert all(text.startswith("… ") and text.endswith(" …") and len(text) < 260 for text in (was, becomes))


def test_short_texts_are_whole_and_nothing_is_a_dash(qapp):
    assert shown("Было", "Стало") == ("Было", "Стало")
    assert shown("", WORDS)[0] == "—"
    was, becomes = shown(WORDS, f"{WORDS}И ещё.")
    assert becomes.endswith("И ещё.") and len(was) < 260
