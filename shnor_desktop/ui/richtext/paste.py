"""What is pasted from Word and elsewhere, cleaned to paragraphs, bold, italic, lists, tables and links."""

from __future__ import annotations

import dataclasses
import re

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFrame, QTextTable

from ...services.documents.text_clean import clean_text
from ...services.documents.tree import Block, Cell, Paragraph, Row, Run, Table, grid
from ...services.documents.tree_json import plain_blocks
from .normal import from_qt, normal_runs
from .walk import fragments, list_kind
from .word_lists import Counting, item_of, mark_lists, unmarked

_MARKER = re.compile(r"^\s*(?:(?P<bullet>[·•●○o▪§–—-])|(?P<number>\d{1,3}[.)]|[a-zа-я][.)]))[\s\u00a0]+", re.IGNORECASE)
_LINK = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--.*?-->|<style\b.*?</style>|<!\[(?:if|endif)[^>]*\]>", re.DOTALL | re.IGNORECASE)
_BOLD = 600


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Plain text, a paragraph a line."""
    return plain_blocks(clean_text(text).rstrip("\n"))


def blocks_of_html(html: str) -> tuple[Block, ...]:
    """HTML as Word, Excel and browsers put it on the clipboard."""
    word_lists = "mso-list" in html
    document = QTextDocument()
    document.setHtml(_HIDDEN.sub("", mark_lists(html) if word_lists else html))
    root = document.rootFrame()
    blocks = _blocks(root.begin(), root.end(), "body", word_lists)
    while blocks and isinstance(blocks[-1], Paragraph) and not blocks[-1].text.strip():
        blocks.pop()
    return tuple(blocks)


def _blocks(place: QTextFrame.iterator, end: QTextFrame.iterator, style: str, word_lists: bool) -> list[Block]:
    result: list[Block] = []
    while place != end:
        frame = place.currentFrame()
        if isinstance(frame, QTextTable):
            result.append(_table(frame, word_lists))
        elif frame is not None:
            result += _blocks(frame.begin(), frame.end(), style, word_lists)
        elif place.currentBlock().isValid():
            made = _paragraph(place.currentBlock(), style, word_lists)
            if made.text.strip() or style == "table":
                result.append(made)
        place += 1
    return _numbered(result)


def _paragraph(block: QTextBlock, style: str, word_lists: bool) -> Paragraph:
    runs = []
    heading = bool(block.blockFormat().headingLevel())
    for fragment in fragments(block):
        look = fragment.charFormat()
        text = clean_text(from_qt(fragment.text()).replace("\t", " "))
        link = look.anchorHref() if look.isAnchor() and _LINK.match(look.anchorHref()) else ""
        if text and not look.isImageFormat():
            runs.append(Run(text, look.fontWeight() >= _BOLD and not heading, look.fontItalic(), link))
    found = block.textList()
    kind = list_kind(found)
    level = max(found.format().indent() - 1, 0) if found else 0
    made = Paragraph(normal_runs(runs), style, list=kind, level=level)
    return _word_item(made) if word_lists and not kind else made


def _word_item(paragraph: Paragraph) -> Paragraph:
    """Word writes its lists as paragraphs that begin with the marker, and most often says where the marker ends."""
    told = item_of(paragraph.text)
    if told is not None:
        return dataclasses.replace(told[0], runs=_after(paragraph, told[1]), style=paragraph.style)
    paragraph = dataclasses.replace(
        paragraph, runs=normal_runs(dataclasses.replace(run, text=unmarked(run.text)) for run in paragraph.runs)
    )
    found = _MARKER.match(paragraph.text)
    if found is None:
        return paragraph
    kind = "bullet" if found["bullet"] else "number"
    return dataclasses.replace(paragraph, runs=_after(paragraph, found.end()), list=kind)


def _after(paragraph: Paragraph, rest: int) -> tuple[Run, ...]:
    """The runs without so many first characters."""
    runs = []
    for run in paragraph.runs:
        runs.append(dataclasses.replace(run, text=run.text[rest:]))
        rest = max(rest - len(run.text), 0)
    return normal_runs(runs)


def _numbered(blocks: list[Block]) -> list[Block]:
    """A numbered item that follows none begins its list, unless its own number says what it is."""
    result: list[Block] = []
    goes_on, counting = False, Counting()
    for block in blocks:
        numbered = isinstance(block, Paragraph) and block.list == "number"
        if isinstance(block, Paragraph) and numbered and not block.marker and not goes_on:
            block = dataclasses.replace(block, start=1, marker="1.")
        if isinstance(block, Paragraph) and block.list != "bullet":
            goes_on = numbered
        result.append(counting.settled(block))
    return result


def _table(table: QTextTable, word_lists: bool) -> Table:
    rows = []
    for r in range(table.rows()):
        cells = []
        for c in range(table.columns()):
            place = table.cellAt(r, c)
            if (place.row(), place.column()) == (r, c):
                inner = tuple(_blocks(place.begin(), place.end(), "table", word_lists))
                cells.append(Cell(inner, place.columnSpan(), place.rowSpan()))
        rows.append(Row(tuple(cells)))
    made = Table(tuple(rows))
    return made if grid(made) else Table(())
