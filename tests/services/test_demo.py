"""The example school: complete, free of contradictions, and written only where nothing stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_desktop.models.all import School
from shnor_desktop.models.errors import UserError
from shnor_desktop.services import demo
from shnor_desktop.services.checks import run_checks
from shnor_desktop.services.deadlines import parse_deadline
from shnor_desktop.services.demo import fill_demo, make_demo, read_demo
from shnor_desktop.services.documents.tree import Block, Table, block_texts
from shnor_desktop.services.documents.tree_json import load_blocks
from shnor_desktop.services.editing.content import set_school
from shnor_desktop.services.queries import ProgrammeData, SectionData, read_programme
from shnor_desktop.services.results.computed import exam_of
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.figures import LEVELS, load
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.shares import share

YEARS = (2026, 2028)
SHINGLE = 8  # words in a row that nobody writes twice by chance, names of laws apart


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> ProgrammeData:
    path = tmp_path_factory.mktemp("demo") / "пример.shnor"
    make_demo(path)
    with SchoolFile.open(path) as file:
        return read_programme(file)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path / "новая.shnor") as file:
        yield file


def section(data: ProgrammeData, key: str) -> SectionData:
    return next(found for found in data.sections if found.section.key == key)


def count(data: ProgrammeData, key: str, level: str) -> int:
    return sum(entry.row.level == level for entry in section(data, key).activities)


def test_the_check_finds_nothing(data: ProgrammeData):
    assert run_checks(data) == []


def test_it_has_every_section_of_the_form_with_its_titles(data: ProgrammeData):
    expected = [(spec.key, spec.title) for spec in data.form.section]
    assert [(found.section.key, found.section.title) for found in data.sections] == expected


def test_it_is_as_large_as_a_real_programme(data: ProgrammeData):
    assert len(section(data, "passport").passport) == 11
    assert (count(data, "roadmap", "group"), count(data, "roadmap", "item") >= 40) == (4, True)
    assert count(data, "roadmap", "sub") >= 5
    assert count(data, "staff_measures", "item") >= 6
    assert (count(data, "method_stages", "group"), count(data, "method_stages", "item") >= 9) == (3, True)
    tasks = section(data, "indicators").tasks
    assert len(tasks) == 7
    assert sum(len(task.indicators) for task in tasks) >= 20
    assert len(section(data, "schedule").schedule) == 4
    matrix = section(data, "organisation").grid
    assert (sum(row.heading for row in matrix), sum(not row.heading for row in matrix) >= 8) == (2, True)


def test_both_waves_have_a_fact_for_every_indicator_that_is_not_computed(data: ProgrammeData):
    for key in ("appendix_1", "appendix_2"):
        found = section(data, key)
        asked = {indicator.key for indicator in found.spec.indicators if indicator.kind != "share"}
        for wave in data.waves:
            if wave.key in found.spec.wave_lines:
                assert {value.key for value in found.values if value.wave_id == wave.id} == asked
        assert all(found.texts[slot] for slot in ("conclusions", "measures"))
        shares = [share(value.numerator, value.denominator) for value in found.values if value.denominator]
        assert shares
        assert all(part is not None and 0 < part < 100 for part in shares)


def test_every_period_is_understood_and_lies_in_the_programme(data: ProgrammeData):
    for found in data.sections:
        for entry in found.activities:
            deadline = parse_deadline(entry.row.period, YEARS)
            assert deadline.known, entry.row.period
            assert all(YEARS[0] <= span.start.year <= span.end.year <= YEARS[1] for span in deadline.spans)


def test_the_diary_points_at_the_roadmap(data: ProgrammeData):
    roadmap = {entry.row.id for entry in section(data, "roadmap").activities}
    linked = [entry.row.linked_id for entry in section(data, "diary").activities if entry.row.linked_id]
    assert len(linked) >= 4
    assert set(linked) <= roadmap


def test_passport_section_three_and_section_seven_name_the_same_tasks(data: ProgrammeData):
    tasks = [task.row.text for task in section(data, "indicators").tasks]
    row = next(row for row in section(data, "passport").passport if row.key == "tasks")
    assert list(block_texts(load_blocks(row.body))) == tasks
    goals = list(block_texts(section(data, "goals").texts["body"]))
    assert [text for text in goals if text in tasks] == tasks


def number(text: str) -> float:
    return float(text.replace(",", "."))


def tables(blocks: tuple[Block, ...]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Header and rows of every table as texts."""
    for block in blocks:
        if isinstance(block, Table):
            head, *rows = ([cell.text for cell in row.cells] for row in block.rows)
            yield head, rows


def test_marks_add_up_and_per_cents_follow_from_them(data: ProgrammeData):
    checked = 0
    for head, rows in tables(section(data, "analysis").texts["body"]):
        if "Качество, %" not in head:
            continue
        for row in rows:
            cells = dict(zip(head[1:], map(number, row[1:]), strict=True))
            taken = cells.get("Писали", cells.get("Сдавали"))
            marks = [cells[f"«{mark}»"] for mark in (2, 3, 4, 5)]
            assert sum(marks) == taken
            assert cells["Успеваемость, %"] == round(100 * sum(marks[1:]) / sum(marks), 1)
            assert cells["Качество, %"] == round(100 * sum(marks[2:]) / sum(marks), 1)
            if "Средняя отметка" in cells:
                mean = sum(mark * many for mark, many in zip((2, 3, 4, 5), marks, strict=True)) / sum(marks)
                assert cells["Средняя отметка"] == round(mean, 2)
            checked += 1
    assert checked == 8


def test_compared_marks_add_up(data: ProgrammeData):
    found = [rows for head, rows in tables(section(data, "analysis").texts["body"]) if "Подтвердили" in head]
    (rows,) = found
    assert [number(row[1]) for row in rows] == [sum(map(number, row[2:])) for row in rows]


def test_results_are_of_three_years_and_name_nobody(data: ProgrammeData):
    found = {row: load(row.data) for row in data.results}
    for kind, levels in {
        "vpr": set(LEVELS),
        "oge": set(LEVELS) - {"country"},
        "ege": set(LEVELS) - {"country"},
    }.items():
        for year in (2023, 2024, 2025):
            assert {row.level for row in found if (row.exam, row.year) == (kind, year)} == levels
    for row, figures in found.items():
        assert row.participants == figures.n
        assert (set(figures.groups) <= {""}, figures.name) == (True, "")  # samples only: no class, no name
        assert all(score is None and count for (score, _, _), count in figures.whole.outcomes.items())
        assert not figures.marks or sum(figures.marks.values()) == pytest.approx(100)
        compared = sum(count or 0 for count, _ in figures.journal.values())
        assert compared in (0, figures.n)


def test_results_are_those_of_the_tables_in_section_two(data: ProgrammeData):
    results = Results(data.results)
    compared = 0
    for head, rows in tables(section(data, "analysis").texts["body"]):
        for name, *cells in rows:
            subject, _, grade = name.partition(", ")
            exam = ("vpr", 2025, subject, int(grade.split()[0])) if grade else ("oge", 2025, subject, 9)
            said, one = dict(zip(head[1:], map(number, cells), strict=True)), results.at(exam)
            assert one is not None
            assert one.marks is not None
            shown = {
                "Писали": one.n,
                "Сдавали": one.n,
                **{f"«{mark}»": one.marks.get(mark, 0) for mark in (2, 3, 4, 5)},
            }
            shown |= {"Понизили": one.lower, "Подтвердили": one.confirmed, "Повысили": one.higher}
            rounded = {"Успеваемость, %": (one.success, 1), "Качество, %": (one.quality, 1)}
            rounded["Средняя отметка"] = (one.mean_mark, 2)
            shown |= {title: round(value or 0, digits) for title, (value, digits) in rounded.items()}
            assert said == {title: shown[title] for title in head[1:]}
            compared += 1
    assert compared == 12
    means = {
        level: [
            results.figures(("ege", year, "Русский язык", 11), level).stated["mean_score"]
            for year in (2023, 2024, 2025)
        ]
        for level in ("school", "municipality")
    }
    assert means == {"school": [58, 60, 61], "municipality": [64, 65, 66]}


def test_some_tasks_lie_below_the_corridor(data: ProgrammeData):
    results = Results(data.results)
    shown = [one for row in data.results if row.level == "school" and (one := results.at(exam_of(row)))]
    low = [one.out_of_corridor for one in shown if one.out_of_corridor is not None]
    assert [len(tasks) for tasks in low] == [2, 2, 3]
    assert all(one.deviations["region"][task] < -10 for one in shown for task in one.out_of_corridor or ())


def test_money_adds_up(data: ProgrammeData):
    ((_head, rows),) = tables(section(data, "finance").texts["body"])
    *parts, total = [list(map(number, row[1:])) for row in rows]
    assert total == [sum(column) for column in zip(*parts, strict=True)]
    assert all(sum(row[:-1]) == row[-1] for row in (*parts, total))


def test_staff_add_up(data: ProgrammeData):
    (line,) = section(data, "staff_experience").grid
    total, *counts = map(int, line.cells)
    assert (sum(counts[:5]), sum(counts[5:])) == (total, total)
    rows = section(data, "staff_qualification").grid
    assert sum(int(row.cells[1]) for row in rows) == total
    assert [number(row.cells[2]) for row in rows] == [round(100 * int(row.cells[1]) / total, 1) for row in rows]


def test_the_example_itself_is_no_edit_to_take_back(empty: SchoolFile):
    fill_demo(empty)
    assert (empty.undo_name, empty.undo()) == (None, None)
    set_school(empty, director="Кто-то другой")
    empty.undo()
    assert empty.undo() is None
    assert [row.director for row in empty.rows(School)] == ["Берёзкина Ирина Семёновна"]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path):
    path = tmp_path / "пример.shnor"
    path.write_bytes(b"mine")
    with pytest.raises(UserError, match="уже есть"):
        make_demo(path)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("found", [[], [Path("нет-такого.toml")]])
def test_missing_data_files_are_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, found: list[Path]):
    folder = tmp_path / "demo"
    folder.mkdir()
    for path in found:
        (folder / path).symlink_to(tmp_path / "nowhere")
    monkeypatch.setattr(demo, "resource_path", lambda *parts: folder)
    with pytest.raises(UserError, match="установите программу заново"):
        read_demo()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def shingles(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + SHINGLE]) for start in range(len(found) - SHINGLE + 1)}


def test_no_sentence_comes_from_the_reference_documents(reference_dir: Path):
    known = set().union(*(shingles(path.read_text("utf-8", "replace")) for path in reference_dir.glob("*.txt")))
    assert known
    ours = set().union(*(shingles(path.read_text("utf-8")) for path in demo.resource_path("demo").glob("*.toml")))
    law = {row for row in ours if "федерации" in row}  # the law has one name for everybody
    assert ours & known - law == set()
