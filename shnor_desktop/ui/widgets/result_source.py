"""Where the editors of a file take the tables of its results from."""

from __future__ import annotations

from ...models.results import ExamResult
from ...services.documents.tree import Block, ResultTable
from ...services.school_file import SchoolFile
from ..richtext.build import Results


def results_of(file: SchoolFile) -> Results:
    """What a table of results of this file shows now."""

    def shown(node: ResultTable) -> tuple[Block, ...]:
        from ...services.documents.compose.result_tables import result_blocks  # with the first such table
        from ...services.queries import school

        return result_blocks(tuple(file.rows(ExamResult)), school(file).short_name).of(node)

    return shown
