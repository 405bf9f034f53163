"""Roadmap and diary as one: taken by keys, marked, gone to, explained by the history of the deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from page_tools import Desk, big_plan, entry_of, press, type_text
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit

from shnor_desktop.models.all import Activity, DeadlineMove
from shnor_desktop.services.editing.activities import remove
from shnor_desktop.services.editing.diary import take
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.ui.dialogs.deadline_moves import MovesDialog, moment_text
from shnor_desktop.ui.dialogs.take_from_roadmap import TakeDialog
from shnor_desktop.ui.itemmodels.linked import LinkedModel
from shnor_desktop.ui.itemmodels.rows import LOOK
from shnor_desktop.ui.pages import linked_page
from shnor_desktop.ui.pages.linked_page import LinkedPage
from shnor_desktop.ui.widgets.link_mark import LINKED

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TIP = Qt.ItemDataRole.ToolTipRole


class Today(date):
    """A day after the deadlines of these tests."""

    @classmethod
    def today(cls) -> date:
        return date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_page, "date", Today)


def opened(desk: Desk, key: str) -> LinkedPage:
    page = desk.open(key)
    assert isinstance(page, LinkedPage)
    page.view.setFocus()
    return page


def rows(desk: Desk, key: str, level: str = "item") -> list[Activity]:
    found = desk.file.rows(Activity, section_id=entry_of(desk.file, key).section.id)
    return [row for row in found if row.level == level]


def taken(desk: Desk, place: int = 0) -> Activity:
    """A roadmap row that has a deadline, in the first direction of the diary."""
    row = rows(desk, "roadmap")[place]
    with desk.file.transaction("Срок") as transaction:
        transaction.change(Activity, row.id, period="20 мая 2026", percent=30)
    return take(desk.file, [(row.id, rows(desk, "diary", "group")[0].id)])[0]


def key(page: LinkedPage, letter: Qt.Key) -> None:
    QTest.keyClick(page.view, letter, CTRL_SHIFT)


def when_open(kind: type[QDialog], act: Callable[..., None]) -> None:
    """Do something in the dialog that is about to open, then close it if it is still there."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(5, run)
            return
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, run)


def go(page: LinkedPage, row: Activity, field: str = "text") -> None:
    assert page.view.go_to(("activity", row.id), field)


def said(page: LinkedPage) -> dict[str, str]:
    assert page.facts is not None
    return {name: button.text() for name, button in page.facts.buttons.items() if not button.isHidden()}


def test_the_diary_takes_from_the_roadmap_by_keys(desk: Desk):
    page = opened(desk, "diary")

    def choose(dialog: TakeDialog) -> None:
        press(dialog.search, Qt.Key.Key_Down)
        press(dialog.list, Qt.Key.Key_Space)
        type_text(dialog.list, "2")
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    when_open(TakeDialog, choose)
    key(page, Qt.Key.Key_R)
    (row,) = rows(desk, "diary")
    assert row.linked_id == rows(desk, "roadmap")[0].id
    line = page.view.current_line()
    assert line is not None and (line.row.id, line.number) == (row.id, "2.1")
    assert said(page) == {"go_to_linked": "Из дорожной карты, 1.1"}
    desk.file.undo()
    assert rows(desk, "diary") == []


def test_selected_roadmap_rows_go_into_the_diary_by_keys(desk: Desk):
    page = opened(desk, "roadmap")
    page.view.selectAll()
    titles: list[str] = []

    def choose(dialog: TakeDialog) -> None:
        titles.extend(str(dialog.model.index(n).data()) for n in range(dialog.model.rowCount()))
        dialog.list.selectAll()
        type_text(dialog.list, "1")
        QTest.keyClick(dialog.take_button, Qt.Key.Key_Space)

    when_open(TakeDialog, choose)
    key(page, Qt.Key.Key_R)
    assert [row.linked_id for row in rows(desk, "diary")] == [row.id for row in rows(desk, "roadmap")]
    assert len(titles) == 5
    looks = [page.model.index(n, 0).data(LOOK).tone == LINKED for n in range(page.model.rowCount())]
    assert looks == [row.level == "item" for row in (line.row for line in page.model.lines)]
    key(page, Qt.Key.Key_R)  # nothing is left to take: no dialog opens
    assert len(rows(desk, "diary")) == 3


def test_a_row_that_is_not_in_the_diary_offers_to_go_there(desk: Desk):
    page = opened(desk, "roadmap")
    go(page, rows(desk, "roadmap")[1])
    assert said(page) == {"to_diary": "В дневник…"}
    assert page.facts is not None
    ids: list[int] = []
    when_open(TakeDialog, lambda dialog: ids.extend(id_ for id_, _ in dialog.model.chosen))
    QTest.mouseClick(page.facts.buttons["to_diary"], Qt.MouseButton.LeftButton)
    assert ids == [rows(desk, "roadmap")[1].id]


def test_a_dialog_that_is_closed_changes_nothing(desk: Desk):
    page = opened(desk, "diary")
    before = desk.file.undo_name
    when_open(TakeDialog, lambda dialog: press(dialog.list, Qt.Key.Key_Space))
    key(page, Qt.Key.Key_R)
    assert (desk.file.undo_name, rows(desk, "diary")) == (before, [])


def test_without_a_roadmap_the_person_is_told(desk: Desk):
    with desk.file.transaction("Пусто") as transaction:
        transaction.remove_all(Activity, [row.id for row in rows(desk, "roadmap")])
    page = opened(desk, "diary")
    key(page, Qt.Key.Key_R)
    assert desk.told == ["В дорожной карте пока нет мероприятий. Впишите их, и они появятся здесь."]


def test_a_link_is_marked_and_leads_to_the_other_side(desk: Desk):
    copy = taken(desk)
    page = opened(desk, "diary")
    asked: list[tuple[int, str]] = []
    page.asked.connect(lambda section, place: asked.append((section, place)))
    go(page, copy)
    number = page.model.index(page.view.currentIndex().row(), 0)
    assert number.data(LOOK).tone == LINKED
    assert number.data(TIP) == number.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Из дорожной карты, 1.1"
    assert page.model.index(0, 0).data(TIP) is None
    key(page, Qt.Key.Key_J)
    roadmap = entry_of(desk.file, "roadmap").section.id
    assert asked == [(roadmap, f"activity:{copy.linked_id}:text")]
    assert page.facts is not None
    QTest.mouseClick(page.facts.buttons["go_to_linked"], Qt.MouseButton.LeftButton)
    assert len(asked) == 2


def test_numbers_of_the_other_side_are_kept_up(desk: Desk):
    copy = taken(desk, 1)
    page = opened(desk, "diary")
    go(page, copy)
    assert said(page)["go_to_linked"] == "Из дорожной карты, 1.2"
    first = rows(desk, "roadmap")[0]
    remove(desk.file, first.section_id, [first.id])
    assert said(page)["go_to_linked"] == "Из дорожной карты, 1.1"


def test_a_link_that_ends_takes_its_mark_away(desk: Desk):
    copy = taken(desk)
    page = opened(desk, "roadmap")
    model = page.model
    assert isinstance(model, LinkedModel) and copy.linked_id is not None
    assert model.index(1, 0).data(TIP) == "В дневнике, 1.1"
    remove(desk.file, copy.section_id, [copy.id])
    assert (model.links, model.index(1, 0).data(LOOK).tone) == ({}, "")
    desk.file.undo()
    assert model.index(1, 0).data(LOOK).tone == LINKED
    go(page, rows(desk, "roadmap")[0])
    page.actions_by_name["unlink"].trigger()
    assert model.links == {}
    assert not page.actions_by_name["go_to_linked"].isEnabled()


def test_what_is_typed_on_one_page_stands_on_the_other(desk: Desk):
    copy = taken(desk)
    page = opened(desk, "diary")
    go(page, copy, "percent")
    type_text(page.view, "6")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    type_text(editor, "0 %; два семинара")
    press(editor, Qt.Key.Key_Return)
    first = rows(desk, "roadmap")[0]
    assert (first.percent, first.progress) == (60, "два семинара")
    desk.file.undo()
    assert {row.percent for row in (rows(desk, "roadmap")[0], rows(desk, "diary")[0])} == {30}


def test_the_history_is_told_and_explained(desk: Desk):
    copy = taken(desk)
    set_fields(desk.file, rows(desk, "roadmap")[0], "Правка", period="10 июня 2026")
    page = opened(desk, "diary")
    go(page, copy)
    assert said(page)["show_moves"] == "Переносы срока: 1"
    seen: list[str] = []

    def explain(dialog: MovesDialog) -> None:
        seen.append(dialog.reasons[0].accessibleName())
        type_text(dialog.reasons[0], "карантин")
        press(dialog, Qt.Key.Key_Escape)

    when_open(MovesDialog, explain)
    key(page, Qt.Key.Key_H)
    assert seen == ["Причина переноса с 20 мая 2026 на 10 июня 2026"]
    assert {move.reason for move in desk.file.rows(DeadlineMove)} == {"карантин"}


def test_the_reason_is_proposed_and_can_be_gone_on_with(desk: Desk):
    copy = taken(desk)
    set_fields(desk.file, rows(desk, "roadmap")[0], "Правка", period="10 июня 2026")
    page = opened(desk, "diary")
    go(page, copy)
    assert said(page)["propose_reason"] == "Предложить причину"
    key(page, Qt.Key.Key_E)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    type_text(editor, ": карантин")
    press(editor, Qt.Key.Key_Return)
    text = rows(desk, "diary")[0].reason.replace("\u00a0", " ")
    assert text == "Срок перенесён с 20 мая 2026 г. на 10 июня 2026 г.: карантин"
    go(page, copy)
    assert "propose_reason" not in said(page)
    assert not page.actions_by_name["propose_reason"].isEnabled()


def test_her_own_words_are_never_written_over(desk: Desk):
    copy = taken(desk)
    page = opened(desk, "diary")
    go(page, copy)
    assert "propose_reason" in said(page), "the deadline has passed"
    set_fields(desk.file, copy, "Правка", reason="Заболел тренер")
    page.propose_reason()
    assert rows(desk, "diary")[0].reason == "Заболел тренер"
    assert "propose_reason" not in said(page)


def test_where_nothing_is_to_be_explained_nothing_is_offered(desk: Desk):
    copy = taken(desk)
    set_fields(desk.file, copy, "Правка", percent=100)
    page = opened(desk, "diary")
    go(page, copy)
    assert set(said(page)) == {"go_to_linked"}
    key(page, Qt.Key.Key_E)
    assert rows(desk, "diary")[0].reason == ""


def test_other_plans_have_the_history_and_nothing_of_links(desk: Desk):
    page = opened(desk, "staff_measures")
    page.actions_by_name["add_item"].trigger()
    page.commit_pending()
    assert not isinstance(page.model, LinkedModel)
    assert not {"take", "to_diary", "go_to_linked", "unlink", "propose_reason"} & set(page.actions_by_name)
    heights: list[int] = []
    when_open(MovesDialog, lambda dialog: heights.append(len(dialog.reasons)))
    page.view.setFocus()
    key(page, Qt.Key.Key_H)
    assert heights == [0]


def test_models_of_linked_plans_keep_qts_rules(desk: Desk):
    page = opened(desk, "roadmap")
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    copy = taken(desk)
    set_fields(desk.file, copy, "Правка", percent=70)
    remove(desk.file, copy.section_id, [copy.id])
    while desk.file.undo_name != "Наполнение":
        desk.file.undo()
    assert tester.model() is page.model
    assert page.model.lines == page.model.load()


def test_very_many_rows_taken_at_once_get_their_marks(tmp_path, qapp):
    file = big_plan(tmp_path / "много.shnor", 400)
    desk = Desk(file)
    page = opened(desk, "roadmap")
    try:
        heard: list[tuple[int, int]] = []
        page.model.dataChanged.connect(lambda first, last: heard.append((first.row(), last.row())))
        ids = [line.id for line in page.model.whole if line.level == "item"]
        take(file, [(id_, 0) for id_ in ids])
        assert (0, page.model.rowCount() - 1) in heard
        tones = sum(page.model.index(n, 0).data(LOOK).tone == LINKED for n in range(page.model.rowCount()))
        assert tones > 300
    finally:
        page.hide()
        page.deleteLater()
        file.close()
        qapp.processEvents()


def test_ten_thousand_rows_ask_for_their_links_once(tmp_path, qapp):
    file = big_plan(tmp_path / "много.shnor", 10_000)
    desk = Desk(file)
    section_id = entry_of(file, "roadmap").section.id
    ids = [row.id for row in file.rows(Activity, section_id=section_id) if row.level == "item"][:3000]
    take(file, [(id_, 0) for id_ in ids])
    page = opened(desk, "roadmap")
    try:
        said_to: list[str] = []
        file.raw.set_trace_callback(said_to.append)
        tones = sum(page.model.index(n, 0).data(LOOK).tone == LINKED for n in range(page.model.rowCount()))
        links = [text for text in said_to if "WHERE linked_id" in text or "WHERE id IS" in text]
        assert (tones, links) == (3000, [])
        assert len(said_to) <= 10_000 / 200 + 1  # the rows themselves come in blocks
    finally:
        file.raw.set_trace_callback(None)
        page.hide()
        page.deleteLater()
        file.close()
        qapp.processEvents()


@pytest.mark.parametrize(
    ("at", "text"), [("2026-09-21T10:40:00", "21 сентября 2026 г., 10:40"), ("", ""), ("вчера", "вчера")]
)
def test_moments_are_told_in_russian(at: str, text: str):
    assert moment_text(at).replace("\u00a0", " ") == text
