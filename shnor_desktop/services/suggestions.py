"""What was typed before in the same field, to complete what is being typed: counted once, then kept in step.

A field is counted by one question to the file; after that a change costs what it changes and a letter typed
costs one pass over the distinct texts.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence

from ..models.activities import Activity
from ..models.entity import Entity
from ..models.people import Person
from ..models.programme import ScheduleRow
from .changes import Change, Values
from .people import folded, pieces
from .reading import count_texts
from .school_file import SchoolFile

Field = tuple[str, str]
"""A table of the file and a field of it."""

MANY: frozenset[Field] = frozenset({("activity", "responsible")})
"""Fields that name several people: each is completed by itself."""

CLASSES: dict[Field, type[Entity]] = {
    ("activity", "responsible"): Activity,
    ("activity", "result"): Activity,
    ("activity", "form"): Activity,
    ("activity", "coverage"): Activity,
    ("schedule_row", "kind"): ScheduleRow,
    ("schedule_row", "form"): ScheduleRow,
}
"""What is completed, and the row class it belongs to."""

MOST = 8
"""Lines of the list: more would have to be read rather than recognised."""

_TABLES = frozenset(table for table, _ in CLASSES)
_BULK = 300
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
    """All that can be offered in the fields of one file. A field is counted when it is first asked about, or before."""

    def __init__(self, file: SchoolFile) -> None:
        self._file = file
        self._books: dict[Field, _Book] = {}
        self._own: dict[str, str] | None = None

    def prepare_next(self) -> bool:
        """Count one field more, so that nobody waits for all of them; False when all are counted."""
        field = next((each for each in CLASSES if each not in self._books), None)
        if field is not None:
            self._book(field)
        return field is not None

    def follow(self, changes: Iterable[Change]) -> None:
        """Take over what was committed; after very many changes the fields are counted anew at the next question."""
        changes = list(changes)
        if len(changes) > _BULK:
            self._books.clear()
            self._own = None
            return
        for change in changes:
            if change.table == "person":
                self._own = None
            elif change.table in _TABLES:
                self._follow(change)

    def offers(self, field: Field, typed: str, taken: Collection[str] = (), most: int = MOST) -> list[str]:
        """Texts that go on as typed, those that begin so first, then those with a word that does; often used first.

        Without anything typed the most used ones. What is `taken` is not offered again, nor what is typed already.
        """
        if field not in CLASSES:
            return []
        book, key = self._book(field), folded(typed)
        without = {folded(text) for text in taken}
        keys = {**self._people(), **book.keys} if field in MANY else book.keys
        ranked = (
            (not found.startswith(key), -book.uses.get(text, 0), found, text)
            for text, found in keys.items()
            if (found.startswith(key) or f" {key}" in found) and found not in without
        )
        best = heapq.nsmallest(most + 1, ranked)
        return _distinct((text for *_, text in best), typed)[:most]

    def knows(self, field: Field, text: str) -> bool:
        """Whether this very text stands in the field somewhere, or in the school's own list."""
        if field not in CLASSES:
            return False
        key = folded(text)
        own = (folded(name) for name in self._people()) if field in MANY else ()
        return key in self._book(field).keys.values() or key in own

    def _book(self, field: Field) -> _Book:
        """The texts of a field, counted at the first question."""
        if field not in self._books:
            book = self._books[field] = _Book()
            for text, times in count_texts(self._file.raw, CLASSES[field], field[1]):
                for each in _texts(field, text):
                    book.count(each, times)
        return self._books[field]

    def _people(self) -> dict[str, str]:
        """The school's own list; a name is found by its post too."""
        if self._own is None:
            self._own = {}
            for person in self._file.rows(Person):
                for text in (person.name, person.post):
                    if text:
                        self._own.setdefault(text, folded(f"{text} {person.post}"))
        return self._own

    def _follow(self, change: Change) -> None:
        for field, book in self._books.items():
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
