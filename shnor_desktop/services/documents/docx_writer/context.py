"""What the parts of the Word writer share while one document is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shnor_desktop.services.documents.docx_writer.headings import HeadingMarks
from shnor_desktop.services.documents.docx_writer.inline import Inline
from shnor_desktop.services.documents.docx_writer.numbering import Numbering
from shnor_desktop.services.documents.docx_writer.pictures import Pictures
from shnor_desktop.services.documents.docx_writer.style_map import StyleMap


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that blocks are written into, in millimetres: a page's text area or a cell."""

    width: float
    height: float
    in_cell: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """The state of one document under way; `tick` is to be called for every block and table row."""

    styles: StyleMap
    inline: Inline
    numbering: Numbering
    pictures: Pictures
    headings: HeadingMarks
    tick: Callable[[], None]


class Ticker:
    """Turns single steps into an occasional call with the share that is done."""

    EVERY = 128

    def __init__(self, total: int, report: Callable[[float], None]) -> None:
        self._total = max(total, 1)
        self._done = 0
        self._report = report

    def __call__(self) -> None:
        """One step more."""
        self._done += 1
        if self._done % self.EVERY == 0:
            self._report(min(self._done / self._total, 1.0))
