"""How cells are painted and edited: wrapped text, group rows, bars, and editors that feel like a spreadsheet's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .colours import colours
from .itemmodels.rows import LOOK, Look, RowsModel
from .widgets.cell_editor import DOWN, NEXT, PREVIOUS, CellEditor, ChoiceEditor
from .widgets.cell_text import PADDING, cell_font, laid_out
from .widgets.link_mark import LINKED, paint_link

Index = QModelIndex | QPersistentModelIndex

SUB_INDENT = 14
_LEAST_EDITOR = 190
_LEAVING: dict[int, str] = {
    Qt.Key.Key_Return: DOWN,
    Qt.Key.Key_Enter: DOWN,
    Qt.Key.Key_Tab: NEXT,
    Qt.Key.Key_Backtab: PREVIOUS,
}
_INK = {"computed": "soft", "good": "good", "bad": "error"}
_GROUND = {"computed": "header", "missing": "warning_ground"}
_HINTS = {
    NEXT: QAbstractItemDelegate.EndEditHint.EditNextItem,
    PREVIOUS: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of every table of the program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor: QWidget | None = None
        self.accepted = True
        """Whether the text last handed to the model was stored."""
        self.goes_on = False
        """Whether the next editor goes on with the text of its cell, as F2 does in spreadsheets."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text or bar; the current line is lit and the current cell has a frame."""
        look: Look = index.data(LOOK) or Look()
        rect = _rect(option)
        current = self._current()
        lit = bool(_state(option) & QStyle.StateFlag.State_Selected) or index.row() == current.row()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(_ground(look, lit=lit)))
        if look.bar:
            paint_bar(painter, rect, look.percent, str(index.data() or ""))
        else:
            self._paint_text(painter, option, look, str(index.data() or ""), _indented(look, index))
        if look.tone == LINKED:
            paint_link(painter, rect)
        if index == current:
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _current(self) -> QModelIndex:
        view = self.parent()
        return view.currentIndex() if isinstance(view, QAbstractItemView) else QModelIndex()

    @staticmethod
    def _paint_text(painter: QPainter, option: QStyleOptionViewItem, look: Look, text: str, indent: int) -> None:
        if not text:
            return
        font = cell_font(_font(option), look.level)
        room = _rect(option).adjusted(PADDING + indent, PADDING, -PADDING - 1, -PADDING - 1)
        static = laid_out(f"— {text}" if indent else text, room.width(), font, look.align)
        top = room.top() + max((room.height() - static.size().height()) / 2, 0)
        painter.setFont(font)
        painter.setPen(QColor(getattr(colours(), _INK.get(look.tone, "ink"))))
        painter.drawStaticText(QPointF(room.left(), top), static)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list where the form gives choices, else a field that grows with its text."""
        model = index.model()
        assert isinstance(model, RowsModel)
        line, field = model.lines[index.row()], model.columns[index.column()].field
        choices = model.choices(line, field)
        editor: ChoiceEditor | CellEditor
        editor = ChoiceEditor(choices, parent) if choices else CellEditor(parent)
        if isinstance(editor, CellEditor):
            editor.goes_on = self.goes_on
            editor.help_with(model, line, field)
        editor.finished.connect(self.finish)
        self.editor, self.accepted = editor, True
        return editor

    @property
    def held(self) -> bool:
        """Whether the open editor holds what the disk did not take: it stays until it is stored or given up."""
        view = self.parent()
        model = view.model() if isinstance(view, QAbstractItemView) else None
        return (
            self.editor is not None
            and not self.accepted
            and isinstance(model, RowsModel)
            and model.context.file.turned_away
        )

    def finish(self, where: str = "") -> None:
        """Store what stands in the open editor, close it and go on; one that is refused stays open to be mended."""
        editor, view = self.editor, self.parent()
        if editor is None:
            return
        self.commitData.emit(editor)
        if not self.accepted:
            return
        self.editor = None  # a list that loses the keyboard says once more that it was chosen from
        self.closeEditor.emit(editor, _HINTS.get(where, QAbstractItemDelegate.EndEditHint.NoHint))
        if where == DOWN and isinstance(view, QAbstractItemView):
            view.setCurrentIndex(_next_entry(view.currentIndex()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab in a list lead on from here: Qt would store its text once more when the list is gone."""
        if isinstance(watched, ChoiceEditor) and watched is self.editor and isinstance(event, QKeyEvent):
            where = _LEAVING.get(event.key())
            if where and event.type() == QEvent.Type.KeyPress:
                self.finish(where)
                return True
        return super().eventFilter(watched, event)

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
            self.accepted = model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The editor covers its cell, and more where the cell is too narrow to write in."""
        rect, viewport = _rect(option), editor.parentWidget()
        if isinstance(editor, CellEditor) and viewport is not None:
            room = viewport.width()
            rect.setWidth(min(max(rect.width(), _LEAST_EDITOR), room))
            rect.moveLeft(max(min(rect.left(), room - rect.width()), 0))
        editor.setGeometry(rect)
        if isinstance(editor, CellEditor):
            editor.grow()


def _next_entry(index: QModelIndex) -> QModelIndex:
    """The next cell down the column that can be typed into; the one below where there is none, the same at the end."""
    below = index.siblingAtRow(index.row() + 1)
    place = below
    while place.isValid():
        if place.flags() & Qt.ItemFlag.ItemIsEditable:
            return place
        place = place.siblingAtRow(place.row() + 1)
    return below if below.isValid() else index.siblingAtRow(index.row())


def paint_bar(painter: QPainter, cell: QRect, percent: int | None, text: str) -> None:
    """A small bar with the per cent in it; nothing where nobody said anything."""
    if percent is None and not text:
        return
    height = min(28, cell.height() - 8)
    bar = QRectF(cell.left() + 6, cell.center().y() - height / 2 + 0.5, cell.width() - 13, height)
    if percent is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().bar_rest))
        painter.drawRoundedRect(bar, 3, 3)
        part = QRectF(bar)
        part.setWidth(bar.width() * min(percent, 100) / 100)
        painter.setBrush(QColor(colours().bar_done if percent >= 100 else colours().bar_part))
        painter.drawRoundedRect(part, 3, 3)
    painter.setPen(QColor(colours().ink))
    painter.drawText(bar, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), text)


def _ground(look: Look, *, lit: bool) -> str:
    if lit:
        return colours().selected
    name: str = "group" if look.level == "group" else _GROUND.get(look.tone, "paper")
    return str(getattr(colours(), name))


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
