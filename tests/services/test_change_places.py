"""Where changes are."""

from __future__ import annotations

from pathlib import Path

from page_tools import entry_of, small_programme

from shnor_desktop.models.all import Activity, Indicator, IndicatorValue, School
from shnor_desktop.services.change_places import sections_of
from shnor_desktop.services.changes import Change


def test_rows_of_every_depth_are_in_their_section(tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        heard: list[Change] = []
        file.subscribe(heard.extend)
        roadmap, indicators = entry_of(file, "roadmap").section.id, entry_of(file, "indicators").section.id
        row, indicator = file.rows(Activity, section_id=roadmap)[1], file.rows(Indicator)[0]
        with file.transaction("Всё сразу") as transaction:
            transaction.change(School, 1, director="Иванова")
            transaction.change(Activity, row.id, text="Иначе")
            transaction.change(Indicator, indicator.id, text="Иначе")
            transaction.add(IndicatorValue(indicator_id=indicator.id, checkpoint="2026", target="5"))
        assert sections_of(file, heard) == {
            roadmap: f"activity:{row.id}",
            indicators: f"indicator:{indicator.id}",
        }
        heard.clear()
        with file.transaction("Удаление") as transaction:
            transaction.remove(Activity, row.id)
        assert sections_of(file, heard) == {roadmap: ""}
