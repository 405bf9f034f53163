"""Checks an Office file from outside before any library opens it: bombs, macros, wrong or damaged files.

Everything is refused with one sentence a deputy director understands; what passes is safe to unpack and parse.
"""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.foreign_files import LONGEST_START, advice, kind_by_parts, kind_by_start
from shnor_desktop.services.guard_limits import PROGRAM, Kind, Limits, TooLargeError, damaged

DEFAULT_LIMITS = Limits()
"""What a school's documents never come near: forty pages take some 100 KB."""

LITTLE = Limits(unpacked=8 << 20, part=8 << 20, elements=100_000)
"""What is within these, whoever made it, is read in seconds and a hundred megabytes: it needs no process of its own."""


_THING = {"docx": "документ Word", "xlsx": "книга Excel"}
_MAIN_TYPE = {"docx": b"wordprocessingml", "xlsx": b"spreadsheetml"}
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_OLD_NAME = {"docx": ".doc", "xlsx": ".xls"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 16
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, NotImplementedError)


def check_ooxml(path: Path, kind: Kind, limits: Limits = DEFAULT_LIMITS, *, macros: bool = False) -> bool:
    """Raise UserError unless `path` is a sound, harmless file of this kind; whether it holds macros.

    A caller that reads nothing but XML may let `macros` pass: they stay where they are.
    """
    try:
        _check_file(path, kind, limits)
        with zipfile.ZipFile(path) as archive:
            return _Archive(archive, path.name, kind, limits).check(macros=macros)
    except _ZIP_ERRORS as error:
        raise UserError(damaged(path.name, kind)) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # the list of the archive leads to places before its beginning
            raise UserError(damaged(path.name, kind)) from error
        raise UserError(
            f"Не удалось прочитать файл «{path.name}». Закройте его в других программах и попробуйте ещё раз."
        ) from error


def _check_file(path: Path, kind: Kind, limits: Limits) -> None:
    """The file as a whole, by its size and first bytes."""
    wanted = f"{_THING[kind]} (.{kind})"
    if path.is_dir():
        raise UserError(f"«{path.name}» – это папка. Выберите файл: {wanted}.")
    if not path.exists():
        raise UserError(f"Файл «{path.name}» не найден. Проверьте, где он лежит, и выберите его снова.")
    size = path.stat().st_size
    if size == 0:
        raise UserError(f"Файл «{path.name}» пуст: в нём 0 байт. Возьмите другую копию.")
    if size > limits.file:
        raise UserError(
            f"Файл «{path.name}» слишком велик: {size >> 20} МБ при допустимых {limits.file >> 20} МБ. "
            "Уменьшите или уберите из него рисунки."
        )
    with path.open("rb") as stream:
        head = stream.read(LONGEST_START)
        if head.startswith(_OLE):
            raise UserError(_ole_message(path.name, kind, head + stream.read()))
    if not head.startswith(b"PK"):
        kind_found = kind_by_start(head)
        told = advice(kind_found, PROGRAM[kind], f".{kind}")
        if kind_found:
            raise UserError(f"Файл «{path.name}» – это {kind_found}, а нужен {wanted}. {told}")
        raise UserError(
            f"Файл «{path.name}» – не {wanted}. Откройте его в программе, где он создан, и сохраните как .{kind}."
        )


def _ole_message(name: str, kind: Kind, content: bytes) -> str:
    if _ENCRYPTED in content:
        return _password_message(name, kind)
    program, old = PROGRAM[kind], _OLD_NAME[kind]
    return (
        f"Не открыть «{name}». Это старый формат {program} ({old}). Откройте его в {program} и сохраните как .{kind}."
    )


def _password_message(name: str, kind: Kind) -> str:
    return f"Файл «{name}» защищён паролем. Откройте его в {PROGRAM[kind]}, снимите пароль и сохраните."


class _Archive:
    """One reading of all parts of the archive, in pieces."""

    def __init__(self, archive: zipfile.ZipFile, name: str, kind: Kind, limits: Limits) -> None:
        self._archive = archive
        self._name = name
        self._kind: Kind = kind
        self._limits = limits
        self._total = 0
        self._elements = self._paragraphs = 0

    def check(self, *, macros: bool) -> bool:
        """Go through all parts; whether there are macros among them."""
        entries = self._archive.infolist()
        if len(entries) > self._limits.entries:
            raise self._refusal("состоит из слишком многих частей")
        names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
        if len(set(names)) != len(names):
            raise self._refusal("устроен неверно: его части повторяются")
        has_macros = any(name.endswith("vbaproject.bin") for name in names)
        if has_macros and not macros:
            raise UserError(
                f"Файл «{self._name}» содержит макросы. "
                f"Сохраните его в {PROGRAM[self._kind]} без макросов, как .{self._kind}."
            )
        self._check_kind(names)
        for entry in entries:
            self._check_part(entry)
        return has_macros

    def _check_kind(self, names: list[str]) -> None:
        types = b""
        if "[content_types].xml" in names:
            entry = self._archive.infolist()[names.index("[content_types].xml")]
            with self._open(entry) as stream:
                types = stream.read(1 << 20)
        if _MAIN_PART[self._kind] in names or _MAIN_TYPE[self._kind] in types.replace(b"\0", b""):
            return
        found = kind_by_parts(names)
        other = f", а {found}" if found and found != _THING[self._kind] else ""
        told = advice(found, PROGRAM[self._kind], f".{self._kind}")
        raise UserError(f"Файл «{self._name}» – не {_THING[self._kind]}{other}. {told}")

    def _open(self, entry: zipfile.ZipInfo) -> Any:
        if entry.flag_bits & 1:
            raise UserError(_password_message(self._name, self._kind))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._refusal("сжат необычным способом")
        return self._archive.open(entry)

    def _check_part(self, entry: zipfile.ZipInfo) -> None:
        is_xml = entry.filename.casefold().endswith((".xml", ".rels"))
        xml = _XmlCheck(self._limits, self._elements, self._paragraphs) if is_xml else None
        size = 0
        for chunk in self._chunks(entry):
            size += len(chunk)
            self._total += len(chunk)
            if size > self._limits.part or self._total > self._limits.unpacked:
                raise self._refusal("слишком велик в распакованном виде", TooLargeError)
            if size > self._limits.ratio_from and size > self._limits.ratio * max(entry.compress_size, 1):
                raise self._refusal("сжат подозрительно сильно")
            if xml:
                self._feed(xml, chunk)
        if xml:
            self._elements, self._paragraphs = xml.count, xml.paragraphs

    def _feed(self, xml: _XmlCheck, chunk: bytes) -> None:
        try:
            xml.feed(chunk)
        except _TooManyError as refused:
            program = PROGRAM[self._kind]
            raise TooLargeError(f"Файл «{self._name}» {refused}. Разделите его в {program} на части.") from refused
        except _RefusedError as refused:
            raise self._refusal(str(refused)) from refused

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def _refusal(self, reason: str, kind: type[UserError] = UserError) -> UserError:
        program = PROGRAM[self._kind]
        return kind(f"Файл «{self._name}» {reason}. Откройте его в {program} и пересохраните как .{self._kind}.")


class _RefusedError(Exception):
    """Ends the parser from within its own call."""


class _TooManyError(_RefusedError):
    """Harmless as far as seen, but more than is read in one go."""


class _XmlCheck:
    """Follows the tags of one part without building anything: entities, depth and number of elements.

    The numbers go on from the parts before: a thousand small parts are as much work as a large one.
    """

    def __init__(self, limits: Limits, count: int, paragraphs: int) -> None:
        self._limits = limits
        self._depth = 0
        self.count, self.paragraphs = count, paragraphs
        self._parser: expat.XMLParserType | None = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        """Look at a piece; `_RefusedError` for what is wrong. Broken XML is left to whoever needs the part."""
        if self._parser is None:
            return
        try:
            self._parser.Parse(chunk, False)
        except (expat.ExpatError, LookupError):  # the second: an encoding that nobody knows
            self._parser = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self.count += 1
        if self._depth > self._limits.depth:
            raise _RefusedError("устроен слишком сложно: таблицы вложены одна в другую без конца")
        if self.count > self._limits.elements:
            raise _TooManyError("слишком велик: в нём сотни тысяч элементов")
        if name[-2:] == ":p":
            self.paragraphs += 1
            if self.paragraphs > self._limits.paragraphs:
                raise _TooManyError("слишком велик: в нём десятки тысяч абзацев")

    def _end(self, name: str) -> None:
        self._depth -= 1

    def _doctype(self, *_declaration: object) -> None:
        raise _RefusedError("содержит посторонние объявления (DOCTYPE), которых в документах Office не бывает")
