"""What somebody who does not see the window, or has no mouse, meets in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)


def controls(root: QWidget) -> Iterator[QWidget]:
    """What a person can reach by Tab below a widget, and the widget itself."""
    for widget in (root, *root.findChildren(QWidget)):
        by_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        inner = isinstance(widget.parentWidget(), QComboBox | QAbstractItemView)
        inner = inner or widget.focusProxy() is not None or widget.objectName().startswith("qt_")
        if widget.isVisible() and widget.isEnabled() and by_tab and not inner:
            yield widget


def spoken(widget: QWidget) -> str:
    """What a screen reader says of it."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.text(QAccessible.Text.Name).replace("&", "").strip()


def is_frame(widget: QWidget) -> bool:
    """A scroll area only carries what stands in it."""
    return type(widget) is QScrollArea


def nameless(root: QWidget) -> list[str]:
    return [described(widget) for widget in controls(root) if not is_frame(widget) and not spoken(widget)]


def tipless(root: QWidget) -> list[str]:
    """Buttons that show a picture and no word need a tip."""
    buttons = (widget for widget in root.findChildren(QAbstractButton) if widget.isVisible())
    wordless = (button for button in buttons if len(button.text().strip()) < 2 or _icon_only(button))
    bare = (button for button in wordless if not button.findChildren(QLabel))  # a tile has its words in labels
    return [described(button) for button in bare if not button.icon().isNull() and not button.toolTip()]


def _icon_only(button: QAbstractButton) -> bool:
    return isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly


def described(widget: QWidget) -> str:
    line = []
    at: QWidget | None = widget
    while at is not None:
        line.append(type(at).__name__ + (f"#{at.objectName()}" if at.objectName() else ""))
        at = at.parentWidget()
    return " < ".join(line[:5])


def unreached(window: QWidget, root: QWidget) -> list[str]:
    """Controls of a part of the window to which Tab does not come in one round."""
    wanted = {widget for widget in controls(root) if not isinstance(widget, QLabel)}
    met: set[QWidget] = set()
    at = window
    for _ in range(4000):
        at = at.nextInFocusChain()
        met.add(at)
        if at is window:
            break
    return [described(widget) for widget in wanted - met]
