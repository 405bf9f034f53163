"""Above an appendix: the year of monitoring, where there are several, and the dates of that year's waves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from ...models.monitoring import Wave
from .bound import BoundLine
from .flow import FlowLayout

WriteDate = Callable[[int, str], bool]
"""Stores the date of a wave; False when it was refused."""

_GAP = 8
_WIDEST = "00.00.0000 г."
_FRAME = 28  # the field's own edges and padding


class WaveStrip(QWidget):
    """A list of years and a field for each date, in as many lines as the room asks for.

    `year_chosen` says which further year is to be shown.
    """

    year_chosen = Signal(int)

    def __init__(self, write: WriteDate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self.dates: dict[int, BoundLine] = {}
        self.years = QComboBox()
        self.years.setAccessibleName("Год мониторинга")
        self.years.setToolTip("Показать этапы этого года")
        self.years.activated.connect(lambda place: self.year_chosen.emit(self.years.itemData(place)))
        self._row = FlowLayout(self, _GAP)
        self._row.addWidget(self.years)
        self._pairs: list[QWidget] = []

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
        for pair in self._pairs:
            self._row.removeWidget(pair)
            pair.hide()
            pair.deleteLater()
        self.dates = {wave.id: self._field(wave) for wave in waves}
        self._pairs = [self._pair(label(wave), self.dates[wave.id]) for wave in waves]
        for pair in self._pairs:
            self._row.addWidget(pair)
            pair.show()

    def _field(self, wave: Wave) -> BoundLine:
        field = BoundLine(f"{wave.title}: на какое число", partial(self._write, wave.id))
        field.setFixedWidth(field.fontMetrics().horizontalAdvance(_WIDEST) + _FRAME)
        field.setPlaceholderText("дата")
        return field

    def _pair(self, label: str, field: BoundLine) -> QWidget:
        """A date with its name: they stay in one line."""
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, _GAP, 0)
        row.setSpacing(_GAP)
        name = QLabel(f"{label} — на")
        name.setBuddy(field)
        row.addWidget(name)
        row.addWidget(field)
        return pair
