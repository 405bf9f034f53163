"""Invented municipal papers for tests: each form filled, from texts that stand here, and what such a paper shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shnor_desktop.models.all import Activity, GridRow, Order, PassportRow, Programme, School, SectionText
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
    """Points of an order: level, marker at the beginning of a list («1.»), text."""
    return tuple(
        Paragraph((Run(text),), style="list", list="number", level=level, start=bool(marker), marker=marker)
        for level, marker, text in points
    )


POINTS = numbered(
    (0, "1.", "Утвердить документы, которые вводит приказ (приложение 1, 2, 3)."),
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

PAPERS: dict[str, Paper] = {
    "municipal-roadmap": Paper(
        plans={"roadmap": ROADMAP},
        titles={"roadmap": "Дорожная карта по работе со школами Заречного округа в 2026 году"},
    ),
}


def write_paper(path: Path, key: str, paper: Paper | None = None) -> ProgrammeData:
    """A new file of that form with the paper in it; gives its data."""
    with SchoolFile.create(path) as file:
        start_programme(file, load_format(key), School(municipality="Заречный округ"), (2026, 2026))
        fill(file, load_format(key), paper or PAPERS[key])
        return read_programme(file)


def fill(file: SchoolFile, form: Format, paper: Paper) -> None:
    """Put a paper into an open file."""
    ids = {entry.section.key: entry.section.id for entry in outline(file, form)}
    titles = {ids[name]: {"title": title} for name, title in paper.titles.items()}
    with file.transaction("Документ") as transaction:
        from shnor_desktop.models.all import Section

        transaction.change_all(Section, titles)
        first = next((paper.titles[s.key] for s in form.section if s.approved and s.key in paper.titles), "")
        transaction.change(Programme, 1, title=first or next(s.title for s in form.section if s.approved))
        stored = file.rows(Order)[0]
        transaction.remove(Order, stored.id)
        transaction.add(dataclasses.replace(paper.order, section_id=ids["order"]))
        for slot, blocks in (("preamble", PREAMBLE), ("points", POINTS)):
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
