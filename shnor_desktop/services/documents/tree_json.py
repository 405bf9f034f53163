"""Document-tree blocks as JSON, the form in which a school file keeps texts. Defaults are left out."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable
from typing import Any, get_args, get_origin, get_type_hints

from .tree import Block, Cell, Contents, Heading, PageBreak, Paragraph, Picture, ResultTable, Row, Run, Table, paragraph

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
    "results": ResultTable,
}
KEPT = 128
"""Texts whose blocks are kept: more than a programme has."""

_TAGS = {cls: tag for tag, cls in _NODES.items()}


def dump_blocks(blocks: tuple[Block, ...]) -> str:
    """The blocks as JSON text."""
    return json.dumps([_dump(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


@functools.lru_cache(maxsize=KEPT)
def load_blocks(text: str) -> tuple[Block, ...]:
    """Read what `dump_blocks` wrote; text that is no such JSON comes back as plain paragraphs, so nothing is lost.

    A programme is read again after every edit, by the check, the search and the preview, and nearly all texts are as
    they were: the last ones are kept. The same text gives the very same blocks.
    """
    try:
        data = json.loads(text)
        if type(data) is not list:
            raise ValueError("not a list")
        return tuple(_node(item, _BLOCKS) for item in data)
    except (ValueError, KeyError, TypeError, RecursionError):
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
    for name, default in _DEFAULTS[type(node)]:
        value = getattr(node, name)
        if value != default:
            data[name] = value if type(value) in _PLAIN else _dump(value)
    return data


def _node(data: Any, kinds: frozenset[type]) -> Any:
    """A node of one of these kinds; ValueError, KeyError or TypeError for anything else."""
    cls = _NODES[data["is"]]
    if cls not in kinds:
        raise ValueError(f"{data['is']} does not stand here")
    readers = _READERS[cls]
    return cls(**{name: readers[name](value) for name, value in data.items() if name != "is"})


def _plain(*kinds: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) not in kinds:
            raise ValueError(f"{value!r} is of another kind")
        return value

    return read


def _items(one: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not list:
            raise ValueError(f"{value!r} is no list")
        return tuple(map(one, value))

    return read


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What reads a field of this type."""
    if get_origin(hint) is tuple:
        return _items(_reader(get_args(hint)[0]))
    if hint is float:
        return _plain(int, float)
    if hint in (str, int, bool):
        return _plain(hint)
    kinds = frozenset(get_args(hint) or (hint,))
    return lambda value: _node(value, kinds)


_BLOCKS = frozenset(get_args(Block))
_FIELDS = {cls: [item for item in dataclasses.fields(cls) if item.compare] for cls in _NODES.values()}
_DEFAULTS = {cls: [(item.name, item.default) for item in items] for cls, items in _FIELDS.items()}
_PLAIN = frozenset((str, int, float, bool))
"""What is stored: all that a node says, but not where it came from."""

_READERS = {
    cls: {item.name: _reader(hints[item.name]) for item in _FIELDS[cls]}
    for cls, hints in ((cls, get_type_hints(cls)) for cls in _NODES.values())
}
