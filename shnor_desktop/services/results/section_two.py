"""Section 2 from the results: what stands about one exam, about a year, and all of it in the reference's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..documents.tree import Block, Paragraph, ResultTable, Run
from . import sentences
from .bound_tables import EGE_YEARS, OGE_YEARS, exam_keys, ordered, year_key
from .computed import ExamId
from .exam_key import EGE, EXAM_NAMES, OGE, VPR
from .exam_tables import Results

TITLES = {
    VPR: "Всероссийские проверочные работы",
    OGE: "Основной государственный экзамен",
    EGE: "Единый государственный экзамен",
}
"""Headings of the kinds of exams, in the order of section 2."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text is to have: tables, sentences or both."""

    tables: bool = True
    words: bool = True


def exam_blocks(results: Results, exam: ExamId, wanted: Wanted) -> tuple[Block, ...]:
    """What stands about one exam under its heading."""
    return tuple(_named(exam_title(exam), _about(results, exam, wanted), italic=True))


def exam_title(exam: ExamId) -> str:
    """«Математика, 4 класс»; a state exam needs no grade."""
    return f"{exam[2]}, {exam[3]} класс" if exam[0] == VPR else exam[2]


def years_blocks(results: Results, kind: str, year: int, wanted: Wanted) -> tuple[Block, ...]:
    """The years of ОГЭ or ЕГЭ side by side, and in words where the newest went up and down."""
    key = {OGE: OGE_YEARS, EGE: EGE_YEARS}[kind]
    said = [sentences.years_paragraph(results, kind, year)] if wanted.words else []
    blocks: list[Block] = [ResultTable(key)] if wanted.tables else []
    return (*blocks, *(one for one in said if one is not None))


def whole(results: Results, wanted: Wanted) -> tuple[Block, ...]:
    """The newest year of each kind of exam in full, and its years."""
    blocks: list[Block] = []
    for kind in TITLES:
        exams = newest(results, kind)
        if exams:
            blocks += chosen(results, exams, wanted, [kind])
    return tuple(blocks)


def newest(results: Results, kind: str) -> list[ExamId]:
    """The exams of the newest year of a kind."""
    exams = ordered(results, kind)
    return [exam for exam in exams if exam[1] == exams[0][1]]


def chosen(results: Results, exams: Iterable[ExamId], wanted: Wanted, years: Iterable[str] = ()) -> tuple[Block, ...]:
    """Some exams under the headings of their kinds, and the years of the kinds that are named."""
    exams, years = list(exams), list(years)
    blocks: list[Block] = []
    for kind, title in TITLES.items():
        own = [exam for exam in ordered(results, kind) if exam in exams]
        made = list(_kind(results, kind, own, wanted))
        of_years = years_blocks(results, kind, _last(results, kind), wanted) if kind in years and kind != VPR else ()
        blocks += _named(title, [*made, *of_years])
    return tuple(blocks)


def _kind(results: Results, kind: str, exams: list[ExamId], wanted: Wanted) -> Iterator[Block]:
    """ВПР subject by subject; of the state exams first all tables, which are wide, then the words about them."""
    if kind == VPR:
        for exam in exams:
            yield from exam_blocks(results, exam, wanted)
        return
    if wanted.tables:
        keys = [key for exam in exams for key in ([year_key(exam[1])] if kind == EGE else exam_keys(results, exam))]
        yield from (ResultTable(key) for key in dict.fromkeys(keys))
    if wanted.words:
        for exam in exams:
            yield from _about(results, exam, Wanted(tables=False))


def _about(results: Results, exam: ExamId, wanted: Wanted) -> Iterator[Block]:
    tables = {key.partition("/")[0]: key for key in exam_keys(results, exam)}
    if exam[0] == EGE:
        tables[EGE] = year_key(exam[1])
    for part in _SCRIPTS[exam[0]]:
        if isinstance(part, str):
            if wanted.tables and part in tables:
                yield ResultTable(tables[part])
        elif wanted.words and _says(results, exam, part):
            said = sentences.paragraph_of(results, exam, part)
            if said is not None:
                yield said


def _says(results: Results, exam: ExamId, templates: sentences.Templates) -> bool:
    """Some paragraphs are for some exams only."""
    if templates is sentences.CAUTION:
        return sentences.cautious(results, exam)
    return templates is not sentences.BANDS or "базов" not in exam[2]


_SCRIPTS: dict[str, tuple[str | sentences.Templates, ...]] = {
    VPR: (
        "vpr-summary",
        sentences.TAKEN[VPR],
        sentences.SHARES,
        "vpr-tasks",
        sentences.CORRIDOR,
        "vpr-low",
        sentences.LOW,
        sentences.JOURNAL,
        sentences.SHARES_SINCE,
        sentences.CAUTION,
    ),
    OGE: (
        "oge",
        (*sentences.TAKEN[OGE], *sentences.SCORES, *sentences.SHARES, *sentences.SCORES_SINCE),
        sentences.CAUTION,
    ),
    EGE: (
        "ege",
        (*sentences.TAKEN[EGE], *sentences.SCORES, *sentences.SCORES_SINCE),
        sentences.BANDS,
        sentences.CAUTION,
    ),
}
"""What stands about an exam: a kind of table or the sentences of a paragraph."""


def _last(results: Results, kind: str) -> int:
    return max((exam[1] for exam in results.exams(kind)), default=0)


def _named(title: str, blocks: Iterable[Block], *, italic: bool = False) -> list[Block]:
    """The blocks under a title that stays with them; no heading, which would begin a section. Nothing for none."""
    found = list(blocks)
    return [Paragraph((Run(title, italic=italic),), "caption", "left"), *found] if found else []


def kind_title(exam: ExamId) -> str:
    """«ВПР 2026» for a list of exams."""
    return f"{EXAM_NAMES[exam[0]]} {exam[1]}"
