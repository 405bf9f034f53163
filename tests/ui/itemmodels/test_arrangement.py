"""What is shown while a table is filtered or sorted, and what new lines do to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.ui.itemmodels.arrangement import Arrangement
from shnor_desktop.ui.itemmodels.rows import Line


def lines(keys: str) -> list[Line]:
    return [Line(key, None) for key in keys]


def shown(arrangement: Arrangement, keys: str) -> str:
    return "".join(str(line.key) for line in arrangement.applied(lines(keys)))


def test_a_filter_keeps_the_order_and_shows_what_is_new():
    arrangement = Arrangement(lines("абвгд"), kept="бг")
    assert shown(arrangement, "абвгд") == "бг"
    assert shown(arrangement, "абвXгдY") == "бXгY"
    assert shown(arrangement, "авд") == ""
    assert shown(arrangement, "гдваб") == "гб"


def test_an_order_shows_what_is_in_it_and_a_new_line_below_the_one_above_it():
    arrangement = Arrangement(lines("абвгд"), order="дбв")
    assert shown(arrangement, "абвгд") == "дбв"
    assert shown(arrangement, "абXвгYд") == "дбXвY"
    assert shown(arrangement, "XYабвгд") == "XYдбв"


def test_a_line_that_was_removed_comes_back_to_its_place():
    arrangement = Arrangement(lines("абв"), order="вба")
    assert shown(arrangement, "ав") == "ва"
    assert shown(arrangement, "абв") == "вба"


@given(st.permutations("абвгдежз"), st.sets(st.sampled_from("абвгдежз")), st.sets(st.sampled_from("XYZ")))
def test_nothing_is_shown_twice_or_lost(order, kept, new):
    arrangement = Arrangement(lines("абвгдежз"), order=[key for key in order if key in kept])
    later = [*"абвг", *sorted(new), *"дежз"]
    found = [line.key for line in arrangement.applied(lines("".join(later)))]
    assert sorted(found) == sorted(kept | new)
    assert [key for key in found if key in kept] == [key for key in order if key in kept]
