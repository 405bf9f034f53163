"""Which form a document is in: every form knows its own papers, and nobody guesses about others."""

from __future__ import annotations

from pathlib import Path

import pytest
from municipal import PAPERS, write_paper

from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.recognise.detect import best_form
from shnor_desktop.services.documents.tree import Document, Heading, Part, Run, paragraph
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import known_formats, load_format
from shnor_desktop.services.importing import import_docx
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

FORMS = known_formats()
KEYS = [form.key for form in FORMS]


def key_of(document: Document) -> str:
    form = best_form(document, FORMS)
    return form.key if form else ""


@pytest.mark.parametrize("key", KEYS)
def test_a_real_paper_tells_its_form(key: str, reference_dir: Path):
    assert key_of(read_docx(reference_dir / f"{key}.docx")) == key


@pytest.mark.parametrize("key", PAPERS)
def test_a_filled_paper_tells_its_form(key: str, tmp_path: Path):
    assert key_of(compose(write_paper(tmp_path / "документ.shnor", key))) == key


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_form_tells_its_form(key: str, tmp_path: Path):
    with SchoolFile.create(tmp_path / "документ.shnor") as file:
        start_programme(file, load_format(key))
        assert key_of(compose(read_programme(file))) == key


def test_what_is_no_programme_is_in_no_form():
    other = [
        paragraph("ПРИКАЗ"),
        paragraph("О летнем отдыхе"),
        Heading(1, (Run("Дорожная карта"),)),
        paragraph("Текст."),
    ]
    assert key_of(Document((Part(tuple(other)),))) == ""
    assert key_of(Document(())) == ""
    assert best_form(Document((Part((paragraph("Паспорт"),)),)), ()) is None


def test_two_forms_alike_are_no_answer(reference_dir: Path):
    document = read_docx(reference_dir / "municipal-roadmap.docx")
    assert best_form(document, [FORMS[KEYS.index("municipal-roadmap")]] * 2) is None


def test_an_import_without_a_form_takes_the_papers_own_or_the_usual(reference_dir: Path, tmp_path: Path):
    assert import_docx(reference_dir / "support-concept.docx", None).form.key == "support-concept"
    with SchoolFile.create(tmp_path / "пусто.shnor") as file:
        start_programme(file, load_format("school-programme"))
    from shnor_desktop.services.documents.docx_writer import write_docx

    write_docx(Document((Part((paragraph("Письмо о лете."),)),)), tmp_path / "письмо.docx")
    assert import_docx(tmp_path / "письмо.docx", None).form.key == "school-programme"
    usual = load_format("municipal-roadmap")
    assert import_docx(tmp_path / "письмо.docx", None, usual=usual).form == usual
