"""The panel of the check beside the page: findings by section, each with a way there and, where it is sure, a fix."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..services.checks import SEVERITIES
from ..services.checks.fixes import Fix
from ..services.checks.report import Remark, Report
from .icons import icon
from .widgets.finding_delegate import GRADES, REMARK, FindingDelegate, head_of

MOST = 150
"""Findings that are shown; with more there is enough to do until the list is counted anew."""

_WIDTH, _NARROW, _PART = 340, 264, 0.25
"""As wide as that, in a small window a part of it, but no narrower."""

_WORDS_FROM = 330
"""In a narrower panel the switches show numbers without words."""

_PLACE = REMARK + 1
_KEYS = "F8 – следующее замечание, Shift+F8 – предыдущее"
_CHIPS = {"error": "Ошибки", "warning": "Внимание", "hint": "Подсказки"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChecksPanel(QFrame):
    """Hidden until it is opened. It shows reports and asks for places and fixes; others find and write."""

    asked = Signal(object)
    """A finding was chosen."""

    mended = Signal(list)
    """Fixes to apply as one step."""

    closed = Signal()
    """The panel was closed by the person."""

    hidden = Signal()
    """Nobody sees the panel any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checksPanel")
        self.setAccessibleName("Проверка программы")
        self.setMinimumWidth(_NARROW)
        self._report: Report | None = None
        self._items: list[QTreeWidgetItem] = []
        self._grades: list[int] = []
        self._visited = False
        self._hints_by_hand = False
        self.tree = QTreeWidget()
        self.empty = QLabel()
        self.note = QLabel(_KEYS)
        self.chips: dict[str, QToolButton] = {}
        self.fixes: list[QPushButton] = []
        self._body = QStackedWidget()
        self._fix_column = QVBoxLayout()
        self._dress_tree()
        self._dress_empty()
        self._lay_out()
        self.show_report(None)
        self.hide()

    # building

    def _dress_tree(self) -> None:
        self.tree.setAccessibleName("Замечания")
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(8)
        self.tree.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setItemDelegate(FindingDelegate(self.tree))
        self.tree.itemClicked.connect(self._clicked)
        self.tree.currentItemChanged.connect(self._current_changed)
        self.tree.installEventFilter(self)
        self.tree.viewport().installEventFilter(self)

    def _dress_empty(self) -> None:
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setContentsMargins(4, 12, 4, 4)

    def _lay_out(self) -> None:
        title = QLabel("Проверка")
        title.setProperty("role", "heading")
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Закрыть проверку (Esc)")
        close.setAccessibleName("Закрыть проверку")
        close.setAutoRaise(True)
        close.clicked.connect(self.close_panel)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(close)
        for widget in (self.tree, self.empty):
            self._body.addWidget(widget)
        self._fix_column.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._chips())
        column.addWidget(self._body, 1)
        column.addLayout(self._fix_column)
        self.note.setProperty("role", "hint")
        self.note.setWordWrap(True)
        column.addWidget(self.note)

    def _chips(self) -> QHBoxLayout:
        """A switch for each grade; hints wait until there is nothing graver or somebody wants them."""
        row = QHBoxLayout()
        row.setSpacing(4)
        for severity in SEVERITIES:
            chip = QToolButton()
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(True)
            chip.setIcon(icon(severity))
            chip.setIconSize(QSize(14, 14))
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.toggled.connect(self._filtered)
            chip.clicked.connect(self._clicked_chip)
            self.chips[severity] = chip
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def sizeHint(self) -> QSize:
        """Narrow beside a page, narrower still in a small window."""
        width = max(_NARROW, min(_WIDTH, int(self.window().width() * _PART)))
        return QSize(width, super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """The window may be of another size than before."""
        super().showEvent(event)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words on the switches where there is room for them."""
        super().resizeEvent(event)
        self._name_chips()

    # what the window asks

    def open(self) -> None:
        """Show the panel with the keyboard in its list."""
        self.show()
        (self.tree if self._items else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()

    def show_report(self, report: Report | None) -> None:
        """Show what was found; None while the first check is under way. The chosen finding stays chosen."""
        same = report is not None and self._report is not None and _faces(report) == _faces(self._report)
        self._report = report
        for severity, chip in self.chips.items():
            chip.setVisible(bool(report and report.count(severity)))
        self._name_chips()
        self._fold_hints()
        if not same:
            self._show_remarks()
        else:
            self._show_again()

    def _fold_hints(self) -> None:
        """First what must be mended: hints come into sight by themselves when all of it is."""
        if self._report is not None and not self._hints_by_hand:
            blocked = self.chips["hint"].blockSignals(True)
            self.chips["hint"].setChecked(not (self._report.count("error") or self._report.count("warning")))
            self.chips["hint"].blockSignals(blocked)

    def _clicked_chip(self) -> None:
        self._hints_by_hand = self._hints_by_hand or self.sender() is self.chips["hint"]

    def _name_chips(self) -> None:
        for severity, chip in self.chips.items():
            count = self._report.count(severity) if self._report else 0
            words = f"{_CHIPS[severity]} {count}"
            chip.setText(words if self.width() >= _WORDS_FROM else str(count))
            chip.setAccessibleName(words)
            chip.setToolTip(f"Показывать: {_CHIPS[severity].lower()}")

    def shown(self) -> list[Remark]:
        """The remarks in the list, in order."""
        return [_remark(item) for item in self._items]

    def current(self) -> Remark | None:
        """The remark that is chosen."""
        at = self._at()
        return _remark(self._items[at]) if at >= 0 else None

    def step(self, by: int) -> None:
        """Go to the next finding (1) or the one before (−1), the grave ones first, round the end.

        A new one at hand comes before the others.
        """
        if not self._items:
            return
        order, at = self._by_gravity(), self._at()
        if at < 0:
            at = order[0]
        elif self._visited or by < 0:
            at = order[(order.index(at) + by) % len(order)]
        self.tree.setCurrentItem(self._items[at])
        self.tree.scrollToItem(self._items[at])
        self._go(self._items[at])

    def _by_gravity(self) -> list[int]:
        """Places in the list in the order in which findings are gone through: errors of all sections, then the rest."""
        return sorted(range(len(self._grades)), key=lambda place: (self._grades[place], place))

    # the list

    def _show_remarks(self) -> None:
        before, at = self.current(), max(self._at(), 0)
        wanted = [remark for remark in self._remarks() if self.chips[remark.finding.severity].isChecked()]
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        self._items = []
        self._grades = [_gravity(remark) for remark in wanted[:MOST]]
        tops: dict[int, QTreeWidgetItem] = {}
        totals: dict[int, int] = {}
        for remark in wanted:
            totals[remark.finding.section_id] = totals.get(remark.finding.section_id, 0) + 1
        for remark in wanted[:MOST]:
            id_ = remark.finding.section_id
            if id_ not in tops:
                tops[id_] = QTreeWidgetItem([f"{remark.section}  ·  {totals[id_]}"])
                tops[id_].setFlags(Qt.ItemFlag.ItemIsEnabled)
                tops[id_].setToolTip(0, remark.section)
            item = _item(remark, len(self._items))
            tops[id_].addChild(item)
            self._items.append(item)
        self.tree.addTopLevelItems(list(tops.values()))
        self.tree.expandAll()
        self.tree.blockSignals(blocked)
        self._choose(before, at)
        self._show_empty(len(wanted))
        self._show_fixes()

    def _show_again(self) -> None:
        """The same findings: only what is written by their fixes may be another."""
        remarks = [remark for remark in self._remarks() if self.chips[remark.finding.severity].isChecked()]
        for item, remark in zip(self._items, remarks, strict=False):
            item.setData(0, REMARK, remark)
        self._show_fixes()

    def _remarks(self) -> Sequence[Remark]:
        return self._report.remarks if self._report else ()

    def _at(self) -> int:
        """Which finding of the list is chosen, −1 for none."""
        item = self.tree.currentItem()
        return int(item.data(0, _PLACE)) if item is not None and item.parent() is not None else -1

    def _choose(self, before: Remark | None, at: int) -> None:
        """The same finding, or the next one as grave that was not looked at yet."""
        if not self._items:
            return
        if before is not None:
            key = _key(before)
            for item in self._items:
                if _key(_remark(item)) == key:
                    self.tree.setCurrentItem(item)
                    return
        self._visited = False
        order = self._by_gravity()
        least = (_gravity(before), at) if before is not None else (0, 0)
        graver = (place for place in order if (self._grades[place], place) >= least)
        self.tree.setCurrentItem(self._items[next(graver, order[0])])

    def _show_empty(self, wanted: int) -> None:
        self._body.setCurrentWidget(self.tree if wanted else self.empty)
        self.note.setText(f"Показаны первые {MOST} замечаний из {wanted}. {_KEYS}" if wanted > MOST else _KEYS)
        self.note.setVisible(bool(wanted))
        if self._report is None:
            text = "Проверяю…"
        elif not self._report.remarks:
            text = all_well(self._report.looked_at)
        else:
            text = "В этом отборе замечаний нет. Включите вверху ошибки, внимание или подсказки."
        self.empty.setText(text)
        self.empty.setAccessibleName(text)

    def _show_fixes(self) -> None:
        for button in self.fixes:
            self._fix_column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.fixes = []
        remark = self.current()
        for fix in remark.fixes if remark else ():
            self._add_fix(fix.label, [fix], "Можно отменить: Ctrl+Z")
            alike = self._report.alike(fix) if self._report else []
            if len(alike) > 1:
                self._add_fix(f"{fix.label} везде ({len(alike)})", alike, "Одним действием; отменить: Ctrl+Z")
        if self.fixes:
            self.fixes[0].setToolTip(f"{self.fixes[0].toolTip()}. Из списка: Ctrl+Enter")

    def _add_fix(self, label: str, fixes: list[Fix], hint: str) -> None:
        button = QPushButton(label)
        button.setToolTip(hint)
        button.setAccessibleName(label)
        button.clicked.connect(partial(self._mend, fixes))
        self._fix_column.addWidget(button)
        self.fixes.append(button)

    # what the person does

    def _filtered(self) -> None:
        self._show_remarks()

    def _clicked(self, item: QTreeWidgetItem) -> None:
        self._go(item)

    def _go(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self._visited = True
            self.asked.emit(_remark(item).finding)

    def _current_changed(self) -> None:
        self._visited = False
        self._show_fixes()

    def _mend(self, fixes: list[Fix], _checked: bool = False) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes with its finding
        self.mended.emit(fixes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, wherever in the panel the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say so when the panel itself is hidden, not the window."""
        super().hideEvent(event)
        if not event.spontaneous() and self.isHidden():
            self.hidden.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list Enter goes to the place, Ctrl+Enter applies the first fix; reasons are wrapped to its width."""
        if event.type() == QEvent.Type.Resize and watched is self.tree.viewport():
            self.tree.scheduleDelayedItemsLayout()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if self.fixes:
                    self.fixes[0].click()
            elif self._at() >= 0:
                self._go(self._items[self._at()])
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return True
        return super().eventFilter(watched, event)


def all_well(looked_at: str) -> str:
    """What is said when nothing was found."""
    what = f"Проверено: {looked_at}.\n\n" if looked_at else ""
    return (
        f"Всё в порядке – замечаний нет.\n\n{what}"
        "Заполнены титульный лист и паспорт, у мероприятий есть сроки и ответственные, у показателей – единицы и "
        "значения, числа, годы и номера сходятся, названные приложения на месте.\n\nМожно печатать и отправлять."
    )


def _item(remark: Remark, place: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, _PLACE, place)
    item.setData(0, REMARK, remark)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{head_of(remark)}: {remark.finding.message}")
    item.setToolTip(0, f"{GRADES[remark.finding.severity]}: {remark.finding.where}")
    return item


def _gravity(remark: Remark) -> int:
    return SEVERITIES.index(remark.finding.severity)


def _remark(item: QTreeWidgetItem) -> Remark:
    remark: Remark = item.data(0, REMARK)
    return remark


def _key(remark: Remark) -> tuple[str, str, str]:
    return remark.finding.code, remark.finding.place, remark.finding.detail


def _faces(report: Report) -> list[object]:
    return [(remark.finding, remark.section) for remark in report.remarks]
