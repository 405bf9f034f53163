"""Tab-separated text as spreadsheets put it on the clipboard.

A cell with tabs, line breaks or quotes stands in quotes, quotes inside doubled. Plain text has cells that merely
begin with a quote («"Маяк" и дети»): what is not quoted to its very end is taken as it stands.
"""

from __future__ import annotations

import re

from ...models.errors import UserError
from .block import MAX_CHARACTERS, TOO_LARGE, Block, rectangle

_CELL = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_SPECIAL = re.compile(r'[\t\r\n"]')


def from_tsv(text: str) -> Block:
    """The rows of a text; a block without rows for an empty one. UserError when it is far too long."""
    if len(text) > MAX_CHARACTERS:
        raise UserError(TOO_LARGE)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text:
        return Block()
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        found = _CELL.match(text, place)
        assert found is not None  # the second alternative takes anything
        quoted = found[1]
        rows[-1].append(found[2] if quoted is None else quoted.replace('""', '"'))
        place = found.end()
        if place >= len(text):
            break
        if text[place] == "\n":
            if place + 1 == len(text):  # the end of the last line begins no line
                break
            rows.append([])
        place += 1
    return Block(rectangle(rows))


def to_tsv(block: Block) -> str:
    """The block as text; rows end with a line break but the last."""
    return "\n".join("\t".join(_quoted(text, alone=len(row) == 1) for text in row) for row in block.rows)


def _quoted(text: str, *, alone: bool) -> str:
    if _SPECIAL.search(text) or (alone and not text):  # a line without anything would be no row at all
        return '"' + text.replace('"', '""') + '"'
    return text
