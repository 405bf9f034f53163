"""The four tables of ФИС ОКО in every layout: what stands where on the sheet makes no difference to what is found."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import results_tools as tools
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.results.exam_key import ExamKey
from shnor_desktop.services.results.figures import Figures
from shnor_desktop.services.results.fisoko import find_tables
from shnor_desktop.services.results.found import FoundTable

TABLES = {
    "individual": tools.individual,
    "marks": tools.marks,
    "journal": tools.journal_wide,
    "tasks": tools.tasks,
}


def found(rows: tools.Rows, own: str = "") -> FoundTable:
    tables, troubles = find_tables(rows, ExamKey, own)
    assert troubles == []
    (table,) = tables
    return table


def school(rows: tools.Rows) -> Figures:
    return found(rows).samples["school"]


DIGESTS = {kind: found(make()).digest for kind, make in TABLES.items()}


@pytest.mark.parametrize("kind", TABLES)
def test_the_kind_and_the_exam_are_found(kind: str):
    table = found(TABLES[kind]())
    assert table.kind == kind
    assert (table.key.exam, table.key.year, table.key.subject, table.key.grade) == ("vpr", 2025, "Русский язык", 5)
    assert table.n == 7


def test_individual_results_are_counted():
    figures = school(tools.individual())
    whole = figures.whole
    assert sorted(figures.groups) == ["1", "2"]
    assert whole.outcomes == {
        (13, 5, 5): 1,
        (4, 3, 4): 1,
        (1, 2, 4): 1,
        (9, 4, 3): 1,
        (9, 4, 4): 1,
        (5, 3, 3): 1,
        (2, 2, 3): 1,
    }
    assert whole.points["1К2"] == {"3": 2, "2": 1, "1": 2, "X": 1, "0": 1}
    assert whole.points["5(2)"] == {"2": 1, "0": 3, "1": 2, "X": 1}
    assert [(task.key, task.heading, task.maximum, task.difficulty) for task in figures.tasks.values()] == [
        ("1К1", "1К1 (4б)", 4, "Б"),
        ("1К2", "1К2 (3б)", 3, "Б"),
        ("2", "2 (2б)", 2, "П"),
        ("5(1)", "5(1) (1б)", 1, "Б"),
        ("5(2)", "5(2) (2б)", 2, "В"),
        ("11.3К1", "11.3 k1 (1б)", 1, "Б"),
    ]


def test_group_tables_have_every_sample():
    marks, tasks = found(tools.marks()).samples, found(tools.tasks()).samples
    assert set(marks) == set(tasks) == {"country", "region", "municipality", "school"}
    assert marks["country"].marks == {2: 5.11, 3: 33.3, 4: 41.5, 5: 20.1}  # 100,01 in all: as the source has it
    assert (marks["region"].organisations, marks["school"].organisations) == (500, None)
    assert tasks["region"].completion["5(1)"] == 58.5
    assert [task.maximum for task in tasks["school"].tasks.values()] == [4, 3, 2, 1, 2, 1]
    assert tasks["country"].tasks == {}  # what they are is said once
    without = [row for row in tools.tasks() if tools.SCHOOL not in str(row[0])]
    assert len(found(without).samples["country"].tasks) == 6
    assert set(found(tools.journal_wide()).samples) == {"region", "municipality", "school"}


def test_both_layouts_of_the_comparison_say_the_same():
    wide, long = found(tools.journal_wide()), found(tools.journal_long())
    assert wide.digest == long.digest
    assert wide.samples["school"].journal["lower"] == (3, 42.86)


def test_a_comparison_without_names_is_the_schools():
    rows = tools.journal_long()
    at = next(place for place, row in enumerate(rows) if row[0] == tools.REGION)
    assert found(rows[:at] + rows[-4:]).samples["school"].journal["higher"][0] == 1


def test_a_comparison_under_two_rows_of_headings():
    rows = tools.journal_wide()
    at = next(place for place, row in enumerate(rows) if row[0] == "Группы участников")
    units = ["", "", *["%", "Кол-во участников"] * 3]
    titles = [*rows[at][:2], tools.WIDE[0], "", tools.WIDE[1], "", tools.WIDE[2], ""]
    assert found([*rows[:at], titles, units, *rows[at + 1 :]]).digest == DIGESTS["journal"]


def test_an_older_form_with_indented_names_and_a_second_row_of_headings():
    rows: tools.Rows = [
        ["ВПР 2019. 5 класс"],
        ["Предмет: математика"],
        ["ОО", "", "", "Кол-во уч.", "Распределение групп баллов в %", "", "", ""],
        ["", "", "", "", 2.0, 3.0, 4.0, 5.0],
        ["Вся выборка", "", "", 1500000.0, 11.6, 33.8, 36.9, 17.7],
        ["", "Заречная обл.", "", 40000.0, 12.0, 35.0, 36.0, 17.0],
        ["", "", "Приозёрный район", 900.0, 10.0, 40.0, 36.0, 14.0],
        ["", "", "(sch770012) Школа № 12", 20.0, 10.0, 40.0, 35.0, 15.0],
    ]
    table = found(tools.square(rows))
    assert table.kind == "marks"
    assert {level: figures.participants for level, figures in table.samples.items()} == {
        "country": 1500000,
        "region": 40000,
        "municipality": 900,
        "school": 20,
    }


SPELLINGS = ("{0:g}", " {0:g} ", "{0:g},0", "{0:g}.00", "'{0:g}")


@st.composite
def disturbed(draw: st.DrawFn) -> tuple[str, tools.Rows]:
    """A table with its columns in another order, moved on the sheet, its numbers partly written as text."""
    kind = draw(st.sampled_from(sorted([*TABLES, "long"])))
    rows: list[list[Any]] = copy.deepcopy(tools.journal_long() if kind == "long" else TABLES[kind]())
    header = next(
        at
        for at, row in enumerate(rows)
        if "участник" in "".join(map(str, row)).lower() and len([c for c in row if c != ""]) > 2
    )
    for row in rows[header + 1 :]:
        for place, cell in enumerate(row):
            if isinstance(cell, float) and draw(st.booleans()):
                spelling = draw(st.sampled_from(SPELLINGS[: 5 if cell.is_integer() else 2]))
                row[place] = spelling.format(cell) if abs(cell) < 1e6 else str(int(cell))
                if draw(st.booleans()):
                    row[place] = row[place].replace(".", ",")
    order = draw(st.permutations(range(len(rows[0]))))
    rows = [[row[place] for place in order] for row in rows]
    empty = [""] * len(order)
    for at in sorted((0, header), reverse=True):
        rows[at:at] = [list(empty) for _ in range(draw(st.integers(0, 3)) if at == 0 or kind != "individual" else 0)]
    left = draw(st.integers(0, 3))
    return "journal" if kind == "long" else kind, [[*[""] * left, *row] for row in rows]


@given(disturbed())
def test_order_of_columns_place_and_spelling_change_nothing(case: tuple[str, tools.Rows]):
    kind, rows = case
    assert found(rows).digest == DIGESTS[kind]


def test_trailing_zeros_of_formulas_are_nobody():
    rows = tools.individual()
    empty = [*[""] * 3, "", "", "", *[""] * 6, 0.0, 0.0, 0.0]
    assert found(rows + [list(empty) for _ in range(1499)]).digest == DIGESTS["individual"]
    zeros = [0.0] * len(rows[-1])
    assert found([*rows, zeros]).digest == DIGESTS["individual"]


def test_who_was_away_is_counted_apart():
    rows = tools.individual()
    away = list(rows[-1])
    away[3], away[6:] = 10099.0, ["отсутствовал"] * 6 + ["", "", 4.0]
    figures = school([*rows, away])
    assert (figures.n, figures.whole.absent) == (7, 1)


def test_a_missing_score_is_the_sum_of_the_points():
    rows = tools.individual()
    for row in rows[-3:]:
        row[12] = ""
    assert found(rows).digest == DIGESTS["individual"]


def test_a_sum_line_and_a_repeated_header_are_no_pupils():
    rows = tools.individual()
    header = next(row for row in rows if "Код участника" in row)
    mean = ["", "", "Средние", "", "", "", 2.1, 1.4, 1.0, 0.6, 0.6, 0.4, 6.0, 3.4, 3.7]
    assert found([*rows[:-2], list(header), *rows[-2:], mean]).digest == DIGESTS["individual"]


def test_the_column_of_classes_may_repeat_the_grade():
    rows = tools.individual()
    for row in rows[9:]:
        row[4] = 5.0
    assert sorted(school(rows).groups) == [""]


def test_letters_of_classes():
    rows = tools.individual()
    for place, row in enumerate(rows[9:]):
        row[4] = ("5А", "5 «Б»", "б")[place % 3]
    assert sorted(school(rows).groups) == ["А", "Б"]


def test_of_several_schools_the_own_one_is_taken():
    rows = tools.individual()
    other = copy.deepcopy(rows[-1])
    other[0], other[2] = "edu770099", "МБОУ «Гимназия № 3»"
    assert find_tables([*rows, other], ExamKey)[1][0].startswith("В таблице результаты нескольких школ (2).")
    assert find_tables([*rows, other], ExamKey, "Школа № 12")[0][0].digest == DIGESTS["individual"]
    group = tools.marks()
    extra = list(group[-1])
    extra[0] = "МБОУ «Гимназия № 3»(edu770099)"
    assert "несколько школ" in find_tables([*group, extra], ExamKey)[1][0]
    assert find_tables([*group, extra], ExamKey, "Школа № 12")[0][0].digest == DIGESTS["marks"]


def test_a_table_of_an_unknown_exam_is_refused_in_words():
    rows = [row for row in tools.marks() if not any("202" in str(cell) for cell in row)]
    (trouble,) = find_tables(rows, ExamKey)[1]
    assert trouble.startswith("Не понять, к какому экзамену") and "год" in trouble
    assert find_tables(rows, lambda: ExamKey(year=2025, grade=5))[0][0].digest != ""


@pytest.mark.parametrize("kind", TABLES)
def test_a_header_without_rows_is_refused(kind: str):
    rows = TABLES[kind]()
    at = next(at for at, row in enumerate(rows) if len([cell for cell in row if cell != ""]) > 4 and "Б" not in row)
    tables, troubles = find_tables(rows[: at + 1], ExamKey)
    assert tables == [] and len(troubles) == 1 and troubles[0].endswith(".")


def test_four_tables_on_one_sheet():
    rows = [row for make in TABLES.values() for row in [*make(), []]]
    tables, troubles = find_tables(rows, ExamKey)
    assert troubles == []
    assert {table.kind: table.digest for table in tables} == DIGESTS


cell = st.one_of(
    st.just(""),
    st.floats(allow_nan=True),
    st.text(max_size=12),
    st.sampled_from(["Код участника", "Отметка", "2", "Понизили %"]),
)


@given(st.lists(st.lists(cell, max_size=9), max_size=12))
def test_any_rows_at_all_are_read_without_an_error(rows: tools.Rows):
    tables, troubles = find_tables(rows, ExamKey)
    assert all(isinstance(trouble, str) and trouble.endswith(".") for trouble in troubles)
    assert all(table.samples for table in tables)
