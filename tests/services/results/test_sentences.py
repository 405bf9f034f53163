"""Sentences about results: good Russian whatever the numbers, every number bound to the value it says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import exam_rows
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.documents.tree import Paragraph, ResultTable
from shnor_desktop.services.results import section_two, sentences
from shnor_desktop.services.results.agreeing import agrees
from shnor_desktop.services.results.bound_tables import offered, table_of, title_of
from shnor_desktop.services.results.bound_values import apart, origin_of, value_of
from shnor_desktop.services.results.exam_place import exam_from, exam_text
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.figures import Figures, dump
from shnor_desktop.services.results.importing import import_results
from shnor_desktop.services.results.section_two import Wanted
from shnor_desktop.services.results.subject_cases import DATIVE, dative, inside, listed
from shnor_desktop.services.results.subjects import SUBJECTS
from shnor_desktop.services.school_file import SchoolFile

FOUND = Results(exam_rows.rows(), "Школа")


def said(exam: exam_rows.Place, results: Results = FOUND) -> list[str]:
    blocks = section_two.exam_blocks(results, exam, Wanted(tables=False))
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.style == "body"]
    return [block.text.replace("\u00a0", " ") for block in paragraphs]


def test_a_vpr_in_words():
    assert said(exam_rows.MATHS) == [
        "ВПР по математике в 4 классе в 2026 году писали 42 обучающихся. "
        "Успеваемость – 85,71 %, качество – 42,86 %, средняя отметка – 3,36.",
        "Успеваемость на 9,29 п. п. ниже, чем по региону (95 %). "
        "Качество на 22,14 п. п. ниже, чем по региону (65 %).",
        "Выполнение заданий относительно региона (коридор ±10 п. п.): "
        "ниже коридора – задание 2, выше – задание 5(1).",
        "Качественного образования по математике (отметки «2» и «3») не получили 24 обучающихся (57,14 %).",
        "Отметка за работу ниже отметки в журнале у 6 обучающихся (14,29 %), "
        "совпадает с ней у 36 обучающихся (85,71 %), выше ни у кого. "
        "Разница в две отметки и больше – ни у кого.",
        "Успеваемость на 4,29 п. п. ниже, чем в 2025 году (90 %), "
        "качество на 7,14 п. п. ниже, чем в 2025 году (50 %).",
    ]  # fmt: skip


def test_of_stated_shares_alone_it_says_what_is_known():
    country = Results([dataclasses.replace(row, level="school") for row in exam_rows.rows()[1:2]])
    words = said(exam_rows.MATHS, country)
    assert "Успеваемость – 95 %, качество – 65 %." in words
    assert words[-1] == "Качественного образования по математике (отметки «2» и «3») не получили 35 % обучающихся."


def test_state_exams_in_words():
    assert said(exam_rows.OGE_RUSSIAN) == [
        "ОГЭ по русскому языку в 2026 году сдавали 11 обучающихся. Успеваемость – 100 %, качество – 45,45 %. "
        "Средний балл – 10,64, средняя отметка – 3,55. "
        "Средний балл на 1,36 балла ниже, чем по муниципалитету (12). "
        "Средний балл на 1,36 балла ниже, чем в 2025 году (12). Средняя отметка на 0,45 ниже, чем в 2025 году (4).",
        "Участников меньше 20: выводы делаются с осторожностью.",
    ]
    assert said(exam_rows.EGE_CHEMISTRY) == [
        "ЕГЭ по химии в 2026 году сдавали 4 обучающихся. Средний балл – 66,25, наибольший – 94. "
        "Средний балл на уровне муниципалитета (66). Средний балл на 12,92 балла выше, чем в 2024 году (53,33).",
        "До 60 баллов – у 2 обучающихся (50 %), от 61 до 80 – у 1 обучающегося (25 %), "
        "81 и больше – у 1 обучающегося (25 %).",
        "Участников меньше 10: выводы о классе в целом не делаются.",
    ]


@pytest.mark.parametrize(
    ("passed", "n", "words"),
    [
        (4, 5, "Экзамен сдали 4 из 5 участников (80 %)."),
        (1, 1, "Экзамен сдал 1 из 1 участника (100 %)."),
        (0, 2, "Экзамен сдали 0 из 2 участников (0 %)."),
    ],
)
def test_who_passed_in_words(passed: int, n: int, words: str):
    figures = Figures(participants=n, stated={"passed": passed, "mean_score": 49.6})
    row = ExamResult(1, *exam_rows.EGE_CHEMISTRY, "school", n, dump(figures))
    assert said(exam_rows.EGE_CHEMISTRY, Results([row]))[0].endswith(f"Средний балл – 49,6. {words}")


def test_a_year_in_words():
    found = sentences.years_paragraph(FOUND, "ege", 2026)
    assert found is not None
    assert found.text == "Положительная динамика среднего балла ЕГЭ в 2026 году – по химии, отрицательная – " \
        "ни по одному предмету."  # fmt: skip
    alone = Results(exam_rows.rows(before=False))
    assert sentences.years_paragraph(alone, "ege", 2026) is None
    assert not [text for text in said(exam_rows.MATHS, alone) if "2025" in text]


@given(st.dictionaries(st.sampled_from((5, 4, 3, 2)), st.integers(1, 130), min_size=1))
def test_words_agree_with_their_numbers_and_with_the_data(counts: dict[int, int]):
    results = Results(exam_rows.rows(counts))
    n = sum(counts.values())
    one = n % 10 == 1 and n % 100 != 11
    blocks = section_two.exam_blocks(results, exam_rows.MATHS, Wanted())
    texts = [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "body"]
    assert f"{'писал' if one else 'писали'} {n} {'обучающийся' if one else 'обучающихся'}." in texts[0]
    runs = [run for block in blocks if isinstance(block, Paragraph) for run in block.runs]
    assert all(agrees(run.text, value_of(results, run.bound) or "") for run in runs if run.bound)
    bare = "".join("" if run.bound else run.text for run in runs)
    assert not [word for word in bare.split() if "," in word.strip(",") and word[0].isdecimal()]
    assert all("  " not in text and text.endswith(".") and "{" not in text and "None" not in text for text in texts)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_difference_is_named_and_rounded_half_up(own: float, other: float):
    text = apart("success", own, other, "чем где-то", "на уровне чего-то") or ""
    difference = round(own - other, 9)
    if abs(difference) < 1:
        assert text.startswith("на уровне чего-то (")
    else:
        assert ("выше" in text) is (difference > 0) and ("ниже" in text) is (difference < 0)
        shown = float(text.removeprefix("на ").partition("\u00a0")[0].replace(",", "."))
        assert shown == pytest.approx(abs(difference), abs=0.0050001)


@pytest.mark.parametrize(("points", "words"), [(1, "1 балл"), (2, "2 балла"), (5, "5 баллов"), (21, "21 балл"),
                                               (1.5, "1,5 балла"), (11, "11 баллов")])  # fmt: skip
def test_points_have_their_noun(points: float, words: str):
    assert apart("mean_score", 40 + points, 40.0, "чем там", "на уровне") == f"на {words} выше, чем там (40)"


def test_subjects_have_their_cases():
    assert set(DATIVE) == set(SUBJECTS)
    assert dative("Математика (базовый уровень)") == "математике (базовый уровень)"
    assert inside("Русский язык") == "русский язык"
    assert dative("Родная речь") == "предмету «Родная речь»"
    assert inside("Родная речь") == "Родная речь"
    assert [listed([]), listed(["а"]), listed(["а", "б"]), listed(["а", "б", "в"])] == ["", "а", "а и б", "а, б и в"]


@pytest.mark.parametrize(
    ("shown", "value", "right"),
    [
        ("64,29 %", "64,29\u00a0%", True),
        ("64,3 %", "64,29\u00a0%", True),
        ("64 %", "64,29\u00a0%", True),
        ("65 %", "64,29\u00a0%", False),
        ("58 %", "64,29\u00a0%", False),
        ("64.29%", "64,29\u00a0%", True),
        ("больше половины", "64,29\u00a0%", True),
        ("писали 49 учеников", "писали 49 обучающихся", True),
        ("писали 48 учеников", "писали 49 обучающихся", False),
        ("5 обучающихся", "51 обучающийся", False),
        ("заметно ниже, на 12 п. п.", "на 12,3 п. п. ниже, чем по региону (79,7 %)", True),
        ("на 12,3 п. п. (79,9 %) ниже", "на 12,3 п. п. ниже, чем по региону (79,7 %)", False),
        ("на уровне региона", "на 12,3 п. п. ниже, чем по региону (79,7 %)", False),
        ("на 12,3 п. п. выше, чем по региону", "на 12,3 п. п. ниже, чем по региону", False),
        ("ниже коридора – 1К1 и 9(1)", "ниже коридора – задания 1К1 и 9(1)", True),
        ("ниже коридора – 1K1 и 9 (1)", "ниже коридора – задания 1К1 и 9(1)", True),
        ("ниже коридора – задание 1К1", "ниже коридора – задания 1К1 и 9(1)", False),
        ("ни у кого", "у 3 обучающихся (25 %)", False),
        ("у 3 обучающихся", "ни у кого", False),
        ("ни у одного ученика", "ни у кого", True),
        ("по математике", "по математике и физике", False),
        ("По математике", "по  математике", True),
        ("все задания в пределах коридора", "ниже коридора – задание 2", False),
    ],
)
def test_what_still_says_the_same(shown: str, value: str, right: bool):
    assert agrees(shown, value) is right


def test_keys_that_lead_nowhere_have_no_value():
    for key in ("", "vpr", "vpr/2026/Математика/4", "vpr/2026/Математика/4/нет", "vpr/2020/Математика/4/quality",
                "vpr/2026/Математика/4/quality:луна", "vpr/2026/Математика/4/quality@вчера", "ege-years/2020/better",
                "ege-years/2026/нет", "vpr/2026/Математика/4/band:9", "нет-years/2026/better"):  # fmt: skip
        assert value_of(FOUND, key) is None
        assert origin_of(key)


@given(st.text(min_size=1, max_size=12), st.integers(2000, 2040), st.integers(1, 11))
def test_an_exam_comes_back_from_its_key(subject: str, year: int, grade: int):
    back = exam_from(exam_text(("vpr", year, subject, grade)))
    assert back is not None and (back[1], back[3]) == (year, grade)
    assert back[2] == subject.replace("\u2215", "/")


def test_where_a_value_is_from_is_told():
    assert origin_of("vpr/2026/Русский язык/4/quality") == "ВПР 2026, русский язык, 4 класс: качество"
    assert origin_of("vpr/2026/Математика/4/corridor:region").endswith("коридор решаемости, школа и регион")
    assert origin_of("oge/2026/Химия/9/mean_score@2025").endswith("средний балл, этот и 2025 год")


def test_tables_are_offered_with_their_titles_and_are_there():
    offers = offered(FOUND)
    assert [offer.title for offer in offers[:3]] == [
        "Результаты ВПР по математике в 4 классе, 2026 год",
        "Решаемость заданий ВПР по математике в 4 классе, 2026 год",
        "Низкий уровень качества образования по математике в 4 классе, 2026 год, %",
    ]
    assert [offer.key for offer in offers[-3:]] == ["ege/2026", "ege/2024", "ege-years"]
    assert all(table_of(FOUND, offer.key) is not None for offer in offers)
    assert len({offer.key for offer in offers}) == len(offers)
    for key in ("oge/vpr/2026/Математика/4", "vpr-low/vpr/2020/Математика/4", "ege/2020", "нет", ""):
        assert table_of(FOUND, key) is None
    assert title_of("нет") == "" and title_of("ege/2020")


def test_the_whole_section_has_the_order_of_the_reference():
    blocks = section_two.whole(FOUND, Wanted())
    assert [block.text for block in blocks if isinstance(block, Paragraph) and block.align == "left"] == [
        "Всероссийские проверочные работы", "Математика, 4 класс",
        "Основной государственный экзамен", "Единый государственный экзамен",
    ]  # fmt: skip
    assert [block.key for block in blocks if isinstance(block, ResultTable)] == [
        "vpr-summary/vpr/2026/Математика/4", "vpr-tasks/vpr/2026/Математика/4", "vpr-low/vpr/2026/Математика/4",
        "oge/oge/2026/Русский язык/9", "oge-years", "ege/2026", "ege-years",
    ]  # fmt: skip
    assert section_two.whole(Results([]), Wanted()) == ()
    assert not [one for one in section_two.whole(FOUND, Wanted(words=False)) if getattr(one, "style", "") == "body"]


def test_an_exam_that_is_only_begun_does_not_stop_the_section():
    begun, mean = Figures(), Figures(stated={"mean_score": 27.2})
    places = [
        ("oge", 2026, "Химия", 9),
        ("oge", 2026, "Физика", 9),
        ("ege", 2026, "Химия", 11),
        ("vpr", 2026, "Физика", 7),
    ]
    rows = [ExamResult(n, *place, "school", None, dump(begun)) for n, place in enumerate(places)]
    rows[1] = dataclasses.replace(rows[1], data=dump(mean))
    blocks = section_two.whole(Results(rows), Wanted())
    tables = [block.key for block in blocks if isinstance(block, ResultTable)]
    assert tables == ["oge-years", "ege/2026", "ege-years"]
    words = [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "body"]
    assert words == ["ОГЭ по физике, 2026 год. Средний балл – 27,2."]


def test_the_reference_workbooks_in_words(reference_dir: Path, tmp_path: Path):
    with SchoolFile.create(tmp_path / "Школа.shnor") as file:
        import_results(file, [reference_dir / "vpr"])
        results = Results(file.rows(ExamResult))
    words = " ".join(said(("vpr", 2026, "Русский язык", 5), results))
    for part in ("писали 46 обучающихся", "Успеваемость – 67,39 %, качество – 30,43 %, средняя отметка – 3,07",
                 "региона (коридор ±10 п. п.): ниже коридора – задания 1К1 и 1К2.", "не получили 32 обучающихся",
                 "у 17 обучающихся", "у 21 обучающегося", "у 8 обучающихся"):  # fmt: skip
        assert part in words
