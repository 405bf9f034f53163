"""Choosing files: Russian filters, the folder used last, the right ending, and no silent overwriting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileInfo, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from .messages import Messages
from .settings import Settings


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its ending, what the filter says, and which of them share a remembered folder."""

    suffix: str
    title: str
    folder: str
    others: tuple[str, ...] = ()  # further endings that are opened, or told plainly what to do with


SCHOOL = FileKind(".shnor", "Файлы школы", "schools")
WORD = FileKind(".docx", "Документы Word", "papers")
PDF = FileKind(".pdf", "Документы PDF", "papers")
HTML = FileKind(".html", "Страницы HTML", "papers")
SOURCE = FileKind(".docx", "Документы Word", "sources", (".docm", ".dotx", ".dotm", ".doc", ".rtf", ".odt"))
BOOK = FileKind(".xlsx", "Книги Excel", "papers")
RESULTS = FileKind(".xlsx", "Книги с результатами", "results", (".xls", ".ods"))
CALENDAR = FileKind(".ics", "Календари", "papers")


_LABELS = (
    (QFileDialog.DialogLabel.LookIn, "Папка:"),
    (QFileDialog.DialogLabel.FileName, "Имя файла:"),
    (QFileDialog.DialogLabel.FileType, "Вид файла:"),
)
"""Qt's own dialog (where the system has none) knows some of its words in English only."""


def documents_folder() -> Path:
    """The person's folder for documents, or their home where there is none."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with the ending it must have: «Программа v1.2» becomes «Программа v1.2.docx»."""
    return path if path.suffix.casefold() == suffix else path.with_name(path.name + suffix)


def file_name(text: str, default: str) -> str:
    """Text as a file name that every system takes: «Школа № 7» stays, «МБОУ "СОШ"/7» loses what is forbidden."""
    kept = "".join(" " if char in '<>:"/\\|?*«»' or ord(char) < 32 else char for char in text)
    return " ".join(kept.split())[:80].strip(" .") or default


class _Kinds(QFileIconProvider):
    """What kind of thing stands in a folder: Qt's own words for that are English."""

    def type(self, info: QFileInfo) -> str:
        """«Папка», «Файл DOCX»."""
        if info.isRoot():
            return "Диск"
        return "Папка" if info.isDir() else f"Файл {info.suffix().upper()}".rstrip()


class FileDialogs:
    """Asks for files in front of a window."""

    def __init__(self, parent: QWidget, settings: Settings, messages: Messages, home: Path) -> None:
        self._parent = parent
        self._settings = settings
        self._messages = messages
        self._kinds = _Kinds()
        self.home = home  # where the person's files go unless they say otherwise

    def open(self, title: str, kind: FileKind) -> Path | None:
        """A file that is there; None when the person changed their mind."""
        dialog = self._dialog(title, kind)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._chosen(dialog, kind)

    def open_many(self, title: str, kind: FileKind) -> list[Path]:
        """Files that are there; none when the person changed their mind."""
        dialog = self._dialog(title, kind)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        paths = [Path(text) for text in dialog.selectedFiles()] if accepted else []
        dialog.deleteLater()
        if paths:
            self._settings.remember_folder(kind.folder, paths[0].parent)
        return paths

    def choose_folder(self, title: str, kind: str) -> Path | None:
        """A folder that is there; None when the person changed their mind."""
        dialog = QFileDialog(self._parent, title, str(self._folder(kind)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._speak(dialog)
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        files = dialog.selectedFiles()
        dialog.deleteLater()
        if not accepted or not files:
            return None
        self._settings.remember_folder(kind, Path(files[0]))
        return Path(files[0])

    def save(self, title: str, kind: FileKind, name: str, *, replace: bool = True) -> Path | None:
        """A place for a new file; what may stand there the person has agreed to lose (without `replace`: nothing)."""
        while True:
            dialog = self._dialog(title, kind)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(kind.suffix.lstrip("."))
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replace)
            dialog.selectFile(name + kind.suffix)
            chosen = self._chosen(dialog, kind)
            if chosen is None:
                return None
            path = with_suffix(chosen, kind.suffix)
            if not path.exists() or (replace and (path == chosen or self._overwrite(path))):
                return path
            if not replace:
                self._messages.fail(f"Файл «{path.name}» уже есть. Дайте новому файлу другое имя.")

    def _overwrite(self, path: Path) -> bool:
        return self._messages.ask(f"Файл «{path.name}» уже есть. Заменить его?", "Заменить")

    def _folder(self, kind: str) -> Path:
        """Where such files were last; for a kind that is new, where the school's file is."""
        beside = next((path.parent for path in self._settings.recent if path.parent.is_dir()), self.home)
        return self._settings.folder(kind, beside)

    def _dialog(self, title: str, kind: FileKind) -> QFileDialog:
        dialog = QFileDialog(self._parent, title, str(self._folder(kind.folder)))
        self._speak(dialog)
        endings = " ".join(f"*{suffix}" for suffix in (kind.suffix, *kind.others))
        dialog.setNameFilters([f"{kind.title} ({endings})", "Все файлы (*)"])
        return dialog

    def _speak(self, dialog: QFileDialog) -> None:
        dialog.setIconProvider(self._kinds)
        for label, text in _LABELS:
            dialog.setLabelText(label, text)

    def _chosen(self, dialog: QFileDialog, kind: FileKind) -> Path | None:
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        files = dialog.selectedFiles()
        dialog.deleteLater()
        if not accepted or not files:
            return None
        path = Path(files[0])
        self._settings.remember_folder(kind.folder, path.parent)
        return path
