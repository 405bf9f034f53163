"""Which page shows which kind of section."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...services.queries import OutlineEntry
from .activities_page import ActivitiesPage
from .base import Page, PageContext
from .criteria_page import CriteriaPage
from .grid_page import GridPage
from .indicators_page import IndicatorsPage
from .passport_page import PassportPage
from .schedule_page import SchedulePage
from .section_page import SectionPage
from .text_page import TextPage
from .title_page import TitlePage

PAGES: dict[str, type[SectionPage]] = {
    "text": TextPage,
    "passport": PassportPage,
    "activities": ActivitiesPage,
    "indicators": IndicatorsPage,
    "schedule": SchedulePage,
    "criteria": CriteriaPage,
    "results": TextPage,
    "staff": GridPage,
    "matrix": GridPage,
}
"""Kind of a section → its page."""


def make_page(context: PageContext, entry: OutlineEntry | None, parent: QWidget | None = None) -> Page:
    """The page of a section; without one, the title page."""
    if entry is None:
        return TitlePage(context, parent)
    return PAGES[entry.section.kind](context, entry, parent)
