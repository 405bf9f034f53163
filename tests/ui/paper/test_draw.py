"""Drawn pages: ink where the items are and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from shnor_desktop.services.documents.tree import Block, Document, Part, Picture, Row, Table, paragraph, text_cell
from shnor_desktop.ui.paper.draw import Kit, draw_page
from shnor_desktop.ui.paper.pages import TWIPS_PER_INCH, Pages, mm, text_area
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.pictures import load_picture

DPI = 72
SCALE = DPI / TWIPS_PER_INCH


def png(colour: str, width: int = 40, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def drawn(pages: Pages, index: int = 0, visible: QRectF | None = None) -> QImage:
    page = pages.pages[index]
    image = QImage(round(page.size[0] * SCALE), round(page.size[1] * SCALE), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(SCALE, SCALE)
    draw_page(painter, page, Kit(pages), visible)
    painter.end()
    return image


def ink(image: QImage) -> QRectF:
    """The smallest rectangle, in twips, that holds everything not white."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    stride, data = grey.bytesPerLine(), bytes(grey.constBits())
    rows = [data[y * stride : y * stride + grey.width()] for y in range(grey.height())]
    ys = [y for y, row in enumerate(rows) if min(row) < 200]
    if not ys:
        return QRectF()
    xs = [x for y in ys for x, value in enumerate(rows[y]) if value < 200]
    box = QRectF(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)
    return QTransform.fromScale(1 / SCALE, 1 / SCALE).mapRect(box)


def lay(*blocks: Block, media: dict[str, bytes] | None = None) -> Pages:
    return layout_document(Document((Part(blocks),), media=media or {}))


def test_a_table_fills_the_width_between_the_margins():
    area = text_area(False)
    box = ink(drawn(lay(Table((Row((text_cell("щука " * 50), text_cell("Ёж"))),)))))
    pixel = 1 / SCALE
    assert abs(box.left() - area.left) <= pixel
    assert abs(box.right() - area.right) <= pixel
    assert box.top() >= area.top - pixel


def test_thin_lines_are_black_on_a_coarse_screen_too():
    pages = lay(Table((Row((text_cell(""), text_cell(""))),)))
    image = drawn(pages)
    (left, *_others) = sorted(rule for rule in pages.pages[0].rules if rule.x1 == rule.x2)
    x, y = round(left.x1 * SCALE), round((left.y1 + left.y2) / 2 * SCALE)
    assert min(image.pixelColor(near, y).lightness() for near in range(x - 1, x + 2)) < 20


def test_letters_stand_on_their_baseline():
    pages = lay(paragraph("ННННН", "title_name"))
    (item,) = pages.pages[0].texts
    box = ink(drawn(pages))
    assert abs(box.bottom() - item.y) <= 1 / SCALE
    assert abs(box.left() - item.x) <= 2 / SCALE
    assert abs(box.width() - item.width) <= 3 / SCALE


def test_a_picture_is_shown_in_its_colours():
    pages = lay(Picture("a", 50, 25), media={"a": png("#c01020")})
    (picture,) = pages.pages[0].pictures
    image = drawn(pages)
    centre = image.pixelColor(
        round((picture.x + picture.width / 2) * SCALE), round((picture.y + picture.height / 2) * SCALE)
    )
    assert centre == QColor("#c01020")
    assert (picture.width, picture.height) == (mm(50), mm(25))


def test_a_picture_that_cannot_be_read_leaves_a_frame_with_a_note():
    broken = png("#c01020")[:40]  # a whole header, nothing behind it
    for media in ({}, {"a": b""}, {"a": b"\x01\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 40}, {"a": broken}):
        pages = lay(Picture("a", 60, 30), media=media)
        (picture,) = pages.pages[0].pictures
        box = ink(drawn(pages))
        assert abs(box.width() - picture.width) <= 3 / SCALE
        assert abs(box.height() - picture.height) <= 3 / SCALE


def test_a_huge_picture_is_not_decoded():
    header = png("#000000")
    width = (100_000).to_bytes(4, "big")
    assert load_picture(header[:16] + width + width + header[24:], 1000, 1000) is None


def test_a_large_picture_is_read_at_print_resolution():
    image = load_picture(png("#336699", 3000, 1500), 1440 * 2, 1440)
    assert image is not None
    assert (image.width(), image.height()) == (601, 301)


def test_only_what_is_visible_is_drawn():
    pages = lay(*[paragraph(f"строка {number}", "plain") for number in range(40)])
    area = text_area(False)
    upper = QRectF(area.left, area.top, area.width, area.height / 4)
    box = ink(drawn(pages, visible=upper))
    assert box.top() < upper.center().y()
    assert box.bottom() < upper.bottom() + 600
    assert ink(drawn(pages)).bottom() > area.top + area.height / 2


def test_the_page_number_is_drawn_above_the_text():
    long = lay(*[paragraph("строка", "plain") for _line in range(50)])
    assert ink(drawn(long, 0)).top() > text_area(False).top
    assert mm(10) < ink(drawn(long, 1)).top() < mm(16)
