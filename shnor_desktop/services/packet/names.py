"""Names of files that go out, from a pattern that she may change: «{школа}_{документ}_{этап}_{дата}»."""

from __future__ import annotations

import re
from datetime import date

from ...models.errors import UserError

PATTERN = "{школа}_{документ}_{этап}_{дата}"
"""What is proposed; no rule is known, and every municipality has its own."""

FIELDS = ("школа", "документ", "этап", "дата", "год")
"""What may stand in braces."""

LONGEST = 120
"""Characters of a name without its ending: longer ones fail on some disks and in some mail programs."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f«»“”„]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_PLACE = re.compile(r"\{([^{}]*)\}")


def file_name(pattern: str, ending: str, *, school: str, document: str, wave: str = "", day: date | None = None) -> str:
    """A name that every disk takes; empty fields leave no doubled underscores behind."""
    check_pattern(pattern)
    values = {
        "школа": school,
        "документ": document,
        "этап": wave,
        "дата": day.isoformat() if day else "",
        "год": str(day.year) if day else "",
    }
    name = _PLACE.sub(lambda found: _plain(values[found[1]]), pattern)
    name = re.sub(r"([_-])[_-]+", r"\1", _plain(name)).strip(" ._-")[:LONGEST].rstrip(" ._-")
    if not name or _RESERVED.match(name):
        name = f"{name}_файл".lstrip("_")
    return name + ending


def check_pattern(pattern: str) -> None:
    """UserError for braces that stand for nothing."""
    unknown = [field for field in _PLACE.findall(pattern) if field not in FIELDS]
    rest = _PLACE.sub("", pattern)
    if unknown or "{" in rest or "}" in rest:
        known = ", ".join(f"{{{field}}}" for field in FIELDS)
        raise UserError(f"В образце имени файла в фигурных скобках могут стоять только {known}.")


def _plain(text: str) -> str:
    """Text as a part of a name: no forbidden characters, hyphens for spaces."""
    return re.sub(r"[\s\u00a0]+", "-", _FORBIDDEN.sub("", text).strip())
