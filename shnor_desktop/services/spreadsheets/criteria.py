"""Приложения 1 and 2 as sheets: counts are typed, shares are live formulas, the whole stands beside the form."""

from __future__ import annotations

from collections.abc import Iterator

from ...models.monitoring import CriterionValue, Wave
from .. import shares
from ..documents.compose.criteria import fact_label, wave_line
from ..documents.tree import block_texts
from ..formats import ColumnSpec, IndicatorSpec
from ..queries import ProgrammeData, SectionData
from .book import LINE_HEIGHT, BookCell, BookRow, Rule, Sheet, across
from .book_names import WHOLE_LABEL
from .heights import HIGHEST, fitted, row_height, text_height
from .safe_text import number_of

_WHOLE_MM = 30.0
_WIDTH_MM = 262.0


def criteria_sheet(data: ProgrammeData, section: SectionData, wave: Wave, name: str) -> Sheet:
    """The sheet of one appendix for one wave."""
    columns = section.spec.columns
    total = sum(column.width for column in columns)
    widths = [column.width / total * _WIDTH_MM for column in columns]
    number = section.entry.number
    school = data.school.full_name or data.school.short_name
    lines = ((number, "mark"), (section.section.title, "title"), (school, "note"), (wave_line(wave), "note"))
    before = [fitted(across(text, len(columns), look), widths) for text, look in lines]
    head = _head(data, section, wave, widths)
    rows = [*before, *head, *_body(section, wave, widths), *_endings(section, widths, len(columns))]
    return Sheet(
        name,
        (*widths, _WHOLE_MM),
        tuple(rows),
        head=(len(before), len(before) + len(head) - 1),
        print_columns=len(columns),
    )


def place_of(section: SectionData, wave: Wave, key: str, field: str) -> str:
    """The place of a criterion's value: by keys, so that another computer's file understands it."""
    return f"criterion_value:{section.section.key}/{wave.key}/{key}:{field}"


def _head(data: ProgrammeData, section: SectionData, wave: Wave, widths: list[float]) -> list[BookRow]:
    """Two rows: the school's name stands under «Фактические данные»."""
    columns = section.spec.columns
    facts = [index for index, column in enumerate(columns) if column.field == "fact"]
    upper: list[BookCell | None] = [
        BookCell(column.label, "head", rows=1 if column.field == "fact" else 2) for column in columns
    ]
    lower = [BookCell(fact_label(data, section, wave), "head") for _ in facts]
    named = row_height(lower, widths, facts[0]) if facts else 0.0
    tallest = max((text_height(column.label, width, bold=True) for column, width in zip(columns, widths, strict=True)))
    return [
        BookRow((*upper, BookCell(WHOLE_LABEL, "aside", rows=2)), LINE_HEIGHT),
        BookRow(tuple(lower), max(named, tallest - LINE_HEIGHT)),
    ]


def _body(section: SectionData, wave: Wave, widths: list[float]) -> Iterator[BookRow]:
    columns = section.spec.columns
    for number, criterion in enumerate(section.spec.criterion, 1):
        count = len(criterion.indicators)
        title = {"number": str(number), "criterion": criterion.title}
        needed = max(
            (
                text_height(criterion.title, width)
                for column, width in zip(columns, widths, strict=True)
                if column.field == "criterion"
            ),
            default=0.0,
        )
        for index, indicator in enumerate(criterion.indicators):
            cells: list[BookCell | None] = []
            for column in columns:
                if column.field in title:
                    if index == 0:
                        cells.append(BookCell(title[column.field], _look(column), rows=count))
                elif column.field == "indicator":
                    cells.append(BookCell(indicator.label))
                else:
                    cells.append(_fact(section, wave, indicator))
            own = row_height(cells if index == 0 else [None] * (len(columns) - len(cells)) + cells, widths)
            yield BookRow((*cells, _whole(section, wave, indicator)), max(needed / count, own, LINE_HEIGHT))


def _look(column: ColumnSpec) -> str:
    return "centre" if column.align == "center" else "text"


def _fact(section: SectionData, wave: Wave, indicator: IndicatorSpec) -> BookCell:
    """The value: a formula for a share, else what was given, as a number where it is one."""
    own = section.value(wave.id, indicator.key)
    place = place_of(section, wave, indicator.key, "value")
    if indicator.kind == "share":
        return _share(section, wave, indicator, own)
    rule = Rule("count") if indicator.kind == "count" else None
    if indicator.choices:
        rule = Rule("list", (*indicator.choices, shares.NO_DATA))
    if own is not None and own.numerator is not None and not own.no_data:
        return BookCell(own.numerator, "number", place, entry=True, rule=rule)
    text = shares.shown(own, indicator.kind)
    number = number_of(text) if indicator.kind != "text" else None
    if number:
        return BookCell(number[0], "number", place, entry=True, rule=rule, decimals=number[1])
    return BookCell(text, "centre", place, entry=True, rule=rule)


def _share(section: SectionData, wave: Wave, indicator: IndicatorSpec, own: CriterionValue | None) -> BookCell:
    """Part ÷ whole as long as both stand there; a share that was typed by itself stands as it is."""
    part = place_of(section, wave, indicator.of, "value")
    whole = place_of(section, wave, indicator.of, "denominator")
    place = place_of(section, wave, indicator.key, "value")
    counted = section.value(wave.id, indicator.of)
    if own is not None and own.value and not (counted and counted.given):
        return BookCell(own.value, "centre", place, entry=True)
    formula = (
        f'=IF([[{part}]]="{shares.NO_DATA}","{shares.NO_DATA}",'
        f'IF(AND(ISNUMBER([[{part}]]),N([[{whole}]])>0),[[{part}]]/[[{whole}]],""))'
    )
    if counted is not None and counted.no_data:
        return BookCell(shares.NO_DATA, "share", place, formula)
    value = shares.share(counted.numerator, counted.denominator) if counted else None
    return BookCell("" if value is None else value / 100, "share", place, formula)


def _whole(section: SectionData, wave: Wave, indicator: IndicatorSpec) -> BookCell | None:
    """The cell beside a count where its whole is typed."""
    if indicator.kind != "count":
        return None
    own = section.value(wave.id, indicator.key)
    value = own.denominator if own and not own.no_data else None
    return BookCell(
        value, "number", place_of(section, wave, indicator.key, "denominator"), entry=True, rule=Rule("count")
    )


def _endings(section: SectionData, widths: list[float], columns: int) -> Iterator[BookRow]:
    """Conclusions and measures under the table."""
    for label, slot in ((section.spec.conclusions_label, "conclusions"), (section.spec.measures_label, "measures")):
        if not label:
            continue
        text = "\n".join(block_texts(section.texts.get(slot, ())))
        yield BookRow()
        yield fitted(across(label, columns, "note_bold"), widths)
        place = f"section_text:{section.section.key}:{slot}"
        height = min(max(text_height(text, sum(widths)), 2 * LINE_HEIGHT), HIGHEST)
        yield BookRow((BookCell(text, "text", place, entry=True, columns=columns),), height)
