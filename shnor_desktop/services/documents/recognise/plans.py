"""Recognising a plan: groups, items and sub-items of a roadmap, a diary, a list of measures."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ....models.activities import Activity
from ...columns import column_text
from ...formats import ColumnSpec, NumberingSpec, SectionSpec
from ...numbering import activity_numbers, typed_number
from ...plan_text import has_dash, is_dash, percent_and_words, without_dash
from ..tree import Paragraph, Table
from .tables import HEADER_SEARCH_ROWS, Line, PlanHeader, is_numbers_row, lines_of, plan_header, tell_nothing
from .words import norm, split_group

_USUAL_WIDTHS = {"number": 6.0, "text": 38.0, "responsible": 18.0, "result": 22.0, "form": 20.0}
_USUAL_WIDTH = 14.0
SHARED = ("period", "responsible", "result", "coverage", "form")
"""A merged cell of these columns speaks for every row it covers."""


def read_plan(
    table: Table, spec: SectionSpec, numbering: NumberingSpec, header: PlanHeader | None = None
) -> tuple[list[Activity], tuple[str, ...]]:
    """The rows of a plan and, where they differ from the form's, its columns as the section keeps them.

    A person may have said what the columns are: then the `header` is theirs.
    """
    lines = lines_of(table)
    header = header or plan_header(lines)
    if header is None:
        raise ValueError("not a plan")
    fields = _name_extras(header.fields)
    body = _body(lines, header)
    own = lines[header.index].style == "table_header"  # a document of ours says by its styles what a row is
    merged = any(line.across or line.style == "table_group" for line in body)
    rows: list[Activity] = []
    for place, line in enumerate(body):
        following = body[place + 1] if place + 1 < len(body) else None
        row = _read_own_row(line, fields) if own else _read_row(line, fields, rows, merged, following, spec)
        if row is not None:
            rows.append(row)
    rows = _levels(rows, spec)
    return _renumbered(rows, numbering), _own_columns(fields, header, table.widths, spec)


def text_above(table: Table, header: PlanHeader | None = None) -> list[str]:
    """What stands in a plan's table above its header and is no stage of the plan: a title, a note."""
    lines = lines_of(dataclasses.replace(table, rows=table.rows[: HEADER_SEARCH_ROWS + 1]))
    header = header or plan_header(lines)
    above = lines[: header.index] if header else []
    return [text for line in above if not _is_stage(line) for text in line.texts if text]


def _body(lines: list[Line], header: PlanHeader) -> list[Line]:
    """The rows of the plan: without its header, also where that is repeated, and without titles above it."""
    heads = {norm("".join(line.texts)) for line in lines[header.index : header.index + header.height]}
    below = [line for line in lines[header.index + header.height :] if any(line.texts)]
    stages = [line for line in lines[: header.index] if _is_stage(line)]
    return stages + [line for line in below if not is_numbers_row(line) and norm("".join(line.texts)) not in heads]


def _is_stage(line: Line) -> bool:
    """Whether a row above the header is the plan's first stage: it has a number, a title has none."""
    texts = [text for text in line.texts if text]
    return line.across and bool(texts) and (len(texts) > 1 or bool(split_group(texts[0])[0]))


def _name_extras(fields: Sequence[str]) -> list[str]:
    """Columns that the form does not know become extra texts."""
    named: list[str] = []
    extra = 0
    for field in fields:
        named.append(field or f"extra{extra}")
        extra += not field
    return named


def _read_row(
    line: Line, fields: list[str], above: list[Activity], merged: bool, following: Line | None, spec: SectionSpec
) -> Activity | None:
    if line.across:
        return _group_across(line, fields)
    values = _values(line, fields)
    number, text = values["number"], values["text"]
    bare = not any(value for field, value in values.items() if field not in ("number", "text"))
    if not text and bare and any(char.isalpha() for char in number) and not is_dash(number):
        number, text = "", number  # words in the column of numbers of a ragged row
        values |= {"number": "", "text": text}
    if not text and bare:
        return Activity(number=number) if number and spec.keep_empty_rows else None
    if above and _is_sub(line, fields, number):
        return _activity(values, "sub")
    planned = {"period", "responsible"} & set(fields)  # else a row of little text is no heading
    if bare and planned and not merged and _is_group(number, text, above, following, fields):
        return _numbered_group(_activity(values, "group"), fields)
    return _activity(values, "item")


def _levels(rows: list[Activity], spec: SectionSpec) -> list[Activity]:
    """Groups over groups: so named by the form, or in a plan of two levels without a number before one that has it."""
    titles = {norm(title) for title in spec.part_titles}
    found = []
    for place, row in enumerate(rows):
        below = rows[place + 1] if place + 1 < len(rows) else None
        heads = below is not None and below.level == "group" and bool(below.number) and bool(titles)
        upper = row.level == "group" and not row.number and (norm(row.text) in titles or heads)
        found.append(dataclasses.replace(row, upper=True) if upper else row)
    return found


def _is_sub(line: Line, fields: list[str], number: str) -> bool:
    """Whether a row is marked as a sub-item: by a dash, or by the bullet that Word makes of a typed one."""
    place = fields.index("text")
    if has_dash(line.labels[place]) or is_dash(number):
        return True
    cell = line.cells[place]
    first = cell.blocks[0] if cell is not None and cell.blocks else None
    return not number and isinstance(first, Paragraph) and first.list == "bullet"


def _read_own_row(line: Line, fields: list[str]) -> Activity | None:
    if line.across and line.style == "table_upper":
        return Activity(level="group", text=line.texts[line.wide or 0], upper=True)
    if line.across:
        return _group_across(line, fields)
    level = {"table_group": "group", "table_sub": "sub"}.get(line.style, "item")
    return _activity(_values(line, fields), level)


def _activity(values: dict[str, str], level: str) -> Activity:
    values = dict(values)
    text = values.pop("text")
    extra = tuple(values.pop(field) for field in list(values) if field.startswith("extra"))
    percent, progress = _percent(values.pop("percent", ""))
    if level == "sub":
        text = without_dash(text)
        values["number"] = without_dash(values["number"])
    return Activity(
        level=level,
        text=text,
        percent=percent,
        progress=progress,
        extra=extra if any(extra) else (),
        **values,  # type: ignore[arg-type]
    )


def _group_across(line: Line, fields: list[str]) -> Activity | None:
    """A section row whose title covers the row; beside it may stand its number or the value of one column."""
    place = line.wide or 0
    values = _values(line, fields)
    title, first = line.texts[place], line.texts[0] if place else ""
    values[fields[place]] = ""
    values["text"] = f"{first} {title}".strip() if fields[0] == "text" else title
    return _numbered_group(_activity(values, "group"), fields) if any(values.values()) else None


def _numbered_group(group: Activity, fields: list[str]) -> Activity:
    """A number typed before the title belongs to the column of numbers, where there is one."""
    if group.number or "number" not in fields:
        return group
    number, text = split_group(group.text)
    return dataclasses.replace(group, number=number, text=text)


def _values(line: Line, fields: list[str]) -> dict[str, str]:
    values: dict[str, str] = {"number": "", "text": ""}
    for field, text, cell, own in zip(fields, line.said, line.cells, line.begins, strict=True):
        takes = cell is not None and (own or (field in SHARED and cell.columns == 1))
        values[field] = text if takes else ""
    return values


def _is_group(number: str, text: str, above: list[Activity], following: Line | None, fields: list[str]) -> bool:
    """A row with nothing but number and text is a group unless its number goes on with the items around it."""
    if not text or "." in number.strip().rstrip("."):
        return False
    if not number:
        return not above or not text[:1].islower()
    own = _ordinal(number)
    item = _last_number(above, ("item", "sub"))
    if own is None or item is None or own != item + 1 or above[-1].level == "group":
        return True
    group = _last_number(above, ("group",))
    if group is None or own != group + 1:
        return False  # it goes on with the items and not with the groups
    after = _ordinal(following.texts[fields.index("number")]) if following and "number" in fields else None
    return after is not None and after != own + 1  # the numbers begin anew below


def _last_number(above: list[Activity], levels: tuple[str, ...]) -> int | None:
    return next((_ordinal(row.number) for row in reversed(above) if row.level in levels and row.number), None)


def _ordinal(number: str) -> int | None:
    digits = number.strip().rstrip(".)")
    return int(digits) if digits.isdigit() and len(digits) < 6 else None


def _percent(text: str) -> tuple[int | None, str]:
    percent, words = percent_and_words(text)
    return (percent, words) if percent is None or percent <= 100 else (None, text.strip())


def _renumbered(rows: list[Activity], numbering: NumberingSpec) -> list[Activity]:
    """Keep only numbers that say something else than the program's own."""
    own = activity_numbers(rows, numbering)
    return [dataclasses.replace(row, number=typed_number(row.number, n)) for row, n in zip(rows, own, strict=True)]


def _own_columns(
    fields: list[str], header: PlanHeader, widths: tuple[float, ...], spec: SectionSpec
) -> tuple[str, ...]:
    heads = list(zip(fields, header.groups, header.labels, strict=True))
    same = [(column.field, norm(column.group + column.label)) for column in spec.columns]
    if same == [(field, norm(group + label)) for field, group, label in heads]:
        return ()
    if tell_nothing(widths, len(fields)):
        known = {column.field: column.width for column in spec.columns}
        widths = tuple(known.get(field, _USUAL_WIDTHS.get(field, _USUAL_WIDTH)) for field in fields)
    shares = [100 * width / sum(widths) for width in widths]
    return tuple(
        column_text(ColumnSpec(field, label, round(share, 1), "", group))
        for (field, group, label), share in zip(heads, shares, strict=True)
    )
