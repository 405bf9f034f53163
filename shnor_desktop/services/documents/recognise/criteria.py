"""Recognising Приложения 1 and 2: criteria, indicators and the facts of one or more waves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ....models.monitoring import CriterionValue
from ... import shares
from ...formats import Format, SectionSpec
from ...waves import without_year, year_key
from ..tree import Table
from .tables import Line, header_index, is_number_label, lines_of
from .words import norm

HEADER = ("критерий", "показатель", "фактическ")
"""Words by which the table is known."""

_AS_OF = re.compile(r"^\s*(\S.{,200}?)[\s:]*по\s*состоянию\s*на\s*(.*?)\.?\s*$", re.IGNORECASE | re.DOTALL)
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_YEAR_BEHIND = re.compile(r"((?:19|20)\d\d)(?:г|$)")
_ENDING = 2
"""Letters of an adjective that change with its gender: «итоговый», «итоговая»."""

Values = list[tuple[str, CriterionValue]]
"""Wave key and value."""


def wave_line(text: str, form: Format) -> tuple[str, str] | None:
    """«Входной мониторинг: по состоянию на 01.01.2026» → (wave key, date as typed), for the form's waves."""
    found = _AS_OF.match(text)
    if found is None:
        return None
    title, year = without_year(found[1])
    titles = ((found[1], 0), (title, year)) if year else ((title, 0),)
    for name, of_year in titles:  # a form's own title may end in a year
        wave = next((one for one in form.wave if norm(one.title) == norm(name)), None)
        if wave is not None:
            return year_key(wave.key, of_year), found[2].strip()
    return None


def wave_named(text: str, form: Format) -> str:
    """The key of the wave whose title, or the first word of it, stands in a text; empty when none does.

    A title with a year behind it is that year's wave.
    """
    plain = norm(text)
    whole = [wave for wave in form.wave if norm(wave.title) and norm(wave.title) in plain]
    if whole:
        wave = max(whole, key=lambda wave: len(wave.title))
        year = _YEAR_BEHIND.match(plain.partition(norm(wave.title))[2])
        return year_key(wave.key, int(year[1]) if year else 0)
    stems = {wave.key: norm(wave.title.split()[0])[:-_ENDING] for wave in form.wave if wave.title.strip()}
    found = [key for key, stem in stems.items() if stem and stem in plain]
    return found[0] if len(found) == 1 else ""


def section_for(lines: list[Line], form: Format) -> SectionSpec | None:
    """Which of the form's criteria sections this table fills: the one whose indicators all stand in it."""
    labels = {norm(text) for line in lines for text in line.labels}
    fitting = [
        spec
        for spec in form.section
        if spec.criterion and all(norm(indicator.label) in labels for indicator in spec.indicators)
    ]
    return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True)
class Facts:
    """What a table of criteria says: values by wave, the school's name, and texts of columns nobody knows."""

    values: Values
    school: str
    notes: tuple[str, ...]


def read_criteria(table: Table, spec: SectionSpec, form: Format) -> Facts | None:
    """The facts of a table; None when a row fits no indicator of the form."""
    lines = lines_of(table)
    index = header_index(lines, HEADER)
    heads = [norm(text) for text in lines[index].texts] if index is not None else []
    label_column = next((n for n, text in enumerate(heads) if "показатель" in text), None)
    first = next((n for n, text in enumerate(heads) if "фактическ" in text), None)
    usual = next(iter((*spec.waves, *(wave.key for wave in form.wave))), "")
    if index is None or label_column is None or first is None or not usual:
        return None
    end = next((n for n in range(first + 1, len(heads)) if heads[n]), len(heads))
    body = lines[index + 1 :]
    names = [""] * len(heads)
    if body and not body[0].texts[label_column]:
        names = list(body[0].texts)
        body = body[1:]
    body = [line for line in body if line.texts[label_column]]
    if [norm(line.labels[label_column]) for line in body] != [norm(one.label) for one in spec.indicators]:
        return None
    values: Values = []
    notes: list[str] = []
    known: dict[str, int] = {}
    for column in range(first, end):
        wave = wave_named(names[column], form) or usual
        if known.setdefault(wave, column) == column:
            values += _column(body, column, wave, spec, notes)
    others = [
        n for n, head in enumerate(heads) if n not in known.values() and "критерий" not in head and n != label_column
    ]
    notes += _notes(lines[index], names, body, others)
    brackets = _IN_BRACKETS.search(names[first])
    school = names[first][: brackets.start()] if brackets and wave_named(brackets[1], form) else names[first]
    return Facts(values, school.strip(), tuple(notes))


def of_another_wave(values: Values, before: Values, spec: SectionSpec) -> Values | None:
    """The values of a second table for the same criteria: of waves not yet known, None when there is no such wave."""
    known = {wave for wave, _ in before}
    if not known & {wave for wave, _ in values}:
        return values
    free = [wave for wave in spec.wave_lines or spec.waves if wave not in known]
    if len({wave for wave, _ in values}) != 1 or not free:
        return None
    return [(free[0], value) for _, value in values]


def _notes(header: Line, names: list[str], body: list[Line], columns: list[int]) -> Iterator[str]:
    """The texts of other columns, numbers of criteria apart: «Доля. Примечание: без вечерних классов»."""
    label = next(n for n, text in enumerate(header.texts) if "показатель" in norm(text))
    for column in columns:
        head = names[column] or header.texts[column]
        for line in body:
            text = line.texts[column]
            if text and not (is_number_label(header.texts[column]) and norm(text).isdigit()):
                yield f"{line.texts[label]}. {head}: {text}"


def _column(body: list[Line], column: int, wave: str, spec: SectionSpec, notes: list[str]) -> Values:
    values: dict[str, CriterionValue] = {}
    for line, indicator in zip(body, spec.indicators, strict=True):
        text = line.texts[column]
        if not text:
            continue
        counted = values.get(indicator.of)
        computed = shares.shown(counted, "share") if indicator.kind == "share" else ""
        if computed:  # the program computes it again; what differs is told beside the table
            if norm(computed) != norm(text):
                notes.append(f"{indicator.label}: {text}")
            continue
        kind = "text" if indicator.kind == "share" else indicator.kind
        read = shares.parse_value(text, kind)
        values[indicator.key] = CriterionValue(
            key=indicator.key,
            value=read.value,
            numerator=read.numerator,
            denominator=read.denominator,
            no_data=read.no_data,
        )
    return [(wave, value) for value in values.values()]
