"""Tables of section 2: headings to the letter, values of the data, «-» where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import results_tools as tools
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results import exam_tables
from shnor_desktop.services.results.exam_tables import ExamTable, Results, decimal, percent
from shnor_desktop.services.results.figures import Figures, Group, dump
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.services.results.statistics import Methods
from shnor_desktop.services.school_file import SchoolFile

VPR = ("vpr", 2025, "Русский язык", 5)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("таблицы")
    with SchoolFile.create(folder / "Школа.shnor") as file:
        import_results(file, [tools.write_folder(folder / "ВПР")])
        return Results(file.rows(ExamResult), "Школа № 12")


def check(table: ExamTable) -> ExamTable:
    """Every row is as wide as its headings, and nothing is empty but headings."""
    widths = {len(row) for row in (*table.headings, *table.rows)}
    assert len(widths) == 1
    return table


def test_the_summary_of_a_vpr(results: Results):
    table = check(exam_tables.vpr_summary(results, VPR))
    assert table.headings == (
        ("ОО", "кол-во участников", "мин.перв.балл", "макс.перв.балл", "медиана", "ср.перв.балл", "мода"),
    )
    assert table.rows == (("Школа № 12", "7", "1", "13", "5", "6,14", "9"),)


def test_completion_has_the_row_of_maximum_points_and_every_sample(results: Results):
    table = check(exam_tables.task_completion(results, VPR))
    assert table.headings[0] == ("ОО", "Кол-во уч.", "1К1", "1К2", "2", "5(1)", "5(2)", "11.3К1")
    assert table.rows[0] == ("", "Макс. балл", "4", "3", "2", "1", "2", "1")
    assert [row[0] for row in table.rows[1:]] == [
        "Вся выборка", "Заречная область", "Приозёрный городской округ", "Школа № 12",
    ]  # fmt: skip
    assert table.rows[2][1:4] == ("20400", "55,5", "56,5")
    assert table.rows[4] == ("Школа № 12", "7", *(decimal(share) for share in tools.completion(tools.EXAM)))
    out = {column for row, column in table.outstanding if row == 4}
    wanted = {2 + at for at, share in enumerate(tools.completion(tools.EXAM)) if abs(share - 55.5 - at) > 10}
    assert out == wanted and len(table.outstanding) == len(out)


def test_low_quality(results: Results):
    table = check(exam_tables.low_quality(results, VPR))
    assert (table.headings, table.rows) == ((("ОО", "«2»", "«3»"),), (("Школа № 12", "28,57", "28,57"),))


def test_a_mark_that_nobody_got_is_no_missing_data():
    rows = [
        ExamResult(1, *VPR, "school", 8, dump(Figures(groups={"": Group({(None, 4, None): 6, (None, 2, None): 2})})))
    ]
    assert exam_tables.low_quality(Results(rows), VPR).rows == (("Школа", "25", "0"),)


def row(exam: str, year: int, subject: str, level: str, figures: Figures) -> ExamResult:
    row.count = getattr(row, "count", 0) + 1  # type: ignore[attr-defined]
    grade = {"oge": 9, "ege": 11}[exam]
    return ExamResult(row.count, exam, year, subject, grade, level, figures.n, dump(figures))  # type: ignore[attr-defined]


SCHOOL = Figures(groups={"": Group({(20.0, 3, None): 2, (30.0, 4, None): 1, (39.0, 5, None): 1})})
TOWN = Figures(participants=275, stated={"mean_score": 29.15, "spread": 5.59, "median": 31.0})
EGE = Figures(groups={"": Group({(55.0, None, None): 2, (61.0, None, None): 1, (94.0, None, None): 1})})


def gia() -> Results:
    return Results(
        [
            row("oge", 2025, "Русский язык", "school", SCHOOL),
            row("oge", 2025, "Русский язык", "municipality", TOWN),
            row("oge", 2024, "Физика", "school", TOWN),
            row("ege", 2025, "Химия", "school", EGE),
            row("ege", 2025, "Химия", "municipality", TOWN),
            row("ege", 2023, "Физика", "school", EGE),
        ]
    )


def test_a_subject_of_oge_has_the_school_and_the_district():
    table = check(exam_tables.oge_table(gia(), ("oge", 2025, "Русский язык", 9)))
    assert table.headings[0][7:] == (
        "Успешность", "", 'отметка "5"', "", 'отметка "4"', "", 'отметка "3"', "", 'отметка "2"', "", "средняя отметка",
    )  # fmt: skip
    school, town = table.rows
    assert school[:9] == ("Школа", "4", "39", "20", "27,25", "9,14", "25", "4", "100%")
    assert school[9:] == ("1", "25%", "1", "25%", "2", "50%", "0", "0%", "3,75")
    assert town[:8] == ("По округу", "275", "-", "-", "29,15", "5,59", "31", "-") and set(town[8:]) == {"-"}


def test_homogeneity_is_the_measure_that_stands():
    rows = [row("oge", 2025, "Химия", "school", SCHOOL)]
    for spread, shown, name in (("mad", "7,25", "СРОТКЛ"), ("pstdev", "7,92", "СТАНДОТКЛОН.Г")):
        methods = Methods(spread=spread)  # type: ignore[arg-type]
        table = exam_tables.oge_table(Results(rows, methods=methods), ("oge", 2025, "Химия", 9))
        assert table.rows[0][5] == shown
        assert exam_tables.spread_name(methods) == name


def test_years():
    oge, ege = check(exam_tables.oge_by_year(gia())), check(exam_tables.ege_by_year(gia()))
    assert oge.headings == (("ГОД", exam_tables.OGE_YEARS, ""), ("", "Русский язык", "Физика"))
    assert oge.rows == (("2024", "-", "29,15/-"), ("2025", "27,25/3,75", "-"))
    assert ege.headings == (("Предмет", "Средний балл по школе", ""), ("", "2023", "2025"))
    assert ege.rows == (("Физика", "66,25", "-"), ("Химия", "-", "66,25"))


def test_ege_has_pairs_and_its_bands_are_everybody():
    table = check(exam_tables.ege_table(gia(), 2025))
    assert table.headings == (("", exam_tables.EGE_TITLE, ""), ("", "Химия", ""), ("", "школа", "округ"))
    values = {line[0]: line[1:] for line in table.rows}
    assert values["кол-во участников"] == ("4", "275")
    assert values["средний балл"] == ("66,25", "29,15")
    assert values["Медиана"] == ("58", "31")
    assert values["кол-во сдавших"] == values["процент не сдавших"] == ("-", "-")
    assert values["Однородность результатов (стандартное отклонение)"] == ("18,71", "-")
    assert [line[1] for line in table.rows[-6:]] == ["2", "50%", "1", "25%", "1", "25%"]
    assert [line[2] for line in table.rows[-6:]] == ["-"] * 6


def test_ege_of_a_summary_keeps_who_passed_its_bands_and_its_spread():
    stated = {"passed": 37.0, "spread": 14.0, "band0": 26.0, "band1": 11.0, "band2": 2.0}
    rows = [row("ege", 2025, "Физика", "municipality", Figures(participants=39, stated=stated))]
    table = check(exam_tables.ege_table(Results(rows), 2025))
    values = {line[0]: line[2] for line in table.rows}
    assert [values[name] for name in ("кол-во сдавших", "процент сдавших")] == ["37", "94,87%"]
    assert [values[name] for name in ("кол-во не сдавших", "процент не сдавших")] == ["2", "5,13%"]
    assert values["Однородность результатов"] == "14"
    assert [line[2] for line in table.rows[-6:]] == ["26", "66,67%", "11", "28,21%", "2", "5,13%"]


def test_all_tables_of_a_file(results: Results):
    assert [table.title for table in exam_tables.all_tables(results)] == [
        "Русский язык", "Решаемость заданий: Русский язык", "Низкий уровень качества образования",
    ]  # fmt: skip
    assert len(exam_tables.all_tables(gia())) == 2 + 1 + 2 + 1
    assert exam_tables.all_tables(Results([])) == []
    for table in exam_tables.all_tables(gia()):
        check(table)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "-"), (3.0, "3"), (3.456, "3,46"), (0.125, "0,13"), (100.01, "100,01"), (0.001, "0"), (10, "10")],
)
def test_numbers_are_russian(value: float | None, shown: str):
    assert decimal(value) == shown
    assert percent(value) == (shown if value is None else f"{shown}%")


@given(st.floats(0, 1000))
def test_a_shown_number_is_near_its_value(value: float):
    assert float(decimal(value).replace(",", ".")) == pytest.approx(value, abs=0.005000001)


def test_the_reference_workbooks_make_the_tables_of_section_2(reference_dir: Path, tmp_path: Path):
    with SchoolFile.create(tmp_path / "Школа.shnor") as file:
        import_results(file, [reference_dir / "vpr"])
        results = Results(file.rows(ExamResult))
    tables = exam_tables.all_tables(results)
    assert len(tables) == 6
    completion = check(exam_tables.task_completion(results, ("vpr", 2026, "Русский язык", 5)))
    assert [completion.headings[0][place] for row, place in sorted(completion.outstanding)] == ["1К1", "1К2"]
