"""The tasks as a text of the passport: reading them line by line, and putting others in their place."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ..documents.tree import Block, Paragraph, Run, paragraph

_NUMBER = re.compile(r"^\s*\d+[.)]\s*")


def task_lines(blocks: tuple[Block, ...]) -> list[str]:
    """The tasks in a text of the passport, one a line; a line that announces them is none."""
    return [line for block in blocks for line in _lines(block) if is_task(line)]


def is_task(line: str) -> bool:
    """Whether a line is a task."""
    return bool(line.strip()) and not line.rstrip().endswith(":")


def bare(text: str) -> str:
    """A task without the number before it."""
    return _NUMBER.sub("", text).strip()


def with_tasks(blocks: tuple[Block, ...], tasks: Sequence[str]) -> tuple[Block, ...]:
    """The text with these tasks in place of its own, looking as those did; what else it says stays."""
    result: list[Block] = []
    placed = False
    for block in blocks:
        lines = _lines(block)
        if not any(is_task(line) for line in lines):
            result.append(block)
            continue
        assert isinstance(block, Paragraph)
        kept = [line for line in lines if line.strip() and not is_task(line)]
        if not placed:
            result += _in_place(block, kept, tasks)
        elif kept:
            result.append(_saying(block, "\n".join(kept)))
        placed = True
    if not placed:
        result += [paragraph(line) for line in _numbered(tasks, "1. ")]
    return tuple(result)


def with_task(blocks: tuple[Block, ...], place: int, task: str) -> tuple[Block, ...]:
    """The text with another task at a place, counted from 1; its number stays."""
    result: list[Block] = []
    seen = 0
    for block in blocks:
        lines = _lines(block)
        for n, line in enumerate(lines):
            seen += is_task(line)
            if seen == place and is_task(line):
                found = _NUMBER.match(line)
                lines[n] = (found[0] if found else "") + task
        text = "\n".join(lines)
        result.append(_saying(block, text) if isinstance(block, Paragraph) and text != block.text else block)
    return tuple(result)


def _lines(block: Block) -> list[str]:
    return block.text.split("\n") if isinstance(block, Paragraph) else []


def _in_place(model: Paragraph, kept: list[str], tasks: Sequence[str]) -> list[Block]:
    """The tasks in one paragraph where they stood in one, else each in its own."""
    first = next(line for line in _lines(model) if is_task(line))
    found = _NUMBER.match(first)
    lines = _numbered(tasks, found[0] if found else "")
    if "\n" in model.text:
        return [_saying(model, "\n".join([*kept, *lines]))]
    return [
        dataclasses.replace(_saying(model, line), start=model.start if n == 0 else 0) for n, line in enumerate(lines)
    ]


def _numbered(tasks: Sequence[str], pattern: str) -> list[str]:
    """Each task with its number written like the first one was, or without any."""
    tail = pattern.lstrip().lstrip("0123456789")
    return [f"{n}{tail}{bare(task)}" if pattern else bare(task) for n, task in enumerate(tasks, 1)]


def _saying(block: Paragraph, text: str) -> Paragraph:
    """The paragraph with another text in the look of its beginning."""
    look = block.runs[0] if block.runs else Run("")
    return dataclasses.replace(block, runs=(dataclasses.replace(look, text=text, link=""),))
