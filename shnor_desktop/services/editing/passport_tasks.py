"""Tasks that the passport names already, taken over into section 7."""

from __future__ import annotations

from collections.abc import Sequence

from ...models.indicators import Task
from ...models.programme import PassportRow
from .. import ordering
from ..checks.tasks_text import bare, task_lines
from ..documents.tree_json import load_blocks
from ..school_file import SchoolFile
from .rows import checked


def tasks_in_passport(file: SchoolFile) -> list[str]:
    """The tasks of the passport in order, without their numbers and what parts them in a list."""
    rows = file.rows(PassportRow, key="tasks")
    return [bare(line).rstrip(" ;,") for row in rows for line in task_lines(load_blocks(row.body))]


def take_tasks(file: SchoolFile, section_id: int, texts: Sequence[str]) -> list[Task]:
    """Add tasks to a section that has none yet, as one step."""
    if not texts or file.rows(Task, section_id=section_id):
        return []
    with file.transaction("Задачи из паспорта") as transaction:
        return [
            transaction.add(Task(section_id=section_id, position=position, text=checked(text)))
            for position, text in zip(ordering.spread(len(texts)), texts, strict=True)
        ]
