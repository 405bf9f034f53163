"""The two bars of the preview window: where one is and how large above, what can be done below."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSpinBox, QToolButton, QWidget

from shnor_desktop.ui.icons import icon
from shnor_desktop.ui.paper.page_view import ZOOMS, PageView

FIT_WIDTH = "По ширине"


class TopBar(QWidget):
    """Page number and zoom, tied to a view."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.back_button = _tool("▲", "Предыдущая страница")
        self.forward_button = _tool("▼", "Следующая страница")
        self.word = QLabel("Страница")
        self.page_box = QSpinBox()
        self.page_box.setAccessibleName("Номер страницы")
        self.page_box.setToolTip("Номер страницы: введите другой, чтобы перейти к ней")
        self.page_box.setKeyboardTracking(False)
        self.page_box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # the arrows beside it turn the pages
        self.count_label = QLabel()
        self.smaller_button = _tool("−", "Мельче (Ctrl+−)")
        self.larger_button = _tool("+", "Крупнее (Ctrl++)")
        self.zoom_box = QComboBox()
        self.zoom_box.setAccessibleName("Масштаб")
        self.zoom_box.setToolTip("Масштаб (Ctrl+0 – по ширине окна)")
        self.zoom_box.addItem(FIT_WIDTH, None)
        for zoom in ZOOMS:
            self.zoom_box.addItem(f"{zoom}\u00a0%", zoom)
        self._build()
        self.show_count()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.word)
        layout.addWidget(self.page_box)
        layout.addWidget(self.count_label)
        layout.addWidget(self.back_button)
        layout.addWidget(self.forward_button)
        layout.addStretch(1)
        layout.addWidget(self.smaller_button)
        layout.addWidget(self.zoom_box)
        layout.addWidget(self.larger_button)
        self.back_button.clicked.connect(self._go_back)
        self.forward_button.clicked.connect(self._go_forward)
        self.page_box.valueChanged.connect(self._go_to)
        self.smaller_button.clicked.connect(self._view.zoom_out)
        self.larger_button.clicked.connect(self._view.zoom_in)
        self.zoom_box.activated.connect(self._choose_zoom)
        self._view.current_changed.connect(self._show_current)
        self._view.zoom_changed.connect(self._show_zoom)

    def minimumSizeHint(self) -> QSize:
        """The word before the number can be done without."""
        return super().minimumSizeHint() - QSize(0 if self.word.isHidden() else self._word_width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow panel says «Страница» only to those who ask its field."""
        super().resizeEvent(event)
        self.word.setVisible(self.width() >= self.minimumSizeHint().width() + self._word_width())

    def _word_width(self) -> int:
        layout = self.layout()
        return self.word.sizeHint().width() + (layout.spacing() if layout else 0)

    def show_count(self) -> None:
        """Take over how many pages the view has."""
        count = len(self._view.pages.pages)
        self.page_box.blockSignals(True)
        self.page_box.setRange(1, max(count, 1))
        self.page_box.blockSignals(False)
        self.count_label.setText(f"из {count}" if count else "из …")
        self._show_current(self._view.current)
        for widget in (self.page_box, self.zoom_box, self.smaller_button, self.larger_button):
            widget.setEnabled(count > 0)

    def fit_width(self) -> None:
        """Zoom to the width of the window."""
        self._view.set_zoom(None)

    def _choose_zoom(self, _index: int) -> None:
        self._view.set_zoom(self.zoom_box.currentData())

    def _go_to(self, number: int) -> None:
        if number - 1 != self._view.current:
            self._view.go_to(number - 1)

    def _go_back(self) -> None:
        self._view.go_to(self._view.current - 1)

    def _go_forward(self) -> None:
        self._view.go_to(self._view.current + 1)

    def _show_current(self, index: int) -> None:
        self.page_box.blockSignals(True)
        self.page_box.setValue(index + 1)
        self.page_box.blockSignals(False)
        self.back_button.setEnabled(index > 0)
        self.forward_button.setEnabled(index + 1 < len(self._view.pages.pages))

    def _show_zoom(self) -> None:
        self.zoom_box.setCurrentIndex(self.zoom_box.findData(self._view.zoom))


class BottomBar(QWidget):
    """Buttons, and while something goes on how far it is."""

    def __init__(self, sheet_bar: QWidget) -> None:
        super().__init__()
        self._sheet_bar = sheet_bar
        self.message = QLabel()
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Готовность")
        self.stop_button = QPushButton("Остановить")
        self.stop_button.setToolTip("Прервать то, что делается сейчас")
        self.print_button = _button("Печать…", "print", "Напечатать на принтере (Ctrl+P)", "Ctrl+P")
        self.pdf_button = _button("Сохранить в PDF…", "pdf", "Сохранить страницы в файл PDF (Ctrl+S)", "Ctrl+S")
        self.close_button = _button("Закрыть", "", "Закрыть просмотр (Esc)", "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.message)
        layout.addWidget(self.progress, 1)
        layout.addWidget(self.stop_button)
        layout.addStretch(1)
        layout.addWidget(sheet_bar)
        for button in (self.print_button, self.pdf_button, self.close_button):
            layout.addWidget(button)
        for button in (self.stop_button, self.print_button, self.pdf_button, self.close_button):
            button.setAutoDefault(False)  # Enter belongs to the page number

    def show_busy(self, message: str) -> None:
        """Something has begun."""
        self.message.setText(message)
        self.progress.setValue(0)
        self._set_busy(True)

    def show_part(self, part: float) -> None:
        """So much of it is done, 0 to 1."""
        self.progress.setValue(round(part * 1000))

    def show_idle(self, message: str = "", *, has_pages: bool = True) -> None:
        """It is over."""
        self.message.setText(message)
        self._set_busy(False)
        self.print_button.setEnabled(has_pages)
        self.pdf_button.setEnabled(has_pages)

    def _set_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.stop_button.setVisible(busy)
        self._sheet_bar.setVisible(not busy)
        self.print_button.setEnabled(not busy)
        self.pdf_button.setEnabled(not busy)


def _tool(text: str, help_text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(help_text)
    button.setAccessibleName(help_text.split(" (")[0])
    button.setAutoRaise(True)
    return button


def _button(text: str, picture: str, help_text: str, keys: str) -> QPushButton:
    button = QPushButton(text)
    button.setIcon(icon(picture) if picture else QIcon())
    button.setToolTip(help_text)
    button.setShortcut(QKeySequence(keys))
    return button
