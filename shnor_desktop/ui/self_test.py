"""`shnor-desktop --self-test [REPORT]`: the installed program looks whether it is whole and writes what it found."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QEventLoop, QSize, qVersion
from PySide6.QtGui import QFontInfo, QFontMetricsF, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.self_test import (
    EXAMPLE,
    SelfTestError,
    Step,
    expect,
    report,
    service_steps,
    taken,
    write_report,
)
from shnor_desktop.services.user_folder import VARIABLE, user_folder
from shnor_desktop.ui.icons import icon
from shnor_desktop.ui.main_window import MainWindow
from shnor_desktop.ui.paper.writers import PAPER_WRITERS
from shnor_desktop.ui.translation import speak_russian

REPORT_NAME = "self-test.txt"
"""The report's name in the program's own folder, where no other was named."""

_PATIENCE = 60.0
"""Seconds until the window must show the file: a cold start from a slow stick takes long."""

_BUTTONS = {"Ok": "OK", "Cancel": "Отмена", "Save": "Сохранить", "Yes": "Да", "No": "Нет", "Close": "Закрыть"}
"""Qt's standard buttons as the Russian texts of Qt call them."""

_LETTERS = "АЯаяЁё«»№–"


class Program(Protocol):
    """What the test needs of `app.Program`, which stands above it."""

    window: MainWindow

    def end(self) -> None:
        """Let go of everything."""


Start = Callable[[QApplication, Path, Path], Program]
"""Starts the program on a file, with its own data in a folder."""


def main(arguments: Sequence[str], start: Start) -> int:
    """Take all steps, write the report, print it where there is a console; 0 when all is well, 1 when not."""
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        raise UserError("Команда записана неверно: shnor-desktop --self-test [ОТЧЁТ.txt].")
    out = Path(arguments[0]) if arguments else user_folder() / REPORT_NAME
    app = _application()
    with tempfile.TemporaryDirectory(prefix="shnor-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ[VARIABLE] = str(folder / "данные")  # her own settings and copies stay as they are
        (folder / "данные").mkdir()
        outcomes = taken([*service_steps(folder, PAPER_WRITERS), *window_steps(app, folder, start)])
    text = report(outcomes, {"Qt": f"{qVersion()}, {QGuiApplication.platformName()}"})
    write_report(text, out)
    print(text, end="")
    print(f"Отчёт: {out}")
    return 0 if all(outcome.good for outcome in outcomes) else 1


def _application() -> QApplication:
    """As `app.main` makes it; without a screen, where there is none, so that a server can run the test."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(["shnor-desktop", "-style", "Fusion"])
    app.setApplicationName("shnor-desktop")
    app.setQuitOnLastWindowClosed(False)
    speak_russian(app)
    return app


def window_steps(app: QApplication, folder: Path, start: Start) -> list[Step]:
    """What needs a window; the example's file lies in the folder already."""
    return [
        Step("Окно", lambda: _window(app, folder, start)),
        Step("Русские кнопки", _buttons),
        Step("Шрифт окна", lambda: _window_font(app)),
        Step("Шрифт бумаги", _paper_font),
        Step("Значки", _icons),
        Step("Картинки", _pictures),
        Step("График", lambda: _chart(folder / EXAMPLE)),
        Step("Таблица из буфера обмена", _table),
        Step("Принтеры", _printers),
    ]


def _window(app: QApplication, folder: Path, start: Start) -> str:
    begin = time.monotonic()
    program = start(app, folder / EXAMPLE, folder / "данные")
    window = program.window
    try:
        while time.monotonic() - begin < _PATIENCE:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if hasattr(program, "commands") and window.navigation.ids:
                break
        expect(hasattr(program, "commands") and window.navigation.ids, "файл не показан за минуту")
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 500)
        took = time.monotonic() - begin
        colours = _colours(window.grab().toImage())
        expect(colours > 8, f"окно пустое, цветов в нём: {colours}")
        title = window.windowTitle()
        expect(title, "у окна нет заголовка")
    finally:
        window.close()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        program.end()
    return f"«{title}», {window.width()}×{window.height()}, показано за {took:.1f} с"


def _colours(image: QImage) -> int:
    """How many colours a picture has, counted on a grid."""
    step = 7
    return len({image.pixel(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)})


def _buttons() -> str:
    box = QDialogButtonBox()
    texts = {}
    for name in _BUTTONS:
        button = box.addButton(QDialogButtonBox.StandardButton[name])
        texts[name] = button.text().replace("&", "")
    wrong = [f"{name} – «{text}»" for name, text in texts.items() if text != _BUTTONS[name]]
    expect(not wrong, "не по-русски: " + ", ".join(wrong))
    return ", ".join(texts.values())


def _window_font(app: QApplication) -> str:
    metrics = QFontMetricsF(app.font())
    missing = [letter for letter in _LETTERS if not metrics.inFontUcs4(ord(letter))]
    expect(not missing, f"в шрифте «{QFontInfo(app.font()).family()}» нет букв: {' '.join(missing)}")
    return QFontInfo(app.font()).family()


def _paper_font() -> str:
    from shnor_desktop.ui.paper.fonts import FAMILIES, FontBook
    from shnor_desktop.ui.paper.pages import Look

    font = FontBook().font(Look(size=280))
    family = QFontInfo(font).family()
    missing = [letter for letter in _LETTERS if not QFontMetricsF(font).inFontUcs4(ord(letter))]
    expect(not missing, f"в шрифте «{family}» нет букв: {' '.join(missing)}")
    close = any(family.startswith(name) for name in FAMILIES[:2])
    return family + ("" if close else f" – строки будут другой длины, чем в Word: поставьте {FAMILIES[1]}")


def _icons() -> str:
    picture = icon("app").pixmap(QSize(64, 64)).toImage()
    expect(_colours(picture) > 2, "значок программы пуст")
    return "нарисованы"


def _pictures() -> str:
    from PySide6.QtGui import QImageReader

    held = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    missing = {"png", "jpg", "gif", "bmp", "svg"} - held
    expect(not missing, "не читаются картинки: " + ", ".join(sorted(missing)))
    return "читаются: " + ", ".join(sorted(held))


def _chart(school: Path) -> str:
    from shnor_desktop.models.indicators import Indicator
    from shnor_desktop.services.courses import Courses
    from shnor_desktop.services.indicator_chart import chart_of
    from shnor_desktop.services.school_file import SchoolFile
    from shnor_desktop.ui.charts import image_of

    with SchoolFile.open(school) as file:
        courses = Courses(file)
        charts = (chart_of(row, courses.values(row.id), courses.of(row)) for row in file.rows(Indicator))
        chart = next((chart for chart in charts if chart), None)
    if chart is None:
        raise SelfTestError("в примере школы нет показателя с числами")
    colours = _colours(image_of(chart))
    expect(colours > 3, f"график пуст, цветов в нём: {colours}")
    return "нарисован"


def _table() -> str:
    from shnor_desktop.services.tabular import from_html

    block = from_html("<table><tr><td>Мероприятие<td>Срок</table>")
    expect(block and block.rows == (("Мероприятие", "Срок"),), f"прочитано не то: {block}")
    return "прочитана"


def _printers() -> str:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    expect(QPrinter().supportedResolutions() is not None, "печать недоступна")
    names = QPrinterInfo.availablePrinterNames()
    return f"принтеров: {len(names)}"
