"""A new programme: in which form, of which school, for which years. Everything can be changed later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...models.school import School
from ...services.formats import USUAL_FORM, Catalogue, catalogue

_YEARS = (2000, 2100)
_USUAL_LENGTH = 2

_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("full_name", "Полное название школы", "Муниципальное бюджетное общеобразовательное учреждение …"),
    ("short_name", "Короткое название", "МБОУ СОШ № …"),
    ("municipality", "Муниципалитет", "район, округ или город"),
    ("place", "Населённый пункт", "для нижней строки титульного листа"),
    ("director", "Директор", "фамилия и инициалы"),
)
"""Field of the school, label, example."""


@dataclass(frozen=True)
class NewProgramme:
    """What the person wants to begin with."""

    school: School
    years: tuple[int, int]
    format_key: str = USUAL_FORM


class NewProgrammeDialog(QDialog):
    """Asks for the form, the school and the years; only a name is required, of the school or of the municipality."""

    def __init__(self, parent: QWidget | None = None, known: Catalogue | None = None) -> None:
        super().__init__(parent)
        self._known = known or catalogue()
        self.setWindowTitle("Новая программа")
        title = QLabel("Новая программа")
        title.setProperty("role", "title")
        hint = QLabel("Все сведения можно изменить потом на титульном листе.")
        hint.setProperty("role", "hint")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form = QComboBox()
        self.form.setAccessibleName("Форма документа")
        for each in self._known.forms:
            self.form.addItem(each.title, each.key)
        self.form.setCurrentIndex(max(self.form.findData(USUAL_FORM), 0))
        self.form.currentIndexChanged.connect(self._check)
        form.addRow("Форма документа", self.form)
        if self._known.troubles:
            form.addRow("", self._troubles())
        self.fields: dict[str, QLineEdit] = {}
        for name, label, example in _FIELDS:
            field = QLineEdit()
            field.setPlaceholderText(example)
            field.setMaxLength(500)
            field.setAccessibleName(label)
            field.textChanged.connect(self._check)
            form.addRow(label, field)
            self.fields[name] = field
        form.addRow("Годы программы", self._years_row())
        self._trouble = QLabel()
        self._trouble.setProperty("role", "error")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Дальше: где хранить")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addLayout(form)
        layout.addWidget(self._trouble)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(620)
        self.fields["full_name"].setFocus()
        self._check()

    @classmethod
    def ask(cls, parent: QWidget) -> NewProgramme | None:
        """What the person wants; None when they changed their mind."""
        dialog = cls(parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wish = dialog.wish()
        dialog.deleteLater()
        return wish if accepted else None

    def wish(self) -> NewProgramme:
        """What stands in the fields."""
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        years = (self.first_year.value(), self.last_year.value())
        return NewProgramme(School(id=1, **texts), years, str(self.form.currentData()))

    def _troubles(self) -> QLabel:
        """What is wrong with the user's own forms, which are therefore not in the list."""
        label = QLabel("\n".join(self._known.troubles))
        label.setProperty("role", "error")
        label.setWordWrap(True)
        return label

    def _years_row(self) -> QHBoxLayout:
        this_year = date.today().year
        self.first_year, self.last_year = QSpinBox(), QSpinBox()
        row = QHBoxLayout()
        for box, year, name in (
            (self.first_year, this_year, "Первый год программы"),
            (self.last_year, this_year + _USUAL_LENGTH, "Последний год программы"),
        ):
            box.setRange(*_YEARS)
            box.setValue(year)
            box.setAccessibleName(name)
            box.setMinimumWidth(90)
            box.valueChanged.connect(self._check)
        row.addWidget(self.first_year)
        row.addWidget(QLabel("–"))
        row.addWidget(self.last_year)
        row.addStretch(1)
        return row

    def _check(self) -> None:
        trouble = ""
        if self.last_year.value() < self.first_year.value():
            trouble = "Последний год раньше первого."
        self._trouble.setText(trouble)
        own = self._known.forms[self.form.currentIndex()]
        asked = ("full_name", "short_name") if own.title_page else ("full_name", "short_name", "municipality")
        named = any(self.fields[name].text().strip() for name in asked)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(named and not trouble)
        self._buttons.setToolTip(
            "" if named else "Введите название школы" if own.title_page else "Введите муниципалитет"
        )
