"""Papers out of the open file: Word, PDF, HTML, preview and print, of the whole programme or of one section."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ...models.errors import UserError
from ...services.checks import run_checks
from ...services.documents.tree import Document
from ...services.exporting import compose_checked, write_document
from ...services.jobs import Progress, within
from ...services.page_looks import read_template, set_page_look
from ...services.queries import ProgrammeData, page_look
from ...services.wording import plural
from ..file_dialogs import HTML, PDF, SOURCE, WORD, FileKind, file_name
from ..paper.preview import PreviewDialog
from ..paper.writers import PAPER_WRITERS
from ..print_preview import PrintPreview
from ..tools import Tools
from .files import FileCommands

_COMPOSED = 0.1
"""How much of the time of an export composing takes."""


_PREVIEW_SHARE = 0.92
"""How much of the screen the preview takes at most."""


class PaperCommands:
    """The data is read here, everything that takes long is done beside the window."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    # files

    def export_word(self) -> None:
        """The programme as a Word document."""
        self._export("Экспорт в Word", WORD)

    def export_pdf(self) -> None:
        """The programme as a PDF file."""
        self._export("Экспорт в PDF", PDF)

    def export_html(self) -> None:
        """The programme as a web page."""
        self._export("Экспорт в HTML", HTML)

    def export_section_pdf(self) -> None:
        """The section that is shown as a PDF file."""
        section = self._section_id()
        if section:
            self._export("Раздел в PDF", PDF, (section,))

    # screen and printer

    def preview(self) -> None:
        """The whole programme on the screen."""
        self._show(PreviewDialog)

    def preview_section(self) -> None:
        """The section that is shown on the screen, as it will be printed."""
        section = self._section_id()
        if section:
            self._show(PreviewDialog, (section,))

    def print_all(self) -> None:
        """The whole programme to the printer, seen before."""
        self._show(PrintPreview)

    def print_section(self) -> None:
        """The section that is shown to the printer, seen before."""
        section = self._section_id()
        if section:
            self._show(PrintPreview, (section,))

    def page_look(self) -> None:
        """How the pages of the programme look."""
        from ..dialogs.page_look import PageLookDialog

        file = self._tools.desk.file
        if file is None or not self._tools.desk.settle():
            return
        dialog = PageLookDialog(page_look(file), self._template, self._tools.window)
        if dialog.exec() == PageLookDialog.DialogCode.Accepted:
            try:
                set_page_look(file, dialog.look, dialog.template)
            except UserError as error:
                self._tools.messages.fail(str(error))
        dialog.deleteLater()

    def _template(self) -> Path | None:
        """A Word file that papers can be made on; what is wrong with another one is told."""
        path = self._tools.dialogs.open("Шаблон Word", SOURCE)
        if path is None:
            return None
        try:
            read_template(path)
        except UserError as error:
            self._tools.messages.fail(str(error))
            return None
        return path

    def _export(self, title: str, kind: FileKind, sections: tuple[int, ...] = ()) -> None:
        data = self._tools.desk.data(hidden=bool(sections))
        if data is None:
            return
        path = self._tools.dialogs.save(title, kind, self._name(data, sections))
        if path is not None:
            self._tools.runner.run(title, partial(write_and_check, data, path, sections), self._written)

    def _written(self, result: tuple[Path, int]) -> None:
        """The paper is there whatever the check says; errors are named in passing, with a way to them."""
        path, errors = result
        offers: list[tuple[str, Callable[[], object]]] = [
            ("Открыть", partial(_open, path)),
            ("Показать папку", partial(_open, path.parent)),
        ]
        sentence = f"Готово: {path}"
        if errors:
            found = plural(errors, "ошибка", "ошибки", "ошибок")
            sentence += f"\nПри проверке найдено: {found}. Можно исправить и сохранить снова."
            offers.append(("Показать ошибки", self._tools.window.actions_by_id["check"].trigger))
        self._tools.window.notice.tell(sentence, "information", offers)

    def _show(self, dialog: type[PreviewDialog], sections: tuple[int, ...] = ()) -> None:
        data = self._tools.desk.data(hidden=bool(sections))
        if data is None:
            return
        name = str(self._tools.settings.folder(PDF.folder, Path.home()) / self._name(data, sections))
        self._tools.runner.run(
            "Готовлю страницы", partial(compose_paper, data, sections), partial(self._open_preview, dialog, name)
        )

    def _open_preview(self, dialog: type[PreviewDialog], name: str, document: Document) -> None:
        preview = dialog(document, self._tools.window, file_name=name)
        room = self._tools.window.screen().availableSize() * _PREVIEW_SHARE
        preview.resize(preview.size().boundedTo(room))
        preview.exec()
        preview.deleteLater()

    def _section_id(self) -> int:
        entry = self._tools.desk.entry
        return entry.section.id if entry else 0

    def _name(self, data: ProgrammeData, sections: tuple[int, ...]) -> str:
        titles = [part.section.title for part in data.sections if part.section.id in sections]
        school = data.school.short_name or (self._tools.desk.file.path.stem if self._tools.desk.file else "")
        return file_name(f"{school} – {titles[0] if titles else 'программа'}", "Программа")


def compose_paper(data: ProgrammeData, sections: tuple[int, ...], progress: Progress) -> Document:
    """The document of the programme or of some sections; for a worker."""
    document = compose_checked(data, sections)
    progress(1.0)
    return document


def write_paper(data: ProgrammeData, path: Path, sections: tuple[int, ...], progress: Progress) -> Path:
    """Compose and write by the ending of the path; for a worker."""
    document = compose_paper(data, sections, within(progress, 0.0, _COMPOSED))
    write_document(document, path, within(progress, _COMPOSED, 1.0), PAPER_WRITERS)
    return path


def write_and_check(data: ProgrammeData, path: Path, sections: tuple[int, ...], progress: Progress) -> tuple[Path, int]:
    """Write the paper, then count the errors that stand in it; for a worker."""
    write_paper(data, path, sections, progress)
    found = (one for one in run_checks(data) if one.severity == "error")
    printed = _with_children(data, sections)
    return path, sum(not sections or one.section_id in printed for one in found)


def _with_children(data: ProgrammeData, sections: tuple[int, ...]) -> set[int]:
    """The sections with all that stand below them: parents come first in the outline."""
    found = set(sections)
    for part in data.sections:
        if part.section.parent_id in found:
            found.add(part.section.id)
    return found


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
