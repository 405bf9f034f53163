"""How the program looks, as the person chooses it."""

from __future__ import annotations

from ..appearance import DARK_LOOK, LIGHT_LOOK, SYSTEM
from ..tools import Tools
from .files import FileCommands


class LookCommands:
    """The choices of the menu «Вид»."""

    def __init__(self, tools: Tools, files: FileCommands) -> None:
        self._tools = tools

    def as_system(self) -> None:
        """Dark when the system is."""
        self._choose(SYSTEM)

    def light(self) -> None:
        """Always light."""
        self._choose(LIGHT_LOOK)

    def dark(self) -> None:
        """Always dark."""
        self._choose(DARK_LOOK)

    def text_100(self) -> None:
        """Letters of the usual size."""
        self._tools.window.appearance.choose_size(100)

    def text_115(self) -> None:
        """Larger letters."""
        self._tools.window.appearance.choose_size(115)

    def text_130(self) -> None:
        """Large letters."""
        self._tools.window.appearance.choose_size(130)

    def _choose(self, choice: str) -> None:
        self._tools.window.appearance.choose(choice)
