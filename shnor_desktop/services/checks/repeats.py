"""The same row twice: an activity of one group, an indicator of one task."""

from __future__ import annotations

from collections.abc import Iterator

from ..folding import fold
from ..queries import ActivityEntry, ProgrammeData
from .finding import Finding, at_place, at_row, row_name

_FIELDS = ("text", "form", "period", "responsible", "result", "coverage")
_SAID = ("percent", "progress", "reason", "evidence")

COPY = "copy"
"""The detail of a finding whose row says nothing that the first one does not."""


def repeated_activities(data: ProgrammeData) -> Iterator[Finding]:
    """No activity stands twice in its group with the same text, dates and people."""
    for section in data.sections:
        first: dict[tuple[str, ...], ActivityEntry] = {}
        rows = section.activities
        for n, entry in enumerate(rows):
            if entry.row.level == "group":
                first = {}
            if entry.row.level != "item" or not entry.row.text.strip():
                continue
            known = first.setdefault(_key(entry), entry)
            if known is not entry:
                followed = n + 1 < len(rows) and rows[n + 1].row.level == "sub"
                message = f"Повторяет строку {row_name(known)}: текст, срок и ответственные те же."
                yield at_place(
                    section,
                    "warning",
                    "row-repeated",
                    message,
                    f"activity:{entry.row.id}:text",
                    row_name(entry),
                    "" if followed or _says_more(entry, known) else COPY,
                )


def repeated_indicators(data: ProgrammeData) -> Iterator[Finding]:
    """No indicator stands twice under its task."""
    for section in data.sections:
        for task in section.tasks:
            first: dict[str, str] = {}
            for entry in task.indicators:
                row = entry.row
                words = " ".join(fold(row.text).split())
                if not words:
                    continue
                known = first.setdefault(words, entry.number)
                if known is not entry.number:
                    message = f"Показатель {known.rstrip('.')} этой задачи называется так же."
                    number = f"{task.number}, {entry.number}"
                    yield at_row(section, "warning", "indicator-repeated", message, "indicator", row.id, "text", number)


def _key(entry: ActivityEntry) -> tuple[str, ...]:
    return tuple(" ".join(fold(getattr(entry.row, name)).split()) for name in _FIELDS)


def _says_more(entry: ActivityEntry, known: ActivityEntry) -> bool:
    """Whether something is said in the later row that would be lost with it."""
    row, first = entry.row, known.row
    said = any(getattr(row, name) not in (None, "", getattr(first, name)) for name in _SAID)
    return said or row.extra != first.extra or row.linked_id is not None
