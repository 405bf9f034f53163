"""What this program is, its version, and where its log lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ... import __version__
from ..icons import icon
from .sizes import open_at

_TEXT = (
    "Хранит школьную программу повышения качества образования в одном файле и печатает её в той форме, "
    "которую требует муниципалитет. Ничего не отправляет в интернет."
)


class AboutDialog(QDialog):
    """Short, with the picture of the program."""

    def __init__(self, log: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("О программе")
        picture = QLabel()
        picture.setPixmap(icon("app").pixmap(QSize(64, 64), self.devicePixelRatioF()))
        title = QLabel("Программа школы")
        title.setProperty("role", "title")
        text = QLabel(_TEXT)
        text.setWordWrap(True)
        lines = [f"Версия {__version__}, Qt {qVersion()}. Лицензия MIT."]
        if log:
            lines.append(f"Журнал: {log}")
        facts = QLabel("\n".join(lines))
        facts.setProperty("role", "hint")
        facts.setWordWrap(True)
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        for label in (title, text, facts):
            words.addWidget(label)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(buttons)
        open_at(self, 500, 220)
