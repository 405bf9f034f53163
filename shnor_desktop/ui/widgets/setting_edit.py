"""The field of one setting of the methods: a number within its bounds, or a choice of words."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QWidget

from ...services.results.methods import Setting, Value

_EMPTY = "не задано"
_POINT = re.compile(r"(?<=\d)\.")
_RUSSIAN = QLocale(QLocale.Language.Russian, QLocale.Country.Russia)


class _Number(QDoubleSpinBox):
    """A number that the wheel scrolls past; a point is taken for the comma it stands for."""

    def validate(self, text: str, position: int) -> Any:
        """Judge what is typed."""
        return super().validate(_POINT.sub(",", text), position)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the number as it is: the page is scrolled."""
        event.ignore()


class _Choice(QComboBox):
    """A choice that the wheel scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the choice as it is."""
        event.ignore()


class SettingEdit(QWidget):
    """Shows a value and takes another one; an optional number stands empty at its lower end."""

    changed = Signal()

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._number: _Number | None = None
        self._choice: _Choice | None = None
        self.field = self._make_choice() if setting.choices else self._make_number()
        self.field.setAccessibleName(setting.label)
        self.field.setToolTip(f"Источник: {setting.source}")
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)

    @property
    def value(self) -> Value:
        """What stands in the field; None where an optional number stands empty."""
        if self._choice is not None:
            return str(self._choice.currentData())
        assert self._number is not None
        empty = self.setting.optional and self._number.value() < self.setting.least
        return None if empty else round(self._number.value(), self.setting.decimals)

    def show_value(self, value: Value) -> None:
        """Show this value."""
        if self._choice is not None:
            self._choice.setCurrentIndex(max(self._choice.findData(value), 0))
        elif self._number is not None:
            self._number.setValue(value if isinstance(value, (int, float)) else self._number.minimum())

    def _make_choice(self) -> QWidget:
        self._choice = _Choice()
        for key, words in self.setting.choices:
            self._choice.addItem(words, key)
        self._choice.currentIndexChanged.connect(self.changed)
        return self._choice

    def _make_number(self) -> QWidget:
        setting = self.setting
        step = 10.0**-setting.decimals
        self._number = _Number()
        self._number.setLocale(_RUSSIAN)  # whatever the system speaks
        self._number.setDecimals(setting.decimals)
        self._number.setRange(0.0 if setting.optional else setting.least, setting.most)
        self._number.setSingleStep(max(step, 0.05) if setting.most <= 10 else max(step, 1.0))
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if setting.optional:
            self._number.setSpecialValueText(_EMPTY)
        if setting.unit:
            self._number.setSuffix(f"\u00a0{setting.unit}")
        self._number.valueChanged.connect(self.changed)
        return self._number
