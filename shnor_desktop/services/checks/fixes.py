"""One-click fixes for findings whose right answer is certain. A fix is worked out of plain data and applied later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from ...models.activities import Activity
from ...models.entity import Entity
from ...models.indicators import Indicator, Task
from ...models.programme import PassportRow
from ...models.school import Programme
from ..banks.shipped import shipped_indicators
from ..deadline_moves import proposed_reason
from ..documents.tree import Block, block_texts
from ..documents.tree_json import load_blocks
from ..editing import appendix_fill
from ..folding import fold
from ..move_wording import moved_text
from ..overview import years_of
from ..passport_offers import Offer, offers_of
from ..queries import ProgrammeData, SectionData, TaskEntry
from ..school_file import SchoolFile
from . import mending, moves
from .dates import repeated_dates
from .figures import is_share
from .finding import Finding
from .mending import Write
from .moves import moves_by_row
from .repeats import COPY
from .tasks_text import bare, task_lines
from .years import SPAN


@dataclass(frozen=True)
class Fix:
    """What a button does. Findings with one `key` are mended by one fix; fixes of one `kind` can be applied together.

    `label` stands on the button, `name` in the history of the file.
    """

    label: str
    name: str
    kind: str
    key: str
    write: Write


def apply(file: SchoolFile, fixes: Sequence[Fix]) -> None:
    """Do all of these as one step of undo."""
    distinct = {fix.key: fix for fix in fixes}
    if distinct:
        count = f" ({len(distinct)})" if len(distinct) > 1 else ""
        with file.transaction(f"{fixes[0].name}{count}") as transaction:
            for fix in distinct.values():
                fix.write(file, transaction)


def fix_of(finding: Finding, data: ProgrammeData) -> Fix | None:
    """The fix that is offered first for a finding, if there is a certain one."""
    return next(iter(Fixes(data).of(finding)), None)


class Fixes:
    """The fixes for the findings of one programme."""

    def __init__(self, data: ProgrammeData) -> None:
        self._data = data

    def of(self, finding: Finding) -> tuple[Fix, ...]:
        """What can be offered for a finding, the most likely first."""
        make = _MAKERS.get(finding.code)
        return tuple(make(self, finding)) if make else ()

    # what the fixes look up

    @cached_property
    def rows(self) -> dict[tuple[str, int], Entity]:
        """The rows that findings name, by table and id."""
        found: dict[tuple[str, int], Entity] = {("programme", 1): self._data.programme}
        for section in self._data.sections:
            found.update((("passport_row", row.id), row) for row in section.passport)
            found.update((("activity", entry.row.id), entry.row) for entry in section.activities)
            for task in section.tasks:
                found.update((("indicator", entry.row.id), entry.row) for entry in task.indicators)
        return found

    @cached_property
    def tasks(self) -> list[TaskEntry]:
        """The tasks in their order."""
        return [task for section in self._data.sections for task in section.tasks]

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of an indicator by its words: the bank's, or rather what the school itself says elsewhere."""
        known = {_words(item.text): item.unit for item in shipped_indicators()}
        for task in self.tasks:
            known.update((_words(e.row.text), e.row.unit) for e in task.indicators if e.row.unit.strip())
        return known

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """What empty rows of the passport can say."""
        return offers_of(self._data)

    @property
    def years(self) -> tuple[int, int]:
        """The programme's years as its title page has them, 0 where unknown."""
        return self._data.programme.year_from, self._data.programme.year_to

    def row(self, finding: Finding) -> Entity | None:
        """The row that a finding names."""
        table, _, rest = finding.place.partition(":")
        id_ = rest.partition(":")[0]
        return self.rows.get((table, int(id_))) if id_.isdecimal() else None

    def section(self, finding: Finding) -> SectionData | None:
        """The section that a finding stands in."""
        return next((s for s in self._data.sections if s.section.id == finding.section_id), None)

    def tasks_title(self) -> str:
        """What the person calls the section with the tasks: «раздела 7»."""
        found = next((section.entry.number for section in self._data.sections if section.tasks), "")
        return f"раздела {found.rstrip('.')}" if found[:1].isdigit() else "целевых показателей"

    # the fixes, by code

    def renumber(self, finding: Finding) -> Iterator[Fix]:
        """The program's own numbers in place of typed ones."""
        id_ = finding.section_id
        label = "Пронумеровать заново"
        yield Fix(label, "Нумерация программой", "number", f"number:{id_}", partial(mending.renumber, id_))

    def tidy(self, finding: Finding) -> Iterator[Fix]:
        """All slips of the section at once."""
        id_ = finding.section_id
        yield Fix(
            "Исправить оформление", "Оформление текста", "tidy", f"tidy:{id_}", partial(mending.tidy_section, id_)
        )

    def comparison(self, finding: Finding) -> Iterator[Fix]:
        """A comparison goes out of the unit's column, where its own place is free."""
        row = self.row(finding)
        if isinstance(row, Indicator) and not row.comparison.strip():
            fields = {"unit": self._unit_of(finding, row), "comparison": row.unit.strip()}
            yield _set(finding, row, "Перенести в «Сравнение»", "Сравнение показателя", fields)

    def unit(self, finding: Finding) -> Iterator[Fix]:
        """The unit that a share has, or that the same indicator has elsewhere."""
        row = self.row(finding)
        if not isinstance(row, Indicator):
            return
        unit = self._unit_of(finding, row)
        if row.unit.strip() and "%" not in row.target:
            return  # a share in pieces: either of the two may be wrong
        if unit:
            yield _set(finding, row, f"Поставить «{unit}»", "Единица измерения", {"unit": unit})

    def _unit_of(self, finding: Finding, row: Indicator) -> str:
        section = self.section(finding)
        units = section.spec.units if section else ()
        share = next((unit for unit in units if unit.startswith("процент")), "процент")
        return share if is_share(row.text) else self.units.get(_words(row.text), "")

    def told_move(self, finding: Finding) -> Iterator[Fix]:
        """What the history says of a deadline that was moved."""
        row = self.row(finding)
        text = moved_text(moves_by_row(self._data).get(row.id, []), years_of(self._data)) if row else ""
        if isinstance(row, Activity) and text:
            yield _set(finding, row, "Записать, как перенесён", "Перенос срока в дневнике", {"reason": text})

    def told_lateness(self, finding: Finding) -> Iterator[Fix]:
        """That the last day has passed, and how much is done: facts only."""
        row = self.row(finding)
        text = proposed_reason(row, (), years_of(self._data), moves.today()) if isinstance(row, Activity) else ""
        if row is not None and text:
            yield _set(finding, row, "Записать, что не в срок", "Причина в дневнике", {"reason": text})

    def repeated(self, finding: Finding) -> Iterator[Fix]:
        """The later row goes when it says nothing else."""
        row = self.row(finding)
        if isinstance(row, Activity) and finding.detail == COPY:
            write = partial(mending.remove_copy, Activity, row.id, row.text)
            yield Fix("Убрать повтор", "Убран повтор", "repeated", finding.place, write)

    def each_year(self, finding: Finding) -> Iterator[Fix]:
        """Reports that come after the first one come every year."""
        section = self.section(finding)
        dates = repeated_dates(section.schedule, self._data.waves) if section else {}
        if dates:
            write = partial(mending.set_dates, dates)
            yield Fix("Повторять ежегодно", "Контрольные сроки", "each-year", f"each-year:{finding.section_id}", write)

    def years_named(self, finding: Finding) -> Iterator[Fix]:
        """The years of the title page in place of others, where just one span is named."""
        first, last = self.years
        row = self.row(finding)
        label, name = f"Поставить {first}–{last}", "Годы программы"
        if isinstance(row, Programme) and len(SPAN.findall(row.title)) == 1:
            yield _set(finding, row, label, name, {"title": mending.years_in(row.title, first, last)})
        if isinstance(row, PassportRow):
            blocks = load_blocks(row.body)
            better = mending.with_years(blocks, first, last)
            if len(SPAN.findall("\n".join(block_texts(blocks)))) == 1 and better != blocks:
                write = partial(mending.passport_text, row.id, partial(_years, first, last))
                yield Fix(label, name, f"{finding.code}:{label}", finding.place, write)

    def fill_passport(self, finding: Finding) -> Iterator[Fix]:
        """An empty row of the passport that says what another place says already."""
        row = self.row(finding)
        if not isinstance(row, PassportRow):
            return
        if row.key == "tasks" and any(task.row.text.strip() for task in self.tasks):
            yield self._all_tasks(finding, row)
        elif row.key in self.offers:
            yield self._filled(finding, self.offers[row.key])

    def tasks_count(self, finding: Finding) -> Iterator[Fix]:
        """The passport repeats the tasks of section 7."""
        row = self.row(finding)
        if isinstance(row, PassportRow):
            yield self._all_tasks(finding, row)

    def task_differs(self, finding: Finding) -> Iterator[Fix]:
        """One of the two wordings in both places; which one, the person says."""
        row = self.row(finding)
        place = int(finding.detail or 0)
        if not isinstance(row, PassportRow) or not 0 < place <= len(self.tasks):
            return
        task, line = self.tasks[place - 1].row, bare(task_lines(load_blocks(row.body))[place - 1])
        key = f"{finding.place}:{place}"
        write: Write = partial(mending.passport_task, row.id, place, task.id)
        yield Fix(f"Взять из {self.tasks_title()}", "Задачи паспорта", "task-from-seven", key, write)
        write = partial(mending.set_fields, Task, task.id, {"text": task.text}, {"text": line})
        yield Fix("Взять из паспорта", "Задачи из паспорта", "task-from-passport", f"{key}:passport", write)

    def bound_differs(self, finding: Finding) -> Iterator[Fix]:
        """What the results say in place of what the text says."""
        from ..documents.compose.result_tables import result_blocks  # with the first text that takes from the results
        from ..editing import results_text
        from ..results.bound_values import value_of

        shown = finding.place.split(":", 3)[3]
        results = result_blocks(self._data.results, self._data.school.short_name, self._data.methods).results
        value = value_of(results, finding.detail)
        if value is not None:
            write = partial(results_text.say_again, finding.section_id, finding.detail, shown, value)
            yield Fix(
                "Взять из данных", results_text.REFRESH_NAME, "bound", f"bound:{finding.detail}:{finding.place}", write
            )

    def bound_gone(self, finding: Finding) -> Iterator[Fix]:
        """The words stay, but nobody compares them with results any more."""
        from ..editing import results_text

        key = f"unbind:{finding.section_id}:{finding.detail}"
        write = partial(results_text.unbind, finding.section_id, finding.detail)
        yield Fix("Оставить как текст", "Текст без связи с результатами", "unbind", key, write)

    def from_results(self, finding: Finding) -> Iterator[Fix]:
        """What the results say in place of what was typed in an appendix."""
        from ..appendix_offers import offers  # as statistics: with the first result

        table, id_, key = finding.place.split(":")
        for section in self._data.sections:
            for value in section.values:
                wave = next((wave for wave in self._data.waves if wave.id == value.wave_id), None)
                if wave is not None and f"{table}:{value.id}" == f"criterion_value:{id_}":
                    offer = offers(
                        section.spec, wave, years_of(self._data), self._data.results, self._data.methods
                    ).get(key)
                    if offer is not None:
                        write = partial(appendix_fill.mend, value.id, (value.value, value.no_data), offer.value)
                        yield Fix("Взять из результатов", "Значение из результатов", "appendix", finding.place, write)

    def _all_tasks(self, finding: Finding, row: PassportRow) -> Fix:
        ids = [task.row.id for task in self.tasks]
        write = partial(mending.passport_tasks, row.id, ids)
        return Fix(f"Взять из {self.tasks_title()}", "Задачи паспорта", "tasks", finding.place, write)

    def _filled(self, finding: Finding, offer: Offer) -> Fix:
        row_id = int(finding.place.split(":")[1])
        write = partial(mending.passport_text, row_id, partial(_said, offer.blocks))
        return Fix(offer.label, "Строка паспорта", f"{finding.code}:{offer.label}", finding.place, write)


_MAKERS: dict[str, Callable[[Fixes, Finding], Iterator[Fix]]] = {
    "number-gap": Fixes.renumber,
    "number-repeated": Fixes.renumber,
    "typography": Fixes.tidy,
    "unit-comparison": Fixes.comparison,
    "indicator-unit-empty": Fixes.unit,
    "unit-empty": Fixes.unit,
    "unit-share": Fixes.unit,
    "move-untold": Fixes.told_move,
    "diary-late-untold": Fixes.told_lateness,
    "row-repeated": Fixes.repeated,
    "control-one-year": Fixes.each_year,
    "years-differ": Fixes.years_named,
    "passport-empty": Fixes.fill_passport,
    "tasks-count": Fixes.tasks_count,
    "tasks-differ": Fixes.task_differs,
    "bound-differs": Fixes.bound_differs,
    "bound-gone": Fixes.bound_gone,
    "appendix-differs": Fixes.from_results,
}
"""Code of a finding → its fixes."""


def _set(finding: Finding, row: Entity, label: str, name: str, fields: dict[str, str]) -> Fix:
    was = {field: getattr(row, field) for field in fields}
    write = partial(mending.set_fields, type(row), row.id, was, fields)
    return Fix(label, name, f"{finding.code}:{label}", finding.place, write)


def _years(first: int, last: int, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return mending.with_years(blocks, first, last)


def _said(text: tuple[Block, ...], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A text where there is none yet."""
    return blocks if any(said.strip() for said in block_texts(blocks)) else text


def _words(text: str) -> str:
    return " ".join(fold(text).split()).rstrip(".;")
