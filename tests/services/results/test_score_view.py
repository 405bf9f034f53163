"""The histogram of scores: every score a bar, or bands of them; nobody is lost, and what it does not tell is said."""

from __future__ import annotations

import exam_rows
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.results import ExamResult
from shnor_desktop.services.results.exam_tables import Results
from shnor_desktop.services.results.figures import Figures, dump
from shnor_desktop.services.results.score_view import histogram, score_view
from shnor_desktop.services.results.views import views_of

CHEMISTRY = exam_rows.EGE_CHEMISTRY


def results(figures: Figures) -> Results:
    return Results([ExamResult(1, *CHEMISTRY, "school", figures.n, dump(figures))])


def test_typed_scores_are_shown_with_mean_and_spread():
    typed = results(Figures(typed={"score:4": 2.0, "score:6": 1.0, "score:10": 1.0}))
    view = score_view(typed, CHEMISTRY)
    assert view is not None
    assert view.labels == ("4", "5", "6", "7", "8", "9", "10")
    assert view.series[0].values == (2.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    assert view.table[:2] == (("Балл", "учеников"), ("4", "2"))
    assert view.notes == (
        "Баллы известны у 4: средний балл 6, медиана 5, разброс 2,83 (СТАНДОТКЛОН.В).",
        "⚠ Работ меньше 50: по форме распределения выводов не делают.",
    )
    assert [one.key for one in views_of(typed, CHEMISTRY)] == ["scores"]


def test_counted_scores_are_shown_alike_and_none_make_no_view():
    assert score_view(Results(exam_rows.rows()), CHEMISTRY) is not None
    assert score_view(results(Figures(typed={"mean_score": 61.0})), CHEMISTRY) is None
    assert score_view(Results(()), CHEMISTRY) is None


def test_many_scores_stand_in_bands():
    labels, counts = histogram({0.0: 1, 4.5: 2, 5.0: 3, 100.0: 1})
    assert (labels[0], labels[1], labels[-1]) == ("0–4", "5–9", "100–104")
    assert (counts[0], counts[1], counts[-1]) == (3, 3, 1)


@given(st.dictionaries(st.floats(0, 1000), st.integers(1, 30), min_size=1))
def test_nobody_is_lost_in_bands(scores: dict[float, int]):
    labels, counts = histogram(scores)
    assert sum(counts) == sum(scores.values()) and len(labels) == len(counts) <= 25
