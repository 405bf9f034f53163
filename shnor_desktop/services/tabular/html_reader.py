"""Tables in the HTML of a clipboard, read with lxml: Word's, Excel's, LibreOffice's and those of web pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ...models.errors import UserError
from ..documents.text_clean import clean_text
from .block import MAX_CHARACTERS, TOO_LARGE, Block, stacked
from .cell_text import HIDDEN, TextLines, Words, one_line, style_of
from .layout import Layout

_TOO_DEEP = "Скопированная таблица слишком запутана. Скопируйте её как обычный текст."
_TABLE_PARTS = ("thead", "tbody", "tfoot")
_CELLS = ("td", "th")
_GHOST_HEIGHTS = ("0", "0px", "0pt")
"""Word and Excel end a table of uneven columns with a row of no height."""


def read_html(html: str) -> Block | None:
    """All tables below each other; None when there is none. UserError for what is too large or too deep."""
    if len(html) > MAX_CHARACTERS:
        raise UserError(TOO_LARGE)
    root = _parsed(clean_text(html))
    if root is None:
        return None
    found: list[Any] = []
    aside = _read_text(root, found)
    tables = [block for node in found if (block := _read_table(_inmost(node))).rows]
    return stacked(tables, aside) if tables else None


def _read_text(root: Any, tables: list[Any] | None = None) -> str:
    """The text inside an element; tables in it are part of the text unless they are collected."""
    words, lines = Words(), TextLines()
    lines.add(root.text)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        if node is root:
            continue
        if event == "start" and node.tag == "table" and tables is not None:
            tables.append(node)
            lines.new_line()
            walker.skip_subtree()
        elif words.take(event, node, lines):
            walker.skip_subtree()
    return lines.text()


def _text(cell: Any) -> str:
    return _read_text(cell) if len(cell) else one_line(cell.text or "").strip()


def _parsed(html: str) -> Any:
    if "<table" not in html.lower():  # rows that lost their table on the way
        html = f"<table>{html}</table>"
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(html.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UserError(_TOO_DEEP)  # the parser leaves out what lies deeper
    return root


def _inmost(table: Any) -> Any:
    """The table itself, or the one that a page laid out with a table of one cell holds."""
    while True:
        cells = [cell for row in _rows(table) for cell in _cells(row)]
        inner = list(cells[0].iter("table")) if len(cells) == 1 else []
        if not inner or len([node for node in inner if _outer(node, cells[0])]) != 1:
            return table
        table = inner[0]


def _outer(table: Any, cell: Any) -> bool:
    """Whether no other table stands between a table and the cell."""
    return next(node for node in table.iterancestors("table", *_CELLS)) is cell


def _read_table(table: Any) -> Block:
    layout = Layout()
    for row in _rows(table):
        layout.begin_row()
        for cell in _cells(row):
            spread = "mso-ignore:colspan" in style_of(cell)  # a text that runs over empty neighbours
            layout.add(_text(cell), _number(cell, "rowspan"), _number(cell, "colspan"), merged=not spread)
    return layout.block()


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            if child.get("height") not in _GHOST_HEIGHTS and not HIDDEN.search(style_of(child)):
                yield child
        elif child.tag in _TABLE_PARTS:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    return (child for child in row if child.tag in _CELLS and not HIDDEN.search(style_of(child)))


def _number(cell: Any, name: str) -> int:
    digits = (cell.get(name) or "").strip()
    return max(int(digits), 1) if digits.isdecimal() and len(digits) < 6 else 1
