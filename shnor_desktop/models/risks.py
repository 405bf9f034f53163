"""Why a school has low results: its risk profile, the skills behind tasks, and the measures that answer them."""

from __future__ import annotations

from dataclasses import field

from .entity import Entity, entity, owned_by

SIGNIFICANCE = ("", "high", "medium", "low")
"""How much a factor matters; empty while it is not assessed."""


@entity("risk_factor")
class RiskFactor(Entity):
    """A line of the risk profile. `key` names a factor of the program's list, empty for one of the school's own."""

    position: int = 0
    key: str = ""
    text: str = ""
    significance: str = ""  # one of `SIGNIFICANCE`
    evidence: str = ""


@entity("task_skill")
class TaskSkill(Entity):
    """What a task of an exam asks pupils to be able to do, in the school's words; the exam's own change every year."""

    exam: str = "vpr"
    year: int = 0
    subject: str = ""
    grade: int = 0
    task: str = ""
    text: str = ""


@entity("measure_reason")
class MeasureReason(Entity):
    """A row of a plan is there because of a sign: see `services/signs.py` for how signs are called."""

    activity_id: int = field(default=0, metadata=owned_by("Activity"))
    sign: str = ""
