"""The panel of the check by itself: what it shows of a report, its filter, its empty states."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_tools import big_plan, press, small_programme
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from shnor_desktop.models.all import Activity
from shnor_desktop.services import queries
from shnor_desktop.services.checks import Finding
from shnor_desktop.services.checks.report import Remark, Report
from shnor_desktop.services.formats import Format
from shnor_desktop.services.jobs import Progress
from shnor_desktop.services.snapshot import content_of
from shnor_desktop.ui import background_check
from shnor_desktop.ui.background_check import BackgroundCheck, check_content
from shnor_desktop.ui.checks_panel import MOST, ChecksPanel, all_well
from shnor_desktop.ui.widgets.finding_delegate import REMARK, head_of
from shnor_desktop.ui.widgets.readiness_card import summary

LONG = "Срок «когда-нибудь потом, когда дойдут руки и найдутся деньги» не распознан: напоминаний о нём не будет."


def remark(severity: str, place: str, section: str = "Паспорт", message: str = "Не заполнено.") -> Remark:
    finding = Finding(severity, f"{severity}-code", section, message, place, len(section), "1.3 · Сроки")
    return Remark(finding, section)


REPORT = Report(
    (
        remark("error", "passport_row:1:body"),
        remark("hint", "passport_row:2:body"),
        remark("warning", "activity:5:period", "Дорожная карта", LONG),
        remark("hint", "activity:6:period", "Дорожная карта"),
    )
)


@pytest.fixture
def panel(qtbot: Any) -> Iterator[ChecksPanel]:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = ChecksPanel(holder)
    holder.resize(400, 600)
    made.resize(360, 600)
    holder.show()
    made.open()
    yield made


def lines(panel: ChecksPanel) -> list[tuple[str, int]]:
    tops = (panel.tree.topLevelItem(n) for n in range(panel.tree.topLevelItemCount()))
    return [(top.text(0), top.childCount()) for top in tops]


def test_findings_stand_by_section_with_counts(panel):
    panel.show_report(REPORT)
    assert lines(panel) == [("Паспорт  ·  1", 1), ("Дорожная карта  ·  1", 1)]
    panel.chips["hint"].click()
    assert lines(panel) == [("Паспорт  ·  2", 2), ("Дорожная карта  ·  2", 2)]
    assert [chip.text() for chip in panel.chips.values()] == ["Ошибки 1", "Внимание 1", "Подсказки 2"]
    assert summary(REPORT) == "1 ошибка, 1 предупреждение, 2 подсказки"
    item = panel.tree.topLevelItem(1).child(0)
    assert head_of(item.data(0, REMARK)) == "Внимание · 1.3 · Сроки"
    said = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Внимание · 1.3 · Сроки: {LONG}"


def test_a_narrow_panel_shows_numbers_without_words(panel):
    panel.show_report(REPORT)
    panel.resize(280, 600)
    assert [chip.text() for chip in panel.chips.values()] == ["1", "1", "2"]
    assert panel.chips["hint"].accessibleName() == "Подсказки 2"
    panel.resize(360, 600)
    assert panel.chips["hint"].text() == "Подсказки 2"


def test_a_chip_takes_its_grade_away_and_brings_it_back(panel):
    panel.show_report(REPORT)
    assert [one.finding.severity for one in panel.shown()] == ["error", "warning"]
    QTest.mouseClick(panel.chips["hint"], Qt.MouseButton.LeftButton)
    assert [one.finding.severity for one in panel.shown()] == ["error", "hint", "warning", "hint"]
    QTest.mouseClick(panel.chips["hint"], Qt.MouseButton.LeftButton)
    assert lines(panel) == [("Паспорт  ·  1", 1), ("Дорожная карта  ·  1", 1)]
    panel.chips["error"].setFocus()
    QTest.keyClick(panel.chips["error"], Qt.Key.Key_Space)
    QTest.keyClick(panel.chips["warning"], Qt.Key.Key_Space)
    assert panel.shown() == []
    assert "Включите" in panel.empty.text()
    assert panel.empty.isVisible() and not panel.tree.isVisible()
    QTest.mouseClick(panel.chips["hint"], Qt.MouseButton.LeftButton)
    assert len(panel.shown()) == 2


def test_nothing_wrong_is_said_warmly(panel):
    assert panel.empty.text() == "Проверяю…"
    panel.show_report(Report((), "21 раздел, 63 строки планов"))
    assert panel.empty.isVisible()
    assert panel.empty.text() == all_well("21 раздел, 63 строки планов")
    assert "Всё в порядке" in panel.empty.text() and "21 раздел" in panel.empty.text()
    assert not any(chip.isVisible() for chip in panel.chips.values())
    panel.step(1)
    assert panel.current() is None


def test_the_chosen_finding_stays_chosen_when_others_come_and_go(panel):
    panel.show_report(REPORT)
    panel.step(1)
    panel.step(1)
    chosen = panel.current()
    assert chosen == REPORT.remarks[2]
    panel.show_report(Report((remark("error", "passport_row:9:body"), *REPORT.remarks)))
    assert panel.current() == chosen
    panel.show_report(Report((REPORT.remarks[0], REPORT.remarks[3])))
    assert panel.current() == REPORT.remarks[0]


def test_hints_wait_until_everything_graver_is_mended(panel):
    panel.show_report(REPORT)
    panel.show_report(Report((REPORT.remarks[1], REPORT.remarks[3])))
    assert panel.shown() == [REPORT.remarks[1], REPORT.remarks[3]]
    panel.show_report(REPORT)
    assert [one.finding.severity for one in panel.shown()] == ["error", "warning"]
    panel.chips["hint"].click()
    panel.show_report(Report(REPORT.remarks[1:]))
    assert [one.finding.severity for one in panel.shown()] == ["hint", "warning", "hint"]  # as the person wished


def test_the_way_through_the_list_begins_with_errors(panel):
    late = remark("error", "activity:9:period", "Дневник")
    panel.show_report(Report((*REPORT.remarks, late)))
    panel.chips["hint"].click()
    visited = []
    for _ in range(5):
        panel.step(1)
        visited.append(panel.current())
    hints = [REPORT.remarks[1], REPORT.remarks[3]]
    assert visited == [REPORT.remarks[0], late, REPORT.remarks[2], *hints]
    panel.step(1)
    assert panel.current() == REPORT.remarks[0]
    panel.step(-1)
    assert panel.current() == hints[1]


def test_a_reason_is_shown_whole(panel):
    panel.show_report(REPORT)
    short, long = panel.tree.topLevelItem(0).child(0), panel.tree.topLevelItem(1).child(0)
    heights = [panel.tree.visualItemRect(item).height() for item in (short, long)]
    line = panel.fontMetrics().height()
    assert heights[1] >= heights[0] + line
    picture: QImage = panel.tree.viewport().grab(panel.tree.visualItemRect(long)).toImage()
    bottom = [
        picture.pixelColor(x, y).lightness() for y in range(heights[1] - line, heights[1] - 8) for x in range(330)
    ]
    assert min(bottom) < 128  # the last line of the reason has letters in it


def test_the_delegate_measures_without_a_view_too(panel):
    from shnor_desktop.ui.widgets.finding_delegate import FindingDelegate

    panel.show_report(REPORT)
    index = panel.tree.model().index(0, 0, panel.tree.model().index(1, 0))
    assert FindingDelegate().sizeHint(QStyleOptionViewItem(), index).height() > 30


@pytest.mark.parametrize("name", ["tree", "chip"])
def test_escape_closes(panel, qtbot, name):
    panel.show_report(REPORT)
    widget = panel.tree if name == "tree" else panel.chips["error"]
    widget.setFocus()
    with qtbot.waitSignals([panel.closed, panel.hidden]):
        press(widget, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_titles_of_sections_lead_nowhere(panel, qtbot):
    panel.show_report(REPORT)
    top = panel.tree.topLevelItem(0)
    with qtbot.assertNotEmitted(panel.asked, wait=50):
        spot = panel.tree.visualItemRect(top).center()
        QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_no_more_than_anybody_reads_is_shown(panel):
    panel.show_report(Report(tuple(remark("hint", f"activity:{n}:period") for n in range(MOST + 20))))
    assert len(panel.shown()) == MOST
    assert lines(panel)[0][0] == f"Паспорт  ·  {MOST + 20}"
    assert panel.note.text().startswith(f"Показаны первые {MOST} замечаний из {MOST + 20}.")


# in the background


def test_the_check_runs_beside_the_window_and_again_after_an_edit(qtbot, tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        checker = BackgroundCheck()
        with qtbot.waitSignal(checker.found, timeout=20_000) as first:
            checker.watch(file, queries.form_of(file))
        file.subscribe(lambda changes: checker.soon())
        row = next(row for row in file.rows(Activity) if row.level == "item")
        with qtbot.waitSignal(checker.found, timeout=20_000) as second, file.transaction("Правка") as transaction:
            transaction.change(Activity, row.id, period="постоянно")
        before, after = ({one.finding for one in each.args[0].remarks} for each in (first, second))
        assert [one.place for one in before - after] == [f"activity:{row.id}:period"]
        checker.now()
        checker.now()  # asked twice at once: the second one waits for the first
        with qtbot.waitSignal(checker.found, timeout=20_000):
            pass
        checker.stop()
        with qtbot.assertNotEmitted(checker.found, wait=700):
            checker.soon()
            checker.now()


def test_a_large_file_is_checked_beside_the_window(qtbot, monkeypatch, tmp_path: Path):
    """Copying the file is all that the window's thread does, and the list shows no more findings than anybody reads."""
    threads: list[int] = []

    def spy(content: bytes, form: Format, progress: Progress) -> Report:
        threads.append(threading.get_ident())
        return check_content(content, form, progress)

    monkeypatch.setattr(background_check, "check_content", spy)
    with big_plan(tmp_path / "big.shnor", 10_000) as file:
        checker = BackgroundCheck()
        with qtbot.waitSignal(checker.found, timeout=60_000) as found:
            checker.watch(file, queries.form_of(file))
        report = found.args[0]
        checker.stop()
    assert len(threads) == 1 and threads[0] != threading.get_ident()
    assert len(report.remarks) > 10_000
    panel = ChecksPanel()
    qtbot.addWidget(panel)
    panel.show_report(report)
    assert 0 < len(panel.shown()) <= MOST


def test_a_copy_of_a_file_is_read_like_the_file(tmp_path: Path):
    with small_programme(tmp_path / "школа.shnor") as file:
        content, form = content_of(file), queries.form_of(file)
        with file.transaction("Потом") as transaction:
            for row in file.rows(Activity):
                transaction.change(Activity, row.id, period="постоянно")
    parts: list[float] = []
    report = check_content(content, form, parts.append)
    assert sum(one.finding.code == "period-empty" for one in report.remarks) == 3
    assert parts == sorted(parts) and parts[-1] == 1.0
