"""The page «Анализ результатов»: one exam from all sides, and the whole year, as charts with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget

from ...models.results import ExamResult, MethodSetting
from ...services.changes import RESULT_TABLES, Change
from ...services.jobs import Progress
from ..paper.worker import Beside
from ..widgets.page_header import PageHeader
from ..widgets.view_card import ViewCard
from .base import Page, PageContext

if TYPE_CHECKING:
    from ...services.results.computed import ExamId
    from ...services.results.views_model import View

_HINT = "Каждая вкладка – один взгляд на экзамен. График можно скопировать, сохранить картинкой и вставить в документ."
_NOTHING = "Результатов пока нет. Возьмите их из файлов ФИС ОКО и протоколов или впишите на странице «Результаты»."
_KINDS = (("", "Все экзамены"), ("vpr", "ВПР"), ("oge", "ОГЭ"), ("ege", "ЕГЭ"))
_SAMPLES = (
    ("", "Коридор: как в методике"),
    ("region", "Коридор: вокруг региона"),
    ("country", "Коридор: вокруг всей выборки"),
    ("municipality", "Коридор: вокруг муниципалитета"),
)
_TABS = {
    "tasks": "Задания",
    "marks": "Отметки",
    "journal": "ВПР и журнал",
    "scores": "Баллы",
    "levels": "Уровни сложности",
    "dynamics": "По годам",
    "dynamics-score": "Баллы по годам",
    "cohort": "Те же дети",
    "municipality": "Среди школ",
    "municipality-score": "Баллы среди школ",
    "relative": "Относительный балл",
    "year-vpr": "Все ВПР",
    "year-oge": "Все ОГЭ",
    "year-ege": "Все ЕГЭ",
}
_MARGINS = (22, 16, 22, 14)


class AnalysisPage(Page):
    """Numbers are worked out in a thread: a school may have hundreds of results."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, None, parent)
        self.views: list[View] = []
        self._rows: list[ExamResult] = []
        self._settings: tuple[MethodSetting, ...] = ()
        self._beside = Beside(self)
        self._again = False
        self._make_parts()
        self._lay_out()
        self._read()
        self.setFocusProxy(self.exam)

    def _make_parts(self) -> None:
        self.header = PageHeader()
        self.header.set_title("Анализ результатов")
        self.header.set_hint(_HINT)
        self.kind = _combo("Вид экзамена")
        for key, title in _KINDS:
            self.kind.addItem(title, key)
        self.exam = _combo("Экзамен")
        self.exam.setMinimumContentsLength(34)
        self.sample = _combo("Вокруг какой выборки коридор")
        self.sample.setMinimumContentsLength(24)
        for key, title in _SAMPLES:
            self.sample.addItem(title, key)
        self.methods = QPushButton("Методики…")
        self.methods.setToolTip("Коридор, вес отметок в СОУ, границы: по каким правилам это посчитано")
        self.methods.clicked.connect(self.methods_wanted)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Взгляды на экзамен")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.card = ViewCard(self.context.settings, self.context.attempt)
        self.nothing = QLabel(_NOTHING)
        self.nothing.setProperty("role", "hint")
        self.nothing.setWordWrap(True)
        self.bring_in = QPushButton("Результаты из файлов…")
        self.bring_in.setProperty("kind", "primary")
        self.bring_in.clicked.connect(self.results_wanted)
        self.kind.currentIndexChanged.connect(self._fill_exams)
        self.exam.currentIndexChanged.connect(self._look)
        self.sample.currentIndexChanged.connect(self._look)
        self.tabs.currentChanged.connect(self._show_tab)
        self.card.insert_asked.connect(self.insert)

    def _lay_out(self) -> None:
        choice = QHBoxLayout()
        choice.addWidget(self.kind)
        choice.addWidget(self.exam, 1)
        choice.addWidget(self.sample)
        choice.addWidget(self.methods)
        empty = QHBoxLayout()
        empty.addWidget(self.bring_in)
        empty.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self.nothing)
        column.addLayout(empty)
        column.addLayout(choice)
        column.addWidget(self.tabs)
        column.addWidget(self.card, 1)
        column.addStretch()  # without results what there is stays at the top

    # what there is

    def _read(self) -> None:
        """The exams of the file; the chosen one stays chosen while it is there."""
        self._rows = self.context.file.rows(ExamResult)
        self._settings = tuple(self.context.file.rows(MethodSetting))
        there = bool(self._rows)
        self.tabs.setVisible(there and bool(self.views))  # without tabs it has no name to be spoken
        shown: tuple[QWidget, ...] = (self.kind, self.exam, self.sample, self.methods, self.card)
        for widget in shown:
            widget.setVisible(there)
        self.nothing.setVisible(not there)
        self.bring_in.setVisible(not there)
        if there:
            self._fill_exams()

    def _fill_exams(self) -> None:
        from ...services.results.signs import exam_title  # statistics are read when the page is shown

        kind, chosen = self.kind.currentData(), self.exam.currentData()
        exams = sorted({(row.exam, row.year, row.subject, row.grade) for row in self._rows if kind in ("", row.exam)})
        exams.sort(key=lambda exam: (-exam[1], exam[0] != "vpr", exam[2], exam[3]))
        self.exam.blockSignals(True)
        self.exam.clear()
        for exam in exams:
            self.exam.addItem(exam_title(exam), exam)
        place = exams.index(tuple(chosen)) if chosen and tuple(chosen) in exams else 0
        self.exam.setCurrentIndex(place if exams else -1)
        self.exam.blockSignals(False)
        self._look()

    @property
    def current(self) -> ExamId | None:
        """The chosen exam."""
        found = self.exam.currentData()
        return tuple(found) if found else None

    def _look(self) -> None:
        """Work the views of the chosen exam out, beside the window."""
        exam = self.current
        if exam is None:
            return
        if self._beside.busy:
            self._again = True
            return
        work = partial(looked_at, list(self._rows), self._settings, exam, self.sample.currentData())
        self._beside.begin(work, self._looked)

    def _looked(self, views: list[View]) -> None:
        if self._again:
            self._again = False
            self._look()
            return
        key = self.views[self.tabs.currentIndex()].key if 0 <= self.tabs.currentIndex() < len(self.views) else ""
        self.views = views
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for view in views:
            self.tabs.addTab(_TABS.get(view.key, view.title))
        place = next((n for n, view in enumerate(views) if view.key == key), 0)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self.tabs.setVisible(bool(views))
        self._show_tab(place)

    def stop(self) -> None:
        """Give up what is worked out; the page goes."""
        self.card.stop()
        self._again = False
        self._beside.give_up()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.stop()

    def _show_tab(self, place: int) -> None:
        if 0 <= place < len(self.views):
            self.card.show_view(self.views[place])
        self.card.setVisible(bool(self.views))

    # verbs

    def insert(self) -> None:
        """Put the chart with its caption into a section of the person's choice, as one step."""
        from ...services.editing.results_text import text_sections

        sections = text_sections(self.context.file)
        if self.card.view is None or self.card.chart is None or not sections:
            return
        from ..dialogs.choose_section import SectionDialog

        names = told_apart([section.title or "Раздел без названия" for section in sections])
        offered = [(section.id, name) for section, name in zip(sections, names, strict=True)]
        chosen = SectionDialog.ask("Вставить график", offered, self)
        if chosen is not None:
            self.insert_into(chosen, dict(offered)[chosen])

    def insert_into(self, section_id: int, name: str) -> None:
        """Put the chart at the end of a section's text, when its picture is packed."""
        assert self.card.view is not None
        self.card.pack(partial(self._insert, section_id, name, self.card.view.title))

    def _insert(self, section_id: int, name: str, title: str, png: bytes) -> None:
        from ...services.editing.charts import insert_chart

        if self.context.attempt(partial(insert_chart, self.context.file, section_id, png, title)):
            self.context.inform(f"График вставлен в конец раздела «{name}».")

    # the page

    def refresh(self, changes: list[Change]) -> None:
        """Other results are looked at anew."""
        if any(change.table in RESULT_TABLES for change in changes):
            self._read()


def looked_at(
    rows: Sequence[ExamResult], settings: tuple[MethodSetting, ...], exam: ExamId, sample: str, progress: Progress
) -> list[View]:
    """The views of an exam and of its year; for a worker."""
    from ...services.results.exam_tables import Results
    from ...services.results.methods import methods_from
    from ...services.results.views import overall_views, views_of

    kind, year, subject, _ = exam
    methods = methods_from(settings)
    own = [row for row in rows if row.exam == kind and row.subject == subject]
    progress(0.0)
    views = views_of(Results(own, methods=methods), exam, sample)
    progress(0.5)
    # a relative score is of three years, and scores of three years are shown: the first one begins four years back
    recent = [row for row in rows if row.year == year or (row.exam != "vpr" and year - 5 < row.year < year)]
    return views + overall_views(Results(recent, methods=methods), year)


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(14)
    combo.setMaxVisibleItems(30)
    return combo


def told_apart(names: Sequence[str]) -> list[str]:
    """Names of a list in which each is chosen by its words: a repeated one gets its place in brackets."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return found
