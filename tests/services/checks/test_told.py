"""What a text says of results against its own tables: each rule speaks of its contradiction and of nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from shnor_desktop.models.all import Section, SectionText
from shnor_desktop.services.checks import Finding, run_checks
from shnor_desktop.services.checks.told import across, completion, oge, reading
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.tree import Block, Cell, Row, Table, paragraph
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.importing import import_docx, write_recognised
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.results.subject_words import subjects_in
from shnor_desktop.services.school_file import SchoolFile

Check = Callable[..., list[Finding]]


def table(*rows: Sequence[str | tuple[str, int, int]]) -> Table:
    """Rows of texts; (text, columns, rows) where cells are merged."""

    def cell(given: str | tuple[str, int, int]) -> Cell:
        text, columns, height = (given, 1, 1) if isinstance(given, str) else given
        return Cell((paragraph(text),), columns, height)

    return Table(tuple(Row(tuple(cell(one) for one in row)) for row in rows))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolFile]:
    path = tmp_path_factory.mktemp("told") / "пример.shnor"
    make_demo(path)
    with SchoolFile.open(path) as opened:
        yield opened


@pytest.fixture
def check(file: SchoolFile) -> Check:
    """The findings that a text brings into a section of the example, which has none of its own."""

    def run(*blocks: Block | str) -> list[Finding]:
        whole = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
        section = next(row for row in file.rows(Section) if row.key == "relevance")
        (row,) = file.rows(SectionText, section_id=section.id, slot="body")
        with file.transaction("Текст") as transaction:
            transaction.change(SectionText, row.id, body=dump_blocks(whole))
        found = [one for one in run_checks(read_programme(file)) if one.code != "typography"]
        file.undo()
        return found

    return run


def messages(found: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(one.code, one.message.replace("\u00a0", " ")) for one in found]


HEAD = ("ОО", "Кол-во уч.", "1", "2", "3", "4(1)", "4(2)", "5К1")
MAXIMUM = ("", "Макс. балл", "1", "2", "1", "1", "1", "2")
COUNTRY = ("Вся выборка", "100500", "90", "80", "70", "60", "50", "40")
REGION = ("Озёрская область", "5000", "80", "80", "70", "60", "50", "40")
SCHOOL = ("МБОУ СОШ № 3", "30", "79", "70", "81", "60", "39", "40")
DONE = table(HEAD, MAXIMUM, COUNTRY, REGION, SCHOOL)


def test_tasks_named_outside_the_corridor_are_those_of_the_table(check: Check):
    """1: 79 against 90; 3: 81 against 70; 4(2): 39 against 50; 2 is 10 below and that is still inside."""
    assert check(DONE, "Вне коридора решаемости по выборке РФ – задания 1, 3 и 4 (2).") == []
    assert check("Химия", DONE, "Вне коридора задания 1, 3.")[0].spot == "Химия"
    found = check(DONE, "Отклонение от коридора решаемости: задания 1, 5к1.")
    assert messages(found) == [
        ("corridor-claim", "Названы задания 1, 5К1; по таблице вне коридора ещё 3, 4(2), в коридоре – 5К1.")
    ]
    (finding,) = found
    assert finding.severity == "error"
    assert finding.place == f"section_text:body:{5 * 8 - 1}"  # behind 39 cells that say something


def test_the_sample_that_is_named_counts(check: Check):
    assert check(DONE, "Вне коридора решаемости по выборке области задания 3, 4(2).") == []
    (finding,) = check(DONE, "Вне коридора решаемости по выборке России задания 3, 4(2).")
    assert "ещё 1." in finding.message


def test_no_deviations_are_none_in_the_table(check: Check):
    (finding,) = check(DONE, "Несоответствия коридору решаемости не наблюдается.")
    assert messages([finding])[0][1] == "Сказано, что отклонений нет, а по таблице вне коридора: 1, 3, 4(2)."
    calm = table(HEAD, COUNTRY, ("МБОУ СОШ № 3", "30", "85", "80", "70", "60", "50", "40"))
    assert check(calm, "Отклонений от коридора решаемости не выявлено.") == []


def test_words_about_the_corridor_alone_claim_nothing(check: Check):
    assert (
        check(DONE, "Коридор решаемости – ±10 п. п.", "По остальным заданиям коридор решаемости соответствует.") == []
    )
    assert check("Вне коридора решаемости задания 1, 2.") == []  # no table to hold it against


def test_levels_that_stand_indented(check: Check):
    shifted = table(HEAD, ("", *COUNTRY), ("", "", *REGION), ("", "", "", *SCHOOL))
    (finding,) = check(shifted, "Отклонений от коридора решаемости не наблюдается.")
    assert "1, 3, 4(2)" in finding.message


def test_a_ragged_table_is_none(check: Check):
    assert check(table(HEAD, SCHOOL[:5]), "Отклонений от коридора не наблюдается.") == []
    assert check(table(HEAD, COUNTRY), "Отклонений от коридора не наблюдается.") == []  # no school in it


OGE_HEAD = (
    ("кол-во участников ОГЭ", 1, 2),
    ("средний балл", 1, 2),
    ("Успешность", 2, 1),
    *((f"отметка «{mark}»", 2, 1) for mark in (5, 4, 3, 2)),
    ("средняя отметка", 1, 2),
)
OGE_BELOW = ("всего", "%", "кол-во", "%", "кол-во", "%", "кол-во", "%", "кол-во", "%")


def oge_rows(*values: str) -> Table:
    """A table with its cells as the form merges them."""
    return table(OGE_HEAD, OGE_BELOW, values)


GOOD = ("25", "24,5", "23", "92%", "5", "20%", "8", "32%", "10", "40%", "2", "8%", "3,64")


def spoilt(place: int, value: str) -> Table:
    return oge_rows(*GOOD[:place], value, *GOOD[place + 1 :])


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (0, "26", "Отметок в сумме 25, а участников 26."),
        (2, "22", "Успешность: указано 22, а отметок «3», «4» и «5» – 23."),
        (3, "95 %", "Успешность: указано 95 %, а 23 из 25 – 92 %."),
        (5, "25%", "Отметка «5»: указано 25 %, а 5 из 25 – 20 %."),
        (12, "3,8", "Средняя отметка: указано 3,8, а по отметкам – 3,64."),
        (12, "3,68", "Средняя отметка: указано 3,68, а по отметкам – 3,64."),
    ],
)
def test_a_table_of_marks_agrees_with_itself(check: Check, place: int, value: str, words: str):
    assert check("Физика", oge_rows(*GOOD)) == []
    found = check("Физика", spoilt(place, value))
    assert messages(found) == [("marks-sum", words)]
    assert found[0].spot == "Физика"


@pytest.mark.parametrize("mean", ["3,6", "3,64", "3,65", "3,63"])
def test_a_mean_may_be_rounded(check: Check, mean: str):
    assert check("Физика", spoilt(12, mean)) == []


def test_a_head_that_lost_its_merged_cells_is_read_by_the_row_below(check: Check):
    flat = table(
        [cell if isinstance(cell, str) else cell[0] for cell in OGE_HEAD] + [""] * 5,
        ["", "", *OGE_BELOW],
        ["26", *GOOD[1:]],
    )
    assert [code for code, _ in messages(check("Физика", flat))] == ["marks-sum"]


def test_quality_is_that_of_the_subjects_table(check: Check):
    """(5 + 8) of 25 is 52 %."""
    physics = ("Физика", oge_rows(*GOOD))
    assert check(*physics, "Качество результатов по физике – 52 %, по химии – 70 %.") == []
    assert check(*physics, "Качество знаний по физике выше, чем в 2025 году: 52,0 %.") == []
    (finding,) = check(*physics, "Качество результатов по физике достаточно высокое – 58 %.")
    assert messages([finding])[0][1] == "Физика: в тексте качество 58 %, а по таблице 13 из 25 – 52 %."
    assert check(*physics, "Не получили качественного образования по физике 48 %.") == []


def test_those_without_a_quality_education(check: Check):
    low = table(("ОО", "«2»", "«3»"), ("МБОУ СОШ № 3", "12,2", "24,5"))
    assert check(low, "36, 7% обучающихся не получили качественного образования по математике.") == []
    (finding,) = check(low, "38% обучающихся не получили качественного образования.")
    assert messages([finding])[0][1] == "В тексте 38 %, а «2» и «3» в таблице вместе – 36,7 %."


def ege(*rows: Sequence[str]) -> Table:
    return table(("", ("Русский язык", 2, 1), ("Математика профильная", 2, 1)), *rows)


def test_bands_and_passed_are_everybody(check: Check):
    good = (
        ("кол-во участников", "12", "80", "5", "40"),
        ("кол-во сдавших", "12", "79", "4", "40"),
        ("кол-во не сдавших", "0", "1", "1", "0"),
        ("кол-во участников до 60 баллов", "6", "20", "3", "30"),
        ("кол-во участников 61-80 баллов", "4", "50", "2", "8"),
        ("кол-во высокобалльников (81 и выше)", "2", "10", "0", "2"),
    )
    assert check(ege(*good)) == []
    bad = [list(row) for row in good]
    bad[1][3], bad[4][2] = "5", "48"
    assert messages(check(ege(*bad))) == [
        ("ege-passed", "Сдавших и не сдавших в сумме 6, а участников 5."),
        ("ege-bands", "В группах по баллам в сумме 78, а участников 80."),
    ]
    assert [one.spot for one in check(ege(*bad))] == ["Математика (профильный уровень)", "Русский язык, округ"]


EVERYBODY = (
    ("кол-во участников", "12", "80", "5", "40"),
    ("кол-во сдавших", "12", "78", "4", "40"),
    ("кол-во не сдавших", "0", "2", "1", "0"),
)


def test_the_share_of_those_who_passed_is_theirs(check: Check):
    """78 of 80 is 97.5 %: rounded, cut off and with decimals."""
    for share in ("97%", "98%", "97,5"):
        assert check(ege(*EVERYBODY, ("процент сдавших", "100%", share, "80,0%", "100"))) == []
    (finding,) = check(ege(*EVERYBODY, ("процент сдавших", "100%", "97%", "0%", "100")))
    assert messages([finding]) == [("ege-share", "Процент сдавших: указано 0 %, а 4 из 5 – 80 %.")]
    assert finding.spot == "Математика (профильный уровень)"


def test_bands_of_those_who_passed_alone_are_called_so(check: Check):
    bands = (
        ("кол-во участников до 60 баллов", "6", "20", "2", "30"),
        ("кол-во участников 61-80 баллов", "4", "50", "2", "8"),
        ("кол-во высокобалльников (81 и выше)", "2", "9", "0", "2"),
    )
    school, district = sorted(one.message for one in check(ege(*EVERYBODY, *bands)))
    assert school == "В группах по баллам в сумме 4, а участников 5: сосчитаны одни сдавшие, добавьте не сдавших."
    assert district == "В группах по баллам в сумме 79, а участников 80."


MEANS = table(
    ("Год", "Русский язык", "Физика", "Химия"),
    ("2024", "27,2/4", "14", "-"),
    ("2025", "26/4", "15", "20"),
    ("2026", "25/3", "16", "18"),
)
UNDER_YEARS = table(("Предмет", "2025", "2026"), ("Русский язык", "26", "25"), ("Физика", "15", "16"))


@pytest.mark.parametrize("means", [MEANS, UNDER_YEARS])
def test_dynamics_in_words_are_those_of_the_last_two_years(check: Check, means: Table):
    assert check(means, "Отрицательная динамика по предметам: русский язык. Положительная динамика: физика.") == []
    (finding,) = check(means, "Наблюдается положительная динамика по русскому языку и физике.")
    assert messages([finding])[0] == (
        "dynamics-claim",
        "Русский язык: в тексте положительная динамика, а по таблице 2025 год – 26, 2026 год – 25.",
    )


def test_all_subjects_but_one(check: Check):
    assert check(MEANS, "Отрицательная динамика почти по всем предметам, за исключением физики.") == []
    (finding,) = check(MEANS, "Отрицательная динамика почти по всем предметам, за исключением химии.")
    assert "Химия: в тексте положительная" in finding.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Из 42 выпускников аттестат получили 40 (95 %).", ""),
        ("Из 42 выпускников аттестат получили 40 обучающихся (95,2%).", ""),
        ("Из 42 выпускников аттестат получили 40 (100 %).", "Указано 100 %, а 40 из 42 – 95,24 %."),
        ("Из 12 педагогов обучены 15 (125 %).", "Часть (15) больше целого (12)."),
        ("Справились 104 % обучающихся.", "Доля 104 % больше 100 %."),
        ("Охват – 100 % обучающихся, план выполнен на 120 %.", ""),
    ],
)
def test_parts_and_shares_in_one_sentence(check: Check, text: str, words: str):
    assert [message for _, message in messages(check(text))] == ([words] if words else [])


def test_subjects_in_any_case():
    text = "по русскому языку, базовой математике, математика проф, информатике и ИКТ, историей, литературного чтения"
    assert [named.subject for named in subjects_in(text)] == [
        "Русский язык",
        "Математика (базовый уровень)",
        "Математика (профильный уровень)",
        "Информатика",
        "История",
        "Литературное чтение",
    ]
    assert list(subjects_in("исторический химический физический")) == []


def test_other_tables_are_none_of_these(file: SchoolFile):
    """The example's own tables, and odd ones, are no tables of results."""
    odd = [table(("",)), table(("1", "2", "3", "4", "5", "6")), table(("ОО", "2020"), ("Школа", "7"))]
    for one in odd:
        written = reading.Written(tuple(_line(row) for row in one.rows), ())
        assert completion.completion_in(written) is None
        assert oge.marks_table(written) is None
        assert list(across.indicators_across(written)) == []
        assert list(across.means_by_year(written)) == []


def _line(row: Row) -> reading.Line:
    texts = tuple(cell.text for cell in row.cells)
    return reading.Line(texts, "", texts)


# the reference documents

KNOWN = {
    "school-programme": {
        "corridor-claim": 2,
        "quality-claim": 2,
        "marks-sum": 2,
        "ege-passed": 2,
        "ege-bands": 7,
        "ege-share": 1,
        "tasks-count": 1,
        "control-one-year": 1,
        "indicator-target-empty": 9,
        "unit-empty": 1,
        "number-gap": 2,
        "point-number": 1,
        "diary-direction-empty": 4,
        "period-empty": 1,
        "responsible-empty": 3,
        "picture-missing": 2,
    },
    "municipal-programme": {"appendix-missing": 1},
    "municipal-roadmap": {"period-before-approval": 8, "point-number": 1},
    "municipal-action-plan": {
        "point-number": 1,
        "number-repeated": 2,
        "number-gap": 1,
    },
    "support-concept": {"order-issuer-empty": 1, "act-later": 1, "result-empty": 1, "point-number": 3},
}
"""Everything above a hint that the check says of a reference document; each was looked up in it and is true."""


@pytest.mark.parametrize("name", KNOWN)
def test_the_contradictions_of_the_references_and_no_others(name: str, reference_dir: Path, tmp_path: Path):
    found = import_docx(reference_dir / f"{name}.docx", load_format(name))
    with SchoolFile.create(tmp_path / "Школа.shnor") as new:
        write_recognised(new, found)
        codes = [one.code for one in run_checks(read_programme(new)) if one.severity != "hint"]
    assert {code: codes.count(code) for code in codes} == KNOWN[name]


def test_the_references_corridor_to_the_task(reference_dir: Path, tmp_path: Path):
    found = import_docx(reference_dir / "school-programme.docx", load_format("school-programme"))
    with SchoolFile.create(tmp_path / "Школа.shnor") as new:
        write_recognised(new, found)
        told = messages(run_checks(read_programme(new)))
    assert (
        "corridor-claim",
        "Названы задания 8, 9(1), 9(2), 10; по таблице вне коридора ещё 4, 5(1), 5(2), 6(1), 12.",
    ) in told
    assert ("quality-claim", "Русский язык: в тексте качество 58 %, а по таблице 27 из 42 – 64,29 %.") in told
