"""Papers out of the window: real files, real pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from shnor_desktop.models.all import Section
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.editing import activities
from shnor_desktop.services.editing.sections import set_hidden
from shnor_desktop.services.queries import read_programme
from shnor_desktop.ui.commands.papers import write_and_check, write_paper
from shnor_desktop.ui.paper.preview import PreviewDialog
from shnor_desktop.ui.print_preview import PrintPreview

WAIT = 20_000


@pytest.fixture
def planned(shop):
    """A programme with one activity, its roadmap on the window."""
    shop.open()
    roadmap = shop.section("roadmap")
    activities.add(shop.desk.file, roadmap, None, text="Назначить координатора")
    shop.desk.go_to(roadmap)
    return shop


def texts(path: Path) -> str:
    from shnor_desktop.services.documents.tree import block_texts

    return "\n".join(block_texts(tuple(read_docx(path).blocks())))


def test_the_programme_goes_to_word(planned, qtbot):
    planned.dialogs.paths = [planned.folder / "Программа"]
    planned.do("export_word")
    path = planned.folder / "Программа.docx"
    qtbot.waitUntil(lambda: "Готово" in planned.window.notice.text, timeout=WAIT)
    assert str(path) in planned.window.notice.text
    offers = planned.window.notice.offers
    assert [button.text() for button in offers] == ["Открыть", "Показать папку", "Показать ошибки"]
    assert "найдено: 15 ошибок" in planned.window.notice.text  # a new programme: passport and diary are empty
    offers[2].click()
    panel = planned.commands.group("checking").panel
    assert panel.isVisible()
    qtbot.waitUntil(lambda: bool(panel.shown()), timeout=WAIT)
    assert panel.chips["error"].accessibleName() == "Ошибки 15"
    assert "Назначить координатора" in texts(path)
    assert planned.dialogs.proposed == ["Школа № 7 – программа"]


def test_errors_of_sections_below_count_too(planned, tmp_path: Path):
    file = planned.desk.file
    with file.transaction("Раздел") as transaction:
        owner = next(row for row in file.rows(Section) if row.key == "staff")
        transaction.change(Section, planned.section("passport"), parent_id=owner.id)
    data = read_programme(file)
    for id_, errors in ((owner.id, 11), (planned.section("roadmap"), 0), (owner.parent_id, 11)):
        assert write_and_check(data, tmp_path / "раздел.html", (id_,), lambda part: None)[1] == errors


def test_a_paper_without_errors_is_only_ready(planned, qtbot):
    path = planned.folder / "Раздел.pdf"
    planned.dialogs.paths = [path]
    planned.do("pdf_section")  # the roadmap lacks a deadline, which is no error
    qtbot.waitUntil(lambda: "Готово" in planned.window.notice.text, timeout=WAIT)
    assert planned.window.notice.text == f"Готово: {path}"
    assert [button.text() for button in planned.window.notice.offers] == ["Открыть", "Показать папку"]


def test_the_programme_goes_to_pdf_and_html(planned, qtbot):
    for action, suffix, head in (("export_pdf", ".pdf", b"%PDF-"), ("export_html", ".html", b"<!DOCTYPE html>")):
        path = planned.folder / f"Программа{suffix}"
        planned.dialogs.paths = [path]
        planned.do(action)
        qtbot.waitUntil(path.exists, timeout=WAIT)
        qtbot.waitUntil(lambda: not planned.runner.busy, timeout=WAIT)
        assert path.read_bytes().startswith(head)


def test_a_section_goes_to_pdf_by_its_name(planned, qtbot):
    path = planned.folder / "Раздел.pdf"
    planned.dialogs.paths = [path]
    planned.do("pdf_section")
    qtbot.waitUntil(path.exists, timeout=WAIT)
    assert planned.dialogs.proposed == ["Школа № 7 – Дорожная карта Программы"]
    qtbot.waitUntil(lambda: not planned.runner.busy, timeout=WAIT)


def test_changing_ones_mind_writes_nothing(planned):
    planned.dialogs.paths = [None]
    planned.do("export_word")
    assert not planned.runner.busy
    assert planned.window.notice.text == ""


def test_a_place_that_cannot_be_written_is_told(planned, qtbot):
    planned.dialogs.paths = [planned.folder / "нет такой папки" / "Программа.docx"]
    planned.do("export_word")
    qtbot.waitUntil(lambda: bool(planned.messages.failures), timeout=WAIT)
    assert "нет" in planned.messages.failures[0]
    assert planned.window.notice.text == ""


@pytest.fixture
def previews(monkeypatch):
    """Previews that are shown without waiting for the person; closed at the end."""
    shown: list[PreviewDialog] = []

    def execute(dialog: PreviewDialog) -> int:
        shown.append(dialog)
        dialog.open()
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", execute)
    monkeypatch.setattr(PreviewDialog, "deleteLater", lambda self: None)
    yield shown
    for dialog in shown:
        dialog.reject()


@pytest.mark.parametrize("action", ["preview", "preview_section"])
def test_the_preview_shows_the_pages(planned, qtbot, previews, action: str):
    planned.do(action)
    qtbot.waitUntil(lambda: bool(previews), timeout=WAIT)
    qtbot.waitUntil(lambda: bool(previews[0].view.pages.pages), timeout=WAIT)
    pages = previews[0].view.pages.pages
    words = " ".join(item.text for page in pages for item in page.texts)
    assert "координатора" in words
    assert ("Актуальность" in words) == (action == "preview")


def test_a_hidden_section_can_still_be_looked_at(planned, qtbot, previews):
    set_hidden(planned.desk.file, planned.desk.entry.section, True)
    planned.do("preview_section")
    qtbot.waitUntil(lambda: bool(previews), timeout=WAIT)
    qtbot.waitUntil(lambda: bool(previews[0].view.pages.pages), timeout=WAIT)
    assert planned.messages.failures == []


@pytest.mark.parametrize("action", ["print", "print_section"])
def test_printing_asks_for_the_printer_once_the_pages_are_there(planned, qtbot, previews, monkeypatch, action: str):
    asked: list[int] = []
    monkeypatch.setattr(PrintPreview, "print_pages", lambda self: asked.append(len(self.view.pages.pages)))
    planned.do(action)
    qtbot.waitUntil(lambda: bool(asked), timeout=WAIT)
    assert asked[0] > 0
    assert isinstance(previews[0], PrintPreview)


def test_the_preview_proposes_a_name_for_its_pdf(planned, qtbot, previews, monkeypatch):
    proposed: list[str] = []

    def ask(parent, title: str, name: str, filters: str) -> tuple[str, str]:
        proposed.append(name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    planned.do("preview")
    qtbot.waitUntil(lambda: bool(previews) and bool(previews[0].view.pages.pages), timeout=WAIT)
    previews[0].save_pdf()
    assert Path(proposed[0]).name == "Школа № 7 – программа.pdf"


def test_cancelled_work_leaves_the_old_file(planned):
    from shnor_desktop.services.jobs import Cancelled

    path = planned.folder / "Программа.docx"
    path.write_bytes(b"old")

    def stop(part: float) -> None:
        if part > 0.05:
            raise Cancelled

    data = planned.desk.data()
    with pytest.raises(Cancelled):
        write_paper(data, path, (), stop)
    assert path.read_bytes() == b"old"
    assert [found.name for found in planned.folder.iterdir() if found.suffix == ".docx"] == ["Программа.docx"]
    QApplication.processEvents()
