"""A chart as the table of its numbers: the drawing itself has no place in the tree, what it shows has."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from shnor_desktop.services.documents.docx_reader.names import A, C, Element, integer
from shnor_desktop.services.documents.text_clean import clean_text
from shnor_desktop.services.documents.tree import Block, Row, Table, paragraph, text_cell

_MOST_ROWS = 300
_MOST_SERIES = 20
"""A chart with more is no figure of a programme: its words stand for it, as for one without numbers."""

_BELOW = ("catAx", "dateAx")
_NAMES, _NUMBERS = ("cat", "xVal"), ("val", "yVal")
_FIRST = 30.0
_UNNAMED = "Ряд {}"
_UNTITLED = "Диаграмма"


@dataclass(frozen=True, slots=True)
class _Series:
    """A row of bars or points: what it is called, where they stand and how high they are, by their places."""

    name: str
    places: dict[int, str]
    values: dict[int, str]


def chart_blocks(root: Element, description: str) -> list[Block]:
    """The chart's title, the table of its numbers and its other words; nothing where it keeps no numbers."""
    series = [_read_series(one, number) for number, one in enumerate(root.iter(C + "ser"), 1)]
    rows = sorted({place for one in series for place in one.values})
    if not rows or len(rows) > _MOST_ROWS or len(series) > _MOST_SERIES:
        return []
    title, axes = _words(root.find(f"{C}chart/{C}title")), _axes(root)
    others = [text for text in (description.strip(), *axes[1:]) if text and text != title]
    told = [paragraph("; ".join(others), "plain")] if others else []
    return [paragraph(title or _UNTITLED, "caption"), _table(series, rows, axes[0]), *told]


def _axes(root: Element) -> list[str]:
    """What the axes are called, that of the names first."""
    below = [_words(axis.find(C + "title")) for kind in _BELOW for axis in root.iter(C + kind)]
    beside = [_words(axis.find(C + "title")) for axis in root.iter(C + "valAx")]
    return [*(below or [""]), *beside]


def _table(series: list[_Series], rows: list[int], below: str) -> Table:
    """A column for each series; the names of the bars stand once where all have the same, under `below`."""
    columns: list[tuple[str, dict[int, str], str]] = []
    named: dict[int, str] = {}
    for one in series:
        if one.places and one.places != named:
            columns.append(("" if columns else below, one.places, "table"))
            named = one.places
        columns.append((one.name, one.values, "center"))
    head = Row(tuple(text_cell(name, "table_header") for name, _texts, _kind in columns), header=True)
    body = tuple(
        Row(tuple(text_cell(texts.get(row, ""), align="" if kind == "table" else kind) for _n, texts, kind in columns))
        for row in rows
    )
    share = (100.0 - _FIRST) / max(len(columns) - 1, 1)
    return Table((head, *body), tuple(share if kind == "center" else _FIRST for _n, _t, kind in columns))


def _read_series(one: Element, number: int) -> _Series:
    name = " ".join(filter(None, (clean_text(node.text or "").strip() for node in one.iterfind(f"{C}tx//{C}v"))))
    return _Series(name or _UNNAMED.format(number), dict(_points(one, _NAMES)), dict(_points(one, _NUMBERS)))


def _points(one: Element, kinds: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The texts by their places; of names in several levels the outer one stands first."""
    for source in (found for kind in kinds for found in one.iterfind(C + kind)):
        levels: dict[int, list[str]] = {}
        for cache in source.iter(C + "strCache", C + "numCache", C + "strLit", C + "numLit", C + "lvl"):
            code = cache.findtext(C + "formatCode") or ""
            for point in cache.iterfind(C + "pt"):
                text = clean_text(point.findtext(C + "v") or "").strip()
                plain = cache.tag in (C + "numCache", C + "numLit")
                place = integer(point.get("idx"))
                levels.setdefault(place, []).insert(0, _number(text, code) if plain else text)
        yield from ((place, " ".join(texts)) for place, texts in levels.items())


def _number(text: str, code: str) -> str:
    """A number as people write it; a share as percent where the chart shows it so."""
    try:
        value = float(text)
    except ValueError:
        return text
    if not math.isfinite(value):
        return text
    percent = "%" in code
    shown = f"{value * 100 if percent else value:.6g}"
    return (shown if "e" not in shown else text).replace(".", ",") + ("\u00a0%" if percent else "")


def _words(element: Element | None) -> str:
    """The text of a title."""
    if element is None:
        return ""
    found = [clean_text(node.text or "") for node in element.iter(A + "t", C + "v")]
    return " ".join("".join(found).split())
