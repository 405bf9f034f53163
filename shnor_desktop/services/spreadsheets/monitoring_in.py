"""A monitoring workbook back in: whose it is, of which wave, and its answers with the cells where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...models.errors import UserError
from ..results.workbooks import read_sheets
from .book_writer import KEY_SHEET
from .criteria_in import FormIndex, FoundColumn, find_columns

_HEAD = 8
"""Lines of the hidden sheet that say what the book is."""


@dataclass(frozen=True)
class SheetColumn:
    """The answers of one school on one sheet."""

    sheet: str
    column: FoundColumn


@dataclass(frozen=True)
class MonitoringBook:
    """What a workbook holds; `about` is what the program itself wrote into it, empty for a copy by hand."""

    path: Path
    about: dict[str, str]
    columns: tuple[SheetColumn, ...]

    @property
    def school(self) -> str:
        """The school as the program wrote it; empty in a copy by hand."""
        return self.about.get("school_short") or self.about.get("school", "")


def read_monitoring(path: Path, form: FormIndex) -> MonitoringBook:
    """Read a workbook; UserError where it is damaged or holds none of the form's tables."""
    about: dict[str, str] = {}
    columns: list[SheetColumn] = []
    for name, rows in read_sheets(path):
        if name == KEY_SHEET:
            about = _about(rows)
        else:
            columns += [SheetColumn(name, column) for column in find_columns(rows, form)]
    if not columns:
        raise UserError(f"В книге «{path.name}» нет таблиц приложений 1 и 2. Проверьте, ту ли книгу выбрали.")
    return MonitoringBook(path, about, tuple(columns))


def _about(rows: Sequence[Sequence[object]]) -> dict[str, str]:
    """The first lines of the hidden sheet, when they are ours."""
    pairs = {str(row[0]): str(row[1]) for row in rows[:_HEAD] if len(row) > 1}
    return pairs if "shnor-workbook" in pairs else {}
