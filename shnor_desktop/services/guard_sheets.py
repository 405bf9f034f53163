"""How much a sheet becomes when a reader lays it out: its places, its cells, the longest text that many may share.

A few kilobytes can say «a cell in the last corner», «this long text, in every cell», «a thousand cells without an
address, and twenty thousand rows»: each is small in the file and fills all memory. What is looked at here is written
by anybody; what looks unusual is counted tag by tag.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from ..models.errors import UserError
from .guard_limits import TooLargeError

MOST_ROWS, MOST_COLUMNS, MOST_PLACES = 100_000, 1_000, 3_000_000
"""Of one sheet, counted to its last cell."""

_LISTED = re.compile(rb"<(?:[^\s<>/!?:]*:)?sheet[\s/>]")
_FLAT = bytes.maketrans(
    b"'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", b'"' + b"0" * 10 + b"A" * 52
)
"""Each letter as A, each digit as 0: how long addresses are is seen at once."""
_FAR_COLUMNS = (b"AAA0",)  # what only a column behind ZZ needs
_HUNDREDS = (b"A000", b'"000')  # what only a row behind 99 needs
_FAR = (*_FAR_COLUMNS, b"A0000", b'"0000')  # and a row behind 999
_SMALL_ROWS, _SMALL_COLUMNS, _SMALL_PLACES = 999, 702, 100_000
_PLACES = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,8})(\d{1,99})["']""")
_USUAL_COLUMNS, _USUAL_ROWS = 26, 99
_NUMBER = re.compile(rb"<v>[0-9.Ee+-]*</v>")
_NO_NUMBER = b"<v></v>"
"""In the place of a number: as much as an empty one is for all that is counted here."""
_FORM_SIZE = 1 << 15
_ODD_CELLS = (b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r", b":c>", b":c ", b":c/", b":c\t", b":c\n", b":c\r")
_TAG = re.compile(
    rb"""<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_REPEATED = re.compile(rb"""-repeated\s*=\s*["'](\d{1,12})["']""")


class Load(NamedTuple):
    """What parts become: places of the largest sheet, its cells that may hold a text, bytes of the longest text.

    A workbook may list one sheet under many names, so that nobody can add its sheets up: each of those that are
    `listed` counts as the largest.
    """

    places: int = 0
    cells: int = 0
    longest: int = 0
    listed: int = 1

    def with_part(self, other: Load) -> Load:
        """Both together."""
        return self if other is NOTHING else Load(*map(max, self, other))

    @property
    def all_places(self) -> int:
        """Places of all sheets."""
        return self.places * self.listed

    @property
    def expanded(self) -> int:
        """Bytes when every cell holds the longest text."""
        return self.cells * self.longest * self.listed


NOTHING = Load()


def load_of(name: str, part: str, data: bytes) -> Load:
    """What one part of the workbook called `name` becomes; UserError where a sheet is too large for anything."""
    if part == "content.xml":
        places = _repeats(name, data)
        return Load(places, places, max(map(len, data.split(b"<"))))
    if part == "xl/workbook.xml":
        return Load(listed=max(1, len(_LISTED.findall(data))))
    if part.endswith("sharedstrings.xml"):
        return Load(longest=max(map(len, data.split(b"</si>"))))
    if b"sheetData" in data:
        rows, columns = _extent(data) if len(data) > _FORM_SIZE else _extent_of_form(_NUMBER.sub(_NO_NUMBER, data))
        check_size(name, rows, columns)
        return Load(rows * columns, data.count(b"v") // 2)
    return NOTHING


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet of that many rows and columns when no table is so large."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_PLACES:
        reason = f"слишком велик: таблица тянется на {rows} строк и {columns} столбцов"
        raise refusal(name, reason)


def refusal(name: str, reason: str, kind: type[UserError] = UserError) -> UserError:
    """The sentence for a workbook that is not read."""
    return kind(f"Файл «{name}» {reason}. Откройте его в Excel, оставьте одну таблицу и сохраните как .xlsx.")


def too_large(name: str) -> UserError:
    """The sentence for what is within all limits but one: all of it together."""
    return refusal(name, "слишком велик в развёрнутом виде", TooLargeError)


@lru_cache(maxsize=64)
def _extent_of_form(data: bytes) -> tuple[int, int]:
    """The same for a small sheet without its numbers: a thousand workbooks of one form differ in nothing else.

    No tag, no address and no quote can stand in what was taken out, so that nothing is hidden by it.
    """
    return _extent(data)


def _extent(data: bytes) -> tuple[int, int]:
    """Rows and columns to the last cell, never fewer than there are: rows ask for memory even where they are empty."""
    cells = _cells_of(data)
    if not _plain(cells):
        return _counted(data)
    flat = cells.translate(_FLAT)
    many_rows = any(long in flat for long in _HUNDREDS)
    if not any(far in flat for far in (_FAR if many_rows else _FAR_COLUMNS)):
        rows = _SMALL_ROWS if many_rows else _USUAL_ROWS
        columns = _SMALL_COLUMNS if b'"AA0' in flat else _USUAL_COLUMNS
        if rows * columns <= _SMALL_PLACES:
            return rows, columns
    rows = columns = 0
    for letters, digits in _PLACES.findall(data):
        rows = max(rows, int(digits))
        if len(letters) > 1:
            columns = max(columns, _column(letters))
    return rows, max(columns, _USUAL_COLUMNS)


def _cells_of(data: bytes) -> bytes:
    """The part of a sheet where its cells stand: the rules for typing behind them are full of what looks like places.

    Where anything else there speaks of cells, all of it may hold some.
    """
    start, end = data.find(b"sheetData"), data.rfind(b"</sheetData>")
    alone = end > start and data.count(b"sheetData", start) == 2
    return data[start:end] if alone else data[start:]


def _plain(cells: bytes) -> bool:
    """Whether every cell names its address in the usual way; other tags that begin with «c» are counted out."""
    addressed, all_of_them = cells.count(b'<c r="'), cells.count(b"<c")
    prefixed = b":" in cells and b":c" in cells  # one letter is found far sooner than two
    others = 0 if all_of_them == addressed else cells.count(b"<co") + cells.count(b"<cf")
    if all_of_them == addressed + others and not prefixed:
        return True
    return cells.count(b"<c ") == addressed and not any(odd in cells for odd in _ODD_CELLS)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


class _Counter:
    """Goes through the tags of a sheet: a cell without an address stands behind the one before it."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins."""
        local = tag.rpartition(":")[2]
        if local == "row":
            self._row, self._column = self._row + 1, 0
            if attributes.get("r", "").isdigit():
                self._row = int(attributes["r"])
        elif local == "c":
            self._column += 1
            found = re.fullmatch(r"([A-Za-z]{1,8})(\d{1,99})", attributes.get("r", ""))
            if found:
                self._row, self._column = int(found[2]), _column(found[1].encode())
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


def _counted(data: bytes) -> tuple[int, int]:
    """The same for a sheet that is not written in the usual way; what breaks it off is left to the reader."""
    counter, parser = _Counter(), expat.ParserCreate()
    parser.StartElementHandler = counter.start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError):
        return MOST_ROWS, MOST_PLACES // MOST_ROWS  # nobody knows: as much as may be
    return counter.rows, counter.columns


def _repeats(name: str, data: bytes) -> int:
    """OpenDocument writes «this cell, so many times»: an empty tail of a million rows is usual, a filled one is not."""
    rows = column = row_repeat = last_row = last_column = places = 0
    for tag in _TAG.finditer(data):
        repeat = max([1, *map(int, _REPEATED.findall(tag[2]))])
        if tag[1] == b"table":
            check_size(name, last_row, last_column)
            places += last_row * last_column
            rows = row_repeat = last_row = last_column = 0
        elif tag[1] == b"table-row":
            rows, row_repeat, column = rows + row_repeat, repeat, 0
        else:
            column += repeat
            empty = tag[2].endswith(b"/") or data.startswith(b"</table:", tag.end())
            if b"office:" in tag[2] or not empty:
                last_row, last_column = rows + row_repeat, max(last_column, column)
    check_size(name, last_row, last_column)
    return places + last_row * last_column
