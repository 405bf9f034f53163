"""Document-tree blocks as JSON, the form in which a school file keeps texts. Defaults are left out."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from .tree import Block, Cell, Contents, Heading, PageBreak, Paragraph, Picture, Row, Run, Table, paragraph

_NODES: dict[str, type] = {
    "p": Paragraph,
    "h": Heading,
    "r": Run,
    "pic": Picture,
    "t": Table,
    "row": Row,
    "c": Cell,
    "break": PageBreak,
    "contents": Contents,
}
_TAGS = {cls: tag for tag, cls in _NODES.items()}


def dump_blocks(blocks: tuple[Block, ...]) -> str:
    """The blocks as JSON text."""
    return json.dumps([_dump(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


def load_blocks(text: str) -> tuple[Block, ...]:
    """Read what `dump_blocks` wrote; text that is no such JSON comes back as plain paragraphs, so nothing is lost."""
    try:
        data = json.loads(text)
        if not isinstance(data, list):
            raise ValueError("not a list")
        return tuple(_load(item) for item in data)
    except (ValueError, KeyError, TypeError):
        return plain_blocks(text)


def plain_blocks(text: str, style: str = "body") -> tuple[Block, ...]:
    """Plain text as paragraphs, one a line; empty text gives none."""
    return tuple(paragraph(line, style) for line in text.split("\n")) if text else ()


def _dump(node: Any) -> Any:
    if isinstance(node, tuple):
        return [_dump(item) for item in node]
    tag = _TAGS.get(type(node))
    if tag is None:
        return node
    data: dict[str, Any] = {"is": tag}
    for item in dataclasses.fields(node):
        value = getattr(node, item.name)
        if item.default is dataclasses.MISSING or value != item.default:
            data[item.name] = _dump(value)
    return data


def _load(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_load(item) for item in data)
    if isinstance(data, dict):
        values = {name: _load(value) for name, value in data.items() if name != "is"}
        return _NODES[data["is"]](**values)
    return data
