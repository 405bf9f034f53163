"""Tables of completed tasks in a text, and which tasks they show outside the corridor."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ....models.errors import UserError
from ...results.cells import number, whole
from ...results.figures import COUNTRY, MUNICIPALITY, REGION, SCHOOL
from ...results.samples import levels_of
from ...results.statistics import Methods, outside
from ...results.task_heading import parse_heading
from .reading import Line, Written

_TASKS = 4  # fewer columns of tasks are some other table


@dataclass(frozen=True)
class Completion:
    """Level of sample → task → per cent of the points, the tasks in the table's order."""

    tasks: tuple[str, ...]
    samples: Mapping[str, Mapping[str, float]]

    def outside(self, levels: Collection[str], methods: Methods) -> list[str]:
        """Tasks of the school that are out of the corridor around any of the samples."""
        school = self.samples[SCHOOL]
        around = [self.samples[level] for level in levels if level in self.samples]
        return [
            task
            for task in self.tasks
            if any(outside(school.get(task), sample.get(task), methods) for sample in around)
        ]

    @property
    def others(self) -> list[str]:
        """The levels that the school stands beside."""
        return [level for level in (COUNTRY, REGION, MUNICIPALITY) if level in self.samples]


def completion_in(table: Written) -> Completion | None:
    """What a table of completed tasks says; None when it is another table."""
    for at, line in enumerate(table.lines):
        tasks = _tasks(line)
        if tasks:
            samples = _samples(tasks, table.lines[at + 1 :])
            return Completion(tasks, samples) if SCHOOL in samples and len(samples) > 1 else None
    return None


def _tasks(line: Line) -> tuple[str, ...]:
    """The tasks of a header: behind the sample's name and the number of participants stand tasks alone."""
    cells = line.indented
    named = [heading.key for cell in cells[2:] if (heading := parse_heading(cell))]
    words = [cell for cell in cells[:2] if cell and number(cell) is None]
    return tuple(named) if len(named) >= _TASKS and len(words) == 2 and len(named) == len(cells) - 2 else ()


def _samples(tasks: Sequence[str], lines: Sequence[Line]) -> dict[str, Mapping[str, float]]:
    rows = list(_rows(tasks, lines))
    try:
        found = levels_of([name for name, _ in rows])
    except UserError:  # several schools and no telling which
        return {}
    return {level: rows[place][1] for place, level in found.items()}


def _rows(tasks: Sequence[str], lines: Sequence[Line]) -> Iterator[tuple[str, Mapping[str, float]]]:
    for line in lines:
        cells = line.indented
        if len(cells) != len(tasks) + 2 or number(cells[0]) is not None or whole(cells[1]) is None:
            continue
        values = [number(cell) for cell in cells[2:]]
        yield cells[0], {task: value for task, value in zip(tasks, values, strict=True) if value is not None}
