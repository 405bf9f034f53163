"""Breaking text into lines: Qt's own line breaker, its result kept as plain items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine, QTextOption

from shnor_desktop.ui.paper.align import Shape, Stretch, placed
from shnor_desktop.ui.paper.fonts import FontBook, LineSize
from shnor_desktop.ui.paper.line_ends import LineEnds
from shnor_desktop.ui.paper.pages import Look, TextItem, mm
from shnor_desktop.ui.paper.units import LINE_BREAK, SOFT_HYPHEN, Piece, Units, is_easy, len16, plain, spans

TAB_MM = 12.5
NARROWEST = 0.3
"""Of the size of letters: text is hardly ever narrower a letter, so longer text need not be tried on one line."""

ALMOST = 1e-6
SURELY = 6.0
"""What is closer than this to the edge is left to the line breaker."""

_ENDS = " " + LINE_BREAK


class SetLine(NamedTuple):
    """A line with its items placed for an upper left corner at (0, 0).

    What wider spacing adds lies below the letters, as in Word; `spare` is that part of the height.
    """

    height: float
    texts: tuple[TextItem, ...]
    spare: float = 0.0


class TextSetter:
    """Breaks paragraphs into lines; belongs to the thread that made it."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self._ends = LineEnds(fonts)
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._option.setTabStopDistance(mm(TAB_MM))

    def lines(self, pieces: Sequence[Piece], shape: Shape) -> list[SetLine]:
        """The lines of a paragraph, at least one; `pieces` holds at least one piece, perhaps an empty one."""
        pieces = [Piece(plain(piece.text), piece.look) for piece in pieces]
        text = "".join([piece.text for piece in pieces])
        if len(pieces) == 1 and (line := self._one_line(text, pieces[0].look, shape)) is not None:
            return [line]
        broken = "".join([self._ends.shown(piece.text, piece.look) for piece in pieces])
        layout = QTextLayout(broken, self.fonts.font(pieces[0].look))
        layout.setTextOption(self._option)
        if len(pieces) > 1:
            layout.setFormats(list(self._formats(pieces)))
        if len(pieces) == 1 and is_easy(text):
            return self._easy_lines(layout, text, pieces[0].look, shape)
        return self._lines(layout, text, pieces, shape)

    def _one_line(self, text: str, look: Look, shape: Shape) -> SetLine | None:
        """A text of one look that surely fits on one line, as in most cells of tables: nobody need break it."""
        left = shape.left + shape.first
        room = shape.width - shape.right - left
        if len(text) * look.size * NARROWEST > room or LINE_BREAK in text or not is_easy(text):
            return None
        shown = text.rstrip(_ENDS)
        width = self.fonts.width(shown, look)
        if width > room - SURELY:
            return None
        size = self.fonts.line(look)
        height = _height(size, shape.spacing)
        stretches = [Stretch(0.0, width, shown, look)] if shown else []
        align = _line_align(shape, text, last=True)
        return SetLine(height, placed(stretches, left, room, size.ascent, align), height - sum(size))

    def _formats(self, pieces: Sequence[Piece]) -> Iterator[QTextLayout.FormatRange]:
        for start, end, look in spans(pieces):
            char_format = QTextCharFormat()
            char_format.setFont(self.fonts.font(look))
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, end - start, char_format
            yield span

    def _easy_lines(self, layout: QTextLayout, text: str, look: Look, shape: Shape) -> list[SetLine]:
        """Lines of one look, all of one height: nearly every paragraph, so this way asks Qt for little."""
        size = self.fonts.line(look)
        height = _height(size, shape.spacing)
        spare = height - sum(size)
        same = layout.text() == text
        lines = []
        for line, left, room in _broken(layout, shape):
            start = line.textStart()
            end = start + line.textLength()
            content = text[start:end]
            shown = content.rstrip(_ENDS)
            width = line.naturalTextWidth() if same else self.fonts.width(shown, look)
            stretches = [Stretch(0.0, width, shown, look)] if shown else []
            align = _line_align(shape, content, end == len(text))
            lines.append(SetLine(height, placed(stretches, left, room, size.ascent, align), spare))
        return lines or [SetLine(height, (), spare)]

    def _lines(self, layout: QTextLayout, text: str, pieces: Sequence[Piece], shape: Shape) -> list[SetLine]:
        """Lines of several looks, with tabs, or of signs that another font has to lend."""
        units = Units(text)
        looks = spans(pieces)
        lines = []
        for line, left, room in _broken(layout, shape):
            start = line.textStart()
            end = start + line.textLength()
            content = units.cut(start, end)
            stretches = self._stretches(line, units, looks, start, start + len16(content.rstrip(_ENDS)))
            ascent, descent = line.ascent(), line.descent()
            for look in {stretch.look for stretch in stretches} or {looks[0][2]}:
                size = self.fonts.line(look)
                ascent, descent = max(ascent, size.ascent), max(descent, size.descent)
            size = LineSize(ascent, descent)
            height = _height(size, shape.spacing)
            align = _line_align(shape, content, end == looks[-1][1])
            lines.append(SetLine(height, placed(stretches, left, room, ascent, align), height - sum(size)))
        return lines

    def _stretches(
        self, line: QTextLine, units: Units, looks: Sequence[tuple[int, int, Look]], start: int, end: int
    ) -> list[Stretch]:
        """The line's text between `start` and `end` cut where the look changes and at tabs."""
        result = []
        for span_start, span_end, look in looks:
            position, stop = max(start, span_start), min(end, span_end)
            if position >= stop:
                continue
            for index, part in enumerate(units.cut(position, stop).split("\t")):
                following = position + len16(part)
                if part:
                    shown = part[:-1].replace(SOFT_HYPHEN, "") + part[-1].replace(SOFT_HYPHEN, "-")
                    x = min(_x(line, position), _x(line, following))
                    result.append(Stretch(x, self.fonts.width(shown, look), shown, look, index > 0))
                position = following + 1
        return result


def _broken(layout: QTextLayout, shape: Shape) -> Iterator[tuple[QTextLine, float, float]]:
    """The lines of a layout, each with its left edge and its room."""
    left = shape.left + shape.first
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        room = shape.width - shape.right - left
        line.setLineWidth(room)
        yield line, left, room
        left = shape.left
    layout.endLayout()


def _height(size: LineSize, spacing: float) -> float:
    """How high a line is; where the spacing is not single, in whole twips, as Word and LibreOffice count it."""
    single = size.ascent + size.descent
    return single if spacing == 1.0 else float(int(single * spacing + ALMOST))


def _line_align(shape: Shape, content: str, last: bool) -> str:
    """A line that ends a paragraph or is broken by hand is not justified."""
    if shape.align == "justify" and (last or content.endswith(LINE_BREAK)):
        return "left"
    return shape.align


def _x(line: QTextLine, position: int) -> float:
    """Where a position of the text lies in its line."""
    value: object = line.cursorToX(position)  # the binding gives a pair, its annotations say a number
    if isinstance(value, tuple):
        value = value[0]
    return value if isinstance(value, float) else 0.0
