"""Results in: folders and books are read beside the window, shown file by file, written as one step."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ...models.errors import UserError
from ...models.results import ExamResult, MethodSetting
from ...services.jobs import Progress, within
from ...services.results.importing import Prepared, own_name, prepare_results, write_prepared
from ...services.results.methods import methods_of, remark, set_methods
from ...services.results.reading import FoundFile, read_results, result_readers
from ...services.school_file import SchoolFile
from ...services.wording import plural
from ...services.workers.sharing import Readers
from ..dialogs.results_preview import ResultsPreview, copy_report
from ..file_dialogs import RESULTS
from ..tools import Tools
from .files import FileCommands

_READ = 0.9
"""How much of the time reading takes; the rest is to set it against what is known."""


class ResultsCommands:
    """The file stays in the window's thread: a worker gets the results it has and paths."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def bring_in(self) -> None:
        """Ask for a folder or for books and read them."""
        if self._tools.desk.file is None or not self._tools.desk.settle():
            return
        way = self._tools.messages.choose(
            "Откуда взять результаты? Книги ФИС ОКО, протоколы и сводные таблицы: .xlsx, .xls, .ods.",
            ["Вся папка…", "Отдельные книги…"],
        )
        if way is None:
            return
        file = self._tools.desk.file
        readers = result_readers(own_name(file)) if file else None  # they start while she looks for the folder
        paths = self._chosen(whole=way == 0)
        if paths:
            self.bring_in_paths(paths, readers)
        elif readers:
            readers.close()

    def _chosen(self, *, whole: bool) -> Sequence[Path]:
        """A folder or some books, nothing when she thought better of it."""
        if whole:
            folder = self._tools.dialogs.choose_folder("Папка с результатами", RESULTS.folder)
            return [folder] if folder is not None else []
        return self._tools.dialogs.open_many("Книги с результатами", RESULTS)

    def methods(self) -> None:
        """Show by which rules results are worked out, and keep what is set otherwise."""
        from ..dialogs.methods import MethodsDialog

        file = self._tools.desk.file
        if file is None or not self._tools.desk.settle():
            return
        dialog = MethodsDialog(methods_of(file), self._tools.window, remark(file.rows(MethodSetting)))
        if dialog.exec() == MethodsDialog.DialogCode.Accepted:
            try:
                set_methods(file, dialog.values)
            except UserError as error:
                self._tools.messages.fail(str(error))
        dialog.deleteLater()

    def bring_in_paths(self, paths: Sequence[Path], readers: Readers[FoundFile] | None = None) -> None:
        """Read what was chosen or dragged onto the window; the readers that are ready for it end with it."""
        file = self._tools.desk.file
        if file is None:
            self._tools.messages.fail("Сначала откройте файл школы, потом перетащите результаты.")
            return
        taken = False
        if self._tools.desk.settle():
            rows = tuple(file.rows(ExamResult))
            work = partial(_read, tuple(paths), own_name(file), rows, readers)
            taken = self._tools.runner.run("Читаю результаты", work, partial(self._show, file, rows))
        if readers and not taken:
            readers.close()

    def _show(self, file: SchoolFile, rows: tuple[ExamResult, ...], prepared: Prepared) -> None:
        if not prepared.reports:
            self._tools.messages.fail("В папке нет ни одного файла. Выберите папку, где лежат результаты.")
            return
        if not ResultsPreview(prepared.reports, self._tools.window).ask() or self._tools.desk.file is not file:
            return
        if tuple(file.rows(ExamResult)) != rows:
            self._tools.messages.fail("Результаты изменились, пока шёл импорт. Повторите его.")
            return
        try:
            write_prepared(file, prepared)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        count = plural(prepared.imported, "файл", "файла", "файлов")
        self._tools.window.notice.tell(
            f"Результаты записаны: {count}. Вернуть как было: Ctrl+Z.",
            "information",
            [("Скопировать отчёт", partial(copy_report, prepared.reports))],
        )


def _read(
    paths: tuple[Path, ...],
    own: str,
    rows: tuple[ExamResult, ...],
    readers: Readers[FoundFile] | None,
    progress: Progress,
) -> Prepared:
    """Read and set against what the file has; for a worker."""
    with contextlib.closing(readers) if readers else contextlib.nullcontext():
        found = read_results(paths, own, within(progress, 0.0, _READ), readers)
    prepared = prepare_results(rows, found)
    progress(1.0)
    return prepared
