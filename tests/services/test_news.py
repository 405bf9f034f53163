"""What has changed since the last visit: which steps, in which section, and where they lead."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from shnor_desktop.models.all import Activity, Approval, Indicator, IndicatorValue, PassportRow, Section, Task
from shnor_desktop.models.people import Person
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.editing import activities, content, sections
from shnor_desktop.services.editing.rows import set_fields
from shnor_desktop.services.news import (
    News,
    SectionNews,
    headline,
    news_of,
    steps_to_tell,
)
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile
from shnor_desktop.services.visit import Visit, is_due, last_step

TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(Path(shutil.copy(example, tmp_path)), "Мария") as opened:
        yield opened


def seen(file: SchoolFile) -> Visit:
    """A visit that ends now."""
    last = last_step(file.raw)
    assert last is not None
    return Visit(last.step, datetime.now().isoformat(timespec="milliseconds"))


def age(file: SchoolFile, days: int) -> None:
    """Make all that was done so far so many days old."""
    rows = file.raw.execute("SELECT id, at FROM history_step").fetchall()
    for id_, at in rows:
        older = (datetime.fromisoformat(at) - timedelta(days=days)).isoformat(timespec="milliseconds")
        file.raw.execute("UPDATE history_step SET at = ? WHERE id = ?", (older, id_))


def told(file: SchoolFile, visit: Visit) -> News | None:
    steps, day = steps_to_tell(file.raw, visit, TODAY)
    return news_of(steps, read_programme(file, hidden=True), day)


def section(file: SchoolFile, key: str) -> Section:
    return next(row for row in file.rows(Section) if row.key == key)


def of(news: News | None, title: str) -> SectionNews:
    assert news is not None
    return next(part for part in news.sections if title in part.title)


def test_steps_after_the_visit_by_section_and_place(file: SchoolFile):
    visit = seen(file)
    roadmap = section(file, "roadmap")
    row = next(row for row in file.rows(Activity, section_id=roadmap.id) if row.level == "item")
    set_fields(file, row, "Правка мероприятия", result="Приказ")
    content.set_school(file, director="И. О. Новый")
    content.set_passport(file, file.rows(PassportRow)[3], (paragraph("Другая цель"),))
    news = told(file, visit)
    assert news is not None
    assert (news.changes, news.day) == (3, None)
    assert headline(news) == "С прошлого раза: 3 изменения, 3 раздела"
    assert [part.title for part in news.sections] == [
        "Титульный лист",
        "Паспорт Программы",
        "6. Дорожная карта Программы",
    ]
    (item,) = of(news, "Дорожная").items
    assert (item.name, item.author, item.times) == ("Правка мероприятия", "Мария", 1)
    assert item.place == f"activity:{row.id}:result"
    assert of(news, "Титульный").items[0].place == "school:1:director"
    assert of(news, "Паспорт").items[0].place == f"passport_row:{file.rows(PassportRow)[3].id}:body"


def test_nothing_new_is_nothing(file: SchoolFile):
    visit = seen(file)
    assert not is_due(file.raw, visit, TODAY)
    assert told(file, visit) is None
    assert not is_due(file.raw, None, TODAY)


def test_without_a_history_there_are_no_news(tmp_path: Path):
    with SchoolFile.create(tmp_path / "пусто.shnor") as empty:
        assert last_step(empty.raw) is None
        assert not is_due(empty.raw, Visit(0, "2020-01-01T00:00:00"), TODAY)
        assert told(empty, Visit(0, "2020-01-01T00:00:00")) is None


def test_the_work_of_the_last_day_is_told_on_another_day(file: SchoolFile):
    age(file, 9)
    activities.add(file, section(file, "roadmap").id, None, text="Вчерашнее")
    age(file, 1)
    visit = Visit(seen(file).step, f"{YESTERDAY.isoformat()}T23:59:59.999")
    assert is_due(file.raw, visit, TODAY)
    news = told(file, visit)
    assert news is not None
    assert (news.day, news.changes) == (YESTERDAY, 1)
    assert headline(news, "вчера") == "В прошлый раз, вчера: 1 изменение, 1 раздел"
    assert of(news, "Дорожная").items[0].name == "Добавлено: мероприятие"


def test_what_somebody_else_did_comes_before_the_own_work_of_yesterday(file: SchoolFile):
    age(file, 1)
    visit = Visit(seen(file).step, f"{YESTERDAY.isoformat()}T23:59:59.999")
    file.author = "Директор"
    sections.rename(file, section(file, "relevance"), "Зачем нужна программа")
    news = told(file, visit)
    assert news is not None and news.day is None
    (part,) = news.sections
    assert (part.items[0].author, part.items[0].place, part.there) == ("Директор", "", True)


def test_the_same_deed_many_times_is_one_line(file: SchoolFile):
    visit = seen(file)
    for n in range(5):
        row = activities.add(file, section(file, "roadmap").id, None, text=f"Мероприятие {n}")
    content.set_text(file, section(file, "roadmap").id, "body", (paragraph("Вступление"),))
    activities.add(file, section(file, "roadmap").id, None, text="Ещё одно")
    news = told(file, visit)
    assert news is not None and news.changes == 7
    items = of(news, "Дорожная").items
    assert [(item.name, item.times) for item in items] == [
        ("Добавлено: мероприятие", 1),
        ("Правка текста", 1),
        ("Добавлено: мероприятие", 5),
    ]
    assert items[1].place == "section_text:body"
    assert items[2].place == f"activity:{row.id}:text"


def test_indicators_and_their_checkpoints_stand_in_their_section(file: SchoolFile):
    visit = seen(file)
    with file.transaction("Показатели") as transaction:
        transaction.change(Indicator, file.rows(Indicator)[0].id, target="99")
    with file.transaction("Точки") as transaction:
        value = file.rows(IndicatorValue)[0]
        transaction.change(IndicatorValue, value.id, achieved="50")
    places = [item.place for item in of(told(file, visit), "Целевые").items]
    assert places == [f"indicator:{value.indicator_id}:target", f"indicator:{file.rows(Indicator)[0].id}:target"]


def test_what_is_gone_is_told_without_a_place(file: SchoolFile):
    visit = seen(file)
    with file.transaction("Удалено: задача") as transaction:
        transaction.remove(Task, file.rows(Task)[-1].id)
    (item,) = of(told(file, visit), "Целевые").items
    assert item.place == ""
    gone = sections.add_text_section(file, None, "Свой раздел")
    content.set_text(file, gone.id, "body", (paragraph("Текст"),))
    sections.remove(file, gone)
    news = told(file, visit)
    part = of(news, "Удалённый раздел")
    assert not part.there
    with file.transaction("Люди") as transaction:
        transaction.add(Person(name="Иванова И. И."))
        transaction.add(Approval(kind="agreed"))
    news = told(file, visit)
    assert of(news, "Другое").items[0].place == ""
    assert of(news, "Титульный").items[0].place.startswith("approval:")


def test_what_was_undone_is_no_news(file: SchoolFile):
    visit = seen(file)
    activities.add(file, section(file, "roadmap").id, None, text="Лишнее")
    file.undo()
    assert told(file, visit) is None


def test_a_clock_that_goes_wrong_hides_nothing(file: SchoolFile):
    last = seen(file)
    activities.add(file, section(file, "roadmap").id, None, text="Новое")
    for visit in (Visit(last.step, "2199-01-01T00:00:00"), Visit(10**6, last.at)):
        assert is_due(file.raw, visit, TODAY)
        news = told(file, visit)
        assert news is not None and news.changes == 1
    assert not is_due(file.raw, Visit(10**6, "вчера"), TODAY)  # a damaged time is no day


def test_a_step_is_read_without_the_program(file: SchoolFile):
    """Plain rows are enough: a copy of the file in memory tells the same."""
    visit = seen(file)
    activities.add(file, section(file, "diary").id, None, text="Новое")
    copy = sqlite3.connect(":memory:")
    copy.deserialize(file.raw.serialize())
    assert steps_to_tell(copy, visit, TODAY) == steps_to_tell(file.raw, visit, TODAY)
    copy.close()
