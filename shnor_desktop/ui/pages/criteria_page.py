"""The page of Приложения 1 and 2."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...models.monitoring import CriterionValue, Wave
from ...models.results import ExamResult
from ...services import queries
from ...services.appendix_offers import ROWS, wave_date
from ...services.changes import Change
from ...services.editing.appendix_fill import fill_wave, take_offer
from ...services.editing.rows import set_fields
from ...services.editing.wave_copy import copy_from_before
from ...services.editing.wave_years import add_year, next_year, remove_year
from ...services.queries import OutlineEntry
from ...services.shares import NO_DATA
from ...services.waves import asked, first_year
from ..itemmodels.criteria import CriteriaModel
from ..widgets.rich_bar import RichBar
from ..widgets.text_slot import TextSlot
from ..widgets.value_source import ValueSource
from ..widgets.wave_strip import WaveStrip
from .base import PageContext
from .place import parse_place
from .table_page import CELLS, Act, TablePage


class CriteriaPage(TablePage):
    """The form's indicators by wave, the dates of the waves, conclusions and measures."""

    model: CriteriaModel
    acts = (
        Act("no_data", "Нет данных", "Ctrl+0", tip="Отметить, что данных нет"),
        Act(
            "add_year",
            "Ещё год",
            button=True,
            needs_line=False,
            tip="Те же этапы мониторинга ещё раз, для следующего года программы",
        ),
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
        Act("remove_year", "Убрать год", needs_line=False, tip="Убрать показанный год мониторинга, пока он пуст"),
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
        self._bar = RichBar(self)  # never seen: its keys work in both texts
        self._bar.hide()
        self.strip = WaveStrip(self._write_date)
        self.strip.year_chosen.connect(self.show_year)
        self.column.addWidget(self.strip)
        self.model.show_year(self._this_year())
        self._show_waves()

    def _write_date(self, wave_id: int, text: str) -> bool:
        wave = Wave(id=wave_id)
        return self.context.attempt(
            lambda: set_fields(self.context.file, wave, "Правка даты мониторинга", as_of=text.strip())
        )

    def _show_waves(self) -> None:
        first = first_year(self.context.file.rows(Wave), queries.years_of(self.context.file))
        names = [(year, f"{year or first} год" if year or first else "Первый год") for year in self.model.years]
        self.strip.show_years(names, self.model.year)
        self.strip.show_waves(self.model.waves, self.model.column_label)

    def _this_year(self) -> int:
        """The last year of monitoring that has begun."""
        now = date.today().year
        return max((year for year in self.model.years if year <= now), default=0)

    def show_year(self, year: int) -> None:
        """Show the waves of a year."""
        self.commit_pending()
        self.model.show_year(year)
        self._show_waves()
        self._begin()
        self._show_source()

    def add_year(self) -> None:
        """The waves of the year that follows, and go there."""
        self.commit_pending()
        file = self.context.file
        year = next_year(file, queries.years_of(self.context.file))
        if not year:
            self.context.tell("Впишите сначала годы программы на титульном листе: от них считаются годы мониторинга.")
        elif self.context.attempt(lambda: add_year(file, self.context.form, year)):
            self.show_year(year)
            self.context.inform(f"Мониторинг {year} года добавлен. Вернуть как было: Ctrl+Z.")

    def remove_year(self) -> None:
        """Take the year that is shown away, while it is empty."""
        self.commit_pending()
        year = self.model.year
        if not year:
            self.context.tell("Первый год мониторинга остаётся: его этапы называет форма.")
        elif self.context.attempt(lambda: remove_year(self.context.file, year)):
            self.context.inform(f"Мониторинг {year} года убран. Вернуть как было: Ctrl+Z.")

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

        if not any(one.key in ROWS for one in self.entry.spec.indicators):
            self.context.tell("Показатели этого приложения из результатов экзаменов не следуют: впишите их.")
            return
        day = wave_date(wave, queries.years_of(self.context.file))
        self.context.tell(why_nothing(self.context.file.rows(ExamResult), day))

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
        self.strip.commit()
        super().commit_pending()

    def refresh(self, changes: list[Change]) -> None:
        """Take over the dates too."""
        super().refresh(changes)
        if any(change.table == "wave" for change in changes):
            self._show_waves()
        self.source.setVisible(self._speaks())
        self._show_source()

    def _turn_to(self, wave: str) -> bool:
        """Show the year of a wave that is named by its key or id; False where this page does not ask for it."""
        known = [one for one in self.context.file.rows(Wave) if asked(self.entry.spec, one)]
        found = next((one for one in known if wave in (one.key, str(one.id))), None)
        if found is not None and found.year != self.model.year:
            self.show_year(found.year)
        return found is not None

    def current_place(self) -> str:
        """A wave is known by its key on paper."""
        table, mark, wave_id = super().current_place().partition(":wave:")
        key = next((wave.key for wave in self.model.waves if str(wave.id) == wave_id), "")
        return f"{table}:{key}" if mark else table.removesuffix(":indicator")

    def show_place(self, place: str) -> None:
        """Go to a value («criterion_value:7», «criterion:quality_index:final») or to the date of a wave («wave:1»)."""
        where = parse_place(place)
        if where.table == "wave" and self._turn_to(where.name):
            self.strip.dates[where.id].setFocus()
            return
        key, wave = where.name, where.field
        value = self.context.file.get(CriterionValue, where.id) if where.table == "criterion_value" else None
        if value is not None:
            key, wave = value.key, str(value.wave_id)
        self._turn_to(wave)
        found = next((each for each in self.model.waves if wave in (each.key, str(each.id))), None)
        if self.view.go_to(("criterion", key), f"wave:{found.id}" if found else "indicator"):
            self.view.setFocus()
        else:
            super().show_place(place)
