"""Which page shows which kind of section; a page is imported when it is first shown."""

from __future__ import annotations

import importlib
from typing import Any, NamedTuple, cast

from PySide6.QtWidgets import QWidget

from ...services.queries import OutlineEntry
from ..navigation import ANALYSIS, RESULTS, RISKS
from .base import Page, PageContext

TITLE = ("title_page", "TitlePage")


class WholePage(NamedTuple):
    """A page beside the sections: what the outline and the guide call it, the module beside this one, its class."""

    title: str
    guide: str
    module: str
    name: str


WHOLE_PAGES: dict[int, WholePage] = {
    RESULTS: WholePage("Результаты", "results", "results_page", "ResultsPage"),
    ANALYSIS: WholePage("Анализ результатов", "analysis", "analysis_page", "AnalysisPage"),
    RISKS: WholePage("Риски и меры", "risks", "risks_page", "RisksPage"),
}
"""Pages that are no section and no paper, below the overview in this order."""

PAGES: dict[str, tuple[str, str]] = {
    "text": ("text_page", "TextPage"),
    "order": ("order_page", "OrderPage"),
    "passport": ("passport_page", "PassportPage"),
    "activities": ("activities_page", "ActivitiesPage"),
    "indicators": ("indicators_page", "IndicatorsPage"),
    "schedule": ("schedule_page", "SchedulePage"),
    "criteria": ("criteria_page", "CriteriaPage"),
    "results": ("text_page", "TextPage"),
    "staff": ("grid_page", "GridPage"),
    "matrix": ("grid_page", "GridPage"),
}
"""Kind of a section → the module beside this one and the class of its page."""


def page_class(kind: str) -> type[Page]:
    """The class of the page of that kind of section, imported now if it was not before."""
    return _class(*PAGES[kind])


def make_whole_page(context: PageContext, place: int) -> Page:
    """One of `WHOLE_PAGES`."""
    page = WHOLE_PAGES[place]
    made: Any = _class(page.module, page.name)
    return cast(Page, made(context))


def make_page(context: PageContext, entry: OutlineEntry | None, parent: QWidget | None = None) -> Page:
    """The page of a section; without one, the title page."""
    if entry is None:
        title: Any = _class(*TITLE)
        return cast(Page, title(context, parent))
    return page_class(entry.section.kind)(context, entry, parent)


def _class(module: str, name: str) -> type[Page]:
    return cast(type[Page], getattr(importlib.import_module(f"{__package__}.{module}"), name))
