"""Walking through a document block by block: sections open with headings, tables become data, the rest stays text."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from ...formats import Format, SectionSpec
from ..tree import Block, Cell, Contents, Document, Heading, PageBreak, Paragraph, Picture, Run, Table
from . import criteria, grids, indicators, passport, plans, schedule
from .found import FoundSection, Recognised
from .headings import is_appendix_mark, is_real_heading, match_section
from .tables import Line, header_index, lines_of, plan_header
from .title import read_title
from .words import norm, split_number


class Walker:
    """Goes through the blocks once; `found` grows."""

    def __init__(self, form: Format) -> None:
        self.form = form
        self.found = Recognised(form)
        self.used: set[str] = set()
        self.current: FoundSection | None = None
        self.slot = "body"
        self.before: list[Block] = []  # what stands before the first section
        self.flat = False  # whether the document's heading levels say nothing: unnumbered headings then go below
        self.form_depth = 0  # depth of the form's section opened last

    def walk(self, document: Document) -> Recognised:
        """The whole document as data."""
        blocks = [block for block in document.blocks() if not isinstance(block, Contents)]
        self.flat = self._levels_differ(blocks)
        for index, block in enumerate(blocks):
            self._block(block, blocks, index)
        rest = read_title(self.before, self.found)
        if any(not isinstance(block, PageBreak) for block in rest):
            first = FoundSection(title="Начало документа", title_role="hidden", texts={"body": rest})
            self.found.sections.insert(0, first)
        self._margins(document)
        self.found.media = dict(document.media)
        for section in self.found.sections:
            section.texts = {slot: left for slot, kept in section.texts.items() if (left := trimmed(kept))}
        return self.found

    def _levels_differ(self, blocks: Sequence[Block]) -> bool:
        matched = [
            (block.level, spec)
            for block in blocks
            if isinstance(block, Heading) and (spec := match_section(block.text, self.form, loose=True))
        ]
        return any(level != self._depth(spec) + 1 for level, spec in matched)

    def _block(self, block: Block, blocks: Sequence[Block], index: int) -> None:
        if isinstance(block, Paragraph | Heading):
            if not block.text.strip():
                return
            if is_appendix_mark(block) and self._opens_appendix(blocks, index):
                return
            if self._opens_section(block, blocks, index) or self._is_label(block):
                return
        elif isinstance(block, Table) and self._takes_table(block):
            return
        self._keep(block)

    # sections

    def _opens_section(self, block: Paragraph | Heading, blocks: Sequence[Block], index: int) -> bool:
        heading = isinstance(block, Heading)
        spec = match_section(block.text, self.form, loose=heading) if len(block.text) < 400 else None
        if spec is not None and spec.key not in self.used and self._may_open(spec, block, blocks, index):
            self._open(spec, block)
            return True
        if heading and is_real_heading(block):  # type: ignore[arg-type]
            self._open_own(block)  # type: ignore[arg-type]
            return True
        return False

    def _may_open(self, spec: SectionSpec, block: Block, blocks: Sequence[Block], index: int) -> bool:
        if isinstance(block, Heading):
            return spec.title_role == "heading"
        if spec.title_role == "caption" or spec.kind in ("matrix", "passport"):
            return isinstance(_next(blocks, index), Table)
        return True

    def _open(self, spec: SectionSpec, block: Paragraph | Heading) -> None:
        _, title = split_number(block.text)
        title = spec.title if norm(title) == norm(spec.title) else title.rstrip(": ")
        self._add(
            FoundSection(
                title=title,
                spec=spec,
                kind=spec.kind,
                numbering=spec.numbering,
                title_role=spec.title_role,
                depth=self._depth(spec),
            )
        )
        self.used.add(spec.key)
        self.form_depth = self._depth(spec)

    def _open_own(self, heading: Heading) -> None:
        number, title = split_number(heading.full_text if heading.number else heading.text)
        depth = max(0, min(heading.level - 1, (self.current.depth + 1) if self.current else 0))
        if self.flat and not number and self.current is not None:
            depth = max(depth, self.form_depth + 1)
        numbering = "decimal" if number.rstrip(".").replace(".", "").isdigit() else "none"
        self._add(FoundSection(title=title, numbering=numbering, depth=depth))

    def _opens_appendix(self, blocks: Sequence[Block], index: int) -> bool:
        following = _next(blocks, index)
        if not isinstance(following, Paragraph | Heading):
            return False
        spec = match_section(following.text, self.form, loose=True)
        return spec is not None and spec.numbering == "appendix" and spec.key not in self.used

    def _depth(self, spec: SectionSpec) -> int:
        depth = 0
        while spec.parent:
            spec = self.form.sections[spec.parent]
            depth += 1
        return depth

    def _child_depth(self) -> int:
        """The depth of an untitled or captioned section: beside its like, below a section with a heading."""
        if self.current is None:
            return 0
        return self.current.depth + (self.current.title_role == "heading")

    def _add(self, section: FoundSection) -> None:
        self.found.sections.append(section)
        self.current, self.slot = section, "body"

    # text

    def _keep(self, block: Block) -> None:
        if self.current is None:
            self.before.append(block)
            return
        if isinstance(block, Heading):
            block = Paragraph(block.runs if not block.number else _with_number(block))
        elif isinstance(block, Table) and block.widths:
            total = sum(block.widths) or 1.0
            block = dataclasses.replace(block, widths=tuple(round(100 * width / total, 1) for width in block.widths))
        self.current.text(self.slot).append(block)

    def _is_label(self, block: Paragraph | Heading) -> bool:
        """Lines that the form itself puts there: dates of the waves, labels of conclusions, the diary's rule."""
        if self.current is None:
            return False
        spec = self.current.spec
        if spec.kind == "criteria":
            if not self.current.table_found and (wave := criteria.wave_line(block.text)):
                self.found.waves[wave[0]] = wave[1] or self.found.waves.get(wave[0], "")
                return True
            for label, slot in ((spec.conclusions_label, "conclusions"), (spec.measures_label, "measures")):
                if label and norm(block.text) == norm(label):
                    self.slot = slot
                    return True
        return bool(spec.rule) and not self.current.table_found and norm(block.text) == norm(spec.rule)

    def _margins(self, document: Document) -> None:
        known = {norm(block.text) for block in document.blocks() if isinstance(block, Paragraph | Heading)}
        kept = [
            block for block in document.margins if not isinstance(block, Paragraph) or norm(block.text) not in known
        ]
        if kept:
            self.found.sections.append(
                FoundSection(title="Текст колонтитулов", title_role="hidden", texts={"body": list(kept)})
            )

    # tables

    def _takes_table(self, table: Table) -> bool:
        lines = lines_of(table)
        if not lines:
            return False
        for name in ("passport", "criteria", "schedule", "indicators", "plan", "grid"):
            if getattr(self, f"_take_{name}")(table, lines):
                assert self.current is not None
                self.current.table_found = True
                self.current.text("after").extend(pictures_of(table))
                self.slot = "after"
                return True
        return False

    def _target(self, kind: str, spec: SectionSpec | None) -> FoundSection:
        """The section a table belongs to: the open one when it waits for such a table, else a new one."""
        if self.current is not None and self.current.kind == kind and not self.current.table_found:
            return self.current
        if spec is None or spec.key in self.used:
            title = self._caption_above()
            role = "caption" if title else "hidden"
            section = FoundSection(title=title, kind=kind, title_role=role, depth=self._child_depth())
        else:
            self.used.add(spec.key)
            caption = spec.title_role == "caption"
            section = FoundSection(
                title=spec.title,
                spec=spec,
                kind=kind,
                numbering=spec.numbering,
                title_role="hidden" if caption else spec.title_role,
                depth=self._child_depth() if caption else self._depth(spec),
            )
        self._add(section)
        return section

    def _caption_above(self) -> str:
        """The caption that stands just above a table, taken out of the text: it becomes the table's title."""
        kept = self.current.text(self.slot) if self.current is not None else []
        last = kept[-1] if kept else None
        if isinstance(last, Paragraph) and last.style == "caption":
            kept.pop()
            return last.text.strip()
        return ""

    def _spec_of_kind(self, kind: str) -> SectionSpec | None:
        return next((s for s in self.form.section if s.kind == kind and s.key not in self.used), None)

    def _take_passport(self, table: Table, lines: list[Line]) -> bool:
        spec = next((spec for spec in self.form.section if spec.kind == "passport"), None)
        if spec is None or not passport.is_passport(lines, spec):
            return False
        section = self._target("passport", spec)
        section.passport = passport.read_passport(table, spec)
        return True

    def _take_criteria(self, table: Table, lines: list[Line]) -> bool:
        if header_index(lines, criteria.HEADER) is None:
            return False
        spec = criteria.section_for(lines, self.form)
        if spec is None and self.current is not None and self.current.kind == "criteria":
            spec = self.current.spec
        read = criteria.read_criteria(table, spec) if spec else None
        if spec is None or read is None:
            return False
        section = self._target("criteria", spec)
        section.values, name = read
        if name:
            self.found.school.setdefault("short_name", name)
        return True

    def _take_schedule(self, table: Table, lines: list[Line]) -> bool:
        if header_index(lines, schedule.HEADER) is None:
            return False
        self._target("schedule", self._spec_of_kind("schedule")).schedule = schedule.read_schedule(table)
        return True

    def _take_indicators(self, table: Table, lines: list[Line]) -> bool:
        if header_index(lines, indicators.HEADER) is None:
            return False
        section = self._target("indicators", self._spec_of_kind("indicators"))
        section.tasks = indicators.read_indicators(table, self.form.numbering)
        return True

    def _take_plan(self, table: Table, lines: list[Line]) -> bool:
        header = plan_header(lines)
        if header is None:
            return False
        section = self._target("activities", self._plan_spec(header[1]))
        section.activities, section.columns = plans.read_plan(table, section.spec, self.form.numbering)
        return True

    def _plan_spec(self, fields: list[str]) -> SectionSpec | None:
        """Which plan of the form has just these columns, when the heading did not tell."""
        known = {field for field in fields if field}
        if self.current is not None and self.current.title_role == "heading":
            inside = [s for s in self.form.section if s.kind == "activities" and s.parent == self.current.key]
            for spec in inside:
                if spec.key not in self.used and self.current.key:
                    return spec
        fitting = [
            spec
            for spec in self.form.section
            if spec.kind == "activities" and {column.field for column in spec.columns} == known
        ]
        free = [spec for spec in fitting if spec.key not in self.used and spec.title_role == "heading"]
        return free[0] if free else None

    def _take_grid(self, table: Table, lines: list[Line]) -> bool:
        text = norm(" ".join(" ".join(line.texts) for line in lines[:2]))
        waiting = self.current if self.current is not None and self.current.kind in ("matrix", "staff") else None
        if waiting is not None and waiting.table_found:
            waiting = None
        by_words = next(
            (
                spec
                for spec in self.form.section
                if spec.header_words
                and spec.key not in self.used
                and all(norm(word) in text for word in spec.header_words)
            ),
            None,
        )
        if waiting is None and by_words is None:
            return False
        section = waiting or self._target("staff", by_words)
        section.grid, section.columns = grids.read_grid(table)
        return True


def _next(blocks: Sequence[Block], index: int) -> Block | None:
    """The next block that is more than a page break or an empty paragraph."""
    for block in blocks[index + 1 : index + 6]:
        if isinstance(block, PageBreak) or (isinstance(block, Paragraph) and not block.text.strip()):
            continue
        return block
    return None


def _with_number(heading: Heading) -> tuple[Run, ...]:
    first = dataclasses.replace(heading.runs[0], text=f"{heading.number} {heading.runs[0].text}")
    return (first, *heading.runs[1:])


def trimmed(blocks: list[Block]) -> list[Block]:
    """Without page breaks at the edges: sections begin where the form says."""
    start, end = 0, len(blocks)
    while start < end and isinstance(blocks[start], PageBreak):
        start += 1
    while end > start and isinstance(blocks[end - 1], PageBreak):
        end -= 1
    return blocks[start:end]


def pictures_of(table: Table) -> list[Block]:
    """Pictures in the cells of a table that becomes data: they are kept behind it."""
    found: list[Block] = []
    stack: list[Cell] = [cell for row in table.rows for cell in row.cells]
    for cell in stack:
        for block in cell.blocks:
            if isinstance(block, Picture):
                found.append(block)
            elif isinstance(block, Table):
                found += pictures_of(block)
    return found
