"""The rating of schools by their relative score, where the workbooks give it: the region's mean is 1."""

from __future__ import annotations

from collections.abc import Sequence

from .book import BookCell, BookRow, Chart, Sheet, across
from .consolidation import SchoolAnswers
from .heights import fitted

NAME = "Рейтинг"
_WIDTHS = (16.0, 110.0, 36.0, 40.0)
_HEAD = ("Место", "Образовательная организация", "Относительный балл", "Отклонение от региона")
_MOST_IN_CHART = 60


def rated(schools: Sequence[SchoolAnswers]) -> list[tuple[int, SchoolAnswers, float]]:
    """Place, school and score, the best first; equal scores share a place."""
    scored = [(one, one.score) for one in schools if one.score is not None]
    scored.sort(key=lambda pair: (-pair[1], pair[0].name))
    return [(1 + sum(other > score for _, other in scored), one, score) for one, score in scored]


def rating_sheet(schools: Sequence[SchoolAnswers]) -> Sheet | None:
    """The sheet, places and deviations as live formulas; None where no score was given."""
    rating = rated(schools)
    if not rating:
        return None
    first, last = _place(0), _place(len(rating) - 1)
    rows = [
        across("Рейтинг школ по относительному баллу", len(_WIDTHS), "title"),
        across("Средний балл школы, делённый на балл региона; отклонение – разница с единицей.", len(_WIDTHS)),
        BookRow(tuple(BookCell(text, "head") for text in _HEAD)),
    ]
    for index, (place, school, score) in enumerate(rating):
        own = _place(index)
        rows.append(
            BookRow(
                (
                    BookCell(place, "number", formula=f"=RANK([[{own}]],[[{first}]]:[[{last}]])"),
                    BookCell(school.name, place=f"rated:{index}"),
                    BookCell(score, "number", own, decimals=3),
                    BookCell(score - 1, "number", formula=f"=[[{own}]]-1", decimals=3),
                )
            )
        )
    return Sheet(NAME, _WIDTHS, tuple(fitted(row, _WIDTHS) for row in rows), head=(2, 2))


def rating_chart(schools: Sequence[SchoolAnswers]) -> list[Chart]:
    """A column a school, as long as their names can be read."""
    count = len(rated(schools))
    if not 0 < count < _MOST_IN_CHART:
        return []
    return [Chart("Относительный балл", ("rated:0", f"rated:{count - 1}"), (_place(0), _place(count - 1)), False)]


def _place(index: int) -> str:
    return f"score:{index}"
