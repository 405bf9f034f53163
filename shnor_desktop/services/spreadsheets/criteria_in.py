"""Tables of Приложения 1 and 2 found on a sheet by their labels: in our workbooks, older ones and copies by hand.

Rows and columns may have moved, labels may be typed anew; a municipality's own table has one column a school.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ...models.monitoring import CriterionValue
from .. import shares
from ..formats import Format, IndicatorSpec, SectionSpec
from .book_names import WHOLE_LABEL
from .labels import alike, key_of
from .safe_text import number_of

Cell = object
_AS_OF = re.compile(r"^(.*?):?\s*по состоянию на\s*(.*)$", re.IGNORECASE | re.DOTALL)
_LARGEST = 10_000_000
_MOST_LAYOUTS = 500


@dataclass(frozen=True, slots=True)
class Spot:
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


class FormIndex:
    """The labels of a form's criteria, made comparable once for all the workbooks that are read."""

    def __init__(self, form: Format) -> None:
        self.form = form
        self.columns = {
            key_of(column.label): column.field for spec in form.section if spec.criterion for column in spec.columns
        }
        self.columns[key_of(WHOLE_LABEL)] = "whole"
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


def _head(row: Sequence[Cell], form: FormIndex) -> _Head | None:
    places: dict[str, int] = {}
    for column, cell in enumerate(row):
        name = form.columns.get(key_of(cell)) if isinstance(cell, str) and cell else None
        if name and name not in places:
            places[name] = column
    if not {"criterion", "indicator", "fact"} <= places.keys():
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
        criterion, indicator = self._head.criterion, self._head.indicator
        texts: list[str] = []
        for cells in self._rows[first:]:
            title, label = _at(cells, criterion), _at(cells, indicator)
            if type(title) is not str or type(label) is not str or self._may_head(title, label):
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
        return any(text and key_of(text) in self._form.columns for text in texts)

    def _as_of(self) -> str:
        """The date in the lines above the table: the last of them, nearest to it."""
        for row in reversed(self._rows[max(self._start - 8, 0) : self._start]):
            for cell in row:
                found = _AS_OF.match(text_of(cell))
                if found:
                    return found[2].strip()
        return ""

    def _fill(self, found: FoundColumn, column: int, places: Sequence[tuple[int, _Place]]) -> None:
        for row, place in places:
            cell = _at(self._rows[row], column)
            whole = _at(self._rows[row], self._head.whole) if self._head.whole >= 0 else ""
            value, doubt = read_answer(cell, whole, place.indicator)
            key, spot = place.indicator.key, Spot(row, column)
            if key in found.answers:
                found.doubts.append(Doubt(spot, f"«{place.indicator.label}» стоит в таблице дважды, взято первое."))
                continue
            found.spots[key] = spot
            found.answers[key] = value
            if doubt:
                found.doubts.append(Doubt(spot, doubt))


def read_answer(cell: Cell, whole: Cell, indicator: IndicatorSpec) -> tuple[CriterionValue, str]:
    """What a cell answers, and what is doubtful about it (empty: nothing)."""
    if indicator.kind == "count" and isinstance(cell, float) and 0 <= cell < _LARGEST and cell.is_integer():
        return _count(CriterionValue(numerator=int(cell)), whole, "")
    text = text_of(cell)
    if indicator.kind == "text" or not text:
        return CriterionValue(value=text), ""
    if indicator.kind == "share":
        return _share(cell, text)
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
    total = (whole, 0) if isinstance(whole, float) else number_of(text_of(whole))
    if value.denominator is None and total is not None and total[0] == int(total[0]) and 0 <= total[0] < _LARGEST:
        value = CriterionValue(numerator=value.numerator, denominator=int(total[0]))
    if value.numerator is not None and value.denominator is not None and value.numerator > value.denominator:
        return value, f"Часть больше целого: {value.numerator} из {value.denominator}."
    return value, ""


def _share(cell: Cell, text: str) -> tuple[CriterionValue, str]:
    """A share as per cent: a cell of Excel holds a part of one, a typed text says «45,2 %»."""
    if text.lower() == shares.NO_DATA:
        return CriterionValue(no_data=True), ""
    if isinstance(cell, (int, float)):
        percent = cell * 100 if cell <= 1 else float(cell)
    else:
        number = number_of(text.rstrip("%").strip())
        if number is None:
            return CriterionValue(value=text), f"«{text}» — не доля."
        percent = number[0]
    doubt = "Доля больше 100 %." if percent > 100 else ""
    return CriterionValue(value=f"{percent:.6g}".replace(".", ",")), doubt


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
