"""The workbook for the municipality: appendices, targets and schedule of a school's programme for one control date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ...models.errors import UserError
from ...models.monitoring import Wave
from ..jobs import Progress, no_progress
from ..queries import ProgrammeData, SectionData
from .book import Book, Sheet
from .book_writer import write_book
from .criteria import criteria_sheet
from .dynamics import dynamics_sheet
from .tables import table_sheet

KINDS = ("criteria", "activities", "indicators", "schedule")
"""Kinds of sections that get a sheet."""
VERSION = "1"
"""Raised when a reader of older workbooks could misread a newer one."""
_BAD = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31


def monitoring_book(data: ProgrammeData, wave: str = "", sections: tuple[str | int, ...] = ()) -> Book:
    """The workbook of a programme at one wave; `sections` (keys or ids, empty: what is asked for at a control date)."""
    one = chosen_wave(data, wave)
    tables = [section for section in data.sections if section.section.kind in KINDS and not section.section.hidden]
    if sections:
        wanted = [section for section in tables if section.section.key in sections or section.section.id in sections]
    else:
        wanted = [section for section in tables if _is_monitoring(section)] or tables
    if not wanted:
        raise UserError("В программе нет таблиц для Excel: выберите дорожную карту, показатели, график или приложение.")
    sheets = list(_sheets(data, wanted, one))
    school = data.school.short_name or data.school.full_name
    about = (
        ("shnor-workbook", VERSION),
        ("format", data.form.key),
        ("school", data.school.full_name),
        ("school_short", data.school.short_name),
        ("municipality", data.school.municipality),
        ("programme", data.programme.title),
        ("wave", one.key if one else ""),
        ("as_of", one.as_of if one else ""),
    )
    return Book(f"{school}: {data.programme.title or data.form.title}", tuple(sheets), about)


def write_monitoring(
    data: ProgrammeData,
    path: Path,
    wave: str = "",
    sections: tuple[str | int, ...] = (),
    progress: Progress = no_progress,
) -> None:
    """Write the workbook to `path`, whole or not at all."""
    write_book(monitoring_book(data, wave, sections), path, progress)


def chosen_wave(data: ProgrammeData, key: str = "") -> Wave | None:
    """The wave that was asked for, else the last that has values, else the first."""
    if key:
        return next((row for row in data.waves if row.key == key), None)
    filled = {value.wave_id for section in data.sections for value in section.values if value.given}
    known = [row for row in data.waves if row.id in filled]
    return known[-1] if known else next(iter(data.waves), None)


def _is_monitoring(section: SectionData) -> bool:
    """Whether the municipality asks for it at a control date: of the plans only those that are appendices."""
    return section.section.kind != "activities" or section.section.numbering == "appendix"


def _sheets(data: ProgrammeData, sections: list[SectionData], wave: Wave | None) -> Iterator[Sheet]:
    names: set[str] = set()
    criteria = [section for section in sections if section.section.kind == "criteria" and section.spec.criterion]
    for section in sections:
        name = _name(section, names)
        if section in criteria and wave is not None:
            yield criteria_sheet(data, section, wave, name)
        else:
            sheet = table_sheet(data, section, wave.key if wave else "", name)
            if sheet is not None:
                yield sheet
    changes = dynamics_sheet(data, criteria, wave) if wave is not None and criteria else None
    if changes is not None:
        yield changes


def _name(section: SectionData, taken: set[str]) -> str:
    """A sheet's name: the section's number where it has one («Приложение 1», «Раздел 7»), else its title."""
    number = section.entry.number.strip().rstrip(".")
    if section.section.numbering == "decimal" and number:
        number = f"Раздел {number}"
    plain = _BAD.sub(" ", number or section.section.title).strip() or "Таблица"
    name, count = plain[:_LONGEST_NAME].rstrip(), 1
    while name.lower() in taken:
        count += 1
        tail = f" ({count})"
        name = plain[: _LONGEST_NAME - len(tail)].rstrip() + tail
    taken.add(name.lower())
    return name
