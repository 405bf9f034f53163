"""What the parts of the Word writer share while one document is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shnor_desktop.services.documents.docx_writer.headings import HeadingMarks
from shnor_desktop.services.documents.docx_writer.inline import Inline
from shnor_desktop.services.documents.docx_writer.numbering import Numbering
from shnor_desktop.services.documents.docx_writer.pictures import Pictures
from shnor_desktop.services.documents.docx_writer.style_map import Look, StyleMap


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that blocks are written into, in millimetres: a page's text area or a cell; and their looks there.

    `size` is that of letters in tables, `keep` a property of paragraphs that stay with the row below theirs,
    `wider` how wide the letters of a template are beside the usual ones.
    """

    width: float
    height: float
    looks: Mapping[str, Look]
    size: float
    in_cell: bool = False
    keep: str = ""
    wider: float = 1.0


@dataclass(frozen=True, slots=True)
class Writing:
    """The state of one document under way; `tick` is to be called for every block and table row."""

    styles: StyleMap
    inline: Inline
    numbering: Numbering
    pictures: Pictures
    headings: HeadingMarks
    tick: Callable[[], None]
    on_template: bool = False


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
