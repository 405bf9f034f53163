"""Format definitions: a paper form described in TOML drives the outline, the pages, the checks and the documents.

A municipality with another form is another TOML file. A mistake in one is told with its file, line and key.
"""

from __future__ import annotations

from .catalogue import USUAL_FORM, Catalogue, catalogue, is_shipped, known_formats, load_format, own_folder
from .model import (
    COLUMN_FIELDS,
    FREE_SECTION,
    GENDERS,
    INDICATOR_KINDS,
    ColumnSpec,
    CriterionSpec,
    Format,
    IndicatorSpec,
    NumberingSpec,
    PassportRowSpec,
    SectionSpec,
    WaveSpec,
)
from .reading import read_format, read_text

__all__ = [
    "COLUMN_FIELDS",
    "FREE_SECTION",
    "GENDERS",
    "INDICATOR_KINDS",
    "USUAL_FORM",
    "Catalogue",
    "ColumnSpec",
    "CriterionSpec",
    "Format",
    "IndicatorSpec",
    "NumberingSpec",
    "PassportRowSpec",
    "SectionSpec",
    "WaveSpec",
    "catalogue",
    "is_shipped",
    "known_formats",
    "load_format",
    "own_folder",
    "read_format",
    "read_text",
]
