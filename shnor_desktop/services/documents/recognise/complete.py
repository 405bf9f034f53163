"""After the walk: the form's missing sections, names and years taken from where they stand, and a proof of no loss."""

from __future__ import annotations

from ....models.monitoring import Wave
from ...formats import SectionSpec
from ..tree import Document, block_texts
from ..tree_json import load_blocks
from .found import MARGINS_TITLE, REMARKS_TITLE, FoundSection, Recognised
from .grids import same_headings
from .losses import keep_lost
from .title import years_in


def complete(found: Recognised, document: Document) -> None:
    """Fill in what the document says elsewhere, add the form's missing sections, keep what would be lost."""
    _names(found)
    _first_year(found)
    for section in found.sections:
        if section.kind in ("matrix", "staff") and same_headings(
            section.columns, section.spec, found.school.get("short_name", "")
        ):
            section.columns = ()
    _add_missing(found)
    keep_lost(found, document)


def _names(found: Recognised) -> None:
    rows = [row for section in found.sections for row in section.passport]
    texts = {row.key: " ".join(block_texts(load_blocks(row.body))).strip() for row in rows if row.key}
    if found.school.get("full_name") and found.school["full_name"] == found.school.get("short_name"):
        del found.school["full_name"]  # the title page shows the short name when there is no full one
    if not found.title:
        approved = (section.title for section in found.sections if section.spec.approved)
        found.title = next(approved, "") or texts.get("name", "")
    if found.years == (0, 0):
        found.years = years_in(texts.get("period", "")) if texts.get("period") else years_in(found.title)
    subject = next((section.order.subject for section in found.sections if section.order is not None), "")
    for text in (found.title, subject):
        if found.years == (0, 0):
            found.years = years_in(text)


def _first_year(found: Recognised) -> None:
    """Waves that name the programme's first year are the form's own: «Входной мониторинг 2026 года» of 2026–2028."""
    keys = {*found.waves, *(key for section in found.sections for key, _ in section.values)}
    named = [Wave(key=key) for key in keys]
    kinds = {one.key: one.kind for one in named if one.year and one.year == found.years[0] and one.kind not in keys}
    found.waves = {kinds.get(key, key): as_of for key, as_of in found.waves.items()}
    for section in found.sections:
        section.values = [(kinds.get(key, key), value) for key, value in section.values]


def _add_missing(found: Recognised) -> None:
    """Sections the form has and the document has not: with a heading they stand empty; captions stay hidden, and
    appendices of an order, which would look as if the paper had them.
    """
    order = list(found.form.section)
    present = {section.key for section in found.sections}
    parents = {section.spec.parent for section in found.sections}
    by_need = sorted(range(len(order)), key=lambda position: order[position].key not in parents)  # parents first
    for position in by_need:
        spec = order[position]
        if spec.key in present:
            continue
        index = _place_for(found, order, position)
        section = FoundSection(
            title=spec.title,
            spec=spec,
            kind=spec.kind,
            numbering=spec.numbering,
            title_role=spec.title_role,
            hidden=spec.title_role == "caption" or spec.approved,
            depth=_depth(found, spec),
        )
        found.sections.insert(index, section)


def _place_for(found: Recognised, order: list[SectionSpec], position: int) -> int:
    """Before the form's first child that is already there, else behind the form's nearest section above."""
    spec = order[position]
    for index, section in enumerate(found.sections):
        if section.spec.parent == spec.key:
            return index
    for before in reversed(order[:position]):
        for index, section in enumerate(found.sections):
            if section.key == before.key:
                if spec.numbering == "appendix" and _root(found, before).numbering != "appendix":
                    return _before_appendices(found)
                depth = _depth(found, spec)
                index += 1
                while index < len(found.sections) and found.sections[index].depth > depth:
                    index += 1
                return index
    return next((index for index, section in enumerate(found.sections) if section.key), len(found.sections))


def _root(found: Recognised, spec: SectionSpec) -> SectionSpec:
    while spec.parent:
        spec = found.form.sections[spec.parent]
    return spec


def _before_appendices(found: Recognised) -> int:
    """Appendices stand behind all that is no appendix, the school's own sections included."""
    for index, section in enumerate(found.sections):
        if section.numbering == "appendix" or section.title in (MARGINS_TITLE, REMARKS_TITLE):
            return index
    return len(found.sections)


def _depth(found: Recognised, spec: SectionSpec) -> int:
    depth = 0
    while spec.parent:
        spec = found.form.sections[spec.parent]
        depth += 1
    return depth
