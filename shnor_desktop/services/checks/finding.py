"""A finding of the check, and how a rule names the place of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..columns import columns_of, extra_index
from ..field_names import ACTIVITY_FIELDS, INDICATOR_FIELDS, ORDER_FIELDS, SCHEDULE_FIELDS
from ..queries import ActivityEntry, ProgrammeData, SectionData

SEVERITIES = ("error", "warning", "hint")
"""error: the paper contradicts itself or lacks what it must have; warning: look at it; hint: could be better."""


@dataclass(frozen=True)
class Finding:
    """What is wrong, where (for the person) and at which place (for the program: «activity:12:period»).

    `spot` is the place inside its section («1.3 · Сроки»); `detail` is for the fix that goes with the code.
    """

    severity: str
    code: str
    where: str
    message: str
    place: str = ""
    section_id: int = 0
    spot: str = ""
    detail: str = ""


Rule = Callable[[ProgrammeData], Iterable[Finding]]
"""A rule looks at the whole programme and names what it finds."""

_FIELDS: dict[str, dict[str, str]] = {
    "activity": ACTIVITY_FIELDS,
    "indicator": INDICATOR_FIELDS,
    "schedule_row": SCHEDULE_FIELDS,
    "office_order": ORDER_FIELDS,
    "task": {"text": "Задача"},
}
"""What fields are called where the section has no column for them."""

_TABLES = ("activity", "schedule_row")
"""Rows that are shown in columns of their section."""


_NAME = 18
"""Characters of a text that stand for its row."""

_TITLE = 70
"""Characters of a heading that stand for its section: a heading of a municipal plan fills five lines."""

_MOST = 6
"""Names in one sentence."""


def in_section(section: SectionData, severity: str, code: str, message: str, spot: str = "") -> Finding:
    """A finding about a section as a whole."""
    return at_place(section, severity, code, message, f"section:{section.section.id}", spot)


def at_place(
    section: SectionData, severity: str, code: str, message: str, place: str, spot: str = "", detail: str = ""
) -> Finding:
    """A finding at any place of a section."""
    title = short(section.entry.title, _TITLE).rstrip(
        " :"
    )  # a heading of a document may end in what leads on to its text
    where = f"{title}, {spot}" if spot else title
    return Finding(severity, code, where, message, place, section.section.id, spot, detail)


def at_row(
    section: SectionData, severity: str, code: str, message: str, table: str, id_: int, field: str, number: str = ""
) -> Finding:
    """A finding about a field of a row, which is known to the person by its number and its column."""
    spot = " · ".join(text for text in (number.rstrip("."), _label(section, table, field)) if text)
    return at_place(section, severity, code, message, f"{table}:{id_}:{field}", spot)


def at_activity(
    section: SectionData, entry: ActivityEntry, severity: str, code: str, message: str, field: str
) -> Finding:
    """A finding about a field of a plan's row."""
    return at_row(section, severity, code, message, "activity", entry.row.id, field, row_name(entry))


def row_name(entry: ActivityEntry) -> str:
    """What a row of a plan is called: its number, else how its text begins; both where groups may share the number."""
    number, text = entry.number.rstrip("."), short(entry.row.text, _NAME)
    if number and "." not in number and text:
        return f"{number} «{text}»"
    return number or text or "без номера"


def short(text: str, length: int = 40) -> str:
    """The beginning of a text, as a name for its row."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def listed(names: Sequence[str]) -> str:
    """Names in one sentence: «1.2, 1.3 и 1.4»; of many the first ones and how many more."""
    if len(names) > _MOST:
        return f"{', '.join(names[: _MOST - 1])} и ещё {len(names) - _MOST + 1}"
    return " и ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _label(section: SectionData, table: str, field: str) -> str:
    """What the person calls a field: as the head of its column says, where it has one."""
    if field == "number":
        return ""
    if extra_index(field) is not None or table in _TABLES:
        heads = (column.label for column in columns_of(section.section, section.spec) if column.field == field)
        if head := next(heads, ""):
            return short(head)
    return _FIELDS.get(table, {}).get(field, "")
