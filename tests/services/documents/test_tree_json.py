"""Texts as JSON: what is written comes back equal, and what is no such JSON is not lost."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.documents.tree import (
    Block,
    Cell,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    ResultTable,
    Row,
    Run,
    Table,
    paragraph,
)
from shnor_desktop.services.documents.tree_json import dump_blocks, load_blocks, plain_blocks

texts = st.text(max_size=12)
runs = st.builds(Run, texts, st.booleans(), st.booleans(), texts, texts)
paragraphs = st.builds(
    Paragraph,
    st.lists(runs, max_size=3).map(tuple),
    st.sampled_from(("body", "list")),
    st.sampled_from(("", "center")),
    st.sampled_from(("", "bullet", "number")),
    st.integers(0, 3),
    st.integers(0, 9),
    texts,
)
leaves: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    st.builds(Heading, st.integers(1, 4), st.lists(runs, max_size=2).map(tuple), texts),
    st.builds(Picture, texts, st.floats(0, 300), st.floats(0, 300), texts),
    st.just(PageBreak()),
    st.just(Contents()),
    st.builds(ResultTable, texts),
)


def tables(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    cells = st.builds(
        Cell, st.lists(inner, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3), shaded=st.booleans()
    )
    rows = st.builds(Row, st.lists(cells, max_size=3).map(tuple), st.booleans())
    return st.builds(Table, st.lists(rows, max_size=3).map(tuple), st.just((1.5, 2.0)), st.booleans())


blocks = st.lists(st.recursive(leaves, tables, max_leaves=8), max_size=4).map(tuple)


@given(blocks)
def test_blocks_come_back_equal(written: tuple[Block, ...]):
    assert load_blocks(dump_blocks(written)) == written


def test_defaults_are_left_out():
    assert json.loads(dump_blocks((paragraph("да"),))) == [{"is": "p", "runs": [{"is": "r", "text": "да"}]}]
    assert dump_blocks(()) == "[]"


@pytest.mark.parametrize(
    "text",
    [
        "просто текст\nв две строки",
        "7",
        "null",
        '{"is": "p"}',
        '[{"is": "нечто"}]',
        '[{"is": "p", "чужое": 1}]',
        '[{"text": "без имени"}]',
        "[1, 2",
        "[1]",
        '["a"]',
        "[null]",
        "[[]]",
        '[{"is": []}]',
        '[{"is": "r", "text": "x"}]',
        '[{"is": "row", "cells": []}]',
        '[{"is": "p", "runs": 5}]',
        '[{"is": "p", "runs": ["x"]}]',
        '[{"is": "p", "runs": [{"is": "p"}]}]',
        '[{"is": "p", "level": true}]',
        '[{"is": "p", "level": 1.5}]',
        '[{"is": "p", "style": null}]',
        '[{"is": "h", "level": 1}]',
        '[{"is": "pic", "name": "a", "width_mm": "40"}]',
        '[{"is": "t", "rows": [], "widths": ["1"]}]',
        '[{"is": "t", "rows": [{"is": "row", "cells": [{"is": "c", "blocks": [7]}]}]}]',
        "[" * 100_000,
        '[{"is":"t","rows":[{"is":"row","cells":[{"is":"c","blocks":' * 2000,
    ],
)
def test_what_is_no_such_json_is_kept_as_text(text: str):
    assert load_blocks(text) == plain_blocks(text)
    assert "".join(block.text for block in load_blocks(text) if isinstance(block, Paragraph)) == text.replace("\n", "")


def test_nothing_gives_nothing():
    assert load_blocks("") == ()
    assert load_blocks("[]") == ()


junk = st.none() | st.booleans() | st.integers(-3, 3) | st.floats(0, 5) | texts | st.just([]) | st.just({"is": "p"})


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """What `dump_blocks` wrote, with one value anywhere in it replaced, or cut off."""
    data = json.loads(dump_blocks(draw(blocks)))
    places: list[tuple[Any, Any]] = []
    stack: list[Any] = [data]
    while stack:
        node = stack.pop()
        inner = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in inner:
            places.append((node, key))
            if isinstance(value, dict | list):
                stack.append(value)
    if places:
        node, key = draw(st.sampled_from(places))
        node[key] = draw(junk)
    text = json.dumps(data)
    return text[: draw(st.integers(1, len(text)))] if draw(st.booleans()) else text


def assert_sound(node: Any, kind: type) -> None:
    """A node whose every field holds what its class says."""
    assert isinstance(node, kind)
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        inner = {"runs": Run, "blocks": Block, "rows": Row, "cells": Cell, "widths": int | float}
        if isinstance(value, tuple):
            for one in value:
                assert_sound(one, inner[field.name]) if field.name != "widths" else assert_number(one)
        elif field.name in ("width_mm", "height_mm", "lift"):
            assert_number(value)
        else:
            wanted = bool if field.name in ("bold", "italic", "header", "borders", "shaded", "keep") else int
            assert type(value) is (wanted if field.name in _NO_TEXTS else str)


_NO_TEXTS = ("bold", "italic", "header", "borders", "shaded", "keep", "level", "start", "columns", "rows")


def assert_number(value: object) -> None:
    assert type(value) in (int, float)


@given(spoiled())
def test_spoiled_json_is_read_whole_or_kept_as_text(text: str):
    read = load_blocks(text)
    for block in read:
        assert_sound(block, Block)
    assert read == plain_blocks(text) or load_blocks(dump_blocks(read)) == read


@given(st.text())
def test_any_text_reads_without_an_error(text: str):
    for block in load_blocks(text):
        assert not isinstance(block, str)
