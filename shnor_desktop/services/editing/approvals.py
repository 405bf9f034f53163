"""The грифы of the title page: what is known of them already."""

from __future__ import annotations

from datetime import date

from ...models.school import Approval
from ..queries import programme, school
from ..school_file import SchoolFile

_USUAL = {
    "adopted": "педагогическим советом",
    "agreed": "управляющим советом",
    "approved": "приказом директора",
}
"""Who usually does it."""

_BY_HAND = "№\u00a0___"


def proposals(file: SchoolFile) -> dict[int, dict[str, str]]:
    """What empty fields of the грифы can say, by row: who, the date of the order, the director who signs it."""
    found: dict[int, dict[str, str]] = {}
    for row in file.rows(Approval):
        known = {"body": _USUAL.get(row.kind, "")}
        if row.kind == "approved":
            known |= {"details": _order(file), "person": school(file).director.strip()}
        fields = {name: text for name, text in known.items() if text and not getattr(row, name).strip()}
        if fields:
            found[row.id] = fields
    return found


def propose(file: SchoolFile) -> None:
    """Write all of it as one step; what somebody typed stays."""
    found = proposals(file)
    if found:
        with file.transaction("Грифы: что известно") as transaction:
            transaction.change_all(Approval, found)


def _order(file: SchoolFile) -> str:
    """«от 28.08.2026 № ___»: the number is given when the order is signed."""
    try:
        day = date.fromisoformat(programme(file).approval_date)
    except ValueError:
        return ""
    return f"от {day:%d.%m.%Y} {_BY_HAND}"
