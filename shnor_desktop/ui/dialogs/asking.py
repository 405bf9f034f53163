"""The frame of a small dialog that asks for a few things: the fields, a way back, and the one thing it is for."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout


def lay_out(dialog: QDialog, form: QFormLayout, verb: str) -> None:
    """Put the fields into the dialog, «Отмена» and the button called `verb` below them; Enter presses that button."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    main = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addLayout(form)
    column.addWidget(buttons)
    main.setDefault(True)  # inside the dialog: before that «Отмена» would take Enter
