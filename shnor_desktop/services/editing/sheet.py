"""A table as it is shown, so that a block of cells can be written into it as one action."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ...models.activities import Activity
from ...models.entity import Entity
from ...models.errors import UserError
from ...models.indicators import Indicator
from ..jobs import in_blocks
from ..plan_rows import spots
from ..plan_text import has_dash
from ..school_file import SchoolFile
from . import cells
from .rows import checked, insert_at

Place = tuple[int, str]
"""A cell: its row, counted as the table shows it, and its field."""

Edits = Mapping[Place, str]
"""What shall stand in cells."""


_PARTED = frozenset({"cells", "extra"})
"""Fields that hold the texts of several cells."""

_READY = 0.2
"""How far a long action is when all its values are ready."""


class Sheet(Protocol):
    """What a block is written into."""

    @property
    def fields(self) -> Sequence[str]:
        """The fields of the columns as shown."""
        ...

    @property
    def height(self) -> int:
        """Number of rows."""
        ...

    @property
    def refusal(self) -> str:
        """Why no rows can be added at the end; empty when they can."""
        ...

    def fixed(self, field: str) -> bool:
        """Whether the program fills this column."""
        ...

    def heading(self, row: int) -> bool:
        """Whether a row stands across the table."""
        ...

    def takes(self, row: int, field: str) -> bool:
        """Whether a cell can be written."""
        ...

    def typed(self, row: int, field: str) -> str:
        """The text of a cell as it would be typed."""
        ...

    def pause(self, part: float) -> None:
        """Say how much of what is to be written is ready; may not come back."""
        ...

    def write(self, name: str, edits: Edits, added: Sequence[Mapping[str, str]] = ()) -> None:
        """Write cells and add rows at the end as one action; UserError before anything is written."""
        ...


@dataclasses.dataclass(frozen=True)
class RowsSheet:
    """The table of a plan, of indicators, of the schedule, a matrix: stored rows; `new` is what is added at the end."""

    file: SchoolFile
    rows: Sequence[Entity]
    fields: Sequence[str]
    new: Entity | None = None
    refusal: str = ""

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def fixed(self, field: str) -> bool:
        """Numbers are the program's."""
        return field == "number"

    def heading(self, row: int) -> bool:
        """Whether a row stands across the table."""
        return cells.is_heading(self.rows[row])

    def takes(self, row: int, field: str) -> bool:
        """Whether a cell can be written."""
        return cells.takes(self.rows[row], field)

    def typed(self, row: int, field: str) -> str:
        """The text of a cell as it would be typed."""
        return cells.typed(self.rows[row], field)

    def pause(self, part: float) -> None:
        """Say how much of what is to be written is ready."""
        self.file.pause(part * _READY)

    def write(self, name: str, edits: Edits, added: Sequence[Mapping[str, str]] = ()) -> None:
        """Write cells and add rows at the end as one action."""
        self.file.action = name
        changed: dict[type[Entity], dict[int, dict[str, Any]]] = {}
        parts: dict[int, Entity] = {}  # rows of whose texts in one field several cells show one each
        for block in in_blocks(list(edits.items()), self.pause):
            for (place, field), text in block:
                row = parts.get(place) or self.rows[place]
                values = _values(row, field, text)
                if not _PARTED.isdisjoint(values):
                    parts[place] = dataclasses.replace(row, **values)
                changed.setdefault(type(row), {}).setdefault(row.id, {}).update(values)
        fresh = self._fresh(added)
        with self.file.transaction(name) as transaction:
            for cls, own in changed.items():
                transaction.change_all(cls, own)
            if fresh:
                siblings = self._siblings(fresh[0])
                insert_at(transaction, siblings, len(siblings), fresh)

    def _siblings(self, new: Entity) -> Sequence[Any]:
        if isinstance(new, Activity):
            return spots(self.file, new.section_id)
        return self.file.rows(type(new), **_owner(new))

    def _fresh(self, added: Sequence[Mapping[str, str]]) -> list[Entity]:
        """New rows; a dash makes a sub-item where there is an item above."""
        fresh: list[Entity] = []
        above = bool(added) and any(isinstance(row, Activity) and row.level == "item" for row in self.rows)
        for texts in added:
            new = self.new
            assert new is not None
            if isinstance(new, Activity):
                if above and has_dash(texts.get("text", "")):
                    new = dataclasses.replace(new, level="sub")
                above = True
            fresh.append(_set(new, texts))
        return fresh


def _set(row: Entity, texts: Mapping[str, str]) -> Entity:
    for field, text in texts.items():
        row = dataclasses.replace(row, **_values(row, field, text))
    return row


def _values(row: Entity, field: str, text: str) -> dict[str, Any]:
    return {name: checked(value) for name, value in taken(row, field, text).items()}


def taken(row: Entity, field: str, text: str) -> dict[str, Any]:
    """As `cells.values`, but what is refused is named: many texts were given at once."""
    try:
        return cells.values(row, field, text)
    except UserError as error:
        raise refused(text, error) from error


def refused(text: str, error: UserError) -> UserError:
    """The sentence for one text of many that cannot be taken."""
    words = " ".join(text.split())
    shown = words if len(words) <= 40 else f"{words[:39].rstrip()}…"
    return UserError(f"Ничего не вставлено: «{shown}» сюда не подходит. {error}")


def _owner(row: Entity) -> dict[str, Any]:
    name = "task_id" if isinstance(row, Indicator) else "section_id"
    return {name: getattr(row, name)}


def rows_of(places: Iterable[Place]) -> list[int]:
    """The rows of cells in order, each once."""
    return sorted({row for row, _field in places})
