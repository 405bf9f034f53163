"""The same programme in another form of the document: one step that can be undone, and a way back to what was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...models.monitoring import Wave
from ...models.orders import OwnForm, SectionShape
from ...models.programme import PassportRow, Section
from ...models.school import Programme
from .. import ordering
from ..columns import column_text, columns_of
from ..form_switch import SwitchPlan, keeps_columns, plan_switch
from ..formats import Format, SectionSpec, is_shipped
from ..queries import SectionData, form_of, programme, read_programme
from ..school_file import SchoolFile
from .sections import add_fixed_rows, add_section

if TYPE_CHECKING:
    from ..transaction import Transaction

Fields = dict[str, Any]


def look_at_switch(file: SchoolFile, target: Format) -> SwitchPlan:
    """What would become of the programme; nothing is written."""
    data = read_programme(file, form_of(file), hidden=True)
    return plan_switch(data, target, file.rows(SectionShape, format_key=target.key))


def switch_form(file: SchoolFile, target: Format) -> SwitchPlan:
    """Put the programme into another form; what the form has no place for stays in the file, hidden."""
    plan = look_at_switch(file, target)
    old = programme(file)
    if old.format_key == target.key:
        return plan
    shapes = {shape.section_id: shape for shape in file.rows(SectionShape, format_key=target.key)}
    with file.transaction(f"Другая форма: {target.title}") as transaction:
        _remember(file, transaction, old.format_key)
        ids = {spec.key: section.section.id for section, spec in plan.taken}
        for spec in plan.added:
            ids[spec.key] = add_section(transaction, spec, None, 0).id
            add_fixed_rows(transaction, spec, ids[spec.key], (old.year_from, old.year_to))
        fields = _back(file, plan, shapes, ids) if shapes else _forth(file, plan, ids)
        transaction.change_all(Section, fields)
        for section, spec in plan.taken:
            _put_passport(file, transaction, section, spec, shapes.get(section.section.id))
        _add_waves(file, transaction, target)
        keep_form(file, transaction, target)
        transaction.change(Programme, 1, format_key=target.key)
    return plan


def keep_form(file: SchoolFile, transaction: Transaction, form: Format) -> None:
    """A form of the municipality's own goes into the file, so that it opens where nobody has the form."""
    if is_shipped(form.key):
        return
    found = file.rows(OwnForm, key=form.key)
    if found:
        transaction.change(OwnForm, found[0].id, body=form.source)
    else:
        transaction.add(OwnForm(key=form.key, body=form.source))


def _remember(file: SchoolFile, transaction: Transaction, key: str) -> None:
    """How all sections stand in the form they are in now."""
    transaction.remove_all(SectionShape, [shape.id for shape in file.rows(SectionShape, format_key=key)])
    transaction.add_all(
        SectionShape(
            section_id=row.id,
            format_key=key,
            parent_id=row.parent_id,
            position=row.position,
            key=row.key,
            title=row.title,
            numbering=row.numbering,
            title_role=row.title_role,
            hidden=row.hidden,
            columns=row.columns,
            rows=tuple(str(one.id) for one in file.rows(PassportRow, section_id=row.id)),
        )
        for row in file.rows(Section)
    )


def _forth(file: SchoolFile, plan: SwitchPlan, ids: dict[str, int]) -> dict[int, Fields]:
    """Into a form the programme was never in: sections in its order, the own ones below theirs, the rest hidden."""
    children: dict[int | None, list[int]] = {}
    for spec in plan.form.section:
        children.setdefault(ids.get(spec.parent), []).append(ids[spec.key])
    placed = set(ids.values())
    left = {section.section.id for section in plan.left}
    fields: dict[int, Fields] = {}
    for row in file.rows(Section):
        if row.id in placed:
            continue
        inside = row.parent_id in left if row.id in left else True
        parent = row.parent_id if inside else None
        children.setdefault(parent, []).append(row.id)
        if row.id in left and not inside:
            fields[row.id] = {"hidden": True}
    for section, spec in plan.taken:
        fields[section.section.id] = _as_form_says(section, spec)
    for parent, below in children.items():
        for id_, position in zip(below, ordering.spread(len(below)), strict=True):
            fields.setdefault(id_, {}).update(parent_id=parent, position=position)
    return fields


def _as_form_says(section: SectionData, spec: SectionSpec) -> Fields:
    row = section.section
    columns = _columns(section, spec)
    title = spec.title if row.title == section.spec.title else row.title
    return {
        "key": spec.key,
        "title": title,
        "numbering": spec.numbering,
        "title_role": spec.title_role,
        "columns": columns,
    }


def _columns(section: SectionData, spec: SectionSpec) -> tuple[str, ...]:
    """The form's columns, unless that would hide what only the section's own show."""
    row = section.section
    if row.kind in ("matrix", "staff"):
        own = columns_of(row, section.spec)
        same = len(own) == len(spec.columns) and not row.columns
        return () if same else tuple(column_text(column) for column in own)
    return row.columns if keeps_columns(section) else ()


def _back(
    file: SchoolFile, plan: SwitchPlan, shapes: dict[int, SectionShape], ids: dict[str, int]
) -> dict[int, Fields]:
    """Into a form the programme was in before: all as it was; what came since is hidden at the end."""
    rows = file.rows(Section)
    there = {row.id for row in rows}
    new = set(ids.values()) - {section.section.id for section, _ in plan.taken}
    behind = max((row.position for row in rows), default=0) + max((one.position for one in shapes.values()), default=0)
    fields: dict[int, Fields] = {}
    for row in rows:
        shape = shapes.get(row.id)
        if shape is not None:
            fields[row.id] = _shape_fields(shape, there)
        elif row.id in new:
            spec = next(spec for spec in plan.added if ids[spec.key] == row.id)
            fields[row.id] = {"parent_id": ids.get(spec.parent), "position": _beside(plan.form, spec, ids, shapes)}
        elif row.parent_id in shapes or row.parent_id is None:
            behind += ordering.STEP
            fields[row.id] = {"parent_id": None, "position": behind, "hidden": True}
    return fields


def _shape_fields(shape: SectionShape, there: set[int]) -> Fields:
    return {
        "parent_id": shape.parent_id if shape.parent_id in there else None,
        "position": shape.position,
        "key": shape.key,
        "title": shape.title,
        "numbering": shape.numbering,
        "title_role": shape.title_role,
        "hidden": shape.hidden,
        "columns": shape.columns,
    }


def _beside(form: Format, spec: SectionSpec, ids: dict[str, int], shapes: dict[int, SectionShape]) -> int:
    """A place right behind the form's section before it."""
    position = 0
    for other in form.section:
        if other.key == spec.key:
            break
        shape = shapes.get(ids[other.key])
        if other.parent == spec.parent and shape is not None:
            position = shape.position + 1
    return position


def _put_passport(
    file: SchoolFile, transaction: Transaction, section: SectionData, spec: SectionSpec, shape: SectionShape | None
) -> None:
    """Rows the form asks for are there; all stand in its order, or as they stood in it before."""
    if section.section.kind != "passport":
        return
    rows = file.rows(PassportRow, section_id=section.section.id)
    known = {row.key for row in rows}
    new = [
        transaction.add(PassportRow(section_id=section.section.id, key=one.key, label=one.label))
        for one in spec.rows
        if one.key not in known
    ]
    whole = [*rows, *new]
    ranked = _ranked(whole, spec) if shape is None else _as_before(whole, shape.rows)
    transaction.change_all(
        PassportRow,
        {row.id: {"position": place} for row, place in zip(ranked, ordering.spread(len(ranked)), strict=True)},
    )


def _ranked(rows: Sequence[PassportRow], spec: SectionSpec) -> list[PassportRow]:
    order = {row.key: n for n, row in enumerate(spec.rows)}
    return sorted(rows, key=lambda row: order.get(row.key, len(order)))


def _as_before(rows: Iterable[PassportRow], ids: Sequence[str]) -> list[PassportRow]:
    order = {id_: n for n, id_ in enumerate(ids)}
    return sorted(rows, key=lambda row: order.get(str(row.id), len(order)))


def _add_waves(file: SchoolFile, transaction: Transaction, target: Format) -> None:
    waves = file.rows(Wave)
    known = {wave.key for wave in waves}
    first = programme(file).year_from
    position = max((wave.position for wave in waves), default=0)
    for spec in target.wave:
        if spec.key not in known:
            position += ordering.STEP
            as_of = spec.as_of.format(year_from=first) if first else ""
            transaction.add(Wave(position=position, key=spec.key, title=spec.title, as_of=as_of))
