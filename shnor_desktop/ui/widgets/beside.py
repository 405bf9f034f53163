"""A short word beside the current row: that something small has worked, gone by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QToolTip

MILLISECONDS = 3500

_AGAIN = 200
"""Milliseconds after which the keyboard is back from a menu that closed; its coming back takes every word away."""


def tell_beside(view: QAbstractItemView, text: str) -> None:
    """Show a word below the current cell for a moment."""
    _show(view, text)
    again = QTimer(view)
    again.setSingleShot(True)
    again.timeout.connect(partial(_show_lost, view, text))
    again.timeout.connect(again.deleteLater)
    again.start(_AGAIN)


def _show(view: QAbstractItemView, text: str) -> None:
    spot = view.visualRect(view.currentIndex()).bottomLeft()
    QToolTip.showText(view.viewport().mapToGlobal(spot), text, view, msecShowTime=MILLISECONDS)


def _show_lost(view: QAbstractItemView, text: str) -> None:
    if view.isVisible() and not QToolTip.isVisible():
        _show(view, text)
