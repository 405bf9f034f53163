"""How cells of a workbook look, as a table of properties in the words of XlsxWriter."""

from __future__ import annotations

from typing import Any

FONT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "font_scheme": ""}
"""The letters of the whole book; a scheme would let Excel take the typeface of its theme."""

_TABLE: dict[str, Any] = {"border": 1, "text_wrap": True, "valign": "top"}
_CENTRE: dict[str, Any] = {**_TABLE, "align": "center", "valign": "vcenter"}

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 13, "align": "center", "valign": "vcenter", "text_wrap": True},
    "mark": {"align": "right"},
    "note": {"text_wrap": True, "valign": "top"},
    "note_bold": {"text_wrap": True, "valign": "top", "bold": True},
    "head": {**_CENTRE, "bold": True, "bg_color": "#EAF0F6"},
    "group": {**_TABLE, "bold": True, "valign": "vcenter", "bg_color": "#F4F6F8"},
    "text": _TABLE,
    "centre": _CENTRE,
    "number": _CENTRE,
    "share": {**_CENTRE, "num_format": "0.0%"},
    "points": {**_CENTRE, "num_format": "+0.0;-0.0;0.0"},
    "change0": {**_CENTRE, "num_format": "+0;-0;0"},
    "change1": {**_CENTRE, "num_format": "+0.0;-0.0;0.0"},
    "change2": {**_CENTRE, "num_format": "+0.00;-0.00;0.00"},
    "percent": {**_CENTRE, "num_format": '0" %"'},
    "aside": {**_CENTRE, "italic": True, "font_color": "#55606B"},
}
"""Every look a cell may name."""

ENTRY: dict[str, Any] = {"locked": False, "bg_color": "#FFFBEA"}
"""What is added to the look of a cell that is free to type in: the pale ground shows where."""


def properties(look: str, entry: bool, decimals: int) -> dict[str, Any]:
    """All properties of a cell's look; a number typed with decimals keeps as many."""
    own = {**FONT, **LOOKS[look], **(ENTRY if entry else {})}
    if decimals and "num_format" not in own:
        own["num_format"] = "0." + "0" * decimals
    return own
