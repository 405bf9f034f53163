"""Every read of a programme: the outline, one section, or the whole as plain frozen data for workers and writers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..models.activities import Activity, DeadlineMove
from ..models.errors import UserError
from ..models.indicators import Indicator, IndicatorValue, Task
from ..models.monitoring import CriterionValue, Wave
from ..models.orders import Order, OwnForm, SectionShape
from ..models.pages import PageLook
from ..models.people import Person
from ..models.programme import GridRow, PassportRow, ScheduleRow, Section, SectionText
from ..models.reports import Report
from ..models.results import ExamResult, MethodSetting
from ..models.risks import MeasureReason, RiskFactor, TaskSkill
from ..models.school import Approval, Programme, School
from .documents.tree import Block, Picture, inner_blocks
from .documents.tree_json import load_blocks
from .formats import FREE_SECTION, Format, SectionSpec, load_format, read_text
from .numbering import section_numbers, shown_activity_numbers
from .school_file import SchoolFile


@dataclass(frozen=True)
class OutlineEntry:
    """A section in its place: `number` is «5.1.», «Приложение 1» or empty, `depth` starts at 0."""

    section: Section
    depth: int
    number: str
    spec: SectionSpec

    @property
    def title(self) -> str:
        """Number and title as the navigation shows them."""
        if self.number and self.section.numbering == "appendix":
            return f"{self.number}. {self.section.title}"
        return f"{self.number} {self.section.title}".strip() or "Текст"


@dataclass(frozen=True)
class ActivityEntry:
    """A row of a plan with the number it shows."""

    row: Activity
    number: str


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator with its number and its values by checkpoint."""

    row: Indicator
    number: str
    values: tuple[IndicatorValue, ...] = ()


@dataclass(frozen=True)
class TaskEntry:
    """A task, its number («Задача 1») and its indicators."""

    row: Task
    number: str
    indicators: tuple[IndicatorEntry, ...]


@dataclass(frozen=True)
class SectionData:
    """All that one section holds; parts that its kind has not stay empty."""

    entry: OutlineEntry
    texts: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    passport: tuple[PassportRow, ...] = ()
    activities: tuple[ActivityEntry, ...] = ()
    tasks: tuple[TaskEntry, ...] = ()
    schedule: tuple[ScheduleRow, ...] = ()
    grid: tuple[GridRow, ...] = ()
    order: Order | None = None
    values: tuple[CriterionValue, ...] = ()
    waves: tuple[Wave, ...] = ()
    """The waves that the values belong to."""

    @property
    def section(self) -> Section:
        """The section itself."""
        return self.entry.section

    @property
    def spec(self) -> SectionSpec:
        """What the format says about it."""
        return self.entry.spec

    def value(self, wave_id: int, key: str) -> CriterionValue | None:
        """What was given for an indicator in a wave."""
        return next((value for value in self.values if value.wave_id == wave_id and value.key == key), None)


@dataclass(frozen=True)
class ProgrammeData:
    """A whole school file as plain data; may go to another thread."""

    school: School
    programme: Programme
    approvals: tuple[Approval, ...]
    waves: tuple[Wave, ...]
    sections: tuple[SectionData, ...]
    form: Format
    media: dict[str, bytes]
    results: tuple[ExamResult, ...] = ()
    people: tuple[Person, ...] = ()
    moves: tuple[DeadlineMove, ...] = ()
    reports: tuple[Report, ...] = ()
    pages: PageLook = PageLook(id=1)
    template: bytes = b""
    risks: tuple[RiskFactor, ...] = ()
    skills: tuple[TaskSkill, ...] = ()
    reasons: tuple[MeasureReason, ...] = ()
    forms: tuple[OwnForm, ...] = ()
    shapes: tuple[SectionShape, ...] = ()
    methods: tuple[MethodSetting, ...] = ()


def school(file: SchoolFile) -> School:
    """The school, empty in a new file."""
    return file.get(School, 1) or School(id=1)


def programme(file: SchoolFile) -> Programme:
    """The programme, empty in a new file."""
    return file.get(Programme, 1) or Programme(id=1)


def years_of(file: SchoolFile) -> tuple[int, int] | None:
    """First and last year of the programme, None while they are unknown."""
    row = programme(file)
    return (row.year_from, row.year_to or row.year_from) if row.year_from else None


def page_look(file: SchoolFile) -> PageLook:
    """How the programme's pages look, as usual in a new file."""
    return file.get(PageLook, 1) or PageLook(id=1)


def form_of(file: SchoolFile) -> Format:
    """The format the file is kept in."""
    return form_named(file, programme(file).format_key)


def form_named(file: SchoolFile, key: str) -> Format:
    """The form of that key, else as the file itself has it: somebody else's computer may not know it."""
    try:
        return load_format(key)
    except UserError:
        kept = file.rows(OwnForm, key=key)
        if not kept:
            raise
    return read_text(kept[0].body, f"{key}.toml")


def outline(file: SchoolFile, form: Format, *, hidden: bool = True) -> list[OutlineEntry]:
    """All sections in display order, children after their parents; hidden ones (and theirs) only on request."""
    children: dict[int | None, list[Section]] = {}
    for section in file.rows(Section):
        children.setdefault(section.parent_id, []).append(section)
    ordered: list[tuple[Section, int]] = []
    stack = [(section, 0) for section in reversed(children.get(None, []))]
    while stack:
        section, depth = stack.pop()
        if section.hidden and not hidden:
            continue
        ordered.append((section, depth))
        stack.extend((child, depth + 1) for child in reversed(children.get(section.id, [])))
    numbers = section_numbers(ordered)
    specs = _specs(file, form, [section for section, _ in ordered])
    return [
        OutlineEntry(section, depth, number, spec)
        for (section, depth), number, spec in zip(ordered, numbers, specs, strict=True)
    ]


def _specs(file: SchoolFile, form: Format, sections: list[Section]) -> list[SectionSpec]:
    """What the form says about each section; the file's own form speaks of those that this one lacks."""
    specs = [_spec(form, section) for section in sections]
    if None in specs:
        own = form_of(file)
        specs = [spec or _spec(own, section) for spec, section in zip(specs, sections, strict=True)]
    if None in specs:
        forms = {shape.section_id: shape.format_key for shape in file.rows(SectionShape) if shape.key}
        specs = [spec or _old_spec(file, forms, section) for spec, section in zip(specs, sections, strict=True)]
    return [spec or FREE_SECTION for spec in specs]


def _old_spec(file: SchoolFile, forms: dict[int, str], section: Section) -> SectionSpec | None:
    """What another form that the programme was in says of a section that has no place in this one."""
    try:
        return _spec(form_named(file, forms[section.id]), section) if section.id in forms else None
    except UserError:
        return None


def _spec(form: Format, section: Section) -> SectionSpec | None:
    """The form's section of that key and kind; the school's own sections have no key."""
    if not section.key:
        return FREE_SECTION
    spec = form.sections.get(section.key)
    return spec if spec is not None and spec.kind == section.kind else None


def passport_rows(file: SchoolFile, section_id: int, spec: SectionSpec) -> tuple[PassportRow, ...]:
    """The rows of a passport that the form has, under its labels, and the school's own."""
    labels = {row.key: row.label for row in spec.rows}
    rows = file.rows(PassportRow, section_id=section_id)
    shown = (row for row in rows if not row.key or row.key in labels or not labels)
    return tuple(replace(row, label=labels.get(row.key, row.label)) for row in shown)


def read_section(
    file: SchoolFile, entry: OutlineEntry, form: Format, *, plans: bool = True, whole: bool = False
) -> SectionData:
    """What one section holds; without `plans` the rows of a plan are left out, of which there may be thousands.

    The `whole` of it has the rows of the passport, too, that only another form shows.
    """
    id_ = entry.section.id
    kind = entry.section.kind
    texts = {row.slot: load_blocks(row.body) for row in file.rows(SectionText, section_id=id_)}
    return SectionData(
        entry,
        texts,
        passport=(tuple(file.rows(PassportRow, section_id=id_)) if whole else passport_rows(file, id_, entry.spec))
        if kind == "passport"
        else (),
        activities=activities(file, id_, form) if kind == "activities" and plans else (),
        tasks=tasks(file, id_, form) if kind == "indicators" else (),
        schedule=tuple(file.rows(ScheduleRow, section_id=id_)) if kind == "schedule" else (),
        grid=tuple(file.rows(GridRow, section_id=id_)) if kind in ("matrix", "staff") else (),
        order=next(iter(file.rows(Order, section_id=id_)), Order(section_id=id_)) if kind == "order" else None,
        values=tuple(file.rows(CriterionValue, section_id=id_)) if kind == "criteria" else (),
        waves=tuple(file.rows(Wave)) if kind == "criteria" else (),
    )


def activities(file: SchoolFile, section_id: int, form: Format) -> tuple[ActivityEntry, ...]:
    """The rows of a plan in order, with their numbers."""
    rows = file.rows(Activity, section_id=section_id)
    return tuple(ActivityEntry(row, n) for row, n in zip(rows, shown_activity_numbers(rows, form), strict=True))


def tasks(file: SchoolFile, section_id: int, form: Format) -> tuple[TaskEntry, ...]:
    """Tasks with their indicators."""
    result = []
    for index, task in enumerate(file.rows(Task, section_id=section_id), 1):
        entries = tuple(
            IndicatorEntry(row, row.number or f"{n}.", tuple(file.rows(IndicatorValue, indicator_id=row.id)))
            for n, row in enumerate(file.rows(Indicator, task_id=task.id), 1)
        )
        result.append(TaskEntry(task, task.number or form.numbering.task.format(task=index), entries))
    return tuple(result)


def read_programme(file: SchoolFile, form: Format | None = None, *, hidden: bool = False) -> ProgrammeData:
    """The whole programme as plain data, seen through `form` (its own when None)."""
    form = form or form_of(file)
    look = page_look(file)
    sections = tuple(read_section(file, entry, form, whole=hidden) for entry in outline(file, form, hidden=hidden))
    return ProgrammeData(
        school(file),
        programme(file),
        tuple(file.rows(Approval)),
        tuple(file.rows(Wave)),
        sections,
        form,
        _media(file, sections),
        tuple(file.rows(ExamResult)),
        tuple(file.rows(Person)),
        tuple(file.rows(DeadlineMove)),
        tuple(file.rows(Report)),
        look,
        (file.picture(look.template) or b"") if look.template else b"",
        tuple(file.rows(RiskFactor)),
        tuple(file.rows(TaskSkill)),
        tuple(file.rows(MeasureReason)),
        tuple(file.rows(OwnForm)),
        tuple(file.rows(SectionShape)),
        tuple(file.rows(MethodSetting)),
    )


def _media(file: SchoolFile, sections: tuple[SectionData, ...]) -> dict[str, bytes]:
    names: set[str] = set()
    for section in sections:
        for blocks in section.texts.values():
            names |= picture_names(blocks)
        for row in section.passport:
            names |= picture_names(load_blocks(row.body))
    return {name: data for name in sorted(names) if (data := file.picture(name)) is not None}


def picture_names(blocks: tuple[Block, ...]) -> set[str]:
    """The names of all pictures among blocks, cells of tables included."""
    return {block.name for block in inner_blocks(blocks) if isinstance(block, Picture)}
