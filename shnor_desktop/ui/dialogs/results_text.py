"""Text and tables from the results: choose exams, see beside what will stand in the section, put it in.

The dialogs write nothing; they give the blocks and the section.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ...services.documents.tree import Block, ResultTable
from ...services.results.bound_tables import offered, ordered
from ...services.results.computed import ExamId
from ...services.results.exam_key import EGE, EXAM_NAMES, OGE, VPR
from ...services.results.exam_tables import Results
from ...services.results.section_two import Wanted, chosen, exam_title, kind_title, newest
from ..widgets.rich_edit import RichEdit
from .sizes import open_at

_LINE = Qt.ItemDataRole.UserRole

Shown = Callable[[ResultTable], tuple[Block, ...]]
Sections = Sequence[tuple[int, str]]
"""Ids and titles of the sections that take text."""


class _ResultsDialog(QDialog):
    """A list at the left, what comes of it at the right, and the section that takes it."""

    def __init__(
        self, title: str, hint: str, sections: Sections, current: int, shown: Shown, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._hint = hint
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.preview = RichEdit("Что будет вставлено", _no_picture, None, shown)
        self.preview.setReadOnly(True)
        self.section = QComboBox()
        self.section.setAccessibleName("Раздел")
        for id_, name in sections:
            self.section.addItem(name, id_)
        self.section.setCurrentIndex(max(self.section.findData(current), 0))
        self.insert_button = QPushButton("Вставить")
        self.insert_button.setProperty("kind", "primary")
        self.insert_button.setDefault(True)
        self.insert_button.setToolTip("Одним шагом, который можно отменить (Ctrl+Enter)")
        self.close_button = QPushButton("Закрыть")
        self.close_button.setAutoDefault(False)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.show_preview)

    def blocks(self) -> tuple[Block, ...]:
        """What is chosen."""
        raise NotImplementedError

    @property
    def section_id(self) -> int:
        """The section that takes it."""
        return int(self.section.currentData() or 0)

    def show_preview(self) -> None:
        """Show what is chosen now."""
        blocks = self.blocks()
        self.preview.load(blocks)
        self.insert_button.setEnabled(bool(blocks) and self.section.count() > 0)

    def _changed(self, *_args: object) -> None:
        self._later.start()

    def _lay_out(self, under_list: Sequence[QWidget]) -> None:
        title, hint = QLabel(self.windowTitle()), QLabel(self._hint)
        title.setProperty("role", "title")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        for widget in under_list:
            column.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.setSizes([340, 660])
        splitter.setChildrenCollapsible(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.insert_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        label = QLabel("В раздел:")
        label.setBuddy(self.section)
        bottom = QHBoxLayout()
        bottom.addWidget(label)
        bottom.addWidget(self.section, 1)
        bottom.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addWidget(splitter, 1)
        layout.addLayout(bottom)
        open_at(self, 1060, 680)
        self.insert_button.clicked.connect(self._insert)
        self.close_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._insert)

    def _insert(self) -> None:
        if self.insert_button.isEnabled():
            self.accept()


class ResultTableDialog(_ResultsDialog):
    """One table of section 2, as the results have it."""

    def __init__(
        self, results: Results, sections: Sections, current: int, shown: Shown, parent: QWidget | None = None
    ) -> None:
        hint = "Таблица останется связанной с результатами: изменятся они – изменится и она."
        super().__init__("Таблица результатов", hint, sections, current, shown, parent)
        self.list.setAccessibleName("Таблицы")
        for offer in offered(results):
            item = QListWidgetItem(offer.title)
            item.setData(_LINE, offer.key)
            self.list.addItem(item)
        self._lay_out(())
        self.list.currentRowChanged.connect(self._changed)
        self.list.itemDoubleClicked.connect(self._insert)
        self.list.setCurrentRow(0)
        self.show_preview()
        self.list.setFocus()

    def blocks(self) -> tuple[Block, ...]:
        """The table's key."""
        item = self.list.currentItem()
        return (ResultTable(str(item.data(_LINE))),) if item is not None else ()


class ResultsTextDialog(_ResultsDialog):
    """Paragraphs and tables about the exams that are ticked."""

    def __init__(
        self, results: Results, sections: Sections, current: int, shown: Shown, parent: QWidget | None = None
    ) -> None:
        hint = (
            "Отметьте экзамены пробелом. Числа в тексте останутся связанными с результатами: "
            "если данные изменятся, проверка покажет место и предложит исправить."
        )
        super().__init__("Текст по результатам", hint, sections, current, shown, parent)
        self._results = results
        self._lines: list[ExamId | str] = []
        self.list.setAccessibleName("Экзамены")
        self.words = QCheckBox("Выводы словами")
        self.tables = QCheckBox("Таблицы")
        for box in (self.words, self.tables):
            box.setChecked(True)
            box.toggled.connect(self._changed)
        self.whole_button = QPushButton("Собрать раздел 2 целиком")
        self.whole_button.setAutoDefault(False)
        self.whole_button.setToolTip("Отметить все экзамены последнего года и сравнение по годам")
        self.whole_button.clicked.connect(self.take_whole)
        self.preview.setPlaceholderText("Отметьте экзамены слева: здесь появится то, что встанет в раздел")
        self._fill()
        self._lay_out((self.whole_button, self.words, self.tables))
        self.list.itemChanged.connect(self._changed)
        self.show_preview()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _fill(self) -> None:
        for kind in (VPR, OGE, EGE):
            exams = ordered(self._results, kind)
            for exam in exams:
                self._add(exam, f"{kind_title(exam)} · {exam_title(exam)}")
            if exams and kind != VPR:
                self._add(kind, f"{EXAM_NAMES[kind]} по годам")

    def _add(self, line: ExamId | str, text: str) -> None:
        self._lines.append(line)
        item = QListWidgetItem(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 10))
        self.list.addItem(item)

    def take_whole(self) -> None:
        """Tick the newest year of each kind and the years side by side."""
        exams = {exam for kind in (VPR, OGE, EGE) for exam in newest(self._results, kind)}
        for row, line in enumerate(self._lines):
            wanted = isinstance(line, str) or line in exams
            self.list.item(row).setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.show_preview()

    def blocks(self) -> tuple[Block, ...]:
        """What stands about the exams that are ticked."""
        lines = [
            line for row, line in enumerate(self._lines) if self.list.item(row).checkState() == Qt.CheckState.Checked
        ]
        exams = [line for line in lines if not isinstance(line, str)]
        years = [line for line in lines if isinstance(line, str)]
        wanted = Wanted(self.tables.isChecked(), self.words.isChecked())
        return chosen(self._results, exams, wanted, years)


def _no_picture(name: str) -> bytes | None:
    """Nothing here has pictures of the file."""
    return None
