"""Results that contradict themselves and stand in a table of the document: what their page tells is told here too."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents.tree import Block, ResultTable, Table
from ..field_names import SLOT_NAMES
from ..queries import ProgrammeData
from ..results.bound_tables import exams_of
from ..results.computed import ExamId, exam_of
from ..results.entry import entry_row
from ..results.exam_key import VPR
from ..results.figures import MUNICIPALITY, SCHOOL
from ..results.signs import exam_title
from .finding import Finding, at_place

_LEVELS = {SCHOOL: "", MUNICIPALITY: ", муниципалитет"}
"""Samples whose numbers stand in the tables of state exams; those of ВПР have the school's alone."""


def odd_results(data: ProgrammeData) -> Iterator[Finding]:
    """Each sample of an exam once a section, beside the first table that shows it."""
    for section in data.sections:
        told: set[tuple[ExamId, str]] = set()
        for slot, blocks in section.texts.items():
            spot = "" if slot == "body" else SLOT_NAMES.get(slot, "")
            for n, key in _tables(blocks):
                for exam, level, words in _odd(data, key):
                    if (exam, level) not in told:
                        told.add((exam, level))
                        message = f"{exam_title(exam)}{_LEVELS[level]}: {words} Исправьте на странице «Результаты»."
                        place = f"section_text:{slot}:{max(n - 1, 0)}"
                        yield at_place(section, "error", "result-odd", message, place, spot)


def _tables(blocks: tuple[Block, ...], told: int = 0) -> Iterator[tuple[int, str]]:
    """The keys of tables of results, each with how many paragraphs stand before it."""
    for block in blocks:
        if isinstance(block, ResultTable):
            yield told, block.key
        elif isinstance(block, Table):
            told += sum(1 for row in block.rows for cell in row.cells for one in cell.blocks if _says(one))
        else:
            told += _says(block)


def _says(block: Block) -> bool:
    return bool(str(getattr(block, "text", "")).strip())


def _odd(data: ProgrammeData, key: str) -> Iterator[tuple[ExamId, str, str]]:
    """The samples that a table shows and about which something is odd, with what is said of them."""
    shown = exams_of(key, data.results)
    for row in data.results:
        exam = exam_of(row)
        if exam in shown and row.level in _LEVELS and (exam[0] != VPR or row.level == SCHOOL):
            remarks = entry_row(row).remarks
            if remarks:
                yield exam, row.level, " ".join(remarks)
