"""An order: who issues it, its date and number, what it is about, its points, who signs; and the marks of what it
approves, upper right on the first page of each appendix.
"""

from __future__ import annotations

import dataclasses

from ....models.orders import Order
from ...genders import gender_of
from ...queries import ProgrammeData, SectionData
from ...wording import USUAL_MARK
from ..sources import source_of
from ..tree import Block, Cell, Paragraph, Row, Table, paragraph
from .texts import text_blocks
from .title import grif_word

_DATE_WIDTHS = (50.0, 50.0)
_SIGN_WIDTHS = (62.0, 38.0)


def order_blocks(data: ProgrammeData, section: SectionData, wave: str) -> list[Block]:
    """The whole order; lines without data are left out."""
    order = section.order or Order()
    blocks: list[Block] = [*_line(section, order, "issuer"), *_line(section, order, "word")]
    if order.day or order.number:
        blocks.append(_pair(section, order, (("day", day_text(order)), ("number", number_text(order))), _DATE_WIDTHS))
    blocks += [*_line(section, order, "place"), *_line(section, order, "subject")]
    blocks += text_blocks(data, section, "preamble")
    blocks += _line(section, order, "verb")
    blocks += _kept(text_blocks(data, section, "points"))
    executor = _line(section, order, "executor")
    if not (order.post or order.person):
        return [*blocks, *executor]
    signature = _pair(section, order, (("post", order.post), ("person", order.person)), _SIGN_WIDTHS)
    return [*blocks, _with_executor(executor, signature)]


def _with_executor(executor: list[Block], signature: Table) -> Table:
    """The signature with who prepared the paper below it: in one row, which no program puts on two pages."""
    post, person = signature.rows[0].cells
    cells = (dataclasses.replace(post, blocks=(*post.blocks, *executor)), person)
    return dataclasses.replace(signature, rows=(Row(cells),))


def _kept(points: tuple[Block, ...]) -> tuple[Block, ...]:
    """The points of an order; the last one stays on a page with the signature."""
    if points and isinstance(points[-1], Paragraph):
        return (*points[:-1], dataclasses.replace(points[-1], keep=True))
    return points


def order_of(data: ProgrammeData) -> SectionData | None:
    """The section of the order, where the programme has one that is printed."""
    return next((one for one in data.sections if one.order is not None and not one.section.hidden), None)


def mark_text(data: ProgrammeData, section: SectionData) -> str:
    """What stands upper right above an appendix; empty for one that no order approves."""
    found = order_of(data)
    if found is None or found.order is None or not (section.spec.approved or not section.section.key):
        return ""
    several = sum(one.section.numbering == "appendix" and not one.section.hidden for one in data.sections) > 1
    first = section.entry.number.upper() if several else "ПРИЛОЖЕНИЕ"
    gender = section.spec.gender or gender_of(section.section.title) or data.form.gender
    day, number = day_text(found.order), number_text(found.order)
    if day and not day.lower().startswith("от "):
        day = f"от {day}"
    lines = (first, grif_word("approved", gender), found.order.mark or USUAL_MARK, f"{day} {number}".strip())
    return "\n".join(line for line in lines if line)


def day_text(order: Order) -> str:
    """The date as it was typed."""
    return order.day.strip()


def number_text(order: Order) -> str:
    """«№ 210»; a space that does not break stands between."""
    return f"№\u00a0{order.number.strip()}" if order.number.strip() else ""


def _source(section: SectionData, order: Order, field: str) -> str:
    return source_of(section.section.id, f"office_order:{order.id}:{field}")


def _line(section: SectionData, order: Order, field: str) -> list[Block]:
    text = getattr(order, field)
    return [paragraph(text, f"order_{field}", source=_source(section, order, field))] if text else []


def _pair(section: SectionData, order: Order, sides: tuple[tuple[str, str], ...], widths: tuple[float, ...]) -> Table:
    """Two texts side by side: date and number, post and name."""
    cells = [Cell((paragraph(text, f"order_{field}", source=_source(section, order, field)),)) for field, text in sides]
    return Table((Row(tuple(cells)),), widths, borders=False)
