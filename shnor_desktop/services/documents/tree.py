"""The document tree: plain frozen data that stands between a school file and every paper form.

`compose` makes it from the data, the Word reader makes it from a file, writers (Word, pages, HTML) visit it.
A writer must raise on a node it does not know. Sizes are millimetres, styles are names from `styles.py`.

What `compose` made from a value carries the place of the value in `source` (see `sources.py`): a click on the paper
leads to the entry. It is no part of what a node says: it is neither compared nor stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shnor_desktop.services.documents.page_layout import USUAL, PageLayout


@dataclass(frozen=True, slots=True)
class Run:
    r"""A stretch of text with one look; ``\n`` is a line break and ``\t`` a tab.

    `bound` names the value of the results that the text says (see `results/bound_values.py`); on paper it looks plain.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""  # address of a hyperlink, empty when it is none
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list items included.

    `list` is "", "bullet" or "number"; a numbered item with `start` > 0 begins a new list at that number, with
    0 it goes on with the list above. `marker` shows the look of the first number: "1.", "1)" or "а)".
    `keep` is compose's word that it stays on a page with what follows, `lift` the points of space that it wants above
    instead of its style's; like a source they are neither compared nor stored.
    """

    runs: tuple[Run, ...] = ()
    style: str = "body"
    align: str = ""  # "", "left", "center", "right", "justify"; empty means the style's own
    list: str = ""
    level: int = 0
    start: int = 0
    marker: str = ""
    source: str = field(default="", compare=False)
    keep: bool = field(default=False, compare=False)
    lift: float = field(default=0.0, compare=False)

    @property
    def text(self) -> str:
        """The paragraph's text without its look."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1–4; `number` is shown before the text («5.1.») and is not part of it.

    `mark` stands above it on paper («Приложение 1») and before it in the contents.
    """

    level: int
    runs: tuple[Run, ...]
    number: str = ""
    source: str = field(default="", compare=False)
    mark: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The heading's text without its number."""
        return "".join(run.text for run in self.runs)

    @property
    def full_text(self) -> str:
        """The heading as it is read: number and text."""
        return f"{self.number} {self.text}".strip()

    @property
    def listed_text(self) -> str:
        """The heading as contents and bookmarks name it, on one line."""
        text = " ".join(self.full_text.split())
        return f"{self.mark}. {text}" if self.mark and text else text


NO_PICTURE = "[рисунок]"
"""Stands where a picture cannot be shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture whose bytes stand in `Document.media` under `name`; a size of 0 means "as the file says".

    `keep` is compose's word that it stays on a page with the caption below it; it is neither compared nor stored.
    """

    name: str
    width_mm: float = 0.0
    height_mm: float = 0.0
    alt: str = ""
    keep: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; like in HTML it is listed once, in the row and column where it begins."""

    blocks: tuple[Block, ...] = ()
    columns: int = 1  # how many grid columns it covers
    rows: int = 1  # how many rows it covers
    source: str = field(default="", compare=False)
    shaded: bool = False  # stands out; a sign in its text says so too, for eyes and papers without shades

    @property
    def text(self) -> str:
        """The cell's paragraphs joined by line breaks, nested tables included."""
        return "\n".join(block_texts(self.blocks))


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `header` rows at the top repeat on every page."""

    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `widths` are relative column widths (any unit, one a grid column), `borders` off for title blocks."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    borders: bool = True

    @property
    def column_count(self) -> int:
        """Number of grid columns, at least one."""
        if self.widths:
            return len(self.widths)
        return max((sum(cell.columns for cell in row.cells) for row in self.rows), default=1) or 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, made from the headings of the document."""

    title: str = "Содержание"


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table of exam results that a text names by its key (see `results/bound_tables.py`).

    `compose` puts the table itself in its place, made of the results as they are then: no writer meets this node.
    """

    key: str
    source: str = field(default="", compare=False)


Block = Paragraph | Heading | Picture | Table | PageBreak | Contents | ResultTable


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages of one orientation; a new part begins on a new page."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Of a Word file that was read, `margins` holds the blocks of headers and footers, `remarks` those of comments, and
    `notices` sentences on what did not come over or came over otherwise.

    `layout` is how its pages look; `template` the school's own Word file that papers in Word are made on.
    """

    parts: tuple[Part, ...]
    title: str = ""
    media: Mapping[str, bytes] = field(default_factory=dict)
    margins: tuple[Block, ...] = ()
    remarks: tuple[Block, ...] = ()
    notices: tuple[str, ...] = ()
    layout: PageLayout = USUAL
    template: bytes = b""

    def blocks(self) -> Iterator[Block]:
        """All top-level blocks in reading order."""
        for part in self.parts:
            yield from part.blocks


def paragraph(
    text: str, style: str = "body", *, bold: bool = False, italic: bool = False, align: str = "", source: str = ""
) -> Paragraph:
    """A paragraph of one run, the most common node."""
    return Paragraph((Run(text, bold, italic),) if text else (), style, align, source=source)


def text_cell(
    text: str,
    style: str = "table",
    *,
    columns: int = 1,
    rows: int = 1,
    bold: bool = False,
    align: str = "",
    source: str = "",
) -> Cell:
    """A cell with one paragraph for each line of `text`."""
    if "\n" not in text:  # as nearly all cells are
        return Cell((paragraph(text, style, bold=bold, align=align),), columns, rows, source)
    lines = [paragraph(line, style, bold=bold, align=align) for line in text.split("\n")]
    return Cell(tuple(lines), columns, rows, source)


def block_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The texts of all paragraphs and headings among `blocks`, cells of tables included, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Heading):
            yield block.full_text
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from block_texts(cell.blocks)


def inner_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and those in the cells of their tables, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            yield from inner_blocks(inner for row in block.rows for cell in row.cells for inner in cell.blocks)


def grid(table: Table) -> list[list[tuple[int, int] | None]]:
    """For each row, for each grid column: (row, cell index) of the cell that covers it, None where nothing does.

    Overlapping or overlong spans of damaged files are cut at the table's edge. Linear in rows × columns.
    """
    width = table.column_count
    result: list[list[tuple[int, int] | None]] = [[None] * width for _ in table.rows]
    for r, row in enumerate(table.rows):
        column = 0
        for c, cell in enumerate(row.cells):
            while column < width and result[r][column] is not None:
                column += 1
            for rr in range(r, min(r + max(cell.rows, 1), len(table.rows))):
                for cc in range(column, min(column + max(cell.columns, 1), width)):
                    if result[rr][cc] is None:
                        result[rr][cc] = (r, c)
            column += max(cell.columns, 1)
    return result
