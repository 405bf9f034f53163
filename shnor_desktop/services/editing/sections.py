"""The outline: making a new programme from a format, and adding, renaming, hiding and moving sections."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ...models.activities import Activity
from ...models.errors import UserError
from ...models.monitoring import Wave
from ...models.orders import Order, OwnForm
from ...models.programme import PassportRow, ScheduleRow, Section
from ...models.school import Approval, Programme, School
from .. import ordering
from ..formats import Format, SectionSpec, is_shipped
from ..school_file import SchoolFile
from ..wording import USUAL_MARK
from .rows import checked, insert_at, move, placed, room_for

if TYPE_CHECKING:
    from ..transaction import Transaction


def start_programme(
    file: SchoolFile, form: Format, school: School | None = None, years: tuple[int, int] = (0, 0)
) -> None:
    """Fill a new file: the school, an empty programme, the format's sections with their fixed rows, the waves."""
    with file.transaction("Новая программа") as transaction:
        write_frame(transaction, form, school or School(), years)
        for position, kind in zip(ordering.spread(2), ("adopted", "approved"), strict=True):
            transaction.add(Approval(position=position, kind=kind))
        ids: dict[str, int] = {}
        for position, spec in zip(ordering.spread(len(form.section)), form.section, strict=True):
            ids[spec.key] = add_section(transaction, spec, ids.get(spec.parent), position).id
            add_fixed_rows(transaction, spec, ids[spec.key], years)


def write_frame(transaction: Transaction, form: Format, school: School, years: tuple[int, int]) -> None:
    """School, programme and waves of a new file; a form of the municipality's own goes along with it."""
    transaction.add(dataclasses.replace(school, id=1))
    transaction.add(
        Programme(id=1, title=form.document_kind, year_from=years[0], year_to=years[1], format_key=form.key)
    )
    if not is_shipped(form.key):
        transaction.add(OwnForm(key=form.key, body=form.source))
    for position, wave in zip(ordering.spread(len(form.wave)), form.wave, strict=True):
        as_of = wave.as_of.format(year_from=years[0]) if years[0] else ""
        transaction.add(Wave(position=position, key=wave.key, title=wave.title, as_of=as_of))


def add_section(transaction: Transaction, spec: SectionSpec, parent_id: int | None, position: int) -> Section:
    """A section as its spec describes it, without rows."""
    return transaction.add(
        Section(
            parent_id=parent_id,
            position=position,
            key=spec.key,
            kind=spec.kind,
            title=spec.title,
            numbering=spec.numbering,
            title_role=spec.title_role,
        )
    )


def add_fixed_rows(transaction: Transaction, spec: SectionSpec, section_id: int, years: tuple[int, int]) -> None:
    """The rows a form brings along: passport labels, groups of a plan, the reporting schedule, an order's words."""
    for position, row in zip(ordering.spread(len(spec.rows)), spec.rows, strict=True):
        transaction.add(PassportRow(section_id=section_id, position=position, key=row.key, label=row.label))
    groups = fixed_groups(spec)
    for position, group in zip(ordering.spread(len(groups)), groups, strict=True):
        transaction.add(placed(group, section_id=section_id, position=position))
    if spec.kind == "order":
        transaction.add(Order(section_id=section_id, word=spec.word, verb=spec.verb, mark=USUAL_MARK))
    if spec.kind == "schedule":
        for position, texts in zip(ordering.spread(len(spec.default_rows)), spec.default_rows, strict=True):
            line = ScheduleRow(section_id=section_id, position=position)
            transaction.add(placed(line, **{key: _dated(text, years) for key, text in texts.items()}))


def fixed_groups(spec: SectionSpec) -> list[Activity]:
    """The groups a plan brings along, under each of its levels where it has any."""
    groups = [Activity(level="group", text=title) for title in spec.group_titles]
    uppers = [Activity(level="group", text=title, upper=True) for title in spec.part_titles]
    return [row for upper in uppers for row in (upper, *groups)] if uppers else groups


def _dated(text: str, years: tuple[int, int]) -> str:
    """A text of the form with the programme's first year in it; what is due «each year» says so in a longer one."""
    first, last = years
    each = f"{first} года, далее ежегодно" if last > first else str(first)
    for name, said in (("{year_from}", str(first)), ("{each_year}", each)):
        text = text.replace(name, said) if first else text.replace(f" {name}", "")
    return text


def add_text_section(file: SchoolFile, after: Section | None, title: str) -> Section:
    """A section of the school's own, after another one and on its level."""
    if not title.strip():
        raise UserError("Дайте разделу название.")
    parent_id = after.parent_id if after else None
    siblings = file.rows(Section, parent_id=parent_id)
    index = next((n + 1 for n, row in enumerate(siblings) if after and row.id == after.id), len(siblings))
    with file.transaction("Добавлен раздел") as transaction:
        new = Section(parent_id=parent_id, title=checked(title.strip()))
        return insert_at(transaction, siblings, index, [new])[0]


def rename(file: SchoolFile, section: Section, title: str) -> None:
    """Give a section another title."""
    if not title.strip():
        raise UserError("Дайте разделу название.")
    with file.transaction("Раздел переименован") as transaction:
        transaction.change(Section, section.id, title=checked(title.strip()))


def set_hidden(file: SchoolFile, section: Section, hidden: bool) -> None:
    """Take a section out of the documents, or back in; what it holds stays."""
    with file.transaction("Раздел скрыт" if hidden else "Раздел показан") as transaction:
        transaction.change(Section, section.id, hidden=hidden)


def shift(file: SchoolFile, section: Section, step: int) -> None:
    """Move a section one place up (−1) or down (+1) among its neighbours."""
    siblings = file.rows(Section, parent_id=section.parent_id)
    index = next(n for n, row in enumerate(siblings) if row.id == section.id) + step
    if 0 <= index < len(siblings):
        move(file, Section, siblings, [section.id], index, "Раздел перемещён")


def remove(file: SchoolFile, section: Section) -> None:
    """Remove a section of the school's own with all it holds; sections of the form below it take its place.

    The form's sections themselves are hidden instead.
    """
    if section.key:
        raise UserError("Этот раздел требуется формой: его можно скрыть, но не удалить.")
    siblings = file.rows(Section, parent_id=section.parent_id)
    index = next(n for n, row in enumerate(siblings) if row.id == section.id)
    kept = _of_the_form(file, section)
    with file.transaction("Раздел удалён") as transaction:
        places = room_for(transaction, Section, siblings, index, len(kept)) if kept else []
        fields = {"parent_id": section.parent_id}
        moved = {row.id: {**fields, "position": place} for row, place in zip(kept, places, strict=True)}
        transaction.change_all(Section, moved)
        transaction.remove(Section, section.id)


def _of_the_form(file: SchoolFile, section: Section) -> list[Section]:
    """The form's sections below one of the school's own, which an import may put there; each brings what is below."""
    found: list[Section] = []
    for child in file.rows(Section, parent_id=section.id):
        found += [child] if child.key else _of_the_form(file, child)
    return found
