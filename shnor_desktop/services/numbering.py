"""Numbers that the program gives: of sections in the outline, of activities, of tasks and indicators.

A number that was typed and differs stands as typed; it still moves nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from ..models.programme import Section
from .documents.number_formats import in_format
from .formats import Format, NumberingSpec


class Numbered(Protocol):
    """A row of a plan, or what is known of it."""

    @property
    def level(self) -> str:
        """group, item or sub."""
        ...

    @property
    def number(self) -> str:
        """What was typed for it."""
        ...

    @property
    def upper(self) -> bool:
        """Whether it is a group over groups."""
        ...


def section_numbers(ordered: Sequence[tuple[Section, int]]) -> list[str]:
    """The number of each (section, depth) of an outline in display order; "" for unnumbered ones and hidden parts."""
    counters: list[int] = []
    appendix = 0
    numbers = []
    hidden = -1  # depth of the hidden section whose children follow
    for section, depth in ordered:
        if hidden < 0 or depth <= hidden:
            hidden = depth if section.hidden else -1
        del counters[depth + 1 :]
        while len(counters) <= depth:
            counters.append(0)
        if hidden >= 0 or section.numbering == "none":
            numbers.append("")
        elif section.numbering == "appendix":
            appendix += 1
            numbers.append(f"Приложение {appendix}")
        else:
            counters[depth] += 1
            numbers.append(".".join(str(n) for n in counters[: depth + 1] if n) + ".")
    return numbers


def activity_numbers(rows: Iterable[Numbered], spec: NumberingSpec) -> list[str]:
    """The program's own number of each row: groups 1., items 1.1 (or 1. without groups), sub-items none.

    Under a group over groups, which has no number itself, both begin anew.
    """
    group = item = 0
    roman = ""
    look = spec.activities_item
    numbers = []
    for row in rows:
        level = row.level
        if level == "item":
            item += 1
            numbers.append(look.format(group=group, item=item, roman=roman) if group else f"{item}.")
        elif level == "group" and row.upper:
            group = item = 0
            numbers.append("")
        elif level == "group":
            group, item = group + 1, 0
            roman = in_format(group, "upperRoman")
            numbers.append(spec.activities_group.format(group=group, item=item, roman=roman))
        else:
            numbers.append("")
    return numbers


def shown_activity_numbers(rows: Sequence[Numbered], form: Format) -> list[str]:
    """What stands in the № column: the typed number where there is one, else the program's."""
    return [row.number or own for row, own in zip(rows, activity_numbers(rows, form.numbering), strict=True)]


def typed_number(text: str, own: str) -> str:
    """What to keep of a number read or typed: nothing when it says the same as the program's own."""
    return "" if text.strip().rstrip(".") == own.rstrip(".") else text.strip()
