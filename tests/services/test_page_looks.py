"""The choice of how pages look is kept in the file, undone in one step, and followed by every paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from shnor_desktop.cli import main
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.pages import PageLook
from shnor_desktop.services import history, page_looks
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.page_layout import USUAL, PageLayout
from shnor_desktop.services.page_looks import STEP, layout_of, set_page_look
from shnor_desktop.services.queries import page_look, read_programme
from shnor_desktop.services.school_file import SchoolFile

LARGE = PageLook(id=1, edition="2016", left_margin=30, letters=14, table_letters=12, spacing=150, captions=True)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as made:
        yield made


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    word = docx.Document()
    word.add_paragraph("Бланк школы")
    word.save(str(tmp_path / "бланк.docx"))
    return tmp_path / "бланк.docx"


def test_a_new_file_has_the_usual_pages(file: SchoolFile):
    assert layout_of(page_look(file)) == USUAL
    set_page_look(file, PageLook(id=1))
    assert file.undo_name is None


def test_a_choice_is_one_step_and_reaches_the_paper(file: SchoolFile):
    set_page_look(file, LARGE)
    assert compose(read_programme(file)).layout == PageLayout("2016", 30.0, letters=14.0, table_letters=12.0, line=1.5)
    set_page_look(file, replace(LARGE, letters=13))
    assert page_look(file).letters == 13
    assert file.undo_name == STEP
    file.undo()
    assert page_look(file) == LARGE
    file.undo()
    assert layout_of(page_look(file)) == USUAL


@pytest.mark.parametrize("field", ["left_margin", "letters", "table_letters", "spacing"])
def test_a_value_that_nobody_could_choose_counts_as_the_usual_one(field: str):
    assert layout_of(replace(PageLook(id=1), **{field: -7})) == USUAL
    assert layout_of(replace(PageLook(id=1), edition="?")) == USUAL


def test_the_template_stays_when_its_original_is_gone(file: SchoolFile, blank: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "KEPT_STEPS", 5)
    monkeypatch.setattr(history, "_TRIM_EVERY", 5)
    set_page_look(file, PageLook(id=1), blank)
    content = blank.read_bytes()
    blank.unlink()
    for number in range(12):  # the history is trimmed meanwhile
        set_page_look(file, replace(page_look(file), letters=12 + number % 2))
    assert page_look(file).template_name == "бланк.docx"
    assert read_programme(file).template == content
    set_page_look(file, replace(page_look(file), template="", template_name=""))
    assert read_programme(file).template == b""
    file.undo()
    assert read_programme(file).template == content


def test_a_bad_template_changes_nothing(file: SchoolFile, blank: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page_looks, "MOST_TEMPLATE", 100)
    with pytest.raises(UserError, match="слишком велик"):
        set_page_look(file, LARGE, blank)
    blank.write_text("не Word", "utf-8")
    with pytest.raises(UserError, match="не документ Word"):
        set_page_look(file, LARGE, blank)
    assert page_look(file) == PageLook(id=1)
    assert file.undo_name is None


def test_a_template_on_the_command_line(tmp_path: Path, blank: Path, qapp: object, capsys: pytest.CaptureFixture[str]):
    make_demo(tmp_path / "пример.shnor")
    out = tmp_path / "на бланке.docx"
    assert main(["export", str(tmp_path / "пример.shnor"), str(out), "--template", str(blank)]) == 0
    assert docx.Document(str(out)).paragraphs[0].text == "Бланк школы"
    again = tmp_path / "ещё.docx"
    for arguments in (
        [str(again), "--template", str(tmp_path / "нет.docx")],
        [f"{again}.pdf", "--template", str(blank)],
    ):
        assert main(["export", str(tmp_path / "пример.shnor"), *arguments]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not again.exists()
