"""Answers of a workbook that was made for another form: its cells are known by their keys, not by their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..formats import Format, IndicatorSpec, SectionSpec
from .criteria_in import Cell, Doubt, FoundColumn, Spot, read_answer

Rows = Sequence[Sequence[Cell]]
_TABLE = "criterion_value:"


def columns_by_key(
    places: Mapping[str, tuple[str, Spot]], sheets: Mapping[str, Rows], form: Format, as_of: str = ""
) -> list[tuple[str, FoundColumn]]:
    """Sheet and answers for each section of `form` that has indicators of the same keys."""
    known = {
        tuple(place.removeprefix(_TABLE).rpartition(":")[::2]): where
        for place, where in places.items()
        if place.startswith(_TABLE)
    }
    found: dict[str, tuple[str, FoundColumn]] = {}
    for (path, field), (sheet, spot) in known.items():
        section_key, _, key = path.partition("/")
        key = key.rpartition("/")[2]
        target = _target(form, section_key, key) if field == "value" else None
        if target is None:
            continue
        section, indicator = target
        _, column = found.setdefault(section.key, (sheet, FoundColumn(section.key, "", spot, as_of)))
        rows = sheets.get(sheet, ())
        whole = known.get((path, "denominator"))
        value, doubt = read_answer(_at(rows, spot), _at(rows, whole[1]) if whole else "", indicator)
        column.answers[indicator.key], column.spots[indicator.key] = value, spot
        if doubt:
            column.doubts.append(Doubt(spot, doubt))
    return list(found.values())


def _target(form: Format, section_key: str, key: str) -> tuple[SectionSpec, IndicatorSpec] | None:
    """The indicator of that key, in the section of the same key or in any."""
    sections = sorted(form.section, key=lambda section: section.key != section_key)
    pairs = ((section, one) for section in sections for one in section.indicators)
    return next((pair for pair in pairs if pair[1].key == key), None)


def _at(rows: Rows, spot: Spot) -> Cell:
    return rows[spot.row][spot.column] if spot.row < len(rows) and spot.column < len(rows[spot.row]) else ""
