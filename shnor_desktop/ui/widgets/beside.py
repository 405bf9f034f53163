"""A short word beside the current row: that something small has worked, gone by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QToolTip

MILLISECONDS = 3500


def tell_beside(view: QAbstractItemView, text: str) -> None:
    """Show a word below the current cell for a moment."""
    spot = view.visualRect(view.currentIndex()).bottomLeft()
    QToolTip.showText(view.viewport().mapToGlobal(spot), text, view, msecShowTime=MILLISECONDS)
