"""Checkpoints of indicators: their names and order, what is planned and achieved at each, a target taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...models.errors import UserError
from ...models.indicators import Indicator, IndicatorValue, Task
from ...models.monitoring import Wave
from ...models.school import Programme
from ..indicator_measure import Split, fold, split_target
from ..ordering import spread
from ..school_file import SchoolFile
from ..wording import plural
from .rows import checked, move, set_fields

if TYPE_CHECKING:
    from ..transaction import Transaction

LABELS = {"target": "план", "achieved": "факт"}
"""What the two values of a checkpoint are called."""


def checkpoints(file: SchoolFile, indicator_id: int) -> list[IndicatorValue]:
    """The checkpoints of an indicator in order."""
    return file.rows(IndicatorValue, indicator_id=indicator_id)


def proposals(file: SchoolFile, indicator_id: int) -> list[str]:
    """Names for further checkpoints: years of the programme, monitoring waves, what other indicators have."""
    programme = file.get(Programme, 1) or Programme()
    first, last = programme.year_from, programme.year_to or programme.year_from
    names = [str(year) for year in range(first, last + 1)] if first else []
    names += [wave.title for wave in file.rows(Wave)]
    names += [value.checkpoint for value in file.rows(IndicatorValue)]
    known = {fold(value.checkpoint) for value in checkpoints(file, indicator_id)}
    fresh: dict[str, str] = {}
    for name in names:
        if fold(name) and fold(name) not in known:
            fresh.setdefault(fold(name), name)
    return list(fresh.values())


def is_year(name: str) -> bool:
    """Whether a checkpoint is called after a year."""
    return name.isdecimal() and len(name) == 4


def add_checkpoints(file: SchoolFile, indicator_id: int, names: Sequence[str]) -> list[IndicatorValue]:
    """Add checkpoints, a year before later years, anything else at the end; UserError for a name that is taken."""
    siblings = checkpoints(file, indicator_id)
    clean: list[str] = []
    for name in names:
        clean.append(_name(name, [*(value.checkpoint for value in siblings), *clean]))
    said = f"точка «{clean[0]}»" if len(clean) == 1 else f"точки {', '.join(clean)}"
    with file.transaction(f"Добавлено: {said}") as transaction:
        return _add(transaction, indicator_id, siblings, clean)


def same_for_all(file: SchoolFile, section_id: int, indicator_id: int) -> int:
    """Give every indicator of the section the checkpoints of this one that it lacks; returns to how many."""
    names = [value.checkpoint for value in checkpoints(file, indicator_id)]
    owners = [
        row.id for task in file.rows(Task, section_id=section_id) for row in file.rows(Indicator, task_id=task.id)
    ]
    held: dict[int, list[IndicatorValue]] = {owner: [] for owner in owners}
    for value in file.rows(IndicatorValue):
        if value.indicator_id in held:
            held[value.indicator_id].append(value)
    lacking = {owner: _lacking(names, held[owner]) for owner in owners}
    lacking = {owner: missing for owner, missing in lacking.items() if missing}
    if lacking:
        said = plural(len(lacking), "показателю", "показателям", "показателям")
        with file.transaction(f"Контрольные точки – {said}") as transaction:
            for owner, missing in lacking.items():
                _add(transaction, owner, held[owner], missing)
    return len(lacking)


def rename_checkpoint(file: SchoolFile, value: IndicatorValue, name: str) -> None:
    """Call a checkpoint something else; UserError for an empty name and one that is taken."""
    others = [one.checkpoint for one in checkpoints(file, value.indicator_id) if one.id != value.id]
    set_fields(file, value, f"Переименована точка «{value.checkpoint}»", checkpoint=_name(name, others))


def remove_checkpoint(file: SchoolFile, value: IndicatorValue) -> None:
    """Remove a checkpoint with its values."""
    with file.transaction(f"Удалено: точка «{value.checkpoint}»") as transaction:
        transaction.remove(IndicatorValue, value.id)


def move_checkpoint(file: SchoolFile, value: IndicatorValue, step: int) -> None:
    """Move a checkpoint one place earlier (−1) or later (+1)."""
    siblings = checkpoints(file, value.indicator_id)
    index = next((n for n, other in enumerate(siblings) if other.id == value.id), 0) + step
    if 0 <= index < len(siblings):
        name = f"Точка «{value.checkpoint}» {'раньше' if step < 0 else 'позже'}"
        move(file, IndicatorValue, siblings, [value.id], index, name)


def set_value(file: SchoolFile, value: IndicatorValue, field: str, text: str) -> None:
    """Write what is planned (`target`) or was achieved at a checkpoint."""
    set_fields(file, value, f"Правка: {value.checkpoint}, {LABELS[field]}", **{field: text.strip()})


def split_of(row: Indicator) -> Split | None:
    """What the target would be, taken apart into its three fields; None where nothing is to be done."""
    return split_target(row.target, row.comparison, row.unit)


def split_fields(file: SchoolFile, row: Indicator) -> bool:
    """Take the target apart, and with it the targets of checkpoints that say the same; whether there was anything."""
    found = split_of(row)
    if found is None:
        return False
    fields: dict[str, Any] = {"comparison": found.comparison, "target": found.target}
    if found.unit:
        fields["unit"] = found.unit
    unit = found.unit or row.unit
    with file.transaction("Сравнение отделено от значения") as transaction:
        transaction.change(Indicator, row.id, **{name: checked(text) for name, text in fields.items()})
        for value in checkpoints(file, row.id):
            same = split_target(value.target, found.comparison, unit)
            if same is not None and same.target:
                transaction.change(IndicatorValue, value.id, target=same.target)
    return True


def _name(name: str, taken: Sequence[str]) -> str:
    clean = " ".join(str(checked(name)).split())
    if not clean:
        raise UserError("Назовите контрольную точку: год или дату.")
    if fold(clean) in {fold(other) for other in taken}:
        raise UserError(f"Точка «{clean}» у этого показателя уже есть.")
    return clean


def _lacking(names: Sequence[str], held: Sequence[IndicatorValue]) -> list[str]:
    known = {fold(value.checkpoint) for value in held}
    return [name for name in names if fold(name) not in known]


def _add(
    transaction: Transaction, indicator_id: int, siblings: Sequence[IndicatorValue], names: Sequence[str]
) -> list[IndicatorValue]:
    order = list(siblings)
    for name in names:
        order.insert(_place(order, name), IndicatorValue(0, indicator_id, 0, name))
    added = []
    for row, position in zip(order, spread(len(order)), strict=True):
        if row.id:
            transaction.change(IndicatorValue, row.id, position=position)
        else:
            added.append(transaction.add(IndicatorValue(0, indicator_id, position, row.checkpoint)))
    return added


def _place(order: Sequence[IndicatorValue], name: str) -> int:
    later = (n for n, other in enumerate(order) if is_year(other.checkpoint) and other.checkpoint > name)
    return next(later, len(order)) if is_year(name) else len(order)
