"""A mistake in a format definition: where its key stands, said once its line is known."""

from __future__ import annotations

from collections.abc import Mapping

Path = tuple[str | int, ...]
"""The way to a key: ("section", 2, "columns", 0, "width")."""


class MistakeError(Exception):
    """What is wrong with a key, and the way to it."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def shown(path: Path) -> str:
    """The way to a key as it is told: «section[2].columns[0].width»."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def told(name: str, mistake: MistakeError, lines: Mapping[Path, int]) -> str:
    """One sentence: the file, the line of the key or of the nearest that holds it, the key, and what to do."""
    path = mistake.path
    while path and path not in lines:
        path = path[:-1]
    line = f", строка {lines[path]}" if path else ""
    return f"{name}{line}: {shown(mistake.path)} — {mistake.message}" if mistake.path else f"{name}: {mistake.message}"
