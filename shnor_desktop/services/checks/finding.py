"""A finding of the check, and how a rule names the place of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..queries import ActivityEntry, ProgrammeData, SectionData

SEVERITIES = ("error", "warning", "hint")
"""error: the paper contradicts itself or lacks what it must have; warning: look at it; hint: could be better."""


@dataclass(frozen=True)
class Finding:
    """What is wrong, where (for the person) and at which place (for the program: «activity:12:period»)."""

    severity: str
    code: str
    where: str
    message: str
    place: str = ""
    section_id: int = 0


Rule = Callable[[ProgrammeData], Iterable[Finding]]
"""A rule looks at the whole programme and names what it finds."""


def in_section(section: SectionData, severity: str, code: str, message: str) -> Finding:
    """A finding about a section as a whole."""
    id_ = section.section.id
    return Finding(severity, code, section.entry.title, message, f"section:{id_}", id_)


def at_row(
    section: SectionData, severity: str, code: str, message: str, table: str, id_: int, field: str, number: str = ""
) -> Finding:
    """A finding about a field of a row."""
    where = f"{section.entry.title}, строка {number}" if number else section.entry.title
    return Finding(severity, code, where, message, f"{table}:{id_}:{field}", section.section.id)


def at_activity(
    section: SectionData, entry: ActivityEntry, severity: str, code: str, message: str, field: str
) -> Finding:
    """A finding about a field of a plan's row."""
    number = (entry.number or short(entry.row.text)).rstrip(".")
    return at_row(section, severity, code, message, "activity", entry.row.id, field, number)


def short(text: str, length: int = 40) -> str:
    """The beginning of a text, as a name for its row."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
