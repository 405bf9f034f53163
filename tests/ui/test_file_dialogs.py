"""Choosing files: endings, folders, no silent overwriting."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QFileSystemModel, QWidget

from shnor_desktop.ui.file_dialogs import SCHOOL, WORD, FileDialogs, file_name, with_suffix
from shnor_desktop.ui.messages import Messages
from shnor_desktop.ui.settings import Settings


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Программа.docx", "Программа.docx"),
        ("Программа.DOCX", "Программа.DOCX"),
        ("Программа", "Программа.docx"),
        ("Программа v1.2", "Программа v1.2.docx"),
        ("Программа.pdf", "Программа.pdf.docx"),
    ],
)
def test_the_ending_is_always_ours(name: str, found: str):
    assert with_suffix(Path("папка") / name, ".docx") == Path("папка") / found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Школа № 7", "Школа № 7"),
        ("МБОУ «СОШ № 7» / филиал", "МБОУ СОШ № 7 филиал"),
        ('a<b>c:d"e|f?g*h\\i\nj', "a b c d e f g h i j"),
        (" .. ", "Школа"),
        ("", "Школа"),
        ("ш" * 300, "ш" * 80),
    ],
)
def test_names_suit_every_system(text: str, name: str):
    assert file_name(text, "Школа") == name


class Answers(Messages):
    """Answers by itself and keeps what was said."""

    def __init__(self, parent: QWidget, yes: bool) -> None:
        super().__init__(parent)
        self.yes = yes
        self.said: list[str] = []

    def ask(self, question: str, yes: str, no: str = "Отмена") -> bool:
        self.said.append(question)
        return self.yes

    def fail(self, sentence: str) -> None:
        self.said.append(sentence)


@pytest.fixture
def picking(monkeypatch):
    """Choose these files in one dialog after another; the dialogs are real but for their waiting."""
    seen: list[QFileDialog] = []

    def prepare(*choices: Path | None) -> list[QFileDialog]:
        left = list(choices)

        def execute(dialog: QFileDialog) -> int:
            seen.append(dialog)
            choice = left.pop(0)
            monkeypatch.setattr(QFileDialog, "selectedFiles", lambda self: [str(choice)] if choice else [])
            return int(QDialog.DialogCode.Accepted if choice else QDialog.DialogCode.Rejected)

        monkeypatch.setattr(QFileDialog, "exec", execute)
        return seen

    return prepare


@pytest.fixture
def parts(qtbot, tmp_path: Path):
    window = QWidget()
    qtbot.addWidget(window)
    settings = Settings(tmp_path)
    messages = Answers(window, yes=True)
    yield FileDialogs(window, settings, messages, tmp_path), messages, settings


def test_the_folder_is_remembered_by_kind(parts, picking, tmp_path: Path):
    dialogs, _, settings = parts
    folder = tmp_path / "Документы"
    folder.mkdir()
    picking(folder / "Школа.shnor")
    assert dialogs.open("Открыть", SCHOOL) == folder / "Школа.shnor"
    assert settings.folder(SCHOOL.folder, tmp_path) == folder
    assert settings.folder(WORD.folder, tmp_path) == tmp_path


def test_a_kind_that_was_never_chosen_begins_beside_the_schools_file(parts, picking, tmp_path: Path):
    dialogs, _, settings = parts
    folder = tmp_path / "Школа"
    folder.mkdir()
    asked = picking(None, None)
    dialogs.open("Открыть", WORD)
    settings.remember_file(folder / "Школа.shnor")
    dialogs.open("Открыть", WORD)
    assert [Path(dialog.directory().path()) for dialog in asked] == [tmp_path, folder]


def test_changing_ones_mind_gives_nothing(parts, picking):
    dialogs, messages, _ = parts
    picking(None, None)
    assert dialogs.open("Открыть", SCHOOL) is None
    assert dialogs.save("Сохранить", WORD, "Программа") is None
    assert messages.said == []


def test_filters_are_russian_and_begin_with_ours(parts, picking):
    dialogs, _, _ = parts
    seen = picking(None)
    dialogs.save("Экспорт в Word", WORD, "Программа")
    assert seen[0].nameFilters() == ["Документы Word (*.docx)", "Все файлы (*)"]
    assert seen[0].windowTitle() == "Экспорт в Word"
    assert not seen[0].testOption(QFileDialog.Option.DontConfirmOverwrite)


def test_an_ending_added_by_us_asks_before_it_overwrites(parts, picking, tmp_path: Path):
    dialogs, messages, _ = parts
    (tmp_path / "Программа.docx").write_text("важное")
    picking(tmp_path / "Программа")
    assert dialogs.save("Экспорт", WORD, "Программа") == tmp_path / "Программа.docx"
    assert messages.said == ["Файл «Программа.docx» уже есть. Заменить его?"]
    messages.yes = False
    picking(tmp_path / "Программа", None)
    assert dialogs.save("Экспорт", WORD, "Программа") is None


def test_a_school_file_is_never_replaced(parts, picking, tmp_path: Path):
    dialogs, messages, _ = parts
    (tmp_path / "Школа.shnor").write_text("важное")
    seen = picking(tmp_path / "Школа.shnor", tmp_path / "Школа 2")
    assert dialogs.save("Где хранить", SCHOOL, "Школа", replace=False) == tmp_path / "Школа 2.shnor"
    assert messages.said == ["Файл «Школа.shnor» уже есть. Дайте новому файлу другое имя."]
    assert len(seen) == 2


def test_kinds_in_a_folder_are_named_in_russian(parts, qtbot, tmp_path: Path):
    (tmp_path / "Приказы").mkdir()
    (tmp_path / "Программа.docx").write_bytes(b"")
    (tmp_path / "заметка").write_bytes(b"")
    dialogs, *_ = parts
    dialog = dialogs._dialog("Открыть", WORD)
    qtbot.addWidget(dialog)
    model = dialog.findChild(QFileSystemModel)
    said = {
        name: str(model.data(model.index(str(tmp_path / name), 2))) for name in ("Приказы", "Программа.docx", "заметка")
    }
    assert said == {"Приказы": "Папка", "Программа.docx": "Файл DOCX", "заметка": "Файл"}
