"""Which column of a copied table is which field of a plan: by its headings, by where it came from, or by place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...models.errors import UserError
from ..columns import extra_index
from ..documents.recognise.tables import HEADER_SEARCH_ROWS, field_of
from ..documents.recognise.words import norm
from ..field_names import ACTIVITY_FIELDS
from ..formats import ColumnSpec
from ..tabular import Block

_HEADING = re.compile(
    r"№|(n|no|номер)?(пп)?|сроки?(выполнения|реализации|исполнения|проведения)?|датапроведения"
    r"|ответственны[йе](исполнител[ьи]|лиц[оа])?|исполнител[ьи]"
    r"|(планируемы[йе]|ожидаемы[йе])?результаты?(исполнения|реализации)?"
    r"|(наименование|название|содержание|перечень)?(мероприяти[яей]|деятельности|работы)|направлени[ея](деятельности)?"
)
"""Headings that are nothing else; half of them have to be: «Мероприятия по чтению | в срок до мая» is no header."""

_LONGEST_HEADING = 100
_ORDINAL = re.compile(r"\d+(\.\d+)*[.)]?")


@dataclass(frozen=True)
class PlanColumns:
    """The fields of a block's columns, "" for none. `new` are columns that the plan has not yet, with their labels."""

    first_row: int
    fields: tuple[str, ...]
    new: dict[str, str] = field(default_factory=dict)


def header_of(block: Block, columns: Sequence[ColumnSpec]) -> tuple[int, list[str]] | None:
    """The row that holds the headings and the field of each column ("" unknown); None when there is no such row."""
    own = {norm(label): name for name, label in ACTIVITY_FIELDS.items()}
    own |= {norm(column.group + column.label): column.field for column in columns}
    for index, texts in enumerate(block.rows[:HEADER_SEARCH_ROWS]):
        labels = [text for text in texts if text]
        if index in block.across or any(len(label) > _LONGEST_HEADING for label in labels):
            continue
        fields = _unique([own.get(norm(text)) or field_of(text) if text else "" for text in texts])
        known = sum(bool(name) for name in fields)
        certain = sum(norm(label) in own or _HEADING.fullmatch(norm(label)) is not None for label in labels)
        if known > 1 and 2 * certain >= known and set(fields) - {"", "number"}:
            return index, fields
    return None


def columns_of_block(block: Block, columns: Sequence[ColumnSpec]) -> PlanColumns:
    """What the columns of a block are; UserError when there are more than the plan has and no headings to tell."""
    header = header_of(block, columns)
    if header is None:
        return PlanColumns(0, tuple(_by_name(block) or _by_place(block, columns)))
    index, fields = header
    taken = (place for column in columns if (place := extra_index(column.field)) is not None)
    free = max(taken, default=-1) + 1
    new: dict[str, str] = {}
    for place, name in enumerate(fields):
        if not name and any(texts[place] for texts in block.rows[index + 1 :]):
            fields[place] = f"extra{free + len(new)}"
            new[fields[place]] = " ".join(block.rows[index][place].split()) or "Без названия"
    return PlanColumns(index + 1, tuple(fields), new)


def is_ordinal(number: str) -> bool:
    """Whether a number is one that the program gives by itself: «3.», «1.2», «4)»."""
    return _ORDINAL.fullmatch(number.strip()) is not None


def _by_name(block: Block) -> list[str]:
    """The fields of a block that was copied from a plan of the program."""
    return _unique(list(block.fields)) if "text" in block.fields and len(block.fields) == block.width else []


def _by_place(block: Block, columns: Sequence[ColumnSpec]) -> list[str]:
    fields = [column.field for column in columns]
    first = [texts[0] for n, texts in enumerate(block.rows) if n not in block.across]
    numbered = block.width > 1 and any(first) and all(not text or is_ordinal(text) for text in first)
    if "text" in fields and not (numbered and fields[0] == "number"):
        fields = (["number"] if numbered else []) + fields[fields.index("text") :]
    if any(any(texts[len(fields) :]) for texts in block.rows):
        raise UserError(
            f"В скопированной таблице колонок {block.width}, а в плане {len(fields)}. "
            "Скопируйте её вместе с заголовками колонок."
        )
    return (fields + [""] * block.width)[: block.width]


def _unique(fields: list[str]) -> list[str]:
    return [name if name not in fields[:place] else "" for place, name in enumerate(fields)]
