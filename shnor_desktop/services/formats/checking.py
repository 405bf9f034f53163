"""What a format definition must fulfil besides its types: keys once, known kinds and fields, references that lead."""

from __future__ import annotations

import re

from ...models.programme import SECTION_KINDS
from .mistakes import MistakeError, Path
from .model import COLUMN_FIELDS, GENDERS, INDICATOR_KINDS, ColumnSpec, Format, SectionSpec

_NUMBER_PLACES = {
    "activities_group": ("group", "roman"),
    "activities_item": ("group", "item", "roman"),
    "task": ("task",),
}
_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
_TABLES = ("activities", "indicators", "schedule")
_CHOICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kind", SECTION_KINDS),
    ("numbering", ("none", "decimal", "appendix")),
    ("title_role", ("heading", "caption", "hidden")),
    ("gender", ("", *GENDERS)),
)


def check(form: Format) -> None:
    """Raise the first MistakeError that is found."""
    _key(form.key, ("key",))
    _one_of(form.gender, GENDERS, ("gender",))
    if not form.section:
        raise MistakeError(("section",), "в форме нет ни одного раздела.")
    waves = [wave.key for wave in form.wave]
    for index, wave_spec in enumerate(form.wave):
        if waves.count(wave_spec.key) > 1:
            raise MistakeError(("wave", index, "key"), f"этап «{wave_spec.key}» описан дважды.")
        _check_places(wave_spec.as_of, ("year_from",), ("wave", index, "as_of"))
    for name, places in _NUMBER_PLACES.items():
        _check_places(getattr(form.numbering, name), places, ("numbering", name))
    keys = [section.key for section in form.section]
    for index, section in enumerate(form.section):
        _check_section(section, keys, waves, index)


def _check_section(section: SectionSpec, keys: list[str], waves: list[str], index: int) -> None:
    place: Path = ("section", index)
    _key(section.key, (*place, "key"))
    if keys.count(section.key) > 1:
        raise MistakeError((*place, "key"), f"раздел «{section.key}» описан дважды.")
    for name, known in _CHOICES:
        _one_of(getattr(section, name), known, (*place, name))
    if section.kind == "order" and index:
        raise MistakeError((*place, "kind"), "приказ бывает один, и стоит он первым.")
    if section.parent and section.parent not in keys[:index]:
        raise MistakeError((*place, "parent"), f"раздел «{section.parent}» должен стоять выше.")
    for name in ("waves", "wave_lines"):
        for n, wave in enumerate(getattr(section, name)):
            if wave not in (waves if name == "waves" else section.waves):
                raise MistakeError((*place, name, n), f"этап мониторинга «{wave}» не описан.")
    _check_fields(section, place)
    _check_indicators(section, place)


def _check_fields(section: SectionSpec, place: Path) -> None:
    """Columns and ready rows name fields that rows of the section have."""
    known = COLUMN_FIELDS.get(section.kind, ())
    for index, column in enumerate(section.columns):
        _check_column(column, known, (*place, "columns", index))
    if section.kind in _TABLES and not section.columns:
        raise MistakeError((*place, "columns"), "таблице нужны колонки: укажите columns.")
    for index, row in enumerate(section.default_rows):
        for name in row:
            if name not in COLUMN_FIELDS["schedule"]:
                raise MistakeError((*place, "default_rows", index, name), "такого поля у строки нет.")
    rows = [row.key for row in section.rows]
    for index, key in enumerate(rows):
        if rows.count(key) > 1:
            raise MistakeError((*place, "rows", index, "key"), f"строка «{key}» описана дважды.")


def _check_column(column: ColumnSpec, known: tuple[str, ...], place: Path) -> None:
    plain = re.sub(r"^extra\d{1,2}$", "extra0", column.field)
    if plain not in known:
        names = ", ".join(known) or "у такого раздела колонок нет"
        raise MistakeError((*place, "field"), f"поля «{column.field}» нет. Возможные: {names}.")
    if column.width <= 0:
        raise MistakeError((*place, "width"), "ширина больше нуля.")
    _one_of(column.align, ("", "left", "center", "right", "justify"), (*place, "align"))


def _check_indicators(section: SectionSpec, place: Path) -> None:
    keys = [indicator.key for indicator in section.indicators]
    counts = {indicator.key for indicator in section.indicators if indicator.kind == "count"}
    for n, criterion in enumerate(section.criterion):
        for index, indicator in enumerate(criterion.indicators):
            at: Path = (*place, "criterion", n, "indicators", index)
            if keys.count(indicator.key) > 1:
                raise MistakeError((*at, "key"), f"показатель «{indicator.key}» описан дважды.")
            _one_of(indicator.kind, INDICATOR_KINDS, (*at, "kind"))
            if indicator.kind == "share" and indicator.of not in counts:
                raise MistakeError((*at, "of"), "доля должна ссылаться на показатель вида count.")


def _check_places(text: str, known: tuple[str, ...], where: Path) -> None:
    """A text with places in braces has only those that will be filled."""
    allowed = {f"{{{name}}}" for name in known}
    if set(re.findall(r"\{[^{}]*\}?|\}", text)) - allowed:
        raise MistakeError(where, f"в скобках может стоять только {', '.join(sorted(allowed))}.")


def _key(key: str, where: Path) -> None:
    if not _KEY.fullmatch(key):
        raise MistakeError(where, "ключ состоит из латинских букв, цифр, «-» и «_».")


def _one_of(value: str, known: tuple[str, ...], where: Path) -> None:
    if value not in known:
        names = ", ".join(name for name in known if name)
        raise MistakeError(where, f"«{value}» неизвестно. Возможные: {names}.")
