"""The document check: one rule a function, each names what contradicts itself or is missing, and where."""

from __future__ import annotations

from ..queries import ProgrammeData
from . import (
    agreement,
    appendix,
    bound_text,
    citations,
    dates,
    empty_cells,
    figures,
    method_settings,
    moves,
    odd_results,
    orders,
    points,
    remains,
    repeats,
    required,
    slips,
    staffing,
    years,
)
from .finding import SEVERITIES, Finding, Rule
from .told import corridor, dynamics, ege_sums, marks_sums, parts, quality

RULES: tuple[Rule, ...] = (
    required.title_page,
    orders.order_fields,
    orders.order_appendices,
    required.passport,
    empty_cells.plan_cells,
    required.indicator_cells,
    required.schedule_cells,
    required.diary_rule,
    required.baselines,
    required.empty_sections,
    dates.outside_years,
    dates.unread_periods,
    dates.control_years,
    years.stated_years,
    figures.shares,
    figures.units,
    figures.numbering,
    points.point_numbers,
    staffing.staff_sums,
    moves.untold_moves,
    moves.late_untold,
    remains.remains,
    repeats.repeated_activities,
    repeats.repeated_indicators,
    agreement.passport_tasks,
    citations.later_acts,
    citations.missing_appendices,
    corridor.corridor_claims,
    quality.quality_claims,
    quality.low_quality_claims,
    dynamics.dynamics_claims,
    parts.stated_parts,
    marks_sums.marks_sums,
    ege_sums.ege_sums,
    bound_text.bound_values,
    odd_results.odd_results,
    appendix.appendix_values,
    method_settings.method_settings,
    slips.slips,
)
"""All rules; the order of findings is by severity, then by the rules' order."""

__all__ = ["RULES", "SEVERITIES", "Finding", "run_checks"]


def run_checks(data: ProgrammeData) -> list[Finding]:
    """Everything the rules find in a programme; linear in its rows."""
    found = [finding for rule in RULES for finding in rule(data)]
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))
