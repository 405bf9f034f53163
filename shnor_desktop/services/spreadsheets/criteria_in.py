"""Tables of Приложения 1 and 2 found on a sheet by their labels: in our workbooks, older ones and copies by hand.

Rows and columns may have moved, labels may be typed anew; a municipality's own table has one column a school.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ...models.monitoring import CriterionValue
from .. import shares
from ..formats import Format, IndicatorSpec, SectionSpec
from .book_names import WHOLE_LABEL
from .labels import alike, key_of
from .safe_text import number_of

Cell = object
_AS_OF = re.compile(r"^(.*?):?\s*по состоянию на\s*(.*)$", re.IGNORECASE | re.DOTALL)
_LARGEST = 10_000_000
_MOST_LAYOUTS, _MOST_TEXTS = 500, 5_000


class Spot(NamedTuple):
    """A cell by its row and column, from 0."""

    row: int
    column: int

    @property
    def address(self) -> str:
        """«C5», as Excel names it."""
        return f"{_letters(self.column)}{self.row + 1}"


@lru_cache(maxsize=1 << 10)
def _letters(column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Doubt:
    """What somebody should look at: the cell and why."""

    spot: Spot
    text: str


@dataclass
class FoundColumn:
    """The answers of one school in one table."""

    section: str
    school: str
    spot: Spot
    as_of: str = ""
    answers: dict[str, CriterionValue] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """An indicator of the form that a row is about."""

    section: SectionSpec
    indicator: IndicatorSpec


class _Fields(dict[str, str]):
    """Text of a cell → the field of the column that it heads, empty where it heads none; each is looked into once."""

    def __init__(self, by_key: Mapping[str, str]) -> None:
        super().__init__()
        self._by_key = by_key

    def __missing__(self, text: str) -> str:
        key = key_of(text)
        field = self._by_key.get(key, "") if key else ""  # «№» has no letters, and so has «–»
        if len(self) < _MOST_TEXTS:
            self[text] = field
        return field


class FormIndex:
    """The labels of a form's criteria, made comparable once for all the workbooks that are read."""

    def __init__(self, form: Format) -> None:
        self.form = form
        columns = {
            key_of(column.label): column.field for spec in form.section if spec.criterion for column in spec.columns
        }
        self.fields = _Fields({**columns, key_of(WHOLE_LABEL): "whole"})
        self.layouts: dict[tuple[str, ...], tuple[int, list[tuple[int, _Place]]]] = {}
        """Titles and labels of a table → its height and its rows: the workbooks of one form repeat the same few."""
        self._titles: dict[str, list[tuple[SectionSpec, int]]] = {}
        for spec in form.section:
            for number, criterion in enumerate(spec.criterion):
                self._titles.setdefault(key_of(criterion.title), []).append((spec, number))

    def criterion(self, title: str, section: SectionSpec | None) -> tuple[SectionSpec, int] | None:
        """The criterion of that title; of two with one title, the one of the table's own section."""
        found = self._titles.get(key_of(title)) or [
            (spec, number)
            for spec in self.form.section
            for number, criterion in enumerate(spec.criterion)
            if alike(title, criterion.title)
        ]
        own = (one for one in found if one[0] is section)
        return next(own, found[0]) if found else None


def find_columns(rows: Sequence[Sequence[Cell]], form: FormIndex) -> list[FoundColumn]:
    """All answers of a sheet; empty where it holds no such table."""
    found: list[FoundColumn] = []
    start = 0
    while start < len(rows):
        head = _head(rows[start], form)
        if head is None:
            start += 1
            continue
        table = _Table(rows, start, head, form)
        found += table.read()
        start = table.end
    return found


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns of a table stand."""

    criterion: int
    indicator: int
    fact: int
    whole: int  # -1: none


_NEEDED = frozenset(("criterion", "indicator", "fact"))


def _head(row: Sequence[Cell], form: FormIndex) -> _Head | None:
    places: dict[str, int] = {}
    fields = form.fields
    for column, cell in enumerate(row):
        if type(cell) is str and cell and fields[cell]:
            places.setdefault(fields[cell], column)
    if len(places) < len(_NEEDED) or not places.keys() >= _NEEDED:
        return None
    return _Head(places["criterion"], places["indicator"], places["fact"], places.get("whole", -1))


class _Table:
    """One table on its way into columns of answers."""

    def __init__(self, rows: Sequence[Sequence[Cell]], start: int, head: _Head, form: FormIndex) -> None:
        self._rows, self._form, self._head = rows, form, head
        self._start = start
        self.end = start + 1

    def read(self) -> list[FoundColumn]:
        """The columns with their answers."""
        above = self._rows[self._start]
        below = self._rows[self._start + 1] if self._start + 1 < len(self._rows) else ()
        named = not text_of(_at(below, self._head.criterion)) and not text_of(_at(below, self._head.indicator))
        first = self._start + (2 if named else 1)
        columns = [self._head.fact]
        for column in range(self._head.fact + 1, max(len(above), len(below))):
            if column == self._head.whole or text_of(_at(above, column)):
                break
            if not named or not text_of(_at(below, column)):
                break
            columns.append(column)
        places = self._known_places(first)
        if not places:
            return []
        section = places[0][1].section
        as_of = self._as_of()
        found = [
            FoundColumn(section.key, text_of(_at(below, column)) if named else "", Spot(self._start + 1, column), as_of)
            for column in columns
        ]
        for one, column in zip(found, columns, strict=True):
            self._fill(one, column, places)
        return found

    def _known_places(self, first: int) -> list[tuple[int, _Place]]:
        """The same as `_places`, looked up where a table with the same titles and labels was read before."""
        key = self._labels(first)
        known = self._form.layouts.get(key)
        if known is not None:
            self.end = first + known[0]
            return [(first + row, place) for row, place in known[1]]
        found = list(self._places(first))
        if key and len(self._form.layouts) < _MOST_LAYOUTS:
            self._form.layouts[key] = self.end - first, [(row - first, place) for row, place in found]
        return found

    def _labels(self, first: int) -> tuple[str, ...]:
        """All that `_places` goes by; empty where it must look closer."""
        criterion, indicator, fields = self._head.criterion, self._head.indicator, self._form.fields
        texts: list[str] = []
        for cells in self._rows[first:]:
            if len(cells) <= max(criterion, indicator):
                return ()
            title, label = cells[criterion], cells[indicator]
            if type(title) is not str or type(label) is not str or fields[title] or fields[label]:
                return ()
            if not label.strip() and (title.strip() or any(text_of(cell) for cell in cells)):
                break
            texts += (title, label)
        return tuple(texts)

    def _places(self, row: int) -> Iterator[tuple[int, _Place]]:
        """The rows of the table with the indicator each is about; `end` is set behind the last."""
        group: tuple[SectionSpec, int] | None = None
        section: SectionSpec | None = None
        ordinal = 0
        for index in range(row, len(self._rows)):
            cells = self._rows[index]
            title, label = text_of(_at(cells, self._head.criterion)), text_of(_at(cells, self._head.indicator))
            if self._may_head(title, label) and _head(cells, self._form) is not None:
                break  # a header repeated, or the next table
            if title and not label:
                break
            if title:
                group, ordinal = self._form.criterion(title, section), 0
                section = group[0] if group else section
            if not title and not label:
                if not any(text_of(cell) for cell in cells):
                    self.end = index + 1
                    continue
                break
            self.end = index + 1
            indicator = _indicator(group, label, ordinal)
            ordinal += 1
            if group is not None and indicator is not None:
                yield index, _Place(group[0], indicator)

    def _may_head(self, *texts: str) -> bool:
        """Whether one of the texts is the label of a column: a quick look before the whole row is looked at."""
        return any(self._form.fields[text] for text in texts)

    def _as_of(self) -> str:
        """The date in the lines above the table: the last of them, nearest to it."""
        for row in reversed(self._rows[max(self._start - 8, 0) : self._start]):
            for cell in row:
                found = _AS_OF.match(text_of(cell))
                if found:
                    return found[2].strip()
        return ""

    def _fill(self, found: FoundColumn, column: int, places: Sequence[tuple[int, _Place]]) -> None:
        rows, whole_at, answers, spots = self._rows, self._head.whole, found.answers, found.spots
        for row, place in places:
            cells, indicator = rows[row], place.indicator
            whole = cells[whole_at] if 0 <= whole_at < len(cells) else ""
            value, doubt = read_answer(cells[column] if column < len(cells) else "", whole, indicator)
            key, spot = indicator.key, Spot(row, column)
            if key in answers:
                found.doubts.append(Doubt(spot, f"«{indicator.label}» стоит в таблице дважды, взято первое."))
                continue
            spots[key] = spot
            answers[key] = value
            if doubt:
                found.doubts.append(Doubt(spot, doubt))


def read_answer(cell: Cell, whole: Cell, indicator: IndicatorSpec) -> tuple[CriterionValue, str]:
    """What a cell answers, and what is doubtful about it (empty: nothing)."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if indicator.kind == "share":
            return _share_of(cell)
        if indicator.kind == "count" and 0 <= cell < _LARGEST and cell == int(cell):
            return _count_of(int(cell), whole)
    text = text_of(cell)
    if indicator.kind == "text" or not text:
        return _said(text), ""
    if indicator.kind == "share":
        return _share(text)
    value = shares.parse_value(text, indicator.kind)
    if indicator.kind == "count":
        return _count(value, whole, text)
    if value.no_data:
        return value, ""
    if indicator.kind == "choice" and text not in indicator.choices:
        return value, f"«{text}» нет среди ответов: {', '.join(indicator.choices)}."
    if indicator.kind == "number" and number_of(text) is None:
        return value, f"«{text}» — не число."
    return value, ""


def _count(value: CriterionValue, whole: Cell, text: str) -> tuple[CriterionValue, str]:
    if value.no_data:
        return value, ""
    if value.numerator is None:
        return value, f"«{text}» — не число людей."
    if value.denominator is None:
        return _count_of(value.numerator, whole)
    return value, _too_many(value.numerator, value.denominator)


def _count_of(part: int, whole: Cell) -> tuple[CriterionValue, str]:
    """So many of what the cell of the whole says, if it says a number of people."""
    total = whole if isinstance(whole, float) else (number_of(text_of(whole)) or (None,))[0]
    if total is None or not 0 <= total < _LARGEST or total != int(total):
        return CriterionValue(numerator=part), ""
    return CriterionValue(numerator=part, denominator=int(total)), _too_many(part, int(total))


@lru_cache(maxsize=1 << 12)
def _said(text: str) -> CriterionValue:
    """A text as an answer; a thousand schools leave the same cells empty."""
    return CriterionValue(value=text)


def _too_many(part: int, whole: int) -> str:
    return f"Часть больше целого: {part} из {whole}." if part > whole else ""


def _share(text: str) -> tuple[CriterionValue, str]:
    """A share as a typed text says it: «45,2 %»."""
    if text.lower() == shares.NO_DATA:
        return CriterionValue(no_data=True), ""
    number = number_of(text.rstrip("%").strip())
    return (CriterionValue(value=text), f"«{text}» — не доля.") if number is None else _per_cent(number[0])


def _share_of(part: float) -> tuple[CriterionValue, str]:
    """A share as a cell of Excel holds it: a part of one; what is more than one was typed as per cent."""
    return _per_cent(part * 100 if part <= 1 else part)


def _per_cent(percent: float) -> tuple[CriterionValue, str]:
    value = CriterionValue(value=f"{percent:.6g}".replace(".", ","))
    return value, "Доля больше 100 %." if percent > 100 else ""


def _indicator(group: tuple[SectionSpec, int] | None, label: str, ordinal: int) -> IndicatorSpec | None:
    """The indicator of a label, else the one that stands at its place."""
    if group is None:
        return None
    indicators = group[0].criterion[group[1]].indicators
    named = next((one for one in indicators if key_of(one.label) == key_of(label)), None)
    if named is not None:
        return named
    return indicators[ordinal] if ordinal < len(indicators) and alike(label, indicators[ordinal].label) else None


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if 0 <= column < len(row) else ""


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without «.0», decimals with a comma."""
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}".replace(".", ",")
    return str(cell).replace("\u00a0", " ").strip()
