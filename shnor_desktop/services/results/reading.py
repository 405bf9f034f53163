"""Files of results read, one by one and many at a time; knows no school file, so that other processes can do it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...models.errors import UserError
from ..jobs import Progress, no_progress
from ..uncollected import uncollected
from .exam_key import in_names
from .fisoko import find_tables
from .found import FoundTable
from .workbooks import ENDINGS, read_sheets

if TYPE_CHECKING:  # a process that reads needs nothing of what starts processes
    from ..workers.sharing import Readers

MOST_FILES = 5_000
"""A folder with more is not a folder of results."""

_JUNK = re.compile(r"^(?:~\$|\.~|\._|\.)|^(?:thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_MACROS = frozenset((".xlsm", ".xltm", ".xlam"))
_OTHER_TABLES = frozenset((".xlsb", ".csv", ".tsv", ".xml", ".numbers"))
_ARCHIVES = frozenset((".zip", ".rar", ".7z"))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with the tables that are in it, and why other tables or the whole of it are not taken."""

    path: Path
    tables: tuple[FoundTable, ...] = ()
    troubles: tuple[str, ...] = ()


def result_readers(own: str = "") -> Readers[FoundFile]:
    """Other processes to share the reading with: worth having ready while a person looks for the folder.

    `own` is the name of the file's school, needed where a table holds several.
    """
    from ..workers.sharing import Readers

    return Readers(partial(_read_some, own))


@uncollected()
def read_results(
    paths: Sequence[Path], own: str = "", progress: Progress = no_progress, readers: Readers[FoundFile] | None = None
) -> list[FoundFile]:
    """Read files and whole folders; touches no school file, raises only for a path that is not there.

    `own` is as above. Many files are shared with other processes, with `readers` that are ready if there are some;
    they come in their order all the same.
    """
    from ..workers.sharing import shared

    files = list(collect(paths))
    found = []
    progress(0.0 if files else 1.0)
    sharing = readers.read(files, _lost) if readers else shared(partial(_read_some, own), files, _lost)
    with contextlib.closing(sharing) as reading:
        for number, one in enumerate(reading, 1):
            found.append(one)
            progress(number / len(files))
    return found


def _read_some(own: str, paths: Sequence[Path]) -> list[FoundFile]:
    return [read_file(path, own) for path in paths]


def _lost(path: Path, error: UserError) -> FoundFile:
    return FoundFile(path, (), (str(error),))


def collect(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file of the paths, folders walked to their ends in the order of names, each file once."""
    seen: set[str] = set()
    for path in paths:
        if not path.exists():
            raise UserError(f"«{path}» не найден. Проверьте, где лежит файл или папка, и выберите снова.")
        for file in _walk(path) if path.is_dir() else (path,):
            place = os.path.abspath(file)
            if place not in seen:
                seen.add(place)
                yield file
            if len(seen) > MOST_FILES:
                raise UserError(f"В папке больше {MOST_FILES} файлов. Выберите папку, где лежат только результаты.")


def read_file(path: Path, own: str = "") -> FoundFile:
    """The tables of one file, or one sentence why there are none."""
    if reason := _not_read(path):
        return FoundFile(path, (), (reason,))
    tables: list[FoundTable] = []
    troubles: list[str] = []
    try:
        for sheet, rows in read_sheets(path):
            found, refused = find_tables(rows, partial(in_names, path, sheet), own)
            tables += found
            troubles += refused
    except UserError as error:
        return FoundFile(path, (), (str(error),))
    if not tables and not troubles:
        troubles.append("В книге нет таблиц с результатами ВПР, ОГЭ или ЕГЭ.")
    return FoundFile(path, tuple(table.signed(path.name) for table in tables), tuple(troubles))


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names))


def _not_read(path: Path) -> str:
    """Why a file is not even opened; empty when it is."""
    ending = path.suffix.lower()
    if _JUNK.match(path.name):
        return "Служебный файл, результатов в нём не бывает."
    if ending in _MACROS:
        return f"Файл «{path.name}» может содержать макросы. Сохраните его в Excel как .xlsx."
    if ending in _OTHER_TABLES:
        return f"Такие таблицы ({ending}) не читаются. Откройте файл в Excel и сохраните как .xlsx."
    if ending in _ARCHIVES:
        return "Это архив: распакуйте его и выберите папку."
    return "" if ending in ENDINGS else "Это не таблица Excel."
