"""Where a measure may be put: the plans of a programme and their groups."""

from __future__ import annotations

from dataclasses import dataclass

from ..models.activities import Activity
from .formats import Format
from .queries import outline
from .reading import read_fields
from .school_file import SchoolFile

ROADMAP = "roadmap"


@dataclass(frozen=True)
class PlanPlace:
    """A plan, or a group of it; what is put there comes after `after_id`, its last row, or at the plan's end."""

    section_id: int
    title: str
    after_id: int | None = None


def plan_places(file: SchoolFile, form: Format) -> list[PlanPlace]:
    """Every plan and every group, the roadmap's first."""
    entries = [entry for entry in outline(file, form, hidden=False) if entry.section.kind == "activities"]
    entries.sort(key=lambda entry: entry.section.key != ROADMAP)
    found = []
    for entry in entries:
        groups: list[PlanPlace] = []
        rows = read_fields(file.raw, Activity, ("id", "level", "text", "upper"), {"section_id": entry.section.id})
        for id_, level, text, upper in rows:
            if level == "group" and not upper:
                groups.append(PlanPlace(entry.section.id, f"{entry.title} · {_short(text)}", id_))
            elif groups and not upper:
                groups[-1] = PlanPlace(entry.section.id, groups[-1].title, id_)
        found += groups or [PlanPlace(entry.section.id, entry.title)]
    return found


def _short(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
