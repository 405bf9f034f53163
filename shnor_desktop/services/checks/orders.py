"""An order: its date, number and signature are there, and what it approves is among the appendices, and all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..documents.compose.order import order_of
from ..documents.tree import block_texts
from ..queries import ProgrammeData, SectionData
from .finding import Finding, at_place, at_row, in_section, short

_ASKED = (
    ("day", "error", "У приказа нет даты."),
    ("number", "error", "У приказа нет номера."),
    ("subject", "error", "Не сказано, о чём приказ."),
    ("issuer", "warning", "Не сказано, кто издаёт приказ."),
    ("person", "warning", "Не сказано, кто подписывает приказ."),
)
_ANY = re.compile(r"\(\s*(?:приложение|приложения|прилагается|прилагаются)\b|согласно\s+приложени", re.IGNORECASE)
_NUMBERED = re.compile(r"приложени\w*\s*(?:№\s*)?(\d{1,2}(?:\s*(?:,|и|–|-)\s*\d{1,2})*)", re.IGNORECASE)


def order_fields(data: ProgrammeData) -> Iterator[Finding]:
    """What every order has; its points say what is to be done."""
    for section in data.sections:
        order = section.order
        if order is None or section.section.hidden:
            continue
        for field, severity, message in _ASKED:
            if not str(getattr(order, field)).strip():
                yield at_row(section, severity, f"order-{field}-empty", message, "office_order", order.id, field)
        if not _points(section):
            place = "section_text:points"
            yield at_place(section, "error", "order-points-empty", "В приказе нет ни одного пункта.", place)


def order_appendices(data: ProgrammeData) -> Iterator[Finding]:
    """An appendix the order approves is there (those named by number are looked at elsewhere), and the other way."""
    section = order_of(data)
    if section is None:
        return
    points = _points(section)
    there = [one for one in data.sections if one.section.numbering == "appendix" and not one.section.hidden]
    place = "section_text:points"
    named = [text for text in points if _ANY.search(text)]
    if named and not there:
        message = f"Приказ вводит приложение, а в документе его нет: «{short(named[0], 60)}»."
        yield at_place(section, "error", "order-appendix-missing", message, place)
    numbers = {int(n) for text in points for found in _NUMBERED.findall(text) for n in re.findall(r"\d+", found)}
    for count, one in enumerate(there, 1):
        if points and not (count in numbers or (len(there) == 1 and named)):
            message = "Ни один пункт приказа не вводит это приложение."
            yield in_section(one, "warning", "order-appendix-unnamed", message)


def _points(section: SectionData) -> list[str]:
    return [text for text in block_texts(section.texts.get("points", ())) if text.strip()]
