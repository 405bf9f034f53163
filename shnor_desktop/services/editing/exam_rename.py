"""An exam that was begun under a wrong kind, year, subject or grade: corrected everywhere as one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ...models.entity import Entity
from ...models.errors import UserError
from ...models.programme import PassportRow, SectionText
from ...models.results import ExamResult
from ...models.risks import MeasureReason, TaskSkill
from ..documents.bound_runs import has_results, with_keys
from ..documents.tree import Block, Heading, Paragraph, Picture, ResultTable, Table
from ..documents.tree_json import dump_blocks, load_blocks
from ..results.computed import ExamId
from ..results.exam_key import ExamKey
from ..results.exam_keys import Renaming
from ..results.figures import SCHOOL
from ..results.signs import exam_title
from ..school_file import SchoolFile
from ..wording import plural
from .results import check_exam
from .rows import checked


@dataclass(frozen=True)
class Renamed:
    """What a correction touched in the texts."""

    bound: int = 0
    """Values and tables that now point at the corrected exam."""
    pictures: int = 0
    """Charts of the exam that were put into texts as pictures: they show what they were drawn with."""

    @property
    def told(self) -> str:
        """What is left to a person in the texts; nothing where no text speaks of the exam."""
        said = []
        if self.bound:
            said.append(f"В тексте перепривязано: {plural(self.bound, 'место', 'места', 'мест')}")
            said.append("предмет и год, написанные словами, поправьте сами")
        if self.pictures:
            said.append(f"графики – картинки, вставьте заново: {self.pictures}")
        words = "; ".join(said)
        return f"{words[:1].upper()}{words[1:]}." if words else ""


def rename_exam(file: SchoolFile, old: ExamKey, new: ExamKey) -> Renamed:
    """Correct what an exam is, in all its samples; all that is bound to it goes on pointing to it. One step.

    UserError for an exam that is not named in full and for one that is there already.
    """
    new = checked_exam(file, old, new)
    before, after = _id(old), _id(new)
    if before == after:
        return Renamed()
    rows = file.rows(ExamResult, **_fields(before))
    if not rows:
        raise UserError("Этого экзамена в файле больше нет.")
    others = {row.year for row in file.rows(ExamResult, exam=old.exam) if _id_of(row) != before}
    renaming = Renaming(before, after, others)
    texts = list(_texts(file, renaming))
    with file.transaction(f"Работа изменена: {new.title()}") as transaction:
        transaction.change_all(ExamResult, {row.id: _fields(after) for row in rows})
        transaction.change_all(TaskSkill, _skills(file, before, after))
        signs = {row.id: (row.sign, renaming.sign(row.sign)) for row in file.rows(MeasureReason)}
        transaction.change_all(MeasureReason, {id_: {"sign": now} for id_, (was, now) in signs.items() if was != now})
        for kind, id_, body, _ in texts:
            transaction.change(kind, id_, body=body)
    return Renamed(sum(count for *_, count in texts), _pictures(file, exam_title(before)))


def checked_exam(file: SchoolFile, old: ExamKey, new: ExamKey) -> ExamKey:
    """What an exam would be called; UserError where it cannot be."""
    new = replace(new, subject=checked(" ".join(new.subject.split())), maximum=None)
    check_exam(new, SCHOOL)
    if _id(new) != _id(old) and file.rows(ExamResult, **_fields(_id(new))):
        raise UserError(f"{new.title()} – уже есть в списке. Удалите лишнюю строку или выберите другую работу.")
    return new


def _id(key: ExamKey) -> ExamId:
    return key.exam, key.year, key.subject, key.grade


def _id_of(row: ExamResult) -> ExamId:
    return row.exam, row.year, row.subject, row.grade


def _fields(exam: ExamId) -> dict[str, Any]:
    return dict(zip(("exam", "year", "subject", "grade"), exam, strict=True))


def _skills(file: SchoolFile, before: ExamId, after: ExamId) -> dict[int, dict[str, Any]]:
    """The school's words for the tasks go along, unless the other exam has its own."""
    taken = {row.task for row in file.rows(TaskSkill, **_fields(after))}
    return {row.id: _fields(after) for row in file.rows(TaskSkill, **_fields(before)) if row.task not in taken}


def _texts(file: SchoolFile, renaming: Renaming) -> Iterator[tuple[type[Entity], int, str, int]]:
    """The texts that name the exam, as they are afterwards, and in how many places they name it."""
    rows: list[SectionText | PassportRow] = [*file.rows(SectionText), *file.rows(PassportRow)]
    for row in rows:
        blocks = load_blocks(row.body)
        if has_results(blocks):
            counted = [key for key in _keys(blocks) if renaming.key(key) != key]
            if counted:
                yield type(row), row.id, dump_blocks(with_keys(blocks, renaming.key)), len(counted)


def _keys(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ResultTable):
            yield block.key
        elif isinstance(block, Paragraph | Heading):
            yield from (run.bound for run in block.runs if run.bound)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _keys(cell.blocks)


def _pictures(file: SchoolFile, title: str) -> int:
    """Pictures whose words name the exam: `charts.insert_chart` gives a chart its title."""
    return sum(
        isinstance(block, Picture) and title in block.alt
        for row in file.rows(SectionText)
        for block in load_blocks(row.body)
    )
