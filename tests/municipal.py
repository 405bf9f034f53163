"""Invented municipal papers for tests: each form filled, from texts that stand here, and what such a paper shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shnor_desktop.models.all import Activity, GridRow, Order, PassportRow, Programme, School, Section, SectionText
from shnor_desktop.services.documents.tree import Block, Paragraph, Run
from shnor_desktop.services.documents.tree_json import dump_blocks
from shnor_desktop.services.editing.sections import start_programme
from shnor_desktop.services.formats import Format, load_format
from shnor_desktop.services.queries import ProgrammeData, outline, read_programme
from shnor_desktop.services.school_file import SchoolFile

ORDER = Order(
    issuer="РОССИЙСКАЯ ФЕДЕРАЦИЯ\nАДМИНИСТРАЦИЯ ЗАРЕЧНОГО ОКРУГА\nУПРАВЛЕНИЕ ОБРАЗОВАНИЯ",
    word="П Р И К А З",
    day="от 12.02.2026",
    number="34-ОД",
    place="г. Заречный",
    subject="О поддержке школ, которым нужна помощь,\nв Заречном округе в 2026 году",
    verb="ПРИКАЗЫВАЮ:",
    post="Начальник управления образования\nадминистрации Заречного округа",
    person="Л. Н. Ветрова",
    executor="Исполнитель: Тихонова А. Б., 5-55-12",
    mark="приказом управления образования\nадминистрации Заречного округа",
)


def lines(*texts: str) -> tuple[Block, ...]:
    """Paragraphs of a text."""
    return tuple(Paragraph((Run(text),)) for text in texts)


def numbered(*points: tuple[int, str, str]) -> tuple[Block, ...]:
    """Points of an order: level, marker where a list begins («1.»), text; the marker goes on with its level."""
    markers: dict[int, str] = {}
    for level, marker, _ in points:
        markers[level] = marker or markers[level]
    return tuple(
        Paragraph(
            (Run(text),), style="list", list="number", level=level, start=int(bool(marker)), marker=markers[level]
        )
        for level, marker, text in points
    )


POINTS = numbered(
    (0, "1.", "Утвердить документы, которые вводит приказ (приложения 1 и 2)."),
    (0, "", "Методическому центру:"),
    (1, "1)", "собрать план встреч с наставниками;"),
    (1, "", "подводить итоги каждую четверть."),
    (0, "", "Контроль за исполнением приказа оставляю за собой."),
)
PREAMBLE = lines("В целях помощи школам округа и на основании плана работы управления образования на 2026 год")


@dataclasses.dataclass(frozen=True)
class Paper:
    """What goes into the sections of a form, by key."""

    texts: Mapping[str, tuple[Block, ...]] = dataclasses.field(default_factory=dict)
    plans: Mapping[str, tuple[Activity, ...]] = dataclasses.field(default_factory=dict)
    grids: Mapping[str, tuple[tuple[str, ...], ...]] = dataclasses.field(default_factory=dict)
    titles: Mapping[str, str] = dataclasses.field(default_factory=dict)
    order: Order = ORDER


def _group(text: str, **fields: Any) -> Activity:
    return Activity(level="group", text=text, **fields)


ROADMAP = (
    _group("Муниципальный уровень", upper=True),
    _group("Мероприятия, направленные на организацию работы и мониторинг ШНОР"),
    Activity(text="Собрать команду наставников", form="Приказ", period="март 2026", responsible="УО, методцентр"),
    Activity(text="Провести встречи директоров", form="Круглый стол", period="ежеквартально", responsible="УО"),
    _group("Мероприятия по профилактике низких образовательных результатов и школьной неуспешности"),
    Activity(
        text="Открыть консультации для учителей",
        form="Консультации",
        period="до 1 апреля 2026 года",
        responsible="Методцентр",
    ),
    _group("Уровень образовательной организации", upper=True),
    _group("Мероприятия, направленные на организацию работы и мониторинг ШНОР"),
    Activity(
        text="Обновить школьную программу", form="Программа", period="февраль 2026", responsible="Администрация ОО"
    ),
    _group("Мероприятия по профилактике низких образовательных результатов и школьной неуспешности"),
    Activity(
        text="Вести дополнительные занятия по направлениям:",
        form="Занятия",
        period="октябрь 2026",
        responsible="Педагоги ОО",
    ),
    Activity(level="sub", text="чтение и понимание текста;"),
    Activity(level="sub", text="счёт без ошибок."),
)

PLAN = (
    _group("Организационно-правовое обеспечение"),
    Activity(
        text="Составить перечень школ", period="март 2026 года, далее ежегодно", responsible="УО", result="Перечень"
    ),
    Activity(text="Назначить кураторов", period="апрель 2026", responsible="УО\nМетодцентр", result="Список кураторов"),
    _group("Психолого-педагогический блок"),
    Activity(
        text="Провести семинары для психологов", period="ежегодно", responsible="Методцентр", result="Обмен опытом"
    ),
)
REGULATION = {
    "reg_general": lines(
        "1.1. Положение говорит, как округ помогает школам.", "1.2. Помощь получают школы из перечня."
    ),
    "reg_goals": lines("2.1. Цель – ровные результаты во всех школах."),
    "reg_indicators": lines("3.1. Показатели выбирает методический центр."),
    "reg_methods": lines("4.1. Данные собирают раз в полугодие."),
    "reg_analysis": lines("5.1. По итогам готовят советы каждой школе."),
    "reg_decisions": lines("6.1. Решения оформляют приказом."),
    "reg_efficiency": lines("7.1. Итоги подводят в декабре."),
}

PAPERS: dict[str, Paper] = {
    "municipal-programme": Paper(
        texts={
            "passport.name": lines("Программа «Вместе к успеху»"),
            "passport.goal": lines("Школы округа учат не хуже соседей.", "Дети учатся с охотой."),
            "passport.tasks": lines("1. Найти, что мешает.", "2. Помочь наставниками."),
            "passport.period": lines("01.02.2026 – 31.12.2026"),
            "passport.control": lines("Управление образования раз в полугодие."),
        },
        plans={
            "roadmap": (
                _group("Организационное обеспечение"),
                Activity(text="Утвердить планы школ", period="сентябрь 2026", responsible="УО", result="Приказ"),
                _group("Методическое сопровождение и наставничество"),
                Activity(
                    text="Провести встречи пар школ", period="раз в четверть", responsible="Школы", result="Отчёты"
                ),
            )
        },
        grids={
            "mentors": (("1", "Школа № 3", "Гимназия № 1", "Чтение"), ("2", "Школа № 8", "Лицей № 2", "Математика"))
        },
        titles={"programme": "Муниципальная программа помощи школам Заречного округа на 2026 год"},
    ),
    "municipal-action-plan": Paper(
        texts={
            "goals": lines("Поднять качество обучения в школах из перечня."),
            "tasks": lines("Обучить учителей.", "Помочь управленческим командам."),
            "results": lines("В перечне не остаётся ни одной школы."),
            "problems": lines("В двух школах относительный балл ниже единицы третий год подряд."),
            "structure": lines("План исполняют на двух уровнях: муниципальном и школьном."),
        },
        plans={"roadmap": PLAN},
        grids={"rating": (("1", "Школа № 3", "0,91", "-0,09", "1"), ("2", "Школа № 8", "0,84", "-0,16", "2"))},
        titles={"plan": "План мероприятий («Дорожная карта») по повышению качества образования в Заречном округе"},
    ),
    "support-concept": Paper(
        texts={
            "concept": lines("Концепцию обсудили на совете директоров."),
            "relevance": lines("Разрыв между школами округа растёт."),
            "experience": lines("Округ два года ведёт пары школ."),
            "goals": lines("Цель – сократить разрыв.", "Задачи – обучить, помочь, проверить."),
            "assessment": lines("Всероссийские проверочные работы и экзамены."),
            "content": lines("5.1. Наставничество", "Каждой школе – пара."),
            **REGULATION,
        },
        plans={
            "results": (
                Activity(text="Условия для школ", result="1. Проверены все школы.\n2. У каждой есть программа."),
                Activity(text="Обучение учителей", result="Не менее 80 % учителей прошли курсы."),
            )
        },
        titles={"concept": "Концепция поддержки школ Заречного округа на 2026 год"},
    ),
    "municipal-roadmap": Paper(
        plans={"roadmap": ROADMAP},
        titles={"roadmap": "Дорожная карта по работе со школами Заречного округа в 2026 году"},
    ),
}


def write_paper(path: Path, key: str, paper: Paper | None = None, points: tuple[Block, ...] = POINTS) -> ProgrammeData:
    """A new file of that form with the paper in it; gives its data."""
    with SchoolFile.create(path) as file:
        start_programme(file, load_format(key), School(municipality="Заречный округ"), (2026, 2026))
        fill(file, load_format(key), paper or PAPERS[key], points)
        return read_programme(file)


def fill(file: SchoolFile, form: Format, paper: Paper, points: tuple[Block, ...] = POINTS) -> None:
    """Put a paper into an open file."""
    ids = {entry.section.key: entry.section.id for entry in outline(file, form)}
    titles = {ids[name]: {"title": title} for name, title in paper.titles.items()}
    with file.transaction("Документ") as transaction:
        transaction.change_all(Section, titles)
        first = next((paper.titles[s.key] for s in form.section if s.approved and s.key in paper.titles), "")
        transaction.change(Programme, 1, title=first or next(s.title for s in form.section if s.approved))
        stored = file.rows(Order)[0]
        transaction.remove(Order, stored.id)
        transaction.add(dataclasses.replace(paper.order, section_id=ids["order"]))
        for slot, blocks in (("preamble", PREAMBLE), ("points", points)):
            transaction.add(SectionText(section_id=ids["order"], slot=slot, body=dump_blocks(blocks)))
        for name, blocks in paper.texts.items():
            _put_text(file, transaction, ids, name, blocks)
        for name, rows in paper.plans.items():
            transaction.remove_all(Activity, [row.id for row in file.rows(Activity, section_id=ids[name])])
            transaction.add_all(
                dataclasses.replace(row, section_id=ids[name], position=n) for n, row in enumerate(rows)
            )
        for name, grid in paper.grids.items():
            transaction.add_all(GridRow(section_id=ids[name], position=n, cells=row) for n, row in enumerate(grid))


def _put_text(file: SchoolFile, transaction: Any, ids: dict[str, int], name: str, blocks: tuple[Block, ...]) -> None:
    """«goals» is a section's text, «passport.goal» a row of the passport."""
    key, _, row_key = name.partition(".")
    if not row_key:
        transaction.add(SectionText(section_id=ids[key], body=dump_blocks(blocks)))
        return
    row = next(row for row in file.rows(PassportRow, section_id=ids[key]) if row.key == row_key)
    transaction.change(PassportRow, row.id, body=dump_blocks(blocks))
