"""What a drill counted, and the table that all of them make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """One line of the table: what was done how often, what was seen, and what must not have been."""

    title: str
    done: int = 0
    seen: dict[str, str] = field(default_factory=dict)
    """What was counted, in words, in the order of the table."""

    faults: list[str] = field(default_factory=list)
    """What must not be; a drill without any has been passed."""

    worst: dict[str, str] = field(default_factory=dict)
    """The worst of each kind, where there are kinds."""

    seconds: float = 0.0
    left_out: str = ""
    """Why the drill could not be made on this computer."""

    def fault(self, text: str) -> None:
        """Note what must not be."""
        self.faults.append(text)

    def must(self, holds: bool, text: str) -> None:
        """Note a fault unless something holds."""
        if not holds:
            self.fault(text)

    @property
    def result(self) -> str:
        """Passed or not, in a word or two."""
        if self.left_out:
            return f"не проводилось: {self.left_out}"
        return f"ОШИБОК {len(self.faults)}" if self.faults else "выдержано"


def table(outcomes: Sequence[Outcome]) -> str:
    """The table in Markdown, as it stands in the documentation and on the screen."""
    lines = ["| учение | раз | увидено | итог | секунд |", "|---|---|---|---|---|"]
    for one in outcomes:
        seen = "; ".join(f"{name} {value}" for name, value in one.seen.items())
        lines.append(f"| {one.title} | {grouped(one.done)} | {seen} | {one.result} | {one.seconds:.0f} |")
    return "\n".join(lines)


def grouped(number: int) -> str:
    """12 500 and not 12500."""
    return f"{number:,}".replace(",", "\u00a0")
