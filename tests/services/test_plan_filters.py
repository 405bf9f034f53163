"""Which rows a filter asks for, on a given day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity
from shnor_desktop.services.overview import late
from shnor_desktop.services.plan_filters import FILTERS, PlanFilters

YEARS = (2026, 2028)
TODAY = date(2026, 11, 22)


def rows(*fields: dict[str, object]) -> list[Activity]:
    return [Activity(**{"id": n, "text": f"Дело {n}", **own}) for n, own in enumerate(fields, 1)]  # type: ignore[arg-type]


def asked(**fields: object) -> set[str]:
    return set(PlanFilters(YEARS, TODAY).judged(rows({"responsible": "Завуч", "period": "весь период", **fields})[0]))


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("октябрь 2026", {"late"}),
        ("до 1 ноября 2026 года", {"late", "month"}),  # its last day was in this month
        ("ноябрь 2026", {"month"}),
        ("25.11.2026", {"month"}),
        ("до 30 ноября 2026", {"month"}),
        ("до 1 декабря 2026", set()),
        ("сентябрь 2026 – май 2027", set()),  # what just goes on is no matter of this month
        ("ноябрь 2026 – май 2027", {"month"}),
        ("сентябрь – ноябрь 2026", {"month"}),
        ("ежемесячно", {"month"}),
        ("еженедельно", {"month"}),
        ("ежеквартально", set()),  # a quarter ends in December
        ("постоянно", set()),
        ("весь период", set()),
        ("когда-нибудь", set()),
        ("", {"no_deadline"}),
        ("  ", {"no_deadline"}),
    ],
)
def test_periods(period: str, found: set[str]):
    assert asked(period=period) == found


def test_quarters_belong_to_their_last_month():
    december = PlanFilters(YEARS, date(2026, 12, 1))
    assert december.judged(rows({"period": "ежеквартально", "responsible": "Завуч"})[0]) == {"month"}


def test_done_rows_are_not_late_and_empty_ones_neither():
    assert asked(period="май 2026", percent=100) == set()
    assert asked(period="май 2026", percent=99) == {"late"}
    assert asked(period="май 2026", text=" ") == set()


def test_only_items_lack_something_and_groups_are_never_asked_for():
    assert asked(responsible=" ") == {"no_responsible"}
    assert asked(level="sub", responsible="", period="") == set()
    assert asked(level="sub", period="май 2026") == {"late"}
    assert asked(level="group", period="май 2026", responsible="") == set()


def test_a_row_comes_with_what_it_belongs_to_and_what_belongs_to_it():
    plan = rows(
        {"level": "group"},
        {"period": "май 2026", "responsible": "Завуч"},  # 2: late
        {"level": "sub"},
        {"responsible": "Завуч", "period": "май 2028"},
        {"level": "sub", "period": "май 2026"},  # 5: late
        {"level": "sub"},
        {"level": "group"},
        {"period": "май 2028"},  # 8
    )
    filters = PlanFilters(YEARS, TODAY)
    assert filters.shown(plan, "late") == {1, 2, 3, 4, 5}
    assert filters.shown(plan, "no_responsible") == {7, 8}
    assert filters.shown(plan, "month") == set()
    assert filters.counts(plan) == {"late": 2, "month": 0, "no_responsible": 1, "no_deadline": 0}
    assert filters.shown(rows({"level": "sub", "period": "май 2026"}), "late") == {1}


def test_an_edited_row_is_judged_anew():
    (row,) = rows({"period": "май 2026"})
    filters = PlanFilters(YEARS, TODAY)
    assert filters.counts([row])["no_responsible"] == 1
    (edited,) = rows({"period": "май 2026", "responsible": "Завуч", "percent": 100})
    assert filters.counts([edited]) == dict.fromkeys((key for key, _ in FILTERS), 0)


periods = st.sampled_from(
    ("", "май 2026", "октябрь", "ноябрь 2026", "до 1 апреля 2027", "постоянно", "ежемесячно", "сентябрь – май", "потом")
)
plans = st.lists(
    st.builds(
        Activity,
        level=st.sampled_from(("group", "item", "sub")),
        text=st.sampled_from(("Дело", "")),
        period=periods,
        responsible=st.sampled_from(("", "Завуч")),
        percent=st.sampled_from((None, 50, 100)),
    ),
    max_size=12,
)


@given(plans, st.dates(date(2025, 1, 1), date(2029, 1, 1)))
def test_late_means_what_the_overview_means_and_shown_rows_hold_all_that_are_asked_for(plan, today):
    plan = [Activity(**{**{name: getattr(row, name) for name in FIELDS}, "id": n}) for n, row in enumerate(plan, 1)]
    filters = PlanFilters(YEARS, today)
    expected = {row.id for row in plan if row.level != "group" and row.text and late(row, YEARS, today)}
    assert {row.id for row in plan if "late" in filters.judged(row)} == expected
    counts = filters.counts(plan)
    for key, _ in FILTERS:
        wanted = {row.id for row in plan if key in filters.judged(row)}
        shown = filters.shown(plan, key)
        assert wanted <= shown <= {row.id for row in plan} and bool(shown) == bool(wanted) == bool(counts[key])
        assert counts[key] <= min(len(wanted), 1 + sum(row.level != "sub" for row in plan))


def test_an_item_and_its_sub_items_count_once():
    plan = rows(
        {"period": "май 2026"}, {"level": "sub", "period": "май 2026"}, {"level": "sub", "period": "апрель 2026"},
        {"responsible": "Завуч", "period": "май 2028"}, {"level": "sub", "period": "май 2026"},
    )  # fmt: skip
    assert PlanFilters(YEARS, TODAY).counts(plan)["late"] == 2


FIELDS = ("level", "text", "period", "responsible", "percent")
