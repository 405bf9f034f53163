"""The page «Результаты»: every exam of the file with its numbers, typed or taken from files, and its tasks below."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...services import queries
from ...services.changes import Change
from ...services.editing.results import add_exam, remove_results, remove_tasks, set_tasks
from ...services.editing.results_sheet import is_identity, paste_exams
from ...services.results.exam_key import VPR, ExamKey
from ...services.results.figures import LEVELS
from ...services.tabular import Block
from ..itemmodels.results import ResultsModel, TasksModel
from ..itemmodels.rows import Index, Line
from ..widgets.empty_note import EmptyNote
from ..widgets.page_header import PageHeader
from ..widgets.rows_view import RowsView
from .base import Page, PageContext
from .place import parse_place
from .table_acts import CELLS
from .table_cells import TableCells

LEVEL_NAMES = ("Школа", "Муниципалитет", "Регион", "Вся выборка (РФ)")
"""The samples as they are chosen, in the order of `LEVELS`."""

_HINT = (
    "Числа приходят из файлов («Файл → Результаты ВПР, ОГЭ, ЕГЭ…») или вписываются здесь: клетками, блоком из Excel. "
    "Вписанное важнее файла и помечено: ✎ – вписано поверх, ≠ – в файле другое число; Del вернёт число файла."
)
_NOTHING = "Результатов пока нет. Возьмите их из файлов, добавьте экзамен (Ins) или вставьте строки из Excel (Ctrl+V)."
_NO_TASKS = (
    "Заданий здесь пока нет. Скопируйте в Excel номера заданий, баллы и проценты и вставьте сюда – Ctrl+V – "
    "или нажмите «+ Задание»."
)
_CHANGE_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARGINS = (22, 16, 22, 14)


class ResultsPage(Page):
    """Two grids; keys and buttons work in the one that has the keyboard."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, None, parent)
        self.header = PageHeader()
        self.header.set_title("Результаты")
        self.header.set_hint(_HINT)
        self.model, self.tasks_model = ResultsModel(context, self), TasksModel(context, self)
        self.view = self._view(self.model, "Экзамены", 200)
        self.tasks_view = self._view(self.tasks_model, "Задания экзамена", 110)
        self.level = QComboBox()
        self.level.setAccessibleName("Выборка")
        for level, name in zip(LEVELS, LEVEL_NAMES, strict=True):
            self.level.addItem(name, level)
        self.level.currentIndexChanged.connect(self._show_level)
        self.nothing, self.tasks_title, self.odd = QLabel(_NOTHING), QLabel(), QLabel()
        # the column that says so stands to the right of what a small screen shows
        self.odd.setProperty("role", "error")
        self.odd.setWordWrap(True)
        self.nothing.setProperty("role", "hint")
        self.nothing.setWordWrap(True)
        self.tasks_title.setProperty("role", "heading")
        EmptyNote(self.tasks_view, _NO_TASKS)
        self._lay_out()
        self._make_actions()
        self.view.current_line_changed.connect(self._show_exam)
        self.view.refused.connect(context.inform)
        self.view.doubleClicked.connect(self._change_named)
        self.view.installEventFilter(self)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, self.model.column_of("n")))
        self._show_exam()
        self.setFocusProxy(self.view)

    def _view(self, model: ResultsModel | TasksModel, name: str, height: int) -> RowsView:
        view = RowsView(model)
        view.setAccessibleName(name)
        view.setMinimumHeight(height)
        return view

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(8)
        column.addWidget(self.header)
        row = QHBoxLayout()
        label = QLabel("Показать:")
        label.setBuddy(self.level)
        row.addWidget(label)
        row.addWidget(self.level)
        row.addSpacing(12)
        row.addWidget(self.odd, 1)
        column.addLayout(row)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 3)
        column.addWidget(self.tasks_title)
        column.addWidget(self.tasks_view, 2)

    def _make_actions(self) -> None:
        self.add_action = self._action("+ Экзамен", "Ins", self.add, self.view)
        self.add_action.setToolTip("Экзамен, для которого нет файла")
        self.add_task_action = self._action("+ Задание", "Ins", self.add_task, self.tasks_view)
        self.add_task_action.setToolTip("Задание выбранного экзамена")
        self.scores_action = self._action("Баллы…", "Ctrl+Shift+B", self.enter_scores, self.view)
        self.scores_action.setToolTip("Сколько учеников получили каждый балл: вписать или вставить из Excel")
        self.change_action = self._action("Изменить работу…", "Shift+F2", self.change, self.view)
        self.change_action.setToolTip("Исправить вид, год, предмет или класс; в этих колонках – F2 или двойной щелчок")
        self.remove_action = self._action("Удалить экзамены", "Ctrl+Del", self.remove, self.view)
        self.remove_action.setToolTip("Удалить выбранные экзамены этой выборки")
        self._action("Удалить задания", "Ctrl+Del", self.remove_task, self.tasks_view)
        for view, model in ((self.view, self.model), (self.tasks_view, self.tasks_model)):
            insert = self._insert if view is self.view else _never
            cells = TableCells(self.context, model, view, insert)
            for act in CELLS:
                slot = {"clear_cell": cells.clear, "cut": partial(self._cut, cells)}.get(act.name)
                action = self._action(act.text, act.keys, slot or getattr(cells, act.name), view)
                action.setShortcuts([QKeySequence(keys) for keys in (act.keys, act.also) if keys])
                action.setToolTip(act.tip or act.text)
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        acts = (self.remove_action, self.change_action, self.scores_action, self.add_task_action, self.add_action)
        self.header.set_actions(acts)

    def verbs(self) -> Sequence[QAction]:
        """Exams are added; `Ins` in the tasks and what removes anything belong to where it is seen."""
        return (self.add_action,)

    def _action(self, text: str, keys: str, slot: object, view: RowsView) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(_call, slot))
        view.addAction(action)
        return action

    @staticmethod
    def _cut(cells: TableCells) -> None:
        if cells.copy():
            cells.clear("Вырезано")

    # verbs

    def add(self) -> None:
        """Ask which exam it is and begin to type its numbers."""
        from ..dialogs.new_exam import NewExamDialog

        self.commit_pending()
        key = NewExamDialog.ask(self._usual(), self)
        made: list[int] = []
        if key is not None and self.context.attempt(
            lambda: made.append(add_exam(self.context.file, key, self.model.level))
        ):
            self.view.go_to(("exam_result", made[0]), "n", edit=True)

    def _usual(self) -> ExamKey:
        """What a new exam begins with: the kind and the year of the current one."""
        line = self.view.current_line()
        if line is not None:
            return ExamKey(line.row.key.exam, line.row.key.year, "", line.row.key.grade)
        return ExamKey(VPR, queries.programme(self.context.file).year_from or date.today().year, "", 4)

    def change(self) -> None:
        """Put right which exam it is, in all samples; what is bound to it goes on pointing to it."""
        from ...services.editing.exam_rename import Renamed, checked_exam, rename_exam
        from ..dialogs.new_exam import NewExamDialog

        line, file = self.view.current_line(), self.context.file
        self.commit_pending()
        if line is None:
            return
        old, done = line.row.key, list[Renamed]()
        new = NewExamDialog.ask(old, self, partial(checked_exam, file, old))
        if new is not None and self.context.attempt(lambda: done.append(rename_exam(file, old, new))):
            self.view.go_to(line.key, "subject")
            if done[0].told:
                self.context.inform(done[0].told)

    def _change_named(self, index: Index) -> None:
        if is_identity(self.model.columns[index.column()].field):
            self.change()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 and Enter on what names the exam put it right; in other cells they open the cell."""
        if watched is self.view and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            index, plain = self.view.currentIndex(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            wanted = event.key() in _CHANGE_KEYS and plain and index.isValid()
            if wanted and is_identity(self.model.columns[index.column()].field):
                self.change()
                return True
        return super().eventFilter(watched, event)

    def enter_scores(self) -> None:
        """Type or paste how many pupils of the current row got which score."""
        from ...services.editing.result_scores import scores_in, set_scores
        from ..dialogs.scores import ScoresDialog

        line, file = self.view.current_line(), self.context.file
        self.commit_pending()
        if line is None:
            return
        scores = ScoresDialog.ask(line.row.key, scores_in(file, line.id), self)
        if scores is not None:
            self.context.attempt(lambda: set_scores(file, line.id, scores))

    def remove(self) -> None:
        """Remove the selected exams of this sample."""
        ids = [line.id for line in self.view.selected_lines()]
        self.commit_pending()
        if ids:
            self.context.attempt(lambda: remove_results(self.context.file, ids))

    def add_task(self) -> None:
        """Add the next task of the current exam."""
        self.commit_pending()
        exam = self.tasks_model.exam
        if exam is None:
            self.context.tell("Сначала выберите или добавьте экзамен.")
            return
        numbers = [int(line.row.key) for line in self.tasks_model.lines if line.row.key.isdecimal()]
        key = str(max(numbers, default=0) + 1)
        if self.context.attempt(
            lambda: set_tasks(self.context.file, exam, f"Задание добавлено: {key}", {key: None}, {})
        ):
            self.tasks_view.go_to(("task", key), "maximum", edit=True)

    def remove_task(self) -> None:
        """Remove the selected tasks, where they were entered by hand."""
        exam, keys = self.tasks_model.exam, [line.row.key for line in self.tasks_view.selected_lines()]
        self.commit_pending()
        if exam is not None and keys:
            self.context.attempt(lambda: remove_tasks(self.context.file, exam, keys))

    def _insert(self, block: Block, line: Line | None, field: str) -> Sequence[Hashable] | None:
        """Rows that begin with what names an exam are exams, known or new; others go over cells."""
        if not is_identity(field):
            return None
        fields = self.model.fields[self.model.column_of(field) :]
        above = line.row.key if line is not None else None
        ids = paste_exams(self.context.file, self.model.level, fields, block.rows, above)
        return [("exam_result", id_) for id_ in ids]

    # the page

    def _show_level(self) -> None:
        self.commit_pending()
        line = self.view.current_line()
        self.model.show_level(str(self.level.currentData()))
        same = (row.key for row in self.model.lines if line is not None and row.row.key == line.row.key)
        if not self.view.go_to(next(same, None), "n") and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, self.model.column_of("n")))
        self._show_exam()

    def _show_exam(self) -> None:
        line = self.view.current_line()
        exam = line.row.key if line is not None else None
        self.tasks_model.show_exam(exam)
        self.tasks_title.setText(f"Задания: {exam.title()}" if exam else "Задания")
        self.odd.setText(" ".join(line.row.remarks) if line is not None else "")
        self.nothing.setVisible(not self.model.rowCount())
        self.add_task_action.setEnabled(exam is not None)
        for action in (self.remove_action, self.change_action, self.scores_action):
            action.setEnabled(line is not None)

    def commit_pending(self) -> None:
        """Write what is still in an open cell."""
        self.view.commit_editor()
        self.tasks_view.commit_editor()

    def refresh(self, changes: list[Change]) -> None:
        """Take over new results."""
        self.model.refresh(changes)
        self.tasks_model.refresh(changes)
        self._show_exam()

    def current_place(self) -> str:
        """The exam and the column."""
        line = self.view.current_line()
        field = self.model.columns[max(self.view.currentIndex().column(), 0)].field
        return f"exam_result:{line.id}:{field}" if line is not None else ""

    def show_place(self, place: str) -> None:
        """Go to «exam_result:12:n»."""
        where = parse_place(place)
        if where.table == "exam_result" and self.view.go_to(("exam_result", where.id), where.field or "n"):
            self.view.setFocus()


def _never(_block: Block, _line: Line | None, _field: str) -> None:
    """Tasks are never inserted by their own rule: what is missing at the end is added."""


def _call(slot: object, _checked: bool = False) -> None:
    assert callable(slot)
    slot()
