"""The program's own pictures: SVG files in `resources/icons`, drawn when they are first shown."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from ..resources import resource_path


def icon(name: str) -> QIcon:
    """The icon of that name; an empty one for an empty name."""
    return QIcon(str(resource_path("icons", f"{name}.svg"))) if name else QIcon()
