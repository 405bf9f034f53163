"""What is due soon and what changed since the wave before."""

from __future__ import annotations

import dataclasses
from datetime import date

from shnor_desktop.models.reports import Report
from shnor_desktop.services.packet.changes import changes, wave_before
from shnor_desktop.services.packet.due import due
from shnor_desktop.services.packet.requested import Request
from shnor_desktop.services.queries import ProgrammeData


def test_a_near_control_date_is_told_with_what_is_missing(example: ProgrammeData):
    found = due(example, date(2026, 12, 12))
    assert found is not None and found.days == 3
    assert found.sentence().startswith("До контрольного срока 3 дня: 15.12.2026 — Итоговый мониторинг")
    assert found.sentence().endswith("Всё заполнено." if not found.gaps else ".")
    today = due(example, date(2026, 12, 15))
    assert today is not None and today.sentence().startswith("Сегодня контрольный срок")


def test_a_far_one_and_one_that_is_made_are_not(example: ProgrammeData, final: Request):
    assert due(example, date(2026, 11, 23)) is None
    assert due(example, date(2030, 1, 1)) is None
    made = dataclasses.replace(example, reports=(Report(title=final.title, at="2026-12-11T10:00:00"),))
    assert due(made, date(2026, 12, 12)) is None


def test_empty_places_are_counted(example: ProgrammeData):
    empty = tuple(dataclasses.replace(section, values=()) for section in example.sections)
    found = due(dataclasses.replace(example, sections=empty), date(2026, 12, 12))
    assert found is not None and found.gaps >= 15 and f"Не заполнено: {found.gaps} " in found.sentence()


def test_what_changed_since_the_wave_before(example: ProgrammeData, final: Request):
    before = wave_before(example, final.sections, "final")
    assert before is not None and before.key == "entry"
    found = changes(example, final.sections, "final")
    now = next(wave for wave in example.waves if wave.key == "final")
    assert found
    for one in found:
        section = next(each for each in final.sections if each.section.id == one.section_id)
        key = one.place.split(":")[1]
        assert section.value(before.id, key) != section.value(now.id, key) and one.was != one.became
    assert changes(example, final.sections, "entry") == []
