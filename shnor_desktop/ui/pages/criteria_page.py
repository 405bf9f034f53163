"""The page of Приложения 1 and 2."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...models.monitoring import CriterionValue, Wave
from ...models.results import ExamResult
from ...services import queries
from ...services.appendix_offers import ROWS, wave_date
from ...services.changes import Change
from ...services.editing.appendix_fill import fill_wave, take_offer
from ...services.editing.rows import set_fields
from ...services.editing.wave_copy import copy_from_before
from ...services.queries import OutlineEntry
from ...services.shares import NO_DATA
from ..itemmodels.criteria import CriteriaModel
from ..widgets.bound import BoundLine
from ..widgets.rich_bar import RichBar
from ..widgets.text_slot import TextSlot
from ..widgets.value_source import ValueSource
from .base import PageContext
from .place import parse_place
from .table_page import CELLS, Act, TablePage


class CriteriaPage(TablePage):
    """The form's indicators by wave, the dates of the waves, conclusions and measures."""

    model: CriteriaModel
    acts = (
        Act("no_data", "Нет данных", "Ctrl+0", tip="Отметить, что данных нет"),
        Act(
            "copy_before",
            "Копировать из предыдущего",
            button=True,
            needs_line=False,
            tip="Пустые ячейки этого мониторинга – из предыдущего этапа; вписанное останется",
        ),
        Act(
            "fill_results",
            "Заполнить из результатов",
            button=True,
            needs_line=False,
            tip="Пустые ячейки этого мониторинга – из результатов экзаменов; вписанное останется",
        ),
        Act("show_source", "Откуда это число", tip="Какие результаты и файлы стоят за ячейкой"),
        *CELLS,
    )

    def __init__(self, context: PageContext, entry: OutlineEntry, parent: QWidget | None = None) -> None:
        super().__init__(context, entry, parent)
        self._begin()

    def _begin(self) -> None:
        """The keyboard stands where the first fact is missing, not on a label of the form."""
        fields = [(n, column.field) for n, column in enumerate(self.model.columns) if column.field.startswith("wave:")]
        for column, field in fields:
            for row, line in enumerate(self.model.lines):
                if self.model.editable(line, field) and not self.model.text(line, field):
                    self.view.setCurrentIndex(self.model.index(row, column))
                    return

    def make_model(self) -> CriteriaModel:
        """The form's indicators with the school's values."""
        return CriteriaModel(self.context, self.entry)

    def add_above(self) -> None:
        """The dates of the waves."""
        self._dates: dict[int, BoundLine] = {}
        self._bar = RichBar(self)  # never seen: its keys work in both texts
        self._bar.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for wave in self.model.waves:
            field = BoundLine(f"{wave.title}: на какое число", partial(self._write_date, wave.id))
            field.setMaximumWidth(150)
            field.setPlaceholderText("дата")
            label = QLabel(f"{self.model.column_label(wave)} — на")
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
            row.addSpacing(16)
            self._dates[wave.id] = field
        row.addStretch(1)
        self.column.addLayout(row)
        self._show_dates()

    def _write_date(self, wave_id: int, text: str) -> bool:
        wave = Wave(id=wave_id)
        return self.context.attempt(
            lambda: set_fields(self.context.file, wave, "Правка даты мониторинга", as_of=text.strip())
        )

    def _show_dates(self) -> None:
        for wave in self.model.waves:
            if wave.id in self._dates:
                self._dates[wave.id].binding.display(wave.as_of)

    def add_below(self) -> None:
        """Where a value comes from; conclusions and measures side by side."""
        spec = self.entry.spec
        self.source = ValueSource()
        self.source.taken.connect(self.take_offer)
        self.source.setVisible(self._speaks())
        self.column.addWidget(self.source)
        self.view.selectionModel().currentChanged.connect(self._show_source)
        row = QHBoxLayout()
        row.setSpacing(10)
        for slot, label in (("conclusions", spec.conclusions_label), ("measures", spec.measures_label)):
            if label:
                row.addWidget(self._text(slot, label.rstrip(":")))
        self.column.addLayout(row)

    def _text(self, slot: str, label: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = QLabel(label)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        editor = TextSlot(self.context, self.section_id, slot, label)
        editor.setFixedHeight(84)
        self._bar.serve(editor)
        self.slots[slot] = editor
        column.addWidget(heading)
        column.addWidget(editor)
        return holder

    def no_data(self) -> None:
        """Answer the current cell with «нет данных»."""
        line, index = self.view.current_line(), self.view.currentIndex()
        if line is not None and self.model.editable(line, self.model.columns[index.column()].field):
            self.model.put(line, self.model.columns[index.column()].field, NO_DATA)

    # what results say

    def _speaks(self) -> bool:
        return any(self.model.offers_of(wave.id) for wave in self.model.waves)

    def _wave(self) -> Wave | None:
        """The wave of the current column, else the last one."""
        field = self.model.columns[max(self.view.currentIndex().column(), 0)].field
        found = next((wave for wave in self.model.waves if field == f"wave:{wave.id}"), None)
        return found or (self.model.waves[-1] if self.model.waves else None)

    def fill_results(self) -> None:
        """Fill the empty cells of the current wave."""
        self.commit_pending()
        wave = self._wave()
        if wave is None:
            return
        offers = self.model.offers_of(wave.id)
        if not offers:
            self._tell_why(wave)
            return
        filled: list[int] = []
        if self.context.attempt(lambda: filled.append(fill_wave(self.context.file, self.section_id, wave, offers))):
            kept = len(offers) - filled[0]
            said = f"{wave.title}: из результатов – {filled[0]}, осталось вписанное – {kept}."
            self.context.inform(f"{said} Вернуть как было: Ctrl+Z." if filled[0] else said)

    def copy_before(self) -> None:
        """Fill the empty cells of the current wave from the wave before."""
        self.commit_pending()
        wave = self._wave()
        if wave is None:
            return
        done: list[tuple[Wave, int]] = []
        if self.context.attempt(lambda: done.append(copy_from_before(self.context.file, self.section_id, wave))):
            before, count = done[0]
            back = " Вернуть как было: Ctrl+Z." if count else ""
            self.context.inform(f"{wave.title}: взято из этапа «{before.title}» – {count}.{back}")

    def _tell_why(self, wave: Wave) -> None:
        from ...services.results.appendix_values import why_nothing

        row = queries.programme(self.context.file)
        years = (row.year_from, row.year_to or row.year_from) if row.year_from else None
        if not any(one.key in ROWS for one in self.entry.spec.indicators):
            self.context.tell("Показатели этого приложения из результатов экзаменов не следуют: впишите их.")
            return
        self.context.tell(why_nothing(self.context.file.rows(ExamResult), wave_date(wave, years)))

    def show_source(self) -> None:
        """Give the keyboard to what is said of the current cell."""
        if not self.source.isHidden():
            self.source.text.setFocus()
        else:
            self.context.inform("Результаты экзаменов об этих ячейках пока не говорят.")

    def take_offer(self) -> None:
        """Put what results say in the place of what stands in the current cell."""
        self.view.commit_editor()
        line, index = self.view.current_line(), self.view.currentIndex()
        field = self.model.columns[index.column()].field if index.isValid() else ""
        offer = self.model.offer(line, field) if line is not None else None
        if offer is not None:
            wave_id = int(field.removeprefix("wave:"))
            self.context.attempt(lambda: take_offer(self.context.file, self.section_id, wave_id, offer))
            self.view.setFocus()

    def _show_source(self) -> None:
        line, index = self.view.current_line(), self.view.currentIndex()
        field = self.model.columns[index.column()].field if index.isValid() else ""
        offer = self.model.offer(line, field) if line is not None else None
        if line is not None and offer is not None:
            self.source.tell(self.model.standing(line, field), offer.value, offer.told())
            self.view.scrollTo(index)
        else:
            self.source.tell("", "", "")

    def commit_pending(self) -> None:
        """Write the dates too."""
        for field in self._dates.values():
            field.binding.commit()
        super().commit_pending()

    def refresh(self, changes: list[Change]) -> None:
        """Take over the dates too."""
        super().refresh(changes)
        if any(change.table == "wave" for change in changes):
            self._show_dates()
        self.source.setVisible(self._speaks())
        self._show_source()

    def current_place(self) -> str:
        """A wave is known by its key on paper."""
        table, mark, wave_id = super().current_place().partition(":wave:")
        key = next((wave.key for wave in self.model.waves if str(wave.id) == wave_id), "")
        return f"{table}:{key}" if mark else table.removesuffix(":indicator")

    def show_place(self, place: str) -> None:
        """Go to a value («criterion_value:7», «criterion:quality_index:final») or to the date of a wave («wave:1»)."""
        where = parse_place(place)
        if where.table == "wave" and where.id in self._dates:
            self._dates[where.id].setFocus()
            return
        key, wave = where.name, where.field
        value = self.context.file.get(CriterionValue, where.id) if where.table == "criterion_value" else None
        if value is not None:
            key, wave = value.key, str(value.wave_id)
        found = next((each for each in self.model.waves if wave in (each.key, str(each.id))), None)
        if self.view.go_to(("criterion", key), f"wave:{found.id}" if found else "indicator"):
            self.view.setFocus()
        else:
            super().show_place(place)
