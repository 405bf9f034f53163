"""People and posts that a school's plans name as responsible: how a field of them is read, and who they all are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..models.activities import Activity
from ..models.orders import Order
from ..models.people import Person
from ..models.programme import GridRow, PassportRow, SectionText
from ..models.school import Approval, School
from .documents.tree import block_texts
from .documents.tree_json import load_blocks
from .folding import fold
from .reading import count_texts
from .school_file import SchoolFile

SEPARATORS = ",;\n"
"""What parts people in a field; inside brackets it does not («учителя (физика, химия)»)."""

_PARTS = re.compile(r"[^,;\n]+")
_BRACKETED = re.compile(r"(?:\([^()\n]*\)|[^,;\n])+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of those named in a field, and where it stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class PersonUse:
    """A person or post as it is written most often, how many fields of plans name it, and its row in the own list."""

    text: str
    uses: int
    note: str = ""
    person_id: int | None = None


def pieces(text: str) -> list[Piece]:
    """Those named in a field, in order, each without the spaces around it."""
    found = []
    for part in (_BRACKETED if "(" in text else _PARTS).finditer(text):
        name = part.group().strip()
        if name:
            start = part.start() + part.group().index(name)
            found.append(Piece(start, start + len(name), name))
    return found


def folded(text: str) -> str:
    """What is the same person: in any case, with ё or е, whatever the spaces are."""
    return " ".join(fold(text).split())


def people(file: SchoolFile) -> list[PersonUse]:
    """Everybody the plans name and everybody the school added, the most used first."""
    spellings: dict[str, Counter[str]] = {}
    for field, rows in count_texts(file.raw, Activity, "responsible"):
        for key, text in {folded(piece.text): piece.text for piece in pieces(field)}.items():
            spellings.setdefault(key, Counter())[text] += rows
    own = {folded(person.name or person.post): person for person in file.rows(Person)}
    found = [_use(spellings.get(key, Counter()), own.get(key)) for key in {**spellings, **own}]
    return sorted(found, key=lambda use: (-use.uses, folded(use.text)))


def mentions_elsewhere(file: SchoolFile, text: str) -> int:
    """In how many texts, rows of the passport, tables and грифы a person is named: a renaming leaves those alone."""
    wanted = folded(text)
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")  # «директор» is not named in «директора»
    return sum(bool(whole.search(folded(told))) for told in _other_texts(file)) if wanted else 0


def _use(spellings: Counter[str], person: Person | None) -> PersonUse:
    own = (person.name or person.post) if person else ""
    text = own or max(spellings, key=lambda spelling: (spellings[spelling], spelling))
    note = person.post if person and person.name else ""
    return PersonUse(text, spellings.total(), note, person.id if person else None)


def _other_texts(file: SchoolFile) -> Iterator[str]:
    bodies: Iterable[SectionText | PassportRow] = [*file.rows(SectionText), *file.rows(PassportRow)]
    for row in bodies:
        yield "\n".join(block_texts(load_blocks(row.body)))
    for grid in file.rows(GridRow):
        yield "\n".join(grid.cells)
    for approval in file.rows(Approval):
        yield f"{approval.body}\n{approval.details}\n{approval.person}"
    for order in file.rows(Order):
        yield f"{order.person}\n{order.executor}"
    for school in file.rows(School):
        yield school.director
