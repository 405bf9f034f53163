"""Results of ВПР, ОГЭ and ЕГЭ by year, subject, grade and level of sample; never a pupil's name."""

from __future__ import annotations

from .entity import Entity, entity


@entity("exam_result")
class ExamResult(Entity):
    """Marks and scores of one exam for one sample; `data` holds its figures as JSON."""

    exam: str = "vpr"  # vpr, oge, ege
    year: int = 0
    subject: str = ""
    grade: int = 0
    level: str = "school"  # school, municipality, region, country
    participants: int | None = None
    data: str = "{}"
