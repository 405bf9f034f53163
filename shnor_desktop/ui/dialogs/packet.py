"""The dialog of a control date: what is due, what is still missing, where the papers go and how they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from textwrap import shorten

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...models.errors import UserError
from ...services.packet.changes import changes
from ...services.packet.log import made_on
from ...services.packet.making import Wish
from ...services.packet.missing import missing
from ...services.packet.names import FIELDS, file_name
from ...services.packet.requested import Request, year_to_add
from ...services.packet.small_numbers import small_numbers
from ...services.queries import ProgrammeData
from ...services.wording import plural
from ..colours import colours
from .sizes import open_at

_MOST_SHOWN = 8
"""Gaps that are named; the rest are counted."""
_LONGEST = 120


@dataclass(frozen=True)
class PacketChoice:
    """What the person decided."""

    request: Request
    folder: Path
    wish: Wish


class PacketDialog(QDialog):
    """Control dates at the left; at the right what goes, what is missing, and the few fields of the letter."""

    def __init__(
        self,
        data: ProgrammeData,
        requests: Sequence[Request],
        today: date,
        wish: Wish,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Отчёт в муниципалитет")
        self._data, self._requests, self._today = data, list(requests), today
        self._make_list()
        self.summary = QTextBrowser()
        self.summary.setAccessibleName("Что пойдёт и чего не хватает")
        self.summary.setTabChangesFocus(True)
        self._make_fields(wish, folder)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.pattern.textChanged.connect(self._show_name)
        self.list.setCurrentRow(self._due())
        self.list.setFocus()

    @classmethod
    def choose(
        cls,
        data: ProgrammeData,
        requests: Sequence[Request],
        today: date,
        wish: Wish,
        folder: Path,
        parent: QWidget,
    ) -> PacketChoice | None:
        """The person's choice; None when they thought better of it."""
        dialog = cls(data, requests, today, wish, folder, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.choice if accepted else None

    @property
    def request(self) -> Request:
        """The report that is selected."""
        return self._requests[max(self.list.currentRow(), 0)]

    @property
    def choice(self) -> PacketChoice:
        """What stands in the fields."""
        wish = Wish(self.to.text().strip(), self.addressee.text().strip(), self.pattern.text(), self.pdf.isChecked())
        return PacketChoice(self.request, Path(self.folder.text()), wish)

    def _due(self) -> int:
        """The report that comes next, else the last."""
        ahead = (index for index, one in enumerate(self._requests) if one.day and one.day >= self._today)
        return next(ahead, len(self._requests) - 1)

    # parts

    def _make_list(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName("Контрольные сроки")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._requests:
            past = one.day is not None and one.day < self._today
            made = made_on(self._data.reports, one)
            told = f"\n✓ собран {made}" if made else " (срок прошёл)" if past else ""
            item = QListWidgetItem(one.title + told)
            if past:
                item.setForeground(QColor(colours().soft))
            self.list.addItem(item)

    def _make_fields(self, wish: Wish, folder: Path) -> None:
        self.addressee = _field(wish.addressee or self._data.school.founder, "Кому письмо")
        self.to = _field(wish.to, "Адрес почты")
        self.to.setPlaceholderText("otdel@example.ru; можно вписать и в почте")
        self.folder = _field(str(folder), "Папка для файлов")
        self.browse = QPushButton("Выбрать…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.pattern = _field(wish.pattern, "Образец имени файла")
        self.pattern.setToolTip("Можно ставить " + ", ".join(f"{{{name}}}" for name in FIELDS))
        self.sample = QLabel()
        self.sample.setProperty("role", "hint")
        self.sample.setWordWrap(True)
        self.pdf = QCheckBox("Приложить и PDF")
        self.pdf.setChecked(wish.pdf)

    def _lay_out(self) -> None:
        title = QLabel("Отчёт в муниципалитет")
        title.setProperty("role", "title")
        hint = QLabel("Таблицы Excel, документ Word и PDF, сопроводительное письмо и черновик почты – одной папкой.")
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Кому", self.addressee)
        form.addRow("Почта", self.to)
        form.addRow("Папка", place)
        form.addRow("Имя файла", self.pattern)
        form.addRow("", self.sample)
        form.addRow("", self.pdf)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary, 1)
        column.addLayout(form)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([340, 640])
        splitter.setChildrenCollapsible(False)
        self.make_button = QPushButton("Собрать")
        self.make_button.setProperty("kind", "primary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.make_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (title, hint):
            layout.addWidget(widget)
        layout.addWidget(splitter, 1)
        layout.addWidget(buttons)
        self.make_button.setDefault(True)
        open_at(self, 1000, 640)

    # what is shown

    def _show(self) -> None:
        request = self.request
        self.summary.setHtml(_page(self._data, request))
        self._show_name()

    def _show_name(self) -> None:
        request = self.request
        stage = request.wave.title.split()[0].lower() if request.wave else ""
        school = self._data.school.short_name or self._data.school.full_name or "Школа"
        try:
            name = file_name(
                self.pattern.text(), ".xlsx", school=school, document="Приложение", wave=stage, day=request.day
            )
        except UserError as error:
            name = str(error)
            self.make_button.setEnabled(False)
        else:
            self.make_button.setEnabled(bool(request.sections))
        self.sample.setText(name)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Папка для отчёта", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if dialog.exec() and dialog.selectedFiles():
            self.folder.setText(dialog.selectedFiles()[0])


def _field(text: str, name: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    return field


def _page(data: ProgrammeData, request: Request) -> str:
    """What goes, what is missing, what could give somebody away."""
    wave = request.wave.key if request.wave else ""
    parts = [f"<p><b>{escape(request.title)}</b></p>"]
    if not request.sections:
        sentence = "В этой строке графика не названо ни приложения, ни раздела. Допишите их в разделе «Мониторинг»."
        return f'{parts[0]}<p style="color:{colours().error}">⚠ {sentence}</p>'
    if request.wave:
        parts.append(f"<p>{escape(request.wave.title)} по состоянию на {escape(request.wave.as_of)}</p>")
    if year := year_to_add(data, request):
        sentence = f"Мониторинга {year} года ещё нет, пойдут прежние ответы. На странице приложения нажмите «Ещё год»."
        parts.append(f'<p style="color:{colours().error}">⚠ {sentence}</p>')
    parts.append(_listed("Пойдут:", [section.entry.title for section in request.sections]))
    gaps = missing(data, request.sections, wave)
    if gaps:
        count = plural(len(gaps), "место не заполнено", "места не заполнены", "мест не заполнено")
        parts.append(_listed(f"◔ {count}:", _short([gap.text for gap in gaps])))
    else:
        parts.append("<p>✓ Всё заполнено.</p>")
    small = small_numbers(data, request.sections, wave)
    if small:
        head = "⚠ Малые числа: по ним можно узнать человека. Решите, отправлять ли их:"
        parts.append(_listed(head, _short([one.text for one in small])))
    changed = changes(data, request.sections, wave)
    if changed:
        head = f"Изменилось с прошлого этапа: {len(changed)}"
        parts.append(_listed(head, _short([f"{one.was} → {one.became}: {one.text}" for one in changed])))
    return "".join(parts)


def _short(texts: list[str]) -> list[str]:
    shown = [shorten(text, _LONGEST, placeholder="…") for text in texts[:_MOST_SHOWN]]
    rest = len(texts) - _MOST_SHOWN
    return [*shown, f"и ещё {rest}"] if rest > 0 else shown


def _listed(head: str, texts: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(' '.join(text.split()))}</li>" for text in texts)
    return f'<p style="margin:6px 0 0 0">{escape(head)}</p><ul style="margin:2px 0 0 -18px">{items}</ul>'
