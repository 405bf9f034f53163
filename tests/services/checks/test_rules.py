"""Every rule of the check: silent on the example school, and loud about exactly the one thing that was spoilt in it."""

from __future__ import annotations

import dataclasses
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shnor_desktop.models.all import (
    Activity,
    CriterionValue,
    DeadlineMove,
    GridRow,
    Indicator,
    IndicatorValue,
    PassportRow,
    Programme,
    ScheduleRow,
    School,
    Section,
    SectionText,
    Task,
)
from shnor_desktop.models.entity import Entity
from shnor_desktop.services.checks import (
    RULES,
    SEVERITIES,
    Finding,
    appendix,
    bound_text,
    method_settings,
    odd_results,
    orders,
    points,
    run_checks,
    told,
)
from shnor_desktop.services.demo import make_demo
from shnor_desktop.services.documents.tree import paragraph
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.editing import activities, sections
from shnor_desktop.services.formats import load_format
from shnor_desktop.services.queries import read_programme
from shnor_desktop.services.school_file import SchoolFile

Spoil = Callable[[SchoolFile], None]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checks") / "пример.shnor"
    make_demo(path)
    return path


@pytest.fixture
def file(example: Path, tmp_path: Path) -> Iterator[SchoolFile]:
    with SchoolFile.open(Path(shutil.copy(example, tmp_path))) as opened:
        yield opened


def found(file: SchoolFile) -> list[Finding]:
    return run_checks(read_programme(file))


def brief(file: SchoolFile) -> list[tuple[str, str]]:
    return [(finding.severity, finding.code) for finding in found(file)]


def section(file: SchoolFile, key: str) -> Section:
    return next(row for row in file.rows(Section) if row.key == key)


def plan(file: SchoolFile, key: str = "roadmap", level: str = "item") -> list[Activity]:
    return [row for row in file.rows(Activity, section_id=section(file, key).id) if row.level == level]


def change(file: SchoolFile, row: Entity, **fields: Any) -> None:
    with file.transaction("Правка") as transaction:
        transaction.change(type(row), row.id, **fields)


def of(cls: type[Any], index: int = 0, **fields: Any) -> Spoil:
    """Spoil the row of that class at an index."""
    return lambda file: change(file, file.rows(cls)[index], **fields)


def item(index: int = 0, key: str = "roadmap", level: str = "item", **fields: Any) -> Spoil:
    """Spoil a row of a plan."""
    return lambda file: change(file, plan(file, key, level)[index], **fields)


def passport(key: str, *lines: str) -> Spoil:
    """Put other lines in a row of the passport."""

    def spoil(file: SchoolFile) -> None:
        row = next(row for row in file.rows(PassportRow) if row.key == key)
        change(file, row, body=dump_blocks(tuple(paragraph(line) for line in lines)))

    return spoil


def value(key: str, **fields: Any) -> Spoil:
    """Spoil the first fact of that key."""
    return lambda file: change(file, file.rows(CriterionValue, key=key)[0], **fields)


def typed_share(text: str) -> Spoil:
    """Type a share where the program would compute it."""

    def spoil(file: SchoolFile) -> None:
        known = file.rows(CriterionValue, key="secondary_count")[0]
        with file.transaction("Доля") as transaction:
            row = dataclasses.replace(known, id=0, key="secondary_share", numerator=None, denominator=None)
            transaction.add(dataclasses.replace(row, value=text))

    return spoil


def numbers(*texts: str) -> Spoil:
    """Type numbers into the first items of the roadmap."""

    def spoil(file: SchoolFile) -> None:
        for row, text in zip(plan(file), texts, strict=False):
            change(file, row, number=text)

    return spoil


def control_dates(*texts: str) -> Spoil:
    def spoil(file: SchoolFile) -> None:
        for row, text in zip(file.rows(ScheduleRow), texts, strict=True):
            change(file, row, control_date=text)

    return spoil


def body(key: str, *lines: str) -> Spoil:
    """Put another text in a section."""

    def spoil(file: SchoolFile) -> None:
        row = file.rows(SectionText, section_id=section(file, key).id, slot="body")[0]
        change(file, row, body=dump_blocks(tuple(paragraph(line) for line in lines)))

    return spoil


def staff(index: int, text: str, key: str = "staff_experience") -> Spoil:
    """Put another text in a cell of the last row of a staff table."""

    def spoil(file: SchoolFile) -> None:
        row = file.rows(GridRow, section_id=section(file, key).id)[-1]
        change(file, row, cells=(*row.cells[:index], text, *row.cells[index + 1 :]))

    return spoil


def twice(file: SchoolFile, **fields: Any) -> None:
    """An activity of the roadmap a second time, at the end of its group."""
    first = plan(file)[1]
    last = plan(file)[11]
    with file.transaction("Повтор") as transaction:
        copy = dataclasses.replace(first, id=0, position=last.position + 1, **fields)
        transaction.add(copy)


def move_deadline(file: SchoolFile, **fields: Any) -> None:
    row = plan(file, "diary")[3]
    with file.transaction("Перенос") as transaction:
        transaction.add(DeadlineMove(0, row.id, "2026-10-01T10:00:00", "", "май 2026 года", "июнь 2026 года"))
        transaction.change(Activity, row.id, **{"reason": "", **fields})


def late_item(file: SchoolFile) -> None:
    row = plan(file, "diary")[0]
    with file.transaction("Опоздание") as transaction:
        transaction.change(Activity, row.id, percent=40, progress="", reason=" ")


def indicator_twice(file: SchoolFile) -> None:
    row = file.rows(Indicator)[0]
    with file.transaction("Повтор") as transaction:
        transaction.add(dataclasses.replace(row, id=0, position=row.position + 1, text=row.text.upper() + " "))


def no_baselines(file: SchoolFile) -> None:
    with file.transaction("Без исходных") as transaction:
        for row in file.rows(Indicator):
            transaction.change(Indicator, row.id, baseline=" ")


def no_diary_items(file: SchoolFile, but: int = 0) -> None:
    rows = file.rows(Activity, section_id=section(file, "diary").id)
    first = activities.block(rows, 0)[1 + but :]
    activities.remove(file, section(file, "diary").id, [row.id for row in first])


def no_facts(key: str) -> Spoil:
    def spoil(file: SchoolFile) -> None:
        place = section(file, key).id
        with file.transaction("Данные") as transaction:
            for value in file.rows(CriterionValue, section_id=place):
                transaction.remove(CriterionValue, value.id)
            for text in file.rows(SectionText, section_id=place):
                transaction.remove(SectionText, text.id)

    return spoil


def last_task_forgotten(file: SchoolFile) -> None:
    tasks = [row.text for row in file.rows(Task)]
    passport("tasks", *tasks[:-1])(file)


def blank_diary_items(file: SchoolFile) -> None:
    rows = file.rows(Activity, section_id=section(file, "diary").id)
    for row in activities.block(rows, 0)[1:]:
        change(file, row, text=" ")


def no_text(key: str) -> Spoil:
    def spoil(file: SchoolFile) -> None:
        for row in file.rows(SectionText, section_id=section(file, key).id):
            with file.transaction("Текст") as transaction:
                transaction.remove(SectionText, row.id)

    return spoil


def no_indicators(file: SchoolFile) -> None:
    task = file.rows(Task)[3]
    with file.transaction("Показатели") as transaction:
        for row in file.rows(Indicator, task_id=task.id):
            transaction.remove(Indicator, row.id)


def one_task_less(file: SchoolFile) -> None:
    with file.transaction("Задача") as transaction:
        transaction.remove(Task, file.rows(Task)[-1].id)


NOBODY = {"numerator": 0, "denominator": 0}

SPOILT: list[tuple[str, str, str, str, Spoil]] = [
    # severity, code, machine place («*»: any id), words of the message, what was done
    ("error", "title-empty", "school:1:full_name", "название школы", of(School, full_name="", short_name="")),
    ("error", "title-empty", "programme:1:title", "название программы", of(Programme, title="")),
    ("error", "title-empty", "programme:1:year_from", "годы", of(Programme, year_from=0, year_to=0)),
    ("error", "passport-empty", "passport_row:*:body", "не заполнена", passport("goal")),
    ("error", "passport-empty", "passport_row:*:body", "не заполнена", passport("performers", "  ")),
    ("error", "text-empty", "activity:*:text", "Мероприятия", item(text="")),
    ("warning", "period-empty", "activity:*:period", "Срок не указан.", item(2, period=" ")),
    ("warning", "responsible-empty", "activity:*:responsible", "не указан.", item(3, responsible="")),
    ("error", "indicator-text-empty", "indicator:*:text", "названия", of(Indicator, text="")),
    ("error", "indicator-unit-empty", "indicator:*:unit", "единицы", of(Indicator, unit="")),
    ("error", "indicator-target-empty", "indicator:*:target", "целевого", of(Indicator, target="")),
    ("hint", "period-empty", "activity:*:period", "Срок не указан.", item(2, "staff_measures", period="")),
    ("hint", "responsible-empty", "activity:*:responsible", "Ответственный не", item(1, "diary", responsible=" ")),
    ("hint", "baseline-empty", "indicator:*:baseline", "исходного значения", of(Indicator, baseline="")),
    ("hint", "baseline-empty", "section:*", "исходных значений", no_baselines),
    ("warning", "task-empty", "task:*:text", "показателя", no_indicators),
    ("error", "schedule-empty", "schedule_row:*:kind", "Вид мониторинга", of(ScheduleRow, kind="")),
    ("error", "schedule-empty", "schedule_row:*:control_date", "Контрольный", of(ScheduleRow, control_date="")),
    ("error", "diary-direction-empty", "section:*", "образовательной деятельности", no_diary_items),
    ("error", "diary-direction-empty", "section:*", "образовательной деятельности", blank_diary_items),
    ("hint", "section-empty", "section:*", "пуст", no_text("content")),
    ("hint", "section-empty", "section:*", "таблица уйдёт пустой", no_facts("appendix_2")),
    ("error", "period-outside", "activity:*:period", "2026–2028", item(period="май 2025 года")),
    ("error", "period-outside", "activity:*:period", "2026–2028", item(period="до 1 марта 2029 года")),
    ("warning", "period-before-approval", "activity:*:period", "16.03.2026", item(period="февраль 2026 года")),
    ("hint", "period-unknown", "activity:*:period", "не распознан", item(period="когда сойдёт снег")),
    ("error", "control-outside", "schedule_row:*:control_date", "вне лет", of(ScheduleRow, control_date="20 мая 2025")),
    (
        "warning",
        "control-one-year",
        "section:*",
        "только в 2026 году",
        control_dates("20 апреля 2026", "1 октября 2026", "15 декабря 2026", "31 декабря 2026"),
    ),
    ("error", "share", "criterion_value:*:secondary_count", "больше целого", value("secondary_count", numerator=20)),
    (
        "error",
        "share",
        "criterion_value:*:olympiad_count",
        "равно нулю",
        value("olympiad_count", numerator=0, denominator=0),
    ),
    ("error", "share", "criterion_value:*:secondary_share", "больше 100", typed_share("103,5 %")),
    (
        "warning",
        "count-words",
        "criterion_value:*:secondary_count",
        "«60 215» доля не считается",
        value("secondary_count", numerator=None, denominator=None, value="60  215"),
    ),
    ("warning", "unit-comparison", "indicator:*:unit", "Сравнение", of(Indicator, unit="не выше областного")),
    ("warning", "unit-empty", "indicator:*:unit", "единицы", of(Indicator, unit="", comparison="не ниже среднего")),
    ("warning", "unit-comparison", "indicator:*:unit", "Сравнение", of(Indicator, unit="Не ниже прошлого года")),
    ("warning", "unit-share", "indicator:*:unit", "количество", of(Indicator, unit="количество")),
    ("error", "percent-above", "indicator:*:target", "больше 100", of(Indicator, target="120")),
    ("error", "percent-above", "indicator:*:baseline", "больше 100", of(Indicator, baseline="101 %")),
    ("error", "percent-above", "indicator:*:target", "2026", of(IndicatorValue, target="200")),
    ("error", "percent-above", "grid_row:*:cell2", "больше 100", staff(2, "120 %", "staff_qualification")),
    ("error", "staff-sum", "grid_row:*:cell1", "в сумме", staff(3, "9")),
    ("error", "staff-part", "grid_row:*:cell7", "а всего", staff(7, "300")),
    ("error", "percent-above", "indicator:*:achieved", "больше 100", of(Indicator, achieved="100,5 %")),
    ("warning", "number-repeated", "activity:*:number", "1.1", numbers("", "1.1")),
    ("warning", "number-gap", "activity:*:number", "номер 1.3: после 1.2 идёт 1.4.", numbers("", "", "1.4")),
    ("warning", "number-gap", "activity:*:number", "номера 1.3–1.5: после", numbers("", "", "1.6")),
    ("warning", "number-gap", "activity:*:number", "номера 1.2 и 1.4–1.6.", numbers("", "1.3", "1.7", "1.8")),
    ("warning", "number-gap", "activity:*:number", "начинается с 4.", numbers("4", "5", "6")),
    ("warning", "number-repeated", "activity:*:number", "его поставила программа", numbers("", "", "1.2")),
    ("warning", "number-repeated", "activity:*:number", "Номер 1.2 повторяется.", numbers("", "1.2", "1.2")),
    ("hint", "move-untold", "activity:*:reason", "почему", move_deadline),
    ("hint", "diary-late-untold", "activity:*:reason", "причина", late_item),
    ("warning", "row-repeated", "activity:*:text", "1.2", twice),
    ("warning", "indicator-repeated", "indicator:*:text", "Показатель 1", indicator_twice),
    ("warning", "years-differ", "programme:1:title", "2025–2027", of(Programme, title="Программа на 2025-2027 годы")),
    ("warning", "years-differ", "passport_row:*:body", "2026–2027", passport("period", "2026 – 2027 годы")),
    ("warning", "years-differ", "passport_row:*:body", "2026–2029", passport("name", "С 2026 по 2029 год")),
    (
        "warning",
        "act-later",
        "section_text:*",
        "от 05.09.2027 №\u00a014 дат",
        body("relevance", "Приказ от 5 сентября 2027 г. № 14."),
    ),
    ("warning", "act-later", "passport_row:*", "05.09.2027", passport("basis", "Письмо", "Приказ от 05.09.2027 № 4")),
    ("warning", "appendix-missing", "section_text:*", "приложение 4", body("relevance", "См. приложения 1, 3 и 4.")),
    ("warning", "appendix-missing", "schedule_row:*:form", "5", of(ScheduleRow, form="Таблица (приложение № 5)")),
    ("warning", "picture-missing", "section_text:*", "image1.emf", body("relevance", "Текст.", "image1.emf")),
    ("hint", "typography", "section_text:*", "в 2 местах", body("relevance", "Дело - важное .", 'Клуб "Чайка".')),
    ("hint", "typography", "section_text:*", "Прямые кавычки в 1 месте", body("relevance", 'Клуб "Чайка".')),
    ("hint", "typography", "section_text:*", "пробелы и дефисы вместо тире в", body("relevance", "Дело - важное .")),
    ("hint", "typography", "section_text:*", "Лишние пробелы в 1 месте: «два  дела»", body("relevance", "два  дела")),
    ("hint", "typography", "activity:*:period", "Май - июнь", item(3, period="Май - июнь  2026 года")),
    ("hint", "typography", "indicator:*:text", "Доля", of(Indicator, text="Доля  классов ( всех )")),
    ("hint", "typography", "grid_row:*:cell0", "в 1 месте", staff(0, "Сведения - все", "organisation")),
    ("error", "tasks-count", "passport_row:*:body", "7", passport("tasks", *"абвгде")),
    ("error", "tasks-count", "passport_row:*:body", "Нет в паспорте: «", last_task_forgotten),
    ("error", "tasks-count", "passport_row:*:body", "6", one_task_less),
    ("warning", "tasks-differ", "passport_row:*:body", "Задача 1", of(Task, text="Совсем другая задача.")),
]


def name_of(case: tuple[str, str, str, str, Spoil]) -> str:
    return f"{case[1]} {case[3]}"


@pytest.mark.parametrize("case", SPOILT, ids=name_of)
def test_a_rule_names_the_one_thing_that_is_wrong(file: SchoolFile, case: tuple[str, str, str, str, Spoil]):
    severity, code, place, words, spoil = case
    assert found(file) == []
    spoil(file)
    (finding,) = [one for one in found(file) if (one.severity, one.code) == (severity, code)]
    table, _, field = place.partition(":*")
    assert finding.place.startswith(table) and finding.place.endswith(field)
    assert words in finding.message
    assert finding.where and finding.message.endswith(".")
    # gone again with the cause
    while file.undo():
        pass
    assert found(file) == []


def test_every_rule_is_among_them(file: SchoolFile):
    loud = set()
    for *_, spoil in SPOILT:
        spoil(file)
        data = read_programme(file)
        loud |= {rule for rule in RULES if rule not in loud and list(rule(data))}
        while file.undo():
            pass
    elsewhere = {orders.__name__}  # a school's programme has no order
    elsewhere |= {method_settings.__name__}  # see test_method_settings
    elsewhere |= {points.__name__}  # typed numbers of points and clauses: see test_points
    elsewhere |= {appendix.__name__}  # an appendix beside results: see test_appendix_values
    elsewhere |= {odd_results.__name__}  # tables of results in a text: see test_odd_results
    elsewhere |= {bound_text.__name__}  # texts bound to results: see test_bound_text
    elsewhere |= {f"{told.__name__}.{name}" for name in told_rules()}  # texts with tables: see test_told
    assert loud == {rule for rule in RULES if rule.__module__ not in elsewhere}


def told_rules() -> list[str]:
    return [found.name for found in pkgutil.iter_modules(told.__path__)]


SOUND: dict[str, Spoil] = {
    "short name is enough": of(School, full_name=""),
    "a group needs no period": item(level="group", period="", responsible=""),
    "a sub-item needs no period": item(level="sub", period="", responsible=""),
    "a sub-item with its own number": item(level="sub", number="1.3.1"),
    "result is not asked for": item(result=""),
    "constant": item(period="постоянно"),
    "whole period": item(period="весь период"),
    "every year": item(period="ежегодно"),
    "somebody's plan": item(period="по отдельному плану"),
    "begins before the approval, ends after it": item(period="январь – декабрь 2026 года"),
    "the last day of the programme": item(period="31 декабря 2028 года"),
    "no approval yet": of(Programme, approval_date=""),
    "the whole is the part": value("secondary_count", numerator=19, denominator=19),
    "a part without its whole": value("olympiad_count", denominator=None),
    "no data": value("secondary_count", numerator=None, denominator=None, no_data=True),
    "a share of all": typed_share("100 %"),
    "exactly a hundred": of(Indicator, target="100", achieved="100 %"),
    "more than a hundred pieces": of(Indicator, text="Число книг", unit="количество", target="250"),
    "a comparison instead of a target": of(Indicator, target="", comparison="не ниже среднего по округу"),
    "one activity in a direction": lambda file: no_diary_items(file, but=1),
    "numbers in order": numbers("1.1", "1.2", "1.3", "1.4"),
    "one number in each group": numbers("1.1"),
    "no dates in the schedule": control_dates("", "по запросу", "ежегодно", "в конце года"),
    "a move that is explained": lambda file: move_deadline(file, reason="Ждали результатов"),
    "the same text at another time": lambda file: twice(file, period="декабрь 2026 года"),
    "the same text under another task": lambda file: change(
        file, file.rows(Indicator)[-1], text=file.rows(Indicator)[0].text
    ),
    "an act before the approval": body("relevance", "Приказ от 05.01.2026 № 14, протокол от 31.02.2027 № 1."),
    "a day without a number": body("relevance", "Отчёт от 05.09.2028 принят."),
    "another paper's appendix": body("relevance", "Приложение 7 к приказу; приложения 1–3; приложение 2."),
    "room for a signature": body("relevance", "Директор      подпись", "- пункт", "5 × 7, 2026-2028, 1/2"),
    "the end of a number torn off": body("relevance", "Кружки для 5 - х классов."),
    "an odd quotation mark": body("relevance", 'Экран 15" и книга'),
    "years of a stage": passport("period", "I этап: 2026–2027 годы", "II этап: 2027–2028 годы"),
    "one year": passport("period", "С 2026 года"),
    "staff in words": staff(3, "трое"),
    "an indicator in pieces": of(Indicator, text="Число кружков", unit="количество", target="12", baseline="7"),
    "an empty diary row": item(0, "diary", text="", period="", responsible=""),
    "the tasks with numbers and other marks": lambda file: passport(
        "tasks", "Задачи:", *(f"{n}) {row.text.rstrip('.')};" for n, row in enumerate(file.rows(Task), 1))
    )(file),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_right_is_left_alone(file: SchoolFile, name: str):
    SOUND[name](file)
    allowed = {"schedule-empty"} if name == "no dates in the schedule" else set()
    assert [one for one in found(file) if one.code not in allowed] == []


def test_a_hidden_section_is_not_checked(file: SchoolFile):
    item(period="май 2020 года", responsible="")(file)
    assert len(found(file)) == 2
    sections.set_hidden(file, section(file, "roadmap"), True)
    assert found(file) == []


def test_an_empty_programme_is_told_what_it_lacks(tmp_path: Path):
    with SchoolFile.create(tmp_path / "новая.shnor") as new:
        sections.start_programme(new, load_format("school-programme"))
        codes = [finding.code for finding in found(new)]
    assert {"title-empty", "passport-empty", "diary-direction-empty", "section-empty"} <= set(codes)
    assert codes.count("passport-empty") == 11
    assert codes.count("diary-direction-empty") == 4


def test_a_file_without_a_programme_is_checked_too(tmp_path: Path):
    with SchoolFile.create(tmp_path / "пусто.shnor") as new:
        assert {finding.code for finding in found(new)} == {"title-empty"}


def test_errors_come_first_and_rows_are_named(file: SchoolFile):
    no_text("content")(file)
    item(3, responsible="")(file)
    passport("goal")(file)
    listed = found(file)
    assert [finding.severity for finding in listed] == list(SEVERITIES)
    row = plan(file)[3]
    assert listed[1].where == "6. Дорожная карта Программы, 1.4 · Ответственные"
    assert listed[1].spot == "1.4 · Ответственные"
    assert listed[1].place == f"activity:{row.id}:responsible"
    assert listed[1].section_id == section(file, "roadmap").id


def test_years_that_cannot_be_are_no_reason_to_fail(file: SchoolFile):
    for first, last in ((5, 9), (2028, 2026), (99999, 99999), (-1, 0)):
        change(file, file.rows(Programme)[0], year_from=first, year_to=last)
        assert all(finding.severity in SEVERITIES for finding in found(file))


def test_odd_texts_are_no_reason_to_fail(file: SchoolFile):
    odd = "١٢٣ \u0000½ {0} %s " + "9" * 400
    with file.transaction("Странное") as transaction:
        for row in file.rows(Activity):
            transaction.change(Activity, row.id, number=odd, period=odd, text=odd)
        for indicator in file.rows(Indicator):
            transaction.change(Indicator, indicator.id, unit=odd, target="9" * 400 + "%", achieved="²%")
        for fact in file.rows(CriterionValue):
            transaction.change(CriterionValue, fact.id, value="9" * 400 + " %", numerator=None, denominator=None)
    data = read_programme(file)
    for rule in RULES:
        list(rule(data))
