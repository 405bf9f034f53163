"""What was recognised in a document: plain data, shown to the person before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ....models.activities import Activity
from ....models.indicators import Indicator, Task
from ....models.monitoring import CriterionValue
from ....models.orders import Order
from ....models.programme import GridRow, PassportRow, ScheduleRow
from ....models.school import Approval
from ...formats import FREE_SECTION, Format, SectionSpec
from ...wording import plural
from ..tree import Block, Heading, Paragraph, Picture, Table

MARGINS_TITLE = "Текст колонтитулов"
"""Names the section that keeps what stood in headers and footers."""


REMARKS_TITLE = "Примечания на полях"
"""Names the hidden section that keeps the remarks of a document's readers."""


@dataclass
class FoundSection:
    """A section as the document has it; rows stand in order and have no ids yet."""

    title: str = ""
    spec: SectionSpec = FREE_SECTION
    kind: str = "text"
    numbering: str = "none"
    title_role: str = "heading"
    hidden: bool = False
    depth: int = 0
    columns: tuple[str, ...] = ()
    texts: dict[str, list[Block]] = field(default_factory=dict)
    passport: list[PassportRow] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    tasks: list[tuple[Task, list[Indicator]]] = field(default_factory=list)
    schedule: list[ScheduleRow] = field(default_factory=list)
    grid: list[GridRow] = field(default_factory=list)
    values: list[tuple[str, CriterionValue]] = field(default_factory=list)  # with the key of the wave
    order: Order | None = None
    table_found: bool = False

    @property
    def key(self) -> str:
        """The key of the form's section, empty for one of the school's own."""
        return self.spec.key

    @property
    def told(self) -> str:
        """How many rows were found, in Russian: «63 строки, 4 раздела»."""
        return ", ".join(plural(number, *_forms(name, self.key)) for name, number in _counts(self))

    def text(self, slot: str) -> list[Block]:
        """The blocks of a slot, ready to be added to."""
        return self.texts.setdefault(slot, [])


@dataclass(frozen=True)
class Placed:
    """Where a block of the document went: into which section (None: the title page), and whether as more than text."""

    block: Block
    section: FoundSection | None
    taken: bool


@dataclass
class Recognised:
    """A whole document as data."""

    form: Format
    sections: list[FoundSection] = field(default_factory=list)
    school: dict[str, str] = field(default_factory=dict)
    title: str = ""
    years: tuple[int, int] = (0, 0)
    approvals: list[Approval] = field(default_factory=list)
    waves: dict[str, str] = field(default_factory=dict)  # key → "as of"
    media: dict[str, bytes] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # texts of the source that are printed again from the data
    placed: list[Placed] = field(default_factory=list)  # for the preview; in the order of the document
    tables: list[tuple[Placed, list[int]]] = field(default_factory=list)  # with the numbers of the source's tables
    notices: list[str] = field(default_factory=list)  # what did not come over or came over otherwise, in sentences

    @property
    def counts(self) -> dict[str, int]:
        """Rows found by section key; groups, tasks and criteria apart."""
        counts: dict[str, int] = {}
        for section in self.sections:
            if section.table_found:
                for name, number in _counts(section):
                    counts[name] = counts.get(name, 0) + number
        return counts

    @property
    def kept(self) -> dict[str, int]:
        """What stays text: paragraphs, tables and pictures."""
        kept = {"paragraphs": 0, "tables": 0, "pictures": 0}
        for section in self.sections:
            for blocks in section.texts.values():
                for block in blocks:
                    name = _KEPT.get(type(block))
                    if name:
                        kept[name] += 1
        return kept

    def lines(self) -> list[tuple[str, str]]:
        """What was found, in Russian, for the preview: (section, «63 строки, 4 раздела»)."""
        lines = [("Название программы", self.title)] if self.title else []
        lines += [(section.title or _UNTITLED, section.told) for section in self.sections if section.table_found]
        kept = self.kept
        text = f"абзацев — {kept['paragraphs']}, таблиц — {kept['tables']}, рисунков — {kept['pictures']}"
        return [*lines, ("Останется текстом на своих местах", text)]


_UNTITLED = "Таблица без названия"
"""What a section that nobody named is called in the list."""
_KEPT: dict[type, str] = {Paragraph: "paragraphs", Heading: "paragraphs", Table: "tables", Picture: "pictures"}


def _counts(section: FoundSection) -> Iterator[tuple[str, int]]:
    key = section.key or section.kind
    if section.kind == "passport":
        yield key, len(section.passport)
    elif section.kind == "activities":
        heads = [row for row in section.activities if row.level == "group"]
        levels = sum(row.upper for row in heads)
        yield key, len(section.activities) - len(heads)
        if len(heads) > levels:
            yield f"{key}_groups", len(heads) - levels
        if levels:
            yield f"{key}_levels", levels
    elif section.kind == "indicators":
        yield "tasks", len(section.tasks)
        yield key, sum(len(indicators) for _, indicators in section.tasks)
    elif section.kind == "order":
        yield key, len([block for block in section.texts.get("points", ()) if isinstance(block, Paragraph)])
    elif section.kind == "schedule":
        yield key, len(section.schedule)
    elif section.kind == "criteria":
        yield key, len(section.spec.indicators)
        yield f"{key}_criteria", len(section.spec.criterion)
    elif section.kind in ("matrix", "staff"):
        yield key, sum(not row.heading for row in section.grid)


def _forms(name: str, key: str) -> tuple[str, str, str]:
    if name == "tasks":
        return "задача", "задачи", "задач"
    if name.endswith("_levels"):
        return "уровень", "уровня", "уровней"
    if key == "order":
        return "пункт с подпунктами", "пункта с подпунктами", "пунктов с подпунктами"
    if name.endswith("_groups"):
        return "раздел", "раздела", "разделов"
    if name.endswith("_criteria"):
        return "критерий", "критерия", "критериев"
    if key in ("indicators", "appendix_1", "appendix_2"):
        return "показатель", "показателя", "показателей"
    return "строка", "строки", "строк"
