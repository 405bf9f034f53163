"""A page of the guide: Markdown made pleasant to read, pictures as wide as the page, letters as large as wished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ..colours import colours

_MARGIN = 26
_LINE_HEIGHT = 125.0
_POINTS = 11
_ZOOMS = (-3, 9)
_HEADING_SPACE = 14
_BLOCK_SPACE = 7


class GuideView(QTextBrowser):
    """Shows pages by their files; links lead from one to another, as the browser's own history does."""

    page_shown = Signal(str)
    """The name of the page that stands there now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Страница руководства")
        self.setOpenExternalLinks(False)
        self._zoom = 0
        self._url = QUrl()  # of the page that stands there: `source` is a page behind while one is being shown
        self._pictures: dict[str, QImage] = {}
        font = self.font()
        font.setPointSize(_POINTS)
        self.document().setDefaultFont(font)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self.fit_pictures)
        self.sourceChanged.connect(self._changed)

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return Path(self._url.path()).stem

    def show_page(self, path: Path) -> None:
        """Show the page in this file, from its beginning."""
        url = QUrl.fromLocalFile(str(path))
        if url != self._url:
            self.setSource(url, QTextDocument.ResourceType.MarkdownResource)

    # size

    def zoom(self, step: int) -> None:
        """Larger (+1) or smaller (−1) letters; 0 gives their first size back."""
        wanted = max(_ZOOMS[0], min(self._zoom + step, _ZOOMS[1])) if step else 0
        font = self.document().defaultFont()
        font.setPointSize(_POINTS + wanted)
        self.document().setDefaultFont(font)
        self._zoom = wanted

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel with Ctrl changes the size of the letters."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.zoom(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        self._fit.start()

    def fit_pictures(self) -> None:
        """Make every picture at most as wide as the page, smoothly scaled."""
        room = self.viewport().width() - 2 * _MARGIN
        ratio = self.devicePixelRatioF()
        for name in {fragment.charFormat().toImageFormat().name() for fragment in self._images()}:
            whole = self._picture(name)
            if whole.isNull() or room < 50:
                continue
            width = round(min(whole.width(), room) * ratio)
            shown = whole.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(ratio)
            address = self.document().baseUrl().resolved(QUrl(name))  # under this the document looks for it
            self.document().addResource(QTextDocument.ResourceType.ImageResource, address, shown)
        self.document().markContentsDirty(0, self.document().characterCount())

    def _picture(self, name: str) -> QImage:
        if name not in self._pictures:
            self._pictures[name] = QImage(self._url.resolved(QUrl(name)).toLocalFile())
        return self._pictures[name].copy()

    def _images(self) -> Iterator[QTextFragment]:
        return (found for found in self._fragments() if found.charFormat().isImageFormat())

    # search

    def find_text(self, text: str, *, back: bool = False) -> bool:
        """Go to the next place of a text on this page; all its places are marked."""
        self.mark(text)
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        return bool(text) and self.find(text, flags)

    def mark(self, text: str) -> int:
        """Mark every place of a text on this page; how many there are."""
        look = QTextCharFormat()
        look.setBackground(QColor(colours().mark))
        marks = []
        cursor = self.document().find(text) if text else QTextCursor()
        while not cursor.isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
            cursor = self.document().find(text, cursor)
        self.setExtraSelections(marks)
        return len(marks)

    # look

    def _changed(self, url: QUrl) -> None:
        self._url = url
        self.setExtraSelections([])
        self.document().setDocumentMargin(_MARGIN)
        cursor = QTextCursor(self.document())
        for block in self._blocks():
            cursor.setPosition(block.position())
            self._space(cursor, block)
        for fragment in list(self._fragments()):
            self._dress(cursor, fragment)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _frame_table(frame)
        self.fit_pictures()
        self.page_shown.emit(self.page)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _fragments(self) -> Iterator[QTextFragment]:
        for block in self._blocks():
            walker = block.begin()
            while not walker.atEnd():
                yield walker.fragment()
                walker += 1

    def _space(self, cursor: QTextCursor, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        in_table = cursor.currentTable() is not None
        look = QTextBlockFormat()
        first = block.begin()
        if not first.atEnd() and first.fragment().charFormat().isImageFormat():  # an empty block has no fragment
            look.setBottomMargin(_HEADING_SPACE)
            cursor.mergeBlockFormat(look)
            return
        look.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        look.setTopMargin(0 if in_table else _HEADING_SPACE if level > 1 else 0)
        look.setBottomMargin(0 if in_table else _BLOCK_SPACE)
        cursor.mergeBlockFormat(look)

    def _dress(self, cursor: QTextCursor, fragment: QTextFragment) -> None:
        """Keys look like keys; links have the program's colour."""
        was = fragment.charFormat()
        look = QTextCharFormat()
        if was.fontFixedPitch():
            look.setFontFixedPitch(False)
            look.setFontFamilies(self.document().defaultFont().families())
            look.setBackground(QColor(colours().hover))
        elif was.isAnchor():
            look.setForeground(QColor(colours().link))
        elif not was.isImageFormat():
            return
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)


def _frame_table(table: QTextTable) -> None:
    look = table.format()
    look.setCellPadding(4)
    look.setCellSpacing(0)
    look.setBorder(1)
    look.setBorderCollapse(True)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(QColor(colours().line)))
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setTopMargin(_BLOCK_SPACE)
    look.setBottomMargin(_HEADING_SPACE)
    table.setFormat(look)
    head = QTextCharFormat()
    head.setProperty(QTextFormat.Property.BackgroundBrush, QBrush(QColor(colours().header)))
    for column in range(table.columns()):
        table.cellAt(0, column).setFormat(head)
