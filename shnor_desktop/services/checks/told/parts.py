"""Shares stated with their parts in one sentence: «из 42 выпускников аттестат получили 40 (95 %)»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...folding import fold
from ...queries import ProgrammeData
from ...results.exam_tables import decimal
from ..finding import Finding, at_place
from ..paragraphs import paragraphs_of

_PART = re.compile(
    r"\bиз (?P<whole>\d{1,5}) (?P<between>[^.%()\d]{0,120}?)(?P<part>\b\d{1,5})\b[^.%()\d]{0,60}"
    r"\((?P<share>\d{1,3}(?:[.,]\d+)?)\s*%\)"
)
_PEOPLE = re.compile(
    r"(?P<share>\d{3}(?:[.,]\d+)?)\s*%\s+"
    r"(?:обучающихся|учащихся|учеников|выпускников|участников|педагогов|учителей|родителей|детей)"
)


def stated_parts(data: ProgrammeData) -> Iterator[Finding]:
    """A part is not above its whole, its share is theirs, and no group is more than 100 % of itself."""
    for section in data.sections:
        for told in paragraphs_of(section):
            for words, message in _messages(told.text):
                yield at_place(section, "error", "stated-part", message, f"{told.place}:{words}", told.spot)


def _messages(text: str) -> Iterator[tuple[str, str]]:
    plain = fold(text)
    for found in _PART.finditer(plain):
        whole, part, share = int(found["whole"]), int(found["part"]), found["share"].replace(".", ",")
        if part > whole:
            yield text[found.start() : found.end()], f"Часть ({part}) больше целого ({whole})."
        elif whole:
            counted = 100.0 * part / whole
            decimals = len(share.partition(",")[2])
            if abs(counted - float(share.replace(",", "."))) > 0.5 * 10.0**-decimals + 0.005:
                message = f"Указано {share}\u00a0%, а {part} из {whole} – {decimal(counted)}\u00a0%."
                yield text[found.start() : found.end()], message
    for found in _PEOPLE.finditer(plain):
        if float(found["share"].replace(",", ".")) > 100:
            yield (
                text[found.start() : found.end()],
                f"Доля {found['share'].replace('.', ',')}\u00a0% больше 100\u00a0%.",
            )
