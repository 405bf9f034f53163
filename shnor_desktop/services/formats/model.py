"""What a format definition says: plain frozen data, read from TOML by `reading`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class ColumnSpec:
    """A table column: the field it shows, its label to the letter, relative width and whether it must be filled."""

    field: str
    label: str
    width: float = 10.0
    align: str = ""
    group: str = ""  # label of the header cell above it, shared by neighbours
    required: bool = False


@dataclass(frozen=True)
class PassportRowSpec:
    """A row of the passport."""

    key: str
    label: str


@dataclass(frozen=True)
class IndicatorSpec:
    """An indicator of a criterion; `kind` is number, count, share, choice or text; a share is `of` a count.

    `better` says which way is good: "more", "less", or "" where neither is.
    """

    key: str
    label: str
    kind: str = "text"
    of: str = ""
    better: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class CriterionSpec:
    """A criterion of Приложение 1 or 2 with its indicators."""

    title: str
    indicators: tuple[IndicatorSpec, ...]


@dataclass(frozen=True)
class WaveSpec:
    """A monitoring wave; `as_of` is its usual date with a place for the programme's first year."""

    key: str
    title: str
    as_of: str = ""


@dataclass(frozen=True)
class SectionSpec:
    """One section of the form, with what its kind needs; fields of other kinds stay empty."""

    key: str
    kind: str
    title: str
    parent: str = ""
    match: tuple[str, ...] = ()  # other beginnings of a heading that mean this section
    header_words: tuple[str, ...] = ()  # words of a table header that mean this section
    numbering: str = "none"
    title_role: str = "heading"
    landscape: bool = False
    hint: str = ""
    columns: tuple[ColumnSpec, ...] = ()
    rows: tuple[PassportRowSpec, ...] = ()
    default_rows: tuple[dict[str, str], ...] = ()
    groups: bool = False
    group_across: bool = False  # a group row is one cell across the table, number included
    group_titles: tuple[str, ...] = ()
    column_numbers: bool = False  # a row 1…n under the header
    keep_empty_rows: bool = False
    minimum_per_group: int = 0
    rule: str = ""
    units: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    wave_lines: tuple[str, ...] = ()
    """Waves whose dates stand above the table even while they have no values; all of them where nothing is said."""
    conclusions_label: str = ""
    measures_label: str = ""
    criterion: tuple[CriterionSpec, ...] = ()
    begins: tuple[str, ...] = ()  # so begins a heading that means this section and goes on
    part_titles: tuple[str, ...] = ()  # of a plan of two levels: «Муниципальный уровень»; the groups stand under each
    approved: bool = False  # an appendix with the mark of the order that approves it
    gender: str = ""  # of the word in that mark, where the title does not tell it
    word: str = "ПРИКАЗ"  # of an order: what it is called
    verb: str = "ПРИКАЗЫВАЮ:"  # of an order: what stands before its points

    @cached_property
    def indicators(self) -> tuple[IndicatorSpec, ...]:
        """All indicators of all criteria, in order."""
        return tuple(indicator for criterion in self.criterion for indicator in criterion.indicators)


@dataclass(frozen=True)
class NumberingSpec:
    """How rows are numbered by the program; `{roman}` is the group's number in Roman figures."""

    activities_group: str = "{group}."
    activities_item: str = "{group}.{item}"
    task: str = "Задача {task}"


@dataclass(frozen=True)
class Format:
    """A whole paper form."""

    key: str
    title: str
    document_kind: str
    gender: str
    section: tuple[SectionSpec, ...]
    numbering: NumberingSpec = NumberingSpec()
    wave: tuple[WaveSpec, ...] = ()
    title_page: bool = True  # with the table of contents behind it; an order has neither
    captions: bool = False  # «Таблица 1 – …», «Рисунок 1 – …», numbered by the program
    source: str = field(default="", compare=False, metadata={"read": False})  # the text it was read from

    @cached_property
    def sections(self) -> dict[str, SectionSpec]:
        """Sections by key, in the form's order."""
        return {section.key: section for section in self.section}

    @property
    def front(self) -> str:
        """What the page of school and programme is called: where there is no title page it is not called one."""
        return "Титульный лист" if self.title_page else "Школа и программа"

    @cached_property
    def order(self) -> SectionSpec | None:
        """The order that the document begins with, where the form has one."""
        return next((section for section in self.section if section.kind == "order"), None)


INDICATOR_KINDS = ("number", "count", "share", "choice", "text")
"""What an indicator of a criterion can be."""

COLUMN_FIELDS: dict[str, tuple[str, ...]] = {
    "activities": (
        *("number", "text", "form", "period", "responsible", "result", "coverage", "percent"),
        *("progress", "reason", "evidence", "extra0"),
    ),
    "indicators": ("number", "text", "unit", "comparison", "baseline", "target", "achieved", "note"),
    "schedule": ("number", "kind", "content", "form", "control_date"),
    "criteria": ("number", "criterion", "indicator", "fact"),
    "matrix": ("cell",),
    "staff": ("cell",),
}
"""What a column of each kind of section can show; `extra0`, `extra1`… are the school's own texts."""

GENDERS = ("feminine", "masculine", "neuter", "plural")
"""What a word of a гриф agrees with."""

FREE_SECTION = SectionSpec(key="", kind="text", title="")
"""Stands for the spec of a section that is the school's own."""
