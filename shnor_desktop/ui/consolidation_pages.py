"""What the consolidation window shows beside its files: totals, rating and remarks, as simple pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..services.spreadsheets.consolidated_rating import rated
from ..services.spreadsheets.consolidated_totals import totals
from ..services.spreadsheets.consolidation import Consolidated

_MOST_REMARKS = 500
"""More would take the window long to lay out; the workbook holds all."""


def totals_page(found: Consolidated) -> str:
    """Every indicator with its sum, share or mean, and the rating where there is one."""
    rows: list[Sequence[str]] = []
    before = ""
    for one in totals(found):
        title = "" if one.criterion == before else one.criterion
        before = one.criterion
        rows.append((title, one.label, one.text or "—", f"{one.answered} из {len(found.schools)}"))
    page = _table(("Критерий", "Показатель", "Вместе", "Ответили школ"), rows)
    rating = [
        (str(place), school.name, f"{score:.3f}".replace(".", ",")) for place, school, score in rated(found.schools)
    ]
    if rating:
        page += "<h4>Рейтинг по относительному баллу</h4>" + _table(("Место", "Школа", "Балл"), rating)
    return page


def remarks_page(found: Consolidated) -> str:
    """What is missing or doubtful, with file and cell."""
    if not found.remarks:
        return "<p>✓ Замечаний нет.</p>"
    rows = [
        (one.where.file, f"{one.where.sheet} {one.where.cell}".strip(), one.school, one.text)
        for one in found.remarks[:_MOST_REMARKS]
    ]
    rest = len(found.remarks) - len(rows)
    told = f"<p>И ещё {rest}: все – на листе «Замечания» сохранённой книги.</p>" if rest > 0 else ""
    return _table(("Файл", "Где", "Школа", "Что проверить"), rows) + told


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    cells = "".join(f"<th align='left'>{escape(text)}</th>" for text in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table cellpadding='4' width='100%'><tr>{cells}</tr>{body}</table>"
