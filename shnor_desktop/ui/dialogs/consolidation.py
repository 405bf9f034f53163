"""The window where schools' workbooks are added up: files with their state, schools to correct, result, saving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...services.formats import Format
from ...services.jobs import Progress
from ...services.spreadsheets.consolidated_book import write_consolidated
from ...services.spreadsheets.consolidation import Consolidated, Spelling, join
from ...services.spreadsheets.criteria_in import FormIndex
from ...services.spreadsheets.school_books import ReadBook, read_books, workbooks_of
from ...services.wording import plural
from ..consolidation_pages import remarks_page, totals_page
from ..failures import told
from ..itemmodels.consolidation import FAILED, READ, FileLine, FilesModel
from ..paper.worker import PaperThread
from .sizes import open_at

_WIDTHS = (190, 220, 190, 135)
_STEPS = 1000


class ConsolidationDialog(QDialog):
    """Files go in by buttons or by the mouse, are read at once beside the window; what was read can be corrected.

    `pick_files`, `pick_folder` and `pick_out` ask for paths, `offer` shows a finished file.
    """

    def __init__(
        self,
        form: Format,
        pick_files: Callable[[], Sequence[Path]],
        pick_folder: Callable[[], Path | None],
        pick_out: Callable[[], Path | None],
        open_file: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Сложить таблицы школ")
        self.setAcceptDrops(True)
        self._form, self._open_file = form, open_file
        self._pick_files, self._pick_folder, self._pick_out = pick_files, pick_folder, pick_out
        self._paths: list[Path] = []
        self._books: list[ReadBook] = []
        self._heard: list[ReadBook] = []
        self._names: dict[Spelling, str] = {}
        self._thread: PaperThread | None = None
        self.found: Consolidated | None = None
        self.saved: Path | None = None
        self._make_parts()
        self._lay_out()
        self._show_state("Добавьте папку или файлы: книги Excel из школ.")

    # files

    def add(self, paths: Sequence[Path]) -> None:
        """Take files and folders in and read what is new."""
        known = {path.absolute() for path in self._paths}
        new = [path for path in workbooks_of(paths) if path.absolute() not in known]
        if not new:
            self._show_state("Новых книг Excel там нет.")
            return
        self._paths += new
        self._show_lines()
        self._read(new)

    def _read(self, new: Sequence[Path]) -> None:
        start, names = len(self._books), dict(self._names)
        self._heard = []
        work = partial(_read_all, new, tuple(self._books), self._form, names, self._heard.append)
        self._begin("Читаю", work, partial(self._all_read, names), partial(self._show_heard, start))

    def _show_heard(self, start: int, part: float) -> None:
        del part
        for row, book in enumerate(list(self._heard), start):
            line = self.files.lines[row] if row < len(self.files.lines) else None
            if line is not None and line.path == book.path and not line.spelling and not line.reason:
                self.files.show_read(row, _first_line(book))

    def _all_read(self, names: dict[Spelling, str], result: tuple[list[ReadBook], Consolidated | None]) -> None:
        self._books, found = result
        if names == self._names:
            self._show_found(found)
        else:  # a school was called otherwise in the meantime
            self._add_up()

    def _add_up(self) -> None:
        """Lay together what was read, with the corrections there are; takes no reading."""
        self._show_found(_joined(self._books, self._form, self._names))

    def _show_found(self, found: Consolidated | None) -> None:
        self.found, self.saved = found, None
        self._show_lines()
        self._show_result()

    def _rename(self, line: FileLine, name: str) -> None:
        spelling = (line.path, line.spelling)
        if name and name != line.spelling:
            self._names[spelling] = name
        elif name:
            self._names[spelling] = line.spelling
        else:
            self._names.pop(spelling, None)
        row = self.table.currentIndex().row()
        self._add_up()
        self.table.setCurrentIndex(self.files.index(max(row, 0), 1))

    def remove(self) -> None:
        """Leave the files of the selected lines out."""
        chosen = {self.files.lines[index.row()].path for index in self.table.selectionModel().selectedRows()}
        if self._thread is not None or not chosen:
            return
        self._paths = [path for path in self._paths if path not in chosen]
        self._books = [book for book in self._books if book.path not in chosen]
        self._names = {key: name for key, name in self._names.items() if key[0] not in chosen}
        self._add_up()

    # saving

    def save(self) -> None:
        """Write the workbook."""
        path = self._pick_out() if self.found is not None and self._thread is None else None
        if path is None or self.found is None:
            return
        self._begin("Пишу", partial(_write, self.found, path), self._written)

    def _written(self, path: Path) -> None:
        self.saved = path
        self._show_result()
        self.open_button.setFocus()

    # work beside the window

    def _begin(
        self,
        title: str,
        work: Callable[[Progress], object],
        done: Callable[..., None],
        heard: Callable[[float], None] | None = None,
    ) -> None:
        self._thread = PaperThread(work, self)
        self._thread.progressed.connect(self._show_part)
        if heard is not None:
            self._thread.progressed.connect(heard)
        self._thread.ready.connect(partial(self._ended, done))
        self._thread.failed.connect(self._failed)
        self._thread.finished.connect(self._stopped)
        self.bar.setValue(0)
        self._show_state(f"{title}…")
        self._thread.start()

    def stop(self) -> None:
        """Stop reading or writing: what was read stays."""
        if self._thread is not None:
            self._thread.requestInterruption()

    def _show_part(self, part: float) -> None:
        self.bar.setValue(round(part * _STEPS))

    def _ended(self, done: Callable[..., None], result: object) -> None:
        self._tidy()
        done(result)

    def _failed(self, error: BaseException) -> None:
        self._tidy()
        sentence = told(error)
        if not sentence:
            raise error
        self._show_state(f"⚠ {sentence}")

    def _stopped(self) -> None:
        """After the end there is nothing left to do; what was stopped comes here alone."""
        if self._thread is None or self.sender() is not self._thread:
            return
        self._tidy()
        self._books += self._heard
        read, asked = {book.path for book in self._books}, len(self._paths)
        self._paths = [path for path in self._paths if path in read]
        self._heard = []
        self._add_up()
        if len(self._paths) < asked:  # the others left the list: nobody is to look for them
            self.state.setText(f"Остановлено: прочитано {len(self._paths)} из {asked}. {self.state.text()}")

    def _tidy(self) -> None:
        if self._thread is not None:
            self._thread.wait()
            self._thread.deleteLater()
        self._thread = None

    def done(self, result: int) -> None:
        """Nothing goes on behind a closed window."""
        if self._thread is not None:
            self._thread.ready.disconnect()
            self._thread.cancel()
            self._tidy()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the frame means «Закрыть»."""
        self.reject()
        event.accept()

    # what is shown

    def _show_lines(self) -> None:
        matched = {one.path: dict(one.matched) for one in self.found.files} if self.found else {}
        read = {book.path: book for book in self._books}
        lines: list[FileLine] = []
        for path in self._paths:
            book = read.get(path)
            lines += _lines(book, matched.get(path, {}), self._names) if book else [FileLine(path)]
        self.files.show(lines)

    def _show_result(self) -> None:
        if self.found is None:
            self.totals.clear()
            self.remarks.clear()
            self._show_state("Ни в одной книге нет данных школ." if self._books else "Добавьте папку или файлы.")
            return
        failed = sum(bool(one.reason) for one in self.found.files)
        parts = [
            plural(len(self.found.schools), "школа", "школы", "школ"),
            plural(len(self.found.files), "книга", "книги", "книг"),
            *([f"не прочитано: {failed}"] if failed else []),
            *([f"замечаний: {len(self.found.remarks)}"] if self.found.remarks else []),
        ]
        state = ", ".join(parts) + "."
        self.totals.setHtml(totals_page(self.found))
        self.remarks.setHtml(remarks_page(self.found))
        self._show_state(f"✓ Сохранено: {self.saved}" if self.saved else state)

    def _show_state(self, sentence: str) -> None:
        busy = self._thread is not None
        self.state.setText(sentence)
        self.bar.setVisible(busy)
        self.stop_button.setVisible(busy)
        for button in (self.folder_button, self.files_button, self.remove_button):
            button.setEnabled(not busy)
        self.save_button.setEnabled(not busy and self.found is not None)
        self.open_button.setVisible(self.saved is not None)

    # parts

    def _make_parts(self) -> None:
        self.files = FilesModel(self)
        self.files.renamed.connect(self._rename, Qt.ConnectionType.QueuedConnection)  # the editor closes first
        self.table = QTableView()
        self.table.setModel(self.files)
        self.table.setAccessibleName("Файлы и школы")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        self.totals = _page("Итоги по всем школам")
        self.remarks = _page("Чего не хватает и что сомнительно")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Файлы, итоги и замечания")
        pages = (self.table, "Файлы и школы"), (self.totals, "Итоги"), (self.remarks, "Замечания")
        for page, title in pages:
            self.tabs.addTab(page, title)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Сколько сделано")
        self.folder_button = _button("Добавить папку…", lambda: self._ask(self._pick_folder))
        self.files_button = _button("Добавить файлы…", lambda: self._ask(self._pick_files))
        self.remove_button = _button("Убрать из списка", self.remove)
        self.stop_button = _button("Остановить", self.stop)
        self.open_button = _button("Открыть", lambda: self.saved and self._open_file(self.saved))
        self.save_button = _button("Сохранить свод…", self.save)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.close_button = _button("Закрыть", self.reject)

    def _ask(self, pick: Callable[[], Sequence[Path] | Path | None]) -> None:
        chosen = pick()
        if chosen:
            self.add([chosen] if isinstance(chosen, Path) else list(chosen))

    def _lay_out(self) -> None:
        title = QLabel("Сложить таблицы школ")
        title.setProperty("role", "title")
        hint = QLabel(
            "Столбец на школу, суммы и доли, список неполного. Название школы можно исправить прямо в таблице: "
            "строки с одинаковым названием складываются в один столбец."
        )
        hint.setProperty("role", "hint")
        hint.setWordWrap(True)
        adding, bottom = QHBoxLayout(), QHBoxLayout()
        for button in (self.folder_button, self.files_button, self.remove_button):
            adding.addWidget(button)
        adding.addStretch(1)
        bottom.addWidget(self.state, 1)
        for widget in (self.bar, self.stop_button, self.open_button, self.save_button, self.close_button):
            bottom.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addLayout(adding)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(bottom)
        open_at(self, 980, 600)
        self.folder_button.setFocus()

    # files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may come by the mouse."""
        if event.mimeData().hasUrls() and self._thread is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was let go over the window."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self._thread is None:
            event.acceptProposedAction()
            self.add(paths)


def _read_all(
    paths: Sequence[Path],
    before: Sequence[ReadBook],
    form: Format,
    names: dict[Spelling, str],
    heard: Callable[[ReadBook], object],
    progress: Progress,
) -> tuple[list[ReadBook], Consolidated | None]:
    """All books and what they come to: with a thousand schools the window would be felt to wait."""
    books = [*before, *read_books(paths, FormIndex(form), progress, heard)]
    return books, _joined(books, form, names)


def _joined(books: Sequence[ReadBook], form: Format, names: dict[Spelling, str]) -> Consolidated | None:
    return join(books, form, names) if any(not book.reason for book in books) else None


def _write(found: Consolidated, path: Path, progress: Progress) -> Path:
    write_consolidated(found, path, progress)
    return path


def _first_line(book: ReadBook) -> FileLine:
    """What is known of a file as soon as it is read."""
    name = book.spellings[0] if book.spellings else ""
    return FileLine(book.path, FAILED if book.reason else READ, name, name, book.as_of, book.reason)


def _lines(book: ReadBook, matched: dict[str, str], names: dict[Spelling, str]) -> list[FileLine]:
    if book.reason:
        return [_first_line(book)]
    return [
        FileLine(book.path, READ, one, matched.get(one, one), book.as_of, corrected=(book.path, one) in names)
        for one in book.spellings
    ]


def _page(name: str) -> QTextBrowser:
    page = QTextBrowser()
    page.setAccessibleName(name)
    page.setTabChangesFocus(True)
    return page


def _button(text: str, action: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: action())
    return button
