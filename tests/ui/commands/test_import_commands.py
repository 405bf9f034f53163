"""Word in with the window: seen before it is written, one step to take back."""

from __future__ import annotations

from pathlib import Path

import pytest
from file_tools import files_no_larger_than

from shnor_desktop.models.activities import Activity
from shnor_desktop.services import queries
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.editing import activities
from shnor_desktop.services.exporting import compose_checked
from shnor_desktop.services.importing import STEP_NAME
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.dialogs.import_preview import ImportPreview, Target

WAIT = 20_000


@pytest.fixture
def source(shop) -> Path:
    """A programme as a Word document: another school's, with one activity."""
    path = shop.folder / "Чужая программа.docx"
    with SchoolFile.open(shop.school("источник.shnor", "Школа № 12")) as file:
        form = queries.form_of(file)
        roadmap = next(e.section.id for e in queries.outline(file, form) if e.section.key == "roadmap")
        activities.add(file, roadmap, None, level="group", text="Организация")
        activities.add(file, roadmap, None, text="Создать рабочую группу")
        write_docx(compose_checked(queries.read_programme(file)), path)
    return path


@pytest.fixture
def answers(monkeypatch):
    """What the person chooses in the preview; gives the previews that were shown."""
    shown: list[ImportPreview] = []

    def prepare(*targets: Target | None) -> list[ImportPreview]:
        def ask(dialog: ImportPreview) -> Target | None:
            shown.append(dialog)
            return targets[len(shown) - 1]

        monkeypatch.setattr(ImportPreview, "ask", ask)
        return shown

    return prepare


def has_activity(file: SchoolFile) -> bool:
    return any(row.text == "Создать рабочую группу" for row in file.rows(Activity))


def test_into_a_new_file(shop, qtbot, source: Path, answers):
    shown = answers(Target.NEW)
    shop.dialogs.paths = [source, shop.folder / "Новая"]
    shop.do("import_word")
    qtbot.waitUntil(lambda: shop.desk.file is not None, timeout=WAIT)
    assert shop.desk.file.path == shop.folder / "Новая.shnor"
    assert has_activity(shop.desk.file)
    becomes = [line.becomes for line in shown[0].review.lines()]
    assert any(text.startswith("1 строка, ") and "«Дорожная карта Программы»" in text for text in becomes), becomes
    assert "Импорт закончен" in shop.window.notice.text


def test_what_the_person_says_of_a_table_is_what_is_written(shop, qtbot, source: Path, monkeypatch):
    def say(dialog: ImportPreview) -> Target:
        line = next(line for line in dialog.model.shown if "Дорожная карта" in line.becomes and line.table is not None)
        dialog.review.assign(line.table, "text")
        return Target.OPEN

    monkeypatch.setattr(ImportPreview, "ask", say)
    shop.open()
    shop.dialogs.paths = [source]
    shop.do("import_word")
    qtbot.waitUntil(lambda: shop.desk.file.undo_name == STEP_NAME, timeout=WAIT)
    assert not has_activity(shop.desk.file)
    shop.do("undo")
    assert shop.desk.file.undo_name != STEP_NAME


def test_what_was_said_is_known_at_the_next_import(shop, qtbot, source: Path, monkeypatch):
    shown: list[ImportPreview] = []

    def ask(dialog: ImportPreview) -> Target:
        shown.append(dialog)
        line = next(line for line in dialog.model.shown if "Контрольный срок" in line.text and line.table is not None)
        if len(shown) == 1:
            dialog.review.assign(line.table, "text")
        return Target.OPEN

    monkeypatch.setattr(ImportPreview, "ask", ask)
    shop.open()
    for times in (1, 2):
        shop.dialogs.paths = [source]
        shop.do("import_word")
        qtbot.waitUntil(lambda times=times: len(shown) == times, timeout=WAIT)
    assert shown[0].review.said == shown[1].review.said != {}


def test_an_import_that_finds_no_room_leaves_no_file(shop, qtbot, source: Path, answers):
    answers(Target.NEW)
    shop.dialogs.paths = [source, shop.folder / "Новая"]
    before = sorted(path.name for path in shop.folder.iterdir())
    with files_no_larger_than(150_000):
        shop.do("import_word")
        qtbot.waitUntil(lambda: bool(shop.messages.failures), timeout=WAIT)
    assert shop.desk.file is None
    assert sorted(path.name for path in shop.folder.iterdir()) == before


def test_over_the_open_programme_as_one_step(shop, qtbot, source: Path, answers):
    answers(Target.OPEN)
    shop.open()
    shop.dialogs.paths = [source]
    shop.do("import_word")
    qtbot.waitUntil(lambda: shop.desk.file.undo_name == STEP_NAME, timeout=WAIT)
    assert has_activity(shop.desk.file)
    assert shop.window.actions_by_id["undo"].text() == f"Отменить «{STEP_NAME}»"
    shop.do("undo")
    assert not has_activity(shop.desk.file)
    titles = shop.window.navigation.titles()
    assert titles[titles.index("Титульный лист") + 1] == "Паспорт Программы"


@pytest.mark.parametrize("targets", [[None], [Target.NEW, None]])
def test_changing_ones_mind_writes_nothing(shop, qtbot, source: Path, answers, targets: list[Target | None]):
    shown = answers(*targets)
    shop.dialogs.paths = [source, None]
    before = set(shop.folder.glob("*.shnor"))
    shop.do("import_word")
    qtbot.waitUntil(lambda: len(shown) == len(targets), timeout=WAIT)
    assert len({id(dialog.review) for dialog in shown}) == 1  # what was said of tables is not said again
    assert shop.desk.file is None
    assert set(shop.folder.glob("*.shnor")) == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 no Word at all", b"PK\x03\x04 cut off"])
def test_what_is_no_word_document_is_told(shop, qtbot, content: bytes):
    path = shop.folder / "плохой.docx"
    path.write_bytes(content)
    shop.dialogs.paths = [path]
    shop.do("import_word")
    qtbot.waitUntil(lambda: bool(shop.messages.failures), timeout=WAIT)
    assert "плохой.docx" in shop.messages.failures[0]
    assert shop.desk.file is None


def test_a_taken_name_is_refused_and_nothing_is_lost(shop, qtbot, source: Path, answers):
    answers(Target.NEW)
    taken = shop.school("Занято.shnor")
    before = taken.read_bytes()
    shop.dialogs.paths = [source, taken]
    shop.do("import_word")
    qtbot.waitUntil(lambda: bool(shop.messages.failures), timeout=WAIT)
    assert "уже есть" in shop.messages.failures[0]
    assert taken.read_bytes() == before
