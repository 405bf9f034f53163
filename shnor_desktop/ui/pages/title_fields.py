"""The fields of the title page, and how years and dates are typed and stored."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ...models.errors import UserError

SCHOOL_FIELDS = (
    ("full_name", "Полное название", "как в уставе"),
    ("short_name", "Краткое название", "МБОУ СОШ № 7"),
    ("municipality", "Муниципалитет", ""),
    ("region", "Регион", ""),
    ("founder", "Учредитель", "печатается вверху титульного листа"),
    ("director", "Директор", "фамилия и инициалы"),
    ("place", "Населённый пункт", "печатается внизу титульного листа"),
)
"""Field, label, what to type there."""

PROGRAMME_FIELDS = (
    ("title", "Название программы", ""),
    ("year_from", "Первый год", "2026"),
    ("year_to", "Последний год", "2028"),
    ("approval_date", "Дата утверждения", "28.08.2026"),
)

CHECKED_FIELDS = ("year_from", "year_to", "approval_date")
"""Short fields that take numbers and dates only: they are written on Enter and on leaving, not while being typed."""

_DATE = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_FIRST, _LAST = 1990, 2100


def shown_value(name: str, value: Any) -> str:
    """A stored value as it is typed."""
    if name in ("year_from", "year_to"):
        return str(value) if value else ""
    if name == "approval_date" and value:
        try:
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        except ValueError:
            return str(value)
    return str(value)


def stored_value(name: str, text: str) -> Any:
    """What was typed as it is stored; UserError when it is no year or no date."""
    text = text.strip()
    if name in ("year_from", "year_to"):
        return _year(text)
    return _iso(text) if name == "approval_date" and text else text


def _year(text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal() or not _FIRST <= int(text) <= _LAST:
        raise UserError("Год пишется четырьмя цифрами, например 2026.")
    return int(text)


def _iso(text: str) -> str:
    found = _DATE.match(text)
    try:
        if found is None:
            raise ValueError(text)
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError as error:
        raise UserError("Дата пишется так: 28.08.2026.") from error
