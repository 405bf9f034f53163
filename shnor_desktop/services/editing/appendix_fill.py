"""Values of the appendices taken from results: all empty ones of a wave at once, or one in the place of what stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...models.errors import UserError
from ...models.monitoring import CriterionValue, Wave
from ..school_file import SchoolFile
from .content import criterion_fields, put_criterion

if TYPE_CHECKING:
    from ..results.appendix_values import Proposal
    from ..transaction import Transaction


def fill_wave(file: SchoolFile, section_id: int, wave: Wave, offers: Mapping[str, Proposal]) -> int:
    """Store proposals where nothing is answered yet, as one step; gives how many. What was typed stays."""
    stored = {row.key: row for row in file.rows(CriterionValue, section_id=section_id, wave_id=wave.id)}
    free = {key: one for key, one in offers.items() if key not in stored or not stored[key].given}
    if not free:
        return 0
    with file.transaction(f"Из результатов: {wave.title[:1].lower()}{wave.title[1:]}") as transaction:
        for key, one in free.items():
            _put(transaction, stored.get(key) or _place(section_id, wave.id, key), one.value)
    return len(free)


def take_offer(file: SchoolFile, section_id: int, wave_id: int, offer: Proposal) -> None:
    """Put one proposal in the place of whatever stands there."""
    found = file.rows(CriterionValue, section_id=section_id, wave_id=wave_id, key=offer.key)
    with file.transaction("Значение из результатов") as transaction:
        _put(transaction, found[0] if found else _place(section_id, wave_id, offer.key), offer.value)


def mend(id_: int, was: tuple[str, bool], value: str, file: SchoolFile, transaction: Transaction) -> None:
    """The same for a finding: a value that was changed meanwhile is left alone."""
    row = file.get(CriterionValue, id_)
    if row is not None and (row.value, row.no_data) == was:
        _put(transaction, row, value)


def _place(section_id: int, wave_id: int, key: str) -> CriterionValue:
    if not section_id or not wave_id:
        raise UserError("Этого раздела или мониторинга больше нет. Откройте страницу снова.")
    return CriterionValue(section_id=section_id, wave_id=wave_id, key=key)


def _put(transaction: Transaction, row: CriterionValue, value: str) -> None:
    fields: dict[str, Any] = criterion_fields(CriterionValue(value=value))
    put_criterion(transaction, row, fields)
