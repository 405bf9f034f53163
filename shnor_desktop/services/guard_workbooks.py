"""The guard for workbooks (.xlsx, .xls, .ods): what `guard` asks of Office files, and that no sheet is too large.

Readers lay a sheet out whole, from its first cell to its last: a file of four kilobytes with one cell in the last
corner takes all memory. So every place is looked at before any reader is. What is checked is what is handed on: the
content is read once.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..models.errors import UserError
from .guard_archive import DEFLATED, STORED, Part, parts_of
from .guard_limits import Limits, TooLargeError, damaged
from .guard_sheets import NOTHING, Load, load_of, refusal, too_large
from .guard_xls import check_xls


@dataclass(frozen=True, slots=True)
class WorkbookLimits(Limits):
    """And how much the sheets may become when they are laid out: places of all, bytes when texts are copied."""

    places: int = 40_000_000
    expanded: int = 1 << 62


WORKBOOK_LIMITS = WorkbookLimits(unpacked=120 << 20, part=60 << 20)
"""For a file of the whole region too; a ВПР workbook takes ten kilobytes."""

LITTLE_WORKBOOK = WorkbookLimits(unpacked=8 << 20, part=8 << 20, places=1_000_000, expanded=64 << 20)
"""What is within these, whoever made it, is read in half a second and a hundred megabytes: it needs no process."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL = struct.Struct("<4s22x2H")
"""A part's own header before its name: the sign, how long the name and what stands behind it are."""
_SMALL, _SMALL_UNPACKED = 1 << 12, 1 << 18
_USUAL_SHEET = 1 << 15
_UNKNOWN = -1, NOTHING
_FOREIGN = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_XML = (".xml", ".rels", ".vml")
_MAIN_PARTS = ("xl/workbook.xml", "content.xml")
_HTML = (b"<html", b"<!doc", b"<?xml", b"<tabl", b"<meta")


def check_workbook(path: Path, limits: WorkbookLimits = WORKBOOK_LIMITS) -> bytes:
    """The content of a sound, harmless workbook; UserError for anything else, TooLargeError where it is only that."""
    content = _read(path, limits)
    if content.startswith(_OLE):
        _check_load(path.name, check_xls(path.name, content), limits)
        return content
    if not content.startswith(b"PK"):
        raise UserError(_not_a_workbook(path.name, content))
    try:
        _check_archive(path.name, content, limits)
    except (zlib.error, EOFError, ValueError, NotImplementedError, IndexError) as error:
        raise UserError(damaged(path.name, "xlsx")) from error
    return content


def _read(path: Path, limits: WorkbookLimits) -> bytes:
    name = path.name
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(min(size, limits.file) + 1)  # asked for more, it would make room for all of it
    except FileNotFoundError as error:
        raise UserError(f"Файл «{name}» не найден. Проверьте, где он лежит.") from error
    except OSError as error:
        if path.is_dir():
            raise UserError(f"«{name}» – это папка, а не книга Excel.") from error
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


def _check_archive(name: str, content: bytes, limits: WorkbookLimits) -> None:
    entries = parts_of(content)
    if len(entries) > limits.entries:
        raise refusal(name, "состоит из слишком многих частей")
    names = _checked_names(name, tuple([entry.name for entry in entries]))
    left, load = limits.unpacked, NOTHING
    for entry, part in zip(entries, names, strict=True):
        most = min(left, limits.part)
        packed = _packed(name, content, entry)
        size, becomes = _sound(packed, entry.method, part) if len(packed) <= _SMALL else _UNKNOWN
        if not 0 <= size <= most:
            data = _unpacked(name, packed, entry, most)
            size, becomes = len(data), _looked_through(name, part, data)
        left -= size
        if becomes is not NOTHING:
            load = load.with_part(becomes)
        if size > limits.ratio_from and size > limits.ratio * max(entry.packed, 1):
            raise refusal(name, "сжат подозрительно сильно")
    _check_load(name, load, limits)


def _checked_names(name: str, called: tuple[str, ...]) -> tuple[str, ...]:
    """The names of all parts as they are compared; UserError where they are not those of a harmless workbook."""
    names = _folded(called)
    seen = frozenset(names)
    if len(seen) != len(names):
        raise refusal(name, "устроен неверно: его части повторяются")
    if any(part.endswith("vbaproject.bin") for part in seen):
        raise UserError(f"Файл «{name}» содержит макросы. Сохраните его в Excel без макросов, как .xlsx.")
    if seen.isdisjoint(_MAIN_PARTS):
        raise UserError(f"Файл «{name}» – не таблица Excel. Откройте его в своей программе и сохраните как .xlsx.")
    return names


@lru_cache(maxsize=64)
def _folded(called: tuple[str, ...]) -> tuple[str, ...]:
    """Names as they are compared: the workbooks of one program have the same."""
    return tuple(one.replace("\\", "/").casefold() for one in called)


def _check_load(name: str, load: Load, limits: WorkbookLimits) -> None:
    if load.all_places > limits.places or load.expanded > limits.expanded:
        raise too_large(name)


@lru_cache(maxsize=256)
def _sound(packed: bytes, method: int, part: str) -> tuple[int, Load]:
    """How many bytes a small part holds that nothing is to be said about, and what it becomes, else `_UNKNOWN`.

    Workbooks of one program have the same theme, styles and relations to the byte: those are looked through once.
    """
    try:
        data = _inflated(packed, method, _SMALL_UNPACKED)
        becomes = _looked_through("", part, data)
    except (UserError, zlib.error, EOFError, ValueError):
        return _UNKNOWN
    return (len(data), becomes) if len(data) <= _SMALL_UNPACKED else _UNKNOWN


def _packed(name: str, content: bytes, entry: Part) -> bytes:
    """A part's bytes as they stand in the file."""
    if entry.flags & 1:
        raise UserError(f"Файл «{name}» защищён паролем. Откройте его в Excel, снимите пароль и сохраните.")
    if entry.at < 0 or entry.at + _LOCAL.size > len(content):
        raise EOFError(entry.name)
    sign, length, extra = _LOCAL.unpack_from(content, entry.at)
    if sign != b"PK\x03\x04":
        raise EOFError(entry.name)
    start = entry.at + _LOCAL.size + length + extra
    return content[start : start + entry.packed]


def _unpacked(name: str, packed: bytes, entry: Part, most: int) -> bytes:
    """A part's bytes, counted while they come; the archive's promises are not believed."""
    if entry.method not in (STORED, DEFLATED):
        raise refusal(name, "сжат необычным способом")
    data = _inflated(packed, entry.method, most)
    if len(data) > most:
        raise refusal(name, "слишком велик в распакованном виде", TooLargeError)
    return data


def _inflated(packed: bytes, method: int, most: int) -> bytes:
    """What a part holds, little more than `most` at the most; EOFError or zlib.error where it ends too early."""
    if method == STORED:
        return packed
    if method != DEFLATED:
        raise ValueError(method)
    if len(packed) <= _SMALL:  # becomes four megabytes at the worst
        return zlib.decompress(packed, -zlib.MAX_WBITS, _USUAL_SHEET)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    data = unpacker.decompress(packed, most + 1)
    if not unpacker.eof and len(data) <= most:
        raise EOFError
    return data


def _looked_through(name: str, part: str, data: bytes) -> Load:
    """No foreign declarations, no other encoding to hide them in, no cell too far away; what the part becomes."""
    if not part.endswith(_XML):
        return NOTHING
    if not data.startswith(b"<") and data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<" and data.strip():
        raise refusal(name, "записан в необычной кодировке")
    if b"!" in data and _FOREIGN.search(data):
        raise refusal(name, "содержит посторонние объявления (DOCTYPE), которых в таблицах не бывает")
    return load_of(name, part, data)
