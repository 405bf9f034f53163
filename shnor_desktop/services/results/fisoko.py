"""Workbooks of ФИС ОКО: the four tables of a ВПР in every layout that was met, wherever on the sheet they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ...models.errors import UserError
from .cells import Cell, filled, folded, number, text, whole
from .exam_key import EGE, OGE, ExamKey, in_rows, in_text
from .figures import MARKS, SCHOOL, SHIFTS, YEARS, Figures, Task
from .found import FoundTable
from .layout import Layout, Rows, difficulties, recognise_headers
from .protocols import read_protocol
from .pupils import read_pupils
from .samples import levels_of
from .summaries import read_subjects, read_summary, summary_header
from .task_heading import natural
from .yearly import read_years, yearly_header

_MAXIMUM = re.compile(r"^макс")
_TOTAL = re.compile(r"^(?:всего|итого)")
_OF_GRADES = {9: OGE, 11: EGE}
_SHIFT_WORDS = tuple(zip(SHIFTS, ("понизил", "подтвердил", "повысил"), strict=True))


def find_tables(
    rows: list[list[Cell]], named: Callable[[], ExamKey] = ExamKey, own: str = ""
) -> tuple[list[FoundTable], list[str]]:
    """All tables of a sheet, and a sentence for each that cannot be taken.

    `named` tells what the names of sheet and file say, `own` is the name of the file's school. A header that is
    repeated under the same exam, as on every page of a protocol, continues its table.
    """
    headers = recognise_headers(rows, lambda rows, at: summary_header(rows, at) or yearly_header(rows, at))
    tables: list[tuple[ExamKey, int, Layout, list[list[Cell]]]] = []
    known, top = ExamKey(), 0
    for place, (at, layout) in enumerate(headers):
        said = in_rows(rows[top:at])
        end = headers[place + 1][0] if place + 1 < len(headers) else len(rows)
        top = at + layout.height
        again = tables and said.over(known) == known and _same_columns(tables[-1][2], layout)
        other = said.subject not in ("", known.subject)
        known = said.over(replace(known, maximum=None) if other else known)
        if again:
            tables[-1][3].extend(rows[top:end])
        else:
            tables.append((known, at, layout, list(rows[top:end])))
    found, troubles = [], []
    for key, at, layout, body in tables:
        try:
            found.extend(_read(rows, _whole(key, named, layout, rows[at]), at, layout, body, own))
        except UserError as error:
            troubles.append(str(error))
    return found, troubles


def _same_columns(one: Layout, other: Layout) -> bool:
    return one.kind == other.kind and one.roles == other.roles and one.tasks == other.tasks


def _whole(key: ExamKey, named: Callable[[], ExamKey], layout: Layout, header: list[Cell]) -> ExamKey:
    """The exam with what the names of the file and the words of a summary's own header add."""
    if layout.kind in ("summary", YEARS) and not key.exam:
        words = in_text(" ".join(text(cell) for _, cell in filled(header)))
        usual = _OF_GRADES.get(key.over(named()).grade, "") if layout.kind == YEARS else EGE if layout.subjects else ""
        key = key.over(ExamKey(exam=words.exam or named().exam or usual))
    whole = key.settled()
    return key.over(named()).settled() if whole.missing() or not key.exam else whole


def _read_years(key: ExamKey, layout: Layout, body: list[list[Cell]]) -> list[FoundTable]:
    """A table for each subject and year; of which exam, a heading or the file's name has to say."""
    if key.exam not in _OF_GRADES.values():
        raise UserError("Не понять, к какому экзамену относится таблица. Назовите файл, например, «ЕГЭ по годам.xlsx».")
    found = [
        FoundTable(YEARS, replace(key, subject=subject, year=year, maximum=None), {SCHOOL: figures})
        for subject, year, figures in read_years(body, layout)
    ]
    if not found:
        raise UserError("В таблице по годам нет чисел. Проверьте, та ли это таблица.")
    return found


def _read(rows: Rows, key: ExamKey, at: int, layout: Layout, body: list[list[Cell]], own: str) -> list[FoundTable]:
    if layout.kind == YEARS:
        return _read_years(key, layout, body)
    if layout.subjects:
        keys = ((replace(key, subject=subject), samples) for subject, samples in read_subjects(body, layout))
        found = [FoundTable("summary", one, samples) for one, samples in keys if not one.missing()]
        if not found:
            raise UserError("В сводной таблице нет чисел или не указан год. Назовите файл, например, «ЕГЭ 2026.xlsx».")
        return found
    if missing := key.missing():
        raise UserError(
            f"Не понять, к какому экзамену относится таблица: не указаны {missing}. "
            "Назовите файл, например, «РУ5_2026.xlsx» и выберите снова."
        )
    if layout.kind == "protocol" or (layout.kind == "individual" and key.exam != "vpr"):
        return [FoundTable("protocol", key, {SCHOOL: read_protocol(body, layout, key, own)})]
    if layout.kind == "individual":
        figures = read_pupils(body, layout, difficulties(rows, at, layout), key.grade, own)
        samples = {SCHOOL: figures}
    elif layout.kind == "summary":
        samples = read_summary(body, layout)
    else:
        samples = _READERS[layout.kind](body, layout, own)
    if SCHOOL in samples:  # what the tasks are is said once
        samples = {
            level: figures if level == SCHOOL or not figures.tasks else replace(figures, tasks={})
            for level, figures in samples.items()
        }
    if not samples:
        raise UserError("Под заголовком таблицы нет строк с данными. Проверьте, та ли это выгрузка.")
    if key.maximum is not None and SCHOOL in samples:
        samples[SCHOOL] = samples[SCHOOL].merged(Figures(maximum=key.maximum))
    return [FoundTable(layout.kind, key, samples)]


def _marks(body: Rows, layout: Layout, own: str) -> dict[str, Figures]:
    """Статистика по отметкам: the share of each mark."""
    places = {int(task.key): place for place, task in layout.tasks.items() if int(task.key) in MARKS}
    samples = {}
    for level, name, row in _group_rows(body, layout, own):
        shares = {mark: share for mark, place in places.items() if (share := _at(row, place)) is not None}
        samples[level] = Figures(
            participants=_whole_at(row, layout, "n"),
            organisations=_whole_at(row, layout, "organisations"),
            marks=shares,
            name=name,
        )
    return {level: sample for level, sample in samples.items() if sample.marks}


def _tasks(body: Rows, layout: Layout, own: str) -> dict[str, Figures]:
    """Выполнение заданий: per cent of the points by task, with the row of maximum points."""
    highest = next((row for row in body[:6] if _is_maximum(row, layout)), None)
    tasks = {}
    for place, heading in sorted(layout.tasks.items(), key=lambda item: natural(item[1].key)):
        maximum = heading.maximum if highest is None else _at(highest, place) or heading.maximum
        tasks[heading.key] = Task(heading.key, heading.heading, maximum)
    samples = {}
    for level, name, row in _group_rows([row for row in body if row is not highest], layout, own):
        done = {task.key: share for place, task in layout.tasks.items() if (share := _at(row, place)) is not None}
        if done:
            samples[level] = Figures(tasks, participants=_whole_at(row, layout, "n"), completion=done, name=name)
    return samples


def _journal(body: Rows, layout: Layout, own: str) -> dict[str, Figures]:
    """Сравнение отметок с отметками по журналу, wide or long."""
    return _journal_wide(body, layout, own) if layout.shifts else _journal_long(body, layout, own)


def _journal_wide(body: Rows, layout: Layout, own: str) -> dict[str, Figures]:
    samples = {}
    for level, name, row in _group_rows(body, layout, own):
        pairs = {
            shift: (whole(row[count]) if count is not None else None, number(row[share]) if share is not None else None)
            for shift, (count, share) in layout.shifts.items()
        }
        pairs = {shift: pair for shift, pair in pairs.items() if pair != (None, None)}
        if pairs:
            samples[level] = Figures(participants=_whole_at(row, layout, "n"), journal=pairs, name=name)
    return samples


def _journal_long(body: Rows, layout: Layout, own: str) -> dict[str, Figures]:
    """A line a shift under the name of its group; without a name the lines are the school's."""
    names: list[str] = []
    lines: list[dict[str, tuple[int | None, float | None]]] = []
    for row in body:
        words = [text(cell) for _, cell in filled(row) if isinstance(cell, str) and number(cell) is None]
        shift = next((name for word in words for name, start in _SHIFT_WORDS if start in folded(word)), "")
        shift = shift or ("n" if any(_TOTAL.match(folded(word)) for word in words) else "")
        titles = [
            word
            for word in words
            if not any(s in folded(word) for _, s in _SHIFT_WORDS) and not _TOTAL.match(folded(word))
        ]
        if titles and (not names or titles[0] != names[-1]):
            names.append(titles[0])
            lines.append({})
        if shift and not names:
            names.append("")
            lines.append({})
        if shift:
            lines[-1][shift] = (_whole_at(row, layout, "n"), _at(row, layout.roles.get("percent")))
    found = levels_of(names, own) if names != [""] else {0: SCHOOL}
    return {
        level: Figures(
            participants=lines[place].get("n", (None, None))[0],
            journal={shift: lines[place][shift] for shift in SHIFTS if shift in lines[place]},
            name=names[place],
        )
        for place, level in found.items()
        if len(lines[place]) > 1
    }


_READERS = {"marks": _marks, "tasks": _tasks, "journal": _journal}


def _group_rows(body: Rows, layout: Layout, own: str) -> Iterator[tuple[str, str, list[Cell]]]:
    """Level, name and cells of each row that is one sample's."""
    named: list[tuple[str, list[Cell]]] = []
    places = _value_places(layout)
    for row in body:
        name = _group_name(row, layout)
        if name and any(_at(row, place) is not None for place in places):
            named.append((name, row))
    found = levels_of([name for name, _ in named], own)
    for place, level in sorted(found.items()):
        name, row = named[place]
        yield level, name, row


def _value_places(layout: Layout) -> list[int]:
    shifts = [place for pair in layout.shifts.values() for place in pair if place is not None]
    return [*layout.tasks, *shifts]


def _group_name(row: Sequence[Cell], layout: Layout) -> str:
    """The group's name in its own column, or indented into one that has no other role."""
    place = layout.roles.get("groups")
    name = text(row[place]) if place is not None and place < len(row) else ""
    if name and number(name) is None:
        return "" if _MAXIMUM.match(folded(name)) else name
    taken = {*layout.roles.values(), *_value_places(layout)}
    others = [text(cell) for at, cell in filled(row) if at not in taken and isinstance(cell, str)]
    return next((word for word in others if number(word) is None and not _MAXIMUM.match(folded(word))), "")


def _is_maximum(row: list[Cell], layout: Layout) -> bool:
    """The row of maximum points: called so, or nameless small whole numbers under every task."""
    if any(isinstance(cell, str) and _MAXIMUM.match(folded(cell)) for cell in row):
        return any(_at(row, place) is not None for place in layout.tasks)
    points = [_at(row, place) for place in layout.tasks]
    small = all(point is not None and point.is_integer() and 0 < point <= 20 for point in points)
    return small and not _group_name(row, layout) and _whole_at(row, layout, "n") is None


def _at(row: Sequence[Cell], place: int | None) -> float | None:
    return number(row[place]) if place is not None and place < len(row) else None


def _whole_at(row: Sequence[Cell], layout: Layout, role: str) -> int | None:
    place = layout.roles.get(role)
    return whole(row[place]) if place is not None and place < len(row) else None
