"""The help a field of a table's row gives while it is filled in: a picker for periods, a list of what was typed before.

The panel and the cell editors ask here, so that a field helps in the same way wherever it is typed into.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ...services import queries
from ...services.suggestions import CLASSES, MANY, Field, Suggestions
from ..itemmodels.rows import Line, RowsModel
from .completing import Completing
from .period_field import PeriodField

PERIODS: frozenset[Field] = frozenset({("activity", "period"), ("schedule_row", "control_date")})
"""Fields that hold a period."""


class Remembered:
    """What was typed before in one field."""

    def __init__(self, suggestions: Suggestions, field: Field) -> None:
        self._suggestions = suggestions
        self._field = field

    def offers(self, typed: str, taken: Sequence[str]) -> list[str]:
        """What goes on as typed."""
        return self._suggestions.offers(self._field, typed, taken)

    def knows(self, text: str) -> bool:
        """Whether it was typed before as it is."""
        return self._suggestions.knows(self._field, text)


def table_of(line: Line) -> str:
    """The table of the file whose row a line shows."""
    return str(line.key[0]) if isinstance(line.key, tuple) else ""


def give_help(
    editor: QLineEdit | QPlainTextEdit, model: RowsModel, field: Field, done: Callable[[], object]
) -> Completing | PeriodField | None:
    """Serve an editor of a field; `done` is called when the help has put a whole text into it. None where none fits."""
    if field in PERIODS:
        return PeriodField(editor, lambda: _years(model), done)
    suggestions = model.context.suggestions
    if suggestions is not None and field in CLASSES:
        return Completing(editor, Remembered(suggestions, field), many=field in MANY)
    return None


def _years(model: RowsModel) -> tuple[int, int] | None:
    programme = queries.programme(model.context.file)
    return (programme.year_from, programme.year_to or programme.year_from) if programme.year_from else None
