"""A Word document on its way in: what each block becomes, and a person's word on any table; nothing is written."""

from __future__ import annotations

import copy
import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .documents.recognise import Recognised, recognise
from .documents.recognise.assigning import ENOUGH_ROWS, OWN_KINDS, TARGET_KINDS
from .documents.recognise.assignment import AS_SEEN, OWN, TEXT, Assignment
from .documents.recognise.found import FoundSection, Placed
from .documents.recognise.frames import unframed
from .documents.recognise.table_columns import field_choices, has_columns, header_of
from .documents.recognise.tables import Line, PlanHeader, lines_of
from .documents.recognise.typed_contents import without_typed_contents
from .documents.recognise.words import norm
from .documents.tree import Block, Contents, Document, Heading, PageBreak, Paragraph, Picture, Table, inner_blocks
from .formats import Format
from .wording import plural

OWN_TARGETS = {
    "activities": "Отдельный план мероприятий",
    "indicators": "Отдельная таблица показателей",
    "staff": "Отдельная таблица со строками",
}
"""What a table without a place in the form can be."""

_NO_FIELD = {"activities": "Свой столбец", "indicators": "В примечание", "schedule": "В содержание"}
"""Where the text of a column goes that is no field."""

STAYS_TEXT = "останется текстом"
NOT_FITTING = "строки не те, что в форме: останется текстом"
_OPENING = "начало документа"
_LOOKED_AT = 5
"""Rows among which the names of the columns stand."""


@dataclass(frozen=True)
class ReviewLine:
    """One block of the document beside what it becomes; `table` is its number, None for what is no table."""

    kind: str  # "heading", "text", "table", "nested", "picture", "contents", "margin", "remark"
    text: str
    becomes: str
    block: Block
    data: bool = False  # whether it becomes more than text
    level: int = 0
    table: int | None = None


@dataclass(frozen=True)
class ReviewColumn:
    """A column of a table: what its heading says, which field it is ("" for an extra one), and an example."""

    label: str
    field: str
    example: str


@dataclass(frozen=True)
class ReviewTable:
    """A table with all that a person can say of it."""

    number: int
    table: Table
    target: str
    header: bool
    joined: bool
    can_join: bool
    columns: tuple[ReviewColumn, ...]
    choices: tuple[tuple[str, str], ...]  # fields a column may be, with their names; "" for none of them
    said: Assignment


class ImportReview:
    """Recognises again after each word of the person; nothing is written."""

    def __init__(self, name: str, document: Document, form: Format) -> None:
        self.name = name
        self.document = without_typed_contents(unframed(document))
        self.form = form
        self.said: dict[int, Assignment] = {}
        self.tables = [block for block in self.document.blocks() if isinstance(block, Table)]
        self._nested = [_nested(table) for table in self.tables]  # here, for this is done beside the window
        self.found = Recognised(form)
        self._recognise()

    def copied(self) -> ImportReview:
        """Another one in the same state, on which a long word can be tried beside the window."""
        other = copy.copy(self)
        other.said = dict(self.said)
        return other

    def become(self, other: ImportReview) -> None:
        """Take over what was said of a copy, and what came of it."""
        self.__dict__.update(other.__dict__)

    # questions

    def lines(self) -> list[ReviewLine]:
        """The whole document, block by block; page breaks and empty lines left out."""
        places = {id(placed.block): placed for placed in self.found.placed}
        counter = iter(range(len(self.tables)))
        lines: list[ReviewLine] = []
        for block in self.document.blocks():
            if isinstance(block, Table):
                lines += self._table_lines(block, next(counter))
            else:
                lines += self._line(block, places.get(id(block)))
        lines += [_aside(block, "margin", "текст колонтитулов") for block in self.document.margins]
        lines += [_aside(block, "remark", "скрытый раздел «Примечания на полях»") for block in self.document.remarks]
        return lines

    def targets(self) -> list[tuple[str, str]]:
        """What a table can be, with the words for it, in the order of the form."""
        known = [(spec.key, spec.title) for spec in self.form.section if spec.kind in TARGET_KINDS]
        own = [(OWN + kind, OWN_TARGETS[kind]) for kind in OWN_KINDS]
        return [(TEXT, "Оставить текстом"), *known, *own]

    def table(self, number: int) -> ReviewTable:
        """A table as it is taken now."""
        said, whole = self.said.get(number, AS_SEEN), self._whole(number)
        target = self._target(number)
        kind = self._kind(target)
        header: PlanHeader | None = None
        columns: tuple[ReviewColumn, ...] = ()
        if has_columns(kind):
            lines = lines_of(dataclasses.replace(whole, rows=whole.rows[:ENOUGH_ROWS]))
            header = header_of(lines, kind, said)
            columns = tuple(_columns(lines, header))
        joined = self._head(number) != number
        named = header is None or header.height > 0
        choices = (*field_choices(kind).items(), ("", _NO_FIELD.get(kind, "")))
        return ReviewTable(number, self.tables[number], target, named, joined, number > 0, columns, choices, said)

    def heading(self, number: int) -> str:
        """By what a table is known again: the letters of its headings and how many columns it has."""
        table = self.tables[number]
        return f"{table.column_count}:{norm(''.join(_head_texts(table)))}"

    def telling_headings(self) -> dict[int, str]:
        """The headings that only one table of this document has, by its number."""
        headings = [self.heading(number) for number in range(len(self.tables))]
        counts = Counter(headings)
        return {number: heading for number, heading in enumerate(headings) if counts[heading] == 1}

    # a person's word

    def recall(self, memory: Mapping[str, Assignment]) -> None:
        """Say of tables what was said of those with the same headings before, as far as this form knows it."""
        known = {key for key, _ in self.targets()}
        for number, heading in self.telling_headings().items():
            said = memory.get(heading)
            if said is not None and said.target in known and number not in self.said:
                self.said[number] = said
        if self.said:
            self._recognise()

    def assign(self, number: int, target: str) -> None:
        """Say what a table is; what its columns are is seen anew."""
        self._say(number, dataclasses.replace(self.said.get(number, AS_SEEN), target=target, fields=()))

    def set_field(self, number: int, column: int, field: str) -> None:
        """Say what a column is; another column that was this takes what the column was before."""
        view = self.table(number)
        before = view.columns[column].field
        fields = [before if one.field == field else one.field for one in view.columns]
        fields[column] = field
        self._say(number, dataclasses.replace(view.said, target=view.target, fields=tuple(fields)))

    def set_header(self, number: int, named: bool) -> None:
        """Say whether the first row of a table names the columns."""
        view = self.table(number)
        self._say(number, dataclasses.replace(view.said, target=view.target, header=named, fields=()))

    def join(self, number: int, joined: bool) -> None:
        """Say whether a table goes on with the one above."""
        self._say(number, dataclasses.replace(self.said.get(number, AS_SEEN), joined=joined))

    def reset(self, number: int) -> None:
        """Take back what was said of a table."""
        self._say(number, AS_SEEN)

    def set_form(self, form: Format) -> None:
        """Read the document as one of another form; what was said of tables stands where the form knows it."""
        self.form = form
        known = {key for key, _ in self.targets()} | {""}
        self.said = {number: said for number, said in self.said.items() if said.target in known}
        self._recognise()

    # inside

    def _say(self, number: int, said: Assignment) -> None:
        self.said[number] = said
        if said.is_open:
            del self.said[number]
        self._recognise()

    def _recognise(self) -> None:
        self.found = recognise(self.document, self.form, self.said)
        self._taken = {number: placed for placed, numbers in self.found.tables for number in numbers}
        self._heads = {number: numbers[0] for _, numbers in self.found.tables for number in numbers}

    def _head(self, number: int) -> int:
        """The first of the tables that are one with this one."""
        return self._heads.get(number, number)

    def _whole(self, number: int) -> Table:
        placed = self._taken.get(number)
        return placed.block if placed is not None and isinstance(placed.block, Table) else self.tables[number]

    def _target(self, number: int) -> str:
        placed = self._taken.get(number)
        if placed is None or not placed.taken or placed.section is None:
            return TEXT
        return placed.section.key or OWN + placed.section.kind

    def _kind(self, target: str) -> str:
        if target.startswith(OWN):
            return target.removeprefix(OWN)
        spec = self.form.sections.get(target)
        return spec.kind if spec else ""

    def _line(self, block: Block, placed: Placed | None) -> Iterator[ReviewLine]:
        if isinstance(block, PageBreak) or (isinstance(block, Paragraph) and not block.text.strip()):
            return
        if isinstance(block, Contents):
            yield ReviewLine("contents", block.title or "Содержание", "составляется заново", block)
        elif isinstance(block, Picture):
            yield ReviewLine("picture", block.alt or "Рисунок", self._where(placed), block)
        elif isinstance(block, Heading):
            opens = placed is None or placed.taken
            becomes = "заголовок раздела" if opens else self._where(placed)
            yield ReviewLine("heading", one_line(block.full_text), becomes, block, opens, block.level)
        elif isinstance(block, Paragraph):
            taken = placed is None or placed.taken
            becomes = self._taken_as(placed) if taken else self._where(placed)
            yield ReviewLine("text", one_line(block.text), becomes, block, taken)

    def _taken_as(self, placed: Placed | None) -> str:
        if placed is None:
            return "приказ и отметки приложений"
        if placed.section is None:
            return "титульный лист"
        if norm(placed.section.title) in norm(_text(placed.block)):
            return "заголовок раздела"
        return f"данные раздела {shown_title(placed.section)}"

    def _where(self, placed: Placed | None) -> str:
        if placed is None or placed.section is None:
            return "титульный лист" if self._on_title_page(placed) else f"текст: {_OPENING}"
        return f"текст: {shown_title(placed.section)}"

    def _on_title_page(self, placed: Placed | None) -> bool:
        """Whether a block before the first section was understood as one of the title page."""
        kept = [kept for one in self.found.sections[:1] if not one.key for kept in one.texts.get("body", ())]
        before = placed is not None and placed.section is None
        return before and not any(block is placed.block for block in kept if placed is not None)

    def _table_lines(self, table: Table, number: int) -> Iterator[ReviewLine]:
        head = self._head(number)
        placed = self._taken.get(number)
        if head != number:
            becomes = f"продолжение таблицы {head + 1}"
        elif placed is None:
            becomes = "приказ"
        elif self._on_title_page(placed):
            becomes = "титульный лист"
        elif not placed.taken:
            becomes = NOT_FITTING if self.said.get(number, AS_SEEN).target not in ("", TEXT) else STAYS_TEXT
        elif placed.section is not None and placed.section.table_found:
            several = sum(one.section is placed.section and one.taken for one, _ in self.found.tables) > 1
            becomes = f"{'вместе ' if several else ''}{placed.section.told} – {shown_title(placed.section)}"
        else:
            becomes = "пустая рамка"
        data = placed is None or placed.taken or self._on_title_page(placed)
        yield ReviewLine("table", table_title(table, number), becomes, table, data, table=number)
        for inner in self._nested[number]:
            text = f"Внутри таблицы {number + 1}: {size_of(inner)}"
            yield ReviewLine("nested", text, "вместе с ней", inner, data)


def _nested(table: Table) -> tuple[Table, ...]:
    """The tables in the cells of a table, and those in theirs."""
    inside = inner_blocks(block for row in table.rows for cell in row.cells for block in cell.blocks)
    return tuple(block for block in inside if isinstance(block, Table))


def one_line(text: str) -> str:
    """Text without line breaks and repeated spaces."""
    return " ".join(text.split())


def table_title(table: Table, number: int) -> str:
    """«Таблица 3 · 12 строк, 5 столбцов: № · Мероприятия · Сроки»."""
    head = " · ".join(_head_texts(table))
    return f"Таблица {number + 1} · {size_of(table)}" + (f": {head}" if head else "")


def _head_texts(table: Table) -> list[str]:
    """The texts of the row that seems to name the columns: the first one with more than one text."""
    rows = ([text for cell in row.cells if (text := one_line(cell.text))] for row in table.rows[:_LOOKED_AT])
    filled = [texts for texts in rows if texts]
    return next((texts for texts in filled if len(texts) > 1), filled[0] if filled else [])


def size_of(table: Table) -> str:
    """«12 строк, 5 столбцов»."""
    rows, columns = len(table.rows), table.column_count
    return f"{plural(rows, 'строка', 'строки', 'строк')}, {plural(columns, 'столбец', 'столбца', 'столбцов')}"


def shown_title(section: FoundSection) -> str:
    """The name of a section for the eye, also where it has none on paper."""
    kinds = {"activities": "План мероприятий", "indicators": "Показатели", "staff": "Таблица со строками"}
    title = section.title or section.spec.title or kinds.get(section.kind, "без названия")
    return title if "«" in title else f"«{title}»"


def _aside(block: Block, kind: str, becomes: str) -> ReviewLine:
    return ReviewLine(kind, one_line(_text(block)) or "Рисунок", becomes, block)


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Heading):
        return block.full_text
    return size_of(block) if isinstance(block, Table) else ""


def _columns(lines: list[Line], header: PlanHeader) -> Iterator[ReviewColumn]:
    body = lines[header.index + header.height :]
    for place, (label, group, field) in enumerate(zip(header.labels, header.groups, header.fields, strict=True)):
        example = next((one_line(line.texts[place]) for line in body if line.texts[place] and not line.across), "")
        shown = label if header.height else ""
        yield ReviewColumn(one_line(f"{group} {shown}") or f"Столбец {place + 1}", field, example)
