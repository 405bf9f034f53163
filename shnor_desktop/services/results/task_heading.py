"""How a task is called: every spelling of a heading as one key, its original kept beside it.

Met: «1 (2б)», «9.1 (1б)», «5(1) (1б)», «16 (1) (1б)», «5(1б)», «1К1 (4б)», «11.3 k1 (2б)» with a Latin k, «5(1)»,
and the numbers that a spreadsheet makes of «2» and «9.1».
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from .cells import Cell, text

_HEADING = re.compile(
    r"""(?:задани[ея]|зад\.?|№)?\s*
    (?P<number>\d{1,2}(?:\s*[.,]\s*\d{1,2})?)
    \s*(?:\(\s*(?P<part>\d{1,2})\s*\))?
    \s*(?P<criterion>[кk]\s*\.?\s*\d{1,2})?
    \s*(?:\(\s*(?P<late>\d{1,2})\s*\))?
    \s*[,;]?\s*(?:\(?\s*(?:макс\w*\.?\s*)?(?P<maximum>\d{1,2})\s*б\w{0,5}\.?\s*\)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDER = re.compile(r"(\d+)(?:\.(\d+))?(?:\((\d+)\))?(?:К(\d+))?")


@dataclass(frozen=True, slots=True)
class TaskHeading:
    """A task as a heading names it."""

    key: str
    heading: str
    maximum: float | None = None


@lru_cache(maxsize=2000, typed=True)  # a year of ВПР repeats the same few headings
def parse_heading(cell: Cell) -> TaskHeading | None:
    """The task that a heading names, or None when it names none."""
    heading = f"{cell.day}.{cell.month}" if isinstance(cell, datetime.date) else text(cell)  # «5.1» taken for a day
    found = _HEADING.fullmatch(heading) if heading and len(heading) < 40 else None
    if found is None or int(re.split(r"[.,]", found["number"])[0]) == 0:
        return None
    part = found["part"] or found["late"]
    number = re.sub(r"\s", "", found["number"]).replace(",", ".").removesuffix(".0")
    key = number + (f"({part})" if part else "")
    if found["criterion"]:
        key += "К" + re.sub(r"\D", "", found["criterion"])
    return TaskHeading(key, heading, float(found["maximum"]) if found["maximum"] else None)


def task_columns(row: list[Cell]) -> dict[int, TaskHeading]:
    """The columns of a header row that are tasks. A repeated number «10.1» is «10.10», cut short by the spreadsheet."""
    columns: dict[int, TaskHeading] = {}
    known: set[str] = set()
    for place, cell in enumerate(row):
        if cell == "":
            continue
        heading = parse_heading(cell)
        if heading is None:
            continue
        if heading.key in known and isinstance(cell, float) and heading.key.endswith(".1"):
            heading = TaskHeading(heading.key + "0", heading.heading + "0")
        if heading.key not in known:
            known.add(heading.key)
            columns[place] = heading
    return columns


@lru_cache(maxsize=2000)
def natural(key: str) -> tuple[int, ...]:
    """Where a task stands among others: 2 before 10, 5(1) before 5(2), 1К1 before 1К2; unknown keys last."""
    found = _ORDER.fullmatch(key)
    if found is None:
        digits = re.findall(r"\d+", key)
        return (1000, *map(int, digits))
    return tuple(int(part or 0) for part in found.groups())
