"""The model of the грифы of the title page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ...models.school import Approval
from ...services.changes import Change
from ...services.documents.compose.title import GRIF_WORDS
from ...services.editing.rows import set_fields
from ...services.formats import ColumnSpec
from ..pages.base import PageContext
from .rows import Choices, Line, RowsModel

COLUMNS = (
    ColumnSpec("kind", "Гриф", width=18),
    ColumnSpec("body", "Кем", width=30),
    ColumnSpec("details", "Каким документом", width=30),
    ColumnSpec("person", "Кто подписывает", width=22),
)


class ApprovalsModel(RowsModel):
    """Who adopted, agreed and approved the programme."""

    sortable = False

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, COLUMNS, parent)
        self.words = GRIF_WORDS.get(context.form.gender, GRIF_WORDS["feminine"])
        self.reload()

    def load(self) -> list[Line]:
        """The грифы in order."""
        return [Line(("approval", row.id), row) for row in self.context.file.rows(Approval)]

    def mine(self, change: Change) -> bool:
        """Every гриф of the file."""
        return change.table == "approval"

    def text(self, line: Line, field: str) -> str:
        """What a field shows; the kind in the form's gender."""
        text = str(getattr(line.row, field))
        return self.words.get(text, text) if field == "kind" else text

    def choices(self, line: Line, field: str) -> Choices | None:
        """The three kinds."""
        return Choices(tuple(self.words.values())) if field == "kind" else None

    def write(self, line: Line, field: str, text: str) -> None:
        """Store a field of a гриф."""
        if field == "kind":
            text = next((key for key, word in self.words.items() if word == text), line.row.kind)
        set_fields(self.context.file, line.row, "Правка грифа", **{field: text.strip()})
