"""What goes to the municipality: the packet of a control date, tables for Excel, the calendar, many schools' sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ...models.errors import UserError
from ...models.reports import Report
from ...services.formats import load_format
from ...services.jobs import Progress
from ...services.packet.log import give_out, latest_first, note_report
from ...services.packet.making import Packet, Wish, make_packet
from ...services.packet.names import PATTERN
from ...services.packet.reminders import write_calendar
from ...services.packet.requested import Request, requests
from ...services.queries import ProgrammeData
from ...services.spreadsheets.monitoring_out import write_monitoring
from ...services.spreadsheets.returned import Returned, read_returned, take_over
from ...services.wording import plural
from ..dialogs.packet import PacketChoice, PacketDialog
from ..dialogs.reports import ReportsDialog
from ..dialogs.returned import ReturnedDialog
from ..file_dialogs import BOOK, CALENDAR, documents_folder, file_name
from ..paper.writers import PAPER_WRITERS
from ..tools import Tools
from .files import FileCommands


class MonitoringCommands:
    """The data is read here, everything that takes long is done beside the window."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def packet(self) -> None:
        """Choose a control date and make its papers in a folder."""
        data = self._tools.desk.data()
        if data is None:
            return
        due = requests(data)
        if not due:
            self._tools.messages.fail("В программе нет графика отчётности: впишите контрольные сроки в раздел о нём.")
            return
        settings = self._tools.settings
        wish = Wish(
            settings.word("packet_to"),
            settings.word("packet_addressee"),
            settings.word("packet_pattern", PATTERN),
            settings.word("packet_pdf", "yes") == "yes",
        )
        folder = settings.folder("packets", documents_folder())
        choice = PacketDialog.choose(data, due, date.today(), wish, folder, self._tools.window)
        if choice is None:
            return
        self._remember(choice.wish, data.school.founder)
        if choice.folder.is_dir():
            settings.remember_folder("packets", choice.folder)
        work = partial(_make, data, choice.request, choice.folder, choice.wish)
        self._tools.runner.run("Собираю отчёт", work, partial(self._made, choice))

    def reports(self) -> None:
        """The log of reports that were made."""
        data = self._tools.desk.data()
        if data is not None:
            dialog = ReportsDialog(latest_first(data.reports), self._give_out, self._tools.window)
            dialog.exec()
            dialog.deleteLater()

    def export_excel(self) -> None:
        """The tables of the monitoring as a workbook."""
        data = self._tools.desk.data()
        path = self._tools.dialogs.save("Таблицы в Excel", BOOK, self._name(data)) if data else None
        if data is not None and path is not None:
            self._tools.runner.run("Таблицы в Excel", partial(_write_book, data, path), self._written)

    def take_back(self) -> None:
        """Read a workbook that a colleague filled in, show what differs, take over what she ticks."""
        data = self._tools.desk.data()
        path = self._tools.dialogs.open("Книга Excel, которую заполнили", BOOK) if data else None
        if data is not None and path is not None:
            self._tools.runner.run("Читаю книгу", partial(_read_back, data, path), self._differs)

    def calendar(self) -> None:
        """Control dates and deadlines as a calendar."""
        data = self._tools.desk.data()
        path = self._tools.dialogs.save("Календарь сроков", CALENDAR, self._name(data)) if data else None
        if data is not None and path is not None:
            self._tools.runner.run("Календарь сроков", partial(_write_days, data, path), self._written)

    def consolidate(self) -> None:
        """Workbooks of many schools into one, in a window of its own; needs no open file."""
        from ..dialogs.consolidation import ConsolidationDialog

        data = self._tools.desk.data() if self._tools.desk.file is not None else None
        form = data.form if data is not None else load_format("school-programme")
        dialogs = self._tools.dialogs
        dialog = ConsolidationDialog(
            form,
            lambda: dialogs.open_many("Таблицы школ", BOOK),
            lambda: dialogs.choose_folder("Папка с таблицами школ", "schools"),
            lambda: dialogs.save("Сводная таблица", BOOK, "Сводная таблица мониторинга"),
            _open,
            self._tools.window,
        )
        dialog.exec()
        dialog.deleteLater()

    # afterwards

    def _give_out(self, report: Report) -> None:
        file = self._tools.desk.file
        folder = self._tools.dialogs.choose_folder("Куда сохранить файлы отчёта", "packets")
        if file is None or folder is None:
            return
        try:
            written = give_out(file, report, folder)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return
        count = plural(len(written), "файл", "файла", "файлов")
        self._tell(f"Готово: {count} в папке «{folder}».", [("Показать папку", partial(_open, folder))])

    def _made(self, choice: PacketChoice, packet: Packet) -> None:
        folder, file = choice.folder, self._tools.desk.file
        if file is not None:
            note_report(file, choice.request, choice.wish, folder, packet, datetime.now())
        sentence = f"Готово: {plural(len(packet.files) + 1, 'файл', 'файла', 'файлов')} в папке «{folder}»."
        if packet.warnings:
            count = plural(len(packet.warnings), "малое число", "малых числа", "малых чисел")
            sentence += f"\nВ таблицах {count}: посмотрите их перед отправкой."
        offers = [
            ("Открыть черновик письма", partial(_open, folder / packet.mail)),
            ("Показать папку", partial(_open, folder)),
        ]
        self._tell(sentence, offers)

    def _differs(self, found: Returned) -> None:
        file = self._tools.desk.file
        chosen = ReturnedDialog.choose(found, self._tools.window)
        if chosen and file is not None and self._tools.desk.file is file:
            name = take_over(file, chosen)
            self._tell(f"{name}. Вернуть как было: Ctrl+Z.", [])

    def _written(self, path: Path) -> None:
        self._tell(
            f"Готово: {path}", [("Открыть", partial(_open, path)), ("Показать папку", partial(_open, path.parent))]
        )

    def _tell(self, sentence: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        self._tools.window.notice.tell(sentence, "information", list(offers))

    def _remember(self, wish: Wish, founder: str) -> None:
        settings = self._tools.settings
        settings.keep_word("packet_to", wish.to)
        settings.keep_word("packet_addressee", "" if wish.addressee == founder else wish.addressee)
        settings.keep_word("packet_pattern", wish.pattern)
        settings.keep_word("packet_pdf", "yes" if wish.pdf else "no")

    def _name(self, data: ProgrammeData | None) -> str:
        school = data.school.short_name if data else ""
        return file_name(f"{school} – мониторинг".strip(" –"), "Мониторинг")


def _make(data: ProgrammeData, request: Request, folder: Path, wish: Wish, progress: Progress) -> Packet:
    """Make the packet; for a worker."""
    return make_packet(data, request, folder, date.today(), wish, progress, PAPER_WRITERS)


def _write_book(data: ProgrammeData, path: Path, progress: Progress) -> Path:
    write_monitoring(data, path, progress=progress)
    return path


def _read_back(data: ProgrammeData, path: Path, progress: Progress) -> Returned:
    found = read_returned(data, path)
    progress(1.0)
    return found


def _write_days(data: ProgrammeData, path: Path, progress: Progress) -> Path:
    if not write_calendar(data, path):
        path.unlink(missing_ok=True)
        raise UserError("В программе нет ни одного срока с датой: календарь был бы пуст.")
    progress(1.0)
    return path


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
