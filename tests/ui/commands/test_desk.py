"""The open file on the window: pages, refused entries, what follows a change."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from shnor_desktop.models.activities import Activity
from shnor_desktop.models.errors import UserError
from shnor_desktop.models.programme import Section
from shnor_desktop.services import queries
from shnor_desktop.services.editing import content, sections
from shnor_desktop.ui import desk as desk_module
from shnor_desktop.ui.desk import years
from shnor_desktop.ui.itemmodels.plan_lines import PlanLine
from shnor_desktop.ui.navigation import OVERVIEW, TITLE_PAGE
from shnor_desktop.ui.pages.base import Page
from shnor_desktop.ui.pages.overview_page import OverviewPage


class NamePage(Page):
    """A page with one field that holds the director's name; digits are refused."""

    def __init__(self, context, entry, parent=None) -> None:
        super().__init__(context, entry, parent)
        self.field = QLineEdit()
        self.seen: list[object] = []
        self.places: list[str] = []
        QVBoxLayout(self).addWidget(self.field)
        self.field.setText(queries.school(context.file).director)

    def commit_pending(self) -> None:
        if not self.field.isModified():
            return
        self.field.setModified(False)
        if not self.context.attempt(self._write):
            self.field.setText(queries.school(self.context.file).director)

    def _write(self) -> None:
        if self.field.text().isdigit():
            raise UserError("Имя не бывает числом.")
        content.set_school(self.context.file, director=self.field.text())

    def refresh(self, changes) -> None:
        self.seen.extend(changes)

    def show_place(self, place: str) -> None:
        self.places.append(place)

    def type(self, text: str) -> None:
        self.field.setText(text)
        self.field.setModified(True)


@pytest.fixture
def named(shop, monkeypatch):
    monkeypatch.setattr(desk_module, "make_page", NamePage)
    shop.open()
    return shop


def test_a_page_that_is_left_keeps_no_lines(shop, qtbot):
    """Without Python's search for rings, which may come in the middle of anything and takes long for many lines."""
    file = shop.open()
    section = shop.section("roadmap")
    with file.transaction("План") as transaction:
        transaction.add_all(Activity(section_id=section, position=n, text=f"Дело {n}") for n in range(300))
    gc.collect()
    before = kept()
    gc.disable()
    try:
        shop.desk.go_to(section)
        page = shop.desk.page
        gone = []
        page.destroyed.connect(lambda: gone.append(True))
        qtbot.waitUntil(lambda: page.arrange_bar.chips.buttons["no_deadline"].text() != "Без срока")
        filters = page.arrange_bar._filters
        assert kept() >= 300 and len(filters._judged) >= 300
        shop.desk.go_to(TITLE_PAGE)
        qtbot.waitUntil(lambda: bool(gone))
        qtbot.waitUntil(lambda: kept() < before + 30 and not filters._judged, timeout=30_000)
    finally:
        gc.enable()


def kept() -> int:
    """How many lines of plans there are; rows are read by others too, the check among them."""
    return sum(type(one) is PlanLine for one in gc.get_objects())


def director(shop) -> str:
    return queries.school(shop.desk.file).director


def test_every_page_of_the_form_opens(shop):
    shop.open()
    for id_ in shop.window.navigation.ids:
        shop.desk.go_to(id_)
        assert shop.desk.page.isVisible()
        assert (shop.desk.entry.section.id if shop.desk.entry else min(id_, TITLE_PAGE)) == id_
    assert shop.messages.failures == []


def test_what_was_typed_is_written_on_leaving_the_page(named):
    named.desk.page.type("Иванова А. Б.")
    named.do("next")
    assert director(named) == "Иванова А. Б."
    assert named.window.navigation.current != 0


def test_a_refused_entry_keeps_the_person_there_and_says_why(named):
    page = named.desk.page
    page.type("123")
    named.do("next")
    assert named.desk.page is page
    assert named.window.navigation.current == 0
    assert named.window.notice.text == "Имя не бывает числом."
    named.do("next")
    assert named.window.navigation.current != 0
    assert named.window.notice.text == ""


@pytest.mark.parametrize("action", ["export_word", "preview", "check", "save_copy"])
def test_nothing_goes_out_while_an_entry_is_refused(named, action: str):
    named.desk.page.type("123")
    named.messages.yes = False
    named.do(action)
    assert not named.runner.busy
    assert named.dialogs.proposed == []
    assert named.window.notice.text == "Имя не бывает числом."


def test_closing_asks_where_an_entry_was_refused(named):
    named.desk.page.type("123")
    named.messages.yes = False
    assert not named.window.close()
    assert "Имя не бывает числом." in named.messages.questions[0]
    assert named.desk.file is not None
    assert named.window.close()


def test_what_was_typed_is_written_on_closing(named):
    path = named.desk.file.path
    named.desk.page.type("Петрова В. Г.")
    assert named.window.close()
    named.commands.files.open_path(path)
    assert director(named) == "Петрова В. Г."


def test_the_page_sees_every_change(named):
    content.set_school(named.desk.file, short_name="Лицей")
    assert [change.table for change in named.desk.page.seen] == ["school"]
    assert named.window.windowTitle() == "Лицей – Программа школы"


def test_titles_follow_the_programme(named):
    content.set_programme(named.desk.file, title="Программа развития", year_from=2027, year_to=2029)
    title = named.window.top_bar.findChild(type(named.window.top_bar._title), "programme")
    assert title.text().strip() == "Программа развития, 2027–2029"


def test_the_page_knows_its_section_as_it_is_now(named):
    named.desk.go_to(named.section("relevance"))
    page = named.desk.page
    sections.rename(named.desk.file, page.entry.section, "Зачем нужна программа")
    assert named.desk.page is page
    assert page.entry.title == "1. Зачем нужна программа"
    assert "1. Зачем нужна программа" in named.window.navigation.titles()


def test_another_section_under_the_same_id_gets_its_own_page(named):
    named.desk.go_to(named.section("relevance"))
    page = named.desk.page
    with named.desk.file.transaction("Другой раздел") as transaction:
        transaction.change(Section, page.entry.section.id, key="", kind="matrix")
    assert named.desk.page is not page
    assert named.desk.page.entry.section.kind == "matrix"


def test_the_last_page_is_opened_again(named):
    path, section = named.desk.file.path, named.section("roadmap")
    named.desk.go_to(section)
    named.do("close_file")
    named.commands.files.open_path(path)
    assert named.window.navigation.current == section


def test_a_place_is_shown_on_its_page(named):
    section = named.section("roadmap")
    named.desk.go_to(section, "activity:12:period")
    assert named.desk.page.places == ["activity:12:period"]
    named.desk.page.type("123")
    named.desk.go_to(0, "school:1:director")
    assert named.window.navigation.current == section


def test_changes_after_closing_reach_nobody(named):
    page = named.desk.page
    named.do("close_file")
    assert page.seen == []
    assert named.desk.states() == set()
    assert named.desk.data() is None


@pytest.mark.parametrize(("pair", "text"), [((2026, 2028), "2026–2028"), ((2026, 2026), "2026"), ((2026, 0), "2026")])
def test_years(pair: tuple[int, int], text: str):
    assert years(*pair) == text


def test_a_file_begins_with_its_overview_which_leads_to_places(shop):
    shop.commands.files.open_path(shop.school())
    assert shop.window.navigation.current == OVERVIEW
    page = shop.desk.page
    assert isinstance(page, OverviewPage)
    page.asked.emit(shop.section("roadmap"), "activity:1")
    assert shop.window.navigation.current == shop.section("roadmap")


def test_the_outline_shows_how_much_is_filled(shop, qtbot):
    shop.open()
    passport = shop.section("passport")
    qtbot.waitUntil(lambda: shop.window.navigation._filled.get(passport) == 0)
    shop.do("close_file")
    assert shop.window.navigation._filled == {}


def test_the_verbs_of_a_page_answer_their_keys_from_the_outline(shop, qtbot):
    shop.open()
    outline = shop.window.navigation
    for key in ("roadmap", "staff_measures", "roadmap"):
        shop.desk.go_to(shop.section(key))
    page = shop.desk.page
    before = page.model.rowCount()
    shop.window.show()
    outline.setFocus()
    QTest.keyClick(outline, Qt.Key.Key_Insert)
    assert page.model.rowCount() == before + 1
    page.commit_pending()
    outline.setFocus()
    QTest.keyClick(outline, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.model.rowCount() == before + 2


def test_a_page_without_verbs_leaves_none_in_the_outline(shop):
    shop.open()
    outline = shop.window.navigation
    own = len(outline.actions())
    shop.desk.go_to(shop.section("roadmap"))
    assert len(outline.actions()) > own
    shop.desk.go_to(OVERVIEW)
    assert len(outline.actions()) == own
