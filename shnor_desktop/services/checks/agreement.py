"""The same thing said twice must be the same: tasks of the passport and of section 7."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..documents.tree_json import load_blocks
from ..folding import fold
from ..queries import ProgrammeData
from ..wording import plural
from .finding import Finding, at_place, at_row, listed, short
from .tasks_text import bare, task_lines

_NOT_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]+")


def passport_tasks(data: ProgrammeData) -> Iterator[Finding]:
    """As many tasks in the passport as in section 7, with the same words."""
    named = [task.row.text for section in data.sections for task in section.tasks]
    for section in data.sections:
        for row in section.passport:
            texts = task_lines(load_blocks(row.body)) if row.key == "tasks" else []
            if not texts or not named:
                continue
            if len(texts) != len(named):
                message = (
                    f"В паспорте {plural(len(texts), 'задача', 'задачи', 'задач')}, "
                    f"в целевых показателях – {len(named)}.{_lacking(texts, named)}"
                )
                yield at_row(section, "error", "tasks-count", message, "passport_row", row.id, "body", row.label)
                continue
            for place, (one, other) in enumerate(zip(texts, named, strict=True), 1):
                if _plain(one) != _plain(other):
                    message = f"Задача {place} в паспорте и в целевых показателях записана по-разному: «{short(one)}»."
                    yield at_place(
                        section,
                        "warning",
                        "tasks-differ",
                        message,
                        f"passport_row:{row.id}:body",
                        f"{row.label} · {place}",
                        str(place),
                    )


def _lacking(texts: Sequence[str], named: Sequence[str]) -> str:
    """The tasks of the longer list that the shorter one has not even in other words."""
    where, longer, shorter = ("паспорте", named, texts) if len(named) > len(texts) else ("показателях", texts, named)
    lacking = [one for one in longer if not any(_alike(one, other) for other in shorter)]
    if not lacking or len(lacking) == len(longer):
        return ""
    return f" Нет в {where}: {listed([f'«{short(bare(one), 60)}»' for one in lacking])}."


def _alike(one: str, other: str) -> bool:
    """Whether two tasks share most of the shorter one's words."""
    words, others = ({word for word in _WORD.findall(fold(bare(text))) if len(word) > 3} for text in (one, other))
    return _plain(one) == _plain(other) or 2 * len(words & others) > min(len(words), len(others)) > 0


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", bare(text).lower().replace("ё", "е"))
