"""Rows of a plan as blocks: a group keeps its items and an item its sub-items through every move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from file_tools import everything, refused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shnor_desktop.models.activities import ACTIVITY_LEVELS
from shnor_desktop.models.all import Activity, Section
from shnor_desktop.services import ordering, plan_rows
from shnor_desktop.services.editing import activities
from shnor_desktop.services.editing.activities import parse_percent
from shnor_desktop.services.school_file import SchoolFile

PLAN = 1
LEVELS = {"G": "group", "i": "item", "s": "sub"}
SIGNS = {level: sign for sign, level in LEVELS.items()}
plans = st.lists(st.sampled_from("Giiss"), min_size=1, max_size=12).map("".join)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolFile]:
    with SchoolFile.create(tmp_path_factory.mktemp("plan") / "Школа.shnor") as made:
        with made.transaction("Раздел") as transaction:
            transaction.add(Section(id=PLAN, title="План", kind="activities"))
        yield made


@pytest.fixture
def plan(shared: SchoolFile) -> Callable[[str], list[Activity]]:
    """Fills the plan with rows of the given levels; each row's text is its number."""

    def fill(levels: str) -> list[Activity]:
        rows = [
            Activity(section_id=PLAN, level=LEVELS[sign], text=str(number), position=place)
            for number, (sign, place) in enumerate(zip(levels, ordering.spread(len(levels)), strict=True))
        ]
        with shared.transaction("Строки") as transaction:
            transaction.remove_all(Activity, [row.id for row in shared.rows(Activity)])
            return transaction.add_all(rows)

    return fill


def shown(file: SchoolFile) -> str:
    """The plan in short: «G0 i1 s2»."""
    return " ".join(f"{SIGNS[row.level]}{row.text}" for row in file.rows(Activity))


def blocks(file: SchoolFile, level: str) -> dict[str, tuple[str, ...]]:
    """What belongs to each row of a level."""
    rows = file.rows(Activity)
    return {
        row.text: tuple(other.text for other in activities.block(rows, place))
        for place, row in enumerate(rows)
        if row.level == level
    }


@pytest.mark.parametrize(
    ("levels", "moved", "step", "after"),
    [
        ("Gii", 2, -1, "G0 i2 i1"),
        ("Giss", 3, -1, "G0 i1 s3 s2"),
        ("Giisi", 2, -1, "G0 i2 s3 i1 i4"),  # an item carries its sub-items
        ("Giisi", 4, -1, "G0 i1 i4 i2 s3"),  # and passes its neighbour's
        ("Giisi", 1, 1, "G0 i2 s3 i1 i4"),
        ("GisGi", 3, -1, "G3 i4 G0 i1 s2"),  # a group carries all it has
        ("GisGi", 0, 1, "G3 i4 G0 i1 s2"),
        ("GiGi", 3, -1, "G0 i1 i3 G2"),  # over the edge into the neighbouring group
        ("GiGi", 1, 1, "G0 G2 i1 i3"),
        ("GisGis", 5, -1, "G0 i1 s2 s5 G3 i4"),  # a sub-item goes over to the nearest item
        ("GisGis", 2, 1, "G0 i1 G3 i4 s2 s5"),
        ("isis", 3, -1, "i0 s1 s3 i2"),
    ],
)
def test_moves(
    shared: SchoolFile, plan: Callable[[str], list[Activity]], levels: str, moved: int, step: int, after: str
):
    row = plan(levels)[moved]
    activities.shift(shared, PLAN, [row.id], step)
    assert shown(shared) == after


@pytest.mark.parametrize(
    ("levels", "moved", "step"),
    [
        ("Gi", 0, -1),
        ("Gi", 0, 1),
        ("Gi", 1, -1),  # above the first group there is no place for an item
        ("Gi", 1, 1),
        ("iGi", 1, -1),  # a group would take the items that belong to none
        ("sis", 1, -1),  # an item would take the sub-item that belongs to none
        ("is", 1, -1),
        ("is", 1, 1),
        ("GisG", 2, 1),  # no item beyond the empty group
        ("Gis", 2, -1),
    ],
)
def test_moves_that_lead_nowhere_change_nothing(
    shared: SchoolFile, plan: Callable[[str], list[Activity]], levels: str, moved: int, step: int
):
    row = plan(levels)[moved]
    before = everything(shared)
    activities.shift(shared, PLAN, [row.id], step)
    assert everything(shared) == before
    assert shared.undo_name == "Строки"


many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(plans, st.integers(0, 11), st.sampled_from((-1, 1)))
def test_a_move_takes_no_rows_from_others(
    shared: SchoolFile, plan: Callable[[str], list[Activity]], levels: str, place: int, step: int
):
    row = plan(levels)[place % len(levels)]
    before = {level: blocks(shared, level) for level in ACTIVITY_LEVELS}
    activities.shift(shared, PLAN, [row.id], step)
    if row.level != "sub":
        assert blocks(shared, "item") == before["item"]
    if row.level == "group":
        assert {text: set(own) for text, own in blocks(shared, "group").items()} == {
            text: set(own) for text, own in before["group"].items()
        }
    assert blocks(shared, row.level)[row.text] == before[row.level][row.text]
    assert sorted(own.text for own in shared.rows(Activity)) == sorted(map(str, range(len(levels))))


@many
@given(plans, st.integers(0, 11), st.sampled_from(ACTIVITY_LEVELS))
def test_a_new_row_takes_no_rows_from_others(
    shared: SchoolFile, plan: Callable[[str], list[Activity]], levels: str, place: int, level: str
):
    row = plan(levels)[place % len(levels)]
    before = {kind: blocks(shared, kind) for kind in ACTIVITY_LEVELS}
    new = activities.add(shared, PLAN, row.id, level, "новая")
    after = {kind: blocks(shared, kind) for kind in ACTIVITY_LEVELS}
    assert after[level]["новая"] == ("новая",)
    for kind in ACTIVITY_LEVELS:
        for text, own in before[kind].items():
            assert tuple(other for other in after[kind][text] if other != "новая") == own
    rows = shared.rows(Activity)
    assert rows.index(new) > rows.index(row)


@many
@given(plans, st.integers(0, 11))
def test_a_copy_stands_behind_its_original_with_all_that_belongs_to_it(
    shared: SchoolFile, plan: Callable[[str], list[Activity]], levels: str, place: int
):
    rows = plan(levels)
    index = place % len(levels)
    own = activities.block(rows, index)
    first = activities.duplicate(shared, PLAN, [rows[index].id])[0]
    after = shared.rows(Activity)
    assert [row.text for row in after[index : index + 2 * len(own)]] == [row.text for row in own] * 2
    assert after[index + len(own)] == first
    assert len({row.position for row in after}) == len(after)


def test_a_copy_has_its_own_number_and_no_link(shared: SchoolFile, plan: Callable[[str], list[Activity]]):
    first, second = plan("Gi")
    with shared.transaction("Правка") as transaction:
        transaction.change(Activity, second.id, number="1.7", linked_id=first.id, percent=40, extra=("а",))
    (copy,) = activities.duplicate(shared, PLAN, [second.id])
    assert (copy.number, copy.linked_id, copy.percent, copy.extra) == ("", None, 40, ("а",))


def test_what_belonged_to_a_removed_row_stays(shared: SchoolFile, plan: Callable[[str], list[Activity]]):
    rows = plan("GisGis")
    activities.remove(shared, PLAN, [rows[3].id, rows[1].id])
    assert shown(shared) == "G0 s2 i4 s5"
    assert shared.undo() == "Удалено строк плана: 2"
    assert shown(shared) == "G0 i1 s2 G3 i4 s5"


def test_levels_of_several_rows_change_together(shared: SchoolFile, plan: Callable[[str], list[Activity]]):
    rows = plan("Giis")
    activities.change_levels(shared, rows[1:], 1)
    assert shown(shared) == "G0 s1 s2 s3" and shared.undo_name == "Другой уровень строк: 2"
    shared.undo()
    activities.change_levels(shared, rows[:2], -1)
    assert shown(shared) == "G0 G1 i2 s3" and shared.undo_name == "Строка стала: раздел"
    activities.change_levels(shared, rows[:1], -1)
    assert shared.undo_name == "Строка стала: раздел"


@pytest.fixture
def two_levels(shared: SchoolFile, plan: Callable[[str], list[Activity]]) -> list[Activity]:
    """A plan of two levels: G0 and G3 stand over groups."""
    rows = plan("GGiGGii")
    with shared.transaction("Уровни") as transaction:
        transaction.change_all(Activity, {rows[place].id: {"upper": True} for place in (0, 3)})
    return shared.rows(Activity)


def test_a_group_over_groups_goes_with_all_its_groups(shared: SchoolFile, two_levels: list[Activity]):
    assert [row.text for row in activities.block(two_levels, 0)] == ["0", "1", "2"]
    activities.shift(shared, PLAN, [two_levels[0].id], 1)
    assert shown(shared) == "G3 G4 i5 i6 G0 G1 i2"
    assert shared.undo_name == "Перемещено: раздел"
    activities.move_to(shared, PLAN, [two_levels[0].id], two_levels[3].id)
    assert shown(shared) == "G0 G1 i2 G3 G4 i5 i6"
    copies = activities.duplicate(shared, PLAN, [two_levels[3].id])
    assert shown(shared) == "G0 G1 i2 G3 G4 i5 i6 G3 G4 i5 i6" and copies[0].upper


def test_a_group_goes_from_one_over_groups_to_the_next_and_not_above_the_first(
    shared: SchoolFile, two_levels: list[Activity]
):
    activities.shift(shared, PLAN, [two_levels[1].id], 1)
    assert shown(shared) == "G0 G3 G1 i2 G4 i5 i6"
    activities.shift(shared, PLAN, [two_levels[1].id], -1)
    assert shown(shared) == "G0 G1 i2 G3 G4 i5 i6"
    activities.shift(shared, PLAN, [two_levels[1].id], -1)
    assert shown(shared) == "G0 G1 i2 G3 G4 i5 i6"


def test_a_row_that_is_gone_is_not_moved(shared: SchoolFile, plan: Callable[[str], list[Activity]]):
    plan("ii")
    activities.shift(shared, PLAN, [10_000], 1)
    assert shown(shared) == "i0 i1"


@pytest.mark.parametrize(
    ("text", "percent"),
    [("", None), ("  ", None), ("0", 0), ("60", 60), ("60 %", 60), ("100\u00a0%", 100), ("%", None), ("٤٠", 40)],
)
def test_per_cents_as_they_are_typed(text: str, percent: int | None):
    assert parse_percent(text) == percent


@pytest.mark.parametrize("text", ["101", "-1", "1.5", "половина", "5²", "²", "½", "9" * 5000])
def test_what_is_no_per_cent(text: str):
    with refused("от 0 до 100"):
        parse_percent(text)


@given(st.text(max_size=8))
def test_any_text_is_a_per_cent_or_refused(text: str):
    from shnor_desktop.models.errors import UserError

    try:
        found: Any = parse_percent(text)
    except UserError:
        return
    assert found is None or 0 <= found <= 100


def test_a_group_goes_over_groups_only_in_a_plan_of_two_levels(file: SchoolFile):
    section = file.rows(Section, key="roadmap")[0].id
    group = next(row for row in file.rows(Activity, section_id=section) if row.level == "group")
    groups = plan_rows.standing(file, section).groups
    activities.change_levels(file, [group], -1)
    assert file.get(Activity, group.id) == group
    activities.change_levels(file, [group], -1, two_levels=True)
    assert file.undo_name == "Строка стала: уровень плана"
    above = file.get(Activity, group.id)
    assert above is not None and (above.level, above.upper) == ("group", True)
    assert plan_rows.standing(file, section).groups == groups - 1
    activities.change_levels(file, [above], -1, two_levels=True)
    assert file.get(Activity, group.id) == above
    activities.change_levels(file, [above], 1)
    assert file.get(Activity, group.id) == group
    activities.change_levels(file, [group], 1)
    assert file.undo_name == "Строка стала: мероприятие"
