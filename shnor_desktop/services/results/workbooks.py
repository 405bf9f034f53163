"""The one door for foreign workbooks: guarded, then read with python-calamine, sheet by sheet, as rows of cells."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

from ...models.errors import UserError
from ..guard_limits import TooLargeError
from ..guard_workbooks import LITTLE_WORKBOOK, check_workbook
from .cells import Cell

ENDINGS = frozenset((".xlsx", ".xls", ".ods"))
"""What is read."""

MOST_CELLS = 1_000_000
"""Of one sheet, after empty margins are cut: a region's year is far below."""


Chosen = Callable[[Sequence[str]], Sequence[str]]
"""Of the names of all sheets, those that are read; goes to another process with a large file."""


def read_sheets(path: Path, *, whole: bool = False, chosen: Chosen = list) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Name and rows of every sheet that holds something; UserError for what is no sound, harmless workbook.

    A `whole` sheet begins in its first cell, so that addresses can be told; else empty margins are cut. What is not
    little is read in a process of its own, with limits to its time and memory.
    """
    try:
        content = check_workbook(path, LITTLE_WORKBOOK)
    except TooLargeError:
        from ..workers.apart import apart

        yield from apart(path.name, _read_large, path, whole, chosen)
    else:
        yield from _sheets(path, content, whole, chosen)


def _read_large(path: Path, whole: bool, chosen: Chosen) -> list[tuple[str, list[list[Cell]]]]:
    return list(_sheets(path, check_workbook(path), whole, chosen))


def _sheets(path: Path, content: bytes, whole: bool, chosen: Chosen) -> Iterator[tuple[str, list[list[Cell]]]]:
    import python_calamine

    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            for name in chosen(book.sheet_names):
                sheet = book.get_sheet_by_name(name)
                if sheet.width * sheet.height > MOST_CELLS:
                    raise UserError(f"Лист «{name}» слишком велик: {sheet.height} строк. Оставьте в нём одну таблицу.")
                rows = cast(list[list[Cell]], sheet.to_python(skip_empty_area=not whole))
                if rows:
                    yield name, rows
    except python_calamine.PasswordError as error:
        raise UserError(f"Файл «{path.name}» защищён паролем. Снимите пароль в Excel и сохраните.") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    except UserError:
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from error


def _damaged(path: Path) -> UserError:
    return UserError(
        f"Файл «{path.name}» повреждён или скачан не полностью. Откройте его в Excel и пересохраните как .xlsx."
    )
