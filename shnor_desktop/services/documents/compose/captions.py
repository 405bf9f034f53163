"""«Таблица 1 – …», «Рисунок 1 – …»: captions numbered by the program through the whole document, where a form asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from ..tree import Block, Paragraph, Picture, Run, Table

_TYPED = re.compile(r"\s*(?:таблица|рисунок|рис\.)\s*(?:№\s*)?\d{1,3}\s*(?:[.:–—-]\s+|$)", re.IGNORECASE)
"""A number that somebody typed gives way to ours."""


class Counted(NamedTuple):
    """How many captions of tables and of pictures stand before."""

    tables: int = 0
    pictures: int = 0


def numbered(blocks: Iterable[Block], before: Counted) -> tuple[list[Block], Counted]:
    """The blocks with their captions numbered on from `before`, and how many there are up to the end.

    A caption stands above its table and below its picture.
    """
    found = list(blocks)
    tables, pictures = before
    for index, block in enumerate(found):
        if not isinstance(block, Paragraph) or block.style != "caption" or not block.text.strip():
            continue
        if index + 1 < len(found) and isinstance(found[index + 1], Table):
            tables += 1
            found[index] = _named(block, f"Таблица\u00a0{tables}")
        elif index and isinstance(found[index - 1], Picture):
            pictures += 1
            found[index] = _named(block, f"Рисунок\u00a0{pictures}")
    return found, Counted(tables, pictures)


def _named(block: Paragraph, name: str) -> Paragraph:
    runs = list(block.runs)
    typed = _TYPED.match(runs[0].text) if runs else None
    if typed:
        runs[0] = replace(runs[0], text=runs[0].text[typed.end() :])
    rest = [run for run in runs if run.text]
    look = rest[0] if rest else Run("")
    return replace(block, runs=(Run(f"{name} – " if rest else name, look.bold, look.italic), *rest))
