"""A document made of the blocks of the one before wherever they are the same: for those who keep things by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from shnor_desktop.services.documents.tree import Block, Document, Heading, Paragraph, Picture, Table


def reused(document: Document, earlier: Document | None) -> Document:
    """The same document; blocks that say the same and come from the same place are those of the earlier one."""
    if earlier is None:
        return document
    new, old = list(document.blocks()), list(earlier.blocks())
    head = _alike(new, old)
    tail = _alike(new[head:][::-1], old[head:][::-1])
    kept = [*old[:head], *_pairwise(new[head : len(new) - tail], old[head : len(old) - tail]), *old[len(old) - tail :]]
    blocks = iter(kept)
    parts = [replace(part, blocks=tuple([next(blocks) for _ in part.blocks])) for part in document.parts]
    return replace(document, parts=tuple(parts))


def same(one: Block, other: Block) -> bool:
    """Whether two blocks are equal, and the places they come from too."""
    return one is other or (one == other and all(a == b for a, b in zip(_sources(one), _sources(other), strict=True)))


def _alike(new: Iterable[Block], old: Iterable[Block]) -> int:
    """How many blocks are the same from the beginning on."""
    count = 0
    for one, other in zip(new, old, strict=False):
        if not same(one, other):
            break
        count += 1
    return count


def _pairwise(new: Sequence[Block], old: Sequence[Block]) -> Iterable[Block]:
    """Of as many blocks as before some may have stayed."""
    if len(new) != len(old):
        return new
    return [other if same(one, other) else one for one, other in zip(new, old, strict=True)]


def _sources(block: Block) -> Iterable[object]:
    """All sources in a block, in reading order, and what else is told apart beside what it says."""
    if isinstance(block, Table):
        cells = chain.from_iterable(row.cells for row in block.rows)
        return chain.from_iterable(chain((cell.source,), *map(_sources, cell.blocks)) for cell in cells)
    if isinstance(block, Paragraph):
        return (block.source, block.keep, block.lift)
    if isinstance(block, Picture):
        return (block.keep,)
    return (block.source, block.mark) if isinstance(block, Heading) else ()
