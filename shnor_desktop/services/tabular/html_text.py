"""A block as HTML that Word, Excel and LibreOffice take as a table."""

from __future__ import annotations

import html
import re

from .block import Block, Span

_NUMBER = re.compile(r"\d{1,9}(,\d{1,6})?")
_SPACES = re.compile(r"  +|^ | $", re.MULTILINE)
_TABLE = '<table border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse">'
_AS_TEXT = """ style='mso-number-format:"\\@"'"""
"""Tells Excel to leave a text alone: «1.2» is no date and «=» begins no formula."""


def to_html(block: Block) -> str:
    """The block as a page with one table, merged cells merged."""
    begins = {(span.row, span.column): span for span in block.spans}
    covered = {
        (span.row + r, span.column + c) for span in block.spans for r in range(span.rows) for c in range(span.columns)
    } - begins.keys()
    lines = []
    for n, row in enumerate(block.rows):
        cells = (_cell(text, begins.get((n, column))) for column, text in enumerate(row) if (n, column) not in covered)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    table = f"{_TABLE}\n{chr(10).join(lines)}\n</table>"
    return f'<html><head><meta charset="utf-8"></head><body>\n{table}\n</body></html>'


def _cell(text: str, span: Span | None) -> str:
    size = ""
    if span is not None:
        size = (f' colspan="{span.columns}"' if span.columns > 1 else "") + (
            f' rowspan="{span.rows}"' if span.rows > 1 else ""
        )
    look = "" if not text or _NUMBER.fullmatch(text) else _AS_TEXT
    return f"<td{size}{look}>{_marked_up(text)}</td>"


def _marked_up(text: str) -> str:
    """Line breaks and spaces as HTML keeps them; one cell of Excel holds them all."""
    kept = _SPACES.sub(lambda found: "&nbsp;" * len(found[0]), html.escape(text, quote=False))
    return kept.replace("\n", "<br style='mso-data-placement:same-cell'>")
