"""The check on programmes of every kind: real ones give true findings, odd ones never make it fail."""

from __future__ import annotations

import dataclasses
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from programmes import Sketch, sketches, write_sketch

from shnor_desktop.models.entity import ENTITIES
from shnor_desktop.services.checks import SEVERITIES, Finding, run_checks
from shnor_desktop.services.checks.report import report_on
from shnor_desktop.services.completeness import completeness, outline_completeness, whole
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.json_export import to_json
from shnor_desktop.services.overview import overview
from shnor_desktop.services.queries import ProgrammeData, SectionData, read_programme
from shnor_desktop.services.school_file import SchoolFile

WORDS = ("", " ", "3.1", "²", "1.²", "0", "100 %", "150%", "1e9", "не выше", "процент", "%", "31.02.2026", "май", "—")
odd = st.one_of(st.sampled_from(WORDS), st.text(max_size=12), st.just("9" * 5000))
whole_numbers = st.one_of(st.none(), st.integers(-5, 200), st.just(10**15))


def rows_of(data: ProgrammeData) -> set[tuple[str, int | str]]:
    """Every row that a finding may name, by table and id."""
    found: set[tuple[str, int | str]] = {("school", data.school.id), ("programme", data.programme.id)}
    for section in data.sections:
        found.add(("section", section.section.id))
        found |= {("section_text", slot) for slot in section.texts}
        for table, rows in (
            ("passport_row", section.passport),
            ("activity", [entry.row for entry in section.activities]),
            ("task", [task.row for task in section.tasks]),
            ("indicator", [entry.row for task in section.tasks for entry in task.indicators]),
            ("schedule_row", section.schedule),
            ("criterion_value", section.values),
            ("grid_row", section.grid),
        ):
            found |= {(table, row.id) for row in rows}
    return found


def is_there(finding: Finding, data: ProgrammeData) -> bool:
    """Whether the finding's place is a row of the programme and a field of it."""
    table, id_, *field = finding.place.split(":")
    if (table, int(id_) if id_.isdecimal() else id_) not in rows_of(data):
        return False
    if table in ("section_text", "passport_row") and field and field[0].isdecimal():
        return True  # words of a paragraph, wherever it stands now
    if table == "grid_row":
        return field[0].startswith("cell")
    names = {item.name for item in dataclasses.fields(ENTITIES[table])}
    keys = {indicator.key for section in data.sections for indicator in section.spec.indicators}
    return not field or field[0] in names or (table == "criterion_value" and field[0] in keys)


def assert_sound(data: ProgrammeData) -> None:
    remarks = report_on(data, lambda part: None).remarks
    findings = run_checks(data)
    assert sorted(map(str, findings)) == sorted(str(remark.finding) for remark in remarks)
    for finding in findings:
        assert finding.severity in SEVERITIES
        assert finding.code and finding.where and finding.message.endswith(".")
        assert is_there(finding, data), finding


# the reference school's programme


@pytest.fixture(scope="module")
def reference(reference_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    found = import_docx(reference_dir / "school-programme.docx", load_format("school-programme"))
    with SchoolFile.create(tmp_path_factory.mktemp("reference") / "Школа.shnor") as file:
        write_recognised(file, found)
        return read_programme(file)


@pytest.fixture(scope="module")
def findings(reference: ProgrammeData) -> list[Finding]:
    return run_checks(reference)


def coded(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_tasks_of_the_passport_and_of_section_seven(findings: list[Finding]):
    (finding,) = coded(findings, "tasks-count")
    assert "8 задач" in finding.message and "9" in finding.message


def test_control_dates_of_one_year_of_three(findings: list[Finding]):
    (finding,) = coded(findings, "control-one-year")
    assert "2020" in finding.message and "2020–2022" in finding.message


def test_a_comparison_in_the_units_column_was_put_where_it_belongs(reference: ProgrammeData, findings: list[Finding]):
    assert coded(findings, "unit-comparison") == []
    rows = [entry.row for section in reference.sections for task in section.tasks for entry in task.indicators]
    assert any(row.comparison for row in rows)


def test_missing_numbers_of_the_method_stages(reference: ProgrammeData, findings: list[Finding]):
    section = next(section for section in reference.sections if section.section.key == "method_stages")
    gaps = [finding for finding in coded(findings, "number-gap") if finding.section_id == section.section.id]
    assert [finding.spot for finding in gaps] == ["3.3"]
    assert gaps[0].message.startswith("Пропущены номера 3.2, 3.4 и 3.6.")


def test_what_is_missing_is_named_row_by_row(reference: ProgrammeData, findings: list[Finding]):
    counts = Counter(finding.code for finding in findings if finding.severity != "hint")
    roadmap = next(section for section in reference.sections if section.section.key == "roadmap")
    items = [entry.row for entry in roadmap.activities if entry.row.level == "item"]
    assert counts["period-empty"] == sum(not row.period for row in items) > 0
    empty = [one for one in coded(findings, "responsible-empty") if one.section_id == roadmap.section.id]
    *alone, swallowed = [one.message for one in empty]
    assert alone == ["Ответственный не указан."] * 2
    assert "в 5 строках подряд: 2, 3, 4, 5 и 6. Выше стоит «Директор»" in swallowed
    listed = 2  # they go on with a list whose first row has somebody responsible
    assert len(alone) + 5 + listed == sum(not row.responsible for row in items)
    assert counts["indicator-target-empty"] > 0
    assert counts["diary-direction-empty"] == 4


def test_no_number_is_called_twice_and_no_sub_item_a_gap(reference: ProgrammeData, findings: list[Finding]):
    """Its sub-items are numbered through with the items: 10, then 11–15 below it, then 16."""
    assert coded(findings, "number-repeated") == []
    roadmap = next(section for section in reference.sections if section.section.key == "roadmap")
    inside = [finding for finding in coded(findings, "number-gap") if finding.section_id == roadmap.section.id]
    assert len(inside) <= 1  # its first item is number 4


def test_hints_are_few_and_true(reference: ProgrammeData, findings: list[Finding]):
    """What a merged cell swallowed in the stages, no baselines at all, and one line a section for slips of typing."""
    stages = next(section for section in reference.sections if section.section.key == "method_stages")
    items = [entry.row for entry in stages.activities if entry.row.level == "item"]
    empty = [finding for finding in findings if finding.severity == "hint" and finding.code.endswith("-empty")]
    swallowed = [finding for finding in empty if finding.section_id == stages.section.id]
    assert [one.spot for one in swallowed] == ["1.2 · Сроки", "1.2 · Ответственные", "2.2 · Сроки"]
    told = " ".join(one.message for one in swallowed)
    assert "1.2 и 1.3." in told and "2.2, 2.3 и 2.4." in told
    assert sum(not row.period for row in items) + sum(not row.responsible for row in items) == 2 + 3 + 1
    assert len(coded(findings, "baseline-empty")) == 1
    untidy = coded(findings, "typography")
    assert len(untidy) == len({finding.section_id for finding in untidy}) > 5
    for code in ("act-later", "appendix-missing", "staff-sum", "staff-part", "years-differ", "row-repeated"):
        assert coded(findings, code) == []


def test_every_place_exists(reference: ProgrammeData):
    assert_sound(reference)


# programmes nobody would write


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    path = tmp_path_factory.mktemp("example") / "Пример.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


def spoilt(row: Any, draw: Any) -> Any:
    """The row with odd values in some of its fields."""
    values: dict[str, Any] = {}
    for item in dataclasses.fields(row):
        if item.name.endswith("id") or item.name in ("position", "level", "kind", "key"):
            continue
        if item.type == "str" and draw(st.booleans()):
            values[item.name] = draw(odd)
        elif item.type == "int | None":
            values[item.name] = draw(whole_numbers)
    return dataclasses.replace(row, **values)


def spoilt_section(section: SectionData, draw: Any) -> SectionData:
    """The section with a few odd rows, and perhaps without any."""
    count = draw(st.integers(0, 4))
    return dataclasses.replace(
        section,
        passport=tuple(spoilt(row, draw) for row in section.passport[:count]),
        activities=tuple(
            dataclasses.replace(entry, row=spoilt(entry.row, draw), number=draw(odd))
            for entry in section.activities[:count]
        ),
        tasks=tuple(
            dataclasses.replace(
                task,
                row=spoilt(task.row, draw),
                indicators=tuple(
                    dataclasses.replace(entry, row=spoilt(entry.row, draw)) for entry in task.indicators[:count]
                ),
            )
            for task in section.tasks[:count]
        ),
        schedule=tuple(spoilt(row, draw) for row in section.schedule[:count]),
        grid=tuple(dataclasses.replace(row, cells=(draw(odd), draw(odd))) for row in section.grid[:count]),
        values=tuple(spoilt(row, draw) for row in section.values[:count]),
    )


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_no_programme_makes_the_check_or_a_figure_fail(example: ProgrammeData, data: st.DataObject):
    years = st.one_of(st.integers(-3, 3000), st.sampled_from((0, 2026, 2028, 10**9)))
    kinds = ("passport", "staff_experience", "roadmap", "indicators", "schedule", "appendix_1", "diary")
    key = data.draw(st.sampled_from(kinds))
    programme = dataclasses.replace(
        example.programme,
        year_from=data.draw(years),
        year_to=data.draw(years),
        approval_date=data.draw(st.sampled_from(("", "2026-08-28", "28.08.2026", "нет", "0000-00-00"))),
    )
    sections = tuple(
        spoilt_section(section, data.draw) if section.section.key == key else section for section in example.sections
    )
    odd_one = dataclasses.replace(example, programme=programme, sections=sections)
    assert_sound(odd_one)
    assert 0 <= overview(odd_one, date(2027, 3, 1)).filled <= 1
    assert to_json(odd_one)["sections"]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(sketches)
def test_a_generated_programme_is_checked_and_measured(sketch: Sketch):
    with tempfile.TemporaryDirectory() as name:
        data = write_sketch(Path(name) / "Школа.shnor", sketch)
    assert_sound(data)
    assert 0 <= whole(data.sections) <= 1
    rings = outline_completeness(data.sections)
    assert all(0 <= part <= 1 for part in rings.values())
    measured = {section.section.id for section in data.sections if completeness(section) is not None}
    assert measured <= set(rings)
    seen = overview(data, date(2027, 3, 1))
    assert seen.activities == sum(row.level == "item" for row in sketch.roadmap)
    assert seen.indicators == sum(len(rows) for _, rows in sketch.tasks)
    assert seen.indicators_reached <= seen.indicators


def test_the_example_gives_no_false_alarm(example: ProgrammeData):
    assert run_checks(example) == []
