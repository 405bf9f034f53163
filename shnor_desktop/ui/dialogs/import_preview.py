"""A Word document before it is written: as it was read beside what it becomes; what a table is can be said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...services.documents.tree import Heading, Paragraph, Table
from ...services.formats import Format
from ...services.import_review import ImportReview, ReviewLine
from ...services.jobs import Cancelled
from ...services.wording import plural
from ..itemmodels.document_table import DocumentTableModel
from ..itemmodels.review_lines import ReviewLinesModel
from ..patience import beside
from .import_table_panel import TablePanel
from .sizes import open_at

_ROW = 25
_WIDEST = 260
_MOST_NOTICES = 4
"""So many lines are seen at once, the others by scrolling."""

_FRAME = 22


class Target(Enum):
    """Where the programme goes."""

    NEW = "new"
    OPEN = "open"


class ImportPreview(QDialog):
    """Shows a document with what becomes of it, takes the person's word on its tables, asks for the target."""

    def __init__(
        self,
        review: ImportReview,
        formats: Sequence[Format] = (),
        open_name: str = "",
        *,
        open_is_empty: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Импорт из Word")
        self.review = review
        self._formats = list(formats) or [review.form]
        self.model = ReviewLinesModel(self)
        self.cells = DocumentTableModel(self)
        self.panel = TablePanel()
        self._make_lists()
        self._make_bar()
        self._make_target(open_name, open_is_empty)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._refresh(review.lines())
        self._go(self.model.next_table(-1, 1))
        self.lines.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first table in the middle, so that what stands around it is seen."""
        super().showEvent(event)
        self.lines.scrollTo(self.lines.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def target(self) -> Target:
        """Where the person wants it."""
        return Target.OPEN if self._into_open.isChecked() else Target.NEW

    @property
    def current(self) -> ReviewLine | None:
        """The block of the current line."""
        row = self.lines.currentIndex().row()
        return self.model.shown[row] if 0 <= row < len(self.model.shown) else None

    def ask(self) -> Target | None:
        """Show the dialog; None when the person changed their mind."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        target = self.target
        self.deleteLater()
        return target if accepted else None

    # parts

    def _make_lists(self) -> None:
        self.lines = QTableView()
        self.lines.setAccessibleName("Документ и что из него станет")
        self.lines.setModel(self.model)
        self.lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lines.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.lines.setTabKeyNavigation(False)
        self.lines.setWordWrap(False)
        self.lines.setShowGrid(False)
        self.lines.verticalHeader().hide()
        self.lines.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.lines.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table = QTableView()
        self.table.setAccessibleName("Таблица документа")
        self.table.setModel(self.cells)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setMaximumSectionSize(_WIDEST)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Текст документа")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.whole = QStackedWidget()
        self.whole.addWidget(self.table)
        self.whole.addWidget(self.text)

    def _make_bar(self) -> None:
        self.form = QComboBox()
        for form in self._formats:
            self.form.addItem(form.title, form.key)
        self.form.setCurrentIndex(max(self.form.findData(self.review.form.key), 0))
        self.form.setToolTip("Какой формой считать документ")
        self.only_tables = QCheckBox("Только &таблицы")
        self.only_tables.setToolTip("К следующей таблице – Ctrl+Вниз, к предыдущей – Ctrl+Вверх")
        self.summary = QLabel()
        self.summary.setProperty("role", "heading")
        self.notices = QPlainTextEdit()
        self.notices.setAccessibleName("Что не перенесено и что перенесено иначе")
        self.notices.setReadOnly(True)
        self.notices.setTabChangesFocus(True)

    def _make_target(self, open_name: str, open_is_empty: bool) -> None:
        self._has_open = bool(open_name)
        self._into_new = QRadioButton("В &новый файл школы")
        self._into_open = QRadioButton(
            f"В открытый пустой файл «{open_name}»"
            if open_is_empty
            else f"Заменить программу в открытом файле «{open_name}» (можно отменить одним шагом)"
        )
        (self._into_open if open_is_empty else self._into_new).setChecked(True)

    def _make_buttons(self) -> None:
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText("Импортировать")
        ok.setToolTip("Одним шагом, который можно отменить (Ctrl+Enter)")
        ok.setDefault(True)

    def _lay_out(self) -> None:
        title = QLabel("Вот что нашлось в документе")
        title.setProperty("role", "title")
        hint = QLabel(
            f"{self.review.name}. Ничего ещё не записано. Неузнанное останется текстом на своём месте; "
            "если таблица понята не так, выберите её и скажите справа внизу, что это."
        )
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        bar = QHBoxLayout()
        if len(self._formats) > 1:
            label = QLabel("&Форма:")
            label.setBuddy(self.form)
            bar.addWidget(label)
            bar.addWidget(self.form)
            bar.addSpacing(12)
        bar.addWidget(self.only_tables)
        bar.addStretch(1)
        bar.addWidget(self.summary)
        layout = QVBoxLayout(self)
        for widget in (title, hint):
            layout.addWidget(widget)
        layout.addLayout(bar)
        layout.addWidget(self._splitter(), 1)
        layout.addWidget(self.notices)
        bottom = QHBoxLayout()
        choices = QVBoxLayout()
        for button in (self._into_new, self._into_open) if self._has_open else ():
            choices.addWidget(button)
        bottom.addLayout(choices, 1)
        bottom.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(bottom)
        open_at(self, 1180, 760)

    def _splitter(self) -> QSplitter:
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.whole)
        below.addWidget(self.panel)
        below.setSizes([560, 560])
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.lines)
        both.addWidget(below)
        both.setSizes([280, 270])
        for splitter in (below, both):
            splitter.setChildrenCollapsible(False)
        self.lines.setColumnWidth(1, 420)
        return both

    def _connect(self) -> None:
        self.lines.selectionModel().currentRowChanged.connect(self._show_current)
        self.only_tables.toggled.connect(self._filter)
        self.form.activated.connect(self._choose_form)
        self.panel.target_said.connect(self._say_target)
        self.panel.field_said.connect(self._say_field)
        self.panel.header_said.connect(self._say_header)
        self.panel.join_said.connect(self._say_joined)
        self.panel.reset.connect(self._take_back)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for keys, slot in (
            ("Ctrl+Down", self._next_table),
            ("Ctrl+Up", self._previous_table),
            ("Ctrl+Return", self.accept),
            ("Ctrl+Enter", self.accept),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # verbs

    def _say_target(self, target: str) -> None:
        self._say(lambda review, number: review.assign(number, target))

    def _say_field(self, column: int, field: str) -> None:
        self._say(lambda review, number: review.set_field(number, column, field))

    def _say_header(self, named: bool) -> None:
        self._say(lambda review, number: review.set_header(number, named))

    def _say_joined(self, joined: bool) -> None:
        self._say(lambda review, number: review.join(number, joined))

    def _take_back(self) -> None:
        self._say(ImportReview.reset)

    def _say(self, word: Callable[[ImportReview, int], None]) -> None:
        """Pass a word on the current table on, and show at once what came of it."""
        line = self.current
        if line is not None and line.table is not None:
            number = line.table
            self._try(lambda review: word(review, number))

    def _choose_form(self) -> None:
        form = self._formats[self.form.currentIndex()]
        self._try(lambda review: review.set_form(form))
        self.form.setCurrentIndex(max(self.form.findData(self.review.form.key), 0))

    def _try(self, word: Callable[[ImportReview], None]) -> None:
        """Long documents are read anew beside the window; who stops that has everything as it was."""

        def work() -> tuple[ImportReview, list[ReviewLine]]:
            tried = self.review.copied()
            word(tried)
            return tried, tried.lines()

        rows = sum(len(table.rows) for table in self.review.tables)
        try:
            with _waiting():
                tried, lines = beside("Документ читается заново", rows, work)
        except Cancelled:
            self._show_current()
            return
        self.review.become(tried)
        self._refresh(lines)

    def _filter(self, only: bool) -> None:
        line = self.current
        self.model.show_only_tables(only)
        row = self.model.row_of(line) if line is not None else -1
        self._go(row if row >= 0 else self.model.next_table(-1, 1))

    def _next_table(self) -> None:
        self._go(self.model.next_table(self.lines.currentIndex().row(), 1))

    def _previous_table(self) -> None:
        self._go(self.model.next_table(self.lines.currentIndex().row(), -1))

    def _go(self, row: int) -> None:
        self.lines.setCurrentIndex(self.model.index(max(row, 0), 0))

    # what is seen

    def _refresh(self, lines: list[ReviewLine]) -> None:
        self.model.show(lines)
        self.summary.setText(_summary(lines))
        notices = [*self.review.found.notices, *(f"Не нашло места: {text}" for text in self.review.found.lost)]
        self.notices.setPlainText("\n".join(notices))
        height = min(len(notices), _MOST_NOTICES)
        self.notices.setFixedHeight(self.notices.fontMetrics().lineSpacing() * height + _FRAME)
        self.notices.setVisible(bool(notices))
        self._show_current()

    def _show_current(self) -> None:
        """The whole of the current block, and what can be said of it."""
        line = self.current
        is_table = line is not None and line.table is not None
        self.panel.setVisible(is_table)
        if line is None:
            self.text.clear()
            self.whole.setCurrentWidget(self.text)
            return
        if isinstance(line.block, Table):
            if self.cells.table is not line.block:
                self.cells.show(line.block)
                self._fit_columns()
            self.whole.setCurrentWidget(self.table)
        else:
            self.text.setPlainText(line.block.text if isinstance(line.block, Paragraph | Heading) else line.text)
            self.whole.setCurrentWidget(self.text)
        if line.table is not None:
            self.panel.show_table(self.review.table(line.table), self.review.targets())

    def _fit_columns(self) -> None:
        """Columns as wide as their first rows need; all rows of a large table would take seconds."""
        self.table.horizontalHeader().setResizeContentsPrecision(30)
        self.table.resizeColumnsToContents()


def _summary(lines: Sequence[ReviewLine]) -> str:
    tables = [line for line in lines if line.table is not None]
    data = sum(line.data for line in tables)
    texts = sum(line.kind in ("text", "heading") and not line.data for line in lines)
    left = plural(len(tables) - data, "таблица", "таблицы", "таблиц")
    words = plural(texts, "абзац", "абзаца", "абзацев")
    return f"Данными станет: {plural(data, 'таблица', 'таблицы', 'таблиц')}. Текстом останется: {left}, {words}"


@contextmanager
def _waiting() -> Iterator[None]:
    """A large document takes a second or two: the pointer says so."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
