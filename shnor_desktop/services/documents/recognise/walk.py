"""Walking through a document block by block: sections open with headings, tables become data, the rest stays text."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from ....models.activities import Activity
from ...formats import Format, SectionSpec
from ..tree import Block, Contents, Document, Heading, PageBreak, Paragraph, Run, Table, paragraph
from . import criteria, grids, indicators, passport, plans, schedule
from .assigning import take_assigned
from .assignment import AS_SEEN, TEXT, Assignment
from .blocks import is_blank, next_index, pictures_of, trimmed, with_number
from .found import MARGINS_TITLE, REMARKS_TITLE, FoundSection, Placed, Recognised
from .front import Front, read_front
from .headings import Titles, is_appendix_mark, is_real_heading, without_appendix
from .heads import with_head
from .tables import Line, PlanHeader, header_index, headers_of, lines_of, plan_header
from .title import read_title
from .words import norm, split_group, split_number

_LONGEST_TITLE = 400


class Walker:
    """Goes through the blocks once; `found` grows."""

    def __init__(self, form: Format, said: Mapping[int, Assignment] | None = None) -> None:
        self.form = form
        self.titles = Titles(form)
        self.said = said or {}  # id of a table → what a person says of it
        self.found = Recognised(form)
        self.used: set[str] = set()
        self.current: FoundSection | None = None
        self.slot = "body"
        self.before: list[Block] = []  # what stands before the first section
        self.flat = False  # whether the document's heading levels say nothing: unnumbered headings then go below
        self.form_depth = 0  # depth of the form's section opened last
        self.front = Front([])  # the order, and which blocks are titles of what it approves
        self.part: Activity | None = None  # a level of the plan that the next table belongs to
        self.taker: FoundSection | None = None  # the section that took the table met last
        self.matches: list[SectionSpec | None] = []  # the form's section that each block names
        self.last_heading: dict[str, int] = {}  # where a heading names a section of the form for the last time
        self.last_line: dict[str, int] = {}  # where a heading or a paragraph does

    def walk(self, document: Document) -> Recognised:
        """The whole document as data."""
        self.front = read_front([one for one in document.blocks() if not isinstance(one, Contents)], self.form)
        blocks = self.front.blocks
        self._open_order()
        self._look_ahead(blocks)
        for index, block in enumerate(blocks):
            self._tell_taken(index)
            self._block(block, blocks, index)
        self._tell_taken(len(blocks))
        rest = read_title(self.before, self.found)
        if any(not isinstance(block, PageBreak) for block in rest):
            first = FoundSection(title="Начало документа", title_role="hidden", texts={"body": rest})
            self.found.sections.insert(0, first)
        self._margins(document)
        self.found.notices = list(document.notices)
        self.found.media = dict(document.media)
        for section in self.found.sections:
            section.texts = {slot: left for slot, kept in section.texts.items() if (left := trimmed(kept))}
        return self.found

    def _open_order(self) -> None:
        """The order that stands before everything else; what follows it unnamed is printed behind it."""
        if self.front.section is not None:
            self._add(self.front.section)
            self.used.add(self.front.section.key)
            self.slot = "after"
            self.found.said = self.front.said

    def _tell_taken(self, index: int) -> None:
        """What stood before a block and became data of the order, for the preview."""
        for block in self.front.taken.get(index, ()):
            self.found.placed.append(Placed(block, self.front.section, True))

    def _look_ahead(self, blocks: Sequence[Block]) -> None:
        """Which blocks name sections of the form, and whether the levels of its headings say anything."""
        for index, block in enumerate(blocks):
            heading = isinstance(block, Heading)
            named = isinstance(block, Paragraph | Heading) and len(block.text) < _LONGEST_TITLE
            spec = self.titles.match(block.text, loose=heading) if named else None  # type: ignore[union-attr]
            spec = self.front.named.get(index, spec)
            self.matches.append(spec)
            if spec is not None:
                self.last_line[spec.key] = index
                if heading:
                    self.last_heading[spec.key] = index
                    self.flat |= block.level != self._depth(spec) + 1  # type: ignore[union-attr]

    def _block(self, block: Block, blocks: Sequence[Block], index: int) -> None:
        self.taker = None
        taken = self._takes(block, blocks, index)
        if not taken:
            self._keep(block)
        self.found.placed.append(Placed(block, self.taker or self.current, taken))

    def _takes(self, block: Block, blocks: Sequence[Block], index: int) -> bool:
        """Whether a block is more than text: it opens a section, is a table of data, is printed again by the form."""
        if isinstance(block, Paragraph | Heading):
            if not block.text.strip() or (is_appendix_mark(block) and self._opens_appendix(blocks, index)):
                return True
            return self._opens_section(block, blocks, index) or self._is_label(block)
        return isinstance(block, Table) and (is_blank(block) or self._takes_table(block, index))

    # sections

    def _opens_section(self, block: Paragraph | Heading, blocks: Sequence[Block], index: int) -> bool:
        heading = isinstance(block, Heading)
        spec = self.matches[index]
        if spec is not None and spec.key not in self.used and self._may_open(spec, block, blocks, index):
            self._open(spec, block)
            return True
        if heading and is_real_heading(block):  # type: ignore[arg-type]
            self._open_own(block)  # type: ignore[arg-type]
            return True
        return False

    def _may_open(self, spec: SectionSpec, block: Paragraph | Heading, blocks: Sequence[Block], index: int) -> bool:
        following = next_index(blocks, index)
        before_table = following is not None and isinstance(blocks[following], Table)
        if isinstance(block, Heading):
            return spec.title_role == "heading" or before_table
        if spec.title_role == "caption" or spec.kind in ("matrix", "passport"):
            return before_table
        if block.list == "bullet" or self.last_heading.get(spec.key, -1) > index:
            return False
        listed = following is not None and self.matches[following] not in (None, spec)
        return not (listed and self.last_line[spec.key] > index)  # else a line of contents typed by hand

    def _open(self, spec: SectionSpec, block: Paragraph | Heading) -> None:
        number, title = split_number(without_appendix(block.text))
        worded = not number and split_group(title)[0]  # «Раздел 6.», «VI.»: kept as typed instead of our own number
        title = spec.title if norm(title) == norm(spec.title) else title.rstrip(": ")
        self._add(
            FoundSection(
                title=title,
                spec=spec,
                kind=spec.kind,
                numbering="none" if worded and spec.numbering == "decimal" else spec.numbering,
                title_role="heading" if isinstance(block, Heading) else spec.title_role,
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
        following = next_index(blocks, index)
        block = blocks[following] if following is not None else None
        if not isinstance(block, Paragraph | Heading):
            return False
        spec = self.titles.match(block.text, loose=True)
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
            block = Paragraph(block.runs if not block.number else with_number(block))
        elif isinstance(block, Table):
            block = with_head(block)
            if block.widths:
                total = sum(block.widths) or 1.0
                shares = tuple(round(100 * width / total, 1) for width in block.widths)
                block = dataclasses.replace(block, widths=shares)
        self.current.text(self.slot).append(block)

    def _is_label(self, block: Paragraph | Heading) -> bool:
        """Lines that the form itself puts there: dates of the waves, labels of conclusions, the diary's rule."""
        if self.current is None:
            return False
        spec = self.current.spec
        if self.current.table_found and norm(block.text) in [norm(title) for title in spec.part_titles]:
            self.part = Activity(level="group", text=block.text.strip(), upper=True)
            return True
        if spec.kind == "criteria":
            wave = criteria.wave_line(block.text, self.form)
            if wave and (not self.current.table_found or self.found.waves.get(wave[0], wave[1]) == wave[1]):
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
                FoundSection(title=MARGINS_TITLE, title_role="hidden", texts={"body": list(kept)})
            )

        if document.remarks:
            remarks: list[Block] = list(document.remarks)
            own = FoundSection(title=REMARKS_TITLE, title_role="hidden", hidden=True, texts={"body": remarks})
            self.found.sections.append(own)

    # tables

    def _takes_table(self, table: Table, index: int) -> bool:
        lines = lines_of(table)
        said = self.said.get(id(table), AS_SEEN)
        if not lines or said.target == TEXT:
            return False
        if said.target:
            section = take_assigned(self, table, lines, said)
            if section is not None:
                self._taken(section, table, pictures=section.kind != "passport")
            return section is not None
        for name in ("passport", "criteria", "schedule", "indicators", "plan", "grid"):
            section = getattr(self, f"_take_{name}")(table, lines, index)
            if section is not None:
                self._taken(section, table, pictures=name != "passport")  # a passport's cells keep theirs
                return True
        return False

    def _taken(self, section: FoundSection, table: Table, *, pictures: bool) -> None:
        section.table_found = True
        if pictures:
            section.text("after").extend(pictures_of(table))
        if section is self.current:
            self.slot = "after"
        self.taker = section

    def section_for(self, kind: str, spec: SectionSpec) -> FoundSection:
        """The section that a person wants a table in: the one of that key where there is one, else a new one here."""
        if not spec.key:
            return self._new_section(kind, None)
        found = next((section for section in self.found.sections if section.key == spec.key), None)
        return found or self._new_section(kind, spec)

    def _target(self, kind: str, spec: SectionSpec | None) -> FoundSection:
        """The section a table belongs to: the open one when it waits for such a table, else a new one."""
        if self.current is not None and self.current.kind == kind and not self.current.table_found:
            return self.current
        return self._new_section(kind, spec)

    def _new_section(self, kind: str, spec: SectionSpec | None) -> FoundSection:
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

    def _take_passport(self, table: Table, lines: list[Line], index: int) -> FoundSection | None:
        spec = next((spec for spec in self.form.section if spec.kind == "passport"), None)
        waiting = self.current is not None and self.current.kind == "passport" and not self.current.table_found
        if spec is None or not passport.is_passport(lines, spec, waiting=waiting):
            return None
        section = self._target("passport", spec)
        section.passport = passport.read_passport(table, spec)
        return section

    def _take_criteria(self, table: Table, lines: list[Line], index: int) -> FoundSection | None:
        if header_index(lines, criteria.HEADER) is None:
            return None
        spec = criteria.section_for(lines, self.form)
        if spec is None and self.current is not None and self.current.kind == "criteria":
            spec = self.current.spec
        read = criteria.read_criteria(table, spec, self.form) if spec else None
        if spec is None or read is None:
            return None
        before = next((one for one in self.found.sections if one.key == spec.key and one.table_found), None)
        values = criteria.of_another_wave(read.values, before.values, spec) if before else read.values
        if values is None:
            return None
        section = before or self._target("criteria", spec)
        section.values += values
        section.text("after").extend(Paragraph((Run(note),)) for note in read.notes)
        if read.school:
            self.found.school.setdefault("short_name", read.school)
        return section

    def _take_schedule(self, table: Table, lines: list[Line], index: int) -> FoundSection | None:
        if header_index(lines, schedule.HEADER) is None:
            return None
        section = self._target("schedule", self._spec_of_kind("schedule"))
        section.schedule = schedule.read_schedule(table)
        section.columns = schedule.own_columns(table, section.spec)
        return section

    def _take_indicators(self, table: Table, lines: list[Line], index: int) -> FoundSection | None:
        if header_index(lines, indicators.HEADER) is None:
            return None
        section = self._target("indicators", self._spec_of_kind("indicators"))
        section.tasks = indicators.read_indicators(table, self.form.numbering)
        section.columns = indicators.own_columns(table, section.spec)
        return section

    def _take_plan(self, table: Table, lines: list[Line], index: int) -> FoundSection | None:
        header = plan_header(lines) or self._awaited_header(lines)
        if header is None:
            return None
        if self.part is not None and self.current is not None:
            rows, columns = plans.read_plan(table, self.current.spec, self.form.numbering)
            if columns == self.current.columns:
                self.current.activities += [self.part, *rows]
                self.part = None
                return self.current
        section = self._target("activities", self._plan_spec(header.fields, index))
        section.text("body").extend(paragraph(text, "caption") for text in plans.text_above(table, header))
        section.activities, section.columns = plans.read_plan(table, section.spec, self.form.numbering, header)
        return section

    def _awaited_header(self, lines: list[Line]) -> PlanHeader | None:
        """The header of a table with just the columns that the open section waits for; other tables want more words."""
        if self.current is None or self.current.kind != "activities" or self.current.table_found:
            return None
        return next(headers_of(lines, [column.field for column in self.current.spec.columns]), None)

    def _plan_spec(self, fields: Sequence[str], index: int) -> SectionSpec | None:
        """Which plan of the form has just these columns, when the heading did not tell and no heading will."""
        known = {field for field in fields if field}
        free = [
            spec
            for spec in self.form.section
            if spec.kind == "activities" and spec.key not in self.used and self.last_line.get(spec.key, -1) < index
        ]
        if self.current is not None and self.current.title_role == "heading" and self.current.key:
            inside = [spec for spec in free if spec.parent == self.current.key]
            if inside:
                return inside[0]
        fitting = [spec for spec in free if {column.field for column in spec.columns} == known]
        return next((spec for spec in fitting if spec.title_role == "heading"), None)

    def _take_grid(self, table: Table, lines: list[Line], index: int) -> FoundSection | None:
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
            return None
        section = waiting or self._target("staff", by_words)
        section.text("body").extend(paragraph(text, "caption") for text in grids.text_above(table))
        section.grid, section.columns = grids.read_grid(table, section.spec)
        return section
