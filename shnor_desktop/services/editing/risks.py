"""Writing the risk profile, and what the school says of the skills behind tasks."""

from __future__ import annotations

from ...models.errors import UserError
from ...models.risks import RiskFactor, TaskSkill
from ..results.computed import ExamId
from ..risks import KnownFactor, significance_of
from ..school_file import SchoolFile
from .content import add_row
from .rows import checked, set_fields


def add_factor(file: SchoolFile, factor: KnownFactor | None = None, after_id: int | None = None) -> RiskFactor:
    """Add a factor of the list, or an empty line for one of the school's own."""
    row = RiskFactor(key=factor.key, text=factor.text) if factor else RiskFactor()
    added = add_row(file, row, after_id)
    assert isinstance(added, RiskFactor)
    return added


def set_factor(file: SchoolFile, row: RiskFactor, field: str, text: str) -> None:
    """Set a field as it was typed; the significance by its word, UserError for any other word."""
    value = text.strip()
    if field == "significance":
        found = significance_of(value)
        if found is None:
            raise UserError("Значимость бывает высокой, средней или низкой.")
        value = found
    set_fields(file, row, "Правка рискового профиля", **{field: value})


def skill_of(file: SchoolFile, exam: ExamId, task: str) -> str:
    """What the school says a task asks for; of an earlier year where this one says nothing."""
    kind, year, subject, grade = exam
    rows = file.rows(TaskSkill, exam=kind, subject=subject, grade=grade, task=task)
    said = sorted((row for row in rows if row.text.strip() and row.year <= year), key=lambda row: -row.year)
    return said[0].text if said else ""


def set_skill(file: SchoolFile, exam: ExamId, task: str, text: str) -> None:
    """Keep what a task of an exam asks for."""
    kind, year, subject, grade = exam
    known = file.rows(TaskSkill, exam=kind, year=year, subject=subject, grade=grade, task=task)
    text = checked(text.strip())
    if text == skill_of(file, exam, task):
        return
    with file.transaction("Умение, которое проверяет задание", merge_key=f"skill:{exam}:{task}") as transaction:
        if known:
            transaction.change(TaskSkill, known[0].id, text=text)
        else:
            transaction.add(TaskSkill(exam=kind, year=year, subject=subject, grade=grade, task=task, text=text))
