"""Starts the program in a process of its own and prints what each moment of the start had loaded, for `test_start.py`.

`python start_child.py bare`, `… window`, `… page FILE.shnor`: one line of JSON, modules and the number of enumerations.
"""

from __future__ import annotations

import enum
import os
import sys
from typing import Any

BEFORE = frozenset(sys.modules)
made: list[str] = []


def count_enums() -> None:
    """Note every enumeration from now on: PySide makes those of a type, each in Python, when the type is first used."""
    make = enum.EnumType.__new__

    def noted(*arguments: Any, **named: Any) -> Any:
        made.append(arguments[1])
        return make(*arguments, **named)

    enum.EnumType.__new__ = noted


def tell() -> None:
    """Say it and go: nothing that comes later belongs to the start."""
    modules = sorted(set(sys.modules) - BEFORE)
    import json

    print(json.dumps({"modules": modules, "enums": len(made)}), flush=True)
    os._exit(0)


def bare() -> None:
    """A window of PySide with a table, as in benchmarks/startup.py."""
    from PySide6.QtCore import QAbstractTableModel, Qt, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Model(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:
            return 0

        def columnCount(self, parent: Any = None) -> int:
            return 6

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            return None

    app = QApplication(["bare"])
    window, view, model = QMainWindow(), QTableView(), Model()
    view.setModel(model)
    window.setCentralWidget(view)
    window.show()
    QTimer.singleShot(50, tell)
    app.exec()


def ours(moment: str, arguments: list[str]) -> None:
    """The program, up to its first painted window or to the page of a file."""
    import shnor_desktop.app as program

    class Watched(program.MainWindow):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            if moment == "window":
                self.painted.connect(tell)

        def take_page(self, page: Any) -> None:
            super().take_page(page)
            if page is not None:
                program.QTimer.singleShot(0, tell)

    program.MainWindow = Watched
    program.main(arguments)


if __name__ == "__main__":
    count_enums()
    bare() if sys.argv[1] == "bare" else ours(sys.argv[1], sys.argv[2:])
