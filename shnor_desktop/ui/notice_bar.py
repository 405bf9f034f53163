"""A sentence above the page that does not stop the work: a refused entry, a removed section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from .icons import icon


class NoticeBar(QFrame):
    """Hidden until there is something to say; goes with its cross or with the next page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offers: list[QPushButton] = []
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Закрыть сообщение")
        close.setAccessibleName("Закрыть сообщение")
        close.clicked.connect(self.hide)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(22, 6, 10, 6)
        self._layout.addWidget(self._label, 1)
        self._layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that stands there, empty when the bar is hidden."""
        return "" if self.isHidden() else self._label.text()

    def tell(self, sentence: str, kind: str = "error", offers: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a sentence; kind is «error» or «information», `offers` are buttons beside it: text and what it does."""
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        for button in self._offers:
            button.hide()  # its own click may be what has led here: it goes when that is over
            self._layout.removeWidget(button)
            button.deleteLater()
        self._offers = [_offer(text, action) for text, action in offers]
        for index, button in enumerate(self._offers, 1):
            self._layout.insertWidget(index, button)
        self.show()

    @property
    def offers_undo(self) -> bool:
        """Whether what stands there says how to take a step back: after that it is no longer true."""
        return "Ctrl+Z" in self.text or any(button.text() == "Вернуть" for button in self._offers)

    @property
    def offers(self) -> list[QPushButton]:
        """The buttons beside the sentence."""
        return list(self._offers)


def _offer(text: str, action: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the field that is typed into as it is
    button.clicked.connect(partial(_take, action))
    return button


def _take(action: Callable[[], object], _checked: bool = False) -> None:
    action()
