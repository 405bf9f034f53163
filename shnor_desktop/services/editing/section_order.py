"""The outline put in order: a section moved to another place, and what a form prescribes brought back."""

from __future__ import annotations

from collections.abc import Iterable

from ...models.errors import UserError
from ...models.programme import Section
from .. import ordering
from ..formats import Format
from ..school_file import SchoolFile

Places = dict[int, tuple[int | None, int]]
"""Parent and position of each section by its id."""


def restore_order(file: SchoolFile, form: Format) -> int:
    """Put the form's sections in its order; the school's own stay after their neighbours. Gives how many moved."""
    sections = file.rows(Section)
    wanted = _in_form_order(sections, form)
    moved = _moved(sections, wanted)
    if moved:
        with file.transaction("Порядок разделов по форме") as transaction:
            transaction.change_all(Section, {id_: _fields(wanted[id_]) for id_ in wanted})
    return len(moved)


def form_title(section: Section, form: Format) -> str:
    """The title that the form gives a section; empty for one of the school's own."""
    spec = form.sections.get(section.key) if section.key else None
    return spec.title if spec else ""


def restore_title(file: SchoolFile, section: Section, form: Format) -> None:
    """Give a section the title of the form again."""
    title = form_title(section, form)
    if not title:
        raise UserError("Этот раздел добавила школа: названия по форме у него нет.")
    with file.transaction("Название раздела по форме") as transaction:
        transaction.change(Section, section.id, title=title)


def move_to(file: SchoolFile, section: Section, parent_id: int | None, index: int) -> None:
    """Put a section below another one (None: at the top level), at a place counted without itself."""
    sections = file.rows(Section)
    if parent_id != section.parent_id and section.key:
        raise UserError("Раздел формы остаётся на своём уровне: его можно поставить выше или ниже соседних.")
    if section.id in _line_up(sections, parent_id):
        raise UserError("Раздел нельзя вложить в самого себя.")
    others = [row for row in sections if row.parent_id == parent_id and row.id != section.id]
    index = max(0, min(index, len(others)))
    ids = [row.id for row in others[:index]] + [section.id] + [row.id for row in others[index:]]
    wanted: Places = dict(zip(ids, ((parent_id, place) for place in ordering.spread(len(ids))), strict=True))
    if _moved(sections, wanted):
        with file.transaction("Раздел перемещён") as transaction:
            transaction.change_all(Section, {id_: _fields(wanted[id_]) for id_ in wanted})


def _fields(place: tuple[int | None, int]) -> dict[str, int | None]:
    return {"parent_id": place[0], "position": place[1]}


def _line_up(sections: Iterable[Section], id_: int | None) -> set[int]:
    """A section with all those above it."""
    parents = {row.id: row.parent_id for row in sections}
    line: set[int] = set()
    while id_ is not None and id_ not in line:
        line.add(id_)
        id_ = parents.get(id_)
    return line


def _in_form_order(sections: list[Section], form: Format) -> Places:
    ids = {row.key: row.id for row in reversed(sections) if row.key}
    order = {spec.key: n for n, spec in enumerate(form.section)}
    children: dict[int | None, list[Section]] = {}
    for row in sections:
        spec = form.sections.get(row.key) if row.key else None
        parent = ids.get(spec.parent) if spec else row.parent_id
        children.setdefault(parent, []).append(row)
    wanted: Places = {}
    for parent_id, rows in children.items():
        groups = _with_followers(rows, order)
        ranked = sorted(groups, key=lambda group: order.get(group[0].key, -1))
        line = [row for group in ranked for row in group]
        for row, place in zip(line, ordering.spread(len(line)), strict=True):
            wanted[row.id] = (parent_id, place)
    return wanted


def _with_followers(rows: list[Section], order: dict[str, int]) -> list[list[Section]]:
    """Each section of the form with the own ones that stand after it; own ones at the head are a group too."""
    groups: list[list[Section]] = []
    for row in rows:
        if row.key in order or not groups:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _moved(sections: Iterable[Section], wanted: Places) -> list[int]:
    """Sections that would stand elsewhere: below another one, or in another order."""
    asked = [row for row in sections if row.id in wanted]
    before = sorted(asked, key=lambda row: (row.parent_id or 0, row.position))
    after = sorted(asked, key=lambda row: (wanted[row.id][0] or 0, wanted[row.id][1]))
    return [
        old.id for old, new in zip(before, after, strict=True) if old.id != new.id or old.parent_id != wanted[old.id][0]
    ]
