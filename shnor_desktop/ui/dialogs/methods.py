"""«Методики расчёта»: what results are worked out by, each with its source, its bounds and its usual value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...services.results.methods import GROUPS, USUAL, Setting, SettingGroup, Value, mistakes, values_of
from ...services.results.statistics import Methods
from ..widgets.setting_edit import SettingEdit
from .sizes import open_at

_HINT = (
    "По этим правилам считаются таблицы, графики, выводы и проверка. Меняйте, только если ваш регион "
    "или муниципалитет считает иначе: файл школы запомнит, что задано."
)
_OWN = "● изменено"


class MethodsDialog(QDialog):
    """One card a method; what is not as usual is marked and goes back by one click. It writes nothing itself."""

    def __init__(self, methods: Methods, parent: QWidget | None = None, remark: str = "") -> None:
        super().__init__(parent)
        self._remark = remark
        self.setWindowTitle("Методики расчёта")
        self.edits: dict[str, SettingEdit] = {}
        self.marks: dict[str, QLabel] = {}
        self.backs: dict[str, QPushButton] = {}
        self._make_buttons()
        self._lay_out()
        self.show_values(values_of(methods))
        for edit in self.edits.values():
            edit.changed.connect(self._judge)
        self._judge()
        next(iter(self.edits.values())).setFocus()

    @property
    def values(self) -> dict[str, Value]:
        """What is set, by key."""
        return {key: edit.value for key, edit in self.edits.items()}

    def show_values(self, values: dict[str, Value]) -> None:
        """Show these values."""
        for key, edit in self.edits.items():
            edit.show_value(values[key])

    def _make_buttons(self) -> None:
        self.told = QLabel()
        self.told.setProperty("role", "warning")
        self.told.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText("Применить")
        self.buttons.button(kinds.Ok).setToolTip("Одним шагом, который можно отменить")
        self.usual = self.buttons.addButton("Вернуть обычные", QDialogButtonBox.ButtonRole.ResetRole)
        self.usual.setToolTip("Все значения – как у новой программы")
        self.usual.clicked.connect(lambda: self.show_values(dict(USUAL)))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        title, hint = QLabel("Методики расчёта"), QLabel(_HINT)
        title.setProperty("role", "title")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        inner = QWidget()
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, 8, 0)
        for group in GROUPS:
            cards.addWidget(self._card(group))
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        for widget in (title, hint):
            layout.addWidget(widget)
        layout.addWidget(area, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        open_at(self, 820, 640)

    def _card(self, group: SettingGroup) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setColumnStretch(0, 1)
        heading = QLabel(group.title)
        heading.setProperty("role", "heading")
        grid.addWidget(heading, 0, 0, 1, 4)
        sources = {setting.source for setting in group.settings}
        if len(sources) == 1:
            grid.addWidget(_hint(_source_of(next(iter(sources)))), 1, 0, 1, 4)
        for n, setting in enumerate(group.settings, 1):
            self._add(grid, 2 * n, setting)
            said = [_source_of(setting.source)] if len(sources) > 1 else []
            grid.addWidget(_hint(". ".join([_usual(setting), *said])), 2 * n + 1, 0, 1, 4)
        return card

    def _add(self, grid: QGridLayout, row: int, setting: Setting) -> None:
        label, mark, back = QLabel(setting.label), QLabel(_OWN), QPushButton("Вернуть")
        label.setWordWrap(True)
        edit = SettingEdit(setting)
        label.setBuddy(edit.field)
        edit.field.setAccessibleDescription(f"{_usual(setting)}. {_source_of(setting.source)}")
        edit.setMinimumWidth(180)
        mark.setMinimumWidth(mark.sizeHint().width())
        back.setProperty("kind", "link")
        back.setAutoDefault(False)
        back.setAccessibleName(f"Вернуть обычное: {setting.label}")
        back.setToolTip(f"Обычное значение: {shown(setting, USUAL[setting.key])}")
        back.clicked.connect(lambda: edit.show_value(USUAL[setting.key]))
        for column, widget in enumerate((label, edit, mark, back)):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(column > 1)  # the fields stay under each other
            widget.setSizePolicy(policy)
            grid.addWidget(widget, row, column)
        self.edits[setting.key], self.marks[setting.key], self.backs[setting.key] = edit, mark, back

    def _judge(self) -> None:
        """Mark what is not as usual, and say what cannot stand together."""
        values = self.values
        for key, value in values.items():
            own = value != USUAL[key]
            if not own and self.backs[key].hasFocus():
                self.edits[key].setFocus()  # a hidden button would leave the keyboard nowhere
            self.marks[key].setVisible(own)
            self.backs[key].setVisible(own)
        wrong = mistakes(values)
        told = [self._remark, *wrong] if self._remark else wrong
        self.told.setText(" ".join(told))
        self.told.setVisible(bool(told))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not wrong)
        self.usual.setEnabled(any(value != USUAL[key] for key, value in values.items()))


def _source_of(text: str) -> str:
    return f"Источник: {text}"


def _usual(setting: Setting) -> str:
    """«Обычно 10 п. п., можно от 0,5 до 50»; a choice has no bounds."""
    usual = f"Обычно {shown(setting, USUAL[setting.key])}"
    if setting.choices:
        return usual
    least, most = (f"{number:g}".replace(".", ",") for number in (setting.least, setting.most))
    return f"{usual}, можно от {least} до {most}"


def _hint(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label


def shown(setting: Setting, value: Value) -> str:
    """A value in words, with its unit."""
    if value is None:
        return "не задано"
    if isinstance(value, str):
        return dict(setting.choices)[value]
    return " ".join(filter(None, (f"{value:g}".replace(".", ","), setting.unit)))
