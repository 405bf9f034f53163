"""The plan as a calendar: every activity stands in each month in which it takes place, or beside the months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.models.all import Activity, School, Section
from shnor_desktop.models.errors import UserError
from shnor_desktop.services.deadlines import Span, occurrences, parse_deadline
from shnor_desktop.services.editing.content import set_programme
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.wall_plan import LONGEST, WallItem, WallPlan, _months_of, wall_plan

YEARS = (2026, 2028)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolFile]:
    path: Path = tmp_path_factory.mktemp("план") / "школа.shnor"
    with SchoolFile.create(path) as made:
        start_programme(made, load_format("school-programme"), School(short_name="Школа № 5"), YEARS)
        yield made


def plan_of(file: SchoolFile, *rows: Activity, key: str = "roadmap") -> WallPlan:
    """The plan of these rows and no others."""
    section = file.rows(Section, key=key)[0]
    with file.transaction("План") as transaction:
        transaction.remove_all(Activity, [row.id for row in file.rows(Activity)])
        transaction.add_all(replace(row, section_id=section.id, position=n) for n, row in enumerate(rows))
    return wall_plan(read_programme(file))


def one(file: SchoolFile, period: str) -> WallPlan:
    return plan_of(file, Activity(text="Дело", period=period))


def where(plan: WallPlan) -> dict[int, dict[int, str]]:
    """Year → month → when, of a plan of one activity."""
    return {
        year.year: {number: items[0].when for number, items in enumerate(year.months, 1) if items}
        for year in plan.years
        if any(year.months)
    }


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("май 2027", {2027: {5: ""}}),
        ("15 мая 2027", {2027: {5: "15"}}),
        ("до 15 мая 2027 года", {2027: {5: "до 15"}}),
        ("10–20 мая 2027", {2027: {5: "10–20"}}),
        ("март–апрель 2028", {2028: {3: "", 4: ""}}),
        ("декабрь 2026 – январь 2027", {2026: {12: ""}, 2027: {1: ""}}),
        ("октябрь ежегодно", {2026: {10: ""}, 2027: {10: ""}, 2028: {10: ""}}),
        ("ежегодно до 15 декабря", {year: {12: "до 15"} for year in (2026, 2027, 2028)}),
        ("ежемесячно", {year: dict.fromkeys(range(1, 13), "") for year in (2026, 2027, 2028)}),
    ],
)
def test_an_activity_stands_in_its_months(file: SchoolFile, period: str, expected: dict[int, dict[int, str]]) -> None:
    plan = one(file, period)
    assert where(plan) == expected
    assert not plan.undated
    assert not any(year.ongoing for year in plan.years)


def test_what_comes_round_each_quarter_stands_where_each_quarter_ends(file: SchoolFile) -> None:
    assert list(where(one(file, "ежеквартально"))[2027]) == [3, 6, 9, 12]


@pytest.mark.parametrize("period", ["весь период", "постоянно", "в течение года", "2026–2028 годы", "ежегодно"])
def test_what_goes_on_stands_beside_the_months_of_each_year(file: SchoolFile, period: str) -> None:
    plan = one(file, period)
    assert where(plan) == {}
    assert [item.when for year in plan.years for item in year.ongoing] == [period] * 3
    assert not plan.undated


@pytest.mark.parametrize("period", ["", "по отдельному плану", "1-2 месяца", "когда-нибудь потом", "май 2035"])
def test_what_has_no_date_in_these_years_is_listed_with_its_period(file: SchoolFile, period: str) -> None:
    plan = one(file, period)
    assert where(plan) == {}
    assert [item.when for item in plan.undated] == [period]


def test_days_come_in_order_and_groups_have_signs(file: SchoolFile) -> None:
    plan = plan_of(
        file,
        Activity(level="group", text="Управление", number="I."),
        Activity(text="Позже", period="20 мая 2026", responsible="Директор"),
        Activity(text="Раньше", period="5 мая 2026"),
        Activity(level="group", text="Кадры", number="Раздел второй"),
        Activity(text="Весь месяц", period="май 2026"),
        Activity(level="group", text="Ничего"),
        Activity(text="   ", period="май 2026"),
    )
    assert [(group.sign, group.title) for group in plan.groups] == [
        ("I", "Управление"),
        ("2", "Кадры"),
        ("3", "Ничего"),
    ]
    may = plan.years[0].months[4]
    assert [(item.text, item.group, item.who) for item in may] == [
        ("Весь месяц", 1, ""),
        ("Раньше", 0, ""),
        ("Позже", 0, "Директор"),
    ]
    assert all(item.source.endswith(":period") for item in may)


def test_sub_items_with_periods_of_their_own_stand_for_their_item(file: SchoolFile) -> None:
    plan = plan_of(
        file,
        Activity(text="Общее без срока"),
        Activity(level="sub", text="первое", period="май 2026"),
        Activity(level="sub", text="второе", period="июнь 2026"),
        Activity(text="Общее со сроком", period="июль 2026"),
        Activity(level="sub", text="без своего срока"),
        Activity(text="Одиночка"),
    )
    assert [item.text for month in plan.years[0].months for item in month] == ["первое", "второе", "Общее со сроком"]
    assert [item.text for item in plan.undated] == ["Одиночка"]


def test_long_texts_are_cut_at_a_word(file: SchoolFile) -> None:
    plan = plan_of(file, Activity(text="слово " * 60, period="май 2026"))
    text = plan.years[0].months[4][0].text
    assert len(text) <= LONGEST + 1
    assert text.endswith("слово…")


def test_a_programme_without_years_takes_those_of_its_dates(file: SchoolFile) -> None:
    set_programme(file, year_from=0, year_to=0)
    try:
        assert [year.year for year in one(file, "май 2030").years] == [2030]
        plan = one(file, "постоянно")
        assert plan.years == ()
        assert len(plan.undated) == 1
    finally:
        set_programme(file, year_from=YEARS[0], year_to=YEARS[1])


def test_without_activities_it_says_what_to_do(file: SchoolFile) -> None:
    with pytest.raises(UserError, match="нет плана с мероприятиями"):
        plan_of(file, Activity(level="group", text="Пустой раздел"))


def test_the_plan_that_is_asked_for(file: SchoolFile) -> None:
    measures = file.rows(Section, key="staff_measures")[0]
    plan_of(file, Activity(text="Курсы", period="май 2026"), key="staff_measures")
    data = read_programme(file)
    assert wall_plan(data, measures.id).title == measures.title
    assert wall_plan(data).title == measures.title  # the roadmap is empty
    assert wall_plan(data, 999_999).title == measures.title


def test_the_diary_looks_back_and_the_roadmap_hangs_on_the_wall(file: SchoolFile) -> None:
    diary = file.rows(Section, key="diary")[0]
    plan_of(file, Activity(text="Проведено", period="май 2026"), key="diary")
    roadmap = plan_of(file, Activity(text="Провести", period="май 2026"))
    assert wall_plan(read_programme(file), diary.id).title == roadmap.title != diary.title


months = st.sampled_from(("январь", "март", "июнь", "сентябрь", "декабрь"))
periods = st.one_of(
    st.builds("{} {}".format, months, st.integers(2026, 2028)),
    st.builds("до {} {}".format, st.integers(1, 28), st.just("мая 2027")),
    st.builds("{} – {}".format, months, months),
    st.sampled_from(("ежемесячно", "ежеквартально", "1 раз в полугодие", "еженедельно", "весь период", "", "по плану")),
)


@given(st.lists(periods, min_size=1, max_size=8))
def test_nothing_is_lost_and_nothing_stands_where_it_does_not_take_place(file: SchoolFile, some: list[str]) -> None:
    plan = plan_of(file, *(Activity(text=f"Дело {n}", period=period) for n, period in enumerate(some)))
    for number, period in enumerate(some):
        deadline = parse_deadline(period, YEARS)
        spans = occurrences(deadline, Span(date(2026, 1, 1), date(2028, 12, 31))) if deadline.known else ()
        name = f"Дело {number}"
        listed = [year.year for year in plan.years if _named(year.ongoing, name)]
        placed = [
            (year.year, month)
            for year in plan.years
            for month, items in enumerate(year.months, 1)
            if _named(items, name)
        ]
        assert bool(_named(plan.undated, name)) == (not spans)
        assert bool(spans) == bool(listed or placed)
        for year, month in placed:
            assert any(
                (span.start.year, span.start.month) <= (year, month) <= (span.end.year, span.end.month)
                for span in spans
            )
            assert all(_months_of(span) <= 3 or deadline.limit for span in spans if span.end.year == year)


def _named(items: tuple[WallItem, ...], name: str) -> list[WallItem]:
    return [item for item in items if item.text == name]
