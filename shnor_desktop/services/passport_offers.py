"""What an empty row of the passport can say because another place of the programme says it already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..models.activities import Activity
from ..models.school import Programme
from .checks.tasks_text import is_task, with_tasks
from .documents.tree import Block, block_texts
from .documents.tree_json import plain_blocks
from .formats import Format
from .people import folded, pieces
from .queries import ProgrammeData, SectionData, outline, programme, read_section
from .reading import count_texts
from .school_file import SchoolFile

MOST_PEOPLE = 12
"""Performers that are named: those after them are named once in the whole plan."""

_GOALS = "goals"
_AIM = re.compile(r"^\s*цел[ьи](?:\s+программы)?\s*[:–—-]*\s*", re.IGNORECASE)
_TASKS = re.compile(r"^\s*(?:основные\s+)?задачи\b|^\s*для\s+(?:её\s+|ее\s+|этого\s+)?достижения\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:\d+[.)]|[-–—•])\s*")
_INITIALS = re.compile(r"\b[А-ЯЁ]\.")


@dataclass(frozen=True)
class Offer:
    """A text for a row of the passport; `label` says where it comes from."""

    label: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """What the row would say."""
        return "\n".join(block_texts(self.blocks))


@dataclass(frozen=True)
class Known:
    """What the rest of the programme says."""

    programme: Programme
    sections: tuple[SectionData, ...]
    responsible: tuple[str, ...] = ()
    """Everybody the plans name, the most used first."""


def offers_of(data: ProgrammeData) -> dict[str, Offer]:
    """Offers by the key of the row, out of plain data."""
    fields = Counter(entry.row.responsible for section in data.sections for entry in section.activities)
    return _offers(Known(data.programme, data.sections, _named(fields.items())))


def offers_in(file: SchoolFile, form: Format) -> dict[str, Offer]:
    """The same out of the open file; of plans nothing is read but who is responsible."""
    entries = outline(file, form, hidden=False)
    sections = [read_section(file, entry, form) for entry in entries if _tells(entry.section.kind, entry.section.key)]
    return _offers(Known(programme(file), tuple(sections), _named(count_texts(file.raw, Activity, "responsible"))))


def section_title(section: SectionData) -> str:
    """What the person calls a section as a source: «раздела 7»."""
    number = section.entry.number.rstrip(".")
    return f"раздела {number}" if number[:1].isdigit() else f"раздела «{section.entry.title}»"


def _tells(kind: str, key: str) -> bool:
    return kind == "indicators" or key == _GOALS


def _named(fields: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for field, rows in fields:
        for piece in pieces(field):
            key = folded(piece.text)
            spelled[key] = min(spelled.get(key, piece.text), piece.text)
            counts[key] += rows
    order = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(spelled[key] for key in order[:MOST_PEOPLE])


def _offers(known: Known) -> dict[str, Offer]:
    found = {key: make(known) for key, make in _MAKERS.items()}
    return {key: offer for key, offer in found.items() if offer is not None}


# the rows


def _name(known: Known) -> Offer | None:
    title, years = known.programme.title.strip(), _years(known.programme)
    if not title:
        return None
    full = title if not years or str(known.programme.year_from) in title else f"{title} на {years}"
    return Offer("Взять с титульного листа", plain_blocks(full))


def _period(known: Known) -> Offer | None:
    years = _years(known.programme)
    return Offer(f"Записать «{years}»", plain_blocks(years)) if years else None


def _years(row: Programme) -> str:
    if not row.year_from:
        return ""
    return f"{row.year_from}–{row.year_to} годы" if row.year_to > row.year_from else f"{row.year_from} год"


def _tasks(known: Known) -> Offer | None:
    for section in known.sections:
        texts = [task.row.text for task in section.tasks if task.row.text.strip()]
        if texts:
            return Offer(f"Взять из {section_title(section)}", with_tasks((), texts))
    goals = _goals(known)
    lines = _lines(goals) if goals else []
    first = next((n for n, line in enumerate(lines) if _TASKS.match(line)), len(lines))
    listed = [_NUMBER.sub("", line).strip() for line in lines[first + 1 :] if is_task(line)]
    return Offer(f"Взять из {section_title(goals)}", with_tasks((), listed)) if goals and listed else None


def _indicators(known: Known) -> Offer | None:
    for section in known.sections:
        names = [entry.row.text.strip() for task in section.tasks for entry in task.indicators]
        if any(names):
            return Offer(f"Взять из {section_title(section)}", with_tasks((), [name for name in names if name]))
    return None


def _goal(known: Known) -> Offer | None:
    """The first thing that section 3 says; the word «Цель» before it stands in the passport's label already."""
    goals = _goals(known)
    for line in _lines(goals) if goals else []:
        aim = _AIM.sub("", line).strip()
        if _TASKS.match(line):
            break
        if aim and goals:
            return Offer(f"Взять из {section_title(goals)}", plain_blocks(aim[:1].upper() + aim[1:]))
    return None


def _performers(known: Known) -> Offer | None:
    if not known.responsible:
        return None
    first, *others = known.responsible
    text = ", ".join([first[:1].upper() + first[1:], *map(_inside, others)])
    return Offer("Взять ответственных из планов", plain_blocks(text))


def _inside(name: str) -> str:
    """A post in the middle of a sentence; a person's name and an abbreviation keep their capital letter."""
    plain = not _INITIALS.search(name) and name[1:2].islower()
    return name[:1].lower() + name[1:] if plain else name


def _goals(known: Known) -> SectionData | None:
    return next((section for section in known.sections if section.section.key == _GOALS), None)


def _lines(section: SectionData) -> list[str]:
    body = section.texts.get("body", ())
    return [line for text in block_texts(body) for line in text.split("\n") if line.strip()]


_MAKERS: dict[str, Callable[[Known], Offer | None]] = {
    "name": _name,
    "goal": _goal,
    "tasks": _tasks,
    "indicators": _indicators,
    "performers": _performers,
    "period": _period,
}
"""Key of a row of the passport → what it can say."""
