"""The plan for the wall: everything on it, nothing over the edge, nothing too small, and as few sheets as can be."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_desktop.services.wall_plan import WallGroup, WallItem, WallPlan, WallYear
from shnor_desktop.ui.paper.pages import POINT, Page, Pages
from shnor_desktop.ui.paper.pdf import pdf_bytes
from shnor_desktop.ui.paper.wall import AGAIN, FEW_GROUPS, LEAST, ONGOING, UNDATED, _levelled, wall_pages

GROUPS = (WallGroup("1", "Управление"), WallGroup("2", "Кадры и методическая работа"))
LONG = "Провести с учителями разбор затруднений и наметить занятия на следующую четверть, итоги обсудить"


def item(number: int, *, group: int = 0, text: str = "Дело", when: str = "") -> WallItem:
    return WallItem(group, f"{group + 1}.{number}", text, when, "Директор", f"16/activity:{number}:period")


def year(count: int, *, number: int = 2026, text: str = "Дело", ongoing: int = 0) -> WallYear:
    """A year with so many activities in each month."""
    months = tuple(
        tuple(item(n, group=n % 2, text=f"{text} {month}.{n}", when="до 5") for n in range(count))
        for month in range(12)
    )
    return WallYear(number, months, tuple(item(n, text=f"Всегда {n}") for n in range(ongoing)))


def plan(*years: WallYear, groups: tuple[WallGroup, ...] = GROUPS, undated: int = 0) -> WallPlan:
    rest = tuple(item(n, text=f"Когда-нибудь {n}", when="по плану") for n in range(undated))
    return WallPlan("Дорожная карта", "Школа № 5", groups, years, rest)


def words(page: Page) -> str:
    return " ".join(text.text for text in page.texts)


def everything(pages: Pages) -> str:
    return " ".join(words(page) for page in pages.pages)


def check_edges(pages: Pages) -> None:
    for page in pages.pages:
        width, height = page.size
        for text in page.texts:
            assert text.x >= 0
            assert text.x + text.width <= width
            assert text.look.size <= text.y <= height
            assert text.look.size >= LEAST * POINT
        for fill in page.fills:
            assert fill.area.right <= width
            assert fill.area.bottom <= height


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_a_year_of_usual_size_is_one_sheet(paper):
    pages = wall_pages(plan(year(4, ongoing=3), undated=2), paper)
    assert len(pages.pages) == 1
    (page,) = pages.pages
    assert (page.landscape, page.paper) == (True, paper)
    assert page.number is None
    text = words(page)
    for name in ("Январь", "Декабрь", "2026 год", "Школа № 5", "Управление", ONGOING, UNDATED, "до 5"):
        assert name in text
    for month in range(12):
        assert f"Дело {month}.3" in text
    check_edges(pages)


def test_twelve_months_on_a_large_sheet_are_read_from_a_metre():
    pages = wall_pages(plan(year(4, text=LONG)), "A3")
    assert len(pages.pages) == 1
    assert min(text.look.size for text in pages.pages[0].texts if "Провести" in text.text) >= 9 * POINT


def test_the_fewer_there_is_the_larger_it_is_written():
    def size(count: int) -> int:
        (page,) = wall_pages(plan(year(count, text=LONG)), "A3").pages
        return max(text.look.size for text in page.texts if "Провести" in text.text)

    assert size(1) == 12 * POINT
    assert size(1) > size(4)


def test_more_than_a_sheet_holds_goes_to_more_sheets():
    six = wall_pages(plan(year(9, text=LONG)), "A3")
    assert len(six.pages) == 2
    assert "Июнь" in words(six.pages[0])
    assert "Июль" in words(six.pages[1])
    many = wall_pages(plan(year(80, text=LONG)), "A3")
    assert len(many.pages) > 3
    assert AGAIN in everything(many)
    for pages in (six, many):
        check_edges(pages)
        assert pages.pages[0].number.text == f"1 из {len(pages.pages)}"
    for month in range(12):
        for number in range(80):
            assert f"{month}.{number}" in everything(many)


def test_a_long_list_beside_a_short_calendar_has_sheets_of_its_own():
    pages = wall_pages(plan(year(1, ongoing=200), undated=30), "A3")
    assert "Декабрь" in words(pages.pages[0])
    assert ONGOING not in words(pages.pages[0])
    assert "Всегда 199" in everything(pages)
    assert "Когда-нибудь 29" in everything(pages)
    check_edges(pages)


def test_each_year_begins_a_sheet_and_a_bookmark_and_what_has_no_date_stands_once():
    pages = wall_pages(plan(year(2, ongoing=1), year(2, number=2027, ongoing=1), undated=1), "A3")
    assert [(goal.text, goal.page) for goal in pages.goals] == [("2026 год", 1), ("2027 год", 2)]
    assert ["Когда-нибудь 0" in words(page) for page in pages.pages] == [True, False]
    assert ["Всегда 0" in words(page) for page in pages.pages] == [True, True]


def test_a_group_has_a_colour_and_a_sign():
    (page,) = wall_pages(plan(year(2)), "A3").pages
    colours = {fill.colour for fill in page.fills}
    assert len(colours) >= 3  # heads, and two groups
    assert any(text.text == "1.0" and text.look.bold for text in page.texts)


def test_many_groups_are_explained_once():
    groups = tuple(WallGroup(str(n), f"Направление {n}") for n in range(FEW_GROUPS + 1))
    pages = wall_pages(plan(year(60, text=LONG), groups=groups), "A3")
    assert ["Направление 3" in words(page) for page in pages.pages][:2] == [True, False]


def test_without_years_there_is_the_list():
    pages = wall_pages(plan(undated=5), "A4")
    assert len(pages.pages) == 1
    assert "Когда-нибудь 4" in words(pages.pages[0])
    assert pages.goals == ()


def test_a_word_wider_than_its_column_stays_inside():
    check_edges(wall_pages(plan(year(1, text="д" * 300)), "A4"))


def test_its_places_can_be_found():
    (page,) = wall_pages(plan(year(1)), "A3").pages
    assert sum(spot.source == "16/activity:0:period" for spot in page.spots) == 12


def test_progress_is_told_and_can_stop_it():
    told: list[float] = []
    wall_pages(plan(year(1), year(1, number=2027)), "A3", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(("paper", "size"), [("A3", "1191 x 842"), ("A4", "842 x 595")])
def test_the_file_has_its_sheets_and_its_text(tmp_path: Path, paper: str, size: str):
    if shutil.which("pdfinfo") is None or shutil.which("pdftotext") is None:
        pytest.skip("нет программ pdfinfo и pdftotext")
    path = tmp_path / "план.pdf"
    path.write_bytes(pdf_bytes(wall_pages(plan(year(2)), paper)))
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert size in told
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Сентябрь" in text
    assert "Дело 8.1" in text


@given(st.lists(st.floats(1, 100), min_size=1, max_size=6), st.floats(1, 900))
def test_rows_are_as_alike_as_their_content_lets_them(needed, room):
    heights = _levelled(needed, room)
    assert all(height >= least - 1e-6 for height, least in zip(heights, needed, strict=True))
    if sum(needed) <= room:
        assert sum(heights) == pytest.approx(room)
        lowest = min(heights)
        assert all(height == pytest.approx(max(lowest, least)) for height, least in zip(heights, needed, strict=True))
