"""Format definitions: a paper form described in TOML drives the outline, the pages, the checks and the documents.

A municipality with another form is another TOML file. A mistake in one is told with the path of the bad key.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
import types
import typing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from ..models.errors import UserError
from ..models.programme import SECTION_KINDS
from ..resources import resource_path

T = TypeVar("T")


@dataclass(frozen=True)
class ColumnSpec:
    """A table column: the field it shows, its label to the letter, relative width and whether it must be filled."""

    field: str
    label: str
    width: float = 10.0
    align: str = ""
    group: str = ""  # label of the header cell above it, shared by neighbours
    required: bool = False


@dataclass(frozen=True)
class PassportRowSpec:
    """A row of the passport."""

    key: str
    label: str


@dataclass(frozen=True)
class IndicatorSpec:
    """An indicator of a criterion; `kind` is number, count, share, choice or text; a share is `of` a count.

    `better` says which way is good: "more", "less", or "" where neither is.
    """

    key: str
    label: str
    kind: str = "text"
    of: str = ""
    better: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class CriterionSpec:
    """A criterion of Приложение 1 or 2 with its indicators."""

    title: str
    indicators: tuple[IndicatorSpec, ...]


@dataclass(frozen=True)
class WaveSpec:
    """A monitoring wave; `as_of` is its usual date with a place for the programme's first year."""

    key: str
    title: str
    as_of: str = ""


@dataclass(frozen=True)
class SectionSpec:
    """One section of the form, with what its kind needs; fields of other kinds stay empty."""

    key: str
    kind: str
    title: str
    parent: str = ""
    match: tuple[str, ...] = ()  # other beginnings of a heading that mean this section
    header_words: tuple[str, ...] = ()  # words of a table header that mean this section
    numbering: str = "none"
    title_role: str = "heading"
    landscape: bool = False
    hint: str = ""
    columns: tuple[ColumnSpec, ...] = ()
    rows: tuple[PassportRowSpec, ...] = ()
    default_rows: tuple[dict[str, str], ...] = ()
    groups: bool = False
    group_across: bool = False  # a group row is one cell across the table, number included
    group_titles: tuple[str, ...] = ()
    column_numbers: bool = False  # a row 1…n under the header
    keep_empty_rows: bool = False
    minimum_per_group: int = 0
    rule: str = ""
    units: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    conclusions_label: str = ""
    measures_label: str = ""
    criterion: tuple[CriterionSpec, ...] = ()

    @cached_property
    def indicators(self) -> tuple[IndicatorSpec, ...]:
        """All indicators of all criteria, in order."""
        return tuple(indicator for criterion in self.criterion for indicator in criterion.indicators)


@dataclass(frozen=True)
class NumberingSpec:
    """How rows are numbered by the program."""

    activities_group: str = "{group}."
    activities_item: str = "{group}.{item}"
    task: str = "Задача {task}"


@dataclass(frozen=True)
class Format:
    """A whole paper form."""

    key: str
    title: str
    document_kind: str
    gender: str
    section: tuple[SectionSpec, ...]
    numbering: NumberingSpec = NumberingSpec()
    wave: tuple[WaveSpec, ...] = ()

    @cached_property
    def sections(self) -> dict[str, SectionSpec]:
        """Sections by key, in the form's order."""
        return {section.key: section for section in self.section}


INDICATOR_KINDS = ("number", "count", "share", "choice", "text")
"""What an indicator of a criterion can be."""

COLUMN_FIELDS: dict[str, tuple[str, ...]] = {
    "activities": (
        *("number", "text", "form", "period", "responsible", "result", "coverage", "percent"),
        *("progress", "reason", "evidence", "extra0"),
    ),
    "indicators": ("number", "text", "unit", "comparison", "baseline", "target", "achieved", "note"),
    "schedule": ("number", "kind", "content", "form", "control_date"),
    "criteria": ("number", "criterion", "indicator", "fact"),
    "matrix": ("cell",),
    "staff": ("cell",),
}
"""What a column of each kind of section can show; `extra0`, `extra1`… are the school's own texts."""

_NUMBER_PLACES = {"activities_group": ("group",), "activities_item": ("group", "item"), "task": ("task",)}

FREE_SECTION = SectionSpec(key="", kind="text", title="")
"""Stands for the spec of a section that is the school's own."""


def load_format(key: str) -> Format:
    """The format of that key; UserError when there is none."""
    path = resource_path("formats", f"{key}.toml")
    if not path.is_file() or "/" in key or "\\" in key:
        raise UserError(f"Форма «{key}» неизвестна. Список форм: shnor-desktop formats.")
    return read_format(path)


def known_formats() -> list[Format]:
    """All formats the program ships, by key."""
    return [read_format(path) for path in sorted(resource_path("formats").glob("*.toml"))]


def read_format(path: Path) -> Format:
    """Read a format definition; UserError names the file and the path of the bad key."""
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Форма «{path.name}» не читается. Проверьте файл и кодировку UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = f"в строке {place[1]}" if place else "в конце файла"
        raise UserError(f"Форма «{path.name}» записана с ошибкой {line}. Исправьте эту строку.") from error
    form = _decode(Format, data, path.name)
    _check(form, path.name)
    return form


def _check(form: Format, where: str) -> None:
    keys = [section.key for section in form.section]
    waves = [wave.key for wave in form.wave]
    for index, wave_spec in enumerate(form.wave):
        if waves.count(wave_spec.key) > 1:
            raise UserError(f"{where}: wave[{index}].key — этап «{wave_spec.key}» описан дважды.")
        _check_places(wave_spec.as_of, ("year_from",), f"{where}: wave[{index}].as_of")
    for name, places in _NUMBER_PLACES.items():
        _check_places(getattr(form.numbering, name), places, f"{where}: numbering.{name}")
    for index, section in enumerate(form.section):
        place = f"{where}: section[{index}]"
        if keys.count(section.key) > 1:
            raise UserError(f"{place}.key — раздел «{section.key}» описан дважды.")
        if section.kind not in SECTION_KINDS:
            raise UserError(f"{place}.kind — вид «{section.kind}» неизвестен. Возможные: {', '.join(SECTION_KINDS)}.")
        if section.parent and section.parent not in keys[:index]:
            raise UserError(f"{place}.parent — раздел «{section.parent}» должен стоять выше.")
        for wave in section.waves:
            if wave not in waves:
                raise UserError(f"{place}.waves — этап мониторинга «{wave}» не описан.")
        _check_fields(section, place)
        _check_indicators(section, place)


def _check_fields(section: SectionSpec, place: str) -> None:
    """Columns and ready rows name fields that rows of the section have."""
    known = COLUMN_FIELDS.get(section.kind, ())
    for index, column in enumerate(section.columns):
        plain = re.sub(r"^extra\d+$", "extra0", column.field)
        if plain not in known:
            names = ", ".join(known) or "у такого раздела колонок нет"
            raise UserError(f"{place}.columns[{index}].field — поля «{column.field}» нет. Возможные: {names}.")
    for index, row in enumerate(section.default_rows):
        for name in row:
            if name not in COLUMN_FIELDS["schedule"]:
                raise UserError(f"{place}.default_rows[{index}].{name} — такого поля у строки нет.")


def _check_indicators(section: SectionSpec, place: str) -> None:
    keys = [indicator.key for indicator in section.indicators]
    counts = {indicator.key for indicator in section.indicators if indicator.kind == "count"}
    for indicator in section.indicators:
        if keys.count(indicator.key) > 1:
            raise UserError(f"{place}.{indicator.key}.key — показатель «{indicator.key}» описан дважды.")
        if indicator.kind not in INDICATOR_KINDS:
            names = ", ".join(INDICATOR_KINDS)
            raise UserError(f"{place}.{indicator.key}.kind — вид «{indicator.kind}» неизвестен. Возможные: {names}.")
        if indicator.kind == "share" and indicator.of not in counts:
            raise UserError(f"{place}.{indicator.key}.of — доля должна ссылаться на показатель вида count.")


def _check_places(text: str, known: tuple[str, ...], where: str) -> None:
    """A text with places in braces has only those that will be filled."""
    try:
        text.format(**dict.fromkeys(known, 1))
    except (KeyError, IndexError, ValueError, AttributeError):
        names = ", ".join(f"{{{name}}}" for name in known)
        raise UserError(f"{where} — в скобках может стоять только {names}.") from None


@functools.cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    """The types of a class's fields; working them out takes longer than reading the file."""
    return typing.get_type_hints(cls)


def _decode(cls: type[T], data: Any, where: str) -> T:
    if not isinstance(data, dict):
        raise UserError(f"{where} — здесь ожидается таблица ключей.")
    hints = _hints(cls)  # type: ignore[arg-type]
    fields = {item.name: item for item in dataclasses.fields(cls)}  # type: ignore[arg-type]
    for name in data:
        if name not in fields:
            raise UserError(f"{where}: {name} — такого ключа нет. Возможные: {', '.join(fields)}.")
    values: dict[str, Any] = {}
    for name, item in fields.items():
        if name in data:
            values[name] = _value(hints[name], data[name], f"{where}: {name}")
        elif item.default is dataclasses.MISSING:
            raise UserError(f"{where}: {name} — этот ключ обязателен.")
    return cls(**values)


def _value(hint: Any, value: Any, where: str) -> Any:
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise UserError(f"{where} — здесь ожидается список.")
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, item, f"{where}[{index}]") for index, item in enumerate(value))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _decode(hint, value, where)
    if isinstance(hint, types.GenericAlias):  # dict[str, str]
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise UserError(f"{where} — здесь ожидаются строки.")
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is not bool and isinstance(value, bool)):
        raise UserError(f"{where} — здесь ожидается {_NAMES.get(hint, hint.__name__)}.")
    return value


_NAMES: dict[Any, str] = {str: "строка", int: "целое число", float: "число", bool: "true или false"}
