"""How the programme's pages look: few choices beside a page that shows them at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...models.pages import PageLook
from ...services.documents.captions import TABLE, named
from ...services.documents.page_layout import EDITIONS, LETTER_SIZES, TABLE_SIZES, PageLayout
from ...services.documents.tree import Block, Document, Heading, PageBreak, Part, Row, Run, Table, paragraph, text_cell
from ...services.page_looks import SPACINGS, layout_of
from ..paper.draw import Kit, draw_page
from ..paper.paginate import layout_document

_SAMPLE_WIDTH = 264
_NO_TEMPLATE = "не выбран"
_ON_TEMPLATE = "Документы Word будут на этом бланке. Просмотр, печать и PDF выглядят так, как на листе рядом."
_WITHOUT = "Документ Word вашей школы: бланк, шрифты, поля и колонтитулы возьмутся из него."
_KEPT = ((20, "до 10 лет – левое поле 20 мм"), (30, "дольше 10 лет – левое поле 30 мм"))
_SENTENCE = (
    "Программа помогает школе увидеть, что получается хорошо и где нужна поддержка, и договориться о сроках. "
    "Каждое мероприятие имеет ответственного и ожидаемый результат. "
)


class PageLookDialog(QDialog):
    """The choices, and a sample that follows them. `pick` asks for a template and gives one that is sound."""

    def __init__(self, look: PageLook, pick: Callable[[], Path | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Оформление страниц")
        self._look, self._pick = look, pick
        self.template: Path | None = None
        self.edition = _choice("Издание ГОСТ", [(one.key, one.title) for one in EDITIONS], look.edition)
        self.kept = _choice("Срок хранения", _KEPT, look.left_margin)
        self.letters = _choice("Буквы текста", [(size, f"{size} пт") for size in LETTER_SIZES], look.letters)
        self.tables = _choice("Буквы таблиц", [(size, f"{size} пт") for size in TABLE_SIZES], look.table_letters)
        spacings = [(value, f"{value / 100:g}".replace(".", ",")) for value in SPACINGS]
        self.spacing = _choice("Межстрочный интервал", spacings, look.spacing)
        self.captions = QCheckBox("Таблица 1 – …, Рисунок 1 – …")
        self.captions.setAccessibleName("Нумеровать подписи таблиц и рисунков")
        self.captions.setToolTip("Номера подписей программа считает сама, по порядку во всём документе")
        self.captions.setChecked(look.captions)
        self.captions.toggled.connect(self._show)
        self.sample = Sample()
        self._lay_out()
        for box in (self.edition, self.kept, self.letters, self.tables, self.spacing):
            box.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def look(self) -> PageLook:
        """What is chosen; a new template stands in `template`."""
        return dataclasses.replace(
            self._look,
            edition=self.edition.currentData(),
            left_margin=self.kept.currentData(),
            letters=self.letters.currentData(),
            table_letters=self.tables.currentData(),
            spacing=self.spacing.currentData(),
            captions=self.captions.isChecked(),
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        for box in (self.edition, self.kept, self.letters, self.tables, self.spacing):
            form.addRow(box.accessibleName(), box)
        form.addRow("Подписи", self.captions)
        self.template_name = QLabel()
        self.template_name.setTextFormat(Qt.TextFormat.PlainText)
        self.choose = QPushButton("Выбрать…")
        self.choose.setAccessibleName("Выбрать шаблон Word")
        self.choose.clicked.connect(self._choose)
        self.drop = QPushButton("Убрать")
        self.drop.setAccessibleName("Убрать шаблон Word")
        self.drop.clicked.connect(self._drop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        form.addRow("Шаблон Word", self.template_name)
        form.addRow("", buttons)
        self.note = QLabel()
        self.note.setProperty("role", "hint")
        self.note.setWordWrap(True)
        below = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        below.button(QDialogButtonBox.StandardButton.Ok).setText("Применить")
        below.accepted.connect(self.accept)
        below.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.addLayout(form)
        left.addWidget(self.note)
        left.addStretch(1)
        columns = QHBoxLayout()
        columns.addLayout(left, 1)
        columns.addSpacing(12)
        columns.addWidget(self.sample)
        layout = QVBoxLayout(self)
        layout.addLayout(columns)
        layout.addWidget(below)
        self.setMinimumWidth(760)

    def _choose(self) -> None:
        path = self._pick()
        if path is not None:
            self.template = path
            self._look = dataclasses.replace(self._look, template_name=path.name)
            self._show()

    def _drop(self) -> None:
        self.template = None
        self._look = dataclasses.replace(self._look, template="", template_name="")
        self._show()

    def _show(self) -> None:
        name = self._look.template_name
        self.template_name.setText(name or _NO_TEMPLATE)
        self.drop.setEnabled(bool(name))
        self.note.setText(_ON_TEMPLATE if name else _WITHOUT)
        self.sample.show_layout(layout_of(self.look), self.look.captions)


def _choice(name: str, items: Sequence[tuple[object, str]], chosen: object) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, text in items:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


class Sample(QWidget):
    """A page that shows a layout: number, mark, heading, text and a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Образец страницы")
        self.setFixedSize(self.sizeHint())
        self._pages = layout_document(sample_document(PageLayout()))

    def sizeHint(self) -> QSize:
        """A small upright sheet."""
        return QSize(_SAMPLE_WIDTH, round(_SAMPLE_WIDTH * 297 / 210))

    def show_layout(self, layout: PageLayout, captions: bool = False) -> None:
        """Lay the sample out anew, its caption with or without a number."""
        self._pages = layout_document(sample_document(layout, captions))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page that has a number."""
        page = self._pages.pages[1]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(Qt.GlobalColor.gray)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        scale = self.width() / page.size[0]
        painter.scale(scale, scale)
        draw_page(painter, page, Kit(self._pages))
        painter.end()


def sample_document(layout: PageLayout, captions: bool = False) -> Document:
    """A first page, which has no number, and the one that is shown."""
    head = Row((text_cell("Мероприятие", "table_header"), text_cell("Срок", "table_header")), header=True)
    rows = [
        Row((text_cell(text), text_cell(when)))
        for text, when in (("Педагогический совет", "август"), ("Входной мониторинг", "сентябрь"))
    ]
    caption = paragraph("Ближайшие дела", "caption")
    blocks: tuple[Block, ...] = (
        paragraph("Программа"),
        PageBreak(),
        paragraph("ПРИЛОЖЕНИЕ\nУТВЕРЖДЕНА\nприказом директора школы\nот 28.08.2026 № 210", "approval_mark"),
        Heading(1, (Run("Дорожная карта"),), "6."),
        *[paragraph(_SENTENCE * 2)] * 3,
        named(caption, TABLE, 1) if captions else caption,
        Table((head, *rows), (3, 1)),
        *[paragraph(_SENTENCE * 2)] * 3,
    )
    return Document((Part(blocks),), layout=layout)
