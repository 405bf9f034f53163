"""How much of a programme is filled: each kind by its own cells, the whole by its sections."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_tools import small_programme

from shnor_desktop.models.all import (
    Activity,
    CriterionValue,
    GridRow,
    Indicator,
    PassportRow,
    ScheduleRow,
    Section,
    Task,
    Wave,
)
from shnor_desktop.models.programme import SECTION_KINDS
from shnor_desktop.services.completeness import MEASURES, Tally, completeness, outline_completeness, plan_tally, whole
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.tree import Paragraph, Run, Table, paragraph, text_cell
from shnor_desktop.services.documents.tree import Row as TableRow
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.editing import content, sections
from shnor_desktop.services.formats import FREE_SECTION, load_format
from shnor_desktop.services.queries import (
    ActivityEntry,
    IndicatorEntry,
    OutlineEntry,
    SectionData,
    TaskEntry,
    read_programme,
)
from shnor_desktop.services.school_file import SchoolFile

FORM = load_format("school-programme")
SOME, BLANK = (paragraph("Текст"),), (paragraph("  "), Paragraph())


def data(key: str, **parts: Any) -> SectionData:
    """A section of the form with some content."""
    spec = FORM.sections.get(key, FREE_SECTION)
    own = {name: parts.pop(name) for name in ("id", "parent_id", "hidden", "title_role") if name in parts}
    section = dataclasses.replace(Section(id=1, key=key, kind=spec.kind, title_role=spec.title_role), **own)
    return SectionData(OutlineEntry(section, 0, "", spec), **parts)


def plan(*rows: Activity) -> tuple[ActivityEntry, ...]:
    return tuple(ActivityEntry(row, "") for row in rows)


def tasks(*rows: Indicator) -> tuple[TaskEntry, ...]:
    return (TaskEntry(Task(), "", tuple(IndicatorEntry(row, "") for row in rows)),)


FULL = Activity(text="Занятия", period="май", responsible="Завуч")
MEASURED: list[tuple[str, dict[str, Any], float | None]] = [
    ("relevance", {}, 0.0),
    ("relevance", {"texts": {"body": BLANK}}, 0.0),
    ("relevance", {"texts": {"body": SOME}}, 1.0),
    ("relevance", {"texts": {"after": SOME}}, 0.0),
    ("relevance", {"texts": {"body": (Table((TableRow((text_cell("в таблице"),)),)),)}}, 1.0),
    ("relevance", {"texts": {"body": SOME}, "hidden": True}, None),
    ("relevance", {"title_role": "caption"}, None),
    ("passport", {}, 0.0),
    ("passport", {"passport": (PassportRow(body=dump_blocks(SOME)), PassportRow(body=dump_blocks(BLANK)))}, 0.5),
    ("roadmap", {}, 0.0),
    ("roadmap", {"activities": plan(FULL)}, 1.0),
    ("roadmap", {"activities": plan(FULL, Activity(text=" "))}, 0.5),
    ("roadmap", {"activities": plan(dataclasses.replace(FULL, responsible=""))}, 2 / 3),
    ("roadmap", {"activities": plan(Activity(level="group", text="Раздел"), Activity(level="sub"), FULL)}, 1.0),
    ("roadmap", {"activities": plan(Activity(level="group", text="Раздел"))}, 0.0),
    ("method_stages", {"activities": plan(Activity(text="Занятия"))}, 1.0),
    ("indicators", {}, 0.0),
    ("indicators", {"tasks": tasks(Indicator(text="Доля", unit="процент", target="75"))}, 1.0),
    ("indicators", {"tasks": tasks(Indicator(text="Доля", comparison="не выше областного"))}, 1.0),
    ("indicators", {"tasks": tasks(Indicator(text="Доля"), Indicator(text="Доля", target="5"))}, 0.5),
    ("schedule", {"schedule": (ScheduleRow(kind="Отчёт"), ScheduleRow(control_date="1 мая"))}, 0.5),
    ("organisation", {"grid": (GridRow(heading=True, cells=("",)), GridRow(cells=("а", "", "б", " ")))}, 0.5),
    ("staff_experience", {}, 0.0),
    ("appendix_1", {}, 0.0),
]


@pytest.mark.parametrize(("key", "parts", "part"), MEASURED)
def test_a_section_is_measured_by_its_own_cells(key: str, parts: dict[str, Any], part: float | None):
    measured = completeness(data(key, **dict(parts)))
    assert measured == (part if part is None else pytest.approx(part))


def test_facts_of_the_first_wave_count_and_shares_are_not_asked_for():
    asked = [indicator.key for indicator in FORM.sections["appendix_1"].indicators if indicator.kind != "share"]
    waves = (Wave(id=2, key="final"), Wave(id=5, key="entry"), Wave(id=6, key="interim"))
    given_values = (
        CriterionValue(wave_id=5, key=asked[0], value="3"),
        CriterionValue(wave_id=2, key=asked[0], value="4"),
        CriterionValue(wave_id=5, key=asked[1], no_data=True),
        CriterionValue(wave_id=5, key=asked[2], numerator=0),
        CriterionValue(wave_id=5, key=asked[3]),
        CriterionValue(wave_id=5, key="secondary_share", value="5"),
        *(CriterionValue(wave_id=2, key=key, value="5") for key in asked),
        *(CriterionValue(wave_id=6, key=key, value="5") for key in asked),
    )
    assert completeness(data("appendix_1", values=given_values, waves=waves)) == pytest.approx(3 / len(asked))


def test_a_last_wave_alone_is_no_beginning(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Школа.shnor") as file:
        sections.start_programme(file, FORM, years=(2026, 2028))
        section = file.rows(Section, key="appendix_1")[0].id
        waves = {wave.key: wave.id for wave in file.rows(Wave)}
        measured = []
        for wave in ("final", "entry"):
            for spec in FORM.sections["appendix_1"].indicators:
                if spec.kind != "share":
                    content.set_criterion(file, section, waves[wave], spec.key, CriterionValue(value="1"))
            measured.append(completeness(next(d for d in read_programme(file).sections if d.section.id == section)))
    assert measured == [0.0, 1.0]


def test_every_kind_is_measured_or_has_nothing_to_fill():
    assert set(MEASURES) | {"results"} == set(SECTION_KINDS)
    assert completeness(data("", id=1)) == 0.0


def test_a_heading_shows_the_mean_of_what_is_below_it():
    parent = data("resources", id=1)
    rows = [
        parent,
        data("organisation", id=2, parent_id=1, grid=(GridRow(cells=("а", "")),)),
        data("finance", id=3, parent_id=1, texts={"body": SOME}),
        data("method", id=4, parent_id=1, hidden=True),
    ]
    assert outline_completeness(rows) == {1: 0.75, 2: 0.5, 3: 1.0}
    with_text = dataclasses.replace(parent, texts={"body": SOME})
    assert outline_completeness([with_text, *rows[1:]])[1] == 1.0
    assert outline_completeness([parent]) == {1: 0.0}


@given(st.lists(st.sampled_from(MEASURED), max_size=8))
def test_the_whole_is_the_mean_of_its_sections(chosen: list[tuple[str, dict[str, Any], float | None]]):
    rows = [data(key, **dict(parts)) for key, parts, _ in chosen]
    known = [part for _, _, part in chosen if part is not None]
    assert whole(rows) == pytest.approx(sum(known) / len(known) if known else 0.0)


def test_a_new_programme_is_begun_and_the_example_is_whole(tmp_path: Path):
    with SchoolFile.create(tmp_path / "Новая.shnor") as file:
        sections.start_programme(file, FORM, years=(2026, 2028))
        new = read_programme(file)
    assert 0 < whole(new.sections) < 0.1  # the form brings the dates of reports along
    make_demo(tmp_path / "Пример.shnor")
    with SchoolFile.open(tmp_path / "Пример.shnor") as file:
        example = read_programme(file)
    assert whole(example.sections) == 1.0
    assert set(outline_completeness(example.sections).values()) == {1.0}


def test_a_text_of_runs_without_letters_is_no_text():
    assert completeness(data("relevance", texts={"body": (Paragraph((Run(" "), Run("\n\t"))),)})) == 0.0


CELLS = st.lists(
    st.tuples(*[st.sampled_from(("", " ", "\u00a0\t\n", "\u3000", "слово", " 0 ", "\u200b"))] * 3), max_size=6
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolFile]:
    with small_programme(tmp_path_factory.mktemp("полнота") / "школа.shnor") as file:
        yield file


@settings(max_examples=30)
@given(cells=CELLS)
def test_what_the_file_counts_is_what_its_rows_hold(kept: SchoolFile, cells: list[tuple[str, str, str]]):
    section_id = next(row.id for row in kept.rows(Section) if row.kind == "activities")
    with kept.transaction("Строки") as transaction:
        for row in kept.rows(Activity, section_id=section_id):
            transaction.remove(Activity, row.id)
        for position, (text, period, extra) in enumerate(cells):
            level = "item" if position % 3 else "sub"
            transaction.add(
                Activity(section_id=section_id, position=position, level=level, text=text, period=period, extra=[extra])
            )
    items = [cell for position, cell in enumerate(cells) if position % 3]
    for fields, columns in ((("text", "period"), (0, 1)), (("text", "extra0", "extra1"), (0, 2))):
        filled = sum(bool(cell[column].strip()) for cell in items for column in columns)
        assert plan_tally(kept, section_id, fields) == Tally(filled, len(items) * len(fields))
