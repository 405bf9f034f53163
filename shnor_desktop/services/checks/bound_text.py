"""What a text took from the results against the results as they are now: numbers, lists of tasks, tables."""

from __future__ import annotations

from collections.abc import Iterator

from ..documents.bound_runs import bound_runs, has_results
from ..documents.tree import Block, Heading, Paragraph, ResultTable, Table
from ..documents.tree_json import load_blocks
from ..field_names import SLOT_NAMES
from ..queries import ProgrammeData, SectionData
from ..results.agreeing import agrees
from ..results.bound_tables import table_of, title_of
from ..results.bound_values import value_of
from ..results.exam_tables import Results
from .finding import Finding, at_place, short
from .paragraphs import worded

_LONGEST = 60


def _cut(text: str) -> str:
    """A long list cut; what is short keeps its spaces that do not break."""
    return text if len(text) <= _LONGEST else short(text, _LONGEST)


def _named(value: str) -> str:
    """A number as it is, words in quotation marks."""
    return f"«{_cut(value)}»" if any(letter.isalpha() for letter in value) else value


def bound_values(data: ProgrammeData) -> Iterator[Finding]:
    """A number bound to the results says what they say; a table named by a text has something to show."""
    texts = [(section, *text) for section in data.sections for text in _texts(section)]
    if not any(has_results(blocks) for *_, blocks in texts):
        return
    from ..documents.compose.result_tables import result_blocks  # statistics are worked out for who needs them

    results = result_blocks(data.results, data.school.short_name, data.methods).results
    for section, spot, place, blocks in texts:
        yield from _contradictions(results, section, spot, place, blocks)
        yield from _lost_tables(results, section, spot, place, blocks)


def _texts(section: SectionData) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
    for slot, blocks in section.texts.items():
        yield "" if slot == "body" else SLOT_NAMES.get(slot, ""), f"section_text:{slot}", blocks
    for row in section.passport:
        yield row.label, f"passport_row:{row.id}", load_blocks(row.body)


def _contradictions(
    results: Results, section: SectionData, spot: str, place: str, blocks: tuple[Block, ...]
) -> Iterator[Finding]:
    told = (block for block in worded(blocks) if block.text.strip())
    for n, block in enumerate(told):
        for run in bound_runs(block):
            value = value_of(results, run.bound)
            where = f"{place}:{n}:{run.text}"
            if value is None:
                message = f"«{_cut(run.text)}» взято из результатов, которых больше нет."
                yield at_place(section, "warning", "bound-gone", message, where, spot, run.bound)
            elif not agrees(run.text, value):
                message = f"В тексте «{_cut(run.text)}», по данным {_named(value)}."
                yield at_place(section, "error", "bound-differs", message, where, spot, run.bound)


def _lost_tables(
    results: Results, section: SectionData, spot: str, place: str, blocks: tuple[Block, ...]
) -> Iterator[Finding]:
    told = 0
    for block in _flat(blocks):
        if isinstance(block, ResultTable):
            if table_of(results, block.key) is None:
                title = title_of(block.key) or "Таблица результатов"
                message = f"«{title}»: таких результатов больше нет, на бумаге таблицы не будет."
                yield at_place(section, "error", "result-table-gone", message, f"{place}:{max(told - 1, 0)}", spot)
        elif block.text.strip():
            told += 1


def _flat(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading | ResultTable]:
    """Words and tables of results in reading order, those in cells too."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading | ResultTable):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _flat(cell.blocks)
