"""How blocks look in the editor, and the properties under which the text remembers what it stands for.

The looks are for the eye only. Bold of the person's own is weight 700; a style that is bold by itself is shown with
600, so that both can be told apart.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from ...services.documents.column_widths import fit_columns
from ...services.documents.list_numbers import marker_of
from ...services.documents.styles import STYLES
from ...services.documents.tree import Heading, Paragraph, Run, Table
from ...services.documents.tree_json import dump_blocks, load_blocks
from ..colours import colours

_FORMAT = QTextFormat.Property
_USER = int(_FORMAT.UserProperty.value)

SHAPE = _USER + 1
"""Block property: the paragraph or heading without its runs, as JSON."""

NODE = _USER + 2
"""Property of blocks, objects and tables: the number of the original."""

HEADER = _USER + 3
"""Cell property: the row is a header row."""

BOUND = _USER + 4
"""Property of letters: the key of the value of the results that they say."""

SHADED = _USER + 5
"""Cell property: the cell stands out."""

MARKER = _USER + 6
"""List property: the look of a number that Qt cannot write, like «а)»."""

Shape = Paragraph | Heading

_EDITOR_MM = 120.0
"""A table in a narrow editor, in letters of 10 points: about 450 pixels."""

_WIDER = 1.12
"""Letters of the window beside those of Times New Roman, by which columns are fitted."""

OWN_BOLD = int(QFont.Weight.Bold)
STYLE_BOLD = int(QFont.Weight.DemiBold)
_BETWEEN = (OWN_BOLD + STYLE_BOLD) // 2

_ALIGN = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignLeft,  # wide gaps are for paper
    "left": Qt.AlignmentFlag.AlignLeft,
}
_NUMBER_STYLES = {
    "a": QTextListFormat.Style.ListLowerAlpha,
    "i": QTextListFormat.Style.ListLowerRoman,
    "I": QTextListFormat.Style.ListUpperRoman,
    "A": QTextListFormat.Style.ListUpperAlpha,
}
_CYRILLIC = ("russianLower", "russianUpper")
_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)


@lru_cache(maxsize=512)
def dump_shape(shape: Shape) -> str:
    """A paragraph or heading without its runs, as it is kept in the text."""
    return dump_blocks((dataclasses.replace(shape, runs=()),))


@lru_cache(maxsize=512)
def _load_shape(text: str) -> Shape | None:
    blocks = load_blocks(text)
    return blocks[0] if blocks and isinstance(blocks[0], Paragraph | Heading) else None


def shape_of(block: QTextBlock) -> Shape | None:
    """What a text block stands for; None for the empty ones that Qt puts around tables."""
    text = block.blockFormat().property(SHAPE)
    return _load_shape(str(text)) if text else None


def shown_bold(shape: Shape | None) -> bool:
    """Whether the style itself is bold."""
    if isinstance(shape, Heading):
        return True
    style = STYLES.get(shape.style) if shape else None
    return bool(style and style.bold)


def block_look(shape: Shape, number: int) -> QTextBlockFormat:
    """The look of a paragraph or heading, with what it stands for."""
    look = QTextBlockFormat()
    look.setProperty(SHAPE, dump_shape(shape))
    if number:
        look.setProperty(NODE, number)
    look.setBottomMargin(4)
    if isinstance(shape, Heading):
        look.setHeadingLevel(min(max(shape.level, 1), 6))
        look.setTopMargin(10)
        return look
    style = STYLES.get(shape.style, STYLES["body"])
    look.setAlignment(_ALIGN.get(shape.align or style.align, Qt.AlignmentFlag.AlignLeft))
    return look


def run_look(run: Run, shape: Shape | None) -> QTextCharFormat:
    """The look of a run inside a paragraph."""
    look = QTextCharFormat()
    look.setFontWeight(OWN_BOLD if run.bold else STYLE_BOLD if shown_bold(shape) else int(QFont.Weight.Normal))
    look.setFontItalic(run.italic)
    if isinstance(shape, Heading):
        look.setProperty(QTextFormat.Property.FontSizeAdjustment, max(3 - shape.level, 0))
    if run.link:
        look.setAnchor(True)
        look.setAnchorHref(run.link)
        look.setForeground(QColor(colours().link))
        look.setFontUnderline(True)
    if run.bound:
        _show_bound(look, run.bound)
    return look


def _show_bound(look: QTextCharFormat, key: str) -> None:
    """Dots under a value of the results; where it is from is told when the mouse rests on it."""
    from ...services.results.bound_values import origin_of  # with the first such value

    look.setProperty(BOUND, key)
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(QColor(colours().soft))
    look.setToolTip(f"Из результатов. {origin_of(key)}")


def unbound(look: QTextCharFormat) -> QTextCharFormat:
    """The same look without what makes it a value of the results."""
    plain = QTextCharFormat(look)
    for name in (BOUND, int(_FORMAT.TextUnderlineStyle.value), int(_FORMAT.TextUnderlineColor.value)):
        plain.clearProperty(name)
    plain.clearProperty(int(_FORMAT.TextToolTip.value))
    return plain


def bound_key(look: QTextCharFormat) -> str:
    """The key of the value that letters of this look say; empty for plain ones."""
    return str(look.property(BOUND) or "")


def is_own_bold(look: QTextCharFormat) -> bool:
    """Whether text is bold by the person's wish, not by its style."""
    return look.fontWeight() > _BETWEEN


def run_of(text: str, look: QTextCharFormat) -> Run:
    """A run as its look says."""
    return Run(
        text, is_own_bold(look), look.fontItalic(), look.anchorHref() if look.isAnchor() else "", bound_key(look)
    )


def list_look(shape: Paragraph) -> QTextListFormat:
    """The look of a list that begins with this item; Qt knows no Cyrillic letters, the editor paints them itself."""
    look = QTextListFormat()
    look.setIndent(shape.level + 1)
    if shape.list == "bullet":
        look.setStyle(_BULLETS[shape.level % 3])
        return look
    look.setStart(max(shape.start, 1))
    if marker_of(shape.marker).kind in _CYRILLIC:
        look.setStyle(QTextListFormat.Style.ListStyleUndefined)
        look.setProperty(MARKER, shape.marker)
        return look
    look.setStyle(_NUMBER_STYLES.get(shape.marker[:1], QTextListFormat.Style.ListDecimal))
    look.setNumberSuffix(shape.marker[-1:] if shape.marker[-1:] in ".)" else ".")
    return look


def table_look(table: Table, number: int) -> QTextTableFormat:
    """The look of a table as wide as the text."""
    look = QTextTableFormat()
    look.setProperty(NODE, number)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 99))  # a full hundred makes a scroll bar
    look.setCellPadding(3)
    look.setCellSpacing(0)
    look.setBorderCollapse(True)
    look.setBorder(1 if table.borders else 0)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setTopMargin(4)
    look.setBottomMargin(8)
    look.setBorderBrush(QColor(colours().strong_line))
    widths = screen_widths(table, _EDITOR_MM)
    kind = QTextLength.Type.PercentageLength
    look.setColumnWidthConstraints([QTextLength(kind, 100 * width / sum(widths)) for width in widths])
    return look


def screen_widths(table: Table, total: float) -> tuple[float, ...]:
    """The columns of a table `total` mm wide in letters of 10 points: as on paper, with words that stay whole."""
    return fit_columns(table, total, wider=_WIDER).widths
