"""What changed between two waves: the earlier values beside this control date's, the difference as a live formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...models.monitoring import Wave
from .. import shares
from ..formats import IndicatorSpec
from ..queries import ProgrammeData, SectionData
from .book import BookCell, BookRow, Sheet, across
from .book_names import CHANGES
from .criteria import place_of
from .heights import fitted, text_height
from .safe_text import number_of

_WIDTHS = (118.0, 60.0, 28.0, 28.0, 28.0)
_COUNTED = ("number", "count", "share")
"""Kinds of indicators that have a difference."""


def dynamics_sheet(data: ProgrammeData, sections: Sequence[SectionData], wave: Wave) -> Sheet | None:
    """The sheet, or None where no earlier wave has values.

    Differences of shares are percentage points, of numbers and counts their own units.
    """
    earlier = earlier_wave(data, sections, wave)
    if earlier is None:
        return None
    head = (
        "Критерий",
        "Показатель",
        earlier.as_of or earlier.title,
        wave.as_of or wave.title,
        "Изменение (доли — п. п.)",
    )
    columns = len(_WIDTHS)
    rows = [
        across("Что изменилось", columns, "title"),
        across(f"{earlier.title} → {wave.title}", columns, "note"),
        BookRow(tuple(BookCell(text, "head") for text in head)),
    ]
    for section in sections:
        rows.append(across(section.entry.title, columns, "group"))
        rows += _rows(section, earlier, wave)
    rows = [row if row.height else fitted(row, _WIDTHS) for row in rows]
    return Sheet(CHANGES, _WIDTHS, tuple(rows), head=(2, 2))


def earlier_wave(data: ProgrammeData, sections: Sequence[SectionData], wave: Wave) -> Wave | None:
    """The nearest wave before this one that has values in any of the sections."""
    filled = {value.wave_id for section in sections for value in section.values if value.given}
    order = [row for row in data.waves if row.id in filled or row.id == wave.id]
    index = next((index for index, row in enumerate(order) if row.id == wave.id), 0)
    return order[index - 1] if index else None


def _rows(section: SectionData, earlier: Wave, wave: Wave) -> Iterator[BookRow]:
    for criterion in section.spec.criterion:
        known = [indicator for indicator in criterion.indicators if indicator.kind in _COUNTED]
        needed = text_height(criterion.title, _WIDTHS[0])
        for index, indicator in enumerate(known):
            title = [BookCell(criterion.title, rows=len(known))] if index == 0 else []
            was, became = (numeric(section, one, indicator) for one in (earlier, wave))
            yield BookRow(
                (*title, BookCell(indicator.label), *_figures(section, earlier, wave, indicator, was, became)),
                max(needed / len(known), text_height(indicator.label, _WIDTHS[1])),
            )


def _figures(
    section: SectionData,
    earlier: Wave,
    wave: Wave,
    indicator: IndicatorSpec,
    was: float | None,
    became: float | None,
) -> tuple[BookCell, BookCell, BookCell]:
    """The earlier value as it was, this one taken from its sheet, and the difference."""
    look = "share" if indicator.kind == "share" else "number"
    before, after, change = (
        f"dynamics:{section.section.key}/{indicator.key}:{name}" for name in ("was", "became", "change")
    )
    current = place_of(section, wave, indicator.key, "value")
    factor = "*100" if indicator.kind == "share" else ""
    formula = f'=IF(AND(ISNUMBER([[{before}]]),ISNUMBER([[{after}]])),([[{after}]]-[[{before}]]){factor},"")'
    difference = "" if was is None or became is None else (became - was) * (100 if factor else 1)
    places = max(decimals(section, one, indicator) for one in (earlier, wave))
    return (
        BookCell(_words(section, earlier, indicator) if was is None else was, look, before, decimals=places),
        BookCell(
            _words(section, wave, indicator) if became is None else became,
            look,
            after,
            f'=IF([[{current}]]="","",[[{current}]])',
            decimals=places,
        ),
        BookCell(difference, "points" if indicator.kind == "share" else f"change{min(places, 2)}", change, formula),
    )


def _words(section: SectionData, wave: Wave, indicator: IndicatorSpec) -> str:
    """What stands where there is no number: «нет данных», or words."""
    own = section.value(wave.id, indicator.of if indicator.kind == "share" else indicator.key)
    if indicator.kind == "share" and own is not None and not own.no_data:
        return ""
    return shares.shown(own, indicator.kind)


def decimals(section: SectionData, wave: Wave, indicator: IndicatorSpec) -> int:
    """How many decimals a number was typed with."""
    own = section.value(wave.id, indicator.key)
    number = number_of(own.value) if own is not None else None
    return number[1] if number else 0


def numeric(section: SectionData, wave: Wave, indicator: IndicatorSpec) -> float | None:
    """The value as a number, a share as a part of one; None where there is none."""
    if indicator.kind == "share":
        counted = section.value(wave.id, indicator.of)
        value = shares.share(counted.numerator, counted.denominator) if counted and not counted.no_data else None
        return None if value is None else value / 100
    own = section.value(wave.id, indicator.key)
    if own is None or own.no_data:
        return None
    if own.numerator is not None:
        return float(own.numerator)
    number = number_of(own.value)
    return number[0] if number else None
