"""Results of ВПР, ОГЭ and ЕГЭ by year, subject, grade and level of sample, and how they are judged; no pupil's name."""

from __future__ import annotations

from .entity import Entity, entity


@entity("exam_result")
class ExamResult(Entity):
    """One exam for one sample.

    `data` holds counted distributions, stated shares, tasks and sources as JSON: what stands in it is written down in
    `services/results/figures.py`, which alone reads and writes it.
    """

    exam: str = "vpr"  # vpr, oge, ege
    year: int = 0
    subject: str = ""
    grade: int = 0
    level: str = "school"  # school, municipality, region, country
    participants: int | None = None
    data: str = "{}"


@entity("method_setting")
class MethodSetting(Entity):
    """One value of the methods that is not the usual one; the keys stand in `services/results/methods.py`."""

    key: str = ""
    value: str = ""
