"""The guard for workbooks (.xlsx, .xls, .ods): what `guard` asks of Office files, and that no sheet is too large.

Readers lay a sheet out whole, from its first cell to its last: a file of four kilobytes with one cell in the last
corner takes all memory. So every place is looked at before any reader is. What is checked is what is handed on: the
content is read once.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

from ..models.errors import UserError
from .guard import Limits, damaged
from .guard_xls import check_xls

WORKBOOK_LIMITS = Limits(unpacked=120 << 20, part=60 << 20)
"""For a file of the whole region too; a ВПР workbook takes ten kilobytes."""

MOST_ROWS, MOST_COLUMNS, MOST_PLACES = 100_000, 1_000, 3_000_000
"""Of one sheet, counted to its last cell."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL = 30  # bytes of an entry's own header before its name
_SMALL, _SMALL_UNPACKED, _UNKNOWN = 1 << 12, 1 << 18, -1
_FOREIGN = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3,8}\d|[A-Za-z]{0,2}\d{4})""")  # a column behind ZZ, a row behind 999
_PLACES = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,8})(\d{1,99})["']""")
_TAG = re.compile(
    rb"""<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
_REPEATED = re.compile(rb"""-repeated\s*=\s*["'](\d{1,12})["']""")
_XML = (".xml", ".rels", ".vml")
_HTML = (b"<html", b"<!doc", b"<?xml", b"<tabl", b"<meta")


def check_workbook(path: Path, limits: Limits = WORKBOOK_LIMITS) -> bytes:
    """The content of a sound, harmless workbook; UserError for anything else."""
    content = _read(path, limits)
    if content.startswith(_OLE):
        check_xls(path.name, content)
        return content
    if not content.startswith(b"PK"):
        raise UserError(_not_a_workbook(path.name, content))
    try:
        _check_archive(path.name, content, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, IndexError) as error:
        raise UserError(damaged(path.name, "xlsx")) from error
    return content


def _read(path: Path, limits: Limits) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise UserError(f"«{name}» – это папка, а не книга Excel.")
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(min(size, limits.file) + 1)  # asked for more, it would make room for all of it
    except FileNotFoundError as error:
        raise UserError(f"Файл «{name}» не найден. Проверьте, где он лежит.") from error
    except OSError as error:
        raise UserError(
            f"Не удалось прочитать «{name}». Закройте его в других программах и попробуйте ещё раз."
        ) from error
    if not content:
        raise UserError(f"Файл «{name}» пуст: в нём 0 байт. Возьмите другую копию.")
    if len(content) > limits.file:
        raise UserError(f"Файл «{name}» слишком велик: больше {limits.file >> 20} МБ. Оставьте в нём одну таблицу.")
    return content


def _not_a_workbook(name: str, content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return f"Файл «{name}» – это PDF, хотя назван иначе. Скачайте таблицу Excel."
    if content.lstrip()[:5].lower() in _HTML:
        return f"Файл «{name}» – это страница из браузера. Откройте его в Excel и сохраните как .xlsx."
    return f"Файл «{name}» – не таблица Excel. Откройте его в программе, где он создан, и сохраните как .xlsx."


def _check_archive(name: str, content: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
    if len(entries) > limits.entries:
        raise _refusal(name, "состоит из слишком многих частей")
    names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise _refusal(name, "устроен неверно: его части повторяются")
    if any(part.endswith("vbaproject.bin") for part in names):
        raise UserError(f"Файл «{name}» содержит макросы. Сохраните его в Excel без макросов, как .xlsx.")
    if not {"xl/workbook.xml", "content.xml"} & set(names):
        raise UserError(f"Файл «{name}» – не таблица Excel. Откройте его в своей программе и сохраните как .xlsx.")
    left = limits.unpacked
    for entry, part in zip(entries, names, strict=True):
        most = min(left, limits.part)
        packed = _packed(name, content, entry)
        size = _sound(packed, entry.compress_type, part) if len(packed) <= _SMALL else _UNKNOWN
        if not 0 <= size <= most:
            data = _unpacked(name, packed, entry, most)
            size = len(data)
            if part.endswith(_XML):
                _check_xml(name, part, data)
        left -= size
        if size > limits.ratio_from and size > limits.ratio * max(entry.compress_size, 1):
            raise _refusal(name, "сжат подозрительно сильно")


@lru_cache(maxsize=256)
def _sound(packed: bytes, method: int, part: str) -> int:
    """How many bytes a small part holds that nothing is to be said about, else `_UNKNOWN`.

    Workbooks of one program have the same theme, styles and relations to the byte: those are looked through once.
    """
    try:
        data = _inflated(packed, method, _SMALL_UNPACKED)
        if part.endswith(_XML):
            _check_xml("", part, data)
    except (UserError, zlib.error, EOFError, ValueError):
        return _UNKNOWN
    return len(data) if len(data) <= _SMALL_UNPACKED else _UNKNOWN


def _packed(name: str, content: bytes, entry: zipfile.ZipInfo) -> bytes:
    """A part's bytes as they stand in the file."""
    if entry.flag_bits & 1:
        raise UserError(f"Файл «{name}» защищён паролем. Откройте его в Excel, снимите пароль и сохраните.")
    head = entry.header_offset
    if content[head : head + 4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(entry.filename)
    start = head + _LOCAL + int.from_bytes(content[head + 26 : head + 28], "little")
    start += int.from_bytes(content[head + 28 : head + 30], "little")
    return content[start : start + entry.compress_size]


def _unpacked(name: str, packed: bytes, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A part's bytes, counted while they come; the archive's promises are not believed."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refusal(name, "сжат необычным способом")
    data = _inflated(packed, entry.compress_type, most)
    if len(data) > most:
        raise _refusal(name, "слишком велик в распакованном виде")
    return data


def _inflated(packed: bytes, method: int, most: int) -> bytes:
    """What a part holds, one byte more than `most` at the most; EOFError where it ends too early."""
    if method == zipfile.ZIP_STORED:
        return packed
    if method != zipfile.ZIP_DEFLATED:
        raise ValueError(method)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    data = unpacker.decompress(packed, most + 1)
    if not unpacker.eof and len(data) <= most:
        raise EOFError
    return data


def _check_xml(name: str, part: str, data: bytes) -> None:
    """No foreign declarations, no other encoding to hide them in, no cell too far away."""
    if not data.startswith(b"<") and data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<" and data.strip():
        raise _refusal(name, "записан в необычной кодировке")
    if b"!" in data and _FOREIGN.search(data):
        raise _refusal(name, "содержит посторонние объявления (DOCTYPE), которых в таблицах не бывает")
    if part == "content.xml":
        _check_repeats(name, data)
    elif b"sheetData" in data and _FAR.search(data):
        _check_places(name, data)


def _check_places(name: str, data: bytes) -> None:
    """The last row and the last column of a sheet: rows ask for memory even where they are empty."""
    rows = columns = 0
    for letters, digits in _PLACES.findall(data):
        rows = max(rows, int(digits))
        if len(letters) > 1:
            columns = max(columns, _column(letters))
    _check_size(name, rows, max(columns, 26))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_repeats(name: str, data: bytes) -> None:
    """OpenDocument writes «this cell, so many times»: an empty tail of a million rows is usual, a filled one is not."""
    rows = column = row_repeat = last_row = last_column = 0
    for tag in _TAG.finditer(data):
        repeat = _repeat(tag[2])
        if tag[1] == b"table":
            _check_size(name, last_row, last_column)
            rows = row_repeat = last_row = last_column = 0
        elif tag[1] == b"table-row":
            rows, row_repeat, column = rows + row_repeat, repeat, 0
        else:
            column += repeat
            empty = tag[2].endswith(b"/") or data.startswith(b"</table:", tag.end())
            if b"office:" in tag[2] or not empty:
                last_row, last_column = rows + row_repeat, max(last_column, column)
    _check_size(name, last_row, last_column)


def _repeat(attributes: bytes) -> int:
    return max([1, *map(int, _REPEATED.findall(attributes))])


def _check_size(name: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_PLACES:
        raise _refusal(name, f"слишком велик: таблица тянется на {rows} строк и {columns} столбцов")


def _refusal(name: str, reason: str) -> UserError:
    return UserError(f"Файл «{name}» {reason}. Откройте его в Excel, оставьте одну таблицу и сохраните как .xlsx.")
