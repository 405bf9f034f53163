"""The municipality's workbook: the form's rows, a column a school, sums and shares as live formulas, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...models.monitoring import CriterionValue
from .. import shares
from ..formats import CriterionSpec, IndicatorSpec, SectionSpec
from ..jobs import Progress, no_progress
from ..uncollected import uncollected
from ..wording import plural
from .book import LINE_HEIGHT, Book, BookCell, BookRow, Chart, Sheet, across
from .book_names import WHOLE_LABEL
from .book_writer import write_book
from .consolidated_rating import rating_chart, rating_sheet
from .consolidation import Consolidated, SourceFile, given
from .heights import fitted, row_height, text_height
from .safe_text import number_of

_FIXED = (9.0, 80.0, 48.0)
_SCHOOL_MM = 32.0
_TOTAL = "Итого"
_MOST_IN_CHART = 60
"""Names of more schools could not be read below a chart."""
_NAME_HEIGHT = 62.0


@uncollected()
def write_consolidated(found: Consolidated, path: Path, progress: Progress = no_progress) -> None:
    """Write the workbook to `path`, whole or not at all."""
    write_book(consolidated_book(found), path, progress)


def consolidated_book(found: Consolidated) -> Book:
    """The workbook as plain data."""
    sections = [section for section in found.form.section if section.criterion]
    names = {section.key: f"Приложение {number}" for number, section in enumerate(sections, 1)}
    sheets = [_sheet(found, section, names[section.key]) for section in sections]
    charts = [chart for section in sections for chart in _charts(found, section)]
    rating = rating_sheet(found.schools)
    if rating is not None:
        sheets.append(rating)
        charts += rating_chart(found.schools)
    return Book("Сводная таблица мониторинга", (*sheets, _remarks(found), _files(found)), charts=tuple(charts))


def _sheet(found: Consolidated, section: SectionSpec, name: str) -> Sheet:
    schools = found.schools
    labels = {column.field: column.label for column in section.columns}
    title = f"{name}. {section.title}: {plural(len(schools), 'школа', 'школы', 'школ')}"
    head = [
        BookRow(
            (
                *(BookCell(labels.get(field, ""), "head") for field in ("number", "criterion", "indicator")),
                *(
                    BookCell(school.name, "head", f"school:{section.key}/{index}")
                    for index, school in enumerate(schools)
                ),
                BookCell(_TOTAL, "head"),
            ),
            _NAME_HEIGHT,
        )
    ]
    rows = [fitted(across(title, len(_FIXED), "note_bold"), _FIXED), *head]
    for number, criterion in enumerate(section.criterion, 1):
        rows += _criterion(found, section, number, criterion)
    widths = (*_FIXED, *(_SCHOOL_MM for _ in schools), _SCHOOL_MM)
    return Sheet(name, widths, tuple(rows), head=(1, 1), fixed_columns=len(_FIXED))


def _criterion(found: Consolidated, section: SectionSpec, number: int, criterion: CriterionSpec) -> Iterator[BookRow]:
    """The rows of a criterion; a count has a second row with the numbers it is a part of."""
    lines: list[tuple[str, list[BookCell]]] = []
    for indicator in criterion.indicators:
        lines.append((indicator.label, _line(found, section, indicator)))
        if indicator.kind == "count":
            lines.append((WHOLE_LABEL, _wholes(found, section, indicator)))
    needed = text_height(criterion.title, _FIXED[1]) / len(lines)
    for index, (label, cells) in enumerate(lines):
        title = (
            [BookCell(str(number), "centre", rows=len(lines)), BookCell(criterion.title, rows=len(lines))]
            if index == 0
            else []
        )
        look = "aside" if label == WHOLE_LABEL else "text"
        told = row_height(cells, [_SCHOOL_MM] * len(cells))
        height = max(needed, text_height(label, _FIXED[2]), told, LINE_HEIGHT)
        yield BookRow((*title, BookCell(label, look), *cells), height)


def _place(section: SectionSpec, key: str, column: int | str) -> str:
    return f"sum:{section.key}/{key}/{column}"


def _span(section: SectionSpec, key: str, count: int) -> str:
    """The cells of all schools in a row, for a formula."""
    return f"[[{_place(section, key, 0)}]]:[[{_place(section, key, count - 1)}]]"


def _line(found: Consolidated, section: SectionSpec, indicator: IndicatorSpec) -> list[BookCell]:
    """Every school's answer and what they give together."""
    count = len(found.schools)
    if indicator.kind == "share":
        return _shares(found, section, indicator)
    values = given(found.schools, (section.key, indicator.key))
    start = _place(section, indicator.key, "")
    cells = [_answer(value, f"{start}{index}") for index, value in enumerate(values)]
    numbers = [cell.value for cell in cells if isinstance(cell.value, (int, float))]
    span = _span(section, indicator.key, count)
    total = _place(section, indicator.key, "total")
    if indicator.kind == "count":
        return [*cells, BookCell(sum(numbers), "number", total, f"=SUM({span})")]
    if indicator.kind == "number":
        mean = sum(numbers) / len(numbers) if numbers else ""
        return [*cells, BookCell(mean, "number", total, f'=IF(COUNT({span})>0,AVERAGE({span}),"")', decimals=2)]
    if indicator.kind == "choice":
        return [*cells, BookCell(_choices(indicator, values), "centre")]
    return [*cells, BookCell("", "centre")]


def _answer(value: CriterionValue | None, place: str) -> BookCell:
    if value is None:
        return BookCell("", "centre", place)
    if value.no_data:
        return BookCell(shares.NO_DATA, "centre", place)
    if value.numerator is not None:
        return BookCell(value.numerator, "number", place)
    number = number_of(value.value)
    return (
        BookCell(number[0], "number", place, decimals=number[1]) if number else BookCell(value.value, "centre", place)
    )


def _wholes(found: Consolidated, section: SectionSpec, indicator: IndicatorSpec) -> list[BookCell]:
    values = given(found.schools, (section.key, indicator.key))
    known = [value.denominator if value and value.numerator is not None else None for value in values]
    key = f"{indicator.key}.whole"
    start = _place(section, key, "")
    cells = [BookCell(whole, "aside", f"{start}{index}") for index, whole in enumerate(known)]
    total = sum(whole for whole in known if whole is not None)
    return [*cells, BookCell(total, "aside", _place(section, key, "total"), f"=SUM({_span(section, key, len(cells))})")]


def _shares(found: Consolidated, section: SectionSpec, indicator: IndicatorSpec) -> list[BookCell]:
    """Part ÷ whole of every school; together only those count that gave both."""
    whole_key = f"{indicator.of}.whole"
    values = given(found.schools, (section.key, indicator.of))
    typed = given(found.schools, (section.key, indicator.key))
    own_start, part_start, whole_start = (_place(section, key, "") for key in (indicator.key, indicator.of, whole_key))
    cells = []
    for index, value in enumerate(values):
        place, part, whole = f"{own_start}{index}", f"{part_start}{index}", f"{whole_start}{index}"
        share = shares.share(value.numerator, value.denominator) if value else None
        own = typed[index]
        number = number_of(own.value) if own is not None and share is None else None
        if number is not None:  # the share alone was given: it stands, but cannot be added up
            cells.append(BookCell(number[0] / 100, "share", place))
            continue
        formula = f'=IF(AND(ISNUMBER([[{part}]]),N([[{whole}]])>0),[[{part}]]/[[{whole}]],"")'
        cells.append(BookCell("" if share is None else share / 100, "share", place, formula))
    both = [value for value in values if value and value.numerator is not None and value.denominator]
    parts, wholes = (_span(section, key, len(values)) for key in (indicator.of, whole_key))
    total = f'=IF(SUM({wholes})>0,SUMIF({wholes},">0",{parts})/SUM({wholes}),"")'
    summed = sum(value.denominator or 0 for value in both)
    result = sum(value.numerator or 0 for value in both) / summed if summed else ""
    return [*cells, BookCell(result, "share", _place(section, indicator.key, "total"), total)]


def _choices(indicator: IndicatorSpec, values: Sequence[CriterionValue | None]) -> str:
    """How many schools chose what: «2 — 5 школ»."""
    answers = [value.value for value in values if value is not None and not value.no_data]
    counted = [(choice, answers.count(choice)) for choice in indicator.choices]
    return "\n".join(f"{choice} — {plural(count, 'школа', 'школы', 'школ')}" for choice, count in counted if count)


def _charts(found: Consolidated, section: SectionSpec) -> Iterator[Chart]:
    """A chart for every share, as long as the names below it can be read."""
    last = len(found.schools) - 1
    if not 0 <= last < _MOST_IN_CHART:
        return
    for criterion in section.criterion:
        for indicator in criterion.indicators:
            if indicator.kind == "share":
                names = (f"school:{section.key}/0", f"school:{section.key}/{last}")
                values = (_place(section, indicator.key, 0), _place(section, indicator.key, last))
                yield Chart(criterion.title, names, values)


def _remarks(found: Consolidated) -> Sheet:
    widths = (60.0, 34.0, 18.0, 50.0, 100.0)
    head = ("Файл", "Лист", "Ячейка", "Школа", "Что проверить")
    rows = [
        BookRow(
            tuple(BookCell(text) for text in (one.where.file, one.where.sheet, one.where.cell, one.school, one.text))
        )
        for one in found.remarks
    ]
    return _list("Замечания", "Чего не хватает и что вызывает сомнение", head, widths, rows)


def _files(found: Consolidated) -> Sheet:
    widths = (80.0, 80.0, 30.0, 72.0)
    head = ("Файл", "Школа", "По состоянию на", "Что с ним")
    rows = [
        BookRow(tuple(BookCell(text) for text in (one.path.name, _taken_for(one), one.as_of, one.reason or "учтён")))
        for one in found.files
    ]
    return _list("Файлы", "Откуда взяты данные", head, widths, rows)


def _taken_for(one: SourceFile) -> str:
    """The schools of a file; with their spelling where the file writes them in another way."""
    names = (name if name == spelling else f"{name} (в файле: {spelling})" for spelling, name in one.matched)
    return ", ".join(sorted(names))


def _list(name: str, title: str, head: Sequence[str], widths: tuple[float, ...], rows: list[BookRow]) -> Sheet:
    top = [across(title, len(widths), "title"), BookRow(tuple(BookCell(text, "head") for text in head))]
    return Sheet(name, widths, tuple(fitted(row, widths) for row in [*top, *rows]), head=(1, 1))
