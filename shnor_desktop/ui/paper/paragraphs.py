"""Paragraphs and headings as lines: styles, indents, list markers, widows and orphans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from shnor_desktop.services.documents.links import safe_link
from shnor_desktop.services.documents.list_numbers import ListItem, marker_text
from shnor_desktop.services.documents.styles import LIST_INDENT_MM, STYLES, Style
from shnor_desktop.services.documents.tree import Heading, Paragraph, Run
from shnor_desktop.ui.paper.align import Shape
from shnor_desktop.ui.paper.bricks import Line
from shnor_desktop.ui.paper.measure import SetLine, TextSetter
from shnor_desktop.ui.paper.pages import POINT, Look, TextItem, mm
from shnor_desktop.ui.paper.units import Piece

MOST_INDENT = 0.5
"""Indents take at most this share of the width: deep lists in narrow cells stay readable."""


class Hang(NamedTuple):
    """A list item's marker, where it begins and where its text does."""

    marker: str
    start: float
    text: float


def paragraph_lines(
    setter: TextSetter,
    item: Paragraph,
    width: float,
    place: ListItem | None = None,
    styles: Mapping[str, Style] = STYLES,
    corner: float = 0.0,
) -> list[Line]:
    """The lines of a paragraph; `place` is its place in a list.

    A mark of the upper right corner begins `corner` millimetres from the left.
    """
    style = styles[item.style]
    if style.corner:
        style = replace(style, left=corner)
    hang = _hang(style, place.level, width, marker_text(place)) if place else None
    lines = _lines(setter, item.runs, style, item.align or style.align, width, hang)
    if item.keep:
        for line in lines:
            line.keep = True
    if item.lift:
        lines[0].before = item.lift * POINT
    return _sourced(lines, item.source, width)


def heading_lines(
    setter: TextSetter, heading: Heading, width: float, index: int = -1, styles: Mapping[str, Style] = STYLES
) -> list[Line]:
    """The lines of a heading, the `index`-th of the document; they stay with what follows."""
    style = styles[f"heading{min(max(heading.level, 1), 4)}"]
    number = (Run(f"{heading.number} "),) if heading.number else ()
    lines = _lines(setter, (*number, *heading.runs), style, style.align, width, None)
    lines[0].heading = index
    for line in lines:
        line.keep = True
    return _sourced(lines, heading.source, width)


def _sourced(lines: list[Line], source: str, width: float) -> list[Line]:
    """The lines, each knowing where its text comes from."""
    if source:
        for line in lines:
            line.source, line.width = source, width
    return lines


def look_of(style: Style, bold: bool = False, italic: bool = False) -> Look:
    """The look of a run in a style."""
    return Look(round(style.size * POINT), style.bold or bold, style.italic or italic, family=style.font)


def pieces_of(runs: Sequence[Run], style: Style) -> list[Piece]:
    """Runs as pieces of one look each, at least one; neighbours of the same look become one."""
    pieces: list[Piece] = []
    for run in runs:
        text = run.text.upper() if style.upper else run.text
        look = look_of(style, run.bold, run.italic)
        if run.link:
            look = look._replace(link=safe_link(run.link))
        if pieces and pieces[-1].look == look:
            pieces[-1] = Piece(pieces[-1].text + text, look)
        elif text:
            pieces.append(Piece(text, look))
    return pieces or [Piece("", look_of(style))]


def _hang(style: Style, level: int, width: float, marker: str) -> Hang:
    step = mm(LIST_INDENT_MM)
    text = min(max(mm(style.left), step) + step * level, width * MOST_INDENT)
    return Hang(marker, max(text - step, 0.0), text)


def _lines(
    setter: TextSetter, runs: Sequence[Run], style: Style, align: str, width: float, hang: Hang | None
) -> list[Line]:
    left = hang.text if hang else min(mm(style.left), width * (MOST_INDENT if not style.corner else 1.0))
    first = 0.0 if hang else min(mm(style.first_line), width - left) * (1 if align in ("justify", "left") else 0)
    first = min(first, (width - left) * MOST_INDENT)
    mark = None
    if hang:
        look = look_of(style)
        size = setter.fonts.width(hang.marker, look)
        mark = TextItem(hang.start, 0.0, hang.marker, look, size)
        first = min(max(hang.start + size + setter.fonts.width(" ", look) - left, 0.0), (width - left) * MOST_INDENT)
        if size > left + first - hang.start:  # a deep list in a narrow cell
            mark = mark._replace(width=left + first - hang.start, squeeze=(left + first - hang.start) / size)
    set_lines = setter.lines(pieces_of(runs, style), Shape(width, left, first, 0.0, align, style.line))
    lines = [Line(line.height, line.texts, spare=line.spare) for line in set_lines]
    if mark:
        lines[0].texts = (_beside(mark, set_lines[0], setter, style), *lines[0].texts)
    _spaced(lines, style)
    return lines


def _beside(mark: TextItem, line: SetLine, setter: TextSetter, style: Style) -> TextItem:
    """The marker on the baseline of its line."""
    baseline = line.texts[0].y if line.texts else setter.fonts.line(mark.look).ascent
    return mark._replace(y=baseline)


def _spaced(lines: Sequence[Line], style: Style) -> None:
    """Space around the paragraph, and lines that stay together: at least two at either end of a page."""
    lines[0].before = style.before * POINT
    lines[-1].after = style.after * POINT
    if len(lines) > 1:
        lines[0].keep = lines[-2].keep = True
    if style.keep_next:
        for line in lines:
            line.keep = True
