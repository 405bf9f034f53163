"""Tables that are only a frame around other blocks: what stands in them comes out, a table in a table to the top."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ..tree import Block, Document, Table


def unframed(document: Document) -> Document:
    """The document without tables of one cell that hold a table; a frame around text stays as it is."""
    if not any(_is_frame(block) for block in document.blocks()):
        return document
    parts = [
        dataclasses.replace(part, blocks=tuple(inner for block in part.blocks for inner in _out(block)))
        for part in document.parts
    ]
    return dataclasses.replace(document, parts=tuple(parts))


def _out(block: Block) -> Iterator[Block]:
    if not _is_frame(block):
        yield block
        return
    assert isinstance(block, Table)
    for inner in block.rows[0].cells[0].blocks:
        yield from _out(inner)


def _is_frame(block: Block) -> bool:
    if not isinstance(block, Table) or len(block.rows) != 1 or len(block.rows[0].cells) != 1:
        return False
    return any(isinstance(inner, Table) for inner in block.rows[0].cells[0].blocks)
