"""Tasks and the target indicators that measure them."""

from __future__ import annotations

from dataclasses import field

from .entity import Entity, entity, owned_by


@entity("task")
class Task(Entity):
    """A task of the programme; `number` is empty when the program numbers it («Задача 1»)."""

    section_id: int = field(default=0, metadata=owned_by("Section"))
    position: int = 0
    number: str = ""
    text: str = ""


@entity("indicator")
class Indicator(Entity):
    """A target indicator. Values are kept as typed; `comparison` holds a comparison in words apart from the unit."""

    task_id: int = field(default=0, metadata=owned_by("Task"))
    position: int = 0
    number: str = ""
    text: str = ""
    unit: str = ""
    comparison: str = ""
    baseline: str = ""
    target: str = ""
    achieved: str = ""
    note: str = ""


@entity("indicator_value")
class IndicatorValue(Entity):
    """Target and achievement of an indicator at one checkpoint (a year or a date in words)."""

    indicator_id: int = field(default=0, metadata=owned_by("Indicator"))
    position: int = 0
    checkpoint: str = ""
    target: str = ""
    achieved: str = ""
