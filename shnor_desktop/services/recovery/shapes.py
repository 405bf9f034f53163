"""Which table a page belongs to: by the file's own list of tables, else by what its rows look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache

from ...models import all as models
from ...models.activities import ACTIVITY_LEVELS
from ...models.entity import ENTITIES, kinds_of
from ...models.programme import SECTION_KINDS
from ...models.risks import SIGNIFICANCE
from .pages import TABLE_INTERIOR, TABLE_LEAF, Pages, Record, Value

BLOBS = ("picture", "report_file")
"""Tables of bytes by name: the name is a text, and there is no id."""

HISTORY = "history_step"
YOUNGER = {"activity": 1}
"""How many columns a later migration added to a table: rows that are older lack them."""

_SLOTS = frozenset(("body", "after", "conclusions", "measures", "preamble", "points"))
_KNOWN = models.ALL  # importing them registers every table

Test = Callable[[tuple[Value, ...]], bool]


def _json(value: Value) -> bool:
    return isinstance(value, str) and value.startswith("[")


TELLING: dict[str, Test] = {
    "page_look": lambda row: isinstance(row[1], str) and len(row[1]) == 4 and row[1].isdigit(),
    "section": lambda row: row[4] in SECTION_KINDS,
    "section_text": lambda row: row[2] in _SLOTS and _json(row[3]),
    "passport_row": lambda row: _json(row[5]),
    "grid_row": lambda row: _json(row[4]),
    "activity": lambda row: row[3] in ACTIVITY_LEVELS,
    "risk_factor": lambda row: row[4] in SIGNIFICANCE,
    "person": lambda row: not _json(row[3]),
    "indicator_value": lambda row: not _json(row[5]),
    "own_form": lambda row: isinstance(row[2], str) and "[[section]]" in row[2],
}
"""What tells rows of one table from those of another that has the same kinds of columns."""


def tables_of_pages(pages: Pages) -> dict[int, str]:
    """Leaf page → table, for every page that can be told."""
    found: dict[int, str] = {}
    for name, root in _roots(pages).items():
        for leaf in _leaves(pages, root):
            found.setdefault(leaf, name)  # tables of no interest too: their rows shall not be taken for others
    gone = pages.free()
    for number in range(1, pages.count + 1):
        if number in found or number in gone or pages.kind(number) != TABLE_LEAF:
            continue
        name = table_of_rows(pages.records(number))
        if name:
            found[number] = name
    return {number: name for number, name in found.items() if name in ENTITIES or name in (*BLOBS, HISTORY)}


def whole_tables(pages: Pages) -> set[str]:
    """Tables all of whose rows are there: each page that they lead to is a sound one."""
    return {name for name, root in _roots(pages).items() if _is_whole(pages, root)}


def _is_whole(pages: Pages, root: int) -> bool:
    stack, seen = [root], set[int]()
    while stack:
        number = stack.pop()
        kind = pages.kind(number)
        if number in seen or kind not in (TABLE_LEAF, TABLE_INTERIOR):
            return False
        seen.add(number)
        below = pages.children(number) if kind == TABLE_INTERIOR else ()
        if kind == TABLE_INTERIOR and len(below) != pages.cell_count(number) + 1:
            return False
        if kind == TABLE_LEAF and len(pages.records(number)) != pages.cell_count(number):
            return False
        stack += below
    return True


def _roots(pages: Pages) -> dict[str, int]:
    """Table → its first page, from the list that the file begins with."""
    found: dict[str, int] = {}
    for leaf in _leaves(pages, 1):
        for record in pages.records(leaf):
            values = record.values
            if len(values) == 5 and values[0] == "table" and isinstance(values[3], int):
                found[str(values[1])] = values[3]
    return found


def _leaves(pages: Pages, root: int) -> list[int]:
    found: list[int] = []
    stack, seen = [root], set[int]()
    while stack:
        number = stack.pop()
        if number in seen:
            continue
        seen.add(number)
        kind = pages.kind(number)
        if kind == TABLE_LEAF:
            found.append(number)
        elif kind == TABLE_INTERIOR:
            stack += reversed(pages.children(number))
    return found


def table_of_rows(records: Iterable[Record]) -> str:
    """The table that most of the rows fit; empty where none of them fits any."""
    votes: Counter[str] = Counter()
    for record in records:
        votes.update(name for name in (*ENTITIES, *BLOBS) if fits(name, record.values))
    return votes.most_common(1)[0][0] if votes else ""


def fits(name: str, values: tuple[Value, ...]) -> bool:
    """Whether values have the kinds of a table's columns; a row older than a column lacks it."""
    if name in BLOBS:
        named = len(values) == 2 and isinstance(values[0], str) and isinstance(values[1], bytes)
        return named and (("." in str(values[0])) == (name == "picture"))
    kinds = _kinds(name)
    if not len(kinds) - YOUNGER.get(name, 0) <= len(values) <= len(kinds) or values[0] is not None:
        return False
    if not all(_fits(kind, value) for kind, value in zip(kinds[1:], values[1:], strict=False)):
        return False
    test = TELLING.get(name)
    try:
        return test is None or test(values)
    except IndexError:
        return False


@cache
def _kinds(name: str) -> tuple[str, ...]:
    """The kinds of a table's columns; working them out takes longer than reading a page."""
    known = kinds_of(ENTITIES[name])
    return tuple(known[item.name] for item in fields(ENTITIES[name]))


def _fits(kind: str, value: Value) -> bool:
    if kind == "str":
        return isinstance(value, str)
    if kind == "bool":
        return value in (0, 1)
    if kind.startswith("tuple"):
        return _json(value)
    if kind.startswith("int"):
        return isinstance(value, int) or (value is None and "None" in kind)
    if kind.startswith("float"):
        return isinstance(value, (int, float)) or (value is None and "None" in kind)
    return isinstance(value, str)
