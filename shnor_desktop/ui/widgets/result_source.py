"""Where the editors of a file take the tables of its results from."""

from __future__ import annotations

from ...models.results import ExamResult, MethodSetting
from ...services.documents.tree import Block, ResultTable
from ...services.school_file import SchoolFile
from ..richtext.build import Results


def results_of(file: SchoolFile) -> Results:
    """What a table of results of this file shows now."""

    def shown(node: ResultTable) -> tuple[Block, ...]:
        from ...services.documents.compose.result_tables import result_blocks  # with the first such table
        from ...services.queries import school

        settings = tuple(file.rows(MethodSetting))
        return result_blocks(tuple(file.rows(ExamResult)), school(file).short_name, settings).of(node)

    return shown
