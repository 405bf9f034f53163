"""The texts of table cells laid out: wrapped at words, long words too, and kept, because every repaint asks again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTextOption, QTransform

PADDING = 5
"""Pixels between a cell's edge and its text."""

_KEPT = 4096
_ALIGN = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
_laid_out: dict[tuple[str, int, str, str], QStaticText] = {}


def laid_out(text: str, width: int, font: QFont, align: str = "") -> QStaticText:
    """Text wrapped to a width."""
    key = (text, width, font.key(), align)
    static = _laid_out.get(key)
    if static is None:
        if len(_laid_out) >= _KEPT:
            _laid_out.clear()
        static = _laid_out[key] = _lay_out(text, width, font, align)
    return static


def text_height(text: str, width: int, font: QFont) -> int:
    """The height that a text needs in a cell of that width, padding included."""
    size = laid_out(text, width - 2 * PADDING - 1, font).size()
    return int(size.height() + 0.999) + 2 * PADDING + 1


def text_width(text: str, font: QFont) -> int:
    """The width of a cell in which no line of a text is wrapped, padding included."""
    metrics = QFontMetricsF(font)
    widest = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0.0)
    return int(widest + 0.999) + 2 * PADDING + 3


def cell_font(font: QFont, level: str) -> QFont:
    """Group rows are bold."""
    if level != "group":
        return font
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _lay_out(text: str, width: int, font: QFont, align: str) -> QStaticText:
    option = QTextOption(_ALIGN.get(align, Qt.AlignmentFlag.AlignLeft))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    static = QStaticText(text.replace("\n", "\u2028"))
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setTextOption(option)
    static.setTextWidth(max(width, 1))
    static.prepare(QTransform(), font)
    return static
