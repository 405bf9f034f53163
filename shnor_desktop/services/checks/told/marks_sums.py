"""Tables of marks: they sum to the participants, and shares, success and the mean are those of the counts."""

from __future__ import annotations

from collections.abc import Iterator

from ...queries import ProgrammeData, SectionData
from ...results.exam_tables import decimal
from ...results.statistics import mean_mark, share, success
from ..finding import Finding, at_place
from .oge import MarksRow, MarksTable, marks_table
from .reading import read

SHARE = 0.06
"""Shares are stated with one or two decimals, p. p."""

MEANS = (0.051, 0.0101)
"""How far a stated mean may be from the marks': with one decimal, and with two (cut off or rounded)."""


def marks_sums(data: ProgrammeData) -> Iterator[Finding]:
    """Each row of a table of marks agrees with itself."""
    for section in data.sections:
        for written in read(section)[1]:
            table = marks_table(written)
            for row in table.rows if table else ():
                yield from _of_row(section, table, row) if table else ()


def _of_row(section: SectionData, table: MarksTable, row: MarksRow) -> Iterator[Finding]:
    spot = " · ".join(part for part in (table.subject, row.name) if part)
    messages = " ".join(_messages(row))
    if messages:
        yield at_place(section, "error", "marks-sum", messages, row.place, spot)


def _messages(row: MarksRow) -> Iterator[str]:
    if row.n is not None and row.whole and row.total != row.n:
        yield f"Отметок в сумме {row.total}, а участников {row.n}."
        return
    if not row.whole:
        return
    for mark, stated in row.shares.items():
        counted = share(row.marks[mark], row.total) or 0.0
        if abs(counted - stated) > SHARE:
            of = f"{row.marks[mark]} из {row.total}"
            yield f"Отметка «{mark}»: указано {_percent(stated)}, а {of} – {_percent(counted)}."
    counted = success(row.marks) or 0.0
    passed = row.total - row.marks[2]
    if row.passed is not None and row.passed != passed:
        yield f"Успешность: указано {row.passed}, а отметок «3», «4» и «5» – {passed}."
    elif row.passed_share is not None and abs(row.passed_share - counted) > SHARE:
        yield f"Успешность: указано {_percent(row.passed_share)}, а {passed} из {row.total} – {_percent(counted)}."
    mean = mean_mark(row.marks)
    if row.mean is not None and mean is not None and abs(row.mean - mean) > MEANS[round(row.mean, 1) != row.mean]:
        yield f"Средняя отметка: указано {decimal(row.mean)}, а по отметкам – {decimal(mean)}."


def _percent(value: float) -> str:
    return f"{decimal(value)}\u00a0%"
