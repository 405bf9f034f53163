"""Recognising the title page: of our own documents by their styles."""

from __future__ import annotations

import re

from ....models.school import Approval
from ..compose.title import GRIF_WORDS
from ..tree import Block, Paragraph, Table
from .blocks import pictures_of
from .found import Recognised
from .words import norm

_YEARS = re.compile(r"\b(20\d\d)\s*(?:г(?:ода?|\.)?\s*)?(?:[-–—]|по)\s*(?:\d{1,2}\.\d{1,2}\.)?(20\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_STYLES = {"grif": "body", "grif_details": "details", "grif_person": "person"}
_DETAILS = re.compile(r"\bот\b.*\d.*№|№\s*\d+\s+от\b")  # «протокол от 28.08.2026 № 1»
_GRIFS = {norm(word): kind for words in GRIF_WORDS.values() for kind, word in words.items()}


def read_title(blocks: list[Block], found: Recognised) -> list[Block]:
    """Take what is known from the title page's blocks and return the rest."""
    rest: list[Block] = []
    organisations: list[str] = []
    for block in blocks:
        style = block.style if isinstance(block, Paragraph) else ""
        if isinstance(block, Table) and (approvals := _approvals(block)):
            found.approvals = approvals
            rest += pictures_of(block)  # a stamp, a signature
        elif style == "title_organisation":
            organisations.append(block.text)  # type: ignore[union-attr]
        elif style == "title_name":
            found.title = block.text  # type: ignore[union-attr]
        elif style == "title_years":
            found.years = years_in(block.text)  # type: ignore[union-attr]
        elif style == "title_place":
            place = re.sub(r",?\s*20\d\d\s*$", "", block.text)  # type: ignore[union-attr]
            found.school["place"] = place
        else:
            rest.append(block)
    if organisations:
        found.school["full_name"] = organisations[-1]
        found.school["founder"] = organisations[0] if len(organisations) > 1 else ""
    return rest


def years_in(text: str) -> tuple[int, int]:
    """The years of «на 2026–2028 годы» or «2026 год»; (0, 0) when there are none."""
    if found := _YEARS.search(text):
        return int(found[1]), int(found[2])
    single = _YEAR.search(text)
    return (int(single[1]), int(single[1])) if single else (0, 0)


def _approvals(table: Table) -> list[Approval]:
    """Грифы side by side: a known word at the top of each filled cell."""
    approvals = []
    for row in table.rows:
        for cell in row.cells:
            lines = [block for block in cell.blocks if isinstance(block, Paragraph) and block.text.strip()]
            if not lines:
                continue
            kind = _GRIFS.get(norm(lines[0].text))
            if kind is None:
                return []
            approvals.append(_approval(kind, lines[1:]))
    return approvals


def _approval(kind: str, lines: list[Paragraph]) -> Approval:
    """By our own styles, else by the look of «протокол от 28.08.2026 № 1»."""
    texts: dict[str, list[str]] = {"body": [], "details": [], "person": []}
    for line in lines:
        name = _STYLES.get(line.style) or ("details" if _DETAILS.search(line.text) else "")
        texts[name or ("person" if texts["details"] else "body")].append(line.text)
    return Approval(kind=kind, **{name: "\n".join(found) for name, found in texts.items()})  # type: ignore[arg-type]
