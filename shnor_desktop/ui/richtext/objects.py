"""Pictures in a text, and the boxes that stand for what cannot be edited."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextDocument, QTextImageFormat

from ...services.documents.tree import Block, Contents, PageBreak, Picture, ResultTable, Table
from ..colours import colours
from .looks import NODE

WIDEST = 480.0
"""Pixels that a picture takes in the editor at most."""

LIVE = "Таблица из результатов: меняется вместе с ними. Правая кнопка мыши – что с ней можно сделать"

_BOX = (440, 44)
_PIXELS_PER_MM = 96 / 25.4


def add_object(document: QTextDocument, block: Block, number: int, image: QImage) -> QTextImageFormat:
    """The look of the one character that stands for a picture or another block; its image goes to the document."""
    label = _label(block)
    look = QTextImageFormat()
    look.setProperty(NODE, number)
    look.setName(f"shnor:{number}")
    look.setToolTip(LIVE if isinstance(block, ResultTable) and not image.isNull() else label)
    if image.isNull():
        image = _box(label)
        width, height = float(_BOX[0]), float(_BOX[1])
    elif isinstance(block, ResultTable):
        size = image.deviceIndependentSize()
        width, height = size.width(), size.height()
    else:
        width, height = _size(block, image)
        if image.width() > 2 * width > 0:
            image = image.scaledToWidth(int(2 * width), Qt.TransformationMode.SmoothTransformation)
    look.setWidth(width)
    look.setHeight(height)
    document.addResource(int(QTextDocument.ResourceType.ImageResource.value), QUrl(look.name()), image)
    return look


def _size(block: Block, image: QImage) -> tuple[float, float]:
    assert isinstance(block, Picture)
    width = block.width_mm * _PIXELS_PER_MM or float(image.width())
    height = block.height_mm * _PIXELS_PER_MM or width * image.height() / max(image.width(), 1)
    scale = min(WIDEST / width, 1.0)
    return width * scale, height * scale


def _label(block: Block) -> str:
    if isinstance(block, PageBreak):
        return "Разрыв страницы"
    if isinstance(block, Contents):
        return f"{block.title}: составит программа"
    if isinstance(block, Table):
        return f"Таблица, строк: {len(block.rows)}. Она сохранится как есть"
    if isinstance(block, Picture):
        return f"Картинка «{block.alt}»" if block.alt else "Картинка"
    if isinstance(block, ResultTable):
        from ...services.results.bound_tables import title_of

        return f"{title_of(block.key) or 'Таблица результатов'}: таких результатов в файле нет"
    return "Сохранится как есть"


def _box(label: str) -> QImage:
    image = QImage(_BOX[0] * 2, _BOX[1] * 2, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.scale(2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colours().strong_line))
    painter.setBrush(QColor(colours().header))
    box = QRectF(0.5, 4.5, _BOX[0] - 1, _BOX[1] - 9)
    painter.drawRoundedRect(box, 5, 5)
    font = QFont(painter.font())
    font.setPixelSize(13)
    painter.setFont(font)
    painter.setPen(QColor(colours().soft))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), label)
    painter.end()
    return image
