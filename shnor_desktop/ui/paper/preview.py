"""The preview window: the pages as they will be printed, with printing and saving to PDF."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QPageSize, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QVBoxLayout, QWidget

from shnor_desktop.models.errors import UserError
from shnor_desktop.services.documents.tree import Document
from shnor_desktop.services.jobs import Progress
from shnor_desktop.ui.paper.fitting import AS_IS
from shnor_desktop.ui.paper.page_view import PageView
from shnor_desktop.ui.paper.pages import Pages
from shnor_desktop.ui.paper.paginate import layout_document
from shnor_desktop.ui.paper.pdf import SHEETS, write_pages
from shnor_desktop.ui.paper.preview_bars import BottomBar, TopBar
from shnor_desktop.ui.paper.sheet_bar import SheetBar
from shnor_desktop.ui.paper.worker import PaperThread

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


NO_PRINTER = "Принтер не найден. Подключите принтер или сохраните страницы в PDF и напечатайте в другом месте."


class PreviewDialog(QDialog):
    """Shows a document page by page; laying it out and saving go on in the background.

    `file_name` is what a PDF is to be called, with or without its folder.
    """

    turns = True
    """Whether sheets may be turned for the printer."""

    def __init__(self, document: Document, parent: QWidget | None = None, *, file_name: str = "") -> None:
        super().__init__(parent)
        self._file_name = file_name or document.title or "Документ"
        self._thread: PaperThread | None = None
        self._printing: Generator[float, None, None] | None = None
        self._print_timer = QTimer(self)
        self._print_timer.timeout.connect(self._print_next)
        self.setWindowTitle(f"Просмотр: {document.title}" if document.title else "Просмотр")
        self.resize(1000, 800)
        self.view = PageView()
        self.top_bar = TopBar(self.view)
        self.sheet_bar = SheetBar(turns=self.turns)
        self.bottom_bar = BottomBar(self.sheet_bar)
        self._build()
        self._document = document
        self.lay_out()

    def lay_out(self) -> None:
        """Make the pages in the background and show them."""
        self._start(self.work(), "Раскладываю по страницам…", self._show_pages)

    def work(self) -> Callable[[Progress], object]:
        """What makes the pages."""
        return partial(_layout, self._document)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.bottom_bar)
        self.bottom_bar.print_button.clicked.connect(self.print_pages)
        self.bottom_bar.pdf_button.clicked.connect(self.save_pdf)
        self.bottom_bar.stop_button.clicked.connect(self.stop)
        self.bottom_bar.close_button.clicked.connect(self.reject)
        for keys, slot in (
            ("Ctrl++", self.view.zoom_in),
            ("Ctrl+=", self.view.zoom_in),
            ("Ctrl+-", self.view.zoom_out),
            ("Ctrl+0", self.top_bar.fit_width),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self.view.setFocus()

    def is_busy(self) -> bool:
        """Whether pages are being laid out, saved or printed."""
        return self._thread is not None or self._printing is not None

    def stop(self) -> None:
        """Give up what is going on."""
        if self._thread is not None:
            self._thread.cancel()
        self._end("Остановлено.")

    def done(self, result: int) -> None:
        """Close: what is still going on is given up first."""
        if self.is_busy():
            self.stop()
        super().done(result)

    def save_pdf(self) -> None:
        """Ask for a file and save the pages to it."""
        name = self._file_name if self._file_name.lower().endswith(".pdf") else f"{self._file_name}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, "Сохранить в PDF", name, "Файлы PDF (*.pdf)")
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        sheet = self.sheet_bar
        turn = sheet.turn if self.turns else AS_IS
        self._start(
            partial(_save, self.view.pages, path, sheet.paper, turn), f"Сохраняю «{path.name}»…", self._show_saved
        )

    def print_pages(self) -> None:
        """Ask for a printer and print, a page at a time, so that the window stays alive."""
        printer = self._ask_printer()
        if printer is None:
            return
        from shnor_desktop.ui.paper.printing import printing

        self._printer = printer  # has to outlive the printing
        self._printing = printing(printer, self.view.pages, self.sheet_bar.turn)
        self.bottom_bar.show_busy("Печатаю…")
        self._print_timer.start(0)

    def _ask_printer(self) -> QPrinter | None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            QMessageBox.information(self, "Печать", NO_PRINTER)
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(SHEETS[self.sheet_bar.paper]))
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("Печать")
        dialog.setMinMax(1, len(self.view.pages.pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _print_next(self) -> None:
        if self._printing is None:
            return
        try:
            self.bottom_bar.show_part(next(self._printing))
        except StopIteration:
            self._end("Отправлено на печать.")
        except UserError as error:
            self._tell(error)

    def _start(self, work: Callable[[Progress], object], message: str, ready: Callable[[object], None]) -> None:
        """Do something in the background and hand its result to `ready`."""
        self._thread = PaperThread(work, self)
        self._thread.progressed.connect(self.bottom_bar.show_part)
        self._thread.ready.connect(ready)
        self._thread.failed.connect(self._tell)
        self.destroyed.connect(self._thread.cancel)  # Qt aborts the program when a running thread is destroyed
        self.bottom_bar.show_busy(message)
        self._thread.start()

    def _show_pages(self, pages: object) -> None:
        if self._thread is not None and isinstance(pages, Pages):
            self.view.show_pages(pages)
            self.top_bar.show_count()
            self._end("")

    def _show_saved(self, path: object) -> None:
        if self._thread is not None:
            self._end(f"Сохранено: {path}")

    def _tell(self, error: Exception) -> None:
        """Show what went wrong; our own errors go on to the program's handler."""
        self._end("")
        if not isinstance(error, UserError):
            raise error
        QMessageBox.warning(self, self.windowTitle(), str(error))

    def _end(self, message: str) -> None:
        """Nothing goes on any more."""
        self._print_timer.stop()
        if self._printing is not None:
            printing, self._printing = self._printing, None
            printing.close()
        if self._thread is not None:
            thread, self._thread = self._thread, None
            thread.wait()
            thread.deleteLater()
        self.bottom_bar.show_idle(message, has_pages=bool(self.view.pages.pages))


def _layout(document: Document, progress: Progress) -> Pages:
    return layout_document(document, progress=progress)


def _save(pages: Pages, path: Path, paper: str, turn: str, progress: Progress) -> Path:
    write_pages(pages, path, progress, paper, turn)
    return path
