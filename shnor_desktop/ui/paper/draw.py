"""Drawing a laid-out page with any painter: screen, printer, PDF."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from shnor_desktop.services.documents.tree import NO_PICTURE
from shnor_desktop.ui.paper.fonts import FontBook
from shnor_desktop.ui.paper.pages import POINT, Look, Page, Pages, PictureItem, TextItem
from shnor_desktop.ui.paper.pictures import load_picture

RULE_WIDTH = 0.5 * POINT
LINK_COLOUR = QColor("#0563c1")
"""As in Word."""

KEPT_PICTURES = 8
_NOTE = Look(round(9 * POINT))
_ONLY_IN_WORD = (".emf", ".wmf")
"""Drawings of Windows: they go into the Word file as they are, Qt cannot show them."""


class Kit:
    """Fonts and pictures for drawing one document; belongs to the thread that made it."""

    def __init__(self, pages: Pages) -> None:
        self.fonts = FontBook()
        self._media = pages.media
        self._pictures: OrderedDict[tuple[str, float, float], QImage | None] = OrderedDict()

    def picture(self, item: PictureItem) -> QImage | None:
        """The pixels of a picture, the last few kept; None where it cannot be shown."""
        key = (item.name, item.width, item.height)
        if key in self._pictures:
            self._pictures.move_to_end(key)
        else:
            data = self._media.get(item.name, b"")
            self._pictures[key] = load_picture(data, item.width, item.height)
            if len(self._pictures) > KEPT_PICTURES:
                self._pictures.popitem(last=False)
        return self._pictures[key]


def draw_page(painter: QPainter, page: Page, kit: Kit, visible: QRectF | None = None) -> None:
    """Draw a page with a painter set to twips from the page's corner; only what touches `visible` if given."""
    for fill in page.fills:
        painter.fillRect(QRectF(*fill.area), QColor(fill.colour))
    painter.setPen(_pen(painter))
    for rule in page.rules:
        painter.drawLine(QPointF(rule.x1, rule.y1), QPointF(rule.x2, rule.y2))
    for picture in page.pictures:
        _draw_picture(painter, picture, kit)
    painter.setPen(Qt.GlobalColor.black)
    texts = page.texts if page.number is None else (page.number, *page.texts)
    font_key: tuple[Look, float] | None = None
    for item in texts:
        if visible is not None and not visible.top() <= item.y <= visible.bottom() + item.look.size:
            continue
        if (item.look, item.stretch) != font_key:
            font_key = (item.look, item.stretch)
            painter.setFont(kit.fonts.font(*font_key))
            painter.setPen(LINK_COLOUR if item.look.link else Qt.GlobalColor.black)
        if item.squeeze == 1.0:
            painter.drawText(QPointF(item.x, item.y), item.text)
        else:
            _draw_squeezed(painter, item)


def _pen(painter: QPainter) -> QPen:
    """Half a point, but a whole dot of the device at least: thinner lines come out grey or not at all."""
    dot = 1 / max(abs(painter.worldTransform().m11()), 1e-6)
    pen = QPen(Qt.GlobalColor.black, max(RULE_WIDTH, dot))
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    return pen


def _draw_squeezed(painter: QPainter, item: TextItem) -> None:
    painter.save()
    painter.translate(item.x, item.y)
    painter.scale(item.squeeze, 1.0)
    painter.drawText(QPointF(0, 0), item.text)
    painter.restore()


def _draw_picture(painter: QPainter, item: PictureItem, kit: Kit) -> None:
    place = QRectF(item.x, item.y, item.width, item.height)
    image = kit.picture(item)
    if image is not None:
        painter.drawImage(place, image)
        return
    painter.drawRect(place)
    painter.setFont(kit.fonts.font(_NOTE))
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    words = f"{NO_PICTURE} {item.alt}".strip()
    if item.name.lower().endswith(_ONLY_IN_WORD):
        words += "\nвиден в документе Word"
    painter.drawText(place, flags, words)
