"""Pages on other sheets: as large as they go, in the middle, never over the edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.ui.paper.fitting import AS_IS, LYING, UPRIGHT, Fit, fit
from shnor_desktop.ui.paper.pages import Area, Page, page_size

turns = st.sampled_from([AS_IS, UPRIGHT, LYING])
papers = st.sampled_from(["", "A4", "A3"])


def test_a_page_on_its_own_sheet_is_as_it_is():
    assert fit(Page(True)) == fit(Page(True), "A4", LYING) == Fit("A4", True)


def test_a_larger_sheet_makes_the_page_larger_by_as_much():
    place = fit(Page(), "A3")
    assert (place.paper, place.landscape) == ("A3", False)
    assert place.scale == pytest.approx(2**0.5, rel=1e-3)
    assert (place.x, place.y) == pytest.approx((0, 0), abs=10)


@given(st.booleans(), st.sampled_from(["A4", "A3"]), papers, turns)
def test_a_page_stands_in_the_middle_and_touches_two_edges(landscape: bool, own: str, paper: str, turn: str):
    page = Page(landscape, paper=own)
    place = fit(page, paper, turn)
    width, height = page_size(place.landscape, place.paper)
    whole = place.area(Area(0, 0, *page.size))
    assert (whole.left, whole.top) == pytest.approx((width - whole.right, height - whole.bottom), abs=0.01)
    assert min(whole.left, whole.top) == pytest.approx(0, abs=0.01)
    assert max(whole.right - width, whole.bottom - height) <= 0.01
