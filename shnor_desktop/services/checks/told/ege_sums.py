"""Tables of ЕГЭ: who passed and who did not, and the bands of scores, are everybody; shares are those of the counts."""

from __future__ import annotations

from collections.abc import Iterator

from ...queries import ProgrammeData, SectionData
from ...results.exam_tables import decimal
from ..finding import Finding, at_place
from .across import Across, Indicator, indicators_across
from .reading import read

_N = r"^(?:кол\S*|всего|число) участник\w*$"
_PASSED = (r"^(?:кол\S*|число) сдавш", r"^(?:кол\S*|число) не сдавш")
_SHARE = r"^(?:процент|доля|%) сдавш"
_LOOSE = 1.0
"""Shares of ЕГЭ are stated whole, rounded or cut off, p. p."""

_BANDS = (
    r"^кол\S* участник\w* (?:до|ниже|менее)",
    r"^кол\S* участник\w* \(?(?:от )?\d",
    r"высокобал|свыше|более \d|от 8\d",
)


def ege_sums(data: ProgrammeData) -> Iterator[Finding]:
    """In each column of a table of ЕГЭ the parts make the whole."""
    for section in data.sections:
        for written in read(section)[1]:
            for table in indicators_across(written):
                yield from _parts(section, table, _PASSED, "Сдавших и не сдавших", "ege-passed")
                yield from _parts(section, table, _BANDS, "В группах по баллам", "ege-bands")
                yield from _shares(section, table)


def _parts(section: SectionData, table: Across, parts: tuple[str, ...], what: str, code: str) -> Iterator[Finding]:
    whole = table.line(_N)
    lines = [line for words in parts if (line := table.line(words))]
    if whole is None or len(lines) < len(parts):
        return
    for column, name in enumerate(table.columns):
        n, told = whole.values[column], [line.values[column] for line in lines]
        if n is None or any(value is None for value in told):
            continue
        total = sum(value for value in told if value is not None)
        if total != n:
            passed = table.line(_PASSED[0])
            only = parts is _BANDS and passed is not None and passed.values[column] == total
            why = ": сосчитаны одни сдавшие, добавьте не сдавших" if only else ""
            message = f"{what} в сумме {total:g}, а участников {n:g}{why}."
            yield at_place(section, "error", code, message, _place(lines), name)


def _shares(section: SectionData, table: Across) -> Iterator[Finding]:
    """«Процент сдавших» is that of those who passed among the participants."""
    whole, passed, share = table.line(_N), table.line(_PASSED[0]), table.line(_SHARE)
    for column, name in enumerate(table.columns if whole and passed and share else ()):
        n, part, stated = (line.values[column] if line else None for line in (whole, passed, share))
        if not n or part is None or stated is None or part > n:
            continue
        counted = 100.0 * part / n
        if abs(counted - stated) > _LOOSE:
            said, true = f"{decimal(stated)}\u00a0%", f"{decimal(counted)}\u00a0%"
            message = f"Процент сдавших: указано {said}, а {part:g} из {n:g} – {true}."
            yield at_place(section, "error", "ege-share", message, share.place if share else "", name)


def _place(lines: list[Indicator]) -> str:
    return lines[0].place
