"""Recognising Приложения 1 and 2: criteria, indicators and the facts of one or more waves."""

from __future__ import annotations

import re

from ....models.monitoring import CriterionValue
from ... import shares
from ...formats import Format, SectionSpec
from ..tree import Table
from .tables import Line, header_index, lines_of
from .words import norm

HEADER = ("критерий", "показатель", "фактическ")
"""Words by which the table is known."""

_WAVE_LINE = re.compile(
    r"^\s*(входной|промежуточный|итоговый)\s*мониторинг\s*:?\s*по\s*состоянию\s*на\s*(.*?)\.?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_WAVE_WORDS = (("final", "итогов"), ("interim", "промежуточн"), ("entry", "входн"))

Values = list[tuple[str, CriterionValue]]
"""Wave key and value."""


def wave_line(text: str) -> tuple[str, str] | None:
    """«Входной мониторинг: по состоянию на 01.01.2026» → (wave key, date as typed)."""
    found = _WAVE_LINE.match(text)
    if not found:
        return None
    key = next(key for key, word in _WAVE_WORDS if found[1].lower().startswith(word))
    return key, found[2].strip()


def section_for(lines: list[Line], form: Format) -> SectionSpec | None:
    """Which of the form's criteria sections this table fills: the one whose indicators all stand in it."""
    labels = {norm(text) for line in lines for text in line.texts}
    fitting = [
        spec
        for spec in form.section
        if spec.criterion and all(norm(indicator.label) in labels for indicator in spec.indicators)
    ]
    return fitting[0] if len(fitting) == 1 else None


def read_criteria(table: Table, spec: SectionSpec) -> tuple[Values, str] | None:
    """The values and the school's name from the header; None when a row fits no indicator of the form."""
    lines = lines_of(table)
    index = header_index(lines, HEADER)
    if index is None:
        return None
    label_column = next(n for n, text in enumerate(lines[index].texts) if "показатель" in norm(text))
    facts = list(range(label_column + 1, len(lines[index].texts)))
    body = lines[index + 1 :]
    names = [""] * len(facts)
    if body and not body[0].texts[label_column]:
        names = [body[0].texts[column] for column in facts]
        body = body[1:]
    body = [line for line in body if line.texts[label_column]]
    if [norm(line.texts[label_column]) for line in body] != [norm(one.label) for one in spec.indicators]:
        return None
    values: Values = []
    for column, name in zip(facts, names, strict=True):
        wave = next((key for key, word in _WAVE_WORDS if word in norm(name)), spec.waves[0])
        values += _column(body, column, wave, spec)
    school = re.sub(r"\s*\([^()]*мониторинг\)\s*$", "", names[0], flags=re.IGNORECASE) if names else ""
    return values, school.strip()


def _column(body: list[Line], column: int, wave: str, spec: SectionSpec) -> Values:
    values: dict[str, CriterionValue] = {}
    for line, indicator in zip(body, spec.indicators, strict=True):
        text = line.texts[column]
        if not text:
            continue
        counted = values.get(indicator.of)
        if indicator.kind == "share" and counted is not None and shares.shown(counted, "share") == text:
            continue  # the program computes it again
        kind = "text" if indicator.kind == "share" else indicator.kind
        read = shares.parse_value(text, kind)
        if indicator.kind == "share" and read.no_data and counted is not None and counted.no_data:
            continue
        values[indicator.key] = CriterionValue(
            key=indicator.key,
            value=read.value,
            numerator=read.numerator,
            denominator=read.denominator,
            no_data=read.no_data,
        )
    return [(wave, value) for value in values.values()]
