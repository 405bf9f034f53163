"""A view of results as plain data: what a chart shows, the same numbers as a table, and what is to be said of them."""

from __future__ import annotations

from dataclasses import dataclass

from .computed import ExamId


@dataclass(frozen=True)
class Series:
    """One row of values over the labels of a view; None where there is no data. Places in `outstanding` stand out."""

    name: str
    values: tuple[float | None, ...]
    outstanding: frozenset[int] = frozenset()


@dataclass(frozen=True)
class View:
    """A view; `kind` is "bars" or "lines", `band` the corridor (low, high) of each label."""

    key: str
    title: str
    kind: str
    labels: tuple[str, ...]
    unit: str
    series: tuple[Series, ...]
    band: tuple[tuple[float, float] | None, ...] = ()
    notes: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    """Rows of texts, the heading first."""
    sign: str = "выделено"
    """What stands out, in words of this view."""


@dataclass(frozen=True)
class Choice:
    """An exam that can be looked at."""

    exam: ExamId
    title: str
