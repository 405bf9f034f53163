"""The school's list of people and posts, and another name for one of them in every plan at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...models.activities import Activity
from ...models.errors import UserError
from ...models.people import Person
from ..people import SEPARATORS, folded, pieces
from ..school_file import SchoolFile
from .rows import checked, insert_at

if TYPE_CHECKING:
    from ..transaction import Transaction


def add_person(file: SchoolFile, name: str, post: str = "") -> Person:
    """Add somebody to the school's own list; the same one is not added twice."""
    new = Person(name=_one(name), post=_one(post))
    called = new.name or new.post
    if not called:
        raise UserError("Напишите имя или должность.")
    known = file.rows(Person)
    if any(folded(person.name or person.post) == folded(called) for person in known):
        raise UserError(f"«{called}» уже есть в списке.")
    with file.transaction("Добавлено в список людей") as transaction:
        return insert_at(transaction, known, len(known), [new])[0]


def remove_person(file: SchoolFile, id_: int) -> None:
    """Take somebody out of the school's own list; the plans stay as they are."""
    with file.transaction("Удалено из списка людей") as transaction:
        transaction.remove(Person, id_)


def rename_person(file: SchoolFile, old: str, new: str) -> int:
    """Another name for a person or post in all plans and in the own list, as one step; says how many rows changed.

    Of a list only that piece changes. Raises UserError for a name that would read as several people or none.
    """
    new = _one(new)
    if not new:
        raise UserError("Напишите новое имя или должность.")
    changed = {
        row.id: {"responsible": text}
        for row in file.rows(Activity)
        if (text := renamed(row.responsible, old, new)) != row.responsible
    }  # fmt: skip
    with file.transaction(f"Переименовано: {_short(old)} → {_short(new)}") as transaction:
        transaction.change_all(Activity, changed)
        _rename_own(transaction, file.rows(Person), old, new)
    return len(changed)


def renamed(text: str, old: str, new: str) -> str:
    """The field with one of those it names called otherwise; everything between them stays as it was typed.

    Who is called like another one in the same field is named once. A post in lower case keeps it while its first word
    stays («директор, завуч» → «директор, завуч по УВР»).
    """
    key = folded(old)
    found = pieces(text)
    if not key or all(folded(piece.text) != key for piece in found):
        return text
    present = {folded(piece.text) for piece in found} - {key}
    for piece in reversed(found):
        if folded(piece.text) != key:
            continue
        twice = folded(new) in present or any(folded(p.text) == key and p.start < piece.start for p in found)
        text = _without(text, piece.start, piece.end) if twice else _with(text, piece.start, piece.end, new)
    return text


def _with(text: str, start: int, end: int, new: str) -> str:
    was = text[start:end]
    same_word = folded(was.split()[0]) == folded(new.split()[0])
    if same_word and was[0].islower():
        new = new[0].lower() + new[1:]
    return text[:start] + new + text[end:]


def _without(text: str, start: int, end: int) -> str:
    """The field without a piece and the mark that parted it from its neighbour."""
    before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
    if before and before[-1] in SEPARATORS:
        return before[:-1].rstrip(" \t") + (after if after[:1] in SEPARATORS else f" {after}" if after else "")
    return (before + after[1:].lstrip(" \t")) if after[:1] and after[0] in SEPARATORS else before + after


def _rename_own(transaction: Transaction, own: Sequence[Person], old: str, new: str) -> None:
    """The same in the own list; who is called like another one there now goes."""
    present = {folded(person.name or person.post) for person in own} - {folded(old)}
    for person in own:
        fields = _own_fields(person, old, new)
        if fields and folded(person.name or person.post) == folded(old) and folded(new) in present:
            transaction.remove(Person, person.id)
        elif fields:
            transaction.change(Person, person.id, **fields)


def _own_fields(person: Person, old: str, new: str) -> dict[str, Any]:
    return {name: new for name in ("name", "post") if folded(getattr(person, name)) == folded(old) != ""}


def _one(text: str) -> str:
    """One name: several would be read as several people."""
    text = " ".join(str(checked(text)).split())
    if len(pieces(text)) > 1:
        raise UserError("Здесь одно имя или одна должность: запятая и точка с запятой делят людей в списке.")
    return text.strip(f"{SEPARATORS} ")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
