"""Search over a whole programme: words in any order, whatever their case, ё like е; each hit leads to its place.

What is looked for stands in one folded text a row, so that most rows are passed over at the price of one `in`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..models.school import Programme, School
from .columns import columns_of
from .documents.tree import Block, block_texts
from .documents.tree_json import load_blocks
from .editing.cells import typed
from .field_names import (
    ACTIVITY_FIELDS,
    APPROVAL_FIELDS,
    INDICATOR_FIELDS,
    PROGRAMME_FIELDS,
    SCHEDULE_FIELDS,
    SCHOOL_FIELDS,
    SLOT_NAMES,
)
from .queries import ActivityEntry, ProgrammeData, SectionData
from .shares import count_text

_FOUND = "{found}"
"""In the place of a text: put in are the words as they stand there."""

_TWICE = ("percent", "done")
"""Fields of an activity that show what other fields hold."""

TITLE_PAGE = 0
"""The section id of what stands on the title page."""

TITLE_PAGE_NAME = "Титульный лист"

_BEFORE, _LENGTH = 30, 140
"""Characters of an excerpt before the first word found, and in all."""

_SAME = (("ё", "е"), ("\u00a0", " "), ("\n", " "), ("\t", " "))
"""What counts as the same, after letters were made small."""


@dataclass(frozen=True)
class Hit:
    """A text in which all words stand. `marks` are the ranges of the words in the excerpt; `place` is for the page."""

    section_id: int
    section_title: str
    where: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    place: str
    whole: bool = False
    """Whether the words stand there as one phrase."""


@dataclass(frozen=True)
class _Text:
    where: str
    text: str
    place: str


@dataclass(frozen=True)
class _Row:
    """A row of a table or a paragraph: all its text folded, and its texts one by one when it is asked."""

    section_id: int
    title: str
    folded: str
    texts: Callable[[], Sequence[_Text]]


class Index:
    """A programme ready to be searched many times, as somebody types."""

    def __init__(self, data: ProgrammeData) -> None:
        self._rows = list(_rows(data))

    def search(self, text: str, most: int = sys.maxsize) -> list[Hit]:
        """Whole phrases first, otherwise in the order of the document; none for no words.

        Stops soon after `most` hits: somebody who typed a single letter need not wait for all of them.
        """
        phrase = " ".join(fold(text).split())
        words = sorted(set(phrase.split()), key=len, reverse=True)
        found = [row for row in self._rows if all(word in row.folded for word in words)] if words else []
        hits: list[Hit] = []
        for row in sorted(found, key=lambda row: phrase not in row.folded):
            hits += _hits(row, phrase, words)
            if len(hits) > most:
                break
        return sorted(hits, key=lambda hit: not hit.whole)


def search(data: ProgrammeData, text: str) -> list[Hit]:
    """All hits for some words; an `Index` does the same many times."""
    return Index(data).search(text)


def fold(text: str) -> str:
    """The text as it is compared, each character in its place: lower case, ё as е, any space as a space."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters of other alphabets become two
        lower = "".join(char.lower()[0] for char in text)
    for other, char in _SAME:
        lower = lower.replace(other, char)
    return lower


def _hits(row: _Row, phrase: str, words: Sequence[str]) -> Iterator[Hit]:
    """Each text with all the words; where they are spread over a row, the text with the longest of them."""
    texts = row.texts()
    folded = [fold(each.text) for each in texts]
    full = [n for n, text in enumerate(folded) if all(word in text for word in words)]
    chosen = full or [n for n, text in enumerate(folded) if words[0] in text][:1]
    for n in chosen:
        whole = phrase in folded[n]
        sought = [phrase] if whole else words
        excerpt, marks = _excerpt(texts[n].text, folded[n], sought)
        place = texts[n].place.replace(_FOUND, excerpt[slice(*marks[0])] if marks else "")
        yield Hit(row.section_id, row.title, texts[n].where, excerpt, marks, place, whole)


def _excerpt(text: str, folded: str, words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a text around the first word found, in one line, and where the words stand in it."""
    first = min(place for word in words if (place := folded.find(word)) >= 0)
    start = max(first - _BEFORE, 0)
    if start:
        space = folded.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    part = text[start : start + _LENGTH].translate({10: " ", 9: " "})
    head, tail = "…" if start else "", "…" if start + _LENGTH < len(text) else ""
    cut = folded[start : start + _LENGTH]
    marks = sorted({(n + len(head), n + len(head) + len(word)) for word in words for n in _all(cut, word)})
    return f"{head}{part}{tail}", tuple(_apart(marks))


def _all(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _apart(marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Marks without those that run into the one before."""
    end = 0
    for start, stop in marks:
        if start >= end:
            yield start, stop
            end = stop


# what a programme holds


def _rows(data: ProgrammeData) -> Iterator[_Row]:
    yield from _title_rows(data)
    for section in data.sections:
        yield _row(section, [_Text("Название раздела", section.section.title, f"section:{section.section.id}")])
        yield from _text_rows(section)
        yield from _passport_rows(section)
        yield from _activity_rows(section)
        yield from _indicator_rows(section)
        yield from _plain_rows(section, data.school)
        yield from _criteria_rows(section, data)


def _row(section: SectionData, texts: Sequence[_Text]) -> _Row:
    folded = fold("\0".join(each.text for each in texts))
    return _Row(section.section.id, section.entry.title, folded, partial(list, texts))


def _title_rows(data: ProgrammeData) -> Iterator[_Row]:
    tables: list[tuple[str, School | Programme, dict[str, str]]] = [
        ("school", data.school, SCHOOL_FIELDS),
        ("programme", data.programme, PROGRAMME_FIELDS),
    ]
    texts = [
        _Text(label, str(getattr(row, name) or ""), f"{table}:1:{name}")
        for table, row, names in tables
        for name, label in names.items()
    ]
    for approval in data.approvals:
        texts += (
            _Text(f"Гриф · {label}", getattr(approval, name), f"approval:{approval.id}:{name}")
            for name, label in APPROVAL_FIELDS.items()
        )
    for each in texts:
        yield _Row(TITLE_PAGE, TITLE_PAGE_NAME, fold(each.text), partial(list, [each]))


def _paragraphs(section: SectionData, where: str, blocks: tuple[Block, ...], place: str) -> Iterator[_Row]:
    """The paragraphs of a text; a place names which of those that say something, and the words found in it."""
    told = (text for text in block_texts(blocks) if text.strip())
    for n, text in enumerate(told):
        yield _row(section, [_Text(where, text, f"{place}:{n}:{_FOUND}")])


def _text_rows(section: SectionData) -> Iterator[_Row]:
    for slot, blocks in section.texts.items():
        yield from _paragraphs(section, SLOT_NAMES.get(slot, SLOT_NAMES["body"]), blocks, f"section_text:{slot}")


def _passport_rows(section: SectionData) -> Iterator[_Row]:
    for row in section.passport:
        place = f"passport_row:{row.id}"
        yield _row(section, [_Text("Строка паспорта", row.label, place)])
        yield from _paragraphs(section, row.label, load_blocks(row.body), place)


def _labels(section: SectionData, names: dict[str, str]) -> dict[str, str]:
    """What the fields of a section's rows are called: by its columns, else by the program."""
    return names | {column.field: column.label for column in columns_of(section.section, section.spec)}


def _activity_rows(section: SectionData) -> Iterator[_Row]:
    labels = {field: label for field, label in _labels(section, ACTIVITY_FIELDS).items() if field not in _TWICE}
    for entry in section.activities:
        row = entry.row
        texts = (entry.number, row.text, row.period, row.responsible, row.result, row.form, row.coverage, row.reason)
        folded = fold("\0".join((*texts, row.progress, row.evidence, *row.extra)))
        yield _Row(section.section.id, section.entry.title, folded, partial(_activity_texts, entry, labels))


def _activity_texts(entry: ActivityEntry, labels: dict[str, str]) -> list[_Text]:
    number = entry.number.rstrip(".") or "подпункт"
    texts = ((field, entry.number if field == "number" else typed(entry.row, field)) for field in labels)
    place = f"activity:{entry.row.id}"
    return [_Text(f"{number} · {labels[field]}", text, f"{place}:{field}") for field, text in texts if text]


def _indicator_rows(section: SectionData) -> Iterator[_Row]:
    labels = _labels(section, INDICATOR_FIELDS)
    for task in section.tasks:
        number = task.number
        texts = (("number", number), ("text", task.row.text))
        yield _row(section, [_Text(number, text, f"task:{task.row.id}:{field}") for field, text in texts])
        for one in task.indicators:
            where = f"{number}, показатель {one.number.rstrip('.')}"
            place = f"indicator:{one.row.id}"
            told = ((field, str(getattr(one.row, field))) for field in INDICATOR_FIELDS if field != "number")
            yield _row(section, [_Text(f"{where} · {labels[f]}", text, f"{place}:{f}") for f, text in told if text])


def _plain_rows(section: SectionData, school: School) -> Iterator[_Row]:
    """The reporting schedule, and the matrix or staff table."""
    labels = _labels(section, SCHEDULE_FIELDS)
    for n, row in enumerate(section.schedule, 1):
        texts = ((field, str(getattr(row, field))) for field in SCHEDULE_FIELDS if field != "number")
        place = f"schedule_row:{row.id}"
        yield _row(section, [_Text(f"Строка {n} · {labels[f]}", text, f"{place}:{f}") for f, text in texts if text])
    heads = [column.label for column in columns_of(section.section, section.spec, school.short_name)]
    for n, grid in enumerate(section.grid, 1):
        wheres = [f"Строка {n} · {head}" for head in heads] + [f"Строка {n}"] * len(grid.cells)
        yield _row(
            section,
            [_Text(wheres[c], text, f"grid_row:{grid.id}:cell{c}") for c, text in enumerate(grid.cells) if text],
        )


def _criteria_rows(section: SectionData, data: ProgrammeData) -> Iterator[_Row]:
    """The criteria of the form with what the school answered."""
    waves = {wave.id: wave for wave in data.waves}
    for n, criterion in enumerate(section.spec.criterion if section.section.kind == "criteria" else (), 1):
        if criterion.indicators:
            place = f"criterion:{criterion.indicators[0].key}"
            yield _row(section, [_Text(f"Критерий {n}", criterion.title, place)])
        for one in criterion.indicators:
            yield _row(section, [_Text(f"Критерий {n} · Показатель", one.label, f"criterion:{one.key}")])
    for value in section.values:
        wave = waves.get(value.wave_id)
        if wave is not None:
            label = next((one.label for one in section.spec.indicators if one.key == value.key), value.key)
            place = f"criterion:{value.key}:{wave.key}"
            yield _row(section, [_Text(f"{label} · {wave.title}", count_text(value), place)])
