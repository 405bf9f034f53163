"""What is offered in the open file is counted a moment after the first page, and kept in step."""

from __future__ import annotations

from pathlib import Path

from page_tools import entry_of, small_programme

from shnor_desktop.models.all import Activity
from shnor_desktop.ui.remembered import Remembered

FIELD = ("activity", "responsible")


def test_it_is_counted_by_itself_and_follows(qtbot, tmp_path: Path):
    remembered = Remembered()
    with small_programme(tmp_path / "Школа.shnor") as file:
        file.subscribe(remembered.touched)
        remembered.watch(file)
        suggestions = remembered.suggestions
        assert suggestions is not None
        qtbot.waitUntil(lambda: not suggestions.prepare_next(), timeout=5000)
        with file.transaction("Строка") as transaction:
            section = entry_of(file, "roadmap").section.id
            transaction.add(Activity(section_id=section, text="Дело", responsible="Белова"))
        assert suggestions.offers(FIELD, "бел") == ["Белова"]
        remembered.watch(None)
    assert remembered.suggestions is None
    remembered.touched([])


def test_a_file_that_is_closed_before_is_left_alone(qtbot, tmp_path: Path):
    remembered = Remembered()
    with small_programme(tmp_path / "Школа.shnor") as file:
        remembered.watch(file)
        remembered.watch(None)
    qtbot.wait(900)
