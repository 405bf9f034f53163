"""What is kept of an exam for one sample: counted distributions and the shares a source states; never a pupil.

Counts are kept apart for each class, so that the workbooks of 5А and 5Б add up to the grade. JSON for the column `data`
of the school file goes both ways here and nowhere else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .task_heading import natural

Outcome = tuple[float | None, int | None, int | None]
"""Score, mark of the work, mark in the journal; what is not known is None."""

NO_MARK = 0
"""The mark «н/а»: not certified."""

MARKS = (5, 4, 3, 2, 1)
SCHOOL, MUNICIPALITY, REGION, COUNTRY = "school", "municipality", "region", "country"
LEVELS = (SCHOOL, MUNICIPALITY, REGION, COUNTRY)
"""Levels of sample, the school first."""

YEARS = "years"
"""The kind of a table of mean scores by year: its numbers are rounder than those of an exam's own table."""

SHIFTS = ("lower", "confirmed", "higher")
"""A mark against the journal's: понизили, подтвердили, повысили."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its key, its heading in the source, the points it gives and its difficulty (Б, П, В or empty)."""

    key: str
    heading: str = ""
    maximum: float | None = None
    difficulty: str = ""

    def over(self, other: Task) -> Task:
        """This one, with what it does not know taken from another."""
        maximum = other.maximum if self.maximum is None else self.maximum
        heading = max(self.heading, other.heading, key=len)  # «1 (2б)» says more than «1»
        return Task(self.key, heading, maximum, self.difficulty or other.difficulty)


@dataclass(frozen=True, slots=True)
class Group:
    """The counts of one class, or of a grade whose classes the source does not tell apart."""

    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    points: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Task → points as text, or «X» → how many pupils; in the order of tasks and of points (see `ordered_points`)."""
    absent: int = 0

    @property
    def n(self) -> int:
        """Those who took part."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures came from: kind of table, name of the file (empty: entered by hand), digest of what was read."""

    kind: str
    file: str = ""
    digest: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is known of one exam for one sample."""

    tasks: Mapping[str, Task] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    """Class («1», «А», empty where classes are not told apart) → its counts."""
    participants: int | None = None
    """As the source states it."""
    marks: Mapping[int, float] = field(default_factory=dict)
    """Mark → per cent, as stated."""
    completion: Mapping[str, float] = field(default_factory=dict)
    """Task → per cent of the points, as stated."""
    journal: Mapping[str, tuple[int | None, float | None]] = field(default_factory=dict)
    """`SHIFTS` → (how many, per cent), as stated."""
    stated: Mapping[str, float] = field(default_factory=dict)
    """Other values of a summary, as stated (see `summaries.STATED`)."""
    organisations: int | None = None
    name: str = ""
    """The sample's name in the source: region, municipality, school."""
    maximum: float | None = None
    """The highest score there is."""
    sources: tuple[Source, ...] = ()
    typed: Mapping[str, float] = field(default_factory=dict)
    """What a person typed, by field (see `typed.py`): it wins over the sources and outlives an import."""

    def merged(self, new: Figures) -> Figures:
        """These figures with newer ones in the place of what they speak of."""
        return Figures(
            tasks=_merged_tasks(self.tasks, new.tasks),
            groups=_merged_groups(self.groups, new.groups),
            participants=self.participants if new.participants is None else new.participants,
            marks=new.marks or self.marks,
            completion=new.completion or self.completion,
            journal=new.journal or self.journal,
            stated={**new.stated, **self.stated} if new.rounder(self) else {**self.stated, **new.stated},
            organisations=self.organisations if new.organisations is None else new.organisations,
            name=new.name or self.name,
            maximum=self.maximum if new.maximum is None else new.maximum,
            sources=(*(old for old in self.sources if not self.replaced(old, new)), *new.sources),
            typed={**self.typed, **new.typed},
        )

    def rounder(self, other: Figures) -> bool:
        """Whether these come from a table of years alone, and the others from one of the exam itself."""
        kinds = {source.kind for source in self.sources}
        return kinds == {YEARS} and any(source.kind != YEARS for source in other.sources)

    def replaced(self, old: Source, new: Figures) -> bool:
        """Whether newer figures take the place of everything that came from a source."""
        if (
            not old.file and new.groups and not self.stated and not self.typed
        ):  # marks entered by hand, now counted from a file
            return True
        for source in new.sources:
            whole = not source.classes or not old.classes or "" in source.classes
            if source.kind == old.kind and (whole or set(old.classes) <= set(source.classes)):
                return True
        return False

    @property
    def whole(self) -> Group:
        """All classes together."""
        if len(self.groups) == 1:
            return next(iter(self.groups.values()))
        outcomes: Counter[Outcome] = Counter()
        counted: dict[str, Counter[str]] = {}
        for group in self.groups.values():
            outcomes.update(group.outcomes)
            for key, counts in group.points.items():
                counted.setdefault(key, Counter()).update(counts)
        points = {key: ordered_points(counted[key]) for key in sorted(counted, key=natural)}
        return Group(outcomes, points, sum(group.absent for group in self.groups.values()))

    @property
    def n(self) -> int | None:
        """Participants: as typed, else counted where they were, else as stated; else typed marks or scores together."""
        if "n" in self.typed:
            return int(self.typed["n"])
        if not self.groups and self.participants is None:
            marks = [int(count) for field, count in self.typed.items() if field.startswith("mark")]
            scores = [int(count) for field, count in self.typed.items() if field.startswith("score:")]
            return sum(marks or scores) if marks or scores else None
        return sum(group.n for group in self.groups.values()) if self.groups else self.participants


def _merged_tasks(old: Mapping[str, Task], new: Mapping[str, Task]) -> Mapping[str, Task]:
    if not old or not new:
        return old or new
    tasks = dict(old)
    for key, task in new.items():
        tasks[key] = task.over(tasks[key]) if key in tasks else task
    return dict(sorted(tasks.items(), key=_task_order))


def _merged_groups(old: Mapping[str, Group], new: Mapping[str, Group]) -> Mapping[str, Group]:
    """Classes take each other's place by name; figures of a whole grade take the place of all and give way to any."""
    if not new:
        return old
    if "" in new or "" in old:
        return new
    return dict(sorted({**old, **new}.items()))


def _task_order(item: tuple[str, object]) -> tuple[int, ...]:
    return natural(item[0])


def dump(figures: Figures) -> str:
    """Figures as the text of the column; what is empty is left out."""
    return _ENCODER.encode(as_json(figures))


def as_json(figures: Figures) -> dict[str, Any]:
    """Figures as plain data, in one order whatever the order they were found in; what is empty is left out."""
    data: dict[str, Any] = {}
    if figures.name:
        data["name"] = figures.name
    for name in ("maximum", "participants", "organisations"):
        if (value := getattr(figures, name)) is not None:
            data[name] = value
    if figures.tasks:
        data["tasks"] = [
            {"key": task.key, "heading": task.heading, "maximum": task.maximum, "difficulty": task.difficulty}
            for task in figures.tasks.values()
        ]
    if figures.groups:
        data["groups"] = {name: _group_json(group) for name, group in sorted(figures.groups.items())}
    if figures.marks:
        data["marks"] = {str(mark): share for mark, share in sorted(figures.marks.items())}
    if figures.completion:
        data["completion"] = dict(sorted(figures.completion.items(), key=_task_order))
    if journal := {shift: list(figures.journal[shift]) for shift in SHIFTS if shift in figures.journal}:
        data["journal"] = journal
    if figures.stated:
        data["stated"] = dict(sorted(figures.stated.items()))
    if figures.sources:
        data["sources"] = [
            {"kind": source.kind, "file": source.file, "digest": source.digest, "classes": list(source.classes)}
            for source in figures.sources
        ]
    if figures.typed:
        data["typed"] = dict(sorted(figures.typed.items()))
    return data


def load(data: str) -> Figures:
    """The figures of a column; a damaged value reads as no figures."""
    try:
        loaded = json.loads(data or "{}")
        return _from_json(loaded) if isinstance(loaded, dict) else Figures()
    except (ValueError, TypeError, KeyError, AttributeError):
        return Figures()


def _group_json(group: Group) -> dict[str, Any]:
    outcomes = list(group.outcomes.items())
    try:
        outcomes.sort()
    except TypeError:  # None has no place among numbers
        outcomes.sort(key=lambda item: _sortable(item[0]))
    rows = [[*outcome, count] for outcome, count in outcomes]
    return {"outcomes": rows, "points": group.points, "absent": group.absent}


def _from_json(data: dict[str, Any]) -> Figures:
    tasks = [
        Task(str(task["key"]), str(task["heading"]), task["maximum"], str(task["difficulty"]))
        for task in data.get("tasks", ())
    ]
    return Figures(
        tasks={task.key: task for task in tasks},
        groups={name: _group(group) for name, group in data.get("groups", {}).items()},
        participants=data.get("participants"),
        marks={int(mark): float(share) for mark, share in data.get("marks", {}).items()},
        completion={key: float(share) for key, share in data.get("completion", {}).items()},
        journal={shift: (pair[0], pair[1]) for shift, pair in data.get("journal", {}).items()},
        stated={name: float(value) for name, value in data.get("stated", {}).items()},
        organisations=data.get("organisations"),
        name=str(data.get("name", "")),
        maximum=data.get("maximum"),
        sources=tuple(
            Source(source["kind"], source["file"], source["digest"], tuple(source["classes"]))
            for source in data.get("sources", ())
        ),
        typed={str(field): float(value) for field, value in data.get("typed", {}).items()},
    )


def _group(data: dict[str, Any]) -> Group:
    outcomes = {(score, mark, journal): int(count) for score, mark, journal, count in data["outcomes"]}
    points = {key: {point: int(count) for point, count in counts.items()} for key, counts in data["points"].items()}
    return Group(outcomes, points, int(data["absent"]))


def _sortable(outcome: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(-1.0 if value is None else float(value) for value in outcome)


def ordered_points(counts: Mapping[str, int]) -> dict[str, int]:
    """Points in their order, «X» first."""
    return {point: counts[point] for point in sorted(counts, key=_point_order)}


@lru_cache(maxsize=200)
def _point_order(point: str) -> float:
    try:
        return float(point)
    except ValueError:
        return -1.0
