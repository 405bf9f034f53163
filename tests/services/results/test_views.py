"""Views of the analysis: their numbers by hand, what stands out, and what is said beside them."""

from __future__ import annotations

from exam_rows import MATHS, Place, completed, marks, rows

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.figures import Figures, Group, Task, dump, load
from shnor_desktop.services.results.methods import Value, methods_with
from shnor_desktop.services.results.views import CARE, NO_DATA, OUT, choices, overall_views, views_of
from shnor_desktop.services.results.views_model import View


def results(*given: tuple[Place, str, Figures]) -> Results:
    made = [ExamResult(n, *place, level, one.n, dump(one)) for n, (place, level, one) in enumerate(given, 1)]
    return Results(made)


def view(found: list[View], key: str) -> View:
    return next(one for one in found if one.key == key)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_tasks_stand_beside_the_region_with_its_corridor():
    tasks = view(views_of(Results(rows()), MATHS), "tasks")
    assert tasks.labels == ("1", "2", "5(1)")
    assert tasks.band == ((75.0, 95.0), (50.0, 70.0), (60.0, 80.0))
    school, region = tasks.series
    assert (school.name, school.values, school.outstanding) == ("школа", (90.0, 37.5, 82.0), {1, 2})
    assert (region.values, region.outstanding) == ((85.0, 60.0, 70.0), frozenset())
    assert tasks.table[0] == ("Задание", "школа", "регион")
    assert tasks.table[2] == ("2", "37,5 !", "60")
    assert tasks.notes[0].endswith("вне его: 2, 5(1).")


def test_a_task_that_a_sample_lacks_is_no_zero():
    pair = (
        (MATHS, "school", marks({4: 30}, completion={"1": 40.0, "2": 50.0})),
        (MATHS, "region", completed({"1": 45.0})),
    )
    tasks = view(views_of(results(*pair), MATHS), "tasks")
    assert tasks.series[1].values == (45.0, None)
    assert tasks.band[1] is None
    assert tasks.table[2] == ("2", "50", NO_DATA)
    assert "все задания внутри" in tasks.notes[0]


def test_the_sample_of_the_persons_choice_has_the_corridor():
    three = (
        (MATHS, "school", marks({4: 30}, completion={"1": 40.0})),
        (MATHS, "region", completed({"1": 45.0})),
        (MATHS, "country", completed({"1": 60.0})),
    )
    assert view(views_of(results(*three), MATHS), "tasks").band == ((35.0, 55.0),)
    assert view(views_of(results(*three), MATHS, "country"), "tasks").band == ((50.0, 70.0),)


def test_marks_are_shares_of_the_counts():
    """3, 15, 18 and 6 of 42."""
    found = view(views_of(Results(rows()), MATHS), "marks")
    assert [round(value or 0, 2) for value in found.series[0].values] == [7.14, 35.71, 42.86, 14.29]
    assert found.series[1].values == (20.0, 45.0, 30.0, 5.0)
    assert plain(found.notes[0]) == "Участников в школе: 42; успеваемость 85,71 %, качество 42,86 %."


def test_the_journal_in_counts_and_shares():
    """The journal is one better for each of the six «2»."""
    found = view(views_of(Results(rows()), MATHS), "journal")
    assert [round(value or 0, 1) for value in found.series[0].values] == [14.3, 85.7, 0.0]
    assert found.notes[0] == "Из 42 работ: понизили 6, подтвердили 36, повысили 0."


def test_the_journal_stands_beside_the_samples():
    """A quarter of the region went down; of the country nobody says how many."""
    region = Figures(journal={"lower": (50, 25.0), "confirmed": (120, 60.0), "higher": (30, 15.0)})
    country = Figures(journal={"lower": (None, None)})
    pair = ((MATHS, "school", load(rows()[0].data)), (MATHS, "region", region), (MATHS, "country", country))
    found = view(views_of(results(*pair), MATHS), "journal")
    assert [(one.name, one.values) for one in found.series[1:]] == [("регион", (25.0, 60.0, 15.0))]
    assert found.table[0] == ("Отметка за работу", "школа", "регион")


def test_years_leave_out_what_nobody_knows():
    found = view(views_of(Results(rows()), MATHS), "dynamics")
    assert found.labels == ("2025", "2026")
    quality = next(one for one in found.series if one.name.startswith("качество"))
    assert [round(value or 0, 2) for value in quality.values] == [50.0, 42.86]
    assert found.notes == ("Участников: 2025 – 40, 2026 – 42.",)
    assert "dynamics" not in {one.key for one in views_of(Results(rows(before=False)), MATHS)}


def years(*counts: dict[int, int]) -> list[View]:
    """Views of the last of so many years in a row."""
    first = MATHS[1] - len(counts) + 1
    places = [(MATHS[0], first + n, *MATHS[2:]) for n in range(len(counts))]
    return views_of(results(*((place, "school", marks(one)) for place, one in zip(places, counts, strict=True))), MATHS)


def test_a_jump_of_twos_stands_out_and_is_said():
    """1 of 20, 3 of 20, 5 of 20: each ten points up; 4 of 20 would be five."""
    found = view(years({5: 19, 2: 1}, {5: 17, 2: 3}, {5: 15, 2: 5}), "dynamics")
    low = next(one for one in found.series if "«2»" in one.name)
    assert (low.values, low.outstanding) == ((5.0, 15.0, 25.0), {1, 2})
    assert found.table[2][-1] == f"15 {OUT}"
    assert found.notes[1].startswith("2025: доля «2» выросла на 10 п. п. – отрицательная динамика")
    calm = view(years({5: 17, 2: 3}, {5: 16, 2: 4}, {5: 19, 2: 1}), "dynamics")
    assert not any(one.outstanding for one in calm.series)
    assert calm.notes == ("Участников: 2024 – 20, 2025 – 20, 2026 – 20.",)


def test_years_with_few_pupils_are_named():
    found = view(years({5: 8}, {5: 30}, {5: 19}), "dynamics")
    assert found.notes[-1].startswith(f"{CARE} ") and ": 2024, 2026." in found.notes[-1]


def test_points_and_shares_have_axes_of_their_own():
    stated = [Figures(participants=30, stated={"mean_score": score, "success": 90.0}) for score in (12.0, 15.0)]
    before = (MATHS[0], MATHS[1] - 1, *MATHS[2:])
    found = views_of(
        results((MATHS, "school", stated[0]), (MATHS, "region", stated[1]), (before, "school", stated[1])), MATHS
    )
    units = {one.key: (one.unit, {series.values for series in one.series}) for one in found}
    assert units["dynamics-score"] == ("баллы", {(15.0, 12.0)})
    assert units["municipality-score"] == ("баллы", {(12.0,), (15.0,)})
    for one in found:
        if one.key in ("dynamics", "municipality"):
            assert one.unit == "%"
            assert not any("балл" in name for name in (*one.labels, *(series.name for series in one.series)))


def test_levels_of_difficulty_are_judged():
    tasks = {"1": Task("1", "1", 1.0, "Б"), "2": Task("2", "2", 2.0, "П")}
    group = Group({(1.0, 3, None): 10}, {"1": {"0": 5, "1": 5}, "2": {"0": 4, "1": 4, "2": 2}})
    found = view(views_of(results((MATHS, "school", Figures(tasks=tasks, groups={"": group}))), MATHS), "levels")
    assert found.series[0].values == (50.0, 40.0)
    assert found.series[0].outstanding == {0}
    assert "Б – недостаточно, П – достаточно" in found.notes[0]


def test_the_same_children_a_year_on():
    fifth: Place = ("vpr", 2027, "Математика", 5)
    high = Figures(groups={"": Group({(16.0, 4, None): 20})}, maximum=20.0)
    low = Figures(groups={"": Group({(10.0, 3, None): 20})}, maximum=20.0)
    given = results((MATHS, "school", high), (fifth, "school", low))
    for exam in (MATHS, fifth):
        found = view(views_of(given, exam), "cohort")
        assert found.series[0].values == (80.0, 50.0)
        assert found.labels == ("4 класс, 2026", "5 класс, 2027")
        assert found.notes[0].startswith("K = 1,6:")


def test_few_pupils_of_a_year_are_named_without_a_second_stop():
    history = ("vpr", MATHS[1], "История", 6)
    found = overall_views(results((MATHS, "school", marks({4: 30})), (history, "school", marks({4: 8}))), MATHS[1])
    assert found[0].notes == (f"{CARE} Мало участников, выводы с осторожностью: История, 6 кл.",)


def test_few_pupils_are_said():
    assert "выводов о классе не делать" in views_of(results((MATHS, "school", marks({4: 7}))), MATHS)[0].notes[-1]


def test_the_whole_year_and_relative_scores():
    chemistry: Place = ("ege", 2026, "Химия", 11)
    physics: Place = ("ege", 2026, "Физика", 11)
    stated = {"school": 60.0, "region": 50.0}
    given = [
        (chemistry, level, Figures(participants=12, stated={"mean_score": score})) for level, score in stated.items()
    ]
    given += [(physics, level, Figures(participants=5, stated={"mean_score": 40.0})) for level in stated]
    found = overall_views(results(*given), 2026)
    year = view(found, "year-ege")
    assert (year.labels, year.series[0].values) == (("Физика", "Химия"), (40.0, 60.0))
    assert "Физика" in year.notes[0]
    assert not any("базов" in note.lower() for note in year.notes)
    score = view(found, "relative")  # (1,2 + 1) / 2
    assert score.series[0].values == (1.1,)
    assert score.notes[1] == "Отклонение: 0,1; учтено пар: 2."


def test_the_basic_level_has_a_scale_of_its_own():
    maths: Place = ("ege", 2026, "Математика (базовый уровень)", 11)
    chemistry: Place = ("ege", 2026, "Химия", 11)
    given = [
        (place, "school", Figures(participants=30, stated={"mean_score": score}))
        for place, score in ((maths, 14.0), (chemistry, 60.0))
    ]
    (note,) = view(overall_views(results(*given), 2026), "year-ege").notes
    assert note.startswith("Базовая математика – в первичных баллах")


def test_without_results_there_is_nothing():
    assert views_of(Results(()), MATHS) == overall_views(Results(()), 2026) == []
    assert [choice.exam[1] for choice in choices(Results(rows()))] == sorted(
        (e[1] for e in Results(rows()).exams()), reverse=True
    )
    assert all(choice.exam[0] == "oge" for choice in choices(Results(rows()), "oge"))


def test_shares_that_are_not_stated_are_no_zeros():
    given = results((MATHS, "school", marks({5: 1, 4: 29})), (MATHS, "region", completed({}, {5: 20.0, 4: 45.0})))
    found = view(views_of(given, MATHS), "marks")
    assert found.series[0].values[2:] == (0.0, 0.0)
    assert found.series[1].values == (20.0, 45.0, None, None)
    assert found.table[3] == ("«3»", "0", NO_DATA)


def test_an_unknown_number_of_pupils_is_said_in_words():
    found = view(views_of(results((MATHS, "school", completed({}, {5: 20.0, 4: 80.0}))), MATHS), "marks")
    assert found.notes[0].startswith(f"Участников в школе: {NO_DATA};")
    assert found.notes[-1] == f"{CARE} Число участников неизвестно: выводов о классе не делать."
    assert found.series[0].values == (20.0, 80.0, 0.0, 0.0)


def test_the_journal_of_an_oge_is_not_called_vpr():
    oge: Place = ("oge", 2026, "Русский язык", 9)
    assert "ВПР" not in view(views_of(Results(rows()), oge), "journal").title


def test_notes_name_what_is_set_otherwise():
    group = Group(outcomes={(12.0, 2, 4): 3, (12.0, 3, 4): 5}, points={"1": {"2": 5, "0": 3}})
    figures = Figures(tasks={"1": Task("1", "", 2.0, "Б")}, groups={"": group})
    row = ExamResult(1, *MATHS, "school", 8, dump(figures))

    def note(key: str, values: dict[str, Value]) -> str:
        return plain(" ".join(view(views_of(Results([row], methods=methods_with(values)), MATHS), key).notes))

    assert "Разница с журналом в 2 отметки и больше – 3." in note("journal", {})
    assert "Разница с журналом в 1 отметку и больше – 8." in note("journal", {"gap": 1.0})
    assert "Б – достаточно (пороги ФИОКО 2026)" in note("levels", {})
    told = note("levels", {"basic_low": 62.5, "basic_high": 70.0})
    assert "(пороги заданы в методиках: Б – 62,5 и 70 %, П и В – 28,5 и 30 %)" in told
