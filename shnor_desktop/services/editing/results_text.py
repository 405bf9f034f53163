"""Texts that take from the results: put into a section, and their numbers taken from the data anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ...models.entity import Entity
from ...models.programme import PassportRow, Section, SectionText
from ...models.results import ExamResult
from ...models.school import School
from ..documents.bound_runs import Say, has_results, with_bound
from ..documents.tree import Block, Run
from ..documents.tree_json import dump_blocks, load_blocks
from ..results.agreeing import agrees
from ..results.bound_values import value_of
from ..results.exam_tables import Results
from ..results.methods import methods_of
from ..school_file import SchoolFile
from .rows import checked

if TYPE_CHECKING:
    from ..transaction import Transaction

REFRESH_NAME = "Числа из результатов"
INSERT_NAME = "Текст по результатам"
TABLE_NAME = "Таблица результатов"
ANALYSIS = "analysis"
"""The section that results are analysed in."""


def results_of(file: SchoolFile) -> Results:
    """The results of a file, the school under its short name."""
    school = file.get(School, 1) or School()
    return Results(file.rows(ExamResult), school.short_name, methods_of(file))


def text_sections(file: SchoolFile) -> list[Section]:
    """The sections that text about results may go to, the usual one first."""
    found = [section for section in file.rows(Section) if section.kind == "text" and not section.hidden]
    return sorted(found, key=lambda section: section.key != ANALYSIS)


def append_text(file: SchoolFile, section_id: int, blocks: tuple[Block, ...], name: str = INSERT_NAME) -> None:
    """Put blocks at the end of a section's text as one step."""
    if not blocks:
        return
    with file.transaction(name) as transaction:
        found = file.rows(SectionText, section_id=section_id, slot="body")
        body = dump_blocks(checked((*(load_blocks(found[0].body) if found else ()), *blocks)))
        if found:
            transaction.change(SectionText, found[0].id, body=body)
        else:
            transaction.add(SectionText(section_id=section_id, slot="body", body=body))


def put_text(file: SchoolFile, section_id: int, slot: str, blocks: tuple[Block, ...], name: str) -> None:
    """Write a text of a section as a step of its own."""
    found = file.rows(SectionText, section_id=section_id, slot=slot)
    body = dump_blocks(checked(blocks))
    with file.transaction(name) as transaction:
        if found:
            transaction.change(SectionText, found[0].id, body=body)
        else:
            transaction.add(SectionText(section_id=section_id, slot=slot, body=body))


def refresh_numbers(file: SchoolFile, section_ids: Collection[int] | None = None) -> int:
    """Take from the data what contradicts them, in these sections or in all, as one step; gives how many places."""
    results = results_of(file)
    changed = [0]

    def say(run: Run) -> Run:
        value = value_of(results, run.bound)
        if value is None or agrees(run.text, value):
            return run
        changed[0] += 1
        return dataclasses.replace(run, text=value)

    found = list(_changed(file, section_ids, say))
    if found:
        with file.transaction(REFRESH_NAME) as transaction:
            for cls, id_, body in found:
                transaction.change(cls, id_, body=body)
    return changed[0]


def say_again(section_id: int, key: str, shown: str, new: str, file: SchoolFile, transaction: Transaction) -> None:
    """Give one value of a section other words where it still says what it said; a check's fix."""

    def say(run: Run) -> Run:
        return dataclasses.replace(run, text=new) if (run.bound, run.text) == (key, shown) else run

    _write(file, transaction, section_id, say)


def unbind(section_id: int, key: str, file: SchoolFile, transaction: Transaction) -> None:
    """Make a value of a section plain words; a check's fix."""

    def say(run: Run) -> Run:
        return dataclasses.replace(run, bound="") if run.bound == key else run

    _write(file, transaction, section_id, say)


def _write(file: SchoolFile, transaction: Transaction, section_id: int, say: Say) -> None:
    for cls, id_, body in _changed(file, (section_id,), say):
        transaction.change(cls, id_, body=body)


def _changed(
    file: SchoolFile, section_ids: Collection[int] | None, say: Say
) -> Iterator[tuple[type[Entity], int, str]]:
    """The texts that come out otherwise."""
    rows: list[SectionText | PassportRow] = [*file.rows(SectionText), *file.rows(PassportRow)]
    for row in rows:
        blocks = load_blocks(row.body)
        if (section_ids is None or row.section_id in section_ids) and has_results(blocks):
            better = with_bound(blocks, say)
            if better != blocks:
                yield type(row), row.id, dump_blocks(better)
