"""«Отрицательная динамика по предметам: …» against the means of the last two years in the tables beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...folding import fold
from ...queries import ProgrammeData, SectionData
from ...results.exam_tables import decimal
from ...results.subject_words import subjects_in
from ..finding import Finding, at_place
from .across import Means, means_by_year
from .reading import Said, read

_CLAIM = re.compile(
    r"(?P<down>отрицательн\w+ динамик\w*|снижени\w+|ухудшени\w+)|(?P<up>положительн\w+ динамик\w*|рост\w*|улучшени\w+)"
)
_ALL_BUT = re.compile(r"по всем предметам[^:]*(?:за исключением|кроме)")
_END = re.compile(r"(?<!\d)[.!?;](?:\s|$)")
_WORDS = {"down": "отрицательная динамика", "up": "положительная динамика"}


def dynamics_claims(data: ProgrammeData) -> Iterator[Finding]:
    """Subjects that are said to go up or down do so between the last two years of their table."""
    for section in data.sections:
        said, tables = read(section)
        means = [(found, table.spot) for table in tables for found, _ in means_by_year(table)]
        if not means:
            continue
        in_tables = [Said(cell, line.place) for table in tables for line in table.lines for cell in line.cells]
        for one in (*said, *in_tables):
            yield from _contradictions(section, one, [found for found, _ in means])


def _contradictions(section: SectionData, said: Said, tables: list[Means]) -> Iterator[Finding]:
    for direction, subject in _claims(said.text):
        steps = [step for table in tables if (step := _last_step(table.get(subject, {})))]
        against = [step for step in steps if (step[3] < step[1]) is (direction == "up") and step[3] != step[1]]
        if steps and len(against) == len(steps):
            year, before, last, now = against[0]
            message = (
                f"{subject}: в тексте {_WORDS[direction]}, "
                f"а по таблице {year} год – {decimal(before)}, {last} год – {decimal(now)}."
            )
            yield at_place(section, "error", "dynamics-claim", message, said.place, said.spot)


def _claims(text: str) -> Iterator[tuple[str, str]]:
    """(up or down, subject) for the subjects listed after the words, up to the end of the sentence."""
    plain = fold(text)
    found = list(_CLAIM.finditer(plain))
    for n, claim in enumerate(found):
        end = _END.search(plain, claim.end())
        stop = min(end.start() if end else len(plain), found[n + 1].start() if n + 1 < len(found) else len(plain))
        words = plain[claim.end() : stop]
        direction = claim.lastgroup or ""
        if "по" not in words and ":" not in words:
            continue
        if excepted := _ALL_BUT.search(words):
            direction = "up" if direction == "down" else "down"
            words = words[excepted.end() :]
        for subject in subjects_in(words):
            yield direction, subject.subject


def _last_step(years: Mapping[int, float]) -> tuple[int, float, int, float] | None:
    """The last two years with their means."""
    known = sorted(years)[-2:]
    return (known[0], years[known[0]], known[1], years[known[1]]) if len(known) == 2 else None
