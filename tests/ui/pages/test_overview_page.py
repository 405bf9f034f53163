"""The overview on the window: readiness with a way to each place, and counting beside the window for large files."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_tools import big_plan, form_of, small_programme
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shnor_desktop.models.all import Activity
from shnor_desktop.services import snapshot
from shnor_desktop.services.checks.report import Report
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.ui.pages.base import PageContext
from shnor_desktop.ui.pages.overview_page import OverviewPage
from shnor_desktop.ui.widgets.readiness_card import MOST, ReadinessCard

WAIT = 20_000


def page_on(file: SchoolFile, qtbot) -> OverviewPage:
    page = OverviewPage(PageContext(file, form_of(file), lambda sentence: None))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def texts(page: OverviewPage) -> list[str]:
    return [line.whole for line in page.readiness.lines]


def test_readiness_names_the_grave_things_first_and_leads_there(qtbot, tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        page = page_on(file, qtbot)
        qtbot.waitUntil(lambda: len(page.readiness.lines) == MOST, timeout=WAIT)
        assert page.readiness.counts.text().startswith("15 ошибок, ")
        assert texts(page)[0].startswith("Паспорт Программы, ")
        with qtbot.waitSignal(page.asked) as asked:
            QTest.mouseClick(page.readiness.lines[0], Qt.MouseButton.LeftButton)
        section_id, place = asked.args
        assert section_id > 0
        assert place.startswith("passport_row:")
        with qtbot.waitSignal(page.check_asked):
            QTest.mouseClick(page.readiness.all, Qt.MouseButton.LeftButton)
        page.hide()


def test_an_edit_is_checked_again_while_the_page_shows(qtbot, tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        page = page_on(file, qtbot)
        file.subscribe(page.refresh)
        qtbot.waitUntil(lambda: bool(page.readiness.lines), timeout=WAIT)
        before = page.readiness.counts.text()
        row = next(row for row in file.rows(Activity) if row.level == "item")
        with file.transaction("Правка") as transaction:
            transaction.change(Activity, row.id, period="постоянно", responsible="Директор")
        qtbot.waitUntil(lambda: page.readiness.counts.text() != before, timeout=WAIT)
        page.hide()
        with file.transaction("Правка") as transaction:
            transaction.change(Activity, row.id, period="")
        qtbot.wait(900)  # nobody looks: nothing is checked
        after = page.readiness.counts.text()
        page.show()
        qtbot.waitUntil(lambda: page.readiness.counts.text() != after, timeout=WAIT)
        page.hide()


def test_a_programme_without_findings_is_praised(qtbot, tmp_path: Path):
    make_demo(tmp_path / "Пример.shnor")
    with SchoolFile.open(tmp_path / "Пример.shnor") as file:
        page = page_on(file, qtbot)
        qtbot.waitUntil(lambda: page.readiness.counts.text().startswith("Замечаний нет"), timeout=WAIT)
        assert page.readiness.lines == []
        assert page.readiness.all.isHidden()
        page.hide()


def test_a_card_without_findings_takes_the_old_ones_away(qtbot):
    card = ReadinessCard()
    qtbot.addWidget(card)
    card.show_report(Report(()))
    assert card.accessibleName() == "Готовность к сдаче: Замечаний нет – можно печатать и отправлять."


@pytest.mark.parametrize("large", [False, True])
def test_a_large_file_is_counted_beside_the_window(qtbot, tmp_path: Path, monkeypatch, large: bool):
    monkeypatch.setattr(snapshot, "LARGE", 0 if large else 10**9)
    with big_plan(tmp_path / "big.shnor", 300) as file:
        page = page_on(file, qtbot)
        assert (page._cards.count() == 0) is large
        qtbot.waitUntil(lambda: page._cards.count() == 4, timeout=WAIT)
        page.count()
        page.count()  # asked again while it is at it
        page.hide()
        assert not page._beside.busy
