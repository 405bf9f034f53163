"""Activities: the one entity of every plan-like table (roadmap, staff measures, method stages, diary)."""

from __future__ import annotations

from dataclasses import field

from .entity import Entity, entity, owned_by, points_at

ACTIVITY_LEVELS = ("group", "item", "sub")
"""Group → item → sub-item."""


@entity("activity")
class Activity(Entity):
    """A row of a plan. Rows lie in one order over the section: a group owns the rows down to the next group,
    an item its sub-items.

    `number` is what was typed when it differs from the program's own numbering, otherwise empty. `percent` is
    None while nobody said anything. `extra` holds texts of columns that the format does not know, in the order of
    the section's own columns.
    """

    section_id: int = field(default=0, metadata=owned_by("Section"))
    position: int = 0
    level: str = "item"
    number: str = ""
    text: str = ""
    form: str = ""
    period: str = ""
    responsible: str = ""
    result: str = ""
    coverage: str = ""
    percent: int | None = None
    progress: str = ""  # what stands beside the per cent in «Информация о выполнении»
    reason: str = ""
    evidence: str = ""
    extra: tuple[str, ...] = ()
    linked_id: int | None = field(default=None, metadata=points_at("Activity"))
    upper: bool = False  # a group over groups, where a plan has two levels: «Муниципальный уровень»


@entity("deadline_move")
class DeadlineMove(Entity):
    """A deadline that was moved: when and by whom, both texts as they were typed, and why."""

    activity_id: int = field(default=0, metadata=owned_by("Activity"))
    at: str = ""  # ISO date and time
    author: str = ""
    was: str = ""
    became: str = ""
    reason: str = ""
