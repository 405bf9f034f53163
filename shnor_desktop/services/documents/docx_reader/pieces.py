"""What is gathered while a paragraph is read: its runs, what stands behind them, and where it is cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from shnor_desktop.services.documents.tree import Block, Run


class Look(NamedTuple):
    """The look of a stretch of text."""

    bold: bool = False
    italic: bool = False
    link: str = ""


PLAIN = Look()


@dataclass(slots=True)
class Segment:
    """A stretch of a paragraph up to a place where it is cut."""

    runs: list[tuple[Look, str]] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)  # pictures and text boxes that hang on it
    end: str = ""  # "page", "split" or "contents": what stands between it and the next

    @property
    def is_blank(self) -> bool:
        """Whether nothing in it can be read."""
        return not any(text.strip() for _, text in self.runs)

    def tree_runs(self) -> tuple[Run, ...]:
        """The runs, neighbours of one look joined."""
        if len(self.runs) == 1:
            look, text = self.runs[0]
            return (Run(text, look.bold, look.italic, look.link),)
        return tuple(
            Run("".join(text for _, text in group), look.bold, look.italic, look.link)
            for look, group in groupby(self.runs, itemgetter(0))
        )


@dataclass(slots=True)
class Pieces:
    """A paragraph in the making; several of the file's when the marks between them are deleted."""

    segments: list[Segment] = field(default_factory=lambda: [Segment()])
    number: str = ""  # a heading's number, as our own documents mark it
    is_at_start: bool = True  # nothing to read has come yet

    def text(self, look: Look, text: str) -> None:
        """Adds text at the end."""
        if text:
            self.segments[-1].runs.append((look, text))
            self.is_at_start = self.is_at_start and not text.strip()

    def hang(self, *blocks: Block) -> None:
        """Adds blocks that are shown after the paragraph."""
        self.segments[-1].after.extend(blocks)

    def cut(self, end: str) -> None:
        """Ends the stretch of text here."""
        self.segments[-1].end = end
        self.segments.append(Segment())
