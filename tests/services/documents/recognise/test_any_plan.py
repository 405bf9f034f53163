"""Plans as people type them, generated: any order of columns, any way to mark sections and sub-items."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_tools import FORM, found_in, heading, missing, read, stored, tall, wide

from shnor_desktop.models.activities import Activity
from shnor_desktop.services.documents.compose import compose
from shnor_desktop.services.documents.recognise import recognise
from shnor_desktop.services.documents.recognise.words import norm
from shnor_desktop.services.documents.tree import Cell, Row, Table, text_cell
from shnor_desktop.services.numbering import shown_activity_numbers
from shnor_desktop.services.queries import ActivityEntry

LABELS = {
    "number": ("№", "№ п/п", "№\nп/п", "N п/п", "№ мероприятия"),
    "text": ("Мероприятия", "Наименование мероприятия", "Наимено-\nвание меро-\nприятий", "Содержание деятельности"),
    "period": ("Сроки", "Сроки выполнения", "Срок\nисполнения", "Сроки реали-\nзации", "Дата проведения"),
    "responsible": ("Ответственные", "Ответственный\nисполнитель", "Ответст-\nвенные", "Исполнители"),
    "result": ("Результаты исполнения", "Ожидаемый результат", "Резуль-\nтат", "Результат выполнения"),
    "extra0": ("Примечание", "Источник финансирования", "Категория участников"),
}
WORDS = ("Собрать группу", "Провести урок", "Обсудить итоги", "Купить книги", "Посетить уроки", "Обучить наставников")
PERIODS = ("май 2026", "весь период", "до 1 апреля 2027 года", "ежегодно")
PEOPLE = ("Директор", "Завуч по учебной работе", "Наставники\nСовет школы")


@dataclass(frozen=True)
class Plan:
    """What a plan says and how it is typed."""

    columns: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[Activity, ...]
    group_look: str  # "across", "beside" (number apart, title across), "cells" (like any other row)
    group_number: str
    item_number: str  # "again", "on", "dotted", "none"
    dash: str
    title: str
    merged: bool  # whether equal periods of neighbours share a cell
    empty_rows: bool


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    columns = draw(st.permutations(["text", "period", "responsible", "result"]))
    if draw(st.booleans()):
        columns.insert(draw(st.integers(0, len(columns))), "extra0")
    numbered = draw(st.booleans())
    if numbered:
        columns.insert(draw(st.sampled_from((0, 0, 0, len(columns)))), "number")
    first = columns[:2] == ["number", "text"]
    look = draw(st.sampled_from(("across", "beside", "cells") if first else ("across",)))
    number = draw(st.sampled_from(("{n}.", "{roman}.", "Раздел {n}.", "Этап {n}:", "{roman} этап –", "")))
    rows: list[Activity] = []
    groups = draw(st.integers(0, 3))
    for group in range(1, groups + 1) if groups else (0,):
        if group:
            rows.append(Activity(level="group", text=f"Направление «{draw(st.sampled_from(WORDS))}»"))
        for place in range(draw(st.integers(1, 3))):
            text = draw(st.sampled_from(WORDS)) + f" номер {group}-{place}"
            period, people = draw(st.sampled_from(PERIODS)), draw(st.sampled_from(PEOPLE))
            extra = ("важно",) if "extra0" in columns and draw(st.booleans()) else ()
            rows.append(Activity(text=text, period=period, responsible=people, result="Справка готова", extra=extra))
            rows += [
                Activity(level="sub", text=f"шаг {n} дела {group}-{place}") for n in range(draw(st.integers(0, 2)))
            ]
    return Plan(
        tuple(columns),
        tuple(draw(st.sampled_from(LABELS[field])) for field in columns),
        tuple(rows),
        look,
        number,
        draw(st.sampled_from(("again", "on", "dotted"))) if numbered else "none",
        draw(st.sampled_from(("- ", "– ", "— ", "-", "• "))),
        draw(st.sampled_from(("", "План работы школы по повышению качества"))),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def typed(plan: Plan) -> Table:
    """The table that a person would type for it."""
    rows = [Row((wide(plan.title, len(plan.columns)),))] if plan.title else []
    rows.append(Row(tuple(text_cell(label) for label in plan.labels)))
    group = item = 0
    for place, row in enumerate(plan.rows):
        if row.level == "group":
            group, item = group + 1, 0 if plan.item_number != "on" else item
            rows.append(_group_row(plan, row, group))
        else:
            item += row.level == "item"
            number = {"again": f"{item}.", "on": f"{item}.", "dotted": f"{group}.{item}", "none": ""}[plan.item_number]
            rows.append(_row(plan, place, number if row.level == "item" else ""))
        if plan.empty_rows:
            rows.append(Row(tuple(text_cell("") for _ in plan.columns)))
    return Table(tuple(rows))


def _group_row(plan: Plan, row: Activity, place: int) -> Row:
    roman = ("", "I", "II", "III")[place]
    number = plan.group_number.format(n=place, roman=roman)
    width = len(plan.columns)
    if plan.group_look == "across":
        return Row((wide(f"{number} {row.text}".strip(), width),))
    if plan.group_look == "beside":
        return Row((text_cell(number), wide(row.text, width - 1)))
    return Row((text_cell(number), text_cell(row.text), *(text_cell("") for _ in range(width - 2))))


def _row(plan: Plan, place: int, number: str) -> Row:
    row = plan.rows[place]
    cells: list[Cell] = []
    for field in plan.columns:
        if field == "number":
            cells.append(text_cell(number))
        elif field == "text":
            cells.append(text_cell(plan.dash + row.text if row.level == "sub" else row.text))
        elif field == "extra0":
            cells.append(text_cell(row.extra[0] if row.extra else ""))
        elif field == "period" and plan.merged and not plan.empty_rows and row.level == "item":
            height = 1
            while place + height < len(plan.rows) and _same_period(row, plan.rows[place + height]):
                height += 1
            if not (place and _same_period(plan.rows[place - 1], row)):
                cells.append(tall(row.period, height))
        else:
            cells.append(text_cell(getattr(row, field)))
    return Row(tuple(cells))


def _same_period(one: Activity, other: Activity) -> bool:
    return one.level == other.level == "item" and one.period == other.period


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_a_plan_is_read_as_it_was_meant(plan: Plan) -> None:
    source = typed(plan)
    found = read(heading("6. Дорожная карта"), source)
    section = found_in(found, "roadmap")
    assert found.lost == []
    rows = section.activities
    assert [row.level for row in rows] == [row.level for row in plan.rows]
    numbers = "number" in plan.columns
    for row, meant in zip(rows, plan.rows, strict=True):
        if meant.level == "group" and not numbers:
            assert row.text.endswith(meant.text)
        else:
            assert row.text == meant.text
        assert (row.period, row.result) == (meant.period, meant.result)
        assert norm(row.responsible) == norm(meant.responsible)
        assert row.extra == meant.extra
    assert [column.partition("|")[0] for column in section.columns] in ([], list(plan.columns))
    assert len(found.counts) == (2 if any(row.level == "group" for row in rows) else 1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_nothing_of_a_plan_is_missing_from_what_is_printed(plan: Plan) -> None:
    source = typed(plan)
    found = read(heading("6. Дорожная карта"), source)
    assert missing(found, source) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_typed_numbers_are_shown_again(plan: Plan) -> None:
    if "number" not in plan.columns or plan.group_number == "":
        return
    rows = found_in(read(heading("6. Дорожная карта"), typed(plan)), "roadmap").activities
    shown = [norm(number) for number in shown_activity_numbers(rows, FORM)]
    group = item = 0
    for number, row in zip(shown, plan.rows, strict=True):
        if row.level == "group":
            group, item = group + 1, 0 if plan.item_number != "on" else item
            assert number == norm(plan.group_number.format(n=group, roman=("", "I", "II", "III")[group]))
        elif row.level == "item":
            item += 1
            assert number == norm(f"{group}.{item}" if plan.item_number == "dotted" else f"{item}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_what_is_printed_is_read_back_equal(plan: Plan) -> None:
    data = stored(read(heading("6. Дорожная карта"), typed(plan)))
    again = stored(recognise(compose(data), FORM))
    one, other = (next(s for s in programme.sections if s.section.key == "roadmap") for programme in (data, again))
    assert [_said(entry) for entry in other.activities] == [_said(entry) for entry in one.activities]
    assert [text.rpartition("|")[0] for text in other.section.columns] == [
        text.rpartition("|")[0] for text in one.section.columns
    ]
    assert other.texts == one.texts


def _said(entry: ActivityEntry) -> tuple[object, ...]:
    row = entry.row
    return entry.number, row.level, row.text, row.period, row.responsible, row.result, row.extra
