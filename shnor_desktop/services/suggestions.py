"""What was typed before in the same field, to complete what is being typed: counted once, then kept in step.

The count is one question to the file for each field; after that a change costs what it changes and a letter typed
costs one pass over the distinct texts.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence

from ..models.people import Person
from .changes import Change, Values
from .people import folded, pieces
from .school_file import SchoolFile

Field = tuple[str, str]
"""A table of the file and a field of it."""

MANY: frozenset[Field] = frozenset({("activity", "responsible")})
"""Fields that name several people: each is completed by itself."""

FIELDS: frozenset[Field] = MANY | {
    ("activity", "result"),
    ("activity", "form"),
    ("activity", "coverage"),
    ("schedule_row", "kind"),
    ("schedule_row", "form"),
}
"""What is completed."""

MOST = 8
"""Lines of the list: more would have to be read rather than recognised."""

_TABLES = frozenset(table for table, _ in FIELDS)
_LONGEST = 300  # a longer text is a paragraph of its own: nobody types it again


class _Book:
    """The texts of one field and how often each stands there."""

    def __init__(self) -> None:
        self.uses: dict[str, int] = {}
        self.keys: dict[str, str] = {}  # text → what is compared; a name is found by its post too

    def count(self, text: str, times: int) -> None:
        if not text or len(text) > _LONGEST:
            return
        uses = self.uses.get(text, 0) + times
        if uses > 0:
            self.uses[text] = uses
            self.keys.setdefault(text, folded(text))
        else:
            self.uses.pop(text, None)
            self.keys.pop(text, None)


class Suggestions:
    """All that can be offered in the fields of one file. Nothing is read before the first `prepare` or `offers`."""

    def __init__(self, file: SchoolFile) -> None:
        self._file = file
        self._books: dict[Field, _Book] | None = None
        self._own: dict[str, str] | None = None

    @property
    def ready(self) -> bool:
        """Whether everything was counted."""
        return self._books is not None

    def prepare(self) -> None:
        """Count what stands in the file, if that was not done before."""
        if self._books is None:
            self._books = {field: self._counted(field) for field in FIELDS}
        if self._own is None:
            self._own = {}
            for person in self._file.rows(Person):
                for text in (person.name, person.post):
                    if text:
                        self._own.setdefault(text, folded(f"{text} {person.post}"))

    def follow(self, changes: Iterable[Change]) -> None:
        """Take over what was committed."""
        if self._books is None:
            return
        for change in changes:
            if change.table == "person":
                self._own = None
            elif change.table in _TABLES:
                self._follow(self._books, change)

    def offers(self, field: Field, typed: str, taken: Collection[str] = (), most: int = MOST) -> list[str]:
        """Texts that go on as typed, those that begin so first, then those with a word that does; often used first.

        Without anything typed the most used ones. What is `taken` is not offered again, nor what is typed already.
        """
        if field not in FIELDS:
            return []
        self.prepare()
        assert self._books is not None
        book, key = self._books[field], folded(typed)
        without = {folded(text) for text in taken}
        keys = {**(self._own or {}), **book.keys} if field in MANY else book.keys
        ranked = (
            (not found.startswith(key), -book.uses.get(text, 0), found, text)
            for text, found in keys.items()
            if (found.startswith(key) or f" {key}" in found) and found not in without
        )
        best = heapq.nsmallest(most + 1, ranked)
        return _distinct((text for *_, text in best), typed)[:most]

    def knows(self, field: Field, text: str) -> bool:
        """Whether this very text stands in the field somewhere, or in the school's own list."""
        if field not in FIELDS:
            return False
        self.prepare()
        assert self._books is not None
        key = folded(text)
        own = (folded(name) for name in self._own or ()) if field in MANY else ()
        return key in self._books[field].keys.values() or key in own

    def _counted(self, field: Field) -> _Book:
        table, name = field
        book = _Book()
        # the names stand in FIELDS above, nowhere else
        rows = self._file.raw.execute(f"SELECT {name}, count(*) FROM {table} WHERE {name} <> '' GROUP BY {name}")
        for text, times in rows:
            for each in _texts(field, text):
                book.count(each, times)
        return book

    @staticmethod
    def _follow(books: dict[Field, _Book], change: Change) -> None:
        for field, book in books.items():
            if field[0] == change.table:
                was, became = _value(change.before, field), _value(change.after, field)
                if was != became:
                    for times, text in ((-1, was), (1, became)):
                        for each in _texts(field, text):
                            book.count(each, times)


def _value(values: Values | None, field: Field) -> str:
    return str((values or {}).get(field[1]) or "")


def _texts(field: Field, text: str) -> Sequence[str]:
    return [piece.text for piece in pieces(text)] if field in MANY else [text.strip()]


def _distinct(texts: Iterable[str], typed: str) -> list[str]:
    """One of those that differ in case only, and not what stands there already."""
    seen = {folded(typed)} if typed.strip() else set()
    found = []
    for text in texts:
        key = folded(text)
        if key not in seen:
            seen.add(key)
            found.append(text)
    return found
