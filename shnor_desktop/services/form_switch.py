"""What becomes of a programme in another form: which sections go over, which are new, what has no place in it.

Only looks; `editing.switching` does it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..models.orders import SectionShape
from .columns import columns_of, shown_field
from .documents.recognise.headings import match_section
from .documents.tree import block_texts
from .documents.tree_json import load_blocks
from .formats import Format, SectionSpec
from .queries import ProgrammeData, SectionData
from .wording import plural

_ONE_OF_A_KIND = ("order", "passport", "indicators", "schedule")
"""Kinds of which a document has one: the two are the same thing, whatever they are called."""


@dataclass(frozen=True)
class SwitchLine:
    """A line for the person: what, and what becomes of it; `kind` is "taken", "added" or "left" (no place for it)."""

    title: str
    told: str
    kind: str = "taken"


@dataclass(frozen=True)
class SwitchPlan:
    """Which section fills which place of the form; what is added empty; what is left over, hidden but kept."""

    form: Format
    taken: tuple[tuple[SectionData, SectionSpec], ...]
    added: tuple[SectionSpec, ...]
    left: tuple[SectionData, ...]
    lines: tuple[SwitchLine, ...]

    @property
    def left_lines(self) -> tuple[SwitchLine, ...]:
        """What the form has no place for."""
        return tuple(line for line in self.lines if line.kind == "left")


def plan_switch(data: ProgrammeData, target: Format, shapes: Collection[SectionShape] = ()) -> SwitchPlan:
    """Look at a whole programme, hidden sections included, as the other form would have it."""
    places = _places(data.sections, target, shapes)
    taken = tuple((section, places[section.section.id]) for section in data.sections if section.section.id in places)
    filled = {spec.key for _, spec in taken}
    added = tuple(spec for spec in target.section if spec.key not in filled)
    kept = _kept_below(data.sections, places)
    left = tuple(one for one in data.sections if one.section.id not in places and one.section.id not in kept)
    lines = (*_taken_lines(taken), *_added_lines(added), *_left_lines(data, target, taken, left))
    return SwitchPlan(target, taken, added, left, tuple(lines))


def _places(
    sections: Sequence[SectionData], target: Format, shapes: Collection[SectionShape]
) -> dict[int, SectionSpec]:
    """The place of each section that has one: where it stood before, by key, by kind, by title."""
    known = {shape.section_id: shape.key for shape in shapes if shape.format_key == target.key}
    found: dict[int, SectionSpec] = {}
    free = dict(target.sections)

    def take(section: SectionData, spec: SectionSpec | None) -> None:
        if spec is not None and spec.key in free and spec.kind == section.section.kind:
            found[section.section.id] = free.pop(spec.key)

    for one in sections:
        take(one, target.sections.get(known.get(one.section.id, "")))
    if known:  # the form knows its sections: what came since has no place in it
        return found
    for one in sections:
        take(one, target.sections.get(one.section.key) if one.section.key else None)
    for rule in (_by_kind, _by_title):
        for one in sections:
            if one.section.id not in found:
                take(one, rule(one, target))
    return found


def _by_kind(section: SectionData, target: Format) -> SectionSpec | None:
    kind = section.section.kind
    if kind not in _ONE_OF_A_KIND:
        return None
    return next((spec for spec in target.section if spec.kind == kind), None)


def _by_title(section: SectionData, target: Format) -> SectionSpec | None:
    title = section.section.title
    return match_section(title, target, loose=True) if title and section.section.key else None


def _kept_below(sections: Iterable[SectionData], places: dict[int, SectionSpec]) -> set[int]:
    """The school's own sections below one that goes over stay below it."""
    kept: set[int] = set()
    for one in sections:
        row = one.section
        if not row.key and row.id not in places and (row.parent_id in places or row.parent_id in kept):
            kept.add(row.id)
    return kept


def _taken_lines(taken: Iterable[tuple[SectionData, SectionSpec]]) -> Iterator[SwitchLine]:
    for section, spec in taken:
        here = section.section.title
        name = here if here == spec.title or here != section.spec.title else f"{here} → {spec.title}"
        yield SwitchLine(name, f"перейдёт: {content_text(section)}" if content_text(section) else "перейдёт")


def _added_lines(added: Iterable[SectionSpec]) -> Iterator[SwitchLine]:
    for spec in added:
        yield SwitchLine(spec.title, "добавится пустым", "added")


def _left_lines(
    data: ProgrammeData,
    target: Format,
    taken: Iterable[tuple[SectionData, SectionSpec]],
    left: Iterable[SectionData],
) -> Iterator[SwitchLine]:
    if data.form.title_page and not target.title_page:
        yield SwitchLine("Титульный лист, грифы и содержание", "сохранятся, но не печатаются", "left")
    for section, spec in taken:
        yield from _columns_left(section, spec)
        yield from _rows_left(section, spec)
    for section in left:
        if text := content_text(section):
            yield SwitchLine(section.entry.title, f"останется скрытым: {text}", "left")


def _columns_left(section: SectionData, spec: SectionSpec) -> Iterator[SwitchLine]:
    """Columns with something in them that the plan of the other form has not."""
    if section.section.kind != "activities":
        return
    shown = {column.field for column in spec.columns}
    if keeps_columns(section):
        return
    for column in columns_of(section.section, section.spec):
        count = sum(bool(shown_field(entry.row, column.field).strip()) for entry in section.activities)
        if column.field not in shown and column.field != "number" and count:
            cells = plural(count, "ячейка", "ячейки", "ячеек")
            yield SwitchLine(f"Столбец «{column.label}» ({section.section.title})", f"сохранится: {cells}", "left")


def keeps_columns(section: SectionData) -> bool:
    """Whether a plan has texts that only its own columns show: then they stay as they are."""
    return any(any(entry.row.extra) for entry in section.activities)


def _rows_left(section: SectionData, spec: SectionSpec) -> Iterator[SwitchLine]:
    keys = {row.key for row in spec.rows}
    for row in section.passport:
        if row.key and row.key not in keys and any(text.strip() for text in block_texts(load_blocks(row.body))):
            yield SwitchLine(f"Строка «{row.label}» ({section.section.title})", "сохранится", "left")


def content_text(section: SectionData) -> str:
    """How much stands in a section: «63 строки», «5 абзацев»; "" for nothing that anybody typed."""
    rows = sum(bool(entry.row.text.strip()) for entry in section.activities if entry.row.level != "group")
    rows += sum(len(task.indicators) + 1 for task in section.tasks) + len(section.schedule) + len(section.grid)
    rows += sum(any(text.strip() for text in block_texts(load_blocks(row.body))) for row in section.passport)
    values = sum(value.given for value in section.values)
    paragraphs = sum(bool(text.strip()) for blocks in section.texts.values() for text in block_texts(blocks))
    told = ((rows, ("строка", "строки", "строк")), (values, ("ответ", "ответа", "ответов")))
    parts = [plural(count, *forms) for count, forms in (*told, (paragraphs, ("абзац", "абзаца", "абзацев"))) if count]
    order = section.order
    if order is not None and any((order.issuer, order.day, order.number, order.subject, order.person)):
        parts.append("заголовок и подпись приказа")
    return ", ".join(parts)
