"""«Таблица 1 – …», «Рисунок 1 – …»: the part of a caption that is its number, and captions without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .tree import Block, Document, Paragraph, Picture, Run, Table

_NAMED = re.compile(r"\s*(?:таблица|рисунок|рис\.)\s*(?:(?:№\s*)?\d{1,3}\s*(?:[.:–—-]\s+|$)|[.:–—-]\s+)", re.IGNORECASE)
TABLE, PICTURE = "Таблица", "Рисунок"


_PLAIN = ("body", "plain")
"""Styles of text that nobody called a caption."""


def without_number(text: str) -> str:
    """What a caption says; a text that is no numbered caption stays as it is, a number alone becomes empty."""
    found = _NAMED.match(text)
    return text[found.end() :] if found else text


def bare(caption: Paragraph) -> Paragraph:
    """A caption without its number."""
    if not caption.runs:
        return caption
    first = replace(caption.runs[0], text=without_number(caption.runs[0].text))
    return replace(caption, runs=tuple(run for run in (first, *caption.runs[1:]) if run.text))


def named(caption: Paragraph, kind: str, number: int) -> Paragraph:
    """A caption with this number in place of one that somebody typed."""
    rest = bare(caption).runs
    look = rest[0] if rest else Run("")
    name = f"{kind}\u00a0{number}"
    return replace(caption, runs=(Run(f"{name} – " if rest else name, look.bold, look.italic), *rest))


def as_captions(blocks: list[Block]) -> list[Block]:
    """The blocks with the look of captions where somebody typed «Рисунок 1 – …» as plain text in a caption's place."""
    return [
        replace(block, style="caption", align="")
        if isinstance(block, Paragraph)
        and block.style in _PLAIN
        and not block.list
        and kind_of(blocks, index)
        and _NAMED.match(block.text)
        else block
        for index, block in enumerate(blocks)
    ]


def bare_captions(document: Document) -> Document:
    """A document whose captions lost their numbers: for a form that counts them anew. What is only a number stays."""
    parts = [replace(part, blocks=tuple(_bare_among(part.blocks))) for part in document.parts]
    return replace(document, parts=tuple(parts))


def _bare_among(blocks: tuple[Block, ...]) -> Iterable[Block]:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and kind_of(blocks, index):
            named_so = bare(block)
            found = named_so.text.strip() and named_so.text != block.text
            yield replace(named_so, style="caption", align="") if found else block
        else:
            yield block


def kind_of(blocks: tuple[Block, ...] | list[Block], index: int) -> str:
    """Whether a paragraph has the place of a caption: just above a table or just below a picture; empty for neither."""
    if index + 1 < len(blocks) and isinstance(blocks[index + 1], Table):
        return TABLE
    return PICTURE if index and isinstance(blocks[index - 1], Picture) else ""
