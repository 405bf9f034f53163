"""Placing what stands on a line: left, right, centred, justified, or squeezed where it is too wide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from shnor_desktop.ui.paper.pages import Look, TextItem

SLACK = 2.0
"""Rounding may make a line this much longer than its room: a tenth of a point."""

MOST_SQUEEZED = 0.01
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")


class Shape(NamedTuple):
    """The room a paragraph has: indents and width, alignment, line spacing."""

    width: float
    left: float = 0.0
    first: float = 0.0  # added to `left` on the first line
    right: float = 0.0
    align: str = "left"
    spacing: float = 1.0


class Stretch(NamedTuple):
    """A part of a line of one look and without tabs; `x` counts from the line's beginning."""

    x: float
    width: float
    text: str
    look: Look
    after_tab: bool = False


def placed(stretches: Sequence[Stretch], left: float, room: float, baseline: float, align: str) -> tuple[TextItem, ...]:
    """The stretches of a line as items; `align` is "justify" only for lines whose spaces are to be widened."""
    if not stretches:
        return ()
    free = room - max([stretch.x + stretch.width for stretch in stretches])
    if free < -SLACK:
        return _squeezed(stretches, left, baseline, max(room / (room - free), MOST_SQUEEZED))
    free = max(free, 0.0)
    if align == "justify":
        return _justified(stretches, left, baseline, free)
    if align == "right":
        left += free
    elif align == "center":
        left += free / 2
    return tuple([TextItem(left + x, baseline, text, look, width) for x, width, text, look, _tab in stretches])


def _squeezed(stretches: Sequence[Stretch], left: float, baseline: float, scale: float) -> tuple[TextItem, ...]:
    """Letters made narrower: only where a single one is wider than its column."""
    return tuple(
        TextItem(left + x * scale, baseline, text, look, width * scale, 0.0, scale)
        for x, width, text, look, _tab in stretches
    )


def _justified(stretches: Sequence[Stretch], left: float, baseline: float, free: float) -> tuple[TextItem, ...]:
    """Spaces after the last tab share what is free; neighbouring spaces count as one, as in Qt."""
    tab = max((index for index, stretch in enumerate(stretches) if stretch.after_tab), default=0)
    counts = [len(_SPACES.findall(stretch.text)) if index >= tab else 0 for index, stretch in enumerate(stretches)]
    extra = free / max(sum(counts), 1)
    items = []
    for (x, width, text, look, _tab), count in zip(stretches, counts, strict=True):
        items.append(TextItem(left + x, baseline, text, look, width + count * extra, extra if count else 0.0))
        left += count * extra
    return tuple(items)
