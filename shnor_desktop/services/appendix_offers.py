"""Rows of a criteria table beside what results say for them: the one answer that page, check and fix share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..models.monitoring import CriterionValue, Wave
from ..models.results import ExamResult, MethodSetting
from .deadlines import control_date
from .formats import SectionSpec
from .shares import NO_DATA

if TYPE_CHECKING:
    from .results.appendix_values import Proposal

ROWS = frozenset(("gap_ege", "gap_oge", "gap_vpr", "inflated", "mismatch", "jump"))
"""Keys of the rows that results can speak of, in whatever form they stand."""

FROM_RESULTS, OTHERWISE, FREE = "from_results", "otherwise", "free"
"""How a cell stands to its proposal: says the same, says something else, is empty."""


def wave_date(wave: Wave, years: tuple[int, int] | None) -> date | None:
    """The day of a wave, if what was typed names one."""
    return control_date(wave.as_of, years)


def offers(
    spec: SectionSpec,
    wave: Wave,
    years: tuple[int, int] | None,
    rows: Sequence[ExamResult],
    settings: Sequence[MethodSetting] = (),
) -> Mapping[str, Proposal]:
    """Key of a row → what results say for it in a wave; statistics are imported by who has results."""
    if not rows or not any(one.key in ROWS for one in spec.indicators):
        return {}
    from .results.appendix_values import proposals

    keys = {one.key for one in spec.indicators if one.kind == "text"}
    found = proposals(tuple(rows), wave_date(wave, years), tuple(settings))
    return {key: one for key, one in found.items() if key in keys}


def standing(value: CriterionValue | None, offer: Proposal) -> str:
    """How what is stored stands to what results say."""
    if value is None or not value.given:
        return FREE
    return FROM_RESULTS if offer.agrees(NO_DATA if value.no_data else value.value) else OTHERWISE
