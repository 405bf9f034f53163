"""Typed numbers go on from each other: those of an order's points, of a text's clauses, of a matrix's parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..documents.tree import Paragraph
from ..queries import ProgrammeData, SectionData
from .finding import Finding, at_place, short
from .told.reading import Said, read

_NUMBER = re.compile(r"\s*([1-9]\d?(?:\.[1-9]\d?){0,3})(?:\.|(?=\s))\s*(?=[«\"(]?[А-ЯЁA-Z])")
"""«3.», «5.7. », «5.1 » before a capital letter; neither «3)» nor a date like «01.09»."""

_POINTS = "points"
"""The text of an order whose paragraphs are its points: single numbers are theirs, not those of a list inside."""

_SURE = 2
"""So many clauses in order make a numbering: «9.1, 9.3» are tasks of a test that somebody names."""


class _Break(NamedTuple):
    said: Said
    message: str


def point_numbers(data: ProgrammeData) -> Iterator[Finding]:
    """A point that repeats a number, or before which one is left out, is named."""
    for section in data.sections:
        for said, message in (*_of_texts(section), *_of_heads(section)):
            yield at_place(section, "warning", "point-number", message, said.place, said.spot)


def _of_texts(section: SectionData) -> Iterator[_Break]:
    said = read(section)[0]
    for slot, blocks in section.texts.items():
        if any(isinstance(block, Paragraph) and block.list == "number" for block in blocks):
            continue  # the numbers of some paragraphs are not typed: what is between the typed ones is unknown
        own = [one for one in said if one.place.startswith(f"section_text:{slot}:")]
        yield from _breaks(own, of_order=section.order is not None and slot == _POINTS)


def _of_heads(section: SectionData) -> Iterator[_Break]:
    heads = [row for row in section.grid if row.heading and row.cells]
    yield from _breaks([Said(row.cells[0], f"grid_row:{row.id}:cell0") for row in heads], of_order=True)


def _breaks(said: Iterable[Said], *, of_order: bool) -> Iterator[_Break]:
    """Where a number neither goes on from one with the same beginning nor begins anew with 1.

    A list inside a point begins with 1 too, so numbers may also go on from one before such a list.
    """
    series: dict[tuple[int, ...], list[int]] = {}
    lengths: dict[tuple[int, ...], int] = {}
    for one in said:
        found = _NUMBER.match(one.text)
        if found is None:
            continue
        numbers = tuple(map(int, found[1].split(".")))
        beginning, last = numbers[:-1], numbers[-1]
        if not beginning and not of_order:
            continue
        known = series.setdefault(beginning, [])
        if last == 1:
            known.append(1)
            lengths[beginning] = 1
            continue
        while len(known) > 1 and known[-1] != last - 1 and last - 1 in known:
            known.pop()
        if known and known[-1] != last - 1 and lengths.get(beginning, 0) >= (_SURE if beginning else 1):
            yield _Break(one, _message(beginning, known[-1], last, one.text))
        if known or not beginning:
            series[beginning] = [*known[:-1], last]
            lengths[beginning] = lengths.get(beginning, 0) + 1


def _message(beginning: tuple[int, ...], known: int, last: int, text: str) -> str:
    before, now = (".".join(map(str, (*beginning, each))) for each in (known, last))
    if known == last:
        return f"Пункт {now} стоит дважды: «{short(text)}». Исправьте номер."
    return f"После пункта {before} идёт {now}: «{short(text)}». Проверьте номера."
