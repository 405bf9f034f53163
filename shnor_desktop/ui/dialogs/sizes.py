"""How large a dialog opens: as it likes best, but never larger than the screen it opens on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

AROUND = 40
"""Pixels of the screen that a dialog leaves: its frame, a bar of the system."""


def open_at(dialog: QWidget, width: int, height: int) -> None:
    """Give a window this size, less where the screen of the window it belongs to is smaller."""
    room = (dialog.parentWidget() or dialog).screen().availableSize()
    dialog.resize(min(width, room.width() - AROUND), min(height, room.height() - AROUND))
