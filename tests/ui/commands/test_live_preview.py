"""F9: pages beside the entry follow what is typed and where, and lead back to the fields; by keys and mouse."""

from __future__ import annotations

import pytest
from page_tools import press, type_text
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shnor_desktop.models.all import Activity, Indicator, PassportRow, ScheduleRow, Task, Wave
from shnor_desktop.services.documents.sources import source_of
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.editing import content
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.ui.commands import live_preview
from shnor_desktop.ui.navigation import OVERVIEW, TITLE_PAGE
from shnor_desktop.ui.pages.activities_page import ActivitiesPage
from shnor_desktop.ui.preview_panel import SECTION, PreviewPanel

WAIT = 10_000
LONG = "Разбор затруднений каждого ученика и план занятий на четверть, который обсуждается с родителями. "


def panel_of(shop) -> PreviewPanel:
    return shop.commands.group("live_preview").panel


def text_of(panel: PreviewPanel) -> str:
    return "\n".join(" ".join(item.text for item in page.texts) for page in panel.view.pages.pages)


def press_f9(shop) -> None:
    QTest.keyClick(shop.window.navigation, Qt.Key.Key_F9)


def wait_for(qtbot, panel: PreviewPanel, words: str) -> None:
    qtbot.waitUntil(lambda: words in text_of(panel), timeout=WAIT)


def centre(panel: PreviewPanel, source: str) -> QPoint:
    """The middle of a value in the view, after it was scrolled to."""
    assert panel.view.reveal(source), source
    QApplication.processEvents()
    index, area = panel.view.place_of(source)
    return panel.view._on_screen(index, area).center().toPoint()


def click(panel: PreviewPanel, source: str) -> None:
    spot = centre(panel, source)
    viewport = panel.view.viewport()
    QTest.mouseMove(viewport, spot)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    QApplication.processEvents()


@pytest.fixture
def plan(shop, qtbot):
    """A programme with thirty activities in its roadmap and a text, the panel open, the roadmap's page before it."""
    file = shop.open()
    roadmap = shop.section("roadmap")
    with file.transaction("План") as transaction:
        transaction.add_all(
            Activity(section_id=roadmap, position=number, text=f"{LONG}{number}", period="май 2027")
            for number in range(30)
        )
    content.set_text(file, shop.section("goals"), "body", (paragraph("Раз."), paragraph("Два."), paragraph("Три.")))
    shop.desk.go_to(roadmap)
    shop.window.resize(1366, 768)
    shop.window.activateWindow()
    qtbot.waitUntil(shop.window.isActiveWindow)
    press_f9(shop)
    panel = panel_of(shop)
    qtbot.waitUntil(lambda: bool(panel.view.pages.pages), timeout=WAIT)
    return panel


def rows(shop) -> list[Activity]:
    return [row for row in shop.desk.file.rows(Activity, section_id=shop.section("roadmap")) if row.period]


def test_it_opens_and_closes_by_its_key(shop, qtbot, plan):
    assert plan.isVisible()
    assert shop.window.actions_by_id["preview_beside"].isChecked()
    press_f9(shop)
    assert not plan.isVisible()
    assert not shop.window.actions_by_id["preview_beside"].isChecked()
    assert plan.view.pages.pages == ()
    press_f9(shop)
    qtbot.waitUntil(lambda: bool(plan.view.pages.pages), timeout=WAIT)
    plan.view.setFocus()
    qtbot.keyClick(plan.view, Qt.Key.Key_Escape)
    assert not plan.isVisible()
    assert shop.desk.page.isAncestorOf(QApplication.focusWidget())


def test_what_is_typed_into_a_cell_is_on_the_page_a_moment_later(shop, qtbot, plan):
    page = shop.desk.page
    assert isinstance(page, ActivitiesPage)
    row = rows(shop)[20]
    page.show_place(f"activity:{row.id}:text")
    press(page.view, Qt.Key.Key_F2)
    type_text(QApplication.focusWidget(), "Клуб чтения вслух")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Клуб чтения" in text_of(plan), timeout=1_000)


def test_a_text_shows_as_it_is_typed(shop, qtbot, plan):
    shop.desk.go_to(shop.section("goals"), "section_text:body:2")
    editor = QApplication.focusWidget()
    type_text(editor, "Успех каждого. ")
    wait_for(qtbot, plan, "Успех каждого. Три.")
    assert plan.view.marked == source_of(shop.section("goals"), "section_text:body:2")


def test_undo_shows_too(shop, qtbot, plan):
    set_fields(shop.desk.file, rows(shop)[0], "Правка", text="Совсем другое дело")
    wait_for(qtbot, plan, "Совсем другое дело")
    shop.do("undo")
    qtbot.waitUntil(lambda: "Совсем другое дело" not in text_of(plan), timeout=WAIT)


@pytest.mark.parametrize("field", ["text", "period", "responsible"])
def test_a_click_on_a_value_leads_to_its_cell(shop, qtbot, plan, field):
    row = rows(shop)[25]
    shop.desk.go_to(TITLE_PAGE)
    click(plan, source_of(shop.section("roadmap"), f"activity:{row.id}:{field}"))
    page = shop.desk.page
    assert isinstance(page, ActivitiesPage)
    assert page.view.current_line().row.id == row.id
    assert page.model.columns[page.view.currentIndex().column()].field == field
    assert plan.view.marked == source_of(shop.section("roadmap"), f"activity:{row.id}:{field}")


def test_the_paper_stays_where_it_was_clicked(shop, qtbot, plan):
    """A value far below the beginning of its section: the section opens, the value does not leave the eye."""
    shop.desk.go_to(TITLE_PAGE)
    source = source_of(shop.section("roadmap"), f"activity:{rows(shop)[25].id}:text")
    centre(plan, source)
    before = plan.view.verticalScrollBar().value()
    click(plan, source)
    qtbot.wait(50)  # what a change of the page could still start
    assert before > 0 and plan.view.verticalScrollBar().value() == before
    assert shop.window.navigation.current == shop.section("roadmap")


def test_a_click_on_a_paragraph_puts_the_cursor_into_it(shop, qtbot, plan):
    click(plan, source_of(shop.section("goals"), "section_text:body:1"))
    editor = QApplication.focusWidget()
    assert editor.textCursor().block().text() == "Два."
    assert shop.desk.page.current_place() == "section_text:body:1"


def test_a_click_on_the_title_page_leads_to_its_field(shop, qtbot, plan):
    content.set_school(shop.desk.file, full_name="Средняя школа № 7 посёлка Речной")
    wait_for(qtbot, plan, "посёлка Речной")
    click(plan, source_of(TITLE_PAGE, "school:1:full_name"))
    assert QApplication.focusWidget() is shop.desk.page.fields["school:full_name"]


def test_a_drag_and_a_click_beside_values_lead_nowhere(shop, qtbot, plan):
    before = shop.window.navigation.current
    spot = centre(plan, source_of(shop.section("roadmap"), f"activity:{rows(shop)[0].id}:text"))
    viewport = plan.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=spot + QPoint(0, 60))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert shop.window.navigation.current == before
    assert plan.view.source_at(QPointF(2, 2)) == ""


def test_the_mouse_shows_what_can_be_clicked(shop, qtbot, plan):
    viewport = plan.view.viewport()
    QTest.mouseMove(viewport, centre(plan, source_of(shop.section("roadmap"), f"activity:{rows(shop)[0].id}:text")))
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(viewport, QPoint(2, 2))
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_it_follows_the_page_that_is_open_and_the_cell_that_is_current(shop, qtbot, plan):
    shop.desk.go_to(shop.section("goals"))
    heading = source_of(shop.section("goals"), f"section:{shop.section('goals')}")
    qtbot.waitUntil(lambda: _seen(plan, heading), timeout=WAIT)
    row = rows(shop)[28]
    shop.desk.go_to(shop.section("roadmap"), f"activity:{row.id}:period")
    source = source_of(shop.section("roadmap"), f"activity:{row.id}:period")
    qtbot.waitUntil(lambda: plan.view.marked == source, timeout=WAIT)
    assert _seen(plan, source)
    shop.desk.go_to(shop.section("roadmap"), f"activity:{row.id}:percent")  # no column of the paper: the row is marked
    qtbot.waitUntil(lambda: plan.view.marked.startswith(source.removesuffix("period")), timeout=WAIT)
    shop.desk.go_to(OVERVIEW)
    qtbot.waitUntil(lambda: plan.view.marked == "" and plan.view.current == 0, timeout=WAIT)


def _seen(panel: PreviewPanel, source: str) -> bool:
    found = panel.view.place_of(source)
    return found is not None and panel.view._on_screen(*found).intersects(panel.view.viewport().rect())


def test_the_place_that_is_read_stays_when_something_else_changes(shop, qtbot, plan):
    bar = plan.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=WAIT)
    before = bar.value()
    content.set_school(shop.desk.file, director="Ольга Петровна Снегирёва", short_name="Школа № 8")
    set_fields(shop.desk.file, rows(shop)[29], "Правка", text="Последнее дело")
    wait_for(qtbot, plan, "Последнее дело")
    assert bar.value() == before


def test_the_section_alone(shop, qtbot, plan):
    count = len(plan.view.pages.pages)
    QTest.mouseClick(plan.scopes[SECTION], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: 0 < len(plan.view.pages.pages) < count, timeout=WAIT)
    assert "Дорожная карта" in text_of(plan)
    shop.desk.go_to(shop.section("goals"))
    wait_for(qtbot, plan, "Раз.")
    assert "Дорожная карта" not in text_of(plan)
    shop.desk.go_to(TITLE_PAGE)
    qtbot.waitUntil(lambda: len(plan.view.pages.pages) == count, timeout=WAIT)
    assert shop.settings.word("preview_scope") == SECTION


def test_one_panel_at_a_time(shop, qtbot, plan):
    shop.do("check")
    assert not plan.isVisible()
    assert shop.commands.group("checking").panel.isVisible()
    press_f9(shop)
    assert plan.isVisible()
    assert not shop.commands.group("checking").panel.isVisible()


def test_width_and_zoom_are_kept_and_it_comes_back_with_the_next_file(shop, qtbot, plan, monkeypatch):
    outline, page, width = shop.window.workplace.sizes()
    shop.window.workplace.setSizes([outline, page + 60, width - 60])
    QApplication.processEvents()
    wide = plan.width()
    plan.view.setFocus()
    qtbot.keyClick(plan.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    zoom = plan.view.zoom
    path = shop.desk.file.path
    shop.desk.clear()
    assert not plan.isVisible()
    assert shop.settings.word("preview_width") == str(wide)
    assert shop.settings.word("preview_zoom") == str(zoom)
    shop.commands.files.open_path(path)
    qtbot.waitUntil(plan.isVisible, timeout=WAIT)
    assert abs(plan.width() - wide) <= 2
    qtbot.waitUntil(lambda: bool(plan.view.pages.pages), timeout=WAIT)
    shop.do("preview_beside")
    shop.desk.clear()
    shop.commands.files.open_path(path)
    qtbot.wait(600)
    assert not plan.isVisible()


def test_it_is_made_when_it_is_asked_for(shop):
    shop.open()
    assert "live_preview" not in shop.commands._groups


def test_closing_the_window_ends_the_work(shop, qtbot, plan):
    content.set_school(shop.desk.file, short_name="Школа № 9")
    thread = shop.commands.group("live_preview")._thread
    shop.window.close()
    assert thread.isFinished()
    assert shop.commands.group("live_preview")._thread is None


def test_our_own_mistake_is_not_hidden(shop, qtbot, plan, monkeypatch):
    def broken(*_arguments: object, **_keywords: object) -> None:
        raise RuntimeError("так не бывает")

    monkeypatch.setattr("shnor_desktop.ui.paper.press.layout_document", broken)
    with qtbot.captureExceptions() as caught:
        content.set_school(shop.desk.file, short_name="Школа № 9")
        qtbot.waitUntil(lambda: bool(caught), timeout=WAIT)
    assert "так не бывает" in str(caught[0][1])
    monkeypatch.undo()
    content.set_school(shop.desk.file, short_name="Школа № 10")
    wait_for(qtbot, plan, "Школа № 10")


def test_a_burst_of_edits_costs_one_layout(shop, qtbot, plan, monkeypatch):
    orders = []
    commands = shop.commands.group("live_preview")
    monkeypatch.setattr(commands._thread, "ask", orders.append)
    for number in range(5):
        content.set_school(shop.desk.file, short_name=f"Школа № {number}")
    qtbot.waitUntil(lambda: bool(orders), timeout=WAIT)
    qtbot.wait(2 * live_preview.SETTLE_MS)
    assert len(orders) == 1


def test_the_places_of_every_page_are_on_the_paper(shop, qtbot, plan):
    """Whatever field the person is in, the paper shows where it stands; and a click there comes back to it."""
    file = shop.desk.file
    content.set_programme(file, title="Программа роста")
    passport = file.rows(PassportRow)[0]
    content.set_passport(file, passport, (paragraph("Первое."), paragraph("Второе.")))
    schedule, indicators = shop.section("schedule"), shop.section("indicators")
    with file.transaction("Ещё") as transaction:
        task = transaction.add(Task(section_id=indicators, text="Научить читать"))
        transaction.add(Indicator(task_id=task.id, text="Доля читающих", target="80"))
    indicator = file.rows(Indicator)[0]
    report, wave = file.rows(ScheduleRow, section_id=schedule)[0], file.rows(Wave)[0]
    criterion = shop.desk._entries[shop.section("appendix_1")].spec.criterion[0].indicators[0].key
    wait_for(qtbot, plan, "Доля читающих")
    for section, place in (
        (TITLE_PAGE, "programme:1:title"),
        (passport.section_id, f"passport_row:{passport.id}:1"),
        (schedule, f"schedule_row:{report.id}:content"),
        (indicators, f"indicator:{indicator.id}:target"),
        (indicators, f"task:{task.id}:text"),
        (shop.section("appendix_1"), f"criterion:{criterion}:{wave.key}"),
    ):
        shop.desk.go_to(section, place)
        source = source_of(section, place)
        qtbot.waitUntil(lambda source=source: plan.view.marked == source, timeout=WAIT)
        shop.desk.go_to(OVERVIEW)
        click(plan, source)
        assert shop.window.navigation.current == section
        assert shop.desk.page.current_place() == place
