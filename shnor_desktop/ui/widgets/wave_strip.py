"""Above an appendix: the year of monitoring, where there are several, and the dates of that year's waves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from ...models.monitoring import Wave
from .bound import BoundLine

WriteDate = Callable[[int, str], bool]
"""Stores the date of a wave; False when it was refused."""


class WaveStrip(QWidget):
    """One row: a list of years, a field for each date. `year_chosen` says which further year is to be shown."""

    year_chosen = Signal(int)

    def __init__(self, write: WriteDate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self.dates: dict[int, BoundLine] = {}
        self.years = QComboBox()
        self.years.setAccessibleName("Год мониторинга")
        self.years.setToolTip("Показать этапы этого года")
        self.years.activated.connect(lambda place: self.year_chosen.emit(self.years.itemData(place)))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.years)
        self._fields = QWidget()
        self._row.addWidget(self._fields)
        self._row.addStretch(1)

    def show_years(self, years: Sequence[tuple[int, str]], chosen: int) -> None:
        """The years with their names; nothing is shown where there is but one."""
        self.years.clear()
        for year, name in years:
            self.years.addItem(name, year)
        self.years.setCurrentIndex(self.years.findData(chosen))
        self.years.setVisible(len(years) > 1)

    def show_waves(self, waves: Sequence[Wave], label: Callable[[Wave], str]) -> None:
        """A field for the date of each wave; what is being typed stays while the waves are the same."""
        if [wave.id for wave in waves] != list(self.dates):
            self._build(waves, label)
        for wave in waves:
            self.dates[wave.id].binding.display(wave.as_of)

    def commit(self) -> None:
        """Write what was typed."""
        for field in self.dates.values():
            field.binding.commit()

    def _build(self, waves: Sequence[Wave], label: Callable[[Wave], str]) -> None:
        self.commit()
        self.dates = {}
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for wave in waves:
            field = BoundLine(f"{wave.title}: на какое число", partial(self._write, wave.id))
            field.setMaximumWidth(150)
            field.setPlaceholderText("дата")
            name = QLabel(f"{label(wave)} — на")
            name.setBuddy(field)
            row.addWidget(name)
            row.addWidget(field)
            row.addSpacing(16)
            self.dates[wave.id] = field
        self._row.replaceWidget(self._fields, made)
        self._fields.hide()
        self._fields.deleteLater()
        self._fields = made
