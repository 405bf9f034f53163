"""From a TOML file to a format; whatever stands in the file, the answer is a sound format or one sentence."""

from __future__ import annotations

import dataclasses
import functools
import math
import re
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

from ...models.errors import UserError
from ..guard_toml import endless_line
from . import lines, mistakes
from .checking import check
from .mistakes import MistakeError
from .model import Format

T = TypeVar("T")

MAX_BYTES = 256 * 1024
"""The shipped forms have a tenth of it."""

LONGEST_TEXT = 4000
MOST_ITEMS = 300
"""Characters of a text and items of a list: more stands in no form, and would stand on every page."""

_TOO_LARGE = f"Форма «{{name}}» больше {MAX_BYTES // 1024} КБ: это не описание формы."
_NAMES: dict[Any, str] = {str: "строка", int: "целое число", float: "число", bool: "true или false"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def read_format(path: Path) -> Format:
    """Read a format definition; UserError names the file, the line and the key of a mistake."""
    return read_text(_text_of(path), path.name)


@functools.lru_cache(maxsize=16)
def read_text(text: str, name: str) -> Format:
    """Read the text of a definition that is called `name`; the same text again costs nothing."""
    if len(text) > MAX_BYTES:
        raise UserError(_TOO_LARGE.format(name=name))
    endless = endless_line(text)
    if endless:
        raise UserError(f"Форма «{name}»: ключ в строке {endless} бесконечно длинный. Исправьте эту строку.")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = f"в строке {place[1]}" if place else "в конце файла"
        raise UserError(f"Форма «{name}» записана с ошибкой {line}. Исправьте эту строку.") from error
    except (ValueError, RecursionError) as error:  # a figure of a thousand digits, a thousand brackets
        raise UserError(f"Форма «{name}» записана с ошибкой: слишком длинное число или вложенность.") from error
    try:
        form = _decode(Format, data, ())
        check(form)
    except MistakeError as mistake:
        raise UserError(mistakes.told(name, mistake, lines.key_lines(text))) from mistake
    return dataclasses.replace(form, source=text)


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise UserError(_TOO_LARGE.format(name=path.name))
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Форма «{path.name}» не читается. Проверьте файл и кодировку UTF-8.") from error


@functools.cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    """The types of a class's fields; working them out takes longer than reading the file."""
    return typing.get_type_hints(cls)


def _decode(cls: type[T], data: Any, path: mistakes.Path) -> T:
    if not isinstance(data, dict):
        raise MistakeError(path, "здесь ожидается таблица ключей.")
    hints = _hints(cls)  # type: ignore[arg-type]
    known = dataclasses.fields(cls)  # type: ignore[arg-type]
    fields = {item.name: item for item in known if item.metadata.get("read", True)}
    for name in data:
        if name not in fields:
            raise MistakeError((*path, name), f"такого ключа нет. Возможные: {', '.join(fields)}.")
    values: dict[str, Any] = {}
    for name, item in fields.items():
        if name in data:
            values[name] = _value(hints[name], data[name], (*path, name))
        elif item.default is dataclasses.MISSING:
            raise MistakeError((*path, name), "этот ключ обязателен.")
    return cls(**values)


def _value(hint: Any, value: Any, path: mistakes.Path) -> Any:
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise MistakeError(path, "здесь ожидается список.")
        if len(value) > MOST_ITEMS:
            raise MistakeError(path, f"в списке больше {MOST_ITEMS} строк.")
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, item, (*path, index)) for index, item in enumerate(value))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _decode(hint, value, path)
    if isinstance(hint, types.GenericAlias):  # dict[str, str]
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise MistakeError(path, 'здесь ожидаются пары вида { поле = "текст" }.')
        return {name: _value(str, text, (*path, name)) for name, text in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return _number(value, path)
    if not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
        raise MistakeError(path, f"здесь ожидается {_NAMES.get(hint, hint.__name__)}.")
    return _text(value, path) if hint is str else _number(value, path) if hint is float else value


def _text(value: str, path: mistakes.Path) -> str:
    if len(value) > LONGEST_TEXT:
        raise MistakeError(path, f"текст длиннее {LONGEST_TEXT} знаков.")
    if _CONTROL.search(value):
        raise MistakeError(path, "в тексте стоит знак, которого не бывает на бумаге.")
    return value


def _number(value: float, path: mistakes.Path) -> float:
    if not math.isfinite(value) or abs(value) > 1e6:
        raise MistakeError(path, "здесь ожидается обычное число.")
    return float(value)
