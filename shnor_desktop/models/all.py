"""Every row class of a school file in one place, for those who read or write the whole of it."""

from __future__ import annotations

from .activities import Activity, DeadlineMove
from .indicators import Indicator, IndicatorValue, Task
from .monitoring import CriterionValue, Wave
from .orders import Order, OwnForm, SectionShape
from .pages import PageLook
from .people import Person
from .programme import GridRow, PassportRow, ScheduleRow, Section, SectionText
from .reports import Report
from .results import ExamResult, MethodSetting
from .risks import MeasureReason, RiskFactor, TaskSkill
from .school import Approval, Programme, School

ALL = (
    School,
    Programme,
    Approval,
    PageLook,
    Section,
    SectionText,
    SectionShape,
    Order,
    PassportRow,
    ScheduleRow,
    GridRow,
    Activity,
    DeadlineMove,
    Task,
    Indicator,
    IndicatorValue,
    Wave,
    CriterionValue,
    ExamResult,
    MethodSetting,
    RiskFactor,
    TaskSkill,
    MeasureReason,
    Person,
    OwnForm,
    Report,
)
"""Parents before children."""

__all__ = [
    "ALL",
    "Activity",
    "Approval",
    "CriterionValue",
    "DeadlineMove",
    "ExamResult",
    "GridRow",
    "Indicator",
    "IndicatorValue",
    "MeasureReason",
    "MethodSetting",
    "Order",
    "OwnForm",
    "PageLook",
    "PassportRow",
    "Person",
    "Programme",
    "Report",
    "RiskFactor",
    "ScheduleRow",
    "School",
    "Section",
    "SectionShape",
    "SectionText",
    "Task",
    "TaskSkill",
    "Wave",
]
