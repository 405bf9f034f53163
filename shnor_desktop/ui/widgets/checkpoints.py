"""What can be done with the checkpoints of an indicator from their menus: add, rename, move, remove, give to all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QInputDialog, QWidget

from ...models.indicators import IndicatorValue
from ...services.editing import indicator_values as editing
from ..pages.base import PageContext

Entry = tuple[str, Callable[[], None] | None]
"""A line of a menu; without an action it is a line between others."""

LINE: Entry = ("", None)


class Checkpoints:
    """Writes what was chosen; `settle` writes what is typed and not written yet, `added` hears of a new checkpoint."""

    def __init__(
        self,
        context: PageContext,
        section_id: int,
        asker: QWidget,
        settle: Callable[[], None],
        added: Callable[[IndicatorValue], None],
    ) -> None:
        self._context, self._section_id, self._asker = context, section_id, asker
        self._settle, self._added = settle, added

    def of(self, value: IndicatorValue) -> list[Entry]:
        """The menu of a checkpoint."""
        return [
            ("Переименовать…", partial(self.rename, value.id)),
            ("Раньше", partial(self.move, value.id, -1)),
            ("Позже", partial(self.move, value.id, 1)),
            LINE,
            ("Такие же точки – всем показателям", partial(self.same_for_all, value.indicator_id)),
            LINE,
            ("Удалить точку", partial(self.remove, value.id)),
        ]

    def proposed(self, indicator_id: int) -> list[Entry]:
        """The menu of names for a new checkpoint."""
        names = editing.proposals(self._context.file, indicator_id)
        dated = [name for name in names if editing.is_year(name)]
        entries: list[Entry] = []
        if len(dated) > 1:
            entries += [(f"Все годы: {', '.join(dated)}", partial(self.add, indicator_id, dated)), LINE]
        entries += [(name, partial(self.add, indicator_id, [name])) for name in names]
        return [*entries, *([LINE] if entries else []), ("Другая…", partial(self.add_other, indicator_id))]

    def add(self, indicator_id: int, names: Sequence[str]) -> None:
        """Add checkpoints and go to the first of them."""
        self._settle()
        made: list[IndicatorValue] = []
        if self._context.attempt(lambda: made.extend(editing.add_checkpoints(self._context.file, indicator_id, names))):
            self._added(made[0])

    def add_other(self, indicator_id: int) -> None:
        """Ask for a name first."""
        name, sure = QInputDialog.getText(self._asker, "Контрольная точка", "Год, дата или событие:")
        if sure:
            self.add(indicator_id, [name])

    def rename(self, id_: int) -> None:
        """Ask for another name."""
        self._settle()
        value = self._context.file.get(IndicatorValue, id_)
        if value is None:
            return
        name, sure = QInputDialog.getText(self._asker, "Контрольная точка", "Название:", text=value.checkpoint)
        if sure and name.strip() != value.checkpoint:
            self._context.attempt(lambda: editing.rename_checkpoint(self._context.file, value, name))

    def move(self, id_: int, step: int) -> None:
        """Move a checkpoint by one place."""
        self._write(id_, lambda value: editing.move_checkpoint(self._context.file, value, step))

    def remove(self, id_: int) -> None:
        """Remove a checkpoint; undo brings it back."""
        self._write(id_, lambda value: editing.remove_checkpoint(self._context.file, value))

    def same_for_all(self, indicator_id: int) -> None:
        """Give all indicators of the section the checkpoints of this one."""
        self._settle()
        self._context.attempt(lambda: editing.same_for_all(self._context.file, self._section_id, indicator_id))

    def put(self, id_: int, field: str, text: str) -> bool:
        """Write what is planned or was achieved; True also where the checkpoint has gone meanwhile."""
        value = self._context.file.get(IndicatorValue, id_)
        if value is None:
            return True
        return self._context.attempt(lambda: editing.set_value(self._context.file, value, field, text))

    def _write(self, id_: int, action: Callable[[IndicatorValue], None]) -> None:
        self._settle()
        value = self._context.file.get(IndicatorValue, id_)
        if value is not None:
            self._context.attempt(lambda: action(value))
