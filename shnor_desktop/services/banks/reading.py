"""TOML ↔ entries of a bank. A mistake in a file is told with the file and the line; the file itself is not touched."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from ...models.errors import UserError
from ..guard_toml import endless_line
from .model import BankIndicator, BankItem, Measure, Topics

T = TypeVar("T", bound=BankItem)

TABLES: dict[type[BankItem], str] = {Measure: "measure", BankIndicator: "indicator"}
"""The name of an entry's table in a file."""

MAX_BYTES = 4_000_000
"""A bank that is larger is no bank."""

_LINE = re.compile(r"at line (\d+)")
_GIVEN = ("own",)  # fields that no file gives


def parse(text: str, name: str) -> dict[str, Any]:
    """The content of a bank file; UserError names the file and the line that cannot be read."""
    endless = endless_line(text)
    if endless:
        raise _wrong(name, endless, "ключ в ней бесконечно длинный: исправьте её")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else len(text.rstrip().splitlines())  # where it ends too early
        raise _wrong(name, line, "её не прочитать: проверьте кавычки и скобки") from error


def read_text(path: Path) -> str:
    """The text of a bank file as it stands; UserError when it is no such text."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"Файл банка «{path.name}» слишком велик: уберите его из папки «{path.parent}».")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"Файл банка «{path}» не открывается: проверьте доступ к нему.") from error
    try:
        return data.decode("utf-8-sig")  # Notepad puts a mark at the beginning
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong(path.name, line, "буквы записаны не в UTF-8: сохраните файл в этой кодировке") from error


def items_of(cls: type[T], text: str, name: str, topics: Topics, *, own: bool) -> tuple[T, ...]:
    """The entries of one class in the text of a bank file."""
    data = parse(text, name)
    table = TABLES[cls]
    entries = data.get(table, [])
    heads = _heads(text, table)
    if not isinstance(entries, list):
        raise _wrong(name, heads[0] if heads else 1, f"записи начинаются строкой [[{table}]]")
    items = []
    for index, entry in enumerate(entries):
        line = heads[index] if index < len(heads) else 1  # entries may be written in another way
        fields = _fields(cls, entry, name, line)
        fields.setdefault("direction", data.get("direction", ""))
        if own:
            fields["key"] = f"own:{name}:{index}"
        items.append(_made(cls, fields, name, line, topics, own=own))
    return tuple(items)


def _made(cls: type[T], fields: dict[str, Any], name: str, line: int, topics: Topics, *, own: bool) -> T:
    for required in ("key", "text"):
        if not str(fields.get(required, "")).strip():
            raise _wrong(name, line, f"в записи нет обязательного поля {required}")
    direction = fields["direction"]
    if not isinstance(direction, str):  # given for the whole file, where no entry was asked for its kind
        raise _wrong(name, line, "значение поля «direction» должно быть строкой в кавычках")
    if direction and direction not in {topic.key for topic in topics.directions}:
        raise _wrong(name, line, f"направления «{direction}» нет")
    for deficit in fields.get("deficits", ()):
        if deficit not in {topic.key for topic in topics.deficits}:
            raise _wrong(name, line, f"дефицита «{deficit}» нет")
    return cls(**fields, own=own)


def _fields(cls: type[BankItem], entry: Any, name: str, line: int) -> dict[str, Any]:
    known = [item.name for item in dataclasses.fields(cls) if item.name not in _GIVEN]
    if not isinstance(entry, dict):
        raise _wrong(name, line, "здесь ожидается запись с полями")
    fields: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in known:
            raise _wrong(name, line, f"поля «{key}» нет, возможные: {', '.join(known)}")
        if key == "deficits":
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise _wrong(name, line, "дефициты записываются списком строк")
            value = tuple(value)
        elif not isinstance(value, str):
            raise _wrong(name, line, f"значение поля «{key}» должно быть строкой в кавычках")
        fields[key] = value
    return fields


def _heads(text: str, table: str) -> list[int]:
    """The lines on which entries begin, looked for once: a bank may have thousands."""
    head = re.compile(rf"\s*\[\[?\s*[\"']?{table}[\"']?\s*\]")
    return [number for number, line in enumerate(text.splitlines(), 1) if head.match(line)]


def _wrong(name: str, line: int, what: str) -> UserError:
    return UserError(f"Ошибка в файле банка «{name}», строка {line}: {what}.")


def written(item: BankItem) -> str:
    """An entry as TOML, to stand at the end of a bank file; empty fields are left out."""
    lines = [f"[[{TABLES[type(item)]}]]"]
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if field.name in (*_GIVEN, "key") or not value:
            continue
        lines.append(f"{field.name} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(value: str | tuple[str, ...]) -> str:
    """JSON's strings are TOML's, but for the one control character that JSON lets through."""
    if isinstance(value, tuple):
        return f"[{', '.join(_quoted(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
