"""Section 2 made of results, out to Word and in again: ordinary tables and plain words, nothing lost."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import exam_rows

from shnor_desktop.models.all import School, Section, SectionText
from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.documents.bound_runs import has_results
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.docx_writer import write_docx
from shnor_desktop.services.documents.tree import Block, Table, block_texts
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing import results_text
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results.section_two import Wanted, whole
from shnor_desktop.services.school_file import SchoolFile


def said(blocks: tuple[Block, ...]) -> list[str]:
    return [" ".join(text.split()) for text in block_texts(blocks) if text.strip()]


def test_an_own_export_comes_back_as_words_and_ordinary_tables(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Школа.shnor") as file:
        start_programme(file, load_format("school-programme"), School(short_name="Школа № 7"), (2026, 2028))
        with file.transaction("Результаты") as transaction:
            transaction.add_all([dataclasses.replace(row, id=0) for row in exam_rows.rows()])
        analysis = next(row.id for row in file.rows(Section) if row.key == "analysis")
        results_text.append_text(file, analysis, whole(results_text.results_of(file), Wanted()))
        data = read_programme(file)
        write_docx(compose(data), tmp_path / "Программа.docx")
        title = next(one.entry.title for one in data.sections if one.section.id == analysis)
        printed = tuple(compose(data, sections=[analysis]).blocks())
    with SchoolFile.create(tmp_path / "Снова.shnor") as file:
        write_recognised(file, import_docx(tmp_path / "Программа.docx", load_format("school-programme")))
        again = next(row.id for row in file.rows(Section) if row.key == "analysis")
        blocks = load_blocks(file.rows(SectionText, section_id=again, slot="body")[0].body)
        findings = [one for one in run_checks(read_programme(file)) if one.section_id == again]
    wanted = said(printed)
    assert wanted[0] == title
    assert said(blocks) == wanted[1 : 1 + len(said(blocks))]
    assert [text for text in wanted[1 + len(said(blocks)) :] if "ЕГЭ" in text or "ОГЭ" in text] == []
    assert sum(isinstance(block, Table) for block in blocks) == 7
    assert not has_results(blocks)
    assert [one for one in findings if one.severity == "error"] == []
