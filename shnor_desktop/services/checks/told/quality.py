"""Shares that a text states against the tables beside it: quality by subject, those without a quality education."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...folding import fold
from ...queries import ProgrammeData
from ...results.cells import number
from ...results.exam_tables import decimal
from ...results.subject_words import subjects_in
from ..finding import Finding, at_place
from .oge import MarksRow, marks_table
from .reading import Said, Written, read

_SHARE = re.compile(r"(\d{1,3}(?:\s?,\s?\d+|\.\d+)?)\s*%")
_QUALITY = re.compile(
    r"качеств\w*\s+(?:результат|знани|обучени|успеваемост)|(?<!не получили )качеств\w*\s*(?:–|-|—|по\b)"
)
_LOW = re.compile(r"не получил\w* качественн\w+ образовани")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[А-ЯЁ])")


def quality_claims(data: ProgrammeData) -> Iterator[Finding]:
    """«Качество по … – 58 %» is the share of «5» and «4» in the table of that subject."""
    for section in data.sections:
        said, written = read(section)
        tables: dict[str, list[MarksRow]] = {}
        for table in written:
            if (found := marks_table(table)) and found.subject:
                tables.setdefault(found.subject, []).extend(row for row in found.rows[:1] if row.whole)
        if not tables:
            continue
        for one in said:
            for message in _quality_messages(one, tables):
                yield at_place(section, "error", "quality-claim", message, one.place, one.spot)


def _quality_messages(said: Said, tables: Mapping[str, Sequence[MarksRow]]) -> Iterator[str]:
    for sentence in _SENTENCE.split(said.text):
        if not _QUALITY.search(fold(sentence)):
            continue
        for subject, stated in _stated(sentence):
            rows = tables.get(subject, ())
            if rows and not any(_agree(row.quality, stated) for row in rows):
                row = rows[0]
                good = row.marks[5] + row.marks[4]
                yield (
                    f"{subject}: в тексте качество {stated}\u00a0%, "
                    f"а по таблице {good} из {row.total} – {decimal(row.quality)}\u00a0%."
                )


def _stated(sentence: str) -> Iterator[tuple[str, str]]:
    """Each subject with the share that is said next, before another subject is named."""
    named = list(subjects_in(sentence))
    for place, subject in enumerate(named):
        end = named[place + 1].start if place + 1 < len(named) else len(sentence)
        if found := _SHARE.search(sentence, subject.end, end):
            yield subject.subject, found[1].replace(" ", "")


def low_quality_claims(data: ProgrammeData) -> Iterator[Finding]:
    """«… % не получили качественного образования» is «2» + «3» of the table above."""
    for section in data.sections:
        for table in read(section)[1]:
            low = _low_quality(table)
            for said in table.below if low is not None else ():
                found = _SHARE.search(said.text)
                if low is None or not found or not _LOW.search(fold(said.text)):
                    continue
                stated = found[1].replace(" ", "")
                if not _agree(low, stated, 0.1):
                    message = f"В тексте {stated}\u00a0%, а «2» и «3» в таблице вместе – {decimal(low)}\u00a0%."
                    yield at_place(section, "error", "low-quality-claim", message, said.place, said.spot)


def _low_quality(table: Written) -> float | None:
    """The sum of the shares of «2» and «3» where a table has these two columns alone."""
    for at, line in enumerate(table.lines[:-1]):
        heads = [cell.strip('«»"“” ') for cell in line.indented]
        if heads[-2:] == ["2", "3"] and len(heads) == 3:
            values = [number(cell) for cell in table.lines[at + 1].indented[-2:]]
            return sum(value for value in values if value is not None) if None not in values else None
    return None


def _agree(value: float, stated: str, loose: float = 0.0) -> bool:
    """Whether a value is what was stated with so many decimals."""
    decimals = len(stated.replace(".", ",").partition(",")[2])
    told = float(stated.replace(",", "."))
    return abs(value - told) <= max(loose, 0.5 * 10.0**-decimals + 0.005)
