"""How cells are painted and edited: wrapped text, group rows, bars, and editors that feel like a spreadsheet's."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from .itemmodels.rows import LOOK, Look, RowsModel
from .theme import LIGHT
from .widgets.cell_editor import CellEditor, ChoiceEditor

Index = QModelIndex | QPersistentModelIndex

PADDING = 5
"""Pixels between a cell's edge and its text."""

SUB_INDENT = 14
_ALIGN = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
_INK = {"computed": LIGHT.soft, "good": LIGHT.good, "bad": LIGHT.error}
_GROUND = {"computed": LIGHT.header, "missing": LIGHT.warning_ground}
_BAR_REST = "#e4e9ef"
_BAR_PART = "#a9c5e8"
_BAR_DONE = "#9fceb3"


@lru_cache(maxsize=4096)
def laid_out(text: str, width: int, font_key: str, align: str) -> QStaticText:
    """Text wrapped to a width, long words too; kept, because every repaint asks for the same."""
    font = QFont()
    font.fromString(font_key)
    option = QTextOption(_ALIGN.get(align, Qt.AlignmentFlag.AlignLeft))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    static = QStaticText(text.replace("\n", "\u2028"))
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setTextOption(option)
    static.setTextWidth(max(width, 1))
    static.prepare(QTransform(), font)
    return static


def text_height(text: str, width: int, font: QFont) -> int:
    """The height that a text needs in a cell of that width, padding included."""
    room = width - 2 * PADDING - 1
    return int(laid_out(text, room, font.toString(), "").size().height() + 0.999) + 2 * PADDING + 1


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of every table of the program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor: QWidget | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text or bar, and a frame around the current cell."""
        look: Look = index.data(LOOK) or Look()
        rect, state = _rect(option), _state(option)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(_ground(look, selected=bool(state & QStyle.StateFlag.State_Selected))))
        if look.bar:
            paint_bar(painter, rect, look.percent, str(index.data() or ""))
        else:
            self._paint_text(painter, option, look, str(index.data() or ""), _indented(look, index))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    @staticmethod
    def _paint_text(painter: QPainter, option: QStyleOptionViewItem, look: Look, text: str, indent: int) -> None:
        if not text:
            return
        font = cell_font(_font(option), look.level)
        room = _rect(option).adjusted(PADDING + indent, PADDING, -PADDING - 1, -PADDING - 1)
        static = laid_out(f"— {text}" if indent else text, room.width(), font.toString(), look.align)
        top = room.top() + max((room.height() - static.size().height()) / 2, 0)
        painter.setFont(font)
        painter.setPen(QColor(_INK.get(look.tone, LIGHT.ink)))
        painter.drawStaticText(QPointF(room.left(), top), static)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list where the form gives choices, else a field that grows with its text."""
        model = index.model()
        assert isinstance(model, RowsModel)
        choices = model.choices(model.lines[index.row()], model.columns[index.column()].field)
        editor: ChoiceEditor | CellEditor
        editor = ChoiceEditor(choices, parent) if choices else CellEditor(parent)
        editor.finished.connect(self._finish)
        self.editor = editor
        return editor

    def _finish(self) -> None:
        editor = self.editor
        if editor is not None:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget the editor with which the view is done."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the stored text into the editor, unless it already holds something newer."""
        if isinstance(editor, CellEditor | ChoiceEditor) and not editor.changed:
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Hand the typed text to the model."""
        if isinstance(model, RowsModel) and isinstance(editor, CellEditor | ChoiceEditor):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The editor covers its cell."""
        editor.setGeometry(_rect(option))
        if isinstance(editor, CellEditor):
            editor.grow()


def cell_font(font: QFont, level: str) -> QFont:
    """Group rows are bold."""
    if level != "group":
        return font
    bold = QFont(font)
    bold.setBold(True)
    return bold


def paint_bar(painter: QPainter, cell: QRect, percent: int | None, text: str) -> None:
    """A small bar with the per cent in it; nothing where nobody said anything."""
    if percent is None and not text:
        return
    height = min(28, cell.height() - 8)
    bar = QRectF(cell.left() + 6, cell.center().y() - height / 2 + 0.5, cell.width() - 13, height)
    if percent is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_BAR_REST))
        painter.drawRoundedRect(bar, 3, 3)
        part = QRectF(bar)
        part.setWidth(bar.width() * min(percent, 100) / 100)
        painter.setBrush(QColor(_BAR_DONE if percent >= 100 else _BAR_PART))
        painter.drawRoundedRect(part, 3, 3)
    painter.setPen(QColor(LIGHT.ink))
    painter.drawText(bar, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), text)


def _ground(look: Look, *, selected: bool) -> str:
    if selected:
        return LIGHT.selected
    return LIGHT.group if look.level == "group" else _GROUND.get(look.tone, LIGHT.paper)


def _indented(look: Look, index: Index) -> int:
    model = index.model()
    if look.level != "sub" or not isinstance(model, RowsModel):
        return 0
    return SUB_INDENT if model.columns[index.column()].field == "text" else 0


def _rect(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _font(option: QStyleOptionViewItem) -> QFont:
    return QFont(option.font)
