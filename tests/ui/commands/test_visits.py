"""«С прошлого раза»: the card of the overview and the line above other pages, on a window with two visits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shnor_desktop.models.activities import Activity
from shnor_desktop.services.editing import activities
from shnor_desktop.services.news import Item, News, SectionNews
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.visit import Visit
from shnor_desktop.ui.navigation import OVERVIEW
from shnor_desktop.ui.settings import Settings
from shnor_desktop.ui.widgets.elided_button import ElidedButton
from shnor_desktop.ui.widgets.news_card import MOST, NewsCard, line_of

WAIT = 10_000
TODAY = date(2026, 3, 10)


def item(n: int, times: int = 1) -> Item:
    return Item(f"Правка {n}", datetime(2026, 3, 9, 18, n), "Мария", f"activity:{n}:text", times)


def buttons(card: NewsCard) -> list[ElidedButton]:
    return [line for line in card.lines if isinstance(line, ElidedButton)]


# the card


def test_the_card_tells_and_leads(qtbot):
    card = NewsCard()
    qtbot.addWidget(card)
    card.show_news(None)
    assert card.isHidden()
    sections = (SectionNews(7, "Дорожная карта", (item(1, 3),)), SectionNews(9, "Другое", (item(2),), there=False))
    card.show_news(News(4, sections))
    assert card.isVisible()
    assert card.heading.text() == "С прошлого раза: 4 изменения, 2 раздела"
    there, gone = buttons(card)
    assert "Правка 1, 3 раза – Мария" in there.whole
    assert not gone.isEnabled()
    assert there.accessibleName().startswith("Дорожная карта: ")
    with qtbot.waitSignal(card.asked) as asked:
        QTest.mouseClick(there, Qt.MouseButton.LeftButton)
    assert asked.args == [7, "activity:1:text"]
    with qtbot.waitSignal(card.dismissed):
        QTest.mouseClick(card.known, Qt.MouseButton.LeftButton)


def test_a_long_list_is_shown_in_two_steps(qtbot):
    card = NewsCard()
    qtbot.addWidget(card)
    many = tuple(SectionNews(n, f"Раздел {n}", tuple(item(k) for k in range(5))) for n in range(3))
    card.show_news(News(15, many))
    assert len(buttons(card)) == MOST
    assert card.more.text() == "Показать ещё 7"
    card.more.setFocus()
    QTest.keyClick(card.more, Qt.Key.Key_Space)
    assert len(buttons(card)) == 15
    assert card.more.isHidden()


def test_lines_read_as_people_say_them():
    assert line_of(item(5), TODAY) == "вчера в 18:05   Правка 5 – Мария"
    alone = Item("Импорт из Word", datetime(2026, 3, 10, 9, 0), "", "", 12)
    assert line_of(alone, TODAY) == "сегодня в 09:00   Импорт из Word, 12 раз"


def test_a_line_is_cut_to_its_room(qtbot):
    button = ElidedButton("Очень длинная строка " * 10)
    qtbot.addWidget(button)
    button.resize(200, 24)
    button.show()
    assert button.text().endswith("…")
    assert button.toolTip() == button.whole == "Очень длинная строка " * 10
    button.resize(4000, 24)
    assert button.text() == button.whole


# the settings


def test_visits_are_remembered_and_damage_costs_only_them(tmp_path: Path):
    settings = Settings(tmp_path)
    path = tmp_path / "a.shnor"
    assert settings.visit(path) is None
    settings.remember_visit(path, Visit(3, "2026-03-09T18:00:00"))
    settings.remember_visit(tmp_path / "b.shnor", Visit(5, "2026-03-10T18:00:00"))
    settings.remember_visit(path, Visit(4, "2026-03-11T18:00:00"))
    assert settings.visit(path) == Visit(4, "2026-03-11T18:00:00")
    settings.flush()
    assert Settings(tmp_path).visit(tmp_path / "b.shnor") == Visit(5, "2026-03-10T18:00:00")
    settings._store.setValue("visits", '[["x"], 5, ["y", "1", 2], ["z", 1, "t"]]')
    assert settings.visit(path) is None
    assert settings._visits() == [["z", 1, "t"]]


# the window


def changed_elsewhere(shop, path: Path) -> int:
    """Somebody else opens the file and adds an activity."""
    with SchoolFile.open(path, "Директор") as file:
        rows = file.rows(Activity)
        row = activities.add(
            file, shop.section("roadmap") if shop.desk.file else rows[0].section_id, None, text="Новое"
        )
        return row.id


def test_what_a_colleague_did_is_on_the_overview_until_it_is_known(shop, qtbot):
    path = shop.open().path
    shop.desk.go_to(OVERVIEW)
    assert shop.desk.page.news.isHidden()  # the first visit: nothing to compare with
    shop.do("close_file")
    row = changed_elsewhere(shop, path)
    shop.commands.files.open_path(path)
    card = shop.desk.page.news
    qtbot.waitUntil(card.isVisible, timeout=WAIT)
    assert card.heading.text() == "С прошлого раза: 1 изменение, 1 раздел"
    (line,) = buttons(card)
    assert line.whole.endswith("Добавлено: мероприятие – Директор")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    view = shop.desk.page.view
    assert view.hasFocus()
    assert view.currentIndex().data() == "Новое"
    assert row
    shop.desk.go_to(OVERVIEW)
    card = shop.desk.page.news
    assert card.isVisible()  # it stays until she says that she knows
    QTest.mouseClick(card.known, Qt.MouseButton.LeftButton)
    assert card.isHidden()
    shop.do("close_file")
    shop.commands.files.open_path(path)
    qtbot.wait(500)
    assert shop.desk.page.news.isHidden()


def test_on_another_page_it_is_said_in_one_line(shop, qtbot):
    path = shop.open().path
    shop.desk.go_to(shop.section("relevance"))
    shop.do("close_file")
    changed_elsewhere(shop, path)
    shop.commands.files.open_path(path)
    notice = shop.window.notice
    qtbot.waitUntil(lambda: notice.text.startswith("С прошлого раза"), timeout=WAIT)
    assert notice.property("kind") == "information"
    QTest.mouseClick(notice.offers[0], Qt.MouseButton.LeftButton)
    assert shop.window.navigation.current == OVERVIEW
    assert shop.desk.page.news.isVisible()


def test_the_own_work_of_another_day_is_told_quietly(shop, qtbot):
    path = shop.open().path
    shop.desk.go_to(shop.section("relevance"))
    shop.do("close_file")
    visit = shop.settings.visit(path)
    before = (datetime.now() - timedelta(days=1)).isoformat(timespec="milliseconds")
    with SchoolFile.open(path) as file:
        file.raw.execute("UPDATE history_step SET at = ?", (before,))
    shop.settings.remember_visit(path, Visit(visit.step, before))
    shop.commands.files.open_path(path)
    qtbot.waitUntil(lambda: shop.desk._visits.news is not None, timeout=WAIT)
    assert shop.window.notice.text == ""
    shop.desk.go_to(OVERVIEW)
    assert shop.desk.page.news.heading.text().startswith("В прошлый раз, вчера: 1 изменение")


def test_a_file_that_is_closed_at_once_is_left_alone(shop, qtbot):
    path = shop.open().path
    shop.do("close_file")
    changed_elsewhere(shop, path)
    shop.commands.files.open_path(path)
    shop.do("close_file")
    qtbot.wait(500)
    assert shop.desk._visits.news is None
    shop.commands.files.open_path(path)
    shop.desk._visits._count()  # under way when the file goes
    shop.do("close_file")
    assert shop.desk._visits.news is None


def test_good_news_have_another_colour_than_refusals(shop):
    shop.open()
    shop.desk.go_to(shop.section("relevance"))
    shop.desk.page.context.inform("Добавлено три строки.")
    assert (shop.window.notice.text, shop.window.notice.property("kind")) == ("Добавлено три строки.", "information")
    assert shop.desk.settle()
    shop.desk.page.context.tell("Так не бывает.")
    assert shop.window.notice.property("kind") == "error"
