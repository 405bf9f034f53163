"""What must be there: names, passport, cells the form asks for, texts, the diary's rule."""

from __future__ import annotations

from collections.abc import Iterator

from ..columns import shown_field
from ..documents.tree import block_texts
from ..documents.tree_json import load_blocks
from ..queries import ProgrammeData, SectionData
from .finding import Finding, at_row, in_section, short


def title_page(data: ProgrammeData) -> Iterator[Finding]:
    """School, title and years stand on the title page; a paper without one need not name its years."""
    named = data.school.full_name or data.school.short_name
    years = data.programme.year_from and data.programme.year_to
    asked = (
        (named or not data.form.title_page, "Укажите название школы.", "school:1:full_name", "Полное название"),
        (data.programme.title, "Укажите название программы.", "programme:1:title", "Название программы"),
        (years or not data.form.title_page, "Укажите годы программы.", "programme:1:year_from", "Годы"),
    )
    for value, message, place, spot in asked:
        if not value:
            yield Finding("error", "title-empty", data.form.front, message, place, 0, spot)
    if not years and not data.form.title_page:
        message = "Годы не указаны: о сроках без года, например «май», напоминаний не будет."
        yield Finding("hint", "years-empty", data.form.front, message, "programme:1:year_from", 0, "Годы")


def passport(data: ProgrammeData) -> Iterator[Finding]:
    """Every row of the passport says something."""
    for section in data.sections:
        for row in section.passport:
            if not any(text.strip() for text in block_texts(load_blocks(row.body))):
                message = "Строка паспорта не заполнена."
                yield at_row(section, "error", "passport-empty", message, "passport_row", row.id, "body", row.label)


def indicator_cells(data: ProgrammeData) -> Iterator[Finding]:
    """An indicator has a text, a unit and a target; a comparison in words may stand for both."""
    for section in data.sections:
        for task in section.tasks:
            for entry in task.indicators:
                row, number = entry.row, f"{task.number}, {entry.number}"
                checks = (
                    ("text", row.text, "У показателя нет названия."),
                    ("unit", row.unit or row.comparison, "У показателя нет единицы измерения."),
                    ("target", row.target or row.comparison, "У показателя нет целевого значения."),
                )
                for field, value, message in checks:
                    if not value.strip():
                        yield at_row(
                            section, "error", f"indicator-{field}-empty", message, "indicator", row.id, field, number
                        )
                if row.comparison.strip() and row.text.strip() and not row.unit.strip():
                    message = f"Есть сравнение «{short(row.comparison)}», но нет единицы измерения: укажите её."
                    yield at_row(section, "warning", "unit-empty", message, "indicator", row.id, "unit", number)
            if not task.indicators:
                message = "У задачи нет ни одного показателя."
                yield at_row(section, "warning", "task-empty", message, "task", task.row.id, "text", task.number)


def baselines(data: ProgrammeData) -> Iterator[Finding]:
    """An indicator says where it began; when none of them does, that is one finding."""
    for section in data.sections:
        rows = [(task.number, entry) for task in section.tasks for entry in task.indicators if entry.row.text.strip()]
        without = [(number, entry) for number, entry in rows if not entry.row.baseline.strip()]
        if rows and len(without) == len(rows):
            message = "У показателей нет исходных значений: роста не будет видно."
            yield in_section(section, "hint", "baseline-empty", message)
            continue
        for number, entry in without:
            message = "Нет исходного значения: роста не будет видно."
            spot = f"{number}, {entry.number}"
            yield at_row(section, "hint", "baseline-empty", message, "indicator", entry.row.id, "baseline", spot)


def schedule_cells(data: ProgrammeData) -> Iterator[Finding]:
    """A report has its kind and its control date."""
    for section in data.sections:
        for number, row in enumerate(section.schedule, 1):
            for column in section.spec.columns:
                if column.required and not shown_field(row, column.field).strip():
                    message = f"Не заполнено: «{column.label}»."
                    yield at_row(
                        section,
                        "error",
                        "schedule-empty",
                        message,
                        "schedule_row",
                        row.id,
                        column.field,
                        f"строка {number}",
                    )


def diary_rule(data: ProgrammeData) -> Iterator[Finding]:
    """Each direction of the diary has at least as many activities as the form asks for."""
    for section in data.sections:
        minimum = section.spec.minimum_per_group
        if not minimum:
            continue
        for title, count in _group_counts(section):
            if count < minimum:
                name = short(title.rstrip(" ."), 60)
                message = f"В направлении «{name}» нет мероприятий, а нужно не меньше одного."
                yield in_section(section, "error", "diary-direction-empty", message)


def _group_counts(section: SectionData) -> list[tuple[str, int]]:
    counts: list[tuple[str, int]] = []
    for entry in section.activities:
        if entry.row.level == "group":
            counts.append((entry.row.text, 0))
        elif counts and entry.row.text.strip():
            counts[-1] = (counts[-1][0], counts[-1][1] + 1)
    return counts


_EMPTY = {
    "text": "Раздел пока пуст: заполните его или скройте.",
    "criteria": "Фактические данные не вписаны: таблица уйдёт пустой.",
}


def empty_sections(data: ProgrammeData) -> Iterator[Finding]:
    """A section with a heading says something, itself or below it."""
    parents = {section.section.parent_id for section in data.sections}
    for section in data.sections:
        row = section.section
        if row.hidden or row.title_role != "heading" or row.id in parents:
            continue
        rows = (section.passport, section.activities, section.tasks, section.schedule, section.grid, section.order)
        has_rows = any(rows) or bool(section.values)
        if not has_rows and not any(section.texts.values()):
            yield in_section(section, "hint", "section-empty", _EMPTY.get(section.section.kind, _EMPTY["text"]))
