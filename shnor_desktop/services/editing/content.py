"""Texts, passport, tasks and indicators, schedule, grids, approvals and the values of monitoring."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...models.entity import Entity
from ...models.errors import UserError
from ...models.indicators import Indicator, Task
from ...models.monitoring import CriterionValue
from ...models.orders import Order
from ...models.programme import GridRow, PassportRow, ScheduleRow, SectionText
from ...models.risks import RiskFactor
from ...models.school import Approval, Programme, School
from ..documents.tree import Block
from ..documents.tree_json import dump_blocks
from ..school_file import SchoolFile
from ..years import FIRST_YEAR, LAST_YEAR
from .moving import Carry
from .rows import checked, insert_at, move, set_fields

if TYPE_CHECKING:
    from ..transaction import Transaction


@dataclass(frozen=True)
class Kind:
    """What the person calls a row of a class, and the field that names its owner (None: the file itself)."""

    name: str
    owner: str | None = "section_id"


KINDS: dict[type[Entity], Kind] = {
    PassportRow: Kind("строка паспорта"),
    Task: Kind("задача"),
    Indicator: Kind("показатель", "task_id"),
    ScheduleRow: Kind("строка графика"),
    GridRow: Kind("строка таблицы"),
    Approval: Kind("гриф", None),
    RiskFactor: Kind("фактор риска", None),
}
"""The simple ordered rows that are all edited in one way."""


def add_row(file: SchoolFile, row: Entity, after_id: int | None = None) -> Entity:
    """Add a row after another one of its owner's, or at the end."""
    siblings = _siblings(file, row)
    index = next((n + 1 for n, other in enumerate(siblings) if other.id == after_id), len(siblings))
    with file.transaction(f"Добавлено: {KINDS[type(row)].name}") as transaction:
        return insert_at(transaction, siblings, index, [row])[0]


def remove_rows(file: SchoolFile, rows: list[Entity]) -> None:
    """Remove rows of one class, with what belongs to them."""
    if not rows:
        return
    kind = KINDS[type(rows[0])]
    name = f"Удалено: {kind.name}" if len(rows) == 1 else f"Удалено строк: {len(rows)}"
    with file.transaction(name) as transaction:
        transaction.remove_all(type(rows[0]), [row.id for row in rows])


def shift_row(file: SchoolFile, row: Entity, step: int) -> None:
    """Move a row one place up (−1) or down (+1) among its owner's rows."""
    shift_rows(file, [row], step)


def shift_rows(file: SchoolFile, rows: Sequence[Entity], step: int) -> None:
    """Move rows of one owner together one place up (−1) or down (+1)."""
    siblings, carry = _carried(file, rows)
    _put(file, siblings, carry, carry.step(step))


def move_rows(file: SchoolFile, rows: Sequence[Entity], before: Entity | None) -> None:
    """Move rows of one owner together before another one of its rows, or to the end."""
    siblings, carry = _carried(file, rows)
    gap = next((n for n, other in enumerate(siblings) if before is not None and other.id == before.id), len(siblings))
    _put(file, siblings, carry, carry.landing(gap))


def _carried(file: SchoolFile, rows: Sequence[Entity]) -> tuple[list[Any], Carry]:
    siblings = _siblings(file, rows[0]) if rows else []
    ids = {row.id for row in rows}
    return siblings, Carry([0] * len(siblings), [n for n, other in enumerate(siblings) if other.id in ids])


def _put(file: SchoolFile, siblings: Sequence[Any], carry: Carry, target: int | None) -> None:
    if target is None or carry.leads_nowhere(target):
        return
    moving = [siblings[place] for place in carry.moving]
    name = KINDS[type(moving[0])].name if len(moving) == 1 else f"строк: {len(moving)}"
    move(file, type(moving[0]), siblings, [row.id for row in moving], target, f"Перемещено: {name}")


def _siblings(file: SchoolFile, row: Entity) -> list[Any]:
    owner = KINDS[type(row)].owner
    return file.rows(type(row), **({owner: getattr(row, owner)} if owner else {}))


def set_text(file: SchoolFile, section_id: int, slot: str, blocks: tuple[Block, ...]) -> None:
    """Put a text in a section's slot in place of what stood there."""
    body = dump_blocks(checked(blocks)) if blocks else ""
    with file.transaction("Правка текста", merge_key=f"text:{section_id}:{slot}") as transaction:
        put_text(transaction, file, SectionText(section_id=section_id, slot=slot), body)


def put_text(transaction: Transaction, file: SchoolFile, place: SectionText, body: str) -> None:
    """Store a text, blocks as JSON, in the slot of a section that `place` names; nothing is no row where none is."""
    found = file.rows(SectionText, section_id=place.section_id, slot=place.slot)
    if found:
        transaction.change(SectionText, found[0].id, body=body or dump_blocks(()))
    elif body:
        transaction.add(dataclasses.replace(place, body=body))


def set_passport(file: SchoolFile, row: PassportRow, blocks: tuple[Block, ...]) -> None:
    """Put a text in a row of the passport."""
    set_fields(file, row, f"Паспорт: {row.label}", body=dump_blocks(checked(blocks)))


def set_order(file: SchoolFile, section_id: int, **fields: str) -> None:
    """Set fields of the section's order."""
    found = file.rows(Order, section_id=section_id)
    if found:
        set_fields(file, found[0], "Правка приказа", **fields)
        return
    with file.transaction("Правка приказа") as transaction:
        texts = {name: checked(text) for name, text in fields.items()}
        transaction.add(dataclasses.replace(Order(section_id=section_id), **texts))


def set_school(file: SchoolFile, **fields: str) -> None:
    """Set fields of the school."""
    if file.get(School, 1) is None:
        with file.transaction("Правка сведений о школе") as transaction:
            transaction.add(dataclasses.replace(School(id=1), **{name: checked(text) for name, text in fields.items()}))
        return
    set_fields(file, School(id=1), "Правка сведений о школе", **fields)


def set_programme(file: SchoolFile, **fields: Any) -> None:
    """Set fields of the programme; UserError when its years are none or make no period."""
    row = file.get(Programme, 1) or Programme(id=1)
    new = dataclasses.replace(row, **fields)
    if any(year and not FIRST_YEAR <= year <= LAST_YEAR for year in (new.year_from, new.year_to)):
        raise UserError(f"Годы программы — от {FIRST_YEAR} до {LAST_YEAR}. Проверьте годы.")
    if new.year_from and new.year_to and new.year_to < new.year_from:
        raise UserError("Последний год программы раньше первого. Проверьте годы.")
    set_fields(file, row, "Правка титульного листа", **fields)


def set_criterion(file: SchoolFile, section_id: int, wave_id: int, key: str, value: CriterionValue) -> None:
    """Put a value of an indicator in a wave; fields of `value` but its place are taken."""
    fields = criterion_fields(value)
    found = file.rows(CriterionValue, section_id=section_id, wave_id=wave_id, key=key)
    place = CriterionValue(section_id=section_id, wave_id=wave_id, key=key)
    with file.transaction("Правка показателя мониторинга", merge_key=f"value:{section_id}:{wave_id}:{key}") as tx:
        put_criterion(tx, found[0] if found else place, fields)


def put_criterion(transaction: Transaction, row: CriterionValue, fields: dict[str, Any]) -> None:
    """Store what `criterion_fields` gives in a row, new or known; one in which nothing is left goes.

    A row without a value would still count as the wave's, and print a column for it.
    """
    new = dataclasses.replace(row, **fields)
    if row.id and new.given:
        transaction.change(CriterionValue, row.id, **fields)
    elif row.id:
        transaction.remove(CriterionValue, row.id)
    elif new.given:
        transaction.add(new)


def criterion_fields(value: CriterionValue) -> dict[str, Any]:
    """What is stored of a value; UserError when a part is larger than its whole or a count is negative."""
    numerator, denominator = value.numerator, value.denominator
    if (numerator or 0) < 0 or (denominator or 0) < 0:
        raise UserError("Количество не бывает меньше нуля.")
    if numerator is not None and denominator is not None and numerator > denominator:
        raise UserError("Часть не бывает больше целого: проверьте оба числа.")
    return {
        "value": checked(value.value),
        "numerator": numerator,
        "denominator": denominator,
        "no_data": value.no_data,
    }
