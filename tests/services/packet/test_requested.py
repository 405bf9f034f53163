"""What the rows of the reporting schedule ask for."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from shnor_desktop.models.programme import ScheduleRow
from shnor_desktop.services.packet.requested import days_of, next_request, requests, sections_of, wave_of
from shnor_desktop.services.queries import ProgrammeData


def keys(data: ProgrammeData, row: ScheduleRow) -> list[str]:
    """The keys of the sections that a row names."""
    return [section.section.key for section in sections_of(data, row)]


def test_the_year_of_the_example(example: ProgrammeData):
    first = [one for one in requests(example) if one.day and one.day.year == 2026]
    assert [one.day for one in first] == [date(2026, 4, 20), date(2026, 10, 1), date(2026, 12, 15), date(2026, 12, 31)]
    assert [one.wave.key if one.wave else "" for one in first] == ["entry", "interim", "final", ""]
    assert [[section.section.key for section in one.sections] for one in first] == [
        ["appendix_1", "appendix_2"],
        ["appendix_1", "appendix_2", "diary"],
        ["appendix_1", "appendix_2", "diary"],
        ["indicators"],
    ]


def test_what_comes_next(example: ProgrammeData):
    found = next_request(example, date(2026, 12, 16))
    assert found is not None
    assert found.title == "31.12.2026 — Достижение целевых показателей Программы (выполнение задач)"
    assert next_request(example, date(2031, 1, 1)) is None


@pytest.mark.parametrize(
    ("kind", "form", "expected"),
    [
        ("Отчёт", "Приложение 3", ["diary"]),
        ("Отчёт", "приложения № 1 и 2", ["appendix_1", "appendix_2"]),
        ("Отчёт (прил. к письму)", "Таблица раздела 7", ["indicators"]),
        ("Отчёт", "раздел 7, приложение 1", ["indicators", "appendix_1"]),
        ("Отчёт", "приложение 12", []),
        ("Отчёт", "", []),
    ],
)
def test_sections_by_their_numbers(example: ProgrammeData, kind: str, form: str, expected: list[str]):
    assert keys(example, ScheduleRow(kind=kind, form=form)) == expected


def test_a_wave_by_its_word(example: ProgrammeData):
    found = wave_of(example, ScheduleRow(kind="Результаты промежуточного мониторинга"))
    assert found is not None
    assert found.key == "interim"
    assert wave_of(example, ScheduleRow(kind="Отчёт")) is None


def test_a_row_without_a_date_comes_last(example: ProgrammeData):
    assert days_of(example, ScheduleRow(control_date="по запросу")) == [None]
    schedule = next(section for section in example.sections if section.schedule)
    undated = dataclasses.replace(schedule, schedule=(ScheduleRow(id=99, kind="Справка"), *schedule.schedule))
    data = dataclasses.replace(example, sections=(undated,))
    assert requests(data)[-1].row.id == 99


def test_a_programme_without_years(example: ProgrammeData):
    data = dataclasses.replace(example, programme=dataclasses.replace(example.programme, year_from=0, year_to=0))
    assert [one.day for one in requests(data)][0] == date(2026, 4, 20)
