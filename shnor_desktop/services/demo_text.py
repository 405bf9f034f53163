"""Marked-up plain text → blocks of the document tree: how the example school's texts stand in its data files.

A line is a paragraph. «- » and «1. » begin list items, «^ » a caption of a table, «| a | b |» a row of a table whose
first row is the header; «|: 40 | 60 |» gives relative widths. ``**bold**`` and ``*italic*`` inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .documents.tree import Block, Paragraph, Row, Run, Table, paragraph, text_cell

_LOOK = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")
_NUMBERED = re.compile(r"(\d+)\. +(.*)")
_PLACE = re.compile(r"\{(\w+)\}")


def read_blocks(text: str, lists: Mapping[str, list[str]] | None = None) -> tuple[Block, ...]:
    """The blocks of a text; a line «{name}» becomes the numbered list of that name from `lists`."""
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*_expanded(text, lists or {}), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if line:
            blocks.append(_paragraph(line))
    return tuple(blocks)


def _expanded(text: str, lists: Mapping[str, list[str]]) -> list[str]:
    lines: list[str] = []
    for line in text.strip().splitlines():
        place = _PLACE.fullmatch(line.strip())
        items = lists[place[1]] if place else None
        lines += [line.strip()] if items is None else [f"{n}. {item}" for n, item in enumerate(items, 1)]
    return lines


def _paragraph(line: str) -> Paragraph:
    if line.startswith("^ "):
        return paragraph(line[2:], "caption")
    if line.startswith("- "):
        return Paragraph(_runs(line[2:]), "list", list="bullet")
    numbered = _NUMBERED.fullmatch(line)
    if numbered:
        first = numbered[1] == "1"
        return Paragraph(_runs(numbered[2]), "list", list="number", start=int(first), marker="1." if first else "")
    return Paragraph(_runs(line))


def _runs(line: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    end = 0
    for found in _LOOK.finditer(line):
        runs += [Run(line[end : found.start()]), Run(found[1] or found[2], bool(found[1]), bool(found[2]))]
        end = found.end()
    return tuple(run for run in [*runs, Run(line[end:])] if run.text)


def _table(lines: list[str]) -> Table:
    widths: tuple[float, ...] = ()
    rows: list[Row] = []
    for line in lines:
        texts = [text.strip() for text in line.strip("|:").split("|")]
        if line.startswith("|:"):
            widths = tuple(float(text) for text in texts)
        else:
            rows.append(_row(texts, header=not rows))
    return Table(tuple(rows), widths)


def _row(texts: list[str], *, header: bool) -> Row:
    style = "table_header" if header else "table"
    aligns = ["" if header or not column else "center" for column in range(len(texts))]
    cells = [text_cell(text, style, align=align) for text, align in zip(texts, aligns, strict=True)]
    return Row(tuple(cells), header)
