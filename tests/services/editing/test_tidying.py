"""Typography of a section and of everything, as one step; looks stay where they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity, GridRow, Indicator, PassportRow, School, Section, SectionText, Task
from shnor_desktop.services.documents.tree import Cell, Paragraph, Picture, Row, Run, Table, paragraph
from shnor_desktop.services.documents.tree_json import dump_blocks, load_blocks
from shnor_desktop.services.editing import content, sections
from shnor_desktop.services.editing.tidying import STEP_NAME, tidy_blocks, tidy_runs, tidy_texts
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.typography import NBSP, tidy

FORM = load_format("school-programme")
WRONG, RIGHT = 'Клуб "Росток" - 85%', f"Клуб «Росток» – 85{NBSP}%"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "Школа.shnor") as made:
        sections.start_programme(made, FORM, School(full_name='МБОУ "Школа"'), (2026, 2028))
        tidy_texts(made)
        yield made


def section(file: SchoolFile, key: str) -> int:
    return next(row.id for row in file.rows(Section) if row.key == key)


def fill(file: SchoolFile) -> None:
    with file.transaction("Наполнение") as transaction:
        plan = section(file, "roadmap")
        transaction.add(Activity(section_id=plan, text=WRONG, reason=WRONG, extra=("", WRONG), position=10**9))
        task = transaction.add(Task(section_id=section(file, "indicators"), text=WRONG))
        transaction.add(Indicator(task_id=task.id, text=WRONG, target="85%"))
        transaction.add(GridRow(section_id=section(file, "organisation"), cells=("а", WRONG), position=10**9))
        body = dump_blocks((paragraph(WRONG), Table((Row((Cell((paragraph(WRONG),)),)),)), Picture("x.png")))
        transaction.add(SectionText(section_id=section(file, "relevance"), body=body))


def test_the_forms_own_texts_are_in_order():
    assert [spec.title for spec in FORM.section if tidy(spec.title) != spec.title] == []


def test_one_section_alone(file: SchoolFile):
    fill(file)
    assert tidy_texts(file, [section(file, "roadmap")]) == 3
    row = file.rows(Activity, section_id=section(file, "roadmap"))[-1]
    assert (row.text, row.reason, row.extra) == (RIGHT, RIGHT, ("", RIGHT))
    assert file.rows(Task)[0].text == WRONG


def test_everything_is_one_step_and_only_once(file: SchoolFile):
    fill(file)
    content.set_school(file, short_name='МБОУ "СОШ №7"')
    assert tidy_texts(file) == 8
    assert file.rows(Indicator)[0].text == RIGHT
    assert file.rows(Indicator)[0].target == "85%"
    assert file.rows(GridRow)[-1].cells == ("а", RIGHT)
    assert file.rows(School)[0].short_name == f"МБОУ «СОШ №{NBSP}7»"
    blocks = load_blocks(file.rows(SectionText)[-1].body)
    assert blocks[0] == paragraph(RIGHT)
    assert isinstance(blocks[1], Table)
    assert blocks[1].rows[0].cells[0].text == RIGHT
    assert blocks[2] == Picture("x.png")
    assert tidy_texts(file) == 0
    assert file.undo() == STEP_NAME
    assert file.rows(Task)[0].text == WRONG


def test_a_passports_text_too(file: SchoolFile):
    row = file.rows(PassportRow)[0]
    content.set_passport(file, row, (paragraph(WRONG),))
    assert tidy_texts(file, [row.section_id]) == 1
    assert load_blocks(file.rows(PassportRow)[0].body) == (paragraph(RIGHT),)


def test_looks_stay_where_they_were():
    runs = (Run('Клуб "'), Run("Росток", bold=True), Run('" - '), Run("85", italic=True), Run("%", link="x"))
    assert tidy_runs(runs) == (
        Run("Клуб «"),
        Run("Росток", bold=True),
        Run("» – "),
        Run(f"85{NBSP}", italic=True),
        Run("%", link="x"),
    )


RUNS = st.lists(
    st.builds(Run, st.text('" -–%№7аИ.\u00a0\n', max_size=6), st.booleans(), st.booleans()), max_size=6
).map(tuple)


@given(RUNS)
def test_pieces_are_mended_as_the_whole_is(runs: tuple[Run, ...]):
    whole = "".join(run.text for run in runs)
    assert "".join(run.text for run in tidy_runs(runs)) == tidy(whole)
    (mended,) = tidy_blocks((Paragraph(runs),))
    assert isinstance(mended, Paragraph)
    assert mended.text == tidy(whole)
