"""Which form a document is in, by its headings, the columns of its tables and whether it begins with an order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...formats import Format, SectionSpec
from ..tree import Block, Document, Heading, Paragraph, Table
from .order import WORDS
from .words import norm, without_number

_ENOUGH = 5.0
"""Points below which a document is said to be in no form: a heading or two prove nothing."""

_CLEARLY = 1.2
"""So many times the points of the next form the best one has, or the answer is a guess."""

_FIRST_BLOCKS = 20
_HEAD_ROWS = 3
_LONGEST = 250
_SLACK = 160
_ORDER = 3.0
_COLUMNS = 6.0
_PASSPORT = 8.0
_LEAST_ROWS = 3


@dataclass(frozen=True)
class _Traits:
    """What a document shows of its form, as letters and digits."""

    order: bool
    lines: tuple[str, ...]
    heads: tuple[frozenset[str], ...]  # the cells of the first rows of each table
    labels: frozenset[str]  # the cells of all tables


def best_form(document: Document, forms: Sequence[Format]) -> Format | None:
    """The form the document is in; None when it is none of them, or could be two."""
    traits = _traits(list(document.blocks()))
    ranked = sorted(((_points(traits, form), -n) for n, form in enumerate(forms)), reverse=True)
    if not ranked or ranked[0][0] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][0] < _CLEARLY * ranked[1][0]:
        return None
    return forms[-ranked[0][1]]


def _traits(blocks: Sequence[Block]) -> _Traits:
    first = [block for block in blocks[:_FIRST_BLOCKS] if isinstance(block, Paragraph | Heading)]
    tables = [block for block in blocks if isinstance(block, Table)]
    return _Traits(
        any(norm(block.text) in WORDS for block in first),
        tuple(_lines(blocks)),
        tuple(frozenset(_cells(table, _HEAD_ROWS)) for table in tables),
        frozenset(text for table in tables for text in _cells(table, len(table.rows))),
    )


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading) and 0 < len(block.text) <= _LONGEST:
            plain = norm(without_number(block.text))
            if plain:
                yield plain


def _cells(table: Table, rows: int) -> Iterator[str]:
    for row in table.rows[:rows]:
        for cell in row.cells:
            text = cell.text
            if 0 < len(text) <= _LONGEST:
                yield norm(text)


def _points(traits: _Traits, form: Format) -> float:
    points = _ORDER if traits.order == (form.order is not None) and traits.order else 0.0
    if traits.order != (form.order is not None):
        points -= _ORDER
    return points + sum(_section(traits, spec) for spec in form.section)


def _section(traits: _Traits, spec: SectionSpec) -> float:
    points = float(_titled(traits, spec))
    columns = [norm(column.label) for column in spec.columns if column.field != "number" and "{" not in column.label]
    if len(columns) > 1 and any(head.issuperset(columns) for head in traits.heads):
        points += _COLUMNS
    labels = [norm(row.label) for row in spec.rows]
    found = sum(label in traits.labels for label in labels)
    if found >= _LEAST_ROWS:
        points += _PASSPORT * found / len(labels)
    asked = [norm(indicator.label) for indicator in spec.indicators]
    if asked and all(label in traits.labels for label in asked):
        points += _COLUMNS
    return points


def _titled(traits: _Traits, spec: SectionSpec) -> bool:
    titles = {norm(title) for title in (spec.title, *spec.match)}
    begins = tuple(norm(begin) for begin in spec.begins)
    if any(title in traits.lines for title in titles):
        return True
    return any(line.startswith(begins) and len(line) <= _SLACK for line in traits.lines if begins)
