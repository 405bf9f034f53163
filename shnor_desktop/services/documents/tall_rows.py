"""How high texts will be, reckoned without a screen: rows higher than a page are not kept whole.

Word would leave most of the page above such a row empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil

from shnor_desktop.services.documents.letter_widths import word_width
from shnor_desktop.services.documents.styles import Style
from shnor_desktop.services.documents.tree import Block, Paragraph

_POINT_MM = 25.4 / 72
_LINE = 1.15
_SPACE = 250
_FEW_LETTERS = 400
"""So many fill no page, in however narrow a column."""


def taller(blocks: Iterable[Block], width: float, height: float, styles: Mapping[str, Style]) -> bool:
    """Whether the paragraphs among `blocks` need more than `height` in a column so wide; millimetres."""
    texts = [block for block in blocks if isinstance(block, Paragraph)]
    letters = 20 * len(texts)
    for text in texts:  # nearly all cells end here: no generators
        for run in text.runs:
            letters += len(run.text)
    if letters < _FEW_LETTERS:
        return False
    needed = 0.0
    for text in texts:
        needed += _height(text, width, styles.get(text.style, styles["table"]))
        if needed > height:
            return True
    return False


def lines_height(text: Paragraph, width: float, style: Style) -> float:
    """How high the lines of a paragraph are together, without the space around it; millimetres."""
    size = style.size * _POINT_MM
    room = max(width - style.left, size)
    lines = sum(max(ceil(_width(line, style) * size / room), 1) for line in text.text.split("\n"))
    return lines * size * _LINE * style.line


def _height(text: Paragraph, width: float, style: Style) -> float:
    return lines_height(text, width, style) + (style.before + style.after) * _POINT_MM


def _width(line: str, style: Style) -> float:
    """How long a line would be, in sizes of its letters."""
    words = line.split()
    return (sum(word_width(word, style.bold, style.italic) for word in words) + _SPACE * len(words)) / 1000
