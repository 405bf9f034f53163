"""The colours of the program as two tables, and the one place that says which of them the program wears now."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

DARK_PROPERTY = "shnor-dark"
"""The property of the application under which it wears its dark colours."""


class Colours(NamedTuple):
    """The named colours of a palette."""

    ink: str
    soft: str  # hints, the status bar, what is hidden
    faint: str  # placeholders, what is disabled
    link: str  # words that lead somewhere
    icon: str  # the lines of pictures
    paper: str  # top bar, fields, cards
    ground: str  # behind the page
    side: str  # navigation
    line: str
    strong_line: str
    header: str  # table headers, computed cells
    group: str  # group rows of a plan
    hover: str
    selected: str  # a selected row
    accent: str  # grounds and frames; words take `link`
    accent_hover: str
    accent_down: str
    on_accent: str
    good: str
    warning: str
    warning_ground: str
    error: str
    error_ground: str
    bar_rest: str  # the bars of per cent in tables
    bar_part: str
    bar_done: str
    mark: str  # words that a search found


LIGHT = Colours(
    ink="#1d2733", soft="#556270", faint="#8a95a1", link="#1f5fa8", icon="#44505e",
    paper="#ffffff", ground="#f5f7f9", side="#eef1f4", line="#d9dfe6", strong_line="#c3ccd6",
    header="#f0f3f6", group="#eef3f9", hover="#e3e9f0", selected="#dbe8f7",
    accent="#1f5fa8", accent_hover="#2a6fbd", accent_down="#184d89", on_accent="#ffffff",
    good="#1f7347", warning="#8f5600", warning_ground="#fff3dc", error="#b3322c", error_ground="#fdeceb",
    bar_rest="#e4e9ef", bar_part="#a9c5e8", bar_done="#9fceb3", mark="#ffe9a8",
)  # fmt: skip

DARK = Colours(
    ink="#e4e9ef", soft="#a7b3c0", faint="#7a8694", link="#84b4ee", icon="#b4bfcb",
    paper="#1e242b", ground="#171c22", side="#1a2027", line="#343d47", strong_line="#4b5763",
    header="#262d35", group="#25303c", hover="#2d3640", selected="#2b4058",
    accent="#2f6fbb", accent_hover="#2a66ad", accent_down="#245a9a", on_accent="#ffffff",
    good="#6ec597", warning="#e5ac4e", warning_ground="#40341c", error="#f29a94", error_ground="#4a2826",
    bar_rest="#38424d", bar_part="#2f5f96", bar_done="#2b6e49", mark="#665416",
)  # fmt: skip


def colours() -> Colours:
    """The palette that the program wears now. Ask when you paint: it may be another one the next time."""
    app = QCoreApplication.instance()
    return DARK if app is not None and app.property(DARK_PROPERTY) else LIGHT


def wear(app: QCoreApplication, *, dark: bool) -> None:
    """Say which palette the program wears from now on."""
    app.setProperty(DARK_PROPERTY, dark)
