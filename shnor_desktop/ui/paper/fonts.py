"""Fonts of the paper: one family list, sizes in twips, no hinting, so that a line is as long on screen as in print."""

from __future__ import annotations

import struct
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF, QRawFont

from shnor_desktop.services.documents.styles import FONT_FAMILY
from shnor_desktop.ui.paper.pages import Look

FAMILIES = (FONT_FAMILY, "Liberation Serif", "PT Serif", "DejaVu Serif")
"""Times New Roman and what stands in for it, the best first."""

SANS_FAMILIES = ("PT Sans", "Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans")

TWINS = {
    "arial": ("Liberation Sans", "Arimo"),
    "arial narrow": ("Liberation Sans Narrow",),
    "calibri": ("Carlito",),
    "calibri light": ("Carlito",),  # of headings alone: a line or two, as high
    "courier new": ("Liberation Mono", "Cousine"),
    "helvetica": ("Liberation Sans", "Arimo"),
}
"""Typefaces with letters of the same widths, for those that templates use most; only such as have Russian letters."""

_RUSSIAN = ord("ы")

LINE_HEIGHT = 1.15
"""Single line spacing of Times New Roman; some systems report it without the gap between the lines."""

_ROUNDED_UP = {200: 231.0}
"""Twips of a line by the size of its letters, where LibreOffice's rounding makes it longer: ten points, in tables."""


def line_height(size: int) -> float:
    """How high a single-spaced line of letters of that size is, in twips."""
    return _ROUNDED_UP.get(size, LINE_HEIGHT * size)


def measurable(family: str) -> bool:
    """Whether Russian text in this typeface is as long here as in Word: it or a twin of its is installed."""
    if not family:
        return True
    families = _families(family)
    font = QFont()
    font.setFamilies(list(families))
    found = QRawFont.fromFont(font)
    known = found.familyName().casefold() in {name.casefold() for name in families}
    return known and found.supportsCharacter(_RUSSIAN)


def _families(family: str) -> tuple[str, ...]:
    return (family, *TWINS.get(family.lower(), ()))


def _line_height(font: QFont) -> float:
    """How many twips a single-spaced line is high by the font itself, with the gap that some systems do not report."""
    raw = QRawFont.fromFont(font)
    lines = raw.fontTable("hhea").data()[4:10]
    if len(lines) < 6 or not raw.unitsPerEm():
        return QFontMetricsF(font).lineSpacing()
    ascent, descent, gap = struct.unpack(">hhh", lines)
    return float(round((ascent - descent + gap) / raw.unitsPerEm() * font.pixelSize()))


class LineSize(NamedTuple):
    """How much height a line of one look needs above and below its baseline."""

    ascent: float
    descent: float


class FontBook:
    """Fonts and their measures by look; belongs to the thread that made it."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[Look, float], QFont] = {}
        self._metrics: dict[Look, QFontMetricsF] = {}
        self._sizes: dict[Look, LineSize] = {}

    def font(self, look: Look, stretch: float = 0.0) -> QFont:
        """The font of a look, with `stretch` added to its spaces."""
        key = (look, stretch)
        font = self._fonts.get(key)
        if font is None:
            font = self._make(look)
            if stretch:
                font.setWordSpacing(stretch)  # nearly every justified line has its own: not worth keeping
            else:
                self._fonts[key] = font
        return font

    @staticmethod
    def _make(look: Look) -> QFont:
        font = QFont()
        own = _families(look.family) if look.family else ()
        font.setFamilies([*own, *(SANS_FAMILIES if look.sans else FAMILIES)])
        font.setStyleHint(QFont.StyleHint.SansSerif if look.sans else QFont.StyleHint.Serif)
        font.setPixelSize(max(look.size, 1))
        font.setBold(look.bold)
        font.setItalic(look.italic)
        font.setUnderline(bool(look.link))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setKerning(False)  # Word does not kern unless it is told to: lines would end elsewhere
        return font

    def metrics(self, look: Look) -> QFontMetricsF:
        """The measures of a look."""
        metrics = self._metrics.get(look)
        if metrics is None:
            metrics = self._metrics[look] = QFontMetricsF(self.font(look))
        return metrics

    def line(self, look: Look) -> LineSize:
        """The height of a single-spaced line; the gap between lines lies above the letters, as in Word."""
        size = self._sizes.get(look)
        if size is None:
            metrics = self.metrics(look)
            descent = metrics.descent()
            height = _line_height(self.font(look)) if look.family else line_height(look.size)
            size = self._sizes[look] = LineSize(max(metrics.ascent(), height - descent), descent)
        return size

    def width(self, text: str, look: Look) -> float:
        """How wide a text of one look is."""
        return self.metrics(look).horizontalAdvance(text)
