"""The same thing said twice must be the same: tasks of the passport and of section 7."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..documents.tree import Paragraph
from ..documents.tree_json import load_blocks
from ..queries import ProgrammeData
from ..wording import plural
from .finding import Finding, at_row, short

_NUMBER = re.compile(r"^\s*\d+[.)]\s*")
_NOT_WORD = re.compile(r"[\W_]+")


def passport_tasks(data: ProgrammeData) -> Iterator[Finding]:
    """As many tasks in the passport as in section 7, with the same words."""
    named = [task.row.text for section in data.sections for task in section.tasks]
    for section in data.sections:
        for row in section.passport:
            if row.key != "tasks":
                continue
            texts = [
                line
                for block in load_blocks(row.body)
                if isinstance(block, Paragraph)
                for line in block.text.split("\n")
                if line.strip() and not line.rstrip().endswith(":")
            ]
            if not texts or not named:
                continue
            if len(texts) != len(named):
                message = (
                    f"В паспорте {plural(len(texts), 'задача', 'задачи', 'задач')}, "
                    f"в целевых показателях — {len(named)}."
                )
                yield at_row(section, "error", "tasks-count", message, "passport_row", row.id, "body")
                continue
            for place, (one, other) in enumerate(zip(texts, named, strict=True), 1):
                if _plain(one) != _plain(other):
                    message = f"Задача {place} в паспорте и в целевых показателях записана по-разному: «{short(one)}»."
                    yield at_row(section, "warning", "tasks-differ", message, "passport_row", row.id, "body")


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", _NUMBER.sub("", text).lower().replace("ё", "е"))
