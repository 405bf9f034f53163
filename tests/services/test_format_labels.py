"""The labels of the shipped form against the real document: letter by letter, wherever they stand in its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from shnor_desktop.services.documents.docx_reader import read_docx
from shnor_desktop.services.documents.tree import Block, Heading, Paragraph, Table
from shnor_desktop.services.formats import Format, SectionSpec, load_format

TABLES = ("roadmap", "indicators", "schedule", "appendix_1", "appendix_2", "diary", "staff_measures", "method_stages")
"""The tables whose headers are the form's; those of the matrix and of the staff tables are the school's own."""


def letters(text: str) -> str:
    """A label as it is compared: letters, figures and the per cent sign."""
    return re.sub(r"[^0-9a-zа-я%]", "", text.lower().replace("ё", "е"))


@pytest.fixture(scope="module")
def form() -> Format:
    return load_format("school-programme")


@pytest.fixture(scope="module")
def document(reference_dir: Path) -> tuple[set[str], set[str]]:
    """Letters of all cells and of all paragraphs outside tables."""
    cells: set[str] = set()
    paragraphs: set[str] = set()

    def walk(blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        cells.add(letters(cell.text))
                        walk(cell.blocks)
            elif isinstance(block, Paragraph | Heading):
                paragraphs.add(letters(block.text))

    walk(read_docx(reference_dir / "school-programme.docx").blocks())
    return cells, paragraphs


def labels(section: SectionSpec) -> Iterator[str]:
    """What a table of the section shows that is not the school's."""
    yield from (column.label for column in section.columns)
    yield from (row.label for row in section.rows)
    yield from section.group_titles
    yield from section.units
    for row in section.default_rows:
        yield from (text.replace("{year_from}", "2020").replace("{each_year}", "2020") for text in row.values())
    for criterion in section.criterion:
        yield criterion.title
        yield from (indicator.label for indicator in criterion.indicators)


@pytest.mark.parametrize("key", ["passport", *TABLES])
def test_labels_of_a_table_are_the_documents(form: Format, document: tuple[set[str], set[str]], key: str):
    found = list(labels(form.sections[key]))
    assert len(found) >= 4
    assert [label for label in found if letters(label) not in document[0]] == []


@pytest.mark.parametrize("key", ["appendix_1", "appendix_2", "diary"])
def test_words_beside_a_table_are_the_documents(form: Format, document: tuple[set[str], set[str]], key: str):
    section = form.sections[key]
    words = [text for text in (section.conclusions_label, section.measures_label, section.rule) if text]
    assert words
    assert [text for text in words if letters(text) not in document[1]] == []


def test_the_label_that_must_stand_literally(form: Format):
    labels = {column.field: column.label for column in form.sections["diary"].columns}
    assert labels["text"] == "Мероприятия, планируемые на муниципальном уровне"


def test_the_parts_of_the_form_are_as_many_as_the_documents(form: Format):
    sections = form.sections
    assert len(sections["passport"].rows) == 11
    assert len(sections["roadmap"].group_titles) == len(sections["diary"].group_titles) == 4
    assert len(sections["schedule"].default_rows) == 4
    assert [len(sections[key].criterion) for key in ("appendix_1", "appendix_2")] == [5, 5]
    assert [len(sections[key].indicators) for key in ("appendix_1", "appendix_2")] == [12, 10]
    assert sections["diary"].column_numbers and len(sections["diary"].columns) == 8
