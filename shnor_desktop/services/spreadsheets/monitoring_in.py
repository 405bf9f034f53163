"""A monitoring workbook back in: whose it is, of which wave, and its answers with the cells where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ...models.errors import UserError
from ..results.workbooks import read_sheets
from .book_names import CHANGES, KEY_SHEET, PLACES_SHEET
from .criteria_in import FormIndex, FoundColumn, Spot, find_columns
from .other_form import columns_by_key

_ADDRESS = re.compile(r"('?.{1,62}'?)!([A-Z]{1,3})([1-9]\d{0,6})")
_HEAD = 8
"""Lines of the hidden sheet that say what the book is."""


Rows = Sequence[Sequence[object]]
Address = tuple[str, Spot]
"""A sheet and a cell of it."""


@dataclass(frozen=True)
class SheetColumn:
    """The answers of one school on one sheet."""

    sheet: str
    column: FoundColumn


@dataclass(frozen=True)
class MonitoringBook:
    """What a workbook holds; `about`, `keys` and `places` are what the program itself wrote, empty for a hand copy."""

    path: Path
    about: dict[str, str]
    columns: tuple[SheetColumn, ...]
    keys: Rows
    sheets: dict[str, Rows]

    @cached_property
    def places(self) -> dict[str, Address]:
        """Place in the programme → cell; what is no address is passed over. Who only adds up does not ask."""
        return _places(self.keys)

    @property
    def school(self) -> str:
        """The school as the program wrote it; empty in a copy by hand."""
        return self.about.get("school_short") or self.about.get("school", "")


def read_monitoring(path: Path, form: FormIndex, *, answers_only: bool = False) -> MonitoringBook:
    """Read a workbook; UserError where it is damaged or holds none of the form's tables.

    With `answers_only` what says where each row of a plan stands is passed over. A workbook of ours that was made for
    another form is read by the keys of its indicators.
    """
    book = _read(path, form, answers_only=answers_only)
    if book.about.get("format", form.form.key) != form.form.key:
        book = _in_other_form(_read(path, form), form)
    if not book.columns and not (book.about and book.keys):
        raise UserError(f"В книге «{path.name}» нет таблиц мониторинга. Проверьте, ту ли книгу выбрали.")
    return book


def _in_other_form(book: MonitoringBook, form: FormIndex) -> MonitoringBook:
    found = columns_by_key(book.places, book.sheets, form.form, book.about.get("as_of", ""))
    columns = tuple(SheetColumn(sheet, column) for sheet, column in found)
    return replace(book, columns=columns or book.columns)


def _read(path: Path, form: FormIndex, *, answers_only: bool = False) -> MonitoringBook:
    about: dict[str, str] = {}
    keys: Rows = ()
    columns: list[SheetColumn] = []
    sheets: dict[str, Rows] = {}
    for name, rows in read_sheets(path, whole=True, chosen=_answers if answers_only else _told):
        if name == KEY_SHEET:
            about = _about(rows)
            keys = keys or rows[_HEAD:]  # older books name the cells here
        elif name == PLACES_SHEET:
            keys = rows
        else:
            sheets[name] = rows
            columns += [SheetColumn(name, column) for column in find_columns(rows, form)]
    return MonitoringBook(path, about, tuple(columns), keys if about else (), sheets)


def _told(names: Sequence[str]) -> list[str]:
    """The sheets to read: what our own sheet of changes says stands on the others too."""
    return [name for name in names if name != CHANGES or KEY_SHEET not in names]


def _answers(names: Sequence[str]) -> list[str]:
    return [name for name in _told(names) if name != PLACES_SHEET]


def _places(rows: Rows) -> dict[str, Address]:
    found: dict[str, Address] = {}
    for row in rows:
        address = _ADDRESS.fullmatch(str(row[1])) if len(row) > 1 else None
        if address is not None:
            column = 0
            for letter in address[2]:
                column = column * 26 + ord(letter) - ord("A") + 1
            sheet = address[1].removeprefix("'").removesuffix("'").replace("''", "'")
            found[str(row[0])] = (sheet, Spot(int(address[3]) - 1, column - 1))
    return found


def _about(rows: Rows) -> dict[str, str]:
    """The first lines of the hidden sheet, when they are ours."""
    pairs = {str(row[0]): str(row[1]) for row in rows[:_HEAD] if len(row) > 1}
    return pairs if "shnor-workbook" in pairs else {}
