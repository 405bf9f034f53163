"""What all benchmarks share: taking times in turn, making a line of the table from them, printing the table."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "reference" / "school-programme.docx"
T = TypeVar("T")
HEADINGS = ("что", "наше, мс", "с чем сравниваем", "мс", "отношение", "цель")


@dataclasses.dataclass(frozen=True)
class Line:
    """A line of the table: our time, the other's, and the ratio of the two, which no machine changes much."""

    what: str
    ours: float
    peer: str
    theirs: float
    ratio: float
    goal: float | None = None

    @classmethod
    def of(cls, what: str, ours: Sequence[float], peer: str, theirs: Sequence[float], goal: float | None) -> Line:
        """Medians; the ratio is the median of the ratios of neighbours in time, so that a busy minute weighs little."""
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        return cls(what, statistics.median(ours), peer, statistics.median(theirs), statistics.median(ratios), goal)

    def cells(self) -> tuple[str, ...]:
        """The line as it is shown."""
        goal = "" if self.goal is None else f"≤ {number(self.goal)} {'✓' if self.ratio <= self.goal else '✗'}"
        return self.what, number(self.ours), self.peer, number(self.theirs), f"{number(self.ratio)}×", goal


def number(value: float) -> str:
    """A number with the digits that mean something, in Russian writing."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def timed(action: Callable[[], object]) -> float:
    """Milliseconds that an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def in_turn(repeats: int, *actions: Callable[[], object]) -> list[list[float]]:
    """The times of each action; they take turns, after one round that does not count."""
    for action in actions:
        action()
    return taken_in_turn(repeats, *(lambda action=action: timed(action) for action in actions))


def taken_in_turn(repeats: int, *takers: Callable[[], T]) -> list[list[T]]:
    """The same for actions that take their time themselves."""
    times: list[list[T]] = [[] for _ in takers]
    gc.collect()
    for turn in range(repeats):
        for step in range(len(takers)):
            which = (turn + step) % len(takers)
            times[which].append(takers[which]())
    return times


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(line.cells() for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def circumstances() -> str:
    """Where and when was measured: what the milliseconds depend on and the ratios do not."""
    load = f", загрузка перед началом {number(os.getloadavg()[0])}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"процессоров: {os.cpu_count()}{load}."
    )


def main(measure: Callable[[bool], list[Line]]) -> None:
    """Run one benchmark by itself: its table, or its lines as JSON for `run.py`."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--tiny", action="store_true", help="как можно меньше: проверить, что замер работает")
    parser.add_argument("--json", action="store_true", help="строки таблицы как JSON")
    options = parser.parse_args()
    lines = measure(options.tiny)
    print(json.dumps([dataclasses.asdict(line) for line in lines]) if options.json else table(lines))
