"""The diary and the roadmap: what can be taken over, in which direction it belongs, and which rows are linked.

The link stands in the diary's row (`Activity.linked_id`); it is by id, so that it is no matter how either side is
worded. What follows from it when one side is edited stands in `editing/following.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models.activities import Activity
from ..models.errors import UserError
from ..models.programme import Section
from .directions import Directions
from .formats import Format
from .numbering import shown_activity_numbers
from .school_file import SchoolFile

ROADMAP = "roadmap"
DIARY = "diary"
"""Keys of the two sections in every form."""


@dataclass(frozen=True)
class Direction:
    """A direction of the diary; id 0 is the diary itself where it has none."""

    id: int
    title: str


@dataclass(frozen=True)
class Candidate:
    """An item of the roadmap. `taken` is the number of the diary's row that is linked with it, empty without one;
    `same` the number of a row that has the same text but no link: it is linked instead of being added twice.
    """

    row: Activity
    number: str
    taken: str = ""
    same: str = ""


@dataclass(frozen=True)
class CandidateGroup:
    """A group of the roadmap with its items; `direction` is proposed by its words, None when nothing speaks for one."""

    title: str
    direction: int | None
    items: tuple[Candidate, ...]


@dataclass(frozen=True)
class Offer:
    """What the diary can take, and where to."""

    diary_id: int
    directions: tuple[Direction, ...]
    groups: tuple[CandidateGroup, ...]


@dataclass(frozen=True)
class Link:
    """The row on the other side: its place in the programme and the number it shows there."""

    row: Activity
    number: str


def section_of(file: SchoolFile, key: str) -> Section:
    """The section of that key; UserError when the programme has none."""
    found = file.rows(Section, key=key)
    if not found:
        name = "дневника" if key == DIARY else "дорожной карты"
        raise UserError(f"В программе нет раздела {name}. Добавьте его: меню «Программа» → «Раздел».")
    return found[0]


def offer(file: SchoolFile, form: Format) -> Offer:
    """All items of the roadmap by group; UserError when there is nothing to take or nowhere to put it."""
    diary, roadmap = section_of(file, DIARY), section_of(file, ROADMAP)
    there, numbers = _numbered(file, diary.id, form)
    directions = tuple(Direction(row.id, row.text) for row in there if row.level == "group")
    directions = directions or (Direction(0, diary.title),)
    taken = {row.linked_id: numbers[row.id] for row in there if row.linked_id is not None}
    same = {bare(row.text): numbers[row.id] for row in there if row.linked_id is None and row.level == "item"}
    rows, own = _numbered(file, roadmap.id, form)
    known = Directions((one.id, one.title) for one in directions)
    groups = [
        CandidateGroup(
            _title(head, own),
            known.likely(head.text if head else ""),
            tuple(
                Candidate(
                    row, own[row.id], taken.get(row.id, ""), "" if row.id in taken else same.get(bare(row.text), "")
                )
                for row in items
            ),
        )
        for head, items in _by_group(rows)
        if items
    ]
    if not groups:
        raise UserError("В дорожной карте пока нет мероприятий. Впишите их, и они появятся здесь.")
    return Offer(diary.id, directions, tuple(groups))


def links(file: SchoolFile) -> dict[int, int]:
    """Every row that is linked → the row on the other side, both ways; read at once for the whole file."""
    found = file.raw.execute("SELECT id, linked_id FROM activity WHERE linked_id IS NOT NULL ORDER BY id DESC")
    pairs = dict(found.fetchall())
    return {roadmap: diary for diary, roadmap in pairs.items()} | pairs


def link_of(file: SchoolFile, form: Format, row: Activity) -> Link | None:
    """The row on the other side of a link, None for a row that has none."""
    other = file.get(Activity, row.linked_id) if row.linked_id is not None else None
    if other is None:
        other = next(iter(file.rows(Activity, linked_id=row.id)), None)
    if other is None:
        return None
    return Link(other, _numbered(file, other.section_id, form)[1][other.id])


def numbers_of(file: SchoolFile, section_id: int, form: Format) -> dict[int, str]:
    """The number of each row of a plan by id, without its last dot."""
    return _numbered(file, section_id, form)[1]


def bare(text: str) -> str:
    """A text for comparison: case, spaces and the full stop at the end do not count."""
    return " ".join(text.split()).casefold().rstrip(". ")


def _numbered(file: SchoolFile, section_id: int, form: Format) -> tuple[list[Activity], dict[int, str]]:
    """The rows of a plan, and the number of each without its last dot."""
    rows = file.rows(Activity, section_id=section_id)
    numbers = shown_activity_numbers(rows, form)
    return rows, {row.id: number.rstrip(".") for row, number in zip(rows, numbers, strict=True)}


def _title(head: Activity | None, numbers: dict[int, str]) -> str:
    return f"{numbers[head.id]}. {head.text}" if head else "Без раздела"


def _by_group(rows: Sequence[Activity]) -> Iterable[tuple[Activity | None, list[Activity]]]:
    """Groups with their items that have a text; those before the first group stand without one."""
    head: Activity | None = None
    items: list[Activity] = []
    for row in rows:
        if row.level == "group":
            yield head, items
            head, items = row, []
        elif row.level == "item" and row.text.strip():
            items.append(row)
    yield head, items
