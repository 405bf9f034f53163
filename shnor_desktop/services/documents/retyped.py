"""A text that came back as plain lines – from a cell of Excel – put over the one with looks that went out.

Lines that are as they were keep their paragraphs; in a line that was changed, the words before and after the change
keep their looks and their binding to values; a new line is like the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from .tree import Block, Paragraph, Run, paragraph

_BULLET = re.compile(r"^\s*(?:[•▪●–—-]|\d{1,3}[.)])\s+")
_BREAKS = re.compile(r"\r\n?|\n|_x000[dD]_\n?")


def retyped(blocks: Sequence[Block], text: str, key: Callable[[str], str] = str) -> tuple[Block, ...] | None:
    """The blocks with the lines of `text`; lines of one `key` are the same. None where more than paragraphs stand."""
    old = [block for block in blocks if isinstance(block, Paragraph)]
    if len(old) != len(blocks) or any("\n" in block.text for block in old):
        return None
    lines = [line.strip() for line in _BREAKS.split(text)]
    while lines and not lines[-1]:
        lines.pop()
    matcher = SequenceMatcher(None, [key(block.text) for block in old], [key(line) for line in lines], autojunk=False)
    found: list[Block] = []
    for what, start, end, first, last in matcher.get_opcodes():
        if what == "equal":
            found += old[start:end]
        elif what != "delete":
            found += _changed(old[start:end], lines[first:last], old[start - 1] if start else None)
    return tuple(found)


def _changed(old: Sequence[Paragraph], lines: Sequence[str], above: Paragraph | None) -> Iterator[Paragraph]:
    """Lines in the place of some paragraphs, one for one as far as they go."""
    for was, line in zip_longest(old, lines):
        if line is None:
            return
        like = above = was or above
        if like is None:
            yield paragraph(line)
            continue
        plain = _BULLET.sub("", line) if like.list else line
        runs = _edited(was.runs, plain) if was is not None else (Run(plain),)
        yield replace(like, runs=runs, source="")


def _edited(runs: Sequence[Run], text: str) -> tuple[Run, ...]:
    """The runs with other words in the middle; a bound value that was cut into is bound no longer."""
    was = "".join(run.text for run in runs)
    most = min(len(was), len(text))
    head = next((n for n in range(most) if was[n] != text[n]), most)
    tail = next((n for n in range(most - head) if was[-1 - n] != text[-1 - n]), most - head)
    middle = text[head : len(text) - tail]
    left, right = list(_cut(runs, 0, head)), list(_cut(runs, len(was) - tail, len(was)))
    like = replace((left or right or [Run("")])[-1 if left else 0], text=middle, bound="", link="")
    return tuple(run for run in (*left, like, *right) if run.text)


def _cut(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """What of the runs stands between two places of their text."""
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield run if text == run.text else replace(run, text=text, bound="")
        at += len(run.text)
