"""What all ordered rows share: setting a field, adding, removing and moving among siblings."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ...models.entity import Entity
from ...models.errors import UserError
from .. import ordering
from ..documents.text_clean import clean_text
from ..school_file import SchoolFile

if TYPE_CHECKING:
    from ..transaction import Transaction


class Positioned(Protocol):
    """A row that stands in an order."""

    @property
    def id(self) -> int:
        """Its id."""
        ...

    @property
    def position(self) -> int:
        """Its place among its siblings."""
        ...


R = TypeVar("R", bound=Entity)

MAX_TEXT = 200_000
"""Characters in one field; more is a file that was pasted by mistake."""


def set_fields(file: SchoolFile, row: Entity, name: str, **fields: Any) -> None:
    """Set fields of a stored row; quick edits of the same field become one step of undo."""
    clean = {key: checked(value) for key, value in fields.items()}
    key = f"{type(row).__name__}:{row.id}:{','.join(sorted(fields))}"
    with file.transaction(name, merge_key=key) as transaction:
        transaction.change(type(row), row.id, **clean)


def checked(value: Any) -> Any:
    """Text, or the texts of a document tree, without what no file can carry; UserError when one is far too long."""
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise UserError("Текст слишком длинный для одного поля. Разделите его на части.")
        return clean_text(value)
    if isinstance(value, tuple):
        return tuple(checked(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        texts = {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
        changed = {name: new for name, old in texts.items() if (new := checked(old)) != old}
        return dataclasses.replace(value, **changed) if changed else value
    return value


def placed(row: R, **fields: Any) -> R:
    """The row with its owner and position set; which fields those are depends on its class."""
    return dataclasses.replace(row, **fields)


def insert_at(transaction: Transaction, siblings: Sequence[Positioned], index: int, rows: Sequence[R]) -> list[R]:
    """Store new rows so that they stand from `index` on among their siblings."""
    if not rows:
        return []
    places = room_for(transaction, type(rows[0]), siblings, index, len(rows))
    return transaction.add_all(placed(row, position=place) for row, place in zip(rows, places, strict=True))


def room_for(
    transaction: Transaction, cls: type[Entity], siblings: Sequence[Positioned], index: int, count: int
) -> list[int]:
    """Positions from `index` on among siblings, some of which move a little where there is no room."""
    places, moved = ordering.make_room([sibling.position for sibling in siblings], index, count)
    if moved:
        transaction.change_all(cls, {siblings[n].id: {"position": place} for n, place in moved.items()})
    return places


def move(
    file: SchoolFile, cls: type[Entity], siblings: Sequence[Positioned], ids: Sequence[int], index: int, name: str
) -> None:
    """Move rows so that they stand together from `index` on (counted without them), keeping their own order."""
    wanted = set(ids)
    moving = [sibling for sibling in siblings if sibling.id in wanted]
    others = [sibling for sibling in siblings if sibling.id not in wanted]
    index = max(0, min(index, len(others)))
    with file.transaction(name) as transaction:
        places = room_for(transaction, cls, others, index, len(moving))
        fields = {row.id: {"position": place} for row, place in zip(moving, places, strict=True)}
        transaction.change_all(cls, fields)


def remove(file: SchoolFile, cls: type[Entity], ids: Sequence[int], name: str) -> None:
    """Remove rows with all that belongs to them."""
    with file.transaction(name) as transaction:
        transaction.remove_all(cls, ids)
