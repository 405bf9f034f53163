"""Signs in results: which there are, how they are worded, and the measure that is proposed for them."""

from __future__ import annotations

from exam_rows import MATHS, Place, completed, marks, rows

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.figures import Figures, dump
from shnor_desktop.services.results.methods import methods_with
from shnor_desktop.services.results.signs import Sign, measure_text, signs_of

OGE: Place = ("oge", 2026, "Физика", 9)


def made(*given: tuple[Place, str, Figures]) -> list[ExamResult]:
    return [ExamResult(n, *place, level, one.n, dump(one)) for n, (place, level, one) in enumerate(given, 1)]


def results(*given: tuple[Place, str, Figures]) -> Results:
    return Results(made(*given))


def plain(sign: Sign) -> str:
    return sign.text.replace("\u00a0", " ")


def test_tasks_below_the_corridor_are_signs_and_those_above_are_not():
    """Task 2: 37,5 against 60; task 5(1) is 12 above, task 1 is 5 above."""
    (sign,) = [sign for sign in signs_of(Results(rows())) if sign.exam == MATHS]
    assert (sign.task, sign.title) == ("2", "ВПР 2026, математика, 4 класс")
    assert plain(sign) == "Задание 2: 37,5 % – на 22,5 п. п. ниже, чем по региону"
    assert sign.deficits == ("math", "failing")
    assert sign.key == "vpr:2026:Математика:4:task:2"


def test_exactly_on_the_border_is_inside():
    found = signs_of(Results(rows(done={"1": 75.0, "2": 50.0, "5(1)": 60.0})))
    assert [sign.task for sign in found if sign.task] == []


def test_another_sample_stands_in_for_the_region():
    pair = (
        (MATHS, "school", marks({4: 30}, completion={"1": 40.0})),
        (MATHS, "country", completed({"1": 60.0})),
    )
    assert plain(signs_of(results(*pair))[0]) == "Задание 1: 40 % – на 20 п. п. ниже, чем по стране"


def test_growth_of_twos():
    before: Place = ("vpr", 2025, "Математика", 4)
    found = signs_of(results((MATHS, "school", marks({3: 14, 2: 6})), (before, "school", marks({3: 19, 2: 1}))))
    assert [plain(sign) for sign in found] == ["Доля «2» выросла на 25 п. п.: было 5 %, стало 30 %"]
    assert found[0].deficits == ("failing",)


def test_only_the_newest_exam_speaks():
    old: Place = ("vpr", 2025, "Математика", 4)
    low = marks({4: 30}, completion={"1": 40.0})
    high = completed({"1": 60.0})
    fine = marks({4: 30}, completion={"1": 60.0})
    pairs = ((old, "school", low), (old, "region", high), (MATHS, "school", fine), (MATHS, "region", high))
    assert signs_of(results(*pairs)) == []


def test_an_exam_far_below_the_region():
    pair = (
        (OGE, "school", Figures(participants=12, stated={"mean_score": 10.0})),
        (OGE, "region", Figures(participants=900, stated={"mean_score": 31.0})),
    )
    (sign,) = signs_of(results(*pair))
    assert sign.title == "ОГЭ 2026, физика"
    assert sign.deficits == ("exams", "science", "failing")
    assert plain(sign) == "Средний балл 10 – далеко ниже, чем по региону (31)"
    for limit, count in ((21.0, 0), (20.5, 1)):
        assert len(signs_of(Results(made(*pair), methods=methods_with({"exam_gap": limit})))) == count


def test_marks_that_differ_from_the_journal():
    far = Figures(groups={"": marks({5: 10}).groups[""]})
    outcomes = {(12.0, 2, 4): 3, (12.0, 4, 4): 20}
    far = Figures(groups={"": type(far.groups[""])(outcomes)})
    texts = [plain(sign) for sign in signs_of(results((MATHS, "school", far)))]
    assert texts == ["Расходятся с журналом на 2 отметки и больше – 3 из 23 работ"]


def test_few_pupils_are_said():
    pair = ((MATHS, "school", marks({4: 7}, completion={"1": 40.0})), (MATHS, "region", completed({"1": 60.0})))
    assert signs_of(results(*pair))[0].caution == "no_conclusions"


def test_no_results_are_no_signs():
    assert signs_of(Results(())) == []


def test_the_measure_names_the_skill():
    (sign,) = [sign for sign in signs_of(Results(rows())) if sign.task]
    assert measure_text(sign, " решать задачи. ") == (
        "Отработать умение: решать задачи (ВПР 2026, математика, 4 класс, задание 2)."
    )
    assert measure_text(sign, "").startswith("Разобрать типичные ошибки")
    assert "задания 2 (ВПР 2026, математика, 4 класс)" in measure_text(sign, "")
